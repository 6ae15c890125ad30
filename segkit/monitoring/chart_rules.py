"""The rules that read a control chart: patterns that a stable series rarely shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from segkit import checks
from segkit.monitoring.words.charts import RULES

Floats = NDArray[np.float64]
Signals = NDArray[np.bool_]

#: Nelson (1984), "The Shewhart control chart: tests for special causes", Journal of
#: Quality Technology 16, 237-239; Western Electric (1956), "Statistical quality control
#: handbook". "usual" is our own choice: the two that alarm least.
SETS = {
    "usual": ("beyond 3 sigma", "nine on one side"),
    "nelson": (
        "beyond 3 sigma",
        "nine on one side",
        "six rising or falling",
        "fourteen alternating",
        "two of three beyond 2 sigma",
        "four of five beyond 1 sigma",
        "fifteen within 1 sigma",
        "eight beyond 1 sigma",
    ),
    "western electric": (
        "beyond 3 sigma",
        "two of three beyond 2 sigma",
        "four of five beyond 1 sigma",
        "eight on one side",
    ),
}


def chosen(rules: Any) -> tuple[str, ...]:
    """Return the names of rules from the name of a set, or from a list of names."""
    if isinstance(rules, str):
        return SETS[checks.choice(rules, SETS, name="rules")]
    return tuple(checks.choice(rule, RULES, name="rules") for rule in rules)


def signals(z: Floats, rules: Iterable[str]) -> dict[str, Signals]:
    """Say at which points each rule signals; z in sigmas, time along the last axis.

    A pattern signals at its last point.
    """
    return {rule: _RULES[rule](z) for rule in rules}


def _windows(x: NDArray[Any], size: int) -> NDArray[Any]:
    return np.lib.stride_tricks.sliding_window_view(x, size, axis=-1)


def _late(found: Any, z: Floats) -> Signals:
    """Put what was found in windows at the last point of each."""
    full = np.zeros(z.shape, dtype=bool)
    if found.shape[-1]:
        full[..., z.shape[-1] - found.shape[-1] :] = found
    return full


def _in_a_row(size: int, test: Callable[[Floats], Signals]) -> Any:
    def rule(z: Floats) -> Signals:
        if z.shape[-1] < size:
            return np.zeros(z.shape, dtype=bool)
        return _late(_windows(test(z), size).all(axis=-1), z)

    return rule


def _either(size: int, test: Callable[[Floats], Signals]) -> Any:
    rule = _in_a_row(size, test)
    return lambda z: rule(z) | rule(-z)


def _of(needed: int, size: int, limit: float) -> Any:
    def side(z: Floats) -> Signals:
        far = z > limit
        if z.shape[-1] < size:
            return np.zeros(z.shape, dtype=bool)
        return _late(_windows(far, size).sum(axis=-1) >= needed, z) & far

    return lambda z: side(z) | side(-z)


def _trend(z: Floats) -> Signals:
    steps = np.diff(z, axis=-1)
    return _late(_either(5, lambda d: d > 0)(steps), z)


def _zigzag(z: Floats) -> Signals:
    steps = np.diff(z, axis=-1)
    turns = steps[..., 1:] * steps[..., :-1]
    return _late(_in_a_row(12, lambda t: t < 0)(turns), z)


_RULES: dict[str, Callable[[Floats], Signals]] = {
    "beyond 3 sigma": lambda z: np.abs(z) > 3,
    "nine on one side": _either(9, lambda z: z > 0),
    "eight on one side": _either(8, lambda z: z > 0),
    "six rising or falling": _trend,
    "fourteen alternating": _zigzag,
    "two of three beyond 2 sigma": _of(2, 3, 2),
    "four of five beyond 1 sigma": _of(4, 5, 1),
    "fifteen within 1 sigma": _in_a_row(15, lambda z: np.abs(z) < 1),
    "eight beyond 1 sigma": _in_a_row(8, lambda z: np.abs(z) > 1),
}
