"""Segments by the objective that was chosen: the order depends on the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.objectives.words import ranks as words
from segkit.record import Table


class Objective(NamedTuple):
    """What an objective needs, how it ranks, and which way.

    Parameters
    ----------
    needs : columns
    value : from the table to one number per segment
    low_first : whether the smallest number is best

    Examples
    --------
    >>> OBJECTIVES["roi"].needs
    ('gained_amount', 'cost_amount')
    """

    needs: tuple[str, ...]
    value: Callable[[pd.DataFrame], pd.Series]
    low_first: bool = False


def _over(top: pd.Series, bottom: pd.Series) -> pd.Series:
    return top / bottom.where(bottom > 0)


OBJECTIVES = {
    "cost": Objective(
        ("cost_amount", "n"), lambda t: _over(t["cost_amount"], t["n"]), low_first=True
    ),
    "revenue": Objective(("revenue_amount",), lambda t: t["revenue_amount"]),
    "margin": Objective(("margin_amount",), lambda t: t["margin_amount"]),
    "clv": Objective(("clv_amount",), lambda t: t["clv_amount"]),
    "roi": Objective(
        ("gained_amount", "cost_amount"),
        lambda t: _over(t["gained_amount"] - t["cost_amount"], t["cost_amount"]),
    ),
    "share": Objective(
        ("market_amount", "revenue_amount"),
        lambda t: t["market_amount"] - t["revenue_amount"],
    ),
    "new_markets": Objective(
        ("n_prospects", "clv_amount"), lambda t: t["n_prospects"] * t["clv_amount"]
    ),
}
FROM_ZERO = ("n", "cost_amount", "market_amount", "n_prospects")


def rank_segments(
    table: Any, by: str, *, columns: Mapping[str, str] | None = None
) -> Table:
    """Say which segment to serve first, for the objective that was chosen.

    There is no best segment without an objective. The biggest or the richest is not
    the best target if it costs much to reach or would have bought anyway; the ranks of
    all objectives that the columns allow stand side by side.

    Parameters
    ----------
    table : one row per segment; the segment as a column ``segment`` or as the index
    by : "cost" (cost_amount / n), "revenue" (revenue_amount), "margin" (margin_amount),
        "clv" (clv_amount), "roi" ((gained_amount - cost_amount) / cost_amount), "share"
        (market_amount - revenue_amount) or "new_markets" (n_prospects * clv_amount)
    columns : ``{"our name": "your name"}``

    Returns
    -------
    DataFrame indexed by segment, best first: value (of the objective), rank (1 is best;
    the same for equal values; none where the value is not known), and rank_<objective>
    for each of the others. ``attrs``: by, sentences, lacks ({objective: columns})

    Raises
    ------
    DataError
        if a column is missing or no number, a segment is there twice, an amount cannot
        be, or no segment has what is needed

    References
    ----------
    Own definition. ROI counts what marketing adds, not what customers spend: Lewis and
    Rao (2015), Quarterly Journal of Economics 130, 1941-1973, on why that matters.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "segment": ["one-off", "champion", "bargain"], "n": [6000, 700, 1500],
    ...     "revenue_amount": [300.0, 900.0, 400.0], "cost_amount": [60.0, 10.0, 15.0],
    ...     "gained_amount": [0.0, 12.0, 60.0]})
    >>> found = rank_segments(table, "roi")
    >>> found[["rank", "rank_revenue"]].to_dict("index")["bargain"]
    {'rank': 1, 'rank_revenue': 2}
    >>> found.attrs["sentences"]
    ['By roi the best target is bargain.',
     'The largest segment is one-off; by roi it is number 3 of 3.',
     'The richest segment is champion; by roi it is number 2 of 3.']
    """
    checks.choice(by, OBJECTIVES, name="by")
    data = read(table, columns)
    lacks = {
        name: [c for c in one.needs if c not in data]
        for name, one in OBJECTIVES.items()
    }
    _needed(by, lacks[by])
    values = {n: OBJECTIVES[n].value(data) for n, gaps in lacks.items() if not gaps}
    if values[by].isna().all():
        raise DataError(words.NOTHING.format(by=by, why=_why(by, data)))
    ranks = {name: _ranks(value, name) for name, value in values.items()}
    result = Table({"value": values[by], "rank": ranks.pop(by)})
    for name, rank in ranks.items():
        result[f"rank_{name}"] = rank
    result = Table(result.sort_index().sort_values("rank", kind="stable"))
    result.attrs |= {
        "by": by,
        "heading": words.HEADING.format(by=by, formula=words.OBJECTIVES[by][0]),
        "lacks": {name: gaps for name, gaps in lacks.items() if gaps},
        "sentences": _sentences(by, result, data),
    }
    return result


def read(table: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Read one row per segment, numbers checked.

    Parameters
    ----------
    table, columns : as for `rank_segments`

    Returns
    -------
    DataFrame indexed by segment, with the known columns as floats

    Raises
    ------
    DataError
        as for `rank_segments`

    Examples
    --------
    >>> read(pd.DataFrame({"segment": ["a"], "n": [3]}), None)["n"].tolist()
    [3.0]
    """
    native = checks.table(table, [], name="table", columns=columns)
    data = native
    if not isinstance(native, pd.DataFrame):
        data = engine.to_pandas(nw.from_native(native).to_native())
    if "segment" in data:
        data = data.set_index("segment")
    data = data.copy(deep=False)
    data.index = pd.Index(data.index.astype(object), name="segment")
    twice = data.index[data.index.duplicated()].unique().tolist()
    if twice:
        raise DataError(words.SEGMENT_TWICE.format(twice=twice))
    known = [name for name in data.columns if name in words.COLUMNS]
    numbers = pd.DataFrame({n: _number(data[n], n) for n in known}, index=data.index)
    if {"market_amount", "revenue_amount"} <= set(known):
        small = numbers["market_amount"] < numbers["revenue_amount"]
        if small.any():
            found = numbers.index[small].tolist()
            raise DataError(words.SMALL_MARKET.format(segments=found))
    return numbers


def _number(column: pd.Series, name: str) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(column):
        raise DataError(words.NOT_NUMBERS.format(column=name, dtype=column.dtype))
    numbers = column.astype(float)
    if np.isinf(numbers).any():
        raise DataError(words.INFINITE.format(column=name))
    below = numbers.index[numbers < 0].tolist()
    if below and name in FROM_ZERO:
        raise DataError(words.NEGATIVE.format(column=name, segments=below))
    return numbers


def _needed(by: str, missing: list[str]) -> None:
    if not missing:
        return
    formula = words.OBJECTIVES[by][0]
    meanings = "; ".join(f"{name} is {words.COLUMNS[name]}" for name in missing)
    raise DataError(
        words.NEEDS.format(by=by, formula=formula, missing=missing, meanings=meanings)
    )


def _why(by: str, data: pd.DataFrame) -> str:
    if by == "roi":
        return words.NO_COST.format(segments=data.index.tolist())
    return words.OBJECTIVES[by][0]


def _ranks(values: pd.Series, name: str) -> pd.Series:
    near = values.round(9)
    ranks = near.rank(ascending=OBJECTIVES[name].low_first, method="min")
    return ranks.astype("Int64")


def _sentences(by: str, ranked: Table, data: pd.DataFrame) -> list[str]:
    found = [words.FIRST.format(by=by, segment=ranked.index[0])]
    for column, what in words.WHAT.items():
        if column not in data or data[column].isna().all():
            continue
        most = data[column].sort_index().idxmax()
        rank: Any = ranked["rank"].get(most)
        text = words.UNRANKED if pd.isna(rank) else words.OVERLOOKED
        found.append(
            text.format(what=what, segment=most, by=by, rank=rank,
                        m=int(ranked["rank"].notna().sum()))
        )  # fmt: skip
    return found
