"""ABC: by hand, at the limits, and whatever the amounts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter

A, B, C, NEVER = "A customers", "B customers", "C customers", "No purchase yet"


def spent(*amounts, **more):
    index = pd.Index([f"c{i}" for i in range(len(amounts))], name="customer_id")
    return pd.DataFrame({"monetary_amount": amounts, **more}, index=index, dtype=float)


def assign(X):
    return BehaviouralSegmenter(method="abc").fit(X).assign(X).tolist()


def test_classes_by_hand():
    # 100 in all; those who spent more brought 0, 50, 80, 94 and 99
    assert assign(spent(50, 30, 14, 5, 1)) == [A, A, B, B, C]


def test_equal_amounts_are_in_one_class():
    assert assign(spent(10, 10, 10, 10, 10)) == [A] * 5


def test_who_never_ordered_is_told_by_orders_or_else_by_nothing_spent():
    assert assign(spent(9, 0, 5, n_orders=[1, 1, 0])) == [A, C, NEVER]
    assert assign(spent(9, 0, np.nan)) == [A, NEVER, NEVER]


def test_refunds_above_purchases_are_c():
    assert assign(spent(100, -5, n_orders=[2, 1])) == [A, C]


def test_the_reason_names_amount_and_rule():
    X = spent(50, 30, 14, 5, 1)
    model = BehaviouralSegmenter(method="abc").fit(X)
    assert str(model.explain(X, "c2")) == (
        "Customer c2 is in B customers. 14.00 spent. The rule for B customers: "
        "spent 5.00 or more, less than 30.00: the next 15 %."
    )


def test_nothing_spent_is_refused():
    with pytest.raises(DataError, match="0 of 2 customers in X have spent anything"):
        assign(spent(0, -3, n_orders=[1, 1]))


def test_a_missing_amount_of_a_buyer_is_refused():
    with pytest.raises(DataError, match="is null for 1 customers with orders"):
        assign(spent(4, np.nan, n_orders=[1, 1]))


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=60))
def test_the_classes_bring_their_shares(cents):
    X = spent(*[c / 100 for c in cents])
    segments = pd.Series(assign(X), X.index)
    money = X["monetary_amount"]
    total = sum(cents)
    a = round(money[segments == A].sum() * 100)
    assert a >= 0.8 * total - 1e-6
    least = money[segments == A].min()
    assert round(money[money > least].sum() * 100) < 0.8 * total
    order = pd.Categorical(segments, [A, B, C], ordered=True).codes
    assert (np.diff(order[np.argsort(-money.to_numpy(), kind="stable")]) >= 0).all()
