"""Engagement: points that can be checked by hand, and what a cut-off costs."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural import cut_offs, engagement_score

HIGH, MEDIUM = "High engagement", "Medium engagement"
LOW, DORMANT = "Low engagement", "Dormant"


def table(**columns):
    X = pd.DataFrame(columns)
    return X.set_axis([f"c{i}" for i in range(len(X))])


def model(**options):
    return BehaviouralSegmenter(method="engagement", **options)


def test_points_by_hand():
    X = table(
        n_opened=[2, 0],
        n_clicked=[1, 0],
        n_sessions=[3, 0],
        follows_brand=[True, False],
    )
    assert engagement_score(X).tolist() == [2 * 1 + 1 * 3 + 3 * 2 + 5, 0]
    assert engagement_score(X, {"n_clicked": 10}).tolist() == [10, 0]


def test_a_missing_count_adds_nothing_and_nothing_known_is_not_known():
    X = table(n_opened=[2, np.nan, np.nan], n_clicked=[np.nan, 1, np.nan])
    assert engagement_score(X).fillna(-1).tolist() == [2, 3, -1]
    found = model(cut_points=[1, 3]).fit(X).assign(X)
    assert found.tolist() == [MEDIUM, HIGH, "Not known"]


def test_levels_are_the_thirds_of_those_with_points():
    X = table(n_opened=[0, 0, 1, 2, 3, 4, 5, 6])
    fitted = model().fit(X)
    assert fitted.cut_points_ == [3.0, 5.0]
    assert (
        fitted.assign(X).tolist()
        == [DORMANT] * 2 + [LOW] * 2 + [MEDIUM] * 2 + [HIGH] * 2
    )


def test_points_may_be_taken_away():
    X = table(n_opened=[3, 3], unsubscribed=[True, False])
    weights = {"n_opened": 1, "unsubscribed": -10}
    found = model(weights=weights, cut_points=[1, 2]).fit(X).assign(X)
    assert found.tolist() == [DORMANT, HIGH]


def test_the_reason_shows_the_score_and_its_parts():
    X = table(n_opened=[4, 1], n_clicked=[0, 0], follows_brand=[True, False])
    fitted = model(cut_points=[2, 8]).fit(X)
    assert str(fitted.explain(X, "c0")) == (
        "Customer c0 is in High engagement. Engagement score 9: opened 4 x 1 + follows "
        "brand 1 x 5. The rule for High engagement: 8 points or more."
    )


def test_what_cannot_be_is_refused():
    X = table(n_opened=[1, 2])
    with pytest.raises(DataError, match=r"weights name columns \['n_called'\]"):
        model(weights={"n_called": 1}).fit(X)
    with pytest.raises(DataError, match="weights must be numbers"):
        model(weights={"n_opened": "high"}).fit(X)
    with pytest.raises(DataError, match="nobody in X has points for"):
        model().fit(table(n_opened=[0, 0]))
    with pytest.raises(DataError, match="found no column that it reads"):
        model().fit(table(age=[1, 2]))


def test_cut_offs_by_hand():
    score = pd.Series([0, 0, 0, 2, 5, 9], list("abcdef"))
    bought = pd.Series([0, 0, 1, 0, 1, 1], list("abcdef"))
    found = cut_offs(score, bought, contact_cost_amount=1, buyer_amount=4)
    assert found["cut"].tolist() == [0, 2, 5, 9]
    assert found["contacted"].tolist() == [6, 3, 2, 1]
    assert found["saved"].tolist() == [0, 3, 4, 5]
    assert found["buyers_missed"].tolist() == [0, 1, 1, 2]
    assert found["buyers_reached"].tolist() == [3, 2, 2, 1]
    assert found["missed_rate"].tolist() == [0, 1 / 3, 1 / 3, 2 / 3]
    assert found["net_saved_amount"].tolist() == [0, -1, 0, -3]
    assert np.isnan(found["rate_below"][0])
    assert found["low"][1] < 1 / 3 < found["high"][1]


def test_many_scores_are_thinned_to_shares_of_customers():
    score = pd.Series(np.arange(1000.0))
    found = cut_offs(score, score > 900)
    assert len(found) == 12
    assert found["saved_rate"].diff().dropna().between(0.07, 0.09).all()


def test_rows_are_matched_by_customer_and_not_by_place():
    score = pd.Series([0, 5, 9], list("abc"))
    bought = pd.Series([1, 1, 0], list("cba"))
    assert cut_offs(score, bought, cuts=[1])["buyers_missed"].tolist() == [0]


def test_scores_and_outcomes_that_do_not_belong_together_are_refused():
    score = pd.Series([0, 5, 9], list("abc"))
    with pytest.raises(DataError, match="score has 3, bought has 2, and 2 have both"):
        cut_offs(score, pd.Series([1, 0], list("ab")))
    with pytest.raises(DataError, match="and 2 have both"):
        cut_offs(score, pd.Series([1, 0, None], list("abc")))
    with pytest.raises(DataError, match="bought must be 1 or 0"):
        cut_offs(score, pd.Series([1, 0, 7], list("abc")))
