"""Everybody whom the shop can reach and who never bought: by how it knows them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick, pick_one
from segkit.simulate.people.person import INTERESTS
from segkit.simulate.scene import Scene
from segkit.simulate.web.numbers import shuffled
from segkit.simulate.web.social import PLATFORMS

ROOM = 2
# People per account: who follows the shop, who gets its newsletter, without an account.
FOLLOWERS, SUBSCRIBERS = 0.16, 0.13
FOLLOWER_PLATFORM = np.array([0.34, 0.36, 0.24, 0.06])
TOPIC = np.array([0.48, 0.32, 0.20])
TOPIC_OF_PLATFORM = np.array(
    [[0.58, 0.34, 0.08], [0.54, 0.36, 0.10], [0.42, 0.42, 0.16], [0.10, 0.06, 0.84]]
)
# Visitors are known by their cookie: those who came at least this often in October.
REGULAR = 3
# Followers who agreed to be written to.
FOLLOWER_CONSENT = 0.12
SAYS_TOPIC = 0.8
COLUMNS = [
    "person_id",
    "kind",
    "known_since",
    "platform",
    "marketing_consent",
    "topic",
    "visitor_id",
    "customer_id",
]


def audience(
    scene: Scene, who: pd.DataFrame, orders: pd.DataFrame, log: pd.DataFrame
) -> pd.DataFrame:
    """Return the people who never bought, at the end of 2024.

    Parameters
    ----------
    scene : the block
    who : its people
    orders : what they ordered
    log : sessions of people without an account, with cookies: visitor_id, started_at

    Returns
    -------
    pandas table, one row per person: person_id, kind (visitor, follower, subscriber,
    account), known_since (day), platform (followers), marketing_consent, topic (empty
    if unknown), visitor_id (visitors), customer_id (accounts)

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=200).tables
    >>> mine = made["audience"]["customer_id"]
    >>> made["orders"]["customer_id"].isin(mine.dropna()).any()
    np.False_
    """
    rng = scene.stream("audience")
    parts = [
        _visitors(rng, log),
        _followers(rng, scene.n_people),
        _subscribers(rng, scene.n_people),
        _accounts(rng, who, orders),
    ]
    found = pd.concat(parts, ignore_index=True)
    found["topic"] = np.array(INTERESTS)[found["topic"]]
    silent = scene.stream("audience topics").random(len(found)) >= SAYS_TOPIC
    found["topic"] = found["topic"].mask(silent)
    found["known_since"] = calendar.DAYS[found["known_since"]]
    found["person_id"], _ = shuffled(scene, "A", len(found), room=ROOM)
    return found[COLUMNS].sort_values("person_id", ignore_index=True)


def _visitors(rng: np.random.Generator, log: pd.DataFrame) -> pd.DataFrame:
    seen = log.groupby("visitor_id")["started_at"].agg(["size", "min"])
    seen = seen[seen["size"] >= REGULAR]
    return pd.DataFrame(
        {
            "kind": "visitor",
            "known_since": (seen["min"] - calendar.DAYS[0]).dt.days.to_numpy(),
            "marketing_consent": False,
            "topic": pick_one(rng, TOPIC, len(seen)),
            "visitor_id": seen.index.to_numpy(object),
        }
    )


def _followers(rng: np.random.Generator, people: int) -> pd.DataFrame:
    n = rng.poisson(FOLLOWERS * people)
    platform = pick_one(rng, FOLLOWER_PLATFORM, n)
    return pd.DataFrame(
        {
            "kind": "follower",
            "known_since": _growing(rng, n),
            "platform": np.array(PLATFORMS, dtype=object)[platform],
            "marketing_consent": rng.random(n) < FOLLOWER_CONSENT,
            "topic": pick(rng, TOPIC_OF_PLATFORM, platform),
        }
    )


def _subscribers(rng: np.random.Generator, people: int) -> pd.DataFrame:
    n = rng.poisson(SUBSCRIBERS * people)
    return pd.DataFrame(
        {
            "kind": "subscriber",
            "known_since": _growing(rng, n),
            "marketing_consent": True,
            "topic": pick_one(rng, TOPIC, n),
        }
    )


def _accounts(
    rng: np.random.Generator, who: pd.DataFrame, orders: pd.DataFrame
) -> pd.DataFrame:
    """Return the accounts that have not ordered yet."""
    mine = who[np.bincount(orders["person"], minlength=len(who)) == 0]
    other = rng.integers(0, len(INTERESTS), len(mine))
    stays = rng.random(len(mine)) < SAYS_TOPIC
    return pd.DataFrame(
        {
            "kind": "account",
            "known_since": mine["signed_up"].to_numpy(),
            "marketing_consent": mine["consent"].to_numpy(),
            "topic": np.where(stays, mine["interest"], other),
            "customer_id": mine["customer_id"].to_numpy(object),
        }
    )


def _growing(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Draw days that come closer together towards the end of 2024."""
    return (calendar.N_DAYS * rng.random(n) ** 0.7).astype(np.int64)
