from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.periods import CALENDARS
from tests.kpis.made import media
from tests.kpis.samples import ENGINES, orders, small

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}


@pytest.fixture
def segments():
    found = pd.Series(list("ABABAB"), index=PEOPLE, name="letters")
    found.attrs["as_of"] = "2024-06-30"
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_for_each_segment_and_month_and_the_total(segments, engine):
    rows = ENGINES[engine](small())
    table = kpis.over_time(kpis.purchase_rate, rows, segments, **PERIOD)
    assert table.index.names == ["letters", "month"]
    assert table.index.get_level_values(0).unique().tolist() == ["A", "B", "all"]
    months = [f"2024-{month:02d}" for month in range(7, 13)]
    assert table.loc["A"].index.tolist() == months
    assert table.loc["A", "numerator"].tolist() == [1, 1, 0, 1, 0, 1]  # a, c, e, a
    assert table.loc["B", "numerator"].tolist() == [0, 0, 1, 0, 0, 0]  # d
    assert (table["denominator"].unstack()[months].max(axis=1) == [3, 3, 6]).all()
    assert not table["partial"].any()
    assert table.attrs["tests"]


def test_periods_that_are_cut_off_are_marked(segments):
    table = kpis.over_time(
        kpis.purchase_rate, small(), segments, start="2024-07-02", end="2024-10-15"
    )
    whole = table.loc["all"]
    assert whole["partial"].tolist() == [True, False, False, True]
    assert whole["first_day"].tolist()[0] == pd.Timestamp("2024-07-02")
    assert whole["last_day"].tolist()[-1] == pd.Timestamp("2024-10-15")
    assert whole.loc["2024-07", "numerator"] == 0  # the order of the first was before


def test_without_segments_there_is_a_row_for_each_period():
    table = kpis.over_time(
        kpis.arpu, small(), customers=PEOPLE, by="quarter", unit="EUR", **PERIOD
    )
    assert table.index.tolist() == ["2024-Q3", "2024-Q4"]
    assert table["numerator"].tolist() == [23.0, 5.0]
    assert table.attrs["unit"] == "EUR"
    assert table.attrs["heading"] == (
        "revenue per customer amount by quarter, 2024-07-01 to 2024-12-31"
    )


@pytest.mark.parametrize(
    ("by", "day", "label", "first", "last"),
    [
        ("day", "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("week", "2024-12-31", "2025-W01", "2024-12-30", "2025-01-05"),
        ("month", "2024-02-10", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2023-12-31", "2023-Q4", "2023-10-01", "2023-12-31"),
    ],
)
def test_the_calendars_by_hand(by, day, label, first, last):
    calendar = CALENDARS[by]
    number = calendar.of_day(date.fromisoformat(day))
    assert calendar.begins(number).isoformat() == first
    assert calendar.ends(number).isoformat() == last
    assert calendar.label(calendar.begins(number)) == label


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(list(CALENDARS)))
def test_every_day_lies_in_its_part(day, by):
    calendar = CALENDARS[by]
    number = calendar.of_day(day)
    assert calendar.begins(number) <= day <= calendar.ends(number)
    assert calendar.of_day(calendar.ends(number)) == number


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.dates(date(2024, 1, 20), date(2024, 5, 10)),
            st.integers(-300, 900),
        ),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from(["day", "week", "month", "quarter"]),
    st.sampled_from(["pandas", "polars", "duckdb"]),
)
def test_what_adds_up_adds_up_over_time_and_segments(rows, by, engine):
    made = orders(
        [(who, when, cents / 100, i) for i, (who, when, cents) in enumerate(rows)]
    )
    segments = pd.Series(list("xxyy"), index=list("abcd"), name="s")
    table = kpis.over_time(
        kpis.arpu, ENGINES[engine](made), segments, by=by, end="2024-05-31"
    )
    total = sum(cents for _, _, cents in rows) / 100
    parts = table["numerator"].unstack(level=0)
    assert parts["all"].sum() == pytest.approx(total, abs=1e-9)
    assert parts[["x", "y"]].sum().sum() == pytest.approx(total, abs=1e-9)


def test_a_column_of_the_table_divides_it():
    rows = small().assign(channel=["web"] * 5 + ["app"] * 5)
    found = kpis.by_segment(kpis.orders_per_buyer, rows, "channel", **PERIOD)
    assert found.index.tolist() == ["app", "web", "all"]
    assert found["numerator"].tolist() == [4, 3, 6]  # c's order has a line in each
    months = kpis.over_time(kpis.aov, rows, "channel", **PERIOD)
    assert months.loc["app", "numerator"].sum() == 4 + 20 - 20 + 3


def test_a_column_says_nothing_of_those_without_a_row():
    rows = small().assign(channel="web")
    with pytest.raises(
        DataError, match="'channel' is a column of orders, and purchase_r"
    ):
        kpis.by_segment(kpis.purchase_rate, rows, "channel")
    with pytest.raises(DataError, match=r"orders needs columns \['shop'\]"):
        kpis.by_segment(kpis.aov, small(), "shop")


def test_rows_without_a_value_in_that_column_are_left_out_and_counted():
    rows = small().assign(channel=["web"] * 9 + [None])
    found = kpis.by_segment(kpis.aov, rows, "channel", **PERIOD)
    assert found.attrs["left_out"]["no channel"] == 1
    assert "Rows of orders left out: 1 with no channel." in repr(found)


def test_what_is_left_out_is_printed_wherever_an_indicator_is(segments):
    rows = small().assign(amount=[None, *small()["amount"][1:]])
    said = "Rows of orders left out: 1 with no amount"
    assert said in repr(kpis.aov.from_table(rows, customers=PEOPLE))
    assert said in repr(kpis.by_segment(kpis.aov, rows, segments))
    assert said in repr(kpis.over_time(kpis.aov, rows, segments, by="month"))
    assert said in repr(kpis.dashboard([kpis.aov], {"orders": rows}, segments))
    halves = {
        "before": ("2024-07-01", "2024-09-30"),
        "after": ("2024-10-01", "2024-12-31"),
    }
    assert said in repr(kpis.compare(kpis.aov, rows, segments, **halves))
    assert "left out" not in repr(kpis.aov.from_table(small(), customers=PEOPLE))


def test_an_unknown_period_is_refused(segments):
    with pytest.raises(DataError, match=r"by must be one of \['day', 'week', 'month'"):
        kpis.over_time(kpis.purchase_rate, small(), segments, by="year")


def test_several_segmentations_share_one_table(segments):
    both = pd.DataFrame({"letters": segments, "half": ["1st"] * 3 + ["2nd"] * 3})
    found = kpis.by_segment(kpis.purchase_rate, small(), both, **PERIOD)
    assert found.index.names == ["segmentation", "segment"]
    assert found.loc["half", "numerator"].tolist() == [2, 2]
    alone = kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    pd.testing.assert_frame_equal(
        found.loc["letters"], alone.drop(index="all"), check_names=False
    )
    assert found.loc[("all", "all"), "denominator"] == 6


def test_any_value_of_a_column_is_a_segment_but_the_name_of_the_total():
    rows = small().assign(shop=[-1] * 5 + [2] * 5)
    found = kpis.by_segment(kpis.orders_per_buyer, rows, "shop", **PERIOD)
    assert found.index.tolist() == [-1, 2, "all"]
    assert found["numerator"].tolist() == [3, 4, 6]
    with pytest.raises(DataError, match="column 'shop' has a value 'all'"):
        kpis.by_segment(kpis.aov, rows.assign(shop="all"), "shop")


def test_customers_are_not_looked_for_in_a_table_without_them(segments):
    spent = media.table()
    with pytest.raises(DataError, match="the rows of media are no customers'"):
        kpis.by_segment(kpis.roas, spent, segments)
    with pytest.raises(DataError, match="the rows of media are no customers'"):
        kpis.roas.from_table(spent, customers=["a"])
