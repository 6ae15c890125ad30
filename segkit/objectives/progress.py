"""How far a goal has come, where it is going, and how likely it is to be met."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.objectives import daily, forecasts
from segkit.objectives.words import goals as words

if TYPE_CHECKING:
    from segkit.objectives.goals import Goal

MODELS = ("poisson", "negative binomial")
#: From which chance on a goal is on course, and up to which it is behind: own choice.
ON_COURSE, BEHIND = 0.8, 0.2


@dataclass(frozen=True, repr=False)
class Progress:
    """Say how far a goal has come, with a forecast and the chance that it is met.

    ``float(progress)`` is what was done so far.

    Parameters
    ----------
    goal : the goal
    as_of : last day counted
    done : events so far, or the share so far
    expected, low, high : at the end of the period, with the interval at ``level``
    chance : that the goal is met, 0 to 1
    status : "reached", "missed", "on course" (chance from 80 %), "behind" (up to 20 %)
        or "open"
    model : key of the model; `model_text` says it in words
    phi : by how much the days vary beyond chance; 1 if not at all
    by_day : DataFrame by day: done (nan after as_of), expected, low, high

    Examples
    --------
    >>> from segkit.objectives import Goal
    >>> goal = Goal("orders", 3, start="2024-06-01", days=4)
    >>> goal.progress(["2024-06-01", "2024-06-02"], as_of="2024-06-02")
    orders: 2 of 3 after 2 of 4 days; at this pace 4.5 by 2024-06-04 (95 % interval 2 to
    10); chance of at least 3: 82 %. Status: on course.
    """

    goal: Goal
    as_of: date
    done: float
    expected: float
    low: float
    high: float
    chance: float
    status: str
    model: str
    phi: float
    lag_days: int
    level: float
    by_day: pd.DataFrame = field(compare=False)

    def __float__(self) -> float:
        """Return what was done so far."""
        return float(self.done)

    @property
    def model_text(self) -> str:
        """Return what the forecast supposes, in words."""
        return words.MODELS[self.model].format(phi=self.phi, lag=self.lag_days)

    @property
    def sentence(self) -> str:
        """Return progress, forecast, chance and status in words."""
        goal = self.goal
        first, end = _period(goal)
        so_far = words.SOFAR[goal.kind].format(
            done=goal.shown(self.done), target=goal.shown(goal.target),
            unit=words.OF.format(unit=goal.unit) if goal.unit else "",
            day=(min(self.as_of, end) - first).days + 1, days=(end - first).days + 1,
        )  # fmt: skip
        facts = {"metric": goal.metric, "so_far": so_far, "status": self.status}
        if self.as_of >= end:
            return words.ENDED.format(**facts)
        return words.SENTENCE.format(forecast=self._forecast(end), **facts)

    def _forecast(self, end: date) -> str:
        goal = self.goal
        expected = goal.shown(round(self.expected, 1 if goal.kind == "count" else 6))
        return words.FORECAST.format(
            expected=expected, end=end, level=f"{100 * self.level:g} %",
            low=goal.shown(self.low), high=goal.shown(self.high),
            chance=shown_chance(self.chance), least=goal.least,
            target=goal.shown(goal.target),
        )  # fmt: skip

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        text = self.model_text
        return (
            f"<p>{escape(self.sentence)}<br>{escape(text[0].upper() + text[1:])}.</p>"
        )


def shown_chance(chance: float) -> str:
    """Write a chance for people to read, without false certainty.

    Parameters
    ----------
    chance : 0 to 1

    Returns
    -------
    str

    Examples
    --------
    >>> shown_chance(0.3), shown_chance(0.999), shown_chance(0.001)
    ('30 %', 'above 99 %', 'below 1 %')
    """
    if chance > 0.99:
        return words.ABOVE
    return words.BELOW if chance < 0.01 else f"{100 * chance:.0f} %"


def _period(goal: Goal) -> tuple[date, date]:
    """Return first and last day of a goal that can be followed."""
    first, end = goal.first, goal.end
    gaps = {"target": goal.target, "start": first, "days": end}
    missing = [name for name, value in gaps.items() if value is None]
    if missing or first is None or end is None:
        raise DataError(words.NO_PERIOD.format(missing=", ".join(missing)))
    return first, end


def progress(
    goal: Goal,
    events: Any,
    as_of: Any,
    *,
    model: str | None,
    history: Any,
    lag_days: int,
    level: float,
) -> Progress:
    """Say how far a goal has come; see `Goal.progress`.

    Parameters
    ----------
    goal : the goal
    events, as_of, model, history, lag_days, level : as for `Goal.progress`

    Returns
    -------
    Progress

    Raises
    ------
    DataError
        as for `Goal.progress`

    Examples
    --------
    >>> from segkit.objectives import Goal
    >>> goal = Goal("complaints", 5, start="2024-06-01", days=3, direction="down")
    >>> progress(goal, ["2024-06-01"], "2024-06-03", model=None, history=None,
    ...          lag_days=364, level=0.95).status
    'reached'
    """
    first, end = _period(goal)
    as_of = _day(as_of, first)
    if model is not None:
        checks.choice(model, MODELS, name="model")
    checks.whole_number(lag_days, name="lag_days")
    today = min(as_of, end)
    span = ((end - first).days + 1, (today - first).days + 1)
    if goal.kind == "rate":
        if history is not None:
            raise DataError(words.HISTORY_ONLY_COUNTS)
        found = forecasts.of_rate(goal, daily.parts(events, first, today), span, level)
    else:
        days = daily.counts(events, first, today)
        ago = None
        if history is not None and today < end:
            ago = daily.season(history, first, today, end, lag_days)
        found = forecasts.of_count(
            goal, days, span[0], model=model, ago=ago, level=level
        )
    chance = found.pop("chance")
    status = _status(goal, found["done"], chance, ended=as_of >= end)
    path = found.pop("path")
    path.index = pd.Index(
        [first + timedelta(days=i) for i in range(span[0])], name="day"
    )
    path.attrs |= _shown(goal, as_of, level)
    return Progress(
        goal, as_of, chance=chance, status=status, level=level, lag_days=lag_days,
        by_day=path, **found,
    )  # fmt: skip


def _day(as_of: Any, first: date) -> date:
    day = checks.day(as_of)
    if day < first:
        raise DataError(words.EARLY.format(as_of=day, start=first))
    return day


def _status(goal: Goal, done: float, chance: float, *, ended: bool) -> str:
    met = bool(forecasts.met(goal, done))
    if ended:
        return words.STATUS["reached" if met else "missed"]
    if goal.kind == "count" and met == (goal.direction == "up"):
        return words.STATUS["reached" if met else "missed"]
    if chance >= ON_COURSE:
        return words.STATUS["on course"]
    return words.STATUS["behind" if chance <= BEHIND else "open"]


def _shown(goal: Goal, as_of: date, level: float) -> dict[str, Any]:
    heading = words.HEADING.format(
        metric=goal.metric, least=goal.least, target=goal.shown(goal.target)
    )
    return {
        "heading": heading, "target": goal.target, "as_of": as_of, "level": level,
        "metric": goal.metric, "kind": goal.kind, "direction": goal.direction,
    }  # fmt: skip
