"""Coach: two welcome series of a sports coach, drawn by lot."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, around, blanked, ids, named
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = (
    "Does a welcome series about a subscriber's own aim bring more first bookings than "
    "a general one, and what does the wrong one cost?"
)
USE = ("main_interest", "signup_page")
SIZE = 1_200
AIMS = ("weight loss", "muscle", "general fitness")
SHARES = np.array([0.44, 0.31, 0.25])
SERIES = ("general", "weight loss", "muscle")
# Chance of a first booking within 30 days, and of leaving the list, by how the series
# fits the subscriber's aim. Those who want neither are told of something else twice.
BOOKS = {"matched": 0.19, "general": 0.10, "wrong": 0.05}
LEAVES = {"matched": 0.03, "general": 0.06, "wrong": 0.13}
OPENS = {"matched": 0.52, "general": 0.40, "wrong": 0.26}
MAILS = 5
PAGES = ("eating well", "first kilometres", "strength plans", "home page", "prices")
PAGE_SHARES = np.array(
    [
        [0.46, 0.20, 0.06, 0.18, 0.10],
        [0.10, 0.05, 0.55, 0.18, 0.12],
        [0.14, 0.34, 0.12, 0.28, 0.12],
    ]
)
# The sign-up form asks for the main interest: many skip it, and one in ten answers
# something else than what they will book.
SKIPS, WRONG_ANSWER = 0.42, 0.10
FIRST_DAY, DAYS = pd.Timestamp("2024-01-08"), 270
AGE = ((38.0, 0.27), (29.0, 0.24), (42.0, 0.30))
WOMEN = (0.66, 0.30, 0.52)


def coach(seed: int = SEED) -> Case:
    """Make the list of a sports coach, with three welcome series by lot.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `coach`, one row per subscriber; truth `coach`: aim, and whether each
        would have booked after either series

    Examples
    --------
    >>> made = coach(1)
    >>> sorted(made.tables["coach"]["series"].unique())
    ['general', 'muscle', 'weight loss']
    """
    rng = stream(seed, "coach people")
    aim = pick_one(rng, SHARES, SIZE)
    table = _signed_up(rng, aim)
    fit, booked, truth = _outcomes(seed, table, aim)
    answers = stream(seed, "coach mails")
    table["mails_opened"] = answers.binomial(MAILS, np.take(list(OPENS.values()), fit))
    table["booked"] = booked
    leaves = answers.random(SIZE) < np.take(list(LEAVES.values()), fit)
    table["unsubscribed"] = leaves & ~booked
    return Case("coach", QUESTION, USE, {"coach": table}, {"coach": truth}, seed)


def _signed_up(rng: np.random.Generator, aim: NDArray) -> pd.DataFrame:
    """Draw what the form and the site recorded at sign-up, and the lot."""
    table = pd.DataFrame({"subscriber_id": ids("S", SIZE)})
    day = np.sort(rng.integers(0, DAYS, SIZE))
    table["signed_up_on"] = FIRST_DAY + pd.to_timedelta(day, unit="D")
    table["signup_page"] = named(PAGES, pick(rng, PAGE_SHARES, aim))
    other = (aim + rng.integers(1, 3, SIZE)) % 3
    said = np.where(rng.random(SIZE) < WRONG_ANSWER, other, aim)
    answer = pd.Series(named(AIMS, said), dtype="str")
    table["main_interest"] = blanked(rng, answer, SKIPS)
    median, spread = np.array(AGE)[aim].T
    age = around(rng, median, spread, 0).clip(18, 78)
    table["age"] = age.astype(np.int64)
    woman = rng.random(SIZE) < np.array(WOMEN)[aim]
    table["gender"] = np.where(woman, "woman", "man")
    table["series"] = named(SERIES, rng.permutation(np.arange(SIZE) % 3))
    return table


def _fit(aim: NDArray, series: str) -> NDArray[np.int64]:
    """Say how a series fits each aim: 0 matched, 1 general, 2 wrong."""
    if series == "general":
        return np.ones(len(aim), dtype=np.int64)
    return np.where(aim == AIMS.index(series), 0, 2)


def _outcomes(
    seed: int, table: pd.DataFrame, aim: NDArray
) -> tuple[NDArray, NDArray, pd.DataFrame]:
    """Draw bookings after each series with one luck, and show the one that was sent."""
    luck = stream(seed, "coach luck").random(SIZE)
    fits = np.column_stack([_fit(aim, series) for series in SERIES])
    books = luck[:, None] < np.take(list(BOOKS.values()), fits)
    sent = pd.Categorical(table["series"], categories=SERIES).codes.astype(int)
    rows = np.arange(SIZE)
    truth = pd.DataFrame({"subscriber_id": table["subscriber_id"]})
    truth["aim"] = named(AIMS, aim)
    for place, name in enumerate(SERIES):
        truth[f"books_{name.replace(' ', '_')}"] = books[:, place]
    return fits[rows, sent], books[rows, sent], truth
