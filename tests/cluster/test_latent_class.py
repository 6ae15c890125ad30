"""Latent classes: the likeliest ones, what they cost, how sure they are."""

import itertools
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from segkit.checks import DataError
from segkit.cluster import LatentClass


def answers(n=600, seed=0):
    """Two kinds of people, four yes-or-no items and one of three answers."""
    rng = np.random.default_rng(seed)
    kind = (rng.random(n) < 0.35).astype(int)
    chance = np.array([[0.9, 0.8, 0.85, 0.2], [0.15, 0.3, 0.1, 0.7]])[kind]
    table = pd.DataFrame(
        (rng.random((n, 4)) < chance).astype(int), columns=list("abcd")
    )
    mood = np.array([[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]])[kind]
    table["mood"] = np.array(["bad", "fair", "good"])[
        (rng.random(n)[:, None] > mood.cumsum(axis=1)).sum(axis=1)
    ]
    return table, kind


def test_planted_classes_shares_and_chances_are_found():
    X, kind = answers(4000)
    model = LatentClass(n_components=2, random_state=0).fit(X)
    assert adjusted_rand_score(kind, model.labels_) > 0.75
    assert model.class_prior_ == pytest.approx([0.65, 0.35], abs=0.03)
    yes = model.item_probabilities_.xs(1, level="category")
    assert yes["class_0"].tolist() == pytest.approx([0.9, 0.8, 0.85, 0.2], abs=0.05)
    assert model.item_probabilities_.loc["mood", "class_1"].idxmax() == "good"
    assert model.item_probabilities_.groupby("item").sum().to_numpy() == pytest.approx(
        1
    )


def likelihood_by_hand(parameters, X):
    """Two classes of yes-or-no items, straight from the definition."""
    share, chance = expit(parameters[0]), expit(parameters[1:]).reshape(2, -1)
    logs = X @ np.log(chance.T) + (1 - X) @ np.log1p(-chance.T)
    return logsumexp(logs + np.log([share, 1 - share]), axis=1).sum()


def test_no_optimiser_finds_a_likelier_model():
    X = answers(300)[0][list("abcd")]
    model = LatentClass(n_components=2, n_init=20, tol=1e-12, random_state=0).fit(X)
    rng = np.random.default_rng(0)
    best = max(
        -minimize(
            lambda p: -likelihood_by_hand(p, X.to_numpy()), rng.normal(size=9)
        ).fun
        for _ in range(8)
    )
    assert model.log_likelihood_ == pytest.approx(best, abs=1e-4)
    assert model.n_parameters_ == 9
    assert model.aic_ == pytest.approx(18 - 2 * best, abs=1e-3)
    assert model.bic_ == pytest.approx(9 * np.log(300) - 2 * best, abs=1e-3)


def test_one_class_is_independence_and_its_fit_is_that_of_the_table():
    X = answers(500)[0][["a", "b"]]
    model = LatentClass(n_components=1).fit(X)
    table = pd.crosstab(X["a"], X["b"]).to_numpy()
    expected = np.outer(table.sum(1), table.sum(0)) / table.sum()
    x2 = ((table - expected) ** 2 / expected).sum()
    g2 = 2 * (table * np.log(table / expected)).sum()
    assert (model.x2_, model.g2_) == pytest.approx((x2, g2))
    assert model.degrees_of_freedom_ == 1
    assert model.entropy_r2_ == 1.0


def test_patterns_that_nobody_gave_count_in_pearson_s_fit():
    X = pd.DataFrame({"a": [1, 1, 0, 0], "b": [1, 1, 0, 0]})
    model = LatentClass(n_components=1).fit(X)
    # four cells expected to hold 1 each; they hold 2, 0, 0, 2
    assert model.x2_ == pytest.approx(4.0)


def test_numbers_become_latent_profiles_as_a_normal_mixture_has_them():
    rng = np.random.default_rng(0)
    X = rng.normal(rng.integers(0, 3, 500)[:, None] * np.array([4.0, -3.0]), 1.0)
    ours = LatentClass(3, tol=1e-11, max_iter=5000, random_state=0).fit(X)
    peer = GaussianMixture(
        3, covariance_type="diag", n_init=5, tol=1e-11, max_iter=5000, reg_covar=0
    ).fit(X)
    assert ours.log_likelihood_ == pytest.approx(peer.score(X) * 500, abs=1e-3)
    assert ours.bic_ == pytest.approx(peer.bic(X), abs=1e-3)
    order = np.argsort(-peer.weights_)
    np.testing.assert_allclose(ours.means_.T, peer.means_[order], atol=0.01)
    np.testing.assert_allclose(ours.variances_.T, peer.covariances_[order], atol=0.01)


def test_texts_numbers_and_few_whole_numbers_are_told_apart():
    X, _ = answers(200)
    X["spend"] = np.random.default_rng(0).normal(50, 9, 200)
    model = LatentClass(random_state=0).fit(X)
    assert model.means_.index.tolist() == ["spend"]
    items = model.item_probabilities_.index.get_level_values("item").unique()
    assert items.tolist() == ["a", "b", "c", "d", "mood"]
    assert np.isnan(model.g2_)


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000))
def test_order_of_rows_and_columns_changes_nothing(seed):
    X, _ = answers(150)
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(len(X)), rng.permutation(X.shape[1])
    first = LatentClass(3, n_init=3, random_state=seed).fit(X)
    second = LatentClass(3, n_init=3, random_state=seed).fit(X.iloc[rows, columns])
    assert first.log_likelihood_ == second.log_likelihood_
    assert first.labels_[rows].tolist() == second.labels_.tolist()


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000))
def test_a_weight_of_two_is_the_row_twice_and_of_zero_no_row(seed):
    X, _ = answers(100)
    weight = np.random.default_rng(seed).integers(0, 3, len(X))
    twice = X.iloc[np.repeat(np.arange(len(X)), weight)]
    first = LatentClass(2, n_init=2, random_state=seed).fit(X, sample_weight=weight)
    second = LatentClass(2, n_init=2, random_state=seed).fit(twice)
    assert first.log_likelihood_ == second.log_likelihood_
    assert first.bic_ == second.bic_


def test_units_of_numbers_change_the_likelihood_by_their_jacobian_only():
    rng = np.random.default_rng(1)
    X = pd.DataFrame(rng.normal(rng.integers(0, 2, 300)[:, None] * 4.0, 1.0, (300, 2)))
    first = LatentClass(2, random_state=0).fit(X)
    second = LatentClass(2, random_state=0).fit(X * 1000 + 7)
    assert first.labels_.tolist() == second.labels_.tolist()
    gap = first.log_likelihood_ - second.log_likelihood_
    assert gap == pytest.approx(600 * np.log(1000), abs=1e-2)


def test_missing_answers_are_left_out_and_the_others_count():
    X, kind = answers(2000)
    gaps = X.astype(object).mask(np.random.default_rng(2).random(X.shape) < 0.2)
    model = LatentClass(2, random_state=0).fit(gaps)
    assert adjusted_rand_score(kind, model.labels_) > 0.5
    assert np.isnan(model.g2_)
    nothing = pd.DataFrame([[None] * 5], columns=X.columns)
    assert model.predict_proba(nothing)[0] == pytest.approx(model.class_prior_)
    assert model.score_samples(nothing)[0] == pytest.approx(0, abs=1e-9)


def test_an_answer_that_was_never_seen_is_left_out():
    X, _ = answers(200)
    model = LatentClass(2, random_state=0).fit(X)
    strange, missing = X.iloc[:1].assign(mood="great"), X.iloc[:1].assign(mood=None)
    assert model.predict_proba(strange) == pytest.approx(model.predict_proba(missing))


def test_the_score_of_the_training_rows_is_their_log_likelihood():
    X, _ = answers(200)
    X["spend"] = np.random.default_rng(0).normal(50, 9, 200)
    model = LatentClass(2, random_state=0).fit(X)
    assert 200 * model.score(X) == pytest.approx(model.log_likelihood_)
    assert model.predict(X).tolist() == model.labels_.tolist()


def test_it_says_how_often_the_best_was_found():
    X, _ = answers(600)
    model = LatentClass(2, n_init=12, random_state=0).fit(X)
    assert len(model.starts_) == 12
    assert model.starts_.max() == pytest.approx(model.log_likelihood_)
    close = model.starts_ > model.starts_.max() - 0.01
    assert model.n_best_ == close.sum() > 1


def test_entropy_is_one_when_classes_are_certain_and_low_when_they_are_not():
    sure = pd.DataFrame(list(itertools.repeat([1] * 8, 50)) + [[0] * 8] * 50)
    assert LatentClass(2, random_state=0).fit(sure).entropy_r2_ > 0.999
    noise = pd.DataFrame(np.random.default_rng(0).integers(0, 2, (500, 4)))
    assert LatentClass(2, random_state=0).fit(noise).entropy_r2_ < 0.9


def test_too_few_rounds_give_a_warning_with_the_remedy():
    X, _ = answers(200)
    with pytest.warns(UserWarning, match="after 2 rounds: raise max_iter"):
        model = LatentClass(3, max_iter=2, random_state=0).fit(X)
    assert not model.converged_


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n_components": 0}, "n_components must be a whole number from 1; this is 0"),
        ({"n_components": 31}, "n_samples=30 should be >= n_components=31"),
        ({"n_init": None}, "n_init must be a whole number from 1; this is None"),
    ],
)
def test_impossible_arguments_are_refused(change, message):
    X, _ = answers(30)
    with pytest.raises(DataError, match=message):
        LatentClass().set_params(**change).fit(X)


def test_thirty_rows_constant_items_and_copies_of_items_work():
    X, _ = answers(30)
    X = X.assign(same=1, again=X["a"])
    model = LatentClass(2, random_state=0).fit(X)
    assert model.item_probabilities_.loc[("same", 1)].tolist() == [1.0, 1.0]


def test_more_classes_than_a_table_can_tell_give_a_warning_with_the_remedy():
    X = answers(200)[0][["a", "b", "c"]]
    with pytest.warns(UserWarning, match="Lower n_components to 2, or use more items"):
        model = LatentClass(3, random_state=0).fit(X)
    assert model.degrees_of_freedom_ == -4
    assert LatentClass(2, random_state=0).fit(X).degrees_of_freedom_ == 0


def test_one_answer_for_all_items_is_one_class_only():
    X = pd.DataFrame({"a": [1] * 30, "b": ["x"] * 30})
    assert LatentClass(1).fit(X).log_likelihood_ == pytest.approx(0)
    with pytest.warns(UserWarning, match="Lower n_components to 1"):
        LatentClass(2).fit(X)


def test_answers_that_a_class_always_or_never_gives_are_reported():
    sure = pd.DataFrame([[1, 1, 1, 1]] * 20 + [[0, 0, 0, 0]] * 10, columns=list("abcd"))
    found = LatentClass(2, random_state=0).fit(sure.assign(same=1)).boundary_
    assert len(found) == 16  # the constant item tells nothing and is not listed
    assert set(found["item"]) == set("abcd")
    assert found["value"].round(9).isin([0, 1]).all()
    X, _ = answers(600)
    assert LatentClass(2, random_state=0).fit(X).boundary_.empty


def test_a_variance_that_fell_to_the_least_is_reported():
    x = np.random.default_rng(0).normal(size=60)
    X = pd.DataFrame({"x": np.r_[x, 1e3], "flat": 1.5})
    found = LatentClass(2, random_state=0).fit(X).boundary_
    assert set(found["category"]) == {"variance"}
    assert found["item"].tolist().count("flat") == 2
    assert ("x", "class_1") in set(zip(found["item"], found["class"], strict=True))


@pytest.mark.parametrize(
    ("value", "message"),
    [(np.inf, "'spend' holds infinity in 1 rows"), (1e200, "numbers beyond 1e\\+100")],
)
def test_numbers_that_cannot_be_squared_are_refused_by_column(value, message):
    X = answers(30)[0].assign(spend=np.r_[np.arange(29) / 7, value])
    with pytest.raises(DataError, match=message):
        LatentClass(2).fit(X)


def test_extreme_values_make_a_class_of_their_own():
    x = np.random.default_rng(0).normal(size=(40, 2))
    x[:4] = 1e12
    model = LatentClass(2, random_state=0).fit(x)
    assert np.flatnonzero(model.labels_).tolist() == [0, 1, 2, 3]


def test_copies_of_rows_change_shares_of_nothing_and_collinear_items_work():
    X, _ = answers(150)
    once = LatentClass(2, random_state=0, tol=1e-11).fit(X)
    thrice = LatentClass(2, random_state=0, tol=1e-11).fit(pd.concat([X] * 3))
    assert thrice.class_prior_ == pytest.approx(once.class_prior_, abs=1e-4)
    assert thrice.log_likelihood_ == pytest.approx(3 * once.log_likelihood_, rel=1e-8)
    x = np.random.default_rng(1).normal(size=100)
    line = pd.DataFrame({"x": x, "twice": 2 * x + 1})
    assert np.isfinite(LatentClass(2, random_state=0).fit(line).log_likelihood_)


@settings(deadline=None, max_examples=8)
@given(seed=st.integers(0, 1000))
def test_classes_have_one_order_whatever_the_starts(seed):
    X, _ = answers(600)
    first = LatentClass(2, tol=1e-11, random_state=0).fit(X)
    second = LatentClass(2, tol=1e-11, random_state=seed).fit(X)
    assert second.labels_.tolist() == first.labels_.tolist()
    assert first.class_prior_[0] >= first.class_prior_[1]


def test_it_lives_in_copies_and_files():
    X, _ = answers(100)
    model = LatentClass(2, random_state=0).fit(X)
    again = pickle.loads(pickle.dumps(model))
    assert again.predict(X).tolist() == model.labels_.tolist()
    assert clone(model).fit(X).log_likelihood_ == model.log_likelihood_
    assert clone(model).fit_predict(X).tolist() == model.labels_.tolist()
