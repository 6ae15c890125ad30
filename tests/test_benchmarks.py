"""The peers of the benchmarks give our numbers, so their times may be compared."""

import pandas as pd
import pytest

from benchmarks import __main__ as run
from benchmarks import audiences, features, kpis, made, measure, purchase_history


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("benchmarks")
    made.order_lines(folder / "lines_20000.parquet", 20_000)
    return folder


def test_the_same_seed_makes_the_same_lines(folder, tmp_path):
    again = made.order_lines(tmp_path / "again.parquet", 20_000)
    assert again.read_bytes() == (folder / "lines_20000.parquet").read_bytes()


@pytest.mark.parametrize("bench", [audiences, features, kpis, purchase_history])
def test_every_candidate_gives_the_same_numbers(bench, folder):
    path = str(folder / "lines_20000.parquet")
    for name, candidate in bench.CANDIDATES.items():
        table = candidate.run(candidate.prepare(path))
        table.to_parquet(measure.saved(folder, name))
    bench._all_equal(folder)


@pytest.mark.slow
def test_a_round_prints_its_time_and_its_peak(folder):
    found = measure.compare(
        "features", ["segkit on DuckDB"], folder / "lines_20000.parquet", 1, folder
    )
    timing = found["segkit on DuckDB"]
    assert timing.seconds > 0
    assert timing.peak_mb > 10


def test_a_promise_that_is_not_kept_is_said():
    names = list(features.CANDIDATES)
    seconds = {"seconds": [3.0, 1.0, 9.0, 4.0], "peak MB": [900] * 4}
    table = pd.DataFrame({"features.customers": names} | seconds)
    held = [held for _, held in features.verdicts(table)]
    assert held == [False, False, True]
    assert run.markdown(table).splitlines()[1] == "| --- | --- | --- |"
