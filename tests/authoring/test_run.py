import asyncio
from queue import Empty

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from segkit.authoring import run
from segkit.checks import DataError


class Channel:
    """A channel that misses the wake-up: a wait ends at its timeout or never."""

    def __init__(self, answers_at):
        self.waits, self.answers_at = [], answers_at

    async def get_msg(self, timeout=None):
        self.waits.append(timeout)
        assert timeout is not None, "this would wait for ever"
        if len(self.waits) >= self.answers_at:
            return "reply"
        raise Empty


def test_a_missed_wake_up_costs_a_slice_and_not_for_ever():
    channel = Channel(answers_at=3)
    wait = run.sliced(channel.get_msg, piece=0.01)
    assert asyncio.run(wait(timeout=None)) == "reply"
    assert channel.waits == [0.01] * 3


def test_a_timeout_still_ends_the_wait():
    channel = Channel(answers_at=10**9)
    wait = run.sliced(channel.get_msg, piece=0.01)
    with pytest.raises(Empty):
        asyncio.run(wait(timeout=0.0))
    assert max(channel.waits) <= 0.01


def test_a_kernel_has_a_fixed_environment_and_nobodys_progress(monkeypatch, tmp_path):
    monkeypatch.setenv("SEGKIT_DATA", "somewhere")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    env = run.environment(tmp_path)
    assert "SEGKIT_DATA" not in env
    assert env["TZ"] == "UTC"
    assert env["PYTHONHASHSEED"] == "0"
    assert env["SEGKIT_HOME"] == str(tmp_path)


@pytest.mark.parametrize(
    ("output", "text"),
    [
        (new_output("stream", name="stderr", text="Warning"), "shows no warnings"),
        (new_output("display_data", {"image/png": "iVBO"}), "has no alt text"),
        (
            new_output("execute_result", {"text/plain": "<A at 0x7f00aa11bb22>"}),
            "means nothing to a reader",
        ),
    ],
)
def test_an_output_that_says_nothing_is_refused(output, text):
    with pytest.raises(DataError, match=f"lesson, cell a: .*{text}"):
        run.store(output, "lesson, cell a")


def test_ordinary_outputs_stay_as_they_are():
    output = new_output("execute_result", {"text/plain": "3", "text/html": "<b>3</b>"})
    before = dict(output)
    run.store(output, "lesson, cell a")
    assert output == before


@pytest.mark.slow
def test_a_failing_cell_is_named(tmp_path):
    notebook = new_notebook(cells=[new_code_cell("x = 1"), new_code_cell("x / 0")])
    with pytest.raises(DataError, match=r"lesson\.ipynb: a cell failed") as problem:
        run.run(notebook, tmp_path, "lesson.ipynb")
    assert "x / 0" in str(problem.value)
    assert "ZeroDivisionError" in str(problem.value)


@pytest.mark.slow
def test_outputs_that_a_widget_captures_stay_on_the_page(tmp_path):
    code = (
        "import ipywidgets\n"
        "@ipywidgets.interact(n=ipywidgets.IntSlider(2, 1, 3))\n"
        "def show(n):\n"
        "    print(n * 21)"
    )
    notebook = new_notebook(cells=[new_code_cell(code) for _ in range(3)])
    run.run(notebook, tmp_path, "lesson.ipynb")
    for cell in notebook.cells:
        shown = {output["output_type"]: output for output in cell.outputs}
        assert shown["display_data"]["data"] == {"text/plain": run.LIVE}
        assert shown["stream"]["text"] == "42\n"
