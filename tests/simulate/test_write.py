"""The files: the same bytes every time, and those that are committed."""

import gzip
import json

import numpy as np
import pandas as pd
import pytest

from segkit import schema, simulate
from segkit.checks import DataError
from segkit.simulate.__main__ import main
from segkit.simulate.write import to_bytes


def files_in(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def resource(name, path, *fields):
    fields = [{"name": field, "type": kind} for field, kind in fields]
    return {
        "name": name,
        "path": path,
        "schema": {"fields": fields, "primaryKey": [fields[0]["name"]]},
    }


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    first = simulate.build(tmp_path / "a", seed=5, size=120)
    second = simulate.build(tmp_path / "b", seed=5, size=120)
    assert files_in(first) == files_in(second)


@pytest.mark.slow
def test_a_rebuild_gives_the_committed_files(tmp_path):
    bundled = schema.bundled_folder()
    built = json.loads((bundled / schema.FILE_NAME).read_text("utf-8"))["builtWith"]
    here = {"numpy": np.__version__, "pandas": pd.__version__}
    if built != here:
        pytest.skip(f"the files were built with {built}, this is {here}")
    for path, data in files_in(simulate.build(tmp_path)).items():
        committed = (bundled / path).read_bytes()
        if path.suffix == ".gz":
            assert gzip.decompress(data) == gzip.decompress(committed), path
        else:
            assert data == committed or path.name == schema.FILE_NAME, path


def test_gzipped_files_carry_no_time_and_no_name():
    data = (schema.bundled_folder() / "orders.csv.gz").read_bytes()
    assert data[4:8] == bytes(4)
    assert data[3] == 0


def test_every_type_has_one_way_to_be_written():
    table = pd.DataFrame(
        {
            "id": ["b", "a"],
            "paid": [2, 0.1 + 0.2],
            "yes": [True, False],
            "day": pd.to_datetime(["2024-02-29", None]),
            "at": pd.to_datetime(["2024-02-29 09:05", "2024-03-01 00:00"]),
        }
    )
    spec = resource(
        "x",
        "x.csv",
        ("id", "string"),
        ("paid", "number"),
        ("yes", "boolean"),
        ("day", "date"),
        ("at", "datetime"),
    )
    assert to_bytes(table, spec) == (
        b"id,paid,yes,day,at\n"
        b"a,0.30,false,,2024-03-01 00:00:00\n"
        b"b,2.00,true,2024-02-29,2024-02-29 09:05:00\n"
    )


def test_a_folder_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DataError, match=r"cannot be written \(.*\): choose another"):
        simulate.build(file / "inside", size=10**9)


def test_the_command_writes_a_folder_that_segkit_data_can_name(tmp_path, capsys):
    assert main(["--out", str(tmp_path / "out"), "--size", "60", "--seed", "2"]) == 0
    assert "set SEGKIT_DATA=" in capsys.readouterr().out
    package = schema.read(tmp_path / "out")
    assert package.table("customers").rows == 60
    assert main(["--out", str(tmp_path / "out"), "--size", "1"]) == 2
    assert "size must be a whole number from 50" in capsys.readouterr().err
