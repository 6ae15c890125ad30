"""Margins of five customers and one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}


def table():
    rows = [
        ("a", "2024-07-01", 10.05),
        ("a", "2024-12-31", 5.0),
        ("b", "2024-06-30", 7.0),  # before
        ("c", "2024-08-01", 9.0),
        ("d", "2024-09-01", 20.0),
        ("d", "2024-09-09", -22.5),  # came back, and the goods are lost
        ("e", "2024-10-01", 0.0),
        ("x", "2024-10-01", 3.0),
    ]
    made = pd.DataFrame(rows, columns=["customer_id", "ordered_at", "margin_amount"])
    made["ordered_at"] = pd.to_datetime(made["ordered_at"])
    return made
