"""What a sequence may be made of."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Several
from datetime import time
from itertools import pairwise
from typing import Any

from segkit import checks
from segkit.activation.words import sequences as words
from segkit.checks import DataError


def text(value: Any, what: str) -> None:
    """Refuse what is no text, or an empty one."""
    if not isinstance(value, str) or not value.strip():
        raise DataError(words.NOT_TEXT.format(what=what, found=value))


def time_of_day(text: Any) -> str:
    """Return a time of day as hours and minutes."""
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except (TypeError, ValueError) as error:
        raise DataError(words.NOT_A_TIME.format(found=text)) from error


def steps_of(name: str, steps: Any, kind: type) -> tuple[Any, ...]:
    """Return the steps as a tuple; one alone is a list of one."""
    steps = (steps,) if isinstance(steps, kind) else tuple(steps)
    if not steps:
        raise DataError(words.NO_STEPS.format(name=name))
    for step in steps:
        if not isinstance(step, kind):
            raise DataError(words.NOT_A_STEP.format(name=name, found=step))
    return steps


def stops_of(stops: Any) -> tuple[str, ...]:
    """Return what ends a sequence as a tuple."""
    stops = (stops,) if isinstance(stops, str) else tuple(stops or ())
    return tuple(
        checks.choice(stop, [words.PURCHASE], name="stop_when") for stop in stops
    )


def who_of(who: Any) -> dict[str, tuple[Any, ...]] | None:
    """Return for whom a sequence is, each column with its values."""
    if who is None or who == {}:
        return None
    if not isinstance(who, Mapping):
        raise DataError(words.NOT_WHO.format(found=who))
    return {str(column): _values(values, who) for column, values in who.items()}


def _values(values: Any, who: Any) -> tuple[Any, ...]:
    if isinstance(values, str) or not isinstance(values, Several) or not len(values):
        raise DataError(words.NOT_WHO.format(found=dict(who)))
    return tuple(values)


def deadline_of(deadline: Any) -> int | str | None:
    """Return a deadline as whole days or as a day."""
    if deadline is None:
        return None
    if hasattr(deadline, "__index__"):
        return checks.whole_number(deadline, name="deadline")
    return checks.day(deadline, name="deadline").isoformat()


def days_rise(name: str, steps: tuple[Any, ...], days: list[int]) -> None:
    """Refuse steps that do not come one after the other."""
    if steps[0].relative_to == words.PREVIOUS:
        raise DataError(words.FIRST_PREVIOUS.format(name=name))
    if any(b <= a for a, b in pairwise(days)):
        raise DataError(words.NOT_LATER.format(name=name, days=days))
