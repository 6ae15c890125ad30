"""The journal: one local file that survives restarts, broken files, locked folders.

The file is ``progress.json`` in ``~/.segkit``, or in the folder ``SEGKIT_HOME``.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from segkit.practice import words

EMPTY: dict[str, Any] = {"version": 1, "questions": {}}
PATIENCE = 2.0  # seconds to wait for another kernel's lock, then it counts as left over
_said: set[str] = set()


class ProgressWarning(UserWarning):
    """Say once that progress could not be read or written; checks go on working."""


def path() -> Path:
    """Say where this machine keeps progress.

    Returns
    -------
    pathlib.Path of ``progress.json``; the file need not exist

    Examples
    --------
    >>> path().name
    'progress.json'
    """
    home = os.environ.get("SEGKIT_HOME")
    return (Path(home) if home else Path.home() / ".segkit") / "progress.json"


def read() -> dict[str, dict[str, Any]]:
    """Return what is known of each question, by its key.

    Returns
    -------
    dict of question key to ``{"state", "done", "attempts", "hints", "last"}``

    Notes
    -----
    A broken file is set aside beside itself with the ending ``.broken`` and said once.

    Examples
    --------
    >>> isinstance(read(), dict)
    True
    """
    file = path()
    try:
        return _load(file)["questions"]
    except OSError as error:
        _warn_unwritable(file, error)
        return {}


def _load(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = dict(EMPTY)
    except ValueError:  # no JSON, or no UTF-8
        known = None
    if not _sound(known):
        _set_aside(file)
        known = dict(EMPTY)
    return known


def _sound(known: Any) -> bool:
    questions = known.get("questions") if isinstance(known, dict) else None
    return isinstance(questions, dict) and all(
        isinstance(entry, dict)
        and isinstance(entry.get("attempts", 0), int)
        and isinstance(entry.get("hints", 0), int)
        for entry in questions.values()
    )


def _set_aside(file: Path) -> None:
    n, aside = 0, file.with_name(file.name + ".broken")
    while aside.exists():
        n, aside = n + 1, file.with_name(f"{file.name}.broken{n + 1}")
    file.replace(aside)
    _warn(words.BROKEN.format(path=file, aside=aside.name))


def _warn(text: str) -> None:
    if text not in _said:
        _said.add(text)
        warnings.warn(text, ProgressWarning, stacklevel=2)


def _warn_unwritable(file: Path, error: Exception) -> None:
    reason = getattr(error, "strerror", None) or type(error).__name__
    _warn(words.UNWRITABLE.format(path=file, reason=reason))


def record(key: str, **known: Any) -> None:
    """Write down what happened at one question; never fails, at worst warns once.

    Parameters
    ----------
    key : the question's key, such as ``"unit07.repeat_rate"``
    known : ``state="Correct"``, ``hints=1``, ``text="…"``; each state is one attempt

    Examples
    --------
    >>> from unittest import mock
    >>> folder = tempfile.TemporaryDirectory()
    >>> with mock.patch.dict(os.environ, SEGKIT_HOME=folder.name):
    ...     record("unit99.one", state="Correct")
    ...     read()["unit99.one"]["attempts"]
    1
    >>> folder.cleanup()
    """
    update(key, lambda entry: _merged(entry, known))


def _merged(entry: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    entry = {"done": False, "attempts": 0, "hints": 0, **entry, **known}
    if "state" in known:
        entry["attempts"] += 1
        entry["done"] |= known["state"] in (words.CORRECT, words.RECORDED)
    entry["last"] = datetime.now(UTC).isoformat(timespec="seconds")
    return entry


def update(key: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Change one question's entry: read, change and write under a lock, atomically.

    Parameters
    ----------
    key : the question's key
    change : takes the entry (empty at first) and returns the new one

    Examples
    --------
    >>> from unittest import mock
    >>> folder = tempfile.TemporaryDirectory()
    >>> with mock.patch.dict(os.environ, SEGKIT_HOME=folder.name):
    ...     update("unit99.one", lambda entry: {"hints": 2})
    ...     read()
    {'unit99.one': {'hints': 2}}
    >>> folder.cleanup()
    """
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _lock(file.with_name(file.name + ".lock")):
            known = _load(file)
            entry = change(known["questions"].get(key, {}))
            known["questions"] = {**known["questions"], key: entry}
            _write(file, json.dumps(known, indent=1))
    except OSError as error:
        _warn_unwritable(file, error)


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > end:
                break
            time.sleep(0.01)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".progress-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
