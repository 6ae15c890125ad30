import json
import shutil
from pathlib import Path

import nbformat
import pytest

from segkit import authoring
from segkit.authoring.__main__ import main
from segkit.checks import DataError

EXAMPLE = Path(__file__).parents[1] / "example"
KINDS = ("notebooks", "exercises", "solutions")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(EXAMPLE / "course", folder / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(EXAMPLE))
        authoring.build(folder, say=lambda line: None)
    return folder


@pytest.fixture
def copied(built, tmp_path):
    shutil.copytree(built, tmp_path / "course", dirs_exist_ok=True)
    return tmp_path / "course"


def all_files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_a_rebuild_without_a_change_gives_the_same_bytes(built, copied, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(EXAMPLE))
    monkeypatch.setenv("SEGKIT_HOME", str(copied / "home"))
    authoring.build(copied, say=lambda line: None)
    assert all_files(copied) == all_files(built)  # and nobody's progress was written


@pytest.mark.slow
def test_a_build_writes_all_notebooks_with_outputs_and_leaves_no_draft(built):
    assert sorted(all_files(built)) == [
        "course/99_example/exercise.py",
        "course/99_example/lesson.py",
        "exercises/99_example.ipynb",
        "notebooks/99_example.ipynb",
        "notebooks/index.ipynb",
        "segkit/practice/course.json",
        "segkit/practice/worked.json",
        "solutions/99_example.ipynb",
    ]
    for kind in KINDS:
        text = (built / kind / "99_example.ipynb").read_text(encoding="utf-8")
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
        assert text.endswith("}\n")
        assert "widgets" not in notebook.metadata
        assert str(built) not in text


@pytest.mark.slow
def test_the_widget_is_stored_as_a_sentence_with_its_first_state_beneath(built):
    notebook = nbformat.read(built / "notebooks/99_example.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "widget")
    control, state = (output["data"]["text/plain"] for output in cell.outputs)
    assert control == "Run this cell to get the live control."
    assert "False" in state


@pytest.mark.slow
def test_practice_gets_the_worked_solutions_and_the_course(built):
    folder = built / "segkit" / "practice"
    worked = json.loads((folder / "worked.json").read_text(encoding="utf-8"))
    assert worked["unit99.repeat_rate"] == (
        'repeat_rate = (customers["n_orders"] >= 2).mean()'
    )
    [row] = json.loads((folder / "course.json").read_text(encoding="utf-8"))
    assert (row["unit"], row["lesson_minutes"], row["exercise_minutes"]) == (
        "99",
        5,
        10,
    )
    assert row["tracks"] == ["evening", "full"]


@pytest.mark.slow
def test_nothing_drifts_by_itself(copied, capsys):
    assert authoring.drift(copied) == []
    assert main(["build", "--check", "--root", str(copied)]) == 0
    assert capsys.readouterr().err == ""


EDITS = {
    "source": ("course/99_example/exercise.py", "## 2. A rate", "## 2. The rate"),
    "header": ("course/99_example/lesson.py", "minutes: 5", "minutes: 6"),
    "notebook": ("solutions/99_example.ipynb", ">= 2).mean", "> 2).mean"),
    "tag": ("exercises/99_example.ipynb", '"check"', '"checked"'),
    "kernel": ("notebooks/99_example.ipynb", '"name": "python3"', '"name": "mine"'),
    "worked": ("segkit/practice/worked.json", ">= 2", ">= 3"),
    "course": ("segkit/practice/course.json", "An example", "Another"),
    "broken": ("notebooks/index.ipynb", "{", ""),
}
SAID = {
    "source": [
        "exercises/99_example.ipynb, cell 6",
        "its text is not what the source says",
    ],
    "header": [
        "notebooks/index.ipynb, cell 2",
        "notebooks/99_example.ipynb, cell 1 (top)",
    ],
    "notebook": ["solutions/99_example.ipynb, cell 7 (rate): its text is not what"],
    "tag": ["exercises/99_example.ipynb, cell 5 (", "its metadata is not what"],
    "kernel": ["notebooks/99_example.ipynb: the notebook's metadata differs"],
    "worked": ["segkit/practice/worked.json is not what the sources say"],
    "course": ["segkit/practice/course.json is not what the sources say"],
    "broken": ["notebooks/index.ipynb is not a notebook"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_drift_is_refused_naming_file_and_cell(name, copied, capsys):
    path, old, new = EDITS[name]
    change(copied / path, old, new)
    assert main(["build", "--check", "--root", str(copied)]) == 1
    said = capsys.readouterr().err
    assert all(text in said for text in SAID[name]), said
    assert "run: python -m segkit.authoring build" in said


@pytest.mark.slow
def test_missing_stripped_and_stray_notebooks_are_drift(copied):
    (copied / "exercises" / "99_example.ipynb").unlink()
    (copied / "notebooks" / "98_old.ipynb").write_text("{}")
    path = copied / "solutions" / "99_example.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    del notebook.cells[-1]
    nbformat.write(notebook, path)
    found = authoring.drift(copied)
    assert "exercises/99_example.ipynb is missing" in found
    assert "notebooks/98_old.ipynb has no source in course/" in found
    assert any("solutions/99_example.ipynb, cell 2" in t for t in found)
    assert any("was never run" in text for text in found)


def unbuilt(tmp_path):
    shutil.copytree(EXAMPLE / "course", tmp_path / "course")
    return tmp_path


def test_a_broken_rule_stops_the_build_before_anything_runs(tmp_path, capsys):
    root = unbuilt(tmp_path)
    change(root / "course/99_example/lesson.py", "orders.head(3)", "def f(): pass")
    assert main(["build", "--root", str(root)]) == 1
    assert "no helper is defined in a notebook" in capsys.readouterr().err
    assert not (root / "notebooks").exists()


def test_an_unknown_unit_names_the_known_ones(tmp_path, capsys):
    root = unbuilt(tmp_path)
    assert main(["build", "12", "--root", str(root)]) == 1
    assert "no units ['12'] in course/; there are ['99_example']" in (
        capsys.readouterr().err
    )


def test_a_prerequisite_and_a_partner_must_exist(tmp_path):
    root = unbuilt(tmp_path)
    change(
        root / "course/99_example/lesson.py", "prerequisites: []", "prerequisites: [42]"
    )
    with pytest.raises(DataError, match=r"prerequisites \[42\] are no units"):
        authoring.load(root)
    (root / "course/99_example/exercise.py").unlink()
    with pytest.raises(
        DataError, match=r"99_example needs both lesson.py and exercise"
    ):
        authoring.load(root)


@pytest.mark.slow
def test_a_check_in_the_wrong_state_stops_the_build(tmp_path, monkeypatch, capsys):
    root = unbuilt(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(EXAMPLE))
    change(root / "course/99_example/exercise.py", ">= 2).mean()", "> 2).mean()")
    assert main(["build", "99", "--root", str(root)]) == 1
    said = capsys.readouterr().err
    assert "solutions/99_example.ipynb, cell" in said
    assert "the check must say Correct or Recorded; it says ['Not yet" in said
    assert not (root / "solutions").exists() or not list((root / "solutions").iterdir())
