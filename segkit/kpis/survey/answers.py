"""Answers on a scale: read, checked, weighted; their mean and how sure it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.kpis.words import survey as words
from segkit.record import Moments
from segkit.record.differences import quantile


@dataclass(frozen=True)
class Score:
    """Say what is known of numbers on a scale with two ends: how many, mean, squares.

    Parameters
    ----------
    n : how many there are; with weights, how many unweighted ones tell as much
    mean : their mean
    square : the mean of their squares
    least, most : ends of the scale

    Notes
    -----
    `adjusted` adds three answers, 3/4 at each end of the scale and 1 1/2 in the middle,
    so that the interval never shrinks to nothing where all answers are alike: Rocks
    (2016), The American Statistician 70, 365-372, for promoters and detractors (-1, 0,
    1); for other scales the same by our own simulation.

    Examples
    --------
    >>> nps = Score(100, 0.53, 0.77, -1, 1)
    >>> [round(100 * end, 1) for end in nps.interval(0.95)]
    [37.8, 65.1]
    >>> [round(100 * end, 1) for end in nps.interval(0.95, adjust=False)]
    [39.3, 66.7]
    """

    n: float
    mean: float
    square: float
    least: float
    most: float

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return math.sqrt(max(self.square - self.mean**2, 0.0) / self.n)

    def adjusted(self) -> Score:
        """Add three answers: 3/4 at each end of the scale, 1 1/2 in its middle."""
        middle = (self.least + self.most) / 2
        n = self.n + 3
        total = self.n * self.mean + 0.75 * (self.least + self.most) + 1.5 * middle
        ends = 0.75 * (self.least**2 + self.most**2) + 1.5 * middle**2
        squares = self.n * self.square + ends
        return replace(self, n=n, mean=total / n, square=squares / n)

    def interval(self, level: float, *, adjust: bool = True) -> tuple[float, float]:
        """Say how far the true mean may lie from this one, within the scale.

        Parameters
        ----------
        level : coverage, 0 to 1
        adjust : whether to use the adjusted Wald interval

        Returns
        -------
        (low, high), which hold the mean; (nan, nan) without answers

        Examples
        --------
        >>> low, high = Score(20, 1.0, 1.0, -1, 1).interval(0.95)  # all promoters
        >>> round(low, 2), high
        (0.7, 1)
        """
        z = quantile(level)
        if not self.n:
            return math.nan, math.nan
        from_here = self.adjusted() if adjust else self
        half = z * from_here.error
        low, high = from_here.mean - half, from_here.mean + half
        low = min(max(low, self.least), self.mean)
        return low, max(min(high, self.most), self.mean)


@dataclass(frozen=True)
class Answers:
    """Who answered what, and how much each answer counts.

    Parameters
    ----------
    values : float array, the answers
    weights : float array, one each
    missing : how many did not answer
    """

    values: np.ndarray
    weights: np.ndarray
    missing: int

    @property
    def effective(self) -> float:
        """How many answers without weights would tell as much (Kish 1965)."""
        total = self.weights.sum()
        return float(total**2 / (self.weights**2).sum()) if total else 0.0

    @property
    def weighted(self) -> bool:
        """Whether some answers count more than others."""
        return bool(len(self.weights) and np.ptp(self.weights) > 0)

    def mean(self, values: np.ndarray) -> float:
        """Compute the weighted mean of something that each of them has."""
        total = float(self.weights.sum())
        return float((values * self.weights).sum() / total) if total else math.nan

    def score(self, values: np.ndarray, least: float, most: float) -> Score:
        """Say what is known of something that each of them has, on a scale."""
        return Score(
            self.effective, self.mean(values), self.mean(values**2), least, most
        )

    def note(self, *more: str) -> str:
        """Say in words what was left out, and what the weights cost."""
        said = list(more)
        if self.weighted:
            told = {"n": len(self.values), "effective": self.effective}
            said.append(words.WEIGHTED.format(**told))
        if self.missing:
            said.append(words.MISSING.format(n=self.missing))
        return "; ".join(said)


def of_customers(
    moments: Moments,
    first: dict[str, int],
    second: dict[str, int],
    *,
    ends: tuple[float, float],
) -> Score:
    """Say what is known of answers that come in bunches, several from one customer.

    Parameters
    ----------
    moments : of ``answers`` and the other numbers, one row per customer
    first : how the sum of the values comes from the numbers: factors by name
    second : how the sum of their squares comes from them
    ends : of the scale

    Returns
    -------
    Score, its n the number of answers, one per customer, that would tell as much: Kish
    (1965), section 8.2 (design effect)

    Examples
    --------
    >>> known = Moments.of(yes=[2, 0, 1], answers=[2, 2, 2])
    >>> round(of_customers(known, {"yes": 1}, {"yes": 1}, ends=(0, 1)).n, 2)
    3.0
    """
    n = moments.sum("answers")
    if not n:
        return Score(0, math.nan, math.nan, *ends)
    mean = sum(f * moments.sum(name) for name, f in first.items()) / n
    square = sum(f * moments.sum(name) for name, f in second.items()) / n
    score = Score(n, mean, square, *ends)
    if moments.n == n:
        return score
    parts = {**first, "answers": -mean}
    left = sum(f * g * moments.sum(a, b)
               for a, f in parts.items() for b, g in parts.items())  # fmt: skip
    alone = square - mean**2
    if moments.n < 2 or alone <= 0:
        return replace(score, n=moments.n)
    variance = left * moments.n / (moments.n - 1) / n**2
    return replace(score, n=min(alone / variance, n) if variance > 0 else n)


def read(scores: Any, weights: Any, *, low: int, high: int, name: str) -> Answers:
    """Read the answers: whole numbers of a scale, missing ones counted.

    Parameters
    ----------
    scores : Series or list; missing where there is no answer
    weights : Series indexed alike, or list; None for all alike
    low, high : ends of the scale
    name : what the answers are called in messages

    Returns
    -------
    Answers

    Raises
    ------
    DataError
        if an answer is not on the scale (the first is named), or weights do not fit

    Examples
    --------
    >>> read([9, None, 3], None, low=0, high=10, name="scores").missing
    1
    """
    series = scores if isinstance(scores, pd.Series) else pd.Series(list(scores))
    try:
        values = series.to_numpy(dtype=float, na_value=math.nan)
    except (TypeError, ValueError) as error:
        said = {"name": name, "low": low, "high": high, "found": error}
        raise DataError(words.NOT_NUMBERS.format(**said)) from error
    there = ~np.isnan(values)
    odd = there & ((values < low) | (values > high) | (values != np.rint(values)))
    if odd.any():
        first = int(np.flatnonzero(odd)[0])
        labelled = isinstance(scores, pd.Series)
        told = {
            "name": name,
            "low": low,
            "high": high,
            "who": series.index[first] if labelled else words.ROW.format(row=first),
            "value": series.iloc[first],
            "more": words.MORE.format(n=odd.sum() - 1) if odd.sum() > 1 else "",
        }
        raise DataError(words.NOT_WHOLE.format(**told))
    counted = _weights(weights, series, there)
    return Answers(values[there], counted, int((~there).sum()))


def _weights(weights: Any, series: pd.Series, there: np.ndarray) -> np.ndarray:
    if weights is None:
        return np.ones(int(there.sum()))
    if isinstance(weights, pd.Series):
        twice = int(weights.index.duplicated().sum())
        if twice:
            raise DataError(words.TWICE.format(name="weights", n=twice))
        weights = weights.reindex(series.index[there])
        lacking = int(weights.isna().sum())
        if lacking:
            told = {"n": lacking, "rows": int(there.sum())}
            raise DataError(words.WEIGHTS_INDEX.format(**told))
        counted = weights.to_numpy(dtype=float)
    else:
        every = np.asarray(weights, dtype=float)
        if len(every) != len(series):
            told = {"found": len(every), "rows": len(series)}
            raise DataError(words.WEIGHTS_LENGTH.format(**told))
        counted = every[there]
    bad = int((~(counted >= 0) | np.isinf(counted)).sum())
    if bad or (len(counted) and not counted.any()):
        raise DataError(words.WEIGHTS_BAD.format(n=bad or len(counted)))
    return counted
