"""Every test of the practice room has its own session and its own progress file."""

import pytest

from segkit import practice
from segkit.practice import journal


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    monkeypatch.setenv("SEGKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(journal, "_said", set())
    practice.forget()
    yield tmp_path / "home"
    practice.forget()
