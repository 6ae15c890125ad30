"""The shop's books: money adds up, dates are causal, keys join."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.simulate.people import lives, plan
from segkit.simulate.story import opening
from segkit.simulate.trade import checkout, friends, raw, refunds, tickets
from segkit.simulate.trade.books import chapter
from segkit.simulate.trade.deeds import deeds, drawn, together, without

END = pd.Timestamp("2025-01-01")


def told(seed=11, size=3_000, **switches):
    scene, who, shared = opening(seed=seed, size=size, **switches)
    done = deeds(scene, who, shared.products)
    made = chapter(scene, who, done, shared.places, shared.products)
    return made, who, done, shared


@pytest.fixture(scope="module")
def books():
    """Return the books of 3,000 people, and who they are. Do not change them."""
    return told()


def cents(column):
    return (column * 100).round().astype(int)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**40), size=st.integers(50, 300))
def test_money_adds_up_from_the_lines_to_what_is_left(seed, size):
    made, who, _, shared = told(seed, size)
    orders = made.tables["orders"].set_index("order_id")
    lines = made.tables["order_lines"].merge(
        shared.products[["product_id", "cost_cents"]], on="product_id"
    )
    cost = (lines["cost_cents"] * lines["quantity"]).groupby(lines["order_id"]).sum()
    left = cents(orders["amount"]) - cost.loc[orders.index]
    assert (left == cents(orders["margin_amount"])).all()
    back = made.tables["refunds"].set_index("order_id")
    assert (back["amount"] <= orders["amount"].loc[back.index] + 0.005).all()
    assert back.index.is_unique
    assert set(orders.index[orders["returned"]]) == set(back.index)
    assert set(orders["customer_id"]) <= set(who["customer_id"])
    asked = made.tables["tickets"]
    rate = pd.Series(tickets.COST_PER_HOUR, tickets.CHANNELS)
    paid = asked["hours"] * rate.loc[asked["channel"]].to_numpy()
    assert (paid.round(2) - asked["cost_amount"]).abs().max() < 0.006


def test_dates_are_causal(books):
    made, who, _, _ = books
    orders = made.tables["orders"].set_index("order_id")
    back, asked = made.tables["refunds"], made.tables["tickets"]
    wait = back["refunded_at"] - orders["ordered_at"].loc[back["order_id"]].to_numpy()
    assert wait.min() > pd.Timedelta(0)
    assert wait.max() < pd.Timedelta(days=refunds.LATEST + 3)
    assert back["refunded_at"].is_monotonic_increasing
    assert back["refunded_at"].max() < END
    assert (back["refunded_at"].dt.day_of_week < 5).all()
    about = asked.dropna(subset="order_id")
    ordered = orders.loc[about["order_id"]]
    assert (about["opened_at"].to_numpy() > ordered["ordered_at"].to_numpy()).all()
    assert (about["customer_id"].to_numpy() == ordered["customer_id"].to_numpy()).all()
    assert asked["opened_at"].max() < END
    staffed = asked["channel"].isin(["phone", "store desk"])
    assert (asked["opened_at"][staffed].dt.day_of_week < 6).all()
    called = asked["opened_at"][asked["channel"] == "phone"]
    assert (called.dt.day_of_week < 5).all()
    since = pd.Timestamp("2023-01-01") + pd.to_timedelta(who["signed_up"], unit="D")
    since = since.set_axis(who["customer_id"])
    assert (asked["opened_at"] >= since.loc[asked["customer_id"]].to_numpy()).all()


def test_a_code_tells_the_discount_and_none_stands_without_one(books):
    orders = books[0].tables["orders"]
    coded = orders["promo_code"].notna()
    depth = orders["promo_code"][coded].str.extract(r"(\d+)$")[0].astype(int)
    full = orders["amount"] + orders["discount_amount"]
    assert (depth - 100 * (orders["discount_amount"] / full)[coded]).abs().max() < 0.5
    discounted = orders["discount_amount"] > 0
    assert not (coded & ~discounted).any()
    day = orders["ordered_at"].dt.strftime("%m-%d")
    sale = day.between("01-03", "01-20") | day.between("07-01", "07-16")
    sale |= day.between("11-20", "11-30")
    assert (coded == discounted)[~sale].all()
    in_sale = coded[sale & discounted].mean()
    assert in_sale == pytest.approx(checkout.CODE_IN_SALE, abs=0.06)
    hello = orders[orders["promo_code"].fillna("").str.startswith("HELLO")]
    assert not hello["customer_id"].duplicated().any()


def test_payment_and_delivery_suit_the_channel_and_the_goods(books):
    orders = books[0].tables["orders"]
    store = orders["channel"] == "store"
    assert not orders["payment"][~store].eq("cash").any()
    assert not orders["payment"][store].isin(["invoice", "bank transfer"]).any()
    assert (orders["delivery"].eq("taken along") <= store).all()
    lines = books[0].tables["order_lines"].merge(books[3].products, on="product_id")
    heavy = lines["category"].str.contains("furniture").groupby(lines["order_id"]).any()
    heavy = heavy.loc[orders["order_id"]].to_numpy()
    assert not orders["delivery"][heavy].eq("pick-up point").any()


def test_the_category_of_an_order_is_where_most_of_its_money_went(books):
    made, _, _, shared = books
    lines = made.tables["order_lines"].merge(shared.products, on="product_id")
    money = lines.groupby(["order_id", "category"])["amount"].sum().unstack()
    most = money.max(axis=1)
    orders = made.tables["orders"].set_index("order_id")
    named = money.stack().reindex(
        pd.MultiIndex.from_arrays([orders.index, orders["category"]])
    )
    assert np.allclose(named.to_numpy(), most.loc[orders.index])


def test_referrals_are_a_forest_of_people_who_came_by_a_friend(books):
    made, who, _, _ = books
    table = made.tables["referrals"]
    people = who.set_index("customer_id")
    assert table["referred_id"].is_unique
    source = people["source"].loc[table["referred_id"]]
    assert (source == plan.SOURCES.index("referral")).all()
    day = (table["referred_on"] - pd.Timestamp("2023-01-01")).dt.days.to_numpy()
    assert (day == people["signed_up"].loc[table["referred_id"]].to_numpy()).all()
    assert (people["first_order"].loc[table["referrer_id"]].to_numpy() < day).all()
    came = (who["source"] == plan.SOURCES.index("referral")).sum()
    assert 0.7 < len(table) / came <= friends.NAMED + 0.05


def test_nobody_is_given_the_card_before_the_third_order(books):
    made, *_ = books
    orders = made.tables["orders"].sort_values("ordered_at", kind="stable")
    place = orders.groupby("customer_id").cumcount() + 1
    third = orders[place == friends.CARD_ORDER].set_index("customer_id")["ordered_at"]
    cards = made.tables["loyalty_members"].set_index("customer_id")["member_since"]
    assert (cards == third.dt.normalize().loc[cards.index]).all()
    assert len(cards) / len(third) == pytest.approx(friends.CARD_TAKEN, abs=0.05)


def test_the_export_holds_every_order_and_refund_once_but_for_the_faults(books):
    made, who, _, _ = books
    export, orders = made.tables["orders_raw"], made.tables["orders"]
    back, faults = made.tables["refunds"], made.truth["order_faults"]
    assert export["row"].is_unique
    assert export["ordered_at"].is_monotonic_increasing
    negative = export[export["amount"] < 0].drop_duplicates("order_id")
    assert set(negative["order_id"]) == set(back["refund_id"])
    assert -cents(negative["amount"]).sum() == cents(back["amount"]).sum()
    twice = export["order_id"][export["order_id"].duplicated()]
    planted = faults.groupby("fault")["order_id"].agg(set)
    assert set(twice) == planted["stands twice"]
    kept = export.drop_duplicates("order_id").set_index("order_id")
    ratio = kept["amount"].loc[orders["order_id"]].to_numpy() / orders["amount"]
    wrong = set(orders["order_id"][ratio.round(6) == raw.TIMES])
    assert wrong == planted["100 times too large"]
    assert (ratio.round(6).isin([1, raw.TIMES])).all()
    other = kept["customer_id"].loc[orders["order_id"]].to_numpy()
    moved = orders["customer_id"] != other
    second = who.set_index("customer_id")["second_id"]
    assert (second.loc[orders["customer_id"][moved]].to_numpy() == other[moved]).all()
    assert moved.any()


def test_the_value_of_a_customer_is_consistent(books):
    made, who, _, _ = books
    worth = made.truth["value"].set_index("customer_id")
    truth = worth.join(who.set_index("customer_id"))
    assert (truth["alive"] == lives.active(who, 731)).all()
    bought = set(made.tables["orders"]["customer_id"])
    assert set(worth.index[worth["alive_rate"].notna()]) == bought
    gone = worth["growth"] == "gone"
    assert (worth.loc[gone, "orders_next_year"] == 0).all()
    assert (worth.loc[gone, "margin_next_year_amount"] <= 0).all()
    orders = made.tables["orders"]
    latest = orders.loc[orders["ordered_at"].dt.year == 2024, "customer_id"]
    before = latest.value_counts().reindex(worth.index, fill_value=0)
    kind = worth["growth"]
    growth = worth["orders_next_year"].groupby(kind).sum() / before.groupby(kind).sum()
    assert growth["growing"] > 1.3
    assert growth["steady"] == pytest.approx(1, abs=0.1)
    assert growth["shrinking"] < 0.6


def test_orders_can_be_added_with_a_given_first_category_and_taken_away(books):
    _, who, done, shared = books
    scene, who, shared = opening(seed=11, size=3_000)
    more = pd.DataFrame({"person": np.arange(200), "day": 400, "percent": 25})
    first = np.arange(200) % 12 - 1
    extra = drawn(
        scene, who, shared.products, more, stream="test", first_category=first
    )
    leads = extra.lines[extra.lines["line"] == 1].set_index("order")["product"]
    found = pd.factorize(shared.products["category"])[0][leads.loc[range(200)]]
    assert (found == first)[first >= 0].all()
    full = extra.lines["amount_cents"] + extra.lines["discount_cents"]
    assert ((full + 2) // 4 == extra.lines["discount_cents"]).all()
    both = together([done, extra])
    assert len(both.orders) == len(done.orders) + 200
    assert both.lines["amount_cents"].sum() == (
        done.lines["amount_cents"].sum() + extra.lines["amount_cents"].sum()
    )
    assert both.orders["day"].is_monotonic_increasing
    left = without(both, both.orders["day"] == 400)
    assert (left.orders["day"] != 400).all()
    assert left.lines["order"].max() == len(left.orders) - 1
    sizes = left.lines.groupby("order").size()
    assert len(sizes) == len(left.orders)
