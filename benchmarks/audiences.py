"""A rule of five conditions on ten million events: against SQL written by hand.

``python -m benchmarks.audiences`` prints the table and says whether the promise holds.
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
from segkit import activation, features

MOST_TIMES_SQL = 1.5
LINES_A_CUSTOMER = 20
AS_OF = "2024-09-30"
RULE = """
    email_consent is true
    and count of orders in the last 90 days >= 2
    and sum of orders.amount where (channel = "web") in the last 365 days > 100
    and days since the last of orders <= 60
    and none of the last 5 orders had (channel = "store")
"""
SQL = """
WITH lines AS (
    SELECT customer_id, order_id, ordered_at, channel,
           CAST(round(amount * 100) AS BIGINT) AS cents
    FROM read_parquet('{path}')
    WHERE customer_id IS NOT NULL AND ordered_at < DATE '{as_of}' + 1
), orders AS (
    SELECT customer_id, order_id, min(ordered_at) AS ordered_at, sum(cents) AS cents,
           sum(CASE WHEN channel = 'web' THEN cents END) AS web_cents,
           bool_or(channel = 'store') AS in_store
    FROM lines GROUP BY customer_id, order_id
), numbered AS (
    SELECT *, row_number() OVER (
        PARTITION BY customer_id, cents >= 0 ORDER BY ordered_at DESC, in_store DESC
    ) AS place
    FROM orders
), people AS (
    SELECT customer_id,
           count(*) FILTER (cents >= 0 AND ordered_at >= DATE '{as_of}' - 89) AS n_90,
           sum(web_cents) FILTER (ordered_at >= DATE '{as_of}' - 364) AS web_cents,
           max(ordered_at) FILTER (cents >= 0) AS last_at,
           count(*) FILTER (cents >= 0 AND place <= 5) AS n_last,
           count(*) FILTER (cents >= 0 AND place <= 5 AND in_store) AS n_store
    FROM numbered GROUP BY customer_id
)
SELECT customer_id
FROM customers JOIN people USING (customer_id)
WHERE email_consent AND n_90 >= 2 AND web_cents > 10000
  AND DATE '{as_of}' - CAST(last_at AS DATE) <= 60 AND n_last = 5 AND n_store = 0
ORDER BY customer_id
"""


def customers_of(path: str) -> pd.DataFrame:
    """Make the customers of `made.order_lines`, from a seed: who agreed to e-mail."""
    n = max(int(Path(path).stem.split("_")[1]) // LINES_A_CUSTOMER, 1)
    agreed = np.random.default_rng(16).random(n) < 0.7
    return pd.DataFrame({"customer_id": np.arange(n), "email_consent": agreed})


def _ready(path: str) -> tuple[str, pd.DataFrame]:
    one = pd.DataFrame({"customer_id": [1], "ordered_at": ["2024-01-01"]})
    one["amount"], one["channel"] = 1.0, "web"
    _select(one, one.assign(email_consent=True))  # what it imports is not timed
    return path, customers_of(path)


def _select(orders: Any, customers: pd.DataFrame) -> Any:
    tables = {"customers": customers, "orders": orders}
    return activation.select(RULE, tables, as_of=AS_OF)


def _ours(ready: tuple[str, pd.DataFrame]) -> pd.DataFrame:
    path, customers = ready
    found = _select(features.scan(path), customers)
    return pd.DataFrame({"customer_id": found.ids})


def _its_sql(ready: tuple[str, pd.DataFrame]) -> pd.DataFrame:
    """Run the SQL that the rule writes, without segkit."""
    path, customers = ready
    orders = features.scan(path)
    tables = {"customers": customers, "orders": orders}
    written = activation.rule(RULE).sql(tables, as_of=AS_OF)
    return _run(path, customers, written)


def _by_hand(ready: tuple[str, pd.DataFrame]) -> pd.DataFrame:
    path, customers = ready
    return _run(path, customers, SQL.format(path=path, as_of=AS_OF))


def _run(path: str, customers: pd.DataFrame, sql: str) -> pd.DataFrame:
    import duckdb  # noqa: PLC0415 - only the measured process needs it

    with duckdb.connect() as connection:
        connection.execute(f"SET threads = {measure.THREADS}")
        connection.register("customers", customers)
        view = f"CREATE VIEW orders AS SELECT * FROM read_parquet('{path}')"
        connection.execute(view)
        return connection.execute(sql).df()


CANDIDATES: dict[str, Candidate] = {
    "segkit on DuckDB": Candidate(_ready, _ours),
    "the rule's own SQL": Candidate(_ready, _its_sql),
    "DuckDB SQL by hand": Candidate(_ready, _by_hand),
}


def table(folder: Path, n_lines: int, rounds: int) -> pd.DataFrame:
    path = made.order_lines(folder / f"lines_{n_lines}.parquet", n_lines)
    found = measure.compare("audiences", list(CANDIDATES), path, rounds, folder)
    _all_equal(folder)
    sql = found["DuckDB SQL by hand"].seconds
    rows: list[dict[str, Any]] = [
        {
            "a rule of five conditions": name,
            "events": f"{n_lines:,}",
            "seconds": round(timing.seconds, 2),
            "CPU seconds": round(timing.cpu, 2),
            "peak MB": round(timing.peak_mb),
            "times SQL": round(timing.seconds / sql, 2),
        }
        for name, timing in found.items()
    ]
    return pd.DataFrame(rows)


def _all_equal(folder: Path) -> None:
    """Hold the peers to the same customers: a fast wrong answer is no peer."""
    first, *others = (
        pd.read_parquet(measure.saved(folder, name))["customer_id"].tolist()
        for name in CANDIDATES
    )
    assert first, "the rule selects nobody: the comparison would prove nothing"
    for other in others:
        assert other == first, "the candidates select different customers"


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    seconds = result.set_index(result.columns[0])["seconds"]
    times = seconds["segkit on DuckDB"] / seconds["DuckDB SQL by hand"]
    said = f"{times:.2f} times SQL by hand (at most {MOST_TIMES_SQL})"
    return [(said, bool(times <= MOST_TIMES_SQL))]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audiences")
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
