"""Answers that nobody can give, currencies, options and ids that do not fit."""

import pandas as pd
import polars as pl
import pytest

from segkit import datasets, kpis
from segkit.checks import DataError
from tests.kpis.made import media, watches
from tests.kpis.samples import small

THEM = list("abcdef")
LATE = {"start": "2024-10-01", "end": "2024-12-31"}


def test_who_bought_before_has_no_second_purchase_and_the_note_says_what_to_pass():
    found = kpis.second_purchase_rate.from_table(small(), customers=["a", "b"], **LATE)
    assert found.denominator == 0
    assert "nobody of the group ordered for the first time in these days" in found.note
    assert "an earlier start=" in found.note


def test_who_all_wait_need_fewer_days():
    found = kpis.second_purchase_rate(0, 0, 4)
    assert "4 customers left out" in found.note
    assert "choose fewer days=, or a later end=" in found.note


def test_nothing_to_divide_by_is_said_in_both_forms_and_by_segment():
    said = "nothing to divide by (customers with an order in it: 0)"
    assert said in kpis.repeat_rate(0, 0).note
    assert (
        said in kpis.repeat_rate.from_table(small(), customers=["f", "b"], **LATE).note
    )
    segments = pd.Series(["N", "N", "Y"], index=["b", "f", "e"], name="s")
    table = kpis.by_segment(kpis.repeat_rate, small(), segments, **LATE)
    assert table.attrs["notes"] == [
        "no answer, as there is nothing to divide by, in: N"
    ]
    table = kpis.by_segment(kpis.repeat_rate, small(), segments[:2], **LATE)
    assert said in table.attrs["notes"][0]


def test_money_is_shown_in_the_currency_that_the_table_names():
    orders = datasets.load("small_shop_orders")
    them = orders["customer_id"].unique()
    segments = pd.Series("x", index=them, name="s")
    assert kpis.aov.from_table(orders, customers=them).unit == "EUR"
    assert kpis.aov.from_table(orders, customers=them, unit="USD").unit == "USD"
    assert kpis.aov.choose(unit="GBP").from_table(orders, customers=them).unit == "GBP"
    assert kpis.by_segment(kpis.aov, orders, segments).attrs["unit"] == "EUR"
    assert kpis.over_time(kpis.aov, orders, customers=them).attrs["unit"] == "EUR"
    board = kpis.dashboard([kpis.aov, kpis.repeat_rate], orders, segments)
    assert board["unit"].unique().tolist() == ["EUR", "rate"]
    orders.attrs = {}
    assert kpis.aov.from_table(orders, customers=them).unit == ""
    polars = pl.from_pandas(orders[["customer_id", "ordered_at", "amount"]])
    assert kpis.aov.from_table(polars, customers=them).unit == ""


def test_a_currency_is_no_unit_of_minutes_or_messages():
    segments = pd.Series("x", index=watches.PEOPLE, name="s")
    board = kpis.dashboard([kpis.watch_time], watches.table(), segments, unit="EUR")
    assert board["unit"].unique().tolist() == ["minutes"]
    assert not kpis.open_rate.in_money


@pytest.mark.parametrize("ask", ["from_table", "by_segment", "over_time", "compare"])
def test_an_unknown_option_is_refused_with_those_there_are(ask):
    segments = pd.Series("x", index=THEM, name="s")
    calls = {
        "from_table": lambda: kpis.aov.from_table(small(), customers=THEM, day=3),
        "by_segment": lambda: kpis.by_segment(kpis.aov, small(), segments, day=3),
        "over_time": lambda: kpis.over_time(kpis.aov, small(), customers=THEM, day=3),
        "compare": lambda: kpis.compare(
            kpis.aov, small(), segments, before=("2024-07-01", "2024-07-31"),
            after=("2024-08-01", "2024-08-31"), day=3,
        ),
    }  # fmt: skip
    said = r"no option \['day'\]; it has \['columns', 'timezone', 'unit'\]"
    with pytest.raises(DataError, match=said):
        calls[ask]()


def test_customers_may_be_a_table_with_their_ids_or_a_range():
    people = pd.DataFrame({"customer_id": THEM, "city": "Ostrel"})
    whole = kpis.purchase_rate.from_table(small(), customers=THEM)
    assert kpis.purchase_rate.from_table(small(), customers=people) == whole
    numbered = small().assign(customer_id=range(len(small())))
    found = kpis.purchase_rate.from_table(numbered, customers=range(20))
    assert found.denominator == 20


@pytest.mark.parametrize(
    ("customers", "said"),
    [
        (
            pd.Series(THEM, name="viewer_id"),
            "read from the index: for customers= pass list",
        ),
        ([7, 8], r"integer.* string, such as 7 and 'a': make them the same"),
        (["q"], r"such as 'q' and 'a': take both from the same shop"),
        (pl.Series(THEM), "this is a polars Series"),
    ],
)
def test_ids_that_do_not_fit_are_refused_with_the_cure_that_helps(customers, said):
    with pytest.raises(DataError, match=said):
        kpis.purchase_rate.from_table(small(), customers=customers)


def test_spend_below_nothing_is_refused_in_a_table_too():
    table = media.table()
    table["spend_amount"] *= -1
    with pytest.raises(DataError, match="cac: spend must be a number from 0"):
        kpis.cac.from_table(table, **media.PERIOD)


@pytest.mark.parametrize("kpi", [kpis.cac, kpis.click_through_rate])
def test_many_sums_at_once_are_compared_without_a_warning(kpi):
    spend = datasets.load("media_spend")
    years = [(f"{year}-01-01", f"{year}-12-31") for year in (2023, 2024)]
    table = kpis.compare(kpi, spend, "channel", before=years[0], after=years[1])
    assert table["before"].notna().all()
