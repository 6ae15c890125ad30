"""Small worlds and any rule about them, for tests that hold for all of them."""

from datetime import date, datetime, timedelta

import pandas as pd
from hypothesis import strategies as st

from segkit.activation.audiences.operands import (
    Ago,
    Column,
    Count,
    Dates,
    DaysSince,
    Densest,
    Events,
    Latest,
    Since,
    Sum,
)
from segkit.activation.audiences.tree import All, AnyOf, Compare, Member, Not

AS_OF = date(2024, 6, 30)
TEXTS = ["a", "A", 'x"y', "x'y", "back\\slash", "two\nlines", "🙂", "%", "a_", "שלום"]
NUMBERS = [0, 1, 2, 2.5, -1, 0.1, 100, 1e15, 99.99, 33.33]
DAYS = [AS_OF - timedelta(days=n) for n in (0, 1, 29, 30, 31, 89, 90, 400, -1, -20)]
KINDS = {
    "text": "town",
    "number": "n",
    "truth": "agreed",
    "date": "born",
}


def _times(days):
    hours = st.integers(0, 23)
    return st.builds(lambda d, h: datetime(d.year, d.month, d.day, h), days, hours)


def maybe(values, *more):
    return st.sampled_from([*values, None, *more])


def rows_of_customers():
    row = st.fixed_dictionaries(
        {
            "town": maybe(TEXTS, ""),
            "n": maybe([float(n) for n in NUMBERS], float("nan")),
            "whole": maybe([0, 1, 2, 7]),
            "agreed": maybe([True, False]),
            "born": maybe(DAYS),
            "iso": maybe([d.isoformat() for d in DAYS], "2024-02-31", "May", ""),
            "odd `name\"'": maybe([0.0, 1.0]),
            "signed_up_on": maybe(DAYS),
        }
    )
    return st.lists(row, min_size=0, max_size=6)


def rows_of_orders(customers):
    row = st.fixed_dictionaries(
        {
            "customer_id": maybe([*customers, "stranger", ""]),
            "order_id": maybe(["o1", "o2", "o3", "o4"]),
            "ordered_at": _times(st.sampled_from(DAYS)) | st.none(),
            "amount": maybe([0.0, 10.0, 33.33, 0.125, -20.0], float("inf")),
            "channel": maybe(["web", "store", ""]),
        }
    )
    return st.lists(row, max_size=14)


def rows_of_sends(customers):
    row = st.fixed_dictionaries(
        {
            "customer_id": maybe(customers),
            "sent_at": _times(st.sampled_from(DAYS)),
            "opened_at": _times(st.sampled_from(DAYS)) | st.none(),
            "delivered": maybe([True, False]),
        }
    )
    return st.lists(row, max_size=14)


@st.composite
def worlds(draw):
    people = draw(rows_of_customers())
    ids = [f"c{i}" for i in range(len(people))]
    people = [{"customer_id": i, **row} for i, row in zip(ids, people, strict=True)]
    orders = draw(rows_of_orders(ids or ["nobody"]))
    sends = draw(rows_of_sends(ids or ["nobody"]))
    return people, orders, sends


TYPES = {
    "town": "str",
    "whole": "Int64",
    "n": "float64",
    "agreed": "boolean",
    "iso": "str",
    "odd `name\"'": "float64",
    "customer_id": "str",
    "order_id": "str",
    "amount": "float64",
    "channel": "str",
    "delivered": "boolean",
    "born": "datetime64[us]",
    "signed_up_on": "datetime64[us]",
    "ordered_at": "datetime64[us]",
    "sent_at": "datetime64[us]",
    "opened_at": "datetime64[us]",
}
CUSTOMERS = ["customer_id", "town", "n", "whole", "agreed", "born", "iso"]
CUSTOMERS += ["odd `name\"'", "signed_up_on"]
ORDERS = ["customer_id", "order_id", "ordered_at", "amount", "channel"]
SENDS = ["customer_id", "sent_at", "opened_at", "delivered"]


def frame(rows, columns):
    """Rows as a pandas table, typed as a careful reader would type it."""
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({name: TYPES[name] for name in columns})


def tables(people, orders, sends):
    return {
        "customers": frame(people, CUSTOMERS),
        "orders": frame(orders, ORDERS),
        "sends": frame(sends, SENDS),
    }


NUMERIC = ("=", "!=", "<", "<=", ">", ">=")
number = st.sampled_from(NUMBERS)
text = st.sampled_from(TEXTS)
day = st.sampled_from(DAYS)


def _two(values, make):
    return st.tuples(values, values).map(lambda pair: make(tuple(sorted(pair))))


def comparisons(of, values, orders=NUMERIC):
    """Any comparison of an operand with such values."""
    one = st.builds(lambda o, v: Compare(of, o, (v,)), st.sampled_from(orders), values)
    many = st.lists(values, min_size=1, max_size=3)
    found = one | many.map(lambda v: Compare(of, "in", tuple(v)))
    if "<" in orders:
        found |= _two(values, lambda pair: Compare(of, "between", pair))
    return found


def of_column(name, values, orders=NUMERIC):
    of = Column(name)
    empty = st.sampled_from(["known", "unknown"]).map(lambda op: Compare(of, op))
    return comparisons(of, values, orders) | empty


def patterns(name):
    ops = st.sampled_from(["contains", "starts with", "ends with"])
    return st.builds(lambda op, v: Compare(Column(name), op, (v,)), ops, text)


def truths(name):
    return st.builds(
        lambda op, v: Compare(Column(name), op, (v,)),
        st.sampled_from(["=", "!="]),
        st.booleans(),
    )


ages = st.sampled_from([0, 1, 29, 30, 31, 89, -1, -20, 400, 2.5])
PEOPLE = (
    of_column("n", number)
    | of_column("whole", number)
    | of_column("odd `name\"'", number)
    | of_column("town", text, ("=", "!="))
    | patterns("town")
    | truths("agreed")
    | truths("whole")
    | of_column("born", day)
    | of_column("iso", day)
    | comparisons(DaysSince("born"), ages)
    | comparisons(DaysSince("iso"), ages)
)
ON_ORDERS = (
    of_column("amount", number)
    | of_column("channel", st.sampled_from(["web", "store"]), ("=", "!="))
    | comparisons(DaysSince("ordered_at"), ages)
)
ON_SENDS = (
    truths("delivered")
    | of_column("opened_at", day)
    | comparisons(DaysSince("opened_at"), ages)
)


def joined(leaves, most=4):
    """Rules with and, or and not."""
    return st.recursive(
        leaves,
        lambda inner: (
            inner.map(Not)
            | st.lists(inner, min_size=2, max_size=3).map(lambda p: All(tuple(p)))
            | st.lists(inner, min_size=2, max_size=3).map(lambda p: AnyOf(tuple(p)))
        ),
        max_leaves=most,
    )


periods = (
    st.none()
    | st.sampled_from([1, 30, 31, 90, 401]).map(lambda n: Ago(0, n - 1))
    | st.sampled_from([(30, 90), (1, 1)]).map(lambda p: Ago(*p))
    | _two(day, lambda pair: Dates(*pair))
)


def events(table, leaves, period=periods):
    where = st.none() | joined(leaves, 2)
    return st.builds(Events, st.just(table), where, period)


def measured(table, leaves):
    here, whole = events(table, leaves), events(table, leaves, st.none())
    counts = here.flatmap(lambda e: comparisons(Count(e), st.integers(0, 4)))
    which = st.sampled_from(["last", "first"])
    since = st.builds(Since, here, which).flatmap(
        lambda of: comparisons(of, ages) | _known(of)
    )
    last = st.builds(
        Latest, whole, st.integers(1, 4), joined(leaves, 2), st.booleans()
    ).flatmap(lambda of: comparisons(of, st.integers(0, 4)) | _known(of))
    dense = st.builds(Densest, whole, st.sampled_from([1, 30, 90])).flatmap(
        lambda of: st.integers(1, 3).map(lambda k: Compare(of, ">=", (k,)))
    )
    return counts | since | last | dense


def _known(of):
    return st.sampled_from(["known", "unknown"]).map(lambda op: Compare(of, op))


spent = events("orders", ON_ORDERS).flatmap(
    lambda e: comparisons(Sum(e, "amount"), number)
)
EVENTS = measured("orders", ON_ORDERS) | measured("sends", ON_SENDS) | spent
OTHERS = {"VIP": Compare(Column("n"), ">", 1), "Not": Not(Compare(Column("n"), ">", 1))}
MEMBERS = st.sampled_from(list(OTHERS)).map(Member)
LEAVES = PEOPLE | EVENTS | MEMBERS
RULES = joined(LEAVES, 6)
