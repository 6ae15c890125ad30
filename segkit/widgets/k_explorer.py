"""The k explorer: the number of segments, and whether another sample agrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sklearn.base import BaseEstimator, clone
from sklearn.cluster import KMeans

from segkit import checks, evaluation, plots
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown

LOW, HIGH = 2, 8
LEAST = 3 * HIGH  # different customers
STABLE = 0.8  # agreement from which on two samples count as the same
SAMPLE, PAIRS, WORLDS = 300, 10, 19  # small, so that an answer takes a second
SIZE = (9.6, 4.4)


class NSegments(NamedTuple):
    """What was drawn, the comparison with customers without groups, and its words."""

    figure: Figure
    table: pd.DataFrame
    text: str


def draw_n_segments(
    X: pd.DataFrame,
    *,
    n_segments: int = 4,
    estimator: BaseEstimator | None = None,
    name: str = "X",
    random_state: int = 0,
) -> NSegments:
    """Draw the segments, and whether another sample would give the same.

    Parameters
    ----------
    X : one row per customer, columns of numbers without missing values, made comparable
        (for instance standardised); 300 rows are drawn if there are more
    n_segments : from 2 to 8
    estimator : scikit-learn estimator with ``n_clusters``; None for k-means
    name : what the customers are called in the text
    random_state : seed of everything

    Returns
    -------
    NSegments: figure (left the customers in the two directions in which they differ
    most, a mark for each segment; right agreement and silhouette, with the range of
    nineteen made-up data sets without groups), table (what
    `evaluation.null_comparison` returns) and text

    Raises
    ------
    DataError
        if X has too few customers, no numbers or missing values, or n_segments is not
        from 2 to 8

    Notes
    -----
    Own definition. Agreement counts from .80 on (Steinley 2004); both figures are
    compared at this number alone, so that trying many numbers will find some beyond the
    range by luck. `evaluation.are_they_real` corrects for that.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 2)) + 8 * np.repeat([[0, 0], [1, 0], [0, 1]], 30, 0)
    >>> found = draw_n_segments(pd.DataFrame(X), n_segments=3, name="made-up customers")
    >>> found.text.split(". ")[-1]
    'They come back, and lie further apart than parts of one cloud do.'
    >>> plt.close(found.figure)
    """
    k = checks.whole_number(n_segments, name="n_segments", low=LOW)
    if k > HIGH:
        raise DataError(f"n_segments must be {HIGH} or less; this is {k}")
    rows = _rows(X, name, random_state)
    model = KMeans(n_init=3) if estimator is None else estimator
    table = evaluation.null_comparison(
        model, rows, n_segments=[k], n_worlds=WORLDS, n_pairs=PAIRS,
        random_state=random_state,
    )  # fmt: skip
    fitted = clone(model).set_params(n_clusters=k, random_state=random_state)
    labels = np.asarray(fitted.fit(rows).predict(rows))
    figure = _figure(rows, labels, table.set_index("figure"))
    return NSegments(figure, table, _text(table.set_index("figure"), k, name))


def explore_n_segments(
    X: pd.DataFrame | Mapping[str, pd.DataFrame],
    *,
    n_segments: int = 4,
    estimator: BaseEstimator | None = None,
    random_state: int = 0,
) -> Screen:
    """Move the number of segments, change the customers, and see what comes back.

    Parameters
    ----------
    X : as for `draw_n_segments`, or several by their names
    n_segments : where the number stands at first
    estimator, random_state : as for `draw_n_segments`

    Returns
    -------
    Screen: a number box with a slider, a list of the customers, a status line and the
    figure. Make it the last line of a cell. What was drawn once is kept.

    Raises
    ------
    DataError
        as `draw_n_segments` does, for the first customers

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 2)) + 8 * np.repeat([[0, 0], [1, 0], [0, 1]], 30, 0)
    >>> screen = explore_n_segments(pd.DataFrame(X), n_segments=3)
    >>> screen.said.split(":")[0]
    '3 segments of X'
    """
    tables = dict(X) if isinstance(X, Mapping) else {"X": X}
    if not tables:
        raise DataError("X must hold one table of customers at least; it is empty")
    number = Pair(words.N_SEGMENTS, n_segments, LOW, HIGH)
    which = ipywidgets.Dropdown(
        options=list(tables),
        description=words.CUSTOMERS,
        style={"description_width": "11em"},
        layout={"width": "29.5em"},
    )
    inputs = {"n_segments": number.box, "name": which}
    said: list[Callable[[str], Any]] = []  # nothing can be said before it is built
    kept: dict[tuple[str, int], Shown] = {}

    def draw(n_segments: int, name: str) -> Shown:
        if (name, n_segments) not in kept:
            for say in said:
                say(words.WORKING)
            found = draw_n_segments(
                tables[name], n_segments=n_segments, estimator=estimator, name=name,
                random_state=random_state,
            )  # fmt: skip
            kept[name, n_segments] = Shown(plots.to_img(found.figure), found.text)
        return kept[name, n_segments]

    screen = Screen([number, which], inputs, draw)
    said.append(screen.say)
    return screen


def _rows(X: Any, name: str, random_state: int) -> pd.DataFrame:
    """Return at most SAMPLE customers; refuse what cannot be divided."""
    table = pd.DataFrame(X).rename(columns=str)
    kinds = {c: pd.api.types.is_numeric_dtype(table[c]) for c in table}
    wrong = [c for c, fine in kinds.items() if not fine or not _finite(table[c])]
    if wrong:
        raise DataError(words.NOT_NUMBERS.format(name=name, columns=wrong))
    different = len(table.drop_duplicates())
    if different < LEAST or table.shape[1] < 2:
        shape = f"{different} and {table.shape[1]}"
        raise DataError(words.TOO_FEW.format(name=name, least=LEAST, n=shape))
    table = table.sort_values(list(table.columns), kind="stable").astype(float)
    if len(table) > SAMPLE:
        table = table.sample(SAMPLE, random_state=random_state)
    return table


def _finite(column: pd.Series) -> bool:
    return bool(np.isfinite(column.to_numpy(dtype=float, na_value=np.nan)).all())


def _verdict(by_figure: pd.DataFrame) -> str:
    seen, most = by_figure["observed"], by_figure["null_high"]
    back = seen["stability"] >= STABLE
    apart = seen["silhouette"] > most["silhouette"]
    names = {(1, 1): "groups", (1, 0): "cuts", (0, 1): "apart", (0, 0): "nothing"}
    return words.N_SEGMENTS_VERDICTS[names[int(back), int(apart)]]


def _text(by_figure: pd.DataFrame, k: int, name: str) -> str:
    agree, apart = by_figure.loc["stability"], by_figure.loc["silhouette"]
    return words.N_SEGMENTS_TEXT.format(
        k=k,
        name=name,
        agree=agree["observed"],
        low=agree["null_low"],
        high=agree["null_high"],
        apart=apart["observed"],
        apart_low=apart["null_low"],
        apart_high=apart["null_high"],
        verdict=_verdict(by_figure),
    )


def _figure(rows: pd.DataFrame, labels: np.ndarray, by_figure: pd.DataFrame) -> Figure:
    """Draw the customers on the left, the two comparisons on the right."""
    with plots.style():
        figure, axes = plt.subplot_mosaic(
            [["map", "stability"], ["map", "silhouette"]],
            figsize=SIZE, width_ratios=(5, 4), layout="constrained",
        )  # fmt: skip
        _map(axes["map"], rows, labels)
        _compared(axes["stability"], by_figure.loc["stability"], words.AGAIN)
        _compared(axes["silhouette"], by_figure.loc["silhouette"], words.APART)
    least, end = axes["stability"], axes["silhouette"]
    least.axvline(STABLE, linestyle="--", color="black", linewidth=1,
                  label=words.SAME_FROM.format(least=STABLE))  # fmt: skip
    least.set(xlabel=words.AGREEMENT, xlim=(min(-0.02, *least.get_xlim()), 1.03))
    end.set(xlabel=words.SILHOUETTE)
    return figure


def _map(ax: Axes, rows: pd.DataFrame, labels: np.ndarray) -> None:
    """Draw customers in the two directions in which they differ most."""
    centred = rows.to_numpy() - rows.to_numpy().mean(axis=0)
    left, size, right = np.linalg.svd(centred, full_matrices=False)
    turn = np.sign(right[np.arange(len(right)), np.abs(right).argmax(axis=1)])
    points = (left * size * turn)[:, :2]
    order = [np.flatnonzero(labels == code) for code in np.unique(labels)]
    order.sort(key=lambda mine: tuple(points[mine].mean(axis=0).round(9)))
    for i, mine in enumerate(order):
        ax.scatter(
            points[mine, 0], points[mine, 1], s=26,
            marker=plots.MARKERS[i % len(plots.MARKERS)],
            color=plots.COLOURS[i % len(plots.COLOURS)], edgecolor="white",
            linewidth=0.4,
        )  # fmt: skip
    shares = size**2 / (size**2).sum()
    names = [
        words.DIRECTION.format(place=place, share=f"{share:.0%}")
        for place, share in zip(words.PLACES, shares, strict=False)
    ]
    title = words.MAP_OF_CUSTOMERS.format(n=len(rows), k=len(order))
    ax.set(title=title, xlabel=names[0], ylabel=names[1])


def _compared(ax: Axes, row: Any, title: str) -> None:
    """Draw one figure as a dot beside the range without groups."""
    made, low, high = row["null_mean"], row["null_low"], row["null_high"]
    names = [words.WITHOUT_GROUPS, words.THESE]
    ax.errorbar(
        [made], names[:1], xerr=[[made - low], [high - made]], fmt="none",
        ecolor="#bbbbbb", elinewidth=14,
    )  # fmt: skip
    ax.scatter([row["observed"]], names[1:], s=90, color=plots.COLOURS[0], zorder=3)
    ax.scatter([made], names[:1], s=200, marker="|", color="black", zorder=3)
    ax.set_title(title)
    ax.margins(x=0.2, y=0.4)
    ax.grid(True, axis="x")
