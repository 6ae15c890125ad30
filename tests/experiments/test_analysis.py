"""A whole test: arms first, the null-row trap, CUPED, engines, odd data."""

import html
import math

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tea_tasting as tt
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.experiments import Money, Quantile, Rate, RatioOf, analyse

MINI = pd.DataFrame(
    {
        "variant": ["control"] * 5 + ["new"] * 5,
        "y": [2, 4, 6, 8, 10, 3, 5, 8, 10, 14],
        "x": [1, 2, 3, 4, 5] * 2,
    }
)
ENGINES = {
    "pandas": lambda t: t,
    "polars": pl.from_pandas,
    "lazy polars": lambda t: pl.from_pandas(t).lazy(),
    "pyarrow": pa.Table.from_pandas,
    "duckdb": duckdb.from_df,
}


def shop(n=4000, seed=1, arms=("A", "B")):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame({"variant": np.tile(arms, n // len(arms))})
    table["unit_id"] = [f"u{i}" for i in range(n)]
    table["prior_amount"] = rng.gamma(2, 20, n)
    table["orders"] = rng.poisson(2, n) + 1
    table["revenue_amount"] = table["prior_amount"] * rng.gamma(5, 0.2, n)
    table["converted"] = rng.random(n) < 0.2
    return table


# Published values ------------------------------------------------------------------


def test_the_mini_case_of_cuped():
    plain = analyse(MINI, Money("y"))["y"]
    found = analyse(MINI, Money("y", before="x"))["y"]
    assert plain.p_value == pytest.approx(0.4286, abs=5e-5)
    assert found.p_value == pytest.approx(0.00187, abs=5e-6)
    assert found.difference == pytest.approx(2.0)
    assert "explains 89% of the variance" in found.note
    assert "must have been measured before the start" in found.note


def test_effects_are_those_of_tea_tasting():
    table = shop()
    oracle = tt.Experiment(
        converted=tt.Proportion("converted", method="norm", correction=False),
        plain=tt.Mean("revenue_amount"),
        adjusted=tt.Mean("revenue_amount", "prior_amount"),
        ratio=tt.RatioOfMeans("revenue_amount", "orders"),
    ).analyze(table, control="A")
    metrics = [
        Rate("converted"),
        Money("revenue_amount", name="plain"),
        Money("revenue_amount", before="prior_amount", name="adjusted"),
        RatioOf("revenue_amount", "orders", name="ratio"),
    ]
    found = analyse(table, metrics)
    for name, theirs in oracle.items():
        ours = found[name]
        assert ours.difference == pytest.approx(theirs.effect_size, rel=1e-9)
        assert ours.p_value == pytest.approx(theirs.pvalue, rel=1e-9)
        if name != "converted":  # ours is Newcombe's interval
            assert ours.low == pytest.approx(theirs.effect_size_ci_lower, rel=1e-9)
            assert ours.high == pytest.approx(theirs.effect_size_ci_upper, rel=1e-9)


# The null-row trap -----------------------------------------------------------------


def half_missing(n=400):
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"variant": ["A", "B"] * (n // 2)})
    table["revenue_amount"] = rng.gamma(4, 10, n) + (table["variant"] == "B") * 1.5
    table.loc[rng.random(n) < 0.5, "revenue_amount"] = np.nan
    return table


@pytest.mark.parametrize("engine", ENGINES)
def test_units_without_a_value_are_left_out_first_and_counted(engine):
    table = half_missing()
    known = table.dropna()
    a, b = (known.loc[known["variant"] == arm, "revenue_amount"] for arm in "AB")
    welch = stats.ttest_ind(b, a, equal_var=False)
    found = analyse(ENGINES[engine](table), Money("revenue_amount"))["revenue_amount"]
    assert found.p_value == pytest.approx(welch.pvalue)
    assert (found.n_control, found.n_treatment) == (len(a), len(b))
    lost = int(table["revenue_amount"].isna().sum())
    assert found.left_out == f"{lost} units without revenue_amount"
    assert f"Left out: {lost} units" in found.sentence
    trap = tt.Mean("revenue_amount").analyze(table, "A", "B", "variant")
    assert trap.pvalue < 0.9 * welch.pvalue  # what counting missing rows makes of it


def test_each_metric_leaves_out_its_own_units():
    table = half_missing()
    table["converted"] = table.index % 3 == 0
    found = analyse(table, [Rate("converted"), Money("revenue_amount")])
    assert found["converted"].n_control == 200
    assert found["converted"].left_out == ""
    assert found["revenue_amount"].n_control < 200


def test_missing_can_mean_zero_where_one_says_so():
    table = half_missing()
    found = analyse(table, Money("revenue_amount"), missing="zero")
    filled = analyse(table.fillna({"revenue_amount": 0.0}), Money("revenue_amount"))
    assert found.effects == filled.effects
    assert "units without revenue_amount count as 0" in found.notes


def test_units_without_a_number_before_are_left_out_of_the_adjusted_metric():
    table = shop()
    table.loc[table.index % 4 == 0, "prior_amount"] = np.nan
    metric = Money("revenue_amount", before="prior_amount")
    found = analyse(table, metric, missing="zero").effects[0]
    assert found.n_control + found.n_treatment == 3000
    assert "1,000 units without revenue_amount or prior_amount" in found.left_out


# Engines ---------------------------------------------------------------------------


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pandas"])
def test_every_engine_says_the_same(engine):
    table = shop(2000).drop(columns="unit_id")
    table.loc[table.index % 7 == 0, "revenue_amount"] = np.nan
    table.loc[table.index % 11 == 0, "variant"] = None
    metrics = [
        Rate("converted"),
        Money("revenue_amount", before="prior_amount"),
        RatioOf("revenue_amount", "orders"),
        Quantile("revenue_amount", 0.9),
    ]
    wanted, found = analyse(table, metrics), analyse(ENGINES[engine](table), metrics)
    for one, two in zip(wanted.effects, found.effects, strict=True):
        assert two.difference == pytest.approx(one.difference, rel=1e-9)
        assert (two.low, two.p_value) == pytest.approx((one.low, one.p_value), rel=1e-9)
        assert two.left_out == one.left_out
    assert found.notes == wanted.notes
    assert found.sample_ratio == wanted.sample_ratio


@given(st.randoms(use_true_random=False))
@settings(max_examples=5)
def test_shuffled_rows_say_the_same(random):
    table = shop(600)
    order = list(table.index)
    random.shuffle(order)
    metrics = [Rate("converted"), Money("revenue_amount", before="prior_amount")]
    one, two = analyse(table, metrics), analyse(table.loc[order], metrics)
    for first, again in zip(one.effects, two.effects, strict=True):
        assert again.p_value == pytest.approx(first.p_value, rel=1e-9)


@pytest.mark.parametrize("arms", [(0, 1), (False, True), ("held out", "message")])
def test_usual_names_of_a_control_are_known(arms):
    found = analyse(shop(400, arms=arms), Rate("converted")).effects[0]
    assert (found.control_name, found.treatment_name) == (str(arms[0]), str(arms[1]))


# Arms ------------------------------------------------------------------------------


def test_the_arms_are_looked_at_first_and_a_mismatch_calls_no_winner():
    table = shop(4000)
    table["converted"] = table["variant"] == "B"
    kept = table[(table["variant"] == "A") | (table.index % 5 > 0)]
    found = analyse(kept, Rate("converted"))
    assert found.sample_ratio.mismatch
    assert found.sentences[0] == found.sample_ratio.sentence
    assert not found["converted"].detected
    assert "no winner is called" in found["converted"].sentence
    assert not found.table["detected"].any()


def test_planned_shares_are_no_mismatch():
    table = shop(4000)
    kept = table[(table["variant"] == "A") | (table.index % 4 == 1)]
    assert analyse(kept, Rate("converted")).sample_ratio.mismatch
    planned = analyse(kept, Rate("converted"), expected={"A": 2, "B": 1})
    assert not planned.sample_ratio.mismatch


def test_several_arms_are_each_compared_with_the_control_and_corrected_together():
    table = shop(3000, arms=("new", "control", "newer"))
    found = analyse(
        table, [Rate("converted"), Money("revenue_amount")], adjusting="holm"
    )
    assert len(found) == 4
    assert found["converted", "newer"].treatment_name == "newer"
    assert all(each.control_name == "control" for each in found.effects)
    assert all(each.p_adjusted >= each.p_value for each in found.effects)
    assert "corrected for 4 comparisons together (Holm)" in " ".join(found.notes)
    assert "p_adjusted" in found.table


def test_many_comparisons_are_counted():
    text = " ".join(analyse(shop(), [Rate("converted"), Money("orders")]).notes)
    assert "2 comparisons were made" in text
    assert "in up to 10% of such tests" in text


def test_a_number_that_the_treatment_changed_is_no_number_from_before():
    table = shop()
    late = table["prior_amount"] + 20 * (table["variant"] == "B")
    metric = Money("revenue_amount", before="prior_amount")
    found = analyse(table.assign(prior_amount=late), metric).effects[0]
    assert "differs between the arms" in found.note
    assert "differs" not in analyse(table, metric).effects[0].note


def test_skewed_amounts_in_a_small_hold_out_are_dealt_anew():
    rng = np.random.default_rng(3)
    table = pd.DataFrame({"variant": ["A"] * 40 + ["B"] * 400})
    table["revenue_amount"] = rng.lognormal(3, 1, 440) * (rng.random(440) < 0.1)
    found = analyse(table, Money("revenue_amount"), expected=[1, 10]).effects[0]
    assert found.test == "permutation test of t"


# Odd data --------------------------------------------------------------------------


def test_all_converted_no_spread_and_negative_revenue_are_stated():
    table = shop(400).assign(converted=True, flat=3.0)
    table["margin_amount"] = -table["revenue_amount"]
    metrics = [Rate("converted"), Money("flat"), Money("margin_amount")]
    found = analyse(table, metrics)
    assert found["converted"].p_value == 1
    assert math.isnan(found["flat"].p_value)
    assert "every unit has the same value" in found["flat"].sentence
    assert math.isfinite(found["margin_amount"].p_value)
    assert "per cent of it say nothing" in found["margin_amount"].sentence


def test_an_arm_without_any_outcome_is_stated():
    table = shop(400)
    table.loc[table["variant"] == "B", "revenue_amount"] = np.nan
    found = analyse(table, Money("revenue_amount"))["revenue_amount"]
    assert "an arm has no units" in found.sentence
    assert not found.detected


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t.drop(columns="variant"), "needs columns"),
        (lambda t: t.assign(variant="A"), "has only the arm"),
        (lambda t: t.assign(variant=t["variant"] + "1"), "none of them is known"),
        (lambda t: t.assign(converted="yes"), "must be numbers or True and False"),
        (lambda t: t.assign(converted=2), "is no rate"),
        (lambda t: t.assign(converted=0.5), "is no rate"),
        (lambda t: t.assign(converted=np.inf), "infinite"),
        (lambda t: pd.concat([t, t.head(3)]), "3 rows repeat a unit_id"),
        (
            lambda t: pd.concat([t, t.head(2).assign(variant="B")]),
            "1 of the unit_ids are in more than one arm",
        ),
    ],
)
def test_a_table_that_cannot_be_analysed_is_refused(change, says):
    with pytest.raises(DataError, match=says):
        analyse(change(shop(400)), Rate("converted"), unit="unit_id")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"metrics": "converted"}, "write for instance Rate"),
        ({"metrics": []}, "metrics must be"),
        ({"metrics": [Rate("converted"), Rate("converted")]}, "give each its own name"),
        ({"control": "C"}, "has only"),
        ({"missing": "mean"}, "missing must be one of"),
        ({"adjusting": "fdr"}, "method must be one of"),
        ({"level": 95}, "level must lie"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(asked, says):
    metrics = asked.pop("metrics", Rate("converted"))
    with pytest.raises(DataError, match=says):
        analyse(shop(400), metrics, **asked)


def test_an_unknown_effect_is_named():
    with pytest.raises(DataError, match="there is no effect 'x'"):
        analyse(shop(400), Rate("converted"))["x"]


def test_a_notebook_shows_the_arms_above_the_table():
    found = analyse(shop(400), Rate("converted"))
    shown = found._repr_html_()
    assert shown.index(html.escape(found.sample_ratio.sentence)) < shown.index("<table")


def test_money_of_one_unit_in_an_arm_has_no_error_and_no_crash():
    table = pd.DataFrame({"variant": ["A", "B"], "money": [1.0, 2.0]})
    found = analyse(table, Money("money"))["money"]
    assert found.difference == 1
    assert np.isnan(found.low)
    assert not found.detected
