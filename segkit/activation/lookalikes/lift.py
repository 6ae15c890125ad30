"""Whether those who score high really are the ones who do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.lookalikes.outcomes import outcomes, score_series
from segkit.activation.lookalikes.ranking import auc
from segkit.activation.words import lookalike as words
from segkit.checks import DataError
from segkit.record import Table
from segkit.record.differences import quantile, wilson_ends

REACHES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)


def lift_by_reach(
    scores: Any,
    truth: pd.Series,
    *,
    reach: Sequence[float] = REACHES,
    level: float = 0.95,
) -> Table:
    """Say how much oftener the best scored prospects did it than all of them.

    Parameters
    ----------
    scores : what `lookalike` returns, or a Series of scores indexed by prospect
    truth : Series of yes and no, indexed by prospect: who bought, later or in truth
    reach : shares of the pool, above 0 and at most 1
    level : coverage of the intervals

    Returns
    -------
    Table, one row per reach: reach_rate, n, buyers, rate (of the chosen who did it)
    with low and high, base_rate (of all), lift (rate / base_rate: 1 is chance) with
    lift_low and lift_high. Where a limit falls into a tie, the part of the tie that is
    needed counts, so buyers may be no whole number. ``attrs``: auc, auc_low, auc_high,
    n_left_out

    Raises
    ------
    DataError
        if no outcome is known, one is neither yes nor no, or all are alike

    References
    ----------
    Lift: own definition of a usual term; interval of the rate: Wilson (1927), Journal
    of the American Statistical Association 22, 209-212, over the base rate as if that
    was known; AUC: DeLong, DeLong and Clarke-Pearson (1988).

    Examples
    --------
    >>> scores = pd.Series(range(10), list("ABCDEFGHIJ"))
    >>> bought = scores > 6
    >>> lift_by_reach(scores, bought, reach=[0.2, 1.0])[["n", "rate", "lift"]].round(2)
        n  rate  lift
    0   2   1.0  3.33
    1  10   0.3  1.00
    """
    wrong = [one for one in reach if not 0 < one <= 1]
    if wrong or not len(reach):
        raise DataError(words.REACH.format(found=list(reach)))
    score, did, gone = outcomes(score_series(scores), truth)
    at = np.unique(-score, return_inverse=True)[1]
    people = np.append(0, np.bincount(at).cumsum())
    buyers = np.append(0, np.bincount(at, weights=did).cumsum())
    n, base = len(score), did.mean()
    rows = []
    for part in sorted(reach):
        size = max(int(np.ceil(part * n - 1e-9)), 1)
        k = float(np.interp(size, people, buyers))
        ends = wilson_ends(k / size, size, quantile(level))
        low, high = (base, base) if size == n else ends
        rows.append((part, size, k, k / size, low, high, base))
    names = ["reach_rate", "n", "buyers", "rate", "low", "high", "base_rate"]
    table = Table(rows, columns=names)
    for name, side in (("lift", "rate"), ("lift_low", "low"), ("lift_high", "high")):
        table[name] = table[side] / base
    whole = auc(score, did, 1 - did)
    low, high = whole.ends(level)
    table.attrs = {"heading": words.LIFT, "auc": whole.value, "auc_low": low}
    table.attrs |= {"auc_high": high, "n_left_out": gone}
    table.attrs["notes"] = [words.TRUTH_MISSING.format(n=gone)] if gone else []
    return table
