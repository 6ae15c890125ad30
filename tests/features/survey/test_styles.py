"""How people answered: runs, habits, haste; and leaving them out on purpose."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError

ITEMS = [f"q{i}" for i in range(1, 7)]
BOOK = features.codebook({"calm": ITEMS}, reverse=["q6"])


def styles(rows, **more):
    table = pd.DataFrame(rows, columns=ITEMS).assign(
        customer_id=[f"c{i}" for i in range(len(rows))], **more
    )
    return features.response_styles(table, BOOK)


def test_shares_by_hand():
    row = styles([[1, 5, 5, 3, 4, 2]]).iloc[0]
    assert row["acquiescence_rate"] == pytest.approx(3 / 6)  # 5, 5, 4
    assert row["disacquiescence_rate"] == pytest.approx(2 / 6)  # 1, 2
    assert row["extreme_rate"] == pytest.approx(3 / 6)  # 1, 5, 5
    assert row["midpoint_rate"] == pytest.approx(1 / 6)  # 3
    assert row["longest_run"] == 2


def test_items_are_counted_as_given_not_turned_round():
    # who agrees with everything agrees with q6 too, which says the opposite
    assert styles([[4, 5, 4, 5, 4, 5]]).iloc[0]["acquiescence_rate"] == 1


@pytest.mark.parametrize(
    ("answers", "longest"),
    [
        ([1, 2, 3, 4, 5, 1], 1),
        ([2, 2, 2, 3, 3, 2], 3),
        ([4, 4, 4, 4, 4, 4], 6),
        ([4, 4, None, 4, 4, 4], 3),
        ([None] * 6, 0),
    ],
)
def test_the_longest_run(answers, longest):
    found = styles([answers, [1, 2, 3, 4, 5, 1]])
    assert found["longest_run"].iloc[0] == longest


def test_a_straight_line_has_no_spread_and_no_gap():
    found = styles([[3] * 6, [3, 3, 3, 3, 3, 2], [3, 3, None, 3, 3, 3]])
    assert found["straight_line"].tolist() == [True, False, False]


def test_four_items_are_too_few_for_a_straight_line():
    book = features.codebook({"calm": ITEMS[:4]})
    table = pd.DataFrame([[3] * 4], columns=ITEMS[:4]).assign(customer_id="a")
    assert not features.response_styles(table, book)["straight_line"].any()


def test_missing_answers_are_left_out_of_the_shares():
    row = styles([[5, None, None, 3, None, 1]]).iloc[0]
    assert row["missing_rate"] == 0.5
    assert row["extreme_rate"] == pytest.approx(2 / 3)
    nobody = styles([[None] * 6, [1] * 6]).iloc[0]
    assert np.isnan(nobody["extreme_rate"])


def test_a_scale_of_even_length_has_no_middle():
    book = features.codebook({"calm": ITEMS}, low=1, high=6)
    table = pd.DataFrame([[1, 3, 4, 6, 5, 2]], columns=ITEMS).assign(customer_id="a")
    row = features.response_styles(table, book).iloc[0]
    assert np.isnan(row["midpoint_rate"])
    assert row["acquiescence_rate"] == 0.5
    assert row["extreme_rate"] == pytest.approx(1 / 3)


def test_speeding_is_seconds_per_item():
    found = styles([[1, 2, 3, 4, 5, 1]] * 2, seconds=[11, 12])
    assert found["seconds_per_item"].tolist() == pytest.approx([11 / 6, 2])
    assert found["speeding"].tolist() == [True, False]
    assert "speeding" not in styles([[1, 2, 3, 4, 5, 1]])


def test_runs_follow_the_order_of_the_questionnaire():
    table = pd.DataFrame([[1, 1, 2, 2, 1, 1]], columns=ITEMS).assign(customer_id="a")
    swapped = BOOK.assign(position=[1, 3, 5, 6, 2, 4])
    assert features.response_styles(table, BOOK)["longest_run"].iloc[0] == 2
    assert features.response_styles(table, swapped)["longest_run"].iloc[0] == 4


@pytest.fixture(scope="module")
def raw():
    return datasets.load("survey_raw")


@pytest.fixture(scope="module")
def found(raw):
    return features.response_styles(raw, datasets.load("survey_items"))


def test_the_planted_straight_liners_are_flagged_and_nobody_else(found):
    planted = datasets.truth("satisfaction").set_index("customer_id")["straight_liner"]
    assert found["straight_line"].equals(planted[found.index].rename("straight_line"))


def test_half_of_them_were_fast_as_well(found):
    assert 0.3 < found.loc[found["straight_line"], "speeding"].mean() < 0.8
    assert not found.loc[~found["straight_line"], "speeding"].any()


def test_leaving_out_is_decided_and_written_down(raw, found):
    stay = features.screened(raw, found, ["speeding", "straight_line"])
    n = int(found["speeding"].sum())
    rest = int((found["straight_line"] & ~found["speeding"]).sum())
    assert stay.attrs["left_out"] == {"speeding": n, "straight_line": rest}
    assert len(stay) == len(raw) - n - rest
    assert set(stay["customer_id"]) == set(datasets.load("survey")["customer_id"])
    assert len(raw) == 2697  # the survey itself is as it was


def test_nothing_is_left_out_by_itself(raw, found):
    with pytest.raises(DataError, match="drop must name flags of the table of styles"):
        features.screened(raw, found, [])
    with pytest.raises(DataError, match="'extreme_rate'"):
        features.screened(raw, found, "extreme_rate")


def test_styles_of_other_people_are_refused(raw, found):
    with pytest.raises(DataError, match="styles has no row for 2597 of the 2697"):
        features.screened(raw, found.iloc[:100], "speeding")


@pytest.mark.parametrize("fastest", [0, -1, True])
def test_a_pace_that_is_none_is_refused(raw, fastest):
    with pytest.raises(DataError, match="fastest must be seconds per item"):
        features.response_styles(raw, datasets.load("survey_items"), fastest=fastest)
