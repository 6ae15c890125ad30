"""The options of an indicator: its variants, and how its definition names them."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Self

from segkit import checks
from segkit.checks import DataError
from segkit.kpis import words
from segkit.record import Kpi

SHARED = {"period", "level"}
OF_TABLES = {"columns", "timezone"}


def currency_of(table: Any) -> str:
    """Say in which currency a table says that it is; empty if it says nothing.

    Parameters
    ----------
    table : any table; those of `segkit.datasets.load` name their currency in ``attrs``

    Returns
    -------
    str, such as ``"EUR"``

    Examples
    --------
    >>> from segkit import datasets
    >>> currency_of(datasets.load("small_shop_orders")), currency_of([1, 2])
    ('EUR', '')
    """
    said = getattr(table, "attrs", None)
    found = said.get("currency", "") if isinstance(said, Mapping) else ""
    return found if isinstance(found, str) else ""


class Options:
    """Say which options a function of plain numbers has, and what they are called.

    Parameters
    ----------
    plain : the function; its options are what it takes by name only
    template : the definition; ``{option}`` stands for what was chosen
    variants : for each option that has variants, the words of each

    Examples
    --------
    >>> from segkit import kpis
    >>> kpis.second_purchase_rate.defaults
    {'days': 90}
    """

    def __init__(
        self,
        plain: Callable[..., Kpi],
        template: str,
        variants: Mapping[str, Mapping[Any, str]],
    ) -> None:
        self.plain = plain
        self.template = template
        self.variants = variants
        self.chosen: dict[str, Any] = {}
        self.__name__ = plain.__name__

    @property
    def defaults(self) -> dict[str, Any]:
        """The options of the indicator's own, and what they are if nothing is said."""
        parameters = inspect.signature(self.plain).parameters.values()
        own = {
            p.name: p.default
            for p in parameters
            if p.kind is p.KEYWORD_ONLY and p.name not in SHARED
        }
        return {**own, **self.chosen}

    @property
    def in_money(self) -> bool:
        """Whether it is shown in a currency, and nobody has said yet in which."""
        return self.defaults.get("unit") == ""

    @property
    def definition(self) -> str:
        """What is divided by what, if no option is chosen."""
        return self.defined()

    def defined(self, **options: Any) -> str:
        """Say what is divided by what, with these options.

        Parameters
        ----------
        options : of the indicator's own

        Returns
        -------
        str, one sentence

        Examples
        --------
        >>> from segkit import kpis
        >>> kpis.purchase_rate.defined()
        'customers with an order in the period / all customers'
        """
        said = {**self.defaults, **options}
        for name, texts in self.variants.items():
            said[name] = texts[checks.choice(said[name], texts, name=name)]
        return self.template.format(**said)

    def choose(self, **options: Any) -> Self:
        """Choose a variant for good: for `by_segment`, dashboards and other tables.

        Parameters
        ----------
        options : of the indicator's own

        Returns
        -------
        Indicator of the same name, whose definition names what was chosen

        Raises
        ------
        DataError
            if it has no such option or variant

        Examples
        --------
        >>> from segkit import kpis
        >>> in_euro = kpis.average_order_amount.choose(unit="EUR")
        >>> in_euro([10, 20, 60], [1, 2, 3]).unit
        'EUR'
        """
        for name in options:
            checks.choice(name, self.defaults, name=f"an option of {self.__name__}")
        self._check(options)
        other = copy.copy(self)
        other.chosen = {**self.chosen, **options}
        return other

    def _check(self, options: Mapping[str, Any]) -> None:
        """Refuse a variant that does not exist."""
        for name in self.variants.keys() & options.keys():
            checks.choice(options[name], self.variants[name], name=name)

    def split(self, options: Mapping[str, Any], table: Any = None) -> tuple[dict, dict]:
        """Tell the options of the indicator from those of its source.

        Parameters
        ----------
        options : all together
        table : what is counted; if its ``attrs`` name a currency, money is shown in it,
            unless ``unit=`` says another

        Returns
        -------
        (dict of the indicator's, dict of the source's)

        Raises
        ------
        DataError
            if an option is neither the indicator's nor one of reading a table

        Examples
        --------
        >>> from segkit import kpis
        >>> kpis.second_purchase_rate.split({"days": 30, "timezone": "Europe/Madrid"})
        ({'days': 30}, {'timezone': 'Europe/Madrid'})
        """
        own = {k: v for k, v in options.items() if k in self.defaults}
        self._check(own)
        others = {k: v for k, v in options.items() if k not in own}
        if strange := sorted(others.keys() - OF_TABLES):
            known = sorted({*self.defaults, *OF_TABLES})
            said = {"name": self.__name__, "strange": strange, "known": known}
            raise DataError(words.NO_OPTION.format(**said))
        if self.in_money and "unit" not in own and (currency := currency_of(table)):
            own["unit"] = currency
        return own, others
