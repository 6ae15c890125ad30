"""Which content was read most, and by whom: a ranking that admits ties with chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.kpis import reading
from segkit.kpis.clustered import Bunches
from segkit.kpis.mail.source import OPENED, mail
from segkit.kpis.matching import segments_for
from segkit.kpis.words import content as words
from segkit.record import Table

CLICKED = mail("clicked_at")
Measure = Literal["click", "open"]


def content_ranking(
    sends: Any,
    segments: pd.Series | None = None,
    *,
    measure: Measure = "click",
    by: str = "message_id",
    start: Any = None,
    end: Any = None,
    columns: Mapping[str, str] | None = None,
    timezone: str | None = None,
    level: float = 0.95,
) -> Table:
    """Rank contents by how many read them, and say which may be the best.

    Parameters
    ----------
    sends : customer_id, sent_at, delivered, `by`, and clicked_at or opened_at
    segments : Series indexed by customer_id: a ranking in each; None for all together
    measure : ``"click"``, or ``"open"``: messages opened in the first 60 seconds are
        then left out on both sides, because mail programs open all of them
    by : what is ranked: a message, its type (join it first)
    start, end : first and last local day of sending; None for any
    columns, timezone : as in `segkit.kpis.reading.opened`
    level : coverage of each interval, 0 to 1

    Returns
    -------
    Table by (segment and) content, the most read first: rank (1 the highest; equal
        rates share it), rate, n_read, n_delivered, low, high, may_be_best (bool).
        ``attrs``: heading, definition, warning, left_out

    Raises
    ------
    DataError
        if a column is missing, or nothing was delivered

    References
    ----------
    may_be_best: subset selection, Gupta (1965), Technometrics 7, 225-245; here by
    one-sided tests of each against each other, corrected by Bonferroni, so that the set
    holds the truly best with the probability `level`.

    Examples
    --------
    >>> sends = pd.DataFrame({"customer_id": range(90)})
    >>> sends["message_id"] = ["A", "B", "C"] * 30
    >>> sends["sent_at"], sends["delivered"] = pd.Timestamp("2024-07-01"), True
    >>> clicked = (sends["message_id"] == "A") & (sends["customer_id"] % 2 == 0)
    >>> sends["clicked_at"] = sends["sent_at"].where(clicked)
    >>> content_ranking(sends)[["rank", "rate", "may_be_best"]]
                rank  rate  may_be_best
    message_id
    A              1   0.5         True
    B              2   0.0        False
    C              2   0.0        False
    """
    checks.choice(measure, list(words.MEASURES), name="measure")
    days = reading.days(start, end)
    people, left_out = delivered(
        sends, measure, by, days, columns=columns, timezone=timezone
    )
    blocks: dict[str, pd.DataFrame] = {words.TOTAL: people}
    if segments is not None:
        kinds = segments_for(segments, pd.Index(people["customer_id"])).to_numpy()
        names = segments.astype("category").cat.categories
        blocks = {name: people[kinds == name] for name in names}
        left_out[words.STRANGERS] = int(pd.isna(kinds).sum())
    ranked = {name: _ranked(rows, by, level) for name, rows in blocks.items()}
    if segments is None:
        result = Table(ranked[words.TOTAL])
    else:
        parts: dict[Any, pd.DataFrame] = dict(ranked)
        result = Table(pd.concat(parts, names=[segments.name]))
    result.attrs |= _said(result, measure, by, len(blocks), level)
    result.attrs["left_out"] = left_out
    return result


def delivered(
    sends: Any,
    measure: str,
    by: str,
    days: tuple[Any, Any],
    **asked: Any,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Count what each customer got and read of each content, in the table's engine.

    Parameters
    ----------
    sends, measure, by : as in `content_ranking`
    days : first and last local day, None for any
    asked : columns and timezone, as there

    Returns
    -------
    (DataFrame of customer_id, by, n_delivered, n_read, n_quick; rows left out)

    Raises
    ------
    DataError
        if nothing was delivered
    """
    source = {"click": CLICKED, "open": OPENED}[measure]
    rows = reading.opened(source, sends, by=(by,), **asked)
    kept, window, left_out = reading.inside(source, rows, *days)
    people = source.per_customer(kept, ["customer_id", by], window)
    table = engine.to_pandas(people.to_native())
    quick = table["n_quick"] if measure == "open" else 0
    read = table["n_opened_leave_out" if measure == "open" else "n_clicked"]
    found = table[["customer_id", by]].assign(
        n_delivered=table["n_delivered"] - quick, n_read=read, n_quick=quick
    )
    got = found[by].notna() & (table["n_delivered"] > 0)
    if not got.any():
        raise DataError(words.NO_CONTENT.format(by=by))
    found[by] = found[by].astype(object)
    return found[got].sort_values(["customer_id", by], ignore_index=True), left_out


def _ranked(people: pd.DataFrame, by: str, level: float) -> pd.DataFrame:
    """Rank the contents of one segment."""
    found = {
        name: Bunches.of(mine["n_read"], mine["n_delivered"])
        for name, mine in people.groupby(by)
    }
    found = {name: bunch for name, bunch in found.items() if bunch.whole}
    rows = {
        name: (b.part / b.whole, b.part, b.whole, *b.interval(level))
        for name, b in found.items()
    }
    names = ["rate", "n_read", "n_delivered", "low", "high"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=names)
    table.insert(0, "rank", table["rate"].rank(ascending=False, method="min"))
    table["rank"] = table["rank"].astype("int64")
    table["may_be_best"] = may_be_best(list(found.values()), level)
    return table.sort_values("rank", kind="stable").rename_axis(by)


def may_be_best(found: list[Bunches], level: float) -> np.ndarray:
    """Say which contents no other surpasses beyond chance.

    Parameters
    ----------
    found : of each content what was read and what was delivered
    level : probability with which the set holds the truly best one

    Returns
    -------
    array of bool

    References
    ----------
    Newcombe (1998), method 10, one-sided for each pair, corrected by Bonferroni.

    Examples
    --------
    >>> two = [Bunches.alone(30, 100), Bunches.alone(10, 100)]
    >>> may_be_best(two, 0.95).tolist()
    [True, False]
    """
    strict = 1 - 2 * (1 - level) / max(len(found) - 1, 1)
    rate = np.array([b.part / b.whole for b in found])
    low, high = np.array([b.interval(strict) for b in found]).reshape(-1, 2).T
    gap = rate[None, :] - rate[:, None]
    room = np.hypot((rate - low)[None, :], (high - rate)[:, None])
    return ~(gap > room).any(axis=1)


def _said(
    table: pd.DataFrame, measure: str, by: str, groups: int, level: float
) -> dict[str, Any]:
    k = table.index.get_level_values(by).nunique()
    many = words.GROUPS.format(n=groups) if groups > 1 else ""
    best = int(table["may_be_best"].sum())
    machine = words.MACHINES if measure == "open" else ""
    said = {"by": by.replace("_id", ""), "measure": words.MEASURES[measure]}
    return {
        "heading": words.RANKING.format(k=k, groups=many, best=best, **said),
        "definition": words.RANKING_DEFINITION.format(
            machine=machine, k=k, alpha=1 - level, others=max(k - 1, 1), **said
        ),
        "warning": words.RANKING_WARNING.format(tests=groups * k * (k - 1) // 2),
        "level": level,
    }
