"""Size is not reach: who belongs, who may be contacted, who is in two audiences."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.audiences.asked import CUSTOMERS
from segkit.activation.audiences.audience import as_audiences
from segkit.activation.audiences.select import answered
from segkit.activation.permission import Policy, as_policy, permitted
from segkit.activation.words import audiences as words
from segkit.checks import DataError
from segkit.record import Table

REASONS = {
    "said no": "said_no",
    "never asked": "never_asked",
    "suppressed": "suppressed",
    "over the cap": "over_the_cap",
}


def memberships(
    audiences: Any, tables: Any, *, as_of: Any, others: Any = (), **opened: Any
) -> pd.DataFrame:
    """Say for each customer which audiences she belongs to.

    Parameters
    ----------
    audiences : one Audience or several, or ``{name: rule}``; they may ask for one
        another
    tables, as_of : as for `activation.select`; each table is read once for all
    others : further audiences that the rules may ask for
    opened : columns and timezone, as there

    Returns
    -------
    pandas.DataFrame of bool, indexed by customer_id, a column per audience

    Raises
    ------
    DataError
        as `activation.select` does

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2], "n": [1, 5]})
    >>> memberships({"many": "n > 2"}, {"customers": customers}, as_of="2024-06-30")
                  many
    customer_id
    1            False
    2             True
    """
    mine = as_audiences(audiences)
    if not mine:
        raise DataError(words.NO_AUDIENCES)
    known = as_audiences([*mine, *as_audiences(others)])
    rules = [each.rule for each in mine]
    found, named = answered(rules, tables, as_of, known, **opened)
    columns = {each.name: found.of(each.rule, named).yes for each in mine}
    table = pd.DataFrame(columns, index=found.ids)
    table.attrs["as_of"] = checks.day(as_of).isoformat()
    table.attrs |= {"n_customers": len(found.ids), "left_out": dict(found.left_out)}
    return table


def reach(
    audiences: Any,
    tables: Mapping[str, Any],
    policy: Policy | None = None,
    *,
    as_of: Any,
    contacts: Any = None,
    others: Any = (),
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> Table:
    """Say how many of each audience may be contacted, and why the others may not.

    Parameters
    ----------
    audiences : one Audience or several, or ``{name: rule}``
    tables : as for `activation.select`; customers must say who agreed
    policy : who may be contacted; None for ``Policy()``: agreement to e-mail
    as_of : the last local day that counts
    contacts : messages of the past (customer_id, sent_at), for a cap; None for
        ``tables["sends"]``, if it is there
    others : further audiences that the rules may ask for
    columns, timezone : as for `activation.select`

    Returns
    -------
    Table, a row per audience: size, said_no, never_asked, suppressed, over_the_cap,
    reach (customers), share (of the size, 0 to 1; nan without members), small (bool:
    fewer than the policy's minimum)

    Raises
    ------
    DataError
        as `activation.select` and `activation.permitted` do

    Notes
    -----
    Own definition: each customer counts for the first reason that holds.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n_orders": [1, 4, 5],
    ...                           "email_consent": [True, True, False]})
    >>> found = reach({"Regulars": "n_orders >= 3"}, {"customers": customers},
    ...               as_of="2024-06-30")
    >>> found[["size", "said_no", "reach", "share"]].iloc[0].tolist()
    [2.0, 1.0, 1.0, 0.5]
    """
    policy = Policy() if policy is None else as_policy(policy)
    members = memberships(
        audiences, tables, as_of=as_of, others=others, columns=columns,
        timezone=timezone,
    )  # fmt: skip
    reasons = reasons_of(
        tables, policy, as_of, contacts, columns=columns, timezone=timezone
    )
    mine = reasons.reindex(members.index).astype(object)
    rows = {name: _row(mine[members[name]], policy) for name in members}
    table = Table(pd.DataFrame.from_dict(rows, orient="index"))
    table.index.name = "audience"
    small = table.index[table["small"]]
    notes = [words.REACH_NOTE.format(policy=policy)]
    if len(small):
        least = policy.minimum_size
        notes.append(words.SMALL_NOTE.format(names=", ".join(small), least=least))
    table.attrs |= {**members.attrs, "notes": notes}
    table.attrs["heading"] = words.REACH.format(as_of=members.attrs["as_of"])
    return table


def reasons_of(
    tables: Mapping[str, Any],
    policy: Policy,
    as_of: Any,
    contacts: Any = None,
    *,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> pd.Series:
    """Say of each customer why she may be contacted, or not.

    Parameters
    ----------
    tables, policy, as_of, contacts, columns, timezone : as for `reach`

    Returns
    -------
    pandas.Series of text, indexed by customer_id

    Raises
    ------
    DataError
        if there is no table of customers
    """
    if CUSTOMERS not in tables:
        have = list(tables)
        raise DataError(words.NO_TABLE.format(name=CUSTOMERS, hint="", have=have))
    names = columns or {}
    customers = tables[CUSTOMERS]
    if getattr(getattr(customers, "index", None), "name", None) == "customer_id":
        customers = customers.reset_index()
    customers = checks.table(customers, name=CUSTOMERS, columns=names.get(CUSTOMERS))
    _has(customers, CUSTOMERS, ["customer_id", policy.consent])
    sends = tables.get("sends") if contacts is None else contacts
    if policy.cap is None:
        sends = None
    if sends is not None and contacts is None:
        sends = checks.table(sends, name="sends", columns=names.get("sends"))
        _has(sends, "sends", ["customer_id", "sent_at"])
    day = checks.day(as_of)
    found = permitted(customers, policy, contacts=sends, as_of=day, timezone=timezone)
    return found["reason"]


def _has(native: Any, name: str, need: list[str]) -> None:
    """Refuse a table without a column, in the words of `activation.select`."""
    have = nw.from_native(native).collect_schema().names()
    for column in need:
        if column not in have:
            told = {"table": name, "column": column, "have": have}
            raise DataError(words.NEED_COLUMN.format(**told))


def _row(reasons: pd.Series, policy: Policy) -> dict[str, Any]:
    size = len(reasons)
    row: dict[str, Any] = {"size": size}
    row |= {name: int((reasons == why).sum()) for why, name in REASONS.items()}
    row["reach"] = size - sum(row[name] for name in REASONS.values())
    row["share"] = row["reach"] / size if size else np.nan
    row["small"] = row["reach"] < policy.minimum_size
    return row


def overlap(
    audiences: Any, tables: Mapping[str, Any], *, as_of: Any, **more: Any
) -> Table:
    """Count the customers whom each two audiences share.

    Parameters
    ----------
    audiences : several Audiences, or ``{name: rule}``
    tables, as_of, more : as for `activation.memberships`

    Returns
    -------
    Table, square, audiences by audiences: customers in both; on the diagonal the size.
    ``attrs["n_customers"]``: how many were asked

    Raises
    ------
    DataError
        as `activation.select` does

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n": [1, 4, 5]})
    >>> pd.DataFrame(overlap({"A": "n > 2", "B": "n < 5"}, {"customers": customers},
    ...                      as_of="2024-06-30"))
              A  B
    audience
    A         2  1
    B         1  2
    """
    members = memberships(audiences, tables, as_of=as_of, **more)
    inside = members.to_numpy(np.int64)
    table = Table(inside.T @ inside, members.columns, members.columns)
    table.index.name = "audience"
    table.attrs |= members.attrs
    table.attrs["heading"] = words.OVERLAP.format(as_of=members.attrs["as_of"])
    return table


def audience_combinations(
    audiences: Any, tables: Mapping[str, Any], *, as_of: Any, **more: Any
) -> Table:
    """Count the customers in each combination of two or three audiences.

    Parameters
    ----------
    audiences : two or three Audiences, or ``{name: rule}``
    tables, as_of, more : as for `activation.memberships`

    Returns
    -------
    Table, a row per combination, the one in none of them included: a bool column per
    audience, n (customers), share (of all, 0 to 1)

    Raises
    ------
    DataError
        as `activation.select` does, or if there are fewer than two or more than three

    Notes
    -----
    Own definition. `plots.venn` draws it.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n": [1, 4, 5]})
    >>> found = audience_combinations({"A": "n > 2", "B": "n < 5"},
    ...     {"customers": customers}, as_of="2024-06-30")
    >>> found["n"].tolist()
    [1, 1, 1, 0]
    """
    mine = as_audiences(audiences)
    checks.whole_number(len(mine), name="the number of audiences", low=2, high=3)
    members = memberships(mine, tables, as_of=as_of, **more)
    names = list(members.columns)
    rows = []
    for inside in product([True, False], repeat=len(names)):
        n = int((members == list(inside)).all(axis=1).sum())
        rows.append([*inside, n, n / len(members) if len(members) else np.nan])
    table = Table(rows, columns=[*names, "n", "share"])
    table.attrs |= members.attrs
    table.attrs["heading"] = words.COMBINATIONS.format(as_of=members.attrs["as_of"])
    return table
