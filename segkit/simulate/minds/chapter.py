"""Minds: what people say when they are asked, and when they are not."""

from __future__ import annotations

import pandas as pd

from segkit.simulate.minds import choices, survey, wishes
from segkit.simulate.minds.feedback import feedback
from segkit.simulate.minds.questionnaire import item_table
from segkit.simulate.minds.state import State, state, truth
from segkit.simulate.scene import Chapter, Scene
from segkit.simulate.trade.deeds import Deeds
from segkit.simulate.trade.orders import order_ids


def chapter(
    scene: Scene,
    who: pd.DataFrame,
    done: Deeds,
    products: pd.DataFrame,
    orders: pd.DataFrame,
) -> Chapter:
    """Return what the people of a block said, and what they had in mind.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they ordered
    products : the catalogue
    orders : the same orders as the shop keeps them, in the same order

    Returns
    -------
    Chapter
        tables: survey_invitations, survey, survey_raw, conjoint, maxdiff, kano, jobs,
        feedback; truth: psychographic, needs, satisfaction, feedback

    Examples
    --------
    >>> from segkit.simulate import world
    >>> "conjoint" in world(seed=1, size=50).tables
    True
    """
    minds = state(scene, who)
    said = survey.answers(scene, who, minds, done.orders)
    bored = survey.straight_liners(scene, minds)
    hard = said["main_difficulty"].to_numpy()
    texts, meant = feedback(
        scene, who, minds, _bought(scene, done, products, orders), hard
    )
    tables = {"survey_invitations": survey.invitations(who, minds)}
    tables |= survey.surveys(scene, said, minds, bored)
    tables |= _panel(scene, who, minds)
    hidden = truth(who, minds)
    hidden["satisfaction"]["straight_liner"] = bored
    return Chapter(tables | {"feedback": texts}, hidden | {"feedback": meant})


def _panel(scene: Scene, who: pd.DataFrame, minds: State) -> dict[str, pd.DataFrame]:
    """Return the answers to the second part of the questionnaire."""
    return {
        "conjoint": choices.conjoint(scene, who, minds.panel),
        "maxdiff": choices.maxdiff(scene, who, minds.panel),
        "kano": wishes.kano(scene, who, minds.panel),
        "jobs": wishes.jobs(scene, who, minds.panel),
    }


def _bought(
    scene: Scene, done: Deeds, products: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """Return every order with what stands on its first line."""
    # The books go by number, that is by time; the deeds by day and person.
    rows = order_ids(scene, done.orders)["order_id"].argsort().to_numpy()
    first = done.lines[done.lines["line"] == 1].set_index("order")["product"]
    product = first.reindex(rows).to_numpy()
    columns = ["order_id", "ordered_at", "channel", "returned"]
    bought = orders[columns].reset_index(drop=True)
    for column in ("product_name", "category"):
        bought[column] = products[column].to_numpy()[product]
    return bought.assign(person=done.orders["person"].to_numpy()[rows])


def whole(scene: Scene) -> Chapter:
    """Return the codebook of the questionnaire, and what was planted for each need.

    Parameters
    ----------
    scene : any block

    Returns
    -------
    Chapter
        tables: survey_items; truth: need_utilities, kano, jobs

    Examples
    --------
    >>> list(whole(Scene(seed=1, size=50)).truth)
    ['need_utilities', 'kano', 'jobs']
    """
    planted = {
        "need_utilities": choices.utilities(),
        "kano": wishes.planted_kano(),
        "jobs": wishes.planted_jobs(),
    }
    items = item_table(scene.switches.reverse_items)
    return Chapter({"survey_items": items}, planted)
