"""Which message works in which segment: every effect, and the few that differ."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.experiments.uplift import contrasts
from segkit.experiments.uplift import kinds as parts
from segkit.experiments.uplift.arms import Segments
from segkit.experiments.uplift.by_segment import BETTER, corrected, shown_p
from segkit.experiments.uplift.messages import Messages, read_messages
from segkit.experiments.words import responses as words
from segkit.experiments.words import uplift
from segkit.record import Table
from segkit.record.differences import quantile


def response_matrix(
    table: Any,
    outcome: str,
    segments: Segments = "segment",
    *,
    messages: str = "message_id",
    variant: str | None = None,
    control: Any = None,
    within: str | None = None,
    unit: str | None = None,
    better: str = "higher",
    method: str = "holm",
    missing: str = "drop",
    level: float = 0.95,
) -> Table:
    """Say which message works best in which segment, and where that cannot be told.

    Each message is compared with customers of the same segment who were held out by
    lot. A segment has a best message only where that is clearly better than the
    hold-out, and clearly better than each other message, after correction for all
    comparisons that were made.

    Parameters
    ----------
    table : one row per customer (or send), in pandas, polars, pyarrow, DuckDB or Spark
    outcome : column of True and False, or of numbers such as amounts
    segments : a column, several columns to cross, or a Series indexed by customer_id
    messages : column of the messages (or of their kind); it names the hold-out too, or
        is empty (or anything) for those held out, and ``variant`` names them
    variant : column that says who was held out; None if ``messages`` does
    control : the value of those held out; None to find it by its name
    within : column, such as the campaign: only customers of the same campaign are
        compared, and its campaigns are joined as by Mantel and Haenszel
    unit : column of the customer, if one has several rows: errors then allow for that
    better : "higher" or "lower": which way the outcome should go
    method : correction: "holm", "bonferroni", "BH", "BY" or "none"
    missing : outcomes that are not known: "drop", "zero" or "refuse"
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    Table, one row per segment and message: segment, message, n_control, n_treated,
    control, treated (means; within campaigns the control is what was expected there),
    difference, low, high, p_value, p_adjusted (over all rows), clear (bool), best
    (bool), not_worse (bool: not shown to be worse than the first). ``attrs``: best
    (message of each segment, None if it cannot be told), interaction_p (do the
    messages differ from each other alike in all segments?), sentences, heading,
    left_out, unit ("rate" or "")

    Raises
    ------
    DataError
        if a column is missing, nobody was held out, or no row is left

    References
    ----------
    One message: as `uplift_by_segment`. Within campaigns: Mantel and Haenszel (1959),
    variances with one success and one failure more (Agresti and Caffo 2000). Best of
    several: every pair, corrected; compare Hsu (1996), Multiple Comparisons, chapter 4.
    The rule is our own definition.

    Examples
    --------
    >>> table = pd.DataFrame({"segment": ["price"] * 900 + ["advice"] * 900,
    ...     "message_id": (["held out"] * 300 + ["offer"] * 300 + ["tips"] * 300) * 2})
    >>> likes = {("price", "offer"), ("advice", "tips")}
    >>> pairs = zip(table["segment"], table["message_id"])
    >>> table["bought"] = [i % 10 < (3 if pair in likes else 1)
    ...                    for i, pair in enumerate(pairs)]
    >>> found = response_matrix(table, "bought")
    >>> found.attrs["best"]
    {'advice': 'tips', 'price': 'offer'}
    >>> print(found.attrs["sentences"][1])
    price: offer is best, +20.00 points against the hold-out (p < 0.001 after
    correction), and better than each other message.
    """
    checks.choice(better, BETTER, name="better")
    checks.choice(method, uplift.METHODS, name="method")
    read = read_messages(
        table, outcome, segments, messages=messages, variant=variant, control=control,
        within=within, unit=unit, missing=missing,
    )  # fmt: skip
    groups = read.rows.groupby("segment", sort=True)
    made = {str(name): _segment(read, rows, level) for name, rows in groups}
    found = Table([row for _, lines in made.values() for row in lines])
    found["p_adjusted"] = corrected(found["p_value"], method)
    alarm, sign = 1 - level, BETTER[better]
    zero_out = ~((found["low"] <= 0) & (found["high"] >= 0))
    found["clear"] = (found["p_adjusted"] < alarm) & zero_out
    _best(found, {name: part for name, (part, _) in made.items()}, sign, method, alarm)
    p = contrasts.alike([part for part, _ in made.values()])
    _attrs(found, read, p, Asked(outcome, method, level, sign))
    return found


@dataclass(frozen=True)
class Asked:
    """What was asked: outcome, correction, level, and 1 if more is better, else -1."""

    outcome: str
    method: str
    level: float
    sign: int


def _segment(
    read: Messages, rows: pd.DataFrame, level: float
) -> tuple[contrasts.Part, list[dict[str, Any]]]:
    """Return the effects of one segment, and a row for each message."""
    held = rows["message"] == contrasts.HELD_OUT
    both = rows.assign(treated=~held)
    widen = parts.cell(both).widen
    part = contrasts.part(rows, len(read.names), rate=read.rate, widen=widen)
    lines = []
    for number, name in enumerate(read.names):
        here = both[held | (rows["message"] == number)]
        if read.within:
            mine = here.loc[here["treated"], "stratum"]
            here = here[here["stratum"].isin(mine)]
        cell = parts.cell(here)
        line = _plain(cell, read.rate, level)
        if read.within:
            line |= _joined(cell, part, number, level)
        first = {"segment": rows["segment"].iloc[0], "message": name}
        lines.append({**first, **line})
    return part, lines


def _plain(cell: parts.Cell, rate: bool, level: float) -> dict[str, Any]:
    """Return the effect of one message, with tests fit for few customers."""
    found = parts.difference(cell, rate=rate, level=level)
    return {
        "n_control": cell.n[0], "n_treated": cell.n[1], "control": cell.mean[0],
        "treated": cell.mean[1], "difference": found.value, "low": found.low,
        "high": found.high, "p_value": found.p_value,
    }  # fmt: skip


def _joined(
    cell: parts.Cell, part: contrasts.Part, number: int, level: float
) -> dict[str, Any]:
    """Return the effect of one message, joined over its strata."""
    from scipy.special import ndtr  # noqa: PLC0415 (waited for only here)

    value = float(part.effects[number])
    variance = float(part.covariance[number, number])
    error = math.sqrt(variance) if variance > 0 else math.nan
    reach = quantile(level) * error
    return {
        "control": cell.mean[1] - value, "difference": value, "low": value - reach,
        "high": value + reach, "p_value": float(2 * ndtr(-abs(value / error))),
    }  # fmt: skip


def _best(
    found: Table,
    made: dict[str, contrasts.Part],
    sign: int,
    method: str,
    alarm: float,
) -> None:
    """Mark in each segment the message that beats all others, and those that may."""
    versus = {
        (name, *pair): p
        for name, part in made.items()
        for pair, p in contrasts.pairs(part).items()
    }
    p = pd.Series(list(versus.values()), dtype=float)
    sure = dict(zip(versus, (corrected(p, method) < alarm).tolist(), strict=True))
    best, rivals = np.zeros(len(found), bool), np.zeros(len(found), bool)
    for name, rows in found.groupby("segment", sort=False).indices.items():
        gains = sign * found["difference"].to_numpy()[rows]
        if np.isnan(gains).all():
            continue
        top = int(np.nanargmax(gains))
        behind = [
            k == top or not sure[(str(name), min(k, top), max(k, top))]
            for k in range(len(rows))
        ]
        rivals[rows] = np.array(behind) & ~np.isnan(gains)
        wins = found["clear"].to_numpy()[rows[top]] and gains[top] > 0
        best[rows[top]] = wins and rivals[rows].sum() == 1
    found["best"], found["not_worse"] = best, rivals


def _attrs(found: Table, read: Messages, p: float, asked: Asked) -> None:
    """Add the best message of each segment, and all that is said."""
    best = dict.fromkeys(found["segment"])
    best |= dict(found.loc[found["best"], ["segment", "message"]].to_numpy().tolist())
    differ = None if math.isnan(p) else p < 1 - asked.level
    known = sum(message is not None for message in best.values())
    found.attrs |= {
        "best": best, "interaction_p": p, "left_out": read.left_out,
        "unit": "rate" if read.rate else "", "outcome": asked.outcome,
        "control": read.control, "method": asked.method, "level": asked.level,
    }  # fmt: skip
    found.attrs["heading"] = words.HEADING.format(
        outcome=asked.outcome, control=read.control, n=len(best), k=known, m=len(found),
        method=uplift.METHODS[asked.method],
        interaction=words.INTERACTION[differ].format(p=shown_p(p)),
    )  # fmt: skip
    groups = found.groupby("segment", sort=False)
    change = parts.writer(read.rate)[1]
    found.attrs["sentences"] = [
        _sentence(str(name), rows, change, asked.sign) for name, rows in groups
    ]


def _sentence(name: str, rows: pd.DataFrame, change: Any, sign: int) -> str:
    """Say of one segment which message is best, or why that cannot be told."""
    known = rows[rows["difference"].notna()]
    if known.empty:
        return words.NOTHING.format(segment=name)
    first = known.iloc[int((sign * known["difference"]).argmax())]
    said = {
        "segment": name, "message": first["message"],
        "difference": change(first["difference"]), "p": shown_p(first["p_adjusted"]),
    }  # fmt: skip
    if first["best"]:
        return words.BEST[len(known) > 1].format(**said)
    rivals = known.loc[known["not_worse"], "message"]
    others = [each for each in rivals if each != first["message"]]
    clear = first["clear"] and sign * first["difference"] > 0
    text = (words.CLEAR if clear else words.NOT_CLEAR).format(**said)
    if others:
        text += words.RIVALS.format(rivals=", ".join(others))
    worse = known[known["clear"] & (sign * known["difference"] < 0)]["message"]
    return (
        text + (words.HARM.format(names=", ".join(worse)) if len(worse) else "") + "."
    )
