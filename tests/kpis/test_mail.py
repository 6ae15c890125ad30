"""Indicators of e-mail by hand, and what could be misread in a table of sends."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made.sends import PEOPLE, PERIOD, sends, table
from tests.kpis.samples import ENGINES

ALL = {"customers": PEOPLE, **PERIOD}


def count(name, made=None, **options):
    made = table() if made is None else made
    found = kpis.ALL[name].from_table(made, **{**ALL, **options})
    return found.numerator, found.denominator


def test_plain_counts_are_wilson():
    for name in ("open_rate", "click_rate", "click_to_open_rate", "delivery_rate"):
        found = kpis.ALL[name](81, 263)
        assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    found = kpis.unsubscribe_rate(0, 20)
    assert (found.low, round(found.high, 4)) == (0, 0.1611)


def test_messages_by_hand():
    assert count("delivery_rate") == (7, 8)
    assert count("mail_bounce_rate") == (1, 8)
    assert count("click_rate") == (3, 7)
    assert count("unsubscribe_rate") == (1, 7)
    assert count("mail_conversion_rate") == (2, 7)
    assert count("revenue_per_message_amount") == (42.5, 7)


def test_customers_by_hand():
    per = {"unit": "customer"}
    assert count("delivery_rate", **per) == (4, 5)  # d got none
    assert count("mail_bounce_rate", **per) == (1, 5)
    assert count("open_rate", **per) == (4, 4)
    assert count("click_rate", **per) == (3, 4)
    assert count("click_to_open_rate", **per) == (3, 4)
    assert count("unsubscribe_rate", **per) == (1, 4)


def test_openings_by_hand_with_and_without_machines():
    assert count("open_rate") == (6, 7)
    assert count("open_rate", machine="drop") == (5, 7)  # c's click shows a person
    assert count("open_rate", machine="leave_out") == (4, 5)  # without b's and c's
    assert count("click_to_open_rate") == (3, 6)
    assert count("click_to_open_rate", machine="drop") == (3, 5)
    assert count("click_to_open_rate", machine="leave_out") == (2, 4)


def test_the_definition_names_unit_and_machine():
    found = kpis.open_rate.from_table(table(), machine="drop", unit="customer", **ALL)
    assert found.definition == (
        "customers who opened one (a click is an opening) / customers to whom one was "
        "delivered; openings in the first 60 seconds not counted, unless clicked"
    )
    with pytest.raises(DataError, match="machine must be one of"):
        kpis.open_rate.from_table(table(), machine="robots", **ALL)


def test_what_never_arrived_was_not_opened():
    assert count("open_rate", customers=["d"]) == (0, 0)
    assert np.isnan(
        kpis.open_rate.from_table(table(), **{**ALL, "customers": ["d"]}).low
    )


def test_leaving_the_list_is_never_called_churn():
    text = kpis.unsubscribe_rate.definition + repr(kpis.unsubscribe_rate(1, 4))
    assert "churn" not in text
    assert kpis.ALL["unsubscribe_rate"] is not kpis.ALL["churn_rate"]


def test_several_messages_of_a_customer_are_no_independent_ones():
    rows = [(p, "2024-07-01", True, None, None, None, False, 0.0) for p in range(40)]
    made = pd.concat([sends(rows)] * 5, ignore_index=True)
    made["clicked_at"] = made["sent_at"].where(made["customer_id"] < 8)
    found = kpis.click_rate.from_table(made)
    alone = kpis.click_rate(40, 200)
    assert (found.numerator, found.denominator, found.n) == (40, 200, 40)
    assert found.high - found.low > 2 * (alone.high - alone.low)


def test_a_message_that_stands_twice_counts_once():
    made = table().assign(send_id=[f"X{i}" for i in range(10)])
    twice = pd.concat([made, made.iloc[:4].assign(clicked_at=pd.NaT)])
    for engine in ("pandas", "polars", "duckdb"):
        both = ENGINES[engine](twice.reset_index(drop=True))
        assert count("click_rate", both) == (3, 7)
        assert count("delivery_rate", both) == (7, 8)


def test_those_held_out_do_not_count():
    made = table().assign(arm=["message"] * 9 + ["held out"])
    assert count("delivery_rate", made, customers=[*PEOPLE, "x"]) == (7, 8)


def test_without_deliveries_there_is_no_rate():
    made = table().assign(delivered=False)
    found = kpis.click_rate.from_table(made, **ALL)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert count("delivery_rate", made) == (0, 8)


def test_all_opened():
    made = table().assign(opened_at=lambda t: t["sent_at"] + pd.Timedelta(hours=3))
    found = kpis.open_rate.from_table(made, **ALL)
    assert (found.value, found.high) == (1, 1)
    assert found.low < 0.7


def test_revenue_taken_back_counts_as_less():
    made = table().assign(revenue_amount=lambda t: -t["revenue_amount"])
    found = kpis.revenue_per_message_amount.from_table(made, unit="EUR", **ALL)
    assert found.numerator == -42.5
    assert found.low < found.value < 0


def test_missing_marks_are_none():
    made = table().astype({"delivered": "boolean", "converted": "boolean"})
    made.loc[0, ["converted", "revenue_amount"]] = pd.NA
    assert count("mail_conversion_rate", made) == (1, 7)
    assert count("revenue_per_message_amount", made) == (12.5, 7)


def test_a_table_without_openings_says_so():
    with pytest.raises(DataError, match=r"sends needs columns \['opened_at'\]"):
        count("open_rate", table().drop(columns="opened_at"))
    with pytest.raises(DataError, match=r"sends needs columns \['delivered'\]"):
        count("delivery_rate", table().drop(columns="delivered"))


def test_columns_may_have_other_names():
    theirs = table().rename(columns={"customer_id": "who", "clicked_at": "click"})
    names = {"customer_id": "who", "clicked_at": "click"}
    assert count("click_rate", theirs, columns=names) == (3, 7)


def test_by_message_and_over_time():
    made = table().assign(message_id=["M1"] * 5 + ["M2"] * 5)
    found = kpis.by_segment(kpis.click_rate, made, "message_id", **PERIOD)
    assert found.index.tolist() == ["M1", "M2", "all"]
    assert found["denominator"].tolist() == [5, 3, 8]
