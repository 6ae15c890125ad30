"""Whether the comparison is worth anything: each change has to turn it red."""

import nbformat
import pytest

pytestmark = pytest.mark.slow


def replaced(old, new):
    """Return an edit of the one code cell that contains a text."""

    def edit(notebook):
        cells = [c for c in notebook.cells if c.cell_type == "code" and old in c.source]
        assert len(cells) == 1, f"{old!r} stands in {len(cells)} cells"
        cells[0].source = cells[0].source.replace(old, new)

    return edit


def output_changed(old, new):
    """Return an edit of the stored outputs, the code left as it is."""

    def edit(notebook):
        text = nbformat.writes(notebook)
        assert old in text
        changed = nbformat.reads(text.replace(old, new), as_version=4)
        notebook.cells = changed.cells

    return edit


def outputs_emptied(notebook):
    """Take the outputs, and leave the marks of a run."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []


def outputs_stripped(notebook):
    """Do what "clear all outputs" does."""
    outputs_emptied(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = None


def tagged(tag):
    def edit(notebook):
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        code[-1].metadata["tags"] = [tag]

    return edit


def commented(comment):
    def edit(notebook):
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        code[-1].source = f"# {comment}\n{code[-1].source}"

    return edit


# Kernels take their time: one notebook carries several changes, each in a cell that the
# others do not touch, and each cell is looked at by itself.
CHANGED = {
    "other_picture_bytes": (
        "notebooks",
        [output_changed("base64,iVBO", "base64,jVBO")],
    ),
    "changed_data": ("notebooks", [replaced("q.orders()", "q.orders().iloc[1:]")]),
    "axis_and_widget": (
        "notebooks",
        [
            replaced(
                'x="n_orders", y="monetary_amount"', 'x="monetary_amount", y="n_orders"'
            ),
            replaced("cut=2", "cut=3"),
        ],
    ),
    "answers": (
        "solutions",
        [
            replaced('goal = "B"', 'goal = "A"'),
            replaced(">= 2", "> 2"),
            output_changed("Recorded", "Kept"),
        ],
    ),
    "answered": ("exercises", [replaced("repeat_rate = ...", "repeat_rate = 0.9")]),
    "emptied": ("solutions", [outputs_emptied]),
}
RED = {  # which code cells, counted from 0, must fail: and no others
    "other_picture_bytes": set(),
    "changed_data": {1, 2, 3},
    "axis_and_widget": {3, 4},
    "answers": {2, 4, 9},
    "answered": {4},
    "emptied": {2, 4, 5, 7, 9},
}
REFUSED = {
    "stripped_outputs": (outputs_stripped, "it was never run"),
    "ignore_tag": (tagged("nbval-ignore-output"), "its output to be ignored"),
    "skip_tag": (tagged("nbval-skip"), "marked to be skipped"),
    "ignore_comment": (commented("NBVAL_IGNORE_OUTPUT"), "its output to be ignored"),
    "exception_tag": (tagged("raises-exception"), "marked to raise an exception"),
}


def mutated(course, name, kind, edits, folder):
    notebook = nbformat.read(course / kind / "99_example.ipynb", as_version=4)
    for edit in edits:
        edit(notebook)
    path = course / folder / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)
    return path.relative_to(course).as_posix()


@pytest.fixture(scope="module")
def compared(course, nbval):
    for name, (kind, edits) in CHANGED.items():
        mutated(course, name, kind, edits, "mutants")
    return nbval(course, "-q", "mutants", "solutions")


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_turns_its_cells_red_and_no_others(name, compared):
    cells = f"mutants/{name}.ipynb::Cell "
    red = {int(line.split(cells)[1].split()[0]) for line in compared.failed(cells)}
    assert red == RED[name], compared.text


def test_what_did_not_change_stays_green(compared):
    assert compared.failed("solutions/99_example.ipynb") == []
    assert "passed" in compared.text


@pytest.mark.parametrize("name", REFUSED)
def test_a_hollow_cell_is_refused_and_not_run(name, course, nbval):
    edit, why = REFUSED[name]
    path = mutated(course, name, "solutions", [edit], "refused")
    run = nbval(course, "-q", f"{path}::Cell 9")
    assert run.code == 1, run.text
    assert f"{path}::Cell 9: it " in run.text
    assert why in run.text
    assert "passed" not in run.text


def test_a_hollow_cell_is_refused_by_parallel_workers_too(course, nbval):
    path = mutated(course, "parallel", "solutions", [outputs_stripped], "refused")
    run = nbval(course, "-q", "-n2", "--dist=loadfile", path)
    assert run.code == 1, run.text
    assert f"{path}::Cell 9: it was never run" in run.text


def test_a_cell_is_allowed_to_differ_only_with_a_reason(course, nbval):
    edits = [tagged("nbval-skip")]
    path = mutated(course, "allowed", "solutions", edits, "refused")
    guard = course / "conftest.py"
    text = guard.read_text(encoding="utf-8")
    try:
        for reason, code in ((" ", 4), ("prints the time of day", 0)):
            entry = f'{{"{path}::Cell 9": "{reason}"}}'
            changed = text.replace("str] = {}", f"str] = {entry}")
            guard.write_text(changed, encoding="utf-8")
            assert nbval(course, "-q", f"{path}::Cell 9").code == code
    finally:
        guard.write_text(text, encoding="utf-8")


def test_a_loose_comparison_is_refused(course, nbval):
    run = nbval(course, "solutions", options=["--nbval-lax"])
    assert run.code == 4
    assert "notebooks are compared strictly" in run.text
    run = nbval(course, "solutions", options=["--nbval"])
    assert run.code == 4
    assert "add --nbval-sanitize-with=tests/sanitize.cfg" in run.text
