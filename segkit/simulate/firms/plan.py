"""What is planted in the firms: five kinds of them, four ways to use technology.

Spoilers. A lesson reaches none of this: only `segkit.datasets.truth` shows labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PEOPLE_PER_FIRM = 8
YEARS = tuple(range(2020, 2025))
# How the whole economy grew, from one year to the next: 2021, 2022, 2023, 2024.
ECONOMY = np.array([0.05, 0.04, 0.01, 0.01])
OWNERSHIP = ("private", "family-owned", "listed", "public sector", "cooperative")
INDUSTRIES = (
    "agriculture",
    "manufacturing",
    "construction",
    "retail and wholesale",
    "transport",
    "hospitality",
    "technology",
    "finance",
    "real estate",
    "professional services",
    "business support",
    "public administration",
    "education",
    "health and care",
    "other services",
)
TECHNOGRAPHIC = ("analogue", "online seller", "connected", "data-driven")


@dataclass(frozen=True)
class Kind:
    """One planted kind of firm.

    Attributes
    ----------
    name : label in the truth table
    share : part of all firms, 0 to 1
    employees : median headcount at the end of 2024
    spread : standard deviation of the logarithm of the headcount
    turnover_per_head : median, in EUR a year
    years : mean age in 2024
    age_shape : gamma shape of the ages; higher is more alike
    more_sites : mean number of sites beyond the first
    growth : mean growth of the turnover a year, as a part
    swing : standard deviation of the growth from year to year
    margin : mean profit as part of the turnover
    start_up : chance that the firm calls itself a start-up in its first ten years
    market_share : median part of its own market
    ownership : chances, in the order of `OWNERSHIP`; town halls are public in any case
    industry : weights, in the order of `INDUSTRIES`
    technographic : chances, in the order of `TECHNOGRAPHIC`
    talks : mean number of sales talks in two years
    """

    name: str
    share: float
    employees: float
    spread: float
    turnover_per_head: float
    years: float
    age_shape: float
    more_sites: float
    growth: float
    swing: float
    margin: float
    start_up: float
    market_share: float
    ownership: tuple[float, ...]
    industry: tuple[float, ...]
    technographic: tuple[float, float, float, float]
    talks: float


KINDS = (
    Kind(
        "young venture", 0.17, 9, 0.70, 85_000, 4.5, 4.0, 0.10,
        0.24, 0.20, -0.03, 0.85, 0.004,
        (0.90, 0.07, 0.00, 0.00, 0.03),
        (1, 4, 3, 14, 2, 6, 30, 4, 3, 20, 5, 0, 3, 3, 4),
        (0.06, 0.54, 0.12, 0.28), 1.4,
    ),
    Kind(
        "local trade", 0.36, 5, 0.65, 95_000, 22.0, 3.5, 0.20,
        0.01, 0.08, 0.07, 0.50, 0.030,
        (0.35, 0.58, 0.00, 0.01, 0.06),
        (6, 7, 20, 22, 4, 18, 1, 1, 3, 10, 3, 0.6, 1, 5, 9),
        (0.76, 0.19, 0.04, 0.01), 0.7,
    ),
    Kind(
        "mid-size", 0.24, 60, 0.60, 150_000, 32.0, 3.5, 2.2,
        0.04, 0.07, 0.07, 0.40, 0.020,
        (0.46, 0.40, 0.04, 0.01, 0.09),
        (2, 24, 12, 15, 8, 5, 5, 4, 3, 12, 6, 0.5, 2, 6, 1),
        (0.10, 0.18, 0.62, 0.10), 1.8,
    ),
    Kind(
        "institution", 0.13, 240, 0.65, 66_000, 58.0, 4.0, 5.0,
        0.015, 0.03, 0.01, 0.05, 0.080,
        (0.10, 0.01, 0.00, 0.77, 0.12),
        (0.3, 0.3, 0.3, 0.5, 1.5, 0.3, 0.4, 1, 2, 1, 1, 26, 32, 34, 4),
        (0.14, 0.03, 0.66, 0.17), 1.8,
    ),
    Kind(
        "group", 0.10, 750, 0.70, 240_000, 44.0, 4.0, 15.0,
        0.03, 0.05, 0.08, 0.10, 0.110,
        (0.38, 0.12, 0.44, 0.03, 0.03),
        (0.5, 30, 7, 18, 10, 4, 7, 11, 3, 4, 4, 0, 0.3, 3, 1),
        (0.01, 0.03, 0.22, 0.74), 3.2,
    ),
)  # fmt: skip


def planted(attribute: str) -> NDArray:
    """Return one attribute of every kind of firm, in the order of `KINDS`.

    Parameters
    ----------
    attribute : a field of `Kind`

    Returns
    -------
    (5,) or (5, k) array

    Examples
    --------
    >>> planted("name").tolist()
    ['young venture', 'local trade', 'mid-size', 'institution', 'group']
    """
    return np.array([getattr(kind, attribute) for kind in KINDS])
