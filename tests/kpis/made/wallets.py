"""What six customers spend with us and in all, and one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD: dict[str, str] = {}


def table():
    rows = [
        ("a", 100.0, 400.0),
        ("b", 50.0, 60.5),
        ("c", 0.0, 200.0),
        ("d", 80.0, 40.0),  # states less than they spent with us
        ("e", 20.0, 100.0),
        ("f", 0.0, 0.0),
        ("x", 9.0, 9.0),
    ]
    return pd.DataFrame(rows, columns=["customer_id", "amount", "wallet_amount"])
