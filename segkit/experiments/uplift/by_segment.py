"""Who is moved by a message: persuadables, sure things, lost causes, sleeping dogs."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.multiplicity import adjust
from segkit.experiments.uplift import kinds as parts
from segkit.experiments.uplift.arms import Arms, Segments, read
from segkit.experiments.words import uplift as words
from segkit.record import Table

BETTER = {"higher": 1, "lower": -1}


def uplift_by_segment(
    table: Any,
    outcome: str,
    segments: Segments = "segment",
    *,
    variant: str = "variant",
    control: Any = None,
    treatment: Any = None,
    unit: str | None = None,
    better: str = "higher",
    worth: float | None = None,
    sure_from: float | None = None,
    method: str = "holm",
    missing: str = "drop",
    level: float = 0.95,
) -> Table:
    """Say who is persuadable: what a message adds in each segment, and who that makes.

    Arms are compared as they were drawn, whether a message was opened or not. A segment
    is named after what most matters in it; each may hold people of every kind.

    - *persuadable*: the message makes it better, also after correction for the number
      of segments;
    - *sleeping dog*: it makes it worse, likewise;
    - *sure thing* and *lost cause*: the interval (of all segments together) lies within
      ``worth`` of zero; those held out do it more, or less, often than ``sure_from``;
    - *cannot be told*: everything else, which is the usual case in a small segment.

    The last row, "all", may also be *not moved*: a mixture that hides the rest.

    Parameters
    ----------
    table : one row per customer in the test (pandas, polars, pyarrow, DuckDB or Spark)
    outcome : column of True and False, or of numbers such as amounts
    segments : a column, several columns to cross, or a Series indexed by customer_id
    variant : column with the arm
    control : the arm that got nothing; None to find it by its name
    treatment : the arm to compare with it; None if there is only one other
    unit : column of the customer, if one customer has several rows (several campaigns,
        say): intervals and tests then allow for that
    better : "higher" or "lower": which way the outcome should go (leaving: "lower")
    worth : the smallest change that matters, in the unit of the outcome (a share of 0
        to 1 for True and False); None if every change does
    sure_from : mean outcome without a message from which on segments that are not moved
        are sure things; None for that of everybody held out
    method : correction over the segments: "holm", "bonferroni", "BH", "BY" or "none"
    missing : outcomes that are not known: "drop", "zero" or "refuse"
    level : coverage of the intervals, 0 to 1

    Returns
    -------
    DataFrame indexed by segment, last "all": n_control, n_treated, control and treated
    (mean outcomes), difference, low, high (of each on its own), p_value, p_adjusted,
    kind. ``attrs``: interaction_p (do the segments differ at all), sentences, left_out,
    control, treatment, outcome, unit ("rate" or ""), level, method

    Raises
    ------
    DataError
        if a column is missing, there is one arm only, or no row is left

    References
    ----------
    Radcliffe and Surry (2011), Real-World Uplift Modelling with Significance-Based
    Uplift Trees (the four kinds). Shares: Newcombe (1998), z test, Fisher's exact test
    where fewer than five are expected; amounts: Welch. The rule is our own definition.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "segment": ["bargain"] * 400 + ["loyal"] * 400,
    ...     "variant": (["held out"] * 200 + ["message"] * 200) * 2,
    ...     "bought": [1] * 10 + [0] * 190 + [1] * 40 + [0] * 160
    ...         + [1] * 60 + [0] * 140 + [1] * 62 + [0] * 138})
    >>> found = uplift_by_segment(table, "bought")
    >>> found["kind"].to_dict()
    {'bargain': 'persuadable', 'loyal': 'cannot be told', 'all': 'persuadable'}
    >>> found["difference"].round(2).to_dict()
    {'bargain': 0.15, 'loyal': 0.01, 'all': 0.08}
    """
    checks.choice(better, BETTER, name="better")
    checks.choice(method, words.METHODS, name="method")
    arms = read(
        table, outcome, segments, variant=variant, control=control,
        treatment=treatment, unit=unit, missing=missing,
    )  # fmt: skip
    cells = _cells(arms)
    total = parts.cell(arms.rows)
    found = _table(cells, arms.rate, level, method)
    everybody = _table({words.ALL: total}, arms.rate, level, "none")
    sure = total.mean[0] if sure_from is None else sure_from
    sort = Sorting(arms.rate, level, method, worth, sure, BETTER[better])
    found["kind"] = sort.kinds(cells, found["p_adjusted"])
    sort = replace(sort, sure_from=sure_from)  # all are not held against themselves
    everybody["kind"] = sort.kinds({words.ALL: total}, everybody["p_adjusted"])
    result = Table(pd.concat([found, everybody]))
    result.attrs |= _attrs(arms, outcome, level, method)
    result.attrs["interaction_p"] = _interaction(cells, arms.rate)
    result.attrs["heading"] = _heading(result, worth)
    result.attrs["sentences"] = [_sentence(n, r, result) for n, r in result.iterrows()]
    return result


@dataclass(frozen=True)
class Sorting:
    """What decides about the kind of a segment.

    Parameters
    ----------
    rate, level, method, worth, sure_from : as in `uplift_by_segment`
    sign : 1 if more is better, -1 if less is

    Examples
    --------
    >>> cell = parts.Cell((90, 90), (0.1, 0.5), (0.09, 0.25), 1.0)
    >>> sort = Sorting(True, 0.95, "none", None, 0.1, 1)
    >>> sort.kinds({"new": cell}, pd.Series([0.001]))
    ['persuadable']
    """

    rate: bool
    level: float
    method: str
    worth: float | None
    sure_from: float | None
    sign: int

    def kinds(self, cells: dict[str, parts.Cell], p: pd.Series) -> list[str]:
        """Return the kind of each segment; its p values are corrected."""
        m = 1 if self.method == "none" else len(cells)
        joint = 1 - (1 - self.level) / m
        return [
            parts.kind(
                parts.difference(cell, rate=self.rate, level=self.level),
                parts.difference(cell, rate=self.rate, level=joint),
                float(chance),
                alone=cell.mean[0],
                sure_from=self.sure_from,
                worth=self.worth,
                level=self.level,
                sign=self.sign,
            )
            for cell, chance in zip(cells.values(), p, strict=True)
        ]


def _cells(arms: Arms) -> dict[str, parts.Cell]:
    """Add up the arms of each segment."""
    found = {str(s): parts.cell(part) for s, part in arms.rows.groupby("segment")}
    if words.ALL in found:
        raise DataError(words.NAMED_ALL.format(all=words.ALL))
    return found


def _row(cell: parts.Cell, rate: bool, level: float) -> dict[str, Any]:
    found = parts.difference(cell, rate=rate, level=level)
    return {
        "n_control": cell.n[0], "n_treated": cell.n[1],
        "control": cell.mean[0], "treated": cell.mean[1],
        "difference": found.value, "low": found.low, "high": found.high,
        "p_value": found.p_value,
    }  # fmt: skip


def _table(
    cells: dict[str, parts.Cell], rate: bool, level: float, method: str
) -> pd.DataFrame:
    """Return a row per segment, with p values corrected over those that have one."""
    rows = [_row(cell, rate, level) for cell in cells.values()]
    table = pd.DataFrame(rows, pd.Index(list(cells), name="segment", dtype=object))
    table["p_adjusted"] = corrected(table["p_value"], method)
    return table


def corrected(p_values: pd.Series, method: str) -> pd.Series:
    """Correct the p values that are known for their number.

    Parameters
    ----------
    p_values : one per segment, nan where there is none
    method : "holm", "bonferroni", "BH", "BY" or "none"

    Returns
    -------
    Series with the same index

    Examples
    --------
    >>> corrected(pd.Series([0.01, float("nan"), 0.04]), "holm").tolist()
    [0.02, nan, 0.04]
    """
    known = p_values.notna()
    result = p_values.astype(float).copy()
    if method != "none" and known.any():
        result[known] = adjust(p_values[known].to_numpy(dtype=float), method)
    return result


def _attrs(arms: Arms, outcome: str, level: float, method: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "control": arms.control,
        "treatment": arms.treatment,
        "unit": "rate" if arms.rate else "",
        "level": level,
        "method": method,
        "left_out": arms.left_out,
    }


def _interaction(cells: dict[str, parts.Cell], rate: bool) -> float:
    gains = np.array([c.mean[1] - c.mean[0] for c in cells.values()])
    spread = np.array([parts.weight(c, rate=rate) for c in cells.values()])
    return parts.interaction(gains, spread)


def _heading(table: Table, worth: float | None) -> str:
    attrs, p = table.attrs, table.attrs["interaction_p"]
    change = parts.writer(attrs["unit"] == "rate")[1]
    differ = None if math.isnan(p) else p <= 1 - attrs["level"]
    m = len(table) - 1
    return words.HEADING.format(
        outcome=attrs["outcome"], treatment=attrs["treatment"],
        control=attrs["control"], m=m, segments=words.SEGMENTS[m == 1],
        interaction=words.INTERACTION[differ].format(p=shown_p(p)),
        method=words.METHODS[attrs["method"]],
        worth=words.WORTH[worth is not None].format(worth=change(worth or 0)),
    )  # fmt: skip


def shown_p(p: float) -> str:
    """Write a p value for people to read.

    Parameters
    ----------
    p : 0 to 1

    Returns
    -------
    str

    Examples
    --------
    >>> shown_p(0.0312), shown_p(0.00001)
    ('= 0.031', '< 0.001')
    """
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"


def _sentence(name: Any, row: pd.Series, table: Table) -> str:
    attrs = table.attrs
    value, change = parts.writer(attrs["unit"] == "rate")
    if math.isnan(row["difference"]):
        return words.NO_ARM.format(
            segment=name, **row[["n_treated", "n_control", "kind"]]
        )
    return words.SENTENCE.format(
        segment=name, treated=value(row["treated"]), control=value(row["control"]),
        difference=change(row["difference"]), level=f"{100 * attrs['level']:g} %",
        low=change(row["low"]), high=change(row["high"]), kind=row["kind"],
        meaning=words.KINDS[row["kind"]],
    )  # fmt: skip
