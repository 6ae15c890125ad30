"""What a cell of a table holds: numbers, texts and days, and what counts as missing."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.activation.audiences.door import Opened

ISO = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]|$)"


def cleaned(table: Opened, column: str) -> Any:
    """Return a column as an expression in which NaN, infinity and "" are missing.

    Parameters
    ----------
    table : opened
    column : of it

    Returns
    -------
    narwhals expression: float, text, truth value, date or time
    """
    here = nw.col(column)
    dtype = table.frame.collect_schema()[column]
    if table.kinds[column] == "number":
        sound = engine.is_number(column, dtype)
        return nw.when(sound).then(here.cast(nw.Float64))
    if table.kinds[column] == "text":
        here = here.cast(nw.String)
        return nw.when(here != "").then(here)
    return here


def day_of(table: Opened, column: str) -> Any:
    """Return the day of a column of dates, times or ISO texts, as a number.

    Parameters
    ----------
    table : opened
    column : of it

    Returns
    -------
    narwhals expression, Int64 (`date.toordinal`); missing where there is no day
    """
    if table.kinds[column] == "date":
        return engine.day_number(nw.col(column))
    return _iso_day(nw.col(column).cast(nw.String))


def there(table: Opened, column: str) -> Any:
    """Say where a column of a table has a value; what comes after as_of is not yet.

    Parameters
    ----------
    table : opened
    column : of it

    Returns
    -------
    narwhals expression, Boolean, never missing

    Notes
    -----
    A time of an event (a column that ends in ``_at``) after as_of has not happened:
    who opened a message on the next day had not opened it.
    """
    known = ~cleaned(table, column).is_null()
    dated = table.kinds[column] in ("date", "text")
    if table.moment is None or not column.endswith("_at") or not dated:
        return known
    late = day_of(table, column) > table.as_of.toordinal()
    return known & ~late.fill_null(False)


def _iso_day(text: Any) -> Any:
    """Count the days of an ISO text, in whole numbers that every engine agrees on."""
    good = text.str.contains(ISO).fill_null(False)
    safe = nw.when(good).then(text).otherwise(nw.lit("0001-01-01"))
    year, month, day = (
        safe.str.slice(*place).cast(nw.Int64) for place in ((0, 4), (5, 2), (8, 2))
    )
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    february = nw.when(leap).then(nw.lit(29)).otherwise(nw.lit(28))
    length = nw.when(month == 2).then(february).otherwise(30 + (month + month // 8) % 2)
    real = (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length)
    before = year - 1
    short = nw.when(leap).then(nw.lit(-1)).otherwise(nw.lit(-2))
    shift = nw.when(month <= 2).then(nw.lit(0)).otherwise(short)
    number = before * 365 + before // 4 - before // 100 + before // 400
    number = number + (month * 367 - 362) // 12 + shift + day
    return nw.when(good & real).then(number.cast(nw.Int64))
