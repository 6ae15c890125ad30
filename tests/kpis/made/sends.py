"""Messages of six customers and a stranger; what became of each is in the comment."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}
TIMES = ("sent_at", "opened_at", "clicked_at", "unsubscribed_at")


def sends(rows):
    """Rows of customer, sent, delivered, opened, clicked, left, converted, revenue."""
    names = ["customer_id", "sent_at", "delivered", "opened_at", "clicked_at"]
    names += ["unsubscribed_at", "converted", "revenue_amount"]
    made = pd.DataFrame(rows, columns=names)
    for name in TIMES:
        made[name] = pd.to_datetime(made[name], format="ISO8601")
    return made


def table():
    day, soon, later = "2024-07-01 09:00:00", "2024-07-01 09:00:40", "2024-07-02"
    return sends(
        [
            ("a", day, True, later, later, None, True, 30.0),  # read, clicked, bought
            ("a", "2024-08-01", True, "2024-08-03", None, None, False, 0.0),  # read
            ("b", day, True, soon, None, None, False, 0.0),  # a machine opened
            ("b", "2024-08-01", True, None, None, None, False, 0.0),  # nothing
            ("c", day, True, soon, later, None, True, 12.5),  # a machine, then a click
            ("d", day, False, later, later, None, True, 9.0),  # came back, yet opened?
            ("e", day, True, None, later, later, False, 0.0),  # clicked without opening
            ("e", "2024-09-01", True, "2024-09-02", None, None, False, 0.0),
            ("f", "2023-09-01", True, "2023-09-02", None, None, False, 0.0),  # before
            ("x", day, True, later, None, None, False, 0.0),  # somebody else
        ]
    ).assign(campaign_id="K1")
