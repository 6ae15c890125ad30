"""Is a goal SMART: what is there, and what is missing, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from segkit.objectives.progress import shown_chance
from segkit.objectives.words import goals as words
from segkit.record import Table

if TYPE_CHECKING:
    from segkit.objectives.goals import Goal

#: A goal whose chance is above this without doing anything is no goal: own choice.
TOO_EASY = 0.8
#: A goal that asks for more than so many times the usual needs a reason: own choice.
TOO_FAR = 3.0


def check(goal: Goal, usual: float | None) -> Table:
    """Say which of the five a goal meets; see `Goal.smart`.

    Parameters
    ----------
    goal : the goal
    usual : what such a period brings without doing anything

    Returns
    -------
    DataFrame indexed by the five words: asks, met, says

    Examples
    --------
    >>> from segkit.objectives import second_purchase
    >>> goal = second_purchase(25, days=45, start="2024-09-02")
    >>> check(goal, 12)["met"].all()
    np.True_
    >>> check(goal, 40).loc["achievable", "says"]
    'usual is 40: the target is reached without doing anything (above 99 %)'
    """
    there = {
        "specific": bool(goal.segment),
        "measurable": goal.target is not None,
        "relevant": bool(goal.serves),
        "time-bound": goal.first is not None and goal.end is not None,
    }
    facts = {
        "metric": goal.metric,
        "segment": goal.segment,
        "least": goal.least,
        "target": goal.shown(goal.target),
        "serves": goal.serves,
        "period": goal.period,
    }
    rows = {
        name: (met, (words.GOT if met else words.MISSING)[name].format(**facts))
        for name, met in there.items()
    }
    rows["achievable"] = _achievable(goal, usual)
    table = Table(
        [(asks, *rows[name]) for name, asks in words.SMART.items()],
        list(words.SMART),
        ["asks", "met", "says"],
    )
    n = int((~table["met"]).sum())
    table.attrs["heading"] = words.SMART_HEADING[n == 0].format(
        statement=goal.statement, n=n
    )
    return table


def _achievable(goal: Goal, usual: float | None) -> tuple[bool, str]:
    if usual is None or goal.target is None:
        return False, words.MISSING["achievable"]
    chance = _without(goal, float(usual))
    times = goal.target / usual if usual else float("inf")
    far = times > TOO_FAR if goal.direction == "up" else times < 1 / TOO_FAR
    text = words.GOT["achievable"]
    if chance >= TOO_EASY:
        text = words.TOO_EASY
    elif far:
        text = words.TOO_FAR
    shown = {"usual": goal.shown(usual), "times": times, "chance": shown_chance(chance)}
    return chance < TOO_EASY and not far, text.format(**shown)


def _without(goal: Goal, usual: float) -> float:
    """Return the chance that the goal is met at the usual pace."""
    from scipy.stats import poisson  # noqa: PLC0415 (slow to import)

    target = float(goal.target or 0)
    if goal.kind == "rate":  # a share has no count to vary by: met or not
        return float(usual >= target if goal.direction == "up" else usual <= target)
    if goal.direction == "up":
        return float(poisson.sf(target - 1, usual)) if target > 0 else 1.0
    return float(poisson.cdf(target, usual))
