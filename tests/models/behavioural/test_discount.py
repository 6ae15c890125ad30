"""Discount sensitivity: tested against the shop's own rate, small numbers with care."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural import chance, discount_test

SEEKERS, LIKE, FULL = "Discount seekers", "Like the others", "Full-price buyers"
FEW, NEVER = "Too few orders to say", "No purchase yet"


def table(*pairs):
    X = pd.DataFrame(pairs, columns=["n_discounted_orders", "n_orders"], dtype=float)
    return X.set_axis(pd.Index([f"c{i}" for i in range(len(X))], name="customer_id"))


def levels(*pairs, **options):
    X = table(*pairs)
    return BehaviouralSegmenter(method="discount", **options).fit(X).assign(X).tolist()


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.01, 0.99))
@settings(deadline=None, max_examples=60)
def test_tails_are_those_of_the_exact_binomial_test(a, b, rate):
    k, n = min(a, b), max(a, b)
    more, fewer = chance.tails([k], [n], rate)
    want = stats.binomtest(k, n, rate, "greater").pvalue if n else 1
    assert more[0] == pytest.approx(want)
    want = stats.binomtest(k, n, rate, "less").pvalue if n else 1
    assert fewer[0] == pytest.approx(want)


def test_one_of_one_is_too_few_to_say():
    pairs = [(1, 1), (2, 2), (3, 3), (0, 3), (0, 12), (0, 13), (5, 20), (0, 0)]
    found = levels(*pairs, usual_rate=0.25)
    # 0.25 ** 3 and 0.75 ** 13 are the first below one in forty
    assert found == [FEW, FEW, SEEKERS, LIKE, LIKE, FULL, LIKE, NEVER]


def test_the_usual_rate_is_that_of_all_orders():
    X = table((1, 10), (9, 30))
    model = BehaviouralSegmenter(method="discount").fit(X)
    assert model.usual_rate_ == 0.25
    assert model.predict(table((3, 3)))[0] == 0


def test_more_confidence_calls_fewer_different():
    assert levels((3, 3), (5, 20), usual_rate=0.25, confidence=0.99) == [FEW, LIKE]


def test_a_shop_that_never_or_always_reduces_has_nobody_different():
    assert levels((0, 5), (0, 50)) == [LIKE, LIKE]
    assert levels((5, 5), (50, 50)) == [LIKE, LIKE]


def test_about_the_stated_part_of_customers_like_all_others_is_called_different():
    rng = np.random.default_rng(0)
    n = rng.integers(1, 60, 20_000)
    found = discount_test(rng.binomial(n, 0.3), n, usual_rate=0.3)["level"]
    assert 0.02 < found.isin([SEEKERS, FULL]).mean() < 0.05


def test_the_reason_names_counts_and_chance():
    X = table((6, 8), (20, 60))
    model = BehaviouralSegmenter(method="discount", usual_rate=0.25).fit(X)
    said = str(model.explain(X, "c0"))
    assert "6 of 8 orders at a discount; by chance so many or more" in said
    assert "25 %, the share of all orders" in said


def test_missing_counts_are_not_known():
    X = table((1, 4), (np.nan, 3))
    found = BehaviouralSegmenter(method="discount").fit(X).assign(X)
    assert found.tolist() == [LIKE, "Not known"]


def test_what_cannot_be_is_refused():
    with pytest.raises(DataError, match="above n_orders for 1 and below 0 for 0"):
        levels((5, 4), (1, 2))
    with pytest.raises(DataError, match="usual_rate must be from 0 to 1"):
        levels((1, 4), (1, 2), usual_rate=25)
    with pytest.raises(DataError, match=r"confidence must lie between 0 and 1.*95"):
        levels((1, 4), (1, 2), confidence=95)
    with pytest.raises(DataError, match="0 of 2 customers in X have ordered"):
        levels((0, 0), (0, 0))
