"""The door of the room: orders come in clean, or are refused with the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import words

c = nw.col
NEED = ("customer_id", "ordered_at", "amount")
OPTIONAL = ("order_id", "discount_amount", "channel", "category", "returned")
IDS = ("customer_id", "order_id")
NAMES = ("channel", "category", "payment", "delivery", "promo_code")
LOOKED_AT = 1000  # rows looked at to name an offending value


def opened(
    orders: Any,
    *,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    optional: Iterable[str] = OPTIONAL,
) -> Any:
    """Check the orders once, and keep only the columns that the features read.

    Parameters
    ----------
    orders : table of any engine: one row per order or per line
    columns : ``{"our name": "their name"}``
    timezone : the shop's IANA zone, if ``ordered_at`` has one
    optional : further columns that are kept when they are there

    Returns
    -------
    narwhals table: local times without a zone, numbers as numbers, blanks as missing

    Raises
    ------
    DataError
        if a column is missing, empty, text instead of dates or numbers, or zoned

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": [1], "ordered_at": ["May"], "amount": 2})
    >>> opened(orders)
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: orders column 'ordered_at' holds text ('May'); dates are
    needed: turn it into dates with pandas.to_datetime(orders['ordered_at'],
    format=...), or read the file with segkit.files.read_orders(path)
    """
    frame = nw.from_native(checks.table(orders, NEED, name="orders", columns=columns))
    have = frame.collect_schema().names()
    frame = frame.select(*NEED, *[name for name in optional if name in have])
    if frame.implementation.is_pandas():
        frame = nw.from_native(_plain_pandas(frame.to_native()))
    if isinstance(frame, nw.DataFrame) and len(frame) == 0:
        raise DataError(words.NO_ROWS)
    for column in frame.collect_schema().names():
        frame = _of_the_right_kind(frame, column)
    frame = engine.local_time(frame, "ordered_at", name="orders", timezone=timezone)
    return with_windows(_blank_is_missing(frame))


def with_windows(frame: Any) -> Any:
    """Let DuckDB read a pyarrow table where it lies: pyarrow itself has no windows.

    Parameters
    ----------
    frame : narwhals table

    Returns
    -------
    narwhals table

    Examples
    --------
    >>> import pandas as pd
    >>> with_windows(nw.from_native(pd.DataFrame({"a": [1]}))).shape
    (1, 1)
    """
    if not frame.implementation.is_pyarrow():
        return frame
    import duckdb  # noqa: PLC0415 - heavy, and only needed for files and pyarrow

    return nw.from_native(duckdb.from_arrow(frame.to_native()))


def _plain_pandas(table: Any) -> Any:
    """Pandas keeps numbers, dates and names in many clothes: take them off."""
    plain = {name: plain_series(name, table[name]) for name in table.columns}
    return table.assign(**plain).reset_index(drop=True)


def plain_series(name: str, series: Any) -> Any:
    """Read a pandas column in its plainest type.

    Parameters
    ----------
    name : of the column; ``"ordered_at"`` for any column of times
    series : the column

    Returns
    -------
    pandas.Series

    Raises
    ------
    DataError
        if ids are of several kinds

    Examples
    --------
    >>> import pandas as pd
    >>> plain_series("channel", pd.Series(["web"], dtype="category")).tolist()
    ['web']
    """
    from pandas.api import types  # noqa: PLC0415 - other engines do without pandas

    if isinstance(series.dtype, types.CategoricalDtype):
        series = series.astype(series.cat.categories.dtype)
    if type(series.dtype).__name__ == "ArrowDtype":
        series = _without_arrow(series)
    if series.dtype != object:
        return series
    kind = types.infer_dtype(series, skipna=True)
    if name == "customer_id" and kind.startswith("mixed"):
        kinds = sorted({type(value).__name__ for value in series.dropna()})
        raise DataError(words.MIXED_IDS.format(kinds=" and ".join(kinds)))
    if name == "ordered_at" and kind in ("date", "datetime"):
        return series.astype("datetime64[us]")
    known = {"decimal": "float64", "boolean": "boolean", "string": "str"}
    return series.astype(known[kind]) if kind in known else series


def _without_arrow(series: Any) -> Any:
    from pandas.api import types  # noqa: PLC0415

    if types.is_integer_dtype(series.dtype):
        return series.astype("Int64")
    return series.array.__arrow_array__().to_pandas().set_axis(series.index)


def _of_the_right_kind(frame: Any, column: str) -> Any:
    """Refuse text for dates and numbers; names and categories become text."""
    dtype = frame.collect_schema()[column]
    categories = dtype in (nw.Categorical, nw.Enum)
    if column in NAMES or (column in IDS and categories):
        return frame.with_columns(c(column).cast(nw.String))
    if _fits(column, dtype):
        return frame
    found = frame.filter(~c(column).is_null()).select(column).head(LOOKED_AT)
    values = engine.to_pandas(found.to_native())[column].tolist()
    if values:
        raise DataError(_wrong_kind(column, values))
    if column in NEED:
        raise DataError(words.NO_VALUES.format(column=column))
    return frame.with_columns(nw.lit(None, nw.Float64).alias(column))


def _fits(column: str, dtype: Any) -> bool:
    if column == "ordered_at":
        return dtype in (nw.Datetime, nw.Date)
    if column == "returned":
        return dtype == nw.Boolean or dtype.is_numeric()
    return column in IDS or dtype.is_numeric()


def _wrong_kind(column: str, values: list[Any]) -> str:
    reads = datetime.fromisoformat if column == "ordered_at" else float
    value = next((v for v in values if not _is_read(v, reads)), values[0])
    kind = "text" if isinstance(value, str) else type(value).__name__
    cure = words.CURES[column]
    return words.WRONG_KIND.format(column=column, kind=kind, value=value, cure=cure)


def _is_read(value: Any, reads: Callable[[Any], Any]) -> bool:
    try:
        reads(value)
    except (TypeError, ValueError):
        return False
    return True


def _blank_is_missing(frame: Any) -> Any:
    """Take an id that is NaN or an empty text for no id, and a name likewise."""
    blanks = []
    for column, dtype in frame.collect_schema().items():
        if column in IDS and dtype.is_float():
            known = engine.is_number(column, dtype)
        elif column in (*IDS, *NAMES) and dtype == nw.String:
            known = c(column) != ""
        else:
            continue
        blanks.append(nw.when(known).then(c(column)).alias(column))
    return frame.with_columns(*blanks) if blanks else frame
