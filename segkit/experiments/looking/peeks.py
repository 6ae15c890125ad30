"""What looking early does: two equal arms, and how often there is a winner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.special import ndtri

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.looking.anytime import half_width
from segkit.experiments.looking.spending import bounds, crossing
from segkit.experiments.planning import asked
from segkit.experiments.words import looks as words
from segkit.record import Table, wilson

RULES = ("p_value", "chance_to_win", "obrien_fleming", "pocock", "always_valid")
ROOM = 2_000_000  # numbers that are drawn at a time


def peeking(
    looks: Iterable[int] = (1, 2, 3, 4, 5, 10),
    *,
    rule: str | Iterable[str] = "p_value",
    alpha: float = 0.05,
    n_simulations: int = 10_000,
    random_state: int = 0,
) -> Table:
    """Show how often two equal arms get a winner, by the number of looks.

    The looks are evenly spaced up to the planned size of the test; the arms are large,
    so that their difference is normal. A test stops at the first look that calls a
    winner, in either direction.

    Parameters
    ----------
    looks : numbers of looks, each 1 to 200
    rule : one or several of "p_value" (p below alpha), "chance_to_win" (Bayesian chance
        above 90 %, as mailing tools call winners), "obrien_fleming" and "pocock"
        (bounds of `boundaries`), "always_valid" (intervals of `always_valid`, for an
        effect that a test of this size finds with a chance of 80 %)
    alpha : chance of a false alarm that is asked for
    n_simulations : tests of two equal arms that are drawn
    random_state : seed

    Returns
    -------
    Table, one row per rule and number of looks: rule, looks, false_alarms (share of
    drawn tests with a winner), low, high (Wilson, 95 %), computed (the exact share),
    alpha

    Raises
    ------
    DataError
        if a number of looks or a rule is not known

    References
    ----------
    Armitage, McPherson and Rowe (1969), JRSS A 132, 235-244, table 2.

    Examples
    --------
    >>> peeking([1, 5, 10])[["looks", "computed"]].round(3)
       looks  computed
    0      1     0.050
    1      5     0.142
    2     10     0.193
    """
    numbers = _numbers(looks)
    rules = [rule] if isinstance(rule, str) else list(rule)
    for one in rules:
        checks.choice(one, RULES, name="rule")
    alpha = asked.share(alpha, "alpha")
    n_simulations = checks.whole_number(n_simulations, name="n_simulations")
    rows = []
    for k in numbers:
        limits = np.array([_limits(one, k, alpha) for one in rules])
        winners = _winners(k, limits, n_simulations, random_state)
        for one, limit, won in zip(rules, limits, winners, strict=True):
            low, high = wilson(won, n_simulations)
            exact = float(np.sum(crossing(np.arange(1, k + 1) / k, limit)))
            rows.append((one, k, won / n_simulations, low, high, exact, alpha))
    columns = ["rule", "looks", "false_alarms", "low", "high", "computed", "alpha"]
    rows.sort(key=lambda row: rules.index(row[0]))
    found = Table(rows, columns=columns)
    found.attrs["heading"] = words.PEEKING
    return found


def _numbers(looks: Any) -> list[int]:
    try:
        numbers = [looks] if isinstance(looks, int) else list(looks)
        return [checks.whole_number(k, name="looks", high=200) for k in numbers]
    except TypeError as error:
        raise DataError(words.PEEKING_LOOKS) from error


def _limits(rule: str, k: int, alpha: float) -> np.ndarray:
    """Return how large z must be at each of k looks for this rule to call a winner."""
    shares = np.arange(1, k + 1) / k
    if rule == "p_value":
        return np.full(k, ndtri(1 - alpha / 2))
    if rule == "chance_to_win":
        return np.full(k, ndtri(0.9))
    if rule == "always_valid":
        variance = 1 / shares  # of the difference, 1 at the end
        scale = (ndtri(1 - alpha / 2) + ndtri(0.8)) ** 2
        return np.asarray(half_width(variance, scale, alpha) / np.sqrt(variance))
    return bounds(shares, alpha, rule, 2)


def _winners(k: int, limits: np.ndarray, n: int, random_state: int) -> list[int]:
    """Draw n tests of two equal arms, and count those with a winner, for each rule."""
    draw = np.random.default_rng([random_state, k])
    won = np.zeros(len(limits), dtype=int)
    roots = np.sqrt(np.arange(1, k + 1))
    left = n
    while left:
        some = min(left, max(1, ROOM // k))
        z = np.abs(draw.standard_normal((some, k)).cumsum(axis=1)) / roots
        won += np.array([(z > limit).any(axis=1).sum() for limit in limits])
        left -= some
    return won.tolist()
