"""From what people were asked about their needs to one row per customer."""

import numpy as np
import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError
from segkit.models import NeedsSegmenter


def tasks():
    rows = [
        (who, task, item, item == best, item == worst)
        for who, task, best, worst in [
            ("b", 1, "Low price", "Good design"),
            ("b", 2, "Low price", "Fast delivery"),
            ("a", 1, "Good design", "Low price"),
        ]
        for item in ("Low price", "Fast delivery", "Good design")
    ]
    names = ["customer_id", "task", "benefit", "best", "worst"]
    return pd.DataFrame(rows, columns=names)


def test_best_worst_scores_by_hand():
    X = features.maxdiff(tasks())
    assert X.index.tolist() == ["a", "b"]
    assert X.loc["b"].to_dict() == {
        "maxdiff_fast_delivery": -0.5,
        "maxdiff_good_design": -0.5,
        "maxdiff_low_price": 1.0,
        "shown_fast_delivery": 2,
        "shown_good_design": 2,
        "shown_low_price": 2,
        "best_fast_delivery": 0,
        "best_good_design": 0,
        "best_low_price": 2,
        "worst_fast_delivery": 1,
        "worst_good_design": 1,
        "worst_low_price": 0,
    }


def test_an_item_that_was_not_shown_has_no_score():
    few = tasks()
    few = few[~((few["customer_id"] == "a") & (few["benefit"] == "Fast delivery"))]
    X = features.maxdiff(few)
    assert np.isnan(X.loc["a", "maxdiff_fast_delivery"])
    assert X.loc["a", "shown_fast_delivery"] == 0


def test_other_engines_give_the_same():
    import polars as pl  # noqa: PLC0415

    plain = features.maxdiff(tasks())
    other = features.maxdiff(pl.from_pandas(tasks()))
    pd.testing.assert_frame_equal(plain, other, check_index_type=False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.assign(best=False), "3 tasks without exactly one best"),
        (lambda t: t.drop(columns="worst"), r"maxdiff needs columns \['worst'\]"),
        (lambda t: pd.concat([t, t]), "rows repeat one"),
        (lambda t: t.iloc[:0], "maxdiff has no rows"),
        (lambda t: t.assign(customer_id=None), "rows without one of"),
        (lambda t: t.assign(best="yes"), "'best'"),
        (lambda t: t.assign(best=np.nan), "missing or infinite values"),
        (
            lambda t: t.assign(
                benefit=t["benefit"].replace("Good design", "low-price")
            ),
            "differ in capitals or signs alone",
        ),
    ],
)
def test_tasks_that_cannot_be_read_are_refused(change, said):
    with pytest.raises(DataError, match=said):
        features.maxdiff(change(tasks()))


def offers():
    return pd.DataFrame(
        {
            "customer_id": ["a"] * 4,
            "task": [1, 1, 2, 2],
            "alternative": [1, 2, 1, 2],
            "price_amount": [40.0, 50.0, 40.0, 50.0],
            "fast": [False, True, False, True],
            "chosen": [True, False, True, False],
        }
    )


def test_choices_are_taken_less_shown_over_the_range():
    # the low price both times: half a range below what was shown, turned round
    assert features.choices(offers()).loc["a"].to_dict() == {
        "choice_fast": -0.5,
        "choice_low_price": 0.5,
    }


def test_what_people_want_little_of_can_be_said():
    X = features.choices(offers(), low_is_better=["fast"])
    assert X.columns.tolist() == ["choice_low_fast", "choice_price_amount"]
    with pytest.raises(DataError, match="low_is_better must be one of"):
        features.choices(offers(), low_is_better=["colour"])


def test_an_attribute_alike_in_all_offers_is_refused():
    with pytest.raises(DataError, match="'size' is the same in all offers"):
        features.choices(offers().assign(size=3))


def test_tasks_without_a_chosen_offer_are_refused():
    with pytest.raises(DataError, match="2 tasks without exactly one chosen"):
        features.choices(offers().assign(chosen=False))


def test_kano_answers_stand_side_by_side():
    asked = pd.DataFrame(
        {
            "customer_id": [2, 1, 1],
            "feature": ["Free returns", "Free returns", "Order tracking"],
            "functional": [1, 2, 3],
            "dysfunctional": [5, 5, 3],
        }
    )
    X = features.kano(asked)
    assert X.loc[1].to_dict() == {
        "kano_with_free_returns": 2.0,
        "kano_with_order_tracking": 3.0,
        "kano_without_free_returns": 5.0,
        "kano_without_order_tracking": 3.0,
    }
    assert np.isnan(X.loc[2, "kano_with_order_tracking"])
    with pytest.raises(DataError, match="1 answers outside 1 to 5, such as 9"):
        features.kano(asked.assign(functional=[9, 1, 1]))


def test_jobs_stand_side_by_side_and_the_scale_is_said():
    asked = pd.DataFrame(
        {
            "customer_id": [1],
            "job": ["Find a gift"],
            "importance": [9],
            "satisfaction": [4],
        }
    )
    assert features.jobs(asked).loc[1].tolist() == [9.0, 4.0]
    with pytest.raises(DataError, match="outside 1 to 5, such as 9"):
        features.jobs(asked, scale=5)


def texts():
    return pd.DataFrame(
        {
            "customer_id": ["a", "a", "b", "c", None],
            "feedback_id": [1, 2, 3, 4, 5],
            "rating": [1, np.nan, 5, 3, 1],
            "written_at": pd.to_datetime(
                ["2024-01-31 23:59", *["2024-02-01 00:00"] * 4]
            ),
            "theme": ["price", "price", "price", "delivery", "price"],
            "second_theme": ["delivery", None, None, None, None],
            "text": ["Trop CHÈRE, livré tard", "dear", "cheap", "so late", "dear"],
        }
    )


def test_coded_themes_by_hand():
    coded = features.coded_themes(texts())
    found = coded[["customer_id", "theme", "severity"]]
    assert found.fillna(-1).to_numpy().tolist() == [
        ["a", "delivery", 1.0],
        ["a", "price", 1.0],
        ["a", "price", -1.0],
        ["c", "delivery", 0.5],
    ]
    assert coded.attrs["left_out"] == {
        "no customer_id": 1,
        "after as_of": 0,
        "rating above 3": 1,
        "no theme": 0,
    }


def test_texts_after_the_day_do_not_count():
    coded = features.coded_themes(texts(), as_of="2024-01-31")
    assert coded["feedback_id"].unique().tolist() == [1]
    assert coded.attrs["left_out"]["after as_of"] == 3
    assert coded.attrs["as_of"] == "2024-01-31"
    with pytest.raises(DataError, match="needs column 'written_at'"):
        features.coded_themes(texts().drop(columns="written_at"), as_of="2024-01-31")
    with pytest.raises(DataError, match="'written_at'"):
        features.coded_themes(texts().assign(written_at="soon"), as_of="2024-01-31")


def test_a_code_book_finds_beginnings_of_words_without_case_or_accents():
    book = {"price": ["dear", "chère"], "delivery": ["late", "LIVR"]}
    coded = features.coded_themes(texts(), codebook=book)
    assert coded[["feedback_id", "theme"]].to_numpy().tolist() == [
        [1, "delivery"],
        [1, "price"],
        [2, "price"],
        [4, "delivery"],
    ]
    other = features.coded_themes(texts(), codebook={"price": ["ear"], "x": ["dear"]})
    assert other["theme"].unique().tolist() == ["x"]
    assert other.attrs["left_out"]["no theme"] == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"codebook": {"price": "dear"}}, "must be a list of beginnings of words"),
        ({"codebook": {"price": ["zzz"]}}, "none of the 3 texts that complain"),
        ({"themes": ["topic"]}, "feedback needs a column of coded themes"),
    ],
)
def test_themes_that_cannot_be_found_are_refused(more, said):
    with pytest.raises(DataError, match=said):
        features.coded_themes(texts(), **more)


def test_stars_off_the_scale_are_refused():
    with pytest.raises(DataError, match="'rating' has 1 answers outside 1 to 5"):
        features.coded_themes(texts().assign(rating=[0, 1, 2, 3, 4]))


def test_the_main_pain_is_that_of_most_texts():
    X = features.pains(texts())
    assert X["main_pain"].to_dict() == {"a": "price", "c": "delivery"}
    assert X[["pain_delivery", "pain_price"]].to_numpy().tolist() == [[1, 2], [1, 0]]
    assert X["pain_severity"].tolist() == [1.0, 0.5]


def survey():
    return pd.DataFrame(
        {
            "customer_id": [2, 1],
            "answered_on": pd.to_datetime(["2024-09-10", "2024-09-20"]),
            "benefit_price": [5, 3],
            "motiv_gift": [1, 2],
            "job_to_be_done": ["find a gift", "repair"],
            "main_difficulty": ["prices", "none"],
            "csat": [3, 4],
        }
    )


def test_a_survey_gives_what_people_say_they_want():
    X = features.benefits(survey())
    assert X.columns.tolist() == [
        "benefit_price",
        "motiv_gift",
        "job_to_be_done",
        "buying_difficulty",
    ]
    assert X.index.tolist() == [1, 2]


def test_answers_after_the_day_do_not_count():
    X = features.benefits(survey(), as_of="2024-09-15")
    assert X.index.tolist() == [2]
    assert X.attrs == {"left_out": {"after as_of": 1}, "as_of": "2024-09-15"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s[["customer_id", "csat"]], "survey needs columns that start with"),
        (lambda s: s.assign(benefit_price="much"), "'benefit_price'"),
        (lambda s: s.assign(answered_on="late"), "'answered_on'"),
        (lambda s: s.assign(customer_id=1), "1 rows repeat one"),
        (lambda s: s.assign(customer_id=[1, None]), "1 rows without one of"),
    ],
)
def test_a_survey_that_cannot_be_read_is_refused(change, said):
    with pytest.raises(DataError, match=said):
        features.benefits(change(survey()), as_of="2024-12-31")


def test_everybody_asked_for_has_a_row_and_strangers_are_counted():
    people = pd.DataFrame(
        {"customer_id": ["a", "z"], "main_interest": ["home", None], "age": [3, 4]}
    )
    X = features.needs(maxdiff=tasks(), customers=people, as_of="2024-06-30")
    assert X.index.tolist() == ["a", "z"]
    assert "age" not in X
    assert X.loc["z"].isna().all()
    assert X.attrs["left_out"]["not in customers"] == 1
    assert X.attrs["as_of"] == "2024-06-30"
    same = features.needs(maxdiff=tasks(), customers=pd.Index(["z", "a"]))
    assert same.index.tolist() == ["a", "z"]


def test_no_table_at_all_is_refused():
    with pytest.raises(DataError, match=r"needs\(\) was given no table"):
        features.needs()


def test_the_practice_data_go_through_to_segments():
    X = features.needs(
        maxdiff=datasets.load("maxdiff"),
        conjoint=datasets.load("conjoint"),
        kano=datasets.load("kano"),
        jobs=datasets.load("jobs"),
        survey=datasets.load("survey"),
        customers=datasets.load("customers"),
        as_of="2024-12-31",
    )
    assert len(X) == 12_000
    model = NeedsSegmenter("latent").fit(X)
    assert model.segments_["name"].tolist() == [
        "Budget-minded",
        "Convenience seekers",
        "Sustainability-minded",
        "Advice seekers",
        "Not known",
    ]
    assert model.assign(X).attrs["as_of"] == "2024-12-31"
    by_motive = NeedsSegmenter(by="motives").fit(X)
    assert "Comfort" in by_motive.segments_["name"].tolist()
