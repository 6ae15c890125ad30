"""Cleaning as a list of named decisions, each logged with its rows."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import checks as door
from segkit.checks import DataError
from segkit.quality import special
from segkit.quality.facts import gathered
from segkit.quality.html import log_html
from segkit.quality.report import QualityReport
from segkit.quality.steps import STEPS, Step
from segkit.quality.words import DECISIONS, REPORT, WHY

ALL: dict[str, Callable[..., Step]] = STEPS | {
    "drop_orphans": special.drop_orphans,
    "utc_to_local": special.utc_to_local,
    "numbers_from_text": special.numbers_from_text,
    "dates_from_text": special.dates_from_text,
    "pseudonymise": special.pseudonymise,
}
# Types first, then what is dropped, then what is changed, the secret last.
ORDER = [
    "numbers_from_text",
    "dates_from_text",
    "whole_ids",
    "drop_exact_duplicates",
    "drop_missing",
    "drop_status",
    "drop_days",
    "drop_outside",
    "subtract_refunds",
    "share_order_totals",
    "values_to_missing",
    "drop_columns",
    "pseudonymise",
]


@dataclass(frozen=True)
class Cleaned:
    """A cleaned table and how it came about.

    Attributes
    ----------
    table : the orders, in the engine they came in
    log : DataFrame, one row per decision: decision, params, rows_before, rows_after,
        rows_changed, why
    key : DataFrame that leads from pseudonyms back to ids, or None; keep it local
    """

    table: Any
    log: pd.DataFrame
    key: pd.DataFrame | None = None

    def __repr__(self) -> str:
        """One line per decision; never an id."""
        return f"{self._head()}\n{self.log.to_string(index=False)}"

    def _repr_html_(self) -> str:
        return log_html(self.log, self._head())

    def _head(self) -> str:
        before = int(self.log["rows_before"].iloc[0]) if len(self.log) else 0
        after = int(self.log["rows_after"].iloc[-1]) if len(self.log) else 0
        return REPORT["cleaned"].format(before=before, after=after)


def decisions() -> pd.DataFrame:
    """List the decisions that `clean` can apply, with what each does.

    Returns
    -------
    DataFrame with decision and description

    References
    ----------
    own definition

    Examples
    --------
    >>> decisions().iloc[0].tolist()
    ['keep', 'Leave the rows as they are, knowingly.']
    """
    return pd.DataFrame(list(DECISIONS.items()), columns=["decision", "description"])


def suggested(report: QualityReport) -> list[tuple[str, dict[str, Any]]]:
    """List the decisions that a report suggests, in the order to apply them.

    What needs a person's judgement (outliers, currencies, time zones, codes for
    unknown in amounts) is not in it: add those yourself.

    Parameters
    ----------
    report : from `segkit.quality.report`

    Returns
    -------
    list of (name, parameters)

    References
    ----------
    own definition

    Examples
    --------
    >>> from segkit.quality import report
    >>> orders = pd.DataFrame({"customer_id": ["a", "a"], "amount": [5.0, 5.0],
    ...     "ordered_at": pd.to_datetime(["2024-03-05", "2024-03-05"])})
    >>> suggested(report(orders, today="2024-12-31"))
    [('drop_exact_duplicates', {})]
    """
    wanted = [d for d in report.decisions if d[0] in ORDER]
    sentinels = [d for d in wanted if d[0] == "values_to_missing"]
    money = [d for d in sentinels if d[1].get("column") == "amount"]
    wanted = [d for d in wanted if d not in money]
    merged: dict[str, dict[str, Any]] = {}
    result: list[tuple[str, dict[str, Any]]] = []
    for name, params in sorted(wanted, key=lambda d: ORDER.index(d[0])):
        lists = {"drop_missing": "columns", "drop_status": "statuses"}
        lists["drop_columns"] = "columns"
        if name in lists and name in merged:
            merged[name][lists[name]] += params[lists[name]]
            continue
        fresh = {k: list(v) if isinstance(v, list) else v for k, v in params.items()}
        merged[name] = fresh
        result.append((name, fresh))
    return result


def clean(
    orders: Any,
    decisions: Iterable[str | tuple[str, Mapping[str, Any]]],
    *,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    key_file: str | None = None,
    salt: str | None = None,
) -> Cleaned:
    """Apply named decisions one after the other, and log what each did to the rows.

    Parameters
    ----------
    orders : pandas, polars, pyarrow, DuckDB or PySpark table; it is not changed
    decisions : names, or (name, parameters); see `segkit.quality.decisions`
    customers : table of customers, for drop_orphans
    columns : {our name: the table's name}
    key_file, salt : secret of the decision pseudonymise

    Returns
    -------
    Cleaned(table, log, key): rows_before of each decision is rows_after of the one
    before it, so nothing is lost unseen

    Raises
    ------
    DataError
        if a decision is unknown, or lacks what it needs

    References
    ----------
    own definition

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["a", None], "amount": [5.0, 9.0]})
    >>> done = clean(orders, [("drop_missing", {"columns": ["customer_id"]})])
    >>> done.log[["rows_before", "rows_after", "why"]].values.tolist()
    [[2, 1, 'no value in customer_id']]
    """
    native = door.table(orders, name="orders", columns=columns)
    plan = [_checked(decision) for decision in decisions]
    frame = nw.from_native(native).lazy()
    extra = {
        "drop_orphans": {"customers": customers},
        "pseudonymise": {"key_file": key_file, "salt": salt},
    }
    log: list[dict[str, Any]] = []
    key = None
    rows = _rows(frame)
    for name, params in plan:
        step = _applied(frame, name, {**extra.get(name, {}), **params})
        after = _rows(step.frame)
        counts = (rows, after, _changed(frame, step))
        log.append(_entry(name, params, counts, step.words or {}))
        frame, rows = _further(frame, step, rows == after), after
        key = step.key if step.key is not None else key
    columns_of_log = ["decision", "params", "rows_before", "rows_after"]
    table = pd.DataFrame(log, columns=[*columns_of_log, "rows_changed", "why"])
    return Cleaned(_back(frame, native), table, key)


def _checked(decision: Any) -> tuple[str, dict[str, Any]]:
    name, params = (decision, {}) if isinstance(decision, str) else _pair(decision)
    if name not in ALL:
        raise DataError(
            f"there is no decision {name!r}: use one of {sorted(ALL)}; "
            "segkit.quality.decisions() says what each does"
        )
    known = list(inspect.signature(ALL[name]).parameters)[1:]
    wrong = [p for p in params if p not in known]
    if wrong:
        raise DataError(
            f"the decision {name!r} has no parameters {wrong}; it has {known}"
        )
    needed = inspect.signature(ALL[name]).parameters
    absent = [
        p for p in known if needed[p].default is needed[p].empty and p not in params
    ]
    if absent:
        example = dict.fromkeys(absent, "…")
        raise DataError(
            f"the decision {name!r} needs parameters {absent}: write "
            f"({name!r}, {example})"
        )
    return name, dict(params)


def _pair(decision: Any) -> tuple[str, dict[str, Any]]:
    try:
        name, params = decision
        return str(name), dict(params)
    except (TypeError, ValueError) as error:
        raise DataError(
            f"a decision is a name, or (name, {{parameter: value}}); this is "
            f"{decision!r}"
        ) from error


def _applied(frame: Any, name: str, params: dict[str, Any]) -> Step:
    return ALL[name](frame, **params)


def _further(frame: Any, step: Step, nothing_dropped: bool) -> Any:
    """Go on from the old table where nothing changed: a big one pays for each step."""
    same = frame.collect_schema() == step.frame.collect_schema()
    return frame if nothing_dropped and step.changed is None and same else step.frame


def _rows(frame: Any) -> int:
    return int(gathered(frame.select(n=nw.len()))["n"].iloc[0])


def _changed(frame: Any, step: Step) -> int:
    if step.changed is None:
        return 0
    if isinstance(step.changed, int):
        return step.changed
    counted = frame.select(n=step.changed.fill_null(False).cast(nw.Int64).sum())
    found = gathered(counted)["n"].iloc[0]
    return 0 if pd.isna(found) else int(found)


def _entry(
    name: str, params: dict[str, Any], counts: tuple[int, int, int], words: dict
) -> dict[str, Any]:
    before, after, changed = counts
    return {
        "decision": name,
        "params": ", ".join(f"{k}={v!r}" for k, v in params.items() if k != "salt"),
        "rows_before": before,
        "rows_after": after,
        "rows_changed": changed,
        "why": WHY[name].format(**words),
    }


def _back(frame: Any, native: Any) -> Any:
    result = frame.to_native()
    if isinstance(native, pd.DataFrame):
        result = result.reset_index(drop=True)
        result.attrs = dict(native.attrs)
    elif frame.implementation.is_pyarrow():  # its notes for pandas still name a zone
        result = result.replace_schema_metadata(None)
    return result
