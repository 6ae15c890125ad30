"""From a questionnaire to scores: turned round, averaged, refused where it must be."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, features
from segkit.checks import DataError

BOOK = features.codebook(
    {"calm": ["q1", "q2"], "tidy": ["q3", "q4", "q5"]},
    reverse=["q2", "q5"],
    block="mind",
)


def survey(rows=((5, 1, 2, 3, 4), (1, 4, 3, 3, 3), (2, 2, 5, 4, 1)), ids="abc"):
    table = pd.DataFrame(list(rows), columns=["q1", "q2", "q3", "q4", "q5"])
    return table.assign(customer_id=list(ids))


def test_scores_by_hand():
    X = features.answers(survey(), BOOK)
    assert X["mind_calm_score"].tolist() == [5.0, 1.5, 3.0]
    assert X["mind_tidy_score"].tolist() == pytest.approx([7 / 3, 3.0, 14 / 3])
    assert X.index.name == "customer_id"


def test_items_against_their_scale_are_turned_round_within_its_ends():
    X = features.answers(survey(), BOOK)
    assert X["q2"].tolist() == [5, 2, 4]
    assert X["q1"].tolist() == [5, 1, 2]
    six = features.codebook({"calm": ["q1", "q2"]}, reverse=["q2"], low=0, high=6)
    assert features.answers(survey(), six)["q2"].tolist() == [5, 2, 4]


def test_x_says_which_items_are_behind_a_score():
    X = features.answers(survey(), BOOK)
    assert X.attrs["scales"] == {
        "mind_calm_score": ["q1", "q2"],
        "mind_tidy_score": ["q3", "q4", "q5"],
    }


@pytest.mark.parametrize(
    ("share", "scored"), [(0.5, [1, 1, 0]), (0.6, [1, 1, 0]), (1.0, [1, 0, 0])]
)
def test_a_score_needs_a_share_of_its_items(share, scored):
    rows = [(1, 1, 1, 1, 1), (1, 1, 1, None, 1), (1, 1, None, None, 1)]
    X = features.answers(survey(rows), BOOK, share=share)
    assert X["mind_tidy_score"].notna().astype(int).tolist() == scored
    assert X.attrs["left_out"]["scores with too few answers"] == 3 - sum(scored)


def test_half_of_two_items_is_enough():
    X = features.answers(survey([(4, None, 1, 1, 1)], "a"), BOOK)
    assert X["mind_calm_score"].tolist() == [4.0]


def test_rows_without_a_customer_are_counted():
    X = features.answers(survey(ids=["a", None, "c"]), BOOK)
    assert X.index.tolist() == ["a", "c"]
    assert X.attrs["left_out"]["no customer_id"] == 1


def test_centred_scores_are_what_a_person_stresses_more():
    X = features.answers(survey(), BOOK, centred=True)
    plain = features.answers(survey(), BOOK)
    own = plain[["q1", "q2", "q3", "q4", "q5"]].mean(axis=1)
    expected = plain["mind_calm_score"] - own
    assert X["mind_calm_score"].tolist() == pytest.approx(expected.tolist())
    assert X.attrs["ipsatised"] == ["mind_calm_score", "mind_tidy_score"]
    pd.testing.assert_frame_equal(X[["q1", "q3"]], plain[["q1", "q3"]], check_like=True)


def test_ipsatised_items_correlate_as_the_textbook_says():
    """Items that measure different things come to correlate at -1/(p - 1)."""
    rng = np.random.default_rng(4)
    X = pd.DataFrame(rng.normal(size=(20_000, 5)), columns=list("abcde"))
    centred = features.ipsatised(X, list("abcde"))
    correlations = centred.corr().to_numpy()[np.triu_indices(5, 1)]
    assert correlations == pytest.approx(-1 / 4, abs=0.02)
    assert np.linalg.matrix_rank(centred.to_numpy()) == 4
    assert "ipsatised" not in X.attrs


def test_one_column_cannot_be_ipsatised():
    with pytest.raises(DataError, match=r"two columns or more; this is \['a'\]"):
        features.ipsatised(pd.DataFrame({"a": [1, 2]}), ["a"])


def test_the_day_is_the_last_answer_or_the_one_given():
    dated = survey().assign(
        answered_on=pd.to_datetime(["2024-09-10", "2024-09-29", "2024-09-12"])
    )
    assert features.answers(dated, BOOK).attrs["as_of"] == "2024-09-29"
    given = features.answers(dated, BOOK, as_of="2024-10-01")
    assert given.attrs["as_of"] == "2024-10-01"
    assert "as_of" not in features.answers(survey(), BOOK).attrs


def test_columns_are_renamed():
    mine = survey().rename(columns={"q1": "Frage 1", "customer_id": "Kunde"})
    names = {"q1": "Frage 1", "customer_id": "Kunde"}
    pd.testing.assert_frame_equal(
        features.answers(mine, BOOK, columns=names), features.answers(survey(), BOOK)
    )


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
def test_any_table_gives_the_same(engine):
    native = survey([(5, 1, 2, 3, 4), (1, None, 3, 3, 3)], "ba")
    made = {
        "polars": pl.from_pandas(native),
        "pyarrow": pa.Table.from_pandas(native),
        "duckdb": duckdb.from_df(native),
    }[engine]
    pd.testing.assert_frame_equal(
        features.answers(made, BOOK),
        features.answers(native, BOOK),
        check_index_type=False,
        check_column_type=False,
    )


def test_the_whole_questionnaire_is_scored():
    X = features.answers(datasets.load("survey"), datasets.load("survey_items"))
    scores = X.filter(regex="_score$")
    assert scores.shape[1] == 6 + 4 + 5
    assert scores.filter(regex="^values_").stack().between(1, 6).all()
    assert X.attrs["as_of"] == "2024-09-29"
    assert {"social_status", "interest_hiking", "sport_played"} <= set(X)
    assert "answered_on" not in X
    assert X.attrs["texts"]["aio_01"].startswith("I spend most free days")


def test_a_block_that_was_not_asked_is_left_out():
    asked = datasets.load("survey").filter(regex="customer_id|^aio_")
    X = features.answers(asked, datasets.load("survey_items"))
    assert len(X.filter(regex="_score$").columns) == 6


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_order_of_rows_columns_and_items_changes_nothing(seed, n):
    rng = np.random.default_rng(seed)
    values = rng.integers(1, 6, (n, 5)).astype(float)
    values[rng.random((n, 5)) < 0.2] = np.nan
    table = survey([tuple(row) for row in values], [f"c{i}" for i in range(n)])
    X = features.answers(table, BOOK)
    shuffled = table.sample(frac=1, random_state=seed).iloc[:, ::-1]
    again = features.answers(shuffled, BOOK.sample(frac=1, random_state=seed))
    pd.testing.assert_frame_equal(again, X, check_like=True)
    scores = X[["mind_calm_score", "mind_tidy_score"]].stack()
    assert scores.dropna().between(1, 5).all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"q1": [99, 1, 99]}, "item 'q1' holds 99 in 2 rows, outside its scale from 1"),
        ({"q1": [0, 1, 2]}, "item 'q1' holds 0 in 1 rows, outside"),
        ({"q1": [np.inf, 1, 2]}, "item 'q1' holds inf in 1 rows"),
        ({"q1": ["agree", "no", "yes"]}, "must hold the numbers of its scale, 1 to 5"),
        ({"q1": [True, False, True]}, "it holds boolean"),
        (
            {"customer_id": ["a", "a", "b"]},
            "1 rows that repeat a customer_id, such as 'a'",
        ),
        ({"customer_id": [None] * 3}, "no row with a customer_id"),
    ],
)
def test_what_is_no_answer_is_refused_by_name(change, words):
    with pytest.raises(DataError, match=words):
        features.answers(survey().assign(**change), BOOK)


def test_an_item_without_any_answer_is_missing_not_refused():
    X = features.answers(survey().assign(q1=None), BOOK)
    assert X["mind_calm_score"].tolist() == [5, 2, 4]


def test_part_of_a_scale_is_another_scale():
    with pytest.raises(DataError, match="is another scale") as error:
        features.answers(survey().drop(columns="q4"), BOOK)
    assert "scale 'mind_tidy_score' has items ['q4'] that the survey lacks" in str(
        error.value
    )
    assert "columns={'q4': 'your name'}" in str(error.value)


@pytest.mark.parametrize("share", [0, -1, 1.5, True])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(DataError, match="share must lie above 0 and at most 1"):
        features.answers(survey(), BOOK, share=share)


def test_no_customer_column_is_refused():
    with pytest.raises(DataError, match=r"survey needs columns \['customer_id'\]"):
        features.answers(survey().drop(columns="customer_id"), BOOK)
