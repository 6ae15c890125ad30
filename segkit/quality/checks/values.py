"""Values that cannot be, that stand for unknown, or that lie far from the rest."""

from __future__ import annotations

import math
import re
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit.quality.facts import Facts, Finding

SENTINELS = [-1, -9, -99, -999, -9999, 999, 9999, 99999, 999999, 9999999, 99999999]
MONEY = ("amount", "discount_amount", "refunded_amount", "unit_price")
ID_LIKE = re.compile(
    r"(?:^|_| )(?:id|no|nr|number|code|zip|plz|postcode|phone|sku|year|week|month|day|"
    r"line|rank|lat|lon|latitude|longitude|x|y)$|id$"
)
LIMITS: dict[str, tuple[float, float]] = {
    r"(?:^|_)age$": (14, 110),
    r"birth_?year$": (1900, 2100),
    r"_rate$|_share$": (0, 1),
    r"^discount_amount$|^refunded_amount$|^unit_price$": (0, math.inf),
    r"^n_|_count$|_days$": (0, math.inf),
}


def figures(facts: Facts) -> list[str]:
    """List the columns that hold measured numbers, not ids.

    Parameters
    ----------
    facts : of a table

    Returns
    -------
    list of str

    References
    ----------
    own definition, by name

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> figures(facts_of(pd.DataFrame({"customer_id": [1], "amount": [2.0]}), "orders"))
    ['amount']
    """
    names = [n for n in facts.schema if facts.is_number(n)]
    return [n for n in names if not ID_LIKE.search(n.lower())]


def check_sentinels(facts: Facts) -> list[Finding]:
    """Which numbers look like a code for unknown: 999, -1 and their kin.

    Parameters
    ----------
    facts : of a table

    Returns
    -------
    list of Finding

    References
    ----------
    own definition: the value comes at least three times, and makes up more than half
    of all values within a quarter of it

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> people = pd.DataFrame({"income": [31e3, 48e3, 52e3, 999, 999, 999]})
    >>> check_sentinels(facts_of(people, "customers"))[0].rows
    3
    """
    names = [n for n in figures(facts) if n != "quantity" and not _limits(n)]
    if not names:
        return []
    counts = facts.one(
        **{f"{n} {v}": _sum(nw.col(n) == v) for n in names for v in SENTINELS}
    )
    seen = [(n, v) for n in names for v in SENTINELS if _int(counts[f"{n} {v}"]) >= 3]
    if not seen:
        return []
    near = facts.one(**{f"{n} {v}": _sum(_near(n, v)) for n, v in seen})
    found = []
    for name in dict.fromkeys(n for n, _ in seen):
        alone = [
            v
            for n, v in seen
            if n == name and 2 * _int(counts[f"{n} {v}"]) > _int(near[f"{n} {v}"])
        ]
        if alone:
            rows = sum(_int(counts[f"{name} {v}"]) for v in alone)
            found.append(_sentinel(facts, name, alone, rows))
    return found


def _sentinel(facts: Facts, name: str, values: list[int], rows: int) -> Finding:
    params = {"column": name, "values": values}
    words = {"values": " or ".join(map(str, values))}
    decision = "values_to_missing" if facts.name == "orders" else "keep"
    return Finding(
        "sentinels", name, rows, "decide", decision, params, words, facts.name
    )


def _near(name: str, value: int) -> nw.Expr:
    low, high = sorted((0.75 * value, 1.25 * value))
    return (nw.col(name) >= low) & (nw.col(name) <= high)


def _sum(condition: nw.Expr) -> nw.Expr:
    return condition.fill_null(False).cast(nw.Int64).sum()


def _int(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _limits(name: str) -> tuple[float, float] | None:
    hits = [v for pattern, v in LIMITS.items() if re.search(pattern, name.lower())]
    return hits[0] if hits else None


def check_impossible(facts: Facts) -> list[Finding]:
    """Which values cannot be: an age of 7 or 130, a negative discount, a share of 3.

    Parameters
    ----------
    facts : of a table

    Returns
    -------
    list of Finding

    References
    ----------
    own definition (LIMITS, by the column's name)

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> check_impossible(facts_of(pd.DataFrame({"age": [35, 7]}), "customers"))[0].rows
    1
    """
    found = []
    for name in [n for n in facts.schema if facts.is_number(n)]:
        limits = _limits(name)
        if limits is None:
            continue
        low, high = limits
        smallest = facts.overview[f"min {name}"]
        largest = facts.overview[f"max {name}"]
        if not (smallest < low or largest > high):
            continue
        rows = facts.count((nw.col(name) < low) | (nw.col(name) > high))
        limit = f"below {low:g}" + (f" or above {high:g}" if high < math.inf else "")
        words = {"limit": limit}
        found.append(
            Finding("impossible", name, rows, "decide", "keep", {}, words, facts.name)
        )
    return found


def check_outliers(facts: Facts) -> list[Finding]:
    """Which amounts lie far above the rest, as after a lost decimal point.

    Parameters
    ----------
    facts : of a table

    Returns
    -------
    list of Finding, one per column

    References
    ----------
    Tukey (1977), Exploratory Data Analysis: the far-out fence, third quartile plus
    three times the spread of the middle half, here of the logarithms

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit.quality.facts import facts_of
    >>> amounts = [float(a) for a in range(20, 60)] + [4200.0]
    >>> orders = pd.DataFrame({"amount": amounts})
    >>> check_outliers(facts_of(orders, "orders"))[0].rows
    1
    """
    wanted = MONEY if facts.name == "orders" else tuple(figures(facts))
    names = [n for n in wanted if facts.is_number(n) and not _is_code(n)]
    found = []
    for name in names:
        above = nw.when(nw.col(name) > 0).then(nw.col(name))
        cuts = facts.one(
            low=above.quantile(0.25, interpolation="linear"),
            high=above.quantile(0.75, interpolation="linear"),
        )
        if pd.isna(cuts["low"]) or not cuts["high"]:
            continue
        finding = _outliers(facts, name, float(cuts["low"]), float(cuts["high"]))
        found += [finding] if finding else []
    return found


def _is_code(name: str) -> bool:
    return bool(ID_LIKE.search(name.lower()))


def _outliers(facts: Facts, name: str, low: float, high: float) -> Finding | None:
    limit = high * (high / low) ** 3
    if high <= low or not facts.overview[f"max {name}"] > limit:
        return None
    value = nw.col(name)
    ordinary = (value / 100 >= low) & (value / 100 <= high)
    far = value > limit
    counts = facts.one(rows=_sum(far), hundredth=_sum(far & ordinary))
    words = {
        "limit": limit,
        "low": low,
        "high": high,
        "hundredth": _int(counts["hundredth"]),
    }
    params = {"column": name, "above": round(limit, 2)}
    return Finding(
        "outliers",
        name,
        _int(counts["rows"]),
        "decide",
        "keep",
        params,
        words,
        facts.name,
    )


def check_signs(facts: Facts) -> list[Finding]:
    """How many amounts are refunds, how many are zero.

    Parameters
    ----------
    facts : of the orders

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
    >>> orders = facts_of(pd.DataFrame({"amount": [5.0, 0.0, -5.0]}), "orders")
    >>> [(f.check, f.rows) for f in check_signs(orders)]
    [('refunds', 1), ('zero amounts', 1)]
    """
    found = []
    if facts.is_number("amount"):
        amount = nw.col("amount")
        counts = facts.one(refunds=_sum(amount < 0), zero=_sum(amount == 0))
        for check, key in (("refunds", "refunds"), ("zero amounts", "zero")):
            if _int(counts[key]):
                found.append(Finding(check, "amount", _int(counts[key]), "know"))
    if facts.is_number("refunded_amount"):
        rows = facts.count(nw.col("refunded_amount") > 0)
        if rows:
            decision = "subtract_refunds"
            found.append(
                Finding("partial refunds", "refunded_amount", rows, "decide", decision)
            )
    return found
