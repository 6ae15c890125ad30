"""Account numbers, with gaps; and who opened a second account."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate import calendar
from segkit.simulate.scene import Scene

# Part of the people who have two accounts: 180 of 12,000.
TWICE = 0.015
ROOM = 1.02


def number(scene: Scene) -> pd.DataFrame:
    """Give everybody an account number, and some a second one.

    Parameters
    ----------
    scene : the block

    Returns
    -------
    pandas table, one row per person: customer_id, second_id (empty for most)

    Notes
    -----
    The second numbers lie among the first ones, so that a number tells nothing; with
    the switch `duplicates` off, the same people keep the same first numbers.

    Examples
    --------
    >>> ids = number(Scene(seed=1, size=200))
    >>> len(ids), int((ids["second_id"] != "").sum())
    (200, 3)
    """
    n = scene.n_people
    twice = round(TWICE * n)
    rng = scene.stream("account numbers")
    names = np.array(scene.ids("C", n + twice, room=ROOM), dtype=object)
    taken = np.zeros(n + twice, dtype=bool)
    taken[rng.permutation(n + twice)[:twice]] = True
    second = np.full(n, "", dtype=object)
    second[rng.permutation(n)[:twice]] = rng.permutation(names[taken])
    ids = pd.DataFrame({"customer_id": names[~taken], "second_id": second})
    return ids.astype(str)


def second_accounts(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw when the second accounts were opened: on any day after the first.

    Parameters
    ----------
    scene : the block
    who : its people, with second_id and signed_up

    Returns
    -------
    the same table with second_since (day since 2023-01-01; `calendar.NEVER` if none)

    Examples
    --------
    >>> who = number(Scene(1, 200)).assign(signed_up=30)
    >>> who = second_accounts(Scene(1, 200), who)
    >>> int((who["second_since"] < 731).sum())
    3
    """
    rng, first = scene.stream("second accounts"), who["signed_up"].to_numpy()
    last = calendar.N_DAYS - 1
    day = first + np.ceil((last - first) * rng.random(len(who))).astype(np.int64)
    has = who["second_id"].to_numpy() != ""
    return who.assign(second_since=np.where(has, day, calendar.NEVER))
