"""The door: tables come in by name, and each column that is asked for is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit import checks, engine
from segkit.activation.audiences.asked import CUSTOMERS, ID, SIGNED_UP
from segkit.activation.words import audiences as words
from segkit.checks import DataError

#: Names of the column that says when a row of events happened, the first one counts.
MOMENTS = (
    "happened_at",
    "ordered_at",
    "sent_at",
    "started_at",
    "written_at",
    "touched_at",
    "refunded_at",
    "opened_at",
    "created_at",
    "occurred_at",
    "happened_on",
    "started_on",
    "answered_on",
    "referred_on",
    "member_since",
    "date",
)


@dataclass(frozen=True)
class Opened:
    """A table at the door: its name, its rows, and the kind of each column.

    Attributes
    ----------
    name : as rules call it
    frame : narwhals table, the columns that are asked for
    kinds : by column: number, text, date, truth, empty or other
    moment : the column that says when a row happened; None for customers
    key : the column that makes several rows one event; None if each row is one
    as_of : the last local day that counts
    types : by column, the type in the table as it was passed
    """

    name: str
    frame: Any
    kinds: Mapping[str, str]
    moment: str | None
    key: str | None
    as_of: date
    types: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tables:
    """The tables that were passed, by name, with their columns renamed.

    Attributes
    ----------
    given : by name, tables of any engine
    columns : by table, ``{"our name": "your name"}``
    timezone : the shop's IANA zone, for times that have one
    """

    given: Mapping[str, Any]
    columns: Mapping[str, Mapping[str, str]]
    timezone: str | None = None

    @classmethod
    def of(
        cls, tables: Any, columns: Any = None, timezone: str | None = None
    ) -> Tables:
        """Check that tables are passed by name."""
        if isinstance(tables, cls):
            return tables
        if not isinstance(tables, Mapping):
            told = words.NO_TABLES.format(kind=type(tables).__name__)
            raise DataError(told)
        return cls(dict(tables), dict(columns or {}), timezone)

    def has(self, name: str) -> bool:
        """Say whether there is such a table."""
        return name in self.given

    def open(self, name: str, wanted: Iterable[str], as_of: date) -> Opened:
        """Open a table: the columns that are asked for, each of a known kind.

        Parameters
        ----------
        name : of the table
        wanted : columns that the rule looks at
        as_of : the last local day that counts

        Returns
        -------
        Opened

        Raises
        ------
        DataError
            if the table or a column is not there, with what is
        """
        if name not in self.given:
            have = list(self.given)
            hint = near(name, have)
            raise DataError(words.NO_TABLE.format(name=name, hint=hint, have=have))
        frame = self._frame(name)
        have = frame.collect_schema().names()
        for column in wanted:
            if column not in have:
                told = {"name": column, "table": name, "hint": near(column, have)}
                raise DataError(words.NO_COLUMN.format(have=have, **told))
            _speakable(column, name, frame)
        moment = None if name == CUSTOMERS else _moment(name, have)
        key = None if name == CUSTOMERS else key_of(name, have)
        extra = {SIGNED_UP} if name == CUSTOMERS else {moment, key}
        extra |= {"amount"} if name == "orders" else set()
        names = [n for n in have if n in {ID, *wanted, *extra}]
        frame = _engine(frame.select(*names), name)
        types = dict(frame.collect_schema())
        frame = self._local(frame, name)
        kinds = {n: kind_of(d) for n, d in frame.collect_schema().items()}
        return Opened(name, frame, kinds, moment, key, as_of, types)

    def _frame(self, name: str) -> Any:
        native = self.given[name]
        if getattr(getattr(native, "index", None), "name", None) == ID:
            native = native if ID in native.columns else native.reset_index()
        native = checks.table(native, [ID], name=name, columns=self.columns.get(name))
        return nw.from_native(native)

    def _local(self, frame: Any, name: str) -> Any:
        """Turn times with a zone into local times."""
        for column, dtype in frame.collect_schema().items():
            if dtype == nw.Datetime and getattr(dtype, "time_zone", None):
                frame = engine.local_time(
                    frame, column, name=name, timezone=self.timezone
                )
        return frame


def _speakable(column: str, name: str, frame: Any) -> None:
    """Refuse a name that Spark would take apart, as it does with dots and backticks."""
    if frame.implementation.is_spark_like() and set(column) & {".", "`"}:
        raise DataError(words.SPARK_NAME.format(name=column, table=name))


def near(name: str, known: Iterable[str]) -> str:
    """Say which of the known names may have been meant.

    Parameters
    ----------
    name : what was asked for
    known : what there is

    Returns
    -------
    str, empty if nothing is near

    Examples
    --------
    >>> near("n_order", ["n_orders", "amount"])
    " (did you mean 'n_orders'?)"
    """
    lower = {str(each).lower(): str(each) for each in known}
    found = difflib.get_close_matches(name.lower(), list(lower), 1, 0.6)
    return words.MEANT.format(hint=lower[found[0]]) if found else ""


def kind_of(dtype: Any) -> str:
    """Name the kind of values that a column holds.

    Parameters
    ----------
    dtype : narwhals data type

    Returns
    -------
    str: number, text, date, truth, or other

    Examples
    --------
    >>> kind_of(nw.Int64()), kind_of(nw.Datetime("us"))
    ('number', 'date')
    """
    if dtype.is_numeric():
        return "number"
    if dtype in (nw.String, nw.Categorical, nw.Enum):
        return "text"
    if dtype in (nw.Date, nw.Datetime):
        return "date"
    return "truth" if dtype == nw.Boolean else "other"


def key_of(table: str, have: Iterable[str]) -> str | None:
    """Name the column that makes several rows one event.

    Parameters
    ----------
    table : its name
    have : its columns

    Returns
    -------
    ``order_id`` for orders, ``session_id`` for web_sessions; None without one

    Examples
    --------
    >>> key_of("orders", ["customer_id", "order_id"]), key_of("visits", ["page"])
    ('order_id', None)
    """
    single = table.removesuffix("s")
    names = (f"{single}_id", f"{single.split('_')[-1]}_id")
    have = set(have)
    return next((name for name in names if name in have and name != ID), None)


def _moment(name: str, have: list[str]) -> str:
    found = next((column for column in MOMENTS if column in have), None)
    if found is None:
        known = list(MOMENTS)
        told = words.NO_TIME_COLUMN.format(table=name, known=known, have=have)
        raise DataError(told)
    return found


def _engine(frame: Any, name: str) -> Any:
    """Let DuckDB read pandas and pyarrow tables where they lie.

    pyarrow has no windows, and pandas has many types for one kind of value.
    """
    if frame.implementation.is_pandas():
        frame = _from_pandas(frame.to_native(), name)
    elif frame.implementation.is_pyarrow():
        frame = frame.to_native()
    else:
        return frame.lazy()
    import duckdb  # noqa: PLC0415 - heavy, and polars and Spark do without

    return nw.from_native(duckdb.from_arrow(_plain(frame)))


def _from_pandas(table: Any, name: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - only pandas needs it

    arrays = {}
    for column in table.columns:
        series = table[column]
        try:
            arrays[column] = pa.array(series, from_pandas=True)
        except (pa.ArrowException, TypeError, ValueError) as error:
            told = {"table": name, "column": column, "error": str(error).split("\n")[0]}
            raise DataError(words.NOT_READ.format(**told)) from error
    return pa.table(arrays)


def _plain(table: Any) -> Any:
    """Write out dictionaries, and call a column of nothing a column of text."""
    import pyarrow as pa  # noqa: PLC0415

    fields = []
    for each in table.schema:
        kind = each.type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        fields.append(each.with_type(pa.string() if pa.types.is_null(kind) else kind))
    return table.cast(pa.schema(fields))
