"""How orders were paid and delivered, with which code, and what they left over."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import links
from segkit.simulate.scene import Scene
from segkit.simulate.trade.catalogue import CATEGORIES

PAYMENTS = ("card", "wallet", "invoice", "bank transfer", "cash")
# What is paid with, by channel: web, app, store, phone.
PAYMENT_OF_CHANNEL = np.array(
    [
        [0.46, 0.30, 0.15, 0.09, 0.00],
        [0.40, 0.48, 0.08, 0.04, 0.00],
        [0.70, 0.08, 0.00, 0.00, 0.22],
        [0.28, 0.00, 0.52, 0.20, 0.00],
    ]
)
# What people like to pay with, by digital habits; and those who buy for a firm.
LIKED_BY_DIGITAL = np.array(
    [
        [0.34, 0.56, 0.05, 0.03, 0.02],
        [0.46, 0.34, 0.12, 0.05, 0.03],
        [0.48, 0.14, 0.20, 0.13, 0.05],
        [0.36, 0.03, 0.28, 0.17, 0.16],
        [0.16, 0.04, 0.62, 0.18, 0.00],
    ]
)
# How many times likelier they pay with it than other people do.
LIKING = 8.0

DELIVERIES = ("home", "pick-up point", "collected in store", "taken along")
DELIVERY_OF_CHANNEL = np.array(
    [
        [0.68, 0.18, 0.14, 0.0],
        [0.60, 0.24, 0.16, 0.0],
        [0.07, 0.00, 0.00, 0.93],
        [0.86, 0.06, 0.08, 0.0],
    ]
)
# Furniture goes to no pick-up point, and seldom under one's arm.
FURNITURE_PULL = np.array([1.0, 0.0, 0.7, 0.03])
# Nobody drives far to collect a parcel.
NEAR_KM = 20.0

SEASONS = ("WINTER", "SPRING", "SUMMER", "AUTUMN")
WELCOME_DAYS = 30
# Part of the discounts during a sale that came from a code, not from the sale.
CODE_IN_SALE = 0.25


def liked_payment(scene: Scene, who: pd.DataFrame) -> NDArray[np.int64]:
    """Draw what these people like to pay with.

    Parameters
    ----------
    scene : the block
    who : its people, with digital and professional

    Returns
    -------
    (n,) codes of `PAYMENTS`

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> int(liked_payment(scene, who).max()) < len(PAYMENTS)
    True
    """
    kind = np.where(who["professional"], len(links.DIGITAL), who["digital"])
    return pick(scene.stream("liked payments"), LIKED_BY_DIGITAL, kind)


def payments(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame
) -> NDArray[np.int64]:
    """Draw what each order was paid with.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, channel; one row per order

    Returns
    -------
    (n,) codes of `PAYMENTS`

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> one = pd.DataFrame({"person": [7], "channel": [2]})
    >>> PAYMENTS[payments(scene, who, one)[0]] in ("card", "wallet", "cash")
    True
    """
    liked = liked_payment(scene, who)[orders["person"]]
    pull = 1 + (LIKING - 1) * np.eye(len(PAYMENTS))
    weights = PAYMENT_OF_CHANNEL[:, None, :] * pull[None]
    group = orders["channel"].to_numpy() * len(PAYMENTS) + liked
    return pick(scene.stream("payments"), weights.reshape(-1, len(PAYMENTS)), group)


def deliveries(
    scene: Scene, orders: pd.DataFrame, km_to_store: NDArray, furniture: NDArray
) -> NDArray[np.int64]:
    """Draw how each order reached the customer.

    Parameters
    ----------
    scene : the block
    orders : channel; one row per order
    km_to_store : (n,) from the customer's home
    furniture : (n,) whether there is furniture in the order

    Returns
    -------
    (n,) codes of `DELIVERIES`

    Examples
    --------
    >>> one, there = pd.DataFrame({"channel": [0]}), np.array([True])
    >>> far = deliveries(Scene(seed=1, size=50), one, np.array([90.0]), there)
    >>> DELIVERIES[far[0]]
    'home'
    """
    heavy = np.where(np.array([[False], [True]]), FURNITURE_PULL, 1.0)
    near = np.where(np.array([[False], [True]]), 1.0, np.array([1.0, 1.0, 0.15, 1.0]))
    weights = (
        DELIVERY_OF_CHANNEL[:, None, None, :] * heavy[None, :, None] * near[None, None]
    )
    place = (
        orders["channel"].to_numpy(),
        np.asarray(furniture).astype(int),
        (np.asarray(km_to_store) <= NEAR_KM).astype(int),
    )
    group = np.ravel_multi_index(place, weights.shape[:-1])
    return pick(scene.stream("deliveries"), weights.reshape(-1, 4), group)


def promo_codes(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame, percent: NDArray
) -> NDArray[np.object_]:
    """Return the code that each order used: empty without a discount.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day; one row per order, the customer's first marked by `first`
    percent : (n,) discount of each order

    Returns
    -------
    (n,) texts. Outside the sales every discount has a code; within them few have, as
    the prices themselves are lower. Codes tell the depth and the season.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> one = pd.DataFrame({"person": [7], "day": [100], "first": [False]})
    >>> promo_codes(scene, who, one, np.array([15])).tolist()
    ['SPRING15']
    """
    day = orders["day"].to_numpy()
    rng = scene.stream("promo codes")
    coded = ~calendar.in_sale()[day] | (rng.random(len(day)) < CODE_IN_SALE)
    signed_up = who["signed_up"].to_numpy()[orders["person"]]
    welcome = orders["first"].to_numpy() & (day - signed_up <= WELCOME_DAYS)
    season = np.array(SEASONS)[calendar.DAYS.month.to_numpy()[day] % 12 // 3]
    word = np.where(welcome, "HELLO", season)
    code = np.char.add(word, np.asarray(percent).astype(str))
    return np.where((np.asarray(percent) > 0) & coded, code, "").astype(object)


def sums_of_lines(lines: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """Return what the lines of every order add up to.

    Parameters
    ----------
    lines : order, product, quantity, amount_cents, discount_cents
    products : the catalogue

    Returns
    -------
    pandas table, one row per order: amount_cents, discount_cents, cost_cents, percent
    (discount), category (code, the largest by money), furniture (whether there is any)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> line = {"order": [0], "product": [5], "quantity": [2]}
    >>> lines = pd.DataFrame({**line, "amount_cents": [900], "discount_cents": [100]})
    >>> sums_of_lines(lines, shared.products)["percent"].tolist()
    [10]
    """
    names = [category.name for category in CATEGORIES]
    product = lines["product"].to_numpy()
    codes = pd.Index(names).get_indexer(pd.Index(products["category"]))[product]
    cost = products["cost_cents"].to_numpy()[product] * lines["quantity"].to_numpy()
    money = lines[["amount_cents", "discount_cents"]].assign(cost_cents=cost)
    sums = money.groupby(lines["order"].to_numpy()).sum()
    full = sums["amount_cents"] + sums["discount_cents"]
    percent = np.round(100 * sums["discount_cents"] / full).astype(int)
    by_category = np.zeros((len(sums), len(names)), dtype=np.int64)
    np.add.at(by_category, (lines["order"], codes), lines["amount_cents"])
    heavy = np.array(["furniture" in name for name in names])
    return sums.assign(
        percent=percent,
        category=by_category.argmax(axis=1),
        furniture=by_category[:, heavy].sum(axis=1) > 0,
    )


def first_orders(orders: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which orders are the first of their customer.

    Parameters
    ----------
    orders : person, ordered_at; one row per order

    Returns
    -------
    (n,) booleans

    Examples
    --------
    >>> at = pd.to_datetime(["2024-01-02", "2024-01-01"])
    >>> first_orders(pd.DataFrame({"person": [1, 1], "ordered_at": at})).tolist()
    [False, True]
    """
    in_time = orders["ordered_at"].argsort(kind="stable").to_numpy()
    first = np.zeros(len(orders), dtype=bool)
    first[in_time] = ~orders["person"].iloc[in_time].duplicated().to_numpy()
    return first
