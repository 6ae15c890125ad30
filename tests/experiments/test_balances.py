"""Do the arms differ before the test: known values, and as seldom as it says."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segkit import experiments
from segkit.checks import DataError


def people(n, rng):
    return pd.DataFrame(
        {
            "age": rng.normal(40, 12, n).round(),
            "spent": np.exp(rng.normal(3, 1, n)),
            "member": rng.random(n) < 0.3,
            "region": rng.choice(["north", "south", "west"], n),
        },
        index=pd.RangeIndex(n, name="customer_id"),
    )


def halves(n, rng):
    return pd.Series(rng.permutation(np.arange(n) % 2), name="variant").map(
        {0: "control", 1: "message"}
    )


def test_the_standardised_difference_is_austins():
    a, b = [1.0, 2, 3, 4], [3.0, 5, 7, 9]
    variant = pd.Series(["a"] * 4 + ["b"] * 4)
    table = experiments.balance(variant, pd.DataFrame({"x": a + b}))
    pooled = ((np.var(a, ddof=1) + np.var(b, ddof=1)) / 2) ** 0.5
    assert table.loc["x", "difference"] == pytest.approx((6 - 2.5) / pooled)
    assert table.loc["x", ["a (mean)", "b (mean)"]].tolist() == [2.5, 6.0]
    assert table.attrs["counts"] == {"a": 4, "b": 4}


def test_the_test_of_a_share_is_pearsons_with_n_minus_1():
    # Hansen and Bowers (2008): for one share (n - 1) / n of Pearson's chi-squared
    x = np.repeat([1, 0, 1, 0], [30, 70, 45, 55])
    variant = pd.Series(np.repeat(["a", "b"], 100))
    table = experiments.balance(variant, pd.DataFrame({"x": x}))
    chi2 = stats.chi2_contingency([[30, 70], [45, 55]], correction=False).statistic
    assert table.loc["x", "p_value"] == pytest.approx(
        stats.chi2.sf(chi2 * 199 / 200, 1)
    )
    assert table.attrs["p_value"] == pytest.approx(table.loc["x", "p_value"])


def test_columns_become_numbers_levels_and_gaps():
    rng = np.random.default_rng(1)
    X = people(200, rng)
    X.loc[:20, "age"] = np.nan
    X.loc[50:60, "region"] = None
    X["same"] = 7
    table = experiments.balance(halves(200, rng), X)
    assert table.index.tolist() == [
        "age", "age: missing", "spent", "member", "region: north", "region: south",
        "region: west", "region: missing",
    ]  # fmt: skip


def test_fair_arms_look_unbalanced_as_seldom_as_it_says():
    rng = np.random.default_rng(2)
    X = people(300, rng)
    p = [experiments.balance(halves(300, rng), X).attrs["p_value"] for _ in range(120)]
    assert np.mean(np.array(p) < 0.05) < 0.05 + 3 * (0.05 * 0.95 / 120) ** 0.5
    assert stats.kstest(p, "uniform").pvalue > 0.001


def test_arms_that_were_picked_are_found_out():
    rng = np.random.default_rng(3)
    X = people(400, rng)
    picked = pd.Series(np.where(X["age"] > 45, "message", "control"), name="variant")
    table = experiments.balance(picked, X)
    assert table.attrs["p_value"] < 1e-10
    assert table.loc["age", "far"]
    assert "check how the arms were made" in table.attrs["heading"]
    fair = experiments.balance(experiments.assign(X, seed="spring"), X)
    assert "which is what chance does" in fair.attrs["heading"]


def test_three_arms_show_the_two_that_lie_furthest_apart():
    variant = pd.Series(list("aaabbbccc"))
    X = pd.DataFrame({"x": [1, 2, 3, 1, 2, 3, 7, 8, 9.0]})
    table = experiments.balance(variant, X)
    assert table.loc["x", "difference"] == pytest.approx(6.0)
    assert 0 < table.loc["x", "p_value"] < 0.05


def test_only_the_customers_of_the_test_are_compared():
    rng = np.random.default_rng(4)
    X = people(300, rng)
    table = experiments.balance(halves(100, rng), X)
    assert sum(table.attrs["counts"].values()) == 100


@pytest.mark.parametrize(
    ("variant", "X", "text"),
    [
        (["a"], None, "assignment must be a Series"),
        (pd.Series(["a", "a"]), pd.DataFrame({"x": [1, 2]}), "only one arm is there"),
        (pd.Series(["a", "b"], ["1", "2"]), pd.DataFrame({"x": [1, 2]}), "astype"),
        (pd.Series(["a", "b", "a"]), pd.DataFrame({"x": [1, 2]}), "1 customers of the"),
        (pd.Series(["a", "b"]), pd.DataFrame({"x": [1, 1]}), "nothing to compare"),
    ],
)
def test_what_cannot_be_compared_is_refused(variant, X, text):
    with pytest.raises(DataError, match=text):
        experiments.balance(variant, X)


def test_days_are_numbers_and_many_levels_are_joined():
    rng = np.random.default_rng(3)
    n = 400
    table = people(n, rng)[["age"]]
    table["since"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        rng.integers(0, 300, n), unit="D"
    )
    table["town"] = [f"town {k:03d}" for k in rng.integers(0, 90, n)]
    arms = pd.Series(["message", "control"] * (n // 2), index=table.index)
    found = experiments.balance(arms, table)
    assert list(found)[:2] == ["control (mean)", "message (mean)"]
    assert "since" in found.index
    assert sum(name.startswith("town") for name in found.index) == 21
    assert "town: other" in found.index
    assert "Of the 90 levels of town the 20 most frequent" in found.attrs["heading"]


def test_nullable_numbers_and_gaps_in_days_are_taken():
    index = pd.RangeIndex(6, name="customer_id")
    table = pd.DataFrame(
        {
            "orders": pd.array([1, 2, None, 4, 5, 6], dtype="Int64"),
            "last": pd.to_datetime(["2024-01-01", None] * 3),
            "vip": pd.array([True, None, False] * 2, dtype="boolean"),
        },
        index=index,
    )
    found = experiments.balance(pd.Series(list("ababab"), index), table)
    assert {"orders", "orders: missing", "last: missing", "vip"} <= set(found.index)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda x: x["a"].to_numpy(), "X must be a pandas DataFrame"),
        (lambda x: pd.concat([x, x]), "X has 4 customers more than once"),
        (lambda x: x.replace(4, np.inf), "a holds infinite numbers"),
    ],
)
def test_tables_that_cannot_be_compared_say_why(change, text):
    table = pd.DataFrame({"a": [1.0, 2, 3, 4]})
    with pytest.raises(DataError, match=text):
        experiments.balance(pd.Series(list("abab")), change(table))
