"""Who is selected, worked out by hand: windows, missing values, copies, lateness."""

import duckdb
import pandas as pd
import polars as pl
import pytest

from segkit import activation
from segkit.activation import Audience
from segkit.checks import DataError

DAY = "2024-06-30"


def who(rule, tables, **more):
    return activation.select(rule, tables, as_of=DAY, **more).ids.tolist()


def orders(rows, **columns):
    table = pd.DataFrame(rows, columns=["customer_id", "ordered_at", "amount"])
    when = pd.to_datetime(table["ordered_at"], format="ISO8601")
    return table.assign(ordered_at=when, **columns)


def people(*ids, **columns):
    return pd.DataFrame({"customer_id": list(ids), **columns})


def test_the_last_30_days_end_with_as_of():
    rows = [("a", "2024-06-01 00:00", 1), ("b", "2024-05-31 23:59:59", 1)]
    rows += [("c", "2024-06-30 23:59:59", 1), ("d", "2024-07-01 00:00", 1)]
    given = {"customers": people(*"abcde"), "orders": orders(rows)}
    assert who("bought in the last 30 days", given) == ["a", "c"]
    assert who("bought nothing in the last 30 days", given) == ["b", "d", "e"]
    found = activation.select("bought in the last 30 days", given, as_of=DAY)
    assert found.left_out["orders: after as_of"] == 1
    assert found.share == 0.4
    assert "Left out: orders: after as_of 1." in repr(found)


def test_lines_of_one_order_are_one_order_and_copies_change_no_count():
    rows = [("a", "2024-06-01", 5), ("a", "2024-06-01", 7), ("b", "2024-06-01", 5)]
    rows += [("b", "2024-06-02", 5)]
    lines = orders(rows, order_id=[1, 1, 2, 3])
    given = {"customers": people("a", "b"), "orders": lines}
    assert who("bought twice in 90 days", given) == ["b"]
    assert who("sum of orders.amount = 12", given) == ["a"]
    twice = {**given, "orders": pd.concat([lines, lines])}
    assert who("bought twice in 90 days", twice) == ["b"]
    assert who("sum of orders.amount = 24", twice) == ["a"]  # copies: clean them first


def test_a_refund_is_no_order_but_lowers_the_sum():
    rows = [("a", "2024-06-01", 20), ("a", "2024-06-20", -5), ("b", "2024-06-01", 0)]
    given = {"customers": people("a", "b"), "orders": orders(rows)}
    assert who("count of orders = 1", given) == ["a", "b"]
    assert who("sum of orders.amount = 15", given) == ["a"]
    assert who("days since the last of orders = 29", given) == ["a", "b"]


def test_bought_twice_in_any_90_days_is_not_in_the_last_90_days():
    rows = [("a", "2023-01-01", 1), ("a", "2023-03-31", 1)]  # 89 days apart
    rows += [("b", "2023-01-01", 1), ("b", "2023-04-01", 1)]  # 90 days apart
    given = {"customers": people("a", "b"), "orders": orders(rows)}
    assert who("bought twice in 90 days", given) == []
    assert who("count of orders in any 90 days >= 2", given) == ["a"]
    assert who("count of orders in any 91 days >= 2", given) == ["a", "b"]


@pytest.fixture
def sends():
    rows = [("none", None, n) for n in range(5)] + [("one", None, n) for n in range(4)]
    rows += [("one", "2024-06-20", 4), ("few", None, 0)]
    rows += [("old", "2024-01-20", -9), *(("old", None, n) for n in range(5))]
    rows += [("later", None, n) for n in range(4)] + [("later", "2024-07-02", 4)]
    table = pd.DataFrame(rows, columns=["customer_id", "opened_at", "n"])
    table["opened_at"] = pd.to_datetime(table["opened_at"])
    table["sent_at"] = pd.Timestamp("2024-06-01") + pd.to_timedelta(table["n"], "D")
    return table


@pytest.mark.parametrize("engine", [lambda t: t, pl.from_pandas])
def test_none_of_the_last_5_needs_five_and_counts_what_was_opened_by_then(
    sends, engine
):
    given = {
        "customers": engine(people("none", "one", "few", "old", "later", "nothing")),
        "sends": engine(sends),
    }
    none = "opened none of the last 5 sends"
    assert who(none, given) == ["later", "none", "old"]
    assert who(f"not {none}", given) == ["one"]  # few and nothing: unknown
    lenient = "none of the last up to 5 sends had (opened_at is known)"
    assert who(lenient, given) == ["few", "later", "none", "nothing", "old"]


def test_ties_in_time_are_settled_by_what_they_had_in_any_order_of_rows():
    at = pd.Timestamp("2024-06-01 09:00")
    table = pd.DataFrame(
        {"customer_id": "a", "sent_at": at, "ok": [True, False, False]}
    )
    rule = activation.rule("any of the last 1 sends had (ok is true)")
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        given = {"customers": people("a"), "sends": table.iloc[order]}
        assert who(rule, given) == ["a"]


def test_missing_values_follow_sql():
    given = {
        "customers": people(1, 2, 3, n=[1.0, 5.0, float("nan")], t=["x", "", None])
    }
    assert who("n > 2", given) == [2]
    assert who("not n > 2", given) == [1]
    assert who("n > 2 or n is unknown", given) == [2, 3]
    assert who("not (n > 2 and t = 'y')", given) == [1]  # 2 and 3: unknown
    assert who("t is unknown", given) == [2, 3]
    assert who("t != 'x'", given) == []


@pytest.mark.parametrize(
    "born",
    [
        ["1990-05-01", "1985-05-01", None],
        pd.to_datetime(["1990-05-01 13:30", "1985-05-01 00:00", None]),
        [*pd.to_datetime(["1990-05-01", "1985-05-01"]).date, None],
        ["1990-05-01T13:30:00", "1985-05-01 00:00", "not a day"],
    ],
)
def test_a_date_comes_as_date_time_or_text(born):
    given = {"customers": people(1, 2, 3, born=born)}
    assert who("born >= 1990-01-01", given) == [1]
    assert who("not born >= 1990-01-01", given) == [2]
    assert who("days since born > 14000", given) == [2]


def test_customers_who_signed_up_later_are_left_out_and_counted():
    customers = people(1, 2, signed_up_on=pd.to_datetime(["2024-06-30", "2024-07-01"]))
    found = activation.select("customer_id > 0", {"customers": customers}, as_of=DAY)
    assert found.ids.tolist() == [1]
    assert found.left_out["customers who signed up after as_of"] == 1


def test_strangers_and_rows_without_id_or_time_are_counted():
    rows = [("a", "2024-06-01", 1), ("x", "2024-06-01", 1), (None, "2024-06-01", 1)]
    rows += [("a", None, 1)]
    found = activation.select(
        "count of orders = 1",
        {"customers": people("a"), "orders": orders(rows)},
        as_of=DAY,
    )
    assert found.ids.tolist() == ["a"]
    assert {k: n for k, n in found.left_out.items() if n} == {
        "orders: no customer_id": 1,
        "orders: no ordered_at": 1,
        "orders: ids that are no customers": 1,
    }


def test_without_customers_those_with_events_are_asked():
    given = {"orders": orders([("a", "2024-06-01", 1), ("b", "2023-06-01", 1)])}
    assert who("bought nothing in the last 30 days", given) == ["b"]


def test_engines_may_be_mixed_and_tables_indexed():
    table = orders([("a", "2024-06-01", 1)])
    mixed = {
        "customers": people("a", "b").set_index("customer_id").assign(n=[1, 2]),
        "orders": pl.from_pandas(table).lazy(),
    }
    assert who("n = 1 and bought in the last 30 days", mixed) == ["a"]
    with duckdb.connect() as connection:
        mixed["orders"] = connection.from_df(table)
        assert who("n = 1 and bought in the last 30 days", mixed) == ["a"]


def test_columns_are_renamed_and_times_with_a_zone_need_one():
    table = pd.DataFrame({"who": [1, 2]})
    table["when"] = pd.to_datetime(["2024-06-30 21:00", "2024-06-30 23:30"], utc=True)
    given = {"customers": people(1, 2), "visits": table}
    names = {"visits": {"customer_id": "who", "happened_at": "when"}}
    rule = "count of visits = 1"
    with pytest.raises(DataError, match="has the time zone"):
        who(rule, given, columns=names)
    assert who(rule, given, columns=names, timezone="Europe/Madrid") == [1]


def test_audiences_ask_for_one_another_but_not_in_a_circle():
    given = {"customers": people(1, 2, n=[1, 5])}
    many = Audience("many", "n > 2")
    few = Audience("few", 'not in audience "many"')
    assert who('in audience "few"', given, audiences=[few, many]) == [1]
    with pytest.raises(
        DataError, match=r"did you mean 'many'.*known are \['few', 'many'"
    ):
        who('in audience "mny"', given, audiences=[few, many])
    loop = [Audience("a", 'in audience "b"'), Audience("b", 'not in audience "a"')]
    with pytest.raises(DataError, match="in a circle: a > b > a"):
        who('in audience "a"', given, audiences=loop)
    with pytest.raises(DataError, match="two audiences are called 'many'"):
        who("n = 1", given, audiences=[many, Audience("many", "n > 3")])


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("n_order > 2", r"column 'n_order' of customers \(did you mean 'n_orders'\?\)"),
        (
            "count of order > 2",
            r"table 'order' \(did you mean 'orders'\?\); tables has",
        ),
        (
            "town > 3",
            "with a number, but it holds text: write the value in double quotes",
        ),
        ("n_orders = 'a'", "with text, but it holds numbers: write a number, without"),
        ("town is true", 'whether .* is true, but it holds text: .* town = "yes"'),
        ("days since n_orders > 3", "with a day, but it holds numbers"),
        (
            "sum of orders.channel > 3",
            "orders column 'channel' holds text: a sum needs",
        ),
        ("count of orders where (chanel = 'a') > 1", "column 'chanel' of orders"),
        ("count of visits > 1", "visits needs a column that says when"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(rule, message):
    given = {
        "customers": people(1, n_orders=[2], town=["a"]),
        "orders": orders([(1, "2024-06-01", 1)], channel=["web"]),
        "visits": people(1, page=["a"]),
    }
    with pytest.raises(DataError, match=message):
        who(rule, given)


def test_ids_that_stand_twice_or_are_of_another_kind_are_refused():
    with pytest.raises(DataError, match="1 customer_ids in more than one row"):
        who("customer_id > 0", {"customers": people(1, 1, 2)})
    given = {"customers": people(1, 2), "orders": orders([("1", "2024-06-01", 1)])}
    with pytest.raises(
        DataError, match="theirs are like '1', those of customers like 1"
    ):
        who("count of orders > 0", given)


def test_nobody_is_an_answer():
    empty = people().astype({"customer_id": "str"})
    found = activation.select(
        "count of orders > 0",
        {"customers": empty, "orders": orders([("a", "2024-06-01", 1)])},
        as_of=DAY,
    )
    assert (len(found), found.n_customers) == (0, 0)
    assert "0 of 0 customers (none)" in repr(found)


def test_shuffled_rows_and_other_ids_change_nothing():
    rows = [(i % 7, f"2024-06-{1 + i % 28:02d}", i) for i in range(60)]
    table = orders(rows)
    given = {"customers": people(*range(8)), "orders": table}
    rule = "sum of orders.amount > 200 and count of orders in any 7 days >= 3"
    shuffled = {
        "customers": given["customers"].sample(frac=1, random_state=1),
        "orders": table.sample(frac=1, random_state=2),
    }
    assert who(rule, shuffled) == who(rule, given)
    renamed = {
        name: t.assign(customer_id=t["customer_id"] + 100) for name, t in given.items()
    }
    assert who(rule, renamed) == [i + 100 for i in who(rule, given)]


def test_a_column_that_stands_alone_is_a_truth_value():
    customers = pd.DataFrame(
        {"customer_id": list("abc"), "consent": [True, False, None], "n": [2, 3, 4]}
    )
    tables = {"customers": customers}
    chosen = {
        text: list(activation.select(text, tables, as_of="2024-06-30").ids)
        for text in ("consent and n >= 2", "not consent", "consent is unknown")
    }
    assert list(chosen.values()) == [["a"], ["b"], ["c"]]
    with pytest.raises(DataError, match=r"whether .*'n' is true, .* such as n >= 1"):
        activation.select("n", tables, as_of="2024-06-30")


def test_explain_refuses_events_whose_ids_are_of_another_kind():
    tables = {
        "customers": pd.DataFrame({"customer_id": [1, 2]}),
        "orders": pd.DataFrame(
            {"customer_id": ["1"], "ordered_at": pd.to_datetime(["2024-06-01"])}
        ),
    }
    with pytest.raises(DataError, match="theirs are like '1', those of customers like"):
        activation.explain("bought", tables, 1, as_of="2024-06-30")


def test_an_id_that_stands_twice_is_shown_as_people_write_it():
    tables = {"customers": pd.DataFrame({"customer_id": [7, 7], "n": 1})}
    with pytest.raises(DataError, match=r"such as 7\)"):
        activation.select("n = 1", tables, as_of="2024-06-30")


def test_explain_refuses_an_id_of_another_kind():
    people = pd.DataFrame({"customer_id": [1, 2], "n": [1, 2]})
    orders = people.assign(ordered_at=pd.to_datetime("2024-06-01"))
    with duckdb.connect() as connection:
        for one in (people, pl.from_pandas(people), connection.from_df(people)):
            tables = {"customers": one, "orders": orders}
            told = r"no customer '1': pass an id .* of its type"
            with pytest.raises(DataError, match=told):
                activation.explain("n > 1 and bought", tables, "1", as_of="2024-06-30")
