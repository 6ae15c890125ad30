"""Who recommended the shop to whom, among six customers and a stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-01-01", "end": "2024-12-31"}


def table():
    rows = [
        ("a", "b", "2024-02-01"),
        ("a", "c", "2024-03-01"),
        ("b", "d", "2024-04-01"),
        ("c", "e", "2023-04-01"),  # before
        ("x", "y", "2024-04-01"),  # others
    ]
    made = pd.DataFrame(rows, columns=["referrer_id", "referred_id", "referred_on"])
    made["referred_on"] = pd.to_datetime(made["referred_on"])
    return made
