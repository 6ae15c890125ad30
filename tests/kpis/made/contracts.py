"""Contracts of six customers and one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}


def table():
    rows = [
        ("k1", "a", "2024-01-05", None),  # stays
        ("k2", "b", "2024-02-01", "2024-08-01"),  # lost
        ("k3", "c", "2024-03-01", "2024-09-01"),  # changes to another: kept
        ("k4", "c", "2024-09-01", None),
        ("k5", "d", "2024-01-01", "2024-06-30"),  # gone before
        ("k6", "e", "2024-07-01", "2024-10-01"),  # new on the first day: does not count
        ("k7", "f", "2024-06-30", "2025-01-01"),  # leaves the day after: kept
        ("k8", "f", "2024-05-31", "2024-07-01"),  # a second contract, lost on the first
        ("k9", "x", "2024-01-01", "2024-08-01"),  # somebody else
    ]
    names = ["contract_id", "customer_id", "started_on", "ended_on"]
    made = pd.DataFrame(rows, columns=names)
    for name in ("started_on", "ended_on"):
        made[name] = pd.to_datetime(made[name])
    return made
