"""What five viewers watched, and one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-09-01", "end": "2024-09-30"}


def table():
    rows = [
        ("a", "2024-09-01 20:00", 60, True),
        ("a", "2024-09-02 20:00", 30, False),
        ("a", "2024-09-30 23:59", 30, True),
        ("b", "2024-09-10 09:00", 45, True),
        ("c", "2024-08-31 23:00", 90, True),  # before
        ("d", "2024-09-11 09:00", 5, False),
        ("e", "2024-09-12 09:00", 20, False),
        ("x", "2024-09-12 09:00", 200, True),
    ]
    names = ["customer_id", "started_at", "minutes", "finished"]
    made = pd.DataFrame(rows, columns=names)
    made["started_at"] = pd.to_datetime(made["started_at"])
    return made
