"""What each customer brought and cost: what `features.value` returns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.features import door, extras, lines, population, words
from segkit.features.history import purchase_history

c = nw.col
READ = ("order_id", "margin_amount")
YEAR = 365


def value(
    orders: Any,
    *,
    as_of: Any,
    customers: Any = None,
    refunds: pd.DataFrame | None = None,
    tickets: pd.DataFrame | None = None,
    referrals: pd.DataFrame | None = None,
    contracts: pd.DataFrame | None = None,
    margin: float | None = None,
    cost_per_ticket: float | None = None,
    cost_per_order: float = 0.0,
    contract_margin: float | None = None,
    since: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
) -> pd.DataFrame:
    """Describe what each customer brought, what they cost, and what is left.

    Parameters
    ----------
    orders : pandas, polars, pyarrow, DuckDB or PySpark table
        As for `features.customers`; with ``margin_amount`` (what is left of the amount
        after the cost of goods, before refunds and service). Orders of less than zero
        are money given back.
    as_of : day
        The last local day that counts, for orders and for all other tables.
    customers : table, index or list of customer ids, optional
        Exactly these customers are described. With a column ``wallet_amount`` (what
        they spend on such things in all shops in a year) the share of wallet comes too.
    refunds : pandas table, optional
        ``refunded_at``, ``amount`` (given back, above 0), and ``order_id`` or
        ``customer_id``; ``margin_lost_amount`` where known. For orders that keep their
        amount when they come back.
    tickets : pandas table, optional
        ``customer_id``, ``opened_at``, and ``cost_amount`` unless cost_per_ticket is
        given.
    referrals : pandas table, optional
        ``referrer_id``, ``referred_id``, ``referred_on``.
    contracts : pandas table, optional
        ``customer_id``, ``started_on``, ``ended_on``, ``price_amount`` (of a month).
    margin : float, optional
        Part of the amount that is left after the cost of goods, 0 to 1, for orders
        without a column margin_amount.
    cost_per_ticket, cost_per_order : float
        Currency: what a ticket costs, and what an order costs to pick and deliver.
    contract_margin : float, optional
        Part of the price of contracts that is left, 0 to 1; None leaves contracts out
        of the net value (their revenue is told).
    since : day, optional
        The first day that counts for money and numbers, for instance for the value of
        a quarter. Purchase history and the two years below always look back all the
        way.
    columns, timezone : as for `features.customers`, for orders

    Returns
    -------
    pandas.DataFrame, one row per customer, sorted and indexed by customer_id
        revenue_amount, refund_amount, net_revenue_amount, n_orders; frequency, recency,
        T (days), monetary of `purchase_history` (missing without an order);
        n_orders_last_year, n_orders_year_before; last_year_amount, year_before_amount:
        the value of the last 365 days and of the 365 before. With a margin:
        margin_amount (after refunds), service_cost_amount, delivery_cost_amount,
        net_value_amount. With tickets: n_tickets. With contracts:
        contract_revenue_amount. With referrals: n_referred, referred_value_amount,
        was_referred. With wallet_amount: share_of_wallet_rate, headroom_amount.
        ``attrs``: as_of, left_out, and value: the column that the two years add up.

    Raises
    ------
    DataError
        if a table lacks a column, or holds the wrong kind

    Notes
    -----
    Own definitions. net_value = margin of orders - margin lost by refunds - service -
    orders x cost_per_order + contract revenue x contract_margin. Where a refund does
    not say which margin it took, it takes the customer's own margin / revenue. A refund
    after as_of does not count. Value is net_value_amount where a margin is known,
    otherwise net_revenue_amount, the cost of goods not taken off. Contracts are paid
    from the first day of each month begun, at the price of the start: later rises are
    not in the table. referred_value_amount adds up the net value of those referred,
    depth 1, without what they in turn brought.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["ann", "ann", "bob"],
    ...                        "order_id": [1, 2, 3], "amount": [100.0, 50.0, 80.0]})
    >>> days = ["2024-01-01", "2024-02-01", "2024-03-01"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> refunds = pd.DataFrame({"order_id": [2, 3], "amount": [50.0, 80.0]})
    >>> refunds["refunded_at"] = pd.to_datetime(["2024-02-09", "2024-04-02"])
    >>> X = value(orders, as_of="2024-03-31", refunds=refunds, margin=0.4)
    >>> X[["revenue_amount", "refund_amount", "net_value_amount"]]
                 revenue_amount  refund_amount  net_value_amount
    customer_id
    ann                   150.0           50.0              40.0
    bob                    80.0            0.0              32.0
    """
    today, first = checks.day(as_of), _since(since, as_of)
    frame = door.opened(orders, columns=columns, timezone=timezone, optional=READ)
    have = frame.collect_schema().names()
    _checked(margin, "margin_amount" in have)
    count = lines.counted(frame, today)
    rows = lines.per_order(lines.kept(frame, today), loose=count.loose > 0)
    sums = engine.to_pandas(_summed(rows, margin, today, first).to_native())
    history = purchase_history(orders, as_of=today, columns=columns, timezone=timezone)
    found, left_out = _described(sums, history, customers, columns, count)
    book = extras.Book(found, today, first, left_out)
    book.refund(refunds, lambda ids: _owners(frame, ids, have), margin)
    book.serve(tickets, cost_per_ticket, cost_per_order)
    book.contract(contracts, contract_margin)
    book.close()
    book.refer(referrals)
    book.wallet(customers, columns)
    return book.table()


def _since(since: Any, as_of: Any) -> date | None:
    if since is None:
        return None
    first, today = checks.day(since, name="since"), checks.day(as_of)
    if first > today:
        raise DataError(words.SINCE_LATER.format(since=first, as_of=today))
    return first


def _checked(margin: Any, column: bool) -> None:
    if margin is None:
        return
    extras.share(margin, "margin")
    if column:
        raise DataError(words.TWO_MARGINS.format(margin=margin))


def _summed(orders: Any, margin: Any, today: date, since: date | None) -> Any:
    """Add money up per customer: since a day, in the last year, in the one before."""
    have = orders.collect_schema().names()
    age = today.toordinal() - engine.day_number(c("ordered_at"))
    orders = orders.with_columns(_age=age, _buys=c("cents") >= 0)
    spans = {
        "": nw.lit(True) if since is None else c("_age") <= (today - since).days,
        "_last_year": c("_age") < YEAR,
        "_year_before": (c("_age") >= YEAR) & (c("_age") < 2 * YEAR),
    }
    left = c("margin") if "margin" in have else None
    if margin is not None:
        left = c("cents") * float(margin)
    parts: dict[str, Any] = {}
    for name, span in spans.items():
        bought = span & c("_buys")
        parts[f"n_orders{name}"] = nw.when(bought).then(nw.lit(1)).otherwise(nw.lit(0))
        parts[f"revenue{name}"] = nw.when(bought).then(c("cents")).otherwise(nw.lit(0))
        parts[f"net{name}"] = nw.when(span).then(c("cents")).otherwise(nw.lit(0))
        if left is not None:
            parts[f"margin{name}"] = nw.when(span).then(left).otherwise(nw.lit(0))
    return (
        orders.with_columns(**parts)
        .group_by("customer_id")
        .agg(c(*parts, "lines").sum())
        .with_columns(c(*parts, "lines").cast(nw.Float64))
    )


def _described(
    sums: pd.DataFrame,
    history: pd.DataFrame,
    customers: Any,
    columns: Mapping[str, str] | None,
    count: lines.Count,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Join sums and history, for the customers asked for."""
    found = population.tidy(sums.rename(columns={"lines": "_rows"}))
    found = found.join(history)
    left_out = dict(count.left_out)
    if customers is not None:
        wanted = population.ids(customers, columns)
        known = found.drop(columns=history.columns)
        known, left_out["not in customers"] = population.only(known, wanted)
        found = known.fillna(0).join(history)
    return found.drop(columns="_rows"), left_out


def _owners(frame: Any, ids: pd.Series, have: list[str]) -> pd.Series:
    """Find the customer of each order that is named."""
    if "order_id" not in have:
        raise DataError(words.NO_ORDER_ID)
    pairs = frame.select("order_id", "customer_id").drop_nulls()
    if len(ids) < 10_000:
        pairs = pairs.filter(c("order_id").is_in(ids.unique().tolist()))
    known = engine.to_pandas(pairs.to_native()).drop_duplicates("order_id")
    return ids.map(known.set_index("order_id")["customer_id"])
