"""What every question of every unit keeps to."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from example import unit99

from segkit import practice
from segkit.practice import OpenQuestion, Question, words

UNITS = {"unit99": unit99.unit, **practice.units()}
QUESTIONS = {q.key: q for unit in UNITS.values() for q in unit.questions.values()}
CLOSED = {key: q for key, q in QUESTIONS.items() if isinstance(q, Question)}
OPEN = {key: q for key, q in QUESTIONS.items() if isinstance(q, OpenQuestion)}
MISTAKES = [(key, wrong.name) for key, q in CLOSED.items() for wrong in q.wrong]

each_closed = pytest.mark.parametrize("key", CLOSED)
each_open = pytest.mark.parametrize("key", OPEN)
each = pytest.mark.parametrize("key", QUESTIONS)


def computed(question, wrong):
    return wrong.compute(**question.settings())


def message(question, wrong):
    return wrong.message.format_map(question.settings())


def spoken(expected):
    """Return every text that would give an expected answer away."""
    if isinstance(expected, str):
        return {expected} if len(expected) > 1 else set()
    if isinstance(expected, bool | np.bool_ | pd.DataFrame | pd.Series | dict):
        return set()
    try:
        number = float(expected)
    except (TypeError, ValueError):
        return set(map(str, expected))
    texts = {f"{number:.{digits}f}" for digits in range(1, 7)}
    texts |= {f"{number * 100:.{digits}f}" for digits in range(3)}
    return texts | (
        {f"{number:.0f}", f"{number:,.0f}"} if number.is_integer() else set()
    )


def gives_away(text, expected):
    # Digits of a date, of another number or of a name are not the answer.
    return [
        one
        for one in spoken(expected)
        if re.search(rf"(?<![\w.,-]){re.escape(one)}(?![\w-]|[.,]\d)", text)
    ]


def test_a_number_given_away_is_seen():
    assert gives_away("It is 0.42, of course.", 0.4167)
    assert gives_away("That makes 1,234 customers.", 1234)
    assert gives_away("It is 42 %.", 0.4167)
    assert gives_away("Look at ann.", ["ann", "ben"])
    assert not gives_away("By 2024-03-31, 142 orders.", 31)
    assert not gives_away("Divide by 100.", math.pi)


@each_closed
def test_the_right_answer_is_correct(key):
    question = CLOSED[key]
    assert question.check(question.expected()).state == words.CORRECT


@each
def test_the_stub_is_not_attempted(key):
    question = QUESTIONS[key]
    for stub in (..., None, "", "..."):
        assert question.check(stub).state == words.NOT_ATTEMPTED
    assert question.check().state == words.NOT_ATTEMPTED


@pytest.mark.parametrize(("key", "name"), MISTAKES)
def test_every_known_wrong_answer_gets_its_own_message(key, name):
    question = CLOSED[key]
    wrong = next(one for one in question.wrong if one.name == name)
    result = question.check(computed(question, wrong))
    assert result.state == words.NOT_YET
    assert result.text == message(question, wrong)


@each_closed
def test_no_message_and_no_first_hint_gives_the_answer_away(key):
    question = CLOSED[key]
    expected = question.expected()
    texts = [message(question, wrong) for wrong in question.wrong]
    texts.append(question.hint().paragraphs[0])
    assert not [found for text in texts if (found := gives_away(text, expected))]


@each_closed
def test_an_answer_of_another_form_is_told_what_is_needed(key):
    result = CLOSED[key].check(object())
    assert result.state == words.NOT_YET
    assert result.text
    assert "Traceback" not in result.text


@each_closed
def test_hints_lead_on_and_the_last_one_stays(key):
    question = CLOSED[key]
    seen = [question.hint().paragraphs[0] for _ in question.hints]
    assert len(set(seen)) == len(question.hints) >= 2
    assert words.LAST_HINT in question.hint().paragraphs


@each
def test_the_solution_comes_after_one_attempt_or_anyway(key):
    question = QUESTIONS[key]
    assert question.solution().title == words.TRY_FIRST
    shown = question.solution(anyway=True)
    assert shown.title == words.SOLUTION
    answer = question.check(
        question.strong if isinstance(question, OpenQuestion) else question.expected()
    )
    assert answer.state in (words.CORRECT, words.RECORDED)
    assert question.solution() == shown


@each_closed
def test_a_worked_solution_has_code_and_a_reason(key):
    shown = CLOSED[key].solution(anyway=True)
    assert shown.code, "no exercise asks this question, and it has no code of its own"
    assert len(shown.paragraphs[0].split()) >= 4


@each
def test_the_prompt_shows_its_parameters(key):
    question = QUESTIONS[key]
    text = question.ask_text() if isinstance(question, Question) else question.prompt
    assert "{" not in text
    assert len(text.split()) >= 4


@each_open
def test_an_open_question_is_recorded_and_never_graded(key):
    question = OPEN[key]
    for text in (question.strong, question.weak + " and five more words of my own"):
        assert question.check(text).state == words.RECORDED


@each_open
def test_an_open_question_shows_three_levels_for_each_criterion(key):
    text = repr(OPEN[key].rubric())
    for criterion in OPEN[key].criteria:
        assert all(level in text for level in criterion.levels)
