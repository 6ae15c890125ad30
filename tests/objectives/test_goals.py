"""Goals: their words, their pace by hand, coverage of the forecast, what is refused."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from segkit import datasets, objectives
from segkit.checks import DataError
from segkit.objectives import Goal, pace

JUNE = {"start": "2024-06-01", "days": 30}


def days(*numbers):
    return [f"2024-06-{number:02d}" for number in numbers]


def test_the_pace_is_the_negative_binomial_of_the_counts_so_far():
    """Jeffreys' prior: 10.5 events known from 10 days, 20 days to come."""
    found = Goal("orders", 40, **JUNE).progress(days(*range(1, 11)), "2024-06-10")
    assert found.done == 10
    assert found.expected == pytest.approx(10 + 10.5 * 2)
    law = pace.coming(10, 2.0, missing=30)
    assert (found.low, found.high) == (10 + law.low, 10 + law.high)
    assert found.chance == pytest.approx(float(nbinom(10.5, 1 / 3).sf(29)))


def test_the_small_shop_missed_its_25_second_purchases():
    orders = datasets.load("small_shop_orders")
    events = objectives.second_purchases(orders)
    goal = objectives.second_purchase(25, days=45, start="2024-09-02")
    soon = goal.progress(events, as_of="2024-09-16")
    assert soon.status == "behind"
    assert soon.chance < 0.2
    late = goal.progress(events, as_of="2024-10-16")
    assert (late.done, late.status, late.chance) == (12, "missed", 0.0)
    assert "12 of 25 after 45 of 45 days" in late.sentence


@pytest.mark.parametrize(
    ("direction", "n", "as_of", "status"),
    [
        ("up", 12, "2024-06-12", "reached"),
        ("up", 2, "2024-06-28", "behind"),
        ("up", 9, "2024-06-20", "on course"),
        ("up", 9, "2024-06-30", "missed"),
        ("down", 12, "2024-06-12", "missed"),
        ("down", 2, "2024-06-28", "on course"),
        ("down", 9, "2024-06-30", "reached"),
        ("down", 9, "2024-06-12", "behind"),
        ("up", 3, "2024-06-09", "open"),
    ],
)
def test_the_status_says_where_it_stands(direction, n, as_of, status):
    goal = Goal("orders", 10, direction=direction, **JUNE)
    assert goal.progress(days(*range(1, n + 1)), as_of).status == status


def test_days_outside_the_period_do_not_count():
    goal = Goal("orders", 10, **JUNE)
    events = [*days(1, 2, 3, 20), "2024-05-31", "2024-07-01"]
    assert goal.progress(events, "2024-06-05").done == 3


def test_a_table_of_counts_is_the_same_as_a_list_of_days():
    goal = Goal("orders", 10, **JUNE)
    table = pd.DataFrame({"day": days(1, 2), "n": [2, 1]})
    first = goal.progress(table, "2024-06-05")
    assert first == goal.progress(days(1, 1, 2), "2024-06-05")


@given(st.permutations(days(1, 1, 2, 5, 9)))
@settings(max_examples=20)
def test_the_order_of_events_changes_nothing(events):
    goal = Goal("orders", 10, **JUNE)
    assert goal.progress(events, "2024-06-10") == goal.progress(
        days(1, 1, 2, 5, 9), "2024-06-10"
    )


def test_uneven_days_widen_the_forecast():
    goal = Goal("orders", 90, **JUNE)
    lumps = goal.progress(days(*[1] * 15, *[10] * 15), "2024-06-15")
    even = goal.progress(days(*[d for d in range(1, 16) for _ in "ab"]), "2024-06-15")
    assert lumps.model == "negative binomial"
    assert even.model == "poisson"
    assert lumps.high - lumps.low > 2 * (even.high - even.low)
    forced = goal.progress(days(*[1] * 15, *[10] * 15), "2024-06-15", model="poisson")
    assert (forced.low, forced.high) == (even.low, even.high)


def test_a_season_is_taken_over_from_the_year_before():
    """Last year a third of the events came in the first half."""
    goal = Goal("orders", 90, **JUNE)
    ago = pd.Timestamp("2024-06-01") - pd.Timedelta(days=364)
    history = [ago + pd.Timedelta(days=d) for d in (*range(15), *[20] * 30)]
    found = goal.progress(days(*range(1, 16)), "2024-06-15", history=history)
    assert found.model == "seasonal"
    assert found.expected == pytest.approx(15 + 15.5 * 2)
    with pytest.raises(DataError, match="no event in the last part"):
        goal.progress(days(1), "2024-06-15", history=[ago])


def test_a_rate_is_forecast_with_as_many_to_come_each_day():
    goal = Goal("clicks", 0.05, kind="rate", **JUNE)
    table = pd.DataFrame({"day": days(1, 8), "part": [3, 4], "whole": [100, 100]})
    found = goal.progress(table, "2024-06-15")
    assert found.done == pytest.approx(0.035)
    assert found.expected == pytest.approx((7 + 200 * 7.5 / 201) / 400)
    assert found.status == "behind"


def test_a_rate_that_swings_from_day_to_day_has_a_wider_forecast():
    goal = Goal("clicks", 0.05, kind="rate", **JUNE)
    even = pd.DataFrame({"day": days(1, 8), "part": [50, 50], "whole": [1000] * 2})
    swings = even.assign(part=[10, 90])
    narrow, wide = (goal.progress(t, "2024-06-15") for t in (even, swings))
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_nothing_sent_yet_is_unknown():
    goal = Goal("clicks", 0.05, kind="rate", **JUNE)
    table = pd.DataFrame({"day": days(20), "part": [1], "whole": [9]})
    found = goal.progress(table, "2024-06-10")
    assert "unknown against 5.0 %" in found.sentence
    assert found.status == "open"


def test_by_and_days_mean_the_same():
    by = Goal("orders", 5, start="2024-06-01", by="2024-06-30")
    assert by.end == Goal("orders", 5, **JUNE).end == date(2024, 6, 30)
    assert by.statement == Goal("orders", 5, **JUNE).statement


def test_smart_says_what_is_missing_and_how_to_add_it():
    bare = Goal("second purchases").smart()
    assert not bare["met"].any()
    assert bare.loc["measurable", "says"] == "set target=, a number"
    goal = objectives.second_purchase(25, start="2024-09-02")
    full = goal.smart(usual=12)
    assert full["met"].all()
    assert "2.1 times" in full.loc["achievable", "says"]
    assert not goal.smart(usual=2).loc["achievable", "met"]
    assert goal.smart(usual=2).attrs["heading"].startswith("Not yet SMART, 1 of 5")
    assert not goal.smart(usual=50).loc["achievable", "met"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Goal(" "), "metric is empty"),
        (lambda: Goal("a", -1), "target must be a number from 0; this is -1"),
        (lambda: Goal("a", 25, kind="rate"), r"from 0 to 1 \(a share\)"),
        (lambda: Goal("a", 1, by="2024-06-01", days=3), "by= .* or days="),
        (lambda: Goal("a", 1, by="2024-05-01", start="2024-06-01"), "lies before"),
        (lambda: Goal("a", 1, direction="left"), "direction must be one of"),
        (lambda: Goal("a").progress([], "2024-06-01"), "no target, start, days"),
        (lambda: Goal("a", 1, **JUNE).progress([], "2024-05-01"), "lies before the"),
        (lambda: Goal("a", 1, **JUNE).progress(7, "2024-06-09"), "events must be days"),
        (lambda: Goal("a", 1, **JUNE).progress(["x"], "2024-06-09"), "must be a day"),
        (
            lambda: Goal("a", 0.1, kind="rate", **JUNE).progress([], "2024-06-09"),
            "the goal is a rate",
        ),
        (
            lambda: Goal("a", 1, **JUNE).progress(
                pd.DataFrame({"day": days(1), "n": [-1]}), "2024-06-09"
            ),
            "n must be whole numbers from 0",
        ),
        (
            lambda: Goal("a", 0.1, kind="rate", **JUNE).progress(
                pd.DataFrame({"day": days(1), "part": [2], "whole": [1]}), "2024-06-09"
            ),
            "part is above whole on 1 days",
        ),
    ],
)
def test_mistakes_are_named(make, message):
    with pytest.raises(DataError, match=message):
        make()


def test_presets_count_what_they_say():
    orders = pd.DataFrame(
        {
            "customer_id": [1, 1, 2, 2, 3],
            "ordered_at": pd.to_datetime(
                ["2023-01-01", "2024-06-02", "2024-06-01", "2024-06-03", "2024-06-04"]
            ),
            "product": ["tea", "tea", "honey", "tea", "honey"],
        }
    )
    assert objectives.second_purchases(orders).dt.day.tolist() == [2, 3]
    assert objectives.comebacks(orders).dt.day.tolist() == [2]
    assert objectives.orders_of(orders, "honey").dt.day.tolist() == [1, 4]
    assert objectives.first_purchases(orders).dt.day.tolist() == [1, 1, 4]
    mixed = orders.sample(frac=1, random_state=1)
    for read in (objectives.second_purchases, objectives.comebacks):
        pd.testing.assert_series_equal(read(orders), read(mixed))
    with pytest.raises(DataError, match="product must be one of"):
        objectives.orders_of(orders, "coffee")


@pytest.mark.parametrize(
    "goal",
    [
        objectives.second_purchase(start="2024-09-02"),
        objectives.win_back(20, start="2024-09-02"),
        objectives.push_product("honey", 20, start="2024-09-02"),
        objectives.email_engagement(0.04, start="2024-09-02"),
        objectives.local_customers("Port Celisse", 20, start="2024-09-02"),
    ],
    ids=lambda goal: goal.metric,
)
def test_each_preset_is_smart_once_the_usual_is_known(goal):
    assert goal.smart(usual=0.6 * goal.target)["met"].all()


@pytest.mark.parametrize(("rate", "spread"), [(0.2, 0), (3.0, 0), (3.0, 0.5)])
def test_the_forecast_covers(rate, spread):
    """Poisson days, and days whose pace varies (negative binomial)."""
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(300):
        lam = rate if not spread else rng.gamma(1 / spread, rate * spread, 45)
        counts = rng.poisson(lam, 45)
        wide = pace.uneven(counts[:20])
        phi = pace.unevenness(counts[:20]) if wide else 1.0
        found = pace.coming(counts[:20].sum(), 25 / 20, missing=1, phi=phi)
        hits += found.low <= counts[20:].sum() <= found.high
    assert hits / 300 >= 0.95 - 2.5 * (0.05 * 0.95 / 300) ** 0.5
