"""Groups by habits: planted ones are found, and none are found where none are."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit import datasets, evaluation, features
from segkit.checks import DataError
from segkit.cluster import KPrototypes
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural.habits import HabitsRule
from tests.models.samples import customers


def habits(**options):
    return BehaviouralSegmenter(method="prototypes", random_state=0, **options)


@pytest.fixture(scope="module")
def shop():
    orders, people = datasets.load("orders"), datasets.load("customers")
    X = features.behaviour(orders, as_of="2024-12-31", customers=people)
    return X, datasets.truth("behavioural").set_index("customer_id").loc[X.index]


@pytest.mark.slow
def test_the_planted_segments_of_the_shop_are_found_better_than_by_kmeans(shop):
    X, truth = shop
    buyers = (~truth["prospect"]).to_numpy()
    planted = truth["segment"][buyers]
    found = {}
    for method in ("kmeans", "prototypes"):
        model = BehaviouralSegmenter(method=method, n_segments=5).fit(X)
        found[method] = adjusted_rand_score(planted, model.labels_[buyers])
    assert found["prototypes"] > 0.58
    assert found["prototypes"] > found["kmeans"] + 0.1


def test_a_rate_and_a_share_drawn_to_that_of_all_take_the_place_of_counts():
    X = pd.DataFrame(
        {
            "n_orders": [1, 11, 0],
            "recency_days": [400.0, 35.0, np.nan],
            "tenure_days": [400.0, 340.0, np.nan],
            "n_discounted_orders": [1, 2, 0],
        }
    )
    usual = HabitsRule.learn_usual(X)
    assert usual == {"discounted_rate": 0.25}
    made = HabitsRule.prepared(HabitsRule.against_usual(X, usual))
    assert made["discounted_rate"][:2].tolist() == [3 / 9, 4 / 19]
    assert made["repeat_orders_per_year"][:2].tolist() == [0, 365 * 10 / 365]
    assert made.loc[2].isna().all()
    assert "tenure_days" not in made


def test_the_shops_rate_is_that_of_the_customers_learned_from():
    X = customers()
    X["n_discounted_orders"] = X["n_orders"] // 2
    model = habits(n_segments=3).fit(X)
    assert 0.2 < model.usual_["discounted_rate"] < 0.5
    alone = X.iloc[[1]].assign(n_discounted_orders=1, n_orders=1)
    assert model.predict(alone)[0] in range(3)
    assert model.usual_ == habits(n_segments=3).fit(X).usual_


def test_customers_without_orders_are_a_segment_of_their_own():
    X = customers()
    model = habits().fit(X)
    never = X["n_orders"] == 0
    assert (model.assign(X)[never] == "No purchase yet").all()
    assert "No order so far" in model.explain(X, X.index[0])


def test_own_columns_may_be_named():
    X = customers()
    model = habits(by=["n_sessions", "favourite_channel"], order_by="size").fit(X)
    assert model.feature_names_in_.tolist() == ["n_sessions", "favourite_channel"]
    for wrong in (["mood"], [], ["n_orders", "n_orders"]):
        with pytest.raises(DataError, match="by must name columns of X, each once"):
            habits(by=wrong).fit(X)


def test_skewed_columns_are_compared_as_logarithms():
    X = customers()
    kinds = habits().fit(X).ready_["kinds"]
    assert kinds == {
        "n_orders": "log",
        "recency_days": "log",
        "favourite_channel": "category",
        "discounted_rate": "number",
        "repeat_orders_per_year": "log",
    }


def stability(table, numbers):
    found = evaluation.stability(
        KPrototypes(n_init=3, random_state=0),
        table,
        n_segments=numbers,
        n_pairs=6,
        random_state=1,
    )
    return found.groupby("n_segments")["ari"].mean()


@pytest.fixture(scope="module")
def unstructured():
    return datasets.load("no_structure_customers").set_index("customer_id")


@pytest.mark.slow
def test_where_nothing_is_planted_no_number_of_segments_is_stable(unstructured):
    X = unstructured
    model = habits(by=X.columns.tolist(), order_by="size", n_init=3).fit(X)
    assert stability(model.rule_.compared(X), [2, 3, 4, 5]).max() < 0.7


def test_other_columns_are_compared_as_logarithms_where_they_are_skewed(unstructured):
    X = unstructured**2  # twice the spread of the logarithms: long tails
    X["even"] = np.arange(len(X))
    model = habits(by=X.columns.tolist(), order_by="size", n_init=1).fit(X)
    assert model.ready_["kinds"]["even"] == "number"
    assert model.ready_["kinds"]["visits_per_month"] == "log"
    assert model.ready_["kinds"]["days_between_orders"] == "log"
