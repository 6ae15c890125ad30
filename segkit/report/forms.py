"""How the report writes numbers and tables, whatever form it takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from segkit.report.words import UNKNOWN

NBSP = "\u00a0"  # keeps a number and its unit on one line


def count(number: float) -> str:
    """Write how many.

    Parameters
    ----------
    number : a count

    Returns
    -------
    str, thousands separated

    Examples
    --------
    >>> count(1469307)
    '1,469,307'
    """
    return UNKNOWN if _missing(number) else f"{number:,.0f}"


def percent(share: float) -> str:
    """Write a share in percent.

    Parameters
    ----------
    share : 0 to 1

    Returns
    -------
    str, one decimal

    Examples
    --------
    >>> percent(0.3079).replace(NBSP, " ")
    '30.8 %'
    """
    return UNKNOWN if _missing(share) else f"{100 * share:.1f}{NBSP}%"


def money(amount: float, currency: str = "") -> str:
    """Write an amount; whole units from a hundred up.

    Parameters
    ----------
    amount : in units of the currency
    currency : such as ``"EUR"``, or empty

    Returns
    -------
    str

    Examples
    --------
    >>> money(4596039.58, "EUR").replace(NBSP, " "), money(9.5)
    ('4,596,040 EUR', '9.50')
    """
    if _missing(amount):
        return UNKNOWN
    number = f"{amount:,.0f}" if abs(amount) >= 100 else f"{amount:,.2f}"
    return f"{number}{NBSP}{currency}" if currency else number


def one_decimal(number: float) -> str:
    """Write a number with one decimal.

    Parameters
    ----------
    number : such as orders per customer

    Returns
    -------
    str

    Examples
    --------
    >>> one_decimal(2.25), one_decimal(float("nan"))
    ('2.2', 'unknown')
    """
    return UNKNOWN if _missing(number) else f"{number:,.1f}"


def grid(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    numbers: Iterable[int] = (),
    total: bool = False,
) -> dict[str, Any]:
    """Lay out a table for the templates.

    Parameters
    ----------
    caption : what the table shows
    columns : headings; the first column names the rows
    rows : cells as text, or as (text, share) for a cell with a bar, share 0 to 1
    numbers : positions of the columns to align as numbers
    total : whether the last row is the total

    Returns
    -------
    dict with caption, columns and rows

    Examples
    --------
    >>> table = grid("Sizes", ["group", "share"], [["New", ("10 %", 0.1)]])
    >>> table["rows"][0]["cells"][1]
    {'text': '10 %', 'bar': 10.0}
    """
    right = set(numbers)
    body = [{"cells": [_cell(cell) for cell in row], "total": False} for row in rows]
    if total and body:
        body[-1]["total"] = True
    return {
        "caption": caption,
        "columns": [{"name": c, "number": i in right} for i, c in enumerate(columns)],
        "rows": body,
        "total": total,
    }


def markdown_cell(text: object) -> str:
    r"""Keep a text inside its cell of a Markdown table.

    Parameters
    ----------
    text : the cell

    Returns
    -------
    str without line breaks, bars and HTML escaped

    Examples
    --------
    >>> markdown_cell("a|b <c>")
    'a\\|b &lt;c>'
    """
    one_line = " ".join(str(text).split())
    return one_line.replace("|", "\\|").replace("<", "&lt;")


def _cell(cell: Any) -> dict[str, Any]:
    if isinstance(cell, tuple):
        text, share = cell
        return {"text": text, "bar": round(100 * min(max(share, 0), 1), 1)}
    return {"text": str(cell), "bar": None}


def _missing(number: float) -> bool:
    return number is None or math.isnan(number)
