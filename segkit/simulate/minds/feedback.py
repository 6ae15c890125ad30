"""Reviews of orders, and what nearly stopped people: short texts in two languages."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm

from segkit.simulate import calendar
from segkit.simulate.minds import habits
from segkit.simulate.minds.banks import THEMES, kind_of
from segkit.simulate.minds.compose import CHANCES, Draft, compose, ironic
from segkit.simulate.minds.state import State
from segkit.simulate.people.demography import LANGUAGES
from segkit.simulate.scene import Scene

# At most three reviews a person; reviewers are few, and write again.
SLOTS = 3
PER_ORDER = 0.085
KEENNESS = 0.5
NOTES = 0.28
SECOND_THEME = 0.34
ROOM = 1.5
OTHER_LANGUAGE = 0.03
# Praise, by rating; and how often a second theme falls to the other side.
PRAISE = np.array([0.02, 0.10, 0.50, 0.90, 0.985])
THEME_WEIGHTS = np.array([0.22, 0.26, 0.14, 0.13, 0.09, 0.06, 0.10])
# What people of each need write about more often.
THEME_PULL = np.array(
    [
        [0.9, 0.9, 1.8, 0.8, 1.0, 1.1, 1.0],
        [1.7, 0.9, 0.8, 0.8, 1.0, 1.1, 1.2],
        [0.9, 1.5, 0.9, 0.9, 1.0, 0.9, 0.8],
        [0.9, 0.9, 0.8, 1.9, 1.1, 0.9, 0.8],
    ]
)
# Which theme a stated difficulty belongs to, in the order of habits.DIFFICULTIES.
THEME_OF_DIFFICULTY = np.array([2, 0, 3, 1, 4, 5, 6])


def feedback(
    scene: Scene, who: pd.DataFrame, minds: State, bought: pd.DataFrame, hard: NDArray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw all that people wrote, and what was meant by it.

    Parameters
    ----------
    scene : the block
    who : its people
    minds : their minds
    bought : one row per order in order of time: person, order_id, ordered_at, channel,
        returned, product_name, category (of the first line)
    hard : (n,) difficulty that each person names in the survey

    Returns
    -------
    (feedback, truth): feedback_id, customer_id, order_id, written_at, kind, language,
    rating, text; and feedback_id, theme, second_theme, sentiment, irony

    Examples
    --------
    >>> from segkit.simulate import world
    >>> made = world(seed=1, size=300)
    >>> len(made.tables["feedback"]) == len(made.truth["feedback"])
    True
    """
    notes = _notes(scene, who, minds, hard)
    drafts = pd.concat([_reviews(scene, who, minds, bought), notes])
    drafts = drafts[drafts["written_at"] <= calendar.DAYS[-1] + pd.Timedelta(hours=23)]
    drafts = drafts.sort_values(["written_at", "person"], ignore_index=True)
    drafts["feedback_id"] = scene.ids("F", len(drafts), room=ROOM)
    written = [_draft(row) for row in drafts.itertuples()]
    drafts["text"] = [compose(draft) for draft in written]
    drafts["irony"] = [ironic(draft) for draft in written]
    return _shown(who, drafts), _meant(drafts)


def _reviews(
    scene: Scene, who: pd.DataFrame, minds: State, bought: pd.DataFrame
) -> pd.DataFrame:
    """Choose the orders that are reviewed, with rating, themes and praise or blame."""
    rng, n = scene.stream("reviews"), len(who)
    keen = rng.gamma(KEENNESS, PER_ORDER / KEENNESS, n)
    chances = rng.random((n, SLOTS, CHANCES))
    counts = np.bincount(bought["person"], minlength=n)
    writes = chances[:, :, 0] < 1 - np.exp(-keen * counts / SLOTS)[:, None]
    person, slot = np.nonzero(writes)
    chance = chances[person, slot]
    nth = (chance[:, 1] * counts[person]).astype(np.int64)
    by_person = np.argsort(bought["person"].to_numpy(), kind="stable")
    row = by_person[(np.cumsum(counts) - counts)[person] + nth]
    once = ~pd.Series(row).duplicated().to_numpy()
    person, row, chance = person[once], row[once], chance[once]
    order = bought.iloc[row].reset_index(drop=True)
    feeling = minds.csat[person] + 0.35 - 0.9 * order["returned"].to_numpy()
    rating = np.clip(np.round(feeling + 0.8 * norm.ppf(chance[:, 2])), 1, 5)
    days = 1 + np.exp(1.6 + 0.8 * norm.ppf(chance[:, 3]))
    at = order["ordered_at"] + pd.to_timedelta((days * 1440).round(), unit="min")
    said = _themes(who, order, person, chance)
    table = _side(said, chance, PRAISE[rating.astype(np.int64) - 1])
    table = table.assign(rating=pd.array(rating.astype(np.int64), dtype="Int64"))
    table["kind"] = "review"
    for column in ("order_id", "product_name", "category"):
        table[column] = order[column]
    return _by(who, person, chance, table.assign(written_at=at))


def _themes(
    who: pd.DataFrame, order: pd.DataFrame, person: NDArray, chance: NDArray
) -> NDArray[np.int64]:
    """Draw the themes of a review: what can be said depends on the order."""
    weights = THEME_WEIGHTS * THEME_PULL[who["need"].to_numpy()[person]]
    channel = order["channel"].to_numpy()
    at_counter = np.isin(channel, ["store", "phone"])
    weights[:, 0] *= np.where(channel == "store", 0.08, 1.0)
    weights[:, 3] *= np.where(at_counter, 2.4, 0.7)
    weights[:, 5] *= np.where(order["returned"], 6.0, 0.4)
    weights[:, 6] *= np.where(at_counter, 0.03, 1.0)
    return _two(weights, chance)


def _two(weights: NDArray, chance: NDArray) -> NDArray[np.int64]:
    """Draw a main theme and, for some, a second one; -1 is none."""
    first = _one(weights, chance[:, 4])
    rest = weights.copy()
    rest[np.arange(len(rest)), first] = 0
    second = _one(rest, chance[:, 5])
    return np.stack([first, np.where(chance[:, 6] < SECOND_THEME, second, -1)], axis=1)


def _one(weights: NDArray, chance: NDArray) -> NDArray[np.int64]:
    line = weights.cumsum(axis=1)
    return (line < (chance * line[:, -1])[:, None]).sum(axis=1)


def _side(said: NDArray, chance: NDArray, praise: NDArray) -> pd.DataFrame:
    """Draw praise or blame for each theme."""
    first = np.where(chance[:, 7] < praise, 1, -1)
    # A second thought is milder: it falls to the other side more often.
    second = np.where(chance[:, 8] < 0.15 + 0.7 * praise, 1, -1)
    return pd.DataFrame(
        {"theme": said[:, 0], "second": said[:, 1], "sign": first, "sign_2": second}
    )


def _notes(
    scene: Scene, who: pd.DataFrame, minds: State, hard: NDArray
) -> pd.DataFrame:
    """Draw what people of the survey say had nearly stopped them."""
    chances = scene.stream("notes").random((len(who), CHANCES))
    person = np.flatnonzero(minds.answered & (chances[:, 0] < NOTES))
    chance = chances[person]
    named = np.array([habits.DIFFICULTIES.index(name) for name in hard[person]])
    weights = np.full((len(person), len(THEMES)), 0.35 / len(THEMES))
    weights[np.arange(len(person)), THEME_OF_DIFFICULTY[named]] += 0.65
    table = _side(_two(weights, chance), chance, np.full(len(person), 0.4))
    table["sign"] = 0
    table["sign_2"] = np.where(table["sign_2"] > 0, 1, 0)
    day = calendar.DAYS[minds.answered_on[person]]
    minute = (7 * 60 + chance[:, 2] * 15 * 60).astype(np.int64)
    at = pd.Series(day + pd.to_timedelta(minute, unit="min"))
    table = table.assign(
        kind="pain point", rating=pd.array([pd.NA] * len(table), "Int64")
    )
    for column in ("order_id", "product_name", "category"):
        table[column] = ""
    return _by(who, person, chance, table.assign(written_at=at))


def _by(
    who: pd.DataFrame, person: NDArray, chance: NDArray, table: pd.DataFrame
) -> pd.DataFrame:
    """Add who wrote it, in which language, and the chances of the wording."""
    mine = who["language"].to_numpy()[person]
    language = np.where(chance[:, 9] < OTHER_LANGUAGE, 1 - mine, mine)
    return table.assign(person=person, language=language, chances=list(chance))


def _draft(row) -> Draft:
    thing = row.product_name.rsplit(" ", 1)[0]
    second = THEMES[row.second] if row.second >= 0 else ""
    return Draft(
        language=row.language,
        themes=(THEMES[row.theme], second),
        signs=(row.sign, row.sign_2),
        product=row.product_name,
        kind=kind_of(thing, row.category) if thing else "",
        chances=row.chances,
    )


def _shown(who: pd.DataFrame, drafts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "feedback_id": drafts["feedback_id"],
            "customer_id": who["customer_id"].to_numpy()[drafts["person"]],
            "order_id": drafts["order_id"].mask(drafts["order_id"] == ""),
            "written_at": drafts["written_at"].dt.floor("min"),
            "kind": drafts["kind"],
            "language": np.array(LANGUAGES)[drafts["language"]],
            "rating": drafts["rating"],
            "text": drafts["text"],
        }
    )


def _meant(drafts: pd.DataFrame) -> pd.DataFrame:
    """Return theme and sentiment: praise with blame, or blame with praise, is mixed."""
    names = np.array([*THEMES, ""])
    both = drafts["second"] >= 0
    praise = (drafts["sign"] > 0) | (both & (drafts["sign_2"] > 0))
    blame = (drafts["sign"] <= 0) | (both & (drafts["sign_2"] <= 0))
    word = np.where(praise & blame, "mixed", np.where(praise, "positive", "negative"))
    return pd.DataFrame(
        {
            "feedback_id": drafts["feedback_id"],
            "theme": names[drafts["theme"]],
            "second_theme": pd.Series(names[drafts["second"]]).mask(~both),
            "sentiment": word,
            "irony": drafts["irony"],
        }
    )
