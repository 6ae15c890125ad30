"""The four tests on the web shop, and what is planted in them.

Spoilers below the list.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

DEVICES = ("mobile", "desktop", "tablet")
DEVICE_WEIGHTS = np.array([0.60, 0.33, 0.07])
VISITORS = ("returning", "new")


@dataclass(frozen=True)
class Trial:
    """One test as its owner planned it.

    Attributes
    ----------
    name, changed : what it is called, and what is different in B
    unit : what is split between A and B
    goal : what counts as converted
    first, last : first and last day on which units enter
    measured_until : last day on which what they do counts
    shares : in words, how many units see B
    per_person : units for each person of the world
    """

    name: str
    changed: str
    unit: str
    goal: str
    first: str
    last: str
    measured_until: str
    shares: str
    per_person: float

    @property
    def days(self) -> int:
        """Return on how many days units enter.

        Returns
        -------
        int

        Examples
        --------
        >>> TRIALS[0].days
        28
        """
        return (pd.Timestamp(self.last) - pd.Timestamp(self.first)).days + 1


TRIALS = (
    Trial(
        "Search with pictures",
        "Search results show pictures instead of a list of names.",
        "visitor who searches",
        "put something in the basket",
        "2024-02-05", "2024-03-03", "2024-03-03",
        "half of the visitors", 1.75,
    ),
    Trial(
        "Order again",
        "The account page has a button that repeats an earlier order.",
        "device that signs in, with what was bought on it in the 12 weeks before",
        "ordered within 12 weeks",
        "2024-03-04", "2024-03-31", "2024-06-23",
        "half of the devices", 0.75,
    ),
    Trial(
        "Short product pages",
        "The product page shows three facts and hides the rest.",
        "visitor who opens a product page",
        "ordered on the day",
        "2024-07-01", "2024-07-26", "2024-07-26",
        "few visitors until 16 July, to be careful; then half of them", 50 / 12,
    ),
    Trial(
        "Free delivery",
        "Delivery costs nothing; before, orders under 49 EUR paid 4.90 EUR.",
        "visitor with a filled basket",
        "ordered on the day",
        "2024-09-02", "2024-10-31", "2024-10-31",
        "half of the visitors", 10 / 12,
    ),
)  # fmt: skip
NOVEL, CLEAN, RAMPED, FREE = 0, 1, 2, 3

# --- what is planted ---------------------------------------------------------------
# How many times likelier each device converts: mobile, desktop, tablet; mean 1.
DEVICE_TIMES = np.array([0.82, 1.30, 1.13])

# Novelty: chance in A, and what B adds in weeks 1, 2, 3 and 4.
NOVEL_RATE = 0.20
NOVEL_ADDS = (0.04, 0.04 * 2 / 3, 0.04 / 3, 0.0)

# Simpson: days, part of all units, share of B, chance in A and in B.
PHASES = (
    {"days": 16, "units": 0.72, "share": 0.05, "a": 0.031, "b": 0.036},
    {"days": 10, "units": 0.28, "share": 0.50, "a": 0.017, "b": 0.021},
)
EVEN_SHARE = 0.5

# Free delivery: chance of an order, what an order comes to, and its cost to the shop.
FREE_RATES = (0.30, 0.335)
BASKETS = (60.0, 55.0)
FEE, FEE_BELOW, DELIVERY_COST = 4.90, 49.0, 5.60

# The clean test: B adds this part to the number of orders of each unit.
CLEAN_ADDS = 0.12
ORDERS, SPREAD_SHAPE = 0.55, 0.27

MARGIN_RATE = 0.46
AMOUNT_SHAPE = 2.8
USUAL_AMOUNT = 58.0
