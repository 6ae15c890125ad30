"""An indicator has two forms: from plain numbers, and from a table."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from segkit.kpis import orders
from segkit.record import Kpi

ALL: dict[str, Indicator] = {}


class Indicator:
    """Compute one indicator, from plain numbers when called, or from a table.

    Parameters
    ----------
    plain : the function from plain numbers to a `Kpi`
    read : the function from a table to one row per customer of the population
    numbers : for each argument of ``plain``, how it comes from those rows
    definition : one sentence, in words

    Examples
    --------
    >>> from segkit import kpis
    >>> kpis.purchase_rate(81, 263)
    purchase rate: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %
    """

    def __init__(
        self,
        plain: Callable[..., Kpi],
        read: Callable[..., pd.DataFrame],
        numbers: Mapping[str, Callable[[pd.DataFrame], Any]],
        definition: str,
    ) -> None:
        self.plain = plain
        self.read = read
        self.numbers = numbers
        self.definition = definition
        self.__name__ = plain.__name__
        functools.update_wrapper(self, plain)

    def __call__(self, *numbers: Any, **options: Any) -> Kpi:
        """Compute the indicator from plain numbers."""
        return self.plain(*numbers, **options)

    def __repr__(self) -> str:
        """Name the indicator and its two forms."""
        arguments = ", ".join(self.numbers)
        return f"kpis.{self.__name__}({arguments}) or .from_table(table, customers=...)"

    def from_table(
        self,
        table: Any,
        *,
        customers: Any,
        start: Any = None,
        end: Any = None,
        level: float = 0.95,
        **options: Any,
    ) -> Kpi:
        """Compute the indicator of these customers in this period.

        Parameters
        ----------
        table : what the indicator is counted from, in any engine; see ``read``
        customers : index of customer_id, segments or a table indexed by it, or a list
            of ids; those who do nothing in the period count too
        start, end : first and last local day that count; None for the table's own
        level : coverage of the interval, 0 to 1
        options : for instance ``columns={"our name": "your name"}``

        Returns
        -------
        Kpi

        Examples
        --------
        >>> from segkit import kpis
        >>> orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": [9, 5, 7]})
        >>> orders["ordered_at"] = pd.to_datetime("2024-07-01")
        >>> kpis.repeat_rate.from_table(orders, customers=[1, 2, 3])
        repeat rate: 50.0 % (1 of 2), 95 % interval 9.5 % to 90.5 %, 2024-07-01 to
        2024-07-01
        """
        rows = self.read(table, customers=customers, start=start, end=end, **options)
        return self.of(rows, period=rows.attrs["period"], level=level)

    def of(self, rows: pd.DataFrame, *, period: str, level: float = 0.95) -> Kpi:
        """Compute the indicator of some of the rows that ``read`` made.

        Parameters
        ----------
        rows : one per customer
        period : the days that were counted, in words
        level : coverage of the interval, 0 to 1

        Returns
        -------
        Kpi

        Examples
        --------
        >>> from segkit import kpis
        >>> rows = pd.DataFrame({"n_orders": [0, 1, 3]})
        >>> round(kpis.purchase_rate.of(rows, period="July").value, 2)
        0.67
        """
        numbers = {name: count(rows) for name, count in self.numbers.items()}
        return self.plain(**numbers, period=period, level=level)


def from_orders(
    definition: str, **numbers: Callable[[pd.DataFrame], Any]
) -> Callable[..., Indicator]:
    """Make an indicator of a function of plain numbers, counted from orders.

    Parameters
    ----------
    definition : one sentence, in words
    numbers : for each argument of the function, how it comes from the table with one
        row per customer of `segkit.kpis.orders.activity`

    Returns
    -------
    the decorator; the indicator is in `ALL` from then on

    Examples
    --------
    >>> from segkit.kpis.buying import purchase_rate
    >>> sorted(purchase_rate.numbers)
    ['buyers', 'customers']
    """

    def decorate(plain: Callable[..., Kpi]) -> Indicator:
        indicator = Indicator(plain, orders.activity, numbers, definition)
        ALL[plain.__name__] = indicator
        return indicator

    return decorate
