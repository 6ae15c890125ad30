"""Size and value, agreement, scorecard, attractiveness, and what it costs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from segkit import evaluation
from segkit.checks import DataError
from segkit.record import mean_interval, wilson

SEGMENTS = pd.Series(["loyal"] * 40 + ["new"] * 10, name="segment")


def test_size_and_value_by_hand():
    spent = pd.Series([8.0] * 40 + [3.0] * 9 + [np.nan], name="amount")
    table = evaluation.size_and_value(SEGMENTS, spent)
    assert table["n"].tolist() == [40, 9, 49]
    assert table["value"].tolist() == [320, 27, 347]
    assert table["per_head"].tolist() == pytest.approx([8, 3, 347 / 49])
    assert table.loc["new", "index"] == pytest.approx((27 / 347) / (9 / 49))
    assert table["small"].tolist() == [False, True, False]
    low, high = wilson(9, 49)
    assert table.loc["new", ["share_low", "share_high"]].tolist() == [low, high]
    ends = mean_interval(spent.dropna())
    assert table.loc["all", ["per_head_low", "per_head_high"]].tolist() == list(ends)
    low, high = table.loc["new", ["value_share_low", "value_share_high"]]
    assert low < 27 / 347 < high
    assert table.attrs["left_out"] == {"no segment": 0, "no value": 1}


def test_sizes_alone_and_empty_segments():
    kinds = pd.CategoricalDtype(["loyal", "new", "lost"])
    table = evaluation.size_and_value(SEGMENTS.astype(kinds))
    assert table["n"].tolist() == [40, 10, 0, 50]
    assert "value" not in table


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(50)))
def test_row_order_changes_no_value(order):
    spent = pd.Series(np.arange(50.0))
    one = evaluation.size_and_value(SEGMENTS, spent)
    two = evaluation.size_and_value(SEGMENTS.iloc[list(order)], spent)
    pd.testing.assert_frame_equal(one, two)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=4, max_size=40)
)
def test_agreement_is_symmetric_and_that_of_scikit_learn(pairs):
    a, b = (pd.Series(each) for each in zip(*pairs, strict=True))
    for measure, score in (
        ("ari", metrics.adjusted_rand_score),
        ("ami", metrics.adjusted_mutual_info_score),
        ("v_measure", metrics.v_measure_score),
    ):
        table = evaluation.agreement({"a": a, "b": b}, measure=measure)
        assert table.loc["a", "b"] == pytest.approx(table.loc["b", "a"], abs=1e-9)
        assert table.loc["a", "b"] == pytest.approx(score(a, b), abs=1e-9)
        named = evaluation.agreement(
            {"a": a.map(str).radd("s"), "b": b}, measure=measure
        )
        assert named.loc["a", "b"] == pytest.approx(table.loc["a", "b"], abs=1e-9)


def test_agreement_is_on_common_customers_and_counts_the_others():
    a = pd.Series(["x", "x", "y", "y", None], index=[1, 2, 3, 4, 5])
    b = pd.Series(["p", "p", "q"], index=[2, 3, 9])
    table = evaluation.agreement({"a": a, "b": b})
    assert table.attrs["n"] == 2
    assert table.attrs["left_out"] == {"a": 2, "b": 1}
    assert "on 2 customers" in table.attrs["heading"]


def test_the_scorecard_is_computed_where_it_can_be_and_asked_where_not():
    X = pd.DataFrame({"a": [1.0] * 40 + [np.nan] * 10, "b": 1.0})
    table = evaluation.scorecard(
        SEGMENTS, X=X, value=pd.Series([9.0] * 40 + [1.0] * 10),
        reach=pd.Series([True] * 30 + [False] * 20),
        response=pd.Series([1.0, 0.0] * 20 + [0.0] * 10),
        stable=pd.DataFrame({"segment": [0, 1], "jaccard": [0.9, 0.6]}),
        answers={"actionable": {"loyal": "yes, we have a club", "new": False}},
    )  # fmt: skip
    said = table.pivot(index="segment", columns="criterion", values="verdict")
    assert (said.loc["loyal"] == "yes").all()
    assert (said.loc["new", ["measurable", "substantial", "reachable"]] == "no").all()
    assert said.loc["new", "stable"] == "no"
    assert said.loc["new", "actionable"] == "no"
    reasons = table.set_index(["segment", "criterion"])["reason"]
    assert reasons["new", "substantial"] == (
        "10 customers (least: 30), 2.7% of the value (least: 5%)"
    )
    assert reasons["loyal", "reachable"] == "75% can be reached (least: 50%)"
    assert reasons["new", "measurable"] == "50% of its cells are known (least: 80%)"
    bare = evaluation.scorecard(SEGMENTS)
    assert (bare["verdict"] == "ask").sum() == 10
    assert set(bare["source"]) == {"", "data"}
    kinder = evaluation.scorecard(SEGMENTS, limits={"customers": 10})
    assert (kinder[kinder["criterion"] == "substantial"]["verdict"] == "yes").all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"answers": {"nice": True}}, "answers must be one of"),
        (
            {"answers": {"actionable": {"old": True}}},
            r"answers\['actionable'\] must be",
        ),
        ({"answers": {"actionable": "perhaps"}}, "begin with yes or no"),
        ({"limits": {"size": 3}}, "limits must be one of"),
        ({"value": pd.Series(["much"])}, "value must be numbers"),
    ],
)
def test_answers_that_say_nothing_are_refused(options, message):
    with pytest.raises(DataError, match=message):
        evaluation.scorecard(SEGMENTS, **options)


CRITERIA = pd.DataFrame(
    {"value": [100.0, 60, 20], "cost": [5.0, 1, 3], "n": [400, 300, 9]},
    index=["loyal", "new", "odd"],
)


def test_attractiveness_by_hand():
    table = evaluation.attractiveness(
        CRITERIA, {"value": 3, "cost": 1}, lower_is_better=["cost"],
        knock_out={"n": (30, None), "cost": (None, 4)},
    )  # fmt: skip
    assert table["value"].tolist() == [10, 5, 0]
    assert table["cost"].tolist() == [0, 10, 5]
    assert table["score"].tolist() == [7.5, 6.25, 1.25]
    assert table["out"].tolist() == [True, False, True]
    assert table["reason"].tolist() == ["cost is 5, most 4", "", "n is 9, least 30"]
    assert table["rank"].tolist() == [pd.NA, 1, pd.NA]
    assert table.attrs["weights"] == {"value": 0.75, "cost": 0.25}


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(3)), st.floats(0.1, 99))
def test_order_and_size_of_weights_change_no_score(order, factor):
    one = evaluation.attractiveness(CRITERIA, {"value": 3, "cost": 1})
    two = evaluation.attractiveness(
        CRITERIA.iloc[list(order)], {"cost": factor, "value": 3 * factor}
    )
    pd.testing.assert_series_equal(one["score"], two["score"].loc[one.index])


def test_places_of_the_evaluation_plot():
    points = pd.DataFrame({"a": [9, 9, 1, 1, 9], "b": [9, 1, 9, 1, 9], "n": 5})
    points.loc[4, "n"] = 0
    attractive = evaluation.attractiveness(
        points, {"a": 1}, scale="given", knock_out={"n": (1, None)}
    )
    able = evaluation.attractiveness(points, {"b": 1}, scale="given")
    table = evaluation.evaluation_table(attractive, able)
    assert table["advice"].tolist() == [
        "target", "build the ability", "serve cheaply", "leave", "out"
    ]  # fmt: skip
    assert table["reason"].tolist()[-1] == "n is 0, least 1"


def test_a_close_ranking_depends_on_the_weights():
    points = pd.DataFrame({"a": [9, 1], "b": [1, 8.9]}, index=["x", "y"])
    found = evaluation.weight_sensitivity(
        points, {"a": 1, "b": 1}, scale="given", random_state=0
    )
    assert 0.4 < found.attrs["same_ranking_share"] < 0.7
    assert found["rank"].tolist() == [1, 2]
    assert found["first_share"].sum() == pytest.approx(1)
    again = evaluation.weight_sensitivity(
        points, {"a": 1, "b": 1}, scale="given", random_state=0
    )
    pd.testing.assert_frame_equal(found, again)


@pytest.mark.parametrize(
    ("criteria", "weights", "options", "message"),
    [
        (CRITERIA, {"value": -1}, {}, "numbers of zero or more"),
        (CRITERIA, {}, {}, "numbers of zero or more"),
        (CRITERIA, {"growth": 1}, {}, r"needs columns \['growth'\]"),
        (CRITERIA, {"value": 1}, {"scale": "given"}, "points from 0 to 10"),
        (
            CRITERIA.assign(value=np.nan),
            {"value": 1},
            {},
            "is not known of the segments",
        ),
        (CRITERIA.assign(value="a"), {"value": 1}, {}, "value must be numbers"),
        (pd.concat([CRITERIA] * 2), {"value": 1}, {}, "a segment twice"),
    ],
)
def test_criteria_that_cannot_be_weighed_are_refused(
    criteria, weights, options, message
):
    with pytest.raises(DataError, match=message):
        evaluation.attractiveness(criteria, weights, **options)


def test_cost_of_k_by_hand():
    # two segments of 3: means 1 and 11, sum of squares between 150, within 4; corrected
    # by (2 - 1) * 4 / 4 = 1; gain 3 * 149; four segments of the same cost more
    labels = pd.DataFrame({2: [1, 1, 1, 2, 2, 2], 4: [1, 1, 2, 3, 3, 4]})
    response = pd.Series([0.0, 1, 2, 10, 11, 12])
    table = evaluation.cost_of_k(
        labels, response, margin=3, cost_per_segment=100, cost_once=50
    )
    assert table["n_segments"].tolist() == [1, 2, 4]
    assert table["gain"].tolist()[:2] == [0, 447]
    assert table["cost"].tolist() == [100, 250, 450]
    assert table["variance_explained"].iloc[1] == pytest.approx(149 / 155)
    assert table["break_even_margin"].iloc[1] == pytest.approx(150 / 149)
    assert table.attrs["best"] == 2
    dear = evaluation.cost_of_k(labels, response, margin=0.1, cost_per_segment=100)
    assert dear.attrs["best"] == 1


def test_random_segments_gain_nothing_on_average():
    rng = np.random.default_rng(0)
    gains = []
    for _ in range(60):
        labels = pd.DataFrame({5: rng.integers(0, 5, 60)})
        y = pd.Series(rng.normal(size=60))
        table = evaluation.cost_of_k(labels, y, margin=1, cost_per_segment=0)
        gains.append(table["variance_explained"].iloc[-1])
    assert np.mean(gains) < 0.03


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"margin": -1}, "margin must be an amount"),
        ({"response": pd.Series([1.0, 1, 1])}, "the same for all customers"),
        ({"response": pd.Series([1.0], index=[99])}, "share no customer"),
    ],
)
def test_costs_that_say_nothing_are_refused(options, message):
    given = {"response": pd.Series([1.0, 2, 3]), "margin": 1, "cost_per_segment": 1}
    with pytest.raises(DataError, match=message):
        evaluation.cost_of_k(pd.DataFrame({2: [1, 1, 2]}), **(given | options))
