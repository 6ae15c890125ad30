"""What a model expects six customers to be worth, and one stranger."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD: dict[str, str] = {}


def table():
    worth = [10.5, 0.0, 30.25, 7.0, 2.5, None, 99.0]
    return pd.DataFrame({"customer_id": [*PEOPLE, "x"], "clv_amount": worth})
