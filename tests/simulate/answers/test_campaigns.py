"""Campaigns: causal, and in agreement with the orders."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate.answers import plan
from segkit.simulate.trade.deeds import deeds

WINDOW = pd.Timedelta(days=plan.WINDOW_DAYS)


@pytest.fixture(scope="module")
def sends(answered):
    campaigns = answered.tables["campaigns"].rename(columns={"sent_at": "began_at"})
    table = answered.tables["sends"].merge(campaigns, on="campaign_id")
    return table.merge(
        answered.who[["customer_id", "signed_up", "consent"]], on="customer_id"
    )


@pytest.fixture(scope="module")
def lines(answered):
    """Return every line that was ordered after all, with its category."""
    done = answered.after.done
    orders = done.orders.iloc[done.lines["order"]].reset_index(drop=True)
    customer = answered.who["customer_id"].to_numpy()[orders["person"]]
    category = answered.products["category"].to_numpy()[done.lines["product"]]
    return pd.concat([done.lines, orders], axis=1).assign(
        customer_id=customer, category=category
    )


def test_keys_join_and_nobody_is_in_a_campaign_twice(answered):
    sends, messages = answered.tables["sends"], answered.tables["messages"]
    assert sends["send_id"].is_unique
    assert not sends.duplicated(["campaign_id", "customer_id"]).any()
    assert set(sends["campaign_id"]) == set(answered.tables["campaigns"]["campaign_id"])
    told = sends[sends["arm"] == "message"]
    owner = messages.set_index("message_id")["campaign_id"]
    assert (owner[told["message_id"]].to_numpy() == told["campaign_id"]).all()
    assert sends.loc[sends["arm"] == "held out", "message_id"].isna().all()
    assert set(told["message_id"]) == set(messages["message_id"])


def test_no_click_before_an_open_and_no_open_before_the_send(sends):
    opened, clicked = sends["opened_at"].notna(), sends["clicked_at"].notna()
    assert not (clicked & ~opened).any()
    assert not (opened & ~sends["delivered"]).any()
    assert (sends["sent_at"] < sends["opened_at"])[opened].all()
    assert (sends["opened_at"] < sends["clicked_at"])[clicked].all()
    left = sends["unsubscribed_at"].notna()
    assert left.any()
    assert (sends["opened_at"] < sends["unsubscribed_at"])[left].all()
    held_out = sends["arm"] == "held out"
    columns = ["opened_at", "clicked_at", "unsubscribed_at"]
    assert sends.loc[held_out, columns].isna().all(axis=None)
    assert not sends.loc[held_out, "delivered"].any()


def test_the_shop_writes_to_those_who_signed_up_and_agreed(sends):
    day = (sends["began_at"] - pd.Timestamp("2023-01-01")).dt.days
    assert (sends["signed_up"] < day).all()
    letter = sends["channel"] == "letter"
    assert sends.loc[~letter, "consent"].all()
    assert not sends.loc[letter, "consent"].all()


def test_who_unsubscribed_gets_no_more_and_has_no_consent_at_the_end(answered, sends):
    left = sends.groupby("customer_id")["unsubscribed_at"].min()
    written = sends[sends["channel"] != "letter"]
    end = written["customer_id"].map(left)
    assert not (written["sent_at"] > end).any()
    after = answered.after.who.set_index("customer_id")["consent"]
    assert not after[left.dropna().index].any()
    before = answered.who.set_index("customer_id")["consent"]
    assert (before & ~after).sum() == left.notna().sum()


def test_the_lot_holds_out_exactly_what_was_planned_but_for_one_loss(sends):
    for number, campaign in enumerate(plan.CAMPAIGNS, start=1):
        arms = sends.loc[sends["campaign_id"] == f"K{number:02d}", "arm"]
        held_out, n = (arms == "held out").sum(), len(arms)
        if number == plan.LOST_HOLD_OUT:
            assert held_out < 0.97 * campaign.held_out * n
        else:
            assert abs(held_out - campaign.held_out * n) <= 1


def test_audiences_are_what_the_campaign_says(sends, lines):
    orders = lines.drop_duplicates("order")[["customer_id", "ordered_at"]]
    for number, campaign in enumerate(plan.CAMPAIGNS, start=1):
        who = sends.loc[sends["campaign_id"] == f"K{number:02d}", "customer_id"]
        before = orders[orders["ordered_at"] < pd.Timestamp(campaign.day)]
        past = before.groupby("customer_id")["ordered_at"].agg(["size", "max"])
        past = past.reindex(who)
        if campaign.audience == "one order":
            assert (past["size"] == 1).all()
        if campaign.audience == "regular":
            assert (past["size"] >= 3).all()
        if campaign.audience == "silent":
            silence = pd.Timestamp(campaign.day) - past["max"]
            assert (silence.dt.days >= plan.SILENT_DAYS).all()


def test_conversions_and_revenue_are_what_the_orders_say(sends, lines):
    spent = lines.groupby("order")["amount_cents"].sum()
    for number, campaign in enumerate(plan.CAMPAIGNS, start=1):
        inside = lines["ordered_at"] >= campaign.sent_at
        inside &= lines["ordered_at"] < campaign.sent_at + WINDOW
        hits = lines[inside & (lines["category"] == campaign.category)]
        hits = hits.drop_duplicates("order")
        money = spent[hits["order"]].groupby(hits["customer_id"].to_numpy()).sum()
        mine = sends[sends["campaign_id"] == f"K{number:02d}"]
        expected = mine["customer_id"].map(money).fillna(0) / 100
        assert mine["revenue_amount"].to_numpy() == pytest.approx(expected.to_numpy())
        assert (mine["converted"] == (expected > 0)).all()


def test_what_happened_is_one_of_the_two_potential_outcomes(answered):
    both = answered.tables["sends"].merge(answered.truth["sends"], on="send_id")
    told = both["arm"] == "message"
    seen = both["buys_with"].where(told, both["buys_without"])
    assert (both["converted"] == seen).all()
    assert not (both["buys_without"] == both["buys_with"]).all()


def test_windows_do_not_overlap():
    days = [campaign.on for campaign in plan.CAMPAIGNS]
    assert np.diff(days).min() > plan.WINDOW_DAYS + 1
    assert days[-1] + plan.WINDOW_DAYS < 731


def test_messages_add_orders_after_the_send_and_begin_no_custom(answered):
    before, after = answered.done.orders, answered.after.done.orders
    old = before.groupby("person")["day"].min()
    pd.testing.assert_series_equal(old, after.groupby("person")["day"].min())
    key = ["person", "ordered_at"]
    added = after.merge(before[key], on=key, how="left", indicator=True)
    added = added[added["_merge"] == "left_only"]
    assert len(added) > 20
    starts = np.array([campaign.sent_at for campaign in plan.CAMPAIGNS])
    wait = added["ordered_at"].to_numpy()[:, None] - starts.astype("datetime64[us]")
    wait = np.where(wait < np.timedelta64(0), np.timedelta64(10_000, "D"), wait)
    assert wait.min(axis=1).max() < np.timedelta64(plan.WINDOW_DAYS, "D")
    person = added["person"].to_numpy()
    leaves = answered.who["leaves"].to_numpy()[person]
    back = answered.who["back"].to_numpy()[person]
    day = added["day"].to_numpy()
    assert ((day < leaves) | (day >= back)).all()


def test_a_discount_in_the_message_is_a_discount_on_the_order(answered):
    contacts, done = answered.after.contacts, answered.after.done
    moved = contacts[contacts["moved"] & ~contacts["held_out"]]
    percent = np.array([each.percent for each in plan.CAMPAIGNS])
    moved = moved.assign(percent=percent[moved["campaign"] - 1])
    bought = done.orders.reset_index(names="order").merge(moved, on=["person", "day"])
    cents = done.lines.groupby("order")[["amount_cents", "discount_cents"]].sum()
    cents = cents.loc[bought["order"]]
    rate = cents["discount_cents"] / cents.sum(axis=1)
    offered = bought["percent"].to_numpy()
    given = offered > 0
    # Two orders of one day: the other one keeps its own price.
    right = np.abs(100 * rate.to_numpy() - offered)[given] < 0.5
    assert right.mean() > 0.9


def test_the_same_seed_gives_the_same_sends_and_the_input_stays_as_it_was(answered):
    scene, products = answered.scene, answered.products
    again = deeds(scene, answered.who, products)
    pd.testing.assert_frame_equal(again.orders, answered.done.orders)
    pd.testing.assert_frame_equal(again.lines, answered.done.lines)
    assert "machine" not in answered.who


def test_a_block_without_buyers_has_campaigns_all_the_same(answered_of):
    tiny = answered_of(seed=3, size=50)
    assert len(tiny.tables["campaigns"]) == 24
    assert len(tiny.tables["sends"]) > 100


def test_machines_open_within_a_minute_and_always(answered):
    both = answered.tables["sends"].merge(answered.truth["sends"], on="send_id")
    delay = (both["opened_at"] - both["sent_at"]).dt.total_seconds()
    machine = both["opened_by_machine"]
    assert delay[machine].between(2, 60).all()
    assert (delay[~machine & both["opened_at"].notna()] < 60).mean() < 0.02
    email = both["campaign_id"].isin(
        [f"K{n:02d}" for n, c in enumerate(plan.CAMPAIGNS, 1) if c.channel == "email"]
    )
    got = both[email & both["delivered"]]
    share = got.groupby("customer_id")["opened_by_machine"].mean()
    assert set(share) == {0.0, 1.0}


def test_few_people_open_at_night(answered):
    truth = answered.truth["sends"].set_index("send_id")
    sends = answered.tables["sends"].set_index("send_id")
    person = truth["opened_by_person"] & ~truth["opened_by_machine"]
    hour = sends.loc[person[person].index, "opened_at"].dt.hour
    assert (hour < 6).mean() < 0.03
