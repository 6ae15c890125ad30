"""The demographic model by published levels: one, several crossed, and with care."""

import pandas as pd
import pytest

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models.demographic.schemes import SCHEMES
from tests.models.samples import customers

Model = models.DemographicSegmenter


@pytest.fixture(scope="module")
def world():
    return features.people(datasets.load("customers"), as_of="2024-12-31")


def people(**columns):
    n = len(next(iter(columns.values())))
    index = pd.Index([f"c{i}" for i in range(n)], name="customer_id")
    return pd.DataFrame(columns, index=index)


def test_levels_are_those_of_the_function_and_the_unknown_come_last():
    X = people(age_years=[20, 70, None])
    model = Model().fit(X)
    levels = models.demographic.age_band(X["age_years"]).cat.categories.tolist()
    assert model.segments_["name"].tolist() == [*levels, "Not known"]
    assert model.assign(X).tolist() == ["15 to 24", "65 and over", "Not known"]


@pytest.mark.parametrize("by", SCHEMES)
def test_every_way_divides_the_world_and_says_why(by, world):
    model = Model(by=by).fit(world)
    table = model.segments_
    assert table["size"].sum() == len(world)
    assert table["share"].max() < 0.95
    assert table["rule"].str.len().min() > 5
    why = model.explain(world, world.index[0])
    assert why.startswith("Customer C00001 is in ")
    assert "The rule for " in why


@pytest.mark.parametrize("by", SCHEMES)
def test_every_way_can_be_frozen_and_knows_its_levels_without_customers(by, world):
    model = Model(by=by).fit(world)
    again = models.from_frozen(model.frozen())
    pd.testing.assert_series_equal(again.assign(world), model.assign(world))
    levels = [segment.name for segment in again.rule_.segments()]
    assert levels == model.segments_["name"].tolist()


@pytest.mark.parametrize(
    ("by", "version"),
    [
        ("generation", "statcan"),
        ("education", "isced1997"),
        ("education", "attainment"),
        ("isco", "skill"),
        ("life_cycle", "murphy_staples"),
    ],
)
def test_versions_are_chosen_by_name(by, version, world):
    usual, other = Model(by=by).fit(world), Model(by=by, version=version).fit(world)
    assert usual.segments_["name"].tolist() != other.segments_["name"].tolist()
    assert len(other.segments_["rule"]) == len(other.segments_["name"])
    with pytest.raises(DataError, match="version must be one of"):
        Model(by=by, version="new").fit(world)


def test_the_rule_of_an_income_band_says_amounts_and_shares():
    X = people(equivalised_income_amount=[10_000, 20_000, 45_000])
    table = Model(by="income").fit(X).segments_
    assert table["rule"].iloc[0] == (
        "equivalised income under 12,000.00 (under 60 % of the median 20,000.00)"
    )
    assert table["name"].iloc[0] == "At risk of poverty"


def test_the_median_of_the_first_customers_judges_later_ones():
    X = people(equivalised_income_amount=[10_000, 20_000, 45_000])
    model = Model(by="income").fit(X)
    later = people(equivalised_income_amount=[50_000, 60_000])
    assert model.assign(later).tolist() == ["Upper income"] * 2


def test_the_rules_of_tiers_join_the_bands():
    X = people(equivalised_income_amount=[10_000, 20_000, 45_000])
    rules = Model(by="price_tier").fit(X).segments_["rule"]
    assert rules.iloc[1] == (
        "equivalised income from 15,000.00, under 40,000.00 "
        "(from 75 %, under 200 % of the median 20,000.00)"
    )
    one = dict.fromkeys(models.words.demographic.INCOME, "middle")
    rules = Model(by="price_tier", mapping=one).fit(X).segments_["rule"]
    assert rules.tolist()[:3] == [
        "no band has this tier",
        "any income that is known",
        "no band has this tier",
    ]


def test_several_ways_are_crossed_with_all_their_levels():
    X = people(age_years=[20, 70, 70, None], gender=["woman", "man", None, "man"])
    model = Model(by=["age", "gender"], edges={"age": [60]}).fit(X)
    assert model.segments_["name"].tolist() == [
        "under 60 · man",
        "under 60 · woman",
        "60 and over · man",
        "60 and over · woman",
        "Not known",
    ]
    assert model.labels_.tolist() == [1, 2, 4, 4]


def test_crossing_finds_what_each_way_finds_alone(world):
    both = Model(by=["household", "education"]).fit(world).assign(world)
    alone = [Model(by=by).fit(world).assign(world) for by in ("household", "education")]
    parts = both[both != "Not known"].str.split(" · ", expand=True)
    for part, other in zip([parts[0], parts[1]], alone, strict=True):
        assert (part == other.loc[part.index].astype(str)).all()


def test_too_many_crossed_levels_are_refused(world):
    with pytest.raises(DataError, match=r"crosses to .* segments, more than 200"):
        Model(by=["age", "generation", "education"]).fit(world)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"by": "mood"}, "by must be one of"),
        ({"by": []}, "by must name one scheme or several"),
        ({"by": ["age", "age"]}, "each once"),
        ({"by": "age", "version": "pew"}, "does not use"),
        ({"by": "generation", "edges": [30]}, "does not use"),
        (
            {"by": ["age", "generation"], "version": "statcan"},
            r"must say for which of \['generation'\] it is",
        ),
        (
            {"by": ["age", "generation"], "version": {"age": "statcan"}},
            "must say for which of",
        ),
        ({"by": "pcs", "mapping": [1]}, "mapping must be a dictionary"),
        ({"by": "income_quantile", "n_bands": 1}, "n_bands must be a whole number"),
        ({"method": "latent", "edges": [30]}, r"does not use \['edges'\]"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments, text, world):
    with pytest.raises(DataError, match=text):
        Model(**arguments).fit(world)


def test_a_way_whose_columns_are_missing_names_them_and_the_maker():
    with pytest.raises(DataError, match=r"features.people") as error:
        Model(by="household").fit(people(children=[0, 1]))
    assert "needs columns ['household_size'] in X" in str(error.value)


def test_the_reason_leaves_out_what_is_not_known():
    X = people(
        age_years=[70, 30],
        marital_status=["widowed", "single"],
        children=[0, 0],
        occupation_group=[None, "students"],
    )
    why = Model(by="life_cycle").fit(X).explain(X, "c0")
    assert "Known: age 70; marital status: widowed; children 0. The rule" in why


def test_new_words_are_refused_by_name_when_they_come():
    X = people(education=["master", "bachelor"])
    model = Model(by="education").fit(X)
    with pytest.raises(DataError, match=r"column 'education' .* such as \['MBA'\]"):
        model.assign(people(education=["MBA"]))


@pytest.mark.parametrize(
    ("by", "mapping"),
    [("education", {"MBA": 7}), ("pcs", {"MBA": 3}), ("isco", {"MBA": 2})],
)
def test_own_words_survive_a_file(by, mapping):
    column = {"education": "education", "pcs": "occupation_group", "isco": "occupation"}
    X = people(**{column[by]: ["MBA", None]})
    model = Model(by=by, mapping=mapping).fit(X)
    again = models.from_frozen(model.frozen())
    assert again.assign(X).tolist() == model.assign(X).tolist()
    assert model.assign(X).iloc[1] == "Not known"


# Care ------------------------------------------------------------------------------


def test_a_division_by_gender_says_so_everywhere():
    X = people(gender=["woman", "man", None], age_years=[30, 40, 50])
    model = Model(by="gender").fit(X)
    note = "[divides by gender: check that this is lawful and fair]"
    assert model.sensitive_ == ["gender"]
    assert model.segments_["rule"].iloc[:2].str.endswith(note).all()
    assert note in model.explain(X, "c0")
    assert models.from_frozen(model.frozen()).sensitive_ == ["gender"]
    assert Model(by="age").fit(X).sensitive_ == []


def test_groups_found_by_gender_or_weight_say_so_too():
    X = customers()
    X["weight_kg"] = range(50, 50 + len(X))
    columns = ["age_years", "gender", "weight_kg"]
    for method in ("prototypes", "latent"):
        model = Model(method=method, columns=columns, n_segments=2).fit(X)
        assert model.sensitive_ == ["gender", "weight_kg"]
        rules = model.segments_["rule"]
        assert rules.iloc[0].endswith("[divides by gender and weight: check that this "
                                      "is lawful and fair]")  # fmt: skip
        assert "lawful" not in rules.iloc[-1]
        assert model.explain(X, "customer-no-003").endswith("is lawful and fair].")
        assert "gender" not in Model(method=method).fit(X).feature_names_in_
