"""The closed questions: motives, benefits, habits, interests, standing, intentions."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from segkit.simulate.draw import pick, pick_one
from segkit.simulate.minds import habits, plan
from segkit.simulate.minds.ratings import tick
from segkit.simulate.minds.state import State
from segkit.simulate.scene import Scene


def closed(scene: Scene, who: pd.DataFrame, minds: State) -> pd.DataFrame:
    """Draw the answers of everybody to the closed questions, as if all were asked.

    Parameters
    ----------
    scene : the block
    who : its people
    minds : their minds

    Returns
    -------
    pandas table, one row per person, columns as in the questionnaire

    Examples
    --------
    >>> from segkit.simulate.minds.state import state
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> set(closed(scene, who, state(scene, who))["intention_garden"])
    {...}
    """
    rng = scene.stream("closed questions")
    parts = [
        _importances(rng, who, minds),
        _habits(rng, who),
        _standing(rng, who, minds),
        _interests(rng, who, minds),
        _intentions(scene, who),
    ]
    return pd.concat(parts, axis=1)


def _importances(
    rng: np.random.Generator, who: pd.DataFrame, minds: State
) -> pd.DataFrame:
    """Draw motives, benefits and qualities: asked alone, everything is important."""
    n, need, stated = len(who), who["need"].to_numpy(), plan.STATED
    yes = rng.normal(0, stated["yes"], (n, 1))
    motives = habits.MOTIVE_MEAN + minds.factors @ habits.MOTIVE_WEIGHTS.T
    benefits = stated["mean"] + stated["slope"] * plan.BENEFIT_UTILITIES[need]
    qualities = habits.QUALITY_MEAN[need] + minds.factors @ habits.QUALITY_WEIGHTS.T
    level = np.hstack([motives, benefits, qualities]) + yes
    level += rng.normal(0, stated["noise"], level.shape)
    names = [f"motiv_{name}" for name in habits.MOTIVES]
    names += [f"benefit_{_short(name)}" for name in plan.BENEFITS]
    names += [f"q_{name}" for name in habits.QUALITIES]
    return pd.DataFrame(tick(level, 1, 5), columns=names)


def _short(benefit: str) -> str:
    """Return the word of a benefit that stands in its column's name."""
    adjective = {"sustainable products": "sustainability", "wide choice": "choice"}
    return adjective.get(benefit, benefit.rsplit(maxsplit=1)[-1])


def _habits(rng: np.random.Generator, who: pd.DataFrame) -> pd.DataFrame:
    """Draw how they decide, what they want done and what makes it hard."""
    need = who["need"].to_numpy()
    reviews = habits.REVIEWS_MEAN[need]
    reviews = reviews + habits.REVIEWS_PER_DIGITAL * (who["digital"].to_numpy() - 1)
    reviews = reviews + rng.normal(0, 1.0, len(who))
    style = pick(rng, habits.DECISIONS, need)
    job = pick(rng, habits.JOBS_DONE, need)
    hard = pick(rng, habits.DIFFICULTY, need)
    return pd.DataFrame(
        {
            "reads_reviews": tick(reviews, 1, 5),
            "decision_style": np.array(habits.DECISION_STYLES)[style],
            "job_to_be_done": np.array(plan.JOBS)[job],
            "main_difficulty": np.array(habits.DIFFICULTIES)[hard],
        }
    )


def _standing(
    rng: np.random.Generator, who: pd.DataFrame, minds: State
) -> pd.DataFrame:
    """Draw where they place themselves, with whom they are, and their sport."""
    n, ladder = len(who), habits.LADDER
    income = np.log(np.maximum(who["income"].to_numpy(), 1000) / 36_000)
    level = ladder["mean"] + ladder["income"] * income
    level = level + ladder["career"] * minds.factors[:, 3]
    rung = pd.Series(tick(level + rng.normal(0, ladder["noise"], n), 1, 10))
    group = pick(rng, habits.GROUP, who["mind"].to_numpy())
    sport = expit(habits.SPORT_BASE + minds.factors @ habits.SPORT_WEIGHTS.T)
    sport = rng.random((n, 2)) < sport
    blank = rng.random(n) < ladder["blank"]
    return pd.DataFrame(
        {
            "social_status": rung.astype("Int64").mask(blank),
            "sociocultural_group": np.array(habits.GROUPS)[group],
            "sport_played": sport[:, 0],
            "sport_watched": sport[:, 1],
        }
    )


def _interests(
    rng: np.random.Generator, who: pd.DataFrame, minds: State
) -> pd.DataFrame:
    odds = habits.INTEREST_BASE + minds.factors @ habits.INTEREST_WEIGHTS.T
    odds = odds + habits.INTEREST_OF_SHOP[who["interest"].to_numpy()]
    ticked: NDArray = rng.random(odds.shape) < expit(odds)
    return pd.DataFrame(ticked, columns=[f"interest_{k}" for k in habits.INTERESTS])


def _intentions(scene: Scene, who: pd.DataFrame) -> pd.DataFrame:
    """Draw two intentions; the first depends on gender, unless that is left out."""
    rng, n, words = scene.stream("intentions"), len(who), np.array(plan.INTENTION)
    garden = plan.INTENTION_GARDEN
    if not scene.switches.intention_by_sex:
        garden = np.tile(plan.INTENTION_EVEN, (len(garden), 1))
    return pd.DataFrame(
        {
            "intention_garden": words[pick(rng, garden, who["gender"].to_numpy())],
            "intention_office": words[pick_one(rng, plan.INTENTION_OFFICE, n)],
            "may_contact": rng.random(n) < 0.64,
        }
    )
