"""What six customers did on a social network."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-01-01", "end": "2024-12-31"}


def table():
    rows = [
        ("a", "2024-02-01", "follow"),
        ("a", "2024-02-02", "like"),
        ("a", "2024-02-03", "like"),
        ("a", "2024-02-04", "share"),
        ("b", "2024-02-02", "comment"),
        ("c", "2024-02-02", "advertisement click"),
        ("d", "2023-02-02", "like"),  # before
        ("x", "2024-02-02", "like"),  # somebody else
    ]
    made = pd.DataFrame(rows, columns=["customer_id", "happened_at", "event"])
    made["happened_at"] = pd.to_datetime(made["happened_at"])
    return made
