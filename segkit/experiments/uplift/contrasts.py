"""Effects of several messages in one segment, and what may be compared among them.

Internal: `response_matrix` calls this.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

HELD_OUT = -1  # number of the hold-out among the messages


@dataclass(frozen=True)
class Part:
    """One segment: its groups (stratum and message), and the effects as sums of them.

    Parameters
    ----------
    weights : a row for each message, a column for each group: the effect of a message
        is the sum of the groups' means with these weights; nan without a comparison
    means, variances : of each group's mean
    widen : by how much customers who come again widen errors; 1 without them

    Examples
    --------
    >>> rows = pd.DataFrame({"stratum": 0, "message": [-1, -1, 0, 0],
    ...                      "outcome": [0.0, 1, 1, 1]})
    >>> part(rows, 1, rate=True).effects.tolist()
    [0.5]
    """

    weights: np.ndarray
    means: np.ndarray
    variances: np.ndarray
    widen: float = 1.0

    @property
    def effects(self) -> np.ndarray:
        """Effect of each message against its hold-out."""
        return np.asarray(self.weights @ self.means)

    @property
    def covariance(self) -> np.ndarray:
        """Covariance of the effects, which share their hold-out."""
        spread = (self.weights * self.variances) @ self.weights.T
        return np.asarray(spread * self.widen**2)


def part(
    rows: pd.DataFrame, n_messages: int, *, rate: bool, widen: float = 1.0
) -> Part:
    """Add up the groups of one segment.

    Parameters
    ----------
    rows : stratum, message (0, 1, ...; -1 for the hold-out), outcome
    n_messages : how many messages there are in all segments
    rate : whether outcomes are 0 or 1
    widen : factor of the errors

    Returns
    -------
    Part; strata are weighted as by Mantel and Haenszel

    Examples
    --------
    >>> rows = pd.DataFrame({"stratum": 0, "message": [-1, -1, 0, 0],
    ...                      "outcome": [0.0, 1, 1, 1]})
    >>> part(rows, 1, rate=True).covariance.round(4).tolist()
    [[0.1094]]
    """
    groups = rows.groupby(["stratum", "message"])["outcome"]
    table = groups.agg(["size", "mean", "var"]).reset_index()
    held = table["message"] == HELD_OUT
    out = table[held].set_index("stratum")["size"]
    weights = np.zeros((n_messages, len(table)))
    for message in range(n_messages):
        mine = table[(table["message"] == message) & table["stratum"].isin(out.index)]
        n1, n0 = mine["size"].to_numpy(float), out[mine["stratum"]].to_numpy(float)
        share = n1 * n0 / (n1 + n0)
        share = share / share.sum() if share.size else share
        weights[message, mine.index] = share
        for stratum, one in zip(mine["stratum"], share, strict=True):
            weights[message, table.index[held & (table["stratum"] == stratum)]] = -one
        if not share.size:
            weights[message] = math.nan
    return Part(weights, table["mean"].to_numpy(), _variances(table, rate), widen)


def _variances(table: pd.DataFrame, rate: bool) -> np.ndarray:
    """Return the variance of each group's mean.

    Rates take that of the message over all strata, with one success and one failure
    more, so that a group without any success is not taken for certain.
    """
    n = table["size"].to_numpy(float)
    if not rate:
        spread = table.groupby("message")["var"].transform("mean")
        spread = table["var"].fillna(spread).fillna(table["var"].mean())
        return np.asarray(spread.to_numpy(float) / n)
    x = (table["size"] * table["mean"]).groupby(table["message"]).transform("sum")
    total = table["size"].groupby(table["message"]).transform("sum")
    p = ((x + 1) / (total + 2)).to_numpy(float)
    more = (total / (total + 2)).to_numpy(float)
    return np.asarray(p * (1 - p) / n * more)


def pairs(found: Part) -> dict[tuple[int, int], float]:
    """Return for each two messages the p value of "they work alike" (z test).

    Examples
    --------
    >>> same = Part(np.array([[1.0, -1, 0], [1, 0, -1]]), np.zeros(3), np.ones(3))
    >>> pairs(same)
    {(0, 1): 1.0}
    """
    from scipy.special import ndtr  # noqa: PLC0415 (waited for only here)

    d, cov = found.effects, found.covariance
    made = {}
    for a in range(len(d)):
        for b in range(a + 1, len(d)):
            variance = cov[a, a] + cov[b, b] - 2 * cov[a, b]
            gap = abs(d[a] - d[b])
            p = math.nan
            if math.isfinite(gap) and variance > 0:
                p = float(2 * ndtr(-gap / math.sqrt(variance)))
            made[a, b] = p
    return made


def alike(parts: list[Part]) -> float:
    """Return the p value of "the messages rank and differ alike in every segment".

    What the messages add beyond the first one is compared between segments; what all
    messages of a segment have in common, such as its hold-out, does not count.

    References
    ----------
    Cochran's Q for vectors: Hedges and Olkin (1985), Statistical Methods for
    Meta-Analysis, chapter 10.

    Examples
    --------
    >>> one = Part(np.eye(2), np.array([0.0, 1]), np.ones(2))
    >>> other = Part(np.eye(2), np.array([1.0, 0]), np.ones(2))
    >>> round(alike([one, other]), 4)
    0.3173
    """
    from scipy.special import chdtrc  # noqa: PLC0415 (waited for only here)

    gaps, inverses = [], []
    for each in parts:
        d, cov = each.effects, each.covariance
        step = np.hstack([-np.ones((len(d) - 1, 1)), np.eye(len(d) - 1)])
        spread = step @ cov @ step.T
        known = len(d) > 1 and np.isfinite(d).all() and np.isfinite(spread).all()
        if known and np.linalg.matrix_rank(spread) == len(spread):
            gaps.append(step @ d)
            inverses.append(np.linalg.inv(spread))
    if len(gaps) < 2:
        return math.nan
    common = np.linalg.solve(
        sum(inverses), sum(w @ g for w, g in zip(inverses, gaps, strict=True))
    )
    q = sum(
        (g - common) @ w @ (g - common) for w, g in zip(inverses, gaps, strict=True)
    )
    return float(chdtrc((len(gaps) - 1) * len(common), q))
