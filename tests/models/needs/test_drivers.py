"""Stated and derived importance: published cases, sums to R², what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import needs
from tests.models.needs.cars import cars


def weights(table):
    return table.set_index("item")["weight"].round(7).to_dict()


def test_relative_weights_are_the_published_ones():
    # the R package rwa prints these for mpg on cyl, disp, hp and wt of mtcars
    items = ["cyl", "disp", "hp", "wt"]
    table = needs.drivers_table(cars(), "mpg", items=items, n_boot=0)
    assert weights(table) == {
        "cyl": 0.2096904,
        "disp": 0.1883043,
        "hp": 0.1799590,
        "wt": 0.2706812,
    }
    assert (table["share"] * 100).round(2).tolist() == [31.90, 24.71, 22.19, 21.21]


def test_shapley_shares_are_the_published_ones():
    # the R package domir prints these as general dominance for mpg on am, vs and cyl
    items = ["am", "vs", "cyl"]
    table = needs.drivers_table(cars(), "mpg", items=items, method="shapley", n_boot=0)
    assert weights(table) == {"am": 0.1774892, "vs": 0.2027032, "cyl": 0.3817849}
    assert round(table.attrs["r2"], 7) == 0.7619773


def test_uncorrelated_drivers_have_their_squared_correlations():
    y = np.array([0.6, 0.3])
    np.testing.assert_allclose(needs.relative_weights(np.eye(2), y), y**2)
    np.testing.assert_allclose(needs.shapley_shares(np.eye(2), y), y**2)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_both_methods_share_out_r2_and_nothing_else(seed, p):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(40, p)) @ rng.normal(size=(p, p)) + rng.normal(size=(40, p))
    y = x @ rng.normal(size=p) + rng.normal(size=40)
    r = np.corrcoef(np.column_stack([x, y]).T)
    r2 = r[:-1, -1] @ np.linalg.solve(r[:-1, :-1], r[:-1, -1])
    for method in (needs.relative_weights, needs.shapley_shares):
        found = method(r[:-1, :-1], r[:-1, -1])
        assert found.sum() == pytest.approx(r2)
        assert (found >= -1e-12).all()


def test_units_rows_and_columns_in_another_order_change_nothing():
    X = cars()
    first = needs.drivers_table(X, "mpg", items=["cyl", "hp", "wt"], n_boot=50)
    other = X.assign(hp=X["hp"] * 0.7457, wt=X["wt"] * 453.6).sample(
        frac=1, random_state=2
    )
    again = needs.drivers_table(other, "mpg", items=["wt", "hp", "cyl"], n_boot=0)
    np.testing.assert_allclose(first["weight"], again["weight"])
    assert first["item"].tolist() == again["item"].tolist()
    same = needs.drivers_table(
        X.sample(frac=1, random_state=2), "mpg", items=["cyl", "hp", "wt"], n_boot=50
    )
    pd.testing.assert_frame_equal(first, same)


def test_intervals_hold_the_weight_of_a_clear_driver():
    table = needs.drivers_table(cars(), "mpg", items=["wt", "am"]).set_index("item")
    assert table.loc["wt", "low"] < table.loc["wt", "weight"] < table.loc["wt", "high"]
    assert table.loc["wt", "low"] > table.loc["am", "low"]


def test_items_that_explain_nothing_are_reported():
    rng = np.random.default_rng(5)
    X = pd.DataFrame(rng.integers(1, 6, (300, 4)), columns=["a", "b", "c", "csat"])
    table = needs.drivers_table(X, "csat", items=["a", "b", "c"], n_boot=0)
    assert "no more than chance would" in repr(table)
    clear = needs.drivers_table(
        X.assign(csat=X["a"] + X["b"]), "csat", items=["a", "b", "c"], n_boot=0
    )
    assert "chance" not in repr(clear)


def test_missing_answers_are_counted():
    X = cars()
    X.loc[3, "wt"] = np.nan
    table = needs.drivers_table(X, "mpg", items=["wt", "hp"], n_boot=0)
    assert table.attrs["n"] == 31
    assert table.attrs["left_out"] == {"an answer missing": 1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hp": 1.0}, r"columns \['hp'\] are the same for all 32"),
        ({"hp": "much"}, "must hold numbers"),
        ({"hp": np.inf}, "infinite values"),
        ({"hp": np.nan}, "at least 5 customers with all of"),
    ],
)
def test_useless_columns_are_named(change, said):
    with pytest.raises(DataError, match=said):
        needs.drivers_table(cars().assign(**change), "mpg", items=["hp", "wt"])


def test_an_item_that_is_a_sum_of_others_is_refused():
    X = cars().assign(both=lambda x: x["hp"] + x["wt"])
    with pytest.raises(DataError, match="cannot be told apart"):
        needs.drivers_table(X, "mpg", items=["hp", "wt", "both"])


def test_an_absent_column_is_named():
    with pytest.raises(DataError, match=r"needs columns \['charm'\]"):
        needs.drivers_table(cars(), "mpg", items=["charm", "wt"])


def test_too_many_items_for_shapley_are_refused():
    with pytest.raises(DataError, match="16 drivers have 65,536 subsets"):
        needs.shapley_shares(np.eye(16), np.full(16, 0.1))


def test_quadrants_divide_at_the_means():
    stated = pd.Series({"price": 4.5, "advice": 3.0, "speed": 4.2, "design": 2.0})
    derived = pd.Series({"design": 0.01, "speed": 0.2, "advice": 0.3, "price": 0.02})
    table = needs.importance_quadrants(stated, derived).set_index("item")
    assert table["quadrant"].str.split(":").str[0].to_dict() == {
        "price": "Taken for granted",
        "advice": "Hidden driver",
        "speed": "Key driver",
        "design": "Minor",
    }
    assert table.attrs == {"stated_mean": 3.425, "derived_mean": pytest.approx(0.1325)}


def test_quadrants_of_other_items_are_refused():
    with pytest.raises(DataError, match=r"\['speed'\] are in one of them only"):
        needs.importance_quadrants(
            pd.Series({"a": 1.0, "speed": 2.0}), pd.Series({"a": 1.0})
        )
