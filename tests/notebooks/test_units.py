"""Every unit as it is stored: its checks, its questions, its minutes, no drift.

That running a notebook gives what is stored is nbval's part.
"""

from pathlib import Path

import nbformat
import pytest
from example import unit99

from segkit import authoring, practice
from segkit.authoring import lint
from segkit.practice import Question

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.parent.name for path in (ROOT / "course").glob("[0-9]*/lesson.py"))
STATES = {
    "notebooks": ("Not attempted",),
    "exercises": ("Not attempted",),
    "solutions": ("Correct", "Recorded"),
}
each_unit = pytest.mark.parametrize("name", NAMES)


def stored(root, kind, name):
    return nbformat.read(root / kind / f"{name}.ipynb", as_version=4)


def states_hold(root, kind, name):
    notebook = stored(root, kind, name)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    assert "error" not in {output.output_type for output in outputs}
    checks = authoring.checks(notebook)
    wrong = {
        cell.id: said
        for cell, said in checks
        if not any(text.startswith(STATES[kind]) for text in said)
    }
    assert not wrong
    return len(checks)


def questions_are_asked(root, name, unit):
    course = authoring.load(root)
    asked = lint.questions(course.exercises[name])
    inside = lint.questions(course.lessons[name])
    assert set(asked) | set(inside) == set(unit.questions)
    return asked


@each_unit
@pytest.mark.parametrize("kind", STATES)
def test_every_check_says_what_it_should(name, kind):
    assert states_hold(ROOT, kind, name) or kind == "notebooks"


@each_unit
def test_every_question_of_a_unit_is_asked(name):
    asked = questions_are_asked(ROOT, name, practice.units()[f"unit{name[:2]}"])
    assert len(asked) >= 3


@each_unit
def test_a_unit_keeps_to_three_objectives_and_its_minutes(name):
    course = authoring.load(ROOT)
    assert len(course.lessons[name].header.objectives) <= 3
    assert 20 <= course.lessons[name].header.minutes <= 45
    assert 5 <= course.exercises[name].header.minutes <= 60


def test_the_course_table_has_every_unit_with_its_minutes():
    table = practice.course()
    assert table["unit"].tolist() == [name[:2] for name in NAMES]
    assert table[["lesson_minutes", "exercise_minutes"]].min().min() > 0


def test_no_stored_notebook_drifted_from_its_source():
    assert authoring.drift(ROOT) == []


@pytest.mark.slow
def test_the_example_passes_through_the_same_tests(course):
    counts = {kind: states_hold(course, kind, "99_example") for kind in STATES}
    assert counts == {"notebooks": 1, "exercises": 4, "solutions": 4}
    assert authoring.drift(course) == []


@pytest.mark.slow
def test_every_checked_question_of_the_example_exists(course):
    asked = lint.questions(authoring.load(course).exercises["99_example"])
    kinds = {name: type(unit99.unit.questions[name]).__name__ for name in asked}
    assert kinds.pop("memo") == "OpenQuestion"
    assert set(kinds.values()) == {Question.__name__}
