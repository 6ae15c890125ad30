"""One indicator, with everything that it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

from segkit.record.intervals import wilson


@dataclass(frozen=True, repr=False)
class Kpi:
    """Say what the indicator is, out of how many, and how sure that is.

    ``float(kpi)`` is the value. Shown in a notebook, it is a small table.

    Parameters
    ----------
    name : what is measured, in snake case, ending in its unit (``"purchase_rate"``)
    value : the number; nan where the data hold no answer
    numerator, denominator : what was divided by what
    n : number of customers (or other units) that the interval rests on
    low, high : ends of the interval at ``level``
    unit : ``"rate"`` (0 to 1, shown in percent), or a currency or other unit
    definition : one sentence
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1
    note : how something was treated, for instance why there is no interval

    Examples
    --------
    >>> kpi = rate("purchase_rate", 81, 263, definition="buyers / customers")
    >>> kpi
    purchase rate: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %
    >>> round(float(kpi), 4)
    0.308
    """

    name: str
    value: float
    numerator: float
    denominator: float
    n: int
    low: float
    high: float
    unit: str
    definition: str
    period: str = ""
    level: float = 0.95
    note: str = ""

    def __float__(self) -> float:
        """Return the value alone."""
        return float(self.value)

    def shown(self, number: float) -> str:
        """Write a number in this indicator's unit, for people to read.

        Parameters
        ----------
        number : in the unit of ``value``

        Returns
        -------
        str

        Examples
        --------
        >>> rate("repeat_rate", 1, 4, definition="").shown(0.25)
        '25.0 %'
        """
        if math.isnan(number):
            return "unknown"
        if self.unit == "rate":
            return f"{100 * number:.1f} %"
        if self.unit == "days":
            return f"{number:,.1f} days"
        return f"{number:,.2f} {self.unit}".rstrip()

    @property
    def _reach(self) -> str:
        if math.isnan(self.low) and math.isnan(self.high):
            return "none"
        return f"{self.shown(self.low)} to {self.shown(self.high)}"

    @property
    def _level(self) -> str:
        return f"{100 * self.level:g} % interval"

    @property
    def _counted(self) -> str:
        return f"{self.numerator:,.10g} of {self.denominator:,.10g}"

    def __repr__(self) -> str:
        """Print value, counts, interval, period and note in one line."""
        name, value = self.name.replace("_", " "), self.shown(self.value)
        text = f"{name}: {value} ({self._counted}), {self._level} {self._reach}"
        text += f", {self.period}" if self.period else ""
        return f"{text}; {self.note}" if self.note else text

    def _repr_html_(self) -> str:
        rows = {
            self.name.replace("_", " "): self.shown(self.value),
            self._level: self._reach,
            "counted": self._counted,
            "n": f"{self.n:,}",
            "period": self.period or "not stated",
            "definition": self.definition,
            **({"note": self.note} if self.note else {}),
        }
        cells = "".join(
            f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>'
            for k, v in rows.items()
        )
        return f"<table>{cells}</table>"


def rate(
    name: str,
    part: int,
    whole: int,
    *,
    definition: str = "",
    period: str = "",
    level: float = 0.95,
    note: str = "",
) -> Kpi:
    """Say what share of the whole the part is, with its Wilson interval.

    Parameters
    ----------
    name : the indicator's name, ending in ``_rate``
    part, whole : counts, part at most whole
    definition : one sentence
    period : the days that were counted, in words
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi, its value and interval nan when the whole is 0

    Raises
    ------
    DataError
        if a count is no whole number from 0, or the part is above the whole

    Examples
    --------
    >>> rate("purchase_rate", 15, 148, definition="buyers / customers").numerator
    15
    """
    low, high = wilson(part, whole, level, name=name)
    part, whole = int(part), int(whole)
    return Kpi(
        name=name,
        value=part / whole if whole else math.nan,
        numerator=part,
        denominator=whole,
        n=whole,
        low=low,
        high=high,
        unit="rate",
        definition=definition,
        period=period,
        level=level,
        note=note,
    )
