"""An indicator has two forms: from plain numbers, and from a table."""

from __future__ import annotations

import functools
import inspect
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from segkit.checks import DataError
from segkit.kpis import population, words
from segkit.kpis.counting import Counted, Wanted, count
from segkit.kpis.numbers import chosen
from segkit.kpis.options import Options
from segkit.kpis.sources import Source
from segkit.record import Kpi, Moments

ALL: dict[str, Indicator] = {}
ALIASES: dict[str, str] = {}


class Indicator(Options):
    """Compute one indicator, from plain numbers when called, or from a table.

    Parameters
    ----------
    plain : the function from plain numbers to a `Kpi`
    source : the table it is counted from; None if it has no table form
    numbers : for each number of ``plain``, what a customer adds to it
    definition : one sentence, in words; ``{option}`` stands for what was chosen
    spread : the interval needs squares and cubes, not sums alone; 2 for squares only
    variants : for each option that has variants, the words of each

    Examples
    --------
    >>> from segkit import kpis
    >>> kpis.purchase_rate(81, 263)
    purchase rate: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %
    """

    def __init__(
        self,
        plain: Callable[..., Kpi],
        source: Source | None,
        numbers: Mapping[str, Any],
        definition: str,
        *,
        spread: bool | int = False,
        variants: Mapping[str, Mapping[Any, str]] | None = None,
    ) -> None:
        super().__init__(plain, definition, variants or {})
        self.source = source
        self.numbers = numbers
        self.spread = spread
        self.__name__ = plain.__name__
        functools.update_wrapper(self, plain)

    def __call__(self, *numbers: Any, **options: Any) -> Kpi:
        """Compute the indicator from plain numbers."""
        self._check(options)
        own = {k: v for k, v in options.items() if k in self.defaults}
        definition = self.defined(**own)
        made = self.plain(*numbers, **{**self.chosen, **options})
        said = made.note or _why_unknown(made, definition)
        return replace(made, name=self.__name__, definition=definition, note=said)

    def __repr__(self) -> str:
        """Name the indicator with its arguments, and its table form if it has one."""
        names = inspect.signature(self.plain).parameters.values()
        arguments = ", ".join(_argument(one, self.defaults) for one in names)
        form = f"kpis.{self.__name__}({arguments})"
        if self.source is None:
            return form
        unit = "customers=..., " if self.source.everybody else ""
        return f"{form} or .from_table({self.source.name}, {unit}start=..., end=...)"

    def wanted(self, own: Mapping[str, Any]) -> Wanted:
        """Say what must be added up, with these options.

        Parameters
        ----------
        own : options of the indicator

        Returns
        -------
        Wanted

        Examples
        --------
        >>> from segkit import kpis
        >>> kpis.arpu.wanted({}).everybody
        {'customers'}
        """
        numbers = chosen(self.numbers, {**self.defaults, **own})
        order = 3 if self.spread is True else int(self.spread) or 1
        return Wanted(numbers, order)

    def from_table(
        self,
        table: Any,
        *,
        customers: Any = None,
        start: Any = None,
        end: Any = None,
        level: float = 0.95,
        **options: Any,
    ) -> Kpi:
        """Compute the indicator of these customers in this period.

        Parameters
        ----------
        table : what the indicator is counted from, in any engine
        customers : index of customer_id, segments or a table indexed by it, or a list
            of ids; those who do nothing in the period count too
        start, end : first and last local day that count; None for the table's own
        level : coverage of the interval, 0 to 1
        options : variants of the indicator, and for instance
            ``columns={"our name": "your name"}``

        Returns
        -------
        Kpi

        Examples
        --------
        >>> import pandas as pd
        >>> from segkit import kpis
        >>> orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": [9, 5, 7]})
        >>> orders["ordered_at"] = pd.to_datetime("2024-07-01")
        >>> kpis.repeat_rate.from_table(orders, customers=[1, 2, 3])
        repeat rate: 50.0 % (1 of 2), 95 % interval 9.5 % to 90.5 %, 2024-07-01 to
        2024-07-01
        """
        source = self.counted_from()
        own, others = self.split(options, table)
        groups = population.everybody(customers, source)
        wanted = {self.__name__: self.wanted(own)}
        found = count(source, table, wanted, groups, start=start, end=end, **others)
        made = self.of(self.total(found), period=found.window.words, level=level, **own)
        said = [made.note.rstrip("."), source.lost(found.left_out).rstrip(".")]
        return replace(made, note="; ".join(text for text in said if text))

    def counted_from(self) -> Source:
        """Return the source, or say that there is none."""
        if self.source is None:
            raise DataError(words.NO_TABLE.format(name=self.__name__))
        return self.source

    def total(self, found: Counted) -> Moments:
        """Add up all groups of what was counted."""
        parts = found.moments[self.__name__].values()
        return functools.reduce(Moments.__add__, parts)

    def of(self, moments: Moments, *, period: str, level: float, **own: Any) -> Kpi:
        """Compute the indicator from what was added up.

        Parameters
        ----------
        moments : of the indicator's numbers
        period : the days that were counted, in words
        level : coverage of the interval, 0 to 1
        own : options of the indicator

        Returns
        -------
        Kpi

        Examples
        --------
        >>> from segkit import kpis
        >>> from segkit.record import Moments
        >>> counted = Moments(3, {("buyers",): 2.0, ("customers",): 3.0})
        >>> round(kpis.purchase_rate.of(counted, period="July", level=0.9).value, 2)
        0.67
        """
        numbers = {
            name: moments[name] if self.spread else _whole(moments.sum(name))
            for name in self.numbers
        }
        return self(**numbers, period=period, level=level, **own)


def _argument(one: inspect.Parameter, defaults: Mapping[str, Any]) -> str:
    """Write an argument as people write it: a name, or a name and its default."""
    if one.name in defaults:
        default = defaults[one.name]
        known = default is not inspect.Parameter.empty
        return f"{one.name}={default!r}" if known else f"{one.name}=..."
    return one.name if one.default is one.empty else f"{one.name}={one.default!r}"


def _why_unknown(made: Kpi, definition: str) -> str:
    """Say what there is none of, where the answer is unknown for that."""
    if not math.isnan(made.value) or made.denominator or " / " not in definition:
        return ""
    bottom = re.split("[;:]", definition.split(" / ", 1)[1])[0]
    return words.NOTHING_BELOW.format(bottom=bottom)


def _whole(total: float) -> float:
    return int(total) if float(total).is_integer() else total


def indicator(
    source: Source | None,
    definition: str,
    *,
    spread: bool | int = False,
    variants: Mapping[str, Mapping[Any, str]] | None = None,
    also: str = "",
    **numbers: Any,
) -> Callable[[Callable[..., Kpi]], Indicator]:
    """Make an indicator of a function of plain numbers.

    Parameters
    ----------
    source : the table it is counted from; None if it has no table form
    definition : one sentence, in words; ``{option}`` stands for what was chosen
    spread : the interval needs squares and cubes (money, ratios), not counts alone; 2
        for squares and products only (shares whose units come in bunches)
    variants : for each option of the function that has variants, the words of each
    also : the acronym that people look for
    numbers : for each argument of the function, what one customer adds to it: an
        expression on the source's rows, ``EVERYBODY``, ``money(...)``, or a function of
        the options

    Returns
    -------
    the decorator; the indicator is in `ALL` from then on

    Examples
    --------
    >>> from segkit.kpis.buying.customers import purchase_rate
    >>> sorted(purchase_rate.numbers)
    ['buyers', 'customers']
    """

    def decorate(plain: Callable[..., Kpi]) -> Indicator:
        made = Indicator(
            plain, source, numbers, definition, spread=spread, variants=variants
        )
        ALL[plain.__name__] = made
        if also:
            ALIASES[also] = plain.__name__
        return made

    return decorate
