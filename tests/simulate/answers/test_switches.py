"""A pitfall left out changes what it is about, and nothing else."""

import pandas as pd
import pytest

from segkit.simulate.answers import plan

OPENS = ["opened_at", "clicked_at"]


def same(one, other, columns=None):
    columns = list(one.columns) if columns is None else columns
    pd.testing.assert_frame_equal(one[columns], other[columns])


def same_orders(one, other):
    same(one.after.done.orders, other.after.done.orders)
    same(one.after.done.lines, other.after.done.lines)
    same(one.after.who, other.after.who)


def test_machines_change_when_a_message_was_opened(answered, answered_of):
    plain = answered_of(off=("machine_opens",))
    same_orders(answered, plain)
    one, other = answered.tables["sends"], plain.tables["sends"]
    same(one, other, [c for c in one if c != "opened_at"])
    assert one["opened_at"].notna().sum() > 1.3 * other["opened_at"].notna().sum()
    truth = plain.truth["sends"]
    assert not truth["opened_by_machine"].any()
    same(answered.truth["sends"], truth, ["buys_with", "opened_by_person"])


def test_message_effects_change_opens_and_clicks(answered, answered_of):
    plain = answered_of(off=("message_effects",))
    same_orders(answered, plain)
    one, other = answered.tables["sends"], plain.tables["sends"]
    same(one, other, [c for c in one if c not in [*OPENS, "unsubscribed_at"]])
    left = one["unsubscribed_at"].notna()
    assert (left == other["unsubscribed_at"].notna()).all()
    assert not one["clicked_at"].equals(other["clicked_at"])


def test_the_lost_hold_out_is_all_that_is_lost(answered, answered_of):
    plain = answered_of(off=("sample_ratio",))
    same_orders(answered, plain)
    one, other = answered.tables["sends"], plain.tables["sends"]
    key = ["campaign_id", "customer_id"]
    lost = other.merge(one[key], on=key, how="left", indicator=True)
    lost = lost[lost["_merge"] == "left_only"]
    assert set(lost["campaign_id"]) == {f"K{plan.LOST_HOLD_OUT:02d}"}
    assert set(lost["arm"]) == {"held out"}
    arms = other.loc[other["campaign_id"] == "K07", "arm"].value_counts()
    assert abs(arms["held out"] - arms["message"]) <= 1


def test_without_many_campaigns_the_letter_reaches_as_few_as_the_others(
    answered, answered_of
):
    plain = answered_of(off=("many_campaigns",))
    sizes = plain.tables["sends"].groupby("campaign_id").size()
    assert sizes["K22"] == round(plan.REACH * 3_000)
    one, other = answered.tables["sends"], plain.tables["sends"]
    before = one["campaign_id"] < "K22"
    same(one[before], other[other["campaign_id"] < "K22"])


def test_without_summer_offers_fewer_are_moved(answered, answered_of):
    plain = answered_of(off=("summer_offers",))
    one, other = answered.after.contacts, plain.after.contacts
    summer = [6, 7, 18, 19]
    assert one["moved"].sum() > other["moved"].sum()
    first = one["campaign"] < summer[0]
    same(one[first], other[other["campaign"] < summer[0]])
    # Whom it moved may belong to other audiences later; that is all.
    changed = (answered.after.who["consent"] != plain.after.who["consent"]).sum()
    assert changed <= 4


@pytest.mark.parametrize(
    ("switch", "test"),
    [
        ("novelty", "E1"),
        ("prior_spend", "E2"),
        ("simpson", "E3"),
        ("free_shipping", "E4"),
    ],
)
def test_a_test_changes_alone(answered, answered_of, switch, test):
    plain = answered_of(off=(switch,))
    same_orders(answered, plain)
    same(answered.tables["sends"], plain.tables["sends"])
    one, other = answered.tables["experiments"], plain.tables["experiments"]
    mine = one["experiment_id"] == test
    same(one[~mine], other[~mine])
    assert not one[mine].equals(other[mine])
    if switch == "prior_spend":
        same(one, other, [c for c in one if c != "prior_amount"])
