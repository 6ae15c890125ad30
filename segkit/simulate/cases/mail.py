"""What the small shop's e-mail tool recorded."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import stream

# The first Tuesday of the month; in September the message took its place.
NEWSLETTERS = [pd.Timestamp(2024, month, 1) for month in (3, 4, 5, 6, 7, 8, 10)]
NEWSLETTERS = [day + pd.offsets.Week(0, weekday=1) for day in NEWSLETTERS]
MESSAGE = "thank you, recent buyers"
SENT_AT = pd.Timedelta(hours=9)
RECENT_DAYS = 30
OPENS_RECENT, OPENS_OTHERS = 0.58, 0.34
CLICKS, LEAVES = 0.3, 0.035


def newsletters(
    seed: int, who: pd.DataFrame, orders: pd.DataFrame, days: list[pd.Timestamp]
) -> pd.DataFrame:
    """Draw what happened to the newsletters of these days.

    Parameters
    ----------
    seed : whole number
    who : customer_id, signed_up, consent, left (whether they have unsubscribed)
    orders : person (row of `who`), ordered_at
    days : when the newsletters went out

    Returns
    -------
    pandas table: customer_id, message, event (sent, opened, clicked, unsubscribed),
    happened_at
    """
    left, parts = who["left"], []
    for day in days:
        gets = who["consent"] & (who["signed_up"] < day) & ~left
        name = f"newsletter {day:%B}".lower()
        part = campaign(seed, name, day, who[gets], orders, may_leave=True)
        left = left | leavers(who, part)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def campaign(
    seed: int,
    name: str,
    day: pd.Timestamp,
    to: pd.DataFrame,
    orders: pd.DataFrame,
    *,
    may_leave: bool = False,
) -> pd.DataFrame:
    """Draw what happened to one e-mail: sent at nine, then perhaps opened and clicked.

    Parameters
    ----------
    seed : whole number
    name : what the e-mail is called
    day : when it goes out
    to : customer_id of those who get it; the index is the row of the person
    orders : person, ordered_at; recent buyers open more often
    may_leave : whether a reader may unsubscribe by it

    Returns
    -------
    pandas table: customer_id, message, event, happened_at
    """
    rng, n = stream(seed, name), len(to)
    recent = to.index.isin(_recent_buyers(orders, day))
    opens = rng.random(n) < np.where(recent, OPENS_RECENT, OPENS_OTHERS)
    clicks = opens & (rng.random(n) < CLICKS)
    leaves = opens & ~clicks & (rng.random(n) < LEAVES) & may_leave
    opened = rng.integers(1, 1800, n)
    later = opened + rng.integers(1, 8, n)
    return pd.concat(
        [
            events(to, name, "sent", day),
            events(to[opens], name, "opened", day, opened[opens]),
            events(to[clicks], name, "clicked", day, later[clicks]),
            events(to[leaves], name, "unsubscribed", day, later[leaves]),
        ]
    )


def events(
    to: pd.DataFrame,
    name: str,
    event: str,
    day: pd.Timestamp,
    minutes: NDArray | int = 0,
) -> pd.DataFrame:
    """Return one row per person: the same event of the same e-mail.

    Parameters
    ----------
    to : customer_id
    name : what the e-mail is called
    event : what happened
    day : when the e-mail went out
    minutes : how much later it happened

    Returns
    -------
    pandas table: customer_id, message, event, happened_at
    """
    table = to[["customer_id"]].assign(message=name, event=event)
    return table.assign(
        happened_at=day + SENT_AT + pd.to_timedelta(minutes, unit="min")
    )


def leavers(who: pd.DataFrame, happened: pd.DataFrame) -> pd.Series:
    """Return who unsubscribed in these events.

    Parameters
    ----------
    who : customer_id
    happened : customer_id, event

    Returns
    -------
    Series of bool, aligned with `who`
    """
    left = happened.loc[happened["event"] == "unsubscribed", "customer_id"]
    return who["customer_id"].isin(left)


def _recent_buyers(orders: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    at = orders["ordered_at"]
    since = day - pd.Timedelta(days=RECENT_DAYS)
    return orders["person"][(at >= since) & (at < day)]
