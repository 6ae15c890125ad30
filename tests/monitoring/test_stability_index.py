"""PSI: published values, its critical value, empty bins, refusals."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.monitoring import psi

counts = st.lists(st.integers(1, 500), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        ([0.25] * 4, [0.1, 0.2, 0.3, 0.4], 0.22822),
        ([0.2, 0.3, 0.5], [0.3, 0.3, 0.4], 0.06286),
    ],
)
def test_reference_values_come_out(before, after, value):
    assert psi(before, after).value == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize(
    ("n", "m", "bins", "value"), [(1000, 200, 4, 0.0469), (200, 200, 10, 0.169)]
)
def test_critical_values_of_yurdakul_come_out(n, m, bins, value):
    even = [1 / bins] * bins
    found = psi(even, even, n_expected=n, n_actual=m)
    assert found.critical_value == pytest.approx(value, abs=5e-4)


def test_critical_value_and_p_value_belong_together():
    found = psi([100, 100, 100], [80, 100, 120])
    chi2 = stats.chi2(2)
    assert found.p_value == pytest.approx(chi2.sf(found.value * 150))
    assert found.critical_value == pytest.approx(chi2.isf(0.05) / 150)


def test_counts_and_shares_with_numbers_of_customers_agree():
    one = psi([20, 30, 50], [60, 60, 80])
    two = psi([0.2, 0.3, 0.5], [0.3, 0.3, 0.4], n_expected=100, n_actual=200)
    assert one == two


@settings(max_examples=40)
@given(counts, st.data())
def test_psi_is_symmetric_and_zero_when_equal(before, data):
    k = len(before)
    after = data.draw(st.lists(st.integers(1, 500), min_size=k, max_size=k))
    one, two = psi(before, after), psi(after, before)
    assert one.value == pytest.approx(two.value, abs=1e-12)
    assert one.value >= -1e-12
    assert psi(before, before).value == pytest.approx(0, abs=1e-12)
    doubled = [2 * x for x in before]
    assert psi(before, doubled).value == pytest.approx(0, abs=1e-12)


@settings(max_examples=40)
@given(counts, st.data())
def test_merging_bins_never_increases_psi(before, data):
    k = len(before)
    after = data.draw(st.lists(st.integers(1, 500), min_size=k, max_size=k))
    i = data.draw(st.integers(0, k - 2))
    merged = [
        [*x[:i], x[i] + x[i + 1], *x[i + 2 :]] for x in (before, after)
    ]  # fmt: skip
    assert psi(*merged).value <= psi(before, after).value + 1e-12


@settings(max_examples=40)
@given(counts, st.randoms())
def test_the_order_of_the_bins_changes_nothing(before, random):
    after = before[::-1]
    order = list(range(len(before)))
    random.shuffle(order)
    mixed = psi([before[i] for i in order], [after[i] for i in order])
    assert mixed.value == pytest.approx(psi(before, after).value, abs=1e-12)


def test_contributions_add_up():
    found = psi({"a": 10, "b": 90}, {"a": 40, "b": 60})
    assert found.parts["contribution"].sum() == pytest.approx(found.value)
    assert found.parts["expected_share"].tolist() == [0.1, 0.9]


def test_verdict_names_both_limits():
    noise = psi([20] * 10, [14, 25, 22, 12, 28, 24, 15, 27, 19, 14])
    assert 0.08 < noise.value < 0.169
    assert noise.more_than_chance is False
    large = psi([5000, 5000], [4800, 5200])
    assert large.band == "small"
    assert large.more_than_chance is True
    assert large.verdict == (
        "below the folk threshold of 0.1, and more than chance (critical value "
        "0.000768)"
    )
    above = psi([20, 20], [28, 12])
    assert above.band == "some"
    assert above.verdict.startswith(
        "above the folk threshold of 0.1, and no more than chance"
    )


def test_shares_alone_have_no_critical_value():
    found = psi([0.5, 0.5], [0.9, 0.1])
    assert math.isnan(found.critical_value)
    assert found.more_than_chance is None
    assert "cannot be said" in repr(found)


def test_a_vanished_and_a_new_level_are_said_and_smoothed():
    before, after = {"web": 60, "store": 40}, {"web": 55, "app": 45}
    found = psi(before, after)
    smoothed = np.array([60.5, 40.5, 0.5]), np.array([55.5, 0.5, 45.5])
    p, q = (x / x.sum() for x in smoothed)
    assert found.value == pytest.approx(((q - p) * np.log(q / p)).sum())
    assert "vanished: store; new: app" in found.note
    assert psi(before, after, smoothing=0).value == math.inf
    assert psi(before, after, smoothing=5).value < found.value


def test_a_bin_that_nobody_has_counts_for_nothing():
    assert psi([50, 50, 0], [60, 40, 0]) == psi([50, 50], [60, 40])


def test_many_empty_bins_are_not_all_listed():
    before = pd.Series(10, index=[f"level {i}" for i in range(30)])
    after = pd.Series(10, index=[f"other {i}" for i in range(30)])
    note = psi(before, after).note
    assert "vanished: level 0, level 1, level 2, level 3, level 4 and 25 more" in note


@pytest.mark.parametrize(
    ("before", "after", "options", "text"),
    [
        ([], [], {}, "psi needs at least one bin"),
        ([1, -1], [1, 1], {}, "numbers from 0 on both sides; expected is"),
        ([0.5, 0.5], [0.5, math.nan], {}, "actual is"),
        ([1, 2], [1, 2, 3], {}, "these are 2 and 3"),
        ([0.5, 0.6], [0.5, 0.5], {}, "expected sums to 1.1: pass whole counts"),
        ([0, 0], [1, 1], {}, "expected counts nobody"),
        ([0.5, 0.5, 0], [0.5, 0.4, 0.1], {}, "divides by that share: pass counts"),
        ([5, 5], [5, 5], {"smoothing": -1}, "smoothing is a number of customers"),
        ([5, 5], [5, 5], {"level": 95}, "level must lie between 0 and 1"),
        ([5, 5], [5, 5], {"n_actual": 11}, "n_actual= says 11: leave n_actual= out"),
        ([0.5, 0.5], [0.5, 0.5], {"n_actual": 0}, "n_actual must be a number"),
    ],
)
def test_what_is_no_division_is_refused(before, after, options, text):
    with pytest.raises(DataError, match=text):
        psi(before, after, **options)


def alarms(n, m, bins, limit, *, draws=2000):
    rng = np.random.default_rng(bins)
    chances = np.full(bins, 1 / bins)
    one, two = (rng.multinomial(size, chances, draws) for size in (n, m))
    found = [psi(a, b) for a, b in zip(one, two, strict=True)]
    return np.mean([limit(x) for x in found])


def test_the_folk_threshold_alarms_on_noise_and_the_critical_value_does_not():
    folk = alarms(200, 200, 10, lambda x: x.value > 0.1, draws=300)
    chance = alarms(200, 200, 10, lambda x: x.more_than_chance, draws=300)
    assert folk > 0.3
    assert chance < 0.08


@pytest.mark.slow
@pytest.mark.parametrize(("n", "m", "bins"), [(2000, 2000, 10), (5000, 1000, 4)])
def test_the_critical_value_is_exceeded_at_its_nominal_rate(n, m, bins):
    rate = alarms(n, m, bins, lambda x: x.more_than_chance, draws=2000)
    assert rate == pytest.approx(0.05, abs=0.0125)
