"""What goes on in people's heads: lifestyle, satisfaction, and whether they answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.minds import plan
from segkit.simulate.people import links
from segkit.simulate.scene import Scene


@dataclass(frozen=True)
class State:
    """The minds of the people of one block, by position.

    Attributes
    ----------
    factors : (n, 6) where they stand on the lifestyle factors
    nps : (n,) what they would say, 0 to 10
    csat : (n,) what they would say, 1 to 5
    invited : (n,) whether they are asked: customers who had ordered by then
    response : (n,) their chance to answer, if asked
    answered_on : (n,) day of their answer, since 2023-01-01; past the end if none
    panel : (n,) whether they also answered the second part
    """

    factors: NDArray[np.float64]
    nps: NDArray[np.int64]
    csat: NDArray[np.int64]
    invited: NDArray[np.bool_]
    response: NDArray[np.float64]
    answered_on: NDArray[np.int64]
    panel: NDArray[np.bool_]

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Return who answered the questionnaire.

        Returns
        -------
        (n,) booleans
        """
        return self.answered_on < calendar.NEVER


def state(scene: Scene, who: pd.DataFrame) -> State:
    """Draw the minds of the people of a block.

    Parameters
    ----------
    scene : the block
    who : its people

    Returns
    -------
    State

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> state(scene, who).factors.shape
    (50, 6)
    """
    rng, n = scene.stream("minds"), len(who)
    own = rng.normal(0, plan.FACTOR_SPREAD, (n, len(plan.FACTORS)))
    factors = plan.MIND_CENTRES[who["mind"].to_numpy()] + own
    nps, csat = _satisfaction(scene, who)
    invited = (who["first_order"] < plan.FIELD[0]).to_numpy()
    response = _response(scene, who, nps)
    rng = scene.stream("response")
    answers = (rng.random(n) < response) & invited
    wait = np.minimum(rng.exponential(5, n), plan.FIELD[1] - plan.FIELD[0])
    day = plan.FIELD[0] + wait.astype(np.int64)
    panel = (rng.random(n) < plan.PANEL) & answers
    answered_on = np.where(answers, day, calendar.NEVER)
    return State(factors, nps, csat, invited, response, answered_on, panel)


def _satisfaction(scene: Scene, who: pd.DataFrame) -> tuple[NDArray, NDArray]:
    """Draw what everybody would say about the shop, whether asked or not."""
    rng, n = scene.stream("satisfaction"), len(who)
    feeling = plan.NPS_MEAN[who["segment"].to_numpy()]
    feeling = feeling + rng.normal(0, plan.NPS_SPREAD, n)
    feeling -= plan.ANGRY_BY * (rng.random(n) < plan.ANGRY)
    nps = np.clip(np.round(feeling), 0, 10).astype(np.int64)
    csat = 3.9 + 0.28 * (feeling - 7) + rng.normal(0, 0.7, n)
    return nps, np.clip(np.round(csat), 1, 5).astype(np.int64)


def _response(scene: Scene, who: pd.DataFrame, nps: NDArray) -> NDArray[np.float64]:
    """Return everybody's chance to answer: the unhappy answer less often."""
    if not scene.switches.nonresponse:
        return np.full(len(who), plan.EVEN_RESPONSE)
    usual = plan.RESPONSE[who["segment"].to_numpy()]
    return np.clip(usual * np.exp(plan.RESPONSE_PER_POINT * (nps - 7)), 0.01, 0.9)


def truth(who: pd.DataFrame, minds: State) -> dict[str, pd.DataFrame]:
    """Return what was planted in the minds of these people.

    Parameters
    ----------
    who : the people
    minds : their minds

    Returns
    -------
    dict: psychographic (customer_id, mind, six factor scores), needs (customer_id,
    need), satisfaction (customer_id, nps, csat, invited, response_rate, answered)

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> list(truth(who, state(scene, who)))
    ['psychographic', 'needs', 'satisfaction']
    """
    key = who[["customer_id"]].reset_index(drop=True)
    scores = pd.DataFrame(minds.factors.round(3), columns=list(plan.FACTORS))
    mind = np.array(links.MINDS)[who["mind"].to_numpy()]
    satisfaction = key.assign(
        nps=minds.nps,
        csat=minds.csat,
        invited=minds.invited,
        response_rate=minds.response.round(4),
        answered=minds.answered,
    )
    return {
        "psychographic": pd.concat([key.assign(mind=mind), scores], axis=1),
        "needs": key.assign(need=np.array(links.NEEDS)[who["need"].to_numpy()]),
        "satisfaction": satisfaction,
    }
