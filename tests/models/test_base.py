"""A model in a dozen lines: what a ninth one has to bring, and no more."""

import json
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from segkit import models
from segkit.checks import DataError
from segkit.models import Rule, Segment, Segmenter
from segkit.models.tables import is_number, known, numbers, plain


@dataclass
class HomeOrAway(Rule):
    home: str

    needs: ClassVar = ("country",)
    options: ClassVar = ("home",)

    @classmethod
    def learn(cls, X, home):
        return cls(X["country"].mode()[0] if home is None else home)

    def segments(self):
        return [
            Segment("home", "At home", f"lives in {self.home}"),
            Segment("away", "Abroad", f"lives outside {self.home}"),
        ]

    def codes(self, X):
        return (X["country"] != self.home).to_numpy().astype(int)

    def reason(self, X):
        return f"Lives in {X['country'].iloc[0]}."


class CountrySegmenter(Segmenter):
    name = "country"
    methods: ClassVar = {"rule": HomeOrAway}

    def __init__(self, method="rule", *, home=None):
        self.method = method
        self.home = home


@pytest.fixture(name="X")
def table_of_countries():
    countries = ["FR", "FR", "ES"]
    return pd.DataFrame({"country": countries}, index=["a", "b", "c"])


def test_a_new_model_gets_everything_from_the_base(X, monkeypatch):
    monkeypatch.setitem(models.ALL, "country", CountrySegmenter)
    model = CountrySegmenter().fit(X)
    assert model.assign(X).tolist() == ["At home", "At home", "Abroad"]
    assert model.segments_["share"].tolist() == [2 / 3, 1 / 3]
    assert model.explain(X, "c") == "Customer c is in Abroad. Lives in ES."
    assert model.home_ == "FR"
    names = ["country_home", "country_away"]
    assert model.get_feature_names_out().tolist() == names
    again = models.from_frozen(json.loads(json.dumps(model.frozen())))
    assert again.predict(X).tolist() == [0, 0, 1]


@pytest.mark.parametrize("thing", [{}, {"model": "horoscope"}, None, [], {"model": []}])
def test_what_is_no_frozen_model_is_refused(thing):
    with pytest.raises(DataError, match=r"not a frozen model.*\['behavioural'"):
        models.from_frozen(thing)


def test_numbers_of_every_plain_kind_are_read():
    X = pd.DataFrame(
        {
            "flag": [True, False],
            "count": pd.array([1, None], dtype="Int64"),
            "object": pd.Series([1, 2.5], dtype=object),
        }
    )
    read = numbers(X, list(X))
    assert read.dtypes.unique().tolist() == [np.float64]
    assert read["count"].isna().tolist() == [False, True]
    assert read["object"].tolist() == [1.0, 2.5]


@pytest.mark.parametrize(
    "column",
    [
        pd.to_datetime(["2024-01-01", "2024-01-02"]),
        pd.to_timedelta([1, 2], "D"),
        [1 + 2j, 3j],
        pd.Categorical(["1", "2"]),
        [[1], [2]],
    ],
)
def test_what_is_no_number_is_refused(column):
    X = pd.DataFrame({"x": column})
    with pytest.raises(DataError, match="column 'x' in X must hold numbers"):
        numbers(X, ["x"])


def test_a_customer_is_known_by_the_same_type_only():
    X = pd.DataFrame(index=[1, 2])
    assert known(X, 2) == 2
    with pytest.raises(DataError, match=r"'2' \(str\) among its 2 .* type integer"):
        known(X, "2")


def test_plain_values_go_into_json():
    value = {"a": (np.int64(1), np.float64(2.5)), "b": [None, True, "x"]}
    assert json.dumps(plain(value, "it")) == '{"a": [1, 2.5], "b": [null, true, "x"]}'
    with pytest.raises(DataError, match="it: a is a set, which a frozen model cannot"):
        plain({"a": {1}}, "it")


@pytest.mark.parametrize("value", [True, None, "1", float("nan"), float("inf"), [1]])
def test_what_is_not_one_finite_number_is_told_apart(value):
    assert not is_number(value)
