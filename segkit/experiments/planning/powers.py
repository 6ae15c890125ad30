"""What can a test of this size find? The chance of a find, and the smallest change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from segkit import checks
from segkit.experiments.planning import asked, formulas
from segkit.experiments.planning.exact_power import exact_found
from segkit.experiments.planning.sample_sizes import found_mean
from segkit.experiments.told import Told, percent
from segkit.experiments.words import sizes as words

WAYS = (*formulas.FORMULAS, "exact")


@dataclass(frozen=True, repr=False)
class Power(Told):
    """Say how likely a test is to find what is there; ``float(power)`` is the chance.

    Parameters
    ----------
    value : chance to find the difference in its right direction, 0 to 1
    n_1, n_2 : customers in each arm
    about : the two rates; for formula "t" the difference and the standard deviation
    formula : how it was computed
    alpha, sides : chance of a false alarm, and 1 or 2 sides

    Examples
    --------
    >>> round(float(power(0.20, 0.25, 1094)), 3)
    0.8
    """

    value: float
    n_1: float
    n_2: float
    about: tuple[float, float]
    formula: str
    alpha: float
    sides: int

    def __float__(self) -> float:
        """Return the chance alone."""
        return self.value

    @property
    def sentence(self) -> str:
        """What is found, in a sentence."""
        mean = self.formula == "t"
        first, second = (f"{x:g}" if mean else percent(x) for x in self.about)
        return (words.POWER_MEAN if mean else words.POWER_RATE).format(
            n1=f"{self.n_1:,.10g}",
            n2=f"{self.n_2:,.10g}",
            first=first,
            second=second,
            value=percent(self.value),
            alpha=percent(self.alpha),
            sides=words.SIDES[self.sides],
            formula=self.formula,
        )


@dataclass(frozen=True, repr=False)
class Detectable(Told):
    """Say which rates in arm 2 the test would find; ``float()`` is the smallest rise.

    Parameters
    ----------
    p1 : rate in arm 1
    up, down : lowest higher rate and highest lower rate that are found; nan where even
        everybody, or nobody, would not be enough
    n_1, n_2 : customers in each arm
    formula : how it was computed
    alpha, power, sides : chance of a false alarm, of a find, and 1 or 2 sides

    Examples
    --------
    >>> seen = detectable_effect(0.10, 30, formula="exact")
    >>> round(seen.up, 3), seen.down
    (0.409, nan)
    """

    p1: float
    up: float
    down: float
    n_1: float
    n_2: float
    formula: str
    alpha: float
    power: float
    sides: int

    def __float__(self) -> float:
        """Return the smallest rise that is found, as a difference of rates."""
        return self.up - self.p1

    @property
    def sentence(self) -> str:
        """What would be found, in a sentence."""
        ends = (math.isnan(self.up), math.isnan(self.down))
        return words.SEEN[ends].format(
            n1=f"{self.n_1:,.10g}",
            n2=f"{self.n_2:,.10g}",
            p1=percent(self.p1),
            up=percent(self.up),
            down=percent(self.down),
            power=percent(self.power),
            formula=self.formula,
        )


def power(
    p1: float,
    p2: float,
    n: float,
    *,
    alpha: float = 0.05,
    formula: str = "pooled",
    sides: int = 2,
    ratio: float = 1.0,
) -> Power:
    """Say how likely a test of two rates is to find a difference that is there.

    A significant result in the wrong direction is no find, and is not counted.

    Parameters
    ----------
    p1, p2 : rates in arm 1 (control) and arm 2, 0 to 1
    n : customers in arm 1; ratio times as many in arm 2
    alpha, sides, ratio : as in `sample_size`
    formula : "pooled", "miller", "arcsine", "baseline"; or "exact", which counts all
        results of the usual test (for arms of some hundred customers and fewer, where
        the formulas are off)

    Returns
    -------
    Power: ``float()`` is the chance

    Raises
    ------
    DataError
        if a rate is no share, both are the same, or an arm is too small

    References
    ----------
    As `sample_size`; exact: `segkit.experiments.planning.exact_power.exact_found`.

    Examples
    --------
    >>> power(0.10, 0.30, 30, formula="exact")
    With 30 customers in arm 1 and 30 in arm 2, a change from 10 % to 30 % is found
    with a chance of 48 % (5 % false alarms, two-sided, exact).
    """
    p1, p2 = asked.two_shares(p1, p2)
    checks.choice(formula, WAYS, name="formula")
    n = asked.number(n, "n", least=1)
    plan = asked.plan(alpha, None, sides, ratio)
    value = float(_chance(p1, p2, n, formula, **plan))
    return Power(value, n, n * ratio, (p1, p2), formula, alpha, sides)


def _chance(
    p1: float, p2: Any, n: float, formula: str, *, alpha: float, sides: int,
    ratio: float,
) -> Any:  # fmt: skip
    """Return the chance of a find, by a formula or counted."""
    if formula != "exact":
        return formulas.found(p1, p2, n, formula, alpha=alpha, sides=sides, ratio=ratio)
    n1, n2 = round(n), round(n * ratio)
    return exact_found(p1, p2, n1, n2, alpha=alpha, sides=sides)


def power_mean(
    difference: float,
    sd: float,
    n: float,
    *,
    alpha: float = 0.05,
    sides: int = 2,
    ratio: float = 1.0,
) -> Power:
    """Say how likely a t-test is to find a difference of two means.

    Parameters
    ----------
    difference : difference that is there, in the unit of the values
    sd : standard deviation between customers, in the same unit
    n : customers in arm 1; ratio times as many in arm 2
    alpha, sides, ratio : as in `sample_size`

    Returns
    -------
    Power: ``float()`` is the chance

    Raises
    ------
    DataError
        if the difference is 0, sd is not above 0, or an arm is too small

    References
    ----------
    Cohen (1988), chapter 2, with the noncentral t distribution.

    Examples
    --------
    >>> round(float(power_mean(0.5, 1, 64)), 4)
    0.8015
    """
    effect = abs(asked.number(difference, "difference"))
    if effect == 0:
        raise checks.DataError(words.NO_DIFFERENCE)
    sd, n = asked.number(sd, "sd", least=0), asked.number(n, "n", least=1)
    plan = asked.plan(alpha, None, sides, ratio)
    asked.number(n * ratio, "n times ratio", least=1)
    value = found_mean(effect / sd, n, **plan)
    return Power(value, n, n * ratio, (float(difference), sd), "t", alpha, sides)


def detectable_effect(
    p1: float,
    n: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    formula: str = "pooled",
    sides: int = 2,
    ratio: float = 1.0,
) -> Detectable:
    """Say how far a rate must move, up and down, for the test to find it.

    Parameters
    ----------
    p1 : rate in arm 1 (control), 0 to 1
    n : customers in arm 1; ratio times as many in arm 2
    alpha, power, sides, ratio : as in `sample_size`
    formula : as in `power`

    Returns
    -------
    Detectable: ``up`` and ``down`` are rates; ``float()`` is the smallest rise

    Raises
    ------
    DataError
        if p1 is no share, an arm is too small, or the plan makes no sense

    References
    ----------
    Solved from `power` by bisection (own definition).

    Examples
    --------
    >>> seen = detectable_effect(0.20, 1094)
    >>> round(seen.up, 3), round(seen.down, 3), round(float(seen), 3)
    (0.25, 0.154, 0.05)
    """
    p1, n = asked.share(p1, "p1"), asked.number(n, "n", least=1)
    checks.choice(formula, WAYS, name="formula")
    asked.plan(alpha, power, sides, ratio)
    plan = asked.plan(alpha, None, sides, ratio)

    def short(p2: float) -> float:
        return float(_chance(p1, p2, n, formula, **plan)) - power

    up, down = _edge(short, p1, 1.0), _edge(short, p1, 0.0)
    return Detectable(p1, up, down, n, n * ratio, formula, alpha, power, sides)


def _edge(short: Any, p1: float, end: float) -> float:
    """Return the rate nearest to p1 at which the power is reached; nan if none."""
    near, far = p1, end
    if not short(end) >= 0:
        return math.nan
    while abs(far - near) > 1e-10:
        middle = (near + far) / 2
        near, far = (near, middle) if short(middle) >= 0 else (middle, far)
    return far
