import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models.behavioural import rfm, scoring
from segkit.models.words import behavioural as words

COLUMNS = ["recency_days", "n_orders", "monetary_amount"]
values = st.lists(st.integers(-5, 60), min_size=1, max_size=60)


def stated_rule(x, name):
    """1 + 5 * (customers with a worse value) // customers, one by one."""
    fewer = name == "recency_days"
    worse = [sum((o > v) if fewer else (o < v) for o in x) for v in x]
    return [1 + 5 * w // len(x) for w in worse]


@given(values, st.sampled_from(COLUMNS))
def test_kept_cut_points_repeat_the_stated_rule(x, name):
    series = pd.Series(x, dtype=float)
    cuts = scoring.cut_points(series, name)
    assert scoring.score(series, cuts, name).tolist() == stated_rule(x, name)


@given(values, st.sampled_from(COLUMNS))
def test_equal_values_get_equal_scores_and_better_ones_never_lower(x, name):
    series = pd.Series(x, dtype=float)
    marks = scoring.score(series, scoring.cut_points(series, name), name)
    better = -np.array(x) if name == "recency_days" else np.array(x)
    for mark, value in zip(marks, better, strict=True):
        assert (marks[better == value] == mark).all()
        assert (marks[better > value] >= mark).all()
        assert 1 <= mark <= 5


@given(values, st.sampled_from(COLUMNS), st.integers(-100, 100))
def test_a_new_value_scores_between_its_neighbours(x, name, new):
    series = pd.Series(x, dtype=float)
    cuts = scoring.cut_points(series, name)
    mark = scoring.score(pd.Series([float(new)]), cuts, name)[0]
    marks, fewer = scoring.score(series, cuts, name), name == "recency_days"
    worse = [
        m for m, v in zip(marks, x, strict=True) if (v > new if fewer else v < new)
    ]
    better = [
        m for m, v in zip(marks, x, strict=True) if (v < new if fewer else v > new)
    ]
    assert max(worse, default=1) <= mark <= min(better, default=5)


def test_ten_customers_by_hand():
    orders = pd.Series([1, 1, 1, 1, 2, 2, 3, 5, 8, 13], dtype=float)
    cuts = scoring.cut_points(orders, "n_orders")
    assert cuts == [2.0, 2.0, 3.0, 8.0]
    marks = scoring.score(orders, cuts, "n_orders").tolist()
    assert marks == [1, 1, 1, 1, 3, 3, 4, 4, 5, 5]


def test_five_different_values_have_five_scores():
    days = pd.Series([10.0, 50.0, 30.0, 20.0, 40.0])
    cuts = scoring.cut_points(days, "recency_days")
    assert cuts == [10.0, 20.0, 30.0, 40.0]
    assert scoring.score(days, cuts, "recency_days").tolist() == [5, 1, 3, 4, 2]


def test_when_all_are_alike_all_score_one():
    alike = pd.Series([3.0] * 7)
    cuts = scoring.cut_points(alike, "n_orders")
    assert cuts == [None] * 4
    assert scoring.score(alike, cuts, "n_orders").tolist() == [1] * 7
    assert words.span("n_orders", *scoring.ends(1, cuts, "n_orders")) == (
        "all customers are alike in this"
    )


def test_a_value_on_an_own_cut_point_has_the_better_score():
    days = pd.Series([30.0, 31.0, 90.0, 91.0, 365.0, 366.0])
    cuts = [30.0, 90.0, 180.0, 365.0]
    assert scoring.score(days, cuts, "recency_days").tolist() == [5, 4, 4, 3, 2, 1]
    orders = pd.Series([1.0, 2.0, 3.0, 5.0, 7.0, 8.0])
    cuts = [2.0, 3.0, 5.0, 8.0]
    assert scoring.score(orders, cuts, "n_orders").tolist() == [1, 2, 3, 4, 4, 5]


@given(
    st.lists(st.integers(0, 40), min_size=4, max_size=4).map(sorted),
    st.sampled_from(COLUMNS),
    st.integers(0, 40),
)
def test_the_range_that_is_said_holds_the_value(cuts, name, value):
    cuts = [float(cut) for cut in cuts]
    mark = int(scoring.score(pd.Series([float(value)]), cuts, name)[0])
    near, far = scoring.ends(mark, cuts, name)
    sign = -1 if name == "recency_days" else 1
    assert near is None or sign * value >= sign * near
    assert far is None or sign * value < sign * far


@pytest.mark.parametrize(
    ("given_cuts", "said"),
    [
        ({"recency_days": [90, 30, 180, 365]}, r"'recency_days' are out of order"),
        ({"n_orders": [8, 5, 3, 2]}, r"write them from small to large, \[2\.0, 3\.0"),
        ({"n_orders": [2, 3, 5]}, "'n_orders' must be four numbers"),
        ({"n_orders": [2, 3, 5, 8, 9]}, "'n_orders' must be four numbers"),
        ({"n_orders": [2, 3, 5, "8"]}, "'n_orders' must be four numbers"),
        ({"n_orders": [2, 3, 5, float("nan")]}, "'n_orders' must be four numbers"),
        ({"n_orders": [2, 3, 5, float("inf")]}, "'n_orders' must be four numbers"),
        ({"n_orders": [2, 3, True, 8]}, "'n_orders' must be four numbers"),
        ({"n_orders": 5}, "'n_orders' must be four numbers"),
        ({"orders": [2, 3, 5, 8]}, "cut_points must be a dictionary with some of"),
        ([2, 3, 5, 8], "cut_points must be a dictionary with some of"),
    ],
)
def test_cut_points_that_make_no_sense_are_refused(given_cuts, said):
    with pytest.raises(DataError, match=said):
        scoring.own_cut_points(given_cuts)


def test_equal_cut_points_leave_a_score_out():
    assert scoring.own_cut_points({"n_orders": [2, 2, 5, 8]}) == {
        "n_orders": [2.0, 2.0, 5.0, 8.0]
    }
    assert scoring.score(pd.Series([2.0]), [2.0, 2.0, 5.0, 8.0], "n_orders") == [3]


def test_learned_cut_points_can_be_given_back():
    cuts = scoring.cut_points(pd.Series([1.0, 1.0, 1.0, 4.0]), "n_orders")
    assert cuts == [4.0, 4.0, 4.0, None]
    assert scoring.own_cut_points({"n_orders": cuts})["n_orders"] == cuts


def test_the_default_map_puts_each_of_125_combinations_in_one_segment():
    places = scoring.places(rfm.DEFAULT_MAP)
    assert len(places) == 125
    assert set(places.values()) == set(range(11))
    boxes = [scoring._cells(scores, name) for name, scores in rfm.DEFAULT_MAP.items()]
    assert sum(len(box) for box in boxes) == 125
    assert len(set().union(*boxes)) == 125


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ((5, 5, 5), "Champions"),
        ((5, 4, 4), "Champions"),
        ((5, 5, 3), "Loyal"),
        ((4, 5, 5), "Loyal"),
        ((3, 4, 1), "Loyal"),
        ((4, 3, 5), "Potential loyalists"),
        ((5, 2, 1), "Potential loyalists"),
        ((5, 1, 5), "New customers"),
        ((4, 1, 1), "Promising"),
        ((3, 3, 3), "Needing attention"),
        ((3, 2, 5), "About to sleep"),
        ((2, 3, 5), "At risk"),
        ((1, 5, 4), "At risk"),
        ((1, 5, 5), "Cannot lose them"),
        ((2, 4, 5), "Cannot lose them"),
        ((2, 2, 2), "Hibernating"),
        ((1, 1, 5), "Lost"),
    ],
)
def test_scores_lead_to_the_segment_that_the_table_says(cell, name):
    assert list(rfm.DEFAULT_MAP)[scoring.places(rfm.DEFAULT_MAP)[cell]] == name


@pytest.mark.parametrize(
    ("segment_map", "said"),
    [
        ({"A": "R4-5"}, "75 of 125 score combinations in no segment, .* R1 F1 M1"),
        ({"A": "R2-5", "B": "R1-2"}, "25 of 125 score combinations in more than one"),
        ({"A": "R4-5 X2", "B": "R1-3"}, "'A' has 'X2'; write scores such as"),
        ({"A": "R6", "B": "R1-5"}, "'A' has 'R6'"),
        ({"A": "R5-4", "B": "R1-3"}, "'A' has 'R5-4'"),
        ({"A": "recent", "B": "R1-3"}, "'A' has 'recent'"),
        ({}, "segment_map must be a dictionary such as"),
        (["R1-5"], "segment_map must be a dictionary such as"),
    ],
)
def test_a_map_that_is_no_partition_is_refused(segment_map, said):
    with pytest.raises(DataError, match=said):
        scoring.own_map(segment_map, rfm.DEFAULT_MAP)


def test_a_letter_that_is_left_out_means_every_score():
    assert len(scoring._cells("R5", "A")) == 25
    assert len(scoring._cells("R5 F1 or R4 F1 M2-3", "A")) == 7
