"""Customers by the levels of their places: alone, crossed, and told why."""

import pandas as pd
import pytest

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models import GeographicSegmenter
from segkit.models.geographic.places import PlacesRule


@pytest.fixture(scope="module", name="X")
def places_of_the_world():
    return features.places(
        datasets.load("customers"),
        postcodes=datasets.load("postcodes"),
        climate=datasets.load("climate"),
        population_grid=datasets.load("population_grid"),
        as_of="2024-12-31",
    )


@pytest.mark.parametrize("by", list(PlacesRule.schemes))
def test_every_scheme_divides_the_world(X, by):
    model = GeographicSegmenter(by=by).fit(X)
    segments = model.segments_
    assert segments["name"].is_unique
    assert segments["size"].sum() == len(X)
    assert (segments["size"] > 0).sum() >= 2
    known = segments["name"] != "Not known"
    if by != "work":
        assert segments.loc[known, "size"].sum() == len(X)
    assert model.assign(X).attrs["as_of"] == "2024-12-31"
    said = str(model.explain(X, X.index[0]))
    assert "nan" not in said
    again = models.from_frozen(model.frozen())
    pd.testing.assert_series_equal(again.assign(X), model.assign(X))


def test_the_usual_scheme_is_the_degree_of_urbanisation(X):
    model = GeographicSegmenter().fit(X)
    assert model.feature_names_in_.tolist() == ["urbanisation"]
    names = ["City", "Town or suburb", "Rural area", "Not known"]
    assert model.segments_["name"].tolist() == names


def test_without_a_grid_the_degree_is_approximate_and_says_so(X):
    model = GeographicSegmenter().fit(X.drop(columns="urbanisation"))
    assert model.feature_names_in_.tolist() == ["density_km2"]
    assert "approximate" in model.segments_["rule"][0]
    said = str(model.explain(X, X.index[0]))
    assert "people per km²" in said


def test_two_schemes_are_crossed(X):
    model = GeographicSegmenter(by=["climate_group", "distance"]).fit(X)
    names = model.segments_["name"].tolist()
    assert names[0] == "Dry (B) · Up to 5 km"
    assert len(names) == 3 * 4 + 1
    alone = GeographicSegmenter(by="distance").fit(X).assign(X)
    crossed = model.assign(X).astype(str)
    assert (crossed.str.split(" · ").str[1] == alone.astype(str)).all()


def test_thirds_of_the_customers_share_the_markets(X):
    model = GeographicSegmenter(by="market_size").fit(X)
    assert model.segments_["name"].tolist()[:3] == [
        "Small market",
        "Medium market",
        "Large market",
    ]
    assert model.segments_["share"][:3].between(0.3, 0.37).all()
    given = GeographicSegmenter(by="market_size", market_edges=[5e6]).fit(X)
    assert given.segments_["name"].tolist()[0] == "Market size 1 of 2"


def test_one_market_for_all_is_one_band():
    X = pd.DataFrame({"market_size_amount": [7.0] * 5}, index=list("abcde"))
    model = GeographicSegmenter(by="market_size").fit(X)
    assert model.segments_["size"].tolist() == [5, 0, 0]


def test_a_region_that_was_not_there_is_not_known(X):
    model = GeographicSegmenter(by="region").fit(X)
    new = pd.DataFrame({"region": ["Atlantis", "Mirane"]}, index=["a", "b"])
    assert model.assign(new).tolist() == ["Not known", "Mirane"]
    assert "region: Atlantis" in str(model.explain(new, "a"))


def test_capitals_do_not_matter_for_published_levels():
    X = pd.DataFrame({"urbanisation": ["City", "RURAL AREA", "urban"]}, index=[1, 2, 3])
    names = GeographicSegmenter().fit(X).assign(X).tolist()
    assert names == ["City", "Rural area", "Not known"]


def test_a_column_that_a_scheme_needs_is_named(X):
    with pytest.raises(
        DataError, match=r"by='distance' needs columns \['km_to_store'\]"
    ):
        GeographicSegmenter(by="distance").fit(X.drop(columns="km_to_store"))
    with pytest.raises(DataError, match="by must be one of"):
        GeographicSegmenter(by="mood").fit(X)
    with pytest.raises(DataError, match=r"does not use .*km_edges"):
        GeographicSegmenter(by="region", km_edges=[3]).fit(X)
    with pytest.raises(DataError, match="method='places' does not use"):
        GeographicSegmenter(by="region", radius_km=3).fit(X)
