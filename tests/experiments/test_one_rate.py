"""A rate against a target that was fixed before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.experiments import rate_against


def test_five_of_83_against_five_per_cent():
    """The one-sample example of statsmodels' proportions_ztest."""
    assert rate_against(5, 83, 0.05, test="wald").p_value == pytest.approx(
        0.69497, abs=5e-6
    )


def test_the_score_test_has_the_targets_variance():
    found = rate_against(60, 400, 0.1, test="score")
    assert found.p_value == pytest.approx(stats.chi2.sf((20 / 6) ** 2, 1))
    assert found.sentence.endswith("the rate lies above the target.")


def test_a_rate_below_its_target_is_said_to_be_below():
    assert "lies below the target" in rate_against(2, 400, 0.05).sentence


@given(st.integers(0, 40), st.integers(1, 40), st.floats(0.05, 0.95))
def test_turning_the_question_round_changes_nothing(x, n, target):
    x = min(x, n)
    ours, turned = rate_against(x, n, target), rate_against(n - x, n, 1 - target)
    assert ours.p_value == pytest.approx(turned.p_value)
    assert ours.low == pytest.approx(1 - turned.high)


@pytest.mark.parametrize("n", [20, 83])
@pytest.mark.parametrize("target", [0.05, 0.3])
def test_the_exact_test_has_no_more_false_alarms_than_it_says(n, target):
    alarms = [rate_against(x, n, target).p_value < 0.05 for x in range(n + 1)]
    assert stats.binom.pmf(range(n + 1), n, target)[alarms].sum() <= 0.05


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ((5, 4, 0.1), "the part .5. is above the whole .4."),
        ((0, 0, 0.1), "n is 0: nobody could do it"),
        ((1, 4, 5), "target must be a share between 0 and 1, such as 0.05; this is 5"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, text):
    with pytest.raises(DataError, match=text):
        rate_against(*asked)


def test_nobody_by_the_walds_variance_is_refused_with_a_cure():
    with pytest.raises(DataError, match="take test='exact'"):
        rate_against(0, 9, 0.1, test="wald")
