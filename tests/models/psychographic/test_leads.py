"""The leading score: against the average, with a margin, ties apart."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import PsychographicSegmenter
from segkit.models.psychographic import leading

NO_LEAD = "No clear lead"


def scores(**columns):
    names = {f"values_{name}_score": values for name, values in columns.items()}
    index = pd.Index([f"c{i}" for i in range(len(next(iter(columns.values()))))])
    return pd.DataFrame(names, index=index.rename("customer_id"), dtype=float)


def test_a_score_leads_by_its_distance_from_the_average_not_by_its_height():
    # everybody agrees to care; the third agrees to it less than the others do
    X = scores(care=[6, 6, 5, 5], power=[1, 1, 4, 2])
    assert leading(X)["c2"] == "Power"
    assert X.loc["c2"].idxmax() == "values_care_score"


def test_the_lead_by_hand():
    # care: mean 4, spread 1; power: mean 3, spread 1
    X = scores(care=[5, 3, 5, 3], power=[2, 4, 4, 2])
    assert leading(X).tolist() == ["Care", "Power", NO_LEAD, NO_LEAD]


def test_ties_and_flat_profiles_have_a_level_of_their_own():
    X = scores(care=[5, 1, 3], power=[5, 1, 3])
    assert leading(X, margin=0).tolist() == [NO_LEAD] * 3


def test_a_margin_of_zero_leaves_only_ties_without_a_lead():
    rng = np.random.default_rng(1)
    X = scores(**{name: rng.normal(size=50) for name in ("care", "power", "fun")})
    assert NO_LEAD not in set(leading(X, margin=0))
    assert (leading(X, margin=9) == NO_LEAD).all()


def test_who_rates_everything_higher_leads_in_the_same_when_centred():
    X = scores(care=[4, 2, 3, 4], power=[2, 4, 3, 3], fun=[3, 3, 3, 5])
    for name in ("Care", "Power"):
        assert name in set(leading(X, centred=True))
    higher = X.add([0, 0, 0, 1.5], axis=0)
    pd.testing.assert_series_equal(
        leading(higher, centred=True), leading(X, centred=True)
    )


def test_a_missing_score_makes_the_lead_unknown():
    X = scores(care=[5, 1, None, 4], power=[1, 5, 5, 2])
    assert leading(X).isna().tolist() == [False, False, True, False]
    model = PsychographicSegmenter(by="values").fit(X)
    assert model.assign(X)["c2"] == "Not known"
    assert "not known of this customer" in model.explain(X, "c2")


def test_a_constant_score_never_leads_by_itself():
    X = scores(care=[3, 3, 3, 3], power=[1, 5, 2, 4])
    assert set(leading(X)) == {"Care", "Power"}  # power below average: care stands out
    assert leading(X)[X["values_power_score"] > 3].tolist() == ["Power"] * 2


def test_new_customers_are_held_against_the_old_averages():
    X = scores(care=[5, 3, 5, 3], power=[2, 4, 4, 2])
    model = PsychographicSegmenter(by="values").fit(X)
    alone = scores(care=[4.0], power=[4.0])
    assert model.assign(alone).tolist() == ["Power"]


@settings(deadline=None, max_examples=40)
@given(st.integers(4, 30), st.integers(2, 5), st.integers(0, 9999), st.booleans())
def test_order_and_unit_of_the_scores_change_nothing(n, k, seed, centred):
    rng = np.random.default_rng(seed)
    X = scores(**{name: rng.integers(1, 6, n) for name in "abcde"[:k]})
    lead = leading(X, centred=centred)
    shuffled = X.sample(frac=1, random_state=seed).iloc[:, ::-1]
    assert leading(shuffled, centred=centred).loc[X.index].tolist() == lead.tolist()
    if not centred:  # with its own unit each, there is no mean over scores
        other = X * rng.choice([1, 2, 4], k) + 8
        assert leading(other).tolist() == lead.tolist()


@pytest.mark.parametrize("margin", [-0.1, "much", True, float("nan")])
def test_a_margin_that_is_none_is_refused(margin):
    with pytest.raises(DataError, match="margin must be a number of standard dev"):
        leading(scores(care=[1, 2], power=[2, 1]), margin=margin)


def test_text_and_empty_columns_are_refused_by_name():
    X = scores(care=[1, 2], power=[None, None])
    with pytest.raises(DataError, match="column 'values_power_score' in X holds no va"):
        leading(X)
    X["values_power_score"] = ["high", "low"]
    with pytest.raises(DataError, match="'values_power_score' in X must hold numbers"):
        leading(X)


def test_centred_is_yes_or_no():
    X = scores(care=[1, 2], power=[2, 1])
    with pytest.raises(DataError, match="centred must be one of"):
        PsychographicSegmenter(by="values", centred="often").fit(X)
