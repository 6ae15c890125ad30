"""Any rule selects the same customers by hand, in SQL, and in every engine."""

import random
from datetime import datetime

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Audience
from segkit.checks import DataError
from tests.activation.audiences.oracle import World
from tests.activation.audiences.worlds import (
    AS_OF,
    DAYS,
    NUMBERS,
    OTHERS,
    RULES,
    TEXTS,
    tables,
    worlds,
)

AUDIENCES = [Audience(name, rule) for name, rule in OTHERS.items()]
QUICK = list(HealthCheck)
ENGINES = {
    "pandas": lambda table: table,
    "pandas-arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "polars": pl.from_pandas,
    "polars-lazy": lambda table: pl.from_pandas(table).lazy(),
    "pyarrow": lambda table: pa.Table.from_pandas(table, preserve_index=False),
    "duckdb": lambda table: duckdb.from_arrow(
        pa.Table.from_pandas(table, preserve_index=False)
    ),
}


def by_hand(rule, people, orders, sends):
    events = {
        "orders": (orders, "ordered_at", "order_id"),
        "sends": (sends, "sent_at", None),
    }
    return World(people, events, AS_OF, OTHERS).select(rule)


def in_engine(rule, given):
    return activation.select(rule, given, as_of=AS_OF, audiences=AUDIENCES).ids.tolist()


def in_sql(rule, given):
    written = rule.sql(given, as_of=AS_OF, audiences=AUDIENCES)
    with duckdb.connect() as connection:
        for name, table in given.items():
            rows = pa.Table.from_pandas(table, preserve_index=False)
            connection.register(name, rows)
        return [row[0] for row in connection.execute(written).fetchall()]


@settings(max_examples=12, suppress_health_check=QUICK)
@given(RULES, worlds())
def test_any_rule_selects_in_duckdb_and_in_its_sql_what_it_means(rule, world):
    given = tables(*world)
    expected = by_hand(rule, *world)
    assert in_engine(rule, given) == expected
    assert in_sql(rule, given) == expected


@settings(max_examples=25, suppress_health_check=QUICK)
@given(RULES, worlds())
def test_any_rule_selects_the_same_in_polars(rule, world):
    given = {name: pl.from_pandas(table) for name, table in tables(*world).items()}
    assert in_engine(rule, given) == by_hand(rule, *world)


@pytest.mark.slow
@pytest.mark.parametrize("engine", list(ENGINES))
@settings(max_examples=10, suppress_health_check=QUICK)
@given(RULES, worlds())
def test_any_rule_selects_the_same_in_every_engine(engine, rule, world):
    given = {name: ENGINES[engine](t) for name, t in tables(*world).items()}
    assert in_engine(rule, given) == by_hand(rule, *world)


MANY = [
    'town = "x\\"y" or n between 1 and 33.33',
    "not whole > 1 and agreed is known",
    "born within the last 30 days or iso within the next 20 days",
    "days since iso > 29",
    "count of orders >= 2",
    'count of orders where (channel = "web") in the last 90 days >= 1',
    "sum of orders.amount in the last 401 days > 10",
    'days since the last of orders <= 30 and not in audience "VIP"',
    "days since the first of orders is unknown",
    "count of orders in any 31 days >= 2",
    "none of the last 2 sends had (opened_at is known)",
    "at least 1 of the last up to 3 sends where (delivered is true) had "
    "(opened_at is unknown)",
    "count of sends from 90 to 1 days ago = 0",
    'town contains "\\\\" or town starts with "🙂" or town ends with "\\nlines"',
]


def large_world():
    """Return sixty customers with every kind of value, from a seed."""
    pick, hour = random.Random(16).choice, random.Random(17).randrange
    people = [
        {
            "customer_id": f"c{i}",
            "town": pick([*TEXTS, None, ""]),
            "n": pick([*map(float, NUMBERS), None]),
            "whole": pick([0, 1, 2, None]),
            "agreed": pick([True, False, None]),
            "born": pick([*DAYS, None]),
            "iso": pick([*(d.isoformat() for d in DAYS), "2024-02-31", "May", None]),
            "odd `name\"'": pick([0.0, 1.0, None]),
            "signed_up_on": pick([*DAYS, None]),
        }
        for i in range(60)
    ]

    def moment():
        day = pick(DAYS)
        return datetime(day.year, day.month, day.day, hour(24))

    ids = [row["customer_id"] for row in people]
    orders = [
        {
            "customer_id": pick([*ids, "stranger", None, ""]),
            "order_id": pick([*(f"o{i}" for i in range(150)), None]),
            "ordered_at": pick([moment(), moment(), moment(), None]),
            "amount": pick([0.0, 10.0, 33.33, 0.125, -20.0, None]),
            "channel": pick(["web", "store", ""]),
        }
        for _ in range(160)
    ]
    sends = [
        {
            "customer_id": pick(ids),
            "sent_at": moment(),
            "opened_at": pick([moment(), None]),
            "delivered": pick([True, False, None]),
        }
        for _ in range(150)
    ]
    return people, orders, sends


def found_in(given):
    rules = {str(i): activation.rule(text) for i, text in enumerate(MANY)}
    return activation.memberships(rules, given, as_of=AS_OF, others=AUDIENCES)


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_rules_select_the_same_customers_of_a_larger_world(engine):
    world = large_world()
    given = {name: ENGINES[engine](t) for name, t in tables(*world).items()}
    found = found_in(given)
    for i, text in enumerate(MANY):
        expected = by_hand(activation.rule(text), *world)
        assert found.index[found[str(i)]].tolist() == expected, text
        assert 0 < len(expected) < len(found), text


@pytest.fixture(scope="module")
def in_spark(spark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    there = {}
    for name, table in tables(*large_world()).items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        there[name] = spark.read.parquet(str(folder / f"{name}.parquet"))
    return there


ON_SPARK = pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning"
)


@pytest.mark.spark
@pytest.mark.slow
@ON_SPARK
def test_rules_select_the_same_customers_in_spark(in_spark):
    expected, found = found_in(tables(*large_world())), found_in(in_spark)
    assert found.index.tolist() == expected.index.tolist()
    assert (found.to_numpy() == expected.to_numpy()).all()
    assert found.attrs["left_out"] == expected.attrs["left_out"]


@pytest.mark.spark
@pytest.mark.slow
@ON_SPARK
@settings(max_examples=4, suppress_health_check=QUICK)
@given(st.lists(RULES, min_size=6, max_size=6))
def test_any_rules_select_in_spark_what_they_mean(in_spark, rules):
    for rule in rules:
        expected = answer(rule, tables(*large_world()))
        odd = "`" in str(rule)
        assert answer(rule, in_spark) == ("dot or a backtick" if odd else expected)


def answer(rule, given):
    """Return who is selected, or what was said instead."""
    try:
        return in_engine(rule, given)
    except DataError as error:
        said = str(error)
        return "dot or a backtick" if "dot or a backtick" in said else said
