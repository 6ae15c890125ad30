"""The tests on the web shop: dates, money, and their four lessons."""

import numpy as np
import pandas as pd
import pytest

from segkit.simulate.answers import trial_plan, trials
from segkit.simulate.scene import Scene
from segkit.simulate.switches import Switches

SEEDS = [11, 12, 13, 14, 15]


def units(seed=11, size=12_000, **off):
    scene = Scene(seed, size, switches=Switches.read(off))
    return trials.chapter(scene).tables["experiments"]


def rates(table, by):
    return table.groupby([by, "variant"])["converted"].mean().unstack()


def phase(table):
    return (table["entered_on"] >= "2024-07-17").rename("phase")


def week(table):
    first = pd.Timestamp(trial_plan.TRIALS[trial_plan.NOVEL].first)
    return ((table["entered_on"] - first).dt.days // 7).rename("week")


def test_ninety_thousand_units_each_once():
    table = units()
    assert len(table) == 90_000
    assert table["unit_id"].is_unique
    assert set(table["experiment_id"]) == set(
        trials.experiment_table()["experiment_id"]
    )


def test_units_enter_while_the_test_runs():
    table = units(size=2_000).merge(trials.experiment_table(), on="experiment_id")
    assert table["entered_on"].between(table["started_on"], table["entry_until"]).all()
    assert (table["entry_until"] <= table["measured_until"]).all()


def test_nobody_pays_without_converting_and_margins_stay_below_revenue():
    table = units(size=4_000)
    paid = table["revenue_amount"].notna()
    assert paid.groupby(table["experiment_id"]).nunique().eq(1).all()
    money = table[paid]
    assert ((money["revenue_amount"] > 0) == money["converted"]).all()
    assert (money["margin_amount"] <= money["revenue_amount"]).all()
    assert table.loc[~paid, "margin_amount"].isna().all()
    known = table["prior_amount"].notna()
    assert set(table.loc[known, "experiment_id"]) == {"E2"}


def test_two_blocks_share_no_unit():
    first = trials.chapter(Scene(1, 26_000)).tables["experiments"]
    second = trials.chapter(Scene(1, 26_000, block=1)).tables["experiments"]
    assert not set(first["unit_id"]) & set(second["unit_id"])
    assert len(second) == 7_500


@pytest.mark.parametrize("seed", SEEDS)
def test_b_is_better_in_both_phases_and_worse_in_all(seed):
    table = units(seed)
    table = table[table["experiment_id"] == "E3"]
    by_phase = rates(table, phase(table))
    assert (by_phase["B"] > by_phase["A"]).all()
    pooled = table.groupby("variant")["converted"].mean()
    assert pooled["A"] == pytest.approx(0.0287, abs=0.0005)
    assert pooled["B"] == pytest.approx(0.0241, abs=0.0008)


def test_with_an_even_share_the_pooled_figures_agree_with_the_phases():
    table = units(simpson=False)
    table = table[table["experiment_id"] == "E3"]
    pooled = table.groupby("variant")["converted"].mean()
    assert pooled["B"] - pooled["A"] == pytest.approx(0.0047, abs=0.0005)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_picture_search_wears_off(seed):
    table = units(seed)
    table = table[table["experiment_id"] == "E1"]
    gain = rates(table, week(table)).diff(axis=1)["B"]
    assert gain.to_numpy() == pytest.approx(trial_plan.NOVEL_ADDS, abs=0.004)


def test_without_novelty_it_does_not():
    table = units(novelty=False)
    table = table[table["experiment_id"] == "E1"]
    gain = rates(table, week(table)).diff(axis=1)["B"]
    assert gain.to_numpy() == pytest.approx([0.04] * 4, abs=0.004)


def test_free_delivery_brings_orders_that_leave_less():
    table = units()
    table = table[table["experiment_id"] == "E4"]
    by = table.groupby("variant")[["converted", "margin_amount"]].mean()
    assert by["converted"].diff().iloc[-1] > 0.01
    assert by["margin_amount"].diff().iloc[-1] < -0.2
    plain = units(free_shipping=False)
    plain = plain[plain["experiment_id"] == "E4"]
    per_order = plain[plain["converted"]].groupby("variant")["margin_amount"].mean()
    assert abs(per_order["B"] - per_order["A"]) < 2.5


def test_what_was_spent_before_explains_much_of_what_is_spent():
    table = units()
    table = table[table["experiment_id"] == "E2"]
    r = np.corrcoef(table["prior_amount"], table["revenue_amount"])[0, 1]
    assert 0.53 < r < 0.71
    assert units(prior_spend=False)["prior_amount"].isna().all()


def test_the_truth_is_what_was_drawn():
    table, planted = units(size=25_000), trials.truth(Scene(1, 50))
    planted = planted.set_index(["experiment_id", "measure"])
    for test, measure, rel in (
        ("E2", "revenue_amount", 0.10),
        ("E4", "converted", 0.06),
        ("E4", "margin_amount", 0.10),
    ):
        mine = table[table["experiment_id"] == test]
        seen = mine.groupby("variant")[measure].mean().to_numpy()
        expected = planted.loc[(test, measure), ["value_a", "value_b"]].to_numpy()
        assert seen == pytest.approx(expected.astype(float).ravel(), rel=rel)


def test_even_draws_give_every_cell_its_number():
    rng = np.random.default_rng(4)
    chance, cell = rng.uniform(0, 0.4, 900), np.arange(900) % 3
    drawn = trials.evenly(rng, chance, cell)
    for each in range(3):
        mine = cell == each
        assert abs(drawn[mine].sum() - chance[mine].sum()) <= 1
