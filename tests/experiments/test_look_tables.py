"""From customers to looks: all that was known at the end of each day."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from segkit import experiments
from segkit.checks import DataError


@pytest.fixture
def table():
    rng = np.random.default_rng(1)
    n = 3000
    return pd.DataFrame(
        {
            "day": rng.integers(1, 8, n),
            "variant": rng.choice(["A", "B"], n),
            "converted": rng.random(n) < 0.2,
            "revenue": np.round(rng.exponential(30, n), 2),
        }
    )


def test_each_look_counts_all_customers_so_far(table):
    looks = experiments.looks(table, "converted", by="day")
    for day, row in looks.iterrows():
        known = table[table["day"] <= day]
        for number, arm in (("1", "A"), ("2", "B")):
            there = known.loc[known["variant"] == arm, "converted"]
            assert row["n" + number] == len(there)
            assert row["x" + number] == there.sum()
    assert "Arm 1 is A, arm 2 is B" in looks.attrs["heading"]


def test_money_gets_means_and_spreads(table):
    looks = experiments.looks(table, "revenue", by="day", control="B")
    known = table[table["day"] <= 3]
    for number, arm in (("1", "B"), ("2", "A")):
        there = known.loc[known["variant"] == arm, "revenue"]
        assert looks.loc[3, "mean" + number] == pytest.approx(there.mean())
        assert looks.loc[3, "sd" + number] == pytest.approx(there.std())


def test_looks_go_into_both_kinds_of_judgement(table):
    looks = experiments.looks(table, "converted", by="day")
    planned = experiments.sequential_rates(looks, n_planned=4000)
    always = experiments.always_valid(looks, effect=0.05)
    assert len(planned) == len(always) == 7
    money = experiments.looks(table, "revenue", by="day")
    assert len(experiments.always_valid(money, effect=5)) == 7


def test_days_before_both_arms_have_customers_are_left_out():
    table = pd.DataFrame(
        {"day": [1, 2, 3], "variant": ["A", "B", "A"], "converted": [1, 0, 1]}
    )
    looks = experiments.looks(table, "converted", by="day")
    assert looks.index.tolist() == [2, 3]
    assert looks.loc[2].tolist() == [1, 1, 0, 1]


@pytest.mark.parametrize("outcome", ["converted", "revenue"])
def test_every_engine_gives_the_same_looks(table, outcome):
    expected = experiments.looks(table, outcome, by="day")
    others = (
        pl.from_pandas(table),
        pa.Table.from_pandas(table),
        duckdb.from_df(table),
        table.sample(frac=1, random_state=1),
    )
    for other in others:
        found = experiments.looks(other, outcome, by="day")
        pd.testing.assert_frame_equal(
            pd.DataFrame(found), pd.DataFrame(expected), check_index_type=False
        )


@pytest.mark.parametrize(
    ("change", "options", "text"),
    [
        (lambda t: t.drop(columns="day"), {}, "needs columns"),
        (lambda t: t.assign(variant="A"), {}, r"looks takes two arms.*\['A'\]"),
        (lambda t: t, {"control": "C"}, "control='C' is not in column 'variant'"),
        (lambda t: t.assign(converted="yes"), {}, "must be numbers, or true and false"),
        (
            lambda t: t.assign(converted=[None, *[1.0] * 2999]),
            {},
            "1 rows have no conv",
        ),
    ],
)
def test_what_gives_no_looks_is_refused(table, change, options, text):
    with pytest.raises(DataError, match=text):
        experiments.looks(change(table), "converted", by="day", **options)
