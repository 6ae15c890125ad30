"""What is planted: the behavioural segments, the channels and what they do.

Spoilers. A lesson reaches none of this: only `segkit.datasets.truth` shows labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHANNELS = ("web", "app", "store", "phone")
SOURCES = ("search", "social", "referral", "store", "affiliate", "email")


@dataclass(frozen=True)
class Segment:
    """One planted way to behave.

    Attributes
    ----------
    name : label in the truth table
    share : part of all customers, 0 to 1
    orders_per_year : mean repeat orders a year while active
    evenness : gamma shape of the rates within the segment; higher is more alike
    years_active : mean time until the customer leaves for good, in years
    comeback_rate : chance of coming back once, some months after leaving
    extra_lines : mean number of lines beyond the first
    price_taste : pull towards dear (+) or cheap (-) products
    furniture : pull towards furniture, 1 is usual
    discount_rate : chance that an order uses a discount outside the sales
    sale_pull : how many times busier the sales are for this segment
    return_rate : chance that an order comes back
    channels : preference for web, app, store, phone
    sources : how they found the shop, in the order of `SOURCES`
    consent : chance of agreeing to e-mail
    """

    name: str
    share: float
    orders_per_year: float
    evenness: float
    years_active: float
    comeback_rate: float
    extra_lines: float
    price_taste: float
    furniture: float
    discount_rate: float
    sale_pull: float
    return_rate: float
    channels: tuple[float, float, float, float]
    sources: tuple[float, float, float, float, float, float]
    consent: float


SEGMENTS = (
    Segment(
        name="champion",
        share=0.06,
        orders_per_year=15.0,
        evenness=12.0,
        years_active=5.0,
        comeback_rate=0.35,
        extra_lines=1.4,
        price_taste=0.0,
        furniture=0.5,
        discount_rate=0.06,
        sale_pull=1.1,
        return_rate=0.05,
        channels=(0.36, 0.34, 0.28, 0.02),
        sources=(0.38, 0.14, 0.16, 0.22, 0.04, 0.06),
        consent=0.90,
    ),
    Segment(
        name="loyal",
        share=0.18,
        orders_per_year=7.8,
        evenness=12.0,
        years_active=4.0,
        comeback_rate=0.35,
        extra_lines=1.3,
        price_taste=0,
        furniture=0.4,
        discount_rate=0.1,
        sale_pull=1.3,
        return_rate=0.06,
        channels=(0.32, 0.18, 0.45, 0.05),
        sources=(0.38, 0.14, 0.12, 0.25, 0.05, 0.06),
        consent=0.84,
    ),
    Segment(
        name="bargain",
        share=0.13,
        orders_per_year=8.5,
        evenness=6.0,
        years_active=3.0,
        comeback_rate=0.4,
        extra_lines=1.3,
        price_taste=-0.3,
        furniture=0.3,
        discount_rate=0.7,
        sale_pull=3.0,
        return_rate=0.14,
        channels=(0.53, 0.30, 0.16, 0.01),
        sources=(0.40, 0.22, 0.06, 0.09, 0.15, 0.08),
        consent=0.86,
    ),
    Segment(
        name="one-off",
        share=0.53,
        orders_per_year=0.05,
        evenness=3.0,
        years_active=0.9,
        comeback_rate=0.28,
        extra_lines=1.3,
        price_taste=0.55,
        furniture=22.0,
        discount_rate=0.24,
        sale_pull=1.6,
        return_rate=0.09,
        channels=(0.50, 0.10, 0.38, 0.02),
        sources=(0.50, 0.14, 0.06, 0.16, 0.11, 0.03),
        consent=0.66,
    ),
    Segment(
        name="lapsing",
        share=0.1,
        orders_per_year=12.0,
        evenness=5.0,
        years_active=0.5,
        comeback_rate=0.22,
        extra_lines=1.3,
        price_taste=0,
        furniture=0.6,
        discount_rate=0.22,
        sale_pull=1.4,
        return_rate=0.11,
        channels=(0.42, 0.12, 0.38, 0.08),
        sources=(0.46, 0.18, 0.08, 0.15, 0.08, 0.05),
        consent=0.74,
    ),
)


def planted(attribute: str) -> NDArray:
    """Return one attribute of every segment, in the order of `SEGMENTS`.

    Parameters
    ----------
    attribute : a field of `Segment`

    Returns
    -------
    (5,) or (5, k) array

    Examples
    --------
    >>> planted("name").tolist()
    ['champion', 'loyal', 'bargain', 'one-off', 'lapsing']
    """
    return np.array([getattr(segment, attribute) for segment in SEGMENTS])


def calibrated(weights: NDArray, groups: NDArray) -> NDArray[np.float64]:
    """Return the chances of the segments in every group, so that all keep their share.

    Parameters
    ----------
    weights : (groups, 5) how often each segment is drawn in a group
    groups : (groups,) part of the people in each, sums to 1

    Returns
    -------
    (groups, 5) chances; rows sum to 1, and over all people the shares are as planned

    Notes
    -----
    Iterative proportional fitting (Deming and Stephan 1940), on the columns.

    Examples
    --------
    >>> chances = calibrated(np.array([[1, 1, 1, 1, 1], [2, 1, 1, 1, 1]]), [0.5, 0.5])
    >>> np.round(chances.mean(axis=0), 3).tolist()
    [0.06, 0.18, 0.13, 0.53, 0.1]
    """
    chances = np.asarray(weights, dtype=float)
    for _ in range(60):
        chances = chances / chances.sum(axis=1, keepdims=True)
        chances = chances * (planted("share") / (np.asarray(groups) @ chances))
    return chances / chances.sum(axis=1, keepdims=True)
