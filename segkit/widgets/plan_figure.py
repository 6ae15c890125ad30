"""What a plan of a test looks like: the chance to find a rise, two ways."""

from __future__ import annotations

import math
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segkit import plots
from segkit.widgets import words
from segkit.widgets.plan import Plan, chance, plain

SIZE = (9.6, 3.8)
STEPS, FEW = 60, 24  # points of a curve; few where each is counted anew


def figure_of(plan: Plan, row: Any) -> Figure:
    """Draw the chance by the size of the rise, and by the number of customers.

    Parameters
    ----------
    plan : checked
    row : what `numbers` returns for it

    Returns
    -------
    figure of two panels

    Examples
    --------
    >>> from segkit.widgets.plan import numbers
    >>> plan = Plan("New", 60, 0.1, 0.05, 0.5, 0.8, 0.05, 0, 0, 0)
    >>> figure = figure_of(plan, numbers(plan).iloc[0])
    >>> [ax.get_title(loc="left") for ax in figure.axes]
    ['What 60 customers can show', 'How many it takes to find 5 points']
    >>> plt.close(figure)
    """
    with plots.style():
        figure, (left, right) = plt.subplots(
            ncols=2, figsize=SIZE, sharey=True, layout="constrained"
        )
        _by_rise(left, plan, row)
        _by_size(right, plan, row)
    line = words.PLAN_LINE.format(power=plain(100 * plan.power))
    for ax, label in ((left, line), (right, None)):
        ax.axhline(100 * plan.power, linestyle="--", color="black", linewidth=1,
                   label=label)  # fmt: skip
        ax.set(ylim=(0, 103))
        ax.legend(loc="lower right", fontsize="small")
    left.set_ylabel(words.PLAN_CHANCE)
    return figure


def _by_rise(ax: Axes, plan: Plan, row: Any) -> None:
    seen = row["seen"] - plan.p1
    end = max(2 * plan.effect, 1.5 * (0 if math.isnan(seen) else seen))
    rises = np.linspace(0, min(end, 0.999 - plan.p1), STEPS + 1)[1:]
    chances = [
        100 * chance(plan, plan.p1 + rise, plan.held, plan.sent) for rise in rises
    ]
    ax.plot(100 * rises, chances, color=plots.COLOURS[0], label=words.PLAN_LINE_OF)
    ax.axvline(100 * plan.effect, linestyle=":", color=plots.COLOURS[1],
               label=words.PLAN_WORTH)  # fmt: skip
    if not math.isnan(seen):
        ax.scatter([100 * seen], [100 * plan.power], s=70, zorder=3,
                   color=plots.COLOURS[0], label=words.PLAN_SEEN)  # fmt: skip
    ax.set(title=words.PLAN_CURVE.format(n=plan.n), xlabel=words.PLAN_RISE)
    ax.set_xlim(0, None)


def _by_size(ax: Axes, plan: Plan, row: Any) -> None:
    needed = int(row["needed"])
    end = 1.25 * max(plan.n, needed)
    sizes = np.unique(np.linspace(max(8, end / FEW), end, FEW).round().astype(int))
    held = np.clip((plan.held_out * sizes).round().astype(int), 2, sizes - 2)
    chances = [
        100 * chance(plan, plan.p2, one, n - one)
        for one, n in zip(held.tolist(), sizes.tolist(), strict=True)
    ]
    ax.plot(sizes, chances, color=plots.COLOURS[0], label=words.PLAN_LINE_OF)
    ax.scatter([plan.n], [100 * row["chance"]], s=70, zorder=3, marker="s",
               color=plots.COLOURS[2], label=words.PLAN_HAVE)  # fmt: skip
    ax.scatter([needed], [100 * plan.power], s=90, zorder=3, marker="D",
               facecolor="white", edgecolor="black", label=words.PLAN_NEED)  # fmt: skip
    effect = plain(100 * plan.effect)
    ax.set(title=words.PLAN_SIZES.format(effect=effect), xlabel=words.PLAN_N)
    ax.xaxis.set_major_locator(plt.MaxNLocator(5, integer=True))
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:,.0f}")
    ax.set_xlim(0, None)
