"""Figures on goals and ranks: what is drawn, said and refused."""

import numpy as np
import pandas as pd
import pytest

from segkit import objectives, plots
from segkit.checks import DataError


@pytest.fixture
def progress():
    goal = objectives.Goal("orders", 20, start="2024-06-01", days=20)
    return goal.progress([f"2024-06-0{day}" for day in range(1, 9)], "2024-06-08")


def test_the_fan_begins_where_the_line_ends(progress):
    ax = plots.goal_progress(progress.by_day)
    done, pace = ax.lines[0].get_xydata(), ax.lines[1].get_xydata()
    assert np.allclose(done[-1], pace[0])
    assert len(done) == 8
    assert pace[-1, 1] == pytest.approx(progress.expected)
    said = plots.alt_text(ax)
    assert "(target: 20)" in said
    assert f"({progress.low:g} to {progress.high:g})" in said


def test_a_goal_that_is_over_has_no_fan(progress):
    over = progress.goal.progress(["2024-06-01"], "2024-06-20")
    ax = plots.goal_progress(over.by_day)
    assert not ax.collections
    assert len(ax.lines) == 2  # what was done, and the target


def test_ranks_have_a_line_for_each_segment():
    table = pd.DataFrame(
        {
            "segment": ["a", "b"],
            "revenue_amount": [2.0, 1.0],
            "clv_amount": [1.0, np.nan],
        }
    )
    ax = plots.objective_ranks(objectives.rank_segments(table, "revenue"))
    assert [line.get_label() for line in ax.lines] == ["a", "b"]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the best on top
    alone = objectives.rank_segments(table[["segment", "clv_amount"]], "clv")
    with pytest.raises(DataError, match="ranks by two objectives"):
        plots.objective_ranks(alone)
