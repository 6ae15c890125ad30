"""The survey of September 2024: who was asked, and what they answered."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.minds import plan
from segkit.simulate.minds.closed import closed
from segkit.simulate.minds.questionnaire import GRIDS, grid
from segkit.simulate.minds.ratings import answer_grid, straight
from segkit.simulate.minds.state import State
from segkit.simulate.people.demography import LANGUAGES
from segkit.simulate.scene import Scene

YEAR = 365


def invitations(who: pd.DataFrame, minds: State) -> pd.DataFrame:
    """Return who was asked, and when they answered: the frame of the survey.

    Parameters
    ----------
    who : the people
    minds : their minds

    Returns
    -------
    pandas table: customer_id, invited_on, answered_on (empty if they did not)

    Examples
    --------
    >>> from segkit.simulate.minds.state import state
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> asked = invitations(who, state(scene, who))
    >>> bool((asked["answered_on"].dropna() >= "2024-09-09").all())
    True
    """
    asked = np.flatnonzero(minds.invited)
    table = pd.DataFrame({"customer_id": who["customer_id"].to_numpy()[asked]})
    table["invited_on"] = calendar.DAYS[plan.FIELD[0]]
    table["answered_on"] = calendar.dates(pd.Series(minds.answered_on[asked]))
    return table


def surveys(
    scene: Scene, said: pd.DataFrame, minds: State, bored: NDArray[np.bool_]
) -> dict[str, pd.DataFrame]:
    """Return the answers as they came in, and without those who ticked straight down.

    Parameters
    ----------
    scene : the block
    said : what everybody would answer with care, as from `answers`
    minds : their minds
    bored : (n,) who ticks straight down

    Returns
    -------
    dict: survey, survey_raw

    Examples
    --------
    >>> from segkit.simulate import world
    >>> tables = world(seed=1, size=300).tables
    >>> len(tables["survey"]) <= len(tables["survey_raw"])
    True
    """
    raw = _ticked_straight(scene, said, bored)
    return {
        "survey": raw[minds.answered & ~bored].reset_index(drop=True),
        "survey_raw": raw[minds.answered].reset_index(drop=True),
    }


def straight_liners(scene: Scene, minds: State) -> NDArray[np.bool_]:
    """Draw who gives every item of a grid the same answer.

    Parameters
    ----------
    scene : the block
    minds : the minds of its people

    Returns
    -------
    (n,) booleans; nobody if the switch is off

    Examples
    --------
    >>> from segkit.simulate.minds.state import state
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50, straight_liners=False)
    >>> int(straight_liners(scene, state(scene, who)).sum())
    0
    """
    drawn = scene.stream("straight liners").random(len(minds.nps))
    bored = (drawn < plan.STRAIGHT_LINERS) & minds.answered
    return bored & scene.switches.straight_liners


def answers(
    scene: Scene, who: pd.DataFrame, minds: State, orders: pd.DataFrame
) -> pd.DataFrame:
    """Draw the answers of everybody, as if all had answered with care.

    Parameters
    ----------
    scene : the block
    who : its people
    minds : their minds
    orders : person, day; what they ordered

    Returns
    -------
    pandas table, one row per person

    Examples
    --------
    >>> from segkit.simulate import world
    >>> "aio_24" in world(seed=1, size=50).tables["survey"]
    True
    """
    rng, n = scene.stream("survey"), len(who)
    head = pd.DataFrame(
        {
            "customer_id": who["customer_id"].to_numpy(),
            "answered_on": calendar.dates(pd.Series(minds.answered_on)),
            "language": np.array(LANGUAGES)[who["language"].to_numpy()],
            "seconds": np.maximum(rng.lognormal(6.35, 0.32, n), 210).astype(np.int64),
        }
    )
    own = rng.normal(0, plan.OWN_SPREAD, (n, len(plan.VALUES) + len(plan.TRAITS)))
    n_values = len(plan.VALUES)
    latent = {
        "lifestyle": minds.factors,
        "values": minds.factors @ plan.VALUE_WEIGHTS.T + own[:, :n_values],
        "personality": minds.factors @ plan.TRAIT_WEIGHTS.T + own[:, n_values:],
    }
    grids = [
        pd.DataFrame(
            answer_grid(rng, block, latent[block], scene.switches.reverse_items),
            columns=grid(block)[0],
        )
        for block in GRIDS
    ]
    tail = pd.DataFrame({"nps": minds.nps, "csat": minds.csat})
    tail.insert(0, "orders_stated", _stated(rng, orders, n))
    return pd.concat([head, *grids, closed(scene, who, minds), tail], axis=1)


def _stated(
    rng: np.random.Generator, orders: pd.DataFrame, n: int
) -> NDArray[np.int64]:
    """Draw how often people say they ordered: they forget, and round up."""
    day = orders["day"]
    recent = orders[(day >= plan.FIELD[0] - YEAR) & (day < plan.FIELD[0])]
    true = np.bincount(recent["person"], minlength=n)
    said = true * rng.lognormal(0.02, 0.3, n) + rng.normal(0.3, 0.5, n)
    said = np.maximum(np.round(said), 0).astype(np.int64)
    return np.where(said >= 12, 5 * np.round(said / 5), said).astype(np.int64)


def _ticked_straight(
    scene: Scene, table: pd.DataFrame, bored: NDArray[np.bool_]
) -> pd.DataFrame:
    """Put straight lines where people were bored: in all grids, and in no time."""
    rng, rows = scene.stream("straight lines"), np.flatnonzero(bored)
    table = table.copy()
    for block, ticks in straight(rng, len(rows)).items():
        table.loc[rows, grid(block)[0]] = ticks
    table.loc[rows, "seconds"] = rng.integers(95, 240, len(rows))
    return table
