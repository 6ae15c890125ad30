"""What people do on the website and in the app in October 2024."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.trade.catalogue import RISE_PERCENT
from segkit.simulate.trade.deeds import Deeds
from segkit.simulate.web import gear as gear_stage
from segkit.simulate.web.visits import FIRST_DAY

# Rows per person kept free in the numbering: about five are used.
ROOM = 12
SOURCES = ("direct", "search", "social", "referral", "affiliate", "email")
# How visits come in: to order, other visits of account holders, of strangers, by app.
SOURCE_OF_VISIT = np.array(
    [
        [0.37, 0.32, 0.06, 0.02, 0.09, 0.14],
        [0.36, 0.28, 0.10, 0.02, 0.05, 0.19],
        [0.13, 0.46, 0.26, 0.05, 0.07, 0.03],
        [0.82, 0.00, 0.03, 0.01, 0.00, 0.14],
    ]
)
APP = "shop app"
APP_RATE = 0.65
# Orders in the webshop: how many move to a computer if there is one.
KEYBOARD = 0.80
LOGGED_IN = 0.80
# To order, of account holders, of strangers.
BOUNCE = np.array([0.0, 0.33, 0.46])
PAGES = np.array([11.0, 5.5, 4.0])
CART_RATE = np.array([1.0, 0.155, 0.055])
SECONDS_A_PAGE, SECONDS_SPREAD = 38.0, 0.55
VIEWED_RATE = 0.55
# Who reads what other customers write: price, speed, sustainability, advice.
REVIEWS = np.array([0.20, 0.13, 0.26, 0.34])


def sessions(
    scene: Scene,
    who: pd.DataFrame,
    visits: pd.DataFrame,
    owners: pd.DataFrame,
    *,
    done: Deeds,
    products: pd.DataFrame,
) -> pd.DataFrame:
    """Draw what happens in each visit.

    Parameters
    ----------
    scene : the block
    who : its people, with app_from (day since 2023-01-01 on which they have the app)
    visits, owners : as `visits.visits` returns them
    done : what was ordered
    products : the catalogue

    Returns
    -------
    pandas table, one row per visit: owner, order, account, started_at, kind (0 to
    order, 1 account holder, 2 stranger), device, system, browser, source (words),
    cookies, slot (which of the owner's devices), known (logged in), pages, seconds,
    products_viewed, read_reviews, cart_amount (empty without)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50).tables["web_sessions"]
    >>> bool((made["products_viewed"] < made["pages"]).all())
    True
    """
    rng, people = scene.stream("sessions"), len(who)
    kind = np.where(visits["owner"] < people, 1, 2)
    kind = np.where(visits["order"] >= 0, 0, kind)
    found = visits.assign(kind=kind)
    found = _equipped(rng, found, owners, _app(rng, found, who, owners, done))
    found["known"] = found["account"] & (
        (kind == 0) | (rng.random(len(found)) < LOGGED_IN)
    )
    found = _browsed(rng, found)
    asks = np.append(who["need"].to_numpy(), 0)[np.minimum(found["owner"], people)]
    chance = REVIEWS[asks] * np.minimum(found["products_viewed"], 4) / 2
    found["read_reviews"] = rng.random(len(found)) < chance
    found["cart_amount"] = _carts(rng, found, done, products)
    return found


def _app(
    rng: np.random.Generator,
    found: pd.DataFrame,
    who: pd.DataFrame,
    owners: pd.DataFrame,
    done: Deeds,
) -> NDArray[np.bool_]:
    """Return which visits come through the app: orders say so, others are drawn."""
    order = found["order"].to_numpy()
    channel = np.append(done.orders["channel"].to_numpy(), -1)[order]
    begins = np.append(who["app_from"].to_numpy(), calendar.NEVER)
    begins = begins[np.minimum(found["owner"], len(who))]
    day = FIRST_DAY + found["started_at"].dt.day.to_numpy() - 1
    has = (day > begins) & found["account"].to_numpy()
    drawn = rng.random(len(found)) < APP_RATE
    return np.where(order >= 0, channel == plan.CHANNELS.index("app"), has & drawn)


def _equipped(
    rng: np.random.Generator, found: pd.DataFrame, owners: pd.DataFrame, app: NDArray
) -> pd.DataFrame:
    """Add which device each visit is made with, and where it comes from."""
    owner = found["owner"].to_numpy()
    slot = _slot(rng, found, owners.iloc[owner], app)
    held = {
        name: np.where(
            slot == 0,
            owners[f"main{end}"].to_numpy()[owner],
            owners[f"other{end}"].to_numpy()[owner],
        )
        for name, end in (
            ("device", ""),
            ("system", "_system"),
            ("browser", "_browser"),
        )
    }
    browser = np.array(gear_stage.BROWSERS, dtype=object)[held["browser"]]
    source = pick(rng, SOURCE_OF_VISIT, np.where(app, 3, found["kind"]))
    return found.assign(
        slot=slot,
        device=np.array(gear_stage.DEVICES)[held["device"]],
        system=np.array(gear_stage.SYSTEMS)[held["system"]],
        browser=np.where(app, APP, browser),
        source=np.array(SOURCES)[source],
        cookies=owners["cookies"].to_numpy()[owner],
    )


def _slot(
    rng: np.random.Generator, found: pd.DataFrame, held: pd.DataFrame, app: NDArray
) -> NDArray[np.int64]:
    """Return 0 for the main device, 1 for the other: orders like a real keyboard."""
    first = gear_stage.DEVICES.index("laptop")
    main, other = (held[name].to_numpy() >= first for name in ("main", "other"))
    usual = rng.random(len(found)) < gear_stage.MAIN_RATE[held["digital"]]
    keyboard = rng.random(len(found)) < KEYBOARD
    move = (found["order"].to_numpy() >= 0) & (main != other) & keyboard
    slot = np.where(move, ~main, ~usual)
    return np.where(app, main, slot).astype(np.int64)


def _browsed(rng: np.random.Generator, found: pd.DataFrame) -> pd.DataFrame:
    """Add pages, products and seconds; whoever orders stays until the order is in."""
    kind, n = found["kind"].to_numpy(), len(found)
    more = 1 + rng.poisson(PAGES[kind] * rng.gamma(2.0, 0.5, n))
    pages = np.where(rng.random(n) < BOUNCE[kind], 1, more + 3 * (kind == 0))
    viewed = rng.binomial(pages - 1, VIEWED_RATE)
    viewed = np.where(kind == 0, np.maximum(viewed, 1), viewed)
    pace = rng.lognormal(np.log(SECONDS_A_PAGE), SECONDS_SPREAD, n)
    seconds = np.maximum((pages * pace).astype(np.int64), 2 + found.pop("lasts"))
    return found.assign(pages=pages, products_viewed=viewed, seconds=seconds)


def _carts(
    rng: np.random.Generator, found: pd.DataFrame, done: Deeds, products: pd.DataFrame
) -> NDArray[np.float64]:
    """Return what lay in the cart: the order's amount, or what was left behind."""
    cents = done.lines.groupby("order")["amount_cents"].sum()
    ordered = cents.reindex(found["order"]).to_numpy()
    weight = products["popularity"].to_numpy()
    things = 1 + rng.poisson(1.2, len(found))
    dear = products["price_cents"].to_numpy() * (100 + RISE_PERCENT) // 100
    one = dear[pick(rng, weight[None], np.zeros(len(found), dtype=np.int64))]
    two = dear[pick(rng, weight[None], np.zeros(len(found), dtype=np.int64))]
    left = one + two * (things - 1)
    some = found["products_viewed"] > 0
    put = (rng.random(len(found)) < CART_RATE[found["kind"]] / 0.6) & some
    return np.where(found["order"] >= 0, ordered, np.where(put, left, np.nan)) / 100
