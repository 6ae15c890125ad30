"""The RFM grid: drawn right at every setting, its controls at their limits."""

import re
from itertools import product

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import models, widgets
from segkit.checks import DataError
from segkit.widgets import words

FIVE, FOUR = [30, 90, 180, 365], [2, 5, 10, 30]


@pytest.fixture
def draw(X):
    """Draw, hand over what was drawn, and close the figure."""

    def drawn(**options):
        grid = widgets.draw_rfm_grid(options.pop("X", X), **options)
        plt.close(grid.figure)
        return grid

    return drawn


def cells(grid):
    left = grid.figure.axes[0]
    return np.asarray(left.collections[0].get_array(), float).reshape(5, 5)


def bars(grid):
    right = grid.figure.axes[1]
    return [patch.get_width() for patch in right.containers[0]]


def buttons(screen):
    return [w for w in screen.children if isinstance(w, ipywidgets.Button)]


def test_sizes_are_those_of_the_model_with_these_cut_points(X, draw):
    grid = draw(recency_cuts=FIVE, frequency_cuts=FOUR)
    cuts = {"recency_days": FIVE, "n_orders": FOUR}
    model = models.BehaviouralSegmenter(method="rfm", cut_points=cuts).fit(X)
    assert grid.table["customers"].tolist() == model.segments_["size"].tolist()
    assert grid.table.index.tolist() == model.segments_["name"].tolist()
    assert grid.table["share"].sum() == pytest.approx(1)


def test_the_bars_and_the_cells_show_the_table(X, draw):
    grid = draw(recency_cuts=FIVE, frequency_cuts=FOUR)
    assert bars(grid) == grid.table["customers"].tolist()
    assert cells(grid).sum() == len(X) - 1  # who never ordered is in no cell
    recent = int((X["recency_days"] <= 30).sum())
    assert cells(grid)[0].sum() == recent


def test_without_cut_points_the_customers_are_in_fifths(draw):
    grid = draw()
    assert cells(grid).sum(axis=1).tolist() == [12] * 5
    assert cells(grid).sum(axis=0).tolist() == [12] * 5


def test_a_comparison_counts_who_changed_segment(X, draw):
    before = models.BehaviouralSegmenter().fit(X).assign(X)
    same = draw(before=before)
    assert same.table["change"].eq(0).all()
    assert same.text.endswith("Nobody is in another segment than at the start.")
    other = draw(recency_cuts=FIVE, before=before)
    after = models.BehaviouralSegmenter(cut_points={"recency_days": FIVE})
    moved = int((after.fit(X).assign(X).astype(str) != before.astype(str)).sum())
    assert f" {moved} customers (" in other.text
    assert other.table["change"].sum() == 0
    assert other.table["change"].abs().sum() > 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"recency_cuts": [90, 30, 180, 365]}, "'recency_days' are out of order"),
        ({"frequency_cuts": [2, 5]}, "'n_orders' must be four numbers"),
        ({"frequency_cuts": ["a", 1, 2, 3]}, "'n_orders' must be four numbers"),
        ({"X": pd.DataFrame({"n_orders": [1, 2]})}, "recency_days"),
    ],
)
def test_wrong_cut_points_and_tables_are_refused(draw, options, message):
    with pytest.raises(DataError, match=message):
        draw(**options)


@pytest.fixture
def screen(X):
    return widgets.explore_rfm_grid(X)


def test_the_first_state_is_fifths_of_the_customers(screen, draw):
    assert screen.said.startswith(draw().text)
    assert screen.said.endswith("Nobody is in another segment than at the start.")
    assert [screen.values[f"recency_days_{s}"] for s in (5, 4, 3, 2)] == [
        56,
        116,
        176,
        236,
    ]


def test_moving_a_cut_point_changes_the_drawing_and_the_words(screen):
    before = screen.drawn
    screen.put({"recency_days_5": 1})
    assert "customers (" in screen.said
    assert "are in another segment" in screen.said
    assert screen.drawn != before
    assert re.match(r'<img style="[^"]*" alt="How many customers', screen.drawn)


def test_every_control_works_at_both_of_its_limits(X):
    screen = widgets.explore_rfm_grid(X)
    recency = [f"recency_days_{score}" for score in (5, 4, 3, 2)]
    frequency = [f"n_orders_{score}" for score in (2, 3, 4, 5)]
    boxes = screen._inputs
    for low, high in product((True, False), repeat=2):
        ends = {n: boxes[n].min if low else boxes[n].max for n in recency}
        ends |= {n: boxes[n].min if high else boxes[n].max for n in frequency}
        screen.put(ends)
        assert "in another segment" in screen.said, ends
        assert "61 customers" in screen.said


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("recency_days_5", 200, "R5 is at most 200 days, R4 at most 116: a worse"),
        ("recency_days_2", 0, "R3 is at most 176 days, R2 at most 0: a worse"),
        ("n_orders_2", 60, "F3 is at least 25 orders, F2 at least 60: a better"),
        ("n_orders_5", 1, "F5 is at least 1 orders, F4 at least 37: a better"),
    ],
)
def test_cut_points_out_of_order_are_said_not_drawn(screen, name, value, message):
    before = screen.drawn
    screen.put({name: value})
    assert screen.said.startswith(f"Not drawn: {message}")
    assert screen.drawn == before


def test_equal_cut_points_leave_a_score_empty(screen):
    screen.put({"recency_days_5": screen.values["recency_days_4"]})
    assert screen.said.startswith("61 customers in ")


def test_the_button_brings_the_first_cut_points_back(screen):
    first, values = screen.drawn, screen.values
    screen.put({"recency_days_5": 1, "n_orders_5": 60})
    (button,) = buttons(screen)
    assert button.description == words.START
    button.click()
    assert screen.values == values
    assert screen.drawn == first


def test_every_control_has_a_label_of_its_own(screen):
    labels = [box.description for box in screen._inputs.values()]
    assert len(set(labels)) == 8
    assert labels[0] == "R5: at most (days)"
    assert labels[-1] == "F5: at least (orders)"


def test_the_drawing_is_the_same_each_time(X, screen):
    assert (
        widgets.explore_rfm_grid(X.sample(frac=1, random_state=3)).drawn == screen.drawn
    )


def test_a_table_without_the_columns_is_refused_at_once(X):
    with pytest.raises(DataError, match="monetary_amount"):
        widgets.explore_rfm_grid(X.drop(columns="monetary_amount"))


def test_customers_who_are_all_alike_can_be_explored():
    same = {"recency_days": [9] * 4, "n_orders": [1] * 4, "monetary_amount": [5.0] * 4}
    screen = widgets.explore_rfm_grid(pd.DataFrame(same, index=list("abcd")))
    assert "Largest: Lost, 4 (100.0 %)." in screen.said
    screen.put({f"recency_days_{score}": 9 for score in (5, 4, 3, 2)})
    assert "Largest: New customers, 4 (100.0 %)." in screen.said


@settings(max_examples=10)
@given(
    st.lists(st.integers(0, 400), min_size=4, max_size=4).map(sorted),
    st.lists(st.integers(1, 70), min_size=4, max_size=4).map(sorted),
)
def test_any_rising_cut_points_put_every_customer_in_one_segment(recency, frequency):
    X = pd.DataFrame(
        {
            "recency_days": range(0, 400, 8),
            "n_orders": range(1, 51),
            "monetary_amount": np.arange(50.0),
        }
    )
    grid = widgets.draw_rfm_grid(X, recency_cuts=recency, frequency_cuts=frequency)
    plt.close(grid.figure)
    assert grid.table["customers"].sum() == cells(grid).sum() == 50
    top = (X["recency_days"] <= recency[0]) & (X["n_orders"] >= frequency[3])
    assert cells(grid)[0, 4] == top.sum()
