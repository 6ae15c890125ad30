"""Three months of two channels."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = None
PERIOD = {"start": "2024-01-01", "end": "2024-03-31"}


def table():
    rows = [
        ("2024-01-01", "search", 100.0, 1000, 50, 5, 4, 300.0, 20.0),
        ("2024-02-01", "search", 120.0, 1100, 40, 8, 6, 250.0, 20.0),
        ("2024-03-01", "search", 90.5, 900, 45, 3, 5, 100.0, 20.0),
        ("2024-01-01", "social", 60.0, 4000, 30, 1, 1, 50.0, 10.0),
        ("2024-02-01", "social", 80.0, 5000, 45, 2, 2, 90.0, 10.0),
        ("2024-03-01", "social", 70.0, 4500, 20, 0, 1, 0.0, 10.0),
        ("2024-04-01", "search", 999.0, 9000, 900, 90, 90, 9.0, 10.0),  # after
    ]
    names = ["month", "channel", "spend_amount", "impressions", "clicks"]
    names += ["conversions", "new_customers", "revenue_amount", "other_cost_amount"]
    made = pd.DataFrame(rows, columns=names)
    made["month"] = pd.to_datetime(made["month"])
    return made
