"""Why a customer belongs to an audience, or does not: what each condition found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.audiences import deciding, phrases
from segkit.activation.audiences.asked import CUSTOMERS, ID, table_of
from segkit.activation.audiences.door import Tables, near
from segkit.activation.audiences.operands import Column, DaysSince, Densest, Latest
from segkit.activation.audiences.select import answered, as_rule
from segkit.activation.audiences.tree import Compare, Member, Rule, leaves
from segkit.activation.audiences.truth import Truth
from segkit.activation.words import audiences as words
from segkit.checks import DataError
from segkit.record import Table

LONGEST = 60


def explain(
    rule: Any,
    tables: Mapping[str, Any],
    customer_id: Any,
    *,
    as_of: Any,
    audiences: Any = (),
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> Table:
    """Say why a customer belongs to an audience, or why not.

    Parameters
    ----------
    rule : Rule, Audience or the text of a rule
    tables, as_of, audiences, columns, timezone : as for `activation.select`
    customer_id : whose

    Returns
    -------
    Table, a row per condition: condition (text of the rule), found (what the customer
    has, in words), met ("yes", "no", "unknown"). ``attrs["belongs"]``: bool. It holds
    the data of a single person: it is no table to publish.

    Raises
    ------
    DataError
        as `activation.select` does, or if there is no such customer

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2], "n_orders": [1, 4]})
    >>> explain("n_orders >= 2 and n_orders < 9", {"customers": customers}, 1,
    ...         as_of="2024-06-30")
    1 does not belong: customers whose number of orders is at least 2 and whose number
    of orders is less than 9
           condition found  met
    0  n_orders >= 2     1   no
    1   n_orders < 9     1  yes
    """
    made = as_rule(rule)
    given = Tables.of(tables, columns, timezone)
    found, named = answered([made], given, as_of, audiences, only=customer_id)
    if not len(found.ids):
        _nobody(given, customer_id)
    row = _row(given, made, customer_id, as_of)
    rows = []
    for leaf in dict.fromkeys(leaves(made)):
        truth = found.of(leaf, named)
        told = _found(leaf, row, found, truth)
        rows.append({"condition": str(leaf), "found": told, "met": _met(truth)})
    table = Table(rows)
    belongs = bool(found.of(made, named).yes[0])
    told = words.EXPLAINED[belongs]
    table.attrs["heading"] = told.format(id=customer_id, sentence=made.sentence)
    table.attrs |= {"belongs": belongs, "as_of": checks.day(as_of).isoformat()}
    return table


def _nobody(tables: Tables, customer_id: Any) -> None:
    hint = ""
    if tables.has(CUSTOMERS) and isinstance(customer_id, str):
        opened = tables.open(CUSTOMERS, [], checks.day("9999-12-30"))
        ids = engine.to_pandas(opened.frame.select(ID).head(10_000).to_native())[ID]
        hint = near(customer_id, ids.dropna().astype(str))
    raise DataError(words.NO_CUSTOMER.format(id=customer_id, hint=hint))


def _row(tables: Tables, rule: Rule, customer_id: Any, as_of: Any) -> dict[str, Any]:
    """Look up the columns of one customer."""
    asked = [leaf for leaf in leaves(rule) if isinstance(leaf, Compare)]
    names = {leaf.of.name for leaf in asked if isinstance(leaf.of, Column | DaysSince)}
    if not names:
        return {}
    opened = tables.open(CUSTOMERS, sorted(names), checks.day(as_of))
    one = opened.frame.filter(nw.col(ID) == customer_id).select(*sorted(names))
    return dict(engine.to_pandas(one.to_native()).iloc[0])


def _met(truth: Truth) -> str:
    yes, no = bool(truth.yes[0]), bool(truth.no[0])
    return words.MET[True if yes else False if no else None]


def _found(
    leaf: Any, row: Mapping[str, Any], found: deciding.Answers, truth: Truth
) -> str:
    if isinstance(leaf, Member):
        return words.MEMBER_FOUND[bool(truth.yes[0])]
    if table_of(leaf) is None:
        return _plain(row[leaf.of.name])
    value = float(found.values[leaf][0])
    of = leaf.of
    if isinstance(of, Densest):
        k = int(leaf.values[0])
        if np.isnan(value):
            return words.NEVER_SO_MANY.format(k=k)
        return words.IN_DAYS.format(k=k, days=phrases.days(int(value)))
    if np.isnan(value):
        few = isinstance(of, Latest)
        return words.TOO_FEW_EVENTS.format(n=of.n) if few else words.NEVER
    return f"{value:,.10g}"


def _plain(value: Any) -> str:
    if value is None or pd.isna(value) or value == "":
        return words.NOTHING_FOUND
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else str(value)
    text = (
        f"{value:,.10g}" if isinstance(value, float) else " ".join(str(value).split())
    )
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."
