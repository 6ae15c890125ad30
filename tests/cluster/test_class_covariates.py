"""Latent class regression: shares of the classes that depend on covariates."""

import json
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, softmax
from scipy.stats import norm
from statsmodels.tools.numdiff import approx_hess

from segkit.checks import DataError
from segkit.cluster import LatentClass, from_plain, to_plain
from segkit.cluster.class_information import information
from segkit.cluster.class_regression import Climbed

# Log-odds of two classes against the largest: constant, age in years, plan b, plan c.
PLANTED = np.array([[-2.4, 0.04, 0.8, 0.0], [1.0, -0.06, 0.0, 1.2]])
CHANCES = np.array(
    [[0.9, 0.85, 0.8, 0.9, 0.8], [0.1, 0.15, 0.8, 0.1, 0.2], [0.2, 0.9, 0.1, 0.1, 0.9]]
)


def world(n=1500, seed=0):
    """Three kinds of people; age and plan make some kinds likelier."""
    rng = np.random.default_rng(seed)
    who = pd.DataFrame(
        {"age": rng.normal(40, 12, n).round(1), "plan": rng.choice(list("abc"), n)}
    )
    z = np.column_stack(
        [np.ones(n), who["age"], who["plan"] == "b", who["plan"] == "c"]
    )
    share = softmax(np.column_stack([np.zeros(n), z @ PLANTED.T]), axis=1)
    kind = (rng.random(n)[:, None] > share.cumsum(axis=1)).sum(axis=1)
    X = (rng.random((n, 5)) < CHANCES[kind]).astype(int)
    return pd.DataFrame(X, columns=list("vwxyz")), who, kind


def fitted(X, who, k=3, **options):
    model = LatentClass(k, n_init=5, random_state=0, **options)
    return model.fit(X, covariates=who)


def by_kind(model, kind):
    """The planted effects of each found class against class_0, in its own order."""
    table = pd.crosstab(model.labels_, kind).to_numpy()
    planted = np.vstack([np.zeros(4), PLANTED])[table.argmax(axis=1)]
    assert sorted(table.argmax(axis=1)) == [0, 1, 2]
    return (planted - planted[0])[1:].ravel()


@pytest.mark.slow
def test_intervals_cover_the_planted_effects_as_often_as_they_say():
    inside, apart = [], []
    for seed in range(40):
        X, who, kind = world(seed=seed)
        model = fitted(X, who)
        found = model.coefficients_
        truth = by_kind(model, kind)
        inside.append((found["low"] <= truth) & (truth <= found["high"]))
        apart.append((found["coefficient"] - truth) / found["standard_error"])
    assert 0.91 < np.mean(inside) < 0.985
    assert np.abs(np.mean(apart)) < 0.15
    assert 0.85 < np.std(apart) < 1.15


def test_planted_effects_are_within_their_intervals_nearly_always():
    X, who, kind = world(3000, seed=3)
    model = fitted(X, who)
    found, truth = model.coefficients_, by_kind(model, kind)
    assert (np.abs(found["coefficient"] - truth) < 3 * found["standard_error"]).all()
    assert (model.covariate_tests_["p_value"] < 1e-6).all()
    assert model.covariate_tests_["degrees_of_freedom"].tolist() == [2, 4]
    assert (np.diff(model.class_prior_) < 0).all()


def test_the_table_says_everything_in_words_and_in_the_covariates_own_units():
    X, who, _ = world()
    found = fitted(X, who).coefficients_
    terms = ["constant", "age", "plan: b (against a)", "plan: c (against a)"]
    assert found.loc["class_1"].index.tolist() == terms
    value, error = found["coefficient"], found["standard_error"]
    assert found["z"].to_numpy() == pytest.approx(value / error)
    assert found["p_value"].to_numpy() == pytest.approx(
        2 * norm.sf(np.abs(value / error))
    )
    wide = norm.ppf(0.975) * error
    assert found["low"].to_numpy() == pytest.approx(value - wide)
    assert found["odds_ratio"].to_numpy() == pytest.approx(np.exp(value))
    assert found["odds_high"].to_numpy() == pytest.approx(np.exp(value + wide))


def test_certain_classes_give_the_multinomial_logit_of_statsmodels():
    _, who, kind = world(800, seed=5)
    X = pd.DataFrame(dict.fromkeys("vwxyz", kind)).astype(str)
    model = fitted(X, who)
    order = [int(X["v"][model.labels_ == k].iloc[0]) for k in range(3)]
    dummies = pd.get_dummies(who["plan"], dtype=float)[["b", "c"]]
    z = sm.add_constant(pd.concat([who["age"], dummies], axis=1))
    peer = sm.MNLogit(np.argsort(order)[kind], z).fit(disp=0)
    ours = model.coefficients_
    assert ours["coefficient"].to_numpy() == pytest.approx(
        peer.params.to_numpy().T.ravel(), abs=1e-5
    )
    assert ours["standard_error"].to_numpy() == pytest.approx(
        peer.bse.to_numpy().T.ravel(), rel=1e-4
    )
    assert model.log_likelihood_ == pytest.approx(peer.llf, abs=1e-6)


def mixed_world(n=400):
    """Two classes, two yes-or-no items with gaps, one item of three, one number."""
    rng = np.random.default_rng(8)
    age = rng.normal(size=n)
    kind = (rng.random(n) < expit(-0.5 + age)).astype(int)
    X = pd.DataFrame(
        (rng.random((n, 2)) < np.array([[0.8, 0.7], [0.2, 0.3]])[kind]).astype(float),
        columns=["a", "b"],
    ).mask(rng.random((n, 2)) < 0.1)
    mood = np.array([[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]])[kind].cumsum(axis=1)
    X["mood"] = (rng.random(n)[:, None] > mood).sum(axis=1)
    X["spend"] = rng.normal(50 + 12 * kind, 6 + kind)
    return X, pd.DataFrame({"age": age})


def likelihood_by_hand(p, X, age, sign):
    """Straight from the definition; `p`: effects, then each class's own parameters."""
    total = np.zeros((len(X), 2))
    total[:, 1] = p[0] + p[1] * age
    total -= np.log1p(np.exp(total[:, [1]]))
    for k, own in enumerate(p[2:].reshape(2, 6)):
        for name, logit in zip("ab", own[:2], strict=True):
            yes = np.where(X[name] == 1, expit(logit), expit(-logit))
            total[:, k] += np.where(X[name].isna(), 0, np.log(yes))
        total[:, k] += np.log(softmax(np.r_[0, own[2:4]]))[X["mood"]]
        total[:, k] += norm.logpdf(X["spend"], own[4] * 10, np.exp(own[5]))
    return sign * np.logaddexp(total[:, 0], total[:, 1]).sum()


def test_errors_are_those_of_the_second_derivatives_by_hand():
    X, who = mixed_world()
    model = fitted(X, who, k=2, tol=1e-10)
    chance, at = model.item_probabilities_, model.coefficients_["coefficient"].tolist()
    for k in model.class_prior_.argsort()[::-1]:
        name = f"class_{k}"
        a, b = (np.log(chance[name][i, 1.0] / chance[name][i, 0.0]) for i in "ab")
        mood = np.log(chance[name]["mood"].to_numpy())
        at += [a, b, *(mood[1:] - mood[0]), model.means_[name]["spend"] / 10]
        at += [np.log(model.variances_[name]["spend"]) / 2]
    age = who["age"].to_numpy()
    value = likelihood_by_hand(np.array(at), X, age, 1)
    assert value == pytest.approx(model.log_likelihood_, abs=1e-6)
    hessian = approx_hess(np.array(at), likelihood_by_hand, args=(X, age, -1))
    errors = np.sqrt(np.diag(np.linalg.inv(hessian)))[:2]
    found = model.coefficients_["standard_error"]
    assert found.to_numpy() == pytest.approx(errors, rel=2e-3)


def test_the_two_estimates_of_the_information_agree_in_many_rows():
    X, who, _ = world(6000)
    model = fitted(X, who)
    z = model._design.read(who, X)
    rows = model._items(model._reader.read(X.astype(float)))
    climbed = Climbed(model._model, model._logit, 1, converged=True)
    found = information(climbed, rows, z, np.ones(len(X)))
    ratio = found.covariance("outer").diagonal() / found.covariance().diagonal()
    assert ratio == pytest.approx(np.ones(8), abs=0.2)


def test_covariates_can_only_raise_the_likelihood_and_cost_their_parameters():
    X, who, _ = world()
    noise = pd.DataFrame({"noise": np.random.default_rng(99).normal(size=len(X))})
    for covariates, cost in (who, 6), (noise, 2):
        model = fitted(X, covariates)
        without = LatentClass(3, n_init=5, random_state=0).fit(X)
        assert model.log_likelihood_ > without.log_likelihood_
        assert model.n_parameters_ == without.n_parameters_ + cost
        value = model.log_likelihood_
        assert model.aic_ == pytest.approx(2 * model.n_parameters_ - 2 * value)
        assert np.isnan([model.g2_, model.degrees_of_freedom_]).all()
    assert model.covariate_tests_["p_value"]["noise"] > 0.01


def test_units_of_a_covariate_change_its_coefficient_only():
    X, who, _ = world()
    first, second = fitted(X, who), fitted(X, who.assign(age=who["age"] * 365.25 + 9))
    assert first.log_likelihood_ == pytest.approx(second.log_likelihood_, abs=1e-6)
    ages = [each.coefficients_.xs("age", level="term") for each in (first, second)]
    assert ages[0]["coefficient"].to_numpy() == pytest.approx(
        365.25 * ages[1]["coefficient"], rel=1e-4
    )
    assert ages[0]["z"].to_numpy() == pytest.approx(ages[1]["z"], rel=1e-4)


@settings(deadline=None, max_examples=6)
@given(seed=st.integers(0, 1000))
def test_order_of_rows_changes_nothing_and_a_weight_of_two_is_the_row_twice(seed):
    X, who, _ = world(400)
    rng = np.random.default_rng(seed)
    weight = rng.integers(0, 3, len(X))
    rows = rng.permutation(np.repeat(np.arange(len(X)), weight))
    model = LatentClass(2, n_init=2, random_state=seed)
    first = model.fit(X, sample_weight=weight, covariates=who).coefficients_
    second = model.fit(X.iloc[rows], covariates=who.iloc[rows]).coefficients_
    pd.testing.assert_frame_equal(first, second)


def test_a_category_keeps_its_own_order_so_that_the_first_is_held_against():
    X, who, _ = world()
    plan = pd.Categorical(who["plan"], categories=["c", "a", "b", "unused"])
    found = fitted(X, who.assign(plan=plan)).coefficients_
    terms = found.loc["class_1"].index.tolist()
    assert terms[2:] == ["plan: a (against c)", "plan: b (against c)"]


def test_series_arrays_and_booleans_are_covariates_too():
    X, who, _ = world()
    table = fitted(X, who[["age"]], k=2)
    for covariates in (who["age"], who[["age"]].to_numpy(), who["age"].to_numpy()):
        same = fitted(X, covariates, k=2)
        assert same.log_likelihood_ == pytest.approx(table.log_likelihood_)
    old = fitted(X, (who["age"] > 40).rename("old"), k=2)
    assert old.covariate_tests_.index.tolist() == ["old"]
    assert old.coefficients_.index[1] == ("class_1", "old: True (against False)")


def test_rows_are_sorted_by_their_answers_and_their_covariates():
    X, who, _ = world()
    model = fitted(X, who)
    chance = model.predict_proba(X, who)
    assert chance.sum(axis=1) == pytest.approx(1)
    assert model.predict(X, who).tolist() == model.labels_.tolist()
    assert model.score(X, covariates=who) * len(X) == pytest.approx(
        model.log_likelihood_
    )
    again = model.fit_predict(X, covariates=who)
    assert again.tolist() == model.labels_.tolist()
    assert chance.mean(axis=0) == pytest.approx(model.class_prior_, abs=1e-4)
    nothing = X.iloc[:1].astype(float) * np.nan
    young, aged = (who.iloc[:1].assign(age=age) for age in (20, 70))
    assert not np.allclose(
        model.predict_proba(nothing, young), model.predict_proba(nothing, aged)
    )


def test_it_lives_in_files_and_goes_back_to_a_model_without_covariates():
    X, who, _ = world()
    model = fitted(X, who)
    chance = model.predict_proba(X, who)
    again = from_plain(json.loads(json.dumps(to_plain(model))))
    assert again.predict_proba(X, who) == pytest.approx(chance)
    assert pickle.loads(pickle.dumps(model)).predict_proba(X, who) == pytest.approx(
        chance
    )
    model.fit(X)
    assert model.predict(X).tolist() == model.labels_.tolist()
    assert model.coefficients_ is None


def test_one_class_has_no_effects_at_all():
    X, who, _ = world(200)
    model = LatentClass(1).fit(X, covariates=who)
    assert model.coefficients_.empty
    assert model.log_likelihood_ == pytest.approx(LatentClass(1).fit(X).log_likelihood_)


def refused(covariates, message):
    X, _, _ = world(60)
    with pytest.raises(DataError, match=message):
        LatentClass(2, random_state=0).fit(X, covariates=covariates)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"age": np.nan}, "'age' is missing in 60 rows: leave these rows out, fill"),
        ({"plan": "a"}, "'plan' has the same value in all rows"),
        ({"year": lambda t: 2025 - t["age"]}, "'year' adds up from the ones before it"),
        ({"again": lambda t: t["plan"]}, r"'again: b \(against a\)' adds up from the"),
        (
            {"age": lambda t: t["age"].where(t.index > 0, np.inf)},
            "'age' holds infinity",
        ),
    ],
)
def test_covariates_that_cannot_be_used_are_refused_by_name(change, message):
    refused(world(60)[1].assign(**change), message)


def test_covariates_of_other_rows_are_refused():
    who = world(60)[1]
    refused(who.iloc[:9], "covariates has 9 rows, X has 60")
    refused(who.iloc[::-1], r"pass covariates\.loc\[X\.index\]")
    refused(who[[]], "covariates has no columns")


def test_other_covariates_than_in_fit_are_refused():
    X, who, _ = world(300)
    model = LatentClass(2, random_state=0).fit(X, covariates=who)
    with pytest.raises(
        DataError, match=r"fitted with the covariates \['age', 'plan'\]"
    ):
        model.predict(X)
    with pytest.raises(
        DataError, match=r"columns \['age', 'plan'\], as in fit; it has"
    ):
        model.predict(X, who[["age"]])
    with pytest.raises(DataError, match="holds 'new', which was not there in fit"):
        model.predict(X, who.assign(plan="new"))
    with pytest.raises(DataError, match="fitted without covariates: leave covariates"):
        model.fit(X).predict(X, who)


def test_a_covariate_that_decides_the_class_gives_a_warning_with_the_remedy():
    _, who, kind = world(600)
    sure = pd.DataFrame(dict.fromkeys("vwxyz", kind)).astype(str)
    decided = who.assign(vip=np.where(kind == 1, "yes", "no"))
    with pytest.warns(UserWarning, match=r"\['vip: yes \(against no\)'\].*no limit"):
        fitted(sure, decided)


def test_more_classes_than_the_rows_tell_apart_have_no_standard_errors():
    X, half = world(400)[0][["v", "w"]], np.arange(400) % 2
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = fitted(X, half, k=3)
    texts = " ".join(str(each.message) for each in caught)
    assert "Lower n_components to 1, or use more items" in texts
    assert "have no standard errors: ask for fewer classes" in texts
    assert model.coefficients_["standard_error"].isna().all()
    assert model.covariate_tests_["p_value"].isna().all()


def test_too_few_rounds_give_a_warning_with_covariates_too():
    X, who, _ = world(300)
    with pytest.warns(UserWarning, match="after 3 rounds: raise max_iter"):
        fitted(X, who, max_iter=3)


def test_thirty_rows_work():
    X, who, _ = world(30, seed=2)
    model = fitted(X, who[["age"]], k=2)
    assert len(model.coefficients_) == 2
