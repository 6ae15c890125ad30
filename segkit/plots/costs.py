"""What more segments cost, and what they pay."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from segkit.plots import words
from segkit.plots.choosing import mark_choice, whole_numbers
from segkit.plots.style import COLOURS, MARKERS, amount, axes, styled
from segkit.plots.tables import pandas_table


@styled
def cost_of_k(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw what more segments cost, what they pay, and which number pays best.

    Parameters
    ----------
    table : what `evaluation.cost_of_k` returns
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: three lines (gain, cost, gain less cost) told apart by colour, marker and
    dashes, and a diamond at the best number

    Raises
    ------
    DataError
        if a column is missing or the table is empty

    References
    ----------
    Own definition.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"n_segments": [1, 2], "gain": [0, 500],
    ...                       "cost": [100, 200], "net": [-100, 300]})
    >>> print(plots.show(plots.cost_of_k(table)).alt.split(". ")[-1])
    Labels: chooses 2.
    """
    data = pandas_table(table, ["n_segments", *words.COST_LINES], name="table")
    ax = axes(ax, height=3.8)
    ax.grid(True)
    x = data["n_segments"].astype(float)
    dashes = ("-", "--", "-.")
    for i, (name, label) in enumerate(words.COST_LINES.items()):
        ax.plot(x, data[name], dashes[i], marker=MARKERS[i], color=COLOURS[i],
                linewidth=2, markersize=5, label=label)  # fmt: skip
    best = int(data["n_segments"].iloc[int(data["net"].to_numpy().argmax())])
    mark_choice(ax, x, data["net"].astype(float), best)
    whole_numbers(ax)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value)))
    ax.set(title=words.COST, xlabel=words.HOW_MANY_X, ylabel=words.COST_Y)
    ax.margins(y=0.15)
    ax.legend(loc="best")
    return ax
