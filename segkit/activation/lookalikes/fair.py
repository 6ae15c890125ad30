"""Whether an audience leaves groups of people out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.lookalikes.outcomes import score_series
from segkit.activation.lookalikes.record import Lookalike
from segkit.activation.words import lookalike as words
from segkit.checks import DataError
from segkit.record import Table, holm, rate_difference, wilson
from segkit.record.differences import UNKNOWN

FOUR_FIFTHS = 0.8
SMALL = 30
LEAST = 0.02  # groups with a smaller part of the pool set no mark, and get none


def fairness(
    found: Lookalike,
    groups: Any,
    *,
    reach: float | int = 0.1,
    min_n: int = SMALL,
    level: float = 0.95,
) -> Table:
    """Say whether each group is chosen as often as the others.

    Parameters
    ----------
    found : what `lookalike` returns
    groups : Series, or DataFrame of several, indexed by prospect: gender, age group,
        region, whatever must not decide; not known is a group of its own
    reach : how many are chosen, as for ``found.top``
    min_n : groups with fewer people in the pool are marked small
    level : coverage of the intervals

    Returns
    -------
    Table, one row per column and group: n (in the pool), n_chosen, pool_rate (the
    group's part of the pool), chosen_share (its part of those chosen), chosen_rate
    (part of the group that is chosen) with low and high, others_rate, difference (its
    rate less that of all others) with p_holm over all rows, ratio (its rate over the
    highest rate of a group that is not small and has 2 % of the pool or more),
    four_fifths (True where ratio is below 0.8 in such a group), small

    Raises
    ------
    DataError
        if groups holds no prospect of the scores

    References
    ----------
    Four-fifths rule: Equal Employment Opportunity Commission and others (1978), Uniform
    Guidelines on Employee Selection Procedures, sections 4 D and 15 A (2 %); Newcombe
    (1998) for the difference; Holm (1979).

    Examples
    --------
    >>> pool = pd.DataFrame({"prospect_id": range(80), "device": ["a", "b"] * 40})
    >>> buyers = pd.DataFrame({"customer_id": range(100, 120), "device": "a"})
    >>> from segkit.activation.lookalikes.search import lookalike
    >>> found = lookalike(buyers["customer_id"], buyers, pool)
    >>> fairness(found, pool.set_index("prospect_id")["device"], reach=0.5)[
    ...     ["group", "n", "n_chosen", "four_fifths"]]
      group   n  n_chosen  four_fifths
    0     a  40        40        False
    1     b  40         0         True
    """
    ids = score_series(found).index
    table = groups.to_frame() if isinstance(groups, pd.Series) else groups
    if not isinstance(table, pd.DataFrame) or not table.index.isin(ids).any():
        raise DataError(words.FAIR_NO_GROUP)
    min_n = checks.whole_number(min_n, name="min_n", low=1)
    table = table[~table.index.duplicated()].reindex(ids)
    chosen = ids.isin(found.top(reach))
    parts = [_column(table[name], chosen, min_n, level) for name in table]
    made = Table(pd.concat(parts, ignore_index=True))
    made["p_holm"] = holm(made["p_holm"].to_numpy())
    made.attrs |= {"heading": words.FAIR, "notes": list(words.FAIR_NOTES)}
    return made


def _column(
    column: pd.Series, chosen: np.ndarray, min_n: int, level: float
) -> pd.DataFrame:
    """Compare the groups of one column, the most chosen first."""
    text = column.astype(object).where(column.notna(), words.UNKNOWN).map(str)
    count = pd.DataFrame({"group": text.to_numpy(), "chosen": chosen})
    count = count.groupby("group")["chosen"].agg(["size", "sum"])
    n, k = int(count["size"].sum()), int(count["sum"].sum())
    rows = []
    for name, (size, got) in zip(count.index, count.to_numpy().tolist(), strict=True):
        low, high = wilson(got, size, level)
        some = n > size
        apart = rate_difference(k - got, n - size, got, size) if some else UNKNOWN
        rows.append(
            {
                "column": str(column.name), "group": name, "n": size, "n_chosen": got,
                "pool_rate": size / n, "chosen_share": got / k,
                "chosen_rate": got / size, "low": low, "high": high,
                "others_rate": (k - got) / (n - size) if some else np.nan,
                "difference": apart.value, "p_holm": apart.p_value,
                "small": size < min_n,
            }
        )  # fmt: skip
    made = pd.DataFrame(rows)
    usual = ~made["small"] & (made["pool_rate"] >= LEAST)
    most = made.loc[usual, "chosen_rate"].max()
    made.insert(12, "ratio", made["chosen_rate"] / most if most > 0 else np.nan)
    made.insert(13, "four_fifths", (made["ratio"] < FOUR_FIFTHS) & usual)
    return made.sort_values(["chosen_rate", "group"], ascending=[False, True])
