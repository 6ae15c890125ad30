"""The web log as the shop keeps it: cleaned, and as the server wrote it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.simulate.scene import Scene
from segkit.simulate.web.clock import in_local, in_utc
from segkit.simulate.web.machines import machines
from segkit.simulate.web.numbers import or_missing, shuffled
from segkit.simulate.web.sessions import ROOM

COLUMNS = (
    "session_id",
    "started_at",
    "customer_id",
    "visitor_id",
    "device",
    "system",
    "browser",
    "source",
    "pages",
    "seconds",
    "products_viewed",
    "read_reviews",
    "cart_amount",
    "cart_abandoned",
    "order_id",
    "cookie_consent",
)


def weblog(
    scene: Scene, who: pd.DataFrame, found: pd.DataFrame, order_id: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the sessions of October 2024.

    Parameters
    ----------
    scene : the block
    who : its people
    found : what happened in each visit, as `sessions.sessions` returns it
    order_id : numbers of the orders, by row

    Returns
    -------
    web_sessions (people only, local time), web_sessions_raw (with the visits of
    machines, and times in UTC), and the truth about the sessions that are not what they
    seem: session_id, customer_id (who it was), bot_kind

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=50).tables
    >>> len(made["web_sessions_raw"]) >= len(made["web_sessions"])
    True
    """
    bots = machines(scene)
    people, them = _named(scene, found, bots)
    account = np.append(who["customer_id"].to_numpy(object), "")
    person = account[np.minimum(people["owner"], len(who))]
    numbers = np.append(order_id.to_numpy(object), "")
    people["order_id"] = numbers[people["order"]]
    people["customer_id"] = np.where(people["known"], person, "")
    clean = _table(people)
    extra = _table(them.assign(customer_id="", order_id=""))
    raw = clean
    if scene.switches.utc_timestamps:
        raw = clean.assign(started_at=in_utc(clean["started_at"]))
    else:
        extra = extra.assign(started_at=in_local(extra["started_at"]))
    raw = pd.concat([raw, extra]) if len(extra) else raw
    raw = raw.sort_values(["started_at", "session_id"], ignore_index=True)
    hidden = people.assign(customer_id=person)[~people["known"] & (person != "")]
    truth = pd.concat([hidden.assign(bot_kind=""), them.assign(customer_id="")])
    truth = truth.sort_values("session_id", ignore_index=True)
    named = {name: or_missing(truth[name]) for name in ("customer_id", "bot_kind")}
    return clean, raw, truth[["session_id"]].assign(**named)


def _named(
    scene: Scene, found: pd.DataFrame, bots: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give visits and visitors their numbers: without cookies every visit is new."""
    session, session_bot = shuffled(scene, "S", len(found), room=ROOM, late=len(bots))
    alone = len(found) * 2 + np.arange(len(found))
    owner = np.unique(found["owner"], return_inverse=True)[1]
    key = np.where(found["cookies"], owner * 2 + found["slot"], alone)
    code = np.unique(key, return_inverse=True)[1]
    visitor, visitor_bot = shuffled(scene, "V", len(found), room=ROOM, late=len(bots))
    first = np.unique(bots["machine"], return_index=True, return_inverse=True)[1:]
    row = np.where(bots["cookies"], first[0][first[1]], np.arange(len(bots)))
    people = found.assign(session_id=session, visitor_id=visitor[code])
    return people, bots.assign(session_id=session_bot, visitor_id=visitor_bot[row])


def _table(found: pd.DataFrame) -> pd.DataFrame:
    made = found.assign(
        cart_abandoned=found["cart_amount"].notna() & (found["order_id"] == ""),
        cookie_consent=found["cookies"].astype(bool),
        customer_id=or_missing(found["customer_id"], found.index),
        order_id=or_missing(found["order_id"], found.index),
    )[list(COLUMNS)]
    return made.sort_values(["started_at", "session_id"], ignore_index=True)
