"""Open questions: texts that marketers write, recorded and self-scored, not graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any

from segkit.checks import DataError
from segkit.practice import forms, journal, memory, words
from segkit.practice.result import Panel, Result

if TYPE_CHECKING:
    from segkit.practice.unit import Unit


@dataclass(frozen=True)
class Criterion:
    """One thing to look for in a text, with three described levels.

    Parameters
    ----------
    name : one word, usable in ``score({name: level})``
    levels : three descriptions, from not there yet to strong

    Raises
    ------
    DataError
        if there are not three different descriptions

    Examples
    --------
    >>> Criterion("testable", ("no number", "a number", "a number and a date")).name
    'testable'
    """

    name: str
    levels: tuple[str, str, str]

    def __post_init__(self) -> None:
        """Refuse a criterion that does not describe three levels."""
        if len(set(self.levels)) != 3:
            raise DataError(
                f"criterion {self.name!r} needs three different levels; "
                f"it has {self.levels!r}"
            )


@dataclass(frozen=True, eq=False)
class OpenQuestion:
    """A question whose answer is a text: recorded, compared and scored by its writer.

    Parameters
    ----------
    name : the name in the unit, a Python identifier
    prompt : the question in words
    criteria : three or four
    strong, weak : an example of each, shown after an attempt
    at_least : words that make an attempt
    parameters : names with their defaults, which the prompt may show
    unit, given : filled in by `Unit.add` and by calling the question

    Raises
    ------
    DataError
        if the number of criteria is not three or four

    Notes
    -----
    Own definition. The text stays in the progress file on this machine.

    Examples
    --------
    >>> one = Criterion("who", ("nobody", "a group", "a group with its size"))
    >>> two = Criterion("what", ("nothing", "an action", "an action with a date"))
    >>> why = Criterion("why", ("none", "a reason", "a reason from the data"))
    >>> memo = OpenQuestion(
    ...     "memo", "Write to Ms Okafor.", (one, two, why),
    ...     strong="Write to the 80 lapsing customers by Friday: half came back.",
    ...     weak="Do something about churn.",
    ... )
    >>> memo.check("Todo")
    Not attempted: Write at least 8 words of your own; this has 1.
    >>> memo.score({"who": 3, "what": 2, "why": 3})
    Your score
    8 of 9 points.
    Next step, 'what': an action with a date
    """

    name: str
    prompt: str
    criteria: Sequence[Criterion]
    _: KW_ONLY
    strong: str
    weak: str
    at_least: int = 8
    parameters: Mapping[str, Any] = field(default_factory=dict)
    unit: Unit | None = None
    given: Mapping[str, memory.Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a question without a usable rubric."""
        if not self.name.isidentifier():
            raise DataError(
                f"open question {self.name!r}: a name must be usable as a Python name"
            )
        names = {one.name for one in self.criteria}
        if len(self.criteria) not in (3, 4) or len(names) != len(self.criteria):
            raise DataError(
                f"open question {self.name!r} needs three or four criteria with "
                f"different names; it has {[one.name for one in self.criteria]}"
            )

    def __repr__(self) -> str:
        """Return the name and the prompt."""
        return f"{self.name}: {self.prompt}"

    @property
    def key(self) -> str:
        """The name that progress and the grader use."""
        return f"{self.unit.key}.{self.name}" if self.unit else self.name

    def check(self, text: Any = ...) -> Result:
        """Record a text; nobody grades it here.

        Parameters
        ----------
        text : str in the learner's own words

        Returns
        -------
        Result: Recorded, Not attempted, or Not yet where this is no text
        """
        if not forms.attempted(text):
            return Result(words.NOT_ATTEMPTED, words.EMPTY, self.key)
        if not isinstance(text, str):
            problem = forms.NotReadable.needs(text, words.NEED_TEXT)
            return Result(words.NOT_YET, str(problem), self.key)
        if problem_text := self._no_attempt(text):
            return Result(words.NOT_ATTEMPTED, problem_text, self.key)
        memory.SESSION.attempts[self.key] += 1
        journal.record(self.key, state=words.RECORDED, text=text.strip())
        example = ", ".join(f"{one.name!r}: 2" for one in self.criteria[:2])
        said = words.OPEN_RECORDED.format(example=f"{example}, ...")
        return Result(words.RECORDED, said, self.key)

    def _no_attempt(self, text: str) -> str:
        found = len(
            {word.casefold() for word in text.split() if any(map(str.isalpha, word))}
        )
        if found < self.at_least:
            return words.OPEN_SHORT.format(n=self.at_least, found=found)
        return words.OPEN_COPIED if _plain(text) == _plain(self.prompt) else ""

    def rubric(self) -> Panel:
        """Show the criteria with their three described levels."""
        lines = [
            f"{one.name}: "
            + "; ".join(
                f"{n}: {t}" for n, t in zip(words.LEVELS, one.levels, strict=True)
            )
            for one in self.criteria
        ]
        return Panel(words.RUBRIC, tuple(lines))

    def hint(self) -> Panel:
        """Show what a strong answer has, a criterion at a time."""
        levels = len(self.criteria)
        level = min(memory.SESSION.hints[self.key] + 1, levels)
        memory.SESSION.hints[self.key] = level
        journal.record(self.key, hints=level)
        one = self.criteria[level - 1]
        text = words.OPEN_HINT.format(name=one.name, best=one.levels[-1])
        return Panel(words.HINT.format(level=level, levels=levels), (text,))

    def solution(self, *, anyway: bool = False) -> Panel:
        """Show a strong and a weak example, after one attempt.

        Parameters
        ----------
        anyway : True to see them without an attempt

        Returns
        -------
        Panel
        """
        if not (anyway or memory.SESSION.attempts[self.key]):
            return Panel(words.TRY_FIRST, (words.TRY_FIRST_TEXT,))
        pair = (f"{words.STRONG}: {self.strong}", f"{words.WEAK}: {self.weak}")
        return Panel(words.SOLUTION, pair)

    def score(self, levels: Mapping[str, int]) -> Panel:
        """Score your own or another's text.

        Parameters
        ----------
        levels : ``{criterion: 1, 2 or 3}``; criteria may be left out

        Returns
        -------
        Panel with the points and the next step

        Raises
        ------
        DataError
            if a criterion or a level does not exist
        """
        names = [one.name for one in self.criteria]
        wrong = {
            n: v for n, v in levels.items() if n not in names or v not in (1, 2, 3)
        }
        if wrong:
            raise DataError(
                f"score() takes a level 1, 2 or 3 for each of {names}; this has {wrong}"
            )
        points = sum(levels.values())
        journal.update(self.key, lambda entry: {**entry, "score": dict(levels)})
        lines = [words.SCORE_TEXT.format(points=points, most=3 * len(levels))]
        return Panel(words.SCORE, (*lines, *self._next_steps(levels)))

    def _next_steps(self, levels: Mapping[str, int]) -> list[str]:
        scored = [one for one in self.criteria if one.name in levels]
        missing = [one.name for one in self.criteria if one.name not in levels]
        weakest = min(scored, key=lambda one: levels[one.name], default=None)
        lines = (
            [words.SCORE_MISSING.format(names=", ".join(missing))] if missing else []
        )
        if weakest is not None and levels[weakest.name] < 3:
            step = weakest.levels[levels[weakest.name]]
            lines.append(words.SCORE_NEXT.format(name=weakest.name, level=step))
        elif not missing:
            lines.append(words.SCORE_FULL)
        return lines


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
