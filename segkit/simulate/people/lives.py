"""When people leave the shop, when they come back, and who has a lucky spring."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from segkit.simulate import calendar
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene

# Whoever leaves may come back after a pause, and orders more slowly then.
PAUSE_DAYS = 60, 170
SLOWER = 0.7
# Part of the active customers who order more in the spring of 2024, by chance alone.
LUCKY = 0.08
LUCKY_FROM, LUCKY_TO = pd.Timestamp("2024-03-01"), pd.Timestamp("2024-06-01")
LUCKY_DAYS = tuple((day - calendar.DAYS[0]).days for day in (LUCKY_FROM, LUCKY_TO))


def lives(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw when they leave for good, and whether they come back once after a pause.

    Parameters
    ----------
    scene : the block
    who : its people, with segment and first_order

    Returns
    -------
    the same table with leaves, back, leaves_again (days since 2023-01-01; past the end
    if never) and lucky

    Examples
    --------
    >>> who = pd.DataFrame({"segment": [0, 3], "first_order": [0, 400]})
    >>> list(lives(Scene(seed=1, size=50), who))[2:]
    ['leaves', 'back', 'leaves_again', 'lucky']
    """
    rng, segment = scene.stream("lives"), who["segment"].to_numpy()
    years = plan.planted("years_active")[segment]
    stay = np.ceil(rng.exponential(years) * 365.25).astype(np.int64)
    leaves = who["first_order"].to_numpy() + stay
    pause = PAUSE_DAYS[0] + rng.exponential(PAUSE_DAYS[1], len(who)).astype(np.int64)
    returns = rng.random(len(who)) < plan.planted("comeback_rate")[segment]
    back = np.where(returns, leaves + pause, calendar.NEVER)
    again = back + 1 + np.ceil(rng.exponential(years) * 365.25).astype(np.int64)
    who = who.assign(leaves=leaves, back=back, leaves_again=again)
    there = active(who, LUCKY_DAYS[0]) & active(who, LUCKY_DAYS[1])
    drawn = scene.stream("lucky").random(len(who)) < LUCKY
    return who.assign(lucky=there & drawn & scene.switches.lucky_window)


def active(
    who: pd.DataFrame, day: ArrayLike, person: ArrayLike | None = None
) -> NDArray[np.bool_]:
    """Return whether these people are customers on a day: begun, and not gone.

    Parameters
    ----------
    who : the people
    day : one day since 2023-01-01, or (n,) days
    person : (n,) rows of `who`; all of them if None

    Returns
    -------
    (n,) booleans

    Examples
    --------
    >>> one = {"first_order": [5], "leaves": [9], "back": [20], "leaves_again": [30]}
    >>> active(pd.DataFrame(one), [4, 5, 9, 25], [0, 0, 0, 0]).tolist()
    [False, True, False, True]
    """
    person = np.arange(len(who)) if person is None else np.asarray(person)
    first, leaves, back, again = (
        who[name].to_numpy()[person]
        for name in ("first_order", "leaves", "back", "leaves_again")
    )
    day = np.asarray(day)
    return ((day >= first) & (day < leaves)) | ((day >= back) & (day < again))
