"""How to reach a segment, from tables that another room made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.personas import tables
from segkit.personas.lines import Line
from segkit.personas.words import errors
from segkit.personas.words import reaching as words

HAND = ["what", "level", "value", "low", "high", "n"]
PREFERRED = ["segment", "share", "low", "high", "n", "best"]


def handed_lines(reach: Any, segment: str) -> list[Line]:
    """Take how to reach a segment from tables that another room made.

    Parameters
    ----------
    reach : a table, or {where it was counted: table}: what `preferred_channel` or
        `preferred_moment` of the activation room returns; or a table with what
        ("channel", "moment" or "message"), level, value (a share), low, high and n, and
        if known segment, table and note
    segment : who is meant

    Returns
    -------
    list of Line: of each kind the row with the highest value

    Raises
    ------
    DataError
        if a table has neither these columns nor those

    Examples
    --------
    >>> table = pd.DataFrame({"segment": ["loyal"] * 2, "channel": ["app", "web"],
    ...     "n": 90, "share": [0.6, 0.4], "low": [0.5, 0.3], "high": [0.7, 0.5],
    ...     "best": [True, False]})
    >>> handed_lines({"sends": table}, "loyal")
    [channel: app: 60 % (50 to 70 % · n = 90 · sends)]
    """
    given = reach if isinstance(reach, Mapping) else {words.OTHER_ROOM: reach}
    found: list[Line] = []
    for source, native in given.items():
        table = _long(tables.rows(native, name="reach"), str(source))
        if "segment" in table:
            table = table[table["segment"].astype(str) == segment]
        table = table.dropna(subset=["value"])
        order = table.sort_values(["what", "value"], ascending=[True, False])
        rows: Any = order.drop_duplicates("what").itertuples()
        found += [_line(row) for row in rows]
    return found


def _long(table: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return a row per option, whatever room made the table."""
    if set(HAND) <= set(table.columns):
        spare = {"table": source, "note": ""}
        return table.assign(**{k: v for k, v in spare.items() if k not in table})
    if not set(PREFERRED) <= set(table.columns):
        have = list(table.columns)
        raise DataError(errors.REACH.format(need=HAND, other=PREFERRED, have=have))
    option = next(name for name in table.columns if name not in PREFERRED)
    clear = table["best"].astype(bool)
    return table.assign(
        what=option.replace("_", " "),
        level=table[option].astype(str),
        value=table["share"],
        table=source,
        note=clear.map({True: "", False: words.NOT_CLEAR}),
    )


def _line(row: Any) -> Line:
    return Line(
        "reach",
        words.HANDED.format(what=row.what, level=row.level),
        float(row.value),
        float(row.low),
        float(row.high),
        int(row.n),
        str(row.table),
        unit="share",
        column=str(row.what),
        level=str(row.level),
        note=str(row.note),
    )
