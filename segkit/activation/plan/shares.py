"""Shares of a customer's choices, with intervals that count customers, not rows."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from segkit.record import holm


class Choices(NamedTuple):
    """How often each customer chose each option, of how many times.

    Parameters
    ----------
    tops, bottoms : (customers, options); the share of an option is the sum of its tops
        over that of its bottoms

    Examples
    --------
    >>> one = np.ones((2, 2))
    >>> Choices(np.eye(2), one).shares.tolist()
    [0.5, 0.5]
    """

    tops: np.ndarray
    bottoms: np.ndarray

    @property
    def n(self) -> int:
        """Return how many customers chose at all."""
        return int((self.bottoms.sum(axis=1) > 0).sum())

    @property
    def shares(self) -> np.ndarray:
        """Return the share of each option; nan where it was never on offer."""
        whole = self.bottoms.sum(axis=0)
        return np.divide(
            self.tops.sum(axis=0), whole, out=np.full(whole.size, np.nan),
            where=whole > 0,
        )  # fmt: skip

    def rest(self, option: int) -> np.ndarray:
        """Return what each customer adds to the error of a share."""
        share, mean = self.shares[option], self.bottoms[:, option].mean()
        return (self.tops[:, option] - share * self.bottoms[:, option]) / mean


def quantile(level: float) -> float:
    """Return how many standard errors an interval reaches to either side."""
    from scipy.special import ndtri  # noqa: PLC0415 (waited for only here)

    return float(ndtri((1 + level) / 2))


def intervals(choices: Choices, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends of the interval of each share.

    Parameters
    ----------
    choices : of customers
    level : coverage

    Returns
    -------
    (low, high); nan without customers

    References
    ----------
    Wilson's interval with the number of customers that would give the same variance:
    Korn and Graubard (1998), Survey Methodology 24, 193-201; Franco and others (2019),
    Journal of Survey Statistics and Methodology 7, 334-364.

    Examples
    --------
    >>> ten = Choices(np.repeat([[1.0, 0.0]], 10, axis=0), np.ones((10, 2)))
    >>> [end.round(2).tolist() for end in intervals(ten, 0.95)]
    [[0.72, 0.0], [1.0, 0.28]]
    """
    n, z = len(choices.tops), quantile(level)
    low, high = (np.full(choices.shares.size, np.nan) for _ in range(2))
    for k, share in enumerate(choices.shares):
        if math.isnan(share):
            continue
        chose = int((choices.bottoms[:, k] > 0).sum())
        variance = float(np.square(choices.rest(k)).sum()) / max(n * (n - 1), 1)
        spread = share * (1 - share)
        many = spread / variance if variance > 1e-15 and spread > 0 else float(chose)
        middle = (share + z**2 / (2 * many)) / (1 + z**2 / many)
        half = z / (1 + z**2 / many) * math.sqrt(
            spread / many + z**2 / (4 * many**2)
        )  # fmt: skip
        low[k], high[k] = max(middle - half, 0.0), min(middle + half, 1.0)
    return low, high


def against(choices: Choices, best: int) -> np.ndarray:
    """Return the p value that each option is chosen as often as the best one.

    Parameters
    ----------
    choices : of customers, most of whom chose several options
    best : number of the option with the largest share

    Returns
    -------
    array; nan for the best itself and for options never on offer

    References
    ----------
    Differences within customers; two customers more, one on either side, so that few
    customers who agree prove nothing: after Agresti and Min (2005), Statistics in
    Medicine 24, 729-740.

    Examples
    --------
    >>> three = Choices(np.repeat([[1.0, 0.0]], 3, axis=0), np.ones((3, 2)))
    >>> against(three, 0).round(2).tolist()
    [nan, 0.13]
    """
    shares = choices.shares
    found = np.full(shares.size, np.nan)
    for k in range(shares.size):
        if k != best and not math.isnan(shares[k]):
            found[k] = _p(choices, best, k)
    return found


def _p(choices: Choices, a: int, b: int) -> float:
    """Test two shares of the same customers for being equal."""
    one, other = _wider(choices, a, b)
    n = one.size
    gap = float(one.mean() - other.mean())
    error = float((one - other).std(ddof=1)) / math.sqrt(n)
    return two_sided(gap / error) if error > 0 else 1.0


def _wider(choices: Choices, a: int, b: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what each customer says for two options, with two customers more."""
    said = []
    for k, own in ((a, 1.0), (b, 0.0)):
        unit = choices.bottoms[choices.bottoms[:, k] > 0, k].mean()
        tops = np.append(choices.tops[:, k], [own * unit, (1 - own) * unit])
        bottoms = np.append(choices.bottoms[:, k], [unit, unit])
        share = tops.sum() / bottoms.sum()
        said.append(share + (tops - share * bottoms) / bottoms.mean())
    return said[0], said[1]


def two_sided(z: float) -> float:
    """Return the p value of a normal test."""
    from scipy.special import ndtr  # noqa: PLC0415

    return float(2 * ndtr(-abs(z)))


def apart(one: Choices, other: Choices) -> np.ndarray:
    """Return the p value that two groups of customers have the same share, by option.

    Parameters
    ----------
    one, other : of different customers

    Returns
    -------
    array; nan where an option was not on offer to both

    References
    ----------
    Difference of two ratios, errors by customer: Deng, Knoblich and Lu (2018), KDD.

    Examples
    --------
    >>> half = Choices(np.tile(np.eye(2), (50, 1)), np.ones((100, 2)))
    >>> apart(half, half).tolist()
    [1.0, 1.0]
    """
    found = np.full(one.shares.size, np.nan)
    for k in range(found.size):
        gap = one.shares[k] - other.shares[k]
        if math.isnan(gap):
            continue
        errors = [
            float(np.square(side.rest(k)).sum()) / max(len(side.tops), 2) ** 2
            + 1 / max(len(side.tops), 2) ** 2
            for side in (one, other)
        ]
        found[k] = two_sided(gap / math.sqrt(sum(errors)))
    return found


def table(choices: Choices, options: pd.Index, level: float) -> pd.DataFrame:
    """Return one row per option: share, interval, and whether it is the best for sure.

    Parameters
    ----------
    choices : of customers
    options : their names
    level : coverage

    Returns
    -------
    DataFrame option, n_rows, share, low, high, p_adjusted (of being as often chosen as
    the first), best (clearly more often than each other), not_worse (not clearly less
    often than the first)

    Examples
    --------
    >>> most = Choices(np.repeat([[3.0, 1.0]], 40, axis=0), np.full((40, 2), 4.0))
    >>> table(most, pd.Index(["web", "app"]), 0.95)["best"].tolist()
    [True, False]
    """
    shares = choices.shares
    low, high = intervals(choices, level)
    found = pd.DataFrame(
        {"option": options, "share": shares, "low": low, "high": high,
         "p_adjusted": np.nan, "best": False, "not_worse": False}
    )  # fmt: skip
    if np.isnan(shares).all() or choices.n == 0:
        return found
    first = int(np.nanargmax(shares))
    found["p_adjusted"] = holm(against(choices, first))
    rivals = ~(found["p_adjusted"] < 1 - level) & found["share"].notna()
    found["not_worse"] = rivals
    found.loc[first, "best"] = bool(rivals.sum() == 1)
    return found
