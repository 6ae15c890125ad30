"""Files that grow block by block and are the same, byte for byte, when made again."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

KINDS = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
}
TIMES = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M:%S"}


class Sink:
    """One table's file, written part by part.

    Parameters
    ----------
    folder : where the file goes
    resource : the table's entry in datapackage.json

    Examples
    --------
    >>> import tempfile
    >>> spec = {"fields": [{"name": "id", "type": "integer"}], "primaryKey": ["id"]}
    >>> sink = CsvSink(Path(tempfile.mkdtemp()), {"path": "x.csv", "schema": spec})
    >>> sink.add(pd.DataFrame({"id": [2, 1]}))
    >>> sink.close()["rows"]
    2
    """

    suffix = ""
    mediatype = ""

    def __init__(self, folder: Path, resource: Mapping[str, Any]) -> None:
        self.resource = dict(resource)
        self.fields = resource["schema"]["fields"]
        self.order = resource.get("order") or resource["schema"]["primaryKey"]
        self.resource["path"] = self.name(resource["path"])
        self.path = folder / self.resource["path"]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.rows = 0

    def name(self, path: str) -> str:
        """Return the file's name in this format.

        Parameters
        ----------
        path : as the dictionary has it

        Returns
        -------
        str
        """
        return path

    def add(self, table: pd.DataFrame) -> None:
        """Write one more part, sorted by the table's order.

        Parameters
        ----------
        table : with the columns of the dictionary
        """
        self.rows += len(table)
        self.write(table.sort_values(self.order, kind="stable"))

    def write(self, table: pd.DataFrame) -> None:
        """Write sorted rows.

        Parameters
        ----------
        table : with the columns of the dictionary
        """
        raise NotImplementedError

    def finish(self) -> None:
        """Close the file."""
        raise NotImplementedError

    def drop(self) -> None:
        """Let go of the file, whole or not."""
        with suppress(OSError, ValueError):  # the disk is full, or it is closed
            self.finish()

    def close(self) -> dict[str, Any]:
        """Close the file and say what is in it.

        Returns
        -------
        dict
            the table's entry with path, rows, bytes and hash
        """
        self.finish()
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return self.resource | {
            "rows": self.rows,
            "bytes": self.path.stat().st_size,
            "hash": f"sha256:{digest}",
        }


class CsvSink(Sink):
    """CSV in UTF-8, gzipped without a time stamp if its name ends in .gz."""

    def __init__(self, folder: Path, resource: Mapping[str, Any]) -> None:
        super().__init__(folder, resource)
        self.raw = self.path.open("wb")
        self.out: IO[bytes] = self.raw
        if self.path.suffix == ".gz":
            self.out = cast(IO[bytes], gzip.GzipFile("", "wb", 9, self.raw, mtime=0))
        self.header = True

    def write(self, table: pd.DataFrame) -> None:
        """Write sorted rows as text.

        Parameters
        ----------
        table : with the columns of the dictionary
        """
        text = {
            field["name"]: as_text(table[field["name"]], field) for field in self.fields
        }
        csv = pd.DataFrame(text).to_csv(
            index=False, header=self.header, lineterminator="\n"
        )
        self.out.write(csv.encode("utf-8"))
        self.header = False

    def finish(self) -> None:
        """Close the file."""
        with self.raw:
            self.out.close()


class ParquetSink(Sink):
    """Parquet, one row group for each part: for worlds that do not fit in memory."""

    def __init__(self, folder: Path, resource: Mapping[str, Any]) -> None:
        super().__init__(folder, resource)
        columns = [pa.field(f["name"], KINDS[f["type"]]) for f in self.fields]
        self.schema = pa.schema(columns)
        self.out = pyarrow.parquet.ParquetWriter(
            self.path, self.schema, compression="zstd"
        )
        self.resource |= {
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        }
        self.resource.pop("compression", None)

    def name(self, path: str) -> str:
        """Return the file's name in this format.

        Parameters
        ----------
        path : as the dictionary has it

        Returns
        -------
        str
        """
        return path.removesuffix(".gz").removesuffix(".csv") + ".parquet"

    def write(self, table: pd.DataFrame) -> None:
        """Write sorted rows as one row group.

        Parameters
        ----------
        table : with the columns of the dictionary
        """
        names = [field["name"] for field in self.fields]
        digits = {
            field["name"]: field.get("decimals", 2)
            for field in self.fields
            if field["type"] == "number"
        }
        part = pa.Table.from_pandas(
            table[names].astype(dict.fromkeys(digits, float)).round(digits),
            schema=self.schema,
            preserve_index=False,
        )
        self.out.write_table(part.replace_schema_metadata(None))

    def finish(self) -> None:
        """Close the file."""
        self.out.close()


FORMATS: dict[str, type[Sink]] = {"csv": CsvSink, "parquet": ParquetSink}


def as_text(column: pd.Series, field: Mapping[str, Any]) -> pd.Series:
    """Return a column as the text that its type has in a CSV file; empty if missing.

    Parameters
    ----------
    column : the values
    field : the column's entry in the dictionary

    Returns
    -------
    pandas Series of text, missing values left missing

    Examples
    --------
    >>> as_text(pd.Series([1.5, None]), {"type": "number"}).tolist()
    ['1.50', nan]
    """
    kind = field["type"]
    if kind in TIMES:
        return pd.to_datetime(column).dt.strftime(TIMES[kind])
    if kind == "number":
        pattern = f"{{:.{field.get('decimals', 2)}f}}"
        return column.astype(float).map(pattern.format, na_action="ignore")
    if kind == "integer":
        return column.astype("Int64").astype("string")
    if kind == "boolean":
        return column.astype("boolean").map({True: "true", False: "false"})
    return column
