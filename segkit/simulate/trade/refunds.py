"""What came back, wholly or in part, and what that cost."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick, pick_one
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene

# How many times likelier an order comes back: web, app, store, phone; with furniture.
CHANNEL_RETURNS = np.array([1.25, 1.2, 0.5, 1.0])
FURNITURE_RETURNS = 0.8
# Part of the refunds that give all the money back.
WHOLE = 0.62
REASONS = ("changed my mind", "not as described", "damaged", "too late", "wrong item")
REASON_WEIGHTS = np.array([0.42, 0.24, 0.18, 0.07, 0.09])
# What can be sold again; the rest is written off.
SOLD_AGAIN = np.array([True, True, False, True, True])
# Days from the order to the money: some are quick, most take two weeks.
SOONEST, USUAL_DAYS, LATEST = 1, 13.0, 60
# Room in the numbering: refunds per person in a block.
ROOM = 3


def refunds(scene: Scene, who: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Draw which orders came back, when, and how much money was given back.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day, channel, furniture, amount_cents, cost_cents

    Returns
    -------
    pandas table in order of time: order (row of `orders`), refunded_at, reason (code),
    amount_cents, lost_cents (of the margin)

    Notes
    -----
    Own definition. What comes back is sold again at its price, unless it was damaged:
    then its cost is lost too. What would come back after the last day is not known yet.

    Examples
    --------
    >>> from segkit.simulate import world
    >>> bool((world(seed=1, size=300).tables["refunds"]["amount"] > 0).all())
    True
    """
    rng = scene.stream("refunds")
    segment = who["segment"].to_numpy()[orders["person"]]
    chance = plan.planted("return_rate")[segment] * CHANNEL_RETURNS[orders["channel"]]
    chance = chance * np.where(orders["furniture"], FURNITURE_RETURNS, 1.0)
    back = rng.random(len(orders)) < chance
    part = np.where(rng.random(len(orders)) < WHOLE, 1.0, _parts(rng, len(orders)))
    reason = pick_one(rng, REASON_WEIGHTS, len(orders))
    at = _moments(rng, orders["day"].to_numpy())
    cents, cost = orders["amount_cents"].to_numpy(), orders["cost_cents"].to_numpy()
    amount = np.maximum(np.round(cents * part), 1).astype(np.int64)
    kept = np.where(SOLD_AGAIN[reason], np.round(cost * part), 0).astype(np.int64)
    table = pd.DataFrame(
        {
            "order": np.arange(len(orders)),
            "refunded_at": at,
            "reason": reason,
            "amount_cents": amount,
            "lost_cents": amount - kept,
        }
    )
    table = table[back & (at <= calendar.DAYS[-1] + pd.Timedelta(days=1))]
    return table.sort_values(["refunded_at", "order"], ignore_index=True)


def _parts(rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    """Draw which part of the money comes back, when it is not all of it."""
    return np.round(rng.choice([0.2, 0.25, 1 / 3, 0.5, 2 / 3], n), 4)


def _moments(rng: np.random.Generator, day: NDArray) -> pd.DatetimeIndex:
    """Draw when the money is given back: on a working day, in office hours."""
    wait = np.ceil(SOONEST + rng.gamma(2.2, USUAL_DAYS / 2.2, len(day)))
    then = pd.DatetimeIndex(calendar.DAYS[day])
    then = then + pd.to_timedelta(np.minimum(wait, LATEST), unit="D")
    weekend = np.maximum(then.day_of_week.to_numpy() - 4, 0)
    then = then + pd.to_timedelta(np.where(weekend > 0, 3 - weekend, 0), unit="D")
    minute = pick(
        rng, np.array(calendar.HOURS["phone"]).reshape(1, 24), np.zeros(len(day), int)
    )
    return then + pd.to_timedelta(
        minute * 60 + rng.integers(0, 60, len(day)), unit="min"
    )


def refund_table(
    scene: Scene, refunded: pd.DataFrame, order_id: NDArray
) -> pd.DataFrame:
    """Return the refunds as the shop's books show them.

    Parameters
    ----------
    scene : the block
    refunded : as `refunds` gives them
    order_id : of every order

    Returns
    -------
    pandas table: refund_id, order_id, refunded_at, amount, reason, margin_lost_amount

    Examples
    --------
    >>> from segkit.simulate import world
    >>> list(world(seed=1, size=50).tables["refunds"])[:3]
    ['refund_id', 'order_id', 'refunded_at']
    """
    return pd.DataFrame(
        {
            "refund_id": scene.ids("R", len(refunded), room=ROOM, width=6),
            "order_id": order_id[refunded["order"]],
            "refunded_at": refunded["refunded_at"],
            "amount": refunded["amount_cents"] / 100,
            "reason": np.array(REASONS)[refunded["reason"]],
            "margin_lost_amount": refunded["lost_cents"] / 100,
        }
    )
