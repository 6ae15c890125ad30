"""What a test measures: a rate, money, a ratio of sums, or a quantile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from segkit.experiments.effects.quantiles import quantile_name, share


@dataclass(frozen=True)
class Rate:
    """Measure the share of units that did it.

    Parameters
    ----------
    column : True and False, or 0 and 1
    name : what to call it; empty for the column's name

    Examples
    --------
    >>> Rate("converted").label
    'converted'
    """

    column: str
    name: str = ""
    unit: ClassVar[str] = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns that a unit must have a value in."""
        return (self.column,)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Columns that were measured after the start of the test."""
        return (self.column,)

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or self.column


@dataclass(frozen=True)
class Money:
    """Measure the mean of an amount, such as revenue per customer.

    Parameters
    ----------
    column : the amount of each unit; refunds may make it negative
    before : the same customer's amount (or anything else that goes with it) from before
        the test began: what it explains is taken out of the noise (CUPED). A column
        that the treatment could already have changed would hide its effect
    name : what to call it; empty for the column's name
    unit : currency

    References
    ----------
    CUPED: Deng, Xu, Kohavi and Walker (2013), WSDM, 123-132.

    Examples
    --------
    >>> Money("revenue_amount", before="prior_amount", unit="EUR").needs
    ('revenue_amount', 'prior_amount')
    """

    column: str
    before: str | None = None
    name: str = ""
    unit: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns that a unit must have a value in."""
        return (self.column, *([self.before] if self.before else []))

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Columns that were measured after the start of the test."""
        return (self.column,)

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or self.column


@dataclass(frozen=True)
class RatioOf:
    """Measure a ratio of sums, such as revenue per order.

    Parameters
    ----------
    top : what is summed above, for each unit
    bottom : what is summed below
    name : what to call it; empty for "top per bottom"
    unit : currency or other unit of the ratio

    Examples
    --------
    >>> RatioOf("revenue_amount", "orders").label
    'revenue_amount per orders'
    """

    top: str
    bottom: str
    name: str = ""
    unit: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns that a unit must have a value in."""
        return (self.top, self.bottom)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Columns that were measured after the start of the test."""
        return (self.top, self.bottom)

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or f"{self.top} per {self.bottom}"


@dataclass(frozen=True)
class Quantile:
    """Measure a quantile of an amount, such as the median.

    Parameters
    ----------
    column : the amount of each unit
    q : which quantile, above 0 and below 1
    name : what to call it; empty for "median of column"
    unit : currency
    n_draws : bootstrap draws
    seed : of the draws

    Raises
    ------
    DataError
        if q is not between 0 and 1

    Examples
    --------
    >>> Quantile("revenue_amount").label
    'median of revenue_amount'
    """

    column: str
    q: float = 0.5
    name: str = ""
    unit: str = ""
    n_draws: int = 1000
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        share(self.q, "q")

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns that a unit must have a value in."""
        return (self.column,)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Columns that were measured after the start of the test."""
        return (self.column,)

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or f"{quantile_name(self.q)} of {self.column}"


Metric = Rate | Money | RatioOf | Quantile
