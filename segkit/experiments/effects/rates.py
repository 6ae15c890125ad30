"""Whether one rate is higher than another."""

from __future__ import annotations

import math
from typing import Literal

from segkit import checks
from segkit.experiments.effects.effect import Effect, fields_of, with_relative
from segkit.experiments.words import effects as words
from segkit.record.differences import rate_difference

#: Below this many expected in a cell the z test is not trusted (Cochran 1954).
LEAST_EXPECTED = 5
#: Up to this many possible results the unconditional exact test is computed.
MOST_RESULTS = 40_000


def compare_rates(
    x1: int,
    n1: int,
    x2: int,
    n2: int,
    *,
    level: float = 0.95,
    interval: Literal["newcombe", "wald"] = "newcombe",
    test: Literal["z", "exact"] | None = None,
    relative: Literal["delta", "fieller"] = "delta",
    metric: str = words.RATE,
    names: tuple[str, str] = (words.CONTROL, words.TREATMENT),
) -> Effect:
    """Say whether the treatment's rate differs from the control's.

    Parameters
    ----------
    x1, n1 : who did it, of how many, in the control
    x2, n2 : the same in the treatment
    level : coverage of the intervals, 0 to 1
    interval : ``"newcombe"`` or ``"wald"``, see `record.rate_difference`
    test : ``"z"`` (pooled share, no correction), ``"exact"`` (Barnard's test; Fisher's
        where more than 40,000 results are possible), or None: z where each arm can
        expect 5 of both kinds, else exact. With up to 40,000 possible results a z test
        with p below .1 is handed to the exact test too: z alone has up to 5.7 % false
        alarms in small equal arms with rates near one half
    relative : interval of the relative effect, see `record.relative_difference`
    metric : what is compared
    names : of control and treatment

    Returns
    -------
    Effect: treatment less control, as shares; ``test`` names the test

    Raises
    ------
    DataError
        if a count is no whole number from 0, or a part is above its whole

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890; Barnard (1945), Nature 156,
    177; Cochran (1954), Biometrics 10, 417-451.

    Examples
    --------
    >>> compare_rates(5, 83, 12, 99)
    conversion: 12.1 % in treatment (12 of 99), 6.0 % in control (5 of 83).
    Difference: +6.1 points (95 % interval -2.8 to +14.7).
    If there were no difference, one this large or larger would come up with a
    probability of 0.16 (z test, pooled share): the two cannot be told apart with
    these numbers, which does not mean that they are the same.
    In per cent of control: +101.2 % (-100.3 % to +302.8 %).
    """
    checks.choice(test, [None, "z", "exact"], name="test")
    found = rate_difference(x1, n1, x2, n2, level=level, interval=interval)
    counts = x1, n1, x2, n2 = int(x1), int(n1), int(x2), int(n2)
    p_value, name = found.p_value, "z"
    exact = test == "exact" or (test is None and _doubtful(p_value, *counts))
    if n1 and n2 and exact:
        p_value, name = exact_test(*counts)
    p1, p2 = x1 / n1 if n1 else math.nan, x2 / n2 if n2 else math.nan
    effect = Effect(
        **{**fields_of(found), "p_value": p_value},
        metric=metric,
        kind="rate",
        control=p1,
        treatment=p2,
        n_control=n1,
        n_treatment=n2,
        counts=(x1, x2),
        test=words.TESTS[name],
        level=level,
        control_name=names[0],
        treatment_name=names[1],
        note="" if n1 and n2 else words.EMPTY,
    )
    errors = [
        math.sqrt(p * (1 - p) / n) if n else math.nan for p, n in ((p1, n1), (p2, n2))
    ]
    return with_relative(effect, *errors, method=relative)


def _doubtful(p_value: float, x1: int, n1: int, x2: int, n2: int) -> bool:
    """Say whether the z test is not good enough for these counts."""
    rarer = min(x1 + x2, n1 + n2 - x1 - x2)
    if not rarer or not n1 or not n2:
        return False
    if rarer * min(n1, n2) / (n1 + n2) < LEAST_EXPECTED:
        return True
    return _results(n1, n2) <= MOST_RESULTS and p_value < 0.1


def _results(n1: int, n2: int) -> int:
    return (n1 + 1) * (n2 + 1)


def exact_test(x1: int, n1: int, x2: int, n2: int) -> tuple[float, str]:
    """Return the p-value that holds at any count, and which test gave it."""
    from scipy import stats  # noqa: PLC0415 (slow to import)

    if x1 + x2 in {0, n1 + n2}:
        return 1.0, "z"
    cells = [[x1, x2], [n1 - x1, n2 - x2]]
    if _results(n1, n2) <= MOST_RESULTS:
        return min(1.0, float(stats.barnard_exact(cells).pvalue)), "barnard"
    return float(stats.fisher_exact(cells).pvalue), "fisher"
