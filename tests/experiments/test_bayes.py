"""The Bayesian reading: published value, simulation, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from segkit import experiments
from segkit.checks import DataError


def miller(a1, b1, a2, b2):
    """Return Miller's sum for P(B > A), for whole numbers."""
    k = np.arange(a2)
    log = betaln(a1 + k, b1 + b2) - np.log(b2 + k) - betaln(1 + k, b2) - betaln(a1, b1)
    return np.exp(log).sum()


def test_the_published_chance_to_be_better():
    found = experiments.compare_bayes(49, 100, 51, 100)
    assert found.probability_better == pytest.approx(0.61077, abs=5e-6)


@given(n1=st.integers(0, 300), n2=st.integers(0, 300), data=st.data())
@settings(deadline=None, max_examples=40)
def test_the_chance_is_millers_sum(n1, n2, data):
    x1 = data.draw(st.integers(0, n1))
    x2 = data.draw(st.integers(0, n2))
    found = experiments.compare_bayes(x1, n1, x2, n2)
    expected = miller(1 + x1, 1 + n1 - x1, 1 + x2, 1 + n2 - x2)
    assert found.probability_better == pytest.approx(expected, abs=2e-6)


@given(x1=st.integers(0, 50), x2=st.integers(0, 80))
@settings(deadline=None, max_examples=30)
def test_exchanging_the_arms_turns_everything_round(x1, x2):
    one = experiments.compare_bayes(x1, 50, x2, 80)
    other = experiments.compare_bayes(x2, 80, x1, 50)
    assert one.probability_better + other.probability_better == pytest.approx(
        1, abs=1e-6
    )
    assert one.loss_if_2 == pytest.approx(other.loss_if_1, abs=1e-8)
    assert one.low == pytest.approx(-other.high, abs=1e-6)
    assert one.expected_loss == pytest.approx(other.expected_loss, abs=1e-8)
    assert one.low < one.difference < one.high
    gain = one.loss_if_1 - one.loss_if_2
    assert gain == pytest.approx(one.difference, abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "prior"),
    [((3, 60, 8, 55), (1, 1)), ((900, 30_000, 1010, 30_500), (2, 40)),
     ((0, 20, 0, 30), (0.5, 0.5))],
)  # fmt: skip
def test_all_numbers_are_what_draws_give(counts, prior):
    x1, n1, x2, n2 = counts
    a, b = prior
    rng = np.random.default_rng(1)
    one = rng.beta(a + x1, b + n1 - x1, 400_000)
    two = rng.beta(a + x2, b + n2 - x2, 400_000)
    found = experiments.compare_bayes(x1, n1, x2, n2, prior=prior, level=0.9)
    scale = (two - one).std()
    assert found.probability_better == pytest.approx((two > one).mean(), abs=4e-3)
    loss = np.maximum(one - two, 0).mean()
    assert found.loss_if_2 == pytest.approx(loss, abs=0.01 * scale)
    low, high = np.quantile(two - one, [0.05, 0.95])
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.02 * scale)
    assert found.rate_1 == pytest.approx(one.mean(), abs=0.01 * scale)


def test_a_clear_winner_in_large_arms_is_certain():
    found = experiments.compare_bayes(50_000, 10**6, 52_000, 10**6)
    assert found.probability_better == pytest.approx(1, abs=1e-9)
    assert found.expected_loss == pytest.approx(0, abs=1e-9)
    assert found.low == pytest.approx(0.002 - 1.96 * 3.1e-4, abs=1e-5)


def test_the_interval_is_right_as_often_as_it_says_under_its_prior():
    rng = np.random.default_rng(2)
    inside = 0
    for p1, p2 in rng.beta(2, 8, (100, 2)):
        x1, x2 = rng.binomial(40, [p1, p2])
        found = experiments.compare_bayes(x1, 40, x2, 40, prior=(2, 8), level=0.8)
        inside += found.low < p2 - p1 < found.high
    assert inside / 100 == pytest.approx(0.8, abs=3 * (0.16 / 100) ** 0.5)


def test_the_sentence_says_what_it_is_not():
    found = experiments.compare_bayes(60, 100, 48, 100)
    assert "Choosing arm 1 gives away" in found.sentence
    assert "no protection against stopping early" in found.sentence
    assert "Prior: Beta(1, 1)" in repr(found)


@pytest.mark.parametrize(
    ("counts", "options", "text"),
    [
        ((5, 4, 1, 10), {}, r"the part \(5\) is above the whole \(4\)"),
        ((1.5, 4, 1, 10), {}, "the part must be a whole number"),
        ((1, 4, 1, 10), {"prior": 3}, "prior must be two numbers above 0"),
        ((1, 4, 1, 10), {"prior": (0, 1)}, "prior a must be a number above 0"),
        ((1, 4, 1, 10), {"level": 95}, "level must lie between 0 and 1"),
    ],
)
def test_what_is_no_count_or_prior_is_refused(counts, options, text):
    with pytest.raises(DataError, match=text):
        experiments.compare_bayes(*counts, **options)
