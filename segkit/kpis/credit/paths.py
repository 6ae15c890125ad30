"""Which channel gets the credit for a customer: by the rule, and by the rule alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis.funnels.steps import seconds
from segkit.kpis.words import attribution as words
from segkit.record import Table

c = nw.col
RULES = ("last", "first", "equal")


def attribute_paths(
    touchpoints: Any,
    *,
    rules: Iterable[str] = RULES,
    by: str = "channel",
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say which channel is credited with the customers, by each rule.

    Parameters
    ----------
    touchpoints : path_id, the column `by`, position (or touched_at) and customer_id,
        one row per contact, in any engine; paths without a customer do not count
    rules : of ``"last"``, ``"first"`` and ``"equal"``
    by : what gets the credit
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table by channel, sorted by the first rule: for each rule the customers credited
        (``last``) and their share (``last_share``). ``attrs``: heading, warning,
        definition, n (customers), left_out

    Raises
    ------
    DataError
        if a column is missing, or no path ended with a customer

    References
    ----------
    Own definition.

    Examples
    --------
    >>> paths = pd.DataFrame({"path_id": [1, 1, 2], "position": [1, 2, 1]})
    >>> paths["channel"] = ["social", "search", "search"]
    >>> paths["customer_id"] = ["a", "a", "b"]
    >>> attribute_paths(paths, rules=["last", "equal"])
    Which channel gets the credit for 2 customers who came: the answer is the rule's,
    not the customers'.
             last  last_share  equal  equal_share
    channel
    search    2.0         1.0    1.5         0.75
    social    0.0         0.0    0.5         0.25
    """
    rules = [checks.choice(rule, RULES, name="rules") for rule in rules]
    rows, left_out = _read(touchpoints, by, columns)
    found = {rule: _credited(rows, rule) for rule in rules}
    names = pd.Index(sorted(set().union(*(f.index for f in found.values()))), name=by)
    parts: dict[str, pd.Series] = {}
    for rule, credit in found.items():
        parts[rule] = credit.reindex(names, fill_value=0.0)
        parts[f"{rule}_share"] = parts[rule] / parts[rule].sum()
    table = Table(parts, index=names)
    n = round(float(next(iter(found.values())).sum()))
    result = Table(table.sort_values(rules[0], ascending=False, kind="stable"))
    result.attrs = {
        "heading": words.PATH_HEADING.format(by=by, n=n, what=words.PATH_WHAT),
        "warning": words.PATH_WARNING,
        "definition": words.PATH_DEFINITION,
        "n": n,
        "left_out": left_out,
    }
    return result


def _read(
    touchpoints: Any, by: str, columns: Mapping[str, str] | None
) -> tuple[Any, dict[str, int]]:
    """Keep the contacts on paths that ended with a customer, with their place."""
    need = ["path_id", by, "customer_id"]
    native = checks.table(touchpoints, need, name="touchpoints", columns=columns)
    frame = nw.from_native(native)
    place = "position" if "position" in frame.collect_schema().names() else "touched_at"
    native = checks.table(native, [*need, place], name="touchpoints")
    frame = nw.from_native(native).select(*need, place)
    schema = frame.collect_schema()
    known = ~c("customer_id").is_null() & ~c(by).is_null() & ~c("path_id").is_null()
    if schema["customer_id"] == nw.String:
        known = known & (c("customer_id") != "")
    order = seconds(c(place)) if place == "touched_at" else c(place).cast(nw.Int64)
    good = frame.with_columns(_good=known.cast(nw.Int64))
    counts = engine.to_pandas(good.select(c("_good").sum(), n=nw.len()).to_native())
    kept, n = int(counts["_good"].iloc[0] or 0), int(counts["n"].iloc[0])
    if not kept:
        raise DataError(words.NO_PATHS)
    rows = good.filter(c("_good") == 1).select("path_id", group=c(by), place=order)
    return rows, {words.PATH_LEFT_OUT: n - kept}


def _credited(rows: Any, rule: str) -> pd.Series:
    """Add up whole counts of 1, 1/2, 1/3 ..., so that every engine sums alike."""
    if rule != "equal":
        best = c("place").max() if rule == "last" else c("place").min()
        rows = rows.with_columns(_best=best.over("path_id"))
        rows = rows.filter(c("place") == c("_best"))
    rows = rows.with_columns(_parts=c("place").count().over("path_id"))
    counts = rows.group_by("group", "_parts").agg(n=nw.len())
    found = engine.to_pandas(counts.to_native()).sort_values(["group", "_parts"])
    found["group"] = found["group"].astype(object)
    found["credit"] = found["n"] / found["_parts"]
    return found.groupby("group")["credit"].sum()
