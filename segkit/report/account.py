"""The last sections of the report: how, from what, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from segkit.report import words
from segkit.report.forms import count, grid
from segkit.report.material import Material
from segkit.report.words import CUTS, DATA, HOW


def how(m: Material) -> dict[str, Any]:
    """Write how the groups were made, their rules and what the words mean."""
    rules = m.rules[["name", "rule"]].astype(str).to_numpy().tolist()
    rows = [(name, rule[:1].upper() + rule[1:]) for name, rule in rules]
    known = {"customers", *m.totals, *(m.rows[0] if m.rows else ())}
    known |= {"value"} if m.tested is not None else set()
    meanings = [
        (word, text.format(as_of=m.as_of))
        for column, (word, text) in words.DEFINITIONS.items()
        if column in known
    ]
    caption = words.DEFINITIONS_CAPTION
    titles = [words.RULES["name"], words.RULES["rule"]]
    return {
        "method_notes": [HOW[m.method]],
        "rules": grid(words.RULES["caption"], titles, rows),
        "cuts": _cuts(m),
        "definitions": grid(caption, words.DEFINITIONS_COLUMNS, meanings),
    }


def _cuts(m: Material) -> dict[str, Any]:
    """Write the limits between the scores, which next month's scores are made by."""
    rows = [
        (words.FEATURES.get(name, name), " | ".join(map(_limit, limits)))
        for name, limits in (m.cuts or {}).items()
    ]
    return grid(CUTS["caption"], [CUTS["name"], CUTS["limits"]], rows)


def _limit(number: float | None) -> str:
    return (
        words.NO_LIMIT if number is None else f"{number:,.2f}".rstrip("0").rstrip(".")
    )


def data(
    m: Material, notes: Iterable[str], tables: Mapping[str, pd.DataFrame]
) -> dict[str, Any]:
    """Write what was read, what was cleaned, and what was left out."""
    left_out = {w: n for w, n in m.X.attrs.get("left_out", {}).items() if n}
    sentences = list(notes)
    grids = [_plain(caption, table) for caption, table in tables.items()]
    if left_out:
        rows = [(why, count(n)) for why, n in left_out.items()]
        titles = [DATA["why"], DATA["rows"]]
        grids.append(grid(DATA["left_out"], titles, rows, numbers=[1]))
    else:
        sentences.append(words.NOTHING_LEFT_OUT)
    return {"notes": sentences, "data_tables": grids}


def _plain(caption: str, table: pd.DataFrame) -> dict[str, Any]:
    kinds = [pd.api.types.is_numeric_dtype(table[c]) for c in table]
    numbers = [i for i, number in enumerate(kinds) if number]
    rows = [
        [
            count(cell) if number else str(cell)
            for cell, number in zip(row, kinds, strict=True)
        ]
        for row in table.itertuples(index=False)
    ]
    headings = [str(c).replace("_", " ").capitalize() for c in table]
    return grid(caption, headings, rows, numbers=numbers)


def limits(m: Material) -> list[str]:
    """Write what the report cannot say."""
    kept = {k: v for k, v in words.LIMITS.items() if k != "revenue" or k in m.totals}
    return [limit.format(minimum=m.minimum) for limit in kept.values()]
