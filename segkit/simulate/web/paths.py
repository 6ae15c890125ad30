"""The ways that led to a sign-up, and those that led nowhere: every touch on them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick, pick_one
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.web.cause import CAUSES, OWN_ACCORD
from segkit.simulate.web.hold_outs import regions, schedule
from segkit.simulate.web.numbers import or_missing, shuffled

# Rows per person kept free in the numbering of paths: about two are used.
ROOM = 4
# How often people come across each channel, beside what brings them: search, social,
# referral, store, affiliate, email.
EXPOSURE = np.array([0.20, 0.40, 0.06, 0.15, 0.06, 0.13])
# Touches before the last one, of those who were brought, and of those who came anyway.
EARLIER, EARLIER_ANYWAY = 2.5, 1.5
DAYS_BEFORE = 9.0
# Paths that end without a sign-up, per account; their touches beyond the first.
LOST, LOST_MORE = 0.9, 1.3
# How a touch was paid for, and how often it was: other touches cost nothing.
COSTS = ("per click", "per click", "bonus", "leaflet", "commission", "rented list")
FREE = "free"
PAID_RATE = np.array([0.60, 0.75, 1.0, 0.45, 1.0, 0.50])


def touchpoints(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame, places: pd.DataFrame
) -> pd.DataFrame:
    """Draw every touch of the people of a block before they signed up, and of others.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : what they ordered
    places : the postcodes

    Returns
    -------
    pandas table, one row per touch: path_id, position (from 1), touched_at, channel,
    cost_type, customer_id (empty if the path led nowhere)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> touches = world(seed=1, size=50).tables["touchpoints"]
    >>> int(touches["position"].min())
    1
    """
    rng = scene.stream("touches")
    found = pd.concat([_ways(rng, who, orders), _lost(scene, who)], ignore_index=True)
    found = found.sort_values(["path", "at"], kind="stable", ignore_index=True)
    found["position"] = found.groupby("path").cumcount() + 1
    found["channel"] = _channels(rng, found, who)
    place = pick_one(rng, places["population"].to_numpy(), int(found["path"].max()) + 1)
    place[: len(who)] = who["place"]
    paid = _advertised(scene, found, regions(places)[0][place], places)
    paid &= rng.random(len(found)) < PAID_RATE[found["channel"]]
    path, _ = shuffled(scene, "T", len(place), room=ROOM)
    account = np.append(who["customer_id"].to_numpy(object), "")
    return pd.DataFrame(
        {
            "path_id": path[found["path"]],
            "position": found["position"],
            "touched_at": calendar.DAYS[0] + pd.to_timedelta(found["at"], unit="min"),
            "channel": np.array(plan.SOURCES)[found["channel"]],
            "cost_type": np.where(paid, np.array(COSTS)[found["channel"]], FREE),
            "customer_id": or_missing(account[np.minimum(found["path"], len(who))]),
        }
    ).sort_values(["path_id", "position"], ignore_index=True)


def _ways(
    rng: np.random.Generator, who: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """Draw when the touches of those who signed up took place, in minutes."""
    brought = who["because_of"].to_numpy() < CAUSES.index(OWN_ACCORD)
    early = rng.poisson(np.where(brought, EARLIER, EARLIER_ANYWAY))
    early = np.maximum(early, brought & (who["because_of"] != who["source"]))
    last = _last(rng, who, orders)
    path = np.repeat(np.arange(len(who)), early)
    gap = np.maximum(np.ceil(rng.exponential(DAYS_BEFORE, len(path))), 1)
    day = np.maximum(who["signed_up"].to_numpy()[path] - gap.astype(np.int64), 0)
    at = day * 1440 + _minutes(rng, len(path))
    # Whoever signed up on the first day has been here earlier on that day.
    late = at >= last[path]
    at = np.where(late, (last[path] * rng.random(len(path))).astype(np.int64), at)
    return pd.concat(
        [
            pd.DataFrame({"path": path, "at": at, "last": False}),
            pd.DataFrame({"path": np.arange(len(who)), "at": last, "last": True}),
        ]
    )


def _last(
    rng: np.random.Generator, who: pd.DataFrame, orders: pd.DataFrame
) -> NDArray[np.int64]:
    """Return the minute of the last touch: on the day of the sign-up, before orders."""
    day = who["signed_up"].to_numpy()
    minute = _minutes(rng, len(who))
    first = orders.groupby("person")["ordered_at"].min().reindex(range(len(who)))
    first = (first - calendar.DAYS[0]) // pd.Timedelta(minutes=1)
    room = (first - day * 1440).fillna(1440).clip(upper=1440).to_numpy()
    before = np.maximum(room - rng.integers(3, 46, len(who)), 0).astype(np.int64)
    return day * 1440 + np.where(room < 1440, before, minute)


def _lost(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw the touches of people who never sign up."""
    rng = scene.stream("lost paths")
    n = rng.poisson(LOST * len(who))
    path = np.repeat(np.arange(n), rng.geometric(1 / (1 + LOST_MORE), n))
    start = pick_one(rng, calendar.busyness(), n)[path]
    gap = rng.exponential(DAYS_BEFORE, len(path)).astype(np.int64)
    at = np.minimum(start + gap, calendar.N_DAYS - 1) * 1440 + _minutes(rng, len(path))
    return pd.DataFrame({"path": path + len(who), "at": at, "last": False})


def _channels(
    rng: np.random.Generator, found: pd.DataFrame, who: pd.DataFrame
) -> NDArray[np.int64]:
    """Return the channels: the last click, what really brought them, and others."""
    channel = pick_one(rng, EXPOSURE, len(found))
    path, people = found["path"].to_numpy(), len(who)
    mine = np.minimum(path, people - 1)
    source = who["source"].to_numpy()[mine]
    because = who["because_of"].to_numpy()[mine]
    number = found.groupby("path")["position"].transform("max").to_numpy() - 1
    turn = 1 + (rng.random(people + 1)[mine] * np.maximum(number, 1)).astype(np.int64)
    brings = (path < people) & (because < CAUSES.index(OWN_ACCORD))
    brings &= (because != source) & (found["position"].to_numpy() == turn)
    channel = np.where(brings, because, channel)
    return np.where(found["last"], source, channel)


def _advertised(
    scene: Scene, found: pd.DataFrame, region: NDArray, places: pd.DataFrame
) -> NDArray[np.bool_]:
    """Return which touches took place where and when their channel was advertised."""
    on = np.ones(len(found), dtype=bool)
    day, here = found["at"].to_numpy() // 1440, region[found["path"]]
    for test in schedule(scene.seed, places):
        off = (here == test.region) & (found["channel"].to_numpy() == test.channel)
        on &= ~(off & (day >= test.first) & (day <= test.last))
    return on


def _minutes(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    web = np.array(calendar.HOURS["web"]).reshape(1, 24)
    hour = pick(rng, web, np.zeros(n, dtype=np.int64))
    return hour * 60 + rng.integers(0, 60, n)
