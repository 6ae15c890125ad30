"""The bundled data: what was planned is found again, what was planted too."""

import pandas as pd
import pytest

from segkit import activation, datasets
from segkit.activation import Policy, schedule
from segkit.checks import DataError

PAGES = {"eating well": "weight loss", "strength plans": "muscle"}


@pytest.fixture(scope="module")
def follow_ups():
    return datasets.load("follow_ups")


@pytest.fixture(scope="module")
def mails():
    """Return the e-mails among the sends: letters carry no link."""
    campaigns, sends = datasets.load("campaigns"), datasets.load("sends")
    kept = campaigns.loc[campaigns["channel"] == "email", "campaign_id"]
    return sends[sends["campaign_id"].isin(kept)]


def test_the_follow_ups_are_planned_on_the_days_on_which_they_went(follow_ups):
    orders = datasets.load("orders")
    since = orders[orders["ordered_at"] >= "2024-10-01"]
    plan = schedule(
        activation.post_purchase(offsets="from_previous", reentry_days=None),
        datasets.load("customers"),
        since,
        end="2024-12-30",  # what 2024 still saw
    )
    columns = ["customer_id", "message", "planned_at"]
    planned = plan.loc[plan["reason"] != "said no", columns].astype({"message": "str"})
    sent = follow_ups[["customer_id", "step", "sent_at"]].astype({"step": "str"})
    sent.columns = columns
    pd.testing.assert_frame_equal(
        planned.sort_values(columns).reset_index(drop=True),
        sent.sort_values(columns).reset_index(drop=True),
    )
    other = activation.post_purchase(offsets="from_purchase", reentry_days=None)
    again = schedule(other, datasets.load("customers"), since, end="2024-12-30")
    for table, days in ((plan, {3, 10, 40}), (again, {3, 7, 30})):
        began = table["trigger_at"].dt.normalize()
        assert set((table["planned_at"].dt.normalize() - began).dt.days) == days


def test_the_cap_holds_in_the_bundled_world_with_all_its_campaigns():
    policy = Policy(cap=(2, 7), quiet_hours=("21:00", "08:00"))
    plan = schedule(
        [activation.post_purchase(), activation.win_back(margin=0.4),
         *activation.welcome(["garden", "home", "office"])],
        datasets.load("customers"),
        datasets.load("orders"),
        policy=policy,
        contacts=datasets.load("sends"),
        start="2024-05-01",
        end="2024-09-30",
        timezone="Europe/Madrid",
    )  # fmt: skip
    table = activation.contact_pressure(plan, datasets.load("sends"), days=7)
    assert table.loc[3:, "sent"].sum() == 0
    assert table.loc[3:, "planned"].sum() > 0
    assert not policy.quiet(plan["send_at"].dropna()).any()


def test_interest_fades_by_the_planted_points(follow_ups):
    orders = datasets.load("orders")
    found = activation.engagement_decay(follow_ups, orders, machine="leave_out")
    assert found["after_days"].tolist() == [3, 10, 40]
    assert list(found.index) == ["tips for use", "related product", "please review"]
    rates = found["open_rate"]
    assert rates.iloc[0] - rates.iloc[2] == pytest.approx(0.29, abs=0.03)
    assert (rates.diff().dropna() < 0).all()
    assert found["click_rate"].is_monotonic_decreasing
    assert (found["open_low"] < rates).all()
    assert (rates < found["open_high"]).all()
    first = activation.engagement_decay(follow_ups, machine="leave_out")
    assert first["after_days"].tolist() == [0, 7, 37]
    assert first["open_rate"].tolist() == rates.tolist()


def test_machines_that_open_everything_are_said_and_flatten_the_curve(follow_ups):
    kept = activation.engagement_decay(follow_ups)
    people = activation.engagement_decay(follow_ups, machine="leave_out")
    fall = [t["open_rate"].iloc[0] - t["open_rate"].iloc[2] for t in (kept, people)]
    assert fall[0] < fall[1]
    assert (
        "mail programs that open by themselves are counted" in kept.attrs["notes"][-1]
    )
    assert "are left out on both sides" in people.attrs["notes"][-1]
    dropped = activation.engagement_decay(follow_ups, machine="drop")
    assert (dropped["open_rate"] < kept["open_rate"]).all()
    assert dropped["click_rate"].tolist() == kept["click_rate"].tolist()


def test_a_mail_needs_time_to_be_opened_and_purchases_are_compared_with_themselves(
    follow_ups,
):
    same = activation.engagement_decay(follow_ups)
    assert same["n"].nunique() == 1
    every = activation.engagement_decay(follow_ups, same_orders=False)
    assert every["n"].is_monotonic_decreasing
    assert "the steps are not of the same purchases" in every.attrs["notes"][1]
    with pytest.raises(DataError, match="pass same_orders=False, or fewer"):
        activation.engagement_decay(follow_ups, complete_days=80)
    with pytest.raises(DataError, match="hold one step only"):
        activation.engagement_decay(follow_ups[follow_ups["step"] == "tips for use"])
    with pytest.raises(DataError, match="machine must be one of"):
        activation.engagement_decay(follow_ups, machine="ignore")


def test_a_matched_series_brings_more_and_a_wrong_one_costs():
    found = activation.compare_series(datasets.load("coach"), pages=PAGES)
    rows = found.set_index(["outcome", "group"])
    assert rows.loc[("booked", "wrong"), "difference_high"] < 0
    assert rows.loc[("unsubscribed", "wrong"), "difference_low"] > 0
    planted = {"booked": (0.09, -0.05), "unsubscribed": (-0.03, 0.07)}
    for outcome, effects in planted.items():
        for group, effect in zip(("matched", "wrong"), effects, strict=True):
            row = rows.loc[(outcome, group)]
            assert row["difference_low"] < effect < row["difference_high"], row


def test_the_true_aims_show_the_planted_effect_clearly():
    aims = datasets.truth("coach").set_index("subscriber_id")["aim"]
    table = datasets.load("coach")
    table = table.assign(main_interest=table["subscriber_id"].map(aims))
    rows = activation.compare_series(table).set_index(["outcome", "group"])
    assert rows.loc[("booked", "matched"), "difference_low"] > 0
    assert rows.loc[("booked", "wrong"), "difference_high"] < 0
    assert rows.loc["booked"].loc["matched", "rate"] == pytest.approx(0.19, abs=0.045)


def test_series_by_series_all_look_alike():
    rows = activation.compare_series(datasets.load("coach"), pages=PAGES)
    single = rows[
        rows["group"].str.contains("any interest") & (rows["outcome"] == "booked")
    ]
    assert (single["p_value"].dropna() > 0.05).all()
    assert single["n"].tolist() == [400, 400, 400]


def test_the_erased_answers_are_noticed(mails):
    found = activation.frequency_simulation(mails, datasets.load("customers"))
    notes = " ".join(found.attrs["notes"])
    gone = int(mails.loc[mails["delivered"], "unsubscribed_at"].notna().sum())
    assert f"Of {gone} customers who left, the answer of 0 is on record" in notes
    assert found["unsubscribe_rate"].nunique() == 1
    assert found.loc["all", "unsubscribe_rate"] == pytest.approx(
        gone / mails["delivered"].sum()
    )
    assert found.loc["all", "kept_low"] > 0  # fewer messages, fewer who leave


def test_known_unhappiness_of_an_answer_changes_who_is_kept(mails):
    people = datasets.load("customers")
    told = {"weekly": 0.7, "monthly": 1, "big news only": 1.7}  # as planted
    plain = activation.frequency_simulation(mails, people)
    known = activation.frequency_simulation(mails, people, relative=told)
    ratio = known["unsubscribe_rate"] / known.loc["monthly", "unsubscribe_rate"]
    assert ratio["weekly"] == pytest.approx(0.7)
    assert ratio["big news only"] == pytest.approx(1.7)
    assert known.loc["all", "unsubscribe_rate"] == pytest.approx(
        plain.loc["all", "unsubscribe_rate"]
    )
    assert known.loc["big news only", "kept"] > plain.loc["big news only", "kept"]


def test_those_who_may_be_written_to_are_those_who_ticked():
    survey = datasets.load("survey")
    found = activation.follow_up_list(survey, feedback=datasets.load("feedback"))
    ticked = set(survey.loc[survey["may_contact"], "customer_id"])
    assert set(found.index) == ticked
    assert found["nps"].is_monotonic_increasing
    assert (found["due_on"] - found["answered_on"] == pd.Timedelta(days=14)).all()
    alone = sorted(ticked)[:5]
    policy = Policy(suppressed=alone)
    left = activation.follow_up_list(survey, policy=policy)
    assert set(left.index) == ticked - set(alone)
    assert "suppressed 5" in left.attrs["notes"][0]


def test_the_lapsed_are_those_whose_last_order_is_long_ago():
    orders = datasets.load("orders")
    found = activation.lapsed(orders, months=6, as_of="2024-12-31")
    last = orders.groupby("customer_id")["ordered_at"].max()
    assert set(found.index) == set(last.index[last < "2024-07-01"])
    assert found["silent_days"].min() == 184
    assert found.attrs["heading"] == (
        f"{len(found):,} of {len(last):,} customers with a purchase bought nothing "
        "since 2024-06-30"
    )
