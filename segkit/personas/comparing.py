"""Two personas side by side: where they differ, and how surely."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.personas.card import PersonaCard
from segkit.personas.clean_text import for_html
from segkit.personas.words import compare as words
from segkit.personas.words import errors, numbers, phrases
from segkit.record import Table

KEY = ["table", "column", "label", "level", "kind", "unit"]
FIGURES = ["value", "value_low", "value_high", "n"]


def compare(
    first: PersonaCard, second: PersonaCard, *, top: int | None = None
) -> Table:
    """Lay two personas side by side, the largest differences first.

    Parameters
    ----------
    first, second : cards of two segments, with a profile
    top : rows; None for all

    Returns
    -------
    Table: text, first and second (values), their intervals (first_low, ...), n_first,
    n_second, apart (whether the intervals do not overlap), table, column, level, unit

    Raises
    ------
    DataError
        if these are no two different cards

    Notes
    -----
    Intervals that do not overlap differ; those that overlap may differ all the same.
    Rows are ordered by the difference of shares, or of means in parts of the larger.

    References
    ----------
    own definition; on overlap: Schenker and Gentleman (2001), The American
    Statistician 55, 182-186

    Examples
    --------
    >>> from segkit import personas
    >>> ids = pd.Index(range(80), name="customer_id")
    >>> segments = pd.Series(["loyal", "new"] * 40, ids)
    >>> X = pd.DataFrame({"by_app": [i % 2 == 0 or i < 20 for i in range(80)]}, ids)
    >>> cards = personas.personas_of(segments, X=X, made_from=[])
    >>> compare(cards["loyal"], cards["new"])[
    ...     ["text", "first", "second", "apart"]].values.tolist()
    [['by app', 1.0, 0.25, True]]
    """
    for name, card in (("first", first), ("second", second)):
        if not isinstance(card, PersonaCard):
            raise DataError(errors.CARD.format(name=name, kind=type(card).__name__))
    if first.segment == second.segment:
        raise DataError(errors.SAME.format(found=first.segment))
    both = _joined(_known(first), _known(second))
    result = Table(both.head(top) if top is not None else both)
    result.attrs |= {
        "heading": words.HEADING.format(first=first.name, second=second.name),
        "notes": [
            words.SIZES.format(
                first=first.name, n=first.n, second=second.name, m=second.n
            )
        ],
        "first": first.name,
        "second": second.name,
    }
    return result


def _known(card: PersonaCard) -> pd.DataFrame:
    """Return the rows of a card's profile that have figures."""
    if card.profile is None:
        return pd.DataFrame(columns=[*KEY, *FIGURES])
    return pd.DataFrame(card.profile)[[*KEY, *FIGURES]].dropna(subset=["value"])


def _joined(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    both = one.merge(other, on=KEY, suffixes=("_a", "_b"), how="inner")
    rows = [_row(row) for row in both.itertuples()]
    columns = [
        "text",
        "first",
        "first_low",
        "first_high",
        "second",
        "second_low",
        "second_high",
        "n_first",
        "n_second",
        "apart",
        "table",
        "column",
        "level",
        "unit",
        "difference",
    ]
    table = pd.DataFrame(rows, columns=columns)
    size = -table["difference"].astype(float).abs().round(9)
    order = table.assign(size=size).sort_values(["size", "text"], kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _row(row: Any) -> dict[str, Any]:
    unit = phrases.numbers_unit(row)
    away = row.value_b - row.value_a
    largest = max(abs(row.value_a), abs(row.value_b))
    share = unit == "share" and row.kind != "share"
    apart = row.value_low_b > row.value_high_a or row.value_low_a > row.value_high_b
    return {
        "text": phrases.text(row),
        "first": row.value_a,
        "first_low": row.value_low_a,
        "first_high": row.value_high_a,
        "second": row.value_b,
        "second_low": row.value_low_b,
        "second_high": row.value_high_b,
        "n_first": int(row.n_a),
        "n_second": int(row.n_b),
        "apart": bool(apart),
        "table": row.table,
        "column": row.column,
        "level": row.level,
        "unit": unit,
        "difference": away if share else away / largest if largest else 0.0,
    }


def compare_html(table: Table) -> str:
    """Write a comparison as a table in HTML.

    Parameters
    ----------
    table : of `compare`

    Returns
    -------
    str; every text is escaped

    Examples
    --------
    >>> found = Table({"text": ["a"], "first": [0.5], "first_low": [0.4],
    ...     "first_high": [0.6], "second": [0.2], "second_low": [0.1],
    ...     "second_high": [0.3], "n_first": [90], "n_second": [80], "apart": [True],
    ...     "table": ["X"], "unit": ["share"]})
    >>> found.attrs |= {"first": "A", "second": "B", "heading": "A and B"}
    >>> "<td>50 % (40 to 60 %, n = 90)</td>" in compare_html(found)
    True
    """
    head = [
        words.WHAT,
        table.attrs["first"],
        table.attrs["second"],
        words.APART,
        words.SOURCE,
    ]
    cells = "".join(f'<th scope="col">{for_html(one)}</th>' for one in head)
    body = "".join(_html_row(row) for row in table.itertuples())
    return (
        f"<table><caption>{for_html(table.attrs['heading'], 400)}</caption>"
        f"<thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
    )


def _html_row(row: Any) -> str:
    cells = [
        _figure(row.first, row.first_low, row.first_high, row.n_first, row.unit),
        _figure(row.second, row.second_low, row.second_high, row.n_second, row.unit),
        words.CLEAR[bool(row.apart)],
        for_html(row.table),
    ]
    inner = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{for_html(row.text)}</th>{inner}</tr>'


def _figure(value: float, low: float, high: float, n: int, unit: str) -> str:
    ends = "" if math.isnan(low) else f"{numbers.reach(low, high, unit)}, "
    return for_html(f"{numbers.write(value, unit)} ({ends}n = {n:,})")
