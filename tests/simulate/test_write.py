"""The files: the same bytes every time, those that are committed, or none at all."""

import gzip
import json
import re
import tracemalloc

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, schema, simulate
from segkit.checks import DataError
from segkit.simulate import story, write
from segkit.simulate.__main__ import main


def small_blocks(monkeypatch, people):
    for module in ("scene", "story", "web.numbers", "trade.raw"):
        monkeypatch.setattr(f"segkit.simulate.{module}.BLOCK", people)


def files_in(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
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


@pytest.mark.slow
def test_parquet_holds_what_csv_holds(tmp_path, monkeypatch):
    loaded = {}
    for name in ("csv", "parquet"):
        folder = simulate.build(tmp_path / name, seed=5, size=90, file_format=name)
        monkeypatch.setenv("SEGKIT_DATA", str(folder))
        loaded[name] = {key: datasets.load(key) for key in schema.read(folder).names()}
    assert list(loaded["csv"]) == list(loaded["parquet"])
    for key, table in loaded["csv"].items():
        assert loaded["parquet"][key].equals(table), key


@pytest.mark.slow
def test_a_world_of_several_blocks_is_its_blocks_in_turn(monkeypatch, tmp_path):
    small_blocks(monkeypatch, 200)
    made = simulate.world(seed=5, size=500)
    assert made.tables["customers"]["customer_id"].is_unique
    assert len(made.tables["customers"]) == 500
    folder = simulate.build(tmp_path, seed=5, size=500, file_format="parquet")
    for table in schema.read(folder).tables:
        if table.family == "world":
            assert len(made.tables[table.name]) == table.rows, table.name


def test_a_folder_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DataError, match="lies under one: choose another folder"):
        simulate.build(file / "inside", size=100_000)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left")])
def test_a_build_that_is_stopped_half_way_leaves_nothing(tmp_path, monkeypatch, stop):
    real = story.tell

    def half(**arguments):
        yield next(real(**arguments))
        raise stop

    monkeypatch.setattr(story, "tell", half)
    expected = KeyboardInterrupt if stop is KeyboardInterrupt else DataError
    with pytest.raises(expected) as refused:
        simulate.build(tmp_path, seed=1, size=60)
    assert list(tmp_path.iterdir()) == []
    if expected is DataError:
        assert "(No space left); nothing was left there" in str(refused.value)


@pytest.mark.slow
def test_a_build_that_fails_keeps_the_files_that_were_there(tmp_path, monkeypatch):
    simulate.build(tmp_path, seed=1, size=60)
    before = files_in(tmp_path)
    monkeypatch.setattr(write.Shelf, "close", lambda _: (_ for _ in ()).throw(OSError))
    with pytest.raises(DataError, match="could not be written"):
        simulate.build(tmp_path, seed=2, size=60)
    assert files_in(tmp_path) == before


def test_progress_counts_the_parts(tmp_path):
    seen = []
    simulate.build(tmp_path, seed=1, size=60, progress=lambda *part: seen.append(part))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--size", "1"], "size must be a whole number from 50"),
        (["--size", "60", "--without", "drfit"], "no switch 'drfit'; nearest: .'drift"),
    ],
)
def test_the_command_refuses_and_writes_nothing(tmp_path, capsys, words, message):
    assert main(["--out", str(tmp_path / "out"), *words]) == 2
    assert re.search(message, capsys.readouterr().err)
    assert not list(tmp_path.rglob("*.gz"))


def test_the_command_writes_a_folder_that_segkit_data_can_name(tmp_path, capsys):
    assert main(["--out", str(tmp_path / "out"), "--size", "60", "--seed", "2"]) == 0
    assert "set SEGKIT_DATA=" in capsys.readouterr().out
    package = schema.read(tmp_path / "out")
    assert package.table("customers").rows == 60


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_blocks(tmp_path, monkeypatch):
    small_blocks(monkeypatch, 400)
    peaks = []
    for size in (800, 3_200):
        tracemalloc.start()
        simulate.build(tmp_path / str(size), size=size, file_format="parquet")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
