"""Value that moves: between tiers from one day to another, and with friends."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import value as said
from segkit.record import Table

VALUE, REFERRED, FROM_FRIEND = (
    "net_value_amount",
    "referred_value_amount",
    "was_referred",
)


def migration(
    before: pd.Series, after: pd.Series, *, share: bool = False
) -> pd.DataFrame:
    """Count who moved from which tier to which between two days.

    Parameters
    ----------
    before, after : tier of each customer on each day, by the same rule (fit once, then
        ``model.assign`` on the table of either day)
    share : shares of each row instead of numbers

    Returns
    -------
    table: rows are tiers before, columns tiers after, best first where the tiers are
    ordered; customers in one of the two only are in "not there before" and "gone".
    ``attrs``: n, stayed_rate and heading

    Raises
    ------
    DataError
        if a customer is named twice, or nobody is in either

    Notes
    -----
    Own definition. stayed_rate: of the customers there on both days, the part in the
    same tier.

    Examples
    --------
    >>> before = pd.Series(["A", "B", "B"], index=[1, 2, 3])
    >>> after = pd.Series(["A", "A", "B", "B"], index=[1, 2, 3, 4])
    >>> migration(before, after)
    4 customers; 67 % of those there on both days stayed in their tier
                      A  B
    A                 1  0
    B                 1  1
    not there before  0  1
    """
    for name, tiers in (("before", before), ("after", after)):
        if not isinstance(tiers, pd.Series) or tiers.index.has_duplicates:
            raise DataError(
                f"{name} must be a Series with one tier per customer, such as "
                "model.assign(X)"
            )
    both = pd.concat([before.astype(object), after.astype(object)], axis=1)
    both.columns = pd.Index(["before", "after"])
    if both.empty:
        raise DataError("there are no customers in before, nor in after")
    there = both.dropna()
    stayed = float((there["before"] == there["after"]).mean()) if len(there) else np.nan
    both = both.fillna({"before": said.NEW, "after": said.GONE})
    counts = pd.crosstab(both["before"], both["after"])
    rows = [n for n in [*_names(before), said.NEW] if n in counts.index]
    columns = [n for n in [*_names(after), said.GONE] if n in counts.columns]
    found = Table(counts.reindex(index=rows, columns=columns).rename_axis(None))
    found = Table(found.rename_axis(None, axis=1))
    if share:
        found = Table(found.div(found.sum(axis=1), axis=0))
    found.attrs = {"n": len(both), "stayed_rate": stayed}
    found.attrs["heading"] = said.MIGRATION.format(
        n=f"{len(both):,}", stayed=f"{100 * stayed:.0f} %" if len(there) else "unknown"
    )
    return found


def _names(tiers: pd.Series) -> list[str]:
    if isinstance(tiers.dtype, pd.CategoricalDtype):
        return list(tiers.cat.categories)
    return sorted(tiers.dropna().unique())


def value_with_referrals(X: pd.DataFrame, *, share: float = 0.5) -> pd.Series:
    """Say what customers are worth with the friends they brought, counted once.

    Parameters
    ----------
    X : net_value_amount, referred_value_amount and was_referred, as `features.value`
        makes them from referrals
    share : which part of a friend's value is the referrer's: how likely the friend
        would not have come otherwise, 0 to 1

    Returns
    -------
    Series value_with_referrals_amount, in the currency of X

    Raises
    ------
    DataError
        if a column is missing, or share lies outside 0 to 1

    Notes
    -----
    Own definition, depth 1: own value, less ``share`` of it for those whom somebody
    referred, plus ``share`` of the value of each friend. What one is given the other
    gives up, so the sum over all customers is that of their values: nothing counts
    twice. Kumar, Petersen and Leone (2007), How valuable is word of mouth?, Harvard
    Business Review 85(10), 139-146, keep a second account instead, the customer
    referral value, and tell friends who would not have come otherwise (type one) from
    those who would (type two, worth the cost of winning them): ``share`` stands for the
    part of type one.

    Examples
    --------
    >>> X = pd.DataFrame({"net_value_amount": [10.0, 80.0],
    ...                   "referred_value_amount": [80.0, 0.0],
    ...                   "was_referred": [False, True]}, index=["ann", "bob"])
    >>> value_with_referrals(X).tolist()
    [50.0, 40.0]
    """
    if not tables.is_number(share) or not 0 <= share <= 1:
        raise DataError(f"share must be from 0 to 1, such as 0.5; this is {share!r}")
    checks.table(X, [VALUE, REFERRED, FROM_FRIEND], name="X")
    data = tables.numbers(X, [VALUE, REFERRED])
    given = np.where(X[FROM_FRIEND].astype(bool), share, 0.0)
    total = data[VALUE] * (1 - given) + share * data[REFERRED]
    return total.rename("value_with_referrals_amount")
