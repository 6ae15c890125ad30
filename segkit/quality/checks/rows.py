"""Is every row once there, is every key one thing, does every order have a customer."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from segkit.quality.facts import Facts, Finding, gathered
from segkit.quality.words import KEY_TODO

SEVERAL = 20  # orders of several lines before alike amounts mean anything


def check_duplicates(facts: Facts) -> list[Finding]:
    """Which rows repeat another row in every column.

    Parameters
    ----------
    facts : of the orders; a column repeated_row, as `segkit.files.read_orders` writes
        it, counts if there, for it knows the whole row of the file

    Returns
    -------
    list of at most one Finding; its rows are the copies, not the first ones

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = pd.DataFrame({"order_id": [1, 1, 2]})
    >>> check_duplicates(facts_of(orders, "orders"))[0].rows
    1
    """
    if "repeated_row" in facts.schema:
        copies = facts.count(nw.col("repeated_row"))
    else:
        copies = facts.rows - _distinct(facts)
    if not copies:
        return []
    decision = "drop_exact_duplicates" if facts.name == "orders" else "keep"
    return [
        Finding("exact duplicates", "", copies, "decide", decision, table=facts.name)
    ]


def _distinct(facts: Facts) -> int:
    if facts.frame.implementation.is_duckdb():
        # one whole row as one number: a third of the time and memory; two of ten
        # million rows share one by chance once in a million tables
        names = ", ".join('"' + n.replace('"', '""') + '"' for n in facts.schema)
        counted = facts.frame.to_native().aggregate(f"count(DISTINCT hash({names}))")
        return int(counted.fetchall()[0][0])
    distinct = facts.frame.unique().select(n=nw.len())
    return int(gathered(distinct)["n"].iloc[0])


def check_keys(facts: Facts) -> list[Finding]:
    """Which order numbers have two customers or a repeated total.

    Parameters
    ----------
    facts : of the orders

    Returns
    -------
    list of Finding

    References
    ----------
    own definition: totals are repeated when there are at least 20 orders of several
    lines, and in nine of ten of them all lines have one amount

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = pd.DataFrame({"order_id": [1, 1], "customer_id": ["a", "b"]})
    >>> check_keys(facts_of(orders, "orders"))[0].rows
    2
    """
    if not {"order_id", "customer_id"} <= set(facts.schema):
        return []
    counts = _per_order(facts)
    found = []
    if counts["shared"]:
        words = {"what": "customer", "todo": KEY_TODO["order"]}
        rows = int(counts["shared"])
        found.append(Finding("duplicate keys", "order_id", rows, "know", words=words))
    several, alike = counts["several"], counts["alike"]
    if several >= SEVERAL and alike >= 0.9 * several:
        rows = int(counts["alike_rows"])
        found.append(Finding("repeated totals", "amount", rows, "decide"))
    return found


def _per_order(facts: Facts) -> dict[str, float]:
    """Group by order once; a big table pays for each grouping."""
    known = ~nw.col("order_id").is_null() & ~nw.col("customer_id").is_null()
    if "repeated_row" in facts.schema:
        known = known & ~nw.col("repeated_row")
    amount = nw.col("amount" if facts.is_number("amount") else "customer_id")
    customer = nw.col("customer_id")
    orders = facts.frame.filter(known).group_by("order_id")
    orders = orders.agg(
        n=nw.len(),
        one=customer.min(),
        other=customer.max(),
        low=amount.min(),
        high=amount.max(),
    )
    lines = nw.col("n") > 1
    alike = lines & (nw.col("low") == nw.col("high"))
    shared = nw.col("one") != nw.col("other")
    counted = orders.select(
        shared=nw.when(shared).then(nw.col("n")).otherwise(0).sum(),
        several=lines.cast(nw.Int64).sum(),
        alike=alike.cast(nw.Int64).sum(),
        alike_rows=nw.when(alike).then(nw.col("n")).otherwise(0).sum(),
    )
    row = gathered(counted).astype(float).fillna(0).iloc[0]
    if not facts.is_number("amount"):
        row["alike"] = 0
    return dict(row)


def check_customers(facts: Facts) -> list[Finding]:
    """Which customers have more than one row in the customers table.

    Parameters
    ----------
    facts : of the customers

    Returns
    -------
    list of at most one Finding

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> customers = pd.DataFrame({"customer_id": ["a", "a", "b"]})
    >>> check_customers(facts_of(customers, "customers"))[0].rows
    2
    """
    known = facts.frame.filter(~nw.col("customer_id").is_null())
    counted = known.group_by("customer_id").agg(n=nw.len()).filter(nw.col("n") > 1)
    total = gathered(counted.select(n=nw.col("n").sum()))["n"]
    rows = int(total.fillna(0).iloc[0])
    if not rows:
        return []
    words = {"what": "row", "todo": KEY_TODO["customers"]}
    name, key = "duplicate keys", "customer_id"
    return [Finding(name, key, rows, "decide", words=words, table="customers")]


def check_links(orders: Facts, customers: Facts) -> list[Finding]:
    """Which orders have no customer, and which customers no order.

    Parameters
    ----------
    orders, customers : facts of the two tables

    Returns
    -------
    list of Finding

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = facts_of(pd.DataFrame({"customer_id": [1, 9]}), "orders")
    >>> customers = facts_of(pd.DataFrame({"customer_id": [1, 2]}), "customers")
    >>> [(f.check, f.rows) for f in check_links(orders, customers)]
    [('orphans', 1), ('never ordered', 1)]
    """
    if "customer_id" not in customers.schema:
        return []
    bought = _counted(orders)
    known = _counted(customers)
    orphans = _missing_from(bought, known)
    silent = _missing_from(known, bought)
    found = []
    if orphans:
        found.append(Finding("orphans", "customer_id", orphans, "decide"))
    if silent:
        found.append(
            Finding("never ordered", "customer_id", silent, "know", table="customers")
        )
    return found


def _counted(facts: Facts) -> dict[str, int]:
    counts = facts.groups(
        "customer_id", nw.col("customer_id").cast(nw.String), "customer_id"
    )
    return dict(zip(counts["customer_id"], counts["n"].astype(int), strict=True))


def _missing_from(mine: dict[str, int], other: dict[str, int]) -> int:
    return sum(n for customer, n in mine.items() if customer not in other)
