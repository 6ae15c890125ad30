"""Campaigns from the first contact to the last order: what they change, and the books.

People order of their own accord; a message adds an order, or puts one off. What the
shop then finds in its orders agrees with what it finds in its campaigns.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.answers import influence, plan, reach
from segkit.simulate.answers.messages import message_table
from segkit.simulate.answers.reading import mail_programs, reading
from segkit.simulate.people.plan import CHANNELS
from segkit.simulate.scene import Scene
from segkit.simulate.trade import deeds as deed_stage
from segkit.simulate.trade.catalogue import CATEGORIES
from segkit.simulate.trade.deeds import Deeds

# Those who order on the day of the message do so at a screen, soon after the click.
SCREENS = np.array([CHANNELS.index("web"), CHANNELS.index("app")])
SOON = 180, 5400


def campaigns(
    scene: Scene, who: pd.DataFrame, done: Deeds, products: pd.DataFrame
) -> tuple[pd.DataFrame, Deeds]:
    """Send all campaigns to the people of a block.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they order of their own accord
    products : the catalogue

    Returns
    -------
    contacts : one row per contact, by campaign and person, nothing hidden: campaign
        (from 1), person, held_out, message (row of `message_table`), what `outcomes`
        and `reading` return, and lost (whether the shop's records lost it)
    done : what they order after all

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=400)
    >>> done = deeds(scene, who, shared.products)
    >>> contacts, after = campaigns(scene, who, done, shared.products)
    >>> bool(contacts["campaign"].is_monotonic_increasing)
    True
    """
    who = who.assign(machine=mail_programs(scene, who))
    past = _Past(who, done, products["category"].to_numpy())
    parts = [_one(scene, number, who, past) for number in _numbers()]
    contacts = pd.concat(parts, ignore_index=True)
    return contacts, _after(scene, who, products, contacts, past)


def _numbers() -> range:
    return range(1, len(plan.CAMPAIGNS) + 1)


class _Past:
    """What the people of a block did up to a campaign."""

    def __init__(self, who: pd.DataFrame, done: Deeds, category: NDArray) -> None:
        self.done, self.category = done, category
        own = message_table().groupby("campaign_id", sort=True)
        self.messages = dict(enumerate((rows for _, rows in own), start=1))
        self.left = np.zeros(len(who), dtype=bool)
        self.more = np.zeros(len(who), dtype=np.int64)
        self.last = np.full(len(who), -calendar.NEVER)
        self.gone = np.zeros(len(done.orders), dtype=bool)

    def orders(self, day: int) -> tuple[NDArray, NDArray]:
        """Return how often each person ordered before a day, and when last."""
        end = np.searchsorted(self.done.orders["day"], day)
        person = self.done.orders["person"].to_numpy()[:end]
        last = self.last.copy()
        np.maximum.at(last, person, self.done.orders["day"].to_numpy()[:end])
        return np.bincount(person, minlength=len(last)) + self.more, last

    def goes_on(self, contacts: pd.DataFrame, rows: NDArray) -> None:
        """Keep what a campaign changed."""
        told = contacts[~contacts["held_out"]]
        moved = told[told["moved"]]
        self.more[moved["person"]] += 1
        self.last[moved["person"]] = moved["day"]
        off = told["person"][told["put_off"]]
        gone = rows[np.isin(self.done.orders["person"].to_numpy()[rows], off)]
        self.gone[gone] = True
        np.subtract.at(self.more, self.done.orders["person"].to_numpy()[gone], 1)
        self.left[told["person"][told["left_after"] >= 0]] = True


def _one(scene: Scene, number: int, who: pd.DataFrame, past: _Past) -> pd.DataFrame:
    """Send one campaign."""
    campaign, own = plan.CAMPAIGNS[number - 1], past.messages[number]
    history = past.orders(campaign.on)
    contacts = reach.contacts(scene, number, who, past.left, history)
    rows = influence.conversions(past.done, past.category, number)
    bought = past.done.orders[["person", "day"]].iloc[rows]
    changed = influence.outcomes(scene, number, who, contacts, bought)
    contacts = pd.concat([contacts, changed], axis=1)
    read = reading(scene, number, who, contacts, own)
    contacts = pd.concat([contacts, read], axis=1).assign(
        campaign=number,
        day=campaign.on + contacts["delay"],
        message=own.index.to_numpy()[contacts["message"]],
        lost=reach.lost(scene, number, contacts["held_out"].to_numpy()),
    )
    past.goes_on(contacts, rows)
    return contacts


def _after(
    scene: Scene,
    who: pd.DataFrame,
    products: pd.DataFrame,
    contacts: pd.DataFrame,
    past: _Past,
) -> Deeds:
    """Return the orders with those that messages added, and without those put off."""
    moved = contacts[contacts["moved"] & ~contacts["held_out"]]
    moved = moved.sort_values(["day", "person"], ignore_index=True)
    kind = _kinds()[moved["campaign"] - 1]
    parts = [
        _added(scene, one, who, products, moved[kind == one])
        for one in np.unique(kind).tolist()
    ]
    return deed_stage.together([deed_stage.without(past.done, past.gone), *parts])


def _kinds() -> NDArray[np.int64]:
    """Return which campaigns draw their orders together: one discount, one switch."""
    numbers = enumerate(plan.CAMPAIGNS, start=1)
    apart = [
        each.percent + 100 * influence.in_summer(n) + 200 * (n == plan.POWERED)
        for n, each in numbers
    ]
    return np.array(apart)


def _planned(attribute: str, contacts: pd.DataFrame) -> NDArray:
    """Return an attribute of the campaign of each contact."""
    values = np.array([getattr(each, attribute) for each in plan.CAMPAIGNS])
    return values[contacts["campaign"] - 1]


def _added(
    scene: Scene,
    kind: int,
    who: pd.DataFrame,
    products: pd.DataFrame,
    moved: pd.DataFrame,
) -> Deeds:
    """Draw the orders of those whom messages of one kind moved, at their discount."""
    names = pd.Index([category.name for category in CATEGORIES])
    first = names.get_indexer(pd.Index(_planned("category", moved)))
    orders = moved[["person", "day"]].reset_index(drop=True)
    if kind % 100:
        orders["percent"] = kind % 100
    new = deed_stage.drawn(
        scene, who, products, orders, stream=f"moved {kind}", first_category=first
    )
    at = _soon_after(scene.stream(f"moved {kind} at once"), who, moved, new.orders)
    return Deeds(at, new.lines)


def _soon_after(
    rng: np.random.Generator,
    who: pd.DataFrame,
    moved: pd.DataFrame,
    orders: pd.DataFrame,
) -> pd.DataFrame:
    """Put orders on the day of the message after it, and at a screen."""
    same_day = (moved["delay"] == 0).to_numpy()
    read = moved[["opened_after", "clicked_after", "stagger"]].max(axis=1).to_numpy()
    soon = pd.to_timedelta(read + rng.integers(*SOON, len(moved)), unit="s")
    sent = pd.DatetimeIndex(_planned("sent_at", moved))
    at = pd.Series((sent + soon).floor("min"), index=orders.index)
    home = who["home_channel"].to_numpy()[orders["person"]]
    screen = np.where(home == SCREENS[1], SCREENS[1], SCREENS[0])
    return orders.assign(
        channel=np.where(same_day, screen, orders["channel"]),
        ordered_at=orders["ordered_at"].where(~same_day, at),
    )
