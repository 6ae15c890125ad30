"""Six customers: how long silent, their usual gap, a model's chance; one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD: dict[str, str] = {}


def table():
    rows = [
        ("a", 10, 30.0, 0.9),
        ("b", 100, 30.0, 0.2),
        ("c", 90, 30.0, 0.5),  # three gaps, not longer
        ("d", 400, None, 0.1),  # one purchase day
        ("e", 5, 2.0, None),
        ("f", 7, 2.0, 0.3),
        ("x", 1, 1.0, 1.0),
    ]
    names = ["customer_id", "recency_days", "median_gap_days", "p_alive"]
    return pd.DataFrame(rows, columns=names)
