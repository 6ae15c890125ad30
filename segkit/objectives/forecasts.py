"""Where a goal is going: its forecast day by day.

Internal: `Goal.progress` computes with this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from segkit.objectives import pace
from segkit.record import Table

if TYPE_CHECKING:
    from segkit.objectives.goals import Goal


def of_count(
    goal: Goal,
    days: np.ndarray,
    length: int,
    *,
    model: str | None,
    ago: tuple[float, float] | None,
    level: float,
) -> dict[str, Any]:
    """Forecast a count from the events of each day so far.

    Parameters
    ----------
    goal : with a target
    days : events of each day so far
    length : days of the whole period
    model, level : as for `Goal.progress`
    ago : events of an earlier year in the time so far, and in the time left

    Returns
    -------
    dict: done, expected, low, high, chance, model, phi, path (DataFrame by day)

    Examples
    --------
    >>> from segkit.objectives import Goal
    >>> found = of_count(Goal("orders", 9), np.array([2.0, 2.0]), 4, model="poisson",
    ...                  ago=None, level=0.95)
    >>> found["done"], found["expected"]
    (4, 8.5)
    """
    done, so_far = float(days.sum()), days.size
    wide = model == "negative binomial" or (model is None and pace.uneven(days))
    phi = pace.unevenness(days) if wide else 1.0
    before, after = ago or (so_far, length - so_far)
    spread = 1 / before + 1 / after if ago else 0.0

    def at(part: float) -> pace.Forecast:
        ratio = part * after / before
        return pace.coming(
            done,
            ratio,
            missing=_missing(goal, done),
            phi=phi,
            level=level,
            extra=((done + 0.5) * ratio) ** 2 * spread,
        )

    left = length - so_far
    steps = [at(i / left) for i in range(1, left + 1)]
    last = steps[-1] if steps else pace.Forecast(0.0, 0.0, 0.0, 0.0)
    chance = last.chance if goal.direction == "up" else 1 - last.chance
    ends = [[done + f.expected, done + f.low, done + f.high] for f in [*steps, last]]
    return {
        "done": round(done), "expected": ends[-1][0], "low": ends[-1][1],
        "high": ends[-1][2], "chance": chance if steps else float(met(goal, done)),
        "model": "seasonal" if ago else "negative binomial" if wide else "poisson",
        "phi": phi, "path": _path(np.cumsum(days), ends[:-1]),
    }  # fmt: skip


def _missing(goal: Goal, done: float) -> float:
    """Return how many more are asked for, or (down) how many more are too many."""
    target = float(goal.target or 0)
    return target - done if goal.direction == "up" else np.floor(target) + 1 - done


def of_rate(
    goal: Goal, days: tuple[np.ndarray, np.ndarray], span: tuple[int, int], level: float
) -> dict[str, Any]:
    """Forecast a share from those of each day so far; as many a day are to come.

    Parameters
    ----------
    goal : with a target
    days : who did it, and all, on each day so far
    span : days of the whole period, and so far
    level : coverage of the interval, 0 to 1

    Returns
    -------
    dict: done, expected, low, high, chance, model, phi, path (DataFrame by day)

    Examples
    --------
    >>> from segkit.objectives import Goal
    >>> days = (np.array([5.0]), np.array([100.0]))
    >>> found = of_rate(Goal("clicks", 0.04, kind="rate"), days, (2, 1), 0.95)
    >>> found["done"], round(found["expected"], 3)
    (0.05, 0.052)
    """
    part, whole = (int(x.sum()) for x in days)
    target, up = float(goal.target or 0), goal.direction == "up"
    phi = pace.unevenness_of_parts(*days)

    def at(more: int) -> list[float]:
        asked = target * (whole + more) - part
        missing = asked - 1e-9 if up else np.floor(asked + 1e-9) + 1
        f = pace.part_coming(part, whole, more, missing=missing, phi=phi, level=level)
        ends = [(part + x) / (whole + more) for x in (f.expected, f.low, f.high)]
        return [*ends, f.chance if up else 1 - f.chance]

    here = part / whole if whole else np.nan
    left = span[0] - span[1]
    steps = [[np.nan] * 4] * left  # nothing to learn from yet
    if whole:
        steps = [at(round(whole * i / span[1])) for i in range(1, left + 1)]
    last = steps[-1] if steps else [here, here, here, float(met(goal, here))]
    totals = np.cumsum(days[1])
    done = np.divide(np.cumsum(days[0]), totals, out=np.full(totals.size, np.nan),
                     where=totals > 0)  # fmt: skip
    return {
        "done": here, "expected": last[0], "low": last[1], "high": last[2],
        "chance": last[3], "model": "beta-binomial", "phi": phi,
        "path": _path(done, [step[:3] for step in steps]),
    }  # fmt: skip


def _path(done: np.ndarray, steps: list[list[float]]) -> Table:
    """Return what was done on each day so far, and what is forecast for the others."""
    known = np.column_stack([done, done, done, done])
    gone = np.full(len(steps), np.nan)
    to_come = np.column_stack([gone, np.array(steps).reshape(-1, 3)])
    both = np.concatenate([known, to_come])
    return Table(both, columns=["done", "expected", "low", "high"])


def met(goal: Goal, done: float) -> bool:
    """Say whether a goal is met by what was done.

    Parameters
    ----------
    goal : with a target
    done : count or share

    Returns
    -------
    bool; False if nothing is known

    Examples
    --------
    >>> from segkit.objectives import Goal
    >>> met(Goal("complaints", 5, direction="down"), 5)
    True
    """
    target = float(goal.target or 0)
    return bool(done >= target if goal.direction == "up" else done <= target)
