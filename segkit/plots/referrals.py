"""Who came through whom: groups of recommendations as small trees."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from segkit import checks
from segkit.checks import DataError
from segkit.plots.style import COLOURS, INK, axes, count, styled
from segkit.plots.tables import pandas_table
from segkit.plots.words import lookalike as words

PEOPLE = ("referrer_id", "brought", "depth", "group")
WIDE = 26.0  # people side by side in a row of groups


@styled
def referral_network(
    table: pd.DataFrame, *, most: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw the largest groups of people who came through each other.

    Parameters
    ----------
    table : the ``people`` of what `activation.referral_network` returns
    most : groups that are drawn; more are counted below
    ax : axes to draw on; None for a new figure

    Returns
    -------
    Axes: each group as a tree, first people on top; a larger mark brought more. No id
    is written: it would name a person

    Raises
    ------
    DataError
        if a column is missing, the table is empty, or no group has a first person

    References
    ----------
    Layout: leaves side by side, everybody above the middle of theirs, after Wetherell
    and Shannon (1979), IEEE Transactions on Software Engineering 5, 514-520.

    Examples
    --------
    >>> import pandas as pd
    >>> from segkit import plots
    >>> table = pd.DataFrame({"referrer_id": [None, "a", "a"], "brought": [2, 0, 0],
    ...     "depth": [0, 1, 1], "group": "a"}, index=["a", "b", "c"])
    >>> print(plots.alt_text(plots.referral_network(table))[:22])
    Who came through whom?
    """
    data = pandas_table(table, PEOPLE, name="table")
    most = checks.whole_number(most, name="most")
    whole = data.groupby("group")["depth"].agg(["size", "count"])
    sizes = whole.loc[whole["size"] == whole["count"], "size"]
    if not len(sizes):
        raise DataError(words.CIRCLE)
    shown = sizes.sort_values(ascending=False, kind="stable").index[:most]
    places, lines = _laid_out(data, shown)
    ax = axes(ax, height=1.5 + 0.42 * (places["y"].max() - places["y"].min() + 1))
    ax.add_collection(LineCollection(lines, colors="#999999", linewidths=1, zorder=1))
    kinds = (
        (places["depth"] == 0, COLOURS[1], "s", words.FIRST),
        (
            (places["depth"] > 0) & (places["brought"] > 0),
            COLOURS[0],
            "o",
            words.BROUGHT,
        ),
        ((places["depth"] > 0) & (places["brought"] == 0), "white", "o", words.NOBODY),
    )
    for some, colour, marker, text in kinds:
        its = places[some.to_numpy()]
        if not len(its):
            continue
        ax.scatter(
            its["x"], its["y"], s=30 + 40 * its["brought"], color=colour, marker=marker,
            edgecolor=INK, linewidth=0.8, label=text, zorder=2,
        )  # fmt: skip
    _finish(ax, len(shown), len(whole), len(places), len(data))
    return ax


def _finish(ax: Axes, shown: int, groups: int, people: int, everybody: int) -> None:
    ax.margins(x=0.04)
    low, high = sorted(ax.get_ylim())
    ax.set_ylim(max(high, low + 1) + 0.2, low - 0.2)
    ax.set(xticks=[], yticks=[], title=words.NETWORK)
    for side in ax.spines.values():
        side.set_visible(False)
    numbers = {"shown": shown, "groups": groups, "people": people, "all": everybody}
    text = {name: count(number) for name, number in numbers.items()}
    ax.set_xlabel(words.NETWORK_X.format(**text))
    ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        ncols=3,
        markerscale=0.7,
        borderaxespad=4.5,
    )


def _laid_out(data: pd.DataFrame, shown: Any) -> tuple[pd.DataFrame, list[Any]]:
    """Place group beside group, a new row where one is full."""
    left, top, deep = 0.0, 0.0, 0.0
    parts, lines = [], []
    for name in shown:
        its = data[data["group"] == name]
        x = _tree(its)
        if left and left + x.max() > WIDE:
            left, top, deep = 0.0, top + deep + 1.6, 0.0
        place = its.assign(x=x + left, y=its["depth"].to_numpy(dtype=float) + top)
        left, deep = left + x.max() + 2, max(deep, float(its["depth"].max()))
        known = place[place["referrer_id"].isin(place.index)]
        ends = zip(known["referrer_id"], known.index, strict=True)
        at = place[["x", "y"]]
        lines += [(tuple(at.loc[a]), tuple(at.loc[b])) for a, b in ends]
        parts.append(place)
    return pd.concat(parts), lines


def _tree(its: pd.DataFrame) -> np.ndarray:
    """Return the place of each person from left to right: leaves count from 0."""
    under: dict[Any, list[Any]] = {}
    for person, above in its["referrer_id"].items():
        under.setdefault(above if above in its.index else None, []).append(person)
    order = its["brought"].sort_values(ascending=False, kind="stable").index
    rank = {person: i for i, person in enumerate(order)}
    x: dict[Any, float] = {}
    waiting = [(person, False) for person in under[None]]
    leaves = 0
    while waiting:
        person, done = waiting.pop()
        below = sorted(under.get(person, []), key=rank.__getitem__)
        if done:
            x[person] = (x[below[0]] + x[below[-1]]) / 2
        elif below:
            waiting.append((person, True))
            waiting += [(one, False) for one in reversed(below)]
        else:
            x[person], leaves = float(leaves), leaves + 1
    return np.array([x[person] for person in its.index])
