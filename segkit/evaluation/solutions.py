"""Which segments stay when one more is asked for, and where new ones come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from sklearn.base import BaseEstimator

from segkit.evaluation import fits, words
from segkit.evaluation.agreement import crossed
from segkit.record import Table

Counts = NDArray[np.float64]


@dataclass(frozen=True, repr=False)
class Solutions:
    """Solutions with more and more segments, and how one comes from the other.

    Parameters
    ----------
    segments : DataFrame, a row per solution and segment: n_segments, segment (its
        number, kept from solution to solution), place (order in which to draw them),
        size, share, parent (the earlier segment that most of it comes from), entropy
        (0 comes from one segment, 1 from all alike), stability (1 - entropy)
    flows : DataFrame, a row per pair with customers: n_segments, before, segment, size,
        share (of the segment)
    labels : DataFrame with the index of X, a column per solution: the segment's number

    Examples
    --------
    >>> tables = [pd.DataFrame({"n_segments": [2, 2]}), pd.DataFrame(), pd.DataFrame()]
    >>> Solutions(*tables).segments["n_segments"].tolist()
    [2, 2]
    """

    segments: pd.DataFrame
    flows: pd.DataFrame
    labels: pd.DataFrame

    def __repr__(self) -> str:
        """Print the table of segments."""
        return repr(self.segments)

    def _repr_html_(self) -> str:
        segments: Any = self.segments
        return str(segments._repr_html_())


def solutions_stability(
    estimator: BaseEstimator,
    X: Any,
    *,
    n_segments: Iterable[int] = range(2, 9),
    param: str | None = None,
    random_state: int | None = None,
) -> Solutions:
    """Say which segments stay as they are when more segments are asked for.

    Parameters
    ----------
    estimator : scikit-learn estimator or pipeline with `predict`, or a segkit model;
        not fitted
    X : (n, columns) table or array
    n_segments : numbers of segments; each solution is compared with the one before
    param : the estimator's argument that is the number of segments; None to find it
    random_state : seed of every fit

    Returns
    -------
    Solutions

    Raises
    ------
    DataError
        if the estimator cannot sort customers, or has no such argument

    Notes
    -----
    The entropy of a segment is -sum(p ln p) over the shares p of it that come from the
    segments before, over ln of the number of segments before. Segments keep their
    number where the largest overlaps put them (Hungarian method); a new one takes the
    next number and stands beside the segment that most of it comes from.

    References
    ----------
    Dolnicar and Leisch (2017), "Using segment level stability to select target segments
    in data-driven market segmentation studies" (segment level stability across
    solutions, SLSA); Kuhn (1955) (Hungarian method).

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> X = np.array([0, 1, 2, 50, 51, 60, 61, 62])[:, None]
    >>> found = solutions_stability(KMeans(n_init=5), X, n_segments=[2, 3])
    >>> found.segments[["n_segments", "segment", "size", "parent", "stability"]]
       n_segments  segment  size  parent  stability
    0           2        1     5    <NA>        NaN
    1           2        2     3    <NA>        NaN
    2           3        1     3       1        1.0
    3           3        2     3       2        1.0
    4           3        3     2       1        1.0
    """
    name, numbers = fits.argument(estimator, param), fits.numbers_of(n_segments)
    rows, place = fits.ordered(X)
    seed = fits.whole_seed(np.random.SeedSequence(random_state))
    found = {}
    for k in numbers:
        model = fits.fit(estimator, rows, {name: k}, seed)
        found[k] = np.unique(model.predict(rows), return_inverse=True)[1]
    labels, segments, flows = _chain(found)
    table = pd.DataFrame(labels).iloc[np.argsort(place)]
    table.index = X.index if isinstance(X, pd.DataFrame) else pd.RangeIndex(len(X))
    table.columns.name = "n_segments"
    result = Table(pd.concat(segments, ignore_index=True))
    result.attrs["heading"] = words.SOLUTIONS
    return Solutions(result, pd.concat(flows, ignore_index=True), table)


def _chain(found: dict[int, NDArray[np.int64]]) -> tuple[dict, list, list]:
    """Follow the segments from solution to solution."""
    labels: dict[int, NDArray[np.int64]] = {}
    segments, flows = [], []
    before: NDArray[np.int64] | None = None
    order: list[int] = []
    for k, codes in found.items():
        if before is None:
            number = np.argsort(np.argsort(-np.bincount(codes), kind="stable")) + 1
            counts = None
        else:
            counts = crossed(before - 1, codes)
            number = renumbered(counts)
        now = number[codes]
        if counts is not None:
            counts = counts[:, np.argsort(number)]
            flows.append(_flows(k, counts))
        order = _order(order, number, counts)
        segments.append(_segments(k, now, counts, order))
        labels[k], before = now, now
    return labels, segments, flows or [_flows(0, np.zeros((0, 0)))]


def renumbered(counts: Counts) -> NDArray[np.int64]:
    """Give the segments of a solution the numbers of those before that they continue.

    Parameters
    ----------
    counts : (segments before, segments now) customers in both

    Returns
    -------
    (segments now,) numbers from 1: of the segment before that it continues, or the
    next free number, the largest new segment first

    Examples
    --------
    >>> renumbered(np.array([[0.0, 5.0, 1.0], [4.0, 0.0, 2.0]])).tolist()
    [2, 1, 3]
    """
    rows, columns = linear_sum_assignment(-counts)
    number = np.zeros(counts.shape[1], dtype=np.int64)
    number[columns] = rows + 1
    new = np.flatnonzero(number == 0)
    largest = new[np.argsort(-counts[:, new].sum(axis=0), kind="stable")]
    number[largest] = len(counts) + 1 + np.arange(len(new))
    return number


def entropy(counts: Counts) -> NDArray[np.float64]:
    """Say from how many segments each new segment comes: 0 from one, 1 from all alike.

    Parameters
    ----------
    counts : (segments before, segments now) customers in both

    Returns
    -------
    (segments now,)

    References
    ----------
    Dolnicar and Leisch (2017): Shannon's entropy over ln of the number before.

    Examples
    --------
    >>> entropy(np.array([[3.0, 1.0], [0.0, 1.0]])).tolist()
    [0.0, 1.0]
    """
    share = counts / counts.sum(axis=0)
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    if len(counts) < 2:
        return np.zeros(counts.shape[1])
    return np.abs((share * logs).sum(axis=0)) / np.log(len(counts))


def _order(
    order: list[int], number: NDArray[np.int64], counts: Counts | None
) -> list[int]:
    """Put new segments beside the one that most of them comes from."""
    if counts is None:
        return sorted(number.tolist())
    order = [one for one in order if one in number]
    for new in sorted(set(number.tolist()) - set(order)):
        parent = int(counts[:, new - 1].argmax()) + 1
        at = order.index(parent) + 1 if parent in order else len(order)
        order.insert(at, new)
    return order


def _segments(
    k: int, now: NDArray[np.int64], counts: Counts | None, order: list[int]
) -> pd.DataFrame:
    numbers = sorted(order)
    size = np.array([(now == one).sum() for one in numbers])
    table = pd.DataFrame({"n_segments": k, "segment": numbers})
    table["place"] = [order.index(one) + 1 for one in numbers]
    table["size"], table["share"] = size, size / len(now)
    if counts is None:
        missing = pd.array([pd.NA] * len(numbers), dtype="Int64")
        return table.assign(parent=missing, entropy=np.nan, stability=np.nan)
    mixed = entropy(counts)
    parent = pd.array(counts.argmax(axis=0) + 1, dtype="Int64")
    return table.assign(parent=parent, entropy=mixed, stability=1 - mixed)


def _flows(k: int, counts: Counts) -> pd.DataFrame:
    before, segment = np.nonzero(counts)
    size = counts[before, segment].astype(int)
    share = size / counts.sum(axis=0)[segment] if len(size) else size.astype(float)
    return pd.DataFrame(
        {
            "n_segments": k,
            "before": before + 1,
            "segment": segment + 1,
            "size": size,
            "share": share,
        }
    )
