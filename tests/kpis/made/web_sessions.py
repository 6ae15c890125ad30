"""Visits of six customers, of a stranger, and of somebody not logged in."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-10-01", "end": "2024-10-31"}


def table():
    rows = [
        ("a", "2024-10-01 09:00", 6, 30.0, False, "O1"),  # ordered
        ("a", "2024-10-02 09:00", 1, None, False, None),  # bounced
        ("b", "2024-10-01 10:00", 4, 12.0, True, None),  # left a cart behind
        ("b", "2024-10-31 23:59", 3, 20.0, True, None),  # and another
        ("c", "2024-10-05 10:00", 1, None, False, None),  # bounced
        ("c", "2024-10-06 10:00", 1, None, False, None),  # and again
        ("d", "2024-10-07 10:00", 8, 55.0, False, "O2"),  # ordered
        ("e", "2024-10-08 10:00", 2, 0.0, False, None),  # an empty cart is none
        ("a", "2024-11-01 00:00", 9, 99.0, False, "O3"),  # after
        ("x", "2024-10-08 10:00", 2, None, False, None),  # somebody else
        (None, "2024-10-08 10:00", 5, 10.0, True, None),  # not logged in
    ]
    names = ["customer_id", "started_at", "pages", "cart_amount", "cart_abandoned"]
    made = pd.DataFrame(rows, columns=[*names, "order_id"])
    made["started_at"] = pd.to_datetime(made["started_at"])
    made["visitor_id"] = ["V" + str(i % 7) for i in range(len(made))]
    return made
