"""Answers to the items of a scale, checked before anything is computed from them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import psychographic as said


def complete(answers: pd.DataFrame, *, who: str, constant: bool = False) -> np.ndarray:
    """Read the answers of those who answered every item.

    Parameters
    ----------
    answers : one row per person, one column per item, items turned round already
    who : what is computed, for the message
    constant : whether an item may have the same answer throughout

    Returns
    -------
    float array (n, p), rows in order of their values, so that no order of people counts

    Raises
    ------
    DataError
        if there are fewer than 2 items or 3 complete people, an item is text or
        constant, or the items were centred within each person

    Examples
    --------
    >>> table = pd.DataFrame({"q1": [3, 1, 2, None], "q2": [2, 1, 2, 5]})
    >>> complete(table, who="alpha").tolist()
    [[1.0, 1.0], [2.0, 2.0], [3.0, 2.0]]
    """
    names = list(answers.columns)
    if len(names) < 2:
        raise DataError(said.ONE_ITEM.format(who=who, items=names))
    values = tables.numbers(answers, names).dropna().to_numpy()
    if len(values) < 3:
        raise DataError(said.FEW_PEOPLE.format(who=who, n=len(values)))
    same = np.ptp(values, axis=0) == 0
    if same.any() and not constant:
        raise DataError(said.CONSTANT.format(item=names[int(same.argmax())]))
    centred = [name for name in names if name in answers.attrs.get("ipsatised", [])]
    if centred or np.allclose(values.sum(axis=1), 0):
        raise DataError(said.IPSATISED.format(who=who, items=centred or names))
    return values[np.lexsort(values.T[::-1])]
