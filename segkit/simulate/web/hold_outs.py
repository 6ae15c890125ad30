"""The tests by region: where and when a channel was not advertised, and who waited."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import stream
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene

# Channel, first Monday of its test, weeks. Half of the regions go without its ads.
TESTS = (
    ("search", "2023-05-01", 16),
    ("social", "2023-09-04", 16),
    ("referral", "2024-01-15", 8),
    ("store", "2024-03-25", 8),
    ("affiliate", "2024-05-27", 8),
    ("email", "2024-08-05", 8),
)
# The split of the regions is drawn among the most even ones.
EVEN_SPLITS = 6


class HoldOut(NamedTuple):
    """One region that one test leaves without advertising.

    Attributes
    ----------
    channel, region : codes
    first, last : days since 2023-01-01, both in the test
    """

    channel: int
    region: int
    first: int
    last: int


def schedule(seed: int, places: pd.DataFrame) -> list[HoldOut]:
    """Draw which regions each test leaves without advertising.

    Parameters
    ----------
    seed : of the world
    places : the postcodes, with region and population

    Returns
    -------
    list of HoldOut, one for each test and region held out

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> held = schedule(1, places(1))
    >>> [sum(test.channel == code for test in held) for code in range(6)]
    [3, 3, 3, 3, 3, 3]
    """
    rng = stream(seed, "geo tests")
    splits = _even_splits(places)
    found = []
    for channel, monday, weeks in TESTS:
        first = (pd.Timestamp(monday) - calendar.DAYS[0]).days
        code, last = plan.SOURCES.index(channel), first + 7 * weeks - 1
        half = splits[rng.integers(len(splits))]
        found += [HoldOut(code, region, first, last) for region in half]
    return found


def regions(places: pd.DataFrame) -> tuple[NDArray[np.int64], list[str]]:
    """Return the region of every postcode as a code, and the names.

    Parameters
    ----------
    places : the postcodes, with region

    Returns
    -------
    ((n,) codes, names in alphabetical order)

    Examples
    --------
    >>> code, names = regions(pd.DataFrame({"region": ["b", "a", "b"]}))
    >>> code.tolist(), names
    ([1, 0, 1], ['a', 'b'])
    """
    names, code = np.unique(places["region"].to_numpy(str), return_inverse=True)
    return code, names.tolist()


def _even_splits(places: pd.DataFrame) -> list[tuple[int, ...]]:
    """Return the halves of the regions that hold nearest to half of the people."""
    code, names = regions(places)
    people = np.bincount(code, places["population"])
    halves = list(combinations(range(len(names)), len(names) // 2))
    halves.sort(key=lambda half: abs(people[list(half)].sum() / people.sum() - 0.5))
    return halves[:EVEN_SPLITS]


def held_back(scene: Scene, who: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Let those whom no advertisement reached in a test sign up after it.

    Parameters
    ----------
    scene : the block
    who : its people, with place, because_of and signed_up
    places : the postcodes, with region and population

    Returns
    -------
    the same table with signed_up after the tests and waited (days of delay)

    Notes
    -----
    Own definition: where a channel is switched off, the people whom it would have
    brought sign up on some day after the test, busy days first; nobody else changes.

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> who = pd.DataFrame({"place": range(240), "because_of": 0, "signed_up": 150})
    >>> waited = held_back(Scene(seed=1, size=240), who, places(1))["waited"]
    >>> int(waited.min()), bool(waited.max() > 80)
    (0, True)
    """
    region = regions(places)[0][who["place"]]
    signed_up = who["signed_up"].to_numpy().copy()
    chance = scene.stream("held back").random(len(who))
    clock = np.r_[0.0, calendar.busyness(1.4).cumsum()]
    for test in schedule(scene.seed, places):
        late = (region == test.region) & (who["because_of"] == test.channel)
        late &= (signed_up >= test.first) & (signed_up <= test.last)
        at = clock[test.last + 1] + chance[late] * (clock[-1] - clock[test.last + 1])
        day = np.searchsorted(clock, at, side="right") - 1
        signed_up[late] = np.clip(day, test.last + 1, calendar.N_DAYS - 1)
    return who.assign(signed_up=signed_up, waited=signed_up - who["signed_up"])
