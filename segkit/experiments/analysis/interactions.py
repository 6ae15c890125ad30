"""Whether segments answer differently: the question before which segment answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segkit.experiments.effects.effect import Effect
from segkit.experiments.told import Told, chance
from segkit.experiments.words import segments as words


@dataclass(frozen=True, repr=False)
class Interaction(Told):
    """Say whether an effect differs between segments by more than chance.

    Parameters
    ----------
    metric, arm : whose effect; arm is empty where there is one treatment
    statistic : Q (rates, quantiles) or F (means, ratios)
    freedom : degrees of freedom above and, for F, below (infinite for Q)
    p_value : two-sided
    test : which test, in words
    common : the effect of all segments together, weighted by precision
    error : standard error of `common`
    spread : standard deviation of the true effects over segments, as estimated
    level : coverage that alarms go by
    shown : `common` in words
    note : why there is no test; empty where there is one

    Examples
    --------
    >>> found = interaction([0.1, 0.1, 0.5], [0.05, 0.05, 0.05])
    >>> round(found.statistic, 1), found.freedom[0], found.differs
    (42.7, 2, True)
    """

    metric: str
    arm: str
    statistic: float
    freedom: tuple[float, float]
    p_value: float
    test: str
    common: float
    error: float
    spread: float
    level: float = 0.95
    shown: str = ""
    note: str = ""

    @property
    def differs(self) -> bool:
        """Whether the segments answer differently."""
        return self.p_value < 1 - self.level

    @property
    def sentence(self) -> str:
        """What the test says, for people to read."""
        arm = words.ARM.format(arm=self.arm) if self.arm else ""
        if math.isnan(self.p_value):
            return words.NOT_TESTED.format(metric=self.metric, arm=arm, note=self.note)
        plain = math.isinf(self.freedom[1])
        freedom = f"{self.freedom[0]:g}"
        return (words.DIFFER if self.differs else words.ALIKE).format(
            metric=self.metric,
            arm=arm,
            statistic="Q" if plain else "F",
            value=self.statistic,
            freedom=freedom if plain else f"{freedom} and {self.freedom[1]:.0f}",
            p=chance(self.p_value),
            test=self.test,
            common=self.shown or f"{self.common:.3g}",
        )


def interaction(
    values: Sequence[float],
    errors: Sequence[float],
    freedoms: Sequence[float] | None = None,
    *,
    metric: str = "effect",
    arm: str = "",
    test: str = words.TESTS["other"],
    level: float = 0.95,
) -> Interaction:
    """Test whether estimates of different segments differ by more than chance.

    Parameters
    ----------
    values : the effect in each segment
    errors : their standard errors; segments without one (nan or 0) do not count
    freedoms : their degrees of freedom, for Welch's F; None for Cochran's Q
    metric, arm, test : for the sentence
    level : coverage that alarms go by

    Returns
    -------
    Interaction; nan with fewer than two segments

    References
    ----------
    Cochran (1954), Biometrics 10, 101-129; Welch (1951), Biometrika 38, 330-336, for
    differences in place of means; spread: DerSimonian and Laird (1986), Controlled
    Clinical Trials 7, 177-188.

    Examples
    --------
    >>> print(interaction([1.0, 2.0], [1.0, 1.0]))
    effect: that the segments answer differently is not shown (Q = 0.50 on 1 degrees of
    freedom, p = 0.48; Cochran's Q on the differences), so the effect of all together is
    the best guess for each: 1.5.
    """
    d, e = np.asarray(values, dtype=float), np.asarray(errors, dtype=float)
    nu = np.full(d.size, math.inf) if freedoms is None else np.asarray(freedoms, float)
    known = np.isfinite(d) & np.isfinite(e) & (e > 0) & ~np.isnan(nu)
    d, e, nu = d[known], e[known], nu[known]
    k = d.size
    if k < 2:
        note = words.ONE_SEGMENT if known.size < 2 else words.FEW_KNOWN
        nan = math.nan
        nothing = (nan, (nan, nan), nan, test, nan, nan, nan, level)
        return Interaction(metric, arm, *nothing, note=note)
    w = e**-2.0
    common = float((w * d).sum() / w.sum())
    q = float((w * (d - common) ** 2).sum())
    room = float(w.sum() - (w**2).sum() / w.sum())
    spread = math.sqrt(max(0.0, (q - (k - 1)) / room))
    statistic, below, p_value = _tested(q, w, nu)
    error = float(w.sum() ** -0.5)
    found = (statistic, (k - 1, below), p_value, test, common, error, spread, level)
    return Interaction(metric, arm, *found)


def _tested(q: float, w: np.ndarray, nu: np.ndarray) -> tuple[float, float, float]:
    """Return statistic, lower degrees of freedom and p of Cochran's Q or Welch's F."""
    from scipy import special  # noqa: PLC0415 (waited for only here)

    k = w.size
    if np.isinf(nu).all():
        return q, math.inf, float(special.chdtrc(k - 1, q))
    loose = float(((1 - w / w.sum()) ** 2 / nu).sum())
    f = q / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * loose)
    below = (k * k - 1) / (3 * loose)
    return f, below, float(special.fdtrc(k - 1, below, f))


def estimates_of(effects: Sequence[Effect]) -> tuple[list, list, list | None, str]:
    """Return values, errors and degrees of freedom for `interaction`, and its test.

    A rate of nobody has no error of its own, so rates get one success and one failure
    more in each arm (Agresti and Caffo 2000, The American Statistician 54, 280-288).
    With that Q keeps its false alarms at small counts, which it does not without.
    """
    kind = effects[0].kind
    if kind == "rate":
        pairs = [agresti_caffo(each) for each in effects]
        return [v for v, _ in pairs], [e for _, e in pairs], None, words.TESTS["rate"]
    values, errors = [e.difference for e in effects], [e.error for e in effects]
    if kind == "quantile":
        return values, errors, None, words.TESTS["other"]
    return values, errors, [e.freedom for e in effects], words.TESTS["mean"]


def agresti_caffo(effect: Effect) -> tuple[float, float]:
    """Return a difference of rates and its error with one more of each kind per arm."""
    if effect.counts is None or not (effect.n_control and effect.n_treatment):
        return math.nan, math.nan
    shares, variance = [], 0.0
    for x, n in zip(effect.counts, (effect.n_control, effect.n_treatment), strict=True):
        share = (x + 1) / (n + 2)
        shares.append(share)
        variance += share * (1 - share) / (n + 2)
    return shares[1] - shares[0], math.sqrt(variance)


def shrunk(
    values: Sequence[float], errors: Sequence[float], found: Interaction
) -> list[float]:
    """Pull each segment's effect towards the common one, as far as it is noise.

    References
    ----------
    Efron and Morris (1975), Journal of the American Statistical Association 70,
    311-319, with the spread of DerSimonian and Laird.
    """
    if math.isnan(found.common):
        return list(values)
    pulled = []
    for value, error in zip(values, errors, strict=True):
        known = math.isfinite(value) and math.isfinite(error)
        total = found.spread**2 + error**2 if known else 0.0
        trust = found.spread**2 / total if total else 0.0
        pulled.append(
            found.common + trust * (value - found.common) if known else math.nan
        )
    return pulled
