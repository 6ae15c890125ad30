"""The three e-mails that follow every order since October 2024."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.answers import plan, reading
from segkit.simulate.scene import Chapter, Scene

SINCE = pd.Timestamp("2024-10-01")
STEPS = ("tips for use", "related product", "please review")
# Days since the order: three, a week after that, a month after that.
AFTER_DAYS = np.array([3, 10, 40])
SENT_HOUR = 10
# On the scale of log-odds, against an ordinary campaign: interest fades.
OPENS_BY_STEP = np.array([1.0, 0.4, -0.3])
CLICKS_BY_STEP = np.array([0.5, 0.1, -0.2])
# Room in the numbering: follow-ups per person in a block, never reached.
ROOM = 5


def chapter(scene: Scene, who: pd.DataFrame, orders: pd.DataFrame) -> Chapter:
    """Return the e-mails that followed the orders of a block.

    Parameters
    ----------
    scene : the block
    who : its people; consent is what it is at the end of 2024
    orders : order_id, customer_id, ordered_at

    Returns
    -------
    Chapter
        tables: follow_ups

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> at = pd.to_datetime(["2024-11-05 12:30"])
    >>> one = pd.DataFrame({"order_id": ["O1"], "ordered_at": at})
    >>> one["customer_id"] = who["customer_id"][who["consent"]].iloc[0]
    >>> chapter(scene, who, one).tables["follow_ups"]["step"].tolist()
    ['tips for use', 'related product', 'please review']
    """
    sent = _sent(who, orders)
    opened, clicked = _answers(scene, who, sent)
    table = pd.DataFrame(
        {
            "follow_up_id": scene.ids("F", len(sent), room=ROOM, width=6),
            "order_id": sent["order_id"],
            "customer_id": sent["customer_id"],
            "step": np.array(STEPS)[sent["step"]],
            "sent_at": sent["sent_at"],
            "opened_at": _after(sent["sent_at"], opened),
            "clicked_at": _after(sent["sent_at"], clicked),
        }
    )
    return Chapter({"follow_ups": table})


def _sent(who: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Return what was sent, in order of time: only what 2024 still saw."""
    person = pd.Index(who["customer_id"]).get_indexer(orders["customer_id"])
    may = (orders["ordered_at"] >= SINCE) & who["consent"].to_numpy()[person]
    due = orders.assign(person=person)[may]
    sent = pd.concat([due.assign(step=step) for step in range(len(STEPS))])
    days = pd.to_timedelta(AFTER_DAYS[sent["step"]], unit="D")
    at = sent["ordered_at"].dt.normalize() + days
    at = (at + pd.Timedelta(hours=SENT_HOUR)).dt.as_unit("s")
    sent = sent.assign(sent_at=at)[at < calendar.DAYS[-1]]
    return sent.sort_values(["sent_at", "order_id"], ignore_index=True)


def _answers(
    scene: Scene, who: pd.DataFrame, sent: pd.DataFrame
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw after how many seconds each was opened and clicked, -1 if not."""
    rng, n = scene.stream("follow-ups"), len(sent)
    step, person = sent["step"].to_numpy(), sent["person"].to_numpy()
    segment = who["segment"].to_numpy()[person]
    opens = reading.log_odds(plan.OPENS[segment]) + OPENS_BY_STEP[step]
    clicks = reading.log_odds(plan.CLICKS[segment]) + CLICKS_BY_STEP[step]
    opened = rng.random(n) < reading.chance(opens)
    clicked = opened & (rng.random(n) < reading.chance(clicks))
    start = reading.usual_delays(rng, SENT_HOUR, n)
    click = start + rng.integers(15, 900, n)
    at_once = rng.integers(2, 55, n)
    machine = reading.mail_programs(scene, who)[person]
    first = np.where(machine, at_once, np.where(opened, start, -1))
    return first, np.where(clicked, click, -1)


def _after(base: pd.Series, seconds: NDArray) -> pd.Series:
    """Return times so many seconds later; empty for -1 and after the end of 2024."""
    at = base + pd.to_timedelta(pd.Series(seconds).where(seconds >= 0), unit="s")
    return at.where(at < calendar.DAYS[-1] + pd.Timedelta(days=1))
