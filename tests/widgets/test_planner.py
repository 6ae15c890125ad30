"""The test planner: its words hold its numbers, and every control works to its end."""

import time

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from segkit import experiments, widgets
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.plan import LIMITS

SIZES = {"Loyal": 4000, "New": 60}


@pytest.fixture
def draw():
    """Draw, hand over what was drawn, and close the figure."""

    def drawn(segments=SIZES, **options):
        found = widgets.draw_planner(segments, **options)
        plt.close(found.figure)
        return found

    return drawn


def row(found):
    return found.table.iloc[0]


def test_the_numbers_are_those_of_experiments(draw):
    found = row(draw(base_rate=0.03, effect=0.02))
    assert found["needed"] == experiments.sample_size(0.03, 0.05).n_total
    assert found["chance"] == float(experiments.power(0.03, 0.05, 2000))
    assert found["seen"] == experiments.detectable_effect(0.03, 2000).up


def test_a_smaller_hold_out_needs_more_customers(draw):
    half, tenth = (draw(held_out=part, effect=0.02) for part in (0.5, 0.1))
    assert (row(tenth)["held_out"], row(tenth)["message"]) == (400, 3600)
    assert row(tenth)["needed"] > 2 * row(half)["needed"]
    assert row(tenth)["chance"] < row(half)["chance"]


def test_small_arms_are_counted_exactly(draw):
    found = row(draw(segment="New", base_rate=0.1, effect=0.3))
    exact = experiments.power(0.1, 0.4, 30, formula="exact")
    assert found["chance"] == float(exact)


def test_enough_customers_and_too_few_are_said(draw):
    assert "That is enough: 3,012 customers" in draw(base_rate=0.03, effect=0.02).text
    few = draw(segment="New", base_rate=0.1, effect=0.05)
    assert "Too few: it takes 1,372 customers" in few.text
    assert f"only a rise to {100 * row(few)['seen']:.1f} % is found" in few.text
    nobody = draw({"New": 4}, base_rate=0.5, effect=0.3).text
    assert "not even a rise to 100 % is found" in nobody


def test_a_chance_close_to_certainty_is_not_called_certain(draw):
    assert "chance of more than 99 %." in draw(base_rate=0.03, effect=0.2).text


def test_weeks_are_said_where_customers_join_by_the_week(draw):
    plan = {"base_rate": 0.03, "effect": 0.02}
    assert ", 7 weeks at 500 a week." in draw(**plan, per_week=500).text
    assert ", 1 week at 5,000 a week." in draw(**plan, per_week=5000).text
    assert "week" not in draw(**plan).text


def test_cost_and_worth_are_in_the_words(draw):
    plan = {"base_rate": 0.03, "effect": 0.02}
    paid = draw(**plan, cost=0.9, margin=40).text
    assert "cost 1,800; if the rise is there, they bring 40 orders more" in paid
    assert "which earn 1,600: -200 in all. Messages pay from 2.25 points on." in paid
    assert "The messages cost nothing" in draw(**plan, margin=40).text
    assert "pay from no rise on" in draw(**plan, cost=5, margin=4).text
    assert "earn" not in draw(**plan).text


def test_the_largest_segment_comes_first_and_empty_ones_are_left_out(draw):
    segments = pd.Series(["a"] * 6 + ["b"] * 9).astype("category")
    segments = segments.cat.add_categories("nobody")
    assert row(draw(segments))["segment"] == "b"
    screen = widgets.explore_planner(segments)
    assert screen._inputs["segment"].options == (("a (6)", "a"), ("b (9)", "b"))


def test_shuffled_rows_and_other_ids_change_nothing(draw):
    segments = pd.Series(["a"] * 60 + ["b"] * 90)
    other = segments.sample(frac=1, random_state=1).set_axis(range(500, 650))
    pd.testing.assert_frame_equal(draw(other).table, draw(segments).table)
    assert draw(other).text == draw(segments).text


def test_the_figure_shows_what_was_asked(draw):
    left, right = draw(base_rate=0.03, effect=0.02).figure.axes
    curve = left.lines[0].get_ydata()
    assert (np.diff(curve) > 0).all()
    assert right.collections[0].get_offsets()[0][0] == 4000
    assert right.collections[1].get_offsets()[0][0] == 3012
    assert "4,000 customers" in left.get_title(loc="left")


@pytest.mark.parametrize(
    ("segments", "options", "message"),
    [
        ({"a": 3}, {}, "segment 'a' has 3 customers: a test of two arms needs 4"),
        ({}, {}, "segments must be a Series of segments"),
        (60, {}, "segments must be a Series of segments"),
        ({"a": -1}, {}, "segment 'a' must be a whole number"),
        (SIZES, {"segment": "VIP"}, "one of .'Loyal', 'New'.; this is 'VIP'"),
        (SIZES, {"base_rate": {"New": 0.1}}, "no rate for 'Loyal'; it has .'New'."),
        (SIZES, {"base_rate": 2}, "base_rate must lie between 0.001 and 0.6; this is"),
        (SIZES, {"effect": 0}, "effect must lie between 0.001 and 0.3; this is 0"),
        (SIZES, {"effect": float("nan")}, "effect must lie between"),
        (SIZES, {"held_out": 1}, "held_out must lie between 0.05 and 0.95; this is 1"),
        (SIZES, {"power": 0.2}, "power must lie between 0.5 and 0.99; this is 0.2"),
        (SIZES, {"alpha": 0.5}, "alpha must lie between 0.01 and 0.2; this is 0.5"),
        (SIZES, {"cost": -1}, "cost must lie between 0 and 20; this is -1"),
    ],
)
def test_what_cannot_be_planned_is_refused(segments, options, message):
    with pytest.raises(DataError, match=message):
        widgets.draw_planner(segments, **options)


@pytest.fixture
def screen():
    rates = {"Loyal": 0.03, "New": 0.1}
    return widgets.explore_planner(SIZES, base_rate=rates, effect=0.02, margin=40)


def test_the_first_state_is_drawn_and_stored(screen):
    assert screen.said.startswith("Loyal: 2,000 held out, 2,000 get the message.")
    stored = screen._repr_mimebundle_()["text/html"]
    assert "What 4,000 customers can show" in stored
    assert words.LIVE in stored


def test_every_control_works_at_both_of_its_limits(screen):
    for name in LIMITS:
        control = screen._inputs[name]
        for end in (control.min, control.max):
            screen.put({name: end})
            assert screen.said.startswith("Loyal: "), (name, end, screen.said)
            assert "What 4,000 customers" in screen.drawn


@pytest.mark.parametrize("segment", SIZES)
def test_all_controls_work_at_their_limits_together(screen, segment):
    for end in ("min", "max"):
        limits = {n: getattr(screen._inputs[n], end) for n in LIMITS}
        screen.put({"segment": segment, **limits})
        assert screen.said.startswith(f"{segment}: "), screen.said


def test_every_number_has_a_box_with_a_label_and_a_slider(screen):
    for name, label in words.PLAN_LABELS.items():
        box = screen._inputs[name]
        assert box.description == label
        assert isinstance(box, ipywidgets.BoundedIntText | ipywidgets.BoundedFloatText)


def test_a_number_in_another_unit_reaches_the_plan(screen):
    screen._inputs["effect"].value = 3.5
    assert "A rise from 3 % to 6.5 % is found" in screen.said
    screen._inputs["held_out"].value = 25
    assert "1,000 held out, 3,000 get the message" in screen.said


def test_another_segment_brings_its_own_rate(screen):
    screen._inputs["segment"].value = "New"
    assert screen.values["base_rate"] == 10
    assert screen.said.startswith("New: 30 held out, 30 get the message.")


def test_a_rate_stands_on_the_steps_of_its_control():
    rates = {"a": 0.02, "b": 0.544934}
    screen = widgets.explore_planner({"a": 50, "b": 40}, base_rate=rates)
    screen._inputs["segment"].value = "b"
    assert screen.values["base_rate"] == 54.5


def test_a_rate_of_nothing_is_a_tenth_of_a_point():
    screen = widgets.explore_planner({"a": 50}, base_rate={"a": 0.0})
    assert screen.values["base_rate"] == 0.1


def test_a_segment_that_is_too_small_is_said_and_the_last_drawing_stays():
    screen = widgets.explore_planner({"fine": 50, "few": 2})
    before = screen.drawn
    screen._inputs["segment"].value = "few"
    assert screen.said.startswith("Not drawn: segment 'few' has 2 customers")
    assert screen.drawn == before


@pytest.mark.parametrize("n", [60, 398, 5000, 3_000_000])
def test_an_answer_takes_no_time(n, draw):
    draw({"a": n})
    began = time.perf_counter()
    draw({"a": n}, effect=0.05)
    assert time.perf_counter() - began < 1.5  # 0.1 on a machine that is not busy
