"""What was planted about messages, channels and credit comes out again."""

import pandas as pd
import pytest

from segkit import datasets, kpis
from segkit.kpis import Step


@pytest.fixture(scope="module")
def sends():
    return datasets.load("sends")


@pytest.fixture(scope="module")
def emails(sends):
    campaigns = datasets.load("campaigns").set_index("campaign_id")
    return sends[sends["campaign_id"].map(campaigns["channel"]) == "email"]


@pytest.fixture(scope="module")
def segments():
    truth = datasets.truth("behavioural").set_index("customer_id")
    return truth.iloc[:, 0].rename("behavioural")


def opened_by_people(emails):
    truth = datasets.truth("sends").set_index("send_id").loc[emails["send_id"]]
    real = truth["opened_by_person"].to_numpy() & emails["delivered"].to_numpy()
    return real.sum() / emails["delivered"].sum()


def test_machine_opens_lift_the_open_rate_by_thirteen_points(emails):
    true = opened_by_people(emails)
    kept, dropped, left_out = (
        kpis.open_rate.from_table(emails, machine=machine)
        for machine in ("keep", "drop", "leave_out")
    )
    assert kept.value - true == pytest.approx(0.13, abs=0.02)
    assert dropped.value < true < kept.low
    assert left_out.low < true < left_out.high


def test_clicks_are_sound_and_click_to_open_rates_are_not(emails):
    kept, left_out = (
        kpis.click_to_open_rate.from_table(emails, machine=machine)
        for machine in ("keep", "leave_out")
    )
    assert left_out.low - kept.high > 0.04
    rate = kpis.click_rate.from_table(emails)
    truth = datasets.truth("sends").set_index("send_id").loc[emails["send_id"]]
    assert rate.numerator == emails["clicked_at"].notna().sum()
    seen = truth["opened_by_person"].to_numpy()[emails["clicked_at"].notna()]
    assert seen.all()  # whoever clicked had opened in person


def test_bounces_are_those_of_the_page(sends):
    campaigns = datasets.load("campaigns").set_index("campaign_id")
    channel = sends["campaign_id"].map(campaigns["channel"])
    made = sends.assign(channel=channel.astype(str))
    found = kpis.by_segment(kpis.mail_bounce_rate, made, "channel")
    for name, rate in {"email": 0.018, "sms": 0.012, "letter": 0.009}.items():
        assert found.loc[name, "low"] < rate < found.loc[name, "high"]


def test_follow_ups_are_opened_less_and_less():
    made = datasets.load("follow_ups").assign(step=lambda t: t["step"].astype(str))
    found = kpis.by_segment(kpis.open_rate, made, "step", machine="leave_out")["value"]
    fall = found["tips for use"] - found["please review"]
    assert found["tips for use"] > found["related product"] > found["please review"]
    assert fall == pytest.approx(0.29, abs=0.04)


def test_last_click_credits_search_with_what_others_brought():
    found = kpis.attribute_paths(datasets.load("touchpoints"))
    true = datasets.truth("acquisition")["because_of"].value_counts(normalize=True)
    assert found.loc["search", "last_share"] == pytest.approx(0.454, abs=0.01)
    assert true["search"] == pytest.approx(0.202, abs=0.01)
    assert found.loc["affiliate", "last_share"] > 3 * true["affiliate"]
    assert (
        found.loc["social", "last_share"]
        < true["social"]
        < found.loc["social", "first_share"]
    )
    wrong = {
        rule: (found[f"{rule}_share"] - true.reindex(found.index)).abs()["search"]
        for rule in ("last", "first", "equal")
    }
    assert wrong["last"] > wrong["equal"] > wrong["first"]


def test_last_click_agrees_with_the_media_table():
    found = kpis.attribute_paths(datasets.load("touchpoints"), rules=["last"])["last"]
    spend = datasets.load("media_spend").assign(
        channel=lambda t: t["channel"].astype(str)
    )
    won = spend.groupby("channel")["new_customers"].sum()
    assert found.sort_index().tolist() == won.sort_index().tolist()
    costs = kpis.by_segment(kpis.cac, spend, "channel", unit="EUR")
    true = datasets.truth("acquisition")["because_of"].value_counts()
    money = spend.groupby("channel")["spend_amount"].sum()
    truly = (money / true.reindex(money.index)).rank()
    assert costs["value"].drop("all").rank()["affiliate"] < truly["affiliate"]


def test_credited_orders_are_many_times_those_that_were_brought(sends):
    orders = datasets.load("orders")
    found = kpis.attribute_purchases(orders, sends, window_days=5, touch="delivered")
    total = found.contrast.loc["all"]
    truth = datasets.truth("sends").set_index("send_id").loc[sends["send_id"]]
    got = (sends["arm"] == "message").to_numpy()
    moved = truth["buys_with"].astype(int) - truth["buys_without"].astype(int)
    brought = moved[got & sends["delivered"].to_numpy()].sum()
    assert total["attributed"] > 8 * total["incremental"]
    assert total["low"] < brought < total["high"] < total["attributed"]
    assert found.contrast.loc["K22", "low"] > 0


@pytest.mark.slow
def test_even_clicks_are_no_proof(sends):
    orders = datasets.load("orders")
    found = kpis.attribute_purchases(orders, sends, window_days=5)
    assert found.contrast.loc["all", "attributed"] > found.contrast.loc["all", "high"]


def test_the_fitting_line_wins_in_homes_with_children(emails):
    customers = datasets.load("customers").set_index("customer_id")
    kinds = customers["children"].gt(0).map({True: "children", False: "none"})
    made = emails[emails["campaign_id"] == "K05"]
    lines = datasets.load("messages").set_index("message_id")["subject_type"]
    made = made.assign(line=made["message_id"].map(lines.astype(str)))
    found = kpis.content_ranking(made, kinds.rename("home"), measure="open", by="line")
    gain = found["rate"].unstack()["for busy people"]
    assert gain["children"] - gain["none"] == pytest.approx(0.15, abs=0.07)
    assert found.loc[("children", "for busy people"), "rank"] == 1


def test_seven_in_ten_carts_are_left_behind():
    visits = datasets.load("web_sessions").drop(columns="customer_id")
    found = kpis.cart_abandonment_rate.from_table(
        visits, columns={"customer_id": "visitor_id"}
    )
    assert found.value == pytest.approx(0.7, abs=0.03)
    steps = {"visit": "started_at", "cart": "cart_amount", "order": "order_id"}
    funnel = kpis.funnel(visits, steps)
    assert funnel.loc["order", "n"] == visits["order_id"].notna().sum()
    assert 1 - funnel.loc["order", "step_rate"] == pytest.approx(found.value)


def test_bots_double_the_pages_of_a_visit():
    people, raw = (
        datasets.load(name).drop(columns="customer_id")
        for name in ("web_sessions", "web_sessions_raw")
    )
    cookie = {"customer_id": "visitor_id"}
    clean = kpis.pages_per_visit.from_table(people, columns=cookie)
    dirty = kpis.pages_per_visit.from_table(raw, columns=cookie)
    assert dirty.value > 2 * clean.high


def test_champions_bring_most_friends(segments):
    found = kpis.by_segment(kpis.referral_rate, datasets.load("referrals"), segments)[
        "value"
    ].drop("all")
    assert found.idxmax() == "champion"
    assert found["champion"] > found["loyal"] > found["bargain"] > found["one-off"]


def test_the_funnel_of_mail_by_segment(emails, segments):
    steps = {
        "sent": Step("sent_at", where={"arm": "message"}),
        "delivered": "delivered",
        "clicked": "clicked_at",
        "bought": "converted",
    }
    found = kpis.funnel(emails, steps, segments)
    rate = found["step_rate"].xs("clicked", level="step")
    assert rate["bargain"] > rate["loyal"] > rate["one-off"] > rate["lapsing"]
    assert found.loc[("one-off", "bought"), "n"] < 5


def test_a_report_from_the_worlds_tables(emails, segments):
    found = kpis.crm_report(
        datasets.load("orders"), emails, datasets.load("loyalty_members"), segments,
        start="2024-07-01", end="2024-12-31", unit="EUR",
    )  # fmt: skip
    rate = found.loyalty["value"].xs("purchase_rate", level="indicator")
    assert rate["card"] > rate["no card"]
    assert isinstance(found.sales, pd.DataFrame)
    sent = emails["sent_at"].between("2024-07-01", "2025-01-01")
    assert len(found.campaigns) == 4 * (1 + emails["campaign_id"][sent].nunique())
