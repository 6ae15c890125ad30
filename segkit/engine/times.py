"""Local time at the door: what day it was where the shop is."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import narwhals.stable.v2 as nw

from segkit.checks import DataError


def day_after(frame: Any, day: date) -> Any:
    """Say which moment ends a local day, in words that the engine understands.

    Spark would read a moment without a zone as one of its session's zone and shift it,
    so it is given the day itself.

    Parameters
    ----------
    frame : narwhals table
    day : the last day that counts

    Returns
    -------
    the first moment of the next day: a datetime; for Spark a date

    Examples
    --------
    >>> from datetime import date
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> day_after(nw.from_native(pd.DataFrame()), date(2024, 6, 30))
    datetime.datetime(2024, 7, 1, 0, 0)
    """
    following = day + timedelta(days=1)
    if frame.implementation.is_spark_like():
        return following
    return datetime.combine(following, time())


def calendar_date(frame: Any, moment: Any) -> Any:
    """Drop the time of day from local times.

    Parameters
    ----------
    frame : narwhals table
    moment : narwhals expression of local times without a zone

    Returns
    -------
    narwhals expression: a Date; on pandas, which has none, a Datetime at midnight

    Notes
    -----
    Spark's own truncation would read local times as those of its session's zone.

    Examples
    --------
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> at = pd.to_datetime(["2024-06-30 23:59"])
    >>> table = nw.from_native(pd.DataFrame({"at": at}))
    >>> dates = table.select(day=calendar_date(table, nw.col("at"))).to_native()
    >>> str(dates["day"].iloc[0])
    '2024-06-30 00:00:00'
    """
    if frame.implementation.is_pandas():
        return moment.dt.truncate("1d")
    return moment.cast(nw.Date)


def local_time(
    frame: Any, column: str, *, name: str, timezone: str | None = None
) -> Any:
    """Make a column of dates or times one of plain local time, or refuse it.

    A time without a zone is local already, and a date is its midnight. A time with a
    zone has no local day until somebody says whose: `timezone` says it.

    Parameters
    ----------
    frame : narwhals table
    column : name of the column
    name : what the table is called in messages
    timezone : IANA name such as ``"Europe/Madrid"``, for columns with a zone only

    Returns
    -------
    narwhals table, the column a Datetime without a zone

    Raises
    ------
    DataError
        if the column holds no times, has a zone and `timezone` is missing, or has none
        and `timezone` is given

    Examples
    --------
    >>> import pandas as pd
    >>> import narwhals.stable.v2 as nw
    >>> at = pd.to_datetime(["2024-06-30 23:30"], utc=True)
    >>> table = nw.from_native(pd.DataFrame({"ordered_at": at}))
    >>> here = local_time(table, "ordered_at", name="orders", timezone="Europe/Madrid")
    >>> str(here.to_native()["ordered_at"].iloc[0])
    '2024-07-01 01:30:00'
    """
    dtype = frame.collect_schema()[column]
    zone = getattr(dtype, "time_zone", None)
    if timezone is not None and zone is None:
        raise DataError(
            f"{name} column {column!r} has no time zone, so it counts as local time "
            f"already: leave timezone={timezone!r} out"
        )
    if dtype == nw.Date:
        return frame.with_columns(nw.col(column).cast(nw.Datetime("us")))
    if zone is None:
        return frame
    if timezone is None:
        raise DataError(
            f"{name} column {column!r} has the time zone {zone!r}, and a day depends "
            "on the zone: pass timezone='Europe/Madrid' (the shop's own), or turn the "
            "column into local time without a zone first"
        )
    return _converted(frame, column, _known_zone(timezone))


def _known_zone(timezone: str) -> str:
    try:
        return ZoneInfo(timezone).key
    except (KeyError, ValueError, OSError, TypeError) as error:
        raise DataError(
            f"timezone={timezone!r} is no known time zone: pass an IANA name such as "
            "'Europe/Madrid'"
        ) from error


def _converted(frame: Any, column: str, timezone: str) -> Any:
    """Narwhals cannot change zones in DuckDB and Spark, so they are asked directly."""
    if frame.implementation.is_duckdb():
        change = f'* REPLACE (timezone(\'{timezone}\', "{column}") AS "{column}")'
        return nw.from_native(frame.to_native().project(change))
    if frame.implementation.is_spark_like():
        return nw.from_native(_converted_by_spark(frame.to_native(), column, timezone))
    local = nw.col(column).dt.convert_time_zone(timezone).dt.replace_time_zone(None)
    return frame.with_columns(local)


def _converted_by_spark(native: Any, column: str, timezone: str) -> Any:
    """Count microseconds from an epoch without a zone: no session zone takes part."""
    shifted = f"unix_micros(from_utc_timestamp(`{column}`, '{timezone}'))"
    span = f"make_dt_interval(0, 0, 0, CAST({shifted} / 1e6 AS DECIMAL(18, 6)))"
    local = f"TIMESTAMP_NTZ'1970-01-01 00:00:00' + {span}"
    from pyspark.sql import functions  # noqa: PLC0415 - only there with Spark

    return native.withColumn(column, functions.expr(local))
