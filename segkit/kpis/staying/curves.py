"""The arithmetic of staying: the product-limit curve, its interval, median and mean."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.record.differences import quantile


@dataclass(frozen=True)
class Stays:
    """How long each one stayed, whether the end was seen, and when watching began.

    Parameters
    ----------
    time : float array, how long until the end or the last look
    ended : bool array, whether the end was seen
    entry : float array, when watching began; minus infinity for from the start on
    """

    time: np.ndarray
    ended: np.ndarray
    entry: np.ndarray

    def where(self, chosen: np.ndarray) -> Stays:
        """Keep some of them."""
        return Stays(self.time[chosen], self.ended[chosen], self.entry[chosen])

    def counted(self, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Count those watched just before each time, and those who ended at it."""
        last, first = np.sort(self.time), np.sort(self.entry)
        at_risk = len(last) - np.searchsorted(last, times, side="left")
        at_risk -= len(first) - np.searchsorted(first, times, side="left")
        ends = np.sort(self.time[self.ended])
        left = np.searchsorted(ends, times, side="right")
        return at_risk, left - np.searchsorted(ends, times, side="left")


def curve(stays: Stays, level: float) -> pd.DataFrame:
    """Estimate what share is still there after each time (Kaplan-Meier).

    Parameters
    ----------
    stays : how long each one stayed
    level : coverage of the interval at each time, 0 to 1

    Returns
    -------
    DataFrame: time (0 and each time somebody left or was last seen), at_risk, ended,
    survival_rate, low, high, error (of the rate: Greenwood)

    Notes
    -----
    Greenwood's variance on the log-log scale (Kalbfleisch and Prentice 1980). Before
    the first end it is 0, so the low end is Wilson's for all of those at risk; after
    the last one it is unknown, so the interval runs from 0 to the high end before.

    Examples
    --------
    >>> time, ended = np.array([1.0, 2.0, 3.0]), np.array([True, False, True])
    >>> stays = Stays(time, ended, np.full(3, -np.inf))
    >>> curve(stays, 0.95)[["time", "at_risk", "ended", "survival_rate"]].round(2)
       time  at_risk  ended  survival_rate
    0   0.0        3      0           1.00
    1   1.0        3      1           0.67
    2   2.0        2      0           0.67
    3   3.0        1      1           0.00
    """
    times = np.unique(np.append(stays.time, 0.0))
    at_risk, left = stays.counted(times)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.cumprod(np.where(left > 0, 1 - left / at_risk, 1.0))
        spread = np.cumsum(np.where(left > 0, left / (at_risk * (at_risk - left)), 0.0))
        error = np.where(rate > 0, rate * np.sqrt(spread), 0.0)
    low, high = _ends(rate, spread, at_risk, level)
    return pd.DataFrame(
        {
            "time": times,
            "at_risk": at_risk,
            "ended": left,
            "survival_rate": rate,
            "low": low,
            "high": high,
            "error": error,
        }
    )


def _ends(
    rate: np.ndarray, spread: np.ndarray, at_risk: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    z = quantile(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.exp(z * np.sqrt(spread) / np.abs(np.log(rate)))
        low, high = rate**reach, rate ** (1 / reach)
    nobody = rate == 1
    low[nobody], high[nobody] = at_risk[nobody] / (at_risk[nobody] + z**2), 1.0
    gone = rate == 0
    before = high[~gone][-1] if (~gone).any() else 1.0
    low[gone], high[gone] = 0.0, before
    return low, high


def median(found: pd.DataFrame) -> tuple[float, float, float]:
    """Say after how long half have left, and how sure that is.

    Parameters
    ----------
    found : what `curve` returns

    Returns
    -------
    (median, low, high): nan where half have not left

    Notes
    -----
    The interval holds the times at which the interval of the curve contains one half:
    Brookmeyer and Crowley (1982), Biometrics 38, 29-41.

    Examples
    --------
    >>> stays = Stays(np.arange(1.0, 6), np.ones(5, bool), np.full(5, -np.inf))
    >>> median(curve(stays, 0.95))[0]
    3.0
    """
    times = found["time"].to_numpy()
    half: list[float] = []
    for column in ("survival_rate", "low", "high"):
        under = np.flatnonzero(found[column].to_numpy() <= 0.5 + 1e-12)
        half.append(float(times[under[0]]) if len(under) else math.nan)
    return half[0], half[1], half[2]


def restricted_mean(
    found: pd.DataFrame, up_to: float, level: float
) -> tuple[float, float, float]:
    """Say how long they stay on average, of the first so many days or months.

    Parameters
    ----------
    found : what `curve` returns
    up_to : how far to look; from 0
    level : coverage of the interval, 0 to 1

    Returns
    -------
    (mean, low, high): the area under the curve up to then, and its interval

    Notes
    -----
    Variance as in Klein and Moeschberger (2003), Survival Analysis, section 4.5. Where
    nobody left it is 0; then the areas under the interval of the curve are the ends.

    Examples
    --------
    >>> stays = Stays(np.arange(1.0, 5), np.ones(4, bool), np.full(4, -np.inf))
    >>> restricted_mean(curve(stays, 0.95), 4, 0.95)[0]
    2.5
    """
    inside = found[found["time"] < up_to]
    widths = np.diff(np.append(inside["time"], up_to))
    areas = inside["survival_rate"].to_numpy() * widths
    mean = float(areas.sum())
    if not inside["ended"].any():
        return mean, float((inside["low"] * widths).sum()), float(up_to)
    rest = areas[::-1].cumsum()[::-1]
    at_risk, left = inside["at_risk"].to_numpy(), inside["ended"].to_numpy()
    some = (left > 0) & (at_risk > left)
    left, at_risk = left[some], at_risk[some]
    variance = float((rest[some] ** 2 * left / (at_risk * (at_risk - left))).sum())
    half = quantile(level) * math.sqrt(variance)
    return mean, max(mean - half, 0.0), min(mean + half, float(up_to))
