"""How an answer becomes a verdict: mistakes seen by form, then right, then by value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from segkit.practice import forms, words
from segkit.practice.memory import SESSION

if TYPE_CHECKING:
    from segkit.practice.question import Question, Wrong


def decide(question: Question, answer: Any) -> tuple[str, str]:
    """Judge an answer that was attempted.

    Parameters
    ----------
    question : the question with its parameters
    answer : what the learner passed

    Returns
    -------
    state and sentence

    Notes
    -----
    A failure while the answer is read is the answer's; a failure while the right answer
    is computed is ours and is raised.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from segkit.practice import judges
    >>> sum_ = SimpleNamespace(
    ...     judge=judges.number(), answer=lambda: 3, wrong=(), marks=lambda: ("sum",),
    ...     settings=dict, reasoning="One and two make three.",
    ... )
    >>> decide(sum_, [3.0])
    ('Correct', 'One and two make three.')
    """
    for wrong in question.wrong:
        if wrong.when is not None and _recognises(wrong.when, answer):
            return words.NOT_YET, _message(question, wrong)
    expected = _read(question, question.answer)
    try:
        given = question.judge.read(answer)
        if question.judge.same(given, expected):
            return words.CORRECT, question.reasoning.format_map(question.settings())
        return words.NOT_YET, _why_not(question, given, expected)
    except forms.NotReadable as problem:
        return words.NOT_YET, str(problem)
    except Exception:  # an object of the learner's may fail in any way
        return words.NOT_YET, str(_needs(question, answer))


def computed(question: Question, compute: Callable[..., Any]) -> Any:
    """Return what a function of the question's parameters computes, kept for later.

    Parameters
    ----------
    question : the question with its parameters
    compute : its answer, or a known wrong answer

    Returns
    -------
    the result; not to be changed

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> sum_ = SimpleNamespace(marks=lambda: ("doctest",), settings=lambda: {"n": 2})
    >>> computed(sum_, lambda n: n + 1)
    3
    """
    key = (question.marks(), compute, "computed")
    return SESSION.keep(key, lambda: compute(**question.settings()))


def _read(question: Question, compute: Callable[..., Any]) -> Any:
    key = (question.marks(), compute, "read")
    return SESSION.keep(key, lambda: question.judge.read(computed(question, compute)))


def _needs(question: Question, answer: Any) -> forms.NotReadable:
    return forms.NotReadable.needs(answer, question.judge.needed)


def _why_not(question: Question, given: Any, expected: Any) -> str:
    for wrong in question.wrong:
        if wrong.when is None and _is(question, wrong, given):
            return _message(question, wrong)
    return question.judge.differs(given, expected)


def _is(question: Question, wrong: Wrong, given: Any) -> bool:
    try:
        return question.judge.same(given, _read(question, wrong.compute))
    except forms.NotReadable:
        return False


def _message(question: Question, wrong: Wrong) -> str:
    return wrong.message.format_map(question.settings())


def _recognises(when: Callable[[Any], bool], answer: Any) -> bool:
    try:
        return bool(when(answer))
    except Exception:  # the answer has another form than this mistake
        return False
