"""Whom a campaign goes to, and who is held out by lot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.answers import plan
from segkit.simulate.answers.plan import Campaign
from segkit.simulate.scene import Scene

# Messages leave the computer one after the other; within twenty minutes all are gone.
STAGGER_SECONDS = 1200


def contacts(
    scene: Scene,
    number: int,
    who: pd.DataFrame,
    left: NDArray[np.bool_],
    orders: tuple[NDArray, NDArray],
) -> pd.DataFrame:
    """Draw the contacts of one campaign, and their arms.

    Parameters
    ----------
    scene : the block
    number : of the campaign, from 1
    who : the people
    left : (n,) whether each has unsubscribed
    orders : per person before the campaign: how many orders, and the day of the last

    Returns
    -------
    pandas table in the order of the people: person, held_out, message (0 to the number
    of messages - 1), stagger (seconds), segment, need

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=400)
    >>> none = np.zeros(400, dtype=int)
    >>> some = contacts(scene, 1, who, none > 0, (none, none))
    >>> bool(who["consent"][some["person"]].all())
    True
    """
    campaign = plan.CAMPAIGNS[number - 1]
    may = np.flatnonzero(_may(campaign, who, left) & _wanted(campaign, orders))
    reach = campaign.reach
    if number == plan.POWERED and not scene.switches.many_campaigns:
        reach = plan.REACH
    # Everybody draws a lot, chosen or not: one person more changes no other's luck.
    lots = scene.stream(f"campaign {number}").random((4, scene.n_people))
    person = may[np.argsort(lots[0, may])][: round(reach * scene.n_people)]
    n_held = round(len(person) * campaign.held_out)
    held_out = np.zeros(scene.n_people, dtype=bool)
    held_out[person[np.argsort(lots[1, person])][:n_held]] = True
    person = np.sort(person)
    return pd.DataFrame(
        {
            "person": person,
            "held_out": held_out[person],
            "message": (lots[2, person] * plan.n_messages(number)).astype(np.int64),
            "stagger": (lots[3, person] * STAGGER_SECONDS).astype(np.int64),
            "segment": who["segment"].to_numpy()[person],
            "need": who["need"].to_numpy()[person],
        }
    )


def _may(campaign: Campaign, who: pd.DataFrame, left: NDArray) -> NDArray[np.bool_]:
    """Return whom the shop may write to: letters need no consent, all others do."""
    here = (who["signed_up"] < campaign.on).to_numpy()
    if campaign.channel == "letter":
        return here
    return here & who["consent"].to_numpy() & ~left


def _wanted(
    campaign: Campaign, orders: tuple[NDArray, NDArray]
) -> NDArray[np.bool_] | bool:
    """Return who belongs to the audience by what they ordered so far."""
    count, last = orders
    if campaign.audience == "one order":
        return count == 1
    if campaign.audience == "silent":
        return (count > 0) & (last < campaign.on - plan.SILENT_DAYS)
    if campaign.audience == "regular":
        return count >= 3
    return True


def lost(scene: Scene, number: int, held_out: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Draw whom the records of a campaign lost: of one hold-out, without a trace.

    Parameters
    ----------
    scene : the block
    number : of the campaign, from 1
    held_out : (n,) whether each contact was held out

    Returns
    -------
    (n,) booleans

    Examples
    --------
    >>> share_lost = lost(Scene(seed=1, size=50), 7, np.full(10_000, True))
    >>> round(float(share_lost.mean()), 2)
    0.12
    """
    if number != plan.LOST_HOLD_OUT or not scene.switches.sample_ratio:
        return np.zeros(len(held_out), dtype=bool)
    rng = scene.stream("lost hold-out")
    return held_out & (rng.random(len(held_out)) < plan.LOST)
