"""Churn: who counts, what is refused, every engine, periods that join."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import contracts as made
from tests.kpis.made import customers as people
from tests.kpis.samples import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_churn_by_hand_in_every_engine(engine):
    table = ENGINES[engine](made.table())
    found = kpis.churn_rate.from_table(table, customers=made.PEOPLE, **made.PERIOD)
    # active on 30 June: a, b, c, f (e began later, d had gone); lost: b
    assert (found.numerator, found.denominator) == (1, 4)
    each = kpis.churn_rate.from_table(
        table, customers=made.PEOPLE, count="contracts", **made.PERIOD
    )
    # k1, k2, k3, k7, k8 were active; k2, k3 and k8 ended
    assert (each.numerator, each.denominator) == (3, 5)
    assert "counted: contracts" in each.definition
    assert "without any contract at the end" in found.definition


def test_retention_is_what_is_left():
    churn, kept = (
        kpi.from_table(made.table(), **made.PERIOD)
        for kpi in (kpis.churn_rate, kpis.retention_rate)
    )
    assert kept.value == 1 - churn.value
    assert (kept.low, kept.high) == pytest.approx((1 - churn.high, 1 - churn.low))
    assert kept.numerator + churn.numerator == kept.denominator


def test_new_customers_do_not_count():
    only_new = kpis.churn_rate.from_table(made.table(), customers=["e"], **made.PERIOD)
    assert np.isnan(only_new.value)
    assert only_new.note == "nobody was active on the eve of the period: begin it later"


def test_contracts_lost_month_by_month_add_up():
    year = {"start": "2024-07-01", "end": "2024-12-31", "count": "contracts"}
    whole = kpis.churn_rate.from_table(made.table(), **year)
    months = kpis.over_time(kpis.churn_rate, made.table(), by="month", **year)
    began = 1  # e's contract, which began in the period and ended in it
    assert months["numerator"].sum() == whole.numerator + began
    assert months["denominator"].iloc[0] == whole.denominator


def test_churn_by_segment_and_against_an_earlier_period():
    segments = pd.Series(list("ABABAB"), index=made.PEOPLE, name="letters")
    table = kpis.by_segment(kpis.churn_rate, made.table(), segments, **made.PERIOD)
    assert table.loc["A", ["numerator", "denominator"]].tolist() == [0, 2]
    assert table.loc["B", ["numerator", "denominator"]].tolist() == [1, 2]
    change = kpis.compare(
        kpis.churn_rate,
        made.table(),
        customers=made.PEOPLE,
        before=("2024-06-01", "2024-06-30"),
        after=("2024-08-01", "2024-08-31"),
    )
    assert change.loc["all", "before"] == pytest.approx(1 / 5)
    assert change.loc["all", "after"] == pytest.approx(1 / 5)


def test_a_contract_that_ends_before_it_starts_is_refused():
    table = made.table()
    table.loc[0, "ended_on"] = pd.Timestamp("2023-01-01")
    with pytest.raises(DataError, match="1 rows whose ended_on lies before started_on"):
        kpis.churn_rate.from_table(table, **made.PERIOD)


def test_a_contract_that_stands_twice_is_refused():
    table = pd.concat([made.table(), made.table().iloc[[1]]])
    with pytest.raises(DataError, match="1 rows that repeat a contract_id"):
        kpis.churn_rate.from_table(table, **made.PERIOD)


def test_contracts_without_numbers_and_without_ends_are_fine():
    table = made.table().drop(columns="contract_id").assign(ended_on=None)
    found = kpis.churn_rate.from_table(table, **made.PERIOD)
    assert (found.numerator, found.denominator) == (0, 6)
    some = made.table()
    some.loc[[2, 3], "contract_id"] = None
    assert kpis.churn_rate.from_table(some, **made.PERIOD).denominator == 5


def test_more_lost_than_there_were_is_refused():
    with pytest.raises(DataError, match="7 were lost of 5 active"):
        kpis.churn_rate(7, 5)


def test_several_contracts_of_one_customer_widen_the_interval():
    start = pd.Timestamp("2024-01-01")
    gone = pd.Timestamp("2024-08-01")
    each = [(i, start, gone if i % 5 == 0 else pd.NaT) for i in range(100)]
    names = ["customer_id", "started_on", "ended_on"]
    one = pd.DataFrame(each, columns=names)
    three = pd.concat([one] * 3)
    options = {**made.PERIOD, "count": "contracts"}
    narrow, wide = (kpis.churn_rate.from_table(t, **options) for t in (one, three))
    assert wide.value == narrow.value
    assert wide.high - wide.low == pytest.approx(narrow.high - narrow.low, rel=0.1)


def test_reasons_are_counted_most_frequent_first():
    contracts = pd.DataFrame({"end_reason": ["price"] * 3 + [None, "", "moved"]})
    contracts["ended_on"] = pd.to_datetime(["2024-07-01"] * 5 + ["2024-08-01"])
    for engine in ("pandas", "polars", "duckdb"):
        found = kpis.churn_reasons(
            ENGINES[engine](contracts), start="2024-07-01", end="2024-07-31"
        )
        assert found["contracts"].to_dict() == {"price": 3, "not said": 2}
        assert found["share_rate"].tolist() == [0.6, 0.4]
    with pytest.raises(DataError, match="no contract ended from 2023-01-01"):
        kpis.churn_reasons(contracts, start="2023-01-01", end="2023-12-31")


@pytest.mark.parametrize("engine", ENGINES)
def test_silence_by_hand_in_every_engine(engine):
    table = ENGINES[engine](people.table())
    found = kpis.silent_rate.from_table(table, customers=people.PEOPLE)
    assert (found.numerator, found.denominator) == (2, 5)  # b and f
    assert found.note == "1 without a gap of their own (one purchase day) left out"
    assert "k = 3" in found.definition
    usual = kpis.silent_rate.from_table(table, customers=people.PEOPLE, gap_days=60)
    assert (usual.numerator, usual.denominator) == (3, 6)
    assert usual.note == "1 without a gap of their own taken at 60 days"
    model = kpis.silent_rate.from_table(
        table, customers=people.PEOPLE, definition="p_alive"
    )
    assert model.value == pytest.approx(1 - np.mean([0.9, 0.2, 0.5, 0.1, 0.3]))
    assert "from a model" not in found.definition
    assert "which a model estimated" in model.definition
    assert "the model is taken as true" in model.note


def test_longer_patience_finds_fewer_silent():
    rates = [
        kpis.silent_rate.from_table(people.table(), k=k).value for k in (1, 2, 3, 4, 99)
    ]
    assert rates == sorted(rates, reverse=True)


def test_silence_that_cannot_be_judged_is_unknown_and_says_why():
    unknown = kpis.silent_rate.from_table(
        people.table().drop(columns="p_alive"), definition="p_alive"
    )
    assert np.isnan(unknown.value)
    assert unknown.note.startswith("customers needs p_alive, with a number")
    unknown = kpis.silent_rate.from_table(people.table()[["customer_id", "p_alive"]])
    assert unknown.note.startswith("customers needs recency_days and median_gap_days")
    with pytest.raises(DataError, match="1 customers have another number"):
        kpis.silent_rate([0.4, 1.2], definition="p_alive")
    with pytest.raises(DataError, match="k must be a number above 0; this is 0"):
        kpis.silent_rate(1, 2, k=0)
    with pytest.raises(DataError, match="definition"):
        kpis.silent_rate(1, 2, definition="gone")


def test_the_share_that_left_is_covered_if_the_model_is_right():
    rng = np.random.default_rng(9)
    inside, draws = 0, 2000
    for _ in range(draws):
        p = rng.beta(0.6, 0.9, 60)
        gone = (rng.random(60) > p).mean()
        found = kpis.silent_rate(p, definition="p_alive")
        inside += found.low <= gone <= found.high
    assert inside / draws > 0.93
