"""Why a message failed in a segment, step by step, and what to try next."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring.bins import percent
from segkit.monitoring.tables import pandas_table
from segkit.monitoring.words import log as words
from segkit.record import Table, rate_difference, wilson

STEPS = ("sent", "delivered", "opened", "clicked", "converted")
HELD = ("held_out", "held_out_bought")
NEEDS = ("segment", *STEPS)


def diagnose(
    table: Any,
    *,
    worth: float,
    usual: Mapping[str, float] | None = None,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say what went wrong in each segment that got a message, and what to do next.

    The questions, in this order (own definition): did those who got it surely buy more
    than those held out? Then it is a success. Surely less? Then stop. Else: is the
    share delivered, opened, clicked or converted surely below the usual one? Then mend
    the first that is. Was nobody held out? Then nobody knows. May the difference still
    be as large as pays? Then there were too few customers. Else it is the wrong
    segment.

    Parameters
    ----------
    table : a row per segment: segment, sent, delivered, opened, clicked, converted
        (customers, each step counted among those of the step before); and, if
        customers were held out by lot, bought (of those sent to, whatever they
        clicked), held_out and held_out_bought. A segment with sent = 0 is not tried yet
    worth : the difference in rates that pays for the message, such as 0.01
    usual : usual rates of the steps, such as ``{"opened": 0.2}``; None compares each
        segment with all the others
    level : 1 minus the false alarms of the whole table (Bonferroni over its tests)
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, a row per segment: segment, verdict, why, next, difference, low, high (of the
    rates to those held out; interval of Newcombe, at the corrected level), then
    delivered_rate, opened_rate, clicked_rate, converted_rate. ``attrs``: heading, level

    Raises
    ------
    DataError
        if a column is missing, counts do not fit each other, or rates are none

    References
    ----------
    Intervals: Newcombe (1998), method 10, and Wilson. The order of the questions: own
    definition.

    Examples
    --------
    >>> campaign = pd.DataFrame({
    ...     "segment": ["Loyal", "New"], "sent": [9000, 9000],
    ...     "delivered": [8900, 8900], "opened": [2700, 800], "clicked": [600, 170],
    ...     "converted": [180, 50], "bought": [600, 500], "held_out": [9000, 9000],
    ...     "held_out_bought": [420, 490]})
    >>> diagnose(campaign, worth=0.01)[["segment", "verdict"]]
      segment     verdict
    0   Loyal     success
    1     New  not opened
    """
    named = checks.table(table, NEEDS, name="table", columns=columns)
    found = pandas_table(named, "table")
    held = all(name in found for name in HELD)
    counts = _counts(found, held)
    if not worth > 0:
        raise DataError(words.BAD_WORTH.format(found=worth))
    rates = _usual(counts, usual)
    questions = rates.shape[1] // 2 + held
    tests = int((counts["sent"] > 0).sum()) * questions
    sure = 1 - (1 - level) / max(1, tests)
    untried = counts.index[counts["sent"] == 0]
    rows = []
    for i, name in enumerate(counts.index):
        told = _told(counts.iloc[i], rates.iloc[i], worth, sure)
        told["next"] = _next(told["key"], untried)
        rows.append({"segment": name, **told})
    report = Table(pd.DataFrame(rows).drop(columns="key"))
    heading = words.DIAGNOSIS.format(n=len(report), tests=tests)
    report.attrs |= {"heading": heading, "level": level}
    return report


def _counts(table: pd.DataFrame, held: bool) -> pd.DataFrame:
    """Check the counts, and return them by segment."""
    names = [*STEPS, *([*HELD] if held else []), *(["bought"] * ("bought" in table))]
    counts = table.set_index(table["segment"].astype(str))[names]
    for name in names:
        x = pd.to_numeric(counts[name], errors="coerce")
        bad = ~(x >= 0) | (x != x.round())
        if bad.any():
            where, given = counts.index[bad][0], counts.loc[bad, name].iloc[0]
            raise DataError(
                words.BAD_COUNTS.format(name=name, segment=where, found=given)
            )
    counts = counts.astype(int)
    nested = [*pairwise(STEPS)]
    nested += [("sent", "bought")] * ("bought" in counts) + [HELD] * held
    for before, name in nested:
        more = counts[name] > counts[before]
        if more.any():
            row, where = counts[more].iloc[0], counts.index[more][0]
            numbers = {"k": row[name], "n": row[before]}
            text = words.GROWS.format(
                segment=where, name=name, before=before, **numbers
            )
            raise DataError(text)
    if "bought" not in counts:
        counts["bought"] = counts["converted"]
    return counts


def _usual(counts: pd.DataFrame, usual: Mapping[str, float] | None) -> pd.DataFrame:
    """Return what each step of each segment is compared with: part and whole.

    A rate that is known is a part of nothing: its whole is 0.
    """
    wrong = sorted(set(usual or {}) - set(words.STAGES))
    if wrong:
        known = list(words.STAGES)
        raise DataError(words.UNKNOWN_USUAL.format(wrong=wrong, known=known))
    rates = {}
    for before, name in pairwise(STEPS):
        if usual is None:
            whole = counts[before].sum() - counts[before]
            rates[name, "n"] = whole
            rates[name, "part"] = counts[name].sum() - counts[name]
        elif name in usual:
            if not 0 <= usual[name] <= 1:
                raise DataError(words.BAD_USUAL.format(name=name, found=usual[name]))
            rates[name, "n"] = pd.Series(0, counts.index)
            rates[name, "part"] = pd.Series(float(usual[name]), counts.index)
    return pd.DataFrame(rates, counts.index)


def _told(
    row: pd.Series, usual: pd.Series, worth: float, sure: float
) -> dict[str, Any]:
    steps = {
        f"{name}_rate": row[name] / row[before] if row[before] else np.nan
        for before, name in pairwise(STEPS)
    }
    lift, facts = _lift(row, worth, sure)
    apart = {name: facts[name] for name in ("difference", "low", "high")}
    key = _judged(row, lift)
    why = ""
    if key not in {"success", "harm", "nothing sent"}:
        weak, why = _weak(row, usual, sure)
        key = weak or key
    why = why or words.LIFT[key].format(**_worded(facts, worth))
    return {"key": key, "verdict": words.VERDICTS[key], "why": why, "next": "",
            **apart, **steps}  # fmt: skip


def _judged(row: pd.Series, lift: str) -> str:
    return lift if row["sent"] else "nothing sent"


def _lift(row: pd.Series, worth: float, sure: float) -> tuple[str, dict[str, Any]]:
    """Compare those who got the message with those held out."""
    n, bought = int(row["sent"]), int(row["bought"])
    facts = {"n": n, "rate": bought / n if n else np.nan}
    if not row.get("held_out", 0) or not n:
        return "no control", facts | dict.fromkeys(
            ("difference", "low", "high"), np.nan
        )
    held, held_bought = (int(row[name]) for name in HELD)
    apart = rate_difference(held_bought, held, bought, n, level=sure)
    facts |= {"difference": apart.value, "low": apart.low, "high": apart.high}
    if apart.low > 0:
        return "success", facts
    if apart.high < 0:
        return "harm", facts
    return ("no power" if apart.high >= worth else "wrong segment"), facts


def _weak(row: pd.Series, usual: pd.Series, sure: float) -> tuple[str, str]:
    """Find the first step whose rate is surely below the usual one."""
    for before, name in pairwise(STEPS):
        n, k = int(row[before]), int(row[name])
        if not n or (name, "part") not in usual:
            continue
        part, whole = usual[name, "part"], int(usual[name, "n"])
        low, high = wilson(k, n, sure)
        if whole:
            below = rate_difference(int(part), whole, k, n, level=sure).high < 0
        else:
            below = high < part
        if below:
            shown = {"rate": k / n, "low": low, "high": high}
            shown["usual"] = part / whole if whole else part
            texts = {key: percent(value) for key, value in shown.items()}
            return name, words.WEAK[name].format(n=n, **texts)
    return "", ""


def _worded(facts: dict[str, Any], worth: float) -> dict[str, Any]:
    points = {
        name: words.POINTS.format(value=100 * facts[name])
        for name in ("difference", "low", "high")
    }
    rate = percent(facts["rate"]) if facts["n"] else ""
    pays = words.POINTS.format(value=100 * worth)
    return {"n": facts["n"], "rate": rate, "worth": pays, **points}


def _next(key: str, untried: pd.Index) -> str:
    if key == "success" and not len(untried):
        key = "success, all tried"
    return words.CURE[key].format(next=", ".join(map(str, untried)))
