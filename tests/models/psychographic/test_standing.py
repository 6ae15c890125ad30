"""The stated rung, and who plays what they watch."""

import pandas as pd
import pytest

from segkit import datasets
from segkit.checks import DataError
from segkit.models import PsychographicSegmenter
from segkit.models.psychographic import sport, status, telling_interest


def test_ten_rungs_are_three_four_and_three():
    found = status(pd.Series(range(1, 11)))
    assert found.value_counts(sort=False).tolist() == [3, 4, 3]
    assert found.cat.ordered


def test_the_limits_are_an_argument():
    found = status(pd.Series([4, 5, 6]), limits=(4, 5))
    assert found.tolist() == ["Lower rungs", "Middle rungs", "Upper rungs"]


@pytest.mark.parametrize("limits", [(3,), (7, 3), "low", (3, 3), (1, 2, 3)])
def test_limits_that_are_none_are_refused(limits):
    with pytest.raises(DataError, match="status_limits must"):
        status(pd.Series([1, 2]), limits=limits)


def test_who_would_rather_not_say_is_not_known():
    survey = datasets.load("survey").set_index("customer_id")
    model = PsychographicSegmenter(by="status").fit(survey)
    silent = survey["social_status"].isna()
    assert silent.sum() > 50
    assert (model.assign(survey)[silent] == "Not known").all()
    assert "above rung 3, up to rung 7" in model.segments_["rule"][1]


def test_a_racket_is_for_who_plays_not_for_who_watches():
    played = pd.Series([True, True, False, False, None, False, True])
    watched = pd.Series([True, False, True, False, True, None, None])
    found = sport(played, watched)
    assert found.dropna().tolist() == [
        "Plays sport",
        "Plays sport",
        "Watches sport",
        "No sport",
        "Plays sport",
    ]
    assert found.isna().tolist() == [False, False, False, False, True, True, False]


def test_ones_and_zeros_are_ticks_and_words_are_refused():
    assert sport(pd.Series([1, 0]), pd.Series([0, 1])).tolist() == [
        "Plays sport",
        "Watches sport",
    ]
    with pytest.raises(DataError, match="'sport_watched' must hold True or False"):
        sport(pd.Series([True]), pd.Series(["often"]))


def test_sport_and_status_cross():
    survey = datasets.load("survey").set_index("customer_id")
    model = PsychographicSegmenter(by=["sport", "status"]).fit(survey)
    assert len(model.segments_) == 3 * 3 + 1
    assert model.segments_["name"][0] == "Plays sport · Lower rungs"


def test_the_social_group_is_its_own_name():
    survey = datasets.load("survey").set_index("customer_id")
    model = PsychographicSegmenter(by="group").fit(survey)
    assert (
        model.assign(survey)
        .astype(str)
        .equals(survey["sociocultural_group"].astype(str).rename("psychographic"))
    )


def test_the_rarest_interest_is_the_telling_one():
    ticked = pd.DataFrame(
        {
            "interest_cooking": [1, 1, 1, 0, None],
            "interest_hiking": [1, 0, 1, 0, None],
            "interest_opera": [1, None, 0, 0, None],
        }
    )
    found = telling_interest(ticked)
    assert found.tolist()[:4] == ["Opera", "Cooking", "Hiking", "No interest ticked"]
    assert found.isna().tolist() == [False] * 4 + [True]
    assert telling_interest(ticked.iloc[:, ::-1]).equals(found)


def test_everybody_in_the_survey_has_a_telling_interest_or_none():
    survey = datasets.load("survey").set_index("customer_id")
    model = PsychographicSegmenter(by="interests").fit(survey)
    assert len(model.segments_) == 10 + 1 + 1
    shares = survey.filter(regex="^interest_").mean()
    rarest = shares.idxmin().removeprefix("interest_")
    assert model.segments_["name"][0].lower() == rarest
    assert model.segments_["size"][0] == survey[f"interest_{rarest}"].sum()
    assert model.segments_["size"].iloc[-1] == 0
