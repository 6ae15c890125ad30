"""What customers ask the service, what that takes, and how pleased they were."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import lives
from segkit.simulate.scene import Scene

REASONS = ("delivery", "return", "product advice", "invoice", "account", "complaint")
CHANNELS = ("email", "phone", "chat", "store desk")
# Tickets per order, by behavioural segment; many more when the order came back.
PER_ORDER = np.array([0.05, 0.06, 0.13, 0.12, 0.17])
AFTER_REFUND = 3.5
# Tickets per year that are about no order, by what people want from a shop.
PER_YEAR = np.array([0.10, 0.12, 0.13, 0.34])
# What orders that stayed, orders that came back, and people without an order ask.
REASON_WEIGHTS = np.array(
    [
        [0.46, 0.00, 0.20, 0.14, 0.05, 0.15],
        [0.09, 0.66, 0.03, 0.05, 0.01, 0.16],
        [0.00, 0.00, 0.55, 0.05, 0.40, 0.00],
    ]
)
CHANNEL_OF_DIGITAL = np.array(
    [
        [0.30, 0.13, 0.52, 0.05],
        [0.40, 0.22, 0.29, 0.09],
        [0.50, 0.30, 0.08, 0.12],
        [0.14, 0.58, 0.02, 0.26],
    ]
)
# Hours of work by reason, and what an hour costs by channel, in EUR.
HOURS = np.array([0.30, 0.45, 0.40, 0.25, 0.20, 0.85])
COST_PER_HOUR = np.array([32.0, 36.0, 28.0, 34.0])
# Days after the order, by reason (mean).
DAYS_AFTER = np.array([4.0, 8.0, 6.0, 9.0, 5.0, 9.0])
# How pleased people are on a scale without ends, by segment, then by reason.
PLEASED = np.array([0.75, 0.55, 0.1, 0.15, -0.45])
PLEASED_BY_REASON = np.array([0.0, -0.2, 0.6, 0.2, 0.4, -1.3])
PLEASED_PER_HOUR = -0.5
CUTS = np.array([-1.9, -1.2, -0.35, 0.8])
# Chance of an answer to the question, by score.
ANSWERS = np.array([0.62, 0.48, 0.38, 0.46, 0.6])
# Room in the numbering: tickets per person in a block.
ROOM = 5


def tickets(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame, refunded: pd.DataFrame
) -> pd.DataFrame:
    """Draw the tickets of the service.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day, ordered_at; one row per order
    refunded : the refunds: order (row of `orders`)

    Returns
    -------
    pandas table in order of time: person, order (row of `orders`, -1 if about none),
    opened_at, reason, channel (codes), hours, cost_cents, csat (1 to 5, empty if not
    answered)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> bool((world(seed=1, size=300).tables["tickets"]["hours"] > 0).all())
    True
    """
    rng = scene.stream("tickets")
    came_back = np.isin(np.arange(len(orders)), refunded["order"])
    table = pd.concat([_of_orders(rng, who, orders, came_back), _of_none(rng, who)])
    table = table.reset_index(drop=True)
    table["reason"] = pick(rng, REASON_WEIGHTS, table.pop("kind").to_numpy())
    digital = who["digital"].to_numpy()[table["person"]]
    table["channel"] = pick(rng, CHANNEL_OF_DIGITAL, digital)
    table["opened_at"] = _opened(rng, table)
    table["hours"] = _hours(rng, table["reason"].to_numpy())
    cost = table["hours"] * COST_PER_HOUR[table["channel"]] * 100
    table["cost_cents"] = np.round(cost).astype(np.int64)
    table["csat"] = _csat(rng, who, table)
    table = table[table["opened_at"] <= calendar.DAYS[-1] + pd.Timedelta(hours=23)]
    table = table.drop(columns="day").sort_values(["opened_at", "person"])
    return table.reset_index(drop=True)


def _of_orders(
    rng: np.random.Generator,
    who: pd.DataFrame,
    orders: pd.DataFrame,
    came_back: NDArray,
) -> pd.DataFrame:
    segment = who["segment"].to_numpy()[orders["person"]]
    mean = PER_ORDER[segment] * np.where(came_back, AFTER_REFUND, 1.0)
    order = np.repeat(np.arange(len(orders)), rng.poisson(mean))
    return pd.DataFrame(
        {
            "person": orders["person"].to_numpy()[order],
            "order": order,
            "day": orders["day"].to_numpy()[order],
            "kind": came_back[order].astype(int),
        }
    )


def _of_none(rng: np.random.Generator, who: pd.DataFrame) -> pd.DataFrame:
    """Draw the questions of people who are customers then, about no order."""
    yearly = PER_YEAR[who["need"]] * calendar.N_DAYS / 365.25
    person = np.repeat(np.arange(len(who)), rng.poisson(yearly))
    day = rng.integers(0, calendar.N_DAYS, len(person))
    there = lives.active(who, day, person)
    table = pd.DataFrame({"person": person, "order": -1, "day": day, "kind": 2})
    return table[there]


def _opened(rng: np.random.Generator, table: pd.DataFrame) -> pd.Series:
    """Draw when they ask: days after the order, at the hours of the channel."""
    about = (table["order"] >= 0).to_numpy()
    wait = 1 + rng.exponential(DAYS_AFTER[table["reason"]]).astype(int)
    day = table["day"].to_numpy() + np.where(about, np.minimum(wait, 90), 0)
    # 1 January 2023 was a Sunday: then nobody is there, on Saturdays nobody calls.
    phone, desk = (table["channel"] == CHANNELS.index(c) for c in CHANNELS[1::2])
    day = day + np.where((day % 7 == 6) & phone, 2, 0)
    day = day + np.where((day % 7 == 0) & (phone | desk), 1, 0)
    kinds = [calendar.HOURS[name] for name in ("web", "phone", "app", "store")]
    hour = pick(rng, np.array(kinds).reshape(4, 24), table["channel"].to_numpy())
    minute = hour * 60 + rng.integers(0, 60, len(table))
    start = pd.Series(calendar.DAYS[0], index=table.index)
    return start + pd.to_timedelta(day, unit="D") + pd.to_timedelta(minute, unit="min")


def _hours(rng: np.random.Generator, reason: NDArray) -> NDArray[np.float64]:
    hours = HOURS[reason] * rng.gamma(1.6, 1 / 1.6, len(reason))
    return np.maximum(np.round(hours * 20), 1) / 20


def _csat(
    rng: np.random.Generator, who: pd.DataFrame, table: pd.DataFrame
) -> pd.arrays.IntegerArray:
    """Draw how pleased they say they are; the extremes answer more often."""
    segment = who["segment"].to_numpy()[table["person"]]
    pleased = PLEASED[segment] + PLEASED_BY_REASON[table["reason"]]
    pleased = pleased + PLEASED_PER_HOUR * table["hours"].to_numpy()
    score = np.searchsorted(CUTS, pleased + rng.normal(0, 1, len(table)))
    silent = rng.random(len(table)) >= ANSWERS[score]
    return pd.arrays.IntegerArray((score + 1).astype(np.int64), silent)


def ticket_table(
    scene: Scene, who: pd.DataFrame, asked: pd.DataFrame, order_id: NDArray
) -> pd.DataFrame:
    """Return the tickets as the service keeps them.

    Parameters
    ----------
    scene : the block
    who : its people
    asked : as `tickets` gives them
    order_id : of every order

    Returns
    -------
    pandas table: ticket_id, customer_id, order_id (empty if about none), opened_at,
    reason, channel, hours, cost_amount, csat

    Examples
    --------
    >>> from segkit.simulate import world
    >>> list(world(seed=1, size=50).tables["tickets"])[:3]
    ['ticket_id', 'customer_id', 'order_id']
    """
    about = asked["order"].to_numpy()
    named = np.append(order_id, "")[about]
    return pd.DataFrame(
        {
            "ticket_id": scene.ids("T", len(asked), room=ROOM, width=6),
            "customer_id": who["customer_id"].to_numpy()[asked["person"]],
            "order_id": pd.Series(named).where(about >= 0),
            "opened_at": asked["opened_at"],
            "reason": np.array(REASONS)[asked["reason"]],
            "channel": np.array(CHANNELS)[asked["channel"]],
            "hours": asked["hours"],
            "cost_amount": asked["cost_cents"] / 100,
            "csat": asked["csat"],
        }
    )
