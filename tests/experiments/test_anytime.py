"""Look as often as you like: false alarms and coverage at every customer."""

import numpy as np
import pandas as pd
import pytest

from segkit import experiments
from segkit.checks import DataError

COLUMNS = ["x1", "n1", "x2", "n2"]


def missed_rates(p1, p2, effect, *, n=1500, ratio=1, draws=400, seed=1):
    """Return how often an interval misses, at any customer, the difference there is."""
    rng = np.random.default_rng(seed)
    missed = 0
    n1 = np.arange(1, n + 1)
    for _ in range(draws):
        x1 = rng.binomial(1, p1, n).cumsum()
        x2 = rng.binomial(ratio, p2, n).cumsum()
        looks = pd.DataFrame({"x1": x1, "n1": n1, "x2": x2, "n2": ratio * n1})
        found = experiments.always_valid(looks, effect=effect)
        missed += bool(((found["low"] > p2 - p1) | (found["high"] < p2 - p1)).any())
    return missed / draws


def limit(draws):
    return 0.05 + 3 * (0.05 * 0.95 / draws) ** 0.5


@pytest.mark.parametrize(("rate", "effect"), [(0.05, 0.02), (0.5, 0.3)])
def test_equal_rates_watched_at_every_customer_seldom_differ(rate, effect):
    assert missed_rates(rate, rate, effect, n=900, draws=80) < limit(80)


@pytest.mark.slow
@pytest.mark.parametrize("rate", [0.02, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("effect", [0.02, 0.1, 0.5])
@pytest.mark.parametrize("ratio", [1, 4])
def test_equal_rates_of_any_kind_watched_closely_seldom_differ(rate, effect, ratio):
    assert missed_rates(rate, rate, effect, ratio=ratio) < limit(400)


@pytest.mark.slow
@pytest.mark.parametrize(("p1", "p2"), [(0.1, 0.2), (0.02, 0.05), (0.5, 0.45)])
def test_the_intervals_hold_where_there_is_a_difference(p1, p2):
    assert missed_rates(p1, p2, abs(p2 - p1)) < limit(400)


def money(kind, rng, shape):
    if kind == "normal":
        return rng.normal(50, 20, shape)
    buys = rng.random(shape) < (0.3 if kind == "some buy" else 0.05)
    return buys * np.exp(rng.normal(3, 1, shape))


def missed_means(kind, effect, *, n=1500, ratio=1, draws=400):
    rng = np.random.default_rng(2)
    a, b = money(kind, rng, (draws, n)), money(kind, rng, (draws, n * ratio))
    size = np.arange(2, n + 1)
    missed = np.zeros(draws, dtype=bool)
    for draw in range(draws):
        columns = {}
        for number, x, sizes in (("1", a[draw], size), ("2", b[draw], size * ratio)):
            total, square = x.cumsum()[sizes - 1], (x * x).cumsum()[sizes - 1]
            columns["mean" + number] = total / sizes
            spread = (square - total**2 / sizes) / (sizes - 1)
            columns["sd" + number] = np.sqrt(np.maximum(spread, 0))
            columns["n" + number] = sizes
        found = experiments.always_valid(pd.DataFrame(columns), effect=effect)
        missed[draw] = ((found["low"] > 0) | (found["high"] < 0)).any()
    return missed.mean()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["normal", "some buy", "few buy"])
@pytest.mark.parametrize("effect", [1.0, 5.0, 20.0])
@pytest.mark.parametrize("ratio", [1, 4])
def test_equal_money_watched_at_every_customer_seldom_differs(kind, effect, ratio):
    assert missed_means(kind, effect, ratio=ratio) < limit(400)


def test_a_large_difference_is_found_and_the_p_value_never_rises():
    rng = np.random.default_rng(3)
    n = np.arange(50, 3001, 50)
    x1 = rng.binomial(50, 0.10, len(n)).cumsum()
    x2 = rng.binomial(50, 0.16, len(n)).cumsum()
    looks = pd.DataFrame({"x1": x1, "n1": n, "x2": x2, "n2": n})
    found = experiments.always_valid(looks, effect=0.05)
    first = found.attrs["found_at"]
    assert first is not None
    assert (found["p_value"].diff().iloc[1:] <= 0).all()
    assert (found["p_value"].iloc[: first - 1] >= 0.05).all()
    assert found["p_value"].iloc[first - 1] < 0.05
    assert f"From look {first} on, arm 2 counts as better" in found.attrs["heading"]
    assert "look as often as you like, and stop when you like" in found.attrs["heading"]


def test_p_value_and_interval_always_say_the_same():
    rng = np.random.default_rng(4)
    for seed in range(50):
        p2 = 0.2 + seed / 200
        x1, x2 = rng.binomial(500, 0.2), rng.binomial(500, p2)
        looks = pd.DataFrame([(x1, 500, x2, 500)], columns=COLUMNS)
        found = experiments.always_valid(looks, effect=0.05, level=0.9).iloc[0]
        assert (found["p_value"] < 0.1) == (found["low"] > 0 or found["high"] < 0)


def test_it_is_wider_than_the_interval_of_a_single_look():
    looks = pd.DataFrame([(100, 1000, 130, 1000)], columns=COLUMNS)
    found = experiments.always_valid(looks, effect=0.03).iloc[0]
    single = experiments.compare_rates(100, 1000, 130, 1000)
    assert found["low"] < single.low
    assert found["high"] > single.high


def test_too_few_conversions_say_nothing():
    looks = pd.DataFrame([(0, 50, 9, 50), (0, 100, 19, 100)], columns=COLUMNS)
    found = experiments.always_valid(looks, effect=0.1)
    assert np.isinf(found["high"]).all()
    assert (found["p_value"] == 1).all()
    assert "No difference shown after 2 looks" in found.attrs["heading"]


def test_means_wait_for_enough_customers():
    looks = pd.DataFrame(
        {"mean1": [10, 10.0], "sd1": [5, 5.0], "n1": [50, 4000],
         "mean2": [20, 11.0], "sd2": [5, 5.0], "n2": [50, 4000]}
    )  # fmt: skip
    found = experiments.always_valid(looks, effect=1)
    assert np.isinf(found["high"].iloc[0])
    assert found.attrs["found_at"] == 2
    early = experiments.always_valid(looks, effect=1, least=30)
    assert early.attrs["found_at"] == 1


@pytest.mark.parametrize(
    ("looks", "options", "text"),
    [
        (pd.DataFrame({"a": [1]}), {}, "looks needs x1, n1, x2, n2"),
        (None, {}, "looks needs x1, n1, x2, n2"),
        (pd.DataFrame([(1, 9, 2, 9)], columns=COLUMNS), {"effect": 0}, "effect must"),
        (pd.DataFrame([(1, 9, 2, 9)], columns=COLUMNS), {"level": 95}, "level must"),
        (
            pd.DataFrame({"mean1": [np.nan], "sd1": [1.0], "n1": [9],
                          "mean2": [1.0], "sd2": [1.0], "n2": [9]}),
            {}, "a mean of each arm",
        ),
        (
            pd.DataFrame({"mean1": [1.0, 1], "sd1": [1.0, 1], "n1": [9, 8],
                          "mean2": [1.0, 1], "sd2": [1.0, 1], "n2": [9, 9]}),
            {}, "must grow from row to row",
        ),
    ],
)  # fmt: skip
def test_looks_that_say_nothing_are_refused(looks, options, text):
    with pytest.raises(DataError, match=text):
        experiments.always_valid(looks, **{"effect": 0.1, **options})
