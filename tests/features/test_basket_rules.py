"""Rules of what is bought together: both directions, by segment, for many pairs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit import features
from segkit.checks import DataError
from segkit.record import wilson


def lines(*baskets):
    rows = [(k, one) for k, basket in enumerate(baskets) for one in basket]
    return pd.DataFrame(rows, columns=["order_id", "product_id"])


BASKETS = lines(*["tp"] * 6, *["t"] * 4, *["c"] * 8, "cp", "cp")


def test_both_directions_by_hand():
    found = features.association_rules(BASKETS)
    assert found[["antecedent", "consequent"]].to_numpy().tolist() == [
        ["p", "t"],
        ["t", "p"],
    ]
    rule = found.set_index("antecedent")
    assert rule["support"].tolist() == [6 / 20] * 2
    assert rule.loc["t", "confidence"] == 6 / 10
    assert rule.loc["p", "confidence"] == 6 / 8
    assert rule["lift"].tolist() == pytest.approx([1.5, 1.5])
    ends = rule.loc["t", ["confidence_low", "confidence_high"]].tolist()
    assert ends == pytest.approx(wilson(6, 10))
    ends = rule.loc["p", ["lift_low", "lift_high"]].tolist()
    assert ends == pytest.approx([end / 0.5 for end in wilson(6, 8)])
    ends = rule.loc["p", ["support_low", "support_high"]].tolist()
    assert ends == pytest.approx(wilson(6, 20))


def test_the_chance_is_binomial_the_larger_of_both_and_corrected_for_all_pairs():
    found = features.association_rules(BASKETS)
    p = max(stats.binom.sf(5, 10, 8 / 20), stats.binom.sf(5, 8, 10 / 20))
    assert found["p_value"].tolist() == pytest.approx([p, p])
    assert found["p_adjusted"].tolist() == pytest.approx([min(3 * p, 1)] * 2)
    assert found.attrs["n_tests"] == 3
    assert found.attrs["left_out"] == {"pairs in fewer than 5 baskets": 1}


def test_it_agrees_with_also_bought():
    rng = np.random.default_rng(0)
    table = lines(*(rng.choice(list("abcdef"), 3) for _ in range(200)))
    rules = features.association_rules(table).query("antecedent == 'b'")
    rules = rules.set_index("consequent")
    one = features.also_bought(table, "b")
    names = ["n_together", "support", "confidence", "lift", "lift_low", "lift_high"]
    pd.testing.assert_frame_equal(
        rules.loc[one.index, names], one[names], check_names=False
    )


def test_products_bought_at_random_make_no_rules():
    rng = np.random.default_rng(1)
    rows = pd.DataFrame({"order_id": rng.integers(0, 4000, 12000)})
    rows["product_id"] = rng.integers(0, 60, 12000)
    found = features.association_rules(rows)
    assert len(found) > 1000
    assert (found["p_value"] < 0.05).sum() > 20
    assert not (found["p_adjusted"] < 0.05).any()


def test_segments_have_rules_of_their_own():
    two = pd.concat(
        [
            BASKETS,
            BASKETS.replace({"p": "q"}).assign(order_id=lambda t: t["order_id"] + 100),
        ]
    )
    two["customer_id"] = two["order_id"] // 100
    segments = pd.Series(["first", "second"], [0, 1])
    found = features.association_rules(two, segments=segments)
    assert found["segment"].tolist() == ["first"] * 2 + ["second"] * 2
    assert set(found.query("segment == 'second'")["antecedent"]) == {"t", "q"}
    alone = features.association_rules(BASKETS)
    first = found.query("segment == 'first'").drop(columns="segment")
    same = ["antecedent", "n_together", "lift", "p_value"]
    assert first[same].to_numpy().tolist() == alone[same].to_numpy().tolist()
    assert found.attrs["n_tests"] == 6
    part = features.association_rules(two, segments=segments[:1])
    assert len(part) == 2


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=1, max_size=30))
def test_the_order_of_rows_changes_nothing(baskets):
    table = lines(*(sorted(each) for each in baskets))
    plain = features.association_rules(table, least=1)
    moved = features.association_rules(table.sample(frac=1, random_state=3), least=1)
    pd.testing.assert_frame_equal(plain, moved)


def test_every_engine_gives_the_same(put):
    table = BASKETS.astype({"order_id": "int64"})
    pd.testing.assert_frame_equal(
        features.association_rules(put(table)), features.association_rules(table)
    )


def test_one_product_makes_no_rule():
    found = features.association_rules(lines("t", "t"))
    assert not len(found)
    assert "p_adjusted" in found


def test_foreseeable_mistakes_are_said():
    with pytest.raises(DataError, match="order_lines needs columns"):
        features.association_rules(BASKETS, segments=pd.Series(["a"], [0]))
    many = pd.DataFrame({"order_id": range(2001), "product_id": range(2001)})
    with pytest.raises(DataError, match="2,001 different products"):
        features.association_rules(many)
    table, nobody = BASKETS.assign(customer_id=1), pd.Series(["a"], [2])
    with pytest.raises(DataError, match="order_lines has no rows"):
        features.association_rules(table, segments=nobody)
