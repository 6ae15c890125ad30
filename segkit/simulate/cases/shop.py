"""A one-person shop with sixty subscribers, and one message with a hold-out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit import checks
from segkit.simulate.cases import mail
from segkit.simulate.draw import pick_one, stream

SEED = 167
FIRST_DAY = pd.Timestamp("2024-01-02")
MESSAGE_DAY = pd.Timestamp("2024-09-02")
LAST_DAY = pd.Timestamp("2024-10-16")
FAIR = pd.Timestamp("2024-08-17")
DAYS_BEFORE = (MESSAGE_DAY - FIRST_DAY).days
DAYS_AFTER = (LAST_DAY - MESSAGE_DAY).days + 1
RECENT_DAYS = 30
FAIR_DAYS = ((FAIR - FIRST_DAY).days, (FAIR - FIRST_DAY).days + 1)

# How many of the sixty are what on the day of the message.
ROLES = {"summer": 26, "recent regular": 8, "regular": 5, "early": 15, "reader": 6}
# Chance of an order in the 45 days after the message, without it; and its effect.
CHANCE = {
    "summer": 0.20,
    "recent regular": 0.45,
    "regular": 0.30,
    "early": 0.06,
    "reader": 0.08,
}
EFFECT = 0.20
IN_GROUP = ("summer", "recent regular")
HELD_OUT = 1 / 3

CITIES = ("Velmont", "Ostrel", "Port Asra", "Lunne")
CITY_WEIGHTS = np.array([0.42, 0.25, 0.2, 0.13])
HEARD = ("friend", "social media", "search", "local paper", "market stall")
HEARD_WEIGHTS = np.array([0.34, 0.3, 0.2, 0.16, 0.0])
PRODUCTS = (
    ("green tea", 9.5),
    ("black tea", 8.5),
    ("herbal tea", 7.9),
    ("tea sampler", 18.0),
    ("stoneware cup", 22.0),
    ("small teapot", 46.0),
    ("tea and cup set", 34.0),
    ("honey", 7.5),
)
PRODUCT_WEIGHTS = np.array([4, 4, 3, 4, 3, 1, 2, 2])


@dataclass(frozen=True, repr=False)
class SmallShop:
    """The small shop's spreadsheets, and what is planted in them.

    Attributes
    ----------
    tables : subscribers, orders, email_events
    truth : one row per subscriber, kept apart
    seed : what it was made from
    """

    tables: dict[str, pd.DataFrame]
    truth: pd.DataFrame
    seed: int

    def __repr__(self) -> str:
        """Say what is in it, without a word of the truth."""
        rows = ", ".join(f"{name} {len(t)}" for name, t in self.tables.items())
        return f"SmallShop(seed={self.seed}): {rows} rows"


def small_shop(*, seed: int = SEED) -> SmallShop:
    """Make what a one-person shop would have in its spreadsheets.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    SmallShop
        `tables`: subscribers (60 rows), orders, email_events; `truth`: who would have
        bought with and without the message

    Raises
    ------
    DataError
        if seed is not a whole number

    Notes
    -----
    Own definition. Every draw is random except how many subscribers are of each kind.

    Examples
    --------
    >>> shop = small_shop(seed=1)
    >>> list(shop.tables), len(shop.tables["subscribers"])
    (['subscribers', 'orders', 'email_events'], 60)
    """
    seed = checks.whole_number(seed, name="seed", low=0)
    who = _people(seed)
    before = _orders_before(seed, who)
    who["signed_up"] = _sign_up(seed, who, before)
    who["left"] = False
    early = [day for day in mail.NEWSLETTERS if day < MESSAGE_DAY]
    events = [mail.newsletters(seed, who, before, early)]
    who["left"] = mail.leavers(who, events[0])
    _draw_lots(seed, who)
    events += _message(seed, who, before)
    orders = pd.concat([before, _orders_after(seed, who)], ignore_index=True)
    late = [day for day in mail.NEWSLETTERS if day > MESSAGE_DAY]
    events.append(mail.newsletters(seed, who, orders, late))
    return _finish(seed, who, orders, pd.concat(events))


def _people(seed: int) -> pd.DataFrame:
    """Draw the sixty: who they are, and what they would do after the message."""
    rng = stream(seed, "shop people")
    role = rng.permutation(np.repeat(list(ROLES), list(ROLES.values())))
    n = len(role)
    codes = rng.choice(16**4, n, replace=False)
    who = pd.DataFrame({"customer_id": [f"{c:04x}@mail.example" for c in codes]})
    who["role"] = role
    who["city"] = np.array(CITIES)[pick_one(rng, CITY_WEIGHTS, n)]
    who["at_fair"] = (role == "summer") & (rng.random(n) < 0.7)
    heard = np.array(HEARD)[pick_one(rng, HEARD_WEIGHTS, n)]
    who["heard_from"] = np.where(who["at_fair"], "market stall", heard)
    who["consent"] = rng.random(n) < 0.9
    who["in_group"] = who["role"].isin(IN_GROUP)
    luck = rng.random(n)
    who["without"] = luck < who["role"].map(CHANCE)
    who["with"] = luck < who["role"].map(CHANCE) + EFFECT * who["in_group"]
    return who


def _draw_lots(seed: int, who: pd.DataFrame) -> None:
    """Add who gets the message: two thirds of those in the group who agree to mail."""
    rng = stream(seed, "shop lots")
    eligible = who["in_group"] & who["consent"] & ~who["left"]
    place = np.flatnonzero(eligible)
    chosen = rng.choice(place, round(len(place) * HELD_OUT), replace=False)
    who["held_out"] = np.isin(np.arange(len(who)), chosen)
    who["sent"] = eligible & ~who["held_out"]


def _message(seed: int, who: pd.DataFrame, orders: pd.DataFrame) -> list[pd.DataFrame]:
    held_out, sent = who[who["held_out"]], who[who["sent"]]
    return [
        mail.events(held_out, mail.MESSAGE, "held out", MESSAGE_DAY),
        mail.campaign(seed, mail.MESSAGE, MESSAGE_DAY, sent, orders),
    ]


def _orders_before(seed: int, who: pd.DataFrame) -> pd.DataFrame:
    """Draw the orders before the message, as the roles demand."""
    rng = stream(seed, "shop before")
    pairs = zip(who["role"], who["at_fair"], strict=True)
    days = [_days_before(rng, role, fair) for role, fair in pairs]
    person = np.repeat(who.index.to_numpy(), [len(d) for d in days])
    day = np.concatenate(days).astype(np.int64)
    stall = np.isin(day, FAIR_DAYS) & who["at_fair"].to_numpy()[person]
    return _orders(rng, person, day, stall)


def _orders_after(seed: int, who: pd.DataFrame) -> pd.DataFrame:
    """Draw the orders in the 45 days after: what was planted, given what was sent."""
    rng = stream(seed, "shop after")
    person = np.flatnonzero(np.where(who["sent"], who["with"], who["without"]))
    day = DAYS_BEFORE + rng.integers(1, DAYS_AFTER, len(person))
    return _orders(rng, person, day, np.zeros(len(person), dtype=bool))


def _orders(
    rng: np.random.Generator, person: NDArray, day: NDArray, stall: NDArray
) -> pd.DataFrame:
    """Add the time of day (the market stall closes at five) and what was bought."""
    minute = rng.integers(8 * 60, 21 * 60, len(person))
    minute = np.where(stall, 10 * 60 + minute % (7 * 60), minute)
    orders = pd.DataFrame({"person": person, "day": day})
    orders["ordered_at"] = FIRST_DAY + pd.to_timedelta(day * 1440 + minute, unit="min")
    orders["product"] = pick_one(rng, PRODUCT_WEIGHTS, len(person))
    orders["units"] = 1 + rng.poisson(0.5, len(person))
    return orders


def _days_before(rng: np.random.Generator, role: str, fair: bool) -> list[int]:
    """Draw the days of one person's orders before the message."""
    recent = DAYS_BEFORE - RECENT_DAYS
    if role == "reader":
        return []
    if role == "early":
        return [int(rng.integers(0, recent))]
    if role == "summer":
        days = FAIR_DAYS if fair else range(recent, DAYS_BEFORE)
        return [int(rng.choice(days))]
    past = rng.integers(0, recent, 1 + rng.integers(1, 5)).tolist()
    last = [int(rng.integers(recent, DAYS_BEFORE))]
    return past + last if role == "recent regular" else past


def _sign_up(seed: int, who: pd.DataFrame, orders: pd.DataFrame) -> pd.Series:
    """Draw sign-up days: mostly the first order; some read for a while before."""
    rng = stream(seed, "shop sign-up")
    first = orders.groupby("person")["day"].min().reindex(who.index)
    read = pd.Series(rng.integers(0, DAYS_BEFORE - 20, len(who)), index=who.index)
    waits = np.where(rng.random(len(who)) < 0.25, rng.integers(1, 40, len(who)), 0)
    day = (first - waits).where(~who["at_fair"], first).clip(lower=0)
    day = day.where(who["role"] != "reader", read).astype(np.int64)
    return FIRST_DAY + pd.to_timedelta(day, unit="D")


def _finish(
    seed: int, who: pd.DataFrame, orders: pd.DataFrame, events: pd.DataFrame
) -> SmallShop:
    """Return the spreadsheets as exported, and the truth apart."""
    by_time = ["happened_at", "customer_id"]
    orders = orders.sort_values(["ordered_at", "person"], ignore_index=True)
    tables = {
        "subscribers": _subscribers(who, events),
        "orders": _named(orders, who),
        "email_events": events.sort_values(by_time, ignore_index=True),
    }
    return SmallShop(tables, _truth(who), seed)


def _subscribers(who: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    consent = who["consent"] & ~mail.leavers(who, events)
    table = who[["customer_id", "city", "heard_from"]].assign(consent=consent)
    table.insert(1, "signed_up_on", who["signed_up"])
    return table.sort_values("customer_id", ignore_index=True)


def _named(orders: pd.DataFrame, who: pd.DataFrame) -> pd.DataFrame:
    prices = np.array([price for _, price in PRODUCTS])
    names = np.array([name for name, _ in PRODUCTS])
    return pd.DataFrame(
        {
            "order_id": [f"T{number:03d}" for number in range(1, len(orders) + 1)],
            "customer_id": who["customer_id"].to_numpy()[orders["person"]],
            "ordered_at": orders["ordered_at"],
            "product": names[orders["product"]],
            "amount": prices[orders["product"]] * orders["units"],
        }
    )


def _truth(who: pd.DataFrame) -> pd.DataFrame:
    table = who[["customer_id", "role", "in_group"]].assign(
        buys_without=who["without"], buys_with=who["with"]
    )
    return table.sort_values("customer_id", ignore_index=True)
