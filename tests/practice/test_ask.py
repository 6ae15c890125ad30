from dataclasses import replace

import ipywidgets
import pytest
from example import unit99

from segkit.checks import DataError
from segkit.practice import ask as asking
from segkit.practice import words


class Handle:
    def __init__(self):
        self.shown = []

    def update(self, what):
        self.shown.append(what)


@pytest.fixture
def page(monkeypatch):
    """Stand in for a notebook page: what is displayed, and the status beneath."""
    shown, handle = [], Handle()

    def display(what, display_id=False):
        shown.append(what)
        return handle if display_id else None

    monkeypatch.setattr(asking, "display", display)
    return shown, handle


def controls(box):
    pick, row = box.children
    return pick, *row.children


def test_the_first_state_is_drawn_with_prompt_options_controls_and_status(page):
    shown, _ = page
    asking.ask(unit99.goal)
    panel, box, status = shown
    assert "Which goal can be missed?" in repr(panel)
    assert "B: Twenty second purchases by 30 June" in repr(panel)
    assert isinstance(box, ipywidgets.VBox)
    assert repr(status) == "Not attempted: Choose an option, then press Check."


def test_a_click_judges_the_option_and_another_click_judges_anew(page):
    pick, check, _ = controls(asking.ask(unit99.goal))
    check.click()
    pick.value = "A"
    check.click()
    pick.value = "B"
    check.click()
    states = [one.state for one in page[1].shown]
    assert states == ["Not attempted", "Not yet", "Correct"]
    assert page[1].shown[1].text == "This is a direction. What is counted?"


def test_the_hint_button_shows_the_next_hint(page):
    _, _, hint = controls(asking.ask(unit99.goal))
    hint.click()
    hint.click()
    assert [one.title for one in page[1].shown] == ["Hint 1 of 2", "Hint 2 of 2"]


def test_a_given_answer_is_chosen_and_judged(page):
    box = asking.ask(unit99.goal, "twenty second purchases by 30 june")
    assert controls(box)[0].value == "B"
    assert page[0][-1].state == words.CORRECT


def test_a_statement_is_answered_with_true_or_false(page):
    box = asking.ask(unit99.biggest, False)
    assert controls(box)[0].value == "False"
    assert page[0][-1].state == words.CORRECT


def test_a_callback_that_fails_says_so(page):
    broken = replace(unit99.goal, answer=lambda: 1 / 0)
    pick, check, _ = controls(asking.ask(broken))
    pick.value = "A"
    check.click()
    assert page[1].shown[0].text == (
        "Something went wrong while checking: division by zero"
    )


def test_a_question_without_options_is_refused():
    with pytest.raises(DataError, match=r"has no options to choose from: use .check"):
        unit99.repeat_rate.ask()
