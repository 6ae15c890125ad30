"""How many segments: every figure that is asked for, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from segkit import checks
from segkit.evaluation import fits, words
from segkit.evaluation.gap import gap_table, maker, one_error_rule, reference_for
from segkit.evaluation.looking import Look
from segkit.evaluation.stability import stability
from segkit.record import Table

COLUMNS = [
    "n_segments",
    "smallest_share",
    "inertia",
    "distance_sum",
    "silhouette",
    "calinski_harabasz",
    "gap",
    "gap_se",
    "aic",
    "bic",
    "stability",
]
LARGEST = ("silhouette", "calinski_harabasz", "stability")
SMALLEST = ("aic", "bic")


def how_many(
    estimator: BaseEstimator,
    X: Any,
    *,
    n_segments: Iterable[int] = range(2, 9),
    n_reference: int = 20,
    reference: str | None = None,
    n_pairs: int = 0,
    sample: int = 2000,
    param: str | None = None,
    random_state: int | None = None,
    n_jobs: int | None = None,
) -> Table:
    """Say how many segments each of the usual figures would choose.

    Parameters
    ----------
    estimator : scikit-learn estimator or pipeline with `predict`, or a segkit model
        that finds groups; not fitted
    X : (n, columns) table or array
    n_segments : which numbers of segments to try
    n_reference : how many reference data sets for the gap; 0 for no gap
    reference : "principal" (even over a box along the customers' own directions),
        "box" (even over the columns' ranges), "independent" (columns shuffled); None
        for "principal", or "independent" if X has categories or missing values, or
        the model scales the columns itself
    n_pairs : how many pairs of samples for `stability`; 0 leaves it out
    sample : at most so many customers for the silhouette, drawn once for all
    param : the estimator's argument that is the number of segments; None to find it
    random_state : seed of everything
    n_jobs : how many processes for the stability; None for one

    Returns
    -------
    DataFrame, a row per number of segments: n_segments, smallest_share (of customers
    in the smallest segment), inertia (squared distances of customers to the mean of
    their segment), distance_sum (the distances, not squared: what flexclust calls
    distsum and draws as scree plot), silhouette (-1 to 1), calinski_harabasz, gap and
    its standard error gap_se, aic, bic (smaller is better; only with a likelihood),
    stability (mean adjusted Rand index). ``attrs``: best (what each figure chooses; the
    gap may choose 1, no segments), empty (why a figure is missing), reference, n

    Raises
    ------
    DataError
        if the estimator cannot sort customers, divides by limits, or X has infinite
        numbers

    Notes
    -----
    The gap chooses the smallest k whose gap is at least that of k + 1 less its standard
    error. Distances are those of `segkit.evaluation.space`: categories cost what they
    cost the model.

    References
    ----------
    Rousseeuw (1987) (silhouette); Caliński and Harabasz (1974); Tibshirani, Walther and
    Hastie (2001) (gap); Schwarz (1978) (BIC); Leisch (2006) (distsum of flexclust).

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 2)) + 8 * np.repeat([[0, 0], [1, 0], [0, 1]], 30, 0)
    >>> table = how_many(KMeans(n_init=5), X, n_segments=[2, 3, 4], random_state=0)
    >>> table[["n_segments", "silhouette"]].round(2).to_numpy().tolist()
    [[2.0, 0.6], [3.0, 0.78], [4.0, 0.66]]
    >>> table.attrs["best"]["gap"], table.attrs["empty"]["bic"]
    (3, 'KMeans has no likelihood')
    """
    name, numbers = fits.argument(estimator, param), fits.numbers_of(n_segments)
    n_reference = checks.whole_number(n_reference, name="n_reference", low=0)
    n_pairs = checks.whole_number(n_pairs, name="n_pairs", low=0)
    sample = checks.whole_number(sample, name="sample", low=10)
    rows, _ = fits.ordered(X)
    chance = np.random.SeedSequence(random_state).spawn(3)
    seed, draw = fits.whole_seed(chance[0]), np.random.default_rng(chance[1])
    look = Look(estimator, name, seed)
    kept = fits.sampled(np.arange(len(rows)), sample, draw)
    table = pd.DataFrame([look.figures(rows, k, kept) for k in numbers])
    kind = reference_for(reference, look, rows)
    if n_reference:
        table = table.merge(
            gap_table(look, rows, numbers, maker(kind, draw), n_reference)
        )
    table["stability"] = np.nan
    if n_pairs:
        several = [k for k in numbers if k > 1]
        pairs = stability(
            estimator, rows, n_segments=several, n_pairs=n_pairs, param=name,
            random_state=fits.whole_seed(chance[2]), n_jobs=n_jobs,
        )  # fmt: skip
        table["stability"] = table["n_segments"].map(
            pairs.groupby("n_segments")["ari"].mean()
        )
    return _finished(table, estimator, kind, len(rows), look.gap_of_one)


def _finished(
    table: pd.DataFrame,
    estimator: BaseEstimator,
    kind: str,
    n: int,
    one: tuple[float, float] | None,
) -> Table:
    """Put columns in order, and say what each chooses and why one is empty."""
    result = Table(table.reindex(columns=COLUMNS))
    empty = {c: _why(c, estimator) for c in COLUMNS if result[c].isna().all()}
    best: dict[str, int | None] = {}
    by_number = result.set_index("n_segments")
    for column in (name for name in (*LARGEST, *SMALLEST) if name not in empty):
        values = by_number[column] * (1 if column in LARGEST else -1)
        best[column] = int(str(values.idxmax()))
    if one is not None:
        tried = result[result["n_segments"] > 1]
        best["gap"] = one_error_rule(
            [1, *tried["n_segments"]],
            np.array([one[0], *tried["gap"]]),
            np.array([one[1], *tried["gap_se"]]),
        )
    said = words.REFERENCES[kind]
    result.attrs |= {
        "heading": words.HOW_MANY.format(n=f"{n:,}", reference=said),
        "best": best,
        "empty": empty,
        "reference": kind,
        "n": n,
    }
    return result


def _why(column: str, estimator: BaseEstimator) -> str:
    key = {"aic": "likelihood", "bic": "likelihood", "gap_se": "gap"}.get(
        column, column
    )
    text = words.EMPTY.get(key, words.EMPTY["one_segment"])
    return text.format(name=type(estimator).__name__)
