"""Content: which kinds there are, for whom first, and how good it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.messages.lengths import LIMITS
from segkit.activation.words.messages import planning as words
from segkit.checks import DataError
from segkit.record import Table

SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
LINK = re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)
MOST_POINTS = 2


def content_types() -> Table:
    """List the kinds of content, what each is good for and where it is shown.

    Returns
    -------
    Table by content_type: good_for, channels, first_step (what to make first)

    References
    ----------
    The kinds are those that guides to segmentation name; what each is for: own words.

    Examples
    --------
    >>> content_types().index.tolist()[:3]
    ['personalised ad', 'call-to-action button', 'blog post']
    """
    table = pd.DataFrame(words.CONTENT_TYPES, columns=words.CONTENT_COLUMNS)
    result = Table(table.set_index("content_type"))
    result.attrs["heading"] = words.CONTENT_HEADING
    result.attrs["notes"] = [words.CONTENT_NOTE]
    return result


def content_by_value(
    value: Any,
    *,
    by: str = "value_amount",
    hours: float | None = None,
    purposes: Mapping[str, str] | None = None,
) -> Table:
    """Say for which segment to make content first: where the money is.

    Parameters
    ----------
    value : a Series of money by segment, or a table indexed by segment with the column
        `by`, and n (customers) if known
    by : the column of money
    hours : time that there is for content; it is shared out by value
    purposes : by segment, what the content is for

    Returns
    -------
    Table by segment, the most valuable first: rank, value, share, cumulative_share, n
        and value per customer if known, hours, purpose. ``attrs``: heading

    Raises
    ------
    DataError
        if a value is missing or below 0, or all are 0

    References
    ----------
    Own definition. Segments of equal value share a rank and stand in their own order.

    Examples
    --------
    >>> value = pd.Series({"New": 200.0, "Loyal": 600.0, "Lapsed": 200.0})
    >>> content_by_value(value, hours=10)[["rank", "share", "hours"]]
             rank  share  hours
    segment
    Loyal       1    0.6    6.0
    New         2    0.2    2.0
    Lapsed      2    0.2    2.0
    """
    table = value.to_frame(by) if isinstance(value, pd.Series) else pd.DataFrame(value)
    checks.table(table, [by], name="value")
    money = pd.to_numeric(table[by], errors="coerce").astype(float)
    if money.isna().any() or (money < 0).any() or not money.sum() > 0:
        raise DataError(words.VALUE_NEEDED.format(by=by))
    table = table.assign(**{by: money}).rename_axis("segment")
    table = table.sort_values(by, ascending=False, kind="stable")
    found = pd.DataFrame(index=table.index)
    found["rank"] = table[by].rank(ascending=False, method="min").astype(int)
    found["value"] = table[by]
    found["share"] = table[by] / table[by].sum()
    found["cumulative_share"] = found["share"].cumsum()
    if "n" in table:
        found["n"] = table["n"]
        found["value_per_customer"] = table[by] / table["n"]
    if hours is not None:
        found["hours"] = found["share"] * hours
    if purposes is not None:
        found["purpose"] = [purposes.get(str(name), "") for name in found.index]
    result = Table(found)
    first = str(found.index[0])
    share = round(100 * found["share"].iloc[0])
    result.attrs["heading"] = words.BY_VALUE.format(first=first, share=share)
    return result


def content_score(
    text: str,
    *,
    subject: str = "",
    answers: Mapping[str, int] | None = None,
    language: str = "English",
    channel: str = "email",
) -> Table:
    """Score a message: what can be counted is counted, what must be judged is asked.

    Parameters
    ----------
    text : the body as a reader gets it, plain text
    subject : its subject line
    answers : your judgement from 0 (no) to 2 (yes) on "useful", "theirs" and "true";
        see the column question. Without it they are left open, and the score is of the
        others
    language : "English" or "French", for the words you and we
    channel : whose length counts for the subject

    Returns
    -------
    Table by criterion: question, points (0, 1, 2; missing if open), found (what was
        counted), kind ("counted" or "judged"). ``attrs``: score (0 to 100), answered
        (share of the criteria), heading

    Raises
    ------
    DataError
        if the text is empty, or an answer is not 0, 1 or 2

    References
    ----------
    Own rubric: good content is what is of value to those who read it. Sentences of at
    most 15 (2 points) or 20 words (1): Cutts (2013), Oxford Guide to Plain English.

    Examples
    --------
    >>> score = content_score("Your tomatoes want water in the morning. See how: "
    ...     "https://shop.example/w", subject="Water in the morning")
    >>> score["found"]["one thing"]
    '1 link'
    """
    if not isinstance(text, str) or not WORD.search(text):
        raise DataError(words.NO_TEXT)
    checks.choice(language, list(words.YOU), name="language")
    given = dict(answers or {})
    for name, points in given.items():
        checks.choice(name, list(words.JUDGED), name="answers")
        checks.choice(points, [0, 1, 2], name=f"answers[{name!r}]")
    rows = [
        (name, question, given.get(name, pd.NA), "", words.JUDGED_KIND)
        for name, question in words.JUDGED.items()
    ]
    rows += [
        (name, words.COUNTED[name], points, found, words.COUNTED_KIND)
        for name, (points, found) in _counted(text, subject, language, channel).items()
    ]
    return _scored(rows)


def _scored(rows: list[tuple[Any, ...]]) -> Table:
    names = ["criterion", "question", "points", "found", "kind"]
    table = Table(pd.DataFrame(rows, columns=names).set_index("criterion"))
    table["points"] = table["points"].astype("Int64")
    known = table["points"].dropna()
    score = 100 * float(known.sum()) / (MOST_POINTS * len(known))
    said = {"score": round(score), "known": len(known), "all": len(table)}
    table.attrs["heading"] = words.SCORED.format(**said)
    table.attrs |= {"score": score, "answered": len(known) / len(table)}
    return table


def _counted(
    text: str, subject: str, language: str, channel: str
) -> dict[str, tuple[int, str]]:
    """Count what can be counted."""
    plain = LINK.sub(" ", text)
    found = [word.lower() for word in WORD.findall(plain)]
    sentences = [s for s in SENTENCE.findall(plain) if len(WORD.findall(s)) > 1]
    mean = len(found) / max(len(sentences), 1)
    you, we = (
        sum(word in kind[language] for word in found) for kind in (words.YOU, words.WE)
    )
    links = len(LINK.findall(text))
    return {
        "short": (
            2 if mean <= 15 else 1 if mean <= 20 else 0,
            words.FOUND_MEAN.format(mean=mean),
        ),
        "you before we": (
            2 if you > we else 1 if you == we and you else 0,
            words.FOUND_YOU.format(you=you, we=we),
        ),
        "one thing": (
            {0: 0, 1: 2, 2: 1}.get(links, 0),
            words.FOUND_LINKS.format(n=links, s="" if links == 1 else "s"),
        ),
        "subject": _subject(subject, channel),
    }


def _subject(subject: str, channel: str) -> tuple[int, str]:
    limits = [x for x in LIMITS if (x.channel, x.part) == (channel, "subject")]
    most = min((limit.most for limit in limits), default=0)
    fits = 0 < len(subject) <= most
    points = 2 if fits else 1 if subject and len(subject) <= 1.5 * most else 0
    return points, words.FOUND_SUBJECT.format(n=len(subject), most=most)
