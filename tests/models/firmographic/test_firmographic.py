"""The firmographic model as a whole: levels, crossings, groups and refusals."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models.firmographic.schemes import SCHEMES
from tests.models.samples import customers

Segmenter = models.FirmographicSegmenter


@pytest.fixture(name="X")
def firms():
    return customers(n=120)


@pytest.fixture(scope="module", name="world")
def world_of_firms(load):
    return features.companies(
        load("companies"),
        years=load("company_years"),
        opportunities=load("opportunities"),
        places=load("postcodes"),
        as_of="2024-12-31",
    )


@pytest.mark.parametrize("by", [name for name in SCHEMES if name != "size_status"])
def test_every_level_divides_every_firm_and_survives_a_file(X, by):
    model = Segmenter(by=by).fit(X)
    assert model.segments_["size"].sum() == len(X)
    assert models.from_frozen(model.frozen()).predict(X).tolist() == (
        model.labels_.tolist()
    )
    assert "nan" not in model.explain(X, X.index[5])


def test_crossed_levels_agree_with_each_alone(X):
    both = Segmenter(by=["vertical", "maturity"]).fit(X).assign(X).astype(str)
    one = Segmenter(by="vertical").fit(X).assign(X).astype(str)
    other = Segmenter(by="maturity").fit(X).assign(X).astype(str)
    known = (one != "Not known") & (other != "Not known")
    assert (both[known] == one[known] + " · " + other[known]).all()
    assert (both[~known] == "Not known").all()


def test_too_many_crossed_levels_are_refused(X):
    with pytest.raises(DataError, match=r"crosses to \d+ segments, more than 200"):
        Segmenter(by=["industry", "vertical", "maturity"]).fit(X)


def test_arguments_that_are_not_read_are_refused(X):
    with pytest.raises(
        DataError, match=r"by=\['size'\] does not use \['nace_version'\]"
    ):
        Segmenter(by="size", nace_version="2.1").fit(X)
    with pytest.raises(DataError, match="by must be one of"):
        Segmenter(by="colour").fit(X)
    with pytest.raises(
        DataError, match="by must name one scheme or several, each once"
    ):
        Segmenter(by=["size", "size"]).fit(X)
    with pytest.raises(DataError, match=r"method='prototypes' does not use \['by'\]"):
        Segmenter("prototypes", by="size").fit(X)
    with pytest.raises(DataError, match=r"by='stage' needs columns \['sales_stage'\]"):
        Segmenter(by="stage").fit(X.drop(columns="sales_stage"))


def test_words_that_are_no_stage_are_refused(X):
    with pytest.raises(DataError, match=r"'sales_stage' in X holds \['negotiation'\]"):
        Segmenter(by="stage").fit(X.assign(sales_stage="negotiation"))
    with pytest.raises(DataError, match=r"'size_status' in X holds \['Huge'\]"):
        Segmenter(by="size_status").fit(X.assign(size_status="Huge"))


def test_bands_follow_their_edges():
    X = pd.DataFrame({"employees": [9, 10, 50, 250]}, index=list("abcd"))
    names = Segmenter(by="headcount").fit(X).assign(X).tolist()
    assert names == [
        "Under 10 people",
        "10 to under 50 people",
        "50 to under 250 people",
        "250 and more people",
    ]
    own = Segmenter(by="headcount", edges={"employees": [100]}).fit(X)
    few, many = "Under 100 people", "100 and more people"
    assert own.assign(X).tolist() == [few, few, few, many]


def test_edges_that_read_alike_are_refused():
    X = pd.DataFrame({"employees": [9, 10, 50, 250]}, index=list("abcd"))
    with pytest.raises(
        DataError, match="two bands would be called '1 to under 1 people'"
    ):
        Segmenter(by="headcount", edges={"employees": [1.001, 1.002, 1.003]}).fit(X)


def test_a_region_that_is_new_is_not_known(X):
    model = Segmenter(by="region").fit(X)
    moved = X.assign(seat_region="Moon")
    assert set(model.assign(moved)) == {"Not known"}


def test_sizes_are_compared_in_logs_so_units_change_nothing(X):
    labels = Segmenter("prototypes").fit(X).labels_
    thousands = X.assign(turnover_amount=X["turnover_amount"] * 1000)
    again = Segmenter("prototypes").fit(thousands).labels_
    assert adjusted_rand_score(labels, again) > 0.95


def test_no_headcount_gives_no_turnover_a_head():
    rng = np.random.default_rng(1)
    X = pd.DataFrame(
        {
            "employees": [0, *rng.integers(1, 500, 40)],
            "turnover_amount": rng.lognormal(14, 2, 41),
        },
        index=[f"F{i}" for i in range(41)],
    )
    model = Segmenter("prototypes", n_segments=2).fit(X)
    assert model.labels_[0] < 2
    known = model.explain(X, "F0").split("Known:")[1].split("The nearest")[0]
    assert "turnover a head" not in known
    assert "people 0" in known


def test_planted_kinds_of_firms_are_found_with_logs(world):
    truth = datasets.truth("firmographic").set_index("company_id")["segment"]
    model = Segmenter("prototypes").fit(world)
    assert adjusted_rand_score(truth.loc[world.index], model.labels_) > 0.85
    size = ["employees", "turnover_amount", "sites", "firm_age_years"]
    found = Segmenter("prototypes").fit(world[size]).labels_
    assert 0.6 < adjusted_rand_score(truth.loc[world.index], found) < 0.85


def test_the_worlds_firms_are_all_known(world):
    for by in ("size", "industry", "vertical", "region", "maturity", "stage"):
        sizes = Segmenter(by=by).fit(world).segments_.set_index("name")["size"]
        assert sizes["Not known"] == 0
