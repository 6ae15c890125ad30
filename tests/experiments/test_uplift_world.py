"""The planted truths: who is moved, who sleeps, summer offers, what search brings."""

import pandas as pd
import pytest

from segkit import datasets, experiments


@pytest.fixture(scope="module")
def sends():
    return datasets.load("sends")


@pytest.fixture(scope="module")
def behaviour():
    return datasets.truth("behavioural").set_index("customer_id")["segment"].astype(str)


def test_bargain_and_loyal_customers_hold_the_persuadables(sends, behaviour):
    found = experiments.uplift_by_segment(
        sends, "converted", behaviour, variant="arm", unit="customer_id", worth=0.005
    )
    kinds = found["kind"].to_dict()
    assert kinds["bargain"] == kinds["loyal"] == "persuadable"
    assert kinds["champion"] == "cannot be told"
    assert kinds["one-off"] == "lost cause"
    assert kinds["lapsing"] == "sleeping dog"  # in this edition: chance helps
    bargain = found.loc["bargain"]
    assert bargain["difference"] == pytest.approx(0.015, abs=0.005)
    assert found.loc["loyal", "low"] < 0.01 < found.loc["loyal", "high"]
    assert found.attrs["interaction_p"] < 0.001


def test_who_buys_anyway_is_not_who_is_moved(sends, behaviour):
    """Write to the persuadables first, not to those who buy most."""
    segment = sends["customer_id"].map(behaviour)
    arm, bought = sends["arm"].eq("message"), sends["converted"]
    moved = segment.map(
        {"bargain": 2, "loyal": 1, "champion": 0, "one-off": 0, "lapsing": -1}
    )
    buys = segment.map(
        {"champion": 3, "loyal": 2, "bargain": 1, "lapsing": 0, "one-off": -1}
    )
    by_gain = experiments.qini(bought, arm, moved, n_draws=50)
    by_sales = experiments.qini(bought, arm, buys, n_draws=50)
    assert by_gain.verdict == "better"
    assert by_gain.value > by_sales.high


def test_the_letter_wakes_some_and_keeps_others():
    customers = datasets.load("telecom_customers")
    kinds = datasets.truth("telecom").set_index("customer_id")["segment"].astype(str)
    found = experiments.uplift_by_segment(
        customers, "left", kinds, variant="letter", better="lower"
    )
    assert found.loc["outgrown plan", "kind"] == "persuadable"
    assert (
        found.loc["outgrown plan", "low"] < -0.12 < found.loc["outgrown plan", "high"]
    )
    awake = found.loc["oversized plan"]
    assert 0 < awake["low"] < 0.06 < awake["high"]
    assert found.loc["all", "kind"] == "cannot be told"  # sent to all, it hides both
    alone = experiments.uplift_by_segment(
        customers, "left", kinds, variant="letter", better="lower", method="none"
    )
    assert alone.loc["oversized plan", "kind"] == "sleeping dog"


def test_families_who_look_for_the_price_answer_summer_offers(sends, behaviour):
    """Crossed with the season, the group stands out; the others show nothing."""
    campaigns = datasets.load("campaigns").set_index("campaign_id")
    offers = sends[sends["campaign_id"].map(campaigns["limited_time"]).astype(bool)]
    month = offers["campaign_id"].map(campaigns["sent_at"].dt.month)
    stage = datasets.truth("demographic").set_index("customer_id")["segment"]
    need = datasets.truth("needs").set_index("customer_id")["need"]
    who = offers["customer_id"]
    family = who.map(stage.astype(str)).eq("family")
    price = who.map(need.astype(str)).eq("price")
    active = who.map(behaviour).ne("one-off")
    group = (family & price & active).map({True: "families, price", False: "others"})
    table = pd.DataFrame(offers).assign(group=group, summer=month.isin([6, 7, 8]))
    found = experiments.uplift_change(
        table, "converted", "group", "summer", variant="arm", unit="customer_id"
    )
    moved = found.loc["families, price"]
    assert moved["low"] > 0
    assert moved["low"] < 0.047 < moved["high"]
    assert moved["p_adjusted"] < 0.05
    assert found.loc["others", "low"] < 0 < found.loc["others", "high"]


def test_search_brings_far_less_than_its_last_clicks():
    found = experiments.geo_tests(datasets.load("geo_tests"))
    search = found.loc["search"]
    assert search["last_click"] == pytest.approx(0.45, abs=0.02)
    assert search["low"] < 0.20 < search["high"] < search["last_click"]
    assert search["verdict"] == "less"
    assert found.loc["social", "low"] > 0  # it brings something
    assert found.loc["social", "low"] < 0.272 < found.loc["social", "high"]
    small = found.loc[["referral", "affiliate", "email"], "verdict"]
    assert (small == "unknown").all()  # too small to tell, a finding too
