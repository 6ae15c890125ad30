import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from segkit.checks import DataError
from segkit.practice import compare, judges, words

VALUES = pd.Series([0.25, 0.5, 0.125], index=["a", "b", "c"])


def verdict(judge, answer, expected):
    given_, right = judge.read(answer), judge.read(expected)
    return judge.same(given_, right) or judge.differs(given_, right)


@given(st.floats(1e-6, 1e6), st.integers(3, 8))
def test_rounding_to_three_digits_or_more_is_accepted(number, digits):
    assert verdict(judges.number(), float(f"{number:.{digits}g}"), number) is True


@given(st.floats(1e-6, 1e6), st.floats(1.01, 50))
def test_a_number_one_percent_away_is_not_accepted(number, factor):
    assert verdict(judges.number(), number * factor, number) == words.OTHERWISE


def test_a_tolerance_is_in_the_answers_unit():
    assert verdict(judges.number(2), 1002, 1000) is True
    assert verdict(judges.number(0), 1001, 1000) == words.OTHERWISE
    assert verdict(judges.number(), 0, 0) is True


def test_a_percentage_and_a_number_that_is_no_rate_are_told_apart():
    judge = judges.number(rate=True)
    assert verdict(judge, 12.5, 0.125) == words.HUNDRED
    assert verdict(judge, 3, 0.125) == words.RATE_RANGE
    assert verdict(judge, 0.5, 0.125) == words.OTHERWISE


@pytest.mark.parametrize("seed", range(3))
def test_rows_may_come_in_any_order(seed):
    shuffled = VALUES.sample(frac=1, random_state=seed)
    assert verdict(judges.column(), shuffled, VALUES) is True
    assert verdict(judges.partition(), shuffled.astype(str), VALUES) is True
    frame = pd.DataFrame({"x": VALUES, "y": VALUES})
    assert verdict(judges.table(["x", "y"]), frame.loc[shuffled.index], frame) is True


def test_values_without_ids_are_compared_in_the_order_of_the_data():
    assert verdict(judges.column(), VALUES.tolist(), VALUES) is True
    assert verdict(judges.column(), VALUES.to_numpy()[::-1], VALUES) == (
        "Every 'customer_id' is there, but 2 of the values do not follow from the data."
    )


def test_ids_as_text_and_as_numbers_are_the_same_ids():
    numbers = pd.Series([1.0, 2.0], index=[10, 9])
    texts = pd.Series([2.0, 1.0], index=["9", "10"])
    assert verdict(judges.column(), texts, numbers) is True


@pytest.mark.parametrize(
    ("index", "text"),
    [
        (["a", "b"], words.MISSING),
        (["a", "b", "c", "d"], words.TOO_MANY),
        (["a", "b", "d"], words.BOTH),
        (["a", "b", "c", "c"], words.REPEATED),
    ],
)
def test_wrong_ids_are_named_by_what_is_wrong(index, text):
    answer = pd.Series(0.5, index=index)
    expected_text = text.format(key="customer_id")
    assert verdict(judges.column(), answer, VALUES) == expected_text
    assert verdict(judges.ids(), index, VALUES.index) == expected_text
    frame = answer.to_frame("x")
    assert verdict(judges.table(["x"]), frame, VALUES.to_frame("x")) == expected_text
    if len(index) != len(set(index)) or len(index) != 3:
        assert verdict(judges.partition(), answer, VALUES) == expected_text


def test_a_total_row_may_be_there_or_not():
    judge = judges.column(key="segment", total="all")
    assert verdict(judge, pd.concat([VALUES, pd.Series({"all": 9})]), VALUES) is True
    assert verdict(judge, VALUES, pd.concat([VALUES, pd.Series({"all": 9})])) is True


def test_gaps_are_equal_to_gaps_only():
    gap = VALUES.where(VALUES > 0.2)
    assert verdict(judges.column(), gap, gap) is True
    assert verdict(judges.column(), VALUES, gap) is not True


def test_dates_and_yes_no_values_are_compared():
    days = pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02"]), index=["a", "b"])
    assert verdict(judges.column(), days[::-1], days) is True
    assert verdict(judges.column(), days + pd.Timedelta("1D"), days) is not True
    flags = pd.Series([True, False], index=["a", "b"])
    assert verdict(judges.column(), flags, flags) is True


def test_labels_may_be_text_or_categories_in_any_case():
    names = pd.Series(["At risk", "New", "New"], index=["a", "b", "c"])
    judge = judges.labels()
    assert verdict(judge, names.astype("category")[::-1], names) is True
    assert verdict(judge, names.str.upper() + " ", names) is True
    assert "1 of the values" in verdict(judge, names.replace({"At risk": "New"}), names)


def test_the_column_that_differs_is_named():
    frame = pd.DataFrame({"x": VALUES, "y": VALUES})
    text = verdict(judges.table(["x", "y"]), frame.assign(y=0.0), frame)
    assert text == ("In column 'y', 3 of the values do not follow from the data.")


def test_groups_are_compared_whatever_their_names():
    parts = pd.Series([0, 0, 1, 2], index=list("abcd"))
    judge = judges.partition()
    assert verdict(judge, parts.map({0: "x", 1: "y", 2: "z"}), parts) is True
    assert verdict(judge, parts.replace({2: 1}), parts) == words.GROUPS


def test_nearly_the_same_groups_pass_a_lower_threshold():
    parts = pd.Series(np.repeat([0, 1], 50))
    moved = parts.copy()
    moved.iloc[0] = 1
    assert verdict(judges.partition(0.9), moved, parts) is True
    assert verdict(judges.partition(0.99), moved, parts) == words.GROUPS


labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2)


@given(labels)
def test_the_rand_index_is_that_of_scikit_learn(pairs):
    one, two = zip(*pairs, strict=True)
    assert compare.ari(one, two) == pytest.approx(adjusted_rand_score(one, two))


@pytest.mark.parametrize("answer", [True, np.True_, "true", " Yes", 1])
def test_a_statement_is_judged_in_every_form(answer):
    assert verdict(judges.truth(), answer, True) is True
    assert verdict(judges.truth(), answer, False) == words.OTHERWISE


OPTIONS = {"A": "All customers", "B": "Recent buyers."}


@pytest.mark.parametrize(
    "answer", ["B", " b ", "B)", "recent buyers", "Recent buyers."]
)
def test_an_option_is_chosen_by_key_or_by_text(answer):
    assert verdict(judges.choice(OPTIONS), answer, "B") is True
    assert verdict(judges.choice(OPTIONS), answer, "A") == words.OTHERWISE


def test_one_option_is_no_choice():
    with pytest.raises(DataError, match="at least two options"):
        judges.choice({"A": "only this"})
