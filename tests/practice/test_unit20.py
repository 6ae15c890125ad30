"""Unit 20: every correct form is accepted, every known mistake is named, quickly."""

import time

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy import stats
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    power_proportions_2indep,
)

from segkit import datasets, experiments, simulate
from segkit.practice import Question, words
from segkit.practice import unit20 as q
from segkit.practice.unit20 import computed, judging, outcomes


def right(question, answer):
    return question.check(answer).state == words.CORRECT


def message(question, name):
    text = next(wrong.message for wrong in question.wrong if wrong.name == name)
    return text.format_map(question.settings())


# ---- the plan ---------------------------------------------------------------------
def test_the_number_per_arm_may_be_rounded_up_or_not():
    size = experiments.sample_size(0.012, 0.019, power=0.85)
    for answer in (size, size.n_per_arm, float(size), np.array([size.n_per_arm])):
        assert right(q.per_arm, answer)
    assert not right(q.per_arm, size.n_total)


def test_the_number_per_arm_may_be_worked_out_by_hand():
    before, after = 0.012, 0.019
    mean = (before + after) / 2
    alpha, power = stats.norm.ppf([0.975, 0.85])
    spread = alpha * np.sqrt(2 * mean * (1 - mean))
    spread += power * np.sqrt(before * (1 - before) + after * (1 - after))
    assert right(q.per_arm, spread**2 / (after - before) ** 2)


def test_other_rates_are_another_question():
    other = q.per_arm(before=0.03, after=0.05, power=0.9)
    assert "3.0% to 5.0%" in other.ask_text()
    assert right(other, experiments.sample_size(0.03, 0.05, power=0.9))
    assert not right(other, q.per_arm.expected())


def test_a_formula_that_was_not_asked_for_is_called_sound():
    for formula in ("miller", "arcsine", "baseline"):
        size = experiments.sample_size(0.012, 0.019, power=0.85, formula=formula)
        assert q.per_arm.check(size).text.startswith("A sound number by")


def test_the_smallest_rise_has_the_power_that_was_asked_for():
    rise, base = q.rise.expected(), computed.held_out_rate()
    found = power_proportions_2indep(rise, base, computed.regulars() / 2)
    assert found.power == pytest.approx(0.8, abs=0.005)


def test_the_rise_may_come_from_any_formula_or_as_a_record():
    base, n = computed.held_out_rate(), computed.regulars() / 2
    for formula in ("pooled", "arcsine"):
        assert right(q.rise, experiments.detectable_effect(base, n, formula=formula))
    assert q.rise.check(100 * q.rise.expected()).text == words.HUNDRED


def test_what_a_card_must_add_is_its_cost_by_the_margin_of_an_order():
    shop = datasets.load("orders")
    year = shop[shop["ordered_at"].between("2023-10-24", "2024-10-24")]
    left = year["margin_amount"].sum() / year["amount"].sum()
    mail = datasets.load("sends").query("campaign_id == 'K21' and converted")
    assert right(q.worth_having, 0.95 / (mail["revenue_amount"].mean() * left))
    assert not right(q.worth_having(cost=0.3), q.worth_having.expected())


# ---- the lot ----------------------------------------------------------------------
@pytest.fixture
def people():
    return q.checkpoint("people")


@pytest.fixture
def lot(people):
    shares = {"held out": 0.2, "message": 0.8}
    return experiments.assign(people["segment"], shares=shares, seed="spring")


@pytest.mark.parametrize("seed", range(5))
def test_any_lot_within_segments_is_right(people, seed):
    shares = {"message": 0.8, "held out": 0.2}
    assert right(
        q.arms, experiments.assign(people["segment"], shares=shares, seed=seed)
    )


def test_a_lot_is_right_in_any_form(lot):
    table = lot.rename("variant").reset_index()
    forms = (
        lot,
        lot.astype(str).sample(frac=1, random_state=1),
        lot.to_dict(),
        table,
        table.assign(day="2025-03-01"),
        pl.from_pandas(table.astype(str)),
        lot.astype(str).replace("held out", "Hold-out"),
        lot.astype(str).replace("held out", "control"),
    )
    for answer in forms:
        assert right(q.arms, answer)


def test_pandas_own_sample_within_segments_is_right(people):
    held = people.groupby("segment", observed=True).sample(frac=0.2, random_state=3)
    arms = np.where(people.index.isin(held.index), "held out", "message")
    assert right(q.arms, pd.Series(arms, people.index))


def test_other_shares_are_another_question(people, lot):
    other = q.arms(held_out=0.4)
    assert "40%" in other.ask_text()
    assert right(other, other.expected())
    assert not right(other, lot)


def test_a_lot_over_everybody_is_told_from_one_within_segments():
    drawn = computed.over_everybody(0.2)
    assert q.arms.check(drawn).text == judging.WITHIN


@pytest.mark.parametrize("make", [computed.by_number, computed.every_nth])
def test_arms_by_the_list_are_recognised(make):
    assert q.arms.check(make(0.2)).text == message(q.arms, "by the list")


def test_arms_by_a_habit_are_recognised_whichever_it_is(people):
    for name in ("recency_days", "monetary_amount", "n_orders"):
        ranks = people.groupby("segment", observed=True)[name].rank(
            method="first", ascending=False, pct=True
        )
        arms = pd.Series(np.where(ranks <= 0.2, "held out", "message"), people.index)
        assert q.arms.check(arms).text == message(q.arms, "by merit"), name


def test_customers_who_are_missing_or_twice_are_said(lot):
    assert "missing" in q.arms.check(lot.iloc[5:]).text
    twice = pd.concat([lot, lot.iloc[:3]])
    assert "more than once" in q.arms.check(twice).text


def test_one_arm_or_three_are_no_lot(lot, people):
    for answer in (
        pd.Series("message", people.index),
        pd.Series(["A", "B", "C"] * 2000).iloc[: len(people)].set_axis(people.index),
        people,
    ):
        assert "needed: one" in q.arms.check(answer).text


# ---- the quiz ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "letter"), [("stop_early", "C"), ("lost_rows", "D"), ("best_segment", "A")]
)
def test_a_letter_or_its_words_are_right(name, letter):
    question = q.unit.questions[name]
    for answer in (letter, letter.lower(), question.judge.options[letter]):
        assert right(question, answer)


def test_the_lost_rows_of_the_quiz_sound_the_alarm():
    assert "2,400 customers" in q.lost_rows.ask_text()
    assert "2,100 held out" in q.lost_rows.ask_text()
    assert experiments.sample_ratio([2400, 2100]).mismatch


# ---- the result -------------------------------------------------------------------
def test_the_planted_campaign_is_the_one_whose_lot_was_broken():
    assert q.lot_broken.expected() == ["K07"]


def test_campaigns_are_named_in_any_container():
    for answer in (["K07"], {"K07"}, np.array(["K07"]), pd.Index(["K07"])):
        assert right(q.lot_broken, answer)
    sizes = outcomes.counts()
    assert right(q.lot_broken, sizes[sizes.index == "K07"])


def test_the_chi_squared_test_of_scipy_finds_the_same():
    sizes = outcomes.counts()
    planned = np.c_[sizes["held_out_rate"], 1 - sizes["held_out_rate"]]
    seen = sizes[["held out", "message"]].to_numpy()
    p = stats.chisquare(seen, planned * seen.sum(axis=1, keepdims=True), axis=1).pvalue
    assert right(q.lot_broken, sizes.index[p < 0.001])


def test_the_alarm_may_be_louder_or_softer():
    for alarm in (0.0001, 0.01):
        other = q.lot_broken(alarm=alarm)
        assert str(alarm) in other.ask_text()
        assert right(other, ["K07"])


def test_a_customer_more_or_less_is_no_alarm():
    text = message(q.lot_broken, "any difference")
    assert q.lot_broken.check(["K01", "K02", "K04", "K05", "K07", "K20"]).text == text


def test_the_campaign_that_held_out_less_was_not_broken():
    text = message(q.lot_broken, "half for all")
    assert q.lot_broken.check(["K07", "K20"]).text == text


def test_the_interval_is_right_by_every_usual_method():
    counts = outcomes.thanks().groupby("arm")["converted"].agg(["sum", "size"])
    held, sent = counts.loc["held out"], counts.loc["message"]
    for method in ("newcomb", "wald", "agresti-caffo", "score"):
        ends = confint_proportions_2indep(*sent, *held, method=method)
        assert right(q.interval, ends), method


def test_an_interval_is_right_in_any_form():
    low, high = q.interval.expected()
    counts = outcomes.thanks().groupby("arm")["converted"].agg(["sum", "size"])
    effect = experiments.compare_rates(*counts.loc["held out"], *counts.loc["message"])
    forms = (
        (low, high),
        [low, high],
        {"low": low, "high": high},
        effect,
        np.array([low, high]),
        pd.Series([low, high], ["low", "high"]),
    )
    for answer in forms:
        assert right(q.interval, answer)


def test_points_and_exchanged_ends_are_said():
    low, high = q.interval.expected()
    assert q.interval.check((100 * low, 100 * high)).text == judging.POINTS
    assert q.interval.check((high, low)).text == judging.SWAPPED
    assert q.interval.check(0.005).text.endswith(f"needed: {judging.NEED_ENDS}.")


def test_another_level_is_another_question():
    other = q.interval(level=0.8)
    assert "80%" in other.ask_text()
    assert not right(other, q.interval.expected())


def test_orders_went_up_and_the_margin_down():
    assert outcomes.gain("converted") > 0 > q.margin_gain.expected()
    found = experiments.analyse(
        outcomes.delivery(), experiments.Money("margin_amount"), unit="unit_id"
    )
    assert right(q.margin_gain, found["margin_amount"].difference)


def test_revenue_is_another_question():
    other = q.margin_gain(column="revenue_amount")
    assert right(other, outcomes.gain("revenue_amount"))
    assert not right(other, q.margin_gain.expected())


def test_the_strong_plan_says_what_the_data_say():
    base, n = computed.held_out_rate(), len(computed.people()) / 2
    assert 1 / computed.worth_having(0.09) == pytest.approx(500, rel=0.05)
    assert "one in about five hundred" in q.plan.strong
    found = 100 * float(experiments.detectable_effect(base, n))
    assert found == pytest.approx(1.75, abs=0.05)
    assert "one and three quarter points" in q.plan.strong


# ---- another world ----------------------------------------------------------------
@pytest.mark.slow
def test_with_another_seed_every_answer_is_judged_alike(tmp_path, monkeypatch):
    folder = simulate.build(tmp_path / "world", seed=5)
    here = q.margin_gain.expected()
    monkeypatch.setenv("SEGKIT_DATA", str(folder))
    assert q.margin_gain.expected() != here
    closed = [one for one in q.unit.questions.values() if isinstance(one, Question)]
    for question in closed:
        assert right(question, question.expected()), question.name
        for wrong in question.wrong:
            answer = wrong.compute(**question.settings())
            found = question.check(answer).text
            assert found == message(question, wrong.name), wrong.name


# ---- the clock --------------------------------------------------------------------
@pytest.mark.parametrize("name", [n for n in q.unit.questions if n != "plan"])
def test_a_check_takes_no_time(name):
    question = q.unit.questions[name]
    question.check(question.expected())
    answer = pd.Series([0.5, 0.25], index=["a", "b"])
    began = time.perf_counter()
    assert question.check(answer).state == words.NOT_YET
    assert time.perf_counter() - began < 0.5  # 0.1 on a machine that is not busy
