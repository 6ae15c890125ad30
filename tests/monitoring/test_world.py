"""What was planted in the world comes out: drift, and luck that was no success."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features, models
from segkit.monitoring import (
    champion_challenger,
    control_chart,
    diagnose,
    drift,
    refresh,
    relation_drift,
    separation,
    shares,
)


@pytest.fixture(scope="module")
def orders():
    table = datasets.load("orders")
    return table.assign(year=table["ordered_at"].dt.year)


@pytest.fixture(scope="module")
def lines(orders):
    table = datasets.load("order_lines")
    return table.merge(orders[["order_id", "ordered_at", "year"]], on="order_id")


def test_the_second_year_buys_more_by_app(orders):
    first, second = (orders[orders["year"] == year] for year in (2023, 2024))
    found = drift(first, second, columns=["channel", "amount", "returned"])
    assert found["variable"].iloc[0] == "channel"
    assert found["change"].iloc[0].startswith("app ")
    assert "more than chance" in found["verdict"].iloc[0]
    table = shares(first, second, "channel").set_index("bin")
    grown = table.loc["app", "after_share"] - table.loc["app", "before_share"]
    assert grown == pytest.approx(0.09, abs=0.03)
    assert table["contribution"].idxmax() == "app"


def test_list_prices_rose_by_six_percent(lines):
    price = (lines["amount"] + lines["discount_amount"]) / lines["quantity"]
    lines = lines.assign(price=price)
    first, second = (lines[lines["year"] == year] for year in (2023, 2024))
    found = drift(first, second, columns=["price", "quantity"])
    rows = found.set_index("variable")
    assert rows.loc["price", "psi"] > 10 * rows.loc["price", "critical_value"]
    assert rows.loc["quantity", "psi"] < rows.loc["quantity", "critical_value"]
    prices = lines.groupby(["product_id", "year"])["price"].median().unstack()
    assert (prices[2024] / prices[2023]).median() == pytest.approx(1.06, abs=0.001)


def test_the_share_by_app_leaves_its_limits_in_the_month_it_changes(orders):
    month = orders["ordered_at"].dt.to_period("M")
    n = orders.groupby(month).size()["2023-06":]
    app = orders[orders["channel"] == "app"].groupby(month).size()["2023-06":]
    chart = control_chart(app, n, kind="p", baseline=7, rules=["beyond 3 sigma"])
    loud = chart.loc[chart["signal"], "when"].astype(str).tolist()
    assert loud == [f"2024-{i:02d}" for i in range(1, 13)]


def test_segments_of_2023_are_checked_again_at_the_end_of_2024(orders):
    before = features.customers(orders, as_of="2023-12-31")
    after = features.customers(orders, as_of="2024-12-31")
    model = models.BehaviouralSegmenter().fit(before)
    found = refresh(model.frozen(), after, reference=before, thaw=models.from_frozen)
    assert found.learned == "2023-12-31"
    assert found.migration.n_gone == 0
    assert found.migration.n_new == len(after) - len(before)
    assert found.decision.action == "resegment"
    signs = found.decision.reasons.set_index("sign")["says"]
    assert signs["sizes of the segments"] == "resegment"
    assert found.drift.set_index("variable").loc["recency_days", "alarm"]


def made(orders, as_of):
    day = pd.Timestamp(as_of)
    X = features.customers(orders, as_of=as_of)
    first, last = day + pd.Timedelta("1D"), day + pd.Timedelta("91D")
    soon = orders[orders["ordered_at"].between(first, last)]
    later = soon.groupby("customer_id").size().reindex(X.index, fill_value=0)
    return X, later.rename("orders")


def test_rfm_still_separates_and_beats_segments_by_channel(orders):
    X, soon = made(orders, "2023-09-30")
    model = models.BehaviouralSegmenter().fit(X)
    then = separation(model.assign(X), soon)
    later, soon_later = made(orders, "2024-09-30")
    now = separation(model.assign(later), soon_later)
    assert then.low > 0.1
    assert now.high > 0.5 * then.value
    plain = later["favourite_channel"]
    found = champion_challenger(plain, model, later, outcome=soon_later)
    assert found.switch
    assert not champion_challenger(model, plain, later, outcome=soon_later).switch


def test_the_relation_of_segment_and_purchase_is_watched(orders):
    tables = []
    for day in ("2023-09-30", "2024-09-30"):
        X, soon = made(orders, day)
        kinds = pd.cut(X["n_orders"], [0, 1, 4, 999], labels=["one", "few", "many"])
        tables.append(pd.DataFrame({"kind": kinds, "bought": soon > 0}))
    found = relation_drift(*tables, "bought", "kind").set_index("segment")
    assert found.loc["many", "rate_before"] > found.loc["one", "rate_before"]
    assert (found["low"] <= found["difference"]).all()


def lucky_spring(orders):
    """Return the group made on spring, and each one's orders in spring and summer."""
    spans = {
        "spring": ("2024-03-01", "2024-06-01"),
        "summer": ("2024-06-01", "2024-09-01"),
    }
    counts = {
        name: orders[orders["ordered_at"].between(*days, inclusive="left")]
        .groupby("customer_id")
        .size()
        for name, days in spans.items()
    }
    table = pd.DataFrame(counts).fillna(0)
    return table[table["spring"] >= 5]


def test_a_lucky_spring_is_not_called_a_success(orders):
    group = lucky_spring(orders)
    assert group["summer"].sum() / group["spring"].sum() < 0.6
    # somebody writes to all of them in May and looks at June: no hold-out, no verdict
    bought = int((group["summer"] > 0).sum())
    row = {"segment": "busy in spring", "sent": len(group), "delivered": len(group)}
    row |= {"opened": bought, "clicked": bought, "converted": bought, "bought": bought}
    found = diagnose(pd.DataFrame([row]), worth=0.02)
    assert found["verdict"].tolist() == ["cannot be told"]
    # with half of them held out by lot there is no effect to find
    held = np.random.default_rng(0).permutation(len(group)) % 2 == 0
    split = {
        "sent": int((~held).sum()), "held_out": int(held.sum()),
        "bought": int((group["summer"][~held] > 0).sum()),
        "held_out_bought": int((group["summer"][held] > 0).sum()),
    }  # fmt: skip
    steps = {"delivered": split["sent"], "opened": split["bought"]}
    steps |= {"clicked": split["bought"], "converted": split["bought"]}
    row = {"segment": "busy in spring", **split, **steps}
    found = diagnose(pd.DataFrame([row]), worth=0.02)
    assert found["verdict"].iloc[0] in {"too few to tell", "wrong segment"}


def test_a_group_made_on_spring_does_not_separate_summer_as_it_did_spring(orders):
    X = features.customers(orders, as_of="2024-05-31")
    group = lucky_spring(orders)
    busy = pd.Series(np.where(X.index.isin(group.index), "busy", "rest"), X.index)
    span = {
        name: orders[orders["ordered_at"].between(*days)]
        .groupby("customer_id").size().reindex(X.index, fill_value=0).rename(name)
        for name, days in {
            "spring": ("2024-03-01", "2024-06-01"),
            "summer": ("2024-06-01", "2024-09-01"),
        }.items()
    }  # fmt: skip
    then, now = (separation(busy, span[name]) for name in ("spring", "summer"))
    assert now.value < 0.5 * then.value
