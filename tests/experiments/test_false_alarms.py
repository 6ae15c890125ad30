"""Where nothing is going on, alarms are as rare as promised; intervals cover."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segkit.experiments import (
    Rate,
    Sums,
    adjust,
    compare_means,
    compare_quantiles,
    compare_rates,
    compare_ratios,
    interaction,
    segment_effects,
)
from segkit.experiments.analysis.interactions import estimates_of


def most(runs, rate=0.05, sure=0.001):
    """Return how many alarms chance allows in so many runs, as a share."""
    return stats.binom.isf(sure, runs, rate) / runs


def skewed(rng, n, bought=0.1):
    return rng.lognormal(4, 0.8, n) * (rng.random(n) < bought)


# Rates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n1", "n2"), [(12, 12), pytest.param(20, 30, marks=pytest.mark.slow)]
)
def test_rates_of_few_raise_no_more_alarms_than_promised(n1, n2):
    """Exactly: every pair of counts, with its probability, whatever the true rate."""
    alarms = np.array(
        [
            [compare_rates(x1, n1, x2, n2).p_value <= 0.05 for x2 in range(n2 + 1)]
            for x1 in range(n1 + 1)
        ]
    )
    for p in (0.01, 0.05, 0.1, 0.2, 0.3, 0.5):
        chances = [stats.binom.pmf(np.arange(n + 1), n, p) for n in (n1, n2)]
        assert chances[0] @ alarms @ chances[1] <= 0.0501


@pytest.mark.slow
@pytest.mark.parametrize(("n", "p"), [(50, 0.5), (100, 0.5), (80, 0.08), (150, 0.02)])
def test_rates_of_some_dozens_raise_no_more_alarms_than_promised(n, p):
    """Exactly, where the z test alone has up to 5.7 %."""
    ends = [int(x) for x in stats.binom.interval(1 - 1e-4, n, p)]
    counts = np.arange(ends[0], ends[1] + 1)
    alarms = np.zeros((counts.size, counts.size), dtype=bool)
    for i, a in enumerate(counts):
        for j, b in enumerate(counts[i:], start=i):
            found = compare_rates(int(a), n, int(b), n).p_value <= 0.05
            alarms[i, j] = alarms[j, i] = found
    chance = stats.binom.pmf(counts, n, p)
    assert chance @ alarms @ chance <= 0.0502


# Money -----------------------------------------------------------------------------


@pytest.mark.parametrize(("n1", "n2"), [(30, 30), (30, 300)])
def test_skewed_money_raises_no_more_alarms_than_promised(n1, n2):
    rng = np.random.default_rng(11)
    found = [
        compare_means(skewed(rng, n1), skewed(rng, n2), n_draws=199, seed=i).p_value
        < 0.05
        for i in range(300)
    ]
    assert np.mean(found) <= most(300)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n1", "n2", "bought"),
    [(20, 20, 0.03), (30, 300, 0.03), (100, 1000, 0.1), (50, 200, 1)],
)
def test_money_of_many_shapes_raises_no_more_alarms_than_promised(n1, n2, bought):
    rng = np.random.default_rng(12)
    found = [
        compare_means(
            skewed(rng, n1, bought), skewed(rng, n2, bought), n_draws=199, seed=i
        ).p_value
        < 0.05
        for i in range(1000)
    ]
    assert np.mean(found) <= most(1000)


@pytest.mark.slow
def test_welchs_interval_covers_for_equal_arms_and_for_even_amounts():
    rng = np.random.default_rng(13)
    for draw in (lambda n: skewed(rng, n, 0.3), lambda n: rng.normal(5, 2, n)):
        inside = []
        for _ in range(1500):
            found = compare_means(draw(40), draw(40), method="welch")
            inside.append(found.low <= 0 <= found.high)
        assert np.mean(inside) >= 0.95 - 3 * (0.05 * 0.95 / 1500) ** 0.5


# Ratios and quantiles --------------------------------------------------------------


@pytest.mark.parametrize(("n1", "n2"), [(30, 30), (40, 200)])
def test_ratios_of_uneven_customers_raise_no_more_alarms_than_promised(n1, n2):
    rng = np.random.default_rng(14)
    alarms = []
    for i in range(200):
        arms = []
        for n in (n1, n2):
            orders = rng.geometric(0.25, n)
            arms += [orders * rng.gamma(2, 20, n), orders]
        alarms.append(compare_ratios(*arms, n_draws=199, seed=i).p_value < 0.05)
    assert np.mean(alarms) <= most(200)


@pytest.mark.parametrize("n", [50, 400])
def test_medians_raise_no_more_alarms_than_promised(n):
    rng = np.random.default_rng(15)
    found = [
        compare_quantiles(rng.gamma(1, 50, n), rng.gamma(1, 50, n), n_draws=400, seed=i)
        for i in range(600)
    ]
    assert np.mean([each.p_value < 0.05 for each in found]) <= most(600)
    assert np.mean([each.low <= 0 <= each.high for each in found]) >= 0.93


# Segments --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "p"), [(20, 0.05), (20, 0.5), (50, 0.1), (50, 0.3), (300, 0.02)]
)
def test_segments_of_rates_seldom_seem_to_differ(n, p):
    rng = np.random.default_rng(16)
    alarms = []
    for _ in range(500):
        counts = rng.binomial(n, p, (6, 2))
        effects = [compare_rates(int(a), n, int(b), n, test="z") for a, b in counts]
        values, errors, freedoms, _ = estimates_of(effects)
        alarms.append(interaction(values, errors, freedoms).differs)
    assert np.mean(alarms) <= most(500)


@pytest.mark.parametrize("n", [10, 30])
def test_segments_of_money_seldom_seem_to_differ(n):
    rng = np.random.default_rng(17)
    alarms = []
    for _ in range(400):
        effects = []
        for _segment in range(6):
            arms = rng.gamma(2, 20, (2, n))
            sums = [Sums(n, x.sum(), (x**2).sum()) for x in arms]
            effects.append(compare_means(*sums))
        values, errors, freedoms, _ = estimates_of(effects)
        alarms.append(interaction(values, errors, freedoms).differs)
    assert np.mean(alarms) <= most(400)


def test_corrections_keep_what_they_promise_where_nothing_is_going_on():
    rng = np.random.default_rng(18)
    p_values = rng.random((2000, 12))
    for method in ("bonferroni", "holm", "BH", "BY"):
        some = [(adjust(row, method) < 0.05).any() for row in p_values]
        assert np.mean(some) <= most(2000)
    assert (p_values < 0.05).any(axis=1).mean() > 0.4  # what happens without


def test_of_the_alarms_that_bh_leaves_few_are_false():
    rng = np.random.default_rng(19)
    shares = []
    for _ in range(500):
        real = np.arange(20) < 5
        z = rng.normal(0, 1, 20) + 3.0 * real
        alarms = adjust(2 * stats.norm.sf(np.abs(z)), "BH") < 0.05
        shares.append((alarms & ~real).sum() / max(alarms.sum(), 1))
    assert np.mean(shares) <= 0.05


@pytest.mark.slow
def test_null_segments_have_winners_as_rarely_as_promised():
    rng = np.random.default_rng(20)
    alarms = []
    for _ in range(60):
        n = 1200
        table = pd.DataFrame({"variant": np.tile(["A", "B"], n // 2)})
        table["segment"] = rng.choice(
            list("abcdef"), n, p=[0.4, 0.3, 0.1, 0.1, 0.05, 0.05]
        )
        table["converted"] = rng.random(n) < 0.1
        found = segment_effects(
            table, Rate("converted"), "segment", method="holm", alarm=1e-9
        )
        alarms.append(bool(found.winners))
    assert np.mean(alarms) <= most(60)
