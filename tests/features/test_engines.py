"""The same function, the same answer, on every engine: held to the plain oracle."""

import math

import pandas as pd
import pytest

from segkit import features
from tests.features import made, oracle
from tests.features.conftest import ENGINES, SPARK

RATIOS = {
    "average_order_amount",
    "weekend_rate",
    "discount_rate",
    "return_rate",
    "monetary",
}


def cases(*, seeds=4, spark=1):
    """Pair every engine with seeds; Spark is slow to start on small tables."""
    many = [(name, seed) for name in ENGINES for seed in range(seeds)]
    few = [(*SPARK.values, seed) for seed in range(spark)]
    few = [pytest.param(*values, marks=SPARK.marks) for values in few]
    return pytest.mark.parametrize(("engine", "seed"), [*many, *few])


def plain(value):
    """Forget how a missing value, a time or a whole number is written."""
    if pd.isna(value):
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def differences(table, wanted):
    """List what differs: ratios within 1e-12, everything else exactly."""
    assert table.index.name == "customer_id"
    assert table.index.tolist() == sorted(wanted)
    found = []
    for customer, row in wanted.items():
        assert set(table.columns) == set(row)
        for name, value in row.items():
            have = plain(table.loc[customer, name])
            ratio = name in RATIOS or name.startswith("channel_")
            if ratio and value is not None and have is not None:
                same = math.isclose(have, value, rel_tol=1e-12)
            else:
                same = have == value
            if not same:
                found.append((customer, name, have, value))
    return found


@cases()
@pytest.mark.parametrize("text_ids", [False, True], ids=["numbers", "texts"])
def test_customers_equal_the_oracle(put, seed, text_ids):
    rows = made.rows(seed, text_ids=text_ids)
    table = features.customers(put(rows), as_of=made.AS_OF)
    assert not differences(table, oracle.customers(rows, made.AS_OF))
    assert table.attrs["left_out"] == oracle.left_out(rows, made.AS_OF)
    assert table.attrs["as_of"] == "2025-03-01"


@cases(seeds=2)
def test_without_order_id_each_row_is_an_order(put, seed):
    rows = made.rows(seed, order_ids=False)
    table = features.customers(put(rows), as_of=made.AS_OF)
    assert not differences(table, oracle.customers(rows, made.AS_OF))


def test_features_of_absent_columns_are_absent(put):
    keep = ("customer_id", "ordered_at", "amount")
    rows = [{k: row[k] for k in keep} for row in made.rows(5)]
    table = features.customers(put(rows), as_of=made.AS_OF)
    assert not differences(table, oracle.customers(rows, made.AS_OF))
    assert not {"discount_rate", "n_channels", "n_categories"} & set(table.columns)


@cases()
def test_rfm_equals_the_oracle(put, seed):
    rows = made.rows(seed)
    table = features.rfm(put(rows), as_of=made.AS_OF)
    assert not differences(table, oracle.rfm(rows, made.AS_OF))


@cases()
def test_cohorts_equal_the_oracle(put, seed):
    rows = made.rows(seed)
    table = features.cohorts(put(rows), as_of=made.AS_OF)
    found = {
        (int(cohort[:4]) * 12 + int(cohort[5:]) - 1, month): n
        for (cohort, month), n in table.stack().items()
        if n > 0
    }
    assert found == dict(oracle.cohorts(rows, made.AS_OF))


@cases()
@pytest.mark.parametrize("order_ids", [True, False], ids=["lines", "orders"])
def test_purchase_history_equals_the_oracle(put, seed, order_ids):
    rows = made.rows(seed, order_ids=order_ids)
    table = features.purchase_history(put(rows), as_of=made.AS_OF)
    assert not differences(table, oracle.purchase_history(rows, made.AS_OF))
    assert table.attrs["left_out"] == oracle.left_out(rows, made.AS_OF)


def test_holdout_equals_the_oracle(put):
    rows = made.rows(1)
    held = features.holdout(put(rows), days=90)
    first, last, as_of = oracle.holdout(rows, 90)
    found = (held.first_day, held.last_day, held.as_of)
    assert found == (first.isoformat(), last.isoformat(), as_of.isoformat())


def test_types_are_the_same_on_every_engine(put):
    table = features.customers(put(made.rows(0)), as_of=made.AS_OF)
    kinds = {name: str(kind) for name, kind in table.dtypes.items()}
    assert table.index.dtype == "int64"
    assert {kinds["n_orders"], kinds["n_lines"], kinds["n_categories"]} == {"int64"}
    assert {kinds["recency_days"], kinds["median_gap_days"]} == {"float64"}
    assert {kinds["first_order_date"], kinds["last_order_date"]} == {"datetime64[us]"}
    assert {kinds["favourite_channel"], kinds["favourite_category"]} == {"str"}


def test_collect_false_stays_in_the_engine_with_the_same_numbers(put):
    rows = made.rows(2)
    orders = put(rows)
    lazy = features.customers(orders, as_of=made.AS_OF, collect=False)
    assert type(lazy).__module__.split(".")[0] == type(orders).__module__.split(".")[0]
    from segkit import engine  # noqa: PLC0415

    table = engine.to_pandas(lazy).set_index("customer_id").sort_index()
    assert not differences(table, oracle.customers(rows, made.AS_OF))
