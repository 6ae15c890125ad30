"""From a file to a table whose columns have the types of the dictionary."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from segkit import checks, schema
from segkit.datasets import words

ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.timestamp("us"),
    "datetime": pa.timestamp("us"),
}
TIMES = [pa.csv.ISO8601, "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]


def read(path: Path, table: schema.Table) -> pd.DataFrame:
    """Read one table, typed by its dictionary; columns that it does not know are kept.

    Parameters
    ----------
    path : a .csv, .csv.gz or .parquet file
    table : what the columns are

    Returns
    -------
    pandas table: dates as datetime64, columns with listed values as categories

    Raises
    ------
    DataError
        if a value is not of its column's type, or a required column is missing

    Examples
    --------
    >>> known = schema.bundled()
    >>> products = read(known.folder / "products.csv.gz", known.table("products"))
    >>> str(products["price_amount"].dtype)
    'float64'
    """
    try:
        arrow = (
            _parquet(path, table) if path.suffix == ".parquet" else _csv(path, table)
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise checks.DataError(
            words.UNREADABLE.format(path=path, name=table.name, why=_why(error, path))
        ) from error
    frame = arrow.to_pandas()
    missing = [name for name in table.needs if name not in frame]
    if missing:
        have = list(frame)
        raise checks.DataError(
            words.COLUMNS_MISSING.format(path=path, missing=missing, have=have)
        )
    return frame.assign(
        **{c.name: _category(frame[c.name], c) for c in _listed(table, frame)}
    )


def _why(error: Exception, path: Path) -> str:
    """Return what arrow says, with the column's name instead of its number."""
    why = str(error).splitlines()[0]
    place = re.match(r"In CSV column #(\d+): CSV conversion error", why)
    if place is None:
        return why
    names = pa.csv.open_csv(path).schema.names
    return f"column {names[int(place[1])]!r}{why[place.end() :]}"


def _csv(path: Path, table: schema.Table) -> pa.Table:
    options = pa.csv.ConvertOptions(
        column_types={c.name: ARROW.get(c.type, pa.string()) for c in table.columns},
        null_values=list(table.missing_values),
        strings_can_be_null=True,
        timestamp_parsers=TIMES,
    )
    return pa.csv.read_csv(path, convert_options=options)


def _parquet(path: Path, table: schema.Table) -> pa.Table:
    arrow = pa.parquet.read_table(path)
    types = {c.name: ARROW.get(c.type, pa.string()) for c in table.columns}
    fields = [pa.field(f.name, types.get(f.name, f.type)) for f in arrow.schema]
    return arrow.cast(pa.schema(fields))


def _listed(table: schema.Table, frame: pd.DataFrame) -> list[schema.Column]:
    return [c for c in table.columns if c.enum and c.name in frame]


def _category(values: pd.Series, column: schema.Column) -> pd.Categorical:
    """Return categories in the dictionary's order; values beyond it come after."""
    beyond = sorted(set(values.dropna().unique()) - set(column.enum))
    return pd.Categorical(values, categories=[*column.enum, *beyond])
