"""`features.customers` on a Parquet file: against SQL and pandas written by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from benchmarks import by_hand, made, measure
from segkit import features

AS_OF = "2024-12-15"
MOST_TIMES_SQL, LEAST_TIMES_FASTER, MOST_MB = 1.5, 2.0, 2000


class Candidate(NamedTuple):
    """What is got ready before the clock starts, and what is timed."""

    prepare: Callable[[str], Any]
    run: Callable[[Any], pd.DataFrame]
    calls: int = 1  # in one process, of which the median counts


def _in_duckdb(path: str) -> pd.DataFrame:
    return features.customers(features.scan(path), as_of=AS_OF)


def _in_pandas(path: str) -> pd.DataFrame:
    return features.customers(pd.read_parquet(path), as_of=AS_OF)


CANDIDATES = {
    "segkit on DuckDB": Candidate(str, _in_duckdb),
    "DuckDB SQL by hand": Candidate(str, lambda path: by_hand.in_sql(path, AS_OF)),
    "segkit on pandas": Candidate(str, _in_pandas),
    "pandas by hand": Candidate(str, lambda path: by_hand.in_pandas(path, AS_OF)),
}


def table(folder: Path, n_lines: int, rounds: int) -> pd.DataFrame:
    path = made.order_lines(folder / f"lines_{n_lines}.parquet", n_lines)
    found = measure.compare("features", list(CANDIDATES), path, rounds, folder)
    _all_equal(folder)
    sql = found["DuckDB SQL by hand"].seconds
    rows = [
        {
            "features.customers": name,
            "lines": f"{n_lines:,}",
            "seconds": round(timing.seconds, 2),
            "CPU seconds": round(timing.cpu, 2),
            "peak MB": round(timing.peak_mb),
            "times SQL": round(timing.seconds / sql, 2),
        }
        for name, timing in found.items()
    ]
    return pd.DataFrame(rows)


def _all_equal(folder: Path) -> None:
    """Hold the peers to the same numbers: a fast wrong answer is no peer."""
    names = list(CANDIDATES)
    wanted = _plain(pd.read_parquet(measure.saved(folder, names[0])))
    for name in names[1:]:
        found = _plain(pd.read_parquet(measure.saved(folder, name)))
        pd.testing.assert_frame_equal(found, wanted, rtol=1e-12, check_names=False)


def _plain(result: pd.DataFrame) -> pd.DataFrame:
    def plain(column: pd.Series) -> pd.Series:
        if pd.api.types.is_datetime64_any_dtype(column):
            return column.astype("datetime64[us]")
        if pd.api.types.is_numeric_dtype(column):
            return column.astype("float64")
        return column.astype("str")

    return result.apply(plain).sort_index(axis=1).sort_index()


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    by = result.set_index("features.customers")
    ours = by.loc["segkit on DuckDB"]
    times_sql = ours["seconds"] / by.loc["DuckDB SQL by hand", "seconds"]
    faster = by.loc["pandas by hand", "seconds"] / ours["seconds"]
    return [
        (
            f"{times_sql:.2f} times SQL by hand (at most {MOST_TIMES_SQL})",
            times_sql <= MOST_TIMES_SQL,
        ),
        (
            f"{faster:.1f} times faster than pandas (at least {LEAST_TIMES_FASTER})",
            faster >= LEAST_TIMES_FASTER,
        ),
        (
            f"peak {ours['peak MB']} MB (under {MOST_MB})",
            bool(ours["peak MB"] < MOST_MB),
        ),
    ]
