"""The bootstrap: exact quantiles without samples, any statistic in chunks."""

import numpy as np
import pytest
from scipy import stats

from segkit.checks import DataError
from segkit.experiments import (
    bootstrap,
    bootstrap_quantiles,
    compare_by_bootstrap,
    compare_quantiles,
)
from segkit.experiments.effects import resampling
from segkit.experiments.effects.order_statistics import quantile_draws


def exact_median(ordered):
    """Return the distribution of the bootstrap median of an odd number of values."""
    n = ordered.size
    k = (n + 1) // 2  # the median is at most x_j if k draws or more are among x_1..x_j
    upto = stats.binom.sf(k - 1, n, np.arange(1, n + 1) / n)
    return np.diff(np.r_[0.0, upto])


@pytest.mark.parametrize("n", [3, 7, 15])
def test_the_median_is_drawn_with_its_exact_probabilities(n):
    ordered = np.arange(n, dtype=float)
    draws = quantile_draws(ordered, 0.5, 40_000, np.random.default_rng(1))
    found = np.bincount(draws.astype(int), minlength=n)
    expected = exact_median(ordered) * 40_000
    large = expected > 5
    far = ((found - expected)[large] ** 2 / expected[large]).sum()
    assert stats.chi2.sf(far, large.sum() - 1) > 0.001


@pytest.mark.parametrize(
    ("n", "q"), [(8, 0.5), (10, 0.25), (11, 0.9), (6, 0.05), (2, 0.5)]
)
def test_quantiles_are_distributed_as_those_of_samples(n, q):
    """Also between two values, where both are drawn together."""
    rng = np.random.default_rng(2)
    ordered = np.sort(rng.lognormal(0, 1, n))
    fast = quantile_draws(ordered, q, 6000, rng)
    naive = np.quantile(ordered[rng.integers(n, size=(6000, n))], q, axis=1)
    assert stats.ks_2samp(fast.round(9), naive.round(9)).pvalue > 0.001
    assert fast.mean() == pytest.approx(naive.mean(), abs=4 * naive.std() / 6000**0.5)


def test_the_spread_of_a_large_median_is_the_textbook_one():
    rng = np.random.default_rng(3)
    x = np.sort(rng.normal(0, 1, 40_000))
    spread = quantile_draws(x, 0.5, 4000, rng).std()
    assert spread == pytest.approx(np.sqrt(np.pi / 2 / 40_000), rel=0.08)


def test_quantiles_by_segment_are_those_of_each_segment_alone():
    rng = np.random.default_rng(4)
    x, by = rng.gamma(1, 50, 900), rng.choice(["a", "b", "c"], 900)
    found = bootstrap_quantiles(x, 0.9, by=by, n_draws=500)
    assert list(found) == ["a", "b", "c"]
    for name in found:
        assert found[name].median() == pytest.approx(
            np.quantile(x[by == name], 0.9), rel=0.1
        )
    again = bootstrap_quantiles(x, 0.9, by=by, n_draws=500)
    assert found.equals(again)


def test_both_ways_to_draw_give_the_error_of_the_mean():
    x = np.random.default_rng(5).gamma(2, 10, 400)
    error = x.std() / 20
    for draws in ("multinomial", "poisson"):
        plain = bootstrap(x, np.mean, n_draws=600, draws=draws)
        fast = bootstrap(
            x,
            lambda v, w: w @ v / w.sum(axis=1),
            n_draws=600,
            draws=draws,
            weighted=True,
        )
        assert plain.std() == pytest.approx(error, rel=0.12)
        assert fast == pytest.approx(plain)  # the same seed draws the same samples


def test_chunks_change_nothing_and_progress_is_told(monkeypatch):
    x = np.random.default_rng(6).normal(0, 1, 50)
    whole = bootstrap(x, np.median, n_draws=40, draws="poisson")
    monkeypatch.setattr(resampling, "CHUNK", 500)
    told = []
    parts = bootstrap(
        x,
        np.median,
        n_draws=40,
        draws="poisson",
        progress=lambda n, of: told.append((n, of)),
    )
    assert parts == pytest.approx(whole)
    assert told == [(10, 40), (20, 40), (30, 40), (40, 40)]


def test_any_statistic_of_rows_can_be_compared():
    rng = np.random.default_rng(7)
    a = rng.multivariate_normal([0, 0], [[1, 0.1], [0.1, 1]], 300)
    b = rng.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], 300)
    found = compare_by_bootstrap(a, b, lambda x: np.corrcoef(x.T)[0, 1], n_draws=300)
    assert found.detected
    basic = compare_by_bootstrap(
        a, b, lambda x: np.corrcoef(x.T)[0, 1], n_draws=300, method="basic"
    )
    assert basic.low == pytest.approx(2 * found.difference - found.high)


def test_a_median_compared_by_samples_is_the_same():
    rng = np.random.default_rng(8)
    a, b = rng.gamma(2, 20, 101), rng.gamma(2, 24, 121)
    fast = compare_quantiles(a, b, n_draws=4000)
    slow = compare_by_bootstrap(a, b, np.median, n_draws=1500)
    assert fast.error == pytest.approx(slow.error, rel=0.1)
    assert fast.low == pytest.approx(slow.low, abs=0.3 * slow.error)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: bootstrap([], np.mean), "values is empty"),
        (lambda: bootstrap([1.0, np.nan], np.mean), "1 rows that are missing"),
        (lambda: bootstrap([[[1.0]]], np.mean), "a row for each unit"),
        (lambda: bootstrap(["a"], np.mean), "a row for each unit"),
        (lambda: bootstrap([1.0, 2], "mean"), "statistic must be a function"),
        (lambda: bootstrap([1.0, 2], lambda x: x), "must return one number"),
        (
            lambda: bootstrap([1.0, 2], lambda x, w: 1.0, weighted=True),
            "one number for each",
        ),
        (lambda: bootstrap([1.0, 2], np.mean, draws="bayes"), "draws must be one of"),
        (lambda: bootstrap_quantiles([1.0], 1.0), "q must lie between"),
        (lambda: bootstrap_quantiles([1.0, 2], by=["a"]), "a segment for each"),
    ],
)
def test_a_mistake_is_named(call, says):
    with pytest.raises(DataError, match=says):
        call()
