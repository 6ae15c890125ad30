"""Order lines made for the benchmarks: the same rows from the same seed, every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CHANNELS = np.array(["app", "store", "web"])
CATEGORIES = np.array([f"category {k:02d}" for k in range(24)])
PIECE = 1_000_000  # lines a row group


def order_lines(path: Path, n_lines: int, seed: int = 20240630) -> Path:
    """Write lines of about 2.5 an order and 8 orders a customer, in order of time."""
    if path.exists():
        return path
    rng = np.random.default_rng(seed)
    n_customers = max(n_lines // 20, 1)
    writer, first_order = None, 0
    for start in range(0, n_lines, PIECE):
        n = min(PIECE, n_lines - start)
        share = (start / n_lines, (start + n) / n_lines)
        piece = _piece(rng, n, n_customers, first_order, share)
        first_order = int(piece["order_id"][-1].as_py()) + 1
        writer = writer or pq.ParquetWriter(path, piece.schema)
        writer.write_table(piece)
    writer.close()
    return path


def _piece(rng, n, n_customers, first_order, share):
    """Make one row group: two years in all, a few refunds, some values missing."""
    new_order = rng.random(n) < 0.4
    new_order[0] = True
    order = np.cumsum(new_order) - 1
    n_orders = int(order[-1]) + 1
    customer = (n_customers * rng.random(n_orders) ** 1.5).astype("int64")
    seconds = np.sort(rng.uniform(*share, n_orders)) * 730 * 86_400
    at = np.datetime64("2023-01-01", "us") + seconds.astype("timedelta64[s]")
    amount = np.round(rng.gamma(2.0, 12.0, n), 2)
    amount[(rng.random(n_orders) < 0.03)[order]] *= -1
    discount = np.where(rng.random(n) < 0.3, np.round(amount * 0.1, 2), 0.0)
    channel = CHANNELS[rng.choice(3, n_orders, p=[0.2, 0.3, 0.5])][order]
    return pa.table(
        {
            "order_id": order + first_order,
            "customer_id": customer[order],
            "ordered_at": at[order],
            "channel": pa.array(channel, mask=rng.random(n) < 0.02),
            "category": CATEGORIES[(24 * rng.random(n) ** 2).astype(int)],
            "amount": amount,
            "discount_amount": np.maximum(discount, 0.0),
            "returned": rng.random(n) < 0.04,
        }
    )
