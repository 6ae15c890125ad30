"""Best-worst scaling: counts, the closed form, intervals by person, people's scores."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import needs

# The counts of the case in Lipovetsky and Conklin (2014), table 6.
SHOWN = [7145, 7144, 7144, 7144, 7145, 7145, 7144, 7146, 8166, 7145, 7144, 7144, 7145]
SHOWN += [7144, 7145, 7144, 7146]
BEST = [1733, 968, 5218, 2704, 2307, 692, 1816, 689, 2483, 1422, 362, 2589, 4158, 825]
BEST += [829, 859, 966]
WORST = [1324, 2139, 113, 1010, 772, 3986, 1438, 2397, 1041, 1538, 4597, 966, 305, 2875]
WORST += [2256, 2259, 1604]


def counts():
    return pd.DataFrame({"shown": SHOWN, "best": BEST, "worst": WORST})


def test_the_published_case_comes_out():
    # 0.115 and 0.017 for its first item, as the R package bwsTools reproduces it
    first = needs.best_worst_utility(counts()).iloc[0].round(3)
    assert first[["utility", "se"]].tolist() == [0.115, 0.017]


def test_the_closed_form_is_the_logit_of_the_score():
    found = needs.best_worst_utility(counts())
    p = (1 + found["score"]) / 2
    np.testing.assert_allclose(found["utility"], np.log(p / (1 - p)))
    assert found["share"].sum() == pytest.approx(1)
    np.testing.assert_allclose(
        np.log(found["share"] / found["share"][0]),
        found["utility"] - found["utility"][0],
    )


def test_an_item_that_always_wins_has_an_infinite_utility_and_the_whole_share():
    made = pd.DataFrame({"shown": [5, 5], "best": [5, 0], "worst": [0, 5]})
    found = needs.best_worst_utility(made)
    assert found["utility"].tolist() == [np.inf, -np.inf]
    assert found["share"].tolist() == [1.0, 0.0]


@pytest.mark.parametrize("bad", [(5, 4, 2), (0, 0, 0), (5, -1, 2)])
def test_impossible_counts_are_refused(bad):
    row = pd.DataFrame([bad], columns=["shown", "best", "worst"])
    with pytest.raises(DataError, match="together at most shown"):
        needs.best_worst_utility(row)


def test_a_count_that_is_not_there_is_named():
    with pytest.raises(DataError, match=r"it lacks \['worst'\]"):
        needs.best_worst_utility(counts()[["shown", "best"]])


ITEMS = ["price", "delivery", "advice", "design"]


def tasks(people):
    """Each person sees all four items in every task; best and worst as given."""
    rows = [
        {
            "customer_id": who,
            "task": task,
            "benefit": item,
            "best": item == best,
            "worst": item == worst,
        }
        for who, answers in people.items()
        for task, (best, worst) in enumerate(answers)
        for item in ITEMS
    ]
    return pd.DataFrame(rows)


PEOPLE = {
    "a": [("price", "design"), ("price", "advice"), ("delivery", "design")],
    "b": [("price", "advice"), ("price", "delivery"), ("price", "design")],
    "c": [("advice", "price"), ("advice", "price"), ("delivery", "price")],
}


def test_counts_by_hand():
    table = needs.best_worst_table(tasks(PEOPLE)).set_index("benefit")
    assert table.loc["price", ["n", "shown", "best", "worst"]].tolist() == [3, 9, 5, 3]
    assert table.loc["price", "score"] == pytest.approx(2 / 9)
    assert table["score"].is_monotonic_decreasing
    assert table["score"].sum() == pytest.approx(0)


def test_people_are_the_units_of_the_interval():
    # ten answers of one mind are no more than one: the interval is wider than the
    # published standard error, which counts answers, would have it
    people = {
        i: [("price", "design") if i < 20 else ("advice", "price")] * 9
        for i in range(40)
    }
    table = needs.best_worst_table(tasks(people)).set_index("benefit")
    row = table.loc["price"]
    assert row["utility_high"] - row["utility_low"] > 4 * row["se"]
    assert row["low"] < row["score"] < row["high"]


def test_the_table_says_that_scores_are_ipsative():
    assert "not say who wants more than another person" in repr(
        needs.best_worst_table(tasks(PEOPLE))
    )


def test_an_uneven_design_is_reported():
    few = tasks(PEOPLE)
    few = few[~((few["benefit"] == "delivery") & (few["task"] == 0))]
    table = needs.best_worst_table(few)
    assert "here from 6 to 9 times" in repr(table)


def test_segments_are_counted_on_their_own():
    segments = pd.Series({"a": "saver", "b": "saver", "c": "asker"})
    table = needs.best_worst_table(tasks(PEOPLE), segments=segments)
    first = table.groupby("segment").first()["benefit"]
    assert first.to_dict() == {"asker": "advice", "saver": "price"}


def test_a_task_without_an_answer_is_refused():
    broken = tasks(PEOPLE)
    broken.loc[0:3, "best"] = False
    with pytest.raises(DataError, match="1 tasks without exactly one best"):
        needs.best_worst_table(broken)


def test_an_item_that_is_best_and_worst_is_refused():
    broken = tasks({"a": [("price", "price")]})
    with pytest.raises(DataError, match="one other worst item"):
        needs.best_worst_table(broken)


def test_a_persons_scores_are_drawn_towards_all():
    own = needs.best_worst_scores(tasks(PEOPLE), alpha=0.0)
    drawn = needs.best_worst_scores(tasks(PEOPLE))
    more = needs.best_worst_scores(tasks(PEOPLE), alpha=100.0)
    assert own.loc["b", "price"] > drawn.loc["b", "price"] > more.loc["b", "price"]
    # equation 10 by hand: p of b for price is kept at 0.99, that of all is 11/18
    p = (0.99 + 0.1 * 11 / 18) / 1.1
    assert drawn.loc["b", "price"] == pytest.approx(np.log(p / (1 - p)))
    assert "not say who wants more" in drawn.attrs["caution"]


def test_an_item_that_a_person_did_not_see_has_the_utility_of_all():
    few = tasks(PEOPLE)
    few = few[~((few["benefit"] == "delivery") & (few["customer_id"] == "c"))]
    few = few[~((few["task"] == 2) & (few["customer_id"] == "c"))]
    found = needs.best_worst_scores(few)
    p = (1 + (1 - 1) / 6) / 2
    assert found.loc["c", "delivery"] == pytest.approx(np.log(p / (1 - p)))


def test_alpha_below_zero_is_refused():
    with pytest.raises(DataError, match="alpha must be a number from 0"):
        needs.best_worst_scores(tasks(PEOPLE), alpha=-1)


choice = st.permutations(ITEMS).map(lambda order: (order[0], order[1]))


@settings(deadline=None, max_examples=10)
@given(st.lists(st.lists(choice, min_size=2, max_size=2), min_size=2, max_size=6))
def test_scores_add_up_to_nothing_and_rows_may_come_in_any_order(answers):
    people = dict(enumerate(answers))
    rows = tasks(people)
    table = needs.best_worst_table(rows)
    assert table["score"].sum() == pytest.approx(0, abs=1e-12)
    mixed = rows.sample(frac=1, random_state=1).assign(
        customer_id=lambda x: "p" + x["customer_id"].astype(str)
    )
    pd.testing.assert_frame_equal(needs.best_worst_table(mixed), table)
