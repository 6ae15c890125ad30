import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from tests.models.samples import any_customers, customers, purchases


@pytest.fixture
def three_groups():
    """Thirty big, thirty middling and twenty gone, far apart, the smallest spread."""
    rng = np.random.default_rng(1)
    day, order = (
        np.repeat([2, 40, 300], [30, 30, 20]),
        np.repeat([40, 8, 1], [30, 30, 20]),
    )
    amount = np.repeat([2000.0, 300.0, 20.0], [30, 30, 20])
    return purchases(
        day + rng.integers(0, 3, 80),
        order + rng.integers(0, 2, 80),
        (amount * rng.uniform(0.9, 1.1, 80)).round(2),
    )


def test_planted_groups_are_found_and_numbered_by_value(three_groups):
    model = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(three_groups)
    assert model.labels_.tolist() == [0] * 30 + [1] * 30 + [2] * 20
    assert model.segments_["name"].tolist() == [
        "Segment 1: high value, frequent, recent",
        "Segment 2: near the average",
        "Segment 3: very low value, occasional, long absent",
        "No purchase yet",
    ]
    assert model.segments_["size"].tolist() == [30, 30, 20, 0]


@pytest.mark.parametrize(
    ("order_by", "labels"),
    [
        ("monetary_amount", [0, 1, 2]),
        ("n_orders", [0, 1, 2]),
        ("recency_days", [0, 1, 2]),
        ("size", [0, 1, 2]),  # 30 and 30: the tie goes to the better centre
    ],
)
def test_numbering_follows_order_by(three_groups, order_by, labels):
    model = BehaviouralSegmenter(method="kmeans", n_segments=3, order_by=order_by)
    found = model.fit(three_groups).labels_
    assert found[[0, 30, 60]].tolist() == labels


def test_size_comes_first_when_asked(three_groups):
    fewer_big = three_groups.iloc[20:]
    model = BehaviouralSegmenter(method="kmeans", n_segments=3, order_by="size")
    assert model.fit(fewer_big).segments_["size"].tolist() == [30, 20, 10, 0]


def test_the_rule_tells_a_typical_customer(three_groups):
    model = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(three_groups)
    part = np.log1p(three_groups.iloc[60:])
    days, orders, amount = np.expm1(part.mean())
    assert model.segments_["rule"][2] == (
        f"typically {round(orders)} orders, {amount:.2f} spent, "
        f"last order {round(days)} days ago"
    ).replace("1 orders", "1 order")


def test_the_reason_compares_the_two_nearest_segments(three_groups):
    model = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(three_groups)
    said = model.explain(three_groups, "c35")
    row, rules = three_groups.loc["c35"], model.segments_["rule"]
    assert said == (
        "Customer c35 is in Segment 2: near the average. "
        f"Last order {row['recency_days']:.0f} days ago, {row['n_orders']:.0f} orders, "
        f"{row['monetary_amount']:.2f} spent. "
        f"The nearest segment by these three is this one ({rules[1]}). "
        f"The next nearest is {model.segments_['name'][0]} ({rules[0]})."
    )


def test_customers_who_never_ordered_are_apart_and_move_no_centre(three_groups):
    strangers = purchases([np.nan] * 5, [0] * 5, [0.0] * 5).set_axis(list("vwxyz"))
    more = pd.concat([strangers, three_groups])
    alone = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(three_groups)
    model = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(more)
    assert model.centres_ == alone.centres_
    assert model.assign(more).iloc[:5].tolist() == ["No purchase yet"] * 5
    assert "nothing to score or compare" in model.explain(more, "v")


def test_each_customer_is_at_their_nearest_centre():
    X = customers(200, seed=3)
    model = BehaviouralSegmenter(method="kmeans", n_segments=5).fit(X)
    bought = X[X["n_orders"] > 0]
    logs = np.log1p(bought[["recency_days", "n_orders", "monetary_amount"]])
    scaled = (logs.to_numpy() - model.mean_) / model.spread_
    gaps = np.linalg.norm(scaled[:, None] - np.array(model.centres_), axis=2)
    np.testing.assert_array_equal(model.predict(bought), gaps.argmin(axis=1))


def test_clustering_is_that_of_scikit_learn_on_the_same_numbers(three_groups):
    from sklearn.cluster import KMeans  # noqa: PLC0415
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    model = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(three_groups)
    scaled = StandardScaler().fit_transform(np.log1p(three_groups))
    theirs = KMeans(3, n_init=10, random_state=0).fit(scaled)
    assert adjusted_rand_score(theirs.labels_, model.labels_) == 1
    np.testing.assert_allclose(
        np.sort(theirs.cluster_centers_, axis=0),
        np.sort(model.centres_, axis=0),
        atol=1e-9,
    )


def test_refunded_more_than_spent_counts_as_nothing_spent():
    X = purchases([3, 9, 200, 4], [5, 5, 1, 5], [-20.0, 0.0, 0.0, 900.0])
    model = BehaviouralSegmenter(method="kmeans", n_segments=3).fit(X)
    assert model.labels_[0] == model.labels_[1]


def test_a_column_without_spread_does_not_matter():
    X = purchases([3, 4, 200, 210], [1, 1, 1, 1], [5.0, 6.0, 80.0, 90.0])
    model = BehaviouralSegmenter(method="kmeans", n_segments=2).fit(X)
    assert model.labels_.tolist() == [1, 1, 0, 0]
    assert model.spread_[1] == 1.0


@settings(max_examples=30)
@given(any_customers(least=6), st.integers(2, 4))
def test_shuffled_rows_and_renamed_ids_give_the_same_segments(X, k):
    columns = ["recency_days", "n_orders", "monetary_amount"]
    seen = X.loc[X["n_orders"] > 0, columns].clip(lower=0)
    assume(len(seen.drop_duplicates()) >= k)
    model = BehaviouralSegmenter(method="kmeans", n_segments=k, n_init=3).fit(X)
    turned = X.iloc[::-1].set_axis(range(len(X)))
    again = BehaviouralSegmenter(method="kmeans", n_segments=k, n_init=3).fit(turned)
    assert again.labels_.tolist() == model.labels_.tolist()[::-1]
    assert again.frozen()["rule"] == model.frozen()["rule"]
    assert model.transform(X).sum(axis=1).tolist() == [1.0] * len(X)
    assert model.segments_["name"].is_unique


def test_another_seed_is_another_start():
    X = customers(300, seed=2)
    one = BehaviouralSegmenter(method="kmeans", n_segments=8, n_init=1).fit(X)
    two = BehaviouralSegmenter(
        method="kmeans", n_segments=8, n_init=1, random_state=5
    ).fit(X)
    assert one.centres_ != two.centres_


def test_more_segments_than_different_customers_are_refused():
    X = purchases([3, 3, 9, np.nan], [1, 1, 2, 0], [5.0, 5.0, 8.0, 0.0])
    with pytest.raises(DataError, match="n_segments=3 is more than the 2 different"):
        BehaviouralSegmenter(method="kmeans", n_segments=3).fit(X)
    assert BehaviouralSegmenter(method="kmeans", n_segments=2).fit(X).labels_[3] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"n_segments": 1}, "n_segments must be a whole number from 2; this is 1"),
        ({"n_segments": 2.5}, "n_segments must be a whole number"),
        ({"n_segments": None}, "n_segments must be a whole number"),
        ({"n_init": 0}, "n_init must be a whole number from 1; this is 0"),
        ({"order_by": "age"}, "order_by must be one of .*'age'"),
        ({"random_state": "x"}, "random_state must be a whole number from 0"),
        ({"random_state": -1}, "random_state must be a whole number from 0"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments, said):
    with pytest.raises(DataError, match=said):
        BehaviouralSegmenter(method="kmeans", **arguments).fit(customers())


def test_a_random_state_object_fits_but_cannot_be_frozen():
    state = np.random.RandomState(4)
    model = BehaviouralSegmenter(method="kmeans", random_state=state).fit(customers())
    with pytest.raises(
        DataError, match="random_state is a RandomState, which a frozen"
    ):
        model.frozen()
