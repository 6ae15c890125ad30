"""Are the columns there, of the right type, and filled."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from segkit.quality.facts import Facts, Finding
from segkit.quality.words import MISSING_TODO

NEEDED = ("customer_id", "ordered_at", "amount")
NUMBERS = ("amount", "discount_amount", "refunded_amount", "quantity", "unit_price")
NUMBER = r"^\s*-?\d+(?:[.]\d+)?(?:[eE][-+]?\d+)?\s*$"
LIKELY = r"^[-(]?\s*[^\d\s]{0,3}\s?\d[\d.,\s']*[^\d\s]{0,3}\)?\s*$"


def check_types(facts: Facts) -> list[Finding]:
    """Are times times, amounts numbers, and ids whole.

    Parameters
    ----------
    facts : of the orders or the customers

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
    >>> orders = pd.DataFrame({"amount": ["1", "free"]})
    >>> [f.check for f in check_types(facts_of(orders, "orders"))]
    ['text in numbers']
    """
    found = [f for f in [_times(facts), _ids(facts)] if f]
    return found + _text_numbers(facts)


def _times(facts: Facts) -> Finding | None:
    name = "ordered_at"
    if name not in facts.schema or facts.is_time(name):
        return None
    dtype = facts.schema[name]
    zone = getattr(dtype, "time_zone", None)
    if zone is not None:
        decision, params = "utc_to_local", {"timezone": zone}
        words = {"zone": zone}
        return Finding("zoned times", name, facts.rows, "stop", decision, params, words)
    text = facts.is_text(name)
    return Finding(
        "wrong type",
        name,
        facts.rows,
        "stop",
        "dates_from_text" if text else "keep",
        {"column": name} if text else {},
        {"kind": "text" if text else "numbers", "needed": "times"},
    )


def _ids(facts: Facts) -> Finding | None:
    dtype = facts.schema.get("customer_id")
    if dtype is None or not dtype.is_float():
        return None
    known = nw.col("customer_id")
    if facts.count(~known.is_nan() & (known != known.round(0))):
        return None
    rows = facts.rows - facts.missing("customer_id")
    words = {"table": facts.name}
    return Finding(
        "ids as decimals",
        "customer_id",
        rows,
        "know",
        "whole_ids",
        {},
        words,
        facts.name,
    )


def _text_numbers(facts: Facts) -> list[Finding]:
    found = []
    for name in [n for n in facts.schema if facts.is_text(n)]:
        if name not in NUMBERS and not _like_numbers(facts, name):
            continue
        text = nw.col(name).cast(nw.String)
        counts = facts.one(
            strict=_count(text.str.contains(NUMBER)),
            likely=_count(text.str.contains(LIKELY)),
        )
        known = facts.rows - facts.missing(name)
        mostly = int(counts["likely"] or 0) >= 0.9 * known > 0
        odd = known - int(counts["strict"] or 0)
        if name in NUMBERS or (mostly and 0 < odd < known):
            level = "stop" if name == "amount" else "decide"
            decision = ("numbers_from_text", {"column": name})
            decision = decision if facts.name == "orders" else ("keep", {})
            found.append(
                Finding("text in numbers", name, odd, level, *decision, {}, facts.name)
            )
    return found


def _like_numbers(facts: Facts, name: str) -> bool:
    """Look at the first rows, to spare a long column of text the whole pass."""
    if _is_id(name):
        return False
    known = facts.head[name].dropna().astype("str")
    return len(known) > 0 and known.str.contains(LIKELY).mean() > 0.5


def _count(condition: nw.Expr) -> nw.Expr:
    return condition.fill_null(False).cast(nw.Int64).sum()


def _is_id(name: str) -> bool:
    ends = ("id", "no", "number", "code", "zip", "phone", "product", "sku", "line")
    return name.lower().endswith(ends)


def check_missing(facts: Facts) -> list[Finding]:
    """Which columns have gaps.

    Parameters
    ----------
    facts : of the orders or the customers

    Returns
    -------
    list of Finding, one per column with gaps

    References
    ----------
    own definition: null, not a number, and blank text are missing

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> orders = pd.DataFrame({"amount": [1.0, None]})
    >>> check_missing(facts_of(orders, "orders"))[0].rows
    1
    """
    found = []
    for name in facts.schema:
        rows = facts.missing(name)
        if not rows:
            continue
        needed = name in NEEDED and facts.name == "orders"
        todo = MISSING_TODO[name if needed else "other"]
        level = "stop" if needed and rows == facts.rows else "know"
        decision = ("drop_missing", {"columns": [name]}) if needed else ("keep", {})
        found.append(
            Finding(
                "missing",
                name,
                rows,
                "decide" if needed and level == "know" else level,
                *decision,
                {"todo": todo},
                facts.name,
            )
        )
    return found
