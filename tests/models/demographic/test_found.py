"""The demographic model by groups found in the data: the world, and the words."""

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models import profiles
from segkit.models.words.people import PEOPLE
from tests.models.samples import customers

Model = models.DemographicSegmenter


@pytest.fixture(scope="module")
def world():
    return features.people(datasets.load("customers"), as_of="2024-12-31")


@pytest.fixture(scope="module", params=["prototypes", "latent"])
def model(request, world):
    return Model(method=request.param, n_init=3).fit(world)


def test_planted_stages_of_life_are_found(model, world):
    planted = datasets.truth("demographic").set_index("customer_id")["segment"]
    least = {"prototypes": 0.45, "latent": 0.58}[model.method]
    assert adjusted_rand_score(planted.loc[world.index], model.labels_) > least


def test_segments_are_named_for_the_people_in_them(model, world):
    X = world.assign(segment=model.assign(world))
    students = next(n for n in model.segments_["name"] if "students" in n)
    retired = next(n for n in model.segments_["name"] if "retired" in n)
    age = X.groupby("segment", observed=True)["age_years"].mean()
    assert age.idxmin() == students
    assert age.idxmax() == retired
    assert "younger" in students
    assert "much older" in retired
    assert all("high " not in name for name in model.segments_["name"])


def test_the_description_gives_means_in_the_units_of_the_columns(model, world):
    X = world.assign(segment=model.labels_)
    first = X[X["segment"] == 0]
    rule = model.segments_["rule"].iloc[0]
    assert f"age {first['age_years'].mean():.0f}" in rule
    assert "household income" in rule


def test_who_is_wholly_unknown_is_not_known(model, world):
    row = world.iloc[[0]].copy()
    row[model.feature_names_in_.tolist()] = float("nan")
    assert model.assign(row).tolist() == ["Not known"]


def test_columns_may_be_chosen_and_others_are_refused():
    X = customers()
    model = Model("prototypes", columns=["education", "age_years"], n_segments=2).fit(X)
    assert model.feature_names_in_.tolist() == ["education", "age_years"]
    with pytest.raises(DataError, match="columns must name some of"):
        Model("prototypes", columns=["n_orders"]).fit(X)
    with pytest.raises(DataError, match=r"needs columns \['height_cm'\]"):
        Model("latent", columns=["height_cm"]).fit(X)


def test_segments_are_ordered_by_size_or_by_what_was_spent():
    X = customers()
    model = Model("prototypes", n_segments=3, order_by="size").fit(X)
    assert model.segments_["size"].iloc[:3].is_monotonic_decreasing
    spent = Model("prototypes", n_segments=3).fit(X)
    means = X["monetary_amount"].groupby(spent.labels_).mean()
    assert means.loc[:2].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("column", "off", "words"),
    [
        ("age_years", 0.7, "older"),
        ("age_years", -2, "much younger"),
        ("children", 2, "many more children"),
        ("children", -2, "far fewer children"),
        ("children", -0.6, "fewer children"),
        ("household_size", 0.6, "larger households"),
        ("income_amount", 1.6, "much higher income"),
        ("shoe_size", 1, "high shoe size"),
    ],
)
def test_people_are_compared_in_plain_words(column, off, words):
    assert PEOPLE.trait(column, off) == words


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("children", "0", "no children"),
        ("children", "1", "1 child"),
        ("children", "3", "3 children"),
        ("household_size", "1", "living alone"),
        ("household_size", "4", "household of 4"),
        ("occupation_group", "retired", "retired"),
    ],
)
def test_categories_are_put_into_plain_words(column, value, words):
    assert PEOPLE.category(column, value) == words


def test_a_category_that_is_not_the_commonest_is_only_often_there():
    everyone = {"household_size": {"1": 0.25, "2": 0.75}}
    some = {"household_size": {"1": 0.48, "2": 0.52}}
    most = {"household_size": {"1": 0.52, "2": 0.48}}
    assert profiles.traits(some, everyone, PEOPLE) == "often living alone"
    assert profiles.traits(most, everyone, PEOPLE) == "living alone"


def test_persons_have_one_decimal_at_most():
    assert PEOPLE.figure("children", 0.0061) == "0"
    assert PEOPLE.figure("household_size", 2.449) == "2.4"
    assert PEOPLE.figure("income_amount", 43_217.4) == "43,217"


def test_units_of_money_change_nothing_but_the_amounts(world):
    few = world.iloc[:1500]
    euros = Model("prototypes", n_init=3).fit(few)
    cents = few.assign(income_amount=few["income_amount"] * 100)
    again = Model("prototypes", n_init=3).fit(cents)
    agree = adjusted_rand_score(euros.labels_, again.labels_)
    assert agree > 0.99
    assert pd.Series(again.labels_).value_counts().size == 6
