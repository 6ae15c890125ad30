import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import kpis
from segkit.checks import DataError
from segkit.record import wilson
from tests.kpis.samples import ENGINES, small

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}


@pytest.fixture
def segments():
    kinds = pd.CategoricalDtype(["VIP", "Regular", "Lost"])
    names = ["VIP", "Regular", "VIP", "Regular", "Regular", "Regular"]
    found = pd.Series(names, index=PEOPLE, name="lifecycle", dtype=kinds)
    found.attrs["as_of"] = "2024-06-30"
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_one_row_per_segment_in_order_and_the_total(segments, engine):
    rows = ENGINES[engine](small())
    table = kpis.by_segment(kpis.purchase_rate, rows, segments, **PERIOD)
    assert table.index.tolist() == ["VIP", "Regular", "Lost", "all"]
    assert table.index.name == "lifecycle"
    assert table.columns.tolist() == [
        "value",
        "numerator",
        "denominator",
        "n",
        "low",
        "high",
        "small",
    ]
    assert table["numerator"].tolist() == [2, 2, 0, 4]
    assert table["denominator"].tolist() == [2, 4, 0, 6]
    assert table["value"].tolist()[:2] == [1.0, 0.5]
    assert table.loc["Lost", ["value", "low", "high"]].isna().all()
    assert tuple(table.loc["all", ["low", "high"]]) == wilson(4, 6)


def test_customers_without_an_order_are_in_the_denominator(segments):
    table = kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    assert table["n"].iloc[:-1].sum() == len(segments)
    repeat = kpis.by_segment(kpis.repeat_rate, small(), segments, **PERIOD)
    assert repeat["denominator"].tolist() == [2, 2, 0, 4]
    assert repeat["numerator"].tolist() == [1, 0, 0, 1]


def test_segments_are_tested_only_by_what_came_after(segments):
    table = kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    assert table.attrs["tests"]
    assert table.attrs["heading"].startswith("Tests: the orders counted (2024-07-01 to")
    same_day = kpis.by_segment(
        kpis.purchase_rate, small(), segments, start="2024-06-30", end="2024-12-31"
    )
    assert not same_day.attrs["tests"]
    assert same_day.attrs["heading"].startswith("Describes, does not test: the orders")
    assert "(2024-06-30)" in same_day.attrs["heading"]
    whole = kpis.by_segment(kpis.purchase_rate, small(), segments)
    assert not whole.attrs["tests"]


def test_a_start_left_out_is_that_of_the_orders(segments):
    """Then the orders themselves say whether they all came after."""
    later = small().query("ordered_at >= '2024-07-01'")
    assert kpis.by_segment(kpis.purchase_rate, later, segments).attrs["tests"]


def test_segments_without_a_day_are_only_described(segments):
    segments.attrs.clear()
    table = kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    assert table.attrs["heading"] == (
        "Describes, does not test: the segments do not say which day made them "
        "(segments.attrs['as_of'])."
    )


def test_the_table_says_what_it_rests_on(segments):
    table = kpis.by_segment(kpis.repeat_rate, small(), segments, level=0.9, **PERIOD)
    said = table.attrs
    assert said["kpi"] == "repeat_rate"
    assert said["period"] == "2024-07-01 to 2024-12-31"
    assert said["unit"] == "rate"
    assert said["level"] == 0.9
    assert said["definition"].startswith("customers with two orders or more")
    assert said["left_out"]["orders of other customers"] == 1


def test_small_segments_are_marked_by_their_denominator(segments):
    table = kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    assert table["small"].tolist() == [True] * 4
    assert table["small"].dtype == bool
    few = kpis.by_segment(
        kpis.purchase_rate, small(), segments, small_below=4, **PERIOD
    )
    assert few["small"].tolist() == [True, False, True, False]


def test_plain_names_are_segments_too(segments):
    plain = segments.astype(str)
    table = kpis.by_segment(kpis.purchase_rate, small(), plain, **PERIOD)
    assert table.index.tolist() == ["Regular", "VIP", "all"]


def test_segments_are_left_alone(segments):
    before = segments.copy(deep=True)
    kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    pd.testing.assert_series_equal(segments, before)
    assert segments.attrs == {"as_of": "2024-06-30"}


@settings(max_examples=8)
@given(
    st.lists(st.sampled_from("XYZ"), min_size=6, max_size=6), st.permutations(PEOPLE)
)
def test_the_segments_add_up_to_the_total_in_any_order(names, people):
    segments = pd.Series(names, index=people, name="s")
    table = kpis.by_segment(kpis.purchase_rate, small(), segments, **PERIOD)
    parts = table.drop(index="all")
    assert parts["numerator"].sum() == table.loc["all", "numerator"] == 4
    assert parts["denominator"].sum() == table.loc["all", "denominator"] == 6
    turned = kpis.by_segment(
        kpis.purchase_rate, small().iloc[::-1], segments.iloc[::-1], **PERIOD
    )
    pd.testing.assert_frame_equal(turned, table)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s.rename(None), r"segments has no name.*segments.rename\('behav"),
        (lambda s: s.where(s.index != "a"), "1 customers in segments have no segment"),
        (lambda s: s.to_frame()[[]], "segments is a table without columns"),
        (lambda s: s.to_dict(), "segments must be a pandas Series.*a dict"),
        (lambda s: s.iloc[:0], "segments names no customers: it has 0 rows"),
        (lambda s: pd.concat([s, s]), "segments has 6 rows that repeat a customer_id"),
        (
            lambda s: s.cat.rename_categories({"VIP": "all"}),
            "a segment is called 'all'",
        ),
        (
            lambda s: s.set_axis(range(6)),
            "no customer in segments is in orders: the ids of segments are integer, "
            "those of orders are string, such as 0 and 'a': they are read from",
        ),
    ],
)
def test_segments_that_do_not_fit_are_refused(segments, change, said):
    with pytest.raises(DataError, match=said):
        kpis.by_segment(kpis.purchase_rate, small(), change(segments), **PERIOD)


@pytest.mark.parametrize("kpi", ["purchase_rate", kpis.purchase_rate(1, 2), len])
def test_what_is_no_indicator_is_refused(segments, kpi):
    with pytest.raises(DataError, match=r"kpi must be an indicator such as kpis.purch"):
        kpis.by_segment(kpi, small(), segments, **PERIOD)


def test_start_after_end_is_refused(segments):
    with pytest.raises(DataError, match=r"start \(2024-12-31\) is after end"):
        kpis.by_segment(
            kpis.purchase_rate,
            small(),
            segments,
            start="2024-12-31",
            end="2024-07-01",
        )
