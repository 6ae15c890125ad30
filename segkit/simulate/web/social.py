"""What customers do on social networks that has to do with the shop."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate import calendar
from segkit.simulate.draw import pick, pick_one
from segkit.simulate.people import lives
from segkit.simulate.scene import Scene
from segkit.simulate.web.numbers import shuffled

ROOM = 8
PLATFORMS = ("short video", "photo sharing", "friends network", "business network")
# Where each digital class is: mobile first, all screens, desktop, offline.
PLATFORM = np.array(
    [
        [0.46, 0.40, 0.13, 0.01],
        [0.24, 0.38, 0.28, 0.10],
        [0.08, 0.22, 0.54, 0.16],
        [0.05, 0.25, 0.67, 0.03],
    ]
)
EVENTS = ("like", "comment", "share", "advertisement click")
EVENT = np.array([0.58, 0.08, 0.09, 0.25])
# Customers who linked their account; of these, who follows the shop.
LINKED = np.array([0.46, 0.40, 0.16, 0.04])
FOLLOWS = 0.55
# Other events a year while active, by behaviour: champion, loyal, bargain, one-off,
# lapsing; and how much of it is left after they have gone.
EVENTS_A_YEAR = np.array([6.0, 4.4, 4.0, 1.8, 3.0])
EVENNESS = 1.2
GONE = 0.3


def social_events(scene: Scene, who: pd.DataFrame, gear: pd.DataFrame) -> pd.DataFrame:
    """Draw what the customers of a block do on social networks.

    Parameters
    ----------
    scene : the block
    who : its people
    gear : their devices and habits

    Returns
    -------
    pandas table in order of time: event_id, customer_id, happened_at, platform, event;
    nothing before the sign-up

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=200).tables["social_events"]
    >>> made["event"].isin((*EVENTS, "follow")).all()
    np.True_
    """
    rng, n = scene.stream("social events"), len(who)
    linked = rng.random(n) < LINKED[who["digital"]]
    platform = pick(rng, PLATFORM, who["digital"].to_numpy())
    keen = rng.gamma(EVENNESS, 1 / EVENNESS, n)
    since = _since(rng, who)
    left = np.maximum(calendar.N_DAYS - 1 - since, 0)
    mean = EVENTS_A_YEAR[who["segment"]] * keen * left / 365.25
    person = np.repeat(np.arange(n), rng.poisson(mean) * linked)
    day = since[person] + np.ceil(left[person] * rng.random(len(person)))
    found = pd.DataFrame({"person": person, "day": day.astype(np.int64)})
    found["event"] = pick_one(rng, EVENT, len(found))
    stays = lives.active(who, found["day"], person) | (rng.random(len(found)) < GONE)
    fans = np.flatnonzero(linked & (rng.random(n) < FOLLOWS))
    first = pd.DataFrame({"person": fans, "day": since[fans], "event": len(EVENTS)})
    found = pd.concat([found[stays], first], ignore_index=True)
    found = found[found["day"] < calendar.N_DAYS]
    return _table(scene, rng, who, found.assign(platform=platform[found["person"]]))


def _since(rng: np.random.Generator, who: pd.DataFrame) -> NDArray[np.int64]:
    """Draw when they link their account: some days after the sign-up."""
    day = who["signed_up"].to_numpy()
    return day + 1 + rng.exponential(40, len(who)).astype(np.int64)


def _table(
    scene: Scene, rng: np.random.Generator, who: pd.DataFrame, found: pd.DataFrame
) -> pd.DataFrame:
    app = np.full(len(found), 1)
    minute = calendar.minutes(rng, app)
    at = calendar.DAYS[found["day"]] + pd.to_timedelta(minute, unit="min")
    number, _ = shuffled(scene, "E", len(found), room=ROOM)
    made = pd.DataFrame(
        {
            "event_id": number,
            "customer_id": who["customer_id"].to_numpy()[found["person"]],
            "happened_at": at,
            "platform": np.array(PLATFORMS)[found["platform"]],
            "event": np.array((*EVENTS, "follow"))[found["event"]],
        }
    )
    return made.sort_values(["happened_at", "event_id"], ignore_index=True)
