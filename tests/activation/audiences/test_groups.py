"""Presets, reach, overlap, growth, reasons, tags: small cases worked out by hand."""

import pandas as pd
import pytest

from segkit import activation, datasets, features, models
from segkit.activation import Audience, Policy
from segkit.checks import DataError

DAY = "2024-12-31"


@pytest.fixture(scope="module")
def world():
    customers, orders = datasets.load("customers"), datasets.load("orders")
    return {"customers": customers, "orders": orders, "sends": datasets.load("sends")}


@pytest.fixture(scope="module")
def X(world):  # noqa: N802
    return features.customers(
        world["orders"], as_of=DAY, customers=world["customers"]["customer_id"]
    )


def test_the_life_cycle_is_that_of_the_model(world, X):
    model = models.BehaviouralSegmenter(method="lifecycle").fit(X)
    stages = model.assign(X)
    rule = model.rule_
    numbers = {
        "lapsing_days": int(rule.lapsing_days),
        "lost_days": int(rule.lost_days),
        "new_days": int(rule.new_days),
        "lifetime_vip_amount": float(rule.vip_amount),
    }
    found = activation.presets(**numbers)
    mine = {k: v for k, v in found.items() if k.startswith("Life cycle")}
    members = activation.memberships(mine, world, as_of=DAY)
    assert (members.sum(axis=1) == 1).all()
    for name in mine:
        stage = name.removeprefix("Life cycle: ").lower()
        theirs = stages.index[stages.astype(str).str.lower() == stage]
        assert set(members.index[members[name]]) == set(theirs), name


def test_rfm_groups_are_those_of_the_model(world):
    rfm = features.rfm(world["orders"], as_of=DAY)
    model = models.BehaviouralSegmenter(method="rfm").fit(rfm)
    names = model.assign(rfm)
    mine = activation.rfm_audiences(model.rule_.segment_map)
    members = activation.memberships(mine, {"customers": rfm}, as_of=DAY)
    for name, audience in mine.items():
        expected = names.index[names.astype(str) == name]
        assert set(members.index[members[audience.name]]) == set(expected), name


def test_counts_and_sums_are_those_of_the_features(world, X):
    rules = {
        "n": "count of orders >= 5",
        "amount": "sum of orders.amount >= 500",
        "recent": "days since the last of orders <= 30",
        "old": "days since the first of orders > 365",
    }
    members = activation.memberships(rules, world, as_of=DAY)
    X = X.reindex(members.index)
    assert (members["n"] == (X["n_orders"] >= 5)).all()
    assert (members["amount"] == (X["monetary_amount"].fillna(0) >= 500)).all()
    assert (members["recent"] == (X["recency_days"] <= 30)).all()
    assert (members["old"] == (X["tenure_days"] > 365)).all()


def test_messages_opened_are_those_of_the_features(world):
    sends = world["sends"]
    emails = sends[sends["delivered"]]
    rule = "count of sends where (delivered is true and opened_at is known) >= 1"
    found = activation.select(rule, world, as_of=DAY).ids
    counted = features.email_activity(emails, as_of=DAY, machine_seconds=0)
    assert set(found) == set(counted.index[counted["n_opened"] > 0])


def test_all_presets_can_be_run_and_said(world):
    found = activation.auto_tag(activation.PRESETS.values(), world, as_of=DAY)
    assert (found.sum() > 0).all()
    assert found.shape == (12_000, len(activation.PRESETS))
    with pytest.raises(DataError, match=r"knows no numbers \['days'\]"):
        activation.presets(days=3)
    with pytest.raises(DataError, match="recent_days must be a whole number"):
        activation.presets(recent_days=-1)


@pytest.fixture
def shop():
    customers = pd.DataFrame({"customer_id": list("abcdef"), "n": [1, 2, 3, 4, 5, 6]})
    customers["email_consent"] = [True, False, None, True, True, True]
    customers["email"] = [f"{c}@x.org" for c in "abcdef"]
    sends = pd.DataFrame({"customer_id": ["d", "d", "e"]})
    sends["sent_at"] = pd.to_datetime(["2024-12-20", "2024-12-30", "2024-10-01"])
    return {"customers": customers, "sends": sends}


def test_reach_says_why_the_others_are_not_reached(shop):
    policy = Policy(suppressed=["f"], cap=(2, 30), minimum_size=3)
    found = activation.reach({"all": "n > 0", "big": "n > 3"}, shop, policy, as_of=DAY)
    names = ["size", "said_no", "never_asked", "suppressed", "over_the_cap", "reach"]
    assert found.loc["all", names].tolist() == [6, 1, 1, 1, 1, 2]
    assert found.loc["big", names].tolist() == [3, 0, 0, 1, 1, 1]
    assert found["small"].all()
    assert "too few for an audience" in repr(found)
    with pytest.raises(DataError, match="asks for table 'customers'"):
        activation.reach("n > 0", {"orders": shop["sends"]}, as_of=DAY)


def test_overlap_and_combinations_add_up(shop):
    three = {"A": "n <= 3", "B": "n in (2, 3, 4)", "C": "n = 3"}
    found = activation.overlap(three, shop, as_of=DAY)
    assert found.to_numpy().tolist() == [[3, 2, 1], [2, 3, 1], [1, 1, 1]]
    parts = activation.audience_combinations(three, shop, as_of=DAY)
    assert parts["n"].sum() == 6
    assert parts.loc[parts["A"] & parts["B"] & ~parts["C"], "n"].item() == 1
    with pytest.raises(DataError, match=r"number of audiences must be .* from 2 to 3"):
        activation.audience_combinations({"A": "n > 1"}, shop, as_of=DAY)


def test_growth_counts_who_came_and_who_left(shop):
    days = ["2024-10-15", "2024-12-15", "2024-12-31"]
    rule = "count of sends in the last 30 days >= 1"
    found = activation.audience_growth(Audience("written to", rule), shop, days)
    assert found["size"].tolist() == [1, 0, 1]
    assert found["added"].tolist()[1:] == [0, 1]
    assert found["left"].tolist()[1:] == [1, 0]
    assert "written to: who came and who left" in repr(found)
    with pytest.raises(DataError, match="two days or more; here is 1"):
        activation.audience_growth(rule, shop, days[:1])
    with pytest.raises(DataError, match="must follow one another"):
        activation.audience_growth(rule, shop, [days[1], days[0]])


def test_the_reasons_agree_with_the_selection(shop):
    rule = activation.rule(
        "n > 3 and (email_consent is true or n = 9) and not count of sends in any 30 "
        "days >= 2 and days since the last of sends < 100"
    )
    chosen = activation.select(rule, shop, as_of=DAY).ids
    told = {
        who: activation.explain(rule, shop, who, as_of=DAY).attrs["belongs"]
        for who in "abcdef"
    }
    assert [who for who, belongs in told.items() if belongs] == list(chosen) == ["e"]
    found = activation.explain(rule, shop, "d", as_of=DAY)
    assert found["met"].tolist() == ["yes", "yes", "no", "yes", "yes"]
    assert found["found"].tolist() == ["4", "True", "4", "2 within 11 days", "1"]
    assert "d does not belong" in repr(found)
    found = activation.explain(rule, shop, "c", as_of=DAY)
    assert found["met"].tolist() == ["no", "unknown", "no", "no", "unknown"]
    assert found["found"].tolist() == ["3", "not known", "3", "never 2", "never"]
    with pytest.raises(DataError, match="there is no customer 'z'"):
        activation.explain(rule, shop, "z", as_of=DAY)


def test_tags_follow_the_customers(shop):
    rules = {"big": "n > 3", "written": "count of sends in the last 30 days >= 1"}
    old = activation.auto_tag(rules, shop, as_of="2024-10-15")
    new = activation.auto_tag(rules, shop, as_of=DAY)
    changes = activation.tag_changes(old, new)
    assert changes.loc["written"].tolist() == [1, 1, 1, 1]
    assert changes.loc["big", ["added", "removed"]].tolist() == [0, 0]
    customers = shop["customers"]
    tagged = activation.tag(customers, "n > 3", "big", as_of=DAY)
    assert tagged["big"].tolist() == [False] * 3 + [True] * 3
    assert "big" not in customers
    for who, message in [
        ("n > 3", "needs as_of="),
        (["z"], "1 ids are not in customers"),
    ]:
        with pytest.raises(DataError, match=message):
            activation.tag(customers, who, "t")
    with pytest.raises(DataError, match="already have a column 'big'"):
        activation.tag(tagged, ["a"], "big")


def test_the_first_action_that_fits_is_taken(shop):
    actions = [("n >= 5", "thank"), ("n >= 2", "ask"), ("n = 1", "welcome")]
    found = activation.next_actions(actions, shop, as_of=DAY)
    assert found["action"].to_dict() == {
        "a": "welcome", "b": "ask", "c": "ask", "d": "ask", "e": "thank", "f": "thank",
    }  # fmt: skip
    allowed = activation.next_actions(actions, shop, Policy(), as_of=DAY)
    assert allowed.index.tolist() == ["a", "d", "e", "f"]
    left = {"in no audience": 0, "said no": 1, "never asked": 1}
    assert allowed.attrs["left_out"] == left


def test_goals_are_served_by_the_audience_that_fits(shop):
    audiences = {"exact": "n in (1, 2)", "wide": "n <= 4", "other": "n > 4"}
    found = activation.goal_fit(audiences, "n <= 2", shop, as_of=DAY)
    assert found.index.tolist() == ["exact", "wide", "other"]
    assert found.loc["wide", ["precision", "coverage"]].tolist() == [0.5, 1.0]
    assert found.loc["other", "fit"] == 0
    first = activation.chooser(
        ["n > 4", "n <= 2"], audiences, shop, Policy(minimum_size=2), as_of=DAY
    )
    assert first["chosen"].tolist() == [True, False]  # one of exact may be contacted
    assert "too small: 1 can be reached" in first["why"].iloc[1]
    with pytest.raises(DataError, match="most must be a whole number from 1 to 3"):
        activation.chooser([], audiences, shop, as_of=DAY, most=12)


def test_towns_and_the_best_customers_become_audiences(world):
    found = activation.by_city(
        world["customers"], datasets.load("postcodes"), least=100
    )
    members = activation.memberships(found, world, as_of=DAY)
    sizes = members.sum()
    assert (sizes >= 100).all()
    assert sizes.is_monotonic_decreasing
    top = activation.top_customers(world["orders"], 50, as_of=DAY, days=365)
    chosen = activation.select(top, world, as_of=DAY)
    assert len(chosen) == 50
    with pytest.raises(DataError, match="no place in 'town' has 99999 customers"):
        activation.by_city(world["customers"], datasets.load("postcodes"), least=99_999)


def test_inactive_subscribers_in_the_world_exist_and_are_not_those_held_out(world):
    preset = activation.PRESETS["Inactive subscribers"]
    chosen = activation.select(preset, world, as_of=DAY).ids
    sends = world["sends"]
    got = sends[sends["delivered"] & sends["customer_id"].isin(chosen)]
    last = got.sort_values("sent_at").groupby("customer_id").tail(5)
    assert (last.groupby("customer_id").size() == 5).all()
    assert last["opened_at"].isna().all()


def test_a_shop_with_other_names_is_told_how_to_give_them():
    tables = {
        "customers": pd.DataFrame({"customer_id": [1, 2], "consent": [True, False]}),
        "sends": pd.DataFrame(
            {"customer_id": [1, 1], "when": pd.to_datetime(["2024-06-29"] * 2)}
        ),
    }
    policy = activation.Policy(cap=(2, 7), minimum_size=1)
    asked = {"policy": policy, "as_of": "2024-06-30"}
    told = r"columns=\{'customers': \{'email_consent': 'your name'\}\}"
    with pytest.raises(DataError, match=told):
        activation.reach({"yes": "consent"}, tables, **asked)
    names = {"customers": {"email_consent": "consent"}}
    told = r"columns=\{'sends': \{'sent_at': 'your name'\}\}"
    with pytest.raises(DataError, match=told):
        activation.reach({"yes": "email_consent"}, tables, **asked, columns=names)
    asked["columns"] = names | {"sends": {"sent_at": "when"}}
    mine = {"yes": "email_consent"}
    assert activation.reach(mine, tables, **asked)["over_the_cap"].tolist() == [1]
    fit = activation.goal_fit(mine, "email_consent", tables, **asked)
    assert (fit["fit"].tolist(), fit["reach"].tolist()) == ([1.0], [0])
    found = activation.next_actions({"email_consent": "write"}, tables, **asked)
    assert found.attrs["left_out"] == {"in no audience": 1, "over the cap": 1}
    chosen = activation.chooser(["email_consent"], mine, tables, **asked)
    assert chosen["fit"].tolist() == [1.0]
    with pytest.raises(DataError, match="pass column='your name'"):
        activation.by_city(tables["customers"])
