"""Shop exports: order fields filled down, totals spread over lines."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from segkit.files.names import plain
from segkit.files.words import NOTES

ORDER_FIELDS = {
    "customer_id",
    "ordered_at",
    "order_id",
    "amount",
    "discount_amount",
    "channel",
    "status",
    "currency",
    "cancelled_at",
    "refunded_amount",
    "tags",
    "payment_method",
    "test",
}
LINE_FIELDS = {"product", "quantity", "unit_price", "category"}


def line_items(table: pd.DataFrame) -> bool:
    """Recognise an export with a row per line item and order fields blank after one.

    Parameters
    ----------
    table : with our names

    Returns
    -------
    bool

    References
    ----------
    own definition: there are order numbers and line fields, and the total is blank
    only where it stands on another row of the same order

    Examples
    --------
    >>> line_items(pd.DataFrame({"order_id": ["#1", "#1"], "amount": [5.0, None],
    ...                          "product": ["tea", "cup"]}))
    True
    """
    have = set(table.columns)
    if not {"order_id", "amount"} <= have or not LINE_FIELDS & have:
        return False
    blank = table["amount"].isna()
    if not blank.any() or blank.all():
        return False
    order = order_of_rows(table)
    totals = table["amount"].notna().groupby(order).transform("any")
    return bool((blank & totals).sum() > 0)


def order_of_rows(table: pd.DataFrame) -> pd.Series:
    """Say to which order each row belongs, also where its number is left blank.

    Parameters
    ----------
    table : with our names, in the file's order

    Returns
    -------
    Series of order numbers; a blank one follows the row above only if the row is a
    mere line item: no total, no time and no other customer

    References
    ----------
    own definition

    Examples
    --------
    >>> order_of_rows(pd.DataFrame({"order_id": ["#1", None, None],
    ...                             "amount": [5.0, None, 3.0]})).tolist()
    ['#1', '#1', nan]
    """
    order = table["order_id"]
    follows = order.isna() & table["amount"].isna()
    if "ordered_at" in table:
        follows &= table["ordered_at"].isna()
    if "customer_id" in table:
        customer = table["customer_id"]
        above = customer.mask(order.isna() & customer.isna()).ffill()
        follows &= customer.isna() | (customer == above.shift())
    return order.where(~follows, order.ffill())


def fill_down(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Fill the fields of an order down to all its rows, and to no other.

    Parameters
    ----------
    table : with our names, a row per line item

    Returns
    -------
    (table, block): block numbers the copies of an order that the file repeats

    References
    ----------
    own definition

    Examples
    --------
    >>> orders = pd.DataFrame({"order_id": ["#1", "#1", "#2"],
    ...     "customer_id": ["a", None, None], "amount": [5.0, None, 3.0]})
    >>> fill_down(orders)[0]["customer_id"].tolist()
    ['a', 'a', nan]
    """
    table = table.assign(order_id=order_of_rows(table))
    head = table["amount"].notna()
    block = head.astype(int).groupby(table["order_id"]).cumsum().fillna(1)
    block = block.clip(lower=1).astype(int)
    key = [table["order_id"], block]
    filled = table.copy()
    for name in sorted(ORDER_FIELDS & set(table.columns) - {"order_id"}):
        first = table[name].groupby(key).transform("first")
        filled[name] = table[name].where(table[name].notna(), first)
    return filled, block


def spread(table: pd.DataFrame, block: pd.Series, name: str) -> pd.Series:
    """Spread an amount of the whole order over its lines, to the cent.

    Parameters
    ----------
    table : filled down; `name` holds the order's amount on each of its rows
    block : from `fill_down`
    name : the column to spread

    Returns
    -------
    Series of float whose sums per order are the orders' amounts exactly; in
    proportion to quantity x unit price, equally where those are unknown

    References
    ----------
    own definition; largest remainders (Hare and Niemeyer)

    Examples
    --------
    >>> orders = pd.DataFrame({"order_id": ["#1"] * 3, "amount": [10.0] * 3})
    >>> spread(orders, pd.Series([1, 1, 1]), "amount").tolist()
    [3.34, 3.33, 3.33]
    """
    key = [table["order_id"], block]
    worth = pd.Series(1.0, index=table.index)
    if {"quantity", "unit_price"} <= set(table.columns):
        product = table["quantity"].astype(float) * table["unit_price"].astype(float)
        worth = product.clip(lower=0).fillna(0.0).round(6)
    whole = worth.groupby(key).transform("sum")
    worth = worth.where(whole > 0, 1.0)
    whole = worth.groupby(key).transform("sum")
    cents = (table[name].astype(float) * 100).round()
    exact = cents * worth / whole
    floor = np.floor(exact + 1e-9)
    rest = cents - floor.groupby(key).transform("sum")
    rank = (floor - exact).groupby(key).rank(method="first")
    shared = (floor + (rank <= rest)) / 100
    alone = table["order_id"].isna()
    return shared.mask(alone, table[name].astype(float))


def one_total_per_order(table: pd.DataFrame, names: Mapping[str, str]) -> bool:
    """Say whether the order's total is repeated on each of its lines.

    Parameters
    ----------
    table : with our names
    names : {our name: the file's name}

    Returns
    -------
    bool

    References
    ----------
    own definition: the column's name says order or grand total, and no order of
    several lines has two values in it

    Examples
    --------
    >>> orders = pd.DataFrame({"order_id": [1, 1], "amount": [9.0, 9.0]})
    >>> one_total_per_order(orders, {"amount": "Order Total"})
    True
    """
    name = plain(names.get("amount", ""))
    tells = ("order", "grandtotal", "commande", "bestell", "auftrag", "pedido")
    if "order_id" not in table or not any(word in name for word in tells):
        return False
    known = table.dropna(subset=["order_id", "amount"])
    groups = known.groupby("order_id")["amount"]
    several = groups.size() > 1
    return bool(several.any() and (groups.nunique()[several] == 1).all())


def filled_note(shop: str | None, table: pd.DataFrame, blank: pd.Series) -> str:
    """Say how many orders and rows were filled down.

    Parameters
    ----------
    shop : name of the shop system, if known
    table : filled down
    blank : which rows were blank

    Returns
    -------
    str

    References
    ----------
    own definition

    Examples
    --------
    >>> orders = pd.DataFrame({"order_id": ["#1", "#1"]})
    >>> filled_note("Shopify", orders, pd.Series([False, True]))[:20]
    'Shopify export with '
    """
    return NOTES["filled"].format(
        shop=shop or "Shop",
        orders=table.loc[blank, "order_id"].nunique(),
        rows=int(blank.sum()),
    )
