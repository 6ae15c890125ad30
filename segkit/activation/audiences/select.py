"""Who belongs to an audience: the customers that a rule selects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from segkit import checks
from segkit.activation.audiences import deciding
from segkit.activation.audiences.audience import Audience, as_audiences, resolved
from segkit.activation.audiences.door import Tables
from segkit.activation.audiences.parse import rule as parsed
from segkit.activation.audiences.tree import Rule
from segkit.activation.words import audiences as words


@dataclass(frozen=True)
class Selection:
    """The customers that a rule selects; prints how many, and who they are.

    Attributes
    ----------
    ids : pandas.Index of customer ids, sorted
    n_customers : how many were asked
    as_of : the last local day that counted
    rule : the rule
    left_out : rows left out, by table and reason

    Examples
    --------
    >>> from segkit import activation
    >>> customers = pd.DataFrame({"customer_id": [1, 2], "n_orders": [1, 4]})
    >>> activation.select("n_orders >= 2", {"customers": customers}, as_of="2024-06-30")
    1 of 2 customers (50 %) on 2024-06-30: customers whose number of orders is at
    least 2.
    """

    ids: pd.Index
    n_customers: int
    as_of: date
    rule: Rule
    left_out: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Count the customers."""
        return len(self.ids)

    def __iter__(self) -> Iterator[Any]:
        """Go through the customer ids."""
        return iter(self.ids)

    def __contains__(self, customer_id: Any) -> bool:
        """Say whether a customer is selected."""
        return customer_id in self.ids

    @property
    def share(self) -> float:
        """The share of the customers that is selected, 0 to 1; nan without any."""
        return len(self.ids) / self.n_customers if self.n_customers else float("nan")

    def __repr__(self) -> str:
        """Print the size, the rule in English, and what was left out."""
        share = f"{100 * self.share:.0f} %" if self.n_customers else "none"
        found = words.SELECTED.format(
            n=len(self), of=self.n_customers, share=share, as_of=self.as_of,
            sentence=self.rule.sentence,
        )  # fmt: skip
        items = [f"{why} {n:,}" for why, n in self.left_out.items() if n]
        return " ".join(
            [found, *([words.LEFT.format(items=", ".join(items))] * bool(items))]
        )


def select(
    rule: Rule | Audience | str,
    tables: Mapping[str, Any],
    *,
    as_of: Any,
    audiences: Any = (),
    columns: Mapping[str, Mapping[str, str]] | None = None,
    timezone: str | None = None,
) -> Selection:
    """Select the customers that a rule describes, as things stood on a day.

    Parameters
    ----------
    rule : Rule, Audience, or the text of a rule
    tables : mapping
        By name, tables of any engine (pandas, polars, pyarrow, DuckDB, PySpark, also
        mixed): ``customers`` (one row per customer; without it, who has events of a
        table that the rule asks for) and the tables of events that the rule asks for,
        each with customer_id and a column that says when (ordered_at, sent_at,
        started_at, happened_at ...: a date, a local time, or ISO text)
    as_of : day
        The last local day that counts. Later events, and customers who signed up later
        (``signed_up_on``), are left out and counted
    audiences : other audiences that the rule may ask for
    columns : by table, ``{"orders": {"our name": "your name"}}``
    timezone : the shop's IANA zone, needed only for times with a zone

    Returns
    -------
    Selection: ids, size, share, what was left out

    Raises
    ------
    DataError
        if a table or a column is not there or holds another kind of value, customers
        stand there twice, or an audience is unknown

    Notes
    -----
    Own definition. Missing values follow SQL (see `Rule`). Events are counted in the
    engine that their table is in; pandas and pyarrow tables are read by DuckDB.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["ann", "ann", "bob"]})
    >>> orders["ordered_at"] = ["2024-05-01", "2024-06-20", "2024-06-01"]
    >>> twice = "bought twice in 90 days"
    >>> found = select(twice, {"orders": orders}, as_of="2024-06-30")
    >>> found.ids.tolist(), found.share
    (['ann'], 0.5)
    """
    made = as_rule(rule)
    found, named = answered(
        [made], tables, as_of, audiences, columns=columns, timezone=timezone
    )
    chosen = found.of(made, named).yes
    day = checks.day(as_of)
    return Selection(found.ids[chosen], len(found.ids), day, made, found.left_out)


def as_rule(rule: Any) -> Rule:
    """Return the rule of an audience, or of a text.

    Parameters
    ----------
    rule : Rule, Audience or text

    Returns
    -------
    Rule

    Examples
    --------
    >>> as_rule("n_orders > 2")
    rule('n_orders > 2')
    """
    if isinstance(rule, Audience):
        return rule.rule
    return rule if isinstance(rule, Rule) else parsed(rule)


def answered(
    rules: list[Rule],
    tables: Any,
    as_of: Any,
    audiences: Any = (),
    *,
    columns: Any = None,
    timezone: str | None = None,
    only: Any = None,
) -> tuple[deciding.Answers, dict[str, Rule]]:
    """Answer the conditions of rules and of the audiences that they ask for.

    Parameters
    ----------
    rules : any number
    tables, as_of, audiences, columns, timezone : as for `select`
    only : one customer_id; None for all

    Returns
    -------
    (Answers, the audiences by name)
    """
    named = resolved(rules, as_audiences(audiences))
    given = Tables.of(tables, columns, timezone)
    every = [*rules, *named.values()]
    return deciding.answers(every, given, checks.day(as_of), only=only), named
