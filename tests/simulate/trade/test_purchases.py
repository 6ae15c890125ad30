"""When people order: at their own rates, in their own spells, and sometimes by luck."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate import calendar
from segkit.simulate.people import lives, plan
from segkit.simulate.story import opening
from segkit.simulate.trade import purchases


@pytest.fixture(scope="module")
def told():
    """Return a block of 12,000 people and the days of their usual orders."""
    scene, who, shared = opening(seed=12, size=12_000)
    return scene, who, purchases.usual(scene, who), shared


def test_every_order_lies_in_a_spell_and_every_spell_begins_with_one(told):
    _, who, orders, _ = told
    assert lives.active(who, orders["day"], orders["person"]).all()
    days = orders.groupby("person")["day"].agg(["min", set])
    begins = who["first_order"][who["first_order"] < calendar.N_DAYS]
    assert (days["min"].loc[begins.index] == begins).all()
    back = who["back"][who["back"] < calendar.N_DAYS]
    assert all(day in days["set"][person] for person, day in back.items())


def test_each_segment_orders_at_its_rate_while_it_stays(told):
    _, who, orders, _ = told
    first = who["first_order"].to_numpy()
    stays = np.minimum(who["leaves"], calendar.N_DAYS) - np.minimum(
        first + 1, calendar.N_DAYS
    )
    expected = who["rate"] * np.maximum(stays, 0) / 365.25
    inside = orders["day"].to_numpy() < who["leaves"].to_numpy()[orders["person"]]
    later = orders["day"].to_numpy() > first[orders["person"]]
    count = np.bincount(orders["person"][inside & later], minlength=len(who))
    by = who["segment"]
    ratio = pd.Series(count).groupby(by).sum() / expected.groupby(by).sum()
    # The lapsing came early, to a quiet season: they stay within a fifth of it.
    assert ratio.between(0.8, 1.25).all(), ratio


def test_the_shares_of_the_segments_are_as_planned(told):
    _, who, _, _ = told
    shares = who["segment"].value_counts(normalize=True).sort_index()
    assert shares.to_numpy() == pytest.approx(plan.planted("share"), abs=0.015)
    assert plan.planted("share").sum() == pytest.approx(1)


def test_whoever_comes_back_orders_more_slowly(told):
    _, who, orders, _ = told
    back = who["back"].to_numpy()
    stays = np.clip(who["leaves_again"], None, calendar.N_DAYS) - back - 1
    expected = (who["rate"] * np.clip(stays, 0, None) / 365.25).sum()
    again = orders["day"].to_numpy() > back[orders["person"]]
    assert again.sum() / expected == pytest.approx(lives.SLOWER, rel=0.15)


def test_the_lucky_order_three_times_as_often_in_spring_and_at_no_other_time(told):
    scene, who, usual, _ = told
    extra = purchases.lucky_spring(scene, who)
    assert extra["day"].between(lives.LUCKY_DAYS[0], lives.LUCKY_DAYS[1] - 1).all()
    spring = usual[usual["day"].between(lives.LUCKY_DAYS[0], lives.LUCKY_DAYS[1] - 1)]
    before = who["lucky"].to_numpy()[spring["person"]].sum()
    assert 1 + len(extra) / before == pytest.approx(purchases.LUCKY_TIMES, rel=0.15)
    there = lives.active(who, lives.LUCKY_DAYS[0]) & lives.active(
        who, lives.LUCKY_DAYS[1]
    )
    assert not who["lucky"][~there].any()
    assert who["lucky"][there].mean() == pytest.approx(lives.LUCKY, abs=0.02)
    by = who["lucky"][there].groupby(who["segment"][there]).mean()
    assert by.between(0.03, 0.14).all()


def test_birthdays_are_busier(told):
    scene, who, usual, _ = told
    extra = purchases.birthdays(scene, who)
    ahead = (who["birthday"].to_numpy()[extra["person"]] - 1 - extra["day"] % 365) % 365
    assert ahead.between(0, purchases.BIRTHDAY_DAYS + 1).all()
    per_day = len(extra) / purchases.BIRTHDAY_DAYS
    usual_per_day = usual["person"].duplicated().sum() / 365
    assert per_day / usual_per_day == pytest.approx(
        purchases.BIRTHDAY_TIMES - 1, rel=0.15
    )


def test_an_order_follows_its_channels_hours(told):
    scene, who, usual, _ = told
    orders = purchases.placed(scene, who, usual, "usual")
    at = orders["ordered_at"]
    assert (at.dt.normalize() == calendar.DAYS[orders["day"]]).all()
    phone = orders["channel"] == plan.CHANNELS.index("phone")
    assert (at[phone].dt.day_of_week < 5).all()
    store = orders["channel"] == plan.CHANNELS.index("store")
    assert (at[store].dt.day_of_week < 6).all()
    own = (
        orders["channel"].to_numpy() == who["home_channel"].to_numpy()[usual["person"]]
    )
    assert 0.5 < own.mean() < 0.85
