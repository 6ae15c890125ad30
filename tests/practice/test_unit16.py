"""Unit 16: every correct form is accepted, every known mistake is named, quickly."""

import time

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy import stats

from segkit import datasets, features, personas, simulate
from segkit.practice import Question, words
from segkit.practice import unit16 as q
from segkit.practice.unit16 import computed

SELDOM = computed.SELDOM


def right(question, answer):
    return question.check(answer).state == words.CORRECT


def message(question, name):
    text = next(wrong.message for wrong in question.wrong if wrong.name == name)
    return text.format_map(question.settings())


@pytest.fixture(scope="module")
def people():
    return q.checkpoint("people")


# ---- one line -----------------------------------------------------------------------
def test_the_index_of_segkit_is_right(people):
    about = people[["preferred_frequency"]]
    table = personas.profile(about, people["segment"], SELDOM).set_index("level")
    assert right(q.line_index, table.loc["big news only", "index"])


def test_an_index_may_be_rounded_or_stand_in_a_container():
    index = q.line_index.expected()
    for answer in (round(index), round(index, 1), np.array([index]), [index]):
        assert right(q.line_index, answer)


def test_other_lines_are_other_questions():
    other = q.line_index(
        column="occupation_group", level="students", segment=computed.BARGAIN
    )
    assert "students" in other.ask_text()
    assert right(other, other.expected())
    assert not right(other, q.line_index.expected())


def test_the_interval_is_the_one_of_scipy():
    column, level = "occupation_group", "retired"
    (k, n), (k0, n0) = computed.counts(column, level, SELDOM)
    found = stats.contingency.relative_risk(k, n, k0, n0)
    ends = found.confidence_interval(0.95)
    mine = computed.ends(column, level, SELDOM)
    assert mine == pytest.approx((100 * ends.low, 100 * ends.high), rel=1e-3)


# ---- the card -----------------------------------------------------------------------
def test_the_lines_that_hold_are_those_of_the_profile(people):
    about = people.drop(columns="segment")
    profile = personas.profile(about, people["segment"], SELDOM)
    seen = q.checkpoint("workshop").merge(profile, on=["column", "level"])
    assert len(seen) == len(q.checkpoint("workshop"))
    held = seen[seen["low"] > 100]
    for answer in (held, held["line"], set(held["line"]), held["line"].to_numpy()):
        assert right(q.lines_that_hold, answer)


def test_the_card_has_lines_of_every_kind():
    table = computed.measured(SELDOM)
    assert (table["low"] > 100).sum() >= 2
    assert (table["high"] < 100).sum() == 1
    assert ((table["low"] < 100) & (table["index"] > 100)).sum() >= 2


def test_another_segment_has_other_lines():
    other = q.lines_that_hold(segment=computed.REGULAR)
    assert right(other, other.expected())
    assert other.expected() != q.lines_that_hold.expected()


def test_hardly_anybody_is_the_whole_portrait(people):
    rows = people[people["segment"] == SELDOM].query(
        "occupation_group == 'retired' and gender == 'man' and "
        "marital_status == 'married' and main_interest == 'garden'"
    )
    assert right(q.all_at_once, len(rows))
    assert 0 < len(rows) < 0.01 * (people["segment"] == SELDOM).sum()


# ---- who spoke ----------------------------------------------------------------------
def test_response_may_be_a_series_a_table_or_with_a_total():
    answer = q.answered.expected()
    table = answer.rename("answered").reset_index()
    total = pd.concat([answer, pd.Series({"all": 0.26})])
    for one in (answer, answer.to_dict(), table, pl.from_pandas(table), total):
        assert right(q.answered, one)


def test_a_percentage_is_no_share():
    assert not right(q.answered, 100 * q.answered.expected())


def test_only_a_yes_to_printing_is_a_yes():
    replies = q.checkpoint("replies")
    answer = set(q.may_quote.expected())
    mine = replies.set_index("feedback_id").loc[list(answer)]
    assert set(mine["may_we_print_it"]) == {"yes"}
    assert mine["may_contact"].all()
    assert set(mine["segment"]) == {SELDOM}


def test_only_those_who_may_be_contacted_were_asked():
    replies = q.checkpoint("replies")
    asked = replies["may_we_print_it"] != "not asked"
    assert (asked == replies["may_contact"]).all()


def test_texts_are_named_in_any_container():
    ids = q.may_quote.expected()
    table = q.checkpoint("replies").set_index("feedback_id").loc[ids].reset_index()
    for answer in (ids, set(ids), pd.Index(ids), pd.Series(ids), table):
        assert right(q.may_quote, answer)


def test_those_who_agreed_are_customers_whose_texts_may_be_printed():
    texts = set(computed.texts("may_we_print_it == 'yes'"))
    replies = q.checkpoint("replies").set_index("customer_id")
    assert set(replies.loc[q.checkpoint("agreed"), "feedback_id"]) == texts


# ---- need and purchase --------------------------------------------------------------
def test_the_gap_of_segkit_is_right(people):
    answered_by = {computed_need(): ["garden tools", "plants and seeds"]}
    found = personas.product_gap(
        people["segment"],
        datasets.load("orders"),
        jobs=datasets.load("jobs"),
        answered_by=answered_by,
    )
    row = found.gaps.set_index("segment").loc[SELDOM]
    assert right(q.gap, row["gap"])
    assert right(q.gap, row["need_index"] / row["bought_index"])


def computed_need():
    return q.gap.settings()["need"]


# ---- inside the lesson --------------------------------------------------------------
@pytest.mark.parametrize("answer", [False, "no", "False", np.False_])
def test_most_bargain_hunters_are_no_students(people, answer):
    share, others = computed.shares("occupation_group", "students", computed.BARGAIN)
    assert 1.5 * others < share < 0.5
    assert right(q.most_are, answer)


def test_ten_of_them_order_by_telephone_and_six_are_students(people):
    callers = people.query("segment == 'bargain hunters'")
    callers = callers[callers["favourite_channel"] == "phone"]
    assert len(callers) == 10
    assert (callers["occupation_group"] == "students").sum() == 6
    assert q.ten_people.ask_text().startswith("Ten bargain hunters")


@pytest.mark.parametrize(
    ("name", "letter"), [("ten_people", "C"), ("made_to_differ", "B")]
)
def test_a_letter_or_its_words_are_right(name, letter):
    question = q.unit.questions[name]
    for answer in (letter, letter.lower(), question.judge.options[letter]):
        assert right(question, answer)


# ---- the exemplar -------------------------------------------------------------------
def test_the_strong_card_says_what_the_data_say(people):
    said = q.card.strong
    mine = people[people["segment"] == SELDOM]
    assert f"{len(mine):,} customers with one or two orders" in said
    assert f"{mine['preferred_frequency'].notna().sum():,} who agree" in said
    lines = (
        ("acquired_via", "search", "{share} %, index {index} ({low} to {high}; cust"),
        ("preferred_frequency", "big news only",
         "{share} % want big news only, index {index} ({low} to {high}; customers)"),
        ("occupation_group", "retired", "{share} % are retired"),
        ("occupation_group", "retired", "than among others ({index}; {low} to {high})"),
    )  # fmt: skip
    for column, level, text in lines:
        share = round(100 * computed.shares(column, level, SELDOM)[0])
        low, high = map(round, computed.ends(column, level, SELDOM))
        index = round(computed.index(column, level, SELDOM))
        assert text.format(share=share, index=index, low=low, high=high) in said
    assert (mine["agrees_to_email"] == "no").mean() == pytest.approx(1 / 3, abs=0.01)
    assert 1 - q.answered.expected()[SELDOM] == pytest.approx(0.8, abs=0.01)


def test_the_strong_card_is_right_about_furniture_and_plants(people):
    X = features.customers(datasets.load("orders"), as_of=computed.END)
    favourite = X["favourite_category"].reindex(people.index).astype(str)
    furniture = favourite.str.endswith("furniture")
    mine = people["segment"] == SELDOM
    assert round(100 * furniture[mine].mean()) == 57
    assert round(100 * furniture[~mine].mean()) == 2
    need = q.gap.settings()
    assert f"index {computed.need_index(need['need'], SELDOM):.0f};" in q.card.strong
    assert computed.bought_index(need["products"], SELDOM) == pytest.approx(33, abs=3)


# ---- another world ------------------------------------------------------------------
@pytest.mark.slow
def test_with_another_seed_every_answer_is_judged_alike(tmp_path, monkeypatch):
    folder = simulate.build(tmp_path / "world", seed=5, size=5000)
    here = q.line_index.expected()
    monkeypatch.setenv("SEGKIT_DATA", str(folder))
    assert q.line_index.expected() != here
    closed = [one for one in q.unit.questions.values() if isinstance(one, Question)]
    by_luck = []
    for question in closed:
        assert right(question, question.expected()), question.name
        for wrong in question.wrong:
            result = question.check(wrong.compute(**question.settings()))
            if result.state == words.CORRECT:  # with these data it is no mistake
                by_luck.append(wrong.name)
            else:
                assert result.text == message(question, wrong.name), wrong.name
    assert set(by_luck) <= {"either side"}


# ---- the clock ----------------------------------------------------------------------
@pytest.mark.parametrize("name", [n for n in q.unit.questions if n != "card"])
def test_a_check_takes_no_time(name):
    question = q.unit.questions[name]
    question.check(question.expected())
    answer = pd.Series([0.5, 0.25], index=["a", "b"])
    began = time.perf_counter()
    assert question.check(answer).state == words.NOT_YET
    assert time.perf_counter() - began < 0.5  # 0.1 on a machine that is not busy
