"""A table of orders with every fault planted, and how many rows each has."""

import duckdb
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

ENGINES = ["pandas", "polars", "pyarrow", "duckdb"]


def good_orders(n=600, seed=3):
    """Make orders without a fault, in shop hours of 2023 and 2024."""
    rng = np.random.default_rng(seed)
    start = np.datetime64("2023-01-02T00:00:00")
    day = np.sort(rng.integers(0, 700, n)).astype("timedelta64[D]")
    second = rng.triangular(8 * 3600, 15 * 3600, 21 * 3600, n)
    return pd.DataFrame(
        {
            "customer_id": [f"c{i}" for i in rng.integers(0, 150, n)],
            "ordered_at": start + day + second.astype("timedelta64[s]"),
            "amount": np.round(np.exp(rng.normal(3.5, 0.5, n)), 2),
            "order_id": [f"o{i}" for i in range(n)],
            "channel": rng.choice(["web", "shop"], n),
        }
    )


def in_engine(table, engine):
    """Hand the same table over as another engine would hold it."""
    if engine == "polars":
        return pl.from_pandas(table)
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    if engine == "pyarrow":
        return arrow
    return duckdb.from_arrow(arrow) if engine == "duckdb" else table


def as_pandas(native):
    """Bring any engine's table home."""
    return nw.from_native(native).lazy().collect("pandas").to_native()
