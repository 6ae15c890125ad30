"""One report on sales, campaigns and loyalty, made of the indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis import population
from segkit.kpis.buying import customers as buying
from segkit.kpis.buying import spending
from segkit.kpis.dashboard import dashboard
from segkit.kpis.mail import rates as mail
from segkit.kpis.mail import results as mail_results
from segkit.kpis.segments import by_segment
from segkit.kpis.words import crm as words
from segkit.record import Table

SALES = (
    buying.purchase_rate,
    buying.repeat_rate,
    spending.average_order_amount,
    spending.revenue_per_customer_amount,
)
CAMPAIGNS = (
    mail.delivery_rate,
    mail.open_rate,
    mail.click_rate,
    mail_results.unsubscribe_rate,
)
LOYALTY = (
    buying.purchase_rate,
    buying.repeat_rate,
    spending.revenue_per_customer_amount,
)


@dataclass(frozen=True, repr=False)
class CrmReport:
    """Say how sales, campaigns and loyalty stand, each with how sure that is.

    Parameters
    ----------
    sales : as `segkit.kpis.dashboard` by segment
    campaigns : a row per indicator of mail and campaign
    loyalty : as `segkit.kpis.dashboard`, with and without the card
    notes : what must be known to read it

    Examples
    --------
    >>> nothing = Table({"value": [1.0]})
    >>> print(CrmReport(nothing, nothing, nothing, ["Mind the gap."]))
    Sales
       value
    0    1.0
    Campaigns
       value
    0    1.0
    Loyalty
       value
    0    1.0
    Mind the gap.
    """

    sales: Table
    campaigns: Table
    loyalty: Table
    notes: list[str]

    def __repr__(self) -> str:
        """Print the three tables, then the notes."""
        parts = [f"{words.TITLES[n]}\n{getattr(self, n)!r}" for n in words.TITLES]
        return "\n".join([*parts, *self.notes])

    def _repr_html_(self) -> str:
        parts = [
            f"<h3>{escape(title)}</h3>{getattr(self, name)._repr_html_()}"
            for name, title in words.TITLES.items()
        ]
        return "".join([*parts, *(f"<p>{escape(note)}</p>" for note in self.notes)])


def crm_report(
    orders: Any,
    sends: Any,
    members: Any,
    segments: pd.Series,
    *,
    start: Any,
    end: Any = None,
    by: str = "campaign_id",
    unit: str = "",
    columns: Mapping[str, Mapping[str, str]] | None = None,
    level: float = 0.95,
) -> CrmReport:
    """Report sales by segment, campaigns, and loyalty with and without the card.

    Parameters
    ----------
    orders : customer_id, ordered_at, amount (and order_id)
    sends : customer_id, sent_at, delivered, opened_at, clicked_at, unsubscribed_at, by
    members : customer_id and member_since, one row per card
    segments : Series indexed by customer_id; it defines whose report it is
    start, end : first and last local day that count
    by : column that names the campaign
    unit : currency of orders
    columns : ``{"orders": {"our name": "your name"}, "sends": {...}}``, also members
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    CrmReport; who had the card on the day before start counts as a member, because a
    card that is given for orders would otherwise be its own proof

    Raises
    ------
    DataError
        if a table lacks a column, or nobody or everybody has a card

    References
    ----------
    Own definition; each number is an indicator of its own, with its source.

    Examples
    --------
    >>> days = pd.to_datetime(["2024-07-01", "2024-07-02"])
    >>> orders = pd.DataFrame({"customer_id": ["a", "b"], "ordered_at": days})
    >>> orders["amount"] = [20.0, 10.0]
    >>> sends = pd.DataFrame({"customer_id": ["a", "b"], "sent_at": days})
    >>> sends["campaign_id"], sends["delivered"] = "K1", True
    >>> sends["opened_at"] = sends["clicked_at"] = sends["sent_at"]
    >>> sends["unsubscribed_at"] = pd.NaT
    >>> members = pd.DataFrame({"customer_id": ["a"], "member_since": days[:1]})
    >>> members["member_since"] = pd.to_datetime("2024-06-01")
    >>> segments = pd.Series(["New", "VIP"], index=["a", "b"], name="rfm")
    >>> found = crm_report(orders, sends, members, segments, start="2024-07-01")
    >>> found.loyalty["value"].xs("card", level="segment").round(2).tolist()
    [1.0, 0.0, 20.0]
    """
    named, first = columns or {}, checks.day(start, name="start")
    said: dict[str, Any] = {"start": start, "end": end, "level": level}
    own: dict[str, Any] = {
        "columns": {k: v for k, v in named.items() if k == "orders"} or None
    }
    cards = _cards(members, segments, first, named.get("members"))
    tables = {"orders": orders}
    sales = dashboard(SALES, tables, segments, unit=unit, **own, **said)
    loyalty = dashboard(LOYALTY, tables, cards, unit=unit, **own, **said)
    campaigns = _campaigns(sends, by, columns=named.get("sends"), **said)
    notes = [words.LOYALTY_NOTE.format(start=first)]
    return CrmReport(sales, campaigns, loyalty, notes)


def _cards(
    members: Any, segments: pd.Series, first: Any, columns: Mapping[str, str] | None
) -> pd.Series:
    """Say of each customer whether they had the card before the period."""
    need = ["customer_id", "member_since"]
    native = checks.table(members, need, name="members", columns=columns)
    table = engine.to_pandas(native) if not isinstance(native, pd.DataFrame) else native
    since = pd.to_datetime(table["member_since"])
    early = table.loc[since < pd.Timestamp(first), "customer_id"]
    index = population.read(segments, "segments")
    has = pd.Series(index.isin(early), index=index, name=words.MEMBERSHIP)
    if has.all() or not has.any():
        text = words.ALL_CARDS if has.all() else words.NO_CARDS
        raise DataError(text.format(start=first))
    return has.map(words.CARD).astype("category")


def _campaigns(sends: Any, by: str, **said: Any) -> Table:
    """Put the indicators of mail below each other, campaign by campaign."""
    kpis = {kpi.__name__: kpi for kpi in CAMPAIGNS}
    found = {name: by_segment(kpi, sends, by, **said) for name, kpi in kpis.items()}
    table = Table(pd.concat(found, names=["indicator", by]))
    table.attrs["definitions"] = {n: t.attrs["definition"] for n, t in found.items()}
    return table
