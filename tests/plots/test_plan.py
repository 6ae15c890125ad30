"""Figures of the plan: what is drawn is what the table says."""

import pandas as pd
import pytest

from segkit import activation, plots
from segkit.activation import Curve
from segkit.checks import DataError

PLAN = activation.budget({"a": 5, "b": 3}, 40, caps={"a": 10})


def test_each_cell_has_a_bar_with_its_next_euro_and_its_limit():
    alt = plots.show(plots.budget_plan(PLAN.table)).alt
    assert "a 10 · next 5.00 · cap; b 30 · next 3.00" in alt


def test_names_of_segment_and_channel_stand_together():
    plan = activation.budget({("loyal", "a $5 <b>"): 2, ("new", "sms"): 1}, 9)
    ax = plots.budget_plan(plan.table)
    assert ax.get_yticklabels()[0].get_text() == "loyal · a $5 <b>"
    assert "loyal · a $5 <b> 9" in plots.show(ax).alt


def test_the_range_marks_the_plan():
    alt = plots.show(plots.budget_range(activation.budget_range(PLAN))).alt
    assert "Labels: this plan: 140." in alt


def test_a_range_without_any_plan_is_refused():
    table = pd.DataFrame({"total": [1.0], "value": [None], "feasible": [False]})
    with pytest.raises(DataError, match="no plan keeps the limits"):
        plots.budget_range(table)


def test_several_curves_are_told_apart_and_say_their_interval():
    known = Curve("log", 9, 5, name="radio").table([0, 10])
    sure = Curve("linear", 2, name="tv").scaled(1, 0.5, 2).table([0, 10])
    alt = plots.show(plots.response_curves(pd.concat([known, sure]))).alt
    assert "Line, radio: 2 points" in alt
    assert "Line, tv (10 to 40 at 10): 2 points" in alt


def test_a_clear_preference_is_framed():
    orders = pd.DataFrame(
        {"customer_id": range(60), "channel": ["app"] * 50 + ["web"] * 10}
    )
    found = activation.preferred_channel(orders, pd.Series("new", index=range(60)))
    ax = plots.preferred_channels(found)
    assert len(ax.patches) == 1
    assert "largest 83 % (row new (n = 60), column app)" in plots.show(ax).alt


def test_one_channel_needs_no_bar_for_all():
    reach = activation.channel_reach(
        {"web": pd.DataFrame({"customer_id": [1]})}, [1, 2]
    )
    alt = plots.show(plots.reach_by_channel(reach.table)).alt
    assert "all together:" not in alt.split("Bars")[1]
    assert "web 1 · 50 %" in alt


def test_empty_tables_are_refused():
    for draw, columns in (
        (plots.budget_plan, ["spend", "return_last", "limit"]),
        (plots.preferred_moments, ["segment", "moment", "n", "share", "best"]),
    ):
        with pytest.raises(DataError, match="nothing to draw"):
            draw(pd.DataFrame(columns=columns))
