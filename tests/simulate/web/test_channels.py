"""What channels get credit for, what they bring, and what they cost."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate import calendar
from segkit.simulate.people import plan
from segkit.simulate.people.places import places
from segkit.simulate.story import opening
from segkit.simulate.web import hold_outs, media, paths
from segkit.simulate.web.cause import CAUSE_OF_LAST_CLICK, CAUSES, credit


@pytest.fixture(scope="module")
def one(world_of):
    return world_of()


def test_the_last_click_gives_search_too_much_and_social_networks_too_little():
    shares = credit().set_index("channel")
    assert np.allclose(CAUSE_OF_LAST_CLICK.sum(axis=1), 1)
    assert np.allclose(shares.sum(), 1)
    assert shares.loc["search"].round(2).tolist() == [0.45, 0.20]
    difference = shares["incremental_rate"] - shares["last_click_rate"]
    assert difference.idxmin() == "search"
    assert difference.drop("own accord").idxmax() == "social"


@pytest.mark.slow
def test_planted_shares_come_out(made):
    shares = credit().set_index("channel")
    for found, stated in (
        (made.tables["customers"]["acquired_via"], "last_click_rate"),
        (made.truth["acquisition"]["because_of"], "incremental_rate"),
    ):
        rate = found.value_counts(normalize=True).reindex(CAUSES, fill_value=0)
        assert np.allclose(rate, shares[stated].loc[rate.index], atol=0.02)


def test_what_brought_people_shows_in_no_table(one):
    customers = one.tables["customers"].merge(one.truth["acquisition"])
    same = (customers["acquired_via"] == customers["because_of"]).mean()
    assert 0.4 < same < 0.55


def test_half_of_the_regions_and_about_half_of_the_people_are_held_out():
    there = places(seed=11)
    region, names = hold_outs.regions(there)
    people = np.bincount(region, there["population"])
    held = hold_outs.schedule(11, there)
    assert held == hold_outs.schedule(11, there)
    assert held != hold_outs.schedule(12, there)
    for code in range(len(plan.SOURCES)):
        mine = [test.region for test in held if test.channel == code]
        assert len(set(mine)) == len(names) // 2
        assert 0.35 < people[mine].sum() / people.sum() < 0.65


def test_tests_are_whole_weeks_one_after_the_other():
    ends = pd.Timestamp("2023-01-01")
    for _, monday, weeks in hold_outs.TESTS:
        start = pd.Timestamp(monday)
        assert start.day_name() == "Monday"
        assert start >= ends
        ends = start + pd.Timedelta(weeks=weeks)
    assert ends <= pd.Timestamp("2024-10-01")


def test_whom_no_advertisement_reached_comes_after_the_test():
    scene, who, shared = opening(seed=11, size=6_000)
    region = hold_outs.regions(shared.places)[0][who["place"]]
    waited, day = who["waited"] > 0, who["signed_up"]
    held = np.zeros(len(who), dtype=bool)
    for test in hold_outs.schedule(scene.seed, shared.places):
        mine = (region == test.region) & (who["because_of"] == test.channel)
        assert not (mine & day.between(test.first, test.last)).any()
        before = day - who["waited"]
        held |= mine & waited & before.between(test.first, test.last)
    assert (held == waited).all()
    assert 0.005 < waited.mean() < 0.04
    assert day.max() < calendar.N_DAYS


def test_sign_ups_by_region_and_week_add_up_with_the_customers(one):
    tests, tables = one.tables["geo_tests"], one.tables
    customers = tables["customers"].merge(tables["postcodes"], on="postcode")
    assert len(customers) == len(tables["customers"])
    monday = customers["signed_up_on"] - pd.to_timedelta(
        customers["signed_up_on"].dt.day_of_week, unit="D"
    )
    inside = monday.between(tests["week_start"].min(), tests["week_start"].max())
    keys = [customers["region"], monday, customers["acquired_via"]]
    counted = customers[inside].groupby([key[inside] for key in keys]).size()
    stated = tests.set_index(["region", "week_start", "channel"])["new_customers"]
    assert counted.sum() == stated.sum()
    assert (stated.loc[counted.index] == counted.to_numpy()).all()


def test_spending_stops_where_a_channel_is_left_out(one):
    tests, spend = one.tables["geo_tests"], one.tables["media_spend"]
    off = tests.loc[~tests["advertised"], ["channel", "week_start"]]
    search = spend[spend["channel"] == "search"].set_index("month")["spend_amount"]
    weeks = off.loc[off["channel"] == "search", "week_start"]
    assert weeks.min() == pd.Timestamp(
        {name: day for name, day, _ in hold_outs.TESTS}["search"]
    )
    assert search["2023-06"].sum() < 0.75 * search["2023-10"].sum()


def test_media_customers_add_up_with_the_customers(one):
    spend, customers = one.tables["media_spend"], one.tables["customers"]
    month = customers["signed_up_on"].dt.to_period("M").dt.to_timestamp()
    counted = customers.groupby([month, "acquired_via"]).size()
    stated = spend.set_index(["month", "channel"])["new_customers"]
    assert stated.sum() == len(customers)
    assert (stated.loc[counted.index] == counted.to_numpy()).all()
    assert (spend["clicks"] <= spend["impressions"]).all()
    assert len(spend) == len(media.MONTHS) * len(plan.SOURCES)


def test_the_shops_own_sales_add_up_with_its_orders(one):
    market, orders = one.tables["market"], one.tables["orders"]
    own = market[market["brand"] == "our shop"]
    by_month = own.groupby("month")["sales_amount"].sum()
    month = orders["ordered_at"].dt.to_period("M").dt.to_timestamp()
    ordered = orders.groupby(month)["amount"].sum()
    assert np.allclose(by_month, ordered, atol=0.01)
    share = own["sales_amount"].sum() / market["sales_amount"].sum()
    assert 0.12 < share < 0.33


def test_one_competitor_grows_and_one_shrinks(one):
    sales = one.tables["market"].groupby(
        ["brand", "product_world", one.tables["market"]["month"].dt.year]
    )["sales_amount"]
    year = sales.sum().unstack()
    change = year[2024] / year[2023]
    assert change["Petrichor Market", "garden"] > 1.12
    assert change["Lindqvane", "office"] < 0.88
    rest = change.drop("our shop").drop(
        [("Petrichor Market", "garden"), ("Lindqvane", "office")]
    )
    assert rest.between(0.93, 1.07).all()


def test_paths_end_with_the_last_click_on_the_day_of_the_sign_up(one):
    touches, customers = one.tables["touchpoints"], one.tables["customers"]
    ended = touches.dropna(subset="customer_id")
    last = ended.groupby("path_id").tail(1).set_index("customer_id")
    assert last.index.is_unique
    stated = customers.set_index("customer_id").loc[last.index]
    assert len(last) == len(customers)
    assert (last["channel"] == stated["acquired_via"]).all()
    assert (last["touched_at"].dt.normalize() == stated["signed_up_on"]).all()
    first = one.tables["orders"].groupby("customer_id")["ordered_at"].min()
    both = last.join(first, how="inner")
    assert (both["touched_at"] <= both["ordered_at"]).all()


def test_paths_go_forward_and_pass_what_brought_people(one):
    touches = one.tables["touchpoints"]
    step = touches.groupby("path_id")["touched_at"].diff().dropna()
    assert (step >= pd.Timedelta(0)).all()
    number = touches.groupby("path_id")["position"]
    assert (number.max() == number.size()).all()
    truth = one.truth["acquisition"].set_index("customer_id")["because_of"]
    brought = truth[truth != "own accord"]
    passed = set(zip(touches["customer_id"], touches["channel"], strict=True))
    assert all(pair in passed for pair in brought.items())


def test_no_advertisement_is_paid_where_the_channel_is_left_out(one):
    tables = one.tables
    homes = tables["customers"].merge(tables["postcodes"], on="postcode")
    touches = tables["touchpoints"].merge(homes[["customer_id", "region"]])
    day = touches["touched_at"].dt.normalize()
    touches["week_start"] = day - pd.to_timedelta(day.dt.day_of_week, unit="D")
    both = touches.merge(tables["geo_tests"], on=["region", "week_start", "channel"])
    off = both.loc[~both["advertised"], "cost_type"]
    assert len(off) > 50
    assert (off == paths.FREE).all()


@pytest.mark.slow
def test_blocks_share_no_number_and_add_up(world_of):
    made = world_of(11, 26_000)
    tables = made.tables
    for name, key in (
        ("web_sessions_raw", "session_id"),
        ("social_events", "event_id"),
        ("audience", "person_id"),
        ("prospects", "prospect_id"),
    ):
        assert tables[name][key].is_unique
    ended = tables["touchpoints"].dropna(subset="customer_id")
    assert ended.groupby("path_id")["customer_id"].nunique().max() == 1
    assert tables["media_spend"]["new_customers"].sum() == 26_000
    own = tables["market"].loc[tables["market"]["brand"] == "our shop", "sales_amount"]
    assert own.sum() == pytest.approx(tables["orders"]["amount"].sum())
