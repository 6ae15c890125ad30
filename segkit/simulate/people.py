"""Who signs up, when, and how they will behave."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar, plan
from segkit.simulate.draw import pick, pick_one, stream

PROSPECTS = 0.06
LAUNCH = 0.40
INTERESTS = ("home", "garden", "office")
INTEREST_WEIGHTS = np.array([0.50, 0.27, 0.23])


def people(seed: int, size: int) -> pd.DataFrame:
    """Draw the people of the world: the hidden half of every customer.

    Parameters
    ----------
    seed : whole number
    size : how many people sign up

    Returns
    -------
    pandas table, one row per person: customer_id, segment (code), signed_up (day),
    first_order (day, past the end if never), rate (orders a year), leaves (day),
    home_channel, interest (codes), basket (1 is usual), source (code), consent

    Examples
    --------
    >>> who = people(seed=1, size=100)
    >>> who["customer_id"].iloc[0], len(who)
    ('C00001', 100)
    """
    rng = stream(seed, "people")
    segment = pick_one(rng, plan.planted("share"), size)
    who = pd.DataFrame({"customer_id": ids("C", size), "segment": segment})
    who["signed_up"] = _sign_up(rng, size)
    who["first_order"] = who["signed_up"] + _delay(rng, size)
    who["rate"] = plan.planted("orders_per_year")[segment] * _around_one(
        rng, plan.planted("evenness")[segment]
    )
    lifetime = rng.exponential(plan.planted("years_active")[segment]) * 365.25
    who["leaves"] = who["first_order"] + np.ceil(lifetime).astype(np.int64)
    who["home_channel"] = pick(rng, plan.planted("channels"), segment)
    who["interest"] = pick_one(rng, INTEREST_WEIGHTS, size)
    who["basket"] = _around_one(rng, np.full(size, 8.0))
    who["source"] = pick(rng, plan.planted("sources"), segment)
    who["consent"] = rng.random(size) < plan.planted("consent")[segment]
    return who


def ids(letter: str, n: int, width: int = 5) -> list[str]:
    """Return `n` identifiers that say nothing but which row this is.

    Parameters
    ----------
    letter : what they begin with
    n : how many
    width : least number of digits

    Returns
    -------
    list of str

    Examples
    --------
    >>> ids("C", 2)
    ['C00001', 'C00002']
    """
    width = max(width, len(str(n)))
    return [f"{letter}{number:0{width}d}" for number in range(1, n + 1)]


def _around_one(rng: np.random.Generator, shape: NDArray) -> NDArray[np.float64]:
    return rng.gamma(shape) / shape


def _sign_up(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Draw sign-up days: accounts began in January 2023, old customers first."""
    day = pick_one(rng, calendar.busyness(1.4), n)
    early = np.minimum(2 + rng.exponential(28, n).astype(np.int64), 200)
    return np.where(rng.random(n) < LAUNCH, early, day)


def _delay(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Draw the days until the first order: often none; some people never buy."""
    waits = np.where(rng.random(n) < 0.72, 0, 1 + rng.exponential(14, n).astype(int))
    return np.where(rng.random(n) < PROSPECTS, calendar.N_DAYS, waits)


def customers(who: pd.DataFrame) -> pd.DataFrame:
    """Return what the shop knows about its customers.

    Parameters
    ----------
    who : the people of the world

    Returns
    -------
    pandas table: customer_id, signed_up_on, acquired_via, email_consent

    Examples
    --------
    >>> customers(people(seed=1, size=3)).columns.tolist()
    ['customer_id', 'signed_up_on', 'acquired_via', 'email_consent']
    """
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "signed_up_on": calendar.DAYS[who["signed_up"]],
            "acquired_via": np.array(plan.SOURCES)[who["source"]],
            "email_consent": who["consent"],
        }
    )


def truth(who: pd.DataFrame) -> pd.DataFrame:
    """Return what is planted in every customer: the answers.

    Parameters
    ----------
    who : the people of the world

    Returns
    -------
    pandas table: customer_id, segment, prospect, orders_per_year, active_until (empty
    for prospects and beyond the last day), home_channel, interest

    Examples
    --------
    >>> truth(people(seed=1, size=3))["segment"].isin(plan.planted("name")).all()
    np.True_
    """
    prospect = who["first_order"] >= calendar.N_DAYS
    gone = ~prospect & (who["leaves"] < calendar.N_DAYS)
    until = pd.Series(calendar.DAYS[who["leaves"].where(gone, 0)])
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "segment": plan.planted("name")[who["segment"]],
            "prospect": prospect,
            "orders_per_year": who["rate"].round(4),
            "active_until": until.where(gone),
            "home_channel": np.array(plan.CHANNELS)[who["home_channel"]],
            "interest": np.array(INTERESTS)[who["interest"]],
        }
    )
