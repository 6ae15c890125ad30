"""Which messages led to which purchases: by the book, and against a hold-out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

import pandas as pd

from segkit import checks
from segkit.kpis.credit import lift
from segkit.kpis.credit import touches as reading
from segkit.kpis.words import attribution as words
from segkit.record import Table

MINUTE = 60


@dataclass(frozen=True, repr=False)
class Attribution:
    """Say which orders are credited to which messages, and what that is not.

    Parameters
    ----------
    table : a row per message or campaign: purchases, revenue_amount, share (of the
        credited purchases), share_of_all (of all orders)
    credits : a row per order and message with credit: customer_id, what is credited,
        weight (1 in all for each order), amount (its part), days (touch to order)
    contrast : attributed beside incremental, from the hold-out; None without one
    n_orders, n_attributed : orders, and those that are credited
    definition : one sentence
    warning : what it is not
    notes : treatments, in words
    left_out : rows that did not count, by reason

    Examples
    --------
    >>> nothing = Table({"purchases": [1.0]})
    >>> nothing.attrs["heading"] = "1 of 2 orders credited."
    >>> Attribution(nothing, nothing, None, 2, 1, "rule", "Not cause.")
    1 of 2 orders credited.
       purchases
    0        1.0
    Not cause.
    """

    table: Table
    credits: pd.DataFrame
    contrast: Table | None
    n_orders: int
    n_attributed: int
    definition: str
    warning: str
    notes: list[str] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Print the tables, then what they are not."""
        tables = [self.table, *([] if self.contrast is None else [self.contrast])]
        return "\n".join([*map(repr, tables), self.warning, *self.notes])

    def _repr_html_(self) -> str:
        tables = [self.table, *([] if self.contrast is None else [self.contrast])]
        shown = "".join(table._repr_html_() for table in tables)
        said = "".join(f"<p>{escape(text)}</p>" for text in [self.warning, *self.notes])
        return f"{shown}{said}"


def attribute_purchases(
    orders: Any,
    sends: Any,
    *,
    window_days: int,
    touch: Literal["click", "open", "delivered"] = "click",
    rule: Literal["last", "first", "equal"] = "last",
    by: str = "campaign_id",
    machine_seconds: int | None = MINUTE,
    held_out: str = "held out",
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
    level: float = 0.95,
) -> Attribution:
    """Say which messages led to which purchases, and what they truly brought.

    An order is credited once. Where `sends` says who was held out by lot, the credited
    orders stand beside those that came on top of what would have come anyway.

    Parameters
    ----------
    orders : customer_id, ordered_at, amount, and order_id if there are several rows
        each, in any engine; pass only the orders that may count (one shelf, one year)
    sends : customer_id, sent_at, the column `by`, and clicked_at, or delivered and
        opened_at; arm, if somebody was held out
    window_days : an order counts less than so many days after the touch
    touch : what counts as contact: a click, an opening, or the arrival
    rule : who gets the credit when several messages came before
    by : column that names what gets the credit: a campaign, a message
    machine_seconds : openings so soon after sent_at are a mail program's and do not
        count (touch ``"open"``); None counts all
    held_out : what column arm says of those who got nothing
    columns : ``{"orders": {"our name": "your name"}, "sends": {...}}``
    timezone : IANA name of the shop's zone, for times that have a zone
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    Attribution

    Raises
    ------
    DataError
        if a column is missing or of the wrong kind, there are no touches or no orders,
        or the ids of the two tables are of different kinds

    References
    ----------
    Own definition; the contrast is a difference of means (Welch 1947).

    Examples
    --------
    >>> sends = pd.DataFrame({"customer_id": [1, 1, 2], "campaign_id": ["A", "B", "A"]})
    >>> days = ["2024-07-01", "2024-07-02", "2024-07-01"]
    >>> sends["sent_at"] = sends["clicked_at"] = pd.to_datetime(days)
    >>> orders = pd.DataFrame({"customer_id": [1, 2, 3], "amount": [30.0, 20.0, 50.0]})
    >>> days = ["2024-07-03", "2024-07-20", "2024-07-03"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> attribute_purchases(orders, sends, window_days=5).table
    1 of 3 orders credited to messages (33.3 %), last touch, window 5 days.
                 purchases  revenue_amount  share  share_of_all
    campaign_id
    B                  1.0            30.0    1.0      0.333333
    A                  0.0             0.0    0.0      0.000000
    """
    checks.whole_number(window_days, name="window_days")
    checks.choice(touch, list(words.TOUCHES), name="touch")
    checks.choice(rule, list(words.RULES), name="rule")
    named = columns or {}
    bought, left_out = reading.read_orders(orders, named.get("orders"), timezone)
    sent = reading.read_sends(
        sends, touch=touch, by=by, held_out=held_out, machine_seconds=machine_seconds,
        columns=named.get("sends"), timezone=timezone,
    )  # fmt: skip
    credits = _credits(bought, sent.touches, window_days, rule, by)
    n = int(credits["order"].nunique())
    said = {"days": window_days, "touch": words.TOUCHES[touch]}
    table = _table(credits, sent.touches["group"], len(bought), by)
    table.attrs["heading"] = words.HEADING.format(
        attributed=n, orders=len(bought), share=f"{100 * n / len(bought):.1f} %",
        rule_name=rule, days=window_days,
    )  # fmt: skip
    contrast, why = lift.contrast(table, bought, sent, window_days, level)
    notes = [text for text in (sent.note, why) if text]
    left_out[words.LEFT_OUT["before"]] = len(bought) - n
    definition = words.DEFINITION.format(rule=words.RULES[rule], **said)
    return Attribution(
        table=table, credits=credits.drop(columns="order"), contrast=contrast,
        n_orders=len(bought), n_attributed=n, definition=definition,
        warning=words.WARNING.format(**said), notes=notes, left_out=left_out,
    )  # fmt: skip


def _credits(
    orders: pd.DataFrame, touches: pd.DataFrame, window: int, rule: str, by: str
) -> pd.DataFrame:
    """Split each order among the messages that the rule names; each message once."""
    order, touch = reading.pairs(orders, touches, window)
    rows = pd.DataFrame({"order": order, "group": touches["group"].to_numpy()[touch]})
    rows["at"] = touches["at"].to_numpy()[touch]
    best: Literal["min", "max"] = "min" if rule == "first" else "max"
    rows = rows.groupby(["order", "group"], observed=True, as_index=False).agg(
        {"at": best}
    )
    if rule != "equal":
        rows = rows[rows["at"] == rows.groupby("order")["at"].transform(best)]
    weight = 1 / rows.groupby("order")["order"].transform("size")
    mine = orders.loc[rows["order"]].reset_index(drop=True)
    found = {
        "order": rows["order"].to_numpy(),
        "customer_id": mine["customer_id"],
        by: rows["group"].to_numpy(),
        "weight": weight.to_numpy(),
        "amount": mine["amount"] * weight.to_numpy(),
        "days": (mine["at"] - rows["at"].to_numpy()) / reading.DAY,
    }
    return pd.DataFrame(found)


def _table(credits: pd.DataFrame, groups: pd.Series, n: int, by: str) -> Table:
    """Add the credits up; messages without a credit have a row as well."""
    sums = credits.groupby(by, observed=True)[["weight", "amount"]].sum()
    names = pd.Index(sorted(groups.unique()), name=by)
    sums = sums.reindex(names, fill_value=0.0)
    sums = sums.set_axis(["purchases", "revenue_amount"], axis=1)
    whole = sums["purchases"].sum()
    sums["share"] = sums["purchases"] / whole if whole else float("nan")
    sums["share_of_all"] = sums["purchases"] / n
    return Table(sums.sort_values("purchases", ascending=False, kind="stable"))
