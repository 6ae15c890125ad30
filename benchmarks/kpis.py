"""An indicator by segment and month on a Parquet file: against SQL written by hand.

``python -m benchmarks.kpis`` prints the table and says whether the promise is kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import made, measure
from benchmarks.features import Candidate
from segkit import features, kpis

MOST_TIMES_SQL = 1.5
LINES_A_CUSTOMER, N_SEGMENTS = 20, 6
SQL = """
WITH lines AS (
    SELECT customer_id, order_id, ordered_at,
           CAST(round(amount * 100) AS BIGINT) AS cents
    FROM read_parquet('{path}')
    WHERE customer_id IS NOT NULL AND ordered_at IS NOT NULL AND isfinite(amount)
), orders AS (
    SELECT customer_id, order_id, date_trunc('month', min(ordered_at)) AS month,
           sum(cents) AS cents
    FROM lines GROUP BY customer_id, order_id
), people AS (
    SELECT customer_id, month, count(*) FILTER (cents >= 0)::DOUBLE AS n,
           sum(cents)::DOUBLE AS cents
    FROM orders GROUP BY customer_id, month
)
SELECT segment, month, count(*) AS n, sum(cents) / 100 AS numerator,
       sum(n) AS denominator, sum(cents * cents) AS xx, sum(cents * n) AS xy,
       sum(n * n) AS yy
FROM people JOIN segments USING (customer_id)
GROUP BY segment, month ORDER BY segment, month
"""


def segments_of(path: str) -> pd.Series:
    """Make six segments of the customers of `made.order_lines`, from a seed."""
    n_lines = int(Path(path).stem.split("_")[1])
    n = max(n_lines // LINES_A_CUSTOMER, 1)
    rng = np.random.default_rng(6)
    names = [f"segment {k}" for k in range(1, N_SEGMENTS + 1)]
    drawn = np.array(names)[rng.integers(0, N_SEGMENTS, n)]
    return pd.Series(drawn, range(n), name="segment", dtype="category")


def _ready(path: str) -> tuple[str, pd.Series]:
    kpis.average_order_amount([1, 2, 3], [1, 1, 1])  # what it imports is not timed
    return path, segments_of(path)


def _ours(ready: tuple[str, pd.Series]) -> pd.DataFrame:
    path, segments = ready
    table = kpis.over_time(
        kpis.average_order_amount, features.scan(path), segments, by="month"
    )
    table = table.reset_index()
    return _plain(table[table["segment"] != "all"])


def _by_hand(ready: tuple[str, pd.Series]) -> pd.DataFrame:
    import duckdb  # noqa: PLC0415 - only the measured process needs it

    path, segments = ready
    people = pd.DataFrame(
        {"customer_id": segments.index, "segment": segments.to_numpy()}
    )
    with duckdb.connect() as connection:
        connection.execute(f"SET threads = {measure.THREADS}")
        connection.register("segments", people)
        found = connection.execute(SQL.format(path=path)).df()
    value = found["numerator"] / found["denominator"]
    squares = found["xx"] / 1e4 - 2 * value * found["xy"] / 100 + value**2 * found["yy"]
    error = np.sqrt(squares * found["n"] / (found["n"] - 1)) / found["denominator"]
    found = found.assign(
        value=value, low=value - 1.96 * error, high=value + 1.96 * error
    )
    return _plain(found.assign(month=found["month"].dt.strftime("%Y-%m")))


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    table = table.astype({"segment": str, "month": str, "n": "int64"})
    return table[["segment", "month", "value", "numerator", "denominator", "n"]]


CANDIDATES: dict[str, Candidate] = {
    "segkit on DuckDB": Candidate(_ready, _ours),
    "DuckDB SQL by hand": Candidate(_ready, _by_hand),
}


def table(folder: Path, n_lines: int, rounds: int) -> pd.DataFrame:
    path = made.order_lines(folder / f"lines_{n_lines}.parquet", n_lines)
    found = measure.compare("kpis", list(CANDIDATES), path, rounds, folder)
    _all_equal(folder)
    sql = found["DuckDB SQL by hand"].seconds
    rows: list[dict[str, Any]] = [
        {
            "average_order_amount by segment and month": name,
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
    wanted, found = (
        pd.read_parquet(measure.saved(folder, name)).reset_index(drop=True)
        for name in CANDIDATES
    )
    pd.testing.assert_frame_equal(found, wanted, rtol=1e-12)


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    seconds = result.set_index(result.columns[0])["seconds"]
    times = seconds["segkit on DuckDB"] / seconds["DuckDB SQL by hand"]
    said = f"{times:.2f} times SQL by hand (at most {MOST_TIMES_SQL})"
    return [(said, bool(times <= MOST_TIMES_SQL))]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kpis")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lines", type=int, default=10_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = table(Path(folder), options.lines, options.rounds)
    print(found.to_string(index=False))
    for said, held in verdicts(found):
        print(f"{'holds' if held else 'FAILS'}: {said}")
    return 0 if all(held for _, held in verdicts(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
