"""What the command line shows while it works, asks, and says when it stops."""

from __future__ import annotations

import re
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from segkit.cli import words


def say(text: str = "") -> None:
    """Show a line on the standard output.

    Parameters
    ----------
    text : the line

    Examples
    --------
    >>> say("12 customers")
    12 customers
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """Show a line on the standard error output.

    Parameters
    ----------
    text : the line

    Examples
    --------
    >>> warn("this goes to the other stream")
    """
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()


class Progress:
    """Say what is being done, and for how long it has been going on.

    Parameters
    ----------
    clock : a function that returns seconds
    patience : seconds after which a long step says that it is still at work

    Examples
    --------
    >>> progress = Progress(clock=lambda: 0.0)
    >>> with progress.step("reading orders.csv"):
    ...     lines = 3
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, patience: float = 10.0
    ) -> None:
        self.clock = clock
        self.patience = patience
        self.start = clock()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Announce a step, and say every while that it goes on.

        Parameters
        ----------
        what : such as ``"reading orders.csv"``
        """
        self._line(what)
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(what, done), daemon=True)
        watch.start()
        try:
            yield
        finally:
            done.set()
            watch.join()

    def _line(self, what: str) -> None:
        warn(f"[{self.clock() - self.start:6.1f} s] {what}")

    def _watch(self, what: str, done: threading.Event) -> None:
        while not done.wait(self.patience):
            self._line(words.STILL.format(what=what))


def agreed(question: str, yes: bool = False) -> bool:
    """Ask, when there is somebody to ask.

    Parameters
    ----------
    question : what to ask; Enter means yes
    yes : whether the answer was given beforehand, by ``--yes``

    Returns
    -------
    bool; True without asking when nobody sits at a terminal

    Examples
    --------
    >>> agreed("Use these columns?", yes=True)
    True
    """
    if yes or not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    try:
        answer = input(question)
    except EOFError:
        return False
    return answer.strip().lower() in words.YES


def guarded(work: Callable[[], int]) -> int:
    """Turn whatever goes wrong into one readable message and an exit status.

    Parameters
    ----------
    work : a function without arguments that returns an exit status

    Returns
    -------
    int: what ``work`` returned; 2 for a mistake in the data or the command; 130 for
    Ctrl-C; 1 for the unexpected, whose full account goes to a file

    Examples
    --------
    >>> guarded(lambda: 0)
    0
    """
    pressed = threading.Event()
    with _listening(pressed):
        return _guarded(work, pressed)


def _guarded(work: Callable[[], int], pressed: threading.Event) -> int:
    from segkit.checks import DataError  # noqa: PLC0415 (--help is quick)

    try:
        return work()
    except DataError as error:
        return _mistake(typed(str(error)))
    except OSError as error:
        return _mistake(f"{error.filename or words.FILE}: {error.strerror or error}")
    except KeyboardInterrupt:
        pressed.set()
    except Exception as error:  # whatever it is, a marketer is not shown a traceback
        if not pressed.is_set():
            return _unexpected(error)
    warn(f"\nsegkit: {words.STOPPED}")  # a library may turn Ctrl-C into its own error
    return 130


@contextmanager
def _listening(pressed: threading.Event) -> Iterator[None]:
    """Remember that Ctrl-C was pressed, whatever becomes of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def note(number: int, frame: Any) -> None:
        pressed.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _mistake(message: str) -> int:
    warn(f"segkit: {message}")
    return 2


def _unexpected(error: Exception) -> int:
    if type(error).__name__ in {"MemoryError", "OutOfMemoryException"}:
        return _mistake(words.MEMORY)
    with tempfile.NamedTemporaryFile(
        "w", prefix="segkit-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    warn(f"segkit: {words.UNEXPECTED.format(error=error, path=file.name)}")
    return 1


def typed(message: str) -> str:
    """Add to a message how its advice is typed on the command line.

    Parameters
    ----------
    message : of a `DataError`, whose advice is in Python

    Returns
    -------
    str

    Examples
    --------
    >>> print(typed("needs ['amount']: pass columns={'amount': 'your name'}"))
    needs ['amount']: pass columns={'amount': 'your name'}
    On the command line: --columns amount="your name"
    """
    names = re.search(r"columns=(\{[^{}]*\})", message)
    options = [text for sign, text in words.OPTIONS.items() if sign in message]
    if names:
        pairs = re.findall(r"'([^']+)': '([^']+)'", names.group(1))
        told = " ".join(f'{ours}="{theirs}"' for ours, theirs in pairs)
        options.insert(0, f"--columns {told}")
    if not options or "--" in message:
        return message
    return f"{message}\n{words.ON_COMMAND_LINE.format(options=', or '.join(options))}"
