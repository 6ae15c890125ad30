"""The folder of results: all its files arrive at once, or none does."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from segkit.checks import DataError
from segkit.cli import words

NAMES = (
    "segments.csv",
    "customers.csv",
    "report.html",
    "model.json",
    "mapping.json",
    "notebook.ipynb",
    "run.json",
    "key.csv",
    "pseudonyms.key",
    "moved.csv",
)


def fingerprint(path: Path) -> str:
    """Compute the SHA-256 of a file.

    Parameters
    ----------
    path : a file

    Returns
    -------
    str, 64 hexadecimal digits

    Examples
    --------
    >>> fingerprint(Path(__file__)) == fingerprint(Path(__file__))
    True
    """
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Results:
    """A folder that is ready for results: it can be written, and nothing is lost.

    Parameters
    ----------
    path : the folder
    overwrite : whether files that somebody changed may be replaced

    Raises
    ------
    DataError
        if the folder cannot be written, or holds files of these names that were
        changed since segkit wrote them, or that it did not write
    """

    def __init__(self, path: Path, *, overwrite: bool = False) -> None:
        self.path = Path(path)
        self.made = _make(self.path)
        self.staging = _staging(self.path, self.made)
        if not overwrite:
            self._refuse_to_lose()

    def _refuse_to_lose(self) -> None:
        changed = [n for n in NAMES if self._changed(n)]
        if changed:
            self.discard()
            raise DataError(words.WOULD_LOSE.format(folder=self.path, files=changed))

    def _changed(self, name: str) -> bool:
        here = self.path / name
        if name == "run.json" or not here.exists():
            return False
        return fingerprint(here) != written_before(self.path).get(name)

    def discard(self) -> None:
        """Leave the folder as it was before."""
        shutil.rmtree(self.staging, ignore_errors=True)
        _unmake(self.made)

    @contextmanager
    def all_or_none(self) -> Iterator[Path]:
        """Hand out a folder to write to; its files move at the end, together."""
        try:
            yield self.staging
            with _uninterrupted():
                self._publish()
        except BaseException:
            self.discard()
            raise
        shutil.rmtree(self.staging, ignore_errors=True)

    def _publish(self) -> None:
        old = set(written_before(self.path))
        new = {path.name for path in self.staging.iterdir() if path.is_file()}
        for name in sorted(new - {"run.json"}) + ["run.json"] * ("run.json" in new):
            os.replace(self.staging / name, self.path / name)
        for name in old - new:  # of an earlier run, and no longer true
            (self.path / name).unlink(missing_ok=True)


def written_before(folder: Path) -> dict[str, str]:
    """Say what an earlier run wrote into a folder.

    Parameters
    ----------
    folder : a folder of results

    Returns
    -------
    dict, file name to SHA-256; empty if there was no run, or its ``run.json`` is broken

    Examples
    --------
    >>> written_before(Path("nowhere"))
    {}
    """
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        files = run["files"]
        return {name: files[name] for name in NAMES if name in files}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _make(path: Path) -> list[Path]:
    if path.exists() and not path.is_dir():
        raise DataError(words.NOT_A_FOLDER.format(folder=path))
    missing = [p for p in [path, *path.parents] if not p.exists()][::-1]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise DataError(words.UNWRITABLE.format(folder=path, reason=reason)) from error
    return missing


def _staging(path: Path, made: list[Path]) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=".segkit-", dir=path))
    except OSError as error:
        _unmake(made)
        reason = error.strerror or error
        raise DataError(words.UNWRITABLE.format(folder=path, reason=reason)) from error


def _unmake(made: list[Path]) -> None:
    for folder in reversed(made):
        with suppress(OSError):  # somebody else may have put something there
            folder.rmdir()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
