"""What the shop offers under contract, and who signs.

Spoilers. Contracts are paid by the month, apart from orders.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.firms import talks
from segkit.simulate.scene import Scene

# Mean days from the first order to a contract.
WAIT_DAYS = 75
# Days from a won talk to the start.
START_DAYS = 1, 15
# On this day prices rose by this part: at once for contracts paid by the month, at the
# next renewal for the others; whoever signs later pays the new price from the start.
RISE_ON = pd.Timestamp("2024-03-01")
RISE_DAY = (RISE_ON - calendar.DAYS[0]).days
RISE = 0.08
# Firms pay more the larger they are: their price doubles at this headcount.
SIZE_OF_DOUBLE = 40


@dataclass(frozen=True)
class Plan:
    """One thing that the shop does under contract.

    Attributes
    ----------
    name : as the shop keeps it
    cents : price a month in 2023
    firms : whether it is for firms; otherwise for private customers
    chance : part that signs, in the order of the behavioural segments
    pull : how many times likelier for those interested in home, garden, office
    risk : how many times likelier to be given up than the usual contract
    yearly : part of the contracts that run for a year at a time
    """

    name: str
    cents: int
    firms: bool
    chance: tuple[float, float, float, float, float]
    pull: tuple[float, float, float]
    risk: float
    yearly: float


PLANS = (
    Plan("delivery pass", 490, False, (0.38, 0.32, 0.52, 0.05, 0.25),
         (1.0, 1.0, 1.0), 1.0, 0.15),
    Plan("garden box", 1490, False, (0.19, 0.16, 0.15, 0.04, 0.13),
         (0.6, 2.2, 0.4), 1.3, 0.15),
    Plan("home care", 690, False, (0.12, 0.12, 0.08, 0.19, 0.12),
         (1.3, 0.5, 1.0), 0.7, 0.50),
    Plan("supply plan", 3900, True, (0.42, 0.36, 0.30, 0.10, 0.24),
         (1.0, 1.0, 1.4), 0.6, 0.45),
    Plan("plant service", 5900, True, (0.16, 0.14, 0.10, 0.05, 0.10),
         (1.0, 2.0, 1.0), 0.7, 0.55),
)  # fmt: skip
# Which plan comes of a won talk.
OF_OFFER = {talks.SUPPLY: 3, talks.PLANTS: 4}


def planted(attribute: str) -> NDArray:
    """Return one attribute of every plan, in the order of `PLANS`.

    Parameters
    ----------
    attribute : a field of `Plan`

    Returns
    -------
    (5,) or (5, k) array

    Examples
    --------
    >>> planted("cents").tolist()
    [490, 1490, 690, 3900, 5900]
    """
    return np.array([getattr(plan, attribute) for plan in PLANS])


def signed(
    scene: Scene,
    who: pd.DataFrame,
    firms: pd.DataFrame,
    accounts: pd.DataFrame,
    talked: pd.DataFrame,
) -> pd.DataFrame:
    """Draw who signs which contract, and when.

    Parameters
    ----------
    scene : the block
    who : its people
    firms : its firms
    accounts : person, firm
    talked : the sales talks

    Returns
    -------
    pandas table in order of time, one row per contract: person, plan (code), start (day
    since 2023-01-01), talk (row of `talked`, or -1), firm (row, or -1), months (1 or
    12: what it runs for), cents (a month, at the start)

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> made = alone(seed=1, size=80)
    >>> made.tables["contracts"]["started_on"].is_monotonic_increasing
    True
    """
    rng = scene.stream("contracts")
    both = [_after_talks(rng, talked), _of_own_accord(rng, who)]
    made = pd.concat(both, ignore_index=True)
    made = made.drop_duplicates(["person", "plan"])
    made = made.sort_values(["start", "person", "plan"], ignore_index=True)
    employer = np.full(len(who), -1)
    employer[accounts["person"]] = accounts["firm"]
    made["firm"] = employer[made["person"]]
    yearly = rng.random(len(made)) < planted("yearly")[made["plan"]]
    made["months"] = np.where(yearly, 12, 1)
    return made.assign(cents=_cents(made, firms))


def _after_talks(rng: np.random.Generator, talked: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts that follow from talks."""
    day, won = talks.decided(talked)
    plan = talked["offer"].map(OF_OFFER)
    start = day + rng.integers(*START_DAYS, len(talked))
    made = pd.DataFrame({"person": talked["person"], "plan": plan, "start": start})
    made["talk"] = np.arange(len(talked))
    made = made[won & plan.notna() & (start < calendar.N_DAYS)]
    made = made.sort_values(["start", "talk"], ignore_index=True)
    return made.astype(np.int64)


def _of_own_accord(rng: np.random.Generator, who: pd.DataFrame) -> pd.DataFrame:
    """Draw the contracts that people sign by themselves, some time after an order."""
    size = (len(who), len(PLANS))
    chance = planted("chance").T[who["segment"]] * planted("pull").T[who["interest"]]
    for_whom = planted("firms")[None] == who["professional"].to_numpy()[:, None]
    wait = 1 + np.floor(rng.exponential(WAIT_DAYS, size)).astype(np.int64)
    start = who["first_order"].to_numpy()[:, None] + wait
    end = np.minimum(who["leaves"].to_numpy(), calendar.N_DAYS)[:, None]
    person, plan = np.nonzero((rng.random(size) < chance) & for_whom & (start < end))
    made = {"person": person, "plan": plan, "start": start[person, plan]}
    return pd.DataFrame(made).assign(talk=-1).astype(np.int64)


def _cents(made: pd.DataFrame, firms: pd.DataFrame) -> NDArray[np.int64]:
    """Return the price a month at the start; firms pay by size, to half a euro."""
    price = planted("cents")[made["plan"]]
    size = firms["employees"].to_numpy()[np.maximum(made["firm"], 0)]
    larger = price * (1 + np.sqrt(size / SIZE_OF_DOUBLE))
    price = np.where(made["firm"] >= 0, np.round(larger / 50) * 50, price)
    new = made["start"].to_numpy() >= RISE_DAY
    return np.where(new, raised(price), price).astype(np.int64)


def raised(cents: NDArray) -> NDArray[np.int64]:
    """Return prices after the rise, to the cent.

    Parameters
    ----------
    cents : (n,) prices before

    Returns
    -------
    (n,) whole cents

    Examples
    --------
    >>> raised(np.array([490])).tolist()
    [529]
    """
    return np.round(np.asarray(cents) * (1 + RISE)).astype(np.int64)
