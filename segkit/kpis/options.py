"""The options of an indicator: its variants, and how its definition names them."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Self

from segkit import checks
from segkit.record import Kpi

SHARED = {"period", "level"}


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

    def split(self, options: Mapping[str, Any]) -> tuple[dict, dict]:
        """Tell the options of the indicator from those of its source.

        Parameters
        ----------
        options : all together

        Returns
        -------
        (dict of the indicator's, dict of the source's)

        Examples
        --------
        >>> from segkit import kpis
        >>> kpis.second_purchase_rate.split({"days": 30, "timezone": "Europe/Madrid"})
        ({'days': 30}, {'timezone': 'Europe/Madrid'})
        """
        own = {k: v for k, v in options.items() if k in self.defaults}
        self._check(own)
        return own, {k: v for k, v in options.items() if k not in own}
