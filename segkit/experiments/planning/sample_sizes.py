"""How many customers does the test need? Four formulas, named and side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from scipy.special import nctdtr, stdtrit

from segkit import checks
from segkit.experiments.planning import asked, formulas
from segkit.experiments.told import Told, percent
from segkit.experiments.words import sizes as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class SampleSize(Told):
    """Say how many customers a test needs, and by which formula.

    ``float(size)`` is the number in arm 1, not rounded.

    Parameters
    ----------
    value : customers in arm 1, not rounded
    formula : name of the formula
    alpha, power, sides : chance of a false alarm, of a find, and 1 or 2 sides
    ratio : size of arm 2 over that of arm 1
    about : the two rates; for formula "t" the difference and the standard deviation

    Examples
    --------
    >>> size = sample_size(0.20, 0.25, formula="miller")
    >>> size.n_per_arm, size.n_total, round(float(size), 2)
    (1031, 2062, 1030.22)
    """

    value: float
    formula: str
    alpha: float
    power: float
    sides: int
    ratio: float
    about: tuple[float, float]

    def __float__(self) -> float:
        """Return the customers needed in arm 1, not rounded."""
        return self.value

    @property
    def n_per_arm(self) -> int:
        """Customers needed in arm 1: rounded up, as half a customer finds nothing."""
        return math.ceil(self.value - 1e-9)

    @property
    def n_second(self) -> int:
        """Customers needed in arm 2."""
        return math.ceil(self.value * self.ratio - 1e-9)

    @property
    def n_total(self) -> int:
        """Customers needed in both arms."""
        return self.n_per_arm + self.n_second

    @property
    def sentence(self) -> str:
        """What it takes, in a sentence."""
        mean = self.formula == "t"
        first, second = (f"{x:g}" if mean else percent(x) for x in self.about)
        return (words.SIZE_MEAN if mean else words.SIZE_RATE).format(
            first=first,
            second=second,
            n1=f"{self.n_per_arm:,}",
            n2=f"{self.n_second:,}",
            power=percent(self.power),
            alpha=percent(self.alpha),
            sides=words.SIDES[self.sides],
            formula=self.formula,
        )


def sample_size(
    p1: float,
    p2: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    formula: str = "pooled",
    sides: int = 2,
    ratio: float = 1.0,
) -> SampleSize:
    """Say how many customers a test of two rates needs.

    Parameters
    ----------
    p1 : rate in arm 1 (control), 0 to 1
    p2 : rate in arm 2 that is worth finding, 0 to 1
    alpha : chance of a false alarm where nothing differs
    power : chance to find the difference, in its right direction, where it is there
    formula : "pooled" (the usual test of two rates), "miller", "arcsine", "baseline"
    sides : 2 to look both ways; 1 to look for a change in one direction only
    ratio : size of arm 2 over that of arm 1

    Returns
    -------
    SampleSize: ``float()`` is the number in arm 1, not rounded

    Raises
    ------
    DataError
        if a rate is no share, both are the same, or the plan makes no sense

    References
    ----------
    As in `segkit.experiments.planning.formulas.spreads`.

    Examples
    --------
    >>> sample_size(0.20, 0.25)
    To find a change from 20 % to 25 % with a chance of 80 % (5 % false alarms,
    two-sided), arm 1 needs 1,094 customers and arm 2 1,094 (pooled formula).
    """
    p1, p2 = asked.two_shares(p1, p2)
    checks.choice(formula, formulas.FORMULAS, name="formula")
    plan = asked.plan(alpha, power, sides, ratio)
    value = float(formulas.size(p1, p2, formula, **plan))
    return SampleSize(value, formula, about=(p1, p2), **plan)


def sample_size_mean(
    difference: float,
    sd: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
    ratio: float = 1.0,
) -> SampleSize:
    """Say how many customers a test of two means needs, such as revenue per customer.

    For a ratio such as revenue per order, and for customers who were drawn in groups,
    ``sd`` is the standard deviation of what is averaged, one value for each unit that
    was assigned.

    Parameters
    ----------
    difference : smallest difference worth finding, in the unit of the values
    sd : standard deviation between customers, in the same unit
    alpha, power, sides, ratio : as in `sample_size`

    Returns
    -------
    SampleSize, formula "t"

    Raises
    ------
    DataError
        if the difference is 0, sd is not above 0, or the plan makes no sense

    References
    ----------
    Cohen (1988), chapter 2, with the noncentral t distribution.

    Examples
    --------
    >>> size = sample_size_mean(0.5, 1)
    >>> round(float(size), 2), size.n_per_arm
    (63.77, 64)
    """
    effect = abs(asked.number(difference, "difference"))
    sd = asked.number(sd, "sd", least=0)
    if effect == 0:
        raise checks.DataError(words.NO_DIFFERENCE)
    plan = asked.plan(alpha, power, sides, ratio)
    value = _solved(effect / sd, **plan)
    return SampleSize(value, "t", about=(float(difference), sd), **plan)


def found_mean(
    effect: float, n: float, *, alpha: float, sides: int, ratio: float
) -> float:
    """Return the chance that a t-test finds a difference, in its right direction.

    Parameters
    ----------
    effect : difference over the standard deviation, from 0
    n : customers in arm 1; ratio times as many in arm 2
    alpha, sides, ratio : as in `sample_size`

    Returns
    -------
    float, 0 to 1

    Examples
    --------
    >>> round(found_mean(0.5, 63.7656, alpha=0.05, sides=2, ratio=1.0), 5)
    0.8
    """
    free = n * (1 + ratio) - 2
    bound = stdtrit(free, 1 - alpha / sides)
    centre = effect * math.sqrt(n * ratio / (1 + ratio))
    return float(1 - nctdtr(free, centre, bound))


def _solved(
    effect: float, *, alpha: float, power: float, sides: int, ratio: float
) -> float:
    """Return the number in arm 1 at which the t-test has the power."""
    from scipy.optimize import brentq  # noqa: PLC0415 (slow to import)

    def short(n: float) -> float:
        return found_mean(effect, n, alpha=alpha, sides=sides, ratio=ratio) - power

    least = 2 / min(1.0, ratio)  # two customers in the smaller arm
    high = least
    while short(high) < 0:
        high *= 2
    return least if high == least else float(brentq(short, high / 2, high, xtol=1e-9))


def sample_sizes(
    p1: float,
    p2: float,
    *,
    alpha: float = 0.05,
    power: float = 0.8,
    sides: int = 2,
    ratio: float = 1.0,
) -> Table:
    """Set the four formulas side by side, and say why their sizes differ.

    Parameters
    ----------
    p1, p2, alpha, power, sides, ratio : as in `sample_size`

    Returns
    -------
    Table, one row per formula: n_1, n_2 (customers in each arm), unrounded (arm 1),
    taken_from (what the formula takes for the spread); ``attrs["heading"]`` says why

    Raises
    ------
    DataError
        as `sample_size` does

    Examples
    --------
    >>> sample_sizes(0.20, 0.25)[["n_1", "unrounded"]].round(2)
              n_1  unrounded
    formula
    pooled    1094    1093.74
    miller    1031    1030.22
    arcsine   1092    1091.90
    baseline  1005    1004.66
    """
    plan: dict[str, Any] = {"alpha": alpha, "power": power, "sides": sides}
    sizes = [
        sample_size(p1, p2, formula=name, ratio=ratio, **plan)
        for name in formulas.FORMULAS
    ]
    table = Table(
        {
            "n_1": [size.n_per_arm for size in sizes],
            "n_2": [size.n_second for size in sizes],
            "unrounded": [size.value for size in sizes],
            "taken_from": [words.FORMULAS[size.formula] for size in sizes],
        }
    )
    table.index = table.index.map(dict(enumerate(formulas.FORMULAS)).get)
    table.index.name = "formula"
    table.attrs["heading"] = _why(table["n_1"], p1, p2)
    return table


def _why(sizes: Any, p1: float, p2: float) -> str:
    """Say why the formulas differ, and in which direction here."""
    low, high = f"{sizes.min():,}", f"{sizes.max():,}"
    less = p2 * (1 - p2) > p1 * (1 - p1)
    key = words.FEWER if less else words.MORE
    return words.SIDE_BY_SIDE.format(low=low, high=high, more=key)
