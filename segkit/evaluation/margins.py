"""The shape of one column, without the peaks that groups would make."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri
from sklearn.preprocessing import PowerTransformer

Floats = NDArray[np.float64]
FEW = 10  # different numbers, at most: steps of a scale rather than an amount
GRID = 512  # places at which a smoothed shape is known
REACH = 8.0  # how far from its mean, in spreads
NARROWEST, WIDEST, WIDER = 0.05, 3.0, 1.15  # bandwidths tried, in spreads
HARDLY = 1e-3  # a valley shallower than this part of the peak is none


class Margin(ABC):
    """A column that is drawn with the others.

    Attributes
    ----------
    scores : (n,) the column on the scale on which correlations are taken
    """

    scores: Floats

    @abstractmethod
    def values(self, normal: Floats) -> Any:
        """Turn normal draws into values of this column."""

    @abstractmethod
    def again(self, normal: Floats) -> Floats:
        """Return the scores of the values that normal draws become."""


class Amount(Margin):
    """A column of many different numbers: its shape, smoothed until it has one peak.

    Parameters
    ----------
    values : (n,) numbers, nan where missing
    whole : whether they are whole numbers

    Examples
    --------
    >>> column = np.r_[np.linspace(0, 1, 50), np.linspace(9, 10, 50)]
    >>> made = Amount(column, False).values(np.linspace(-1, 1, 9))
    >>> bool(((made > 1) & (made < 9)).any())  # where the column has a gap
    True
    """

    def __init__(self, values: Floats, whole: bool) -> None:
        known = values[~np.isnan(values)]
        self.low, self.high, self.whole = known.min(), known.max(), whole
        self.power = PowerTransformer(method="yeo-johnson")
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            self.scores = self.power.fit_transform(values[:, None])[:, 0]
        self.at, self.below = one_peak(self.scores[~np.isnan(self.scores)])

    def values(self, normal: Floats) -> Floats:
        """Turn normal draws into numbers, within the range seen."""
        made = self.again(normal)
        edge = np.where(made > 0, self.high, self.low)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # beyond the reach of the power: the edge
            made = self.power.inverse_transform(made[:, None])[:, 0]
        made = np.where(np.isfinite(made), made, edge).clip(self.low, self.high)
        return np.round(made) if self.whole else made

    def again(self, normal: Floats) -> Floats:
        """Return the scores: draws from the smoothed shape."""
        return np.interp(ndtr(normal), self.below, self.at)


def one_peak(scores: Floats) -> tuple[Floats, Floats]:
    """Smooth a column just until it has one peak, and keep its mean and spread.

    Parameters
    ----------
    scores : (n,) numbers with mean 0 and standard deviation 1

    Returns
    -------
    places, and the share of the smoothed column below each

    References
    ----------
    Silverman (1981): the critical bandwidth of one mode, found here on a grid.
    """
    edges = np.linspace(-REACH, REACH, GRID + 1)
    at = (edges[1:] + edges[:-1]) / 2
    counts = np.histogram(scores.clip(-REACH, REACH), edges)[0] / len(scores)
    width = NARROWEST
    while width < WIDEST:
        shape = np.convolve(counts, np.exp(-0.5 * (at / width) ** 2), mode="same")
        if _peaks(shape) <= 1:
            break
        width *= WIDER
    shape /= shape.sum()
    middle = shape @ at
    spread = np.sqrt(shape @ (at - middle) ** 2)
    below = np.concatenate([[0.0], shape.cumsum()])
    return (edges - middle) / spread * scores.std() + scores.mean(), below


def _peaks(shape: Floats) -> int:
    """Count the peaks of a curve; hardly a valley is none."""
    steps = np.diff(np.round(shape / shape.max() / HARDLY))
    turns = np.sign(steps[steps != 0])
    return int((np.diff(turns) < 0).sum()) + int(len(turns) > 0 and turns[-1] > 0)


class Steps(Margin):
    """A column of few different values in order, such as an answer from 1 to 5.

    Parameters
    ----------
    values : (n,) numbers, nan where missing
    names : what the numbers stand for, if they are codes; None for numbers

    Examples
    --------
    >>> Steps(np.array([1.0, 1, 1, 5])).values(np.array([-9.0, 0.0, 9.0])).tolist()
    [1.0, 1.0, 5.0]
    """

    def __init__(self, values: Floats, names: Any = None) -> None:
        known = ~np.isnan(values)
        levels, place = np.unique(values[known], return_inverse=True)
        self.levels = levels if names is None else names[levels.astype(int)]
        share = np.bincount(place) / known.sum()
        self.limits = share.cumsum()[:-1]
        self.middle = ndtri(share.cumsum() - share / 2)
        self.scores = np.full(len(values), np.nan)
        self.scores[known] = self.middle[place]

    def _place(self, normal: Floats) -> NDArray[np.int64]:
        return np.searchsorted(self.limits, ndtr(normal))

    def values(self, normal: Floats) -> Any:
        """Turn normal draws into the steps."""
        return self.levels[self._place(normal)]

    def again(self, normal: Floats) -> Floats:
        """Return the scores of the steps that normal draws fall on."""
        return self.middle[self._place(normal)]


class Shares:
    """A column of categories without an order: drawn by their shares, on their own.

    Parameters
    ----------
    codes : (n,) numbers from 0, below 0 where missing
    names : what they stand for
    """

    def __init__(self, codes: NDArray[Any], names: Any) -> None:
        self.names = names
        self.shares = np.bincount(codes[codes >= 0], minlength=len(names))

    def draw(self, n: int, rng: np.random.Generator) -> Any:
        """Draw n of them."""
        shares = self.shares / self.shares.sum()
        return self.names[rng.choice(len(self.names), n, p=shares)]


def margin(column: pd.Series) -> Amount | Steps | Shares:
    """Find out how a column is to be drawn.

    Parameters
    ----------
    column : of any kind

    Returns
    -------
    Amount, Steps or Shares

    Examples
    --------
    >>> type(margin(pd.Series(["a", "b", "c"]))).__name__
    'Shares'
    """
    if not column.notna().any():
        return Steps(np.zeros(len(column)))
    kind = column.dtype
    if not pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind):
        if isinstance(kind, pd.CategoricalDtype):
            codes, names = column.cat.codes.to_numpy(), column.cat.categories
        else:
            codes, names = pd.factorize(column, sort=True)
        ordered = isinstance(kind, pd.CategoricalDtype) and kind.ordered
        if ordered or len(np.unique(codes[codes >= 0])) == 2:
            return Steps(np.where(codes < 0, np.nan, codes), names)
        return Shares(codes, names)
    values = column.to_numpy(dtype=float, na_value=np.nan)
    known = values[~np.isnan(values)]
    if len(np.unique(known)) <= FEW:
        return Steps(values)
    return Amount(values, bool((known == np.round(known)).all()))
