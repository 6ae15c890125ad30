"""The psychographic model: what it finds in the survey, and what it says of it."""

import json
import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit import datasets, features, models
from segkit.checks import DataError
from segkit.models import PsychographicSegmenter
from segkit.models.psychographic import SurveyWarning


@pytest.fixture(scope="module")
def items():
    return datasets.load("survey_items")


@pytest.fixture(scope="module", name="X")
def answered(items):
    return features.answers(datasets.load("survey"), items)


@pytest.fixture(scope="module")
def minds():
    return datasets.truth("psychographic").set_index("customer_id")["mind"]


@pytest.mark.parametrize("method", ["profiles", "latent"])
def test_the_planted_minds_are_found(method, X, minds):
    model = PsychographicSegmenter(method).fit(X)
    assert adjusted_rand_score(minds[X.index], model.labels_) > 0.87


def test_they_are_not_when_no_item_is_turned_round(items, minds):
    as_given = features.answers(datasets.load("survey"), items.assign(reversed=False))
    with pytest.warns(SurveyWarning, match="hang together badly: alpha is"):
        model = PsychographicSegmenter("profiles").fit(as_given)
    found = adjusted_rand_score(minds[as_given.index], model.labels_)
    assert 0.5 < found < 0.62


def test_the_warning_names_the_items_that_should_be_turned_round(items):
    as_given = features.answers(datasets.load("survey"), items.assign(reversed=False))
    with pytest.warns(SurveyWarning) as said:
        model = PsychographicSegmenter().fit(as_given)
    assert len(said) == 6
    texts = [str(each.message) for each in said]
    outdoors = next(text for text in texts if "items of outdoors" in text)
    assert "under 0.6; turn ['aio_13'] round, which run against the others" in outdoors
    assert model.segments_.attrs["heading"].startswith("the items of career hang")
    assert set(model.reliability_["against"].map(tuple)) == {
        ("aio_03",),
        ("aio_08",),
        ("aio_12",),
        ("aio_13",),
        ("aio_17",),
        ("aio_22",),
    }


def test_a_scale_without_a_culprit_gets_another_remedy(X):
    with pytest.warns(
        SurveyWarning, match="sociable .* 0.58, under 0.6; leave the scale"
    ):
        PsychographicSegmenter(by="personality").fit(X)


def test_the_reliability_of_what_was_used_is_shown(X):
    model = PsychographicSegmenter(by="values").fit(X)
    table = model.reliability_
    assert table.index.tolist() == [
        "values_achievement_score",
        "values_care_for_others_score",
        "values_openness_score",
        "values_security_score",
    ]
    assert table["alpha"].between(0.7, 0.8).all()
    assert (table["alpha_low"] < table["alpha"]).all()
    assert "How well the items of each scale hang together" in repr(table)
    assert model.advice_ == []


def test_the_reliability_survives_a_json_file(X):
    model = PsychographicSegmenter("latent", n_init=2).fit(X)
    again = models.from_frozen(json.loads(json.dumps(model.frozen())))
    pd.testing.assert_frame_equal(again.reliability_, model.reliability_)
    assert again.advice_ == model.advice_


def test_scores_without_items_say_that_no_reliability_is_known(X):
    bare = X.filter(regex="^lifestyle_")
    bare.attrs.clear()
    table = PsychographicSegmenter().fit(bare).reliability_
    assert table.empty
    assert "make X with features.answers(survey, items)" in repr(table)


def test_too_few_people_for_the_columns_are_told(X):
    few = X.iloc[:300]
    model = PsychographicSegmenter("profiles").fit(few)
    assert model.advice_ == [
        "Learned from 300 customers and 6 columns; 600 are advised, 100 for each "
        "column: ask more people, use fewer columns, or see whether the segments are "
        "stable before they are used"
    ]
    assert repr(model.segments_).startswith("Learned from 300 customers and 6 columns")
    assert PsychographicSegmenter("profiles").fit(X).advice_ == []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert PsychographicSegmenter().fit(few).advice_ == []  # nothing is searched


def test_segments_of_items_are_described_by_their_scales(X):
    model = PsychographicSegmenter("latent", n_init=3).fit(X)
    assert any("high outdoors" in name for name in model.segments_["name"])
    assert "typically career" in model.segments_["rule"][0]
    said = model.explain(X, X.index[0])
    assert "Known: career 4.8; home 2.8;" in said
    assert "aio" not in said


def test_items_can_be_named_or_found_by_their_beginning(X):
    by_name = PsychographicSegmenter(
        "latent", items=[f"value_{i:02d}" for i in range(1, 13)], n_segments=3
    ).fit(X)
    by_block = PsychographicSegmenter("latent", by="values", n_segments=3).fit(X)
    start = PsychographicSegmenter("latent", items="value_", n_segments=3).fit(X)
    np.testing.assert_array_equal(by_name.labels_, start.labels_)
    np.testing.assert_array_equal(by_block.labels_, start.labels_)


def test_interests_are_ticks_in_words(X):
    model = PsychographicSegmenter("latent", by="interests", n_segments=2).fit(X)
    assert len(model.feature_names_in_) == 10
    assert "no hiking" in " ".join(model.segments_["name"])


def test_motives_can_be_used_too(X):
    model = PsychographicSegmenter("latent", items="motiv_", n_segments=3).fit(X)
    assert len(model.feature_names_in_) == 6


def test_several_blocks_are_used_together(X):
    model = PsychographicSegmenter("profiles", by=["values", "group"]).fit(X)
    assert model.feature_names_in_[-1] == "sociocultural_group"
    assert len(model.feature_names_in_) == 5


def test_chances_of_latent_segments_are_known(X):
    model = PsychographicSegmenter("latent", n_init=3).fit(X)
    assert model.membership(X).max(axis=1).median() > 0.95


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"by": "mood"}, "by must be one of"),
        ({"by": "status"}, r"needs columns \['social_status'\] in X"),
        ({"by": "values"}, r"needs columns \['values_..._score'\] in X"),
        ({"by": []}, "by must name one scheme or several"),
        ({"status_limits": (2, 4)}, r"does not use \['status_limits'\]"),
        ({"method": "latent"}, r"needs columns \['aio_01, ...'\] in X"),
        ({"method": "latent", "items": "zz"}, "items='zz' names no column of X"),
        ({"method": "latent", "items": ["zz"]}, r"items=\['zz'\] names no column"),
        (
            {"method": "latent", "items": "lifestyle_", "by": "values"},
            "by='values' is left unread",
        ),
        ({"method": "profiles", "margin": 1}, r"does not use \['margin'\]"),
        ({"method": "profiles", "by": "group"}, r"needs columns \['sociocultural"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(arguments, words, X):
    with pytest.raises(DataError, match=words):
        PsychographicSegmenter(**arguments).fit(X.filter(regex="^lifestyle_"))


def test_answers_on_a_slider_are_numbers_and_found_as_well(X, minds):
    rng = np.random.default_rng(0)
    slid = X.filter(regex="^aio_") + rng.uniform(-0.4, 0.4, (len(X), 24))
    slid.attrs = X.attrs
    model = PsychographicSegmenter("latent", n_init=2).fit(slid)
    assert adjusted_rand_score(minds[X.index], model.labels_) > 0.85
    whole = PsychographicSegmenter("latent", n_init=2).fit(X)
    traits = [set(m.segments_["name"].str[11:]) for m in (model, whole)]
    assert len(traits[0] & traits[1]) >= 5
