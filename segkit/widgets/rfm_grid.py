"""The RFM grid: move the cut points, and see who changes segment."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import ipywidgets
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from segkit import models, plots
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown, titled

NEEDS = ("recency_days", "n_orders", "monetary_amount")
SCORES = {"recency_days": (5, 4, 3, 2), "n_orders": (2, 3, 4, 5)}


class RfmGrid(NamedTuple):
    """The grid that was drawn, the sizes as a table, and what they say in words."""

    figure: Figure
    table: pd.DataFrame
    text: str


def draw_rfm_grid(
    X: pd.DataFrame,
    *,
    recency_cuts: Sequence[float | None] | None = None,
    frequency_cuts: Sequence[float | None] | None = None,
    before: pd.Series | None = None,
) -> RfmGrid:
    """Draw the RFM cells and the segment sizes that these cut points make.

    Parameters
    ----------
    X : one row per customer, indexed by customer_id, with recency_days, n_orders and
        monetary_amount; those who never ordered are a segment, but in no cell
    recency_cuts : four numbers of days, rising: the most that scores 5, 4, 3 and 2;
        None for fifths of the customers
    frequency_cuts : four numbers of orders, rising: the fewest that score 2, 3, 4 and
        5; None for fifths of the customers
    before : segments to compare with, of the same customers

    Returns
    -------
    RfmGrid: figure, table (one row per segment: customers, share, and with ``before``
    the change) and text

    Raises
    ------
    DataError
        if X lacks a column, or cut points are not four or fall

    Notes
    -----
    Own definition; scores and names are those of `models.BehaviouralSegmenter`, whose
    monetary score keeps the fifths of these customers.

    Examples
    --------
    >>> X = pd.DataFrame(
    ...     {"recency_days": [3, 40, 300], "n_orders": [9, 2, 1],
    ...      "monetary_amount": [500.0, 60.0, 20.0]}, index=["a", "b", "c"])
    >>> grid = draw_rfm_grid(
    ...     X, recency_cuts=[30, 90, 180, 365], frequency_cuts=[2, 3, 5, 8])
    >>> grid.table.query("customers > 0")["customers"].to_dict()
    {'Champions': 1, 'Potential loyalists': 1, 'Hibernating': 1}
    >>> grid.text
    '3 customers in 3 of 12 segments. Largest: Champions, 1 (33.3 %).'
    >>> plt.close(grid.figure)
    """
    model = _model(X, recency_cuts, frequency_cuts)
    segments = model.assign(X)
    sizes = segments.value_counts().reindex(segments.cat.categories)
    table = pd.DataFrame({"customers": sizes, "share": sizes / len(segments)})
    table.index.name = "segment"
    text = _text(table)
    if before is not None:
        earlier = before.astype(object).reindex(segments.index)
        table["change"] = sizes - earlier.value_counts().reindex(sizes.index).fillna(0)
        table["change"] = table["change"].astype(int)
        text += _moved(int((segments.astype(object) != earlier).sum()), len(segments))
    return RfmGrid(_figure(model.scores(X), segments, before), table, text)


def explore_rfm_grid(X: pd.DataFrame) -> Screen:
    """Move the cut points of recency and frequency, and see who changes segment.

    Parameters
    ----------
    X : as for `draw_rfm_grid`

    Returns
    -------
    Screen: eight cut points, each a number box with a slider, a button that brings the
    first ones back, a status line, the grid and the segment sizes. Make it the last
    line of a cell.

    Raises
    ------
    DataError
        if X lacks a column, or nobody has ordered. Cut points that are out of order
        are said in the status line, and the last drawing stays.

    Notes
    -----
    Own definition. The first cut points are fifths of the customers.

    Examples
    --------
    >>> X = pd.DataFrame(
    ...     {"recency_days": [3, 40, 300], "n_orders": [9, 2, 1],
    ...      "monetary_amount": [500.0, 60.0, 20.0]}, index=["a", "b", "c"])
    >>> screen = explore_rfm_grid(X)
    >>> screen.values["recency_days_4"]
    3
    >>> screen.put({"recency_days_4": 200})
    >>> screen.said
    'Not drawn: R4 is at most 200 days, R3 at most 3: a worse score must allow as many
    days, or more. The figure still shows the last setting that worked.'
    """
    start = _model(X, None, None)
    pairs = {
        f"{column}_{score}": _pair(X[column], column, score, cut)
        for column, scores in SCORES.items()
        for score, cut in zip(scores, start.cut_points_[column], strict=True)
    }
    inputs = {name: pair.box for name, pair in pairs.items()}
    first = {name: box.value for name, box in inputs.items()}
    before = _model(X, *_cuts(first)).assign(X)
    back = ipywidgets.Button(description=words.START)
    screen = Screen([_columns(pairs), back], inputs, lambda **v: _shown(X, v, before))
    back.on_click(lambda _: screen.put(first))
    return screen


def _model(
    X: pd.DataFrame,
    recency_cuts: Sequence[float | None] | None,
    frequency_cuts: Sequence[float | None] | None,
) -> models.BehaviouralSegmenter:
    given = {"recency_days": recency_cuts, "n_orders": frequency_cuts}
    own = {column: list(cuts) for column, cuts in given.items() if cuts is not None}
    return models.BehaviouralSegmenter(method="rfm", cut_points=own or None).fit(X)


def _text(table: pd.DataFrame) -> str:
    sizes = table["customers"].to_numpy()
    largest = int(sizes.argmax())
    return words.RFM_TEXT.format(
        n=f"{sizes.sum():,}",
        used=int((sizes > 0).sum()),
        all=len(sizes),
        largest=table.index[largest],
        size=f"{sizes[largest]:,}",
        share=f"{100 * sizes[largest] / sizes.sum():.1f}",
    )


def _moved(moved: int, n: int) -> str:
    if not moved:
        return words.RFM_STAYED
    return words.RFM_MOVED.format(moved=f"{moved:,}", share=f"{100 * moved / n:.1f}")


def _figure(
    scores: pd.DataFrame, segments: pd.Series, before: pd.Series | None
) -> Figure:
    """Draw the cells on the left and the sizes on the right."""
    with plots.style():
        figure, (left, right) = plt.subplots(
            ncols=2, figsize=(9.6, 4.6), width_ratios=(5, 4), layout="constrained"
        )
    plots.rfm_grid(scores, ax=left)
    plots.segment_sizes(segments, before=before, ax=right)
    right.set_ylabel("")
    return figure


def _pair(values: pd.Series, column: str, score: int, cut: float | None) -> Pair:
    """Return the control of one cut point; its limits reach beyond all its use."""
    known = values.dropna()
    recent = column == "recency_days"
    low, high = (0, math.ceil(known.max())) if recent else (1, _highest(known))
    nobody = low if recent else high  # where no customer reaches the score
    value = nobody if cut is None else round(cut)
    name = (words.RECENCY_CUT if recent else words.FREQUENCY_CUT).format(score=score)
    return Pair(name, min(max(value, low), high), low, high)


def _highest(n_orders: pd.Series) -> int:
    """Return an end for the sliders of frequency that few customers lie above."""
    most = n_orders.max() + 1
    return int(min(most, max(10, 2 * n_orders.quantile(0.99))))


def _columns(pairs: dict[str, Pair]) -> ipywidgets.HBox:
    groups = {"recency_days": words.RECENCY, "n_orders": words.FREQUENCY}
    boxes = [
        titled(title, [pairs[f"{column}_{score}"] for score in SCORES[column]])
        for column, title in groups.items()
    ]
    return ipywidgets.HBox(boxes, layout={"flex_flow": "row wrap"})


def _cuts(values: Mapping[str, int]) -> list[list[float | None]]:
    return [
        [float(values[f"{column}_{score}"]) for score in scores]
        for column, scores in SCORES.items()
    ]


def _in_order(values: Mapping[str, int]) -> None:
    """Refuse cut points that fall, in the words of the controls."""
    for score in (5, 4, 3):
        days, fewer = (
            values[f"recency_days_{score}"],
            values[f"recency_days_{score - 1}"],
        )
        if days > fewer:
            text = words.RECENCY_ORDER.format(
                score=score, days=days, worse=score - 1, fewer=fewer
            )
            raise DataError(text)
    for score in (2, 3, 4):
        orders, fewer = values[f"n_orders_{score}"], values[f"n_orders_{score + 1}"]
        if orders > fewer:
            text = words.FREQUENCY_ORDER.format(
                score=score, orders=orders, better=score + 1, fewer=fewer
            )
            raise DataError(text)


def _shown(X: pd.DataFrame, values: Mapping[str, int], before: pd.Series) -> Shown:
    _in_order(values)
    recency, frequency = _cuts(values)
    grid = draw_rfm_grid(
        X, recency_cuts=recency, frequency_cuts=frequency, before=before
    )
    return Shown(plots.to_img(grid.figure), grid.text)
