"""What features are to all customers, or to each segment, after Kano."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.models import words
from segkit.models.needs import answers
from segkit.models.needs.kano import (
    LETTERS,
    commonest,
    decided,
    kano_category,
    kano_coefficients,
)
from segkit.models.words import needs as said
from segkit.record import Table, wilson

TOO_MANY = 0.1  # questionable answers that make a feature's wording doubtful


def kano_table(
    asked: Any,
    *,
    segments: pd.Series | None = None,
    variant: str = "standard",
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say what each feature is to people: must-be, one-dimensional, attractive, ...

    Parameters
    ----------
    asked : table, one row per customer_id and feature: functional, dysfunctional
    segments : Series of segments indexed by customer_id; None for all together
    variant : of the evaluation table, see `kano_category`
    level : coverage of the intervals
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per feature (and segment): n, the counts M, O, A, I, R, Q; mode, the
    commonest category but Q; told_apart, whether Fong's test tells it from the second;
    category, the mode if so, else the earlier of the two in M, O, A, I; cs_plus and
    cs_minus with Wilson intervals; ``attrs["left_out"]`` counts what is not in it

    Raises
    ------
    DataError
        if a column is missing, a feature is asked twice of one person, or an answer is
        not from 1 to 5

    References
    ----------
    Kano and others (1984); Berger and others (1993); Fong (1996): see
    `segkit.models.needs.kano`. Wilson intervals: own choice.

    Examples
    --------
    >>> asked = pd.DataFrame({"customer_id": range(9), "feature": "tracking",
    ...                       "functional": [2] * 7 + [1, 1], "dysfunctional": 5})
    >>> table = kano_table(asked)
    >>> table[["feature", "n", "M", "O", "category", "cs_minus"]]
        feature  n  M  O category  cs_minus
    0  tracking  9  7  2  Must-be      -1.0
    """
    need = ["functional", "dysfunctional"]
    key = ["customer_id", "feature"]
    table = answers.read(asked, need, name="kano", key=key, columns=columns)
    pair = (table["functional"], table["dysfunctional"])
    table["letter"] = kano_category(*pair, variant=variant)
    known = table.dropna(subset="letter")
    rows = [
        {"segment": segment, "feature": feature, **_row(part["letter"], level)}
        for segment, its in answers.groups(known, segments, name="kano")
        for feature, part in its.groupby("feature", observed=True)
    ]
    notes = [] if segments is not None else [said.TOGETHER]
    found = answers.finished(rows, segments, [*notes, *_doubts(rows)])
    gone = {"an answer missing": len(table) - len(known)}
    found.attrs["left_out"] = gone | answers.left_out(known, segments)
    return found


def _row(letters: pd.Series, level: float) -> dict[str, Any]:
    counts = {each: int((letters == each).sum()) for each in LETTERS}
    m, o, a, i = (counts[each] for each in "MOAI")
    chosen, sure = decided(counts)
    more, less = kano_coefficients(counts)
    plus, minus = (
        wilson(part, m + o + a + i, level, name="kano") for part in (a + o, o + m)
    )
    return {
        "n": len(letters),
        **counts,
        "mode": said.KANO[commonest(counts)[0]][1],
        "told_apart": sure,
        "category": said.KANO[chosen][1],
        "cs_plus": more,
        "cs_plus_low": plus[0],
        "cs_plus_high": plus[1],
        "cs_minus": less,
        "cs_minus_low": -minus[1],
        "cs_minus_high": -minus[0],
    }


def _doubts(rows: list[dict[str, Any]]) -> list[str]:
    """Name the features that many people answered against themselves."""
    found = pd.DataFrame(rows).groupby("feature", observed=True)[["Q", "n"]].sum()
    share: pd.Series = found["Q"] / found["n"]
    return [
        said.QUESTIONABLE.format(share=words.share(value), feature=f"'{feature}'")
        for feature, value in share[share > TOO_MANY].items()
    ]
