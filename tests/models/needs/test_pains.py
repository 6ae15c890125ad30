"""Pain points: people are counted, not texts; shares of all; severity."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import needs


def coded():
    return pd.DataFrame(
        {
            "customer_id": ["a", "a", "a", "b", "c"],
            "feedback_id": [1, 2, 2, 3, 4],
            "theme": ["delivery", "delivery", "price", "delivery", "price"],
            "severity": [1.0, 0.5, 0.5, 0.0, np.nan],
        }
    )


def test_one_loud_customer_counts_once():
    table = needs.pain_table(coded()).set_index("theme")
    assert table["texts"].to_dict() == {"delivery": 3, "price": 2}
    assert table["complaining"].to_dict() == {"delivery": 2, "price": 2}


def test_severity_is_the_mean_over_people_who_said_how_bad():
    table = needs.pain_table(coded()).set_index("theme")
    assert table["severity"].to_dict() == {"delivery": 0.375, "price": 0.5}
    assert np.isnan(table.loc["price", "severity_low"])


def test_shares_are_of_all_who_could_complain():
    everyone = pd.Index(list("abcdefghij"))
    table = needs.pain_table(coded(), customers=everyone)
    assert table["n"].tolist() == [10, 10]
    assert table["share"].tolist() == [0.2, 0.2]
    assert (table["low"] < 0.2).all()
    assert (table["high"] > 0.2).all()


def test_in_a_segment_shares_are_of_its_customers():
    segments = pd.Series(["x", "x", "y", "y", "y"], index=list("abcde"))
    table = needs.pain_table(coded(), segments=segments)
    found = table.set_index(["segment", "theme"])["share"]
    assert found["x", "delivery"] == 1.0
    assert found["y", "price"] == pytest.approx(1 / 3)


def test_texts_of_people_in_no_segment_are_counted():
    segments = pd.Series(["x"], index=["a"])
    table = needs.pain_table(coded(), segments=segments)
    assert table.attrs["left_out"] == {"in no segment": 2}


def test_without_severity_it_is_unknown():
    table = needs.pain_table(coded().drop(columns="severity"))
    assert table["severity"].isna().all()


def test_complainers_who_are_no_customers_are_refused():
    with pytest.raises(
        DataError, match="2 texts are by people who are not in customers"
    ):
        needs.pain_table(coded(), customers=pd.Index(["a"]))


def test_a_severity_above_one_is_refused():
    with pytest.raises(DataError, match="'severity' has 5 answers outside 0 to 1"):
        needs.pain_table(coded().assign(severity=3))


def test_a_theme_that_a_text_has_twice_is_refused():
    twice = pd.concat([coded(), coded().iloc[[0]]])
    with pytest.raises(DataError, match="1 rows repeat one"):
        needs.pain_table(twice)


def test_rows_in_another_order_change_nothing():
    mixed = coded().sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(needs.pain_table(mixed), needs.pain_table(coded()))
