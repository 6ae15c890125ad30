"""Planned looks: published bounds, and no more false alarms than were planned."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments.looking.sequential import chance_at_end
from segkit.experiments.looking.spending import bounds, crossing


@pytest.mark.parametrize(
    ("looks", "spending", "expected"),
    [
        (5, "obrien_fleming", [4.877, 3.357, 2.680, 2.290, 2.031]),
        (3, "obrien_fleming", [3.710, 2.511, 1.993]),
        (5, "pocock", [2.438, 2.427, 2.410, 2.397, 2.386]),  # R, ldbounds, iuse = 2
        (1, "pocock", [1.960]),
    ],
)
def test_the_published_bounds_of_lan_and_demets(looks, spending, expected):
    table = experiments.boundaries(looks, spending=spending)
    assert table["bound"].to_numpy() == pytest.approx(expected, abs=2e-3)
    assert table["alpha_spent"].iloc[-1] == pytest.approx(0.05)
    assert table["power"].iloc[-1] == pytest.approx(0.8, abs=1e-6)


@pytest.mark.parametrize(
    ("k", "expected"),
    [
        (1, 0.050),
        (2, 0.083),
        (3, 0.107),
        (4, 0.126),
        (5, 0.142),
        (10, 0.193),
        (20, 0.248),
    ],
)
def test_the_false_alarms_of_armitage_are_computed(k, expected):
    up, down = crossing(np.arange(1, k + 1) / k, 1.959964)
    assert (up + down).sum() == pytest.approx(expected, abs=6e-4)


def test_pococks_constant_bound_comes_out():
    # Pocock (1977), table 1, and Jennison and Turnbull (2000), table 2.1: K = 5, 2.413
    up, down = crossing(np.arange(1, 6) / 5, 2.413)
    assert (up + down).sum() == pytest.approx(0.05, abs=2e-4)


shares = st.lists(st.floats(0.05, 1), min_size=1, max_size=6).map(
    lambda parts: np.cumsum(parts) / np.sum(parts)
)


@given(looks=shares, spending=st.sampled_from(["obrien_fleming", "pocock"]),
       sides=st.sampled_from([1, 2]), alpha=st.floats(0.005, 0.2))  # fmt: skip
@settings(deadline=None, max_examples=40)
def test_uneven_looks_use_up_exactly_the_false_alarms_planned(
    looks, spending, sides, alpha
):
    looks[-1] = 1.0
    z = bounds(looks, alpha, spending, sides)
    up, down = crossing(looks, z, sides=sides)
    assert (up + down).sum() == pytest.approx(alpha, rel=1e-6)


@given(shift=st.floats(0, 4))
@settings(deadline=None, max_examples=20)
def test_the_chance_to_stop_agrees_with_a_simulation(shift):
    share = np.array([0.3, 0.6, 1.0])
    z = np.array([2.8, 2.4, 2.1])
    steps = np.diff(share, prepend=0)
    rng = np.random.default_rng(1)
    walk = rng.normal(shift * steps, steps**0.5, (40_000, 3)).cumsum(axis=1)
    stop = (np.abs(walk / share**0.5) > z).any(axis=1).mean()
    up, down = crossing(share, z, drift=shift)
    assert (up + down).sum() == pytest.approx(stop, abs=0.011)


def test_a_plan_with_looks_costs_a_little_and_saves_on_average():
    table = experiments.boundaries(5)
    assert table.attrs["inflation"] == pytest.approx(1.025, abs=2e-3)
    assert 0.7 < table.attrs["expected"] < 0.9
    pocock = experiments.boundaries(5, spending="pocock")
    assert pocock.attrs["inflation"] > 1.15
    assert "Plan 2.47 % more customers" in table.attrs["heading"]
    assert "on either side" in table.attrs["heading"]
    one = experiments.boundaries(5, sides=1)
    assert one["bound"].iloc[-1] < table["bound"].iloc[-1]
    assert "on either side" not in one.attrs["heading"]


def test_very_many_looks_keep_their_false_alarms():
    table = experiments.boundaries(60)
    up, down = crossing(table["information"], table["bound"])
    assert (up + down).sum() == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize(
    ("looks", "options", "text"),
    [
        (0, {}, "looks must be a whole number from 1 to 200"),
        (True, {}, "looks must be a whole number"),
        ([0.5, 0.4, 1], {}, "rising to at most 1"),
        ([0.5, 1.2], {}, "rising to at most 1"),
        ([], {}, "rising to at most 1"),
        ("five", {}, "rising to at most 1"),
        ([0.5, 0.9], {}, "the last look is at 0.9 of the planned customers"),
        (3, {"spending": "all"}, "spending must be one of"),
        (3, {"sides": 0}, "sides must be one of"),
    ],
)
def test_looks_that_make_no_plan_are_refused(looks, options, text):
    with pytest.raises(DataError, match=text):
        experiments.boundaries(looks, **options)


def at(*rows):
    return pd.DataFrame(rows, columns=["x1", "n1", "x2", "n2"])


def test_each_look_decides_with_its_own_bound():
    looks = at((50, 500, 64, 500), (98, 1000, 140, 1000), (148, 1500, 214, 1500))
    found = experiments.sequential_rates(looks, n_planned=5000)
    assert found["bound"].to_numpy() == pytest.approx([4.877, 3.357, 2.680], abs=2e-3)
    assert found["decision"].tolist() == ["go on", "go on", "stop: arm 2 is better"]
    assert found.attrs["stopped_at"] == 3
    told = found.attrs["heading"]
    assert told.startswith("Stopped at look 3 of 3: 9.87 % in arm 1, 14.3 % in arm 2")
    assert "An effect found early is on average too large" in told
    assert found["low"].iloc[2] > 0


def test_looks_after_the_stop_do_not_count():
    looks = at((90, 500, 20, 500), (150, 1000, 150, 1000))
    found = experiments.sequential_rates(looks, n_planned=4000)
    assert found["decision"].tolist() == ["stop: arm 1 is better", "stopped before"]


def test_a_test_that_goes_on_says_what_its_trend_promises():
    found = experiments.sequential_rates(at((50, 500, 58, 500)), n_planned=4000)
    assert found.attrs["heading"].startswith("Go on: after look 1 (25 % of the planned")
    assert 0 < found["chance_at_end"].iloc[0] < 1
    assert chance_at_end(0.0, 0.5, 1.96) == pytest.approx(0.0028, abs=1e-4)
    one = experiments.sequential_rates(at((58, 500, 50, 500)), n_planned=4000, sides=1)
    assert one["chance_at_end"].iloc[0] == 0


def test_the_end_without_a_difference_is_no_proof_of_none():
    looks = at((50, 500, 52, 500), (100, 1000, 103, 1000))
    found = experiments.sequential_rates(looks, n_planned=1999)
    assert found["information"].tolist() == pytest.approx([0.5002, 1], abs=1e-3)
    assert found["decision"].iloc[-1] == "the end: no difference shown"
    assert "The test is over, and no difference is shown" in found.attrs["heading"]


def test_nobody_converted_is_no_winner():
    found = experiments.sequential_rates(at((0, 50, 0, 50)), n_planned=200)
    assert found.loc[1, ["difference", "z"]].tolist() == [0, 0]
    assert found.loc[1, "low"] < 0 < found.loc[1, "high"]


@pytest.mark.parametrize("rate", [0.03, 0.3])
def test_false_alarms_of_planned_looks_stay_within_alpha(rate):
    rng = np.random.default_rng(7)
    n, draws = 600, 4000
    x = rng.binomial(n, rate, (2, draws, 5)).cumsum(axis=2)
    size = n * np.arange(1, 6)
    pooled = x.sum(axis=0) / (2 * size)
    z = (x[1] - x[0]) / size / np.sqrt(pooled * (1 - pooled) * 2 / size)
    for spending in ("obrien_fleming", "pocock"):
        bound = experiments.boundaries(5, spending=spending)["bound"].to_numpy()
        alarms = (np.abs(z) >= bound).any(axis=1).mean()
        assert alarms < 0.05 + 3 * (0.05 * 0.95 / draws) ** 0.5


@pytest.mark.slow
def test_the_repeated_intervals_cover_at_all_looks_together():
    rng = np.random.default_rng(8)
    missed = 0
    for _ in range(400):
        x1, x2 = rng.binomial(200, [[0.1], [0.16]], (2, 4)).cumsum(axis=1)
        n = 200 * np.arange(1, 5)
        looks = pd.DataFrame({"x1": x1, "n1": n, "x2": x2, "n2": n})
        found = experiments.sequential_rates(looks, n_planned=1600)
        missed += bool(((found["low"] > 0.06) | (found["high"] < 0.06)).any())
    assert missed / 400 < 0.05 + 3 * (0.05 * 0.95 / 400) ** 0.5


@pytest.mark.parametrize(
    ("looks", "planned", "text"),
    [
        (at(), 100, "looks is empty"),
        (at((5, 10, 5, 10)).drop(columns="x2"), 100, "needs columns"),
        (at((5, 10, 11, 10)), 100, "look 1: .*not more conversions than customers"),
        (at((5, 0, 1, 10)), 100, "at least one in each arm"),
        (at((5, 10, "a", 10)), 100, "look 1"),
        (at((5, 10, 5, 10), (2, 10, 2, 10)), 100, "must grow from row to row"),
        (at((5, 50, 5, 50), (6, 60, 6, 60)), 100, "look 2 comes after look 1"),
        (at((5, 10, 5, 10)), 0, "n_planned must be a number above 0"),
    ],
)
def test_looks_that_cannot_be_judged_are_refused(looks, planned, text):
    with pytest.raises(DataError, match=text):
        experiments.sequential_rates(looks, n_planned=planned)
