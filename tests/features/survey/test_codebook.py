"""The item table: own ones, and those that describe their scales in words."""

import pandas as pd
import pytest

from segkit import datasets, features
from segkit.checks import DataError
from segkit.features.survey.codebook import scale_items


def test_the_questionnaire_of_the_world_is_read():
    book = scale_items(datasets.load("survey_items"))
    assert len(book) == 24 + 12 + 15
    assert book["position"].is_monotonic_increasing
    ends = book.groupby("block")[["low", "high"]].agg(["min", "max"])
    assert ends.loc["values"].tolist() == [1, 1, 6, 6]
    assert ends.loc["lifestyle"].tolist() == [1, 1, 5, 5]
    assert book["reversed"].sum() == 6 + 5


def test_two_blocks_are_stacked():
    both = pd.concat(
        [
            features.codebook({"calm": ["q1"]}, block="traits"),
            features.codebook({"calm": ["v1"]}, block="values", low=1, high=6),
        ]
    )
    assert scale_items(both)["score"].tolist() == [
        "traits_calm_score",
        "values_calm_score",
    ]


def test_questions_that_stand_alone_are_no_scale():
    asked = pd.DataFrame(
        {
            "item": ["q1", "nps", "age"],
            "block": ["mind", "satisfaction", "person"],
            "factor": ["calm", "satisfaction", "person"],
            "scale": ["1 low to 7 high", "0 no to 10 yes", "a number"],
            "reversed": False,
        }
    )
    assert scale_items(asked)["item"].tolist() == ["q1"]
    with pytest.raises(DataError, match="items names no scale"):
        scale_items(asked.iloc[1:])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: features.codebook({"a": ["q1"], "b": ["q1"]}), r"lists \['q1'\] more"),
        (
            lambda: features.codebook({"a": ["q1"]}, reverse=["q9"]),
            r"reverse names \['q9",
        ),
        (lambda: scale_items(pd.DataFrame({"item": ["q1"]})), "items needs columns"),
        (
            lambda: scale_items(features.codebook({"a": ["q1"]}, low=5, high=1)),
            "item 'q1' runs from 5 to 1: the lower end must be below",
        ),
    ],
)
def test_an_item_table_that_cannot_be_is_refused(call, words):
    with pytest.raises(DataError, match=words):
        call()
