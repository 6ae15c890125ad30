"""Read an axis: what a position on it means, in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axis import Axis
from matplotlib.category import StrCategoryFormatter
from matplotlib.dates import AutoDateFormatter, DateFormatter, num2date
from matplotlib.dates import ConciseDateFormatter as Concise
from matplotlib.ticker import FixedLocator, PercentFormatter

Floats = npt.NDArray[np.float64]
Reader = Callable[[float], str]
HALF = 0.45  # bars side by side in one category stand off its tick, by less than this


def number(value: float) -> str:
    """Write a number briefly and always in the same way.

    Parameters
    ----------
    value : float

    Returns
    -------
    str: whole numbers whole, else three significant digits, thousands separated

    Examples
    --------
    >>> number(12345.678), number(0.123456), number(7.0), number(float("nan"))
    ('12,346', '0.123', '7', 'no value')
    """
    value = float(value)
    if not math.isfinite(value):
        return "no value" if math.isnan(value) else str(value)
    if value == round(value) or abs(value) >= 1000:
        text = f"{value:,.0f}" if abs(value) < 1e15 else f"{value:.3g}"
        return "0" if text == "-0" else text
    return f"{value:.3g}"


def floats(data: Any) -> Floats:
    """Return what Matplotlib holds as plain floats, with nan where it is masked."""
    plain: Any = np.ma.filled(np.ma.asarray(data, dtype=float), np.nan)
    return np.asarray(plain, dtype=float)


def ticks(axis: Axis) -> list[tuple[float, str]]:
    """Return the places that were given a name, with the name: ``[(0.0, "new")]``."""
    formatter: Any = axis.get_major_formatter()
    if isinstance(formatter, StrCategoryFormatter):
        places: Any = axis.get_major_locator()()
    elif isinstance(axis.get_major_locator(), FixedLocator):
        places = axis.get_majorticklocs()
    else:
        return []
    texts = formatter.format_ticks(places)
    pairs = [(float(p), one_line(t)) for p, t in zip(places, texts, strict=False)]
    return [(place, text) for place, text in pairs if text and text != number(place)]


def all_named(axis: Axis, values: Iterable[float]) -> bool:
    """Say whether every one of these positions has a name on the axis."""
    named = [place for place, _ in ticks(axis)]
    return bool(named) and all(
        any(math.isclose(place, value, abs_tol=HALF) for place in named)
        for value in values
    )


def reader(axis: Axis) -> Reader:
    """Return the function that turns a position on this axis into words.

    Parameters
    ----------
    axis : ``ax.xaxis`` or ``ax.yaxis``

    Returns
    -------
    function from float to str: a category's name, a date, a percentage or a number

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> _ = ax.bar(["Loyal", "New"], [3, 4])
    >>> reader(ax.xaxis)(1.0), reader(ax.yaxis)(4.0)
    ('New', '4')
    """
    formatter: Any = axis.get_major_formatter()
    if isinstance(formatter, AutoDateFormatter | DateFormatter | Concise):
        return _date
    if getattr(formatter, "freq", None) is not None:  # pandas' own time axis
        return lambda value: str(pd.Period(ordinal=round(value), freq=formatter.freq))
    if isinstance(formatter, PercentFormatter):
        return lambda value: f"{number(100 * value / formatter.xmax)} %"
    names = ticks(axis)
    return _named(names) if names else number


def one_line(text: object) -> str:
    """Put a label that was broken for the figure back on one line."""
    return " ".join(str(text).split())


def _named(names: list[tuple[float, str]]) -> Reader:
    def read(value: float) -> str:
        place, text = min(names, key=lambda name: abs(name[0] - value))
        return text if math.isclose(place, value, abs_tol=HALF) else number(value)

    return read


def _date(value: float) -> str:
    moment = num2date(value)
    stamp = pd.Timestamp(moment.replace(tzinfo=None)).round("s")
    if stamp == stamp.normalize():
        return str(stamp.date())
    return stamp.strftime("%Y-%m-%d %H:%M")
