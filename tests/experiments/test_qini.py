"""Orders of customers: hand-worked areas, scikit-uplift's values, ties, coverage."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments.uplift.curves import gains, lifts, ranked, sums

Y = [1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0]
T = [1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0]
DISTINCT = [0.9 - 0.05 * i for i in range(16)]
TIED = [3] * 4 + [2] * 5 + [1] * 7
FAST = {"n_draws": 20}


# Values of scikit-uplift 0.5.1 (qini_curve, uplift_curve, qini_auc_score with and
# without negative_effect, uplift_auc_score, uplift_at_k), computed on these rows.
def test_curves_are_those_of_scikit_uplift():
    total = sums(ranked(Y, T, DISTINCT))
    assert np.allclose(
        gains(total)[0],
        [0, 1, 1, 2, 1, 0.5, 1, 1.666667, 1.333333, 0.5, 1, 0.6, 1.2, 0.5, 0,
         0.571429, 1],
        atol=1e-6,
    )  # fmt: skip
    assert np.allclose(
        lifts(total)[0],
        [0, 1, 2, 3, 2, 0.833333, 2, 2.916667, 2.133333, 0.9, 2, 1.1, 2.057143,
         0.928571, 0, 1.071429, 2],
        atol=1e-6,
    )  # fmt: skip
    tied = sums(ranked(Y, T, TIED))
    assert np.allclose(gains(tied)[0], [0, 1, 0.5, 1])
    assert np.allclose(lifts(tied)[0], [0, 2, 0.9, 2])


@pytest.mark.parametrize(
    ("score", "q", "q0", "area"),
    [
        (DISTINCT, 0.1464696223, 0.8495238095, 0.1309959882),
        (TIED, 0.0689655172, 0.4, 0.0791208791),
    ],
)
def test_scores_are_those_of_scikit_uplift(score, q, q0, area):
    with np.errstate(all="raise"):
        found = experiments.qini(Y, T, score, definition="radcliffe", **FAST)
        assert float(found) == pytest.approx(q, rel=1e-8)
        found = experiments.qini(Y, T, score, definition="q0", **FAST)
        assert float(found) == pytest.approx(q0, rel=1e-8)
        found = experiments.auuc(Y, T, score, definition="normalised", **FAST)
        assert float(found) == pytest.approx(area, rel=1e-8)


@pytest.mark.parametrize(
    ("definition", "quarter", "half"),
    [("overall", 0.5, 0.2666666667), ("by_group", 0.5, 0.25)],
)
def test_uplift_at_k_is_that_of_scikit_uplift(definition, quarter, half):
    for k, value in ((0.25, quarter), (0.5, half)):
        found = experiments.uplift_at_k(
            Y, T, DISTINCT, k=k, definition=definition, **FAST
        )
        assert float(found) == pytest.approx(value)


def test_the_area_by_hand():
    # Best first: did, did (no message), did not, did not (no message).
    # Gains so far: 1, 1 - 1 * 1 = 0, 0, 0 - ... = 0; mean of the four trapezia:
    # (0.5 + 0.5 + 0 + 0) / 4 = 0.25; less half of the last gain (0); over two treated.
    found = experiments.qini([1, 1, 0, 0], [1, 0, 1, 0], [4, 3, 2, 1], **FAST)
    curve = experiments.qini_curve([1, 1, 0, 0], [1, 0, 1, 0], [4, 3, 2, 1], **FAST)
    assert float(found) == pytest.approx(curve.attrs["qini"])
    assert curve["gain"].tolist() == [0, 1, 0, -0.0 + curve["gain"][3], 0]
    assert curve["gain"][3] == pytest.approx(0 - 1 * 2 / 1 + 1)


def test_one_score_for_all_is_a_random_order():
    found = experiments.qini(Y, T, np.zeros(16), **FAST)
    assert float(found) == 0
    assert (found.low, found.high) == (0, 0)
    best = experiments.uplift_at_k(Y, T, np.zeros(16), k=0.3, **FAST)
    assert float(best) == pytest.approx(best.random)


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_shuffled_rows_change_nothing(random):
    order = list(range(16))
    random.shuffle(order)
    columns = [[values[i] for i in order] for values in (Y, T, TIED)]
    for measure in (experiments.qini, experiments.auuc, experiments.uplift_at_k):
        assert measure(*columns, **FAST) == measure(Y, T, TIED, **FAST)


def test_series_are_matched_by_their_index():
    y, arm, score = (pd.Series(x, range(16)) for x in (Y, T, DISTINCT))
    turned = score.iloc[::-1]
    assert experiments.qini(y, arm, turned, **FAST) == experiments.qini(
        y, arm, score, **FAST
    )
    with pytest.raises(DataError, match="not of the same customers"):
        experiments.qini(y, arm, score.rename({0: 99}), **FAST)


def test_everybody_is_the_whole_effect():
    found = experiments.uplift_at_k(Y, T, DISTINCT, k=1.0, **FAST)
    assert float(found) == pytest.approx(found.random)
    arm = np.array(T, bool)
    y = np.array(Y)
    assert found.random == pytest.approx(y[arm].mean() - y[~arm].mean())


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((Y, T, DISTINCT[:4]), {}, "there are 16, 16 and 4"),
        ((Y, [1] * 16, DISTINCT), {}, "16 got one and 0 did not"),
        ((Y, ["a"] * 16, DISTINCT), {}, "treated must be True or False"),
        ((Y, T, [None, *DISTINCT[1:]]), {}, "score is missing or infinite for 1"),
        (([2.5, *Y[1:]], T, DISTINCT), {"definition": "radcliffe"}, "0 or 1"),
        (([1] * 16, T, DISTINCT), {"definition": "radcliffe"}, "no best order"),
        ((Y, T, DISTINCT), {"definition": "mine"}, "definition must be one of"),
        ((Y, T, DISTINCT), {"level": 95}, "level must lie between 0 and 1"),
    ],
)
def test_mistakes_are_named(arguments, options, message):
    with pytest.raises(DataError, match=message):
        experiments.qini(*arguments, **{**FAST, **options})


def test_k_must_be_a_share_that_holds_both_arms():
    with pytest.raises(DataError, match="k must be above 0, at most 1; this is 30"):
        experiments.uplift_at_k(Y, T, DISTINCT, k=30)
    with pytest.raises(DataError, match="nobody is customers without"):
        experiments.uplift_at_k(Y, T, DISTINCT, k=0.05)


def test_few_outcomes_are_said():
    assert (
        "Few outcomes (3 in the smaller arm"
        in experiments.qini(Y, T, DISTINCT, **FAST).sentence
    )


def planted(rng, n):
    arm = rng.random(n) < 0.5
    group = rng.random(n) < 0.3
    y = rng.random(n) < 0.05 + 0.15 * (group & arm)
    return y, arm, group


def test_a_planted_group_is_found():
    y, arm, group = planted(np.random.default_rng(2), 4000)
    found = experiments.qini(y, arm, group.astype(float), n_draws=200)
    assert found.verdict == "better"
    assert experiments.qini(y, arm, -group.astype(float), n_draws=50).verdict == "worse"
    best = experiments.uplift_at_k(y, arm, group.astype(float), k=0.3, n_draws=200)
    assert best.low < 0.15 < best.high


@pytest.mark.slow
@pytest.mark.parametrize(("n", "rate"), [(400, 0.2), (1000, 0.1)])
def test_on_null_data_the_interval_covers_a_random_order(n, rate):
    rng = np.random.default_rng(11)
    hits = 0
    for _ in range(150):
        y, arm, score = rng.random(n) < rate, rng.random(n) < 0.5, rng.normal(size=n)
        found = experiments.qini(y, arm, score, n_draws=200)
        hits += found.low <= 0 <= found.high
    assert hits / 150 >= 0.95 - 2.5 * (0.05 * 0.95 / 150) ** 0.5


@pytest.mark.slow
def test_two_models_find_the_group_and_are_honest_on_null_data():
    rng = np.random.default_rng(3)
    y, arm, group = planted(rng, 3000)
    X = pd.DataFrame({"group": group.astype(int), "noise": rng.normal(size=3000)})
    score = experiments.two_models(LogisticRegression(), X, arm, y)
    assert experiments.qini(y, arm, score, n_draws=200).verdict == "better"
    mixed = X.sample(frac=1, random_state=1)
    again = experiments.two_models(
        LogisticRegression(), mixed, pd.Series(arm), pd.Series(y)
    )
    pd.testing.assert_series_equal(score, again.sort_index())
    alarms = 0
    for _ in range(60):
        null = rng.random(600) < 0.2
        lot = rng.random(600) < 0.5
        noise = pd.DataFrame({"a": rng.normal(size=600), "b": rng.normal(size=600)})
        marks = experiments.two_models(LogisticRegression(), noise, lot, null, folds=3)
        alarms += experiments.qini(null, lot, marks, n_draws=200).verdict == "better"
    assert alarms / 60 <= 0.025 + 2.5 * (0.025 * 0.975 / 60) ** 0.5


def test_two_models_name_their_mistakes():
    X = pd.DataFrame({"a": range(16)})
    with pytest.raises(DataError, match="there are 3 of customers without"):
        experiments.two_models(LogisticRegression(), X, T, Y, folds=5)
    with pytest.raises(DataError, match="1 of 16 do not match"):
        experiments.two_models(LogisticRegression(), X, T[1:], Y)
