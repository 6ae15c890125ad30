"""What stands beside the orders: refunds, service, contracts, friends, wallets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.features import population, words
from segkit.features.small_tables import by_year, counts, opened

SPANS = ("", "_last_year", "_year_before")
HISTORY = ("frequency", "recency", "T", "monetary")


def share(value: Any, name: str) -> float:
    """Check that an argument is a share.

    Parameters
    ----------
    value : what was passed
    name : of the argument

    Returns
    -------
    float, 0 to 1

    Raises
    ------
    DataError
        naming the argument

    Examples
    --------
    >>> share(0.4, "margin")
    0.4
    """
    return _within(value, 1.0, words.A_SHARE, name)


def _within(value: Any, most: float, text: str, name: str) -> float:
    plain = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not plain or not 0 <= value <= most or np.isinf(value):
        raise DataError(text.format(name=name, value=value))
    return float(value)


class Book:
    """The account of each customer: what came in, what went out.

    Parameters
    ----------
    found : sums per customer in cents, and the purchase history
    as_of, since : the days that count
    left_out : rows left out of the orders, by reason

    Examples
    --------
    >>> found = pd.DataFrame({"revenue": [900.0]}, index=["a"])
    >>> Book(found, date(2024, 6, 30), None, {}).has_margin
    False
    """

    def __init__(
        self,
        found: pd.DataFrame,
        as_of: date,
        since: date | None,
        left_out: dict[str, int],
    ) -> None:
        self.sums = found.drop(columns=[n for n in HISTORY if n in found])
        self.history = found[[n for n in HISTORY if n in found]]
        self.as_of, self.since, self.left_out = as_of, since, left_out
        self.has_margin = "margin" in found
        self.more: dict[str, pd.Series] = {}
        self.costs = {span: pd.Series(0.0, found.index) for span in SPANS}
        money = [str(n) for n in self.sums if not str(n).startswith("n_orders")]
        self.sums[money] = self.sums[money] / 100

    def refund(
        self,
        refunds: Any,
        owners: Callable[[pd.Series], pd.Series],
        margin: float | None,
    ) -> None:
        """Take back what was given back by as_of, and the margin that went with it."""
        if refunds is None:
            return
        rows = opened(
            refunds, ["refunded_at", "amount"], name="refunds",
            numbers=["amount"],
            signed=["margin_lost_amount"], dates=["refunded_at"],
        )  # fmt: skip
        if "customer_id" not in rows:
            opened(refunds, ["order_id"], name="refunds")
            rows = rows.assign(customer_id=owners(rows["order_id"]))
            if len(rows) and rows["customer_id"].isna().all():
                raise DataError(words.STRANGE_REFUNDS.format(n=len(rows)))
        self._strangers(rows, "refunds")
        for span, (given, lost) in self._refunded(rows, margin).items():
            self.sums[f"net{span}"] -= given
            if self.has_margin:
                self.sums[f"margin{span}"] -= lost

    def _strangers(self, rows: pd.DataFrame, name: str) -> None:
        """Count the rows of a table that belong to nobody who is described."""
        unknown = ~rows["customer_id"].isin(self.sums.index)
        self.left_out[f"{name} of nobody described"] = int(unknown.sum())

    def _refunded(self, rows: pd.DataFrame, margin: float | None) -> dict[str, Any]:
        """Add up refunds per customer and span: what was given back, what was lost."""
        name = "refunds after as_of"
        given = self._by_span(rows, "refunded_at", "amount", name)
        if "margin_lost_amount" in rows:
            lost = self._by_span(rows, "refunded_at", "margin_lost_amount", name)
        else:
            lost = [self._rate(margin) * each for each in given]
        return dict(zip(SPANS, zip(given, lost, strict=True), strict=True))

    def _rate(self, margin: float | None) -> Any:
        """Return margin / revenue of each customer, that of all without revenue."""
        if margin is not None or not self.has_margin:
            return margin or 0.0
        total = self.sums["margin"].sum() / max(self.sums["net"].sum(), 1e-9)
        own = self.sums["margin"] / self.sums["net"].where(self.sums["net"] > 0)
        return own.fillna(total)

    def _by_span(
        self, rows: pd.DataFrame, when: str, amount: str, late: str
    ) -> list[pd.Series]:
        """Add an amount up: since the first day that counts, and in two years."""
        kept, self.left_out[late] = counts(rows, when, as_of=self.as_of, since=None)
        _, last, before = by_year(kept, amount, self.sums.index)
        part, _ = counts(rows, when, as_of=self.as_of, since=self.since)
        return [by_year(part, amount, self.sums.index)[0], last, before]

    def serve(self, tickets: Any, each: float | None, per_order: float) -> None:
        """Charge tickets, and what orders cost to pick and deliver."""
        per_order = _within(per_order, np.inf, words.AN_AMOUNT, "cost_per_order")
        delivery = [self.sums[f"n_orders{span}"] * per_order for span in SPANS]
        self.more["delivery_cost_amount"] = delivery[0].round(2)
        service = [pd.Series(0.0, self.sums.index)] * len(SPANS)
        if tickets is not None:
            service = self._tickets(tickets, each)
        self.more["service_cost_amount"] = service[0].round(2)
        for span, one, other in zip(SPANS, delivery, service, strict=True):
            self.costs[span] = self.costs[span] + one + other

    def _tickets(self, tickets: Any, each: float | None) -> list[pd.Series]:
        rows = opened(
            tickets, ["customer_id", "opened_at"], name="tickets",
            numbers=["cost_amount"], dates=["opened_at"],
        )  # fmt: skip
        if each is not None:
            cost = _within(each, np.inf, words.AN_AMOUNT, "cost_per_ticket")
            rows = rows.assign(cost_amount=cost)
        elif "cost_amount" not in rows:
            raise DataError(words.NO_TICKET_COST)
        self._strangers(rows, "tickets")
        late = "tickets after as_of"
        asked = self._by_span(rows.assign(_n=0.01), "opened_at", "_n", late)[0]
        self.more["n_tickets"] = (asked * 100).round().astype("int64")
        return self._by_span(rows, "opened_at", "cost_amount", late)

    def contract(self, contracts: Any, margin: float | None) -> None:
        """Add what contracts brought: every month begun, at the price of the start."""
        if contracts is None:
            return
        rows = opened(
            contracts, ["customer_id", "started_on", "ended_on", "price_amount"],
            name="contracts", numbers=["price_amount"],
            dates=["started_on", "ended_on"],
        )  # fmt: skip
        self._strangers(rows, "contracts")
        paid = _months_paid(rows, pd.Timestamp(self.as_of))
        late = "contracts after as_of"
        money = self._by_span(paid, "paid_on", "price_amount", late)
        self.left_out[late] = int((rows["started_on"] > pd.Timestamp(self.as_of)).sum())
        self.more["contract_revenue_amount"] = money[0].round(2)
        if margin is not None:
            rate = share(margin, "contract_margin")
            for span, each in zip(SPANS, money, strict=True):
                self.costs[span] = self.costs[span] - rate * each

    def close(self) -> None:
        """Work out what is left, in all and in each of the two years."""
        of = "margin" if self.has_margin else "net"
        name = "net_value_amount" if self.has_margin else "net_revenue_amount"
        left = {span: self.sums[f"{of}{span}"] for span in SPANS}
        if self.has_margin:
            left = {span: left[span] - self.costs[span] for span in SPANS}
        self.value, self.named = left[""].round(2), name
        self.years = {
            f"{span[1:]}_amount": left[span].round(2) for span in SPANS if span
        }

    def refer(self, referrals: Any) -> None:
        """Count friends, and add up what they brought."""
        if referrals is None:
            return
        rows = opened(
            referrals, ["referrer_id", "referred_id", "referred_on"], name="referrals",
            dates=["referred_on"],
        )  # fmt: skip
        late = "referrals after as_of"
        rows, self.left_out[late] = counts(
            rows, "referred_on", as_of=self.as_of, since=None
        )
        own = int((rows["referrer_id"] == rows["referred_id"]).sum())
        twice = int(rows["referred_id"].duplicated().sum())
        if own or twice:
            text = words.REFERRED_SELF if own else words.REFERRED_TWICE
            raise DataError(text.format(n=own or twice))
        brought = rows["referred_id"].map(self.value).fillna(0.0)
        of, index = rows["referrer_id"], self.sums.index
        number = of.value_counts().reindex(index, fill_value=0).astype("int64")
        total = brought.groupby(of).sum().reindex(index, fill_value=0.0)
        self.more |= {"n_referred": number, "referred_value_amount": total.round(2)}
        self.more["was_referred"] = pd.Series(index.isin(rows["referred_id"]), index)

    def wallet(self, customers: Any, columns: Mapping[str, str] | None) -> None:
        """Say what part of their spending in all shops customers spend here."""
        if not isinstance(customers, pd.DataFrame) or "wallet_amount" not in customers:
            return
        ids = (columns or {}).get("customer_id", "customer_id")
        table = customers.rename(columns={ids: "customer_id"})
        if "customer_id" in table:
            table = table.set_index("customer_id")
        wallets = opened(table, [], name="customers", numbers=["wallet_amount"])
        known = wallets["wallet_amount"].set_axis(population.plain_index(table.index))
        known = known.reindex(self.sums.index)
        spent = self.sums["net_last_year"].clip(lower=0)
        self.more["wallet_amount"] = known
        self.more["share_of_wallet_rate"] = (spent / known.where(known > 0)).clip(
            upper=1
        )
        self.more["headroom_amount"] = (known - spent).clip(lower=0).round(2)

    def table(self) -> pd.DataFrame:
        """Return one row per customer."""
        sums = self.sums
        made: dict[str, Any] = {
            "revenue_amount": sums["revenue"].round(2),
            "refund_amount": (sums["revenue"] - sums["net"]).round(2),
            "net_revenue_amount": sums["net"].round(2),
            "n_orders": sums["n_orders"].astype("int64"),
        }
        if self.has_margin:
            made["margin_amount"] = sums["margin"].round(2)
        else:
            self.more.pop("delivery_cost_amount")
        made |= self.more
        if self.has_margin:
            made["net_value_amount"] = self.value
        made |= self.years
        made |= {
            f"n_orders{s}": sums[f"n_orders{s}"].astype("int64") for s in SPANS[1:]
        }
        found = pd.DataFrame(made).join(self.history)
        found.attrs = {
            "as_of": self.as_of.isoformat(),
            "left_out": self.left_out,
            "value": self.named,
        }
        return found


def _months_paid(rows: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return a row for every month begun before the end, paid on its first day."""
    rows = rows[rows["started_on"].notna() & (rows["started_on"] <= today)]
    start = rows["started_on"]
    # a contract ends on the first day without it: the month before is the last one
    last = rows["ended_on"].fillna(today + pd.Timedelta(days=1)) - pd.Timedelta(days=1)
    last = last.where(last < today, today)
    whole = 12 * (last.dt.year - start.dt.year) + last.dt.month - start.dt.month
    day = np.minimum(start.dt.day, last.dt.days_in_month)
    begun = (whole + (last.dt.day >= day)).clip(lower=1).astype(int)
    place = np.repeat(np.arange(len(rows)), begun)
    month = pd.Series(place).groupby(place).cumcount().to_numpy()
    paid = rows.iloc[place].reset_index(drop=True)
    first = paid["started_on"].dt.to_period("M") + month
    days = np.minimum(paid["started_on"].dt.day, first.dt.days_in_month)
    on = first.dt.to_timestamp() + pd.to_timedelta(days - 1, unit="D")
    return paid.assign(paid_on=on.where(on < today, today))
