"""The books of the campaigns: who got what, and what came of it; and the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.answers import influence, plan
from segkit.simulate.answers.messages import campaign_ids, message_table
from segkit.simulate.people import links
from segkit.simulate.people import plan as people_plan
from segkit.simulate.scene import Chapter, Scene
from segkit.simulate.trade.deeds import Deeds

# Room in the numbering: contacts per person in a block, never reached.
ROOM = 14
PARTS = ["segment", "need", "content_type"]


def chapter(
    scene: Scene,
    who: pd.DataFrame,
    contacts: pd.DataFrame,
    done: Deeds,
    products: pd.DataFrame,
) -> Chapter:
    """Return the sends of a block, and what is hidden in them.

    Parameters
    ----------
    scene : the block
    who : its people
    contacts : as `campaigns` returns them
    done : what they ordered after all
    products : the catalogue

    Returns
    -------
    Chapter
        tables: sends; truth: sends; sums: message_effects

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50)
    >>> len(made.tables["sends"]) == len(made.truth["sends"])
    True
    """
    kept = contacts[~contacts["lost"]].reset_index(drop=True)
    kept.insert(0, "send_id", scene.ids("X", len(kept), room=ROOM, width=6))
    category = products["category"].to_numpy()
    shown = send_table(who, kept).assign(**_money(kept, done, category))
    return Chapter(
        {"sends": shown}, {"sends": truth(kept)}, {"message_effects": _sums(contacts)}
    )


def send_table(who: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    """Return what the shop knows about each contact, but for the orders.

    Parameters
    ----------
    who : the people
    contacts : one row per contact, numbered

    Returns
    -------
    pandas table: send_id, campaign_id, customer_id, arm, message_id (empty for those
    held out), sent_at, delivered, opened_at, clicked_at, unsubscribed_at

    Examples
    --------
    >>> from segkit.simulate import world
    >>> sorted(world(seed=1, size=50).tables["sends"]["arm"].unique())
    ['held out', 'message']
    """
    told = ~contacts["held_out"]
    sent = pd.Series(
        pd.DatetimeIndex([each.sent_at for each in plan.CAMPAIGNS]).as_unit("s")
    )
    base = sent.iloc[contacts["campaign"] - 1].reset_index(drop=True)
    opened = contacts["machine_after"].where(
        contacts["machine_after"] >= 0, contacts["opened_after"]
    )
    ids = np.array(campaign_ids())[contacts["campaign"] - 1]
    return pd.DataFrame(
        {
            "send_id": contacts["send_id"],
            "campaign_id": ids,
            "customer_id": who["customer_id"].to_numpy()[contacts["person"]],
            "arm": np.where(told, "message", "held out"),
            "message_id": _messages(contacts),
            "sent_at": base + pd.to_timedelta(contacts["stagger"] * told, unit="s"),
            "delivered": told & contacts["delivered"],
            "opened_at": _time(base, opened),
            "clicked_at": _time(base, contacts["clicked_after"]),
            "unsubscribed_at": _time(base, contacts["left_after"]),
        }
    )


def _messages(contacts: pd.DataFrame) -> NDArray[np.object_]:
    ids = message_table()["message_id"].to_numpy(object)[contacts["message"]]
    ids[contacts["held_out"]] = None
    return ids


def _time(base: pd.Series, after: pd.Series) -> pd.Series:
    """Return times so many seconds after the campaign; empty for -1."""
    return base + pd.to_timedelta(after.where(after >= 0), unit="s")


def _money(
    contacts: pd.DataFrame, done: Deeds, category: NDArray
) -> dict[str, NDArray]:
    """Return which contacts converted, and what these orders came to."""
    cents = done.lines.groupby("order")["amount_cents"].sum().to_numpy()
    converted = np.zeros(len(contacts), dtype=bool)
    revenue = np.zeros(len(contacts))
    people = done.orders["person"].to_numpy()
    for number in range(1, len(plan.CAMPAIGNS) + 1):
        rows = influence.conversions(done, category, number)
        mine = np.flatnonzero(contacts["campaign"] == number)
        spent = np.bincount(people[rows], cents[rows], minlength=people.max() + 1)
        person = contacts["person"].to_numpy()[mine]
        converted[mine] = np.isin(person, people[rows])
        known = person <= people.max()
        revenue[mine[known]] = spent[person[known]] / 100
    return {"converted": converted, "revenue_amount": revenue}


def truth(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return what every contact would have done either way: the answers.

    Parameters
    ----------
    contacts : one row per contact, numbered

    Returns
    -------
    pandas table: send_id, buys_without, buys_with, opened_by_person,
    opened_by_machine

    Examples
    --------
    >>> from segkit.simulate import world
    >>> bool(world(seed=1, size=50).truth["sends"]["opened_by_person"].any())
    True
    """
    return pd.DataFrame(
        {
            "send_id": contacts["send_id"],
            "buys_without": contacts["without"],
            "buys_with": _buys_with(contacts),
            "opened_by_person": contacts["opened"],
            "opened_by_machine": contacts["machine_after"] >= 0,
        }
    )


def _buys_with(contacts: pd.DataFrame) -> pd.Series:
    return (contacts["without"] & ~contacts["put_off"]) | contacts["moved"]


def _sums(contacts: pd.DataFrame) -> pd.DataFrame:
    """Count, for each kind of person and text, who buys without and with a message."""
    content = np.array([each.content for each in plan.CAMPAIGNS])
    table = pd.DataFrame(
        {
            "segment": people_plan.planted("name")[contacts["segment"]],
            "need": np.array(links.NEEDS)[contacts["need"]],
            "content_type": content[contacts["campaign"] - 1],
            "contacts": 1,
            "buy_without": contacts["without"].astype(np.int64),
            "buy_with": _buys_with(contacts).astype(np.int64),
        }
    )
    return table.groupby(PARTS).sum()


def effects(sums: pd.DataFrame) -> pd.DataFrame:
    """Return what a message adds, for each kind of person and text: the answers.

    Parameters
    ----------
    sums : by segment, need and content_type: contacts, buy_without, buy_with

    Returns
    -------
    pandas table: segment, need, content_type, contacts, buy_without, buy_with,
    effect_points (per hundred contacts)

    Examples
    --------
    >>> parts = pd.MultiIndex.from_tuples([("loyal", "price", "offer")], names=PARTS)
    >>> counts = {"contacts": [200], "buy_without": [2], "buy_with": [5]}
    >>> effects(pd.DataFrame(counts, parts))["effect_points"].tolist()
    [1.5]
    """
    gain = 100 * (sums["buy_with"] - sums["buy_without"]) / sums["contacts"]
    return sums.assign(effect_points=gain.round(3)).reset_index()
