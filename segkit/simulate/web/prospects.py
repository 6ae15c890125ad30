"""A pool of people who never bought, and who of them would."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.draw import around_one
from segkit.simulate.people import form, links, person, plan
from segkit.simulate.scene import Scene
from segkit.simulate.web import gear as gear_stage
from segkit.simulate.web.numbers import shuffled

# Another world of people: those whom the shop has not met. Two for every three accounts
# are drawn; of these, a part would buy, and others are kept or not.
ELSEWHERE = 7_368_787
PART = 0.65
ROOM = 1
BUYERS, OTHERS = 0.10, 0.40
# Would-be buyers are people like the customers. The others differ: how much commoner
# each kind is among them, as logarithms.
OTHER_DIGITAL = np.array([-0.55, -0.70, 0.40, 1.30])
OTHER_GEOGRAPHIC = np.array([-0.35, -0.40, 0.10, 0.05, 0.65])
OTHER_DEMOGRAPHIC = np.array([0.35, -0.35, -0.65, -0.35, 0.15, 0.60])
# Visits a month: would-be buyers look around more often.
VISITS, VISITS_OTHERS = 0.45, 0.25
NEWSLETTER, NEWSLETTER_OTHERS = 0.30, 0.20
COLUMNS = [
    "language",
    "postcode",
    "birth_date",
    "gender",
    "marital_status",
    "household_size",
    "children",
    "education",
    "occupation_group",
    "income_amount",
]


def prospects(scene: Scene, places: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the pool of a block.

    Parameters
    ----------
    scene : the block
    places : the postcodes

    Returns
    -------
    the pool, one row per person (prospect_id, columns of `customers`, main_device,
    visits_per_month, newsletter), and the truth about it: prospect_id, would_buy,
    probability (given who they are), segment (how they would behave)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=400)
    >>> len(made.tables["prospects"]) == len(made.truth["prospects"])
    True
    """
    seed, size = scene.seed + ELSEWHERE * (scene.block + 1), scene.n_people * PART
    there = replace(scene, seed=seed, size=int(size), block=0)
    rng, who = scene.stream("prospects"), person.people(there, places)
    chance, draw = _commoner(who) * OTHERS, rng.random((2, len(who)))
    buys = draw[0] < BUYERS
    kept = np.flatnonzero(buys | (draw[1] < chance))
    ids, _ = shuffled(scene, "R", len(kept), room=ROOM)
    pool = form.filled_in(there, who, places)[COLUMNS]
    pool = pool.assign(**_on_the_web(rng, there, who, buys))
    pool, truth = pool.iloc[kept], _truth(who, buys, chance).iloc[kept]
    for table in (pool, truth):
        table.insert(0, "prospect_id", ids)
    return (
        pool.sort_values("prospect_id", ignore_index=True),
        truth.sort_values("prospect_id", ignore_index=True),
    )


def _on_the_web(
    rng: np.random.Generator, there: Scene, who: pd.DataFrame, buys: NDArray[np.bool_]
) -> dict[str, NDArray]:
    """Return what an advertising network sees of them."""
    main = gear_stage.gear(there, who)["main"].to_numpy()
    usual = np.where(buys, VISITS, VISITS_OTHERS) * gear_stage.VISITS[who["digital"]]
    mean = usual * around_one(rng, np.full(len(who), 1.5))
    reads = np.where(buys, NEWSLETTER, NEWSLETTER_OTHERS)
    return {
        "main_device": np.array(gear_stage.DEVICES)[main],
        "visits_per_month": (rng.poisson(3 * mean) / 3).round(1),
        "newsletter": rng.random(len(who)) < reads,
    }


def _commoner(who: pd.DataFrame) -> NDArray[np.float64]:
    """Return how much commoner each kind is among the others, on average once."""
    return np.exp(
        OTHER_DIGITAL[who["digital"]]
        + OTHER_GEOGRAPHIC[who["geographic"]]
        + OTHER_DEMOGRAPHIC[who["demographic"]]
    )


def _truth(who: pd.DataFrame, buys: NDArray, chance: NDArray) -> pd.DataFrame:
    """Return who would buy; the probability follows from how the pool was drawn."""
    others = (1 - BUYERS) * np.minimum(chance, 1)
    return pd.DataFrame(
        {
            "would_buy": buys,
            "probability": (BUYERS / (BUYERS + others)).round(4),
            "segment": plan.planted("name")[who["segment"]],
            "demographic": np.array(links.DEMOGRAPHIC)[who["demographic"]],
        }
    )
