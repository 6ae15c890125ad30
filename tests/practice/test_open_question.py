from dataclasses import replace

import pytest
from example import unit99

from segkit.checks import DataError
from segkit.practice import Criterion, journal

MEMO = unit99.memo
TEXT = "Write to the loyal ones by Friday and ask them back."


def test_a_text_is_recorded_with_what_to_do_next(fresh):
    result = MEMO.check(TEXT)
    assert result.state == "Recorded"
    assert "Nobody grades it" in result.text
    assert ".score({'who': 2, 'what': 2, ...})" in result.text
    assert journal.read()["unit99.memo"]["text"] == TEXT


@pytest.mark.parametrize("text", ["TODO", "x " * 40, "1 2 3 4 5 6 7 8 9", "   "])
def test_a_placeholder_is_no_attempt(text, fresh):
    assert MEMO.check(text).state == "Not attempted"
    assert not (fresh / "progress.json").exists()


def test_the_question_itself_is_no_answer():
    assert MEMO.check(MEMO.prompt).text == (
        "This is the question itself. Write your answer in its place."
    )


def test_something_else_than_a_text_is_told_so():
    result = MEMO.check(["a", "b"])
    assert repr(result) == "Not yet: The answer is a list of length 2; needed: a text."


def test_examples_are_shown_after_an_attempt_only():
    assert MEMO.strong not in repr(MEMO.solution())
    MEMO.check(TEXT)
    assert MEMO.strong in repr(MEMO.solution())
    assert MEMO.weak in repr(MEMO.solution())


def test_a_self_score_names_the_next_step():
    shown = MEMO.score({"who": 3, "what": 1, "why": 2})
    assert shown.paragraphs == (
        "6 of 9 points.",
        "Next step, 'what': an action",
    )
    assert journal.read()["unit99.memo"]["score"] == {"who": 3, "what": 1, "why": 2}


def test_a_partial_score_says_what_is_missing():
    assert "Not scored yet: what, why." in MEMO.score({"who": 3}).paragraphs
    full = MEMO.score({"who": 3, "what": 3, "why": 3})
    assert full.paragraphs[-1] == "Every criterion is at its highest level."


@pytest.mark.parametrize("levels", [{"who": 4}, {"style": 2}, {"who": "strong"}])
def test_a_level_that_does_not_exist_is_refused(levels):
    with pytest.raises(DataError, match="a level 1, 2 or 3 for each of"):
        MEMO.score(levels)


def test_hints_show_what_a_strong_answer_has():
    hints = [MEMO.hint().paragraphs[0] for _ in range(4)]
    assert hints[0] == "What a strong answer shows under 'who': a group with its size"
    assert hints[2] == hints[3]


def test_two_criteria_or_two_levels_are_too_few():
    with pytest.raises(DataError, match="three or four criteria"):
        replace(MEMO, criteria=MEMO.criteria[:2])
    with pytest.raises(DataError, match="three different levels"):
        Criterion("who", ("none", "some", "some"))
