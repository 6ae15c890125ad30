import pytest
from example import unit99

from segkit import practice
from segkit.checks import DataError
from segkit.practice import Unit
from segkit.practice import unit as unit_module


def test_a_checkpoint_is_the_right_answer_of_an_earlier_question():
    table = unit99.checkpoint("table")
    assert unit99.table.check(table).state == "Correct"
    later = unit99.checkpoint("table", as_of="2024-06-30")
    assert later["n_orders"].sum() > table["n_orders"].sum()


def test_a_checkpoint_can_be_something_that_no_question_asks():
    unit = Unit("97", "Other")
    unit.hands_over("both", lambda times=2: [1] * times)
    assert unit.checkpoint("both", times=3) == [1, 1, 1]


def test_an_unknown_checkpoint_names_the_known_ones():
    with pytest.raises(
        DataError, match=r"no checkpoint 'segment'; it has \['goal', 're"
    ):
        unit99.checkpoint("segment")
    with pytest.raises(DataError, match="has no checkpoint 'memo'"):
        unit99.checkpoint("memo")


def test_any_units_checkpoint_is_found_by_its_full_name(monkeypatch):
    monkeypatch.setattr(unit_module, "units", lambda: {"unit99": unit99.unit})
    assert practice.checkpoint("unit99.goal") == "B"
    with pytest.raises(DataError, match=r"such as 'unit07.segments'"):
        practice.checkpoint("goal")


def test_two_questions_of_one_name_are_refused():
    with pytest.raises(DataError, match="unit99 has two questions named 'goal'"):
        unit99.unit.add(unit99.goal)


def test_units_are_found_by_their_modules():
    for key, unit in practice.units().items():
        assert getattr(practice, key).unit is unit
    with pytest.raises(AttributeError):
        practice.nothing  # noqa: B018
