"""Lifetime value three ways, and what each segment brings."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import order_margins, values
from tests.kpis.samples import ENGINES


@pytest.mark.parametrize(
    ("r", "i", "multiple"),
    [(0.9, 0.12, 4.09), (0.8, 0.12, 2.50), (0.6, 0.10, 1.20), (0.9, 0.10, 4.50)],
)
def test_the_published_margin_multiples(r, i, multiple):
    # Gupta and Lehmann (2005), Managing Customers as Investments
    assert kpis.clv_formula(1, r, i).value == pytest.approx(multiple, abs=0.005)
    now = kpis.clv_formula(1, r, i, first_margin="now")
    assert now.value == pytest.approx(1 + kpis.clv_formula(1, r, i).value)
    assert "comes at once" in now.definition


def test_the_interval_comes_from_the_retention():
    kept = kpis.retention_rate(20, 100)
    mapped = kpis.clv_formula(100, kept, 0.1, unit="EUR")
    assert mapped.low == pytest.approx(kpis.clv_formula(100, kept.low, 0.1).value)
    assert mapped.high == pytest.approx(kpis.clv_formula(100, kept.high, 0.1).value)
    delta = kpis.clv_formula(100, kept, 0.1, interval="delta")
    error = np.sqrt(0.8 * 0.2 / 100)
    assert delta.high - delta.value == pytest.approx(
        1.959964 * error * 100 * 1.1 / 0.3**2, rel=1e-6
    )
    assert "delta method" in delta.definition
    bare = kpis.clv_formula(100, 0.8, 0.1)
    assert np.isnan(bare.low)


def test_the_delta_slope_is_right():
    for timing in ("later", "now"):
        up, down = (
            kpis.clv_formula(7, r, 0.1, first_margin=timing).value
            for r in (0.7 + 1e-6, 0.7 - 1e-6)
        )
        found = kpis.clv_formula(
            7, 0.7, 0.1, first_margin=timing, interval="delta", n=50
        )
        slope = (found.high - found.value) / 1.959964 / np.sqrt(0.21 / 50)
        assert slope == pytest.approx((up - down) / 2e-6, rel=1e-4)


@pytest.mark.slow
def test_mapped_ends_cover_and_the_delta_methods_do_less():
    rng = np.random.default_rng(11)
    truth = kpis.clv_formula(1, 0.85, 0.1).value
    inside = {"mapped": 0, "delta": 0}
    draws = 1500
    for k in rng.binomial(40, 0.85, draws):
        for interval in inside:
            found = kpis.clv_formula(1, k / 40, 0.1, n=40, interval=interval)
            inside[interval] += found.low <= truth <= found.high
    assert inside["mapped"] / draws > 0.935
    assert inside["delta"] < inside["mapped"]


def test_what_cannot_be_is_refused():
    with pytest.raises(DataError, match="retention must be a number 0 to 1"):
        kpis.clv_formula(1, 1.2, 0.1)
    with pytest.raises(DataError, match="nobody ever leaves"):
        kpis.clv_formula(1, 1.0, 0.0)
    with pytest.raises(DataError, match="has no table form"):
        kpis.clv_formula.from_table(pd.DataFrame())


@pytest.mark.parametrize("engine", ENGINES)
def test_margins_so_far_in_every_engine(engine):
    table = ENGINES[engine](order_margins.table())
    found = kpis.clv_historic.from_table(
        table, customers=order_margins.PEOPLE, unit="EUR", **order_margins.PERIOD
    )
    # a 15.05, b none in the period, c 9, d -2.5, e 0, f none
    assert (found.numerator, found.denominator) == (pytest.approx(21.55), 6)
    plain = kpis.clv_historic([15.05, 0, 9, -2.5, 0, 0], unit="EUR")
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))


def test_a_models_values_say_that_they_are_a_models():
    found = kpis.clv_probabilistic(pd.Series([10.5, 0.0, 30.25, None]))
    assert found.value == pytest.approx(40.75 / 3)
    assert found.note.startswith("1 without a value left out; a model's values")
    table = kpis.clv_probabilistic.from_table(values.table(), customers=values.PEOPLE)
    assert (table.numerator, table.denominator) == (50.25, 5)
    with pytest.raises(DataError, match="values must be numbers, one per customer"):
        kpis.clv_probabilistic(["a lot"])


def test_three_methods_side_by_side():
    formula = kpis.clv_formula(100, kpis.retention_rate(20, 100), 0.1, unit="EUR")
    table = kpis.clv_methods(
        formula=formula,
        historic=kpis.clv_historic([10, 20, 60], unit="EUR"),
        probabilistic=kpis.clv_probabilistic([12.5, 30.0], unit="EUR"),
    )
    assert table.index.tolist() == ["formula", "historic", "probabilistic"]
    assert table["value"].tolist() == pytest.approx([formula.value, 30, 21.25])
    assert table["counts"].str.split(":").str[0].tolist() == table.index.tolist()
    with pytest.raises(DataError, match="needs at least one"):
        kpis.clv_methods()
    with pytest.raises(DataError, match=r"historic must be what kpis\.clv_historic"):
        kpis.clv_methods(historic=30.0)


SEGMENTS = pd.Series(
    list("AABB"), index=pd.Index([1, 2, 3, 4], name="customer_id"), name="tier"
)
MONEY = pd.DataFrame(
    {
        "customer_id": [1, 2, 3, 9],
        "revenue_amount": [100.0, 60.0, 40.0, 7.0],
        "margin_amount": [30.0, 10.0, -20.0, 1.0],
    }
)


def test_segments_side_by_side_by_hand():
    table = kpis.segment_value_table(SEGMENTS, MONEY)
    assert table["customers"].tolist() == [2, 2, 4]
    assert table["revenue_mean"].tolist() == [80, 20, 50]
    assert table["margin_rate"].tolist() == pytest.approx([0.25, -0.5, 0.1])
    assert table["margin_share"].tolist() == pytest.approx([2, -1, 1])
    assert table["revenue_share"].tolist() == pytest.approx([0.8, 0.2, 1])
    note = table.attrs["note"]
    assert "1 customers without a row in values counted as 0" in note
    assert "1 rows of other customers left out" in note


def test_opinions_stand_beside_money_where_enough_answered():
    answers = pd.DataFrame(
        {"customer_id": [1, 2, 3, 7], "nps": [10, 10, 0, 0], "csat": [5, 2, 1, 1]}
    )
    table = kpis.segment_value_table(SEGMENTS, MONEY, answers=answers, least_answers=2)
    assert table["answers"].tolist() == [2, 1, 3]
    assert table["nps"].tolist()[::2] == pytest.approx([100, 100 / 3])
    assert np.isnan(table.loc["B", "nps"])
    assert table.loc["A", "csat"] == 0.5
    assert "scores of fewer than 2 answers are not shown" in table.attrs["note"]


def test_segments_without_money_are_refused():
    with pytest.raises(DataError, match="no customer in segments is in values"):
        kpis.segment_value_table(SEGMENTS.rename(str), MONEY)
    with pytest.raises(DataError, match="repeat a customer_id"):
        kpis.segment_value_table(SEGMENTS, pd.concat([MONEY, MONEY]))
