"""Who signs up, when, and how they will behave: the hidden half of every customer."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import around_one, pick, pick_one
from segkit.simulate.people import accounts, demography, links, lives, plan
from segkit.simulate.scene import Scene
from segkit.simulate.web import cause, hold_outs

PROSPECTS = 0.06
LAUNCH = 0.40
INTERESTS = ("home", "garden", "office")
# Of the people who work and shop for home, garden or office: who buys for a firm.
PROFESSIONAL = np.array([0.042, 0.056, 0.34])


def people(scene: Scene, places: pd.DataFrame) -> pd.DataFrame:
    """Draw the people of one block: what nobody sees, and what all else follows from.

    Parameters
    ----------
    scene : the block
    places : the postcodes, as `places.places` gives them

    Returns
    -------
    pandas table, one row per person: customer_id; place (row of `places`), geographic,
    demographic, need, mind, digital, segment (codes); signed_up, first_order, leaves,
    back, leaves_again (days since 2023-01-01; past the end if never); lucky (in the
    spring of 2024); rate (orders a year), home_channel, interest, source, because_of
    (codes), waited (days that a hold-out delayed it), professional, basket (1 is
    usual), consent; second_id, second_since (of a second account, see `accounts`); and
    what a census would ask: age (years on 2024-12-31), birthday (day of the year, 1 to
    365), gender, language, marital, education, field, occupation, frequency (codes:
    tuples in `demography` and `jobs`), couple, works (bool), children (at home),
    household (persons), income (net yearly EUR of the household), seniority (years, -1
    without work), work_place (row of `places`, -1 without work), height (cm), weight
    (kg)

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> who = people(Scene(seed=1, size=100), places(1))
    >>> who["customer_id"].iloc[0], len(who)
    ('C00001', 100)
    """
    who = _kinds(scene, places)
    segment = who["segment"].to_numpy()
    rng = scene.stream("people")
    who["signed_up"] = _sign_up(rng, len(who))
    delay = _delay(rng, len(who))
    who["rate"] = plan.planted("orders_per_year")[segment] * around_one(
        rng, plan.planted("evenness")[segment]
    )
    who["home_channel"] = _home_channel(rng, who, places)
    geographic = who["geographic"].to_numpy()
    who["interest"] = pick(rng, links.INTEREST_OF_GEOGRAPHIC, geographic)
    who["professional"] = rng.random(len(who)) < PROFESSIONAL[who["interest"]]
    who["basket"] = around_one(rng, np.full(len(who), 8.0))
    who["source"] = pick(rng, plan.planted("sources"), segment)
    who["because_of"] = cause.because_of(scene, who["source"].to_numpy())
    who = hold_outs.held_back(scene, who, places)
    who["first_order"] = who["signed_up"] + delay
    who["consent"] = rng.random(len(who)) < plan.planted("consent")[segment]
    who = accounts.second_accounts(scene, lives.lives(scene, who))
    who = demography.describe(scene, who, places)
    return who.assign(professional=who["professional"] & who["works"])


def _kinds(scene: Scene, places: pd.DataFrame) -> pd.DataFrame:
    """Draw where they live and which kind they are, one after the other."""
    rng, n = scene.stream("kinds"), scene.n_people
    place = pick_one(rng, places["population"].to_numpy(), n)
    geographic = places["geographic"].to_numpy()[place]
    demographic = pick(rng, links.DEMOGRAPHIC_OF_GEOGRAPHIC, geographic)
    need = pick(rng, links.NEEDS_OF_DEMOGRAPHIC, demographic)
    weights = plan.calibrated(links.segment_weights().reshape(-1, 5), _groups(places))
    group = demographic * len(links.NEEDS) + need
    return pd.DataFrame(
        {
            **accounts.number(scene),
            "place": place,
            "geographic": geographic,
            "demographic": demographic,
            "need": need,
            "mind": pick(rng, links.MINDS_OF_NEEDS, need),
            "digital": pick(rng, links.DIGITAL_OF_DEMOGRAPHIC, demographic),
            "segment": pick(rng, weights, group),
        }
    )


def _home_channel(
    rng: np.random.Generator, who: pd.DataFrame, places: pd.DataFrame
) -> NDArray[np.int64]:
    """Draw the usual channel: less often the store, the farther it is."""
    way = links.way(places["km_to_store"].to_numpy())
    living = np.bincount(way, places["population"], len(links.STORE_PULL_OF_WAY))
    usual = plan.planted("channels")
    weights = links.channel_weights(usual, living / living.sum())
    group = who["segment"].to_numpy() * len(living) + way[who["place"]]
    return pick(rng, weights.reshape(-1, usual.shape[1]), group)


def _groups(places: pd.DataFrame) -> NDArray[np.float64]:
    """Return which part of the people is to be expected in each group of the links."""
    living = places["population"].groupby(places["geographic"]).sum()
    living = living.reindex(range(len(links.GEOGRAPHIC)), fill_value=0)
    demographic = (living / living.sum()).to_numpy() @ links.DEMOGRAPHIC_OF_GEOGRAPHIC
    return (demographic[:, None] * links.NEEDS_OF_DEMOGRAPHIC).ravel()


def _sign_up(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Draw sign-up days: accounts began in January 2023, old customers first."""
    day = pick_one(rng, calendar.busyness(1.4), n)
    early = np.minimum(2 + rng.exponential(28, n).astype(np.int64), 200)
    return np.where(rng.random(n) < LAUNCH, early, day)


def _delay(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Draw the days until the first order: often none; some people never buy."""
    waits = np.where(rng.random(n) < 0.72, 0, 1 + rng.exponential(14, n).astype(int))
    return np.where(rng.random(n) < PROSPECTS, calendar.NEVER, waits)


def truth(who: pd.DataFrame) -> pd.DataFrame:
    """Return how every customer was meant to behave: the answers.

    Parameters
    ----------
    who : the people

    Returns
    -------
    pandas table: customer_id, segment, prospect, orders_per_year, active_until (empty
    for prospects and beyond the last day), back_from (empty if not), lucky,
    home_channel, interest

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> who = people(Scene(seed=1, size=9), places(1))
    >>> truth(who)["segment"].isin(plan.planted("name")).all()
    np.True_
    """
    prospect = who["first_order"] >= calendar.N_DAYS
    return pd.DataFrame(
        {
            "customer_id": who["customer_id"],
            "segment": plan.planted("name")[who["segment"]],
            "prospect": prospect,
            "orders_per_year": who["rate"].round(4),
            "active_until": calendar.dates(who["leaves"].where(~prospect)),
            "back_from": calendar.dates(who["back"].where(~prospect)),
            "lucky": who["lucky"],
            "home_channel": np.array(plan.CHANNELS)[who["home_channel"]],
            "interest": np.array(INTERESTS)[who["interest"]],
        }
    )
