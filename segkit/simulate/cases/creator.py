"""Creator: a personal-finance channel and three kinds of followers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.cases.record import SEED, Case, ids, named
from segkit.simulate.cases.record import rates as shares
from segkit.simulate.draw import pick, pick_one, stream

QUESTION = "What should be published for whom, and in which format?"
TOPICS = ("spending", "investing", "home_loan", "family_budget", "retirement", "tax")
FORMATS = ("video", "article", "podcast", "newsletter")
USE = tuple(f"{topic}_views" for topic in TOPICS)
SIZE = 900
SEGMENTS = ("young professional", "family", "retiree")
SHARES = np.array([0.42, 0.34, 0.24])
# Share of a follower's views by topic: what people in this part of life read.
TOPIC_SHARES = np.array(
    [
        [0.27, 0.33, 0.13, 0.04, 0.07, 0.16],
        [0.17, 0.10, 0.23, 0.31, 0.07, 0.12],
        [0.12, 0.20, 0.03, 0.04, 0.42, 0.19],
    ]
)
LIKENESS = 16.0
VIEWS, EVENNESS = 22.0, 1.6
FORMAT_SHARES = np.array(
    [[0.52, 0.12, 0.27, 0.09], [0.34, 0.27, 0.19, 0.20], [0.16, 0.45, 0.06, 0.33]]
)
# Chance of a click on each title, shown by lot.
TITLES = ("Ten ways to spend less each month", "More from your retirement savings")
CLICKS = np.array([[0.17, 0.04], [0.14, 0.06], [0.06, 0.20]])
ASKED = 0.45
BANDS = ("18-29", "30-44", "45-59", "60+")
BAND_SHARES = np.array(
    [[0.61, 0.32, 0.06, 0.01], [0.09, 0.63, 0.27, 0.01], [0.00, 0.02, 0.24, 0.74]]
)
EVENING = (0.56, 0.66, 0.28)
PHONE = (0.78, 0.63, 0.31)


def creator(seed: int = SEED) -> Case:
    """Make the followers of a personal-finance channel, and two titles by lot.

    Parameters
    ----------
    seed : whole number, 0 or more

    Returns
    -------
    Case
        table `creator`, one row per follower; truth `creator`: segment, age band (of
        those too who did not say) and what each would have clicked

    Examples
    --------
    >>> made = creator(1)
    >>> len(made.tables["creator"]), made.truth["creator"]["segment"].nunique()
    (900, 3)
    """
    rng = stream(seed, "creator people")
    segment = pick_one(rng, SHARES, SIZE)
    table = pd.DataFrame({"follower_id": ids("F", SIZE)})
    truth = table.assign(segment=named(SEGMENTS, segment))
    band = pd.Series(named(BANDS, pick(rng, BAND_SHARES, segment)), dtype="str")
    truth["age_band"] = band
    table["age_band"] = band.where(rng.random(SIZE) < ASKED)
    table["preferred_format"] = named(FORMATS, pick(rng, FORMAT_SHARES, segment))
    table["evening_rate"] = shares(rng, np.take(EVENING, segment), 8.0)
    table["phone_rate"] = shares(rng, np.take(PHONE, segment), 5.0)
    table = pd.concat([table, _views(seed, segment)], axis=1)
    table, truth = _title(seed, table, truth, segment)
    return Case("creator", QUESTION, USE, {"creator": table}, {"creator": truth}, seed)


def _views(seed: int, segment: NDArray) -> pd.DataFrame:
    """Draw views by topic: everybody has an own mixture around the segment's."""
    rng = stream(seed, "creator views")
    total = 3 + rng.poisson(VIEWS * rng.gamma(EVENNESS, 1 / EVENNESS, SIZE))
    own = rng.standard_gamma(TOPIC_SHARES[segment] * LIKENESS) + 1e-9
    views = rng.multinomial(total, own / own.sum(axis=1, keepdims=True))
    return pd.DataFrame(views, columns=list(USE))


def _title(
    seed: int, table: pd.DataFrame, truth: pd.DataFrame, segment: NDArray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = stream(seed, "creator titles")
    shown = rng.permutation(np.arange(SIZE) % 2)
    clicks = rng.random(SIZE)[:, None] < CLICKS[segment]
    table["title_shown"] = named(TITLES, shown)
    table["clicked"] = clicks[np.arange(SIZE), shown]
    truth["clicks_spend_less"], truth["clicks_retirement"] = clicks.T
    return table, truth
