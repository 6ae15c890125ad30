"""What a learner waits for: the import, a check's answer, a notebook's tests."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from segkit import practice

ROOT = Path(__file__).parents[1]
NBVAL = [
    "-m",
    "pytest",
    "-q",
    "--nbval",
    "--nbval-current-env",
    "--nbval-sanitize-with=tests/sanitize.cfg",
]
UNIT = "07_behavioural.ipynb"
IMPORT, CHECK, UNIT_07 = (
    "import segkit, above Python",
    "a check, slowest",
    f"nbval {UNIT}",
)
MOST = {IMPORT: 0.050, CHECK: 0.100, UNIT_07: 15.0}  # seconds


def _seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _process(*arguments: str) -> float:
    command = [sys.executable, *arguments]
    return _seconds(
        lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    )


def _import(rounds: int) -> float:
    pairs = [
        (_process("-c", "import segkit"), _process("-c", "pass")) for _ in range(rounds)
    ]
    return statistics.median(ours - bare for ours, bare in pairs)


def _answers(question: practice.Question) -> list[Any]:
    wrong = [one.compute(**question.settings()) for one in question.wrong]
    return [question.expected(), *wrong]


def _check(rounds: int) -> float:
    """Return the slowest median; what the data say is computed at the first check."""
    questions = [
        q for unit in practice.units().values() for q in unit.questions.values()
    ]
    closed = [q for q in questions if isinstance(q, practice.Question)]
    medians = []
    for question in closed:
        for answer in _answers(question):
            question.check(answer)
            times = [_seconds(lambda: question.check(answer)) for _ in range(rounds)]  # noqa: B023
            medians.append(statistics.median(times))
    return max(medians)


def _nbval() -> float:
    """Return the slowest of lesson, exercise and solution, each a whole process."""
    folders = ("notebooks", "exercises", "solutions")
    return max(_process(*NBVAL, f"{folder}/{UNIT}") for folder in folders)


def table(rounds: int) -> pd.DataFrame:
    found = {IMPORT: _import(rounds), CHECK: _check(rounds), UNIT_07: _nbval()}
    rows = [
        {
            "waiting for": name,
            "seconds": round(seconds, 3),
            "at most": MOST[name],
        }
        for name, seconds in found.items()
    ]
    return pd.DataFrame(rows)


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    return [
        (f"{name}: {seconds} s (at most {most} s)", seconds <= most)
        for name, seconds, most in result.itertuples(index=False)
    ]
