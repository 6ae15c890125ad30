"""When each customer orders, and through which channel."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick
from segkit.simulate.people import lives, plan
from segkit.simulate.scene import Scene

OWN_CHANNEL = 1.6
APP_GROWTH = np.array([1.0, 1.3, 1.6, 1.9])
SPELLS = (("first_order", "leaves", 1.0), ("back", "leaves_again", lives.SLOWER))
# In the spring of 2024 some people order more often, and not after.
LUCKY_TIMES = 3.0
# And everybody does in the days before a birthday.
BIRTHDAY_DAYS = 14
BIRTHDAY_TIMES = 1.8


def usual(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw the days on which these people order of their own accord.

    Parameters
    ----------
    scene : the block
    who : its people

    Returns
    -------
    pandas table by day and person, one row per order: person (row of `who`), day (since
    2023-01-01)

    Notes
    -----
    The first order follows the sign-up; the later ones are a Poisson process at the
    person's own rate, faster on busy days, until the person leaves (Schmittlein,
    Morrison and Colombo 1987, section 2, on the shop's calendar). Some come back after
    a pause, with one order and then more at a slower rate.

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> usual(scene, who)["day"].is_monotonic_increasing
    True
    """
    rng = scene.stream("purchases")
    parts = [_spell(rng, who, *spell) for spell in SPELLS]
    return _in_order(parts)


def lucky_spring(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw what the lucky ones order on top, in the spring of 2024 and never again.

    Parameters
    ----------
    scene : the block
    who : its people, with lucky

    Returns
    -------
    pandas table as `usual` returns it; empty if nobody is lucky

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=2000)
    >>> extra = lucky_spring(scene, who)
    >>> bool(who["lucky"][extra["person"]].all())
    True
    """
    mine = np.flatnonzero(who["lucky"])
    rate = who["rate"].to_numpy()[mine] * (LUCKY_TIMES - 1)
    first, last = (np.full(len(mine), day) for day in lives.LUCKY_DAYS)
    return _in_order(
        [_process(scene.stream("lucky spring"), who, mine, rate, (first, last))]
    )


def birthdays(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw what people order on top in the days before their birthday.

    Parameters
    ----------
    scene : the block
    who : its people, with birthday (day of the year) if it is known

    Returns
    -------
    pandas table as `usual` returns it

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=2000)
    >>> birthdays(scene, who)["day"].is_monotonic_increasing
    True
    """
    rng, parts = scene.stream("birthdays"), []
    on = who["birthday"].to_numpy() if "birthday" in who else np.zeros(len(who), int)
    for year in (0, calendar.YEAR_TWO):
        stop = np.clip(year + on - 1, 0, calendar.N_DAYS)
        start = np.clip(stop - BIRTHDAY_DAYS, 0, None)
        rate = who["rate"].to_numpy() * (BIRTHDAY_TIMES - 1)
        everybody = np.arange(len(who))
        part = _process(rng, who, everybody, rate, (start, stop))
        parts.append(part[lives.active(who, part["day"], part["person"])])
    return _in_order(parts)


def placed(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame, stream: str
) -> pd.DataFrame:
    """Draw through which channel each order was placed, and at what time of the day.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : person, day; one row per order
    stream : name of the occasion: each draws for itself

    Returns
    -------
    the same table with channel (code) and ordered_at

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> two = pd.DataFrame({"person": [3, 9], "day": [40, 41]})
    >>> placed(scene, who, two, "example").columns.tolist()
    ['person', 'day', 'channel', 'ordered_at']
    """
    rng = scene.stream(f"{stream} visits")
    person, day = orders["person"].to_numpy(), orders["day"].to_numpy()
    channel = _channels(rng, who, person, day, spreads=scene.switches.drift)
    minute = calendar.minutes(rng, channel)
    at = calendar.DAYS[day] + pd.to_timedelta(minute, unit="min")
    return orders.assign(channel=channel, ordered_at=at)


def _in_order(parts: list[pd.DataFrame]) -> pd.DataFrame:
    orders = pd.concat(parts, ignore_index=True)
    return orders.sort_values(["day", "person"], kind="stable", ignore_index=True)


def _spell(
    rng: np.random.Generator, who: pd.DataFrame, first: str, last: str, pace: float
) -> pd.DataFrame:
    """Draw the orders of one spell: one on its first day, then more until its end."""
    starters = np.flatnonzero(who[first] < calendar.N_DAYS)
    start = who[first].to_numpy()[starters]
    stop = np.minimum(who[last].to_numpy()[starters], calendar.N_DAYS)
    rate = who["rate"].to_numpy()[starters] * pace
    more = _process(rng, who, starters, rate, (start + 1, stop))
    return pd.concat([pd.DataFrame({"person": starters, "day": start}), more])


def _process(
    rng: np.random.Generator,
    who: pd.DataFrame,
    person: NDArray,
    rate: NDArray,
    span: tuple[NDArray, NDArray],
) -> pd.DataFrame:
    """Draw orders at these yearly rates, from the start to before the stop."""
    parts, (start, stop) = [], span
    for code, segment in enumerate(plan.SEGMENTS):
        mine = who["segment"].to_numpy()[person] == code
        clock = np.r_[0.0, calendar.busyness(segment.sale_pull).cumsum()]
        begin = clock[start[mine]]
        length = np.maximum(clock[stop[mine]] - begin, 0)
        count = rng.poisson(rate[mine] / 365.25 * length)
        at = np.repeat(begin, count)
        at += rng.random(len(at)) * np.repeat(length, count)
        day = np.searchsorted(clock, at, side="right") - 1
        owner = np.repeat(person[mine], count)
        parts.append(pd.DataFrame({"person": owner, "day": day}))
    return pd.concat(parts, ignore_index=True)


def _channels(
    rng: np.random.Generator,
    who: pd.DataFrame,
    person: NDArray,
    day: NDArray,
    *,
    spreads: bool,
) -> NDArray[np.int64]:
    """Draw the channels: everybody has a usual one, and some are closed at weekends."""
    n = len(plan.CHANNELS)
    mix = plan.planted("channels")[:, None, :] + OWN_CHANNEL * np.eye(n)
    hours = [calendar.OPEN_WEEKDAY, calendar.OPEN_SATURDAY, calendar.OPEN_SUNDAY]
    growth = np.where(spreads, APP_GROWTH, 1.0)
    app = np.where(np.array(plan.CHANNELS) == "app", growth[:, None], 1.0)
    weights = (
        mix[:, :, None, None, :] * np.array(hours)[:, None, :] * app[None, None, None]
    )
    place = np.ravel_multi_index(
        (
            who["segment"].to_numpy()[person],
            who["home_channel"].to_numpy()[person],
            calendar.opening(day),
            calendar.app_phase(day),
        ),
        weights.shape[:-1],
    )
    return pick(rng, weights.reshape(-1, n), place)
