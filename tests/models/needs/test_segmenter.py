"""The five methods: ties, gaps, crossings, names, and the worked example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from segkit.checks import DataError
from segkit.models import NeedsSegmenter, needs
from segkit.models.needs import latent


def table(**columns):
    n = len(next(iter(columns.values())))
    ids = pd.Index([f"c{i}" for i in range(n)], name="customer_id")
    return pd.DataFrame(columns, index=ids)


def names(model, X):
    return model.fit(X).assign(X).astype(object).tolist()


# The worked example: one who watches the budget, a big spender who wants quality, one
# who seeks convenience.
WANTS = {"low_price": 0, "long_guarantee": 1, "fast_delivery": 2}


def shoppers(n=300, seed=4):
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 3, n)
    items = [*WANTS, "wide_choice", "good_design"]
    found = {}
    for item in items:
        mean = np.where(kind == WANTS.get(item, -1), 0.75, -0.2)
        found[f"maxdiff_{item}"] = np.clip(
            np.round(4 * (mean + rng.normal(0, 0.25, n))) / 4, -1, 1
        )
    return table(**found), kind


def test_the_worked_example_is_found_and_named():
    X, kind = shoppers()
    model = NeedsSegmenter("latent", n_segments=3).fit(X)
    assert adjusted_rand_score(kind, model.labels_) > 0.9
    assert set(model.segments_["name"]) == {
        "Budget-minded",
        "Quality-minded",
        "Convenience seekers",
        "Not known",
    }
    who = X.index[kind == 1][0]
    said = model.explain(X, who)
    assert "is in Quality-minded." in said
    assert "long guarantee (best-worst): " in said
    assert "more than others: long guarantee" in said


def test_classes_with_the_same_lead_are_told_apart_by_name():
    X, _ = shoppers()
    found = NeedsSegmenter("latent", n_segments=7).fit(X).segments_["name"]
    assert found.is_unique


def test_customers_who_are_all_alike_are_no_classes():
    X = table(maxdiff_a=[0.5] * 9, maxdiff_b=[-0.5] * 9)
    with pytest.raises(DataError, match="more than the 1 different customers"):
        NeedsSegmenter("latent", n_segments=2).fit(X)


def test_a_constant_column_beside_others_changes_nothing():
    X, kind = shoppers()
    model = NeedsSegmenter("latent", n_segments=3).fit(X.assign(maxdiff_same=0.0))
    assert adjusted_rand_score(kind, model.labels_) > 0.9


def test_who_has_no_answer_is_not_known_and_who_has_some_is_placed():
    X, _ = shoppers(60)
    X.iloc[0] = np.nan
    X.iloc[1, 1:] = np.nan
    model = NeedsSegmenter("latent", n_segments=3).fit(X)
    found = model.assign(X).astype(object)
    assert found.iloc[0] == "Not known"
    assert found.iloc[1] != "Not known"
    assert model.membership(X).iloc[0, -1] == 1.0


@pytest.mark.parametrize("method", ["leading", "latent"])
def test_infinite_scores_are_refused(method):
    X, _ = shoppers(60)
    X.iloc[3, 0] = np.inf
    with pytest.raises(DataError, match="has 1 infinite values"):
        NeedsSegmenter(method).fit(X)


def test_benefits_nobody_named_before_have_seekers():
    assert latent.people("gift wrapping") == "Seekers of gift wrapping"


def test_people_who_say_five_to_everything_are_no_class():
    rng = np.random.default_rng(0)
    kind = rng.integers(0, 2, 200)
    level = rng.integers(-1, 2, 200)
    ratings = {
        f"benefit_{name}": np.clip(
            3 + level + np.where(kind == place, 1, -1) + rng.integers(-1, 1, 200), 0, 9
        ).astype(float)
        for place, name in enumerate(["price", "quality"])
    }
    model = NeedsSegmenter("latent", n_segments=2).fit(table(**ratings))
    assert adjusted_rand_score(kind, model.labels_) > 0.8
    assert abs(adjusted_rand_score(level, model.labels_)) < 0.1


def test_the_highest_score_leads_and_ties_are_several_alike():
    X = table(
        maxdiff_price=[1.0, 0.5, 0.0, np.nan, np.nan],
        maxdiff_advice=[-1.0, 0.5, 0.0, 0.5, np.nan],
    )
    assert names(NeedsSegmenter(), X) == [
        "Price",
        "Several alike",
        "Several alike",
        "Advice",
        "Not known",
    ]


def test_a_margin_makes_a_narrow_lead_no_lead():
    X = table(benefit_price=[5, 5], benefit_advice=[4, 1])
    assert names(NeedsSegmenter(margin=1), X) == ["Several alike", "Price"]
    rule = NeedsSegmenter(margin=1).fit(X).segments_["rule"][1]
    assert (
        rule == "price has their highest importance, ahead of the next by more than 1"
    )


def test_leading_item_names_columns():
    found = needs.leading_item(pd.DataFrame({"a": [1, 2], "b": [0, 2]}))
    assert found.tolist() == ["a", "several"]


def test_what_people_chose_comes_before_what_they_rated():
    X = table(
        benefit_price=[5, 1],
        benefit_advice=[1, 5],
        choice_fast=[0.5, -0.2],
        choice_low_price=[0.1, 0.1],
    )
    assert names(NeedsSegmenter(), X) == ["Fast", "Low price"]
    assert names(NeedsSegmenter(by="benefits"), X) == ["Price", "Advice"]


def test_a_family_that_is_not_there_is_named():
    X = table(benefit_price=[5, 1], benefit_advice=[1, 5])
    with pytest.raises(DataError, match="by='maxdiff' needs columns that start with"):
        NeedsSegmenter(by="maxdiff").fit(X)
    with pytest.raises(DataError, match="by must be one of"):
        NeedsSegmenter(by="wishes").fit(X)


def test_several_kinds_of_scores_are_for_latent_classes_only():
    X = table(benefit_a=[5, 1], benefit_b=[1, 5], motiv_a=[1, 2], motiv_b=[2, 1])
    with pytest.raises(DataError, match="several kinds of scores"):
        NeedsSegmenter(by=["benefits", "motives"]).fit(X)


def test_one_score_alone_cannot_lead():
    with pytest.raises(DataError, match="two scores or more to compare"):
        NeedsSegmenter().fit(table(benefit_price=[5, 1]))


@pytest.mark.parametrize("margin", [-1, "much", None, np.nan])
def test_a_margin_that_is_no_number_is_refused(margin):
    X = table(benefit_price=[5, 1], benefit_advice=[1, 5])
    with pytest.raises(DataError, match="margin must be a number from 0"):
        NeedsSegmenter(margin=margin).fit(X)


def test_answers_are_levels_and_gaps_are_not_known():
    X = table(job_to_be_done=["find a gift", None, "repair fast", "find a gift"])
    model = NeedsSegmenter("stated")
    assert names(model, X) == ["Find a gift", "Not known", "Repair fast", "Find a gift"]
    assert "job to be done: find a gift" in model.explain(X, "c0")


def test_two_questions_are_crossed():
    X = table(main_interest=["home", "garden"], main_difficulty=["dear", None])
    model = NeedsSegmenter("stated", by=["main_interest", "main_difficulty"])
    assert names(model, X) == ["Home / Dear", "Not known"]
    assert len(model.segments_) == 3


def test_an_answer_that_nobody_gave_before_is_not_known_and_said():
    X = table(main_interest=["home", "garden"])
    model = NeedsSegmenter("stated", by="main_interest").fit(X)
    new = table(main_interest=["boats", "home"])
    assert model.assign(new).astype(object).tolist() == ["Not known", "Home"]
    assert "Nobody had said so" in model.explain(new, "c0")


def test_texts_that_say_who_are_refused():
    X = table(main_interest=[f"text {i}" for i in range(70)])
    with pytest.raises(DataError, match="70 different answers, and must have from 1"):
        NeedsSegmenter("stated", by="main_interest").fit(X)
    many = table(main_interest=list("abcdefghi"), main_pain=list("jklmnopqr"))
    with pytest.raises(DataError, match="more than 60 segments"):
        NeedsSegmenter("stated", by=["main_interest", "main_pain"]).fit(many)


def test_a_question_that_was_not_asked_is_refused():
    with pytest.raises(DataError, match="must name columns of answers"):
        NeedsSegmenter("stated", by="hopes").fit(table(main_interest=["a", "b"]))


KANO = {
    "kano_with_free_returns": [1, 2, 1, np.nan],
    "kano_without_free_returns": [3, 5, 5, 1],
    "kano_with_order_tracking": [1, 2, 3, 2],
    "kano_without_order_tracking": [3, 5, 3, 5],
}


def test_a_feature_divides_customers_by_what_it_is_to_them():
    X = table(**KANO)
    model = NeedsSegmenter("kano", by="Free returns")
    assert names(model, X) == [
        "Free returns: Attractive",
        "Free returns: Must-be",
        "Free returns: One-dimensional",
        "Not known",
    ]
    assert "With free returns: answer 1; without it: answer 3" in model.explain(X, "c0")


def test_two_features_are_crossed():
    X = table(**KANO)
    model = NeedsSegmenter("kano", by=["free returns", "order tracking"])
    assert names(model, X)[:2] == [
        "Free returns: Attractive / order tracking: Attractive",
        "Free returns: Must-be / order tracking: Must-be",
    ]
    assert len(model.segments_) == 37


def test_most_features_decide_and_ties_go_to_the_must():
    X = table(**KANO)
    model = NeedsSegmenter("kano")
    # c2: one-dimensional and indifferent, one each; c3 was asked about one only
    assert names(model, X) == ["Attractive", "Must-be", "One-dimensional", "Must-be"]
    assert "Of 2 features: 1 one-dimensional, 1 indifferent." in model.explain(X, "c2")
    assert "Of 1 feature: 1 must-be." in model.explain(X, "c3")


def test_questionable_answers_count_only_where_there_are_no_others():
    X = table(
        kano_with_a=[1, 1],
        kano_without_a=[1, 1],
        kano_with_b=[5, 3],
        kano_without_b=[5, 3],
    )
    assert names(NeedsSegmenter("kano"), X) == ["Questionable", "Indifferent"]


def test_a_feature_nobody_was_asked_about_is_refused():
    with pytest.raises(DataError, match="X has answers about"):
        NeedsSegmenter("kano", by="drones").fit(table(**KANO))


def test_one_of_the_two_answers_alone_is_refused():
    X = table(**KANO).drop(columns="kano_without_free_returns")
    with pytest.raises(
        DataError, match=r"lacks columns \['kano_without_free_returns'\]"
    ):
        NeedsSegmenter("kano").fit(X)


JOBS = {
    "job_importance_gift": [9, 8, 5],
    "job_satisfaction_gift": [9, 2, 5],
    "job_importance_repair": [8, 9, 5],
    "job_satisfaction_repair": [1, 9, 5],
}


def test_the_job_with_the_highest_opportunity_leads():
    X = table(**JOBS)
    assert names(NeedsSegmenter("jobs"), X) == ["Repair", "Gift", "Several alike"]
    by = NeedsSegmenter("jobs", by="importance")
    assert names(by, X) == ["Gift", "Repair", "Several alike"]


def test_jobs_without_satisfaction_say_what_to_do():
    X = table(**JOBS).drop(columns="job_satisfaction_gift")
    with pytest.raises(DataError, match="pass by='importance'"):
        NeedsSegmenter("jobs").fit(X)


def test_an_argument_of_another_method_is_refused():
    with pytest.raises(DataError, match=r"does not use \['variant'\]"):
        NeedsSegmenter(variant="pouliot").fit(table(**KANO))


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=2, max_size=12, unique=True),
    st.integers(1, 9),
)
def test_a_constant_added_to_all_of_a_persons_ratings_changes_nothing(rows, more):
    a, b, c = zip(*rows, strict=True)
    X = table(benefit_a=a, benefit_b=b, benefit_c=c)
    found = NeedsSegmenter().fit(X)
    other = found.predict(X + more)
    np.testing.assert_array_equal(found.labels_, other)
    leads = needs.leading_item(X)
    assert ((leads == "several") == (found.labels_ == 3)).all()
