"""Figures on looking early: bounds, looks so far, and false alarms."""

import pandas as pd
import pytest

from segkit import experiments, plots
from segkit.checks import DataError


def labels(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_bounds_are_drawn_on_the_sides_where_the_test_may_stop():
    two = plots.sequential_boundaries(experiments.boundaries(5))
    assert labels(two) == ["bound", "bound, other side"]
    assert two.lines[0].get_ydata()[0] == pytest.approx(4.877, abs=1e-3)
    assert two.lines[1].get_ydata()[0] == pytest.approx(-4.877, abs=1e-3)
    one = plots.sequential_boundaries(experiments.boundaries(5, sides=1))
    assert labels(one) == ["bound"]


@pytest.mark.parametrize(
    ("x2", "text"),
    [(214, ["stopped at look 2"]), (160, []), (90, ["stopped at look 2"])],
)
def test_the_look_that_stopped_the_test_is_marked(x2, text):
    rows = [(50, 500, 54, 500), (150, 1500, x2, 1500)]
    looks = pd.DataFrame(rows, columns=["x1", "n1", "x2", "n2"])
    ax = plots.sequential_boundaries(
        experiments.sequential_rates(looks, n_planned=4000)
    )
    assert labels(ax)[-1] == "z at each look"
    assert [found.get_text() for found in ax.texts] == text


def test_each_rule_gets_a_line_and_the_alarms_asked_for_are_drawn():
    rules = ["p_value", "chance_to_win", "pocock"]
    table = experiments.peeking([1, 5, 10], rule=rules, n_simulations=2000)
    ax = plots.false_alarms(table)
    assert labels(ax) == [
        "p below alpha", "90 % chance to win", "Pocock bounds", "asked for, 5.0 %",
    ]  # fmt: skip
    assert ax.lines[1].get_ydata()[-1] == table["false_alarms"].iloc[5]
    assert len(ax.collections) == 3


@pytest.mark.parametrize("draw", [plots.sequential_boundaries, plots.false_alarms])
def test_another_table_is_refused(draw):
    with pytest.raises(DataError, match="needs columns"):
        draw(pd.DataFrame({"look": [1]}))
    table = experiments.peeking([1], n_simulations=10)
    with pytest.raises(DataError, match="is empty"):
        plots.false_alarms(table.iloc[:0])
