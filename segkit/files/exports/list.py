"""One list of three small files: who subscribed, what they bought, what they read."""

from __future__ import annotations

import pandas as pd

from segkit.checks import table


def one_list(
    subscribers: pd.DataFrame,
    orders: pd.DataFrame,
    mail_events: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Join subscribers, orders and mail events into one row per person.

    Everybody in one of the files is in the list; ids that are e-mail addresses meet
    whatever their case and blanks. Nobody's rows are multiplied: each file is counted
    by person first.

    Parameters
    ----------
    subscribers : customer_id and what is known of each, one row per person
    orders : customer_id, ordered_at, amount; equal order_id is one order; below zero is
        a refund, which lowers the amount and is no order
    mail_events : customer_id, event (sent, opened, clicked, unsubscribed), message

    Returns
    -------
    pandas.DataFrame indexed by customer_id: the subscribers' columns, subscribed
    (bool), n_orders, monetary_amount, first_order_date, last_order_date, n_sent,
    n_opened, n_clicked (messages, not events), unsubscribed (bool).
    ``attrs["found"]`` counts the persons of each file, and those it shares with the
    subscribers

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    own definition

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["ann@x.io"], "city": ["Velmont"]})
    >>> bought = pd.DataFrame({"customer_id": ["Ann@x.io ", "bo@x.io"], "amount": 5.0,
    ...     "ordered_at": pd.to_datetime(["2024-06-01", "2024-06-02"])})
    >>> one_list(people, bought)[["subscribed", "n_orders"]].values.tolist()
    [[True, 1], [False, 1]]
    """
    table(subscribers, ["customer_id"], name="subscribers")
    table(orders, ["customer_id", "ordered_at", "amount"], name="orders")
    people = _keyed(subscribers).drop_duplicates("customer_id")
    people = people.set_index("customer_id").assign(subscribed=True)
    parts = {"orders": _bought(_keyed(orders))}
    if mail_events is not None:
        table(mail_events, ["customer_id", "event", "message"], name="mail_events")
        parts["mail events"] = _read(_keyed(mail_events))
    joined = people.join(list(parts.values()), how="outer").sort_index()
    found = {"subscribers": len(people)}
    for name, part in parts.items():
        found[name] = len(part)
        found[f"{name}, subscribers"] = int(part.index.isin(people.index).sum())
    result = _whole(joined)
    result.attrs = {"found": found}
    return result


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    """Spell ids that are text alike; rows of nobody go."""
    ids = rows["customer_id"]
    if not pd.api.types.is_numeric_dtype(ids):
        ids = ids.astype("str").str.strip().str.lower()
    return rows.assign(customer_id=ids)[ids.notna()]


def _bought(orders: pd.DataFrame) -> pd.DataFrame:
    number = orders.get("order_id", pd.Series(range(len(orders)), index=orders.index))
    by = orders.assign(order_id=number).groupby(["customer_id", "order_id"])
    each = by.agg(amount=("amount", "sum"), at=("ordered_at", "min")).reset_index()
    real = each[each["amount"] >= 0].groupby("customer_id")
    counts = real.agg(
        n_orders=("order_id", "size"),
        first_order_date=("at", "min"),
        last_order_date=("at", "max"),
    )
    money = each.groupby("customer_id")["amount"].sum().round(2)
    return counts.join(money.rename("monetary_amount"), how="outer")


def _read(events: pd.DataFrame) -> pd.DataFrame:
    once = events.drop_duplicates(["customer_id", "message", "event"])
    counts = once.groupby(["customer_id", "event"]).size().unstack(fill_value=0)
    kinds = {"sent": "n_sent", "opened": "n_opened", "clicked": "n_clicked"}
    found = counts.reindex(columns=list(kinds), fill_value=0).rename(columns=kinds)
    gone = counts.get("unsubscribed", pd.Series(0, index=counts.index)) > 0
    return found.assign(unsubscribed=gone).rename_axis(columns=None)


def _whole(joined: pd.DataFrame) -> pd.DataFrame:
    for name in ("n_orders", "n_sent", "n_opened", "n_clicked"):
        if name in joined:
            joined[name] = joined[name].fillna(0).astype("int64")
    for name in ("subscribed", "unsubscribed"):
        if name in joined:
            joined[name] = joined[name].astype("boolean").fillna(False).astype(bool)
    if "monetary_amount" in joined:
        joined["monetary_amount"] = joined["monetary_amount"].fillna(0.0)
    return joined
