"""Who opens a message, clicks, or wants no more of them; and which machine does."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.answers import plan
from segkit.simulate.people import links
from segkit.simulate.people.person import INTERESTS
from segkit.simulate.scene import Scene

HOUR = 3600
# Half of the readers have opened a message after so many seconds.
USUAL_DELAY, SPREAD = 2.4 * HOUR, 1.5
LATEST = 6 * 24 * HOUR
# Whom a message moves has opened it by then.
LAST_HOUR = 21.1
# A text message is clicked less often than the link in an e-mail.
SMS_CLICKS = 0.07
BUSY = tuple(links.DEMOGRAPHIC.index(kind) for kind in ("young professional", "family"))


def mail_programs(scene: Scene, who: pd.DataFrame) -> NDArray[np.bool_]:
    """Draw whose mail program opens every message by itself.

    Parameters
    ----------
    scene : the block
    who : the people, with digital

    Returns
    -------
    (n,) booleans, all False with the switch off

    Examples
    --------
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=400, machine_opens=False)
    >>> bool(mail_programs(scene, who).any())
    False
    """
    rng = scene.stream("mail programs")
    own = rng.random(len(who)) < plan.MACHINES[who["digital"]]
    return own & scene.switches.machine_opens


def reading(
    scene: Scene,
    number: int,
    who: pd.DataFrame,
    contacts: pd.DataFrame,
    messages: pd.DataFrame,
) -> pd.DataFrame:
    """Draw what happens to the messages of a campaign.

    Parameters
    ----------
    scene : the block
    number : of the campaign, from 1
    who : the people, with machine (whether the mail program opens by itself)
    contacts : person, segment, held_out, delivered, moved, delay, message, stagger
    messages : the messages of this campaign

    Returns
    -------
    pandas table, one row per contact: opened (by a person), opened_after,
    machine_after, clicked_after, left_after (seconds after the campaign, -1 if not)

    Examples
    --------
    >>> from segkit.simulate.answers.messages import message_table
    >>> from segkit.simulate.story import opening
    >>> scene, who, _ = opening(seed=1, size=50)
    >>> one = {"person": [3], "segment": [0], "held_out": [True], "delivered": [True]}
    >>> one |= {"moved": [False], "delay": [0], "message": [0], "stagger": [7]}
    >>> who["machine"] = True
    >>> held_out = reading(scene, 1, who, pd.DataFrame(one), message_table()[:4])
    >>> bool(held_out["opened"].any()), int(held_out["machine_after"].max())
    (False, -1)
    """
    rng, channel = scene.stream(f"reading {number}"), plan.CAMPAIGNS[number - 1].channel
    got = (contacts["delivered"] & ~contacts["held_out"]).to_numpy()
    moved, person = contacts["moved"].to_numpy(), contacts["person"].to_numpy()
    opens, clicks = _chances(scene, number, who, contacts, messages)
    luck = rng.random((8, scene.n_people))[:, person]
    leaves = got & (luck[4] < _leave_chance(who, contacts)) & (channel == "email")
    opened = (luck[0] < opens) | (moved & (luck[1] < plan.MOVED_OPEN)) | leaves
    opened = opened & got & (channel != "letter")
    clicked = (luck[2] < clicks) | (moved & (luck[3] < plan.MOVED_CLICK))
    clicked = clicked & opened
    if channel == "sms":
        opened = clicked
    stagger = contacts["stagger"].to_numpy()
    usual = usual_delays(rng, plan.CAMPAIGNS[number - 1].hour, scene.n_people)
    start = stagger + _delays(usual[person], luck[5], contacts, number)
    click = start + (15 + 885 * luck[6]).astype(np.int64)
    machine = got & who["machine"].to_numpy()[person] & (channel == "email")
    at_once = stagger + (2 + 53 * luck[7]).astype(np.int64)
    return pd.DataFrame(
        {
            "opened": opened,
            "opened_after": np.where(opened, start, -1),
            "machine_after": np.where(machine, at_once, -1),
            "clicked_after": np.where(clicked, click, -1),
            "left_after": np.where(leaves, click + 20, -1),
        }
    )


def _chances(
    scene: Scene,
    number: int,
    who: pd.DataFrame,
    contacts: pd.DataFrame,
    messages: pd.DataFrame,
) -> tuple[NDArray, NDArray]:
    """Return how likely each person opens, and clicks what was opened."""
    segment = contacts["segment"].to_numpy()
    frequency = who["frequency"].to_numpy()[contacts["person"]]
    opens = log_odds(plan.OPENS[segment]) + plan.OPENS_BY_FREQUENCY[frequency]
    clicks = log_odds(plan.CLICKS[segment])
    if scene.switches.message_effects:
        own = contacts["message"].to_numpy()
        opens = opens + factors(messages, plan.OPEN_FACTORS)[own]
        opens = opens + fit(who, contacts, messages["subject_type"].tolist())
        clicks = clicks + factors(messages, plan.CLICK_FACTORS)[own]
    clicks = chance(clicks)
    if plan.CAMPAIGNS[number - 1].channel == "sms":
        return np.ones(len(contacts)), clicks * SMS_CLICKS / plan.CLICKS.mean()
    return chance(opens), clicks


def factors(messages: pd.DataFrame, adds: dict[str, float]) -> NDArray[np.float64]:
    """Return what the parts of each message add to the log-odds of an answer.

    Parameters
    ----------
    messages : subject_type, social_proof, deadline, discount_rate, words
    adds : part of a message to what it adds

    Returns
    -------
    (n,) log-odds

    Examples
    --------
    >>> from segkit.simulate.answers.messages import message_table
    >>> factors(message_table()[:2], {"deadline": 0.2}).tolist()
    [0.0, 0.2]
    """
    parts = {
        "targeted": messages["subject_type"] == "targeted",
        "proof": messages["social_proof"],
        "deadline": messages["deadline"],
        "discount": messages["discount_rate"] > 0,
        "words": (messages["words"] - 200) / 100,
    }
    total = sum(
        add * parts[part].to_numpy().astype(float) for part, add in adds.items()
    )
    return np.asarray(total)


def fit(
    who: pd.DataFrame, contacts: pd.DataFrame, kinds: list[str]
) -> NDArray[np.float64]:
    """Return what a line for somebody adds: much for whom it fits, less for others.

    Parameters
    ----------
    who : the people, with demographic and interest
    contacts : person, message (place in `kinds`)
    kinds : subject type of each message

    Returns
    -------
    (n,) log-odds; 0 for all other kinds of lines

    Examples
    --------
    >>> who = pd.DataFrame({"demographic": [2, 5], "interest": [0, 1]})
    >>> contacts = pd.DataFrame({"person": [0, 1], "message": [0, 0]})
    >>> fit(who, contacts, ["for busy people"]).tolist()
    [0.85, -0.25]
    """
    person, own = contacts["person"].to_numpy(), contacts["message"].to_numpy()
    busy = np.isin(who["demographic"].to_numpy()[person], BUSY)
    keen = who["interest"].to_numpy()[person] == INTERESTS.index("garden")
    gain = np.zeros(len(person))
    for name, fits in (("for busy people", busy), ("for enthusiasts", keen)):
        if name in kinds:
            line = own == kinds.index(name)
            gain = np.where(line, np.where(fits, plan.FITS, plan.MISSES), gain)
    return gain


def _leave_chance(who: pd.DataFrame, contacts: pd.DataFrame) -> NDArray[np.float64]:
    frequency = who["frequency"].to_numpy()[contacts["person"]]
    usual = plan.UNSUBSCRIBES[contacts["segment"].to_numpy()]
    return usual * plan.UNSUBSCRIBES_BY_FREQUENCY[frequency]


def _delays(
    usual: NDArray, luck: NDArray, contacts: pd.DataFrame, number: int
) -> NDArray[np.int64]:
    """Return after how many seconds people open: on the same day if it moves them."""
    rest = LAST_HOUR - plan.CAMPAIGNS[number - 1].hour
    quick = 60 + luck**2 * rest * HOUR
    return np.where(contacts["moved"], quick, usual).astype(np.int64)


def usual_delays(rng: np.random.Generator, hour: int, n: int) -> NDArray[np.int64]:
    """Draw after how many seconds people open an e-mail: few do so at night.

    Parameters
    ----------
    rng : random stream
    hour : of the day at which it is sent
    n : how many

    Returns
    -------
    (n,) seconds

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> delays = usual_delays(stream(1, "example"), 9, 1000)
    >>> bool(1.5 * HOUR < np.median(delays) < 4 * HOUR)
    True
    """
    usual = np.clip(USUAL_DELAY * rng.lognormal(0, SPREAD, n), 40, LATEST)
    night = (usual / HOUR + hour) % 24 < 6
    return (usual + 6.5 * HOUR * night).astype(np.int64)


def log_odds(chance: NDArray) -> NDArray[np.float64]:
    """Return chances on the scale of log-odds.

    Parameters
    ----------
    chance : (n,) above 0 and below 1

    Returns
    -------
    (n,) numbers

    Examples
    --------
    >>> log_odds(np.array([0.5])).tolist()
    [0.0]
    """
    return np.log(chance / (1 - chance))


def chance(odds: NDArray) -> NDArray[np.float64]:
    """Return log-odds as chances.

    Parameters
    ----------
    odds : (n,) log-odds

    Returns
    -------
    (n,) numbers above 0 and below 1

    Examples
    --------
    >>> chance(np.array([0.0])).tolist()
    [0.5]
    """
    return 1 / (1 + np.exp(-odds))
