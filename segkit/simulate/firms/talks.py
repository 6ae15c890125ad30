"""Sales talks with firms: from the first word to a deal, or to none.

Spoilers. Whether a talk ends well depends on how it began, on whether the firm has an
account already, and, for the campaign tool, on whether the firm uses an ad platform.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import around_one, pick, pick_one
from segkit.simulate.firms import plan
from segkit.simulate.firms.tools import Stack
from segkit.simulate.scene import Scene

OFFERS = (
    "office furniture",
    "garden works",
    "supply plan",
    "plant service",
    "campaign tool",
)
SUPPLY, PLANTS, CAMPAIGN = 2, 3, 4
# What is talked about: with contacts without an account, and with one.
OFFER_WEIGHTS = np.array([[0.74, 0.26, 0, 0, 0], [0.42, 0.14, 0.28, 0.16, 0]])
# Expected amount for a firm of one, EUR, and how it grows with the headcount.
AMOUNT = np.array([420.0, 300.0, 260.0, 340.0, 500.0])
AMOUNT_PULL = 0.45
# Part of the firms that are offered the campaign tool.
CAMPAIGN_OFFERS = 0.75
SOURCES = ("web form", "phone call", "trade fair", "referral", "cold call")
SOURCE_WEIGHTS = np.array([0.38, 0.20, 0.14, 0.12, 0.16])
STAGES = ("lead", "qualified", "offer", "won", "lost")
# Chance of each step: lead to qualified, qualified to offer, offer to deal.
STEPS = np.array([0.55, 0.66, 0.38])
# The campaign tool has steps of its own; the last one goes without and with an ad
# platform in use.
CAMPAIGN_STEPS = np.array([[0.75, 0.80, 0.08], [0.75, 0.80, 0.40]])
# What multiplies the odds of each step: by source, and with an account.
SOURCE_ODDS = np.array([1.0, 1.1, 0.8, 2.2, 0.5])
ACCOUNT_ODDS = 1.5
# Mean days of each step, and how many times slower each kind of firm is.
STEP_DAYS = np.array([11, 19, 32])
SLOWNESS = np.array([0.7, 0.6, 1.1, 2.0, 1.5])
REASONS = ("price", "timing", "competitor", "no need", "no answer")
REASON_WEIGHTS = np.array(
    [[4, 18, 6, 34, 38], [18, 26, 14, 30, 12], [38, 16, 28, 8, 10]]
)


def talks(
    scene: Scene, firms: pd.DataFrame, known: pd.DataFrame, stack: Stack
) -> pd.DataFrame:
    """Draw the sales talks of two years, and how far each came.

    Parameters
    ----------
    scene : the block
    firms : its firms
    known : the contacts: person (-1 without an account), firm, since
    stack : which tools the firms use

    Returns
    -------
    pandas table in order of time, one row per talk: contact (row of `known`), firm,
    person (-1 without an account), offer, source (codes), day_0 (opened) to day_3
    (decided; days since 2023-01-01, past the end if not yet), steps (0 to 3 taken),
    reason (code of a loss), amount (EUR), calls

    Examples
    --------
    >>> from segkit.simulate.firms.chapter import alone
    >>> made = alone(seed=1, size=80)
    >>> made.tables["opportunities"]["opened_on"].is_monotonic_increasing
    True
    """
    rng = scene.stream("talks")
    contact = _contacts(rng, firms, known)
    begun = pd.DataFrame(
        {
            "contact": contact["contact"],
            "firm": known["firm"].to_numpy()[contact["contact"]],
            "person": known["person"].to_numpy()[contact["contact"]],
        }
    )
    begun["offer"] = pick(
        rng, OFFER_WEIGHTS, (begun["person"] >= 0).to_numpy(dtype=int)
    )
    begun.loc[contact["campaign"].to_numpy(), "offer"] = CAMPAIGN
    begun["source"] = pick_one(rng, SOURCE_WEIGHTS, len(begun))
    begun["day_0"] = _openings(rng, begun, known)
    begun["amount"] = _amounts(rng, begun, firms)
    talked = _outcomes(rng, begun, firms, stack)
    return talked.sort_values(["day_0", "contact"], ignore_index=True)


def _contacts(
    rng: np.random.Generator, firms: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Draw with whom the talks are held, and which are about the campaign tool."""
    order = known["firm"].to_numpy().argsort(kind="stable")
    size = np.bincount(known["firm"], minlength=len(firms))
    first = size.cumsum() - size
    usual = rng.poisson(plan.planted("talks")[firms["kind"]])
    campaign = (rng.random(len(firms)) < CAMPAIGN_OFFERS).astype(np.int64)
    firm = np.repeat(np.tile(np.arange(len(firms)), 2), np.r_[usual, campaign])
    place = np.floor(rng.random(len(firm)) * size[firm]).astype(np.int64)
    kind = np.arange(len(firm)) >= usual.sum()
    return pd.DataFrame({"contact": order[first[firm] + place], "campaign": kind})


def _openings(
    rng: np.random.Generator, begun: pd.DataFrame, known: pd.DataFrame
) -> NDArray[np.int64]:
    """Draw when talks began: with customers, not before they signed up."""
    since = known["since"].to_numpy()[begun["contact"]]
    since = np.where(begun["person"] >= 0, since, 0)
    room = calendar.N_DAYS - since
    return since + np.floor(rng.random(len(begun)) * room).astype(np.int64)


def met(known: pd.DataFrame, talked: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts, known since their first talk at the latest.

    Parameters
    ----------
    known : the contacts, with since
    talked : the talks, in order of time

    Returns
    -------
    the same contacts, with since

    Examples
    --------
    >>> known = pd.DataFrame({"since": [9, 9]})
    >>> talked = pd.DataFrame({"contact": [1, 1], "day_0": [3, 5]})
    >>> met(known, talked)["since"].tolist()
    [9, 3]
    """
    since = known["since"].to_numpy().copy()
    first = talked.drop_duplicates("contact")
    row = first["contact"].to_numpy()
    since[row] = np.minimum(since[row], first["day_0"].to_numpy())
    return known.assign(since=since)


def _amounts(
    rng: np.random.Generator, begun: pd.DataFrame, firms: pd.DataFrame
) -> NDArray[np.float64]:
    """Draw what a deal is expected to bring in a year, in steps of 10 EUR."""
    size = firms["employees"].to_numpy()[begun["firm"]]
    usual = AMOUNT[begun["offer"]] * size**AMOUNT_PULL
    amount = usual * np.exp(rng.normal(0, 0.5, len(begun)))
    return np.maximum(np.round(amount, -1), 50)


def chances(begun: pd.DataFrame, stack: Stack) -> NDArray[np.float64]:
    """Return the chance of every step of these talks.

    Parameters
    ----------
    begun : firm, person, offer, source, day_0
    stack : which tools the firms use

    Returns
    -------
    (talks, 3) chances: to be qualified, to get an offer, to be won

    Examples
    --------
    >>> begun = pd.DataFrame({"firm": [0], "person": [-1], "offer": [0], "source": [0],
    ...                       "day_0": [9]})
    >>> used, since = np.zeros((1, 13), bool), np.zeros((1, 13), int)
    >>> chances(begun, Stack(used, since, np.zeros(1))).round(2).tolist()
    [[0.55, 0.66, 0.38]]
    """
    ads = stack.has("ad platform", begun["firm"].to_numpy(), begun["day_0"].to_numpy())
    campaign = begun["offer"].to_numpy() == CAMPAIGN
    usual = np.where(campaign[:, None], CAMPAIGN_STEPS[ads.astype(int)], STEPS)
    account = np.where(begun["person"] >= 0, ACCOUNT_ODDS, 1.0)
    account = np.where(campaign, 1.0, account)
    odds = usual / (1 - usual) * (SOURCE_ODDS[begun["source"]] * account)[:, None]
    return odds / (1 + odds)


def _outcomes(
    rng: np.random.Generator, begun: pd.DataFrame, firms: pd.DataFrame, stack: Stack
) -> pd.DataFrame:
    """Draw step after step, until one fails; what lies past the end is not known."""
    chance = chances(begun, stack)
    steps = np.cumprod(rng.random(chance.shape) < chance, axis=1).sum(axis=1)
    slow = SLOWNESS[firms["kind"].to_numpy()[begun["firm"]]][:, None] * STEP_DAYS
    waits = 1 + np.floor(slow * around_one(rng, np.full(chance.shape, 2.0)))
    day = begun["day_0"].to_numpy()[:, None] + waits.cumsum(axis=1).astype(np.int64)
    # A failed step is the last day; days after it never come.
    later = np.arange(3) > np.minimum(steps, 2)[:, None]
    days = np.where(later, calendar.NEVER, day)
    last = np.minimum(np.where(later, 0, days).max(axis=1), calendar.N_DAYS)
    calls = 1 + rng.poisson((last - begun["day_0"].to_numpy()) / 14)
    reason = pick(rng, REASON_WEIGHTS, np.minimum(steps, 2))
    return begun.assign(
        day_1=days[:, 0], day_2=days[:, 1], day_3=days[:, 2],
        steps=steps, reason=reason, calls=calls,
    ).astype({"day_0": np.int64})  # fmt: skip


def decided(talked: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the day on which every talk ended, and whether it was won.

    Parameters
    ----------
    talked : the talks, with day_1 to day_3 and steps

    Returns
    -------
    (n,) days since 2023-01-01, past the end if still open; (n,) booleans

    Examples
    --------
    >>> one = {"day_1": [5], "day_2": [9], "day_3": [12], "steps": [3]}
    >>> [part.tolist() for part in decided(pd.DataFrame(one))]
    [[12], [True]]
    """
    days = talked[["day_1", "day_2", "day_3"]].to_numpy()
    last = np.minimum(talked["steps"].to_numpy(), 2)
    day = days[np.arange(len(days)), last]
    return day, (talked["steps"].to_numpy() == len(STEPS)) & (day < calendar.N_DAYS)


def campaign_tools(talked: pd.DataFrame) -> pd.DataFrame:
    """Return which firms bought the campaign tool, and since when they use it.

    Parameters
    ----------
    talked : the talks

    Returns
    -------
    pandas table: firm, day (since 2023-01-01)

    Examples
    --------
    >>> one = {"day_1": [5], "day_2": [9], "day_3": [12], "steps": [3], "firm": [7],
    ...        "offer": [CAMPAIGN]}
    >>> campaign_tools(pd.DataFrame(one))["day"].tolist()
    [12]
    """
    day, won = decided(talked)
    bought = won & (talked["offer"].to_numpy() == CAMPAIGN)
    firm = talked["firm"].to_numpy()[bought]
    return pd.DataFrame({"firm": firm, "day": day[bought]})
