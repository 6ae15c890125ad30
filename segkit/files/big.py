"""Parquet files too big for memory: they stay on disk, as a DuckDB relation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from segkit.checks import DataError
from segkit.files.clock import zone
from segkit.files.detect import SUFFIXES, kind_of
from segkit.files.status import status_word

LOOK = 1000
ROWS = 3_000_000  # a Parquet file of more rows than this stays on disk


def too_big(path: Path) -> bool:
    """Say whether a file is a Parquet file of more than `ROWS` rows.

    Parameters
    ----------
    path : the file

    Returns
    -------
    bool

    References
    ----------
    own definition: some millions of rows are a few hundred megabytes in pandas

    Examples
    --------
    >>> too_big(Path("orders.csv"))
    False
    """
    if SUFFIXES.get(path.suffix.lower()) != "parquet" or kind_of(path) != "parquet":
        return False
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to import
    from pyarrow import ArrowInvalid  # noqa: PLC0415

    try:
        return bool(pq.read_metadata(path).num_rows > ROWS)
    except (ArrowInvalid, OSError):
        return False  # the reader says what is wrong with it


def read_big(
    path: Path,
    columns: Mapping[str, str] | None,
    timezone: str | None,
    currency: str | None,
) -> Any:
    """Open a big Parquet file as orders, without reading it.

    Parameters
    ----------
    path : the file
    columns, timezone, currency : as in `segkit.files.read_orders`

    Returns
    -------
    duckdb.DuckDBPyRelation: our columns first, then the file's others

    Raises
    ------
    DataError
        if columns are missing or have the wrong type, or currencies are mixed

    References
    ----------
    own definition

    Examples
    --------
    >>> import tempfile, pandas as pd
    >>> file = Path(tempfile.mkdtemp()) / "orders.parquet"
    >>> orders = pd.DataFrame({"Client": [7], "Date": pd.to_datetime(["2024-03-31"]),
    ...                        "Total": [9.5]})
    >>> orders.to_parquet(file)
    >>> read_big(file, None, None, None).columns
    ['customer_id', 'ordered_at', 'amount']
    """
    import duckdb  # noqa: PLC0415 - slow to import

    from segkit.files.orders import choose  # noqa: PLC0415 - orders imports this

    source = duckdb.read_parquet(str(path))
    head = nw.from_native(source).head(LOOK).collect("pyarrow").to_native()
    mapping = choose(head.to_pandas(), columns, path.name)
    types = {n: str(t) for n, t in zip(source.columns, source.types, strict=True)}
    parts = {n: _quoted(theirs) for n, theirs in mapping.items()}
    parts["ordered_at"] = _time(mapping["ordered_at"], types, timezone)
    if "amount" not in parts:
        product = f"{parts['quantity']} * {parts['unit_price']}"
        parts["amount"] = f"round({product}, 2)"
    else:
        _must_be_number(mapping["amount"], types)
    parts["amount"] = f"CAST({parts['amount']} AS DOUBLE)"
    if "status" in parts:
        parts["status"] = _status(source, parts["status"])
    first = ["customer_id", "ordered_at", "amount"]
    order = [*first, *(n for n in parts if n not in first)]
    used = {mapping[n] for n in mapping}
    rest = [_quoted(c) for c in source.columns if c not in used | set(order)]
    ours = [f"{parts[n]} AS {_quoted(n)}" for n in order]
    return _one_currency(source.project(", ".join([*ours, *rest])), currency, path.name)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _time(name: str, types: dict[str, str], timezone: str | None) -> str:
    kind = types[name]
    if kind == "TIMESTAMP WITH TIME ZONE":
        if timezone is None:
            raise DataError(
                f"ordered_at ({name!r}) carries a time zone: pass "
                "timezone='Europe/Paris' (your zone), or 'UTC' to leave it so"
            )
        zone(timezone)
        return f"timezone({_text(timezone)}, {_quoted(name)})"
    if not kind.startswith(("TIMESTAMP", "DATE")):
        raise DataError(
            f"ordered_at ({name!r}) holds {kind}, not times: save the file with a "
            "column of timestamps"
        )
    return f"CAST({_quoted(name)} AS TIMESTAMP)"


def _must_be_number(name: str, types: dict[str, str]) -> None:
    if types[name].startswith(("VARCHAR", "BOOL", "TIME", "DATE")):
        raise DataError(
            f"amount ({name!r}) holds {types[name]}, not numbers: save the file with a "
            "column of numbers, or pass columns={'amount': 'another column'}"
        )


def _status(source: Any, column: str) -> str:
    found = (
        source.project(f"{column} AS s").filter("s IS NOT NULL").distinct().fetchall()
    )
    cases = [f"WHEN {_text(s)} THEN {_text(status_word(s))}" for (s,) in found]
    return f"CASE CAST({column} AS VARCHAR) {' '.join(cases)} END" if cases else column


def _one_currency(orders: Any, currency: str | None, name: str) -> Any:
    if "currency" not in orders.columns:
        return orders
    counted = orders.aggregate("upper(trim(currency)) AS c, count(*) AS n", "c")
    counts = sorted(
        (r for r in counted.fetchall() if r[0]), key=lambda r: (-r[1], r[0])
    )
    if currency is not None:
        return orders.filter(f"upper(trim(currency)) = {_text(currency.upper())}")
    if len(counts) > 1:
        said = ", ".join(f"{c} {n:,} rows" for c, n in counts)
        raise DataError(
            f"{name} mixes {len(counts)} currencies: {said}. Amounts cannot be added "
            f"up: pass currency={counts[0][0]!r} to keep one, or convert them first"
        )
    return orders
