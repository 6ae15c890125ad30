"""Did each arm get the customers that were planned: as a whole, by group, by unit."""

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

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments.lots.ratio_check import split_p_value


def test_the_published_mismatch_is_caught():
    # Kohavi, Tang and Xu (2020), chapter 21
    found = experiments.sample_ratio({"control": 821588, "treatment": 815482})
    assert found.p_value == pytest.approx(1.82e-6, rel=5e-3)
    assert found.mismatch
    assert (
        "821,588 : 815,482 customers, planned were 818,535 : 818,535" in found.sentence
    )
    assert "Find out why before you read any result" in found.sentence


@given(
    counts=st.lists(st.integers(0, 5000), min_size=2, max_size=5).filter(sum),
    turn=st.integers(0, 4),
)
@settings(deadline=None, max_examples=60)
def test_which_arm_comes_first_changes_nothing(counts, turn):
    one = experiments.sample_ratio(counts).p_value
    other = experiments.sample_ratio(counts[turn:] + counts[:turn]).p_value
    assert one == pytest.approx(other, rel=1e-9)
    assert 0 <= one <= 1


def test_shares_are_scaled_and_named():
    by_name = experiments.sample_ratio({"a": 900, "b": 100}, {"b": 1, "a": 9})
    in_order = experiments.sample_ratio([900, 100], [0.9, 0.1])
    assert by_name.p_value == in_order.p_value == pytest.approx(1)
    assert by_name.expected == {"a": 900.0, "b": 100.0}
    assert not by_name.mismatch


def test_small_arms_are_counted_exactly():
    found = experiments.sample_ratio([9, 1])
    assert found.p_value == pytest.approx(stats.binomtest(9, 10).pvalue)


def test_large_arms_agree_with_tea_tasting():
    table = pd.DataFrame({"variant": [0] * 5300 + [1] * 5000})
    theirs = tt.Experiment(srm=tt.SampleRatio()).analyze(table)["srm"].pvalue
    ours = experiments.sample_ratio([5300, 5000]).p_value
    assert ours == pytest.approx(theirs, rel=0.1)  # theirs with continuity correction


@pytest.mark.parametrize("shares", [[0.5, 0.5], [0.9, 0.1], [0.6, 0.3, 0.1]])
@pytest.mark.parametrize("n", [60, 900, 20_000])
def test_alarms_are_no_more_frequent_than_they_say(shares, n):
    rng = np.random.default_rng(1)
    draws = rng.multinomial(n, shares, 4000)
    p = split_p_value(draws, shares)
    assert (p < 0.05).mean() < 0.05 + 3 * (0.05 * 0.95 / 4000) ** 0.5


def test_losses_are_seen_that_the_split_does_not_show():
    plain = experiments.sample_ratio([2438, 2236])
    found = experiments.sample_ratio([2438, 2236], assigned=[2438, 2438])
    assert not plain.mismatch
    assert found.mismatch
    assert found.lost == {"1": 0, "2": 202}
    assert "0 : 202 are missing" in found.sentence
    even = experiments.sample_ratio([2338, 2336], assigned=[2438, 2438])
    assert not even.mismatch
    assert "no sign that one arm lost more" in even.sentence
    assert experiments.sample_ratio([5, 5], assigned=[5, 5]).p_value == 1
    three = experiments.sample_ratio([900, 990, 995], assigned=[1000, 1000, 1000])
    assert three.mismatch


@pytest.mark.parametrize(
    ("counts", "options", "text"),
    [
        ({"a": 5}, {}, "only one arm is there"),
        ([0, 0], {}, "no customer in any arm"),
        ("ab", {}, "counts must be the number of customers"),
        ([1.5, 2], {}, "counts must be the number of customers"),
        ([-1, 2], {}, "counts must be the number of customers"),
        ({"a": 5, "b": 5}, {"expected": {"a": 0.5, "c": 0.5}}, "name the same ones"),
        ([5, 5], {"expected": [0.5, 0.3, 0.2]}, "expected has 3 shares, counts has 2"),
        ([5, 5], {"expected": [1.0, 0.0]}, "share of arm '2' must be above 0"),
        ([5, 5], {"alarm": 5}, "alarm must lie between 0 and 1"),
        ([5, 5], {"assigned": [5, 5], "expected": [1, 1]}, "not both"),
        ([5, 7], {"assigned": [5, 5]}, "more customers than were assigned"),
        ({"a": 5, "b": 5}, {"assigned": [5, 5]}, "name the same ones"),
    ],
)
def test_what_is_no_split_is_refused(counts, options, text):
    with pytest.raises(DataError, match=text):
        experiments.sample_ratio(counts, **options)


def days(shares, n=800, seed=0):
    """Return a table with so many units a day, each day with its own share of B."""
    rng = np.random.default_rng(seed)
    rows = [
        pd.DataFrame({"day": day, "variant": np.where(rng.random(n) < share, "B", "A")})
        for day, share in enumerate(shares, start=1)
    ]
    return pd.concat(rows, ignore_index=True)


def test_a_split_that_changes_is_seen_day_by_day():
    found = experiments.sample_ratio_by(days([0.05] * 3 + [0.5] * 3), by="day")
    assert found["mismatch"].tolist() == [True] * 3 + [False] * 3 + [True]
    assert found.attrs["changes"]
    assert "compare the arms within groups, never pooled" in found.attrs["heading"]


def test_a_steady_split_raises_no_alarm():
    found = experiments.sample_ratio_by(days([0.5] * 8), by="day")
    assert not found["mismatch"].any()
    assert not found.attrs["changes"]
    assert found.loc["all", "n_A"] + found.loc["all", "n_B"] == 6400
    planned = experiments.sample_ratio_by(
        days([0.1] * 8), by="day", expected={"A": 0.9, "B": 0.1}
    )
    assert not planned["mismatch"].any()
    one = experiments.sample_ratio_by(days([0.5]), by="day")
    assert one.attrs["heading"].endswith("There is one group only.")


@pytest.mark.slow  # statsmodels collects garbage at each correction
def test_groups_raise_false_alarms_as_seldom_as_it_says():
    alarms = [
        experiments.sample_ratio_by(days([0.5] * 10, 400, seed), by="day", alarm=0.05)
        for seed in range(150)
    ]
    some = np.mean([found["mismatch"].iloc[:-1].any() for found in alarms])
    changes = np.mean([found.attrs["changes"] for found in alarms])
    assert some < 0.05 + 3 * (0.05 * 0.95 / 150) ** 0.5
    assert changes < 0.05 + 3 * (0.05 * 0.95 / 150) ** 0.5


def test_every_engine_counts_the_same():
    table = days([0.3, 0.5])
    expected = experiments.sample_ratio_by(table, by="day")
    others = (
        pl.from_pandas(table),
        pa.Table.from_pandas(table),
        duckdb.from_df(table),
        table.sample(frac=1, random_state=1),
    )
    for other in others:
        found = experiments.sample_ratio_by(other, by="day")
        pd.testing.assert_frame_equal(
            pd.DataFrame(found), pd.DataFrame(expected), check_index_type=False
        )


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda t: t.drop(columns="day"), "needs columns"),
        (lambda t: t.assign(variant="A"), "only one arm is there"),
        (lambda t: t.assign(day="all"), "a group is called 'all'"),
        (
            lambda t: t.assign(variant=[None, *t["variant"][1:]]),
            "1 rows have no variant",
        ),
    ],
)
def test_groups_that_cannot_be_checked_are_refused(change, text):
    with pytest.raises(DataError, match=text):
        experiments.sample_ratio_by(change(days([0.5], 20)), by="day")


def test_units_in_two_arms_are_found():
    table = pd.DataFrame(
        {"unit": list("abcabd"), "variant": ["A", "B", "A", "A", "A", "B"]}
    )
    found = experiments.crossovers(table, unit="unit")
    assert found["unit"].tolist() == ["b"]
    assert found.attrs["n_units"] == 4
    assert "1 of 4 units (25 %) were in more than one arm" in found.attrs["heading"]
    clean = experiments.crossovers(table.iloc[:3], unit="unit")
    assert not len(clean)
    assert clean.attrs["heading"] == "Each of the 3 units was in one arm only."


@pytest.mark.parametrize(
    ("counts", "options", "text"),
    [
        ([5000, 5012], {}, "no sign that customers were lost"),
        ([5000, 5300], {}, "unusual, yet no proof"),
        ([5000, 5400], {}, "The split is not as planned"),
        (
            [487, 498],
            {"assigned": [500, 500]},
            "unusual, yet no proof that one arm lost",
        ),
    ],
)
def test_between_the_alarm_and_one_in_a_hundred_a_split_is_unusual(
    counts, options, text
):
    assert text in experiments.sample_ratio(counts, **options).sentence


def test_an_unusual_group_is_named():
    table = pd.DataFrame({"day": [1] * 1000 + [2] * 1000})
    table["variant"] = ["A"] * 450 + ["B"] * 550 + ["A", "B"] * 500
    found = experiments.sample_ratio_by(table, by="day")
    assert not found["mismatch"].any()
    assert "but 1 is unusual" in found.attrs["heading"]


def test_the_control_comes_first_whatever_the_alphabet_says():
    table = pd.DataFrame({"day": 1, "variant": ["B", "control"] * 5})
    assert list(experiments.sample_ratio_by(table, by="day"))[:2] == [
        "n_control",
        "n_B",
    ]


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
@pytest.mark.filterwarnings("ignore:The copy keyword is deprecated")
def test_spark_counts_as_pandas_does(spark):
    table = pd.DataFrame(
        {"day": [1, 2] * 300, "variant": ["A", "A", "B", "B"] * 150, "bought": 0}
    )
    table.loc[::5, "bought"] = 1
    rows = spark.createDataFrame(table)
    pd.testing.assert_frame_equal(
        pd.DataFrame(experiments.sample_ratio_by(rows, by="day")),
        pd.DataFrame(experiments.sample_ratio_by(table, by="day")),
    )
    asked = experiments.Rate("bought")
    ours, theirs = (experiments.analyse(each, asked) for each in (table, rows))
    assert repr(ours) == repr(theirs)
