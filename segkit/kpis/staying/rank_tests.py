"""The log-rank test: whether segments stay equally long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.kpis.staying.by_segment import ALL, read, split
from segkit.kpis.staying.curves import Stays
from segkit.kpis.words import survival as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class LogRank:
    """Say whether segments stay equally long, over the whole curve.

    Parameters
    ----------
    statistic : chi-square
    df : degrees of freedom, segments less one
    p_value : of the test that all stay equally long
    table : by segment: n, ended, expected (ends, if all left alike)
    sentence : what it means

    Examples
    --------
    >>> stays = [1, 2, 3, 4, 5, 6]
    >>> test = logrank(stays, [True] * 6, list("aaabbb"))
    >>> test.df, test.table["ended"].tolist()
    (1, [3, 3])
    """

    statistic: float
    df: int
    p_value: float
    table: Table
    sentence: str

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence


def logrank(
    durations: Any, ended: Any, segments: Any, *, entry: Any = None, alpha: float = 0.05
) -> LogRank:
    """Test whether segments stay equally long.

    Parameters
    ----------
    durations, ended, segments, entry : as for `survival`; two segments or more
    alpha : below which p-value the sentence calls the segments different, 0 to 1

    Returns
    -------
    LogRank

    Raises
    ------
    DataError
        if there are fewer than two segments, or nobody left while watched

    Notes
    -----
    Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; for more than two segments
    the quadratic form of Kalbfleisch and Prentice (1980), section 1.4, which for two is
    the square of what ``scipy.stats.logrank`` calls its statistic. It sees curves that
    lie apart; curves that cross may cancel. False alarms at 5 % in our simulations: 5.1
    % for two segments of 20, 5.8 % for three of 30, but 7 % for five of 20: join many
    small segments first.

    Examples
    --------
    >>> stays = [1, 2, 3, 4, 5, 6]
    >>> logrank(stays, [True] * 6, list("aaabbb"))
    The segments do not stay equally long: log-rank test over 2 segments, chi-square
    5.05 with 1 degrees of freedom, p 0.025.
    """
    from scipy.stats import chi2  # noqa: PLC0415

    stays, index = read(durations, ended, entry)
    groups = split(segments, index)
    del groups[ALL]
    if len(groups) < 2:
        raise DataError(words.TWO_GROUPS.format(n=len(groups)))
    if not stays.ended.any():
        raise DataError(words.NOTHING_ENDED)
    seen, expected, variance = _sums(stays, list(groups.values()))
    gap = (seen - expected)[:-1]
    statistic = float(gap @ np.linalg.pinv(variance[:-1, :-1]) @ gap)
    df = len(groups) - 1
    p = float(chi2.sf(statistic, df))
    table = Table(
        {
            "n": [int(who.sum()) for who in groups.values()],
            "ended": seen.astype(int),
            "expected": expected,
        },
        pd.Index(list(groups), name="segment"),
    )
    table.attrs["heading"] = words.RANK_HEADING
    said = _sentence(statistic, df, p, different=p < alpha)
    return LogRank(statistic, df, p, table, said)


def _sentence(statistic: float, df: int, p: float, *, different: bool) -> str:
    return words.RANK.format(
        lead=words.RANK_DIFFERENT if different else words.RANK_SAME,
        k=df + 1,
        statistic=statistic,
        df=df,
        p=f"{p:.3f}" if p >= 0.0005 else "below 0.001",
    )


def _sums(
    stays: Stays, groups: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add up ends seen and expected by segment, and the covariance of their gap."""
    times = np.unique(stays.time[stays.ended])
    at_risk, ended = stays.counted(times)
    parts = [stays.where(who).counted(times) for who in groups]
    share = np.array([own / at_risk for own, _ in parts])
    seen = np.array([own.sum() for _, own in parts], dtype=float)
    expected = share @ ended
    # ends at the same time are drawn without replacement: hypergeometric
    ties = np.where(at_risk > 1, (at_risk - ended) / np.maximum(at_risk - 1, 1), 0.0)
    weight = ended * ties
    both = (share * weight) @ share.T
    return seen, expected, np.diag(share @ weight) - both
