"""Who comes to the website and the app in October 2024, and when."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick_one
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.web import gear as gear_stage

FIRST_DAY = (pd.Timestamp("2024-10-01") - calendar.DAYS[0]).days
N_DAYS = 31
MONTH = calendar.DAYS[FIRST_DAY : FIRST_DAY + N_DAYS]
# Whoever signs up has often looked around before: visits, and mean days before.
LOOKS_AROUND, DAYS_AROUND = 2.0, 8.0
# Visitors without an account, per person with one, and their visits beyond the first.
STRANGERS, STRANGERS_RETURN = 1.9, 0.55
STRANGERS_DIGITAL = np.array([0.44, 0.34, 0.18, 0.04])
# Minutes from the beginning of a visit to the order.
MINUTES_TO_ORDER = 3, 26


def visits(
    scene: Scene, who: pd.DataFrame, gear: pd.DataFrame, orders: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the visits of people.

    Parameters
    ----------
    scene : the block
    who : its people
    gear : their devices and habits
    orders : what they ordered, numbered

    Returns
    -------
    visits, one row each, in order of time: owner (row of the second table), started_at,
    order (row of `orders`, -1 without), lasts (seconds until the order, at least),
    account (whether the owner has one by then); and owners: the gear of the people,
    then of visitors without an account

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=50)
    >>> orders = deeds(scene, who, shared.products).orders
    >>> found, owners = visits(scene, who, gear_stage.gear(scene, who), orders)
    >>> int(found["owner"].max()) < len(owners)
    True
    """
    strangers = _strangers(scene)
    owners = pd.concat([gear, strangers], ignore_index=True)
    parts = [
        _that_order(scene, orders),
        _of_customers(scene, who, gear),
        _before_sign_up(scene, who),
        _of_strangers(scene, len(gear), len(strangers)),
    ]
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["started_at", "owner"], ignore_index=True), owners


def _that_order(scene: Scene, orders: pd.DataFrame) -> pd.DataFrame:
    """Return one visit for each order of the month in the webshop or the app."""
    online = orders["channel"] < plan.CHANNELS.index("store")
    row = np.flatnonzero(online & orders["day"].between(FIRST_DAY, FIRST_DAY + 30))
    rng = scene.stream("visits that order")
    low, high = MINUTES_TO_ORDER
    before = rng.integers(low * 60, high * 60, len(row))
    ordered_at = orders["ordered_at"].to_numpy()[row]
    start = ordered_at - before.astype("timedelta64[s]")
    return pd.DataFrame(
        {
            "owner": orders["person"].to_numpy()[row],
            "started_at": np.maximum(start, ordered_at.astype("datetime64[D]")),
            "order": row,
            "lasts": before + rng.integers(5, 90, len(row)),
            "account": True,
        }
    )


def _of_customers(scene: Scene, who: pd.DataFrame, gear: pd.DataFrame) -> pd.DataFrame:
    rng = scene.stream("visits of customers")
    owner = np.repeat(np.arange(len(who)), rng.poisson(gear["visits"]))
    found = _at(rng, owner, FIRST_DAY + _days(rng, len(owner)))
    later = found.pop("day").to_numpy() > who["signed_up"].to_numpy()[owner]
    return found[later].assign(account=True)


def _before_sign_up(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    rng = scene.stream("visits before sign-up")
    number = rng.poisson(LOOKS_AROUND, len(who))
    owner = np.repeat(np.arange(len(who)), number)
    gap = np.ceil(rng.exponential(DAYS_AROUND, len(owner))).astype(np.int64)
    found = _at(rng, owner, who["signed_up"].to_numpy()[owner] - np.maximum(gap, 1))
    in_month = found.pop("day").between(FIRST_DAY, FIRST_DAY + N_DAYS - 1)
    return found[in_month].assign(account=False)


def _strangers(scene: Scene) -> pd.DataFrame:
    """Draw visitors who have no account, and will have none by the end of 2024."""
    rng = scene.stream("strangers")
    n = rng.poisson(STRANGERS * scene.n_people)
    return gear_stage.devices(rng, pick_one(rng, STRANGERS_DIGITAL, n))


def _of_strangers(scene: Scene, first: int, n: int) -> pd.DataFrame:
    rng = scene.stream("visits of strangers")
    owner = np.repeat(np.arange(n), 1 + rng.poisson(STRANGERS_RETURN, n)) + first
    found = _at(rng, owner, FIRST_DAY + _days(rng, len(owner)))
    return found.drop(columns="day").assign(account=False)


def _days(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    return pick_one(rng, calendar.busyness()[FIRST_DAY : FIRST_DAY + N_DAYS], n)


def _at(rng: np.random.Generator, owner: NDArray, day: NDArray) -> pd.DataFrame:
    """Return visits that order nothing, at usual hours of the web."""
    web = np.full(len(owner), plan.CHANNELS.index("web"))
    second = 60 * calendar.minutes(rng, web) + rng.integers(0, 60, len(owner))
    start = calendar.DAYS[np.maximum(day, 0)] + pd.to_timedelta(second, unit="s")
    found = pd.DataFrame({"owner": owner, "started_at": start, "day": day})
    return found.assign(order=-1, lasts=0)
