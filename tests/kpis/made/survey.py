"""Answers of six customers, one of whom answered twice, and one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-09-01", "end": "2024-09-30"}


def table():
    rows = [
        ("a", "2024-09-02", 10.0, 5.0),
        ("a", "2024-09-09", 9.0, 4.0),
        ("b", "2024-09-03", 7.0, 4.0),
        ("c", "2024-09-04", 3.0, 1.0),
        ("d", "2024-09-05", None, None),  # did not answer these
        ("e", "2024-10-01", 0.0, 2.0),  # too late
        ("f", "2024-09-06", 9.0, 3.0),
        ("x", "2024-09-07", 9.0, 5.0),  # somebody else
    ]
    made = pd.DataFrame(rows, columns=["customer_id", "answered_on", "nps", "csat"])
    made["answered_on"] = pd.to_datetime(made["answered_on"])
    return made
