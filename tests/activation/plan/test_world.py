"""What is planted in the world: the plan finds it, and says what it cannot."""

import pandas as pd
import pytest

from segkit import activation, datasets, experiments


@pytest.fixture(scope="module")
def segments():
    return datasets.truth("behavioural").set_index("customer_id")["segment"]


def test_each_segment_prefers_the_channel_that_was_planted(segments):
    found = activation.preferred_channel(datasets.load("orders"), segments)
    assert found.attrs["best"] == {
        "champion": "app", "loyal": "store", "bargain": "web", "one-off": "web",
        "lapsing": "web",
    }  # fmt: skip


def test_opens_of_machines_would_move_the_hour(segments):
    found = activation.preferred_moment(
        datasets.load("sends"), segments, at="opened_at", sent_at="sent_at"
    )
    note = found.attrs["notes"][0]
    machines, opens = (int(part.replace(",", "")) for part in note.split()[0:3:2])
    assert 0.35 <= machines / opens <= 0.45  # planted: four in ten of all opens


@pytest.mark.slow
def test_last_clicks_of_search_are_scaled_down_to_what_a_test_shows():
    tests = datasets.load("geo_tests")
    curves = activation.response_curves(
        datasets.load("media_spend"), tests=tests, start="2023-04-01"
    )
    search = curves["search"]
    assert search.verdict == "not shown"
    assert any("tests left it out" in note for note in search.notes)
    factors = activation.incrementality(experiments.geo_tests(tests))
    assert factors.loc["search", "high"] < 1
    low, high = factors.loc["search", ["low", "high"]]
    assert low <= 0.202 / 0.454 <= high  # planted: brings 20.2 %, credited 45.4 %
    scaled = curves.scaled(factors)["search"]
    assert scaled(6000) == pytest.approx(factors.loc["search", "factor"] * search(6000))


@pytest.mark.slow
def test_the_rush_of_the_first_months_is_not_taken_for_advertising():
    curve = activation.response_curves(datasets.load("media_spend"))["search"]
    said = " ".join(curve.notes)
    assert "each euro brought more the more was spent" in said
    assert "one period decides. Without 2023-01-01" in said


def test_reach_across_channels_counts_customers_once(segments):
    sends = datasets.load("sends").merge(
        datasets.load("campaigns")[["campaign_id", "channel"]], on="campaign_id"
    )
    contacts = dict(iter(sends[sends["delivered"]].groupby("channel", observed=True)))
    contacts["web"] = datasets.load("web_sessions")
    reach = activation.channel_reach(contacts, segments)
    ids = [table.loc[table["customer_id"].notna(), "customer_id"]
           for table in contacts.values()]  # fmt: skip
    assert reach.unique == pd.concat(ids).nunique()
    assert reach.unique < reach.table["reached"].sum()
