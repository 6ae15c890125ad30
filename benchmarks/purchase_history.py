"""`features.purchase_history` from pandas: against lifetimes 0.11.3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import made, measure, peers
from benchmarks.features import Candidate
from segkit import features

AS_OF = "2024-12-31"
LEAST_TIMES_FASTER = 5.0


def _orders(path: str) -> pd.DataFrame:
    """Purchases only: lifetimes knows no refunds, and each row is an order."""
    columns = ["customer_id", "ordered_at", "amount"]
    orders = pd.read_parquet(path, columns=columns)
    orders["amount"] = orders["amount"].abs()
    peers.lifetimes_summary(orders.head(1000), AS_OF)  # imported before the clock
    features.purchase_history(orders.head(1000), as_of=AS_OF)
    return orders


def _ours(orders: Any) -> pd.DataFrame:
    return features.purchase_history(orders, as_of=AS_OF)


def _theirs(orders: Any) -> pd.DataFrame:
    return peers.lifetimes_summary(orders, AS_OF)


CANDIDATES = {
    "segkit": Candidate(_orders, _ours, calls=3),
    "lifetimes": Candidate(_orders, _theirs, calls=3),
}


def table(folder: Path, n_lines: int, rounds: int) -> pd.DataFrame:
    path = made.order_lines(folder / f"lines_{n_lines}.parquet", n_lines)
    found = measure.compare("purchase_history", list(CANDIDATES), path, rounds, folder)
    _all_equal(folder)
    rows = [
        {
            "features.purchase_history": name,
            "rows": f"{n_lines:,}",
            "seconds": round(timing.seconds, 3),
            "CPU seconds": round(timing.cpu, 3),
            "times faster": round(found["lifetimes"].seconds / timing.seconds, 1),
        }
        for name, timing in found.items()
    ]
    return pd.DataFrame(rows)


def _all_equal(folder: Path) -> None:
    ours, theirs = (
        pd.read_parquet(measure.saved(folder, name)).sort_index() for name in CANDIDATES
    )
    for name in ("frequency", "recency", "T"):
        assert (ours[name] == theirs[name]).all(), name
    np.testing.assert_allclose(ours["monetary"], theirs["monetary_value"], rtol=1e-11)


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    ours = result[result["features.purchase_history"] == "segkit"]
    return [
        (
            f"{faster} times faster than lifetimes at {rows} rows "
            f"(at least {LEAST_TIMES_FASTER})",
            faster >= LEAST_TIMES_FASTER,
        )
        for rows, faster in zip(ours["rows"], ours["times faster"], strict=True)
    ]
