"""How much news each customer asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit import checks
from segkit.activation.sequences.moments import Ints
from segkit.activation.words import sequences as words
from segkit.checks import DataError

#: News that each answer allows: (messages, days); None for none but big news.
PREFERENCES: dict[Any, tuple[int, int] | None] = {
    "weekly": (1, 7),
    "monthly": (1, 28),
    "big news only": None,
}


class Limits(NamedTuple):
    """News that each customer wants.

    Parameters
    ----------
    most, days : so many in so many days; most 0 for no limit
    none : whether the customer wants none
    """

    most: Ints
    days: Ints
    none: NDArray[np.bool_]


def news_limits(
    people: pd.DataFrame, preference: str, preferences: Mapping[Any, Any]
) -> Limits:
    """Return how many news in how many days each wants, and who wants none."""
    n = len(people)
    most, days, none = np.zeros(n, np.int64), np.ones(n, np.int64), np.zeros(n, bool)
    if preference not in people:
        return Limits(most, days, none)
    answers = people[preference].astype(object)
    unknown = set(answers.dropna().unique()) - set(preferences)
    if unknown:
        raise DataError(
            words.UNKNOWN_ANSWER.format(
                column=preference,
                found=sorted(map(str, unknown)),
                known=list(preferences),
            )
        )
    for answer, limit in preferences.items():
        mine = (answers == answer).to_numpy(bool)
        if limit is None:
            none |= mine
        else:
            most[mine], days[mine] = _limit(limit)
    return Limits(most, days, none)


def _limit(limit: Any) -> tuple[int, int]:
    if not isinstance(limit, tuple | list) or len(limit) != 2:
        raise DataError(words.NO_PREFERENCE.format(found=limit))
    return (
        checks.whole_number(limit[0], name="messages"),
        checks.whole_number(limit[1], name="days"),
    )
