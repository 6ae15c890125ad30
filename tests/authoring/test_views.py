from pathlib import Path

import pytest

from segkit.authoring import views
from segkit.authoring.index import index
from segkit.authoring.source import read

COURSE = Path(__file__).parents[1] / "example" / "course" / "99_example"


@pytest.fixture(scope="module")
def exercise():
    return read(COURSE / "exercise.py")


@pytest.fixture(scope="module")
def lesson():
    return read(COURSE / "lesson.py")


def texts(notebook):
    return [cell.source for cell in notebook.cells]


def test_the_top_cell_comes_from_the_header(lesson):
    top = texts(views.lesson(lesson, {}))[0]
    assert top.startswith("# 99 An example\n\n**5 minutes.** After this lesson you can")
    assert "- see every part of a unit" in top
    assert "(../exercises/99_example.ipynb)" in top


def test_prerequisites_are_links(lesson):
    later = read(COURSE / "lesson.py")
    later.header.prerequisites.append("01")
    top = texts(views.lesson(later, {"01": "01_first"}))[0]
    assert "Before this: [01_first](01_first.ipynb)." in top


def test_an_exercise_has_stubs_and_no_solution(exercise):
    shown = texts(views.exercise(exercise))
    assert "repeat_rate = ..." in shown
    whole = "\n".join(shown)
    assert "SOLUTION" not in whole
    assert ">= 2" not in whole
    assert "Customers stand above" not in whole


def test_a_solution_has_answers_and_no_stub(exercise):
    shown = texts(views.solution(exercise))
    assert 'repeat_rate = (customers["n_orders"] >= 2).mean()' in shown
    assert not any("= ..." in text for text in shown)
    assert "Customers stand above and below the line." in shown


def test_a_cell_has_the_same_id_in_exercise_and_solution(exercise):
    in_exercise = [cell.id for cell in views.exercise(exercise).cells]
    in_solution = [cell.id for cell in views.solution(exercise).cells]
    assert [id_ for id_ in in_solution if id_ in in_exercise] == in_exercise


def test_the_english_edition_has_no_french(lesson):
    whole = "\n".join(texts(views.lesson(lesson, {})))
    assert "Who comes back?" in whole
    assert "Qui revient" not in whole


def test_the_french_edition_comes_from_the_same_source(lesson):
    shown = texts(views.lesson(lesson, {}, lang="fr"))
    assert shown[0].startswith("# 99 Un exemple\n\n**5 minutes.** Après cette leçon")
    whole = "\n".join(shown)
    assert "Qui revient" in whole
    assert "Who comes back?" not in whole
    assert "Move the slider" in whole  # not translated yet
    assert len(shown) == len(texts(views.lesson(lesson, {})))


def test_metadata_is_minimal(lesson):
    notebook = views.lesson(lesson, {})
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)


def test_the_index_adds_up_the_hours_of_each_track(lesson, exercise):
    units = {"99_example": lesson}
    whole = "\n".join(texts(index(units, {"99_example": exercise})))
    row = (
        "| [99 An example](99_example.ipynb) | 5 min | "
        "[10 min](../exercises/99_example.ipynb) | 0.2 |"
    )
    assert whole.count(row) == 2  # evening and full
    assert "ten meetings" not in whole  # no unit of the core track
    assert "- see every part of a unit" in whole


def test_the_index_can_be_french(lesson, exercise):
    whole = "\n".join(
        texts(index({"99_example": lesson}, {"99_example": exercise}, "fr"))
    )
    assert "# Le cours" in whole
    assert "[99 Un exemple](99_example.ipynb)" in whole
