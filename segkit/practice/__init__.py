"""Practice: questions that answer back, at once and on this machine only.

A unit's questions are a module::

    from segkit.practice import unit07 as q

    q.repeat_rate.check(answer)   # Correct, Not yet or Not attempted, and why
    q.repeat_rate.hint()          # the next hint
    q.repeat_rate.solution()      # after one attempt
    q.checkpoint("segments")      # the right earlier result: nothing blocks

``practice.progress()`` shows what is done, ``practice.course()`` the units.

To write a unit, make a `Unit`, `add` each `Question` with one of the `judges`, and name
the module ``unitNN``.
"""

from importlib import import_module
from types import ModuleType

from segkit.practice import judges
from segkit.practice.memory import forget
from segkit.practice.open_question import Criterion, OpenQuestion
from segkit.practice.question import Question, Wrong
from segkit.practice.result import Panel, Result
from segkit.practice.syllabus import course

__all__ = [
    "Criterion",
    "OpenQuestion",
    "Panel",
    "Question",
    "Result",
    "Unit",
    "Wrong",
    "checkpoint",
    "course",
    "forget",
    "judges",
    "progress",
    "units",
]

from segkit.practice.progress import progress
from segkit.practice.unit import Unit, checkpoint, units


def __getattr__(name: str) -> ModuleType:
    """Import a unit's questions when they are first asked for."""
    if name.startswith("unit") and name[4:].isdigit():
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
