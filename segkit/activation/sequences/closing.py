"""Closing the loop: whom to write to about their answers, and by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.permission import Policy, permitted
from segkit.activation.sequences.door import rows
from segkit.activation.words import follow as words
from segkit.record import Table


def follow_up_list(
    survey: Any,
    *,
    agreed: str = "may_contact",
    policy: Policy | None = None,
    contacts: Any = None,
    as_of: Any = None,
    within_days: int = 14,
    score: str = "nps",
    more: tuple[str, ...] = ("csat", "language", "main_difficulty"),
    feedback: Any = None,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """List the respondents who agreed to hear about their answers, least happy first.

    Parameters
    ----------
    survey : customer_id, answered_on, `score` and `agreed`; `more` if they are there
    agreed : column that says who may be contacted about the answers; silence is a no.
        It allows that and no advertising, and needs no other consent
    policy : whom to leave alone and how often to write, beside that; its own consent
        does not count here
    contacts, as_of : messages sent lately and the day, for a policy with a cap
    within_days : days in which an answer should be answered
    score : column by which the least happy are found
    more : further columns to hand over
    feedback : customer_id, feedback_id: the texts of each, by number; None if there are
        none. The texts themselves are not copied
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table indexed by customer_id: answered_on, due_on, `score`, `more`, feedback_ids.
    ``attrs``: heading, notes, counts (respondents by reason)

    Raises
    ------
    DataError
        if a column is missing, or the policy has a cap and contacts are missing

    References
    ----------
    own definition

    Examples
    --------
    >>> survey = pd.DataFrame({"customer_id": ["a", "b", "c"], "nps": [9, 2, 5],
    ...     "may_contact": [True, True, False]})
    >>> survey["answered_on"] = pd.Timestamp("2024-09-10")
    >>> follow_up_list(survey)["nps"].to_dict()
    {'b': 2, 'a': 9}
    """
    days = checks.whole_number(within_days, name="within_days")
    rule = (policy or Policy()).but(consent=agreed)
    need = ["customer_id", "answered_on", score, agreed]
    table = rows(survey, need, more, name="survey", columns=columns)
    allowed = permitted(table, rule, contacts=contacts, as_of=as_of)
    table = table.sort_values([score, "answered_on"], kind="stable")
    people = table.drop_duplicates("customer_id").set_index("customer_id")
    people = people.loc[allowed.index[allowed["allowed"]]].drop(columns=agreed)
    due = people["answered_on"] + pd.Timedelta(days=days)
    people.insert(1, "due_on", due)
    if feedback is not None:
        texts = _texts(feedback, columns).reindex(people.index)
        people["feedback_ids"] = texts.fillna("")
    people = people.sort_values([score, "answered_on"], kind="stable")
    found = Table(people)
    counts = allowed.attrs["counts"]
    found.attrs = {
        "heading": words.FOLLOW_UP.format(n=f"{len(found):,}"),
        "notes": [_note(counts, len(allowed), agreed)],
        "counts": counts,
    }
    return found


def _texts(feedback: Any, columns: Mapping[str, str] | None) -> pd.Series:
    """Return the numbers of each customer's texts, one after the other."""
    need = ["customer_id", "feedback_id"]
    table = rows(feedback, need, [], name="feedback", columns=columns).sort_values(need)
    return table.groupby("customer_id")["feedback_id"].agg(
        lambda ids: ", ".join(map(str, ids))
    )


def _note(counts: dict[str, int], n: int, agreed: str) -> str:
    allowed, *rest = counts.items()
    why = ", ".join(f"{name} {count:,}" for name, count in rest if count)
    return words.FOLLOW_UP_NOTE.format(
        asked=f"{n:,}",
        agreed=f"{allowed[1]:,}",
        why=why or words.NOBODY_LEFT_OUT,
        column=agreed,
    )
