"""Columns that made the segments are described; the others are tested."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segkit import evaluation, models
from segkit.checks import DataError
from segkit.evaluation.portraits import portrait

RNG = np.random.default_rng(0)
SEGMENTS = pd.Series(np.repeat(["a", "b", "c"], 50), name="segment")
X = pd.DataFrame(
    {
        "spent": np.repeat([10.0, 20.0, 30.0], 50) + RNG.normal(size=150),
        "age": RNG.normal(40, 5, 150) + np.repeat([0, 0, 4], 50),
        "plan": np.where(
            RNG.uniform(size=150) < np.repeat([0.2, 0.5, 0.8], 50), "x", "y"
        ),
        "vip": np.repeat([True, False, False], 50),
    }
)


def test_what_made_the_segments_has_no_p_value_and_no_interval():
    found = evaluation.profile(SEGMENTS, X, made_from=["spent"])
    assert set(found.described["column"]) == {"spent"}
    assert not {"low", "high", "p_value", "p_holm"} & set(found.described)
    assert "spent" not in found.tests.index
    assert found.tests.index.tolist() == ["age", "plan", "vip"]
    assert {"low", "high"} <= set(found.tested)
    assert found.table.groupby("made_from")["column"].nunique().tolist() == [3, 1]


def test_nothing_is_tested_when_it_is_not_known_what_made_them():
    found = evaluation.profile(SEGMENTS, X)
    assert len(found.tests) == len(found.tested) == 0
    assert "say made_from=" in repr(found)
    everything = evaluation.profile(SEGMENTS, X, made_from=[])
    assert len(everything.described) == 0
    assert len(everything.tests) == 4


def test_the_columns_are_taken_from_a_fitted_model():
    table = pd.DataFrame(
        {"recency_days": [3, 9, 90, 4], "n_orders": [5, 1, 3, 2],
         "monetary_amount": [80, 20, 75, 9], "age": [20, 30, 40, 50]}
    )  # fmt: skip
    model = models.BehaviouralSegmenter(method="rfm").fit(table)
    found = evaluation.profile(model.assign(table), table, made_from=model)
    assert found.tests.index.tolist() == ["age"]


def test_tests_are_those_of_scipy_and_effects_by_hand():
    found = evaluation.profile(SEGMENTS, X, made_from=["spent"]).tests
    parts = [X["age"][name == SEGMENTS] for name in "abc"]
    h, p = stats.kruskal(*parts)
    age = found.loc["age"]
    assert (age["statistic"], age["p_value"]) == pytest.approx((h, p))
    assert age["effect"] == pytest.approx(h / 149)  # H / (n - 1)
    counts = pd.crosstab(SEGMENTS, X["plan"])
    chi2 = stats.chi2_contingency(counts, correction=False)
    plan = found.loc["plan"]
    assert plan["p_value"] == pytest.approx(chi2.pvalue)
    assert plan["effect"] == pytest.approx(np.sqrt(chi2.statistic / 150))
    assert (found["low"] <= found["effect"]).all()
    assert (found["effect"] <= found["high"] + 1e-12).all()
    assert (found["p_holm"] >= found["p_value"]).all()


def test_markers_by_hand():
    segments = pd.Series(["a"] * 4 + ["b"] * 4).astype("category")
    share = pd.Series([1, 1, 1, 0, 1, 0, 0, 0], name="yes")  # .75 and .25 around .5
    assert portrait(segments, share, None)["marker"].tolist() == [True, True]
    rare = pd.Series([0.02, 0.04, 0.03, 0.03, 0.01, 0.01, 0.01, 0.01], name="rate")
    found = portrait(segments, rare, None)  # .03 and .01 around .02: half of it
    assert found["relative"].tolist() == pytest.approx([0.5, -0.5])
    assert found["marker"].all()
    flat = pd.Series([100.0, 101, 102, 103, 100, 101, 102, 103], name="n")
    assert not portrait(segments, flat, None)["marker"].any()
    close = pd.Series([0.5, 0.5, 0.6, 0.6, 0.5, 0.5, 0.5, 0.5], name="rate")
    assert not portrait(segments, close, None)["marker"].any()


def test_missing_values_are_counted_and_constants_have_no_test():
    holes = X.assign(age=X["age"].where(X.index > 9), same=1.0)
    found = evaluation.profile(SEGMENTS, holes, made_from=["spent"]).tests
    assert found.loc["age", "missing"] == 10
    assert found.loc["age", "n"] == 140
    assert np.isnan(found.loc["same", "p_value"])


def test_shuffled_rows_change_nothing():
    one = evaluation.profile(SEGMENTS, X, made_from=["spent"])
    two = evaluation.profile(
        SEGMENTS.sample(frac=1, random_state=1), X.sample(frac=1, random_state=2),
        made_from=["spent"],
    )  # fmt: skip
    pd.testing.assert_frame_equal(one.tests, two.tests)
    pd.testing.assert_frame_equal(one.table, two.table)
    assert "<p>Describes:" in one._repr_html_()


@pytest.mark.parametrize(
    ("segments", "table", "made_from", "message"),
    [
        (SEGMENTS, X, ["no"], r"columns \['no'\] that X does not have"),
        (SEGMENTS, X, "spent", "must be a list of columns"),
        (SEGMENTS, X, 3, "must be a list of columns"),
        (SEGMENTS, X.set_index(X.index + 999), [], "share no customer"),
        (SEGMENTS, pd.concat([X, X]), [], "150 rows repeat"),
        (X, X, [], "this is a DataFrame"),
    ],
)
def test_what_has_no_profile_is_refused(segments, table, made_from, message):
    with pytest.raises(DataError, match=message):
        evaluation.profile(segments, table, made_from=made_from)
