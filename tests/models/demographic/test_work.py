"""Education, occupation and seniority, by hand and as published."""

import pytest

from segkit import datasets
from segkit.checks import DataError
from segkit.models import demographic
from segkit.models.demographic import work
from segkit.models.words import demographic as said


def names(series):
    return series.astype(object).where(series.notna(), None).tolist()


# Education -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "level", "old", "attainment"),
    [
        ("compulsory school", 2, 2, "Low education"),
        ("vocational", 3, 3, "Medium education"),
        ("upper secondary", 3, 3, "Medium education"),
        ("short-cycle tertiary", 5, 5, "High education"),
        ("bachelor", 6, 5, "High education"),
        ("master", 7, 5, "High education"),
        ("doctorate", 8, 6, "High education"),
    ],
)
def test_words_have_their_level_in_each_version(word, level, old, attainment):
    find = demographic.education_level
    assert names(find([word])) == [said.ISCED_2011[level]]
    assert names(find([word], version="isced1997")) == [said.ISCED_1997[old]]
    assert names(find([word], version="attainment")) == [attainment]


def test_codes_and_capitals_are_read_too():
    found = demographic.education_level(["6", 7, 3.0, "665", " Master ", None])
    level = said.ISCED_2011
    assert names(found) == [level[6], level[7], level[3], level[6], level[7], None]


def test_a_word_without_a_level_is_named_with_the_cure():
    with pytest.raises(DataError, match=r"such as \['12', 'MBA'\]: pass mapping=") as e:
        demographic.education_level(["MBA", 12, "master"])
    assert "column 'education' in X holds 2 words not known here" in str(e.value)
    mapped = demographic.education_level(["MBA", 12], mapping={"MBA": 7, 12: 3})
    assert names(mapped) == [said.ISCED_2011[7], said.ISCED_2011[3]]


def test_a_mapping_to_no_level_is_refused():
    with pytest.raises(DataError, match=r"mapping must give codes from .*'mba': 9"):
        demographic.education_level(["MBA"], mapping={"MBA": 9})


# Occupation ------------------------------------------------------------------------


def test_pcs_has_eight_groups_in_two_languages():
    assert list(said.PCS) == list(said.PCS_FRENCH) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert said.PCS_FRENCH[3] == "Cadres et professions intellectuelles supérieures"


def test_the_first_digit_of_pcs_decides():
    found = demographic.pcs_group(["1", "22", "31", "43", "543a", 64, "71", "84", None])
    assert found.cat.codes.tolist() == [0, 1, 2, 3, 4, 5, 6, 7, -1]


def test_no_code_of_pcs_begins_with_9():
    with pytest.raises(DataError, match=r"such as \['91'\]"):
        demographic.pcs_group(["91"])


@pytest.mark.parametrize(
    ("code", "skill"),
    [
        ("0110", "Skill level 1, 2 or 4"),
        ("1120", "Skill level 3 or 4"),
        ("2142", "Skill level 4"),
        ("3313", "Skill level 3"),
        ("4110", "Skill level 2"),
        ("5223", "Skill level 2"),
        ("6111", "Skill level 2"),
        ("7411", "Skill level 2"),
        ("8322", "Skill level 2"),
        ("9112", "Skill level 1"),
    ],
)
def test_each_major_group_of_isco_has_its_skill(code, skill):
    assert names(demographic.isco_major([code])) == [said.ISCO[int(code[0])]]
    assert names(demographic.isco_skill([code])) == [skill]


def test_armed_forces_are_known_when_their_code_lost_its_zero():
    assert set(names(demographic.isco_major([110, 210, 310]))) == {said.ISCO[0]}
    assert names(demographic.isco_major([111])) == [said.ISCO[1]]


def test_who_has_no_occupation_is_a_level_outside_isco():
    found = demographic.isco_major(["retired", "student", None])
    assert names(found) == [said.NO_JOB, said.NO_JOB, None]
    assert names(demographic.isco_skill(["retired"])) == [said.NO_JOB]
    own = demographic.isco_major(["stagiaire"], mapping={"stagiaire": None})
    assert names(own) == [said.NO_JOB]


def test_every_word_of_the_world_is_known():
    people = datasets.load("customers")
    assert demographic.isco_major(people["occupation"]).notna().all()
    assert demographic.pcs_group(people["occupation_group"]).notna().all()
    assert demographic.education_level(people["education"]).notna().all()


def test_occupations_of_the_world_agree_with_its_groups():
    people = datasets.load("customers")
    work_of = demographic.isco_major(people["occupation"])
    groups = demographic.pcs_group(people["occupation_group"])
    retired = groups == said.PCS[7]
    assert (work_of[retired] == said.NO_JOB).all()
    farmers = groups == said.PCS[1]
    assert (work_of[farmers] == said.ISCO[6]).all()


# Seniority -------------------------------------------------------------------------


def test_seniority_is_counted_in_completed_years():
    found = demographic.seniority_band([0, 1, 2, 3, 5, 10, 20, None])
    assert names(found) == [
        "under 1 year",
        "1 to 2 years",
        "1 to 2 years",
        "3 to 4 years",
        "5 to 9 years",
        "10 to 19 years",
        "20 years and over",
        None,
    ]


def test_the_form_of_occupation_is_chosen_by_name():
    assert names(work.occupation(["driver"], "major", None)) == [said.ISCO[8]]
    with pytest.raises(DataError, match="version must be one of"):
        work.occupation(["driver"], "salary", None)
