"""What is possible in each segment, and with sixty customers."""

import numpy as np
import pandas as pd
import pytest

from segkit import experiments, plots
from segkit.checks import DataError


def test_sixty_customers_see_only_very_large_changes():
    possible = experiments.what_is_possible(60, 0.10, 0.15)
    assert possible.seen.n_1 == 30
    assert possible.seen.formula == "exact"
    assert 0.38 < possible.seen.up < 0.45
    assert possible.needed == experiments.sample_size(0.10, 0.15).n_total
    assert "only a rise to 40.9 % (no fall, not even to nobody)" in possible.sentence
    assert "does not mean that there is nothing" in possible.sentence


def test_many_customers_are_enough_and_it_says_so():
    told = experiments.what_is_possible(4000, 0.10, 0.15).sentence
    assert told.endswith("To find 10 % to 15 %, 1,372 are enough.")
    assert "fall to" in told
    assert "To find" not in experiments.what_is_possible(4000, 0.10).sentence


def test_an_odd_number_of_customers_makes_uneven_arms():
    seen = experiments.what_is_possible(61, 0.2).seen
    assert (seen.n_1, round(seen.n_2)) == (30, 31)


@pytest.fixture
def segments():
    index = pd.RangeIndex(1000, name="customer_id")
    return pd.Series(["Loyal"] * 940 + ["New"] * 60, index, name="rfm")


def test_each_segment_gets_its_own_verdict(segments):
    table = experiments.power_by_segment(segments, {"Loyal": 0.2, "New": 0.1}, 0.1)
    assert table.index.name == "rfm"
    assert table["n"].to_dict() == {"Loyal": 940, "New": 60}
    assert table["formula"].to_dict() == {"Loyal": "pooled", "New": "exact"}
    assert table["enough"].to_dict() == {"Loyal": True, "New": False}
    assert table["verdict"]["Loyal"].startswith(
        "940 customers are enough: 20 % to 30 %"
    )
    assert "it takes 398; a rise to 40.9 % would be seen" in table["verdict"]["New"]
    assert "an effect of +10 points" in table.attrs["heading"]


def test_a_fall_is_judged_as_a_fall():
    table = experiments.power_by_segment({"New": 60}, 0.10, -0.05)
    assert "no change that way would be seen" in table["verdict"]["New"]
    table = experiments.power_by_segment({"Loyal": 300}, 0.30, -0.05)
    assert "a fall to" in table["verdict"]["Loyal"]


def test_the_order_of_the_rows_changes_nothing(segments):
    one = experiments.power_by_segment(segments, 0.2, 0.05)
    other = experiments.power_by_segment(
        segments.sample(frac=1, random_state=2), 0.2, 0.05
    )
    pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))


def test_power_counts_the_arms_that_there_are():
    row = experiments.power_by_segment({"a": 900}, 0.2, 0.1, ratio=2).loc["a"]
    assert (row["n_1"], row["n_2"]) == (300, 600)
    expected = experiments.power(0.2, 0.3, 300, ratio=2)
    assert row["power"] == pytest.approx(float(expected))


@pytest.mark.parametrize(
    ("segments", "rate", "effect", "text"),
    [
        ({"New": 3}, 0.1, 0.05, "no segment has the 4 customers .* 'New', has 3"),
        ({"New": -3}, 0.1, 0.05, "segment 'New' must be a whole number from 0"),
        ({}, 0.1, 0.05, "an empty one"),
        ([1, 2], 0.1, 0.05, "this is list"),
        ({"New": 60}, {"Old": 0.1}, 0.05, r"no rate for \['New'\]; it has \['Old'\]"),
        ({"New": 60}, 0.1, 0.95, "which is no rate between 0 and 1"),
        ({"New": 60}, 10, 0.05, "base_rate must lie between 0 and 1.*0.1"),
        ({"New": 60}, 0.1, 0.0, "are both 0.1"),
    ],
)
def test_what_cannot_be_tested_is_refused(segments, rate, effect, text):
    with pytest.raises(DataError, match=text):
        experiments.power_by_segment(segments, rate, effect)


def test_an_empty_category_is_a_row_without_power():
    kinds = pd.CategoricalDtype(["New", "Gone"])
    segments = pd.Series(["New"] * 50, dtype=kinds, name="rfm")
    table = experiments.power_by_segment(segments, {"New": 0.1}, 0.1)
    assert table["n"].to_dict() == {"New": 50, "Gone": 0}
    assert not table.loc["Gone", "enough"]
    assert table.loc["Gone", "power"] == 0
    assert table.loc["Gone", "verdict"].startswith("nobody is in this segment")
    plots.segment_power(table)


def test_a_base_rate_of_nobody_counts_half_a_customer():
    table = experiments.power_by_segment(
        {"Loyal": 4000, "New": 60, "Lost": 3}, {"Loyal": 0.1, "New": 0, "Lost": 1}, 0.1
    )
    assert table.loc["New", "p1"] == pytest.approx(0.5 / 61)
    alike = experiments.power_by_segment({"New": 60}, 0.5 / 61, 0.1)
    assert table.loc["New", "power"] == alike.loc["New", "power"]
    assert "too few for a test (3)" in table.loc["Lost", "verdict"]


def test_an_effect_that_one_segment_has_no_room_for_is_said_there():
    rates = {"a": 0.2, "b": 0.02}
    table = experiments.power_by_segment({"a": 900, "b": 900}, rates, -0.05)
    assert table.loc["a", "power"] > 0.3
    text = "a rate of 2 % leaves no room for a change of -5 points"
    assert table.loc["b", "verdict"].startswith(text)


def test_households_take_more_customers_than_people():
    assert experiments.design_effect(1, 0.3) == 1
    assert experiments.design_effect([2, 2, 2], 1) == 2
    assert experiments.design_effect([1, 9], 0.1) > experiments.design_effect(5, 0.1)
    with pytest.raises(DataError, match="sizes must be the customers in each unit"):
        experiments.design_effect([0, 2], 0.1)
    with pytest.raises(DataError, match="correlation must lie from 0 to 1"):
        experiments.design_effect(2, 1.5)


def test_the_design_effect_is_the_variance_that_households_add():
    rng = np.random.default_rng(1)
    sizes = np.tile([1, 2, 5], 200)
    home = np.repeat(np.arange(600), sizes)
    means = []
    for _ in range(3000):
        shared = rng.normal(0, 0.3**0.5, 600)[home]
        means.append((shared + rng.normal(0, 0.7**0.5, len(home))).mean())
    found = np.var(means) * len(home)
    assert experiments.design_effect(sizes, 0.3) == pytest.approx(found, rel=0.1)


def test_a_test_runs_whole_weeks():
    size = experiments.sample_size(0.20, 0.25)
    run = experiments.duration(size.n_total, per_day=150)
    assert (run.days, run.weeks) == (15, 3)
    assert "run 3 whole weeks (21 days)" in run.sentence
    assert experiments.duration(700, 50).weeks == 2
    with pytest.raises(DataError, match="per_day must be a number above 0"):
        experiments.duration(700, 0)
