"""The card of a persona as a picture."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from segkit.checks import DataError
from segkit.plots.persona_rows import short
from segkit.plots.style import COLOURS, amount, axes, count, percent, styled, wrap
from segkit.plots.tables import pandas_table
from segkit.plots.words import personas as words

LINES = ["section", "text", "value", "low", "high", "unit", "n", "table", "kind"]
EACH = 0.235  # inches a line of text
GREY = "#5b6470"
NUMBER, TEXT = 0.0, 0.2  # where numbers and texts begin
LONG = 150  # characters of a text


@styled
def persona_lines(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a persona's card as a picture: each line with its number and its source.

    Parameters
    ----------
    table : of ``card.lines()``
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes without ticks: sections, lines, numbers, and below each its interval, n and
    table; guesses are in italics and say so

    Raises
    ------
    DataError
        if a column is missing or there is no line

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"section": ["needs"], "text": ["wants advice"],
    ...     "value": [0.4], "low": [0.3], "high": [0.5], "unit": ["share"], "n": [90],
    ...     "table": ["survey"], "kind": ["measured"]})
    >>> table.attrs |= {"name": "Loyal", "n": 90, "of": 200}
    >>> plots.show(plots.persona_lines(table))
    Loyal 90 of 200 customers.
    Labels: Needs; wants advice; 30 % to 50 % · n = 90 · survey.
    """
    rows = pandas_table(table, LINES, name="table") if len(table) else table
    if not len(rows):
        raise DataError(words.NO_LINES)
    written = _written(rows)
    ax = axes(ax, height=0.9 + EACH * (written[-1][0] + 1.6), width=8.0)
    ax.set(xlim=(0, 1), ylim=(written[-1][0] + 1.6, -0.2), xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set_visible(False)
    for y, x, text, look in written:
        ax.text(x, y, text, va="top", parse_math=False, **look)
    told = table.attrs
    size = words.PERSONA_SIZE.format(
        n=count(told.get("n", 0)), of=count(told.get("of", 0))
    )
    name = wrap(short(told.get("name", ""), 120), 60)
    ax.set_title(f"{name}\n{size}", loc="left", parse_math=False)
    return ax


def _written(rows: pd.DataFrame) -> list[tuple[float, float, str, dict[str, Any]]]:
    """Say what stands where: (line, place, text, look) each."""
    found: list[tuple[float, float, str, dict[str, Any]]] = []
    y, section = 0.0, None
    every: Any = rows.itertuples()
    for row in every:
        if row.section != section:
            section, y = row.section, y + (0.7 if found else 0.0)
            head = words.SECTIONS.get(str(section), str(section))
            found.append((y, NUMBER, head, {"fontweight": "bold", "color": COLOURS[0]}))
            y += 1.25
        guess = row.kind == "guess"
        text = wrap(short(row.text, LONG), 66)
        look = {"fontstyle": "italic"} if guess else {}
        if not guess and not math.isnan(row.value):
            number = _number(row.value, row.unit)
            found.append((y, NUMBER, number, {"fontweight": "bold"}))
        found.append((y, TEXT, text, look))
        y += 1.0 + text.count("\n") * 0.95
        found.append((y, TEXT, _trace(row), {"fontsize": 8, "color": GREY, **look}))
        y += 1.1
    return found


def _trace(row: Any) -> str:
    if row.kind == "guess":
        return words.GUESS
    ends = (
        ""
        if math.isnan(row.low)
        else words.ENDS.format(
            low=_number(row.low, row.unit), high=_number(row.high, row.unit)
        )
    )
    parts = [ends, words.N.format(n=count(row.n)), str(row.table)]
    return words.BETWEEN.join(part for part in parts if part)


def _number(value: float, unit: str) -> str:
    if unit == "share":
        return percent(value)
    return f"{amount(value)} {unit}".strip()
