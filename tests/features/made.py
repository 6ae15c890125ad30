"""Small random orders with everything in them that goes wrong between engines."""

import random
from datetime import date, datetime, timedelta

AS_OF = date(2025, 3, 1)
DAYS = [0, 1, 2, 3, 90, 100, 101, 330, 456, 460]  # 456 is the last day that counts
MINUTES = [0, 1, 149, 150, 1439]  # 02:30 of 10 March 2024 does not exist in New York
AMOUNTS = [0.0, 10.05, 1.01, 20.07, -10.05, 999.99, 0.1, 0.125, -0.125, -5.0, None]


def rows(seed, *, text_ids=False, order_ids=True):
    """Make lines of orders: ties, refunds, same-day orders, things missing."""
    rng = random.Random(seed)
    n_customers = rng.choice([2, 5, 12, 40])
    people = [None, *range(n_customers), *range(n_customers), *range(n_customers)]
    found = []
    for order in range(rng.choice([20, 60, 150])):
        person = rng.choice(people)
        at = datetime(2023, 12, 1) + timedelta(
            days=rng.choice(DAYS), minutes=rng.choice(MINUTES)
        )
        number = rng.choice([order, order, order, order % 7, None])
        for _ in range(rng.choice([1, 1, 2, 3])):
            late = timedelta(minutes=rng.choice([0, 0, 2]))
            row = {
                "customer_id": person,
                "ordered_at": rng.choice([at + late] * 15 + [None]),
                "amount": rng.choice(AMOUNTS),
                "discount_amount": rng.choice([0.0, 0.0, 1.15, 0.3, None]),
                "channel": rng.choice(["web", "store", "app", "é.b 'c`", None]),
                "category": rng.choice(["tea", "Tea", "coffee", "käse", None]),
                "returned": rng.choice([True, False, False, None]),
            }
            if order_ids:
                row["order_id"] = number
            if text_ids and person is not None:
                row["customer_id"] = f"c{person:03d}"
            found.append(row)
    return found
