"""How well a score sorts customers: gain and lift, capture at the top, area.

All of it is worked out from two columns: what happened, and the score or chance that
was given before.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.propensity.future import auc
from segkit.models.words import propensity as said
from segkit.record import Kpi, Table, rate, wilson


def gain_table(y: Any, score: Any, *, groups: int = 10) -> pd.DataFrame:
    """Sort customers by score, and count in each tenth how many did.

    Parameters
    ----------
    y : what happened, True or False (or 1 and 0), one per customer
    score : the higher, the likelier, same length
    groups : how many parts of equal size, 10 for deciles

    Returns
    -------
    table, one row per part from the highest scores down: n, events, rate, low, high
    (Wilson's interval, 95 %), lift (rate / rate of all), customer_share and
    capture_rate (both added up from the top), cumulative_lift

    Raises
    ------
    DataError
        if the two do not fit, values are missing, nobody did, or there are fewer
        customers than parts

    Notes
    -----
    Own definition. The parts differ by one customer at most; the first are the larger.
    Customers with equal scores count with the mean of what happened to all of them, so
    that their order in the table does not matter; events may then be no whole number.

    Examples
    --------
    >>> y, score = [1, 0, 1, 0, 0, 0], [0.9, 0.8, 0.7, 0.3, 0.2, 0.1]
    >>> table = gain_table(y, score, groups=3)
    >>> table.attrs["heading"]
    'Reaching the best 33 % reaches 50 % of those who will: 1.5 times as many as by
    chance.'
    >>> table[["events", "lift", "capture_rate"]].values.tolist()
    [[1.0, 1.5, 0.5], [1.0, 1.5, 1.0], [0.0, 0.0, 1.0]]
    """
    did, marks = pair(y, score)
    groups = checks.whole_number(groups, name="groups", low=2)
    if len(did) < groups:
        raise DataError(
            f"{len(did)} customers cannot be put into {groups} parts: ask for fewer"
        )
    n, events = _parts(did, marks, groups)
    ends = [wilson(round(k), int(m)) for k, m in zip(events, n, strict=True)]
    share, capture = n.cumsum() / len(did), events.cumsum() / did.sum()
    table = Table(
        {
            "n": n,
            "events": events,
            "rate": events / n,
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
            "lift": events / n / did.mean(),
            "customer_share": share,
            "capture_rate": capture,
            "cumulative_lift": capture / share,
        },
        index=pd.RangeIndex(1, groups + 1, name="part"),
    )
    table.attrs["heading"] = said.GAIN.format(
        share=f"{100 * share[0]:.0f} %",
        capture=f"{100 * capture[0]:.0f} %",
        lift=f"{capture[0] / share[0]:.2g}",
    )
    return table


def _parts(
    did: np.ndarray, marks: np.ndarray, groups: int
) -> tuple[np.ndarray, np.ndarray]:
    """Count customers and events in parts of equal size, from the best scores down."""
    parts = np.array_split(_fair(did, marks), groups)
    return np.array([len(p) for p in parts]), np.array([p.sum() for p in parts])


def _fair(did: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Sort by score; those with equal scores share what happened to them."""
    mean = pd.Series(did.astype(float)).groupby(marks).transform("mean").to_numpy()
    return mean[np.argsort(-marks, kind="stable")]


def top_capture(y: Any, score: Any, *, share: float = 0.1) -> Kpi:
    """Say what part of those who did is among the customers with the best scores.

    Parameters
    ----------
    y, score : as for `gain_table`
    share : part of the customers reached, 0 to 1

    Returns
    -------
    Kpi top_capture_rate with Wilson's interval

    Raises
    ------
    DataError
        as for `gain_table`, or if share lies outside 0 to 1

    Examples
    --------
    >>> top_capture([1, 0, 1, 0, 0, 0], [0.9, 0.8, 0.7, 0.3, 0.2, 0.1], share=0.5)
    top capture rate: 100.0 % (2 of 2), 95 % interval 34.2 % to 100.0 %
    """
    did, marks = pair(y, score)
    if not tables.is_number(share) or not 0 < share <= 1:
        raise DataError(f"share must be above 0, at most 1; this is {share!r}")
    reached = _fair(did, marks)[: max(1, round(share * len(did)))].sum()
    definition = f"of those who did, in the {100 * share:g} % with the highest scores"
    return rate(
        "top_capture_rate", round(reached), int(did.sum()), definition=definition
    )


def area(y: Any, score: Any, *, level: float = 0.95) -> Kpi:
    """Say how often the score puts one who did before one who did not.

    Parameters
    ----------
    y : what happened
    score : the higher, the likelier
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Kpi auc: 0.5 is chance, 1 perfect

    References
    ----------
    Hanley and McNeil (1982), The meaning and use of the area under a receiver operating
    characteristic (ROC) curve, Radiology 143, 29-36; the standard error is theirs, with
    Q1 = A / (2 - A) and Q2 = 2 A^2 / (1 + A).

    Examples
    --------
    >>> area([1, 1, 0, 0], [0.9, 0.4, 0.5, 0.1]).value
    0.75
    """
    from scipy.stats import norm  # noqa: PLC0415 (slow to import)

    did, marks = pair(y, score)
    a, n, m = auc(did, marks), int(did.sum()), int((~did).sum())
    q1, q2 = a / (2 - a), 2 * a**2 / (1 + a)
    spread = a * (1 - a) + (n - 1) * (q1 - a**2) + (m - 1) * (q2 - a**2)
    half = float(norm.ppf((1 + level) / 2)) * np.sqrt(max(spread, 0) / (n * m))
    return Kpi(
        name="auc", value=a, numerator=a * n * m, denominator=n * m, n=n + m,
        low=max(0.0, a - half), high=min(1.0, a + half), unit="",
        definition="pairs of one who did and one who did not, put in the right order",
        level=level,
    )  # fmt: skip


def pair(y: Any, score: Any) -> tuple[np.ndarray, np.ndarray]:
    """Check what happened and the score, and put them side by side.

    Parameters
    ----------
    y : True and False, or 1 and 0
    score : numbers; of two Series the index must be the same

    Returns
    -------
    bool array, float array

    Raises
    ------
    DataError
        if they differ in length or index, values are missing, or all are of one kind

    Examples
    --------
    >>> pair([1, 0], [0.5, 0.2])
    (array([ True, False]), array([0.5, 0.2]))
    """
    if isinstance(y, pd.Series) and isinstance(score, pd.Series):
        if set(y.index) != set(score.index) or len(y) != len(score):
            raise DataError(
                "what happened and the score are not of the same customers: compare "
                "y.index with score.index"
            )
        score = score.reindex(y.index) if y.index.is_unique else score
    did, marks = truth(y), np.asarray(score, dtype=float)
    if did.shape != marks.shape or np.isnan(marks).any():
        raise DataError(
            f"there must be one score for each of the {len(did)} customers, none "
            f"missing; there are {int((~np.isnan(marks)).sum())}"
        )
    return did, marks


def truth(y: Any) -> np.ndarray:
    """Read what happened as True and False, and refuse all else.

    Parameters
    ----------
    y : True and False, or 1 and 0

    Returns
    -------
    bool array with both kinds in it

    Raises
    ------
    DataError
        if there are other values, or all are of one kind

    Examples
    --------
    >>> truth([0, 1, 1.0])
    array([False,  True,  True])
    """
    values = pd.Series(y).astype(object)
    if not values.map(lambda v: v in (True, False) and not pd.isna(v)).all():
        raise DataError(
            "what happened must be True or False (or 1 and 0) for every customer; "
            f"there are {values.unique().tolist()[:5]}"
        )
    did = values.astype(bool).to_numpy()
    if did.all() or not did.any():
        kind = "everybody" if did.all() else "nobody"
        raise DataError(
            f"{kind} of {len(did)} customers did: there is nothing to tell apart; take "
            "another window"
        )
    return did
