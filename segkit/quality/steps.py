"""The decisions: each takes a table and its parameters, and returns the new table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from segkit.checks import DataError, day
from segkit.engine import cents, day_after
from segkit.quality.facts import gathered, missing

NEEDED = ["customer_id", "ordered_at", "amount"]


@dataclass(frozen=True)
class Step:
    """What one decision did: the new table, which rows it changed, words to say why."""

    frame: Any
    changed: Any = None  # condition on the old table
    words: dict[str, Any] | None = None
    key: Any = None


def has(frame: Any, columns: list[str], decision: str) -> None:
    """Check that a decision finds its columns.

    Parameters
    ----------
    frame : narwhals table
    columns : names that must be there
    decision : its name, for the message

    Raises
    ------
    DataError
        naming the decision, what it needs and what the table has

    References
    ----------
    own definition

    Examples
    --------
    >>> import pandas as pd
    >>> has(nw.from_native(pd.DataFrame({"a": [1]})), ["status"], "drop_status")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: the decision 'drop_status' needs columns ['status']; the
    table has ['a']: leave it out, or name another column
    """
    have = frame.collect_schema().names()
    absent = [c for c in columns if c not in have]
    if absent:
        raise DataError(
            f"the decision {decision!r} needs columns {absent}; the table has {have}: "
            "leave it out, or name another column"
        )


def keep(frame: Any) -> Step:
    """Leave the rows as they are."""
    return Step(frame)


def drop_missing(frame: Any, columns: list[str] | None = None) -> Step:
    """Drop rows without a value in the named columns."""
    schema = dict(frame.collect_schema())
    names = columns or [c for c in NEEDED if c in schema]
    has(frame, names, "drop_missing")
    gone = nw.any_horizontal(*[missing(n, schema[n]) for n in names], ignore_nulls=True)
    return Step(frame.filter(~gone), words={"columns": " or ".join(names)})


def drop_exact_duplicates(frame: Any) -> Step:
    """Drop copies of rows; a column repeated_row knows them best."""
    if "repeated_row" in frame.collect_schema().names():
        kept = frame.filter(~nw.col("repeated_row"))
        return Step(kept.drop("repeated_row"))
    return Step(frame.unique(keep="any"))


def drop_status(frame: Any, statuses: list[str]) -> Step:
    """Drop rows by status."""
    has(frame, ["status"], "drop_status")
    gone = nw.col("status").cast(nw.String).is_in(statuses).fill_null(False)
    return Step(frame.filter(~gone), words={"statuses": " or ".join(statuses)})


def drop_zero_amounts(frame: Any) -> Step:
    """Drop rows whose amount is zero."""
    has(frame, ["amount"], "drop_zero_amounts")
    return Step(frame.filter(~(nw.col("amount") == 0).fill_null(False)))


def drop_refunds(frame: Any) -> Step:
    """Drop rows whose amount is negative."""
    has(frame, ["amount"], "drop_refunds")
    return Step(frame.filter(~(nw.col("amount") < 0).fill_null(False)))


def subtract_refunds(frame: Any) -> Step:
    """Lower amount by what was refunded, in whole cents."""
    has(frame, ["amount", "refunded_amount"], "subtract_refunds")
    back = nw.col("refunded_amount")
    some = (back > 0).fill_null(False)
    less = (cents(nw.col("amount")) - cents(back)) / 100
    frame_after = frame.with_columns(
        amount=nw.when(some).then(less).otherwise(nw.col("amount")),
        refunded_amount=nw.when(some).then(nw.lit(0.0)).otherwise(back),
    )
    return Step(frame_after, changed=some)


def drop_above(frame: Any, column: str = "amount", *, above: float) -> Step:
    """Drop rows whose value is above a limit."""
    has(frame, [column], "drop_above")
    far = (nw.col(column) > above).fill_null(False)
    return Step(frame.filter(~far), words={"column": column, "above": above})


def divide_above(
    frame: Any, column: str = "amount", *, above: float, by: float = 100
) -> Step:
    """Divide the values above a limit: a decimal point was lost."""
    has(frame, [column], "divide_above")
    far = (nw.col(column) > above).fill_null(False)
    new = nw.when(far).then(nw.col(column) / by).otherwise(nw.col(column))
    words = {"column": column, "above": above, "by": by}
    return Step(frame.with_columns(new.alias(column)), far, words)


def values_to_missing(frame: Any, column: str, values: list) -> Step:
    """Make certain values missing."""
    has(frame, [column], "values_to_missing")
    wanted = nw.col(column).is_in(values).fill_null(False)
    kept = nw.when(~wanted).then(nw.col(column))
    words = {"column": column, "values": values}
    return Step(frame.with_columns(kept.alias(column)), wanted, words)


def drop_outside(frame: Any, first: Any = None, last: Any = None) -> Step:
    """Drop rows before the first or after the last day; rows without a day stay."""
    has(frame, ["ordered_at"], "drop_outside")
    if first is None and last is None:
        raise DataError("the decision 'drop_outside' needs first= or last=, a day")
    gone = nw.lit(False)
    if first is not None:
        gone = gone | _before(frame, day(first, name="first"))
    if last is not None:
        gone = gone | ~_before(frame, day(last, name="last"), following=True)
    words = {"first": first or "the beginning", "last": last or "the end"}
    known = ~nw.col("ordered_at").is_null()
    return Step(frame.filter(~(gone & known)), words=words)


def _before(frame: Any, limit: date, *, following: bool = False) -> Any:
    """Say which times lie before a day begins, or before the following one does."""
    if not following:
        limit = date.fromordinal(max(limit.toordinal() - 1, 1))
    if limit == date.max:  # no day follows it, so every time lies before
        return nw.lit(True)
    start = day_after(frame, limit)
    return (nw.col("ordered_at") < start).fill_null(False)


def drop_days(frame: Any, days: list) -> Step:
    """Drop rows of certain days."""
    has(frame, ["ordered_at"], "drop_days")
    known = ~nw.col("ordered_at").is_null()
    gone = nw.lit(False)
    for one in [day(d, name="days") for d in days]:
        within = _before(frame, one, following=True) & ~_before(frame, one)
        gone = gone | (within & known)
    return Step(frame.filter(~gone), words={"days": ", ".join(map(str, days))})


def keep_currency(frame: Any, currency: str) -> Step:
    """Keep the rows of one currency."""
    has(frame, ["currency"], "keep_currency")
    code = nw.col("currency").cast(nw.String).str.strip_chars().str.to_uppercase()
    same = (code == currency.strip().upper()).fill_null(False)
    return Step(frame.filter(same), words={"currency": currency})


def share_order_totals(frame: Any) -> Step:
    """Share an order's total, repeated on each of its lines, equally over them."""
    has(frame, ["order_id", "customer_id", "amount"], "share_order_totals")
    key = ["customer_id", "order_id"]
    known = ~nw.col("order_id").is_null() & ~nw.col("customer_id").is_null()
    lines = nw.len().over(*key)
    shared = nw.when(known).then(nw.col("amount") / lines).otherwise(nw.col("amount"))
    counted = frame.with_columns(_lines=nw.when(known).then(lines).otherwise(1))
    several = counted.select(n=(nw.col("_lines") > 1).cast(nw.Int64).sum())
    changed = int(gathered(several)["n"].iloc[0])
    return Step(frame.with_columns(amount=shared), changed)


def drop_columns(frame: Any, columns: list[str]) -> Step:
    """Leave columns out."""
    has(frame, columns, "drop_columns")
    return Step(frame.drop(columns), words={"columns": ", ".join(columns)})


def whole_ids(frame: Any) -> Step:
    """Turn ids that had become decimals back into whole numbers."""
    has(frame, ["customer_id"], "whole_ids")
    if not frame.collect_schema()["customer_id"].is_float():
        return Step(frame)
    known = ~missing("customer_id", nw.Float64())
    native = frame.collect().to_native() if _is_pandas(frame) else None
    if native is not None:
        ids = native["customer_id"].astype("Int64")
        return Step(nw.from_native(native.assign(customer_id=ids)).lazy(), known)
    return Step(frame.with_columns(nw.col("customer_id").cast(nw.Int64)), known)


def _is_pandas(frame: Any) -> bool:
    return bool(frame.implementation.is_pandas())


STEPS: dict[str, Callable[..., Step]] = {
    f.__name__: f
    for f in (
        keep,
        drop_missing,
        drop_exact_duplicates,
        drop_status,
        drop_zero_amounts,
        drop_refunds,
        subtract_refunds,
        drop_above,
        divide_above,
        values_to_missing,
        drop_outside,
        drop_days,
        keep_currency,
        share_order_totals,
        drop_columns,
        whole_ids,
    )
}
