"""No structure is called no structure, and groups are called groups."""

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

from segkit import cluster, datasets, evaluation, models
from segkit.checks import DataError
from segkit.evaluation import nulls
from segkit.evaluation.margins import Amount, Shares, Steps, margin, one_peak
from tests.evaluation.samples import blobs, cigar, mixed, no_structure, sphere

KM = KMeans(n_init=3)
QUICK = {"n_segments": [2, 3, 4], "n_pairs": 15, "random_state": 0}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [None, 3])
@pytest.mark.parametrize("table", ["customers", "survey"])
def test_the_case_without_segments_has_no_stable_segments(table, seed):
    found = evaluation.are_they_real(KM, no_structure(table, seed), random_state=0)
    assert found.words == "no stable segments"
    assert found.n_segments is None
    assert "Do not report segments as found" in found.advice


def test_one_look_at_the_case_without_segments():
    found = evaluation.are_they_real(KM, no_structure(), sample=500, **QUICK)
    assert found.verdict == "constructive"
    assert repr(found).startswith("Verdict: no stable segments\nWhy: With ")


@pytest.mark.slow
def test_minds_in_the_bundled_survey_are_natural_segments():
    survey = datasets.load("survey").set_index("customer_id")
    items = datasets.load("survey_items").query("block == 'lifestyle'")
    answers = survey[list(items["item"])].astype(float)
    turn = items["reversed"].to_numpy(dtype=bool)
    answers = answers.mask(np.tile(turn, (len(answers), 1)), 6 - answers)
    scores = answers.T.groupby(items["factor"].to_numpy()).mean().T.dropna()
    found = evaluation.are_they_real(
        KMeans(n_init=5), StandardScaler().fit_transform(scores), random_state=0
    )
    assert found.words == "natural segments"
    assert found.n_segments == 5


def test_three_groups_are_natural_segments():
    found = evaluation.are_they_real(KM, blobs(), **QUICK)
    assert (found.words, found.n_segments) == ("natural segments", 3)
    assert found.stability > 0.95
    assert set(found.comparison["null"]) == {"cloud"}
    html = found._repr_html_()
    assert '<th scope="row" style="text-align: left">What to do</th>' in html


def test_a_long_cloud_is_reproducible_and_not_natural():
    found = evaluation.are_they_real(KM, cigar(), **QUICK)
    assert (found.words, found.n_segments) == ("reproducible segments", 2)
    assert "no gap divides them" in found.why
    assert set(found.comparison["null"]) == {"cloud", "independent"}


@pytest.mark.parametrize(
    "X",
    [
        sphere(),
        np.random.default_rng(5).uniform(size=(300, 3)),
        np.exp(np.random.default_rng(6).normal(size=(300, 3))),
        np.random.default_rng(7).standard_t(4, size=(300, 4)),
    ],
    ids=["normal", "even", "skewed", "heavy tails"],
)
def test_one_cloud_of_any_shape_has_no_stable_segments(X):
    assert evaluation.are_they_real(KM, X, **QUICK).words == "no stable segments"


@pytest.mark.slow
def test_mixed_columns_and_models_are_judged():
    few = QUICK | {"n_segments": [2, 3], "n_pairs": 8}
    X = mixed(90)
    found = evaluation.are_they_real(cluster.KPrototypes(n_init=1), X, **few)
    assert (found.verdict, found.n_segments) == ("natural", 2)
    orders = X["visits"].round().clip(lower=1)
    bought = pd.DataFrame(
        {"recency_days": X["age"], "n_orders": orders, "monetary_amount": orders * 9}
    )
    model = models.BehaviouralSegmenter(method="kmeans", n_init=2)
    assert evaluation.are_they_real(model, bought, **few).n_segments == 2


def test_thirty_customers_work():
    found = evaluation.are_they_real(KM, blobs(30), **QUICK)
    assert found.verdict in {"natural", "reproducible", "constructive"}


def test_shuffled_rows_and_other_ids_give_the_same_verdict():
    X = pd.DataFrame(blobs(80).round(2), columns=["a", "b"])
    other = X.sample(frac=1, random_state=2)
    other.index = range(1000, 1080)
    one, two = (
        evaluation.are_they_real(KM, each, n_segments=[2, 3], n_pairs=5, random_state=4)
        for each in (X, other)
    )
    assert one == two
    pd.testing.assert_frame_equal(one.comparison, two.comparison)


def test_the_p_value_counts_the_data_set_itself():
    table = evaluation.null_comparison(
        KM, blobs(), n_segments=[3], n_pairs=5, n_worlds=9, random_state=0
    )
    assert table["p_value"].tolist() == [0.1, 0.1]
    assert (table["p_adjusted"] >= table["p_value"] - 1e-12).all()
    assert table.attrs["heading"].startswith("Against 9 made-up data sets (one cloud")


def test_a_cloud_keeps_spreads_and_correlations():
    rng = np.random.default_rng(0)
    X = pd.DataFrame({"a": rng.normal(size=2000)})
    X["b"] = X["a"] + rng.normal(size=2000)
    X["c"] = np.exp(X["b"])
    X["d"] = np.clip(np.rint(3 + X["a"] + rng.normal(size=2000)), 1, 5).astype(int)
    made = nulls.Cloud(X, rng).draw(rng)
    assert list(made.dtypes) == list(X.dtypes)
    ranks = made.corr("spearman") - X.corr("spearman")
    assert ranks.abs().to_numpy().max() < 0.08
    assert (
        made["d"]
        .value_counts(normalize=True)
        .round(1)
        .equals(X["d"].value_counts(normalize=True).round(1))
    )
    assert made["a"].std() == pytest.approx(X["a"].std(), rel=0.06)


def test_a_cloud_keeps_missing_values_and_categories():
    X = mixed(60).assign(plan=lambda t: t["plan"].astype("category"), vip=True)
    X.loc[:4, "age"] = np.nan
    X.loc[7, "plan"] = None
    rng = np.random.default_rng(0)
    made = nulls.Cloud(X, rng).draw(rng)
    assert made.isna().equals(X.isna())
    assert set(made["plan"].dropna()) <= {"basic", "gold"}
    shuffled = nulls.independent(X, rng)
    assert shuffled["age"].isna().sum() == 5
    assert sorted(shuffled["visits"]) == sorted(X["visits"])


def test_two_peaks_become_one_with_the_same_mean_and_spread():
    rng = np.random.default_rng(0)
    values = np.r_[rng.normal(-3, 1, 500), rng.normal(3, 1, 500)]
    scores = (values - values.mean()) / values.std()
    at, below = one_peak(scores)
    density = np.diff(below)
    middle = (at[1:] + at[:-1]) / 2
    assert density @ middle == pytest.approx(0, abs=0.02)
    assert density @ middle**2 == pytest.approx(1, abs=0.03)
    turns = np.sign(np.diff(np.round(density / density.max(), 2)))
    assert (np.diff(turns[turns != 0]) != 0).sum() == 1


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ([1.5, 2.5] * 20, Steps),
        (list(range(40)), Amount),
        ([True, False] * 5, Steps),
        (["a", "b", "c"] * 5, Shares),
        (["a", "b"] * 5, Steps),
        ([None, None], Steps),
        (pd.Categorical(["a", "b", "c"], ordered=True), Steps),
    ],
)
def test_columns_are_drawn_by_their_kind(column, kind):
    assert isinstance(margin(pd.Series(column)), kind)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_worlds": 9}, "n_worlds must be a whole number from 19"),
        ({"n_segments": [1, 2]}, "n_segments must be a whole number from 2"),
        ({"sample": 3}, "sample must be a whole number from 10"),
        ({"n_pairs": 0}, "n_pairs must be"),
    ],
)
def test_arguments_that_cannot_answer_are_refused(options, message):
    with pytest.raises(DataError, match=message):
        evaluation.are_they_real(KM, blobs(30), **options)
    with pytest.raises(DataError, match="null must be one of"):
        evaluation.null_comparison(KM, blobs(30), null="x")
