"""What the channels cost, month by month, and how many sign-ups they get credit for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate import calendar
from segkit.simulate.draw import stream
from segkit.simulate.people import plan
from segkit.simulate.scene import Scene
from segkit.simulate.web.hold_outs import regions, schedule

MONTHS = pd.period_range("2023-01", "2024-12", freq="M")
# EUR a month for a shop with 12,000 accounts; one click; clicks per showing: search,
# social, referral (bonus), store (leaflets), affiliate (commission), email (lists).
BUDGET = np.array([6400.0, 4300.0, 900.0, 2100.0, 1300.0, 700.0])
PER_CLICK = np.array([0.62, 0.48, 1.90, 1.10, 0.75, 0.55])
CLICK_RATE = np.array([0.042, 0.011, 0.090, 0.012, 0.021, 0.024])
ROUND_SIZE = 12_000
DEARER = 1.08  # a click costs 8 % more in 2024
BUSY_PULL = 0.7  # how far budgets follow the season
LAUNCH_PULL = (2.2, 1.6, 1.2)  # January to March 2023


def new_customers(who: pd.DataFrame) -> pd.DataFrame:
    """Count the sign-ups of a block by month and last click.

    Parameters
    ----------
    who : the people

    Returns
    -------
    pandas table with number, by month (0 to 23) and source (code)

    Examples
    --------
    >>> who = pd.DataFrame({"signed_up": [0, 40, 41], "source": [0, 2, 2]})
    >>> new_customers(who)["number"].to_dict()
    {(0, 0): 1, (1, 2): 2}
    """
    month = (calendar.DAYS.year - 2023) * 12 + calendar.DAYS.month - 1
    keys = [month.to_numpy()[who["signed_up"]], who["source"].to_numpy()]
    counted = pd.Series(1, index=pd.MultiIndex.from_arrays(keys))
    counted = counted.groupby(level=[0, 1]).sum()
    return counted.rename_axis(["month", "source"]).to_frame("number")


def media_spend(
    scene: Scene, places: pd.DataFrame, counted: pd.DataFrame
) -> pd.DataFrame:
    """Return spending, showings, clicks and sign-ups of every month and channel.

    Parameters
    ----------
    scene : a block of the world
    places : the postcodes
    counted : sign-ups of all blocks, as `new_customers` counts them

    Returns
    -------
    pandas table, 24 months by 6 channels: month (its first day), channel, spend_amount,
    impressions, clicks, new_customers (by last click)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50).tables
    >>> int(made["media_spend"]["new_customers"].sum())
    50
    """
    rng = stream(scene.seed, "media")
    shape = len(MONTHS), len(plan.SOURCES)
    spend = BUDGET * scene.size / ROUND_SIZE * _plan() * rng.lognormal(0, 0.07, shape)
    spend *= 1 - _left_out(scene, places)
    dear = np.where(MONTHS.year == 2024, DEARER, 1.0)[:, None]
    clicks = rng.poisson(spend / (PER_CLICK * dear) * rng.lognormal(0, 0.08, shape))
    shown = clicks / CLICK_RATE * rng.lognormal(0, 0.1, shape)
    every = pd.MultiIndex.from_product([range(shape[0]), range(shape[1])])
    number = counted["number"].reindex(every, fill_value=0).to_numpy()
    return pd.DataFrame(
        {
            "month": np.repeat(MONTHS.to_timestamp(), shape[1]),
            "channel": np.tile(plan.SOURCES, shape[0]),
            "spend_amount": spend.ravel().round(2),
            "impressions": np.ceil(shown).astype(np.int64).ravel(),
            "clicks": clicks.ravel(),
            "new_customers": number,
        }
    )


def _plan() -> np.ndarray:
    """Return how much of the usual budget each month gets: more when people buy."""
    busy = pd.Series(calendar.busyness(), index=calendar.DAYS).groupby(
        calendar.DAYS.to_period("M")
    )
    pull = 1 + BUSY_PULL * (busy.mean().to_numpy() - 1)
    pull[: len(LAUNCH_PULL)] *= LAUNCH_PULL
    return pull[:, None]


def _left_out(scene: Scene, places: pd.DataFrame) -> np.ndarray:
    """Return the part of each month and channel that the hold-outs left unspent."""
    code, names = regions(places)
    people = np.bincount(code, places["population"], minlength=len(names))
    part = np.zeros((len(MONTHS), len(plan.SOURCES)))
    month = (calendar.DAYS.year - 2023) * 12 + calendar.DAYS.month - 1
    days = np.bincount(month)
    for test in schedule(scene.seed, places):
        held = np.bincount(month[test.first : test.last + 1], minlength=len(MONTHS))
        part[:, test.channel] += held / days * people[test.region] / people.sum()
    return part
