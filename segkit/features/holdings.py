"""Groups of firms: who belongs together, and how large they are together.

Recommendation 2003/361/EC, annex, article 3: firms are **linked** when one holds the
majority of the votes in another, and **partners** when one holds 25 % or more of
another without being linked. Article 6: to a firm's figures are added those of all
linked firms in full, and those of the partners of any of them, directly up- or
downstream, in proportion to the share; a partner counts with the firms linked to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.features import firm_words as said
from segkit.features.firm_tables import opened
from segkit.features.firm_years import FIGURES

MAJORITY, PARTNER = 0.5, 0.25  # above, and at least


def group_figures(
    companies: Any,
    holdings: Any,
    *,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Say how large each firm is together with its linked and partner firms.

    Parameters
    ----------
    companies : table, one row per firm: company_id, employees, turnover_amount,
        balance_amount, as far as they are known
    holdings : table, one row per holding: owner_id, company_id, share_rate (0 to 1, of
        capital or votes, whichever is more). Leave out what article 3(2) exempts:
        holdings of up to half by public investors, universities, venture capital
    columns : ``{"our name": "your name"}``, for companies

    Returns
    -------
    DataFrame indexed by company_id: the same figures, of the group. Firms without
    holdings keep their own

    Raises
    ------
    DataError
        if a column is missing, a share is not from 0 to 1, or a firm in holdings is
        not in companies, or has no figures

    References
    ----------
    Recommendation 2003/361/EC, annex, articles 3 and 6. Shares that the firms of one
    group hold in another are added; of two directions the greater counts.

    Examples
    --------
    >>> firms = pd.DataFrame({"company_id": list("ABC"), "employees": [10, 100, 40]})
    >>> held = pd.DataFrame({"owner_id": ["A", "A"], "company_id": ["B", "C"],
    ...                      "share_rate": [0.6, 0.3]})
    >>> group_figures(firms, held)["employees"].tolist()
    [122.0, 122.0, 73.0]
    """
    firms = opened(companies, ["company_id"], name="companies", columns=columns)
    firms = firms.set_index("company_id")
    figures = [name for name in FIGURES if name in firms]
    if not figures:
        have = firms.columns.tolist()
        raise DataError(said.NO_HOLDING_FIGURES.format(have=have))
    held = _held(holdings, firms[figures])
    own = firms[figures].astype(float)
    if held.empty:
        return own
    group = _groups(held)
    mine = pd.Series(group).reindex(own.index)
    totals = own[mine.notna()].groupby(mine.dropna()).sum()
    shared = _partners(held, group)
    added = (
        totals
        + shared.reindex(totals.index, fill_value=0.0).reindex(
            columns=totals.index, fill_value=0.0
        )
        @ totals
    )
    together = added.reindex(mine.dropna()).set_axis(mine.dropna().index)
    return together.reindex(own.index).fillna(own)


def _held(holdings: Any, figures: pd.DataFrame) -> pd.DataFrame:
    """Read the holdings, and refuse firms without figures."""
    need = ["owner_id", "company_id", "share_rate"]
    held = opened(holdings, need, name="holdings")[need]
    rates = held["share_rate"]
    numbers = pd.api.types.is_numeric_dtype(rates)
    wrong = ~rates.between(0, 1) if numbers else np.ones(len(held), bool)
    if wrong.any():
        raise DataError(said.SHARES.format(n=int(wrong.sum())))
    held = held[(rates > 0) & (held["owner_id"] != held["company_id"])]
    named = pd.unique(held[["owner_id", "company_id"]].to_numpy().ravel())
    unknown = [each for each in named if each not in figures.index]
    if unknown:
        raise DataError(said.STRANGERS.format(n=len(unknown), some=unknown[:3]))
    gaps = int(figures.loc[named].isna().any(axis=1).sum())
    if gaps:
        raise DataError(said.GAPS.format(n=gaps))
    keys = ["owner_id", "company_id"]
    return held.groupby(keys)["share_rate"].sum().reset_index()


def _groups(held: pd.DataFrame) -> dict[object, object]:
    """Join firms as long as a group holds the majority of another firm."""
    names = pd.unique(held[["owner_id", "company_id"]].to_numpy().ravel())
    group = {each: each for each in names}
    while True:
        owners = held["owner_id"].map(group)
        outside = owners != held["company_id"].map(group)
        keys = [owners[outside], held["company_id"][outside]]
        shares = held["share_rate"][outside].groupby(keys).sum()
        above = shares[shares > MAJORITY]
        if above.empty:
            return group
        owner, firm = above.index[0]
        joined = group[firm]
        group = {n: owner if g == joined else g for n, g in group.items()}


def _partners(held: pd.DataFrame, group: Mapping[object, object]) -> pd.DataFrame:
    """Return the share of each group in each other, the same in both directions."""
    owners = held["owner_id"].map(group)
    outside = owners != held["company_id"].map(group)
    keys = [owners[outside], held["company_id"][outside]]
    shares = held["share_rate"][outside].groupby(keys).sum().reset_index()
    shares["company_id"] = shares["company_id"].map(group)
    table = shares.pivot_table(
        index="owner_id", columns="company_id", values="share_rate", aggfunc="max"
    )
    every = sorted(set(group.values()), key=str)
    table = table.reindex(index=every, columns=every).fillna(0.0)
    both = np.maximum(table.to_numpy(), table.to_numpy().T)
    return pd.DataFrame(np.where(both >= PARTNER, both, 0.0), table.index, table.index)
