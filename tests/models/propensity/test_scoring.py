"""Gain, lift, capture, calibration and area: by hand, and against scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from segkit.checks import DataError
from segkit.models import propensity
from segkit.record import wilson

Y = [1, 1, 1, 0, 1, 0, 0, 0, 0, 0]
SCORE = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05]


def test_a_gain_table_by_hand():
    table = propensity.gain_table(Y, SCORE, groups=5)
    assert table["n"].tolist() == [2] * 5
    assert table["events"].tolist() == [2, 1, 1, 0, 0]
    assert table["rate"].tolist() == [1, 0.5, 0.5, 0, 0]
    assert np.allclose(table["lift"], [2.5, 1.25, 1.25, 0, 0])
    assert np.allclose(table["customer_share"], [0.2, 0.4, 0.6, 0.8, 1])
    assert table["capture_rate"].tolist() == [0.5, 0.75, 1, 1, 1]
    assert np.allclose(table["cumulative_lift"], [2.5, 1.875, 1 / 0.6, 1.25, 1])
    assert (table.loc[2, "low"], table.loc[2, "high"]) == wilson(1, 2)
    assert table.attrs["heading"] == (
        "Reaching the best 20 % reaches 50 % of those who will: 2.5 times as many as "
        "by chance."
    )


def test_customers_with_equal_scores_share_what_happened():
    table = propensity.gain_table([1, 0, 0, 0], [0.5] * 4, groups=2)
    assert table["events"].tolist() == [0.5, 0.5]
    assert table["lift"].tolist() == [1, 1]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 80))
def test_the_order_of_customers_changes_nothing(seed, n):
    rng = np.random.default_rng(seed)
    y, score = rng.random(n) < 0.4, rng.integers(0, 6, n) / 6
    y[:2] = [True, False]
    order = rng.permutation(n)
    for function in (propensity.gain_table, propensity.calibration_table):
        one, other = (
            function(y, score, groups=4),
            function(y[order], score[order], groups=4),
        )
        assert np.allclose(one.to_numpy(), other.to_numpy())
    gain = propensity.gain_table(y, score, groups=4)
    assert gain["events"].sum() == pytest.approx(y.sum())
    assert gain["capture_rate"].is_monotonic_increasing
    told = propensity.gain_table(y, 3 * score - 7, groups=4)  # only the order counts
    assert np.allclose(told.to_numpy(), gain.to_numpy())


def test_top_capture_by_hand():
    top = propensity.top_capture(Y, SCORE, share=0.3)
    assert (top.numerator, top.denominator, top.value) == (3, 4, 0.75)
    assert (top.low, top.high) == wilson(3, 4)


def test_a_calibration_table_by_hand():
    y = [0, 0, 0, 1, 0, 1, 1, 1]
    chance = [0.1, 0.1, 0.2, 0.2, 0.6, 0.6, 0.9, 0.7]
    table = propensity.calibration_table(y, chance, groups=2)
    assert table["n"].tolist() == [4, 4]
    assert table["events"].tolist() == [1, 3]
    assert np.allclose(table["predicted_rate"], [0.15, 0.7])
    assert table["observed_rate"].tolist() == [0.25, 0.75]
    assert (table["low"][1], table["high"][1]) == wilson(1, 4)
    assert table.attrs["brier"] == pytest.approx(brier_score_loss(y, chance))


def test_equal_chances_are_never_parted():
    table = propensity.calibration_table(
        [0, 1, 0, 1, 1], [0.2] * 3 + [0.9] * 2, groups=4
    )
    assert table["n"].tolist() == [3, 2]


def test_true_chances_have_slope_one_and_extreme_ones_less():
    rng = np.random.default_rng(4)
    odds = rng.normal(-1, 1.2, 20_000)
    chance = 1 / (1 + np.exp(-odds))
    y = rng.random(len(odds)) < chance
    slope, intercept = propensity.calibration_slope(y, chance)
    assert slope == pytest.approx(1, abs=0.05)
    assert intercept == pytest.approx(0, abs=0.06)
    extreme = 1 / (1 + np.exp(-2 * odds))
    assert propensity.calibration_slope(y, extreme)[0] == pytest.approx(0.5, abs=0.03)
    assert np.isnan(propensity.calibration_slope([0, 1], [0.5, 0.5])).all()


def test_the_area_is_that_of_scikit_learn_with_the_interval_of_hanley_and_mcneil():
    rng = np.random.default_rng(2)
    y, score = rng.random(300) < 0.3, rng.integers(0, 20, 300) / 20
    kpi = propensity.area(y, score)
    assert kpi.value == pytest.approx(roc_auc_score(y, score))
    a, n, m = kpi.value, y.sum(), (~y).sum()
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    var = (a * (1 - a) + (n - 1) * (q1 - a * a) + (m - 1) * (q2 - a * a)) / (n * m)
    assert kpi.high - kpi.value == pytest.approx(1.959964 * var**0.5, rel=1e-5)


def test_compare_sets_the_model_beside_a_rule_and_nothing():
    y = pd.Series(Y)
    rule = pd.Series(SCORE[::-1])
    table = propensity.compare(y, pd.Series(SCORE), rule=rule, share=0.2)
    assert table.index.tolist() == ["the model", "RFM rule alone", "everybody alike"]
    assert table["top_capture_rate"].tolist() == [0.5, 0, 0.2]
    assert table["lift"].tolist() == [2.5, 0, 1]
    assert table.loc["everybody alike", "brier"] == pytest.approx(0.24)
    assert table.loc["the model", "skill"] == pytest.approx(
        1 - brier_score_loss(Y, SCORE) / 0.24
    )


def test_the_rfm_rule_by_hand():
    X = pd.DataFrame(
        {
            "recency_days": [5.0, 50, np.nan],
            "n_orders": [1, 4, 0],
            "monetary_amount": [90.0, 20, 0],
        }
    )
    score = propensity.rfm_score(X)
    assert np.allclose(score, [(5 + 3 + 5) / 18, (3 + 5 + 3) / 18, 3 / 18])


@pytest.mark.parametrize(
    ("y", "score", "message"),
    [
        ([1, 0, 2], [0.1, 0.2, 0.3], "must be True or False"),
        ([1, 0, None], [0.1, 0.2, 0.3], "must be True or False"),
        ([1, 1, 1], [0.1, 0.2, 0.3], "everybody of 3 customers did"),
        ([0, 0, 0], [0.1, 0.2, 0.3], "nobody of 3 customers did"),
        ([1, 0, 1], [0.1, 0.2], "one score for each of the 3 customers"),
        ([1, 0, 1], [0.1, np.nan, 0.2], "none missing; there are 2"),
        (pd.Series([1, 0]), pd.Series([0.1, 0.2], [5, 6]), "not of the same customers"),
    ],
)
def test_what_does_not_fit_is_refused(y, score, message):
    with pytest.raises(DataError, match=message):
        propensity.top_capture(y, score)


def test_impossible_chances_and_parts_are_refused():
    with pytest.raises(DataError, match="1 chances lie outside 0 to 1"):
        propensity.brier_score([1, 0], [1.2, 0.1])
    with pytest.raises(DataError, match="10 customers cannot be put into 11 parts"):
        propensity.gain_table(Y, SCORE, groups=11)
    with pytest.raises(DataError, match="share must be above 0"):
        propensity.top_capture(Y, SCORE, share=0)
