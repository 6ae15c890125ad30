"""Reliability: alpha, its interval, omega, item by item."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models.psychographic import (
    alpha_interval,
    cronbach_alpha,
    item_analysis,
    mcdonald_omega,
    reliability,
)

# Chatterjee and Price (1977), Regression Analysis by Example: thirty departments of a
# bank, seven ratings each; R has it as `attitude`.
ATTITUDE = pd.DataFrame(
    [
        [43, 51, 30, 39, 61, 92, 45],
        [63, 64, 51, 54, 63, 73, 47],
        [71, 70, 68, 69, 76, 86, 48],
        [61, 63, 45, 47, 54, 84, 35],
        [81, 78, 56, 66, 71, 83, 47],
        [43, 55, 49, 44, 54, 49, 34],
        [58, 67, 42, 56, 66, 68, 35],
        [71, 75, 50, 55, 70, 66, 41],
        [72, 82, 72, 67, 71, 83, 31],
        [67, 61, 45, 47, 62, 80, 41],
        [64, 53, 53, 58, 58, 67, 34],
        [67, 60, 47, 39, 59, 74, 41],
        [69, 62, 57, 42, 55, 63, 25],
        [68, 83, 83, 45, 59, 77, 35],
        [77, 77, 54, 72, 79, 77, 46],
        [81, 90, 50, 72, 60, 54, 36],
        [74, 85, 64, 69, 79, 79, 63],
        [65, 60, 65, 75, 55, 80, 60],
        [65, 70, 46, 57, 75, 85, 46],
        [50, 58, 68, 54, 64, 78, 52],
        [50, 40, 33, 34, 43, 64, 33],
        [64, 61, 52, 62, 66, 80, 41],
        [53, 66, 52, 50, 63, 80, 37],
        [40, 37, 42, 58, 50, 57, 49],
        [63, 54, 42, 48, 66, 75, 33],
        [66, 77, 66, 63, 88, 76, 72],
        [78, 75, 58, 74, 80, 78, 49],
        [48, 57, 44, 45, 51, 83, 38],
        [85, 85, 71, 71, 77, 74, 55],
        [82, 82, 39, 59, 64, 78, 39],
    ],
    columns=[
        "rating",
        "complaints",
        "privileges",
        "learning",
        "raises",
        "critical",
        "advance",
    ],
)


def test_alpha_is_the_one_that_psych_prints():
    """R's psych::alpha(attitude): raw_alpha 0.843, average_r 0.427."""
    found = reliability(ATTITUDE, {"all": ATTITUDE.columns}, n_boot=0).loc["all"]
    assert round(found["alpha"], 3) == 0.843
    assert round(found["mean_r"], 3) == 0.427


def test_alpha_without_each_item_is_the_one_that_psych_prints():
    found = item_analysis(ATTITUDE)["alpha_if_deleted"].round(3)
    printed = [0.810, 0.797, 0.828, 0.803, 0.795, 0.864, 0.840]
    assert found.tolist() == printed


def test_standardised_alpha_is_the_one_that_psych_prints():
    """R's psych::alpha(attitude): std.alpha 0.839."""
    scaled = (ATTITUDE - ATTITUDE.mean()) / ATTITUDE.std()
    # added up to something else than 0 in each row, which a constant does not change
    assert round(cronbach_alpha(scaled + 10), 3) == 0.839


def test_the_interval_is_that_of_feldt():
    """Evans's R function after Feldt (1965): alpha .913, 873 people, 20 items."""
    low, high = alpha_interval(0.913, n_items=20, n=873)
    assert round(low, 7) == 0.9044024
    assert round(high, 7) == 0.9211588


def test_alpha_by_hand():
    # variances 1 and 3, of the sum 7: 2/1 · (1 - 4/7)
    answers = pd.DataFrame({"q1": [1, 2, 3], "q2": [2, 2, 5]})
    assert cronbach_alpha(answers) == pytest.approx(2 * (1 - 4 / 7))


def test_alpha_is_below_zero_when_items_run_against_one_another():
    answers = pd.DataFrame({"q1": [1, 2, 3, 5], "q2": [5, 4, 3, 2]})
    assert cronbach_alpha(answers) < 0
    assert item_analysis(answers)["item_rest_correlation"].max() < 0


def test_omega_by_hand():
    # correlations .8, .8 and .7, so the squared loadings are .64/.7, .7 and .7
    answers = pd.DataFrame(
        {"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4], "q3": [2, 1, 4, 3, 5]}
    )
    squares = np.array([0.64 / 0.7, 0.7, 0.7])
    common = np.sqrt(squares).sum() ** 2
    expected = common / (common + (1 - squares).sum())
    assert mcdonald_omega(answers) == pytest.approx(expected, abs=1e-6)


def parallel(n=400, seed=3, loadings=(0.7, 0.7, 0.7, 0.7)):
    rng = np.random.default_rng(seed)
    loadings = np.array(loadings)
    noise = rng.normal(size=(n, len(loadings))) * np.sqrt(1 - loadings**2)
    values = rng.normal(size=(n, 1)) * loadings + noise
    return pd.DataFrame(values, columns=[f"q{i}" for i in range(len(loadings))])


def test_omega_equals_alpha_where_items_measure_equally_well():
    answers = parallel(n=20_000)
    assert mcdonald_omega(answers) == pytest.approx(cronbach_alpha(answers), abs=0.01)


def test_omega_exceeds_alpha_where_they_do_not():
    answers = parallel(n=20_000, loadings=(0.9, 0.8, 0.4, 0.3))
    assert mcdonald_omega(answers) > cronbach_alpha(answers) + 0.01


def test_omega_of_two_items_is_not_known():
    assert np.isnan(mcdonald_omega(parallel(loadings=(0.8, 0.8))))


def test_the_bootstrap_interval_holds_omega_and_depends_on_no_order():
    answers = parallel()
    scale = {"calm": list(answers)}
    row = reliability(answers, scale, n_boot=60).loc["calm"]
    assert row["omega_low"] < row["omega"] < row["omega_high"]
    shuffled = answers.sample(frac=1, random_state=1)
    again = reliability(shuffled, scale, n_boot=60).loc["calm"]
    pd.testing.assert_series_equal(again, row)


@pytest.mark.slow
def test_both_intervals_cover_the_truth_about_as_often_as_they_say():
    loadings = np.full(4, 0.7)
    truth = loadings.sum() ** 2 / (loadings.sum() ** 2 + (1 - loadings**2).sum())
    hits = np.zeros(2)
    for seed in range(60):
        answers = parallel(n=150, seed=seed, loadings=loadings)
        row = reliability(answers, {"s": list(answers)}, n_boot=60).loc["s"]
        hits += [
            row[f"{name}_low"] <= truth <= row[f"{name}_high"]
            for name in ("alpha", "omega")
        ]
    assert (hits >= 51).all()


def test_who_left_an_item_open_is_left_out_and_counted():
    answers = parallel(n=50)
    answers.iloc[:5, 0] = np.nan
    row = reliability(answers, {"s": list(answers)}, n_boot=0).loc["s"]
    assert row["n"] == 45
    assert row["alpha"] == pytest.approx(cronbach_alpha(answers.iloc[5:]))


def test_the_scales_of_the_questionnaire_are_as_good_as_planted():
    X = features.answers(datasets.load("survey"), datasets.load("survey_items"))
    found = reliability(X, X.attrs["scales"], n_boot=0)
    lifestyle = found[found.index.str.startswith("lifestyle_")]
    assert lifestyle["alpha"].between(0.74, 0.83).all()
    assert (lifestyle["omega"] >= lifestyle["alpha"] - 1e-9).all()
    assert lifestyle["n_items"].tolist() == [4] * 6


def test_items_that_were_not_turned_round_show():
    survey = datasets.load("survey")
    raw = item_analysis(survey[["aio_01", "aio_07", "aio_13", "aio_19"]])
    assert raw.index[raw["item_rest_correlation"] < 0].tolist() == ["aio_13"]
    assert raw.loc["aio_13", "alpha_if_deleted"] > 0.7


@settings(deadline=None, max_examples=40)
@given(
    st.integers(2, 6),
    st.integers(3, 30),
    st.integers(0, 10_000),
    st.floats(0.1, 10),
    st.floats(-50, 50),
)
def test_alpha_minds_neither_order_nor_unit(k, n, seed, times, plus):
    rng = np.random.default_rng(seed)
    answers = pd.DataFrame(rng.normal(size=(n, k)), columns=list("abcdef")[:k])
    alpha = cronbach_alpha(answers)
    assert alpha <= 1
    other = (answers * times + plus).sample(frac=1, random_state=seed).iloc[:, ::-1]
    assert cronbach_alpha(other) == pytest.approx(alpha, rel=1e-6, abs=1e-6)


def test_centred_items_are_refused_with_the_reason():
    X = pd.DataFrame({"q1": [1, 2, 5], "q2": [3, 1, 2], "q3": [2, 2, 4]})
    centred = features.ipsatised(X, ["q1", "q2", "q3"])
    for function in (cronbach_alpha, mcdonald_omega, item_analysis):
        with pytest.raises(DataError, match="centred within each person") as error:
            function(centred[["q1", "q2"]])
        assert "correlate below 0 by construction" in str(error.value)
    centred.attrs.clear()  # without the note, the rows still add up to 0
    with pytest.raises(DataError, match="use the answers as they were given"):
        cronbach_alpha(centred)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"q1": [1, 2, 3]}, "two items or more; this is"),
        ({"q1": [1, 2], "q2": [2, 1]}, "3 people or more .* this is 2"),
        (
            {"q1": [1, 2, 3], "q2": [4, 4, 4]},
            "item 'q2' has the same answer throughout",
        ),
        ({"q1": [1, 2, 3], "q2": ["a", "b", "c"]}, "'q2' in X must hold numbers"),
        ({"q1": [1, 2, np.inf], "q2": [1, 2, 3]}, "infinite"),
    ],
)
def test_what_cannot_be_judged_is_refused_by_name(answers, words):
    with pytest.raises(DataError, match=words):
        cronbach_alpha(pd.DataFrame(answers))


def test_a_copied_item_is_refused_for_omega():
    answers = parallel(n=30)
    answers["copy"] = answers["q0"]
    with pytest.raises(DataError, match="one is known from the others"):
        mcdonald_omega(answers)


def test_items_that_are_not_there_are_named():
    with pytest.raises(DataError, match=r"scales names \['q9'\] for 'calm'"):
        reliability(parallel(n=20), {"calm": ["q0", "q9"]})
