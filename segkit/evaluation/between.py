"""How much several segmentations of the same customers agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.evaluation import words
from segkit.evaluation.agreement import adjusted_rand, crossed
from segkit.evaluation.customers import one_each, segment_series
from segkit.record import Table

MEASURES = ("ari", "ami", "v_measure")


def agreement(
    segmentations: Mapping[str, pd.Series] | pd.DataFrame, *, measure: str = "ari"
) -> Table:
    """Say how much several segmentations divide the same customers alike.

    Parameters
    ----------
    segmentations : ``{"name": Series indexed by customer_id}``, or a DataFrame with a
        column for each
    measure : "ari" (adjusted Rand index), "ami" (adjusted mutual information) or
        "v_measure" (mutual information over the mean entropy); 1 is the same; 0 is
        chance for the first two, no information for the third

    Returns
    -------
    DataFrame, segmentations by segmentations, on the customers that all of them have.
    ``attrs``: n (of these), left_out (for each: customers that another lacks)

    Raises
    ------
    DataError
        if there are not two, or they share no customer

    References
    ----------
    Hubert and Arabie (1985); Vinh, Epps and Bailey (2010); Rosenberg and Hirschberg
    (2007).

    Examples
    --------
    >>> value = pd.Series(["high", "high", "low", "low"])
    >>> place = pd.Series(["town", "land", "town", "land"])
    >>> agreement({"value": value, "place": place, "again": value}).round(2)
           value  place  again
    value    1.0   -0.5    1.0
    place   -0.5    1.0   -0.5
    again    1.0   -0.5    1.0
    """
    checks.choice(measure, MEASURES, name="measure")
    given = {str(name): one for name, one in segmentations.items()}
    if len(given) < 2:
        raise DataError(words.TWO_SEGMENTATIONS.format(n=len(given)))
    series = {
        name: one_each(segment_series(one, name=name), name=name).dropna()
        for name, one in given.items()
    }
    both = pd.concat(series, axis=1, join="inner")
    if not len(both):
        raise DataError(words.NOTHING_COMMON)
    codes = [pd.factorize(both[name])[0] for name in both]
    score = [[_alike(a, b, measure) for b in codes] for a in codes]
    result = Table(score, pd.Index(series), pd.Index(series))
    result.attrs |= {
        "heading": words.AGREEMENT[measure].format(n=f"{len(both):,}"),
        "measure": measure,
        "n": len(both),
        "left_out": {name: len(one) - len(both) for name, one in series.items()},
    }
    return result


def _alike(a: np.ndarray, b: np.ndarray, measure: str) -> float:
    from sklearn import metrics  # noqa: PLC0415 (slow to import)

    if measure == "ari":
        return adjusted_rand(crossed(a, b))
    scores: dict[str, Any] = {
        "ami": metrics.adjusted_mutual_info_score,
        "v_measure": metrics.v_measure_score,
    }
    return float(scores[measure](a, b))
