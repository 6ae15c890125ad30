from dataclasses import replace

import pandas as pd
import pytest
from example import unit99
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import practice
from segkit.checks import DataError
from segkit.practice import Question, Wrong, words
from segkit.practice.memory import SESSION


@pytest.fixture
def shop():
    table = unit99.orders()
    return table[table["customer_id"] != "ann"]


def test_a_variant_asks_and_judges_another_question():
    variant = unit99.repeat_rate(as_of="2024-02-15")
    assert "2024-02-15" in repr(variant)
    assert variant.expected() != unit99.repeat_rate.expected()
    assert variant.check(variant.expected()).state == words.CORRECT
    assert variant.check(unit99.repeat_rate.expected()).state == words.NOT_YET


def test_a_variant_has_its_own_known_mistakes():
    variant = unit99.loyal(at_least=3)
    more_than = variant.wrong[0].compute(**variant.settings())
    everybody = unit99.loyal.wrong[1]
    assert list(more_than) == []
    answer = everybody.compute(**variant.settings())
    assert variant.check(answer).text == everybody.message


def test_the_judge_computes_from_the_data_at_hand(shop):
    here = unit99.repeat_rate(orders=shop)
    assert here.expected() == (unit99.counts("2024-03-31", shop) >= 2).mean()
    assert here.check(here.expected()).state == words.CORRECT


def test_a_unit_can_be_asked_about_own_data(shop):
    bundled = unit99.loyal.expected()
    try:
        unit99.use(orders=shop, as_of="2024-06-30")
        own = unit99.loyal.expected()
        assert "ann" not in own
        assert "ann" in bundled
        shop.loc[:, "customer_id"] = "changed later"
        assert list(unit99.loyal.expected()) == list(own)
        with pytest.raises(DataError, match=r"unit99 has no parameters \['seed'\]"):
            unit99.use(seed=1)
    finally:
        unit99.unit.used.clear()


def test_an_unknown_parameter_is_named():
    with pytest.raises(DataError) as problem:
        unit99.repeat_rate(day="2024-01-01")
    assert str(problem.value) == (
        "question 'repeat_rate' has no parameters ['day']; it has ['as_of', 'orders']"
    )


def test_the_answer_is_computed_once(monkeypatch):
    calls = []
    question = replace(unit99.repeat_rate, answer=lambda **_: calls.append(1) or 0.5)
    for answer in (0.1, 0.2, 0.5, 0.9):
        question.check(answer)
    assert calls == [1]
    practice.forget()
    question.check(0.1)
    assert calls == [1, 1]


def test_what_is_handed_over_can_be_changed_without_harm():
    mine = unit99.table.expected()
    mine["n_orders"] = 0
    del mine["monetary_amount"]
    assert unit99.table.expected()["n_orders"].sum() > 0


def test_a_failing_object_is_an_answer_of_another_form():
    class Broken:
        def __float__(self):
            raise ValueError("no")

        def __len__(self):
            raise RuntimeError("no")

    for question in unit99.unit.questions.values():
        if isinstance(question, Question):
            result = question.check(Broken())
            assert result.state == words.NOT_YET
            assert "Broken" in result.text


def test_a_failure_of_our_own_is_raised():
    question = replace(unit99.repeat_rate, answer=lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        question.check(0.5)


@settings(max_examples=40)
@given(
    st.one_of(st.integers(), st.floats(), st.text(), st.lists(st.text()), st.booleans())
)
def test_no_answer_whatever_makes_a_check_fail_or_give_the_number_away(answer):
    result = unit99.repeat_rate.check(answer)
    expected = unit99.repeat_rate.expected()
    assert result.state in (words.CORRECT, words.NOT_YET, words.NOT_ATTEMPTED)
    if result.state == words.NOT_YET:
        assert f"{expected:.2f}" not in result.text
        assert f"{expected:.0%}" not in result.text


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["ann", "ben", "cleo", "dan", "eve", "x"]), st.integers(0, 3)
    )
)
def test_no_column_makes_a_check_fail_or_name_a_customer(counts):
    answer = pd.Series(counts, dtype=object)
    for question in (unit99.named, unit99.groups, unit99.loyal):
        text = question.check(answer).text
        assert "ann" not in text.split()
        assert "cleo" not in text


def test_results_read_as_text_and_as_a_status_with_escaped_html():
    wrong = replace(unit99.repeat_rate.wrong[0], message="<b>Count</b> customers.")
    question = replace(unit99.repeat_rate, wrong=(wrong, *unit99.repeat_rate.wrong[1:]))
    result = question.check(wrong.compute(**question.settings()))
    assert repr(result) == "Not yet: <b>Count</b> customers."
    html = result._repr_html_()
    assert 'role="status"' in html
    assert "<strong>Not yet</strong>: &lt;b&gt;Count&lt;/b&gt; customers." in html


def test_hints_and_solutions_are_escaped():
    question = replace(
        unit99.repeat_rate, hints=("a < b", "b > a"), code="x = '<script>'"
    )
    assert "a &lt; b" in question.hint()._repr_html_()
    assert "&lt;script&gt;" in question.solution(anyway=True)._repr_html_()


def test_hints_are_counted_for_the_session_only(fresh):
    assert unit99.repeat_rate.hint().title == "Hint 1 of 2"
    assert unit99.repeat_rate.hint().title == "Hint 2 of 2"
    practice.forget()  # as a restarted kernel does
    assert (fresh / "progress.json").exists()
    assert unit99.repeat_rate.hint().title == "Hint 1 of 2"


def test_an_attempt_of_yesterday_does_not_change_what_a_notebook_shows(fresh):
    unit99.repeat_rate.check(0.9)
    practice.forget()
    assert unit99.repeat_rate.solution().title == words.TRY_FIRST


WRONG = tuple(Wrong(f"{n}", f"message {n}", lambda: 0) for n in range(3))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"hints": ("one",)}, "needs at least two hints"),
        ({"wrong": WRONG[:2]}, "at least three known wrong answers"),
        ({"wrong": (WRONG[0],) * 3}, "with different messages"),
        ({"name": "repeat rate"}, "usable as a Python name"),
    ],
)
def test_an_incomplete_question_is_refused(change, text):
    with pytest.raises(DataError, match=text):
        replace(unit99.repeat_rate, **change)


def test_kept_results_do_not_grow_without_limit():
    for n in range(400):
        SESSION.keep(n, lambda: 0)
    assert len(SESSION.results) == 256
