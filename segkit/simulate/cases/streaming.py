"""Streaming: what people watch, and whether recommendations make them watch more."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases import titles
from segkit.simulate.cases.record import SEED, Case, ids, named
from segkit.simulate.draw import around_one, pick, pick_one, stream

QUESTION = "Do recommendations raise viewing time, and for whom?"
USE = ("started_at", "genre", "title", "minutes", "device")
SIZE = 600
SEGMENTS = ("series at night", "film explorer", "family", "background")
SHARES = np.array([0.34, 0.26, 0.22, 0.18])
# From Monday 30 September 2024 half of the viewers, by lot, see recommendations.
FIRST_DAY, BEFORE, AFTER = pd.Timestamp("2024-09-02"), 28, 28
# Viewings a week, and by how much recommendations change them.
PER_WEEK = (1.7, 1.1, 1.9, 2.4)
EFFECT = (0.0, 0.45, 0.05, 0.15)
EVENNESS = 6.0
MINUTES, MINUTES_EVENNESS = (68.0, 94.0, 38.0, 46.0), 7.0
GENRE_SHARES = np.array(
    [
        [0.36, 0.32, 0.04, 0.14, 0.05, 0.01, 0.04, 0.04],
        [0.18, 0.20, 0.18, 0.18, 0.20, 0.02, 0.02, 0.02],
        [0.03, 0.04, 0.14, 0.05, 0.08, 0.56, 0.06, 0.04],
        [0.05, 0.04, 0.22, 0.02, 0.12, 0.02, 0.26, 0.27],
    ]
)
# Part of the viewings in each stretch of the day: earliest, usual and latest hour.
STRETCHES = (
    (6.0, 7.5, 10.0),
    (8.0, 12.5, 17.0),
    (15.0, 18.0, 21.0),
    (18.0, 21.0, 24.0),
)
HOURS = np.array(
    [
        [0.02, 0.06, 0.17, 0.75],
        [0.01, 0.10, 0.24, 0.65],
        [0.16, 0.20, 0.54, 0.10],
        [0.20, 0.47, 0.22, 0.11],
    ]
)
WEEKEND = (0.34, 0.52, 0.38, 0.22)
DEVICES = ("television", "tablet", "phone", "laptop")
DEVICE_SHARES = np.array(
    [
        [0.62, 0.10, 0.10, 0.18],
        [0.70, 0.08, 0.05, 0.17],
        [0.46, 0.42, 0.09, 0.03],
        [0.30, 0.16, 0.36, 0.18],
    ]
)
HOUSEHOLDS = ("alone", "couple", "with children", "shared flat")
HOUSEHOLD_SHARES = np.array(
    [
        [0.34, 0.34, 0.14, 0.18],
        [0.36, 0.42, 0.12, 0.10],
        [0.03, 0.07, 0.88, 0.02],
        [0.40, 0.26, 0.18, 0.16],
    ]
)
# Share of viewings that begin from a recommendation, where they are shown.
FOLLOWED = (0.10, 0.42, 0.18, 0.25)
FINISHED = (0.78, 0.72, 0.60, 0.34)


def streaming(seed: int = SEED) -> Case:
    """Make eight weeks of a streaming service: four without, four by lot.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        tables `streaming_viewers` and `streaming_watches`; truth `streaming`: segment
        and the minutes of the last four weeks with and without recommendations

    Examples
    --------
    >>> made = streaming(1)
    >>> list(made.tables), len(made.truth["streaming"])
    (['streaming_viewers', 'streaming_watches'], 600)
    """
    rng = stream(seed, "streaming people")
    segment = pick_one(rng, SHARES, SIZE)
    viewers = pd.DataFrame({"viewer_id": ids("V", SIZE)})
    joined = rng.integers(20, 900, SIZE)
    viewers["signed_up_on"] = FIRST_DAY - pd.to_timedelta(joined, unit="D")
    viewers["household"] = named(HOUSEHOLDS, pick(rng, HOUSEHOLD_SHARES, segment))
    viewers["recommendations"] = rng.permutation(SIZE) % 2 == 1
    every = _viewings(seed, segment, around_one(rng, np.full(SIZE, EVENNESS)))
    every = _details(seed, every, segment)
    truth = _truth(viewers, every, segment)
    tables = {"streaming_viewers": viewers, "streaming_watches": _seen(viewers, every)}
    return Case("streaming", QUESTION, USE, tables, {"streaming": truth}, seed)


def _viewings(seed: int, segment: NDArray, own: NDArray) -> pd.DataFrame:
    """Draw every viewing that could take place, and in which of the two worlds.

    More are drawn than either world has; a viewing's luck says whether it takes place
    without (below 1) and with recommendations (below 1 + effect).
    """
    rng = stream(seed, "streaming viewings")
    effect = np.take(EFFECT, segment)
    per_day = np.take(PER_WEEK, segment) * own / 7
    before = rng.poisson(per_day * BEFORE)
    after = rng.poisson(per_day * AFTER * (1 + effect))
    person = np.repeat(np.tile(np.arange(SIZE), 2), np.r_[before, after])
    late = np.arange(len(person)) >= before.sum()
    luck = rng.random(len(person)) * (1 + effect[person])
    table = pd.DataFrame({"person": person, "late": late})
    table["without"] = ~late | (luck < 1)
    weekend = rng.random(len(person)) < np.take(WEEKEND, segment[person])
    day = np.where(weekend, rng.integers(5, 7, len(person)), 0)
    day = np.where(weekend, day, rng.integers(0, 5, len(person)))
    table["day"] = day + 7 * rng.integers(0, 4, len(person)) + BEFORE * late
    return table


def _details(seed: int, table: pd.DataFrame, segment: NDArray) -> pd.DataFrame:
    """Add hour, minutes, genre, title and device to every possible viewing."""
    rng = stream(seed, "streaming details")
    group, n = segment[table["person"]], len(table)
    low, usual, high = np.array(STRETCHES)[pick(rng, HOURS, group)].T
    minute = np.floor(60 * rng.triangular(low, usual, high)).astype(np.int64)
    at = pd.to_timedelta(table["day"] * 1440 + minute, unit="min")
    table["started_at"] = FIRST_DAY + at
    table["genre"] = pick(rng, GENRE_SHARES, group)
    table["place"] = pick_one(rng, titles.POPULARITY, n)
    shape = np.full(n, MINUTES_EVENNESS)
    length = np.take(MINUTES, group) * around_one(rng, shape)
    table["minutes"] = np.clip(np.rint(length), 3, 240).astype(np.int64)
    table["finished"] = rng.random(n) < np.take(FINISHED, group)
    table["device"] = pick(rng, DEVICE_SHARES, group)
    table["followed"] = rng.random(n) < np.take(FOLLOWED, group)
    return table


def _seen(viewers: pd.DataFrame, every: pd.DataFrame) -> pd.DataFrame:
    """Return the viewings that took place, as the service logs them."""
    shown = viewers["recommendations"].to_numpy()[every["person"]]
    seen = every[shown | every["without"]]
    seen = seen.sort_values(["started_at", "person"], ignore_index=True)
    shown = viewers["recommendations"].to_numpy()[seen["person"]] & seen["late"]
    table = pd.DataFrame({"watch_id": [f"E{n:05d}" for n in range(1, len(seen) + 1)]})
    table["viewer_id"] = viewers["viewer_id"].to_numpy()[seen["person"]]
    table["started_at"] = seen["started_at"]
    table["title"] = titles.titles(seen["genre"].to_numpy(), seen["place"].to_numpy())
    table["genre"] = named(titles.GENRES, seen["genre"])
    table["minutes"] = seen["minutes"]
    table["finished"] = seen["finished"]
    table["device"] = named(DEVICES, seen["device"])
    followed = shown & (seen["followed"] | ~seen["without"])
    table["found_via"] = np.where(followed, "recommendation", "search or list")
    return table


def _truth(
    viewers: pd.DataFrame, every: pd.DataFrame, segment: NDArray
) -> pd.DataFrame:
    late = every[every["late"]]
    minutes = late["minutes"].groupby(late["person"]).sum()
    without = late["minutes"].where(late["without"], 0).groupby(late["person"]).sum()
    truth = viewers[["viewer_id"]].assign(segment=named(SEGMENTS, segment))
    truth["minutes_without"] = without.reindex(truth.index, fill_value=0)
    truth["minutes_with"] = minutes.reindex(truth.index, fill_value=0)
    return truth
