"""What is shown: progress, questions, and one message when something goes wrong."""

import io
import signal
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from segkit.checks import DataError
from segkit.cli import terminal


def stop_with(error):
    def work():
        raise error

    return terminal.guarded(work)


def test_a_mistake_is_one_message_and_status_2(capsys):
    assert stop_with(DataError("orders needs columns")) == 2
    assert capsys.readouterr().err == "segkit: orders needs columns\n"


def test_ctrl_c_is_130_and_says_that_nothing_was_written(capsys):
    assert stop_with(KeyboardInterrupt()) == 130
    assert "stopped before the end; nothing was written" in capsys.readouterr().err


def test_ctrl_c_that_a_library_turned_into_its_own_error_is_ctrl_c(capsys):
    def work():
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise RuntimeError("Query interrupted") from None

    before = signal.getsignal(signal.SIGINT)
    assert terminal.guarded(work) == 130
    assert "stopped before the end" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before


def test_a_full_disk_is_said(capsys):
    assert stop_with(OSError(28, "No space left on device", "results/a.csv")) == 2
    message = capsys.readouterr().err
    assert message == "segkit: results/a.csv: No space left on device\n"


@pytest.mark.parametrize(
    "error", [MemoryError(), duckdb.OutOfMemoryException("failed to allocate")]
)
def test_too_little_memory_is_said(error, capsys):
    assert stop_with(error) == 2
    assert "too little memory" in capsys.readouterr().err


def test_the_unexpected_leaves_its_account_in_a_file(capsys):
    assert stop_with(ZeroDivisionError("division by zero")) == 1
    message = capsys.readouterr().err
    assert "Traceback" not in message
    assert "something unexpected happened, and nothing was written" in message
    path = Path(message.split("full account is in ")[1].split(". It may")[0])
    assert "ZeroDivisionError" in path.read_text(encoding="utf-8")
    path.unlink()


def test_progress_says_what_and_for_how_long(capsys):
    seconds = iter([0.0, 2.5])
    progress = terminal.Progress(clock=lambda: next(seconds))
    with progress.step("reading orders.csv"):
        pass
    assert capsys.readouterr().err == "[   2.5 s] reading orders.csv\n"


def test_a_long_step_says_that_it_goes_on(capsys):
    progress = terminal.Progress(patience=0.01)
    said = threading.Event()
    real = progress._line

    def line(text):
        real(text)
        if text.startswith("... still"):
            said.set()

    progress._line = line
    with progress.step("reading"):
        assert said.wait(10)
    assert "... still reading" in capsys.readouterr().err


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("answer", "agreed"),
    [("", True), ("y", True), ("Yes ", True), ("n", False), ("what", False)],
)
def test_an_answer_is_read(answer, agreed, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal(answer + "\n"))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert terminal.agreed("Right? ") is agreed


def test_the_end_of_input_is_a_no(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert terminal.agreed("Right? ") is False


def test_nobody_is_asked_when_nobody_is_there(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert terminal.agreed("Right? ") is True
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal.agreed("Right? ") is True


def test_letters_that_a_terminal_lacks_are_replaced(monkeypatch):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.say("café ■")
    assert raw.getvalue() == b"caf? ?\n"
