"""Orders as they were placed, one row each, with what else is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit import engine
from segkit.features import door, lines

c = nw.col
KNOWN = ("payment", "delivery", "promo_code", "discount_amount")


def orders(
    native: Any,
    *,
    as_of: date,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    known: Sequence[str] = KNOWN,
) -> tuple[Any, lines.Count]:
    """Sum the lines of each order, and keep how it was paid, delivered and reduced.

    Parameters
    ----------
    native : table of any engine, as for `features.customers`
    as_of : last local day that counts
    columns, timezone : as for `features.customers`
    known : further columns that are read when they are there

    Returns
    -------
    narwhals table, one row per order: customer_id, ordered_at, lines, ``buys`` (False
    for a refund), ``day`` (its number), and payment, delivery (the first by name of
    the order's lines), ``code`` and ``reduced`` (1 or 0) where their columns are; the
    count of rows

    Raises
    ------
    DataError
        as `features.customers`

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"customer_id": [1, 1], "order_id": 7, "amount": 5.0})
    >>> table["ordered_at"] = pd.to_datetime("2024-06-01")
    >>> orders(table, as_of=date(2024, 6, 30))[0].to_native()["lines"].tolist()
    [2]
    """
    frame = door.opened(
        native, columns=columns, timezone=timezone, optional=("order_id", *known)
    )
    count = lines.counted(frame, as_of)
    rows = _marked(lines.kept(frame, as_of))
    have = rows.collect_schema().names()
    first = [n for n in ("ordered_at", "payment", "delivery") if n in have]
    summed = [n for n in ("cents", "discount") if n in have]
    most = [n for n in ("code",) if n in have]
    rows, keys = engine.order_keys(rows, loose=count.loose > 0)
    if keys:
        made = rows.group_by(*keys).agg(
            *[c(n).min() for n in first],
            *[c(n).sum() for n in summed],
            *[c(n).max() for n in most],
            lines=nw.len(),
        )
    else:
        made = rows.select("customer_id", *first, *summed, *most, lines=nw.lit(1))
    more = {"reduced": _flag(c("discount") > 0)} if "discount" in have else {}
    made = made.with_columns(
        buys=c("cents") >= 0, day=engine.day_number(c("ordered_at")), **more
    )
    return made.drop(*summed), count


def sums(made: Any, parts: Mapping[str, Any], more: Mapping[str, Any]) -> Any:
    """Add up whole numbers over each customer's orders, refunds apart.

    Parameters
    ----------
    made : from `orders`
    parts : name to an expression: truth values are counted, numbers added up
    more : name to an expression that sums the group up in another way

    Returns
    -------
    pandas.DataFrame: customer_id, ``_rows`` (rows of the table), the sums

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"customer_id": [1, 1], "lines": 1, "buys": [True, False]})
    >>> sums(nw.from_native(table), {"n": c("buys")}, {}).values.tolist()
    [[1, 2, 1]]
    """
    schema = made.select(**parts).collect_schema()
    whole = {
        name: nw.when(c("buys")).then(
            _flag(each) if schema[name] == nw.Boolean else each
        )
        for name, each in parts.items()
    }
    only = {name: each.otherwise(nw.lit(0)) for name, each in whole.items()}
    found = (
        made.with_columns(**only)
        .group_by("customer_id")
        .agg(c("lines", *parts).sum(), **more)
    )
    table = engine.to_pandas(found.to_native()).rename(columns={"lines": "_rows"})
    names = ["_rows", *parts]
    return table.astype(dict.fromkeys(names, "int64"))[["customer_id", *names, *more]]


def _marked(rows: Any) -> Any:
    if "promo_code" not in rows.collect_schema().names():
        return rows
    return rows.with_columns(code=_flag(~c("promo_code").is_null()))


def _flag(yes: Any) -> Any:
    return nw.when(yes).then(nw.lit(1)).otherwise(nw.lit(0))
