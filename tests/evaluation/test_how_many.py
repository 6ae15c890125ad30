"""Every figure for the number of segments, side by side."""

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from segkit import cluster, evaluation, models
from segkit.checks import DataError
from segkit.evaluation import fits, nulls
from segkit.evaluation.gap import one_error_rule
from segkit.evaluation.space import space
from tests.evaluation.samples import blobs, mixed, ruspini, sphere

KM = KMeans(n_init=10)


def test_the_iris_figures_are_the_published_ones():
    # scikit-learn's own user guide and many textbooks: inertia 152.35 and 78.85,
    # silhouettes .681 and .553, Calinski-Harabasz 513.92 and 561.63
    table = evaluation.how_many(
        KM, load_iris().data, n_segments=[2, 3], n_reference=0, random_state=0
    )
    assert table["inertia"].round(2).tolist() == [152.35, 78.85]
    assert table["silhouette"].round(3).tolist() == [0.681, 0.553]
    assert table["calinski_harabasz"].round(2).tolist() == [513.92, 561.63]
    assert table.attrs["empty"]["gap"] == "not asked for: n_reference is 0"


def test_ruspini_has_four_groups_by_every_figure():
    table = evaluation.how_many(KM, ruspini(), n_segments=range(1, 9), random_state=0)
    best = table.attrs["best"]
    assert {best[name] for name in ("silhouette", "gap")} == {4}
    four = table.set_index("n_segments").loc[4]
    # Total within sum of squares 12881.05, silhouette .7377: R documentation of
    # cluster::ruspini and Kaufman and Rousseeuw (1990), chapter 2
    assert round(four["inertia"], 2) == 12881.05
    assert round(four["silhouette"], 4) == 0.7377
    assert four["smallest_share"] == 15 / 75
    assert np.isnan(table.set_index("n_segments").loc[1, "silhouette"])


def test_noise_is_one_group_by_the_gap():
    table = evaluation.how_many(KM, sphere(), n_segments=[2, 3, 4], random_state=0)
    assert table.attrs["best"]["gap"] == 1
    assert table.attrs["reference"] == "principal"


def test_the_one_error_rule_by_hand():
    error = np.full(4, 0.1)
    assert one_error_rule([1, 2, 3, 4], np.array([0.1, 0.3, 0.9, 0.95]), error) == 3
    assert one_error_rule([1, 2, 3, 4], np.array([0.9, 0.3, 0.9, 0.95]), error) == 1
    assert one_error_rule([1, 2], np.array([0.1, 0.9]), error) is None


def test_distance_sum_is_not_squared():
    X = np.array([[0.0], [2.0], [10.0], [16.0]])
    table = evaluation.how_many(
        KM, X, n_segments=[2], n_reference=2, reference="box", random_state=0
    )
    assert table[["inertia", "distance_sum"]].to_numpy().tolist() == [[20.0, 8.0]]


def test_likelihoods_are_those_of_the_estimator():
    X = blobs()
    table = evaluation.how_many(
        GaussianMixture(n_init=3, reg_covar=1e-3), X, n_segments=[1, 2, 3, 4],
        n_reference=2, random_state=0,
    )  # fmt: skip
    assert table.attrs["best"]["bic"] == 3
    assert table["bic"].notna().all()
    assert "bic" not in table.attrs["empty"]


def test_categories_cost_what_they_cost_the_model():
    X = mixed(40)
    model = cluster.KPrototypes(2, random_state=0).fit(X)
    points = space(model, X)
    apart = ((points[0] - points) ** 2).sum(axis=1)
    other = (X["plan"] != X["plan"][0]).to_numpy()
    numbers = ((X[["age", "visits"]] - X.loc[0, ["age", "visits"]]) ** 2).sum(axis=1)
    assert apart == pytest.approx((numbers + model.gamma_ * other).astype(float))


@pytest.mark.parametrize(
    "model",
    [
        cluster.KPrototypes(n_init=2),
        cluster.LatentClass(n_init=3),
        make_pipeline(StandardScaler(), KMeans(n_init=3)),
        models.BehaviouralSegmenter(method="kmeans", n_init=3),
    ],
    ids=lambda model: type(model).__name__,
)
def test_our_models_and_pipelines_are_counted_too(model):
    X = mixed()
    if not isinstance(model, cluster.KPrototypes | cluster.LatentClass):
        orders = X["visits"].round().clip(lower=1)
        X = pd.DataFrame(
            {"recency_days": X["age"], "n_orders": orders, "monetary_amount": orders}
        )
    table = evaluation.how_many(
        model, X, n_segments=[2, 3], n_reference=3, random_state=0
    )
    assert table.attrs["best"]["silhouette"] == 2
    assert table["gap"].notna().all()
    assert (table.attrs["empty"].keys() & {"bic"} == set()) == isinstance(
        model, cluster.LatentClass
    )


def test_latent_classes_in_a_model_have_a_bic():
    found = cluster.LatentClass(2, n_init=3, random_state=0).fit(mixed())
    plain = cluster.to_plain(found)
    assert plain["n_parameters"] == found.n_parameters_
    again = cluster.from_plain(plain)
    fit = again.score_samples(mixed()).sum()
    bic = np.log(200) * again.n_parameters_ - 2 * fit
    assert bic == pytest.approx(found.bic_, rel=1e-6)


def test_shuffled_rows_and_columns_and_other_ids_give_the_same_table():
    X = pd.DataFrame(blobs(90).round(2), columns=["a", "b"])
    other = X.sample(frac=1, random_state=3)[["b", "a"]]
    other.index = [f"C{i}" for i in range(90)]
    tables = [
        evaluation.how_many(
            KM, each, n_segments=[2, 3], n_reference=3, n_pairs=3, sample=50,
            random_state=1,
        )
        for each in (X, other)
    ]  # fmt: skip
    kept = ["inertia", "silhouette", "stability"]
    pd.testing.assert_frame_equal(tables[0][kept], tables[1][kept])


def test_the_sample_is_drawn_once_and_from_all():
    rows = np.arange(100.0)[:, None]
    rng = np.random.default_rng(0)
    assert len(np.unique(fits.sampled(rows, 20, rng))) == 20
    assert fits.sampled(rows, 100, rng) is rows


def test_the_reference_keeps_what_it_says():
    X = blobs(50)
    rng = np.random.default_rng(0)
    made = nulls.box(X, rng)
    assert (made.min(axis=0) >= X.min(axis=0)).all()
    assert nulls.principal(X, rng).shape == X.shape


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda X: evaluation.how_many(DBSCAN(), X), "it has no predict"),
        (lambda X: evaluation.how_many(KM, X, n_segments=[]), "n_segments is empty"),
        (lambda X: evaluation.how_many(KM, X, reference="x"), "reference must be one"),
        (lambda X: evaluation.how_many(KM, X[:1]), "two at least"),
        (lambda X: evaluation.how_many(KM, X * np.inf), r"columns \[0, 1\] of X hold"),
        (
            lambda X: evaluation.how_many(
                cluster.KPrototypes(), mixed(), reference="box"
            ),
            "needs columns of numbers without missing values",
        ),
        (
            lambda X: evaluation.how_many(
                models.BehaviouralSegmenter(method="rfm"),
                pd.DataFrame(
                    {"recency_days": [1, 2], "n_orders": [1, 3], "monetary_amount": 5}
                ),
            ),
            "method='rfm' does not use",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(call, message):
    with np.errstate(invalid="ignore"):
        X = blobs(20) - blobs(20).min() + 1
    with pytest.raises(DataError, match=message):
        call(X)
