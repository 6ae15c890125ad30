"""When to make segments anew: each reason, each limit, and false alarms."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.monitoring import (
    Separation,
    drift,
    migration,
    separation,
    when_to_resegment,
)


def said(value, low, high):
    return Separation(value, low, high, value, 100, "orders")


def table(shift, n=500):
    rng = np.random.default_rng(0)
    before = pd.DataFrame({"amount": rng.normal(50, 10, n)})
    return drift(before, before + 10 * shift)


@pytest.mark.parametrize(
    ("shift", "action"), [(0, "keep"), (0.36, "look"), (0.8, "resegment")]
)
def test_drift_decides_by_both_limits(shift, action):
    found = when_to_resegment(drift=table(shift))
    assert found.action == action
    assert found.reasons["says"].tolist() == [action]


def test_large_drift_that_is_no_more_than_chance_decides_nothing():
    few = table(0.8, n=20)
    assert few["band"].iloc[0] == "large"
    assert when_to_resegment(drift=few.assign(alarm=False)).action == "keep"


def test_only_the_columns_that_are_read_count():
    assert when_to_resegment(drift=table(1), columns=["other"]).action == "keep"


def test_sizes_that_shifted_decide():
    before = pd.Series(["a"] * 300 + ["b"] * 300)
    after = pd.Series(["a"] * 100 + ["b"] * 500)
    found = when_to_resegment(migration=migration(before, after))
    assert found.action == "resegment"
    assert "sizes moved by more than chance and above 0.25" in found.sentence


def test_few_who_stay_call_for_a_look():
    before = pd.Series(list("ab") * 100)
    after = pd.Series(list("ba") * 90 + list("ab") * 10)
    found = when_to_resegment(migration=migration(before, after))
    assert found.action == "look"
    assert "fewer than 50 % stayed" in found.sentence


def test_lost_separation_decides_by_the_upper_end():
    then = said(0.4, 0.35, 0.45)
    sure = when_to_resegment(separation=(then, said(0.1, 0.05, 0.15)))
    unsure = when_to_resegment(separation=(then, said(0.1, 0.0, 0.25)))
    assert (sure.action, unsure.action) == ("resegment", "keep")
    assert "separate less than 50 % of what they did" in sure.sentence


def test_age_calls_for_a_look():
    assert when_to_resegment(age_days=365).action == "keep"
    assert when_to_resegment(age_days=366).action == "look"
    assert when_to_resegment(age_days=40, limits={"most_days": 30}).action == "look"


def test_the_gravest_reason_decides_and_all_are_listed():
    found = when_to_resegment(drift=table(1), age_days=400)
    assert found.action == "resegment"
    assert found.reasons["says"].tolist() == ["resegment", "look"]
    assert found.reasons[["value", "limit"]].notna().all(axis=None)
    assert "age of the definition" in found._repr_html_()


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({}, "needs something to judge by"),
        ({"age_days": 3, "limits": {"days": 3}}, "limits= names \\['days'\\]"),
        ({"separation": (1, 2)}, "takes two results of monitoring.separation"),
        ({"drift": pd.DataFrame({"a": [1]})}, "drift needs columns"),
    ],
)
def test_what_cannot_be_judged_is_refused(told, text):
    with pytest.raises(DataError, match=text):
        when_to_resegment(**told)


def unchanged(n, seed):
    """Draw two days of the same customers without any change, and an outcome each."""
    rng = np.random.default_rng(seed)
    tables, days, told = [], [], []
    for _ in range(2):
        X = pd.DataFrame(
            {"amount": rng.lognormal(3, 1, n), "orders": rng.poisson(3, n)}
        )
        kinds = pd.cut(X["orders"], [-1, 1, 3, 99], labels=["few", "some", "many"])
        later = pd.Series(rng.poisson(X["orders"] / 2), name="later")
        tables.append(X)
        days.append(kinds)
        told.append(separation(kinds, later, n_draws=100))
    return tables, days, told


def false_alarms(n, runs):
    actions = []
    for seed in range(runs):
        (old, new), (one, two), told = unchanged(n, seed)
        moved = migration(one, two)
        found = when_to_resegment(
            drift=drift(old, new), migration=moved, separation=tuple(told),
            limits={"least_stayed": 0.0},
        )  # fmt: skip
        actions.append(found.action)
    return actions.count("resegment") / runs, actions.count("look") / runs


@pytest.mark.slow
def test_the_rule_seldom_alarms_without_change():
    resegment, look = false_alarms(300, 20)
    assert resegment == 0
    assert look <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("n", [60, 200])
def test_false_alarms_of_the_whole_rule_stay_below_nominal(n):
    resegment, look = false_alarms(n, 150)
    assert resegment + look <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 150)
