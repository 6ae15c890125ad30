"""Where a table comes from and where it goes: files scanned by DuckDB, and pandas."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from segkit.checks import DataError

FILES = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv"}


def scan(path: str | Path) -> Any:
    """Open a Parquet or CSV file of any size as a DuckDB relation, without reading it.

    Parameters
    ----------
    path : a ``.parquet`` or ``.csv`` file; ``*`` stands for several files

    Returns
    -------
    duckdb.DuckDBPyRelation; DuckDB reads what it needs, in pieces, when asked

    Raises
    ------
    DataError
        if there is no such file, it is a folder, or it is not what its name says

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> file = Path(tempfile.mkdtemp()) / "orders.parquet"
    >>> pd.DataFrame({"customer_id": [1], "amount": [9.5]}).to_parquet(file)
    >>> scan(file).columns
    ['customer_id', 'amount']
    """
    import duckdb  # noqa: PLC0415 - heavy, and only needed for files

    kind = _kind_of_file(Path(path))
    read = duckdb.read_parquet if kind == "parquet" else duckdb.read_csv
    try:
        return read(str(path))
    except duckdb.Error as error:
        said = " ".join(str(error).splitlines()[:2])
        raise DataError(
            f"{path} cannot be read as {kind}: {said}; open it to see what it holds, "
            "or try segkit.files.read(path)"
        ) from error


def _kind_of_file(path: Path) -> str:
    if path.is_dir():
        raise DataError(
            f"{path} is a folder; scan needs a file: name one in it, or all of them "
            f"as '{path}/*.parquet'"
        )
    if path.suffix.lower() not in FILES:
        raise DataError(
            f"{path} ends in {path.suffix!r}; scan reads {sorted(FILES)}: "
            "read other files with segkit.files.read(path)"
        )
    if not glob.glob(str(path)) and not path.exists():
        raise DataError(
            f"there is no file {path}; the folder searched is {Path.cwd()}: "
            "correct the path"
        )
    if path.exists() and path.stat().st_size == 0:
        raise DataError(f"{path} is empty, it has no columns: save the orders again")
    return FILES[path.suffix.lower()]


def to_pandas(native: Any) -> Any:
    """Hand over a table of any engine as a pandas DataFrame.

    Parameters
    ----------
    native : pandas, polars, pyarrow, DuckDB or PySpark table

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> import pyarrow as pa
    >>> to_pandas(pa.table({"customer_id": [1, 2]})).shape
    (2, 1)
    """
    frame = nw.from_native(native)
    if frame.implementation.is_pyarrow():
        return _from_arrow(frame.to_native())
    frame = frame.lazy()
    if frame.implementation.is_spark_like():  # its own way to pandas 3 warns and copies
        return _from_arrow(frame.collect("pyarrow").to_native())
    return frame.collect("pandas").to_native()


def _from_arrow(table: Any) -> Any:
    return table.to_pandas(date_as_object=False)
