"""How long contracts last: the risk of every one, and its true end.

Spoilers. Contracts can be left at the end of each month, or of each year, that is paid.
The risk differs from contract to contract and stays with it, but for two effects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import around_one
from segkit.simulate.firms import plans
from segkit.simulate.people import plan as people_plan
from segkit.simulate.people.lives import active
from segkit.simulate.scene import Scene

# Mean chance of leaving at the end of a month, by behavioural segment.
RISK = np.array([0.014, 0.019, 0.034, 0.026, 0.048])
EVENNESS = 3.0
HIGHEST = 0.5
# How many times likelier to leave: bargain customers once prices have risen, and
# everybody once they no longer order.
PRICE_EFFECT, GONE_EFFECT = 2.0, 1.6
# Contracts for a year: all the risk of this many months meets on one day.
MONTHS_IN_ONE = 8
# The story of a contract is told for ten years.
HORIZON = 120


@dataclass(frozen=True)
class Fates:
    """What becomes of contracts: one value each, days since 2023-01-01.

    Attributes
    ----------
    risk : chance of leaving at the end of a month, before any effect
    touched : whether the price rise doubles it
    end : first day without the contract; past the horizon if never
    renewals : how many there were until the end of 2024
    renewed : day of the last of them, -1 if none
    renews : day of the first after the end of 2024; -1 if the contract ended before
    rose : day from which the new price is paid, for those who signed before it
    """

    risk: NDArray[np.float64]
    touched: NDArray[np.bool_]
    end: NDArray[np.int64]
    renewals: NDArray[np.int64]
    renewed: NDArray[np.int64]
    renews: NDArray[np.int64]
    rose: NDArray[np.int64]


def fates(scene: Scene, who: pd.DataFrame, made: pd.DataFrame) -> Fates:
    """Draw how long every contract lasts.

    Parameters
    ----------
    scene : the block
    who : its people
    made : the contracts: person, plan, start, months

    Returns
    -------
    Fates

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> truth = alone(seed=1, size=80).truth["churn"]
    >>> bool(truth["monthly_risk"].between(0, 0.5).all())
    True
    """
    rng = scene.stream("churn")
    segment = who["segment"].to_numpy()[made["person"]]
    usual = RISK[segment] * plans.planted("risk")[made["plan"]]
    risk = np.minimum(usual * around_one(rng, np.full(len(made), EVENNESS)), HIGHEST)
    bargain = np.array([s.name == "bargain" for s in people_plan.SEGMENTS])[segment]
    touched = bargain & (made["start"].to_numpy() < plans.RISE_DAY)
    return _told(rng, who, made, risk, touched)


def _told(
    rng: np.random.Generator,
    who: pd.DataFrame,
    made: pd.DataFrame,
    risk: NDArray,
    touched: NDArray,
) -> Fates:
    """Tell every contract month by month."""
    n, months, start = len(made), made["months"].to_numpy(), made["start"].to_numpy()
    end, rose = np.full(n, calendar.NEVER), np.full(n, calendar.NEVER)
    renewals, renewed, renews = np.zeros(n, int), np.full(n, -1), np.full(n, -1)
    for month in range(1, HORIZON + 1):
        day = months_after(start, month)
        due = (end == calendar.NEVER) & (month % months == 0)
        leaves = due & (rng.random(n) < _chance(who, made, risk, touched, day))
        end = np.where(leaves, day, end)
        stays, before = due & ~leaves, day < calendar.N_DAYS
        renewals = renewals + (stays & before)
        renewed = np.where(stays & before, day, renewed)
        risen = (day >= plans.RISE_DAY) & (start < plans.RISE_DAY)
        dearer = stays & before & risen
        rose = np.where(dearer, np.minimum(rose, day), rose)
        renews = np.where(due & ~before & (renews < 0), day, renews)
    return Fates(risk, touched, end, renewals, renewed, renews, rose)


def _chance(
    who: pd.DataFrame,
    made: pd.DataFrame,
    risk: NDArray,
    touched: NDArray,
    day: NDArray,
) -> NDArray[np.float64]:
    """Return the chance that a contract that is due on a day ends there."""
    gone = ~active(who, day, made["person"].to_numpy())
    effect = np.where(touched & (day >= plans.RISE_DAY), PRICE_EFFECT, 1.0)
    monthly = np.minimum(risk * effect * np.where(gone, GONE_EFFECT, 1.0), 0.95)
    one = made["months"].to_numpy() == 1
    return np.where(one, monthly, 1 - (1 - monthly) ** MONTHS_IN_ONE)


def months_after(day: NDArray, months: int) -> NDArray[np.int64]:
    """Return the same day of the month, some months later; the last if it has none.

    Parameters
    ----------
    day : (n,) days since 2023-01-01
    months : how many months later

    Returns
    -------
    (n,) days since 2023-01-01

    Examples
    --------
    >>> months_after(np.array([0, 30]), 1).tolist()
    [31, 58]
    """
    origin = np.datetime64("2023-01-01")
    date = origin + np.asarray(day).astype("timedelta64[D]")
    month = date.astype("datetime64[M]")
    within = date - month.astype("datetime64[D]")
    target = month + np.timedelta64(months, "M")
    following = (target + np.timedelta64(1, "M")).astype("datetime64[D]")
    found = target.astype("datetime64[D]") + within
    found = np.minimum(found, following - np.timedelta64(1, "D"))
    return (found - origin).astype(np.int64)
