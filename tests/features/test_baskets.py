"""What is bought together: by hand, surest first, and with few baskets left out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import features
from segkit.checks import DataError
from segkit.record import wilson


def lines(*baskets, item="product_id"):
    rows = [(k, one) for k, basket in enumerate(baskets) for one in basket]
    return pd.DataFrame(rows, columns=["order_id", item])


def test_agrawals_measures_by_hand():
    table = lines("tp", "tp", "t", "c", "cp", "c")
    found = features.also_bought(table, "t", least=1)
    assert found.index.tolist() == ["p"]
    row = found.loc["p"]
    assert row["n_together"] == 2
    assert row["support"] == 2 / 6
    assert row["confidence"] == 2 / 3
    assert row["usual_rate"] == 3 / 6
    assert row["lift"] == pytest.approx(4 / 3)
    low, high = wilson(2, 3)
    assert row["lift_low"] == pytest.approx(low * 2)
    assert row["lift_high"] == pytest.approx(high * 2)
    assert found.attrs["n_with"] == 3


def test_a_product_twice_in_a_basket_is_one():
    table = lines("tpp", "ttp", "c")
    assert features.also_bought(table, "t", least=1)["n_together"].tolist() == [2]


def test_rare_pairs_are_left_out_and_counted():
    table = lines(*["tp"] * 5, "tx", "ty")
    found = features.also_bought(table, "t")
    assert found.index.tolist() == ["p"]
    assert found.attrs["left_out"] == {"pairs in fewer than 5 baskets": 2}


def test_the_surest_comes_before_the_largest_lift():
    table = lines("tx", *["tp"] * 40, *["p"] * 10, *["z"] * 60)
    found = features.also_bought(table, "t", least=1)
    assert found.loc["x", "lift"] > found.loc["p", "lift"]
    assert found.index.tolist() == ["p", "x"]


def test_what_one_customer_buys_at_any_time_and_categories():
    table = lines("tp", "t", item="category").assign(customer_id=["a", "a", "b"])
    found = features.also_bought(
        table, "t", basket="customer_id", of="category", least=1
    )
    assert found["n_together"].tolist() == [1]
    matrix = features.cross_sell_matrix(table, of="category", least=1)
    assert matrix.index.name == "category"


def test_the_matrix_agrees_with_also_bought_and_is_symmetric_where_it_should_be():
    rng = np.random.default_rng(1)
    table = lines(*[rng.choice(list("abcdef"), 3) for _ in range(200)])
    lift = features.cross_sell_matrix(table)
    np.testing.assert_allclose(lift, lift.T)
    one = features.also_bought(table, "b")
    np.testing.assert_allclose(lift.loc["b", one.index], one["lift"])
    sure = features.cross_sell_matrix(table, value="confidence")
    np.testing.assert_allclose(sure.loc["b", one.index], one["confidence"])
    assert np.isnan(np.diag(lift)).all()


def test_pairs_seen_too_seldom_are_missing():
    table = lines(*["tp"] * 4)
    assert features.cross_sell_matrix(table).isna().all(axis=None)
    found = features.cross_sell_matrix(table, value="n_together", least=4)
    assert found.loc["t", "p"] == 4
    assert found.attrs == {"n_baskets": 4, "pairs": 1, "shown": 1}


def test_what_cannot_be_is_refused():
    table = lines("tp")
    with pytest.raises(DataError, match="nobody bought 'x'; column 'product_id' holds"):
        features.also_bought(table, "x")
    with pytest.raises(DataError, match=r"order_lines needs columns \['product_id'\]"):
        features.also_bought(table.drop(columns="product_id"), "t")
    with pytest.raises(DataError, match="value must be one of"):
        features.cross_sell_matrix(table, value="magic")
    many = pd.DataFrame({"order_id": range(2001), "product_id": range(2001)})
    with pytest.raises(DataError, match="2,001 different products"):
        features.cross_sell_matrix(many)
    with pytest.raises(DataError, match="level must lie between 0 and 1"):
        features.also_bought(table, "t", least=1, level=95)


def test_every_engine_gives_the_same(put):
    table = lines(*["tp"] * 6, "t", "c", "cp").astype({"order_id": "int64"})
    pd.testing.assert_frame_equal(
        features.also_bought(put(table), "t"), features.also_bought(table, "t")
    )


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=1, max_size=30))
def test_the_order_of_rows_changes_nothing(baskets):
    table = lines(*(sorted(each) for each in baskets))
    matrix = features.cross_sell_matrix(table, least=1)
    shuffled = table.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(features.cross_sell_matrix(shuffled, least=1), matrix)
