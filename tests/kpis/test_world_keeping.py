"""What was planted in the world about opinions, contracts and the market comes out."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, kpis


@pytest.fixture(scope="module")
def asked():
    frame = datasets.load("survey_invitations").set_index("customer_id")
    orders = datasets.load("orders")
    before = orders[orders["ordered_at"] < "2024-09-09"]
    n = before.groupby("customer_id").size().reindex(frame.index).fillna(0)
    frame["orders_fifth"] = pd.qcut(n.rank(method="first"), 5, labels=False) + 1
    return frame[["orders_fifth"]]


@pytest.fixture(scope="module")
def truth():
    known = datasets.truth("satisfaction").set_index("customer_id")
    return known[known["invited"]]


@pytest.fixture(scope="module")
def answered():
    return datasets.load("survey").set_index("customer_id")


def test_the_unhappy_answer_less_and_weighting_repairs_a_part(asked, truth, answered):
    everybody = kpis.nps(truth["nps"])
    table = kpis.non_response(asked, answered[["nps"]], ["orders_fifth"])
    plain, weighted = table.attrs["unweighted"], table.attrs["weighted"]
    assert plain.value == pytest.approx(10, abs=3)
    assert everybody.value == pytest.approx(-16, abs=4)
    repaired = (plain.value - weighted.value) / (plain.value - everybody.value)
    assert repaired == pytest.approx(0.25, abs=0.07)
    assert plain.low > everybody.value  # sure of itself, and wrong
    assert table["response_rate"].iloc[4] > 1.7 * table["response_rate"].iloc[0]


def test_the_true_chances_to_answer_repair_it_all(truth, answered):
    weights = 1 / truth.loc[answered.index, "response_rate"]
    found = kpis.nps(answered["nps"], weights=weights)
    everybody = kpis.nps(truth["nps"])
    assert found.low < everybody.value < found.high
    assert "tell as much as" in found.note


def test_segments_differ_in_what_they_think(answered):
    kinds = datasets.truth("behavioural").set_index("customer_id").iloc[:, 0]
    segments = kinds.reindex(answered.index).astype(str)
    table = kpis.by_segment(
        kpis.nps, answered.reset_index(), segments.rename("behavioural")
    )
    assert table["value"].drop("all").max() - table["value"].drop("all").min() > 60


@pytest.fixture(scope="module")
def stays():
    kinds = datasets.truth("behavioural").set_index("customer_id").iloc[:, 0]
    contracts = datasets.load("contracts")
    monthly = contracts[contracts["months"] == 1]
    table = kpis.contract_stays(monthly, as_of="2024-12-31")
    return table.assign(kind=table["customer_id"].map(kinds).astype(str))


def test_the_planted_chances_of_leaving_order_the_curves(stays):
    delivery = stays[stays["plan"] == "delivery pass"]
    found = kpis.survival(
        delivery["duration"],
        delivery["ended"],
        segments=delivery["kind"],
        unit="months",
    )
    at = found.at(12).set_index("segment")["survival_rate"]
    assert at["champion"] > at["loyal"] > at["bargain"] > at["lapsing"]
    test = kpis.logrank(delivery["duration"], delivery["ended"], delivery["kind"])
    assert test.p_value < 1e-6
    assert test.df == delivery["kind"].nunique() - 1


def test_lifetimes_of_ended_contracts_are_far_too_short(stays):
    ended = stays.loc[stays["ended"], "duration"].mean()
    mean = kpis.survival(stays["duration"], stays["ended"]).summary.loc["all", "mean"]
    lives = datasets.truth("churn").set_index("contract_id")
    assert ended < 0.6 * mean
    assert len(lives) >= len(stays)


def test_the_curve_of_a_past_day_foretold_what_came():
    contracts = datasets.load("contracts")
    monthly = contracts[contracts["months"] == 1]
    then = kpis.contract_stays(monthly, as_of="2023-12-31")
    now = kpis.contract_stays(monthly, as_of="2024-12-31")
    early = now[now["started_on"] <= "2023-12-31"]
    foretold = kpis.survival(then["duration"], then["ended"]).at(6).iloc[0]
    came = kpis.survival(early["duration"], early["ended"]).at(6).iloc[0]
    assert foretold["low"] < came["survival_rate"] < foretold["high"]


def test_yearly_contracts_hide_in_a_churn_rate_of_all():
    contracts = datasets.load("contracts")
    period = {"start": "2024-10-01", "end": "2024-10-31", "count": "contracts"}
    by_term = kpis.by_segment(kpis.churn_rate, contracts, "months", **period)
    assert by_term.loc[1, "value"] > 2 * by_term.loc[12, "value"]


def test_petrichor_takes_the_garden_and_lindqvane_loses_the_office():
    found = kpis.share_change(
        datasets.load("market"),
        before=("2023-03-01", "2023-12-31"),
        after=("2024-03-01", "2024-12-31"),
        by=["product_world"],
    )
    assert found["change"].loc[("garden", "Petrichor Market")] > 0.02
    assert found["change"].idxmin() == ("office", "Lindqvane")
    assert found.attrs["heading"].endswith("office / Lindqvane lost most.")


def test_the_shops_own_sales_in_the_market_are_its_orders():
    market, orders = datasets.load("market"), datasets.load("orders")
    share = kpis.market_share.from_table(market)
    assert share.numerator == pytest.approx(orders["amount"].sum(), rel=0.02)


def test_recommendations_lengthen_watching():
    watches = datasets.load("streaming_watches")
    viewers = datasets.load("streaming_viewers").set_index("viewer_id")
    groups = viewers["recommendations"].map({True: "seen", False: "not seen"})
    table = kpis.by_segment(
        kpis.watch_time,
        watches,
        groups.rename("recommendations"),
        start="2024-09-30",
        columns={"customer_id": "viewer_id"},
    )
    assert table.loc["seen", "value"] > 1.05 * table.loc["not seen", "value"]
    assert np.isfinite(table["low"]).all()
