"""One table, one file: typed, sorted, the same bytes every time."""

import gzip
import hashlib

import pandas as pd
import pytest

from segkit.simulate.sinks import FORMATS, CsvSink, ParquetSink

FIELDS = [
    ("id", "string"),
    ("paid", "number"),
    ("n", "integer"),
    ("yes", "boolean"),
    ("day", "date"),
    ("at", "datetime"),
]


def resource(path="x.csv"):
    fields = [{"name": name, "type": kind} for name, kind in FIELDS]
    return {"path": path, "schema": {"fields": fields, "primaryKey": ["id"]}}


def table():
    return pd.DataFrame(
        {
            "id": ["b", "a", "c"],
            "paid": [2, 0.1 + 0.2, None],
            "n": [3, None, 0],
            "yes": [True, False, None],
            "day": pd.to_datetime(["2024-02-29", None, "2024-03-02"]),
            "at": pd.to_datetime(["2024-02-29 09:05", "2024-03-01 00:00", None]),
        }
    )


def test_every_type_has_one_way_to_be_written(tmp_path):
    sink = CsvSink(tmp_path, resource())
    sink.add(table())
    assert sink.close()["rows"] == 3
    assert (tmp_path / "x.csv").read_bytes() == (
        b"id,paid,n,yes,day,at\n"
        b"a,0.30,,false,,2024-03-01 00:00:00\n"
        b"b,2.00,3,true,2024-02-29,2024-02-29 09:05:00\n"
        b"c,,0,,2024-03-02,\n"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_parts_follow_one_another_and_the_entry_says_what_is_there(tmp_path, name):
    sink = FORMATS[name](tmp_path, resource("sub/x.csv.gz"))
    sink.add(table())
    sink.add(table().assign(id=["f", "e", "d"]))
    entry = sink.close()
    file = tmp_path / entry["path"]
    data = file.read_bytes()
    assert (entry["rows"], entry["bytes"]) == (6, len(data))
    assert entry["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    read = pd.read_parquet if name == "parquet" else pd.read_csv
    assert read(file)["id"].tolist() == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_table_gives_the_same_bytes(tmp_path, name):
    written = []
    for folder in ("a", "b"):
        sink = FORMATS[name](tmp_path / folder, resource("x.csv.gz"))
        sink.add(table())
        written.append((tmp_path / folder / sink.close()["path"]).read_bytes())
    assert written[0] == written[1]


def test_gzipped_files_carry_no_time_and_no_name(tmp_path):
    sink = CsvSink(tmp_path, resource("x.csv.gz"))
    sink.add(table())
    sink.close()
    data = (tmp_path / "x.csv.gz").read_bytes()
    assert data[4:8] == bytes(4)
    assert data[3] == 0
    assert gzip.decompress(data).startswith(b"id,paid")


def test_parquet_keeps_types_and_missing_values(tmp_path):
    sink = ParquetSink(tmp_path, resource("x.csv.gz"))
    sink.add(table())
    entry = sink.close()
    assert entry["path"] == "x.parquet"
    assert "compression" not in entry
    back = pd.read_parquet(tmp_path / "x.parquet")
    assert back["n"].isna().tolist() == [True, False, False]
    assert back["at"].dtype == "datetime64[us]"
