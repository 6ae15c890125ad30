"""The tables that a schedule needs, checked and turned into numbers at the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.permission import Policy, permitted
from segkit.activation.permission.pressure import same_kind
from segkit.activation.sequences.moments import (
    NEVER,
    Events,
    Ints,
    events,
    microseconds,
)
from segkit.activation.words import sequences as words
from segkit.checks import DataError

REASON = "_reason"


class Known(NamedTuple):
    """What is known of the customers of a schedule, by their number.

    Parameters
    ----------
    people : table indexed by customer_id, of the columns that were asked for
    reason : why each may not be contacted, or "may be contacted"
    purchases : orders by customer
    contacts : messages that they got otherwise
    left_at : moment at which each unsubscribed; NEVER if not
    left_out : rows that were not used, by reason
    """

    people: pd.DataFrame
    reason: np.ndarray
    purchases: Events
    contacts: Events
    left_at: Ints
    left_out: dict[str, int]


def known(
    customers: Any,
    orders: Any,
    contacts: Any,
    policy: Policy,
    *,
    wanted: Iterable[str],
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> Known:
    """Read the tables of a schedule.

    Parameters
    ----------
    customers, orders, contacts : tables of any engine; orders and contacts may be None
    policy : who may be contacted
    wanted : columns of the customers that the sequences ask for
    columns : ``{"our name": "your name"}``, of each table those that it has
    timezone : IANA name, for columns with a zone

    Returns
    -------
    Known
    """
    people = _people(customers, policy, wanted, columns, timezone)
    ids, told = people.index, dict(people.attrs["left_out"])
    bought, lost = _purchases(orders, ids, columns, timezone)
    told |= lost
    sent, left, lost = _contacts(contacts, ids, columns, timezone)
    told |= lost
    if "unsubscribed_at" in people:
        left = np.minimum(left, microseconds(people["unsubscribed_at"]))
    return Known(people, people[REASON].to_numpy(), bought, sent, left, told)


def rows(
    native: Any,
    need: list[str],
    more: Iterable[str],
    *,
    name: str,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Return the columns that are needed, and those of `more` that are there.

    Parameters
    ----------
    native : table of any engine
    need, more : columns; those that end in ``_at`` or ``_on`` become local times
    name : what the table is called
    columns, timezone : as in `known`

    Returns
    -------
    pandas table
    """
    have = nw.from_native(native).collect_schema().names() if _is_table(native) else []
    names = {
        ours: theirs
        for ours, theirs in (columns or {}).items()
        if theirs in have or (ours in need and ours not in have)
    }
    table = checks.table(native, need, name=name, columns=names)
    frame = nw.from_native(table)
    schema = frame.collect_schema()
    keep = [*need, *(c for c in more if c in schema and c not in need)]
    frame = frame.select(keep)
    for column in keep:
        if column.endswith(("_at", "_on")) and getattr(
            schema[column], "time_zone", None
        ):
            frame = engine.local_time(frame, column, name=name, timezone=timezone)
    found = pd.DataFrame(engine.to_pandas(frame.to_native())).reset_index(drop=True)
    for column in keep:
        if column.endswith(("_at", "_on")):
            found[column] = _moments(found[column], name)
    return found


def _moments(column: pd.Series, name: str) -> pd.Series:
    """Return a column of days or times as times."""
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return column
    try:
        if pd.api.types.is_numeric_dtype(column.dtype) and column.notna().any():
            raise TypeError  # a number says nothing of its unit
        return pd.to_datetime(column, format="ISO8601")
    except (TypeError, ValueError) as error:
        raise DataError(
            words.NOT_TIMES.format(
                column=column.name, name=name, found=column.dropna().iloc[0]
            )
        ) from error


def _is_table(native: Any) -> bool:
    try:
        nw.from_native(native)
    except TypeError:
        return False
    return True


def _people(
    customers: Any,
    policy: Policy,
    wanted: Iterable[str],
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> pd.DataFrame:
    """Return one row per customer, with the reason why nothing may be sent."""
    if isinstance(customers, pd.DataFrame) and customers.index.name == "customer_id":
        customers = customers.reset_index()
    table = rows(
        customers,
        ["customer_id", policy.consent],
        [*wanted, "unsubscribed_at"],
        name="customers",
        columns=columns,
        timezone=timezone,
    )
    allowed = permitted(table, policy.but(cap=None))
    once = table[table["customer_id"].notna()]
    if len(once) > len(allowed):  # of several rows of a customer, always the same one
        once = once.loc[once.astype("str").sort_values(list(once.columns)).index]
        once = once.drop_duplicates("customer_id")
    people = once.set_index("customer_id").reindex(allowed.index)
    people[REASON] = allowed["reason"].astype("str")
    left_out = allowed.attrs["left_out"].items()
    people.attrs["left_out"] = {f"customers: {name}": n for name, n in left_out}
    return people


def _numbered(
    table: pd.DataFrame, ids: pd.Index, time: str, what: str
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Add the number of each row's customer and its moment; leave others out."""
    who = ids.get_indexer(pd.Index(table["customer_id"]))
    same_kind(pd.Index(table["customer_id"].dropna()), ids, what=what)
    at = microseconds(table[time])
    told = {
        f"{what} of no customer": int((who < 0).sum()),
        f"{what} without a time": int(((who >= 0) & (at == NEVER)).sum()),
    }
    table = table.assign(who=who, at=at)
    return table[(who >= 0) & (at < NEVER)], told


def _purchases(
    orders: Any,
    ids: pd.Index,
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> tuple[Events, dict[str, int]]:
    """Return the purchases: one per order_id, refunds left out."""
    if orders is None:
        return events([], [], n=len(ids)), {}
    table = rows(
        orders,
        ["customer_id", "ordered_at"],
        ["order_id", "amount"],
        name="orders",
        columns=columns,
        timezone=timezone,
    )
    table, told = _numbered(table, ids, "ordered_at", "orders")
    table, refunds = _whole_orders(table)
    told["refunds"] = refunds
    return events(table["who"].to_numpy(), table["at"].to_numpy(), n=len(ids)), told


def _whole_orders(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Make lines into orders; an order that sums to less than zero is a refund."""
    if "order_id" in table and table.duplicated(["who", "order_id"]).any():
        lines = table.assign(amount=table.get("amount", 0.0))
        grouped = lines.groupby(["who", "order_id"], dropna=False, sort=False)
        table = grouped.agg(at=("at", "min"), amount=("amount", "sum")).reset_index()
    if "amount" not in table:
        return table, 0
    refund = table["amount"].to_numpy(float) < 0
    return table[~refund], int(refund.sum())


def _contacts(
    contacts: Any,
    ids: pd.Index,
    columns: Mapping[str, str] | None,
    timezone: str | None,
) -> tuple[Events, Ints, dict[str, int]]:
    """Return what was sent otherwise, and when each customer unsubscribed."""
    left = np.full(len(ids), NEVER)
    if contacts is None:
        return events([], [], n=len(ids)), left, {}
    table = rows(
        contacts,
        ["customer_id", "sent_at"],
        ["delivered", "unsubscribed_at"],
        name="contacts",
        columns=columns,
        timezone=timezone,
    )
    if "unsubscribed_at" in table:  # of rows without sent_at too
        gone = table[table["unsubscribed_at"].notna()]
        who = ids.get_indexer(pd.Index(gone["customer_id"]))
        moments = microseconds(gone["unsubscribed_at"])
        np.minimum.at(left, who[who >= 0], moments[who >= 0])
    table, told = _numbered(table, ids, "sent_at", "contacts")
    if "delivered" in table:
        sent = table["delivered"].astype("boolean").fillna(True).to_numpy(bool)
        told["contacts not delivered"] = int((~sent).sum())
        table = table[sent]
    found = events(table["who"].to_numpy(), table["at"].to_numpy(), n=len(ids))
    return found, left, told
