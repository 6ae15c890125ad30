"""A question answered by clicking: radio buttons, a check button, a hint button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets
from IPython.display import display

from segkit.practice import words
from segkit.practice.question import Question
from segkit.practice.result import Panel, Result
from segkit.practice.rulings import Choice


def ask(question: Question, answer: Any = ...) -> ipywidgets.VBox:
    """Show the options, buttons to answer them, and the status beneath.

    Parameters
    ----------
    question : a question with a `judges.choice` or `judges.truth`
    answer : the option chosen at first; ``...`` for none

    Returns
    -------
    ipywidgets.VBox with the radio buttons and the two buttons, already displayed

    Notes
    -----
    Own definition. The status is one output that is replaced, so that a page without a
    kernel shows the first state and a live page never shows two.

    Examples
    --------
    >>> from segkit.practice import judges, Wrong
    >>> who = Question(
    ...     "who", "Who buys?", judges.choice({"A": "All", "B": "Some", "C": "None"}),
    ...     answer=lambda: "B", hints=("Count.", "Not all."), reasoning="Some do.",
    ...     wrong=(
    ...         Wrong("all", "Some never bought.", lambda: "A"),
    ...         Wrong("none", "The till rang.", lambda: "C"),
    ...         Wrong("both", "Choose one.", lambda: None, when=lambda a: a == "AB"),
    ...     ),
    ... )
    >>> box = ask(who)
    Who buys?
    A: All
    B: Some
    C: None
    VBox(...)
    Not attempted: Choose an option, then press Check.
    """
    options = _options(question)
    lines = tuple(f"{key}: {label}" for key, label in options.items() if label != key)
    display(Panel(question.ask_text(), lines))
    pick = ipywidgets.RadioButtons(
        options=list(options),
        value=_chosen(question, answer),
        description=words.CHOICE,
    )
    check = ipywidgets.Button(description=words.CHECK_BUTTON)
    hint = ipywidgets.Button(description=words.HINT_BUTTON)
    box = ipywidgets.VBox([pick, ipywidgets.HBox([check, hint])])
    display(box)
    status = display(_judge(question, pick.value), display_id=True)
    check.on_click(_shown(status, lambda: _judge(question, pick.value)))
    hint.on_click(_shown(status, question.hint))
    return box


def _options(question: Question) -> dict[str, str]:
    if isinstance(question.judge, Choice):
        return dict(question.judge.options)
    return {text: text for text in words.TRUTHS}


def _chosen(question: Question, answer: Any) -> str | None:
    if answer is ... or answer is None:
        return None
    read = question.judge.read(answer)
    return words.TRUTHS[0 if read else 1] if isinstance(read, bool) else read


def _judge(question: Question, value: str | None) -> Result:
    if value is None:
        return Result(words.NOT_ATTEMPTED, words.CHOOSE, question.key)
    return question.check(value)


def _shown(status: Any, act: Callable[[], Result | Panel]) -> Callable[[Any], None]:
    def pressed(_: Any) -> None:
        try:
            shown: Result | Panel = act()
        except Exception as error:  # a callback that fails shows nothing anywhere
            text = words.CALLBACK_FAILED.format(error=error)
            shown = Result(words.NOT_YET, text)
        if status is not None:
            status.update(shown)

    return pressed
