"""What is wrong with the data, what it means, and what to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from segkit import checks as door
from segkit.quality import checks
from segkit.quality.facts import Facts, Finding, facts_of
from segkit.quality.html import findings_html
from segkit.quality.words import CHECKS, MARKS, REPORT

NEEDED = ("customer_id", "ordered_at", "amount")
COLUMNS = [
    "level",
    "table",
    "check",
    "column",
    "rows",
    "share",
    "meaning",
    "todo",
    "decision",
]


@dataclass(frozen=True)
class QualityReport:
    """What was found in a table of orders.

    Attributes
    ----------
    findings : DataFrame, one row per finding, the most serious first: level (stop,
        decide, know), table, check, column, rows, share (0 to 1), meaning, todo and
        decision (the name of one for `segkit.quality.clean`)
    decisions : tuple of (name, parameters), one per finding
    n_rows, n_columns : size of the orders
    """

    findings: pd.DataFrame
    decisions: tuple[tuple[str, dict[str, Any]], ...]
    n_rows: int
    n_columns: int

    def __repr__(self) -> str:
        """One line per finding."""
        lines = [f"{REPORT['title']}: {self._head()}"]
        for row in self.findings.to_dict("records"):
            where = f" [{row['column']}]" if row["column"] else ""
            lines.append(
                f"{MARKS[row['level']]} {row['check']}{where}: {row['rows']:,} rows "
                f"({row['share']:.1%}); {row['meaning']}. To do: {row['todo']}."
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return findings_html(self.findings, REPORT["title"], self._head())

    def _head(self) -> str:
        return REPORT["head"].format(
            rows=self.n_rows, columns=self.n_columns, findings=len(self.findings)
        )


def report(
    orders: Any,
    *,
    as_of: Any = None,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    today: Any = None,
) -> QualityReport:
    """Say what is wrong with a table of orders, what it means, and what to decide.

    Parameters
    ----------
    orders : pandas, polars, pyarrow, DuckDB or PySpark table with customer_id,
        ordered_at and amount; big ones stay in their engine, only counts come back
    as_of : last day that counts; later rows are counted
    customers : table of customers, for orders without a customer and for its own gaps
    columns : {our name: the table's name}
    today : what counts as the future; None asks this computer's clock

    Returns
    -------
    QualityReport, whose ``findings`` is a table; no value of a personal column is in
    it

    Raises
    ------
    DataError
        if a needed column is missing, or the table is empty

    References
    ----------
    own definition; the fences of outliers are Tukey's (1977)

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", "a", None], "amount": [5.0, 5.0, 0],
    ...     "ordered_at": pd.to_datetime(["2024-03-05", "2024-03-05", "2024-03-06"])})
    >>> found = report(orders, today="2024-12-31").findings
    >>> found[["check", "rows", "decision"]].values.tolist()
    [['missing', 1, 'drop_missing'], ['exact duplicates', 1, 'drop_exact_duplicates'],
     ['zero amounts', 1, 'keep']]
    """
    table = door.table(orders, NEEDED, name="orders", columns=columns)
    facts = facts_of(table, "orders")
    if facts.rows == 0:
        raise door.DataError(
            "orders has no rows: check the file, or the filter that made the table"
        )
    last = None if as_of is None else door.day(as_of)
    now = date.today() if today is None else door.day(today, name="today")
    found = _of_orders(facts, last, now)
    sizes = {"orders": facts.rows}
    if customers is not None:
        known = _customers(customers)
        sizes["customers"] = known.rows
        found += _of_customers(facts, known)
    return _record(found, facts, sizes)


def _of_orders(facts: Facts, as_of: date | None, today: date) -> list[Finding]:
    families = (
        checks.check_types,
        checks.check_missing,
        checks.check_currencies,
        checks.check_duplicates,
        checks.check_keys,
        checks.check_status,
        checks.check_signs,
        checks.check_sentinels,
        checks.check_impossible,
        checks.check_outliers,
        checks.check_time_zone,
        checks.check_personal,
    )
    found = [finding for check in families for finding in check(facts)]
    return found + checks.check_dates(facts, as_of=as_of, today=today)


def _customers(customers: Any) -> Facts:
    table = door.table(customers, [], name="customers")
    if isinstance(table, pd.DataFrame) and table.index.name == "customer_id":
        table = table.reset_index()
    door.table(table, ["customer_id"], name="customers")
    return facts_of(table, "customers")


def _of_customers(orders: Facts, facts: Facts) -> list[Finding]:
    families = (
        checks.check_types,
        checks.check_missing,
        checks.check_duplicates,
        checks.check_customers,
        checks.check_sentinels,
        checks.check_impossible,
        checks.check_outliers,
        checks.check_personal,
    )
    found = [finding for check in families for finding in check(facts)]
    return checks.check_links(orders, facts) + found


def _record(found: list[Finding], facts: Facts, sizes: dict[str, int]) -> QualityReport:
    serious = list(MARKS)
    found = sorted(found, key=lambda f: serious.index(f.level))
    rows = [_row(finding, sizes[finding.table]) for finding in found]
    return QualityReport(
        findings=pd.DataFrame(rows, columns=COLUMNS),
        decisions=tuple((f.decision, dict(f.params)) for f in found),
        n_rows=facts.rows,
        n_columns=len(facts.schema),
    )


def _row(finding: Finding, of: int) -> dict[str, Any]:
    meaning, todo = CHECKS[finding.check]
    words = {"column": finding.column, "rows": finding.rows, **finding.words}
    return {
        "level": finding.level,
        "table": finding.table,
        "check": finding.check,
        "column": finding.column,
        "rows": finding.rows,
        "share": finding.rows / of if of else 0.0,
        "meaning": meaning.format(**words),
        "todo": todo.format(**words),
        "decision": finding.decision,
    }
