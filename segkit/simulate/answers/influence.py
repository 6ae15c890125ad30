"""What people buy with and without a message: both, for everybody."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.answers import plan
from segkit.simulate.draw import pick_one
from segkit.simulate.people import links, lives
from segkit.simulate.scene import Scene
from segkit.simulate.trade.deeds import Deeds

PRICE, FAMILY, ONE_OFF = 0, links.DEMOGRAPHIC.index("family"), 3
# On which day after a message those whom it moved order; letters take a day longer.
DELAYS = np.array([0.45, 0.25, 0.15, 0.1, 0.05])


def conversions(done: Deeds, category: NDArray, number: int) -> NDArray[np.int64]:
    """Return the orders within the window of a campaign that hold what it promotes.

    Parameters
    ----------
    done : orders by day
    category : (n products,) names
    number : of the campaign, from 1

    Returns
    -------
    (m,) rows of the orders, in order

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=2000)
    >>> done = deeds(scene, who, shared.products)
    >>> found = conversions(done, shared.products["category"].to_numpy(), 1)
    >>> at = done.orders["ordered_at"][found]
    >>> bool(at.between("2023-02-14 09:00", "2023-02-19 09:00").all())
    True
    """
    campaign = plan.CAMPAIGNS[number - 1]
    last = campaign.on + plan.WINDOW_DAYS
    low, high = np.searchsorted(done.orders["day"], [campaign.on, last + 1])
    first, end = np.searchsorted(done.lines["order"], [low, high])
    lines = done.lines.iloc[first:end]
    wanted = category[lines["product"]] == campaign.category
    rows = np.unique(lines["order"].to_numpy()[wanted])
    after = done.orders["ordered_at"].iloc[rows] - campaign.sent_at
    inside = (after >= pd.Timedelta(0)) & (after < pd.Timedelta(days=plan.WINDOW_DAYS))
    return rows[inside.to_numpy()]


def outcomes(
    scene: Scene,
    number: int,
    who: pd.DataFrame,
    contacts: pd.DataFrame,
    bought: pd.DataFrame,
) -> pd.DataFrame:
    """Draw whom the message would move, and whom it would put off.

    Parameters
    ----------
    scene : the block
    number : of the campaign, from 1
    who : the people
    contacts : person, segment, need
    bought : person, day: the orders of their own accord that count as conversions

    Returns
    -------
    pandas table, one row per contact: delivered, without (buys without the message),
    moved (buys because of it), put_off (does not, because of it), delay (days until
    those who are moved buy)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=400)
    >>> some = pd.DataFrame({"person": [2, 3], "segment": [1, 2], "need": [0, 1]})
    >>> none = pd.DataFrame({"person": [], "day": []}, dtype=int)
    >>> outcomes(scene, 1, who, some, none)["without"].any()
    np.False_
    """
    person = contacts["person"].to_numpy()
    segment = contacts["segment"].to_numpy()
    rng, channel = (
        scene.stream(f"outcomes {number}"),
        plan.CAMPAIGNS[number - 1].channel,
    )
    luck = rng.random((3, scene.n_people))[:, person]
    delay = pick_one(rng, DELAYS, scene.n_people)[person]
    without = np.isin(person, bought["person"])
    lasting = np.isin(person, bought["person"][_beginnings(who, bought)])
    delivered = luck[0] < plan.DELIVERED[channel]
    moved = luck[1] < chance(scene, number, who, contacts)
    off = luck[2] < plan.PUTS_OFF[segment]
    return pd.DataFrame(
        {
            "delivered": delivered,
            "without": without,
            "moved": delivered & moved & ~without,
            "put_off": delivered & off & without & ~lasting,
            "delay": np.maximum(delay, int(channel == "letter")),
        }
    )


def _beginnings(who: pd.DataFrame, orders: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which orders begin a spell of custom: no message can prevent these."""
    person, day = orders["person"].to_numpy(), orders["day"].to_numpy()
    first, back = who["first_order"].to_numpy(), who["back"].to_numpy()
    return (day == first[person]) | (day == back[person])


def chance(
    scene: Scene, number: int, who: pd.DataFrame, contacts: pd.DataFrame
) -> NDArray[np.float64]:
    """Return how much a message adds to the chance of a conversion.

    Parameters
    ----------
    scene : the block
    number : of the campaign, from 1
    who : the people
    contacts : person, segment, need

    Returns
    -------
    (n,) chances; 0 for those who are no customers on these days

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=400)
    >>> some = pd.DataFrame({"person": [2], "segment": [3], "need": [0]})
    >>> chance(scene, 1, who, some).tolist()
    [0.0]
    """
    campaign = plan.CAMPAIGNS[number - 1]
    segment, need = contacts["segment"].to_numpy(), contacts["need"].to_numpy()
    content = plan.CONTENTS.index(campaign.content)
    adds = plan.ADDS[segment] * plan.ADDS_BY_NEED[need, content]
    if number == plan.POWERED and scene.switches.many_campaigns:
        adds = adds * plan.POWERED_TIMES
    if scene.switches.summer_offers and in_summer(number):
        family = who["demographic"].to_numpy()[contacts["person"]] == FAMILY
        open_to = (need == PRICE) & family & (segment != ONE_OFF)
        adds = adds + plan.SUMMER_ADDS * open_to
    return adds * customers(who, contacts["person"].to_numpy(), campaign.on)


def in_summer(number: int) -> bool:
    """Return whether a campaign is a limited-time offer of the summer.

    Parameters
    ----------
    number : of the campaign, from 1

    Returns
    -------
    bool

    Examples
    --------
    >>> [number for number in range(1, 25) if in_summer(number)]
    [6, 7, 18, 19]
    """
    campaign = plan.CAMPAIGNS[number - 1]
    return campaign.limited and campaign.sent_at.month in plan.SUMMER_MONTHS


def customers(who: pd.DataFrame, person: NDArray, day: int) -> NDArray[np.bool_]:
    """Return who has ordered before a day and stays until the window closes.

    Parameters
    ----------
    who : the people
    person : (n,) rows of `who`
    day : days since 2023-01-01

    Returns
    -------
    (n,) booleans

    Examples
    --------
    >>> one = {"first_order": [5], "leaves": [9], "back": [20], "leaves_again": [30]}
    >>> customers(pd.DataFrame(one), np.array([0, 0]), 22).tolist()
    [True, True]
    """
    until = day + plan.WINDOW_DAYS
    stays = lives.active(who, day - 1, person) & lives.active(who, until, person)
    away = who["leaves"].to_numpy()[person] < until
    returned = who["back"].to_numpy()[person] < day
    return stays & (~away | returned) & (until < calendar.N_DAYS)
