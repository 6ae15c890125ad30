"""Drift by variable and by segment: what is found, and what is not."""

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import jensenshannon

from segkit.checks import DataError
from segkit.monitoring import drift, psi, relation_drift, shares
from segkit.monitoring.bins import bin_names, chi_square, cut_points, number_shift

values = st.lists(
    st.one_of(st.integers(-5, 5), st.floats(-1e6, 1e6)), min_size=2, max_size=60
)


def customers(n, seed=0, **shift):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "amount": rng.lognormal(3 + shift.get("amount", 0), 1, n),
            "orders": rng.poisson(2, n),
            "channel": rng.choice(["app", "store", "web"], n, p=[0.3, 0.2, 0.5]),
            "card": rng.random(n) < 0.4,
            "age": np.where(rng.random(n) < 0.2, np.nan, rng.normal(45, 12, n)),
        }
    )


def one(table, name):
    return table.set_index("variable").loc[name]


def test_the_variable_that_moved_most_is_named_with_its_change():
    found = drift(customers(800), customers(800, seed=1, amount=1))
    assert found["variable"].iloc[0] == "amount"
    assert found["alarm"].tolist() == [True, False, False, False, False]
    assert found.attrs["heading"].startswith("1 of 5 moved by more than chance")
    assert "amount (PSI" in found.attrs["heading"]
    assert found["change"].iloc[0].startswith("mean ")


def test_a_lognormal_shift_that_sturges_bins_miss_is_found():
    rng = np.random.default_rng(0)
    before = pd.DataFrame({"amount": rng.lognormal(0, 1, 5000)})
    after = pd.DataFrame({"amount": rng.lognormal(0.3, 1, 5000)})
    found = drift(before, after)
    assert found["psi"].iloc[0] == pytest.approx(0.3**2, abs=0.03)
    assert "more than chance" in found["verdict"].iloc[0]


def test_distances_are_those_of_scipy():
    before, after = customers(700), customers(500, seed=1, amount=0.5)
    row = one(drift(before, after, correct=False), "amount")
    x, y = before["amount"], after["amount"]
    assert row["p_value"] == pytest.approx(
        stats.ks_2samp(x, y, method="asymp").pvalue, rel=1e-9
    )
    apart = stats.wasserstein_distance(x, y) / x.std(ddof=0)
    assert row["wasserstein"] == pytest.approx(apart)
    table = shares(before, after, "amount")
    p, q = table["before_share"], table["after_share"]
    assert row["js_distance"] == pytest.approx(jensenshannon(p, q, base=2))
    row = one(drift(before, after, correct=False), "channel")
    counts = pd.concat([t["channel"].value_counts() for t in (before, after)], axis=1)
    chi2 = stats.chi2_contingency(counts, correction=False)
    assert row["p_value"] == pytest.approx(chi2.pvalue)


def test_reference_deciles_hold_a_tenth_each():
    before = customers(1000)
    table = shares(before, before, "amount")
    assert table["n_before"].tolist() == [100] * 10
    assert table.attrs["psi"].value == 0


def test_shared_values_are_never_cut_apart():
    mostly = np.array([0.0] * 85 + list(range(1, 16)))
    assert cut_points(mostly, 10).tolist() == [0, 5]
    assert cut_points(np.sort([0.0, 1] * 50), 10).tolist() == [0]
    top = np.sort([*range(1, 31), *[99.0] * 970])
    assert cut_points(top, 10).tolist() == [30]
    assert cut_points(np.array([7.0] * 20), 10).tolist() == [7 - 2**-50, 7]
    assert bin_names(cut_points(np.array([7.0]), 10)) == ["below 7", "7", "above 7"]
    assert bin_names(np.array([1.0, 2.5])) == ["up to 1", "1 to 2.5", "above 2.5"]


def test_bins_with_too_few_to_judge_are_taken_together():
    few = pd.DataFrame({"orders": [1] * 90 + [2] * 6 + [3, 4, 5, 6]})
    assert shares(few, few, "orders")["bin"].tolist() == ["up to 1", "above 1"]
    more = pd.concat([few] * 2)
    assert shares(more, more, "orders")["n_before"].tolist() == [180, 12, 8]


def test_a_share_of_customers_with_the_largest_value_can_move():
    before = pd.DataFrame({"visits": [3] * 90 + [1] * 10})
    after = pd.DataFrame({"visits": [3] * 40 + [1] * 60})
    assert drift(before, after)["alarm"].tolist() == [True]


def test_what_was_the_same_for_all_can_spread():
    before = pd.DataFrame({"discount": [0.0] * 200})
    after = pd.DataFrame({"discount": [0.0] * 100 + [5.0] * 100})
    row = drift(before, after).iloc[0]
    assert row["alarm"]
    assert np.isnan(row["wasserstein"])


def test_a_change_in_what_is_missing_is_a_change():
    before = pd.DataFrame({"age": [30.0, 40, 50, np.nan] * 100})
    after = pd.DataFrame({"age": [30.0, 40, 50, *[np.nan] * 3] * 100})
    row = drift(before, after).iloc[0]
    assert row["alarm"]
    assert "missing 25 % to 50 %" in row["change"]
    assert row["test"] == "Kolmogorov-Smirnov, chi-square of missing"


def test_vanished_and_new_levels_are_said():
    before = pd.DataFrame({"channel": ["web"] * 60 + ["store"] * 40})
    after = pd.DataFrame({"channel": ["web"] * 55 + ["app"] * 45})
    row = drift(before, after).iloc[0]
    assert "vanished: store; new: app" in row["verdict"]
    assert row["change"] == "app 0 % to 45 %"


def test_rare_levels_are_judged_together():
    before = pd.DataFrame({"city": [f"c{i % 40}" for i in range(80)] + ["x"] * 900})
    found = shares(before, before, "city")
    assert found["bin"].tolist() == ["x", "(rare)"]
    assert found["n_before"].tolist() == [900, 80]


def test_dates_ids_and_lone_columns_are_left_out_and_said():
    table = customers(100).assign(
        customer_id=[f"C{i}" for i in range(100)],
        since=pd.Timestamp("2024-01-01"),
        note=[f"text {i}" for i in range(100)],
        empty=np.nan,
    )
    found = drift(table.assign(old=1), table.assign(new=1))
    assert set(found["variable"]) == {"amount", "orders", "channel", "card", "age"}
    out = found.attrs["left_out"]
    assert set(out) == {"customer_id", "since", "note", "empty", "old", "new"}
    assert out["since"] == "is a date: later days are always later"
    assert out["old"] == "is in one table only"


def test_columns_of_other_names_can_be_named():
    table = customers(200)
    other = table.rename(columns={"amount": "Total", "age": "Age"})
    names = {"amount": "Total", "age": "Age"}
    found = drift(other, other, columns=names)
    assert sorted(found["variable"]) == ["age", "amount"]


def test_drift_within_one_segment_only_is_found_there():
    before, after = customers(2000), customers(2000, seed=1)
    kind = pd.Series(np.tile(["a", "b"], 1000), name="kind")
    moved = after.assign(amount=after["amount"] * np.where(kind == "b", 3, 1))
    found = drift(before, moved, columns=["amount"], segments=(kind, kind))
    rows = found.set_index(["segment", "variable"])["alarm"].to_dict()
    assert rows == {
        ("all", "amount"): True,
        ("all", "segment"): False,
        ("a", "amount"): False,
        ("b", "amount"): True,
    }
    assert "amount in b" in found.attrs["heading"]


def test_segments_may_be_a_column_and_come_in_any_order():
    before = customers(600).assign(kind=np.tile(["a", "b"], 300))
    after = customers(600, seed=1).assign(kind=np.tile(["a", "b", "b"], 200))
    one_way = drift(before, after, segments="kind", columns=["amount"])
    series = tuple(t["kind"].sample(frac=1, random_state=0) for t in (before, after))
    two = drift(before, after, segments=series, columns=["amount"])
    pd.testing.assert_frame_equal(pd.DataFrame(one_way), pd.DataFrame(two))
    assert one_way.iloc[0]["variable"] == "segment"


def test_a_segment_that_vanished_shows_in_the_sizes_only():
    before = customers(300).assign(kind=np.tile(["a", "b", "c"], 100))
    after = customers(300, seed=1).assign(kind=np.tile(["a", "b", "b"], 100))
    found = drift(before, after, segments="kind", columns=["amount"])
    assert found["segment"].tolist() == ["all", "all", "a", "b"]
    assert "vanished: c" in found.iloc[0]["verdict"]


def test_shuffled_rows_and_renamed_ids_change_nothing():
    before, after = customers(300), customers(300, seed=1, amount=0.4)
    mixed = after.sample(frac=1, random_state=1)
    mixed.index = [f"id{i}" for i in range(300)]
    one_way, other = drift(before, after), drift(before, mixed)
    pd.testing.assert_frame_equal(pd.DataFrame(one_way), pd.DataFrame(other))


@pytest.mark.parametrize(
    "make",
    [
        pl.from_pandas,
        lambda t: duckdb.connect().from_arrow(pa.Table.from_pandas(t)),
        lambda t: t.convert_dtypes(dtype_backend="pyarrow"),
    ],
)
def test_tables_of_other_engines_give_the_same(make):
    before, after = customers(200), customers(200, seed=1)
    found = drift(make(before), make(after))
    pd.testing.assert_frame_equal(
        pd.DataFrame(found), pd.DataFrame(drift(before, after))
    )


@settings(max_examples=50)
@given(values, values)
def test_bins_hold_everybody_once_and_psi_is_finite(old, new):
    x, y = np.array(old, dtype=float), np.array(new, dtype=float)
    shift = number_shift(x, y, 10)
    assert shift.counts.sum().tolist() == [len(old), len(new)]
    assert np.isfinite(psi(shift.counts["before"], shift.counts["after"]).value)
    same = number_shift(x, x, 10)
    assert psi(same.counts["before"], same.counts["after"]).value == 0


def test_chi_square_leaves_empty_rows_out():
    assert chi_square(np.array([[10, 20], [0, 0], [20, 10]])) == pytest.approx(
        stats.chi2_contingency([[10, 20], [20, 10]], correction=False).pvalue
    )


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"columns": ["nothing"]}, "before has no column \\['nothing'\\]"),
        ({"segments": 3}, "segments= takes a pair"),
        ({"segments": (pd.Series(["a"]), pd.Series(["a"]))}, "have no segment"),
        ({"n_bins": 1}, "n_bins must be a whole number from 2"),
    ],
)
def test_what_does_not_fit_is_refused(change, text):
    table = customers(50)
    with pytest.raises(DataError, match=text):
        drift(table, table, **change)


def test_odd_tables_are_refused():
    table = customers(50)
    with pytest.raises(DataError, match="after is empty"):
        drift(table, table[:0])
    with pytest.raises(DataError, match="'amount' is a number in one table and text"):
        drift(table, table.astype({"amount": str}))
    with pytest.raises(DataError, match="'amount' of after holds infinite"):
        drift(table, table.assign(amount=np.inf))
    with pytest.raises(DataError, match="no column in common"):
        drift(table[["amount"]], table[["age"]])


def false_alarms(n, m, runs):
    """Count tables of six variables without any drift that raise an alarm."""
    found = critical = folk = 0
    for seed in range(runs):
        table = drift(
            customers(n, seed=2 * seed), customers(m, seed=2 * seed + 100_001)
        )
        found += table["alarm"].any()
        critical += (table["psi"] > table["critical_value"]).any()
        folk += (table["psi"] > 0.1).any()
    return found / runs, critical / runs, folk / runs


def test_on_noise_the_folk_threshold_alarms_and_ours_does_not():
    found, critical, folk = false_alarms(200, 200, 30)
    assert folk > 0.2
    assert found <= 0.05
    assert critical <= 0.15


@pytest.mark.slow
@pytest.mark.parametrize("n", [60, 200, 1000])
def test_false_alarms_of_a_whole_table_stay_at_or_below_nominal(n):
    runs = 250
    found, _, _ = false_alarms(n, n, runs)
    assert found <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / runs)


def answers(n, rates, seed):
    rng = np.random.default_rng(seed)
    kind = rng.choice(list(rates), n)
    chance = np.array([rates[k] for k in kind])
    return pd.DataFrame({"kind": kind, "bought": rng.random(n) < chance})


def test_a_relation_that_moved_in_one_segment_is_found():
    before = answers(4000, {"a": 0.2, "b": 0.2}, 0)
    after = answers(4000, {"a": 0.2, "b": 0.1}, 1)
    found = relation_drift(before, after, "bought", "kind").set_index("segment")
    assert found.loc["a", "p_adjusted"] > 0.05
    assert found.loc["b", "p_adjusted"] < 1e-6
    assert found.loc["b", "high"] < 0 < found.loc["a", "high"]
    assert found.attrs["p_value"] < 1e-3
    assert "differs between segments" in found.attrs["heading"]


def test_a_relation_that_moved_alike_everywhere_does_not_differ():
    before = answers(4000, {"a": 0.3, "b": 0.2}, 0)
    after = answers(4000, {"a": 0.2, "b": 0.1}, 1)
    found = relation_drift(before, after, "bought", "kind")
    assert found.attrs["p_value"] > 0.01
    assert "does not differ" in found.attrs["heading"]


def test_a_relation_needs_yes_and_no():
    table = answers(50, {"a": 0.5}, 0)
    with pytest.raises(DataError, match="holds 3"):
        relation_drift(table, table.assign(bought=3), "bought", "kind")


@pytest.mark.slow
def test_relations_that_hold_alarm_no_more_than_nominal():
    runs, alarms = 300, 0
    for seed in range(runs):
        sides = (answers(600, {"a": 0.1, "b": 0.4}, 2 * seed + i) for i in (0, 1))
        found = relation_drift(*sides, "bought", "kind")
        alarms += found.attrs["p_value"] < 0.05
    assert alarms / runs <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / runs)
