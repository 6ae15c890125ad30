"""How large a discount may be, and how many more must buy, before money is lost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

from segkit.activation.words.messages import offers as words
from segkit.checks import DataError
from segkit.record import wilson

Rate: TypeAlias = float | tuple[int, int]
NAN = math.nan


@dataclass(frozen=True, repr=False)
class BreakEven:
    """The discount at which an offer earns as much as no offer.

    Parameters
    ----------
    discount_rate : of the list price, 0 to 1; 0 if even a free offer loses money
    low, high : ends of the interval; nan for plain rates
    margin_rate : margin of an order at list price, 0 to 1
    rate_with, rate_without : share of readers who buy with and without the offer
    level : coverage of the interval

    Examples
    --------
    >>> break_even_discount(0.4, bought=0.06, bought_without=0.04).discount_rate
    0.13333333333333336
    """

    discount_rate: float
    low: float
    high: float
    margin_rate: float
    rate_with: float
    rate_without: float
    level: float

    def __float__(self) -> float:
        """Return the discount."""
        return self.discount_rate

    @property
    def sentence(self) -> str:
        """What it means, for people to read."""
        said = {
            "discount": _percent(self.discount_rate),
            "margin": _percent(self.margin_rate),
            "with_": _percent(self.rate_with),
            "without": _percent(self.rate_without),
        }
        if self.discount_rate <= 0:
            return words.NO_DISCOUNT_PAYS.format(**said) + self._sure()
        return words.BREAK_EVEN.format(**said) + self._sure()

    def _sure(self) -> str:
        if math.isnan(self.low):
            return words.NO_INTERVAL
        said = {"low": _percent(self.low), "high": _percent(self.high)}
        kind = words.MAY_NOT_PAY if self.low <= 0 else words.INTERVAL
        return kind.format(level=_percent(self.level), **said)

    def __repr__(self) -> str:
        """Return the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415

        return f"<p>{escape(self.sentence)}</p>"


def break_even_discount(
    margin_rate: float,
    *,
    bought: Rate,
    bought_without: Rate,
    average_order_amount: float | None = None,
    contact_cost_amount: float = 0.0,
    level: float = 0.95,
) -> BreakEven:
    """Say how large a discount may be before the offer earns less than no offer.

    Everybody who buys gets the discount, also those who would have bought without it:
    that is what makes offers dear.

    Parameters
    ----------
    margin_rate : margin of an order at list price, as a share of it, 0 to 1
    bought : share of the readers of the offer who buy; or (bought, contacted)
    bought_without : the same without the offer: those held out by lot
    average_order_amount : of an order at list price; needed with a contact cost
    contact_cost_amount : what one message costs more than none
    level : coverage of the interval, 0 to 1

    Returns
    -------
    BreakEven; float() is the discount as a share of the list price. With counts it has
        an interval

    Raises
    ------
    DataError
        if a rate is not between 0 and 1, nobody bought, or the order amount is missing

    References
    ----------
    Own definition: u1 (m - d) A - c = u0 m A solved for d. Interval: the closed form
    for a ratio of two independent estimates of Donner and Zou (2012), Statistical
    Methods in Medical Research 21, 347-359 (MOVER-R), of Wilson's intervals.

    Examples
    --------
    With a margin of 40 %, and 60 instead of 40 buyers of 1,000:

    >>> found = break_even_discount(0.4, bought=(60, 1000), bought_without=(40, 1000))
    >>> round(found.discount_rate, 4), round(found.low, 4), round(found.high, 4)
    (0.1333, 0.0064, 0.2191)
    """
    margin = _share(margin_rate, "margin_rate")
    rate1, low1, high1 = _rate(bought, "bought", level)
    rate0, low0, high0 = _rate(bought_without, "bought_without", level)
    if rate1 == 0:
        raise DataError(words.NOBODY_BOUGHT)
    cost = _cost(contact_cost_amount, average_order_amount)
    ratio = (rate0 * margin + cost) / rate1
    top = (rate0 * margin + cost, low0 * margin + cost, high0 * margin + cost)
    low, high = ratio_ends(top, (rate1, low1, high1))
    ends = (max(margin - high, 0.0), max(margin - low, 0.0))
    value = max(margin - ratio, 0.0)
    ends = ends if not math.isnan(low1 + low0) else (NAN, NAN)
    return BreakEven(value, *ends, margin, rate1, rate0, level)


def break_even_uptake(
    margin_rate: float,
    discount_rate: float,
    *,
    bought_without: float,
    average_order_amount: float | None = None,
    contact_cost_amount: float = 0.0,
) -> float:
    """Say what share of the readers must buy for a discount to earn as much as none.

    Parameters
    ----------
    margin_rate : margin of an order at list price, as a share of it, 0 to 1
    discount_rate : of the list price, 0 to 1
    bought_without : share that buys without the offer
    average_order_amount, contact_cost_amount : as in `break_even_discount`

    Returns
    -------
    float: a share; infinite where the discount takes all of the margin; it may be
        above 1, then no offer can earn it back

    Raises
    ------
    DataError
        if a rate is not between 0 and 1

    References
    ----------
    Own definition: u1 = (u0 m A + c) / ((m - d) A).

    Examples
    --------
    >>> round(break_even_uptake(0.4, 0.15, bought_without=0.04), 4)
    0.064
    """
    margin = _share(margin_rate, "margin_rate")
    discount = _share(discount_rate, "discount_rate")
    cost = _cost(contact_cost_amount, average_order_amount)
    needed = _share(bought_without, "bought_without") * margin + cost
    return needed / (margin - discount) if margin > discount else math.inf


def ratio_ends(
    top: tuple[float, float, float], bottom: tuple[float, float, float]
) -> tuple[float, float]:
    """Say between which ends the ratio of two independent estimates lies.

    Parameters
    ----------
    top, bottom : estimate and the ends of its interval, none below 0

    Returns
    -------
    (low, high); high is infinite where the bottom may be 0

    References
    ----------
    Donner and Zou (2012), equations 9 and 10.

    Examples
    --------
    >>> [round(end, 3) for end in ratio_ends((0.04, 0.03, 0.05), (0.06, 0.05, 0.07))]
    [0.482, 0.89]
    """
    (a, low_a, high_a), (b, low_b, high_b) = top, bottom
    if math.isnan(low_a + low_b):
        return NAN, NAN
    middle = a * b
    under = low_a * high_b * (2 * a - low_a) * (2 * b - high_b)
    over = high_a * low_b * (2 * a - high_a) * (2 * b - low_b)
    part = low_b * (2 * b - low_b)
    low_sum = middle + math.sqrt(max(middle**2 - under, 0.0))
    high_sum = middle + math.sqrt(max(middle**2 - over, 0.0))
    low = low_a * (2 * a - low_a) / low_sum if low_sum else 0.0
    return low, high_sum / part if part else math.inf


def _share(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(words.RATE_RANGE.format(name=name, value=value))
    if not 0 <= value <= 1:
        raise DataError(words.RATE_RANGE.format(name=name, value=value))
    return float(value)


def _rate(value: Any, name: str, level: float) -> tuple[float, float, float]:
    """Return a share and the ends of its interval, nan for a plain share."""
    if not isinstance(value, tuple | list):
        return _share(value, name), NAN, NAN
    if len(value) != 2:
        raise DataError(words.PART_OF_WHOLE.format(name=name, value=value))
    low, high = wilson(value[0], value[1], level=level)
    if math.isnan(low):
        raise DataError(words.PART_OF_WHOLE.format(name=name, value=value))
    return value[0] / value[1], low, high


def _cost(cost: float, amount: float | None) -> float:
    """Return the cost of a contact as a share of an order."""
    if not cost:
        return 0.0
    if amount is None or not amount > 0:
        said = {"name": "average_order_amount", "value": amount}
        raise DataError(words.ABOVE_ZERO.format(**said))
    if cost < 0:
        said = {"name": "contact_cost_amount", "value": cost}
        raise DataError(words.ABOVE_ZERO.format(**said))
    return cost / amount


def _percent(share: float) -> str:
    return words.share(share)
