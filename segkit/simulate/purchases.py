"""When each customer orders, and through which channel."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar, plan
from segkit.simulate.draw import pick, stream

OWN_CHANNEL = 1.6
APP_GROWTH = np.array([1.0, 1.3, 1.6, 1.9])
CHANNEL_RETURNS = np.array([1.25, 1.2, 0.5, 1.0])


def purchases(who: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Draw every order of these people: its time, channel, and whether it came back.

    Parameters
    ----------
    who : the people of the world
    seed : whole number

    Returns
    -------
    pandas table in order of time, one row per order: person (row of `who`), day (since
    2023-01-01), ordered_at, channel (code), returned

    Notes
    -----
    The first order follows the sign-up; the later ones are a Poisson process at the
    person's own rate, faster on busy days, until the person leaves (Schmittlein,
    Morrison and Colombo 1987, section 2, on the shop's calendar).

    Examples
    --------
    >>> from segkit.simulate.people import people
    >>> orders = purchases(people(seed=1, size=50), seed=1)
    >>> orders["ordered_at"].is_monotonic_increasing
    True
    """
    rng = stream(seed, "purchases")
    buyers = np.flatnonzero(who["first_order"] < calendar.N_DAYS)
    person, day = _repeats(rng, who, buyers)
    person = np.concatenate([buyers, person])
    day = np.concatenate([who["first_order"].to_numpy()[buyers], day])
    channel = _channels(rng, who, person, day)
    minute = calendar.minutes(rng, channel)
    orders = pd.DataFrame({"person": person, "day": day, "channel": channel})
    orders["ordered_at"] = calendar.DAYS[day] + pd.to_timedelta(minute, unit="min")
    orders["returned"] = _returned(rng, who, person, channel)
    return orders.sort_values(["ordered_at", "person"], ignore_index=True)


def _repeats(
    rng: np.random.Generator, who: pd.DataFrame, buyers: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw the orders after the first: the owner and the day of each."""
    people, days = [], []
    for code, segment in enumerate(plan.SEGMENTS):
        mine = buyers[who["segment"].to_numpy()[buyers] == code]
        clock = np.r_[0.0, calendar.busyness(segment.sale_pull).cumsum()]
        start = clock[who["first_order"].to_numpy()[mine] + 1]
        leaves = np.minimum(who["leaves"].to_numpy()[mine], calendar.N_DAYS)
        stop = np.maximum(clock[leaves], start)
        count = rng.poisson(who["rate"].to_numpy()[mine] * (stop - start) / 365.25)
        at = np.repeat(start, count) + rng.random(count.sum()) * np.repeat(
            stop - start, count
        )
        people.append(np.repeat(mine, count))
        days.append(np.searchsorted(clock, at, side="right") - 1)
    return np.concatenate(people), np.concatenate(days)


def _channels(
    rng: np.random.Generator, who: pd.DataFrame, person: NDArray, day: NDArray
) -> NDArray[np.int64]:
    """Draw the channels: everybody has a usual one, and some are closed at weekends."""
    n = len(plan.CHANNELS)
    mix = plan.planted("channels")[:, None, :] + OWN_CHANNEL * np.eye(n)
    hours = [calendar.OPEN_WEEKDAY, calendar.OPEN_SATURDAY, calendar.OPEN_SUNDAY]
    app = np.where(np.array(plan.CHANNELS) == "app", APP_GROWTH[:, None], 1.0)
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


def _returned(
    rng: np.random.Generator, who: pd.DataFrame, person: NDArray, channel: NDArray
) -> NDArray[np.bool_]:
    usual = plan.planted("return_rate")[who["segment"].to_numpy()[person]]
    return rng.random(len(person)) < usual * CHANNEL_RETURNS[channel]
