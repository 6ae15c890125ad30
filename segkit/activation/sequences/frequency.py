"""Whether a choice of how often keeps readers: who would leave with it and without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.sequences.door import rows
from segkit.activation.words import follow as words
from segkit.checks import DataError
from segkit.record import Table, garwood

#: Messages a year that each answer gets.
PACE = {"weekly": 52, "monthly": 12, "big news only": 4}
ENOUGH = 0.9  # of the answers of those who left, to measure rates by answer
DRAWS = 4000


class Pace(NamedTuple):
    """How often each answer is written to, without the choice and with it.

    Parameters
    ----------
    without, chosen : messages a year, by answer
    years : how long
    fatigue : power of the pace with which the part that a message costs grows
    """

    without: np.ndarray
    chosen: np.ndarray
    years: float
    fatigue: float


class Facts(NamedTuple):
    """What the data say, by answer.

    Parameters
    ----------
    answers : the answers
    n : customers of each who may be written to
    left, sent : unsubscribed and messages, by which the chance is measured
    share : how often each leaves against all; 1 where that is not known
    seen : messages that a customer got a year
    notes : what was assumed
    """

    answers: list[Any]
    n: np.ndarray
    left: np.ndarray
    sent: np.ndarray
    share: np.ndarray
    seen: float
    notes: list[str]


def frequency_simulation(
    sends: Any,
    customers: Any,
    *,
    pace: Mapping[Any, float] = PACE,
    without: float | None = None,
    years: float = 1.0,
    relative: Mapping[Any, float] | None = None,
    fatigue: float = 0.0,
    preference: str = "preferred_frequency",
    level: float = 0.95,
    rng: int = 0,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say how many readers would leave if they chose how often, and if they could not.

    Parameters
    ----------
    sends : messages that carried a link to unsubscribe: customer_id, sent_at,
        unsubscribed_at; rows with delivered = false are none. Leave letters out
    customers : customer_id and `preference`
    pace : messages a year that each answer gets with the choice
    without : messages a year that everybody gets without it; None for the most of pace
    years : how long
    relative : how often each answer leaves against the others, if you know it from
        elsewhere, ``{"weekly": 0.7, "monthly": 1, "big news only": 1.7}``
    fatigue : 0 if a message costs the same part of the readers at any pace; 0.5 if at
        four times the pace it costs twice as many
    preference : column of the answers
    level : coverage of the intervals, 0 to 1
    rng : seed of the draws
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, a row per answer and one for all: customers, pace_without, pace_with,
    unsubscribe_rate (per message at the pace of the data), low, high, left_without,
    left_with, kept, kept_low, kept_high (customers), messages_without, messages_with.
    ``attrs``: heading, notes (every assumption)

    Raises
    ------
    DataError
        if a column is missing, nothing was delivered, or an answer has no pace

    Notes
    -----
    The chance per message has the Gamma distribution that Jeffreys' prior leaves; the
    intervals hold that doubt and the chance of each reader, not the assumptions.
    Answers are measured one by one only if they are known for those who left; where
    they were erased with the consent, as in the bundled data, a rate by answer would
    be 0 for all.

    References
    ----------
    own definition; Jeffreys (1961), Theory of Probability, section 3.1

    Examples
    --------
    >>> from segkit import datasets
    >>> sends = datasets.load("sends")
    >>> found = frequency_simulation(sends, datasets.load("customers"))
    >>> found.loc["all", ["left_without", "left_with"]].round(-2).astype(int).tolist()
    [1200, 500]
    """
    facts = _facts(sends, customers, preference, relative, columns)
    paces = _paces(pace, facts.answers)
    most = max(paces) if without is None else _number(without, "without")
    years = _number(years, "years")
    rhythm = Pace(
        np.full(len(paces), most), np.array(paces), years, _number(fatigue, "fatigue")
    )
    table = _table(facts, rhythm, level, rng)
    tired = words.FREQUENCY_TIRED if fatigue else words.FREQUENCY_SAME
    table.attrs = {
        "heading": words.FREQUENCY.format(years=years, without=most),
        "notes": [
            *facts.notes,
            tired.format(pace=facts.seen, fatigue=fatigue),
            words.FREQUENCY_ASKED,
        ],
    }
    return table


def _facts(
    sends: Any,
    customers: Any,
    preference: str,
    relative: Mapping[Any, float] | None,
    columns: Mapping[str, str] | None,
) -> Facts:
    mails = _mails(sends, columns)
    people = rows(
        customers, ["customer_id", preference], [], name="customers", columns=columns
    )
    answer = people.drop_duplicates("customer_id").set_index("customer_id")[preference]
    answer = answer[answer.notna()].astype("str")
    told = mails["customer_id"].map(answer)
    gone = mails["unsubscribed_at"].notna()
    answers = [a for a in [*PACE, *sorted(answer.unique())] if a in set(answer)]
    answers = list(dict.fromkeys(answers))
    n = answer.value_counts().reindex(answers).to_numpy(float)
    seen = (
        len(mails) / max(mails["customer_id"].nunique(), 1) / _years(mails["sent_at"])
    )
    left, known = int(gone.sum()), int((gone & told.notna()).sum())
    if relative is None and left and known >= ENOUGH * left:
        by = gone.groupby(told)
        counts = by.sum().reindex(answers), by.size().reindex(answers)
        parts = [c.fillna(0).to_numpy(float) for c in counts]
        one, notes = np.ones(len(answers)), [words.FREQUENCY_MEASURED]
        return Facts(answers, n, parts[0], parts[1], one, seen, notes)
    share = _share(relative, answers, n)
    whole = np.full(len(answers), float(left)), np.full(len(answers), float(len(mails)))
    notes = [words.FREQUENCY_POOLED.format(gone=left, known=known)]
    if relative is not None:
        text = ", ".join(f"{a} {relative[a]:g}" for a in answers)
        notes.append(words.FREQUENCY_RELATIVE.format(relative=text))
    return Facts(answers, n, whole[0], whole[1], share, seen, notes)


def _mails(sends: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    need = ["customer_id", "sent_at", "unsubscribed_at"]
    mails = rows(sends, need, ["delivered"], name="sends", columns=columns)
    if "delivered" in mails:
        mails = mails[mails["delivered"].astype("boolean").fillna(True).to_numpy(bool)]
    if not len(mails):
        raise DataError(words.NOBODY_SENT)
    return mails


def _years(at: pd.Series) -> float:
    """Return how many years the messages span, a month at least."""
    return max((at.max() - at.min()).days + 1, 30) / 365.25


def _share(
    relative: Mapping[Any, float] | None, answers: list[Any], n: np.ndarray
) -> np.ndarray:
    """Return how often each answer leaves, so that all together leave as measured."""
    if relative is None:
        return np.ones(len(answers))
    given = np.array(_paces(relative, answers))
    return given * n.sum() / (given * n).sum()


def _paces(pace: Mapping[Any, float], answers: list[Any]) -> list[float]:
    missing = [answer for answer in answers if answer not in pace]
    if missing:
        raise DataError(words.NO_PACE.format(missing=missing))
    return [_number(pace[answer], str(answer)) for answer in answers]


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise DataError(words.NOT_A_PACE.format(name=name, found=value))
    return float(value)


def _table(facts: Facts, pace: Pace, level: float, rng: int) -> Table:
    checks.whole_number(rng, name="rng", low=0)
    chance = facts.share * facts.left / facts.sent
    ends = np.array([garwood(int(k), level) for k in facts.left]).T
    low, high = facts.share * ends / facts.sent
    before, after = (
        facts.n * _leaves(chance, often, facts.seen, pace)
        for often in (pace.without, pace.chosen)
    )
    kept = _drawn(facts, pace, rng)
    tail = 100 * (1 - level) / 2
    spread = np.percentile(kept, [tail, 100 - tail], axis=0)
    table = pd.DataFrame(
        {
            "customers": facts.n,
            "pace_without": pace.without,
            "pace_with": pace.chosen,
            "unsubscribe_rate": chance,
            "low": low,
            "high": high,
            "left_without": before,
            "left_with": after,
            "kept": before - after,
            "kept_low": spread[0, :-1],
            "kept_high": spread[1, :-1],
            "messages_without": facts.n * pace.without * pace.years,
            "messages_with": facts.n * pace.chosen * pace.years,
        },
        index=pd.Index(facts.answers, name="answer"),
    )
    return Table(pd.concat([table, _total(table, spread[:, -1])]))


def _leaves(chance: Any, often: np.ndarray, seen: float, pace: Pace) -> Any:
    """Return the part of the readers who leave, written to so often a year."""
    each = chance * (often / seen) ** pace.fatigue if pace.fatigue else chance
    return 1 - (1 - np.minimum(each, 1.0)) ** (often * pace.years)


def _drawn(facts: Facts, pace: Pace, rng: int) -> np.ndarray:
    """Draw how many more stay with the choice, for each answer and for all."""
    draw = np.random.default_rng(rng)
    one = len(set(facts.sent)) == 1 and len(set(facts.left)) == 1  # one rate for all
    left, sent = (x[:1] if one else x for x in (facts.left, facts.sent))
    chance = facts.share * draw.gamma(left + 0.5, 1 / sent, (DRAWS, len(left)))
    n = facts.n.astype(int)
    before, after = (
        draw.binomial(n, _leaves(chance, often, facts.seen, pace))
        for often in (pace.without, pace.chosen)
    )
    kept = before - after
    return np.column_stack([kept, kept.sum(axis=1)])


def _total(table: pd.DataFrame, spread: np.ndarray) -> pd.DataFrame:
    """Return the row of all customers."""
    n = table["customers"]
    means = ["pace_without", "pace_with", "unsubscribe_rate", "low", "high"]
    row = table.sum()
    row[means] = [(table[name] * n).sum() / n.sum() for name in means]
    row[["kept_low", "kept_high"]] = spread
    return pd.DataFrame([row], index=pd.Index([words.ALL], name=table.index.name))
