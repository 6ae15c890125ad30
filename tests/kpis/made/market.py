"""Two months of a market of three brands in two regions."""

import pandas as pd

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = None
PERIOD = {"start": "2024-01-01", "end": "2024-02-29"}


def table():
    brands = ["our shop", "theirs", "others"]
    rows = [
        (month, region, brand, amount * factor)
        for month, factor in (("2024-01-01", 1.0), ("2024-02-01", 1.1))
        for region, amounts in (("north", (20, 60, 20)), ("south", (10, 10, 5.5)))
        for brand, amount in zip(brands, amounts, strict=True)
    ]
    made = pd.DataFrame(rows, columns=["month", "region", "brand", "sales_amount"])
    made["month"] = pd.to_datetime(made["month"])
    return made
