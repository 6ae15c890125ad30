"""How people answer messages and tests: the whole chapter."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from segkit.simulate.answers import campaigns as campaign_stage
from segkit.simulate.answers import follow_ups as follow_up_stage
from segkit.simulate.answers import messages as message_stage
from segkit.simulate.answers import sends as send_stage
from segkit.simulate.answers import trials as trial_stage
from segkit.simulate.scene import Chapter, Scene
from segkit.simulate.trade.deeds import Deeds


@dataclass(frozen=True)
class Answered:
    """What is so after all campaigns.

    Attributes
    ----------
    who : the people; consent is what it is at the end of 2024
    done : what they ordered after all
    contacts : every contact, with what nobody sees
    """

    who: pd.DataFrame
    done: Deeds
    contacts: pd.DataFrame


def answer(
    scene: Scene, who: pd.DataFrame, done: Deeds, products: pd.DataFrame
) -> Answered:
    """Let the people of a block answer the campaigns.

    Parameters
    ----------
    scene : the block
    who : its people
    done : what they order of their own accord
    products : the catalogue

    Returns
    -------
    Answered

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> from segkit.simulate.trade.deeds import deeds
    >>> scene, who, shared = opening(seed=1, size=2000)
    >>> done = deeds(scene, who, shared.products)
    >>> after = answer(scene, who, done, shared.products)
    >>> bool(after.who["consent"].sum() < who["consent"].sum())
    True
    """
    contacts, after = campaign_stage.campaigns(scene, who, done, products)
    consent = who["consent"].to_numpy(copy=True)
    consent[contacts["person"][contacts["left_after"] >= 0]] = False
    return Answered(who.assign(consent=consent), after, contacts)


def chapter(
    scene: Scene, after: Answered, products: pd.DataFrame, orders: pd.DataFrame
) -> Chapter:
    """Return what the shop wrote down about messages and tests, and what is hidden.

    Parameters
    ----------
    scene : the block
    after : what is so after all campaigns
    products : the catalogue
    orders : the table of orders, with order_id, customer_id, ordered_at

    Returns
    -------
    Chapter
        tables: sends, follow_ups, experiments; truth: sends; sums: message_effects

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50)
    >>> set(made.tables) >= {"campaigns", "messages", "sends", "experiments"}
    True
    """
    sent = send_stage.chapter(scene, after.who, after.contacts, after.done, products)
    followed = follow_up_stage.chapter(scene, after.who, orders)
    return sent | followed | trial_stage.chapter(scene)


def whole(scene: Scene, sums: dict[str, pd.DataFrame]) -> Chapter:
    """Return the plans of campaigns and tests, and what was planted in them.

    Parameters
    ----------
    scene : any block
    sums : what the blocks add up to, with message_effects

    Returns
    -------
    Chapter
        tables: campaigns, messages, experiment_list; truth: message_effects,
        experiments

    Examples
    --------
    >>> from segkit.simulate import world
    >>> len(world(seed=1, size=50).tables["experiment_list"])
    4
    """
    tables = {
        "campaigns": message_stage.campaign_table(),
        "messages": message_stage.message_table(),
        "experiment_list": trial_stage.experiment_table(),
    }
    truth = {
        "message_effects": send_stage.effects(sums["message_effects"]),
        "experiments": trial_stage.truth(scene),
    }
    return Chapter(tables, truth)
