"""Differences of rates, means and ratios: published values, invariants, coverage."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.record import (
    estimate_difference,
    mean_difference,
    paired_mean_difference,
    paired_rate_difference,
    paired_ratio_difference,
    rate_difference,
    relative_difference,
    wilson,
)
from segkit.record.differences import wilson_ends

COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def moments(n, total, squares):
    mean = total / n
    return mean, (squares - n * mean**2) / (n - 1), n


GROWTHBOOK = moments(3407, 1396.87, 52377.9767), moments(3461, 2422.7, 134698.29)


# Published values ------------------------------------------------------------------


def test_two_rates_are_those_of_newcombe():
    found = rate_difference(48, 80, 56, 70)
    assert found[:3] == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    wald = rate_difference(48, 80, 56, 70, interval="wald")
    assert wald[1:3] == pytest.approx((0.0575, 0.3425), abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "interval"),
    [  # Newcombe (1998), table II, method 10: 9/10 v 3/10, 10/10 v 0/20, 10/10 v 0/10
        ((3, 10, 9, 10), (0.1705, 0.8090)),
        ((0, 20, 10, 10), (0.6791, 1.0)),
        ((0, 10, 10, 10), (0.6075, 1.0)),
    ],
)
def test_small_counts_are_those_of_newcombe(counts, interval):
    assert rate_difference(*counts)[1:3] == pytest.approx(interval, abs=5e-5)


def test_the_z_test_is_that_of_statsmodels():
    found = rate_difference(12, 99, 5, 83)
    assert (found.statistic, found.p_value) == pytest.approx(
        (-1.4078, 0.15918), rel=1e-4
    )


def test_two_means_are_those_of_growthbook():
    found = mean_difference(*GROWTHBOOK)
    assert found.value == pytest.approx(0.29, rel=1e-4)
    assert found[1:4] == pytest.approx((0.04538, 0.53462, 0.02016), abs=5e-6)


def test_the_relative_interval_is_that_of_growthbook_and_fieller_agrees_about_0():
    found = mean_difference(*GROWTHBOOK)
    errors = [math.sqrt(variance / n) for _, variance, n in GROWTHBOOK]
    asked = (GROWTHBOOK[0][0], errors[0], GROWTHBOOK[1][0], errors[1])
    delta = relative_difference(*asked, freedom=found.freedom)
    assert delta == pytest.approx((0.70732, -0.03526, 1.44989), abs=5e-6)
    fieller = relative_difference(*asked, freedom=found.freedom, method="fieller")
    assert fieller.low > 0


def test_paired_rates_are_those_of_altman():
    """Statistics with Confidence (2000), table 6.2: 14, 5, 0, 22."""
    found = paired_rate_difference(14, 0, 5, 22)
    assert found[:3] == pytest.approx((0.122, 0.011, 0.226), abs=5e-4)
    assert found.p_value == pytest.approx(stats.binomtest(0, 5).pvalue)


def test_paired_means_are_the_paired_t_test():
    rng = np.random.default_rng(1)
    x = rng.normal(10, 3, 40)
    y = x + rng.normal(0.5, 2, 40)
    found = paired_mean_difference(
        (x.mean(), x.var(ddof=1)), (y.mean(), y.var(ddof=1)), np.cov(x, y)[0, 1], 40
    )
    oracle = stats.ttest_rel(y, x)
    assert found.p_value == pytest.approx(oracle.pvalue)
    assert found[1:3] == pytest.approx(tuple(oracle.confidence_interval()))


def test_means_are_welchs_test():
    rng = np.random.default_rng(2)
    x, y = rng.gamma(2, 3, 30), rng.gamma(2, 4, 55)
    found = mean_difference(*((v.mean(), v.var(ddof=1), v.size) for v in (x, y)))
    oracle = stats.ttest_ind(y, x, equal_var=False)
    assert (found.statistic, found.p_value) == pytest.approx(tuple(oracle))
    assert found[1:3] == pytest.approx(tuple(oracle.confidence_interval()))


# Invariants ------------------------------------------------------------------------


@given(COUNTS, COUNTS)
def test_swapping_the_groups_turns_the_sign(one, two):
    there, back = rate_difference(*one, *two), rate_difference(*two, *one)
    assert there.value == pytest.approx(-back.value)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.p_value == pytest.approx(back.p_value)


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_difference_and_stays_within_1(one, two):
    found = rate_difference(*one, *two)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@given(COUNTS)
def test_the_ends_are_those_of_wilson(one):
    k, n = one
    z = stats.norm.ppf(0.975)
    assert wilson_ends(k / n, n, z) == pytest.approx(wilson(k, n), abs=1e-9)


@given(
    st.tuples(*[st.floats(-1e3, 1e3), st.floats(0.1, 1e3), st.integers(2, 500)]),
    st.tuples(*[st.floats(-1e3, 1e3), st.floats(0.1, 1e3), st.integers(2, 500)]),
    st.floats(0.01, 100),
)
def test_money_in_another_currency_scales(one, two, rate):
    plain = mean_difference(one, two)
    other = mean_difference(
        *((mean * rate, variance * rate**2, n) for mean, variance, n in (one, two))
    )
    assert other.p_value == pytest.approx(plain.p_value, rel=1e-6, abs=1e-12)
    assert other.low == pytest.approx(plain.low * rate, rel=1e-6, abs=1e-6)


@given(st.floats(0.5, 5), st.floats(0.05, 1), st.floats(0.1, 5), st.floats(0.05, 1))
def test_fieller_leaves_out_0_where_the_difference_does(value1, error1, value2, error2):
    plain = estimate_difference(value1, error1, value2, error2)
    found = relative_difference(value1, error1, value2, error2, method="fieller")
    if math.isfinite(found.low):
        assert (found.low > 0 or found.high < 0) == (plain.p_value < 0.05)


def test_what_two_equal_ratios_share_narrows_the_interval():
    loose = np.diag([9.0, 1.0, 9.0, 1.0])
    bound = loose.copy()
    bound[0, 2] = bound[2, 0] = 8.0
    wide = paired_ratio_difference([20, 2, 30, 2], loose, 400)
    narrow = paired_ratio_difference([20, 2, 30, 2], bound, 400)
    assert narrow.value == wide.value
    assert narrow.error < wide.error


# Coverage, computed or simulated ---------------------------------------------------


@pytest.mark.parametrize(("n1", "n2"), [(20, 20), (30, 30), (15, 60)])
def test_newcombes_interval_covers_at_small_counts_and_at_none(n1, n2):
    """Exactly: every pair of counts, with its probability."""
    shares = [
        (0.0, 0.0),
        (0.01, 0.01),
        (0.05, 0.1),
        (0.2, 0.2),
        (0.5, 0.6),
        (0.9, 0.95),
    ]
    inside = {
        (x1, x2): rate_difference(x1, n1, x2, n2)[1:3]
        for x1, x2 in itertools.product(range(n1 + 1), range(n2 + 1))
    }
    found = []
    for p1, p2 in shares:
        chance1 = stats.binom.pmf(np.arange(n1 + 1), n1, p1)
        chance2 = stats.binom.pmf(np.arange(n2 + 1), n2, p2)
        found.append(
            sum(
                chance1[x1] * chance2[x2]
                for (x1, x2), (low, high) in inside.items()
                if low <= p2 - p1 <= high
            )
        )
    assert min(found) > 0.92
    assert np.mean(found) > 0.95


def test_paired_rates_cover_at_small_counts():
    rng = np.random.default_rng(3)
    for share in (
        (0.2, 0.05, 0.15, 0.6),
        (0.0, 0.02, 0.02, 0.96),
        (0.6, 0.1, 0.1, 0.2),
    ):
        cells = rng.multinomial(30, share, 600)
        true = share[2] - share[1]
        ends = [paired_rate_difference(*map(int, row))[1:3] for row in cells]
        assert np.mean([low <= true <= high for low, high in ends]) > 0.93


# Odd data --------------------------------------------------------------------------


def test_an_empty_group_leaves_everything_unknown():
    assert all(math.isnan(x) for x in rate_difference(0, 0, 3, 10)[:4])
    assert all(math.isnan(x) for x in paired_rate_difference(0, 0, 0, 0)[:4])


def test_all_or_nobody_is_no_alarm():
    for x in (0, 20):
        found = rate_difference(x, 20, x, 20)
        assert found.p_value == 1
        assert found.low < 0 < found.high


def test_nothing_is_claimed_without_a_spread():
    found = mean_difference((5.0, 0.0, 10), (5.0, 0.0, 10))
    assert found.value == 0
    assert math.isnan(found.p_value)
    assert math.isnan(mean_difference((5.0, 1.0, 1), (6.0, 1.0, 9)).low)
    assert math.isnan(paired_mean_difference((1.0, 0.0), (2.0, 0.0), 0.0, 1).low)


def test_per_cent_of_nothing_is_unknown():
    for base in (0.0, -3.0):
        assert math.isnan(relative_difference(base, 0.1, 1.0, 0.1).value)
    unsure = relative_difference(0.1, 1.0, 1.0, 0.1, method="fieller")
    assert (unsure.low, unsure.high) == (-math.inf, math.inf)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda: rate_difference(5, 4, 1, 2),
            r"the part \(5\) is above the whole \(4\)",
        ),
        (lambda: rate_difference(1.5, 4, 1, 2), "the part must be a whole number"),
        (
            lambda: rate_difference(1, 4, 1, 2, level=95),
            "level must lie between 0 and 1",
        ),
        (lambda: rate_difference(1, 4, 1, 2, interval="score"), "interval must be one"),
        (lambda: paired_rate_difference(-1, 0, 0, 3), "both must be a whole number"),
        (lambda: relative_difference(1, 1, 1, 1, method="log"), "method must be one"),
    ],
)
def test_a_mistake_is_named(call, says):
    with pytest.raises(DataError, match=says):
        call()
