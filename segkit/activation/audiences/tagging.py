"""Tags that keep themselves up to date, and what each customer gets next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.audiences.asked import ID
from segkit.activation.audiences.audience import Audience, as_audiences
from segkit.activation.audiences.reach import memberships, reasons_of
from segkit.activation.audiences.select import Selection, select
from segkit.activation.audiences.tree import Rule
from segkit.activation.permission import Policy
from segkit.activation.words import audiences as words
from segkit.checks import DataError
from segkit.record import Table


def tag(
    customers: pd.DataFrame,
    who: Any,
    name: str,
    *,
    tables: Mapping[str, Any] | None = None,
    as_of: Any = None,
) -> pd.DataFrame:
    """Tag customers by hand or by a rule: a column of true and false more.

    Parameters
    ----------
    customers : DataFrame, one row per customer: customer_id as a column or the index
    who : Rule, its text, Audience, Selection, or customer ids
    name : of the tag: the new column
    tables : further tables that a rule asks for
    as_of : the day of a rule that looks at dates or events

    Returns
    -------
    pandas.DataFrame: a copy of customers with the tag

    Raises
    ------
    DataError
        if the column is there already, ids are unknown, or a rule has no as_of

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2], "n_orders": [1, 4]})
    >>> tag(customers, [2], "fair 2024")["fair 2024"].tolist()
    [False, True]
    """
    indexed = ID not in customers.columns and customers.index.name == ID
    checks.table(
        customers.reset_index() if indexed else customers, [ID], name="customers"
    )
    if name in customers.columns:
        raise DataError(words.TAG_THERE.format(name=name))
    ids = pd.Index(customers.index if indexed else customers[ID])
    if isinstance(who, str | Rule | Audience):
        if as_of is None:
            raise DataError(words.TAG_NEEDS)
        who = select(who, {**(tables or {}), "customers": customers}, as_of=as_of)
    elif not isinstance(who, Selection | Iterable):
        raise DataError(words.TAG_WHO.format(kind=type(who).__name__))
    chosen = pd.Index(list(who))
    strangers = chosen[~chosen.isin(ids)]
    if len(strangers):
        told = words.TAG_STRANGERS.format(n=len(strangers), example=strangers[0])
        raise DataError(told)
    return customers.assign(**{name: ids.isin(chosen)})


def auto_tag(
    audiences: Any, tables: Mapping[str, Any], *, as_of: Any, **more: Any
) -> pd.DataFrame:
    """Tag every customer by rules; run it again, and the tags are up to date.

    Parameters
    ----------
    audiences : Audiences, or ``{name: rule}``: each name is a tag
    tables, as_of, more : as for `activation.memberships`

    Returns
    -------
    pandas.DataFrame of bool, indexed by customer_id, a column per tag; attrs as_of

    Raises
    ------
    DataError
        as `activation.select` does

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2], "n_orders": [1, 4]})
    >>> auto_tag({"regular": "n_orders >= 2"}, {"customers": customers},
    ...          as_of="2024-06-30")["regular"].tolist()
    [False, True]
    """
    found = memberships(audiences, tables, as_of=as_of, **more)
    found.attrs["heading"] = words.TAGS.format(as_of=found.attrs["as_of"])
    return found


def tag_changes(before: pd.DataFrame, after: pd.DataFrame) -> Table:
    """Say who gained and who lost each tag since it was last given.

    Parameters
    ----------
    before, after : what `auto_tag` returned on two days; customers and tags that are
        missing in one of them had no tag then

    Returns
    -------
    Table, a row per tag: before, added, removed, after (customers)

    Raises
    ------
    DataError
        if a table holds anything but true and false

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> old = pd.DataFrame({"regular": [True, False]}, index=[1, 2])
    >>> new = pd.DataFrame({"regular": [False, True, True]}, index=[1, 2, 3])
    >>> tag_changes(old, new).loc["regular"].tolist()
    [1, 2, 1, 2]
    """
    for table in (before, after):
        if not all(pd.api.types.is_bool_dtype(kind) for kind in table.dtypes):
            raise DataError(words.NO_TAGS)
    ids = before.index.union(after.index)
    names = list(dict.fromkeys([*before.columns, *after.columns]))
    old, new = (
        table.reindex(index=ids, columns=names, fill_value=False).astype(bool)
        for table in (before, after)
    )
    found = {
        "before": old.sum(),
        "added": (new & ~old).sum(),
        "removed": (old & ~new).sum(),
        "after": new.sum(),
    }
    table = Table(pd.DataFrame(found).rename_axis("tag"))
    table.attrs["heading"] = words.TAG_CHANGES
    return table


def next_actions(
    actions: Iterable[tuple[Any, str]] | Mapping[str, str],
    tables: Mapping[str, Any],
    policy: Policy | None = None,
    *,
    as_of: Any,
    audiences: Any = (),
    contacts: Any = None,
    **opened: Any,
) -> Table:
    """Say what each customer gets next: the first rule that fits decides.

    Parameters
    ----------
    actions : pairs of an Audience (or its name, or a rule) and what to do, the most
        important first
    tables, as_of : as for `activation.select`
    policy : who may be contacted; None for everybody, whatever they said: then it is a
        plan, not a list to send to
    audiences : those that are meant by name
    contacts : messages of the past, as for `activation.reach`
    opened : columns and timezone, as there

    Returns
    -------
    Table indexed by customer_id: audience, action; customers who fit nowhere or may not
    be contacted are left out and counted in ``attrs["left_out"]``

    Raises
    ------
    DataError
        as `activation.select` does

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n_orders": [0, 1, 4]})
    >>> next_actions({"n_orders >= 3": "say thank you", "n_orders = 1": "what fits"},
    ...     {"customers": customers}, as_of="2024-06-30")["action"].to_dict()
    {2: 'what fits', 3: 'say thank you'}
    """
    known = {each.name: each for each in as_audiences(audiences)}
    pairs = list(actions.items() if isinstance(actions, Mapping) else actions)
    named = [(_audience(who, known), what) for who, what in pairs]
    asked, others = [who for who, _ in named], list(known.values())
    members = memberships(asked, tables, as_of=as_of, others=others, **opened)
    rows = pd.DataFrame(
        index=members.index, columns=["audience", "action"], dtype=object
    )
    for who, what in reversed(named):  # the first one is written last
        rows.loc[members[who.name].to_numpy(), ["audience", "action"]] = [
            who.name,
            what,
        ]
    left_out = {"in no audience": int(rows["audience"].isna().sum())}
    rows = rows.dropna()
    if policy is not None:
        told = reasons_of(tables, policy, as_of, contacts, **opened)
        reasons = told.reindex(rows.index)
        for why, n in reasons.value_counts().items():
            if n and why != "may be contacted":
                left_out[str(why)] = int(n)
        rows = rows[(reasons == "may be contacted").to_numpy()]
    table = Table(rows)
    heading = words.ACTIONS.format(as_of=members.attrs["as_of"])
    table.attrs |= {"heading": heading, "left_out": left_out}
    table.attrs["notes"] = [words.ACTIONS_NOTE]
    return table


def _audience(who: Any, known: Mapping[str, Audience]) -> Audience:
    if isinstance(who, Audience):
        return who
    if isinstance(who, str) and who in known:
        return known[who]
    return Audience(str(who)[:200], who)
