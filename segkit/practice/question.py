"""A question: prompt, judge, hints, worked solution, and the mistakes that we know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from segkit.checks import DataError
from segkit.datasets import places
from segkit.practice import forms, journal, memory, verdict, words, worked
from segkit.practice.result import Panel, Result
from segkit.practice.rulings import Choice, Judge, Truth

if TYPE_CHECKING:
    from segkit.practice.unit import Unit


@dataclass(frozen=True)
class Wrong:
    """A known wrong answer: how people get there, and what to say to them.

    Parameters
    ----------
    name : what the mistake is called in the instructor's list
    message : names the misconception and the next step; no expected value in it
    compute : function of the question's parameters that computes the wrong answer
    when : optional function of the raw answer that recognises it by its form; without
        it, the answer is compared with what `compute` returns

    Examples
    --------
    >>> Wrong("rows", "You counted orders.", lambda: 3).compute()
    3
    """

    name: str
    message: str
    compute: Callable[..., Any]
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True, eq=False)
class Question:
    """A question that judges, hints, and shows its worked solution.

    Parameters
    ----------
    name : the name in the unit, a Python identifier
    prompt : the question in words; ``{as_of}`` and the like stand for parameters
    judge : one of `segkit.practice.judges`
    answer : function of the parameters that computes the right answer from the data
    hints : at least two, the first without any expected value
    reasoning : why the right answer is right; shown with it and with the solution
    wrong : at least three known wrong answers with different messages
    parameters : names with their defaults; calling the question changes them
    code : the worked solution's code; empty to take it from the exercise's source
    unit : filled in by `Unit.add`
    given : filled in by calling the question with parameters

    Raises
    ------
    DataError
        if the question itself is incomplete

    Notes
    -----
    Own definition. A judge computes the answer from the data at hand; results are kept
    for the session, so that only the first check of a question takes long.

    Examples
    --------
    >>> from segkit.practice import judges
    >>> share = Question(
    ...     "share", "Which share bought {times} times?", judges.number(rate=True),
    ...     answer=lambda times: 1 / times,
    ...     hints=("Count customers.", "Divide them by all customers."),
    ...     reasoning="Customers with that many orders, by all customers.",
    ...     wrong=(
    ...         Wrong("count", "This is a count. Divide it.", lambda times: 17),
    ...         Wrong("rest", "These are the others.", lambda times: 1 - 1 / times**2),
    ...         Wrong("whole", "Everybody is not a share.", lambda times: 1),
    ...     ),
    ...     parameters={"times": 4},
    ... )
    >>> share.check(...)
    Not attempted: Replace the ... with your answer, then run this cell again.
    >>> share.check(1)
    Not yet: Everybody is not a share.
    >>> share(times=2).check(0.5)
    Correct: Customers with that many orders, by all customers.
    """

    name: str
    prompt: str
    judge: Judge
    _: KW_ONLY
    answer: Callable[..., Any]
    hints: Sequence[str]
    reasoning: str
    wrong: Sequence[Wrong]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    unit: Unit | None = None
    given: Mapping[str, memory.Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a question that could not teach."""
        where = f"question {self.name!r}"
        if not self.name.isidentifier():
            raise DataError(f"{where}: a name must be usable as a Python name")
        if len(self.hints) < 2:
            raise DataError(f"{where} needs at least two hints; it has {self.hints!r}")
        if len({one.message for one in self.wrong}) < max(3, len(self.wrong)):
            raise DataError(
                f"{where} needs at least three known wrong answers with different "
                f"messages; it has {[one.name for one in self.wrong]}"
            )

    def __call__(self, **given: Any) -> Question:
        """Return a variant with other parameters; its judge computes its own answer."""
        unknown = sorted(set(given) - set(self.parameters))
        if unknown:
            raise DataError(
                f"question {self.name!r} has no parameters {unknown}; "
                f"it has {list(self.parameters)}"
            )
        kept = {name: memory.Kept.of(value) for name, value in given.items()}
        return replace(self, given={**self.given, **kept})

    def __repr__(self) -> str:
        """Return the prompt with its parameters filled in."""
        return f"{self.name}: {self.ask_text()}"

    @property
    def key(self) -> str:
        """The name that progress, worked solutions and the grader use."""
        return f"{self.unit.key}.{self.name}" if self.unit else self.name

    def ask_text(self) -> str:
        """Return the prompt with its parameters filled in."""
        return self.prompt.format_map(self.settings())

    def settings(self) -> dict[str, Any]:
        """Return the parameters in force: own, else the unit's, else the defaults."""
        return {name: kept.value for name, kept in self._kept().items()}

    def marks(self) -> tuple[str, ...]:
        """Return what a computed result depends on, as a key to find it again."""
        folder = str(places.own_folder())
        return (self.key, folder, *(kept.mark for kept in self._kept().values()))

    def _kept(self) -> dict[str, memory.Kept]:
        own = {name: memory.Kept.of(value) for name, value in self.parameters.items()}
        used = self.unit.used if self.unit else {}
        shared = {name: used[name] for name in self.parameters if name in used}
        return {**own, **shared, **self.given}

    def expected(self) -> Any:
        """Return the right answer, computed from the data; yours to change.

        Returns
        -------
        what `answer` returns, a copy of its own
        """
        return memory.own_copy(verdict.computed(self, self.answer))

    def check(self, answer: Any = ...) -> Result:
        """Judge an answer.

        Parameters
        ----------
        answer : in any correct form; ``...`` and None are no attempt

        Returns
        -------
        Result: Correct, Not yet (with what to try next) or Not attempted
        """
        if not forms.attempted(answer):
            return Result(words.NOT_ATTEMPTED, words.EMPTY, self.key)
        state, text = verdict.decide(self, answer)
        memory.SESSION.attempts[self.key] += 1
        journal.record(self.key, state=state)
        return Result(state, text, self.key)

    def ask(self, answer: Any = ...) -> None:
        """Show the options with buttons to answer them, and the status beneath.

        Parameters
        ----------
        answer : the option chosen at first; ``...`` for none

        Raises
        ------
        DataError
            if this question has no options to choose from
        """
        if not isinstance(self.judge, Choice | Truth):
            raise DataError(
                f"question {self.name!r} has no options to choose from: "
                "use .check(answer)"
            )
        from segkit.practice import ask  # noqa: PLC0415 - ipywidgets loads slowly

        ask.ask(self, answer)

    def hint(self) -> Panel:
        """Show the next hint; after the last one it stays."""
        levels = len(self.hints)
        level = min(memory.SESSION.hints[self.key] + 1, levels)
        memory.SESSION.hints[self.key] = level
        journal.record(self.key, hints=level)
        text = self.hints[level - 1].format_map(self.settings())
        more = (words.LAST_HINT,) if level == levels else ()
        title = words.HINT.format(level=level, levels=levels)
        return Panel(title, (text, *more))

    def solution(self, *, anyway: bool = False) -> Panel:
        """Show the worked solution with its reasoning, after one attempt.

        Parameters
        ----------
        anyway : True to see it without an attempt

        Returns
        -------
        Panel
        """
        if not (anyway or memory.SESSION.attempts[self.key]):
            return Panel(words.TRY_FIRST, (words.TRY_FIRST_TEXT,))
        code = self.code or worked.code(self.key)
        reasoning = self.reasoning.format_map(self.settings())
        return Panel(words.SOLUTION, (reasoning,), code)
