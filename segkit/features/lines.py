"""From lines to orders: which rows count, how many do not and why, and order totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.checks import DataError
from segkit.features import words

c = nw.col
MOST_MONEY = 1e12  # of a row: beyond it, whole cents would not be exact any more
REASONS = ("after as_of", "no customer_id", "no ordered_at", "no amount")


@dataclass(frozen=True)
class Count:
    """How many rows count, how many do not and why, and the channels that occur."""

    rows: int
    left_out: dict[str, int]
    loose: int  # rows that count and have no order_id, in a table that has the column
    channels: list[str]


def counted(frame: Any, as_of: date) -> Count:
    """Count in one pass over the data which rows count and which do not.

    Parameters
    ----------
    frame : narwhals table from `door.opened`
    as_of : last local day that counts

    Returns
    -------
    Count

    Raises
    ------
    DataError
        if the table is empty, or no row counts

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.features import door
    >>> orders = pd.DataFrame({"customer_id": ["a", None, "a"], "amount": 9.5})
    >>> days = ["2024-01-01", "2024-01-02", "2024-07-01"]
    >>> orders["ordered_at"] = pd.to_datetime(days)
    >>> counted(door.opened(orders), date(2024, 6, 30)).left_out["no customer_id"]
    1
    """
    have = frame.collect_schema().names()
    keys = ["_why", "channel"] if "channel" in have else ["_why"]
    loose = c("order_id").is_null() if "order_id" in have else nw.lit(False)
    summary = (
        frame.with_columns(_why=_why(frame, as_of), _loose=loose.cast(nw.Int64))
        .group_by(*keys)
        .agg(
            n=nw.len(),
            first=c("ordered_at").min(),
            loose=c("_loose").sum(),
            **_extremes(have),
        )
    )
    found = engine.to_pandas(summary.to_native())
    found = found.astype({"n": "int64"}).assign(most=_most_money(found))
    left_out = judged(found, as_of)
    counts = found[found["_why"] == len(REASONS)]
    names = counts["channel"].dropna() if "channel" in have else []
    return Count(
        rows=int(counts["n"].sum()),
        left_out=left_out,
        loose=int(counts["loose"].sum()),
        channels=sorted(str(name) for name in names),
    )


def _why(frame: Any, as_of: date) -> Any:
    """Give each row the number of its reason; the rows that count have the last."""
    late, stranger, timeless, worthless = range(len(REASONS))
    priced = engine.is_number("amount", frame.collect_schema()["amount"])
    after = c("ordered_at") >= engine.day_after(frame, as_of)
    dated = nw.when(after).then(nw.lit(late)).otherwise(nw.lit(len(REASONS)))
    paid = nw.when(priced).then(dated).otherwise(nw.lit(worthless))
    timed = nw.when(c("ordered_at").is_null()).then(nw.lit(timeless)).otherwise(paid)
    return nw.when(c("customer_id").is_null()).then(nw.lit(stranger)).otherwise(timed)


def _extremes(have: list[str]) -> dict[str, Any]:
    """Take the largest and smallest sums of money, as they are: that is quick."""
    return {
        f"{side}_{name}": extreme
        for name in ("amount", "discount_amount", "margin_amount")
        if name in have
        for side, extreme in (("most", c(name).max()), ("least", c(name).min()))
    }


def _most_money(found: Any) -> Any:
    extremes = [n for n in found.columns if n.startswith(("most_", "least_"))]
    return found[extremes].astype("float64").abs().max(axis=1)


def judged(found: Any, as_of: date) -> dict[str, int]:
    """Sum up the reasons, and refuse a table of which no row counts.

    Parameters
    ----------
    found : pandas.DataFrame of _why (number of the reason), n (rows), first (moment),
        most (largest amount of money, whatever its sign)
    as_of : last local day that counts

    Returns
    -------
    dict of reason and number of rows

    Raises
    ------
    DataError
        if the table is empty, no row counts, or an amount is beyond all money

    Examples
    --------
    >>> import pandas as pd
    >>> found = pd.DataFrame({"_why": [4, 1], "n": [7, 2], "first": pd.NaT, "most": 9})
    >>> judged(found, date(2024, 6, 30))["no customer_id"]
    2
    """
    by_reason = found.groupby("_why")["n"].sum()
    left_out = {name: int(by_reason.get(k, 0)) for k, name in enumerate(REASONS)}
    rows = int(by_reason.sum())
    if rows == 0:
        raise DataError(words.NO_ROWS)
    if by_reason.get(len(REASONS), 0):
        most = found.loc[found["_why"] == len(REASONS), "most"].max()
        if most > MOST_MONEY:
            raise DataError(words.TOO_MUCH.format(value=most, most=MOST_MONEY))
        return left_out
    if left_out["after as_of"]:
        first = found.loc[found["_why"] == 0, "first"].min().date()
        raise DataError(words.NOTHING_YET.format(as_of=as_of, first=first))
    raise DataError(words.NOTHING_COUNTS.format(rows=rows, left_out=left_out))


def kept(frame: Any, as_of: date) -> Any:
    """Keep the rows that count, money in whole cents.

    Parameters
    ----------
    frame : narwhals table from `door.opened`
    as_of : last local day that counts

    Returns
    -------
    narwhals table; ``cents``, and ``discount``, ``margin`` (cents) and ``came_back`` if
    their columns are; a discount or margin that is missing counts as 0

    Examples
    --------
    >>> import pandas as pd
    >>> at = pd.to_datetime(["2024-06-30 23:59", "2024-07-01 00:00"])
    >>> orders = pd.DataFrame({"customer_id": 1, "ordered_at": at, "amount": 9.5})
    >>> kept(nw.from_native(orders), date(2024, 6, 30)).to_native()["cents"].tolist()
    [950]
    """
    schema = frame.collect_schema()
    rows = frame.filter(
        ~c("customer_id").is_null(),
        engine.is_number("amount", schema["amount"]),
        c("ordered_at") < engine.day_after(frame, as_of),
    )
    money = {"cents": engine.cents(c("amount"))}
    for name in ("discount", "margin"):
        if (column := f"{name}_amount") in schema:
            given = engine.is_number(column, schema[column])
            value = nw.when(given).then(c(column)).otherwise(nw.lit(0))
            money[name] = engine.cents(value)
    if "returned" in schema:
        money["came_back"] = _flag(schema["returned"])
    return rows.with_columns(**money)


def _flag(dtype: Any) -> Any:
    yes = c("returned")
    if dtype != nw.Boolean:
        yes = engine.is_number("returned", dtype) & (c("returned") > 0)
    return nw.when(yes).then(nw.lit(1)).otherwise(nw.lit(0))


def per_order(rows: Any, *, loose: bool) -> Any:
    """Sum the lines of an order: equal customer and order_id are one order.

    Without the column order_id each row is an order. In a table that has the column,
    rows without a value in it are one order per customer and moment.

    Parameters
    ----------
    rows : narwhals table from `kept`
    loose : whether some rows have no order_id

    Returns
    -------
    narwhals table, one row per order: customer_id, ordered_at (the earliest line),
    cents, lines, and discount, margin, came_back and channel (the first by name) if
    there

    Examples
    --------
    >>> import pandas as pd
    >>> lines = pd.DataFrame({"customer_id": 1, "order_id": [7, 7], "cents": [100, 50]})
    >>> lines["ordered_at"] = pd.to_datetime("2024-06-30")
    >>> per_order(nw.from_native(lines), loose=False).to_native()["cents"].tolist()
    [150]
    """
    have = rows.collect_schema().names()
    lowest = [n for n in ("ordered_at", "channel") if n in have]
    summed = [n for n in ("cents", "discount", "margin") if n in have]
    highest = [n for n in ("came_back",) if n in have]
    rows, keys = engine.order_keys(rows, loose=loose)
    if not keys:
        kept_columns = ["customer_id", *lowest, *summed, *highest]
        return rows.select(*kept_columns).with_columns(lines=nw.lit(1))
    return rows.group_by(*keys).agg(
        *[c(n).min() for n in lowest],
        *[c(n).sum() for n in summed],
        *[c(n).max() for n in highest],
        lines=nw.len(),
    )
