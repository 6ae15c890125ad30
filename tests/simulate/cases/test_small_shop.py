"""The small shop: sixty people, one message, an honest hold-out."""

from functools import cache

import pandas as pd
import pytest

from segkit import datasets, schema, simulate
from segkit.checks import DataError
from segkit.simulate.cases import mail

MESSAGE_DAY = pd.Timestamp("2024-09-02")
SEEDS = range(16)


@cache
def made(seed):
    return simulate.small_shop(seed=seed)


@pytest.fixture(params=SEEDS)
def shop(request):
    return made(request.param)


def pieces(shop):
    subscribers, orders, events = shop.tables.values()
    before = orders[orders["ordered_at"] < MESSAGE_DAY]
    after = orders[orders["ordered_at"] >= MESSAGE_DAY]
    message = events[events["message"] == mail.MESSAGE]
    sent = set(message.loc[message["event"] == "sent", "customer_id"])
    held = set(message.loc[message["event"] == "held out", "customer_id"])
    return subscribers, orders, events, before, after, sent, held


def test_the_message_went_to_recent_buyers_who_agree_and_a_third_were_held_out(shop):
    _, _, _, before, _, sent, held = pieces(shop)
    recent = before["ordered_at"] >= MESSAGE_DAY - pd.Timedelta(days=30)
    group = set(before.loc[recent, "customer_id"])
    assert len(group) == 34
    assert not sent & held
    assert sent | held <= group
    assert abs(len(held) - (len(sent) + len(held)) / 3) <= 0.5


def test_what_people_do_afterwards_is_what_was_planted(shop):
    *_, after, sent, _ = pieces(shop)
    truth = shop.truth.set_index("customer_id")
    bought = truth.index.isin(after["customer_id"])
    expected = truth["buys_without"].where(~truth.index.isin(sent), truth["buys_with"])
    assert (bought == expected).all()
    assert (truth["buys_with"] >= truth["buys_without"]).all()
    assert not (truth["buys_with"] & ~truth["buys_without"] & ~truth["in_group"]).any()


def test_the_spreadsheets_hold_together(shop):
    subscribers, orders, events, *_ = pieces(shop)
    assert len(subscribers) == 60
    assert subscribers["customer_id"].is_unique
    signed_up = subscribers.set_index("customer_id")["signed_up_on"]
    day = orders["ordered_at"].dt.normalize().to_numpy()
    assert (day >= signed_up.loc[orders["customer_id"]].to_numpy()).all()
    assert orders["ordered_at"].between("2024-01-02", "2024-10-16 23:59").all()
    at = events["happened_at"].to_numpy()
    assert (at >= signed_up.loc[events["customer_id"]].to_numpy()).all()


def test_no_click_before_an_open_and_no_mail_after_leaving(shop):
    events = shop.tables["email_events"]
    wide = events.pivot(
        index=["customer_id", "message"], columns="event", values="happened_at"
    ).reindex(columns=["sent", "opened", "clicked", "unsubscribed", "held out"])
    wide = wide.astype("datetime64[us]")
    assert not (wide["opened"] <= wide["sent"]).any()
    assert not (wide["clicked"] <= wide["opened"]).any()
    assert wide["opened"].isna()[wide["sent"].isna()].all()
    assert wide["clicked"].isna()[wide["opened"].isna()].all()
    left = wide["unsubscribed"].groupby("customer_id").min()
    last = wide["sent"].groupby("customer_id").max()
    assert not (last > left).any()
    consent = shop.tables["subscribers"].set_index("customer_id")["consent"]
    assert not consent[left.dropna().index].any()


def test_over_many_shops_the_message_helps_as_planted():
    differences = []
    for seed in SEEDS:
        *_, after, sent, held = pieces(made(seed))
        buyers = set(after["customer_id"])
        rates = [len(group & buyers) / len(group) for group in (sent, held)]
        differences.append(rates[0] - rates[1])
    assert pd.Series(differences).mean() == pytest.approx(0.20, abs=0.08)


def test_the_bundled_shop_is_the_one_that_truth_md_tells_of():
    shop = simulate.small_shop()
    for name, table in datasets.load("small_shop").items():
        assert len(table) == len(shop.tables[name])
    *_, before, after, sent, held = pieces(shop)
    buyers = set(after["customer_id"])
    assert (len(sent & buyers), len(sent)) == (10, 21)
    assert (len(held & buyers), len(held)) == (3, 11)
    once = before.groupby("customer_id").size().loc[lambda n: n == 1].index
    assert (len(buyers & set(once)), len(once)) == (12, 41)
    page = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")
    assert "10 of 21 who got it ordered and 3 of 11 who were held out" in page
    assert "12 of the 41 one-time buyers came back" in page


def test_a_wrong_seed_is_refused_and_the_shop_prints_without_truth():
    with pytest.raises(DataError, match="seed must be a whole number from 0"):
        simulate.small_shop(seed="x")
    text = repr(simulate.small_shop(seed=1))
    assert text.startswith("SmallShop(seed=1): subscribers 60, orders ")
