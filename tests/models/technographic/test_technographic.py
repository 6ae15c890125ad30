"""The technographic model as a whole, on made customers and on the world."""

import pytest
from scipy.stats import fisher_exact
from sklearn.metrics import adjusted_rand_score

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models.technographic.schemes import SCHEMES
from segkit.record import rate
from tests.models.samples import customers

Segmenter = models.TechnographicSegmenter


@pytest.fixture(name="X")
def people():
    return customers(n=120)


@pytest.fixture(scope="module", name="stacks")
def stacks_of_people(load):
    return features.stack(load("devices"), as_of="2024-12-31")


@pytest.mark.parametrize("by", [*SCHEMES, "uses_short_video"])
def test_every_level_divides_everyone_and_survives_a_file(X, by):
    model = Segmenter(by=by).fit(X)
    assert model.segments_["size"].sum() == len(X)
    assert models.from_frozen(model.frozen()).predict(X).tolist() == (
        model.labels_.tolist()
    )
    assert "nan" not in model.explain(X, X.index[5])


def test_device_and_system_can_be_crossed(X):
    model = Segmenter(by=["device", "phone_system"]).fit(X)
    found = model.assign(X)
    known = X["main_device"].notna() & X["phone_system"].notna()
    expected = X["main_device"] + " · " + X["phone_system"]
    assert (found[known] == expected[known]).all()
    assert (found[~known] == "Not known").all()


def test_a_tool_that_is_not_there_is_named(X):
    with pytest.raises(DataError, match=r"by='uses_fax' needs columns \['uses_fax'\]"):
        Segmenter(by="uses_fax").fit(X)
    with pytest.raises(DataError, match="by must be one of"):
        Segmenter(by="colour").fit(X)
    with pytest.raises(
        DataError, match=r"method='latent' needs columns \['uses_fax'\]"
    ):
        Segmenter("latent", by=["uses_fax"]).fit(X)
    with pytest.raises(DataError, match=r"does not use \['networks'\]"):
        Segmenter(by="device", networks={"a": ["b"], "c": ["d"]}).fit(X)


def test_visits_and_tools_have_edges_of_ones_own(X):
    model = Segmenter(by="visits", edges={"visits_per_month": [2]}).fit(X)
    few = model.assign(X) == "Under 2 visits a month"
    assert (few == (X["visits_per_month"] < 2)).all()


def test_stacks_may_be_written_in_any_way(X):
    labels = Segmenter("latent", n_segments=2).fit(X).labels_
    tools = [name for name in X if name.startswith("uses_")]
    words = X.assign(**{n: X[n].map({True: "yes", False: "no"}) for n in tools})
    numbers = X.assign(**{n: X[n].astype(float) for n in tools})
    for other in (words, numbers):
        found = Segmenter("latent", n_segments=2).fit(other).labels_
        assert found.tolist() == labels.tolist()


def test_a_missing_answer_is_left_out_and_nobody_is_dropped(X):
    tools = [name for name in X if name.startswith("uses_")]
    gaps = X.astype(dict.fromkeys(tools, object))
    gaps.loc[X.index[:10], tools[0]] = None
    gaps.loc[X.index[3], tools] = None
    model = Segmenter("latent", n_segments=2).fit(gaps)
    assert model.assign(gaps).iloc[3] == "Not known"
    assert (model.assign(gaps) == "Not known").sum() == 1


@pytest.mark.filterwarnings("ignore:n_components=.* answer patterns can tell")
def test_latent_classes_take_other_columns_too(X):
    model = Segmenter("latent", n_segments=2, by=["uses_short_video", "main_device"])
    model.fit(X)
    assert model.feature_names_in_.tolist() == ["main_device", "uses_short_video"]


def test_planted_digital_classes_are_found(stacks):
    truth = datasets.truth("technographic_people").set_index("customer_id")["segment"]
    model = Segmenter("latent").fit(stacks)
    assert adjusted_rand_score(truth.loc[stacks.index], model.labels_) > 0.75


def test_planted_classes_of_firms_are_found(load):
    X = features.company_stack(
        load("tech_stack"), as_of="2024-12-31", companies=load("companies")
    ).drop(columns="uses_campaign_tool")
    truth = datasets.truth("technographic_firms").set_index("company_id")["segment"]
    model = Segmenter("latent").fit(X)
    assert adjusted_rand_score(truth.loc[X.index], model.labels_) > 0.75


def test_users_of_an_ad_platform_buy_campaign_tools(load):
    talks = load("opportunities").query(
        "offer == 'campaign tool' and closed_on.notna()"
    )
    X = features.company_stack(
        load("tech_stack"), as_of="2022-12-31", companies=load("companies")
    )
    # the two lines: who used one before the talks began, and who bought
    uses = talks["company_id"].map(X["uses_ad_platform"])
    won = (talks["stage"] == "won").groupby(uses).agg(["sum", "size"])
    users, others = won.reindex([True, False]).itertuples(index=False, name=None)
    high, low = (
        rate("win_rate", *c, definition="won of closed") for c in (users, others)
    )
    assert high.low > low.high
    lost = [size - won for won, size in (users, others)]
    assert fisher_exact([[users[0], lost[0]], [others[0], lost[1]]]).pvalue < 0.01
