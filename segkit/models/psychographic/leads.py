"""Which of several scores stands out most: a customer's leading value or interest.

Scores of different scales cannot be compared as they are: nearly everybody agrees to
some and hardly anybody to others. So each score is taken against its average over all
customers, in standard deviations, and the highest of these leads. Who has no score
that is ``margin`` above all their others has no clear lead: ties and flat profiles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.schemes import Scheme, Settings
from segkit.models.words import psychographic as said

MARGIN = 0.25  # standard deviations; own definition


def leading(
    scores: pd.DataFrame, *, margin: float = MARGIN, centred: bool = False
) -> pd.Series:
    """Say which of their scores stands out most for each customer.

    Parameters
    ----------
    scores : one row per customer, one column per scale, two or more
    margin : standard deviations by which the highest must exceed the next
    centred : take each customer's own mean off first, as is usual for values, because
        some people rate everything higher

    Returns
    -------
    categorical Series: the column's name in a sentence, capitalised, or "No clear
    lead"; missing where any of the scores is missing

    Raises
    ------
    DataError
        if a column holds no numbers, or margin is below 0

    References
    ----------
    Centring of values: Schwartz (1992), Advances in Experimental Social Psychology 25.
    The comparison with the average of all and the margin: own definition.

    Examples
    --------
    >>> scores = pd.DataFrame({"calm": [5, 2, 3.5], "tidy": [2, 5, 3.5]})
    >>> leading(scores).tolist()
    ['Calm', 'Tidy', 'No clear lead']
    """
    settings = _learn(scores, {"margin": margin, "centred": centred}, "")
    return _divide(scores, settings)


def scores_of(block: str, X: pd.DataFrame) -> list[str]:
    """Find the scores of a block in X, in order of the alphabet.

    Parameters
    ----------
    block : "lifestyle", "values" or "personality"
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
    >>> X = pd.DataFrame(columns=["values_b_score", "values_a_score", "value_01"])
    >>> scores_of("values", X)
    ['values_a_score', 'values_b_score']
    """
    form = re.compile(rf"{block}_.+_score")
    found = sorted(name for name in map(str, X.columns) if form.fullmatch(name))
    if len(found) < 2:
        raise KeyError([said.NO_SCORES.format(block=block)])
    return found


def lead_of(block: str) -> Scheme:
    """Divide by the leading score of a block.

    Parameters
    ----------
    block : "lifestyle", "values" or "personality"

    Returns
    -------
    Scheme

    Examples
    --------
    >>> lead_of("values").options
    ('margin', 'centred')
    """
    return Scheme(
        reads=lambda X, options: scores_of(block, X),
        learn=lambda X, options: _learn(X[scores_of(block, X)], options, block),
        divide=_divide,
        rules=_rules,
        options=("margin", "centred"),
    )


def facts(X: pd.DataFrame, settings: Mapping[str, Any]) -> list[str]:
    """Put one customer's scores beside the averages that they are compared with.

    Parameters
    ----------
    X : their row
    settings : of the scheme

    Returns
    -------
    list of str

    Examples
    --------
    >>> X = pd.DataFrame({"values_openness_score": [4.5, 2.0], "values_care_score": 3})
    >>> facts(X, lead_of("values").learn(X, {"margin": None, "centred": None}))
    ['care 3 (average 3)', 'openness 4.5 (average 3.2)']
    """
    return [
        said.SCORE.format(
            label=said.SURVEY.label(name),
            value=words.rounded(float(X[name].iloc[0])),
            mean=words.rounded(average),
        )
        for name, average in settings["average"].items()
    ]


def _learn(scores: pd.DataFrame, options: Mapping[str, Any], block: str) -> Settings:
    """Measure the average and the spread of each score over all customers."""
    margin = MARGIN if options["margin"] is None else options["margin"]
    if not tables.is_number(margin) or margin < 0:
        raise DataError(said.MARGIN.format(repr(margin)))
    values = tables.numbers(scores, list(scores.columns))
    for name in values.columns[values.isna().all()]:
        raise DataError(said.NO_VALUES.format(column=name))
    centred = bool(
        checks.choice(options["centred"], (None, False, True), name="centred")
    )
    compared = _own_mean_off(values) if centred else values
    names = sorted(map(str, values.columns))
    moments = {name: _moments(compared[name]) for name in names}
    return {
        "block": block,
        "margin": float(margin),
        "centred": centred,
        "average": {name: _moments(values[name])[0] for name in names},
        "mean": {name: mean for name, (mean, _) in moments.items()},
        "spread": {name: spread for name, (_, spread) in moments.items()},
    }


def _divide(X: pd.DataFrame, settings: Mapping[str, Any]) -> pd.Series:
    names = list(settings["mean"])
    values = tables.numbers(X, names)
    if settings["centred"]:
        values = _own_mean_off(values)
    mean, spread = (np.array(list(settings[each].values())) for each in MOMENTS)
    off = (values.to_numpy() - mean) / spread
    unknown = np.isnan(off).any(axis=1)
    off[unknown] = 0.0
    first, second = np.sort(off, axis=1)[:, :-3:-1].T
    clear = (first - second >= settings["margin"]) & (first > second)
    place = np.where(clear, off.argmax(axis=1), len(names))
    levels = list(_rules(settings))
    codes = np.where(unknown, -1, place)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(levels)), index=X.index)


MOMENTS = ("mean", "spread")


def _rules(settings: Mapping[str, Any]) -> dict[str, str]:
    names = [_name(column) for column in settings["mean"]]
    margin = words.number(settings["margin"])
    block = settings["block"]
    rest = said.OWN_MEAN if settings["centred"] else ""
    rules = {
        name: said.LEADS.format(name=name, n=len(names), block=block, margin=margin)
        + rest
        for name in names
    }
    nobody = said.NO_LEAD_RULE.format(block=block, margin=margin) + rest
    return {**rules, said.NO_LEAD: nobody}


def _name(column: str) -> str:
    label = said.SURVEY.label(column)
    return label[:1].upper() + label[1:]


def _own_mean_off(values: pd.DataFrame) -> pd.DataFrame:
    """Centre each row; a row with a missing score is missing throughout."""
    return values.sub(values.mean(axis=1, skipna=False), axis=0)


def _moments(column: pd.Series) -> tuple[float, float]:
    values = np.sort(column.dropna().to_numpy())  # so that no order of rows matters
    if not len(values):
        return 0.0, 1.0
    return float(values.mean()), float(values.std()) or 1.0
