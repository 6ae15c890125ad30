"""What people say of themselves beside what they were seen to do."""

from __future__ import annotations

import pandas as pd

from segkit.checks import DataError
from segkit.features.survey import words
from segkit.record import Table, mean_interval


def stated_and_observed(
    stated: pd.Series, observed: pd.Series, *, level: float = 0.95
) -> Table:
    """Compare what customers say with what was seen of the same customers.

    Parameters
    ----------
    stated, observed : numbers indexed by customer_id, in the same unit; customers who
        are in both, with both numbers, are compared
    level : coverage of the interval, 0 to 1

    Returns
    -------
    Table of one row: n; mean_stated, mean_observed, mean_difference (stated less
    observed) with low and high; overstated_rate, equal_rate, understated_rate;
    rank_correlation (nan if one of the two is the same for everybody)

    Raises
    ------
    DataError
        if fewer than 3 customers have both numbers

    References
    ----------
    Paired differences by Student (1908); ranks by Spearman (1904); on self-report of
    behaviour: Podsakoff and others (2003), Journal of Applied Psychology 88, 879-903.

    Examples
    --------
    >>> said = pd.Series([4, 2, 6, 5], index=list("abcd"))
    >>> seen = pd.Series([3, 2, 4], index=list("abc"))
    >>> row = stated_and_observed(said, seen).iloc[0]
    >>> int(row["n"]), float(row["mean_difference"]), float(row["equal_rate"].round(2))
    (3, 1.0, 0.33)
    """
    both = pd.DataFrame({"stated": stated, "observed": observed}).astype(float).dropna()
    if len(both) < 3:
        raise DataError(words.PAIRS.format(n=len(both)))
    difference = both["stated"] - both["observed"]
    low, high = mean_interval(difference, level)
    varied = both.nunique().min() > 1
    row = {
        "n": len(both),
        "mean_stated": both["stated"].mean(),
        "mean_observed": both["observed"].mean(),
        "mean_difference": difference.mean(),
        "low": low,
        "high": high,
        "overstated_rate": (difference > 0).mean(),
        "equal_rate": (difference == 0).mean(),
        "understated_rate": (difference < 0).mean(),
        "rank_correlation": both.rank().corr().iloc[0, 1] if varied else float("nan"),
    }
    return Table([row])
