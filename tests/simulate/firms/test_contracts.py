"""Contracts: dates are causal, prices follow the rise, and the snapshot looks back."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.simulate.firms import churn, plans
from segkit.simulate.firms.chapter import alone

END = pd.Timestamp("2024-12-31")
SNAPSHOT = pd.Timestamp("2024-09-30")
SCORE = "churn_score_next_month"


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**40))
def test_dates_are_causal_in_every_world(seed):
    made = alone(seed=seed, size=300).tables["contracts"]
    assert (made["renewed_on"] > made["started_on"])[made["renewed_on"].notna()].all()
    assert (made["renewed_on"] < made["ended_on"])[
        made["renewed_on"].notna() & made["ended_on"].notna()
    ].all()
    assert (made["ended_on"] > made["started_on"])[made["ended_on"].notna()].all()
    assert (made["renews_on"] > END)[made["renews_on"].notna()].all()
    assert made["renews_on"].notna().equals(made["ended_on"].isna())
    assert made["end_reason"].notna().equals(made["ended_on"].notna())
    assert made["renewed_on"].notna().equals(made["n_renewals"] > 0)


def test_nobody_signs_before_the_account_or_twice_the_same(made):
    signed = made.tables["contracts"].merge(made.tables["customers"], on="customer_id")
    assert len(signed) == len(made.tables["contracts"])
    assert (signed["started_on"] >= signed["signed_up_on"]).all()
    assert not signed.duplicated(["customer_id", "plan"]).any()


def test_firms_have_the_plans_for_firms(made):
    signed = made.tables["contracts"].merge(made.tables["customers"], on="customer_id")
    of_firm = signed["plan"].isin(["supply plan", "plant service"])
    assert of_firm.equals(signed["company_id"].notna())
    assert of_firm.equals(signed["contact_type"] == "professional")
    both = signed.merge(made.tables["contacts"], on="customer_id")
    assert (both["company_id_x"] == both["company_id_y"]).all()


def test_larger_firms_pay_more(made):
    signed = made.tables["contracts"].merge(made.tables["companies"], on="company_id")
    for _, one in signed.groupby("plan"):
        assert one["price_amount"].corr(one["employees"], method="spearman") > 0.9


def test_renewals_come_at_the_end_of_each_term(made):
    signed = made.tables["contracts"]
    months = signed["months"] * signed["n_renewals"]
    last = signed["renewed_on"].where(signed["n_renewals"] > 0, signed["started_on"])
    gone = (last.dt.year - signed["started_on"].dt.year) * 12
    gone += last.dt.month - signed["started_on"].dt.month
    assert (gone == months).all()


def test_a_contract_for_a_year_ends_on_an_anniversary(made):
    ended = made.tables["contracts"].dropna(subset=["ended_on"])
    ended = ended[ended["months"] == 12]
    assert len(ended) > 20
    days = (ended["ended_on"] - ended["started_on"]).dt.days
    assert days.between(365, 366).all()


def test_months_are_added_as_in_a_calendar():
    day = np.array([(pd.Timestamp("2024-01-31") - pd.Timestamp("2023-01-01")).days])
    assert churn.months_after(day, 1)[0] == day[0] + 29
    assert churn.months_after(day, 2)[0] == day[0] + 60
    assert churn.months_after(day, 12)[0] == day[0] + 366


def test_the_new_price_is_paid_from_the_first_renewal_after_the_rise(made):
    signed = made.tables["contracts"]
    before = signed["started_on"] < plans.RISE_ON
    renewed = signed["renewed_on"] >= plans.RISE_ON
    rose = signed["last_price_amount"] > signed["price_amount"]
    assert rose.equals(before & renewed)
    part = (signed["last_price_amount"] / signed["price_amount"])[rose] - 1
    assert part.between(plans.RISE - 0.002, plans.RISE + 0.002).all()
    new = signed[~before & (signed["plan"] == "delivery pass")]
    assert (new["price_amount"] == 5.29).all()


def test_true_ends_agree_with_what_is_seen(made):
    both = made.tables["contracts"].merge(made.truth["churn"], on="contract_id")
    seen = both["ended_on"].notna()
    assert (both["ended_on"] == both["ends_on"])[seen].all()
    later = both.loc[~seen, "ends_on"].dropna()
    assert (later > END).all()
    assert (both["ends_on"] >= both["renews_on"])[~seen & both["ends_on"].notna()].all()


def test_the_price_touches_bargain_customers_who_signed_before(made):
    both = made.tables["contracts"].merge(made.truth["churn"], on="contract_id")
    both = both.merge(made.truth["behavioural"], on="customer_id")
    before = both["started_on"] < plans.RISE_ON
    assert both["price_effect"].equals((both["segment"] == "bargain") & before)


def test_the_snapshot_holds_what_ran_on_the_day(made):
    signed, seen = made.tables["contracts"], made.tables["accounts_snapshot"]
    end = signed["ended_on"].fillna(END + pd.Timedelta(days=1))
    runs = (signed["started_on"] <= SNAPSHOT) & (end > SNAPSHOT)
    assert sorted(seen["contract_id"]) == sorted(signed.loc[runs, "contract_id"])
    both = seen.merge(signed, on="contract_id", suffixes=("", "_signed"))
    days = (SNAPSHOT - both["started_on"]).dt.days
    assert (both["tenure_days"] == days).all()
    rose = both["price_amount"] > both["price_amount_signed"]
    assert rose.equals(both["price_rise_rate"] > 0)
    assert not (rose & (both["started_on"] >= plans.RISE_ON)).any()


def test_the_snapshot_counts_the_orders_of_the_past(made):
    orders = made.tables["orders"]
    past = orders[orders["ordered_at"] < SNAPSHOT + pd.Timedelta(days=1)]
    year = past[past["ordered_at"] >= SNAPSHOT - pd.Timedelta(days=364)]
    seen = made.tables["accounts_snapshot"].merge(
        made.tables["contracts"][["contract_id", "customer_id"]]
    )
    n = seen["customer_id"].map(year.groupby("customer_id").size()).fillna(0)
    assert (seen["n_orders_365d"] == n).all()
    spent = seen["customer_id"].map(year.groupby("customer_id")["amount"].sum())
    assert np.allclose(seen["spend_365d_amount"], spent.fillna(0))
    last = seen["customer_id"].map(past.groupby("customer_id")["ordered_at"].max())
    silent = (SNAPSHOT - last.dt.normalize()).dt.days
    assert (seen["days_since_order"].dropna() == silent.dropna()).all()
    assert (seen["n_orders_90d"] <= seen["n_orders_365d"]).all()


@pytest.fixture(scope="module")
def with_and_without():
    """Return this chapter of one world with the leak, and without it."""
    return alone(seed=11, size=4_000), alone(seed=11, size=4_000, leakage=False)


def test_the_switch_changes_the_score_alone(with_and_without):
    full, plain = with_and_without
    seen = [part.tables["accounts_snapshot"] for part in (full, plain)]
    assert not seen[0][SCORE].equals(seen[1][SCORE])
    for name, table in full.tables.items():
        known = [column for column in table if column != SCORE]
        pd.testing.assert_frame_equal(table[known], plain.tables[name][known])
    for name, table in full.truth.items():
        pd.testing.assert_frame_equal(table, plain.truth[name])


def test_the_leak_adds_to_the_scores_of_those_who_leave_only(with_and_without):
    full, plain = with_and_without
    score = [
        part.tables["accounts_snapshot"].set_index("contract_id")[SCORE]
        for part in (full, plain)
    ]
    ended = full.tables["contracts"].set_index("contract_id")["ended_on"]
    left = ended.loc[score[0].index].between("2024-10-01", "2024-12-31")
    assert ((score[0] > score[1]) == left).all()
    assert (score[0] == score[1])[~left].all()


def test_a_fair_part_of_customers_holds_contracts(made):
    signed = made.tables["contracts"]
    assert 0.28 < len(signed) / len(made.tables["customers"]) < 0.40
    assert 0.20 < signed["ended_on"].notna().mean() < 0.36
    per_month = signed["months"].value_counts(normalize=True)
    assert 0.6 < per_month[1] < 0.85


@pytest.mark.slow
def test_reasons_name_the_price_where_it_was_the_price(world_of):
    made = world_of(11, 12_000)
    both = made.tables["contracts"].merge(made.truth["churn"], on="contract_id")
    ended = both.dropna(subset=["ended_on"])
    dear = ended["price_effect"] & (ended["ended_on"] >= plans.RISE_ON)
    price = (ended["end_reason"] == "price").groupby(dear).mean()
    assert price[True] > 2.5 * price[False]
