"""How intensely and how regularly customers buy."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural import chance, intensity
from tests.models.samples import purchases


def usage(X, **options):
    return BehaviouralSegmenter(method="usage", **options).fit(X).assign(X).tolist()


def test_intensity_by_hand():
    assert intensity([13, 1, 7], [365, 400, 89]).fillna(-1).tolist() == [12, 0, -1]


def test_levels_of_intensity_at_their_limits():
    orders, tenure = [13, 12, 5, 4, 1, 5, 0], [365, 365, 365, 365, 90, 89, np.nan]
    X = purchases([9.0] * 6 + [np.nan], orders, [1.0] * 7, tenure_days=tenure)
    assert usage(X) == [
        "Intensive",
        "Steady",
        "Steady",
        "Occasional",
        "Occasional",
        "Too new to say",
        "No purchase yet",
    ]
    assert usage(X, cut_points=[1, 3])[:4] == ["Intensive"] * 3 + ["Intensive"]


def simulated(kind, n, rng):
    """Gaps of customers: at random, like a clock, or in bursts."""
    gaps = {
        "random": lambda: rng.geometric(1 / 20, (n, 15)),
        "clock": lambda: rng.integers(28, 33, (n, 15)),
        "bursts": lambda: np.where(rng.random((n, 15)) < 0.8, 1, 120),
    }[kind]()
    return gaps.std(axis=1, ddof=1) / gaps.mean(axis=1), gaps.mean(axis=1)


def test_a_clock_is_regular_bursts_are_sporadic_and_chance_is_neither():
    rng = np.random.default_rng(5)
    found = {}
    for kind in ("random", "clock", "bursts"):
        variation, mean = simulated(kind, 2000, rng)
        found[kind] = chance.regularity(variation, np.full(2000, 15), mean)
    even, uneven = found["random"]
    assert (even < 0.025).mean() < 0.03
    assert 0.01 < (uneven < 0.025).mean() < 0.04
    assert (found["clock"][0] < 0.025).mean() > 0.99
    assert (found["bursts"][1] < 0.025).mean() > 0.5


def test_frequent_whole_days_are_no_clock():
    rng = np.random.default_rng(6)
    gaps = rng.geometric(1 / 3, (2000, 20))  # at random, three days on average
    variation, mean = gaps.std(axis=1, ddof=1) / gaps.mean(axis=1), gaps.mean(axis=1)
    corrected, _ = chance.regularity(variation, np.full(2000, 20), mean)
    plain, _ = chance.regularity(variation, np.full(2000, 20))
    assert (corrected < 0.025).mean() < 0.04 < (plain < 0.025).mean()


def test_levels_of_regularity():
    X = purchases([10.0] * 4 + [np.nan], [11, 11, 11, 4, 0], [1.0] * 5)
    X["tenure_days"] = [310.0, 310, 310, 310, np.nan]
    X["n_gaps"] = [10, 10, 10, 3, 0]
    X["gap_variation"] = [0.05, 1.0, 2.4, 0.01, np.nan]
    told = ["Regular", "At random", "Sporadic", "Too few orders to say"]
    assert usage(X, by="regularity") == [*told, "No purchase yet"]
    assert usage(X, by=["intensity", "regularity"])[0] == "Steady · Regular"
    assert usage(X.drop(columns="tenure_days"), by="regularity")[:3] == told[:3]


@pytest.mark.parametrize("cuts", [[12, 4], [4], "4,12", [4, "x"], 4, [4, 4]])
def test_cut_points_that_are_none_are_refused(cuts):
    X = purchases([9.0] * 2, [2, 3], [1.0] * 2, tenure_days=[100.0, 200.0])
    with pytest.raises(DataError, match="cut_points must"):
        usage(X, cut_points=cuts)


def test_an_argument_of_the_other_way_is_refused():
    X = purchases([9.0] * 2, [2, 3], [1.0] * 2, tenure_days=[100.0, 200.0])
    with pytest.raises(DataError, match="does not use"):
        usage(X, confidence=0.9)
    frame = pd.DataFrame({"n_orders": [1, 2]}, ["a", "b"])
    with pytest.raises(DataError, match="by='intensity' needs columns"):
        usage(frame)
