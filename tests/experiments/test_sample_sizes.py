"""How many customers a test needs: published sizes, and what must always hold."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats import power, proportion

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments.planning.formulas import FORMULAS

RATES = st.floats(0.02, 0.9)


@pytest.mark.parametrize(
    ("p2", "formula", "expected"),
    [
        (0.25, "miller", 1030.22),  # Evan Miller's calculator shows 1030
        (0.15, "miller", 973.43),
        (0.25, "pooled", 1093.739),  # R, power.prop.test(p1 = .2, p2 = .25)
        (0.25, "arcsine", 1091.8988),  # statsmodels NormalIndPower, pwr.2p.test
        (0.25, "baseline", 1004.6566),  # tea-tasting, variance of the control
    ],
)
def test_published_sizes_for_a_change_from_20_percent(p2, formula, expected):
    size = experiments.sample_size(0.20, p2, formula=formula)
    assert float(size) == pytest.approx(expected, rel=1e-5)
    assert size.n_per_arm == math.ceil(expected)


def test_statsmodels_agrees_on_pooled_and_arcsine():
    arcsine = power.NormalIndPower().solve_power(
        proportion.proportion_effectsize(0.25, 0.20), alpha=0.05, power=0.8, ratio=2
    )
    ours = experiments.sample_size(0.20, 0.25, formula="arcsine", ratio=2)
    assert float(ours) == pytest.approx(arcsine, rel=1e-5)
    pooled = proportion.samplesize_proportions_2indep_onetail(
        -0.05, 0.25, 0.8, ratio=2, alpha=0.025, alternative="smaller"
    )
    ours = experiments.sample_size(0.20, 0.25, ratio=2)
    assert float(ours) == pytest.approx(pooled, rel=1e-4)


@pytest.mark.parametrize(
    ("effect", "sd", "expected"),
    [(0.5, 1, 63.7656), (5, 10, 63.7656), (-0.5, 1, 63.7656)],
)
def test_the_t_test_for_half_a_standard_deviation(effect, sd, expected):
    size = experiments.sample_size_mean(effect, sd)
    assert float(size) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("effect", "n"), [(0.2, 394), (0.8, 26)])
def test_cohens_table_of_small_and_large_effects(effect, n):
    # Cohen (1988), table 2.4.1, a2 = .05, power .80: 393 (of 393.4) and 26
    assert experiments.sample_size_mean(effect, 1).n_per_arm == n


@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("ratio", [0.5, 1.0, 3.0])
def test_the_t_test_agrees_with_statsmodels(sides, ratio):
    theirs = power.TTestIndPower().solve_power(
        0.3, power=0.9, alpha=0.01, ratio=ratio,
        alternative="two-sided" if sides == 2 else "larger",
    )  # fmt: skip
    ours = experiments.sample_size_mean(
        3, 10, power=0.9, alpha=0.01, ratio=ratio, sides=sides
    )
    assert float(ours) == pytest.approx(theirs, rel=1e-5)


@given(p1=RATES, change=st.floats(0.01, 0.08), formula=st.sampled_from(FORMULAS))
@settings(deadline=None, max_examples=60)
def test_a_smaller_change_takes_more_customers(p1, change, formula):
    sizes = [
        float(experiments.sample_size(p1, p1 + part * change, formula=formula))
        for part in (1, 0.7, 0.4, 0.1)
    ]
    assert sizes == sorted(sizes)


@given(
    p1=RATES, change=st.floats(0.01, 0.08), formula=st.sampled_from(FORMULAS),
    ratio=st.floats(0.2, 5), wanted=st.floats(0.3, 0.99),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_the_size_has_the_power_it_was_made_for(p1, change, formula, ratio, wanted):
    plan = {"formula": formula, "ratio": ratio}
    size = experiments.sample_size(p1, p1 + change, power=wanted, **plan)
    found = experiments.power(p1, p1 + change, max(float(size), 1.01), **plan)
    if float(size) > 1.01:
        assert float(found) == pytest.approx(wanted, abs=1e-9)


@given(effect=st.floats(0.05, 2), ratio=st.floats(0.5, 3))
@settings(deadline=None, max_examples=30)
def test_the_size_for_a_mean_has_its_power(effect, ratio):
    size = experiments.sample_size_mean(effect, 1, ratio=ratio)
    found = experiments.power_mean(effect, 1, float(size), ratio=ratio)
    assert float(found) == pytest.approx(0.8, abs=1e-6)


@given(p1=RATES, change=st.floats(0.01, 0.08))
@settings(deadline=None, max_examples=30)
def test_exchanging_yes_and_no_changes_nothing(p1, change):
    for formula in FORMULAS:
        one = experiments.sample_size(p1, p1 + change, formula=formula)
        other = experiments.sample_size(1 - p1, 1 - p1 - change, formula=formula)
        assert float(one) == pytest.approx(float(other), rel=1e-6)


def test_one_side_takes_fewer_customers_and_unequal_arms_more():
    two = experiments.sample_size(0.1, 0.12)
    one = experiments.sample_size(0.1, 0.12, sides=1)
    uneven = experiments.sample_size(0.1, 0.12, ratio=4)
    assert one.n_total < two.n_total < uneven.n_total
    assert uneven.n_second == pytest.approx(4 * uneven.n_per_arm, abs=4)


def test_the_four_formulas_stand_side_by_side_and_say_why():
    rise, fall = (experiments.sample_sizes(0.2, p2) for p2 in (0.25, 0.15))
    assert list(rise.index) == ["pooled", "miller", "arcsine", "baseline"]
    assert rise["n_1"].tolist() == [1094, 1031, 1092, 1005]
    assert "1,005 to 1,094 customers" in rise.attrs["heading"]
    assert "ask for fewer here" in rise.attrs["heading"]
    assert "ask for more here" in fall.attrs["heading"]
    assert fall.loc["miller", "unrounded"] > fall.loc["pooled", "unrounded"]


def test_the_sentence_says_what_it_takes():
    told = experiments.sample_size(0.031, 0.036, ratio=2).sentence
    assert told.startswith("To find a change from 3.1 % to 3.6 % with a chance of 80 %")
    assert "(5 % false alarms, two-sided)" in told
    assert told.endswith("(pooled formula).")
    mean = experiments.sample_size_mean(3.8, 85)
    assert repr(mean) == mean.sentence
    assert "difference of 3.8 where customers vary by 85" in mean.sentence
    assert mean._repr_html_() == f"<p>{mean.sentence}</p>"


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda e: e.sample_size(0.2, 0.2), "p1 and p2 are both 0.2: nothing can find"),
        (
            lambda e: e.sample_size(20, 0.2),
            "p1 must lie between 0 and 1.*as a share, 0.2",
        ),
        (lambda e: e.sample_size(0, 0.2), "p1 must lie between 0 and 1"),
        (lambda e: e.sample_size(0.2, 1), "p2 must lie between 0 and 1"),
        (lambda e: e.sample_size("a", 0.2), "p1 must be a number; this is 'a'"),
        (lambda e: e.sample_size(0.1, 0.2, formula="magic"), "formula must be one of"),
        (lambda e: e.sample_size(0.1, 0.2, sides=3), "sides must be one of"),
        (lambda e: e.sample_size(0.1, 0.2, ratio=0), "ratio must be a number above 0"),
        (
            lambda e: e.sample_size(0.1, 0.2, alpha=5),
            "write a percentage as a share, 0.05",
        ),
        (
            lambda e: e.sample_size(0.1, 0.2, power=0.01),
            r"power \(0.01\) must be above",
        ),
        (lambda e: e.sample_size_mean(0, 1), "difference is 0"),
        (lambda e: e.sample_size_mean(1, 0), "sd must be a number above 0"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(call, text):
    with pytest.raises(DataError, match=text):
        call(experiments)
