"""The world: the same seed gives the same shop, and what is planted can be found."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

from segkit import simulate
from segkit.checks import DataError
from segkit.simulate.people import plan

AS_OF = pd.Timestamp("2024-07-01")


def cents(column):
    return (column * 100).round().astype(int)


def with_truth(made):
    return made.tables["orders"].merge(made.truth["behavioural"], on="customer_id")


def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    first, second = simulate.world(seed=3, size=200), simulate.world(seed=3, size=200)
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[name])
    pd.testing.assert_frame_equal(
        first.truth["behavioural"], second.truth["behavioural"]
    )
    other = simulate.world(seed=4, size=200)
    assert not first.tables["orders"].equals(other.tables["orders"])


@pytest.mark.slow
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**40), size=st.integers(50, 300))
def test_every_world_holds_together(seed, size):
    made = simulate.world(seed=seed, size=size)
    customers, products = made.tables["customers"], made.tables["products"]
    orders, lines = made.tables["orders"], made.tables["order_lines"]
    assert len(customers) == size
    assert customers["customer_id"].is_unique
    assert orders["order_id"].is_unique
    assert orders["ordered_at"].is_monotonic_increasing
    assert orders["ordered_at"].between("2023-01-01", "2024-12-31 23:59").all()
    assert set(orders["customer_id"]) <= set(customers["customer_id"])
    assert set(lines["order_id"]) == set(orders["order_id"])
    assert set(lines["product_id"]) <= set(products["product_id"])
    assert not lines.duplicated(["order_id", "product_id"]).any()
    assert (lines["quantity"] >= 1).all()
    cost = products.set_index("product_id")["cost_amount"].loc[lines["product_id"]]
    cost = (cents(cost).to_numpy() * lines["quantity"]).to_numpy()
    lines = lines.assign(margin_amount=(cents(lines["amount"]) - cost) / 100)
    for column in ("amount", "discount_amount", "margin_amount"):
        sums = cents(lines[column]).groupby(lines["order_id"]).sum()
        assert (sums.loc[orders["order_id"]].to_numpy() == cents(orders[column])).all()
    truth = made.truth["behavioural"].set_index("customer_id")
    assert not truth["prospect"].loc[orders["customer_id"].unique()].any()


def test_nobody_orders_before_signing_up_or_between_leaving_and_coming_back(world_of):
    made = world_of()
    orders = with_truth(made).merge(made.tables["customers"], on="customer_id")
    day = orders["ordered_at"].dt.normalize()
    assert (day >= orders["signed_up_on"]).all()
    away = (day >= orders["active_until"]) & ~(day >= orders["back_from"])
    assert not away.any()
    assert (day >= orders["back_from"]).sum() > 300


def test_the_shop_keeps_its_opening_hours(world_of):
    made = world_of()
    orders = made.tables["orders"]
    hour, day = orders["ordered_at"].dt.hour, orders["ordered_at"].dt.day_of_week
    store, phone = orders["channel"] == "store", orders["channel"] == "phone"
    assert hour[store].between(9, 18).all()
    assert hour[phone].between(8, 17).all()
    assert (day[store] < 6).all()
    assert (day[phone] < 5).all()
    christmas = orders["ordered_at"].dt.strftime("%m-%d") == "12-25"
    assert not (christmas & (store | phone)).any()


@pytest.mark.slow
def test_revenue_is_as_concentrated_as_in_real_shops(made):
    money = made.tables["orders"].groupby("customer_id")["amount"].sum()
    money = money.sort_values(ascending=False)
    assert 0.53 < money.iloc[: len(money) // 5].sum() / money.sum() < 0.60


@pytest.mark.slow
def test_about_half_the_customers_buy_once_and_some_never(made):
    orders = made.tables["orders"].groupby("customer_id").size()
    assert 0.455 < (orders == 1).mean() < 0.505
    assert 0.05 < 1 - len(orders) / len(made.tables["customers"]) < 0.08


@pytest.mark.slow
def test_weeks_and_seasons_have_their_rhythm(made):
    orders = made.tables["orders"]
    at = orders["ordered_at"]
    weekday = at.dt.day_of_week.value_counts(normalize=True) * 7
    assert weekday.idxmax() == 5
    assert 1.15 < weekday[5] < 1.32
    months = at[at.dt.year == 2024].dt.month.value_counts()
    assert months.idxmax() in (11, 12)
    assert months[[4, 5]].mean() > 1.1 * months[[2, 8]].mean()
    lines = made.tables["order_lines"].merge(made.tables["products"])
    month = lines.merge(orders[["order_id", "ordered_at"]])["ordered_at"].dt.month
    garden = lines["category"].isin(["plants and seeds", "garden tools"])
    spring, autumn = garden[month.isin([4, 5])].mean(), garden[month >= 10].mean()
    assert spring > 2 * autumn


@pytest.mark.slow
def test_year_two_differs_from_year_one(made):
    orders, products = made.tables["orders"], made.tables["products"]
    app = (orders["channel"] == "app").groupby(orders["ordered_at"].dt.year).mean()
    assert 0.07 < app[2024] - app[2023] < 0.14
    lines = made.tables["order_lines"].merge(products)
    lines = lines.merge(orders[["order_id", "ordered_at"]], on="order_id")
    unit = (lines["amount"] + lines["discount_amount"]) / lines["quantity"]
    rise = (unit / lines["price_amount"]).groupby(lines["ordered_at"].dt.year).mean()
    assert rise[2023] == pytest.approx(1)
    assert rise[2024] == pytest.approx(1.06, abs=0.001)


@pytest.mark.slow
def test_the_planted_shares_and_rates_come_out(made):
    truth = made.truth["behavioural"]
    shares = truth["segment"].value_counts(normalize=True)
    orders = with_truth(made)
    usual = ~orders["ordered_at"].dt.strftime("%m").isin(["01", "07", "11"])
    discounted = orders["discount_amount"] > 0
    discount = discounted[usual].groupby(orders["segment"]).mean()
    rate = truth.groupby("segment")["orders_per_year"].mean()
    for segment in plan.SEGMENTS:
        assert shares[segment.name] == pytest.approx(segment.share, abs=0.02)
        assert discount[segment.name] == pytest.approx(segment.discount_rate, abs=0.04)
        assert rate[segment.name] == pytest.approx(segment.orders_per_year, rel=0.1)


@pytest.mark.slow
def test_people_order_at_the_rate_planted_in_them(world_of):
    """Known start and end: repeat orders over active years must come out as planted."""
    made = world_of(off=("lucky_window",))
    truth = made.truth["behavioural"].set_index("customer_id")
    orders = made.tables["orders"].merge(truth.reset_index(), on="customer_id")
    gone = orders["active_until"].fillna(pd.Timestamp("2025-01-01"))
    before = orders[orders["ordered_at"] < gone].groupby("customer_id")["ordered_at"]
    first = before.min().dt.normalize()
    until = truth["active_until"].fillna(pd.Timestamp("2025-01-01"))
    years = (until.loc[first.index] - first).dt.days / 365.25
    repeats, expected = before.size() - 1, years * truth["orders_per_year"]
    by_segment = truth["segment"].loc[first.index]
    ratio = repeats.groupby(by_segment).sum() / expected.groupby(by_segment).sum()
    assert ratio.between(0.8, 1.25).all(), ratio


@pytest.mark.slow
def test_past_groups_differ_later_and_regress_to_the_mean(made):
    orders = made.tables["orders"]
    past, later = (
        orders[orders["ordered_at"] < AS_OF],
        orders[orders["ordered_at"] >= AS_OF],
    )
    half = past[past["ordered_at"] >= "2024-01-01"]
    n = past.groupby("customer_id").size()
    fifth = pd.qcut(n.rank(method="first"), 5, labels=False)
    before = pd.Series(n.index.isin(half["customer_id"]), n.index).groupby(fifth).mean()
    after = pd.Series(n.index.isin(later["customer_id"]), n.index).groupby(fifth).mean()
    assert 0.88 < before[4] < 0.96
    assert 0.76 < after[4] < 0.87
    assert after[0] < 0.15
    assert after[4] - after[0] < before[4] - 0.05


def columns_for_kmeans(made):
    orders = made.tables["orders"]
    of = orders.groupby("customer_id")
    n, last, first = of.size(), of["ordered_at"].max(), of["ordered_at"].min()
    recency = np.log1p((pd.Timestamp("2025-01-01") - last).dt.days)
    value = np.log(of["amount"].mean())
    share = (orders["discount_amount"] > 0).groupby(orders["customer_id"]).mean()
    naive = np.c_[np.log1p(n), value, recency, share]
    rate = np.log1p((n - 1) / ((last - first).dt.days + 60) * 365)
    sound = np.c_[rate, value, recency, (share * n + 1.5) / (n + 5)]
    labels = made.truth["behavioural"].set_index("customer_id")["segment"].loc[n.index]
    return naive, sound, labels


def recovered(columns, labels):
    model = KMeans(5, n_init=5, random_state=0)
    found = model.fit_predict(StandardScaler().fit_transform(columns))
    return adjusted_rand_score(labels, found)


@pytest.mark.slow
def test_a_sound_choice_of_columns_recovers_the_segments_better(made):
    naive, sound, labels = columns_for_kmeans(made)
    assert 0.12 < recovered(naive, labels) < 0.38
    assert 0.38 < recovered(sound, labels) < 0.60


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"size": 49}, "size must be a whole number from 50 to 1000000; this is 49"),
        ({"size": 2_000_000}, "size must be a whole number from 50 to 1000000"),
        ({"size": "big"}, "size must be a whole number from 50"),
        ({"seed": -1}, "seed must be a whole number from 0; this is -1"),
        ({"seed": 1.5}, r"seed must be a whole number from 0; this is 1\.5"),
    ],
)
def test_impossible_worlds_are_refused(arguments, message):
    with pytest.raises(DataError, match=message):
        simulate.world(**arguments)


def test_a_world_prints_its_tables_and_no_truth():
    text = repr(simulate.world(seed=1, size=50))
    assert text.startswith("World(seed=1, size=50): ")
    assert re.search(r"\bproducts 300, .*\bcustomers 50, .*\borders \d+", text)
    assert "behavioural" not in text


@pytest.mark.slow
def test_a_hundred_thousand_customers_get_longer_numbers():
    made = simulate.world(seed=1, size=100_000)
    ids = made.tables["customers"]["customer_id"]
    assert ids.is_unique
    assert ids.str.fullmatch(r"C\d{6}").all()
    assert made.tables["orders"]["order_id"].str.len().nunique() == 1
