"""How well segments tell apart what customers did later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.checks import DataError
from segkit.monitoring.bins import percent
from segkit.monitoring.tables import each_once, one_row_each
from segkit.monitoring.words import deciding as words
from segkit.record import Table

BLOCKS = 2000
Floats = NDArray[np.float64]


@dataclass(frozen=True, repr=False)
class Separation:
    """Say what part of the differences between customers the segments account for.

    Parameters
    ----------
    value : epsilon squared: eta squared less what as many segments explain by chance;
        about 0 (or below) for segments that mean nothing, 1 if all alike within
    low, high : ends of the bootstrap interval at ``level``
    eta_squared : the same without the correction
    n : customers
    outcome : what was told apart
    table : a row per segment: segment, n, mean

    Examples
    --------
    >>> Separation(0.31, 0.25, 0.37, 0.32, 900, "orders")
    Segments account for 31 % of what differs between customers in orders
    (25 % to 37 %; 900 customers)
    """

    value: float
    low: float
    high: float
    eta_squared: float
    n: int
    outcome: str
    level: float = 0.95
    table: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)

    def __float__(self) -> float:
        """Return the value alone."""
        return self.value

    def __repr__(self) -> str:
        """Print the sentence."""
        value, low, high = (percent(x) for x in (self.value, self.low, self.high))
        return words.SEPARATION.format(
            value=value, low=low, high=high, name=self.outcome, n=self.n
        )


def separation(
    segments: pd.Series,
    outcome: pd.Series,
    *,
    n_draws: int = 400,
    seed: int = 0,
    level: float = 0.95,
) -> Separation:
    """Say what part of the differences in a later outcome the segments account for.

    Parameters
    ----------
    segments : Series by customer_id
    outcome : Series of numbers by customer_id, measured after the segments were made;
        customers who are in one only, or whose outcome is missing, are left out
    n_draws, seed : of the bootstrap
    level : coverage of the interval

    Returns
    -------
    Separation

    Raises
    ------
    DataError
        if nobody is in both, or all have the same outcome

    References
    ----------
    Kelley (1935), "An unbiased correlation ratio measure", PNAS 21, 554-559. The
    interval is a percentile bootstrap, moved by the bias that drawing again adds.

    Examples
    --------
    >>> segments = pd.Series(["a", "b"] * 50)
    >>> outcome = pd.Series([1.0, 3.0] * 50) + pd.Series(range(100)) / 100
    >>> found = separation(segments, outcome.rename("orders"))
    >>> round(found.value, 2), found.low < found.value < found.high
    (0.92, True)
    """
    labels, y, name = together([segments], outcome)
    blocks = Blocks(labels, y, seed=seed)
    whole, draws = blocks.whole(), blocks.draws(n_draws, seed)
    value, eta, _ = (float(x[0]) for x in blocks.explained(whole, 0))
    low, high = interval(value, blocks.explained(draws, 0)[0], level)
    means = (
        pd.Series(y).groupby(pd.Series(labels[0]), observed=True).agg(["size", "mean"])
    )
    table = Table({"segment": means.index.astype(str)})
    table["n"], table["mean"] = means["size"].to_numpy(), means["mean"].to_numpy()
    return Separation(value, low, high, eta, len(y), name, level, table)


def together(
    sides: list[Any], outcome: Any
) -> tuple[list[pd.Categorical], Floats, str]:
    """Return segments and outcome of those who have all, in an order of their own.

    The order depends on the values alone: shuffled rows and renamed ids change nothing.
    """
    name = str(getattr(outcome, "name", None) or "outcome")
    y = _numbers(outcome, name)
    series = [one_row_each(side, "segments") for side in sides]
    keep = y.index
    for side in series:
        if not side.index.equals(keep):
            keep = keep.intersection(side.index, sort=False)
    if not len(keep):
        raise DataError(words.NOBODY_COMMON.format(name=name))
    values = y.reindex(keep).to_numpy()
    if len(values) < 2 or np.ptp(values) == 0:
        raise DataError(words.NO_SPREAD.format(name=name, n=len(values)))
    labels = [pd.Categorical(side.reindex(keep)) for side in series]
    order = np.lexsort([values, *(label.codes for label in labels)])
    return [label[order] for label in labels], values[order], name


def _numbers(outcome: Any, name: str) -> pd.Series:
    if not isinstance(outcome, pd.Series):
        found = f"a {type(outcome).__name__}"
        raise DataError(words.NOT_NUMBERS.format(name=name, found=found))
    try:
        y = outcome.astype(float).dropna()
    except (TypeError, ValueError) as error:
        found = f"of dtype {outcome.dtype}"
        raise DataError(words.NOT_NUMBERS.format(name=name, found=found)) from error
    return each_once(y, name) if len(y) else y


class Blocks:
    """Sums of random blocks of customers, from which any bootstrap draw is made.

    With at most 2,000 customers each is a block. Drawing blocks instead of customers
    gives the same spread, as blocks are drawn by lot, and takes no longer with a
    million customers. Every other block belongs to the second half.
    """

    def __init__(self, labels: list[pd.Categorical], y: Floats, *, seed: int) -> None:
        n = len(y)
        self.n, self.size = n, min(n, BLOCKS)
        self.centre = float(y.mean())
        shuffled = np.random.default_rng(seed).permutation(n)
        block = np.empty(n, dtype=int)
        block[shuffled] = np.arange(n) % self.size
        y = y - self.centre
        self.counts: list[Floats] = []
        self.sums: list[Floats] = []
        for label in labels:
            k = len(label.categories)
            cell = block * k + label.codes
            for kept, weights in ((self.counts, None), (self.sums, y)):
                found = np.bincount(cell, weights, minlength=self.size * k)
                kept.append(found.reshape(self.size, k).astype(float))
        self.squares = np.bincount(block, y * y, minlength=self.size)

    def whole(self) -> Floats:
        """Return the weights of all blocks, once."""
        return np.ones((1, self.size))

    def draws(self, n_draws: int, seed: int) -> Floats:
        """Return the weights of blocks drawn with replacement, (draws, blocks)."""
        rng = np.random.default_rng([seed, 1])
        chances = np.full(self.size, 1 / self.size)
        return rng.multinomial(self.size, chances, size=n_draws).astype(float)

    def explained(self, weights: Floats, side: int) -> tuple[Floats, Floats, Floats]:
        """Return epsilon squared, eta squared and the spread of the means."""
        count, total = weights @ self.counts[side], weights @ self.sums[side]
        n, s = count.sum(axis=1), total.sum(axis=1)
        between = (total**2 / np.where(count > 0, count, 1)).sum(axis=1) - s**2 / n
        whole = weights @ self.squares - s**2 / n
        k = (count > 0).sum(axis=1)
        safe = np.where(whole > 0, whole, np.nan)
        eta = between / safe
        epsilon = 1 - (1 - eta) * (n - 1) / np.where(n > k, n - k, np.nan)
        return epsilon, eta, np.sqrt(np.maximum(between, 0) / n)

    def gain(self, weights: Floats, side: int, share: float) -> Floats:
        """Return the outcome per customer above the mean, in the best segments.

        Which segments are best is learned on one half and judged on the other, both
        ways, so that chance finds nothing.
        """
        half = np.arange(self.size) % 2 == 0
        found = []
        for mine in (half, ~half):
            learned = [
                weights[:, mine] @ x[side][mine] for x in (self.counts, self.sums)
            ]
            judged = [
                weights[:, ~mine] @ x[side][~mine] for x in (self.counts, self.sums)
            ]
            found.append(_best(learned, judged, share))
        return np.nanmean(found, axis=0)


def _best(learned: list[Floats], judged: list[Floats], share: float) -> Floats:
    """Fill the share with the segments of the highest learned mean; judge it."""
    count, total = learned
    mean = np.divide(total, count, out=np.full_like(total, -np.inf), where=count > 0)
    order = np.argsort(-mean, axis=1, kind="stable")
    n, s = (np.take_along_axis(x, order, 1) for x in judged)
    size = n.sum(axis=1, keepdims=True)
    before = np.cumsum(n, axis=1) - n
    part = np.clip(share * size - before, 0, n)
    taken = np.divide(part, n, out=np.zeros_like(n), where=n > 0)
    best = (taken * s).sum(axis=1) / (share * size[:, 0])
    return best - s.sum(axis=1) / size[:, 0]


def interval(value: float, draws: Floats, level: float) -> tuple[float, float]:
    """Return the percentile interval, moved so that its draws centre on the value."""
    known = draws[np.isfinite(draws)]
    if len(known) < 2:
        return np.nan, np.nan
    moved = known - known.mean() + value
    low, high = np.quantile(moved, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
