"""What customers brought and cost: hand-worked, and the same on every engine."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

from segkit import features
from segkit.checks import DataError

AS_OF = "2024-06-30"


@pytest.fixture
def orders():
    table = pd.DataFrame(
        {
            "order_id": ["1", "2", "3", "4", "5", "6"],
            "customer_id": ["ann", "ann", "bob", "bob", "cid", "ann"],
            "amount": [100.0, 60.0, 200.0, 50.0, 30.0, 80.0],
            "margin_amount": [40.0, 20.0, 90.0, 20.0, 10.0, 30.0],
        }
    )
    days = ["2022-08-01", "2024-01-10", "2024-06-30"]
    days += ["2023-05-05", "2024-06-29", "2024-07-01"]
    return table.assign(ordered_at=pd.to_datetime(days))


@pytest.fixture
def refunds():
    table = pd.DataFrame({"order_id": ["2", "3", "4"], "amount": [60.0, 200.0, 25.0]})
    table["margin_lost_amount"] = [20.0, 90.0, 25.0]
    return table.assign(
        refunded_at=pd.to_datetime(["2024-06-30", "2024-07-01", "2023-05-09"])
    )


@pytest.fixture
def tickets():
    table = pd.DataFrame({"customer_id": ["ann", "ann", "bob", "eve"]})
    days = ["2024-02-01", "2024-07-02", "2023-05-06", "2024-02-01"]
    return table.assign(
        opened_at=pd.to_datetime(days), cost_amount=[4.0, 9.0, 6.0, 1.0]
    )


def test_money_in_money_back_and_service_by_hand(orders, refunds, tickets):
    X = features.value(orders, as_of=AS_OF, refunds=refunds, tickets=tickets)
    assert X["revenue_amount"].to_dict() == {"ann": 160, "bob": 250, "cid": 30}
    assert X["refund_amount"].to_dict() == {"ann": 60, "bob": 25, "cid": 0}
    assert X["net_revenue_amount"].to_dict() == {"ann": 100, "bob": 225, "cid": 30}
    assert X["margin_amount"].to_dict() == {"ann": 40, "bob": 85, "cid": 10}
    assert X["service_cost_amount"].to_dict() == {"ann": 4, "bob": 6, "cid": 0}
    assert X["net_value_amount"].to_dict() == {"ann": 36, "bob": 79, "cid": 10}
    assert X["n_tickets"].to_dict() == {"ann": 1, "bob": 1, "cid": 0}
    assert X["n_orders"].to_dict() == {"ann": 2, "bob": 2, "cid": 1}


def test_what_happens_after_the_day_does_not_count_and_is_told(
    orders, refunds, tickets
):
    X = features.value(orders, as_of=AS_OF, refunds=refunds, tickets=tickets)
    assert X.attrs["as_of"] == AS_OF
    assert X.attrs["left_out"]["after as_of"] == 1
    assert X.attrs["left_out"]["refunds after as_of"] == 1
    assert X.attrs["left_out"]["tickets after as_of"] == 1
    assert X.attrs["left_out"]["tickets of nobody described"] == 1


def test_two_years_by_hand(orders, refunds, tickets):
    X = features.value(orders, as_of=AS_OF, refunds=refunds, tickets=tickets)
    assert X["last_year_amount"].to_dict() == {"ann": -4, "bob": 90, "cid": 10}
    assert X["year_before_amount"].to_dict() == {"ann": 40, "bob": -11, "cid": 0}
    assert X["n_orders_last_year"].to_dict() == {"ann": 1, "bob": 1, "cid": 1}
    assert X["n_orders_year_before"].to_dict() == {"ann": 1, "bob": 1, "cid": 0}
    assert X.attrs["value"] == "net_value_amount"


def test_negative_orders_are_refunds_too(orders):
    back = orders.iloc[[1]].assign(
        order_id="7", amount=-60.0, margin_amount=-20.0,
        ordered_at=pd.Timestamp("2024-06-30"),
    )  # fmt: skip
    X = features.value(pd.concat([orders, back]), as_of=AS_OF)
    assert X.loc["ann", ["revenue_amount", "refund_amount"]].tolist() == [160, 60]
    assert X.loc["ann", "margin_amount"] == 40
    assert X.loc["ann", "n_orders"] == 2


def test_a_margin_rate_serves_where_orders_have_no_margin(orders, refunds):
    plain = orders.drop(columns="margin_amount")
    refunds = refunds.drop(columns="margin_lost_amount")
    X = features.value(plain, as_of=AS_OF, refunds=refunds, margin=0.4)
    assert X["margin_amount"].to_dict() == {"ann": 40, "bob": 90, "cid": 12}


def test_a_refund_without_its_margin_takes_the_customers_own_rate(orders, refunds):
    refunds = refunds.drop(columns="margin_lost_amount")
    X = features.value(orders, as_of=AS_OF, refunds=refunds)
    assert X["margin_amount"].to_dict() == {
        "ann": pytest.approx(60 - 60 * 60 / 160),
        "bob": pytest.approx(110 - 25 * 110 / 250),
        "cid": 10,
    }


def test_without_a_margin_nothing_is_made_up(orders, refunds, tickets):
    plain = orders.drop(columns="margin_amount")
    X = features.value(plain, as_of=AS_OF, refunds=refunds, tickets=tickets)
    assert not {"margin_amount", "net_value_amount"} & set(X.columns)
    assert X.attrs["value"] == "net_revenue_amount"
    assert X["last_year_amount"].to_dict() == {"ann": 0, "bob": 200, "cid": 30}


def test_stated_costs_replace_those_of_the_table(orders, tickets):
    X = features.value(
        orders, as_of=AS_OF, tickets=tickets, cost_per_ticket=5, cost_per_order=2.5
    )
    assert X["service_cost_amount"].to_dict() == {"ann": 5, "bob": 5, "cid": 0}
    assert X["delivery_cost_amount"].to_dict() == {"ann": 5, "bob": 5, "cid": 2.5}
    assert X["net_value_amount"].to_dict() == {"ann": 50, "bob": 100, "cid": 7.5}


def test_since_gives_the_value_of_a_quarter(orders, refunds, tickets):
    X = features.value(
        orders, as_of=AS_OF, refunds=refunds, tickets=tickets, since="2024-04-01"
    )
    assert X["revenue_amount"].to_dict() == {"ann": 0, "bob": 200, "cid": 30}
    assert X["net_value_amount"].to_dict() == {"ann": -20, "bob": 90, "cid": 10}
    assert X["n_orders"].to_dict() == {"ann": 0, "bob": 1, "cid": 1}
    assert X.loc["ann", "frequency"] == 1  # the purchase history looks back all the way


def test_four_quarters_add_up_to_the_year(orders, refunds, tickets):
    ends = ["2023-09-30", "2023-12-31", "2024-03-31", AS_OF]
    starts = ["2023-07-02", "2023-10-01", "2024-01-01", "2024-04-01"]
    parts = [
        features.value(orders, as_of=end, since=start, refunds=refunds, tickets=tickets)
        for start, end in zip(starts, ends, strict=True)
    ]
    total = pd.concat([part["net_value_amount"] for part in parts]).groupby(level=0)
    year = features.value(orders, as_of=AS_OF, refunds=refunds, tickets=tickets)
    pd.testing.assert_series_equal(
        total.sum(), year["last_year_amount"], check_names=False
    )


def test_friends_are_counted_once_and_by_the_day(orders):
    referrals = pd.DataFrame(
        {
            "referrer_id": ["ann", "ann", "bob"],
            "referred_id": ["bob", "cid", "ann"],
            "referred_on": pd.to_datetime(["2023-05-01", "2024-06-01", "2024-07-09"]),
        }
    )
    X = features.value(orders, as_of=AS_OF, referrals=referrals)
    assert X["n_referred"].to_dict() == {"ann": 2, "bob": 0, "cid": 0}
    assert X["referred_value_amount"].to_dict() == {"ann": 120, "bob": 0, "cid": 0}
    assert X["was_referred"].to_dict() == {"ann": False, "bob": True, "cid": True}
    twice = pd.concat([referrals, referrals.iloc[[0]]])
    with pytest.raises(DataError, match="1 customers as referred more than once"):
        features.value(orders, as_of=AS_OF, referrals=twice)
    own = referrals.assign(referred_id=["ann", "bob", "cid"])
    with pytest.raises(DataError, match="1 rows in which a customer refers themselves"):
        features.value(orders, as_of=AS_OF, referrals=own)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-05-31", None, 2),  # 31 May and 30 June
        ("2024-06-30", None, 1),
        ("2024-01-15", "2024-03-15", 2),  # the first day without it
        ("2024-01-15", "2024-03-16", 3),
        ("2023-12-31", "2024-01-31", 1),
        ("2024-07-01", None, 0),
    ],
)
def test_contracts_are_paid_from_the_first_day_of_each_month(
    orders, start, end, months
):
    contracts = pd.DataFrame(
        {"customer_id": ["ann"], "price_amount": [10.0], "started_on": [start]}
    ).assign(ended_on=[end])
    contracts = contracts.astype({"started_on": "datetime64[us]"})
    contracts["ended_on"] = pd.to_datetime(contracts["ended_on"])
    X = features.value(orders, as_of=AS_OF, contracts=contracts, contract_margin=0.5)
    assert X.loc["ann", "contract_revenue_amount"] == 10 * months
    plain = features.value(orders, as_of=AS_OF)
    gain = X["net_value_amount"] - plain["net_value_amount"]
    assert gain.to_dict() == {"ann": 5 * months, "bob": 0, "cid": 0}


def test_share_of_wallet_and_headroom(orders):
    customers = pd.DataFrame({"customer_id": ["ann", "bob", "dan"]})
    customers["wallet_amount"] = [600.0, np.nan, 50.0]
    X = features.value(orders, as_of=AS_OF, customers=customers)
    assert X.index.tolist() == ["ann", "bob", "dan"]
    assert X.loc["ann", "share_of_wallet_rate"] == pytest.approx(0.1)
    assert X.loc["ann", "headroom_amount"] == 540
    assert X.loc["bob", ["share_of_wallet_rate", "headroom_amount"]].isna().all()
    assert X.loc["dan", "headroom_amount"] == 50
    assert X.attrs["left_out"]["not in customers"] == 1
    assert X.loc["dan", ["revenue_amount", "n_orders", "net_value_amount"]].eq(0).all()
    assert X.loc["dan", ["frequency", "T"]].isna().all()


@pytest.mark.parametrize("margin", [None, 0.4])
def test_every_engine_gives_the_same_table(orders, refunds, tickets, put, margin):
    if margin:
        orders = orders.drop(columns="margin_amount")
    options = {"as_of": AS_OF, "refunds": refunds, "tickets": tickets}
    options |= {"margin": margin, "since": "2024-01-01"}
    found = features.value(put(orders), **options)
    pd.testing.assert_frame_equal(found, features.value(orders, **options))


def test_shuffled_rows_and_renamed_columns_change_nothing(orders, refunds, tickets):
    options = {"as_of": AS_OF, "refunds": refunds, "tickets": tickets}
    X = features.value(orders, **options)
    shuffled = orders.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(features.value(shuffled, **options), X)
    mine = orders.rename(columns={"amount": "Total", "margin_amount": "Marge"})
    names = {"amount": "Total", "margin_amount": "Marge"}
    pd.testing.assert_frame_equal(features.value(mine, **options, columns=names), X)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"margin": 0.4}, "leave one of them out"),
        ({"margin": 40}, "margin must be a number from 0 to 1"),
        ({"cost_per_order": -1}, "cost_per_order must be an amount from 0"),
        ({"since": "2024-07-01"}, "must not be after as_of"),
        ({"tickets": "no cost"}, "pass cost_per_ticket=6.5"),
        ({"tickets": "text"}, "'cost_amount' must hold numbers; it holds string"),
        ({"tickets": "dates"}, "'opened_at' must hold dates; it holds string"),
        ({"refunds": "below"}, "refunds column 'amount' is below 0 in 3 rows"),
        ({"refunds": "arrow"}, "refunds must be a pandas table; this is a DataFrame"),
        ({"refunds": "nobody"}, "refunds needs columns .'order_id'."),
        ({"refunds": "numbers"}, "none of the 3 refunds names an order_id of orders"),
    ],
)
def test_what_cannot_be_is_refused(orders, refunds, tickets, more, message):
    tables = {
        "no cost": tickets.drop(columns="cost_amount"),
        "text": tickets.assign(cost_amount="4,00"),
        "dates": tickets.assign(opened_at="1 May"),
        "below": refunds.assign(amount=-refunds["amount"]),
        "arrow": pl.from_pandas(refunds),
        "nobody": refunds.drop(columns="order_id"),
        "numbers": refunds.assign(order_id=["22", "23", "24"]),
    }
    more = {n: tables.get(v, v) if isinstance(v, str) else v for n, v in more.items()}
    if "margin" in more and more["margin"] == 40:
        orders = orders.drop(columns="margin_amount")
    with pytest.raises(DataError, match=message):
        features.value(orders, as_of=AS_OF, **more)


def test_orders_without_ids_cannot_be_refunded_by_id(orders, refunds):
    plain = orders.drop(columns="order_id")
    with pytest.raises(DataError, match="add a column 'customer_id' to refunds"):
        features.value(plain, as_of=AS_OF, refunds=refunds)
    whose = refunds.assign(customer_id=["ann", "bob", "bob"])
    X = features.value(plain, as_of=AS_OF, refunds=whose.drop(columns="order_id"))
    assert X["refund_amount"].to_dict() == {"ann": 60, "bob": 25, "cid": 0}
