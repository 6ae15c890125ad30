"""Which interest sets a customer apart: of those that they ticked, the rarest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.models import words
from segkit.models.psychographic.standing import ticks
from segkit.models.schemes import Scheme, Settings
from segkit.models.words import psychographic as said


def telling_interest(ticked: pd.DataFrame) -> pd.Series:
    """Say which of the interests that a customer ticked the fewest others share.

    What nearly everybody likes says little of anybody: the rarest tells them apart.

    Parameters
    ----------
    ticked : one row per customer, one column of True or False per interest

    Returns
    -------
    categorical Series: the column's name in a sentence, capitalised, or "No interest
    ticked"; a missing answer is no tick; missing where no answer is known

    Raises
    ------
    DataError
        if a column holds anything but True and False

    References
    ----------
    own definition, after the interests of Wells and Tigert (1971), Journal of
    Advertising Research 11, 27-35

    Examples
    --------
    >>> ticked = pd.DataFrame({"interest_art": [True, False, False],
    ...                        "interest_music": [True, True, False]})
    >>> telling_interest(ticked).tolist()
    ['Art', 'Music', 'No interest ticked']
    """
    return _divide(ticked, _learn(ticked))


def interests(X: pd.DataFrame) -> list[str]:
    """Find the interests in X, in order of the alphabet.

    Parameters
    ----------
    X : one row per customer

    Returns
    -------
    columns, two or more

    Raises
    ------
    KeyError
        with what is needed, if X has fewer than two

    Examples
    --------
    >>> interests(pd.DataFrame(columns=["interest_music", "interest_art"]))
    ['interest_art', 'interest_music']
    """
    form = re.compile(rf"{said.TICK}.+")
    found = sorted(name for name in map(str, X.columns) if form.fullmatch(name))
    if len(found) < 2:
        raise KeyError([said.NO_TICKS])
    return found


def by_interest() -> Scheme:
    """Divide by the most telling interest.

    Returns
    -------
    Scheme

    Examples
    --------
    >>> by_interest().options
    ()
    """
    return Scheme(
        reads=lambda X, options: interests(X),
        learn=lambda X, options: _learn(X[interests(X)]),
        divide=_divide,
        rules=_rules,
    )


def _read(X: pd.DataFrame, names: list[str]) -> np.ndarray:
    return np.column_stack([ticks(X[name], name) for name in names])


def _learn(ticked: pd.DataFrame) -> Settings:
    """Measure the share of the customers who ticked each, the rarest first."""
    names = sorted(map(str, ticked.columns))
    values = _read(ticked, names)
    known = (~np.isnan(values)).sum(axis=0)
    shares = np.nansum(values, axis=0) / np.maximum(known, 1)
    order = np.argsort(shares, kind="stable")
    return {"shares": {names[place]: float(shares[place]) for place in order}}


def _divide(X: pd.DataFrame, settings: Mapping[str, Any]) -> pd.Series:
    names = list(settings["shares"])
    values = _read(X, names)
    ticked = values == 1
    place = np.where(ticked.any(axis=1), ticked.argmax(axis=1), len(names))
    codes = np.where(np.isnan(values).all(axis=1), -1, place)
    levels = pd.Index(_rules(settings))
    return pd.Series(pd.Categorical.from_codes(codes, levels), index=X.index)


def _rules(settings: Mapping[str, Any]) -> dict[str, str]:
    rules = {}
    for column, share in settings["shares"].items():
        label = said.SURVEY.label(column)
        rule = said.TELLING.format(label=label, share=words.share(share))
        rules[label[:1].upper() + label[1:]] = rule
    return {**rules, said.NO_INTEREST: said.NO_INTEREST_RULE}
