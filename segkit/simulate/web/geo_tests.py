"""The tests by region, as the marketing team would keep them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate import calendar
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.web.hold_outs import regions, schedule

# Whole weeks, Monday to Sunday: the first and the last days of the two years are out.
FIRST_MONDAY, N_WEEKS = 1, 104


def sign_ups(who: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Count the sign-ups of a block by region, week and last click.

    Parameters
    ----------
    who : the people
    places : the postcodes

    Returns
    -------
    pandas table with number, by region (code), week (from 0) and source (code)

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> who = pd.DataFrame({"place": [0, 0], "signed_up": [0, 5], "source": [1, 1]})
    >>> sign_ups(who, places(1))["number"].tolist()
    [1]
    """
    week = (who["signed_up"].to_numpy() - FIRST_MONDAY) // 7
    keys = [regions(places)[0][who["place"]], week, who["source"].to_numpy()]
    whole = (week >= 0) & (week < N_WEEKS)
    counted = pd.Series(1, index=pd.MultiIndex.from_arrays(keys))[whole]
    counted = counted.groupby(level=[0, 1, 2]).sum()
    return counted.rename_axis(["region", "week", "source"]).to_frame("number")


def geo_tests(
    scene: Scene, places: pd.DataFrame, counted: pd.DataFrame
) -> pd.DataFrame:
    """Return where and when each channel was advertised, and who signed up.

    Parameters
    ----------
    scene : a block of the world
    places : the postcodes
    counted : sign-ups of all blocks, as `sign_ups` counts them

    Returns
    -------
    pandas table, regions by weeks by channels: region, week_start, channel, advertised,
    new_customers (by last click)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> tests = world(seed=1, size=50).tables["geo_tests"]
    >>> tests["week_start"].dt.day_name().unique().tolist()
    ['Monday']
    """
    _, names = regions(places)
    shape = (len(names), N_WEEKS, len(plan.SOURCES))
    on = np.ones(shape, dtype=bool)
    for test in schedule(scene.seed, places):
        first, last = ((day - FIRST_MONDAY) // 7 for day in (test.first, test.last))
        on[test.region, first : last + 1, test.channel] = False
    every = pd.MultiIndex.from_product([range(n) for n in shape])
    region, week, channel = (every.get_level_values(level) for level in range(3))
    return pd.DataFrame(
        {
            "region": np.array(names)[region],
            "week_start": calendar.DAYS[FIRST_MONDAY + 7 * week.to_numpy()],
            "channel": np.array(plan.SOURCES)[channel],
            "advertised": on.ravel(),
            "new_customers": counted["number"].reindex(every, fill_value=0).to_numpy(),
        }
    )
