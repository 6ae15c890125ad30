"""What must not matter does not matter: row order, names of ids, rows of later days."""

from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import features
from segkit.checks import DataError
from tests.features import made, oracle
from tests.features.conftest import frame

amounts = st.integers(-50_00, 500_00).map(lambda n: n / 100)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2025, 3, 1, 23, 59, 59))
names = st.sampled_from(["web", "store", "app", None])
row = st.fixed_dictionaries(
    {
        "customer_id": st.integers(0, 6) | st.none(),
        "order_id": st.integers(0, 9) | st.none(),
        "ordered_at": moments | st.none(),
        "amount": amounts | st.none(),
        "discount_amount": st.integers(0, 900).map(lambda n: n / 100) | st.none(),
        "channel": names,
        "category": names,
        "returned": st.booleans() | st.none(),
    }
)
sure = {"customer_id": 3, "order_id": 5, "ordered_at": datetime(2024, 2, 29, 12)}
sure |= {"amount": 20.0, "discount_amount": 0.0, "channel": "web", "category": "app"}
some_rows = st.lists(row, max_size=25).map(
    lambda rows: [*rows, sure | {"returned": False}]
)
FEATURES = [
    features.customers,
    features.rfm,
    features.purchase_history,
    features.cohorts,
]
few = settings(max_examples=12)


def made_of(function, rows):
    """Make the table, unless nobody ordered: then say so."""
    try:
        return function(frame(rows), as_of=made.AS_OF)
    except DataError as error:
        return str(error)


def same(one, other):
    if isinstance(one, str):
        assert one == other
        return
    pd.testing.assert_frame_equal(one, other)
    assert one.attrs == other.attrs


@pytest.mark.parametrize("function", FEATURES)
@few
@given(rows=some_rows, rng=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(function, rows, rng):
    shuffled = rng.sample(rows, len(rows))
    same(made_of(function, rows), made_of(function, shuffled))


@pytest.mark.parametrize("function", FEATURES[:3])
@few
@given(rows=some_rows, names=st.permutations(range(100, 107)))
def test_renamed_ids_change_only_the_ids(function, rows, names):
    renamed = [
        r | {"customer_id": None if (k := r["customer_id"]) is None else names[k]}
        for r in rows
    ]
    before, after = made_of(function, rows), made_of(function, renamed)
    if not isinstance(before, str):
        before.index = pd.Index([names[k] for k in before.index], name="customer_id")
        attrs, before = before.attrs, before.sort_index()
        before.attrs = attrs
    same(before, after)


@pytest.mark.parametrize("function", FEATURES)
@few
@given(rows=some_rows, late=st.lists(row, max_size=5))
def test_rows_after_as_of_change_nothing_and_are_counted(function, rows, late):
    days = timedelta(days=500)
    at = [r["ordered_at"] or datetime(2024, 5, 1) for r in late]
    fixed = {"customer_id": 1, "amount": 9.0, "channel": "fax", "category": "fax"}
    late = [r | fixed | {"ordered_at": t + days} for r, t in zip(late, at, strict=True)]
    before, after = made_of(function, rows), made_of(function, [*rows, *late])
    if not isinstance(before, str):
        before.attrs["left_out"]["after as_of"] += len(late)
    same(before, after)


@few
@given(rows=some_rows)
def test_every_cent_of_every_row_that_counts_is_in_the_table(rows):
    table = features.customers(frame(rows), as_of=made.AS_OF)
    counting = [r for r in rows if oracle.reason(r, made.AS_OF) is None]
    cents = sum(oracle.cents(r["amount"]) for r in counting)
    assert round(table["monetary_amount"].sum() * 100) == cents
    left_out = sum(table.attrs["left_out"].values())
    assert left_out + len(counting) == len(rows)


@few
@given(rows=some_rows)
def test_customers_equal_the_oracle_whatever_the_rows(rows):
    table = features.customers(frame(rows), as_of=made.AS_OF)
    wanted = oracle.customers(rows, made.AS_OF)
    assert table["n_orders"].to_dict() == {k: v["n_orders"] for k, v in wanted.items()}
    assert table["favourite_category"].fillna("-").to_dict() == {
        k: v["favourite_category"] or "-" for k, v in wanted.items()
    }


def test_the_callers_table_is_left_as_it_was():
    table = frame(made.rows(0))
    before = table.copy()
    for function in FEATURES:
        function(table, as_of=made.AS_OF)
    pd.testing.assert_frame_equal(table, before)
