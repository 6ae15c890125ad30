"""Four posts of a shop, and one after the period."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = None
PERIOD = {"start": "2024-06-01", "end": "2024-06-30"}


def table():
    rows = [
        ("2024-06-01", 30, 5, 2, 1000, 800, 400),
        ("2024-06-08", 12, 0, 0, 700, 600, 410),
        ("2024-06-15", 55, 20, 9, 2100, 1500, 420),
        ("2024-06-30", 8, 1, None, 600, 500, 430),
        ("2024-07-01", 99, 99, 99, 100, 90, 440),
    ]
    names = ["posted_at", "likes", "comments", "shares"]
    made = pd.DataFrame(rows, columns=[*names, "impressions", "reach", "followers"])
    made["posted_at"] = pd.to_datetime(made["posted_at"])
    return made
