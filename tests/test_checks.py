import datetime as dt

import numpy as np
import pandas as pd
import pytest

from segkit import checks
from segkit.checks import DataError


def test_a_missing_column_says_what_is_needed_found_and_next():
    have = pd.DataFrame({"customer_id": [1], "amount": [2.0]})
    with pytest.raises(DataError) as error:
        checks.table(have, ["order_id", "ordered_at"], name="orders")
    assert str(error.value) == (
        "orders needs columns ['order_id', 'ordered_at']; the table has "
        "['customer_id', 'amount']: pass columns={'order_id': 'your name', "
        "'ordered_at': 'your name'}"
    )


def test_columns_are_renamed_and_the_input_is_left_alone():
    mine = pd.DataFrame({"Client": [1], "Total": [9.5]})
    ours = checks.table(mine, ["amount"], name="orders", columns={"amount": "Total"})
    assert ours.columns.tolist() == ["Client", "amount"]
    assert mine.columns.tolist() == ["Client", "Total"]


def test_two_columns_may_swap_their_names():
    mine = pd.DataFrame({"a": [1], "b": [2]})
    swapped = checks.table(mine, ["a", "b"], name="t", columns={"a": "b", "b": "a"})
    assert swapped["a"].item() == 2


def test_a_renaming_that_would_double_a_column_is_refused():
    mine = pd.DataFrame({"amount": [1], "Total": [2]})
    with pytest.raises(DataError, match=r"orders already has columns \['amount'\]"):
        checks.table(mine, name="orders", columns={"amount": "Total"})


def test_a_mapping_to_an_absent_column_is_refused():
    mine = pd.DataFrame({"Total": [2]})
    with pytest.raises(DataError, match="correct the right-hand names"):
        checks.table(mine, name="orders", columns={"amount": "Totl"})


@pytest.mark.parametrize("thing", ["orders.csv", 3, None, [1, 2]])
def test_what_is_no_table_is_refused(thing):
    with pytest.raises(DataError, match=r"orders must be a table .*files\.read"):
        checks.table(thing, ["amount"], name="orders")


def test_a_column_that_stands_twice_is_refused_by_name():
    twice = pd.DataFrame([[1, 2.0, 3.0]], columns=["customer_id", "amount", "amount"])
    with pytest.raises(DataError, match=r"orders has columns \['amount'\] more than"):
        checks.table(twice, ["amount"], name="orders")


@pytest.mark.parametrize(
    "value",
    [
        "2024-06-30",
        " 2024-06-30 ",
        "2024-06-30T23:59:00",
        dt.date(2024, 6, 30),
        dt.datetime(2024, 6, 30, 23, 59),
        pd.Timestamp("2024-06-30 12:00"),
        np.datetime64("2024-06-30"),
    ],
)
def test_a_day_is_read_from_every_usual_form(value):
    assert checks.day(value) == dt.date(2024, 6, 30)


@pytest.mark.parametrize("value", ["30/06/2024", "soon", None, pd.NaT, 20240630.5])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(DataError, match=r"as_of must be a day such as '2024-06-30'"):
        checks.day(value)


def test_a_choice_names_what_is_allowed():
    with pytest.raises(DataError, match=r"method must be one of \['rfm', 'kmeans'\]"):
        checks.choice("RFM", ["rfm", "kmeans"], name="method")


@pytest.mark.parametrize("value", [2.5, "3", None, True, np.nan])
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(DataError, match="n_segments must be a whole number from 1"):
        checks.whole_number(value, name="n_segments")


def test_a_whole_number_outside_its_limits_is_refused():
    text = "n_segments must be a whole number from 2 to 9; this is 10"
    with pytest.raises(DataError, match=text):
        checks.whole_number(np.int64(10), name="n_segments", low=2, high=9)
