"""Devices, adoption, social networks, the audience and the prospects."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from segkit.simulate.web import devices as device_stage
from segkit.simulate.web.gear import OPENNESS_SPREAD


@pytest.fixture(scope="module")
def table(world_of):
    made = world_of()
    return made.tables["devices"].merge(
        made.truth["technographic_people"], on="customer_id"
    )


def test_every_customer_stands_once_in_the_table_of_devices(world_of):
    tables = world_of().tables
    assert tables["devices"]["customer_id"].is_unique
    assert set(tables["devices"]["customer_id"]) == set(
        tables["customers"]["customer_id"]
    )


def test_use_follows_the_digital_class_as_planted(table):
    for name, chances in device_stage.USES.items():
        found = table.groupby("segment")[f"uses_{name}"].mean()
        names = ["mobile first", "all screens", "desktop", "offline"]
        assert np.allclose(found.loc[names], chances, atol=0.08), name


def test_systems_go_with_devices(table):
    small = table[["main_device", "other_device"]].isin(["smartphone", "tablet"])
    assert (small.any(axis=1) == table["phone_system"].notna()).all()
    large = table[["main_device", "other_device"]].isin(["laptop", "desktop"])
    assert (large.any(axis=1) == table["computer_system"].notna()).all()
    assert (table["main_device"] != table["other_device"]).all()


def test_openness_is_standard_and_classes_have_the_sizes_of_rogers(table):
    assert abs(table["openness"].mean()) < 0.12
    assert 0.9 < table["openness"].std() < 1.1
    assert (
        table["openness"]
        .groupby(table["segment"])
        .std()
        .between(OPENNESS_SPREAD - 0.08, OPENNESS_SPREAD + 0.08)
        .all()
    )
    sizes = table["adopter_class"].value_counts(normalize=True)
    rogers = {"innovator": 0.025, "early adopter": 0.135, "early majority": 0.34}
    for name, share in (rogers | {"late majority": 0.34, "laggard": 0.16}).items():
        assert sizes[name] == pytest.approx(share, abs=0.04)


def test_who_is_open_pays_by_telephone_first_and_some_not_yet(table):
    first = table["phone_payment_since"]
    assert 0.08 < first.isna().mean() < 0.22
    order = first.rank(na_option="bottom")
    assert order.corr(table["openness"], method="spearman") < -0.85
    assert (first.dropna().dt.day == 1).all()


def test_the_app_is_used_from_the_sign_up_to_the_first_order_with_it(world_of):
    tables = world_of().tables
    used = tables["devices"].set_index("customer_id")["app_first_used_on"]
    since = tables["customers"].set_index("customer_id")["signed_up_on"]
    assert (used.dropna() >= since.loc[used.dropna().index]).all()
    app = tables["orders"][tables["orders"]["channel"] == "app"]
    first = app.groupby("customer_id")["ordered_at"].min().dt.normalize()
    assert (used.loc[first.index] <= first).all()
    assert 0.3 < used.notna().mean() < 0.65


def test_visits_a_month_cover_the_sessions_of_october(world_of):
    tables = world_of().tables
    seen = tables["web_sessions"].groupby("customer_id").size()
    visits = tables["devices"].set_index("customer_id")["visits_per_month"]
    assert (visits.loc[seen.index] * 3 > seen - 0.5).all()


def test_social_events_follow_the_sign_up_and_a_follow_comes_first(world_of):
    tables = world_of().tables
    events = tables["social_events"]
    since = tables["customers"].set_index("customer_id")["signed_up_on"]
    day = events["happened_at"].dt.normalize().to_numpy()
    assert (day > since.loc[events["customer_id"]].to_numpy()).all()
    follows = events[events["event"] == "follow"]
    assert follows["customer_id"].is_unique
    assert events.groupby("customer_id")["platform"].nunique().max() == 1
    assert 0.6 < len(events) / len(since) < 1.6


def test_nobody_in_the_audience_has_bought(world_of):
    tables = world_of().tables
    audience = tables["audience"]
    accounts = audience["customer_id"].dropna()
    buyers = set(tables["orders"]["customer_id"])
    assert set(accounts) == set(tables["customers"]["customer_id"]) - buyers
    by_kind = audience.groupby("kind")
    assert set(by_kind.groups) == {"visitor", "follower", "subscriber", "account"}
    assert (by_kind["platform"].count()[lambda n: n > 0].index == ["follower"]).all()
    assert (by_kind["visitor_id"].count()[lambda n: n > 0].index == ["visitor"]).all()
    assert audience.loc[audience["kind"] == "subscriber", "marketing_consent"].all()
    assert audience["visitor_id"].dropna().is_unique


def test_visitors_of_the_audience_are_in_the_log_and_never_logged_in(world_of):
    tables = world_of().tables
    visitors = tables["audience"]["visitor_id"].dropna()
    log = tables["web_sessions"][lambda x: x["visitor_id"].isin(set(visitors))]
    assert (log.groupby("visitor_id").size() >= 3).all()
    assert log["customer_id"].isna().all()
    first = log.groupby("visitor_id")["started_at"].min().dt.normalize()
    since = tables["audience"].set_index("visitor_id")["known_since"]
    assert (since.loc[first.index] == first).all()


@pytest.mark.slow
def test_the_planted_probability_of_buying_is_right(made):
    truth = made.truth["prospects"]
    bands = pd.qcut(truth["probability"], 3, duplicates="drop")
    by_band = truth.groupby(bands, observed=True)
    found, stated = by_band["would_buy"].mean(), by_band["probability"].mean()
    spread = np.sqrt(stated * (1 - stated) / by_band.size())
    assert (abs(found - stated) < 4 * spread).all()
    assert 0.66 < roc_auc_score(truth["would_buy"], truth["probability"]) < 0.80


def test_prospects_answer_the_questions_of_customers(world_of):
    tables = world_of().tables
    pool, customers = tables["prospects"], tables["customers"]
    shared = [name for name in pool if name in customers]
    assert len(shared) >= 10
    for name in ("gender", "education", "occupation_group", "language"):
        assert set(pool[name]) <= set(customers[name].dropna())
    assert set(pool["postcode"]) <= set(tables["postcodes"]["postcode"])
    assert not set(pool["prospect_id"]) & set(customers["customer_id"])
    assert 0.2 < len(pool) / len(customers) < 0.3
