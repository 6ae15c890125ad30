"""Who is moved: kinds of segments by hand, their intervals, what is refused."""

import duckdb
import numpy as np
import pandas as pd
import pyarrow
import pytest
from scipy.stats import ttest_ind

from segkit import experiments
from segkit.checks import DataError
from segkit.experiments.words import uplift as words


def made(**cells):
    """Return a table from {segment: (control did, of, treated did, of)}."""
    rows = []
    for segment, (x0, n0, x1, n1) in cells.items():
        for arm, x, n in (("held out", x0, n0), ("message", x1, n1)):
            rows += [(segment, arm, i < x) for i in range(n)]
    return pd.DataFrame(rows, columns=["segment", "variant", "bought"])


FOUR = made(
    moved=(20, 1000, 80, 1000),
    sure=(900, 1000, 905, 1000),
    lost=(5, 1000, 6, 1000),
    asleep=(200, 1000, 120, 1000),
    few=(3, 20, 4, 20),
)


def test_each_kind_is_named_by_hand_worked_cells():
    found = experiments.uplift_by_segment(FOUR, "bought", worth=0.04)
    assert found["kind"].to_dict() == {
        "moved": "persuadable",
        "sure": "sure thing",
        "lost": "lost cause",
        "asleep": "sleeping dog",
        "few": "cannot be told",
        "all": "not moved",
    }
    assert found.loc["moved", "difference"] == pytest.approx(0.06)
    assert found.attrs["interaction_p"] < 0.001
    assert "answer differently (p < 0.001)" in found.attrs["heading"]


def test_without_worth_nothing_is_called_a_sure_thing():
    found = experiments.uplift_by_segment(FOUR, "bought")
    assert not set(found["kind"]) & {"sure thing", "lost cause"}
    assert "without worth=" in found.attrs["heading"]


def test_the_interval_is_newcombe_s():
    table = made(one=(48, 80, 56, 70))
    row = experiments.uplift_by_segment(table, "bought").loc["one"]
    assert row["low"] == pytest.approx(0.0524, abs=5e-5)  # Newcombe 1998: 56/70, 48/80
    assert row["high"] == pytest.approx(0.3339, abs=5e-5)


def test_shuffled_rows_and_renamed_segments_change_nothing():
    first = experiments.uplift_by_segment(FOUR, "bought", worth=0.02)
    mixed = FOUR.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(
        first, experiments.uplift_by_segment(mixed, "bought", worth=0.02)
    )


def test_what_is_better_may_be_lower():
    found = experiments.uplift_by_segment(FOUR, "bought", better="lower")
    assert found.loc["asleep", "kind"] == "persuadable"
    assert found.loc["moved", "kind"] == "sleeping dog"


def test_an_arm_without_anybody_cannot_be_told_and_says_so():
    table = pd.concat([FOUR, made(lonely=(0, 0, 3, 9))])
    found = experiments.uplift_by_segment(table, "bought")
    assert found.loc["lonely", "kind"] == "cannot be told"
    assert np.isnan(found.loc["lonely", "difference"])
    assert "lonely: 9 got the message and 0 did not" in " ".join(
        found.attrs["sentences"]
    )


def test_zero_successes_give_an_interval_of_some_width():
    row = experiments.uplift_by_segment(made(a=(0, 30, 0, 30)), "bought").loc["a"]
    assert row["p_value"] == 1
    assert row["low"] < -0.05 < 0.05 < row["high"]


def test_amounts_are_compared_by_welch():
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"variant": [0, 1] * 200, "segment": "a"})
    table["amount"] = rng.lognormal(size=400) + 2.0 * table["variant"]
    row = experiments.uplift_by_segment(table, "amount").loc["a"]
    arms = [table.loc[table["variant"] == v, "amount"] for v in (1, 0)]
    welch = ttest_ind(*arms, equal_var=False)
    assert row["p_value"] == pytest.approx(welch.pvalue)
    assert row["low"] == pytest.approx(welch.confidence_interval().low)
    assert row["kind"] == "persuadable"


def test_customers_with_several_rows_widen_the_interval():
    table = made(a=(20, 200, 40, 200))
    table["customer_id"] = [f"{arm}{i}" for arm in "ab" for i in range(200)]
    ten = pd.concat([table] * 10)
    naive = experiments.uplift_by_segment(ten, "bought").loc["a"]
    known = experiments.uplift_by_segment(ten, "bought", unit="customer_id").loc["a"]
    once = experiments.uplift_by_segment(table, "bought").loc["a"]
    assert known["high"] - known["low"] == pytest.approx(
        once["high"] - once["low"], rel=0.05
    )
    assert naive["high"] - naive["low"] < 0.4 * (once["high"] - once["low"])


def test_segments_may_be_a_series_or_several_columns():
    table = made(a=(2, 40, 20, 40), b=(2, 40, 2, 40))
    table["customer_id"] = range(len(table))
    by_column = experiments.uplift_by_segment(table, "bought")
    series = table.set_index("customer_id")["segment"].astype("category")
    by_series = experiments.uplift_by_segment(table, "bought", series)
    pd.testing.assert_frame_equal(by_column, by_series)
    crossed = experiments.uplift_by_segment(
        table.assign(place="town"), "bought", ["segment", "place"]
    )
    assert crossed.index.tolist() == ["a · town", "b · town", "all"]


@pytest.mark.parametrize("kind", ["pyarrow", "polars", "duckdb"])
def test_other_tables_give_the_same(kind):
    table = made(a=(2, 40, 20, 40))
    if kind == "pyarrow":
        other = pyarrow.Table.from_pandas(table)
    elif kind == "polars":
        other = pytest.importorskip("polars").from_pandas(table)
    else:
        other = duckdb.from_df(table)
    pd.testing.assert_frame_equal(
        experiments.uplift_by_segment(table, "bought"),
        experiments.uplift_by_segment(other, "bought"),
    )


def test_missing_outcomes_are_left_out_and_counted_or_taken_as_zero():
    table = made(a=(20, 40, 30, 40)).astype({"bought": object})
    table.loc[:4, "bought"] = None
    found = experiments.uplift_by_segment(table, "bought")
    assert found.attrs["left_out"] == {"without bought": 5}
    assert found.loc["a", "n_control"] == 35
    zero = experiments.uplift_by_segment(table, "bought", missing="zero")
    assert zero.loc["a", "n_control"] == 40
    with pytest.raises(DataError, match="bought is missing in 5 rows"):
        experiments.uplift_by_segment(table, "bought", missing="refuse")


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"variant": "message"}, {}, "has only the value 'message'"),
        ({"variant": "b"}, {"control": "x"}, "control is 'x', but variant has only"),
        ({"segment": "all"}, {}, "a segment is called 'all'"),
        ({"bought": "yes"}, {}, "bought must be True and False, or numbers"),
        ({"bought": np.inf}, {}, "holds infinite numbers"),
        ({}, {"segments": pd.Series(["x", "y"], ["c", "c"])}, "1 customers more than"),
        ({}, {"segments": 3}, "segments must be the name of a column"),
        ({}, {"method": "magic"}, "method must be one of"),
        ({}, {"better": "up"}, "better must be one of"),
    ],
)
def test_mistakes_are_named(change, options, message):
    table = made(a=(2, 40, 20, 40)).assign(**change)
    with pytest.raises(DataError, match=message):
        experiments.uplift_by_segment(table, "bought", **options)


def test_three_arms_ask_which_one_to_compare():
    table = made(a=(2, 40, 20, 40))
    more = pd.concat([table, table.assign(variant="letter")])
    with pytest.raises(DataError, match="2 values beside 'held out'"):
        experiments.uplift_by_segment(more, "bought")
    found = experiments.uplift_by_segment(more, "bought", treatment="message")
    assert found.attrs["left_out"] == {words.LEFT_OUT["variant"]: 80}


def test_a_control_without_a_known_name_must_be_named():
    table = made(a=(2, 40, 20, 40)).replace({"held out": "x", "message": "y"})
    with pytest.raises(DataError, match="none of them is known as the one that got"):
        experiments.uplift_by_segment(table, "bought")
    assert len(experiments.uplift_by_segment(table, "bought", control="x")) == 2


def test_an_effect_in_one_situation_only_is_found():
    parts = {
        (True, "message"): 60, (True, "held out"): 20,
        (False, "message"): 21, (False, "held out"): 20,
    }  # fmt: skip
    rows = [
        ("family", summer, arm, i < x)
        for (summer, arm), x in parts.items()
        for i in range(400)
    ]
    table = pd.DataFrame(rows, columns=["segment", "summer", "variant", "bought"])
    found = experiments.uplift_change(table, "bought", "segment", "summer").iloc[0]
    assert found["difference"] == pytest.approx(0.1 - 0.0025)
    assert found["low"] > 0
    assert found["p_value"] < 0.001
    with pytest.raises(DataError, match="summer must have exactly two values"):
        experiments.uplift_change(table.assign(summer=1), "bought", "segment", "summer")


def null_table(rng, sizes, rate):
    segments = np.repeat([f"s{i}" for i in range(len(sizes))], sizes)
    arm = rng.permutation(len(segments)) % 2 == 0
    bought = rng.random(len(segments)) < rate
    return pd.DataFrame({"segment": segments, "variant": arm, "bought": bought})


@pytest.mark.slow
@pytest.mark.parametrize(("sizes", "rate"), [([30] * 4, 0.3), ([400, 100, 50], 0.05)])
def test_on_null_data_hardly_any_segment_is_called_moved(sizes, rate):
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(150):
        table = null_table(rng, sizes, rate)
        kinds = experiments.uplift_by_segment(table, "bought")["kind"].drop("all")
        alarms += (kinds != "cannot be told").any()
    assert alarms / 150 <= 0.05 + 2.5 * (0.05 * 0.95 / 150) ** 0.5
