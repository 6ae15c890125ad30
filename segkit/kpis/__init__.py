"""Indicators: each from plain numbers or from a table, and segment by segment.

A family of indicators is a module; each function in it that is decorated is an
indicator, found here by its name and in `ALL`.

>>> sorted(ALL)
['purchase_rate', 'repeat_rate']
"""

from typing import Any

from segkit.kpis import buying, words
from segkit.kpis.indicator import ALL, Indicator
from segkit.kpis.segments import by_segment
from segkit.record import Kpi

__all__ = ["ALL", "Indicator", "Kpi", "buying", "by_segment"]


def __getattr__(name: str) -> Any:
    """Find an indicator of any family by its name."""
    if name in ALL:
        return ALL[name]
    raise AttributeError(words.NO_SUCH_KPI.format(name=name, names=sorted(ALL)))


def __dir__() -> list[str]:
    return sorted({*__all__, *ALL})
