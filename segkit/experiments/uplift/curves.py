"""Curves of gains: how much is won by writing to the best scores first.

Internal: `qini_curve`, `qini`, `auuc` and `uplift_at_k` stand on these sums. Customers
with the same score are one step of the curve, so that no order among them matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.experiments.words import uplift as words


@dataclass(frozen=True)
class Ranked:
    """Customers from the highest score down, those alike in one cell.

    Parameters
    ----------
    y : outcome of each cell
    treated : whether its customers got the message
    count : how many customers are alike in score, arm and outcome
    ends : place of the last cell of each score

    Examples
    --------
    >>> order = ranked([1, 0, 1], [True, False, True], [0.2, 0.9, 0.2])
    >>> order.count, order.ends
    (array([1, 2]), array([0, 1]))
    """

    y: np.ndarray
    treated: np.ndarray
    count: np.ndarray
    ends: np.ndarray

    def arm(self, treated: bool) -> tuple[int, float]:
        """Return number and mean outcome of the customers of one arm."""
        mine = self.treated == treated
        n = int(self.count[mine].sum())
        return n, float((self.y * self.count)[mine].sum() / n)


def ranked(outcome: Any, treated: Any, score: Any) -> Ranked:
    """Put customers in the order of their score, and find where a score ends.

    Parameters
    ----------
    outcome, treated, score : one per customer; of Series the indexes must agree

    Returns
    -------
    Ranked; equal customers are in a fixed order, whatever the order of the rows

    Raises
    ------
    DataError
        if the lengths or indexes differ, values are missing, or there is one arm only

    Examples
    --------
    >>> ranked([1, 0], [1, 0], [0.1, 0.5]).y
    array([0., 1.])
    """
    outcome, treated, score = _aligned(outcome, treated, score)
    y, mark = _numbers(outcome, "outcome"), _numbers(score, "score")
    arm = _flags(treated)
    if not y.size == arm.size == mark.size:
        raise DataError(
            words.SCORES.format(outcome=y.size, treated=arm.size, score=mark.size)
        )
    if arm.all() or not arm.any():
        n = int(arm.sum())
        raise DataError(words.TWO_ARMS.format(n_treated=n, n_control=arm.size - n))
    order = np.lexsort((y, arm, -mark))
    y, arm, mark = y[order], arm[order], mark[order]
    new = (np.diff(mark) != 0) | (np.diff(arm.astype(int)) != 0) | (np.diff(y) != 0)
    first = np.append(0, np.flatnonzero(new) + 1)
    count = np.diff(np.append(first, y.size))
    return ordered(y[first], arm[first], mark[first], count)


def ordered(
    y: np.ndarray, treated: np.ndarray, mark: np.ndarray, count: np.ndarray
) -> Ranked:
    """Put cells in the order of their score.

    Parameters
    ----------
    y, treated, mark, count : outcome, arm, score and customers of each cell

    Returns
    -------
    Ranked, a row for each cell

    Examples
    --------
    >>> one = np.array([1.0, 0.0])
    >>> ordered(one, one > 0, one, np.array([3, 4])).ends
    array([0, 1])
    """
    order = np.lexsort((y, treated, -mark))
    ends = np.append(np.flatnonzero(np.diff(mark[order])), mark.size - 1)
    return Ranked(y[order], treated[order], count[order], ends)


def _aligned(outcome: Any, treated: Any, score: Any) -> tuple[Any, Any, Any]:
    """Bring Series into the order of the first one."""
    series = [x for x in (outcome, treated, score) if isinstance(x, pd.Series)]
    if len(series) < 2:
        return outcome, treated, score
    index = series[0].index
    for other in series[1:]:
        if len(other) != len(index) or not other.index.sort_values().equals(
            index.sort_values()
        ):
            raise DataError(words.INDEX)
    if any(not other.index.equals(index) for other in series[1:]):
        if index.has_duplicates:
            raise DataError(words.INDEX)
        outcome, treated, score = (
            x.reindex(index) if isinstance(x, pd.Series) else x
            for x in (outcome, treated, score)
        )
    return outcome, treated, score


def _numbers(values: Any, name: str) -> np.ndarray:
    column = pd.to_numeric(pd.Series(values).reset_index(drop=True), errors="coerce")
    column = column.astype(object).where(column.notna(), np.nan)
    x = column.to_numpy(dtype=float)
    bad = int((~np.isfinite(x)).sum())
    if bad:
        raise DataError(words.SCORE_MISSING.format(name=name, n=bad))
    return x


def _flags(treated: Any) -> np.ndarray:
    column = pd.Series(treated).astype(object)
    found = column.drop_duplicates().tolist()
    if any(pd.isna(value) or value not in (True, False) for value in found):
        raise DataError(words.TREATED.format(found=found[:5]))
    return column.astype(bool).to_numpy()


@dataclass(frozen=True)
class Sums:
    """Running totals at the end of each score, from nobody to everybody.

    Parameters
    ----------
    n_treated, n_control : customers so far; a row per draw, or one
    y_treated, y_control : their outcomes so far

    Examples
    --------
    >>> sums(ranked([1, 0], [1, 0], [0.1, 0.5])).n_treated
    array([[0., 0., 1.]])
    """

    n_treated: np.ndarray
    n_control: np.ndarray
    y_treated: np.ndarray
    y_control: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """Return the share of customers so far."""
        n = self.n_treated + self.n_control
        return n / n[:, -1:]


def sums(order: Ranked, weights: np.ndarray | None = None) -> Sums:
    """Add up arms and outcomes from the highest score down.

    Parameters
    ----------
    order : from `ranked`
    weights : (draws, cells), how many customers are drawn; None for those there are

    Returns
    -------
    Sums, each (draws, scores + 1)

    Examples
    --------
    >>> sums(ranked([1, 0, 1], [1, 0, 1], [0.2, 0.9, 0.2])).y_treated
    array([[0., 0., 2.]])
    """
    if weights is None:
        weights = order.count[None, :].astype(float)
    starts = np.append(0, order.ends[:-1] + 1)

    def total(values: np.ndarray) -> np.ndarray:
        steps = np.add.reduceat(weights * values, starts, axis=1).cumsum(axis=1)
        return np.concatenate([np.zeros((len(steps), 1)), steps], axis=1)

    arm = order.treated.astype(float)
    return Sums(
        total(arm), total(1 - arm), total(arm * order.y), total((1 - arm) * order.y)
    )


def _over(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


def gains(total: Sums) -> np.ndarray:
    """Say how many outcomes the message added so far (Radcliffe's curve).

    Parameters
    ----------
    total : from `sums`

    Returns
    -------
    array like those of `total`: Rt - Rc * Nt / Nc

    References
    ----------
    Radcliffe (2007), Direct Marketing Analytics Journal 3, 14-21.

    Examples
    --------
    >>> gains(sums(ranked([1, 0, 0, 1], [1, 1, 0, 0], [4, 3, 2, 1])))
    array([[0., 1., 1., 1., 0.]])
    """
    held_out = _over(total.y_control, total.n_control)
    return total.y_treated - held_out * total.n_treated


def lifts(total: Sums) -> np.ndarray:
    """Say what the message would add if all customers so far got it.

    Parameters
    ----------
    total : from `sums`

    Returns
    -------
    array like those of `total`: (Rt / Nt - Rc / Nc) * (Nt + Nc)

    References
    ----------
    Devriendt, Guns and Verbeke (2020), Learning to rank for uplift modeling.

    Examples
    --------
    >>> lifts(sums(ranked([1, 0, 0, 1], [1, 1, 0, 0], [4, 3, 2, 1])))
    array([[0. , 1. , 1. , 1.5, 0. ]])
    """
    means = [
        _over(total.y_treated, total.n_treated),
        _over(total.y_control, total.n_control),
    ]
    return (means[0] - means[1]) * (total.n_treated + total.n_control)


def between(share: np.ndarray, curve: np.ndarray) -> np.ndarray:
    """Say how much lies between a curve and the line of random order.

    Parameters
    ----------
    share, curve : (draws, points), from nobody to everybody

    Returns
    -------
    array, one area per draw

    Examples
    --------
    >>> between(np.array([[0, 0.5, 1]]), np.array([[0, 2.0, 2.0]]))
    array([0.5])
    """
    return np.trapezoid(curve, share, axis=1) - curve[:, -1] / 2
