"""Streams of customers between days."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import PathPatch, Rectangle

from segkit import plots
from segkit.checks import DataError


def flows(n_days=2, k=3, seed=0):
    rng = np.random.default_rng(seed)
    names = [f"segment {i}" for i in range(k)]
    size = rng.integers(1, 100, (k, k))
    rows = []
    for j in range(n_days - 1):
        days = [f"2024-0{j + 1}-01", f"2024-0{j + 2}-01"]
        rows += [
            [*days, a, b, size[i, m]]
            for i, a in enumerate(names)
            for m, b in enumerate(names)
        ]
        rows.append([*days, names[0], "(gone)", 7])
        rows.append([*days, "(new)", names[1], 9])
        size = rng.permutation(size.T.ravel()).reshape(k, k)
    return pd.DataFrame(rows, columns=["from_day", "to_day", "from", "to", "n"])


def bars(ax):
    return [p for p in ax.patches if isinstance(p, Rectangle)]


def streams(ax):
    return [p for p in ax.patches if isinstance(p, PathPatch)]


def test_bars_are_as_high_as_they_have_customers():
    table = flows()
    ax = plots.migration_flow(table)
    heights = [b.get_height() for b in bars(ax)]
    left = table.groupby("from", sort=False)["n"].sum()
    right = table.groupby("to", sort=False)["n"].sum()
    scale = heights[0] / left.iloc[0]
    expected = sorted([*left, *right])
    assert sorted(h / scale for h in heights) == pytest.approx(expected)
    assert len(streams(ax)) == len(table)


def test_streams_fill_their_bars_exactly():
    ax = plots.migration_flow(flows(4, 6))
    for bar in bars(ax):
        x0, x1 = bar.get_x(), bar.get_x() + bar.get_width()
        ends = []
        for stream in streams(ax):
            y = stream.get_path().vertices[:, 1]
            x = stream.get_path().vertices[:, 0]
            if np.isclose(x[3], x0):
                ends.append(("in", y[3], y[4]))
            if np.isclose(x[0], x1):
                ends.append(("out", y[0], y[7]))
        top, low = bar.get_y() + bar.get_height() + 1e-9, bar.get_y() - 1e-9
        inside = [y0 - y1 for _, y0, y1 in ends if y0 <= top and y1 >= low]
        assert sum(inside) >= bar.get_height() - 1e-9


@pytest.mark.parametrize(("n_days", "k"), [(2, 8), (3, 6), (4, 7), (3, 11)])
def test_labels_lie_apart_and_inside_the_figure(n_days, k):
    ax = plots.migration_flow(flows(n_days, k))
    ax.figure.canvas.draw()
    boxes = [t.get_window_extent() for t in ax.texts]
    whole = ax.figure.bbox
    for i, one in enumerate(boxes):
        assert one.x0 >= whole.x0 - 1
        assert one.x1 <= whole.x1 + 1
        for other in boxes[i + 1 :]:
            if abs(one.x0 - other.x0) < 5 or abs(one.x1 - other.x1) < 5:
                apart = max(one.y0, other.y0) - min(one.y1, other.y1)
                assert apart > -4, "labels overlap"
    plt.close(ax.figure)


def test_segments_beyond_eight_differ_in_hatch():
    ax = plots.migration_flow(flows(2, 10))
    looks = {(b.get_facecolor(), b.get_hatch()) for b in bars(ax)}
    assert len(looks) == 11  # ten segments; new and gone are grey both


def test_who_stayed_is_said_and_pale():
    table = pd.DataFrame(
        [["a", "b", "x", "x", 30], ["a", "b", "x", "y", 10]],
        columns=["from_day", "to_day", "from", "to", "n"],
    )
    ax = plots.migration_flow(table)
    assert "40 customers at the start, 30 stayed" in plots.alt_text(ax)
    pale = sorted(p.get_facecolor()[3] for p in streams(ax))
    assert pale == [0.25, 0.62]


def test_empty_flows_are_refused():
    with pytest.raises(DataError, match="flows hold no customers"):
        plots.migration_flow(flows().assign(n=0))
    with pytest.raises(DataError, match="flows needs columns"):
        plots.migration_flow(pd.DataFrame({"n": [1]}))
