"""Comparing rates, means, ratios, quantiles: published values, tests chosen, words."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments import (
    Sums,
    adjust,
    compare_means,
    compare_quantiles,
    compare_rates,
    compare_ratios,
)
from segkit.experiments.multiplicity import wider_level

GROWTHBOOK = (
    Sums(3407, 1396.87, 52377.9767),
    Sums(3461, 2422.7, 134698.29),
)
BH1995 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
    0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


# Published values ------------------------------------------------------------------


def test_rates_are_those_of_statsmodels_and_newcombe():
    found = compare_rates(12, 99, 5, 83)
    assert (found.statistic, found.p_value) == pytest.approx(
        (-1.4078, 0.15918), rel=1e-4
    )
    assert found.test == "z test, pooled share"
    newcombe = compare_rates(48, 80, 56, 70)
    assert (newcombe.low, newcombe.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_means_from_sums_are_those_of_growthbook_and_the_disagreement_is_flagged():
    found = compare_means(*GROWTHBOOK)
    assert found.difference == pytest.approx(0.29, rel=1e-4)
    assert (found.low, found.high) == pytest.approx((0.04538, 0.53462), abs=5e-6)
    assert found.p_value == pytest.approx(0.02016, abs=5e-6)
    assert found.relative == pytest.approx(0.70732, abs=5e-6)
    ends = found.relative_low, found.relative_high
    assert ends == pytest.approx((-0.03526, 1.44989), abs=5e-6)
    assert found.disagree
    assert found.detected
    assert "go by the difference" in found.sentence


def test_fieller_does_not_disagree():
    assert not compare_means(*GROWTHBOOK, relative="fieller").disagree


@pytest.mark.parametrize(
    ("method", "rejected"), [("BH", 4), ("bonferroni", 3), ("holm", 3), ("BY", 3)]
)
def test_fifteen_p_values_of_benjamini_and_hochberg(method, rejected):
    assert (adjust(BH1995, method) < 0.05).sum() == rejected


def test_holms_example():
    assert adjust([0.01, 0.04, 0.03, 0.005], "holm") == pytest.approx(
        [0.03, 0.06, 0.06, 0.02]
    )


# Which test ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        ((2, 20, 5, 20), "Barnard's exact test"),
        ((2, 2000, 6, 3000), "Fisher's exact test"),
        ((50, 1000, 90, 1000), "z test, pooled share"),
        ((40, 100, 60, 100), "Barnard's exact test"),  # near an alarm, so made sure of
    ],
)
def test_the_test_is_chosen_from_the_counts_and_named(counts, name):
    found = compare_rates(*counts)
    assert found.test == name
    assert name in found.sentence


def test_exact_tests_are_those_of_scipy():
    cells = [[2, 9], [18, 11]]
    found = compare_rates(2, 20, 9, 20, test="exact")
    assert found.p_value == pytest.approx(stats.barnard_exact(cells).pvalue)
    wide = compare_rates(2, 2000, 9, 3000, test="exact")
    cells = [[2, 9], [1998, 2991]]
    assert wide.p_value == pytest.approx(stats.fisher_exact(cells).pvalue)


def test_skewed_amounts_in_unequal_arms_are_dealt_anew():
    rng = np.random.default_rng(4)
    a, b = (rng.lognormal(3, 1, n) * (rng.random(n) < 0.1) for n in (30, 300))
    found = compare_means(a, b)
    assert found.test == "permutation test of t"
    assert "dealing the units anew" in found.note
    asked = compare_means(a, b, method="welch")
    assert asked.test == "Welch's t test"
    assert "can raise false alarms" in asked.note


def test_even_amounts_are_compared_by_welch():
    rng = np.random.default_rng(5)
    a, b = rng.normal(10, 2, 40), rng.normal(11, 2, 400)
    found = compare_means(a, b)
    assert found.test == "Welch's t test"
    assert found.note == ""
    assert found.p_value == pytest.approx(stats.ttest_ind(b, a, equal_var=False).pvalue)


def test_ratios_count_customers_and_not_orders():
    """The delta method against a bootstrap of customers."""
    rng = np.random.default_rng(6)
    orders = rng.poisson(3, (2, 600)) + 1
    money = orders * rng.gamma(9, 5, (2, 600))
    found = compare_ratios(money[0], orders[0], money[1], orders[1])
    draws = []
    for side in (0, 1):
        pick = rng.integers(600, size=(800, 600))
        draws.append(money[side][pick].sum(1) / orders[side][pick].sum(1))
    assert found.error == pytest.approx((draws[1] - draws[0]).std(), rel=0.1)
    assert found.test == "Welch's t test, delta method"


def test_ratios_of_few_units_are_dealt_anew():
    rng = np.random.default_rng(7)
    orders = rng.poisson(3, (2, 20)) + 1
    money = orders * rng.gamma(9, 5, (2, 20))
    found = compare_ratios(money[0], orders[0], money[1], orders[1])
    assert found.test == "permutation test of the ratios"
    plain = compare_ratios(money[0], orders[0], money[1], orders[1], method="delta")
    assert "raises false alarms" in plain.note


# Invariants ------------------------------------------------------------------------

VALUES = st.lists(
    st.floats(-1e4, 1e4).map(lambda x: round(x, 2)), min_size=3, max_size=30
)


@given(VALUES, VALUES)
@settings(max_examples=50)
def test_swapping_the_arms_turns_the_sign(a, b):
    one, two = (compare_means(*pair, method="welch") for pair in ((a, b), (b, a)))
    assert one.difference == pytest.approx(-two.difference)
    if math.isfinite(one.p_value):
        assert one.p_value == pytest.approx(two.p_value)
        assert one.low == pytest.approx(-two.high)


@given(VALUES, VALUES, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_shuffled_units_change_nothing(a, b, random):
    first = compare_means(a, b, method="welch")
    random.shuffle(a)
    again = compare_means(a, b, method="welch")
    assert again.p_value == pytest.approx(first.p_value, nan_ok=True, abs=1e-9)
    q = compare_quantiles(a, b, n_draws=100)
    random.shuffle(b)
    assert compare_quantiles(a, b, n_draws=100) == q


def test_another_currency_changes_neither_p_nor_per_cent():
    rng = np.random.default_rng(8)
    a, b = rng.gamma(1, 50, 80), rng.gamma(1, 60, 90)
    for compare in (compare_means, compare_quantiles):
        one, two = compare(a, b), compare(a * 1.1, b * 1.1)
        assert two.p_value == pytest.approx(one.p_value)
        assert two.difference == pytest.approx(1.1 * one.difference)


def test_sums_say_the_same_as_values():
    rng = np.random.default_rng(9)
    a, b = rng.normal(5, 2, 50), rng.normal(6, 2, 70)
    sums = [Sums(x.size, x.sum(), (x**2).sum()) for x in (a, b)]
    one, two = compare_means(a, b), compare_means(*sums)
    assert one.p_value == pytest.approx(two.p_value)
    assert one.low == pytest.approx(two.low)


# Words -----------------------------------------------------------------------------


def test_the_sentence_leads_with_the_difference_and_says_what_p_means():
    text = compare_rates(400, 8000, 520, 8000, metric="orders").sentence
    assert text.startswith("orders: 6.50 % in treatment (520 of 8,000)")
    assert text.index("Difference: +1.50 points") < text.index("In per cent")
    assert "If there were no difference" in text
    assert "treatment is higher" in text


def test_not_telling_apart_is_not_called_equal():
    text = compare_rates(5, 83, 12, 99).sentence
    assert "does not mean that they are the same" in text


def test_names_of_the_arms_and_the_unit_are_used():
    found = compare_means([1.0, 2, 3, 9], [4.0, 6, 5, 8], names=("A", "B"), unit="EUR")
    assert "EUR in B" in found.sentence
    assert "per cent of A" in found.sentence


def test_narrow_cases_are_left_open():
    found = compare_rates(3, 17, 9, 17)
    if not found.detected and not found.low <= 0 <= found.high:
        assert "leave it open" in found.sentence
    assert not (found.detected and found.p_value >= 0.05)


# Odd data --------------------------------------------------------------------------


def test_all_converted_and_nobody_converted_are_stated():
    for x in (0, 40):
        found = compare_rates(x, 40, x, 40)
        assert found.difference == 0
        assert found.p_value == 1
        assert found.low < 0 < found.high
    assert "per cent of it say nothing" in compare_rates(0, 40, 3, 40).note


def test_an_empty_arm_and_a_lonely_unit_are_stated():
    assert "no interval: an arm has no units" in compare_rates(0, 0, 3, 10).sentence
    assert "fewer than two units" in compare_means([1.0], [1.0, 2.0]).sentence
    assert (
        "every unit has the same value" in compare_means([2.0] * 5, [2.0] * 5).sentence
    )


def test_negative_revenue_is_compared_but_not_in_per_cent():
    found = compare_means([-5.0, -1, -2, -4], [3.0, 2, 4, 1])
    assert found.difference == pytest.approx(5.5)
    assert math.isnan(found.relative)
    assert "not above 0" in found.note


def test_a_quantile_that_most_units_share_is_noted():
    found = compare_quantiles([0.0] * 60 + [5.0] * 40, [0.0] * 55 + [9.0] * 45)
    assert "share one value" in found.note


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: compare_rates(9, 8, 1, 8), "above the whole"),
        (lambda: compare_rates(1, 8, 1, 8, test="chi2"), "test must be one of"),
        (lambda: compare_means([1.0, None], [1.0, 2]), "1 values that are missing"),
        (lambda: compare_means(["a"], [1.0, 2]), "control must be numbers"),
        (lambda: compare_means([], [1.0, 2]), "control is empty"),
        (lambda: compare_means([[1.0]], [1.0]), "one list of numbers"),
        (
            lambda: compare_means([1, 2.0], [1, 2.0], method="t"),
            "method must be one of",
        ),
        (lambda: Sums(3, 10.0, 5.0), "cannot be"),
        (
            lambda: compare_means(*GROWTHBOOK, method="permutation"),
            "needs the values of each unit",
        ),
        (
            lambda: compare_ratios([1.0], [1.0, 2], [1.0], [1.0]),
            "one pair for each unit",
        ),
        (lambda: compare_ratios([1.0], [0.0], [1.0], [1.0]), "add up to 0"),
        (lambda: compare_quantiles([1.0], [2.0], 50), "q must lie between 0 and 1"),
        (lambda: compare_quantiles([1.0], [2.0], n_draws=5), "n_draws must be"),
        (lambda: adjust([0.1, 1.2]), "numbers from 0 to 1"),
        (lambda: adjust([0.1], "fdr"), "method must be one of"),
    ],
)
def test_a_mistake_is_named(call, says):
    with pytest.raises(DataError, match=says):
        call()


# Families --------------------------------------------------------------------------


def test_holm_is_that_of_statsmodels():
    p_values = np.random.default_rng(10).random(40) ** 3
    oracle = multipletests(p_values, method="holm")[1]
    assert adjust(p_values, "holm") == pytest.approx(oracle)


def test_missing_p_values_do_not_count():
    found = adjust([0.01, float("nan"), 0.04], "bonferroni")
    assert found[[0, 2]] == pytest.approx([0.02, 0.08])
    assert math.isnan(found[1])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
@settings(max_examples=50)
def test_corrected_p_values_are_never_smaller_and_stay_in_order(p_values):
    plain = np.array(p_values)
    order = np.argsort(plain, kind="stable")
    for method in ("BH", "BY", "holm", "bonferroni"):
        found = adjust(p_values, method)
        assert (found >= plain - 1e-12).all()
        assert (np.diff(found[order]) >= -1e-12).all()
    assert (adjust(p_values, "holm") <= adjust(p_values, "bonferroni") + 1e-12).all()


def test_intervals_are_widened_as_benjamini_and_yekutieli_say():
    corrected = [0.01, 0.02, 0.3, 0.4, 0.5]
    assert wider_level(corrected, "BH") == (pytest.approx(1 - 0.05 * 2 / 5), "FCR")
    assert wider_level(corrected, "bonferroni") == (pytest.approx(0.99), "Bonferroni")
    assert wider_level(corrected, "BY")[0] > wider_level(corrected, "BH")[0]
    assert wider_level([float("nan")], "BH")[0] == 0.95


def test_all_names_are_there():
    for name in (
        "Effect",
        "analyse",
        "segment_effects",
        "by_phase",
        "effect_over_time",
    ):
        assert name in experiments.__all__
