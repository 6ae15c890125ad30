"""The loyalty index: by hand, its limits, and what it must not do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.models import BehaviouralSegmenter
from segkit.models.behavioural import loyalty_index


def table(orders, months, tenure):
    X = pd.DataFrame({"n_orders": orders, "active_months_rate": months})
    X["tenure_days"] = tenure
    return X.set_axis([f"c{i}" for i in range(len(X))])


def loyalty(X, **options):
    return BehaviouralSegmenter(method="loyalty", **options).fit(X).assign(X).tolist()


def test_the_index_by_hand():
    # 1/2 of the orders, 1/2 of the months, a year: 100 * (1/2) for three halves
    assert loyalty_index([2], [0.5], [365])[0] == pytest.approx(50)
    assert loyalty_index([1, 0], [1, np.nan], [9, np.nan]).fillna(-1).tolist() == [
        0,
        -1,
    ]


@given(
    st.integers(1, 50),
    st.floats(0.01, 1),
    st.integers(0, 3000),
    st.sampled_from([(1, 0, 0), (0, 0.2, 0), (0, 0, 90)]),
)
@settings(deadline=None, max_examples=50)
def test_more_of_anything_is_never_less_loyal(n, months, days, more):
    one = loyalty_index([n], [months], [days])[0]
    two = loyalty_index([n + more[0]], [min(months + more[1], 1)], [days + more[2]])[0]
    assert 0 <= one <= two <= 100


def test_levels_and_limits():
    X = table([2, 20, 30, 1, 0, 4], [0.1, 0.4, 0.9, 1, np.nan, np.nan], [365.0] * 6)
    assert loyalty(X) == [
        "Low loyalty",
        "Medium loyalty",
        "High loyalty",
        "One order so far",
        "No purchase yet",
        "Not known",
    ]
    assert loyalty(X, cut_points=[5, 10])[:2] == ["High loyalty"] * 2


def test_the_limits_do_not_move_with_the_data():
    X = table([2, 20, 30], [0.1, 0.4, 0.9], [365.0] * 3)
    assert loyalty(X)[1:] == loyalty(X.iloc[1:])


def test_the_reason_names_index_and_facts():
    X = table([2, 3], [0.5, 0.5], [365, 10])
    model = BehaviouralSegmenter(method="loyalty").fit(X)
    assert str(model.explain(X, "c0")) == (
        "Customer c0 is in Medium loyalty. 2 orders, in 50 % of the months since the "
        "first, 365 days ago: loyalty index 50 of 100. The rule for Medium loyalty: "
        "loyalty index from 40 to under 60."
    )


def test_a_share_above_one_is_refused():
    with pytest.raises(DataError, match="'active_months_rate' in X is outside 0 to 1"):
        loyalty(table([2, 3], [0.5, 50], [365, 10]))
