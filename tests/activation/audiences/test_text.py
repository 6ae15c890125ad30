"""A rule is written and read: text, JSON and English; nothing is executed."""

import json
from datetime import date, datetime

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
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
from segkit.checks import DataError
from tests.activation.audiences.worlds import RULES, joined

names = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["count", "in", "not", "a b"]
)
texts = st.text(min_size=1, max_size=30)
whole = st.integers(-(2**53) + 1, 2**53 - 1)
numbers = whole | st.floats(allow_nan=False, allow_infinity=False)
dates = st.dates()
values = {"number": numbers, "text": texts, "date": dates}


def ordered(kind):
    return st.tuples(values[kind], values[kind]).map(lambda pair: tuple(sorted(pair)))


kinds = st.sampled_from(["number", "date"])
ORDER = ["=", "!=", "<", "<=", ">", ">="]
on_columns = (
    st.builds(
        lambda n, op, v: Compare(Column(n), op, (v,)),
        names,
        st.sampled_from(ORDER),
        numbers | dates,
    )
    | st.builds(
        lambda n, op, v: Compare(Column(n), op, (v,)),
        names,
        st.sampled_from(["=", "!=", "contains", "starts with", "ends with"]),
        texts,
    )
    | st.builds(
        lambda n, op, v: Compare(Column(n), op, (v,)),
        names,
        st.sampled_from(["=", "!="]),
        st.booleans(),
    )
    | st.builds(
        lambda n, op: Compare(Column(n), op),
        names,
        st.sampled_from(["known", "unknown"]),
    )
    | st.sampled_from(list(values)).flatmap(
        lambda kind: st.builds(
            lambda n, many: Compare(Column(n), "in", tuple(many)),
            names,
            st.lists(values[kind], min_size=1, max_size=4),
        )
    )
    | kinds.flatmap(
        lambda kind: st.builds(
            lambda n, two: Compare(Column(n), "between", two), names, ordered(kind)
        )
    )
    | st.builds(
        lambda n, two: Compare(DaysSince(n), "between", two), names, ordered("number")
    )
)
days = st.integers(0, 36_500)
periods = (
    st.none()
    | st.tuples(days, days).map(lambda two: Ago(min(two), max(two)))
    | st.tuples(dates, dates).map(lambda two: Dates(min(two), max(two)))
)
flat = joined(on_columns, 3)
happened = st.builds(Events, names, st.none() | flat, periods)
always = st.builds(Events, names, st.none() | flat)
on_events = st.builds(
    lambda of, op, v: Compare(of, op, (v,)),
    st.builds(Count, happened)
    | st.builds(Sum, happened, names)
    | st.builds(Since, happened, st.sampled_from(["first", "last"]))
    | st.builds(Latest, always, st.integers(1, 1000), flat, st.booleans()),
    st.sampled_from(ORDER),
    numbers,
) | st.builds(
    lambda events, n, k: Compare(Densest(events, n), ">=", (k,)),
    always,
    st.integers(1, 36_500),
    st.integers(1, 1000),
)
ANY = joined(on_columns | on_events | st.builds(Member, names), 6)


@settings(max_examples=50)
@given(ANY | RULES)
def test_any_rule_is_read_back_from_its_text_and_from_its_json(rule):
    assert activation.rule(str(rule)) == rule
    assert activation.Rule.from_json(rule.to_json()) == rule
    assert activation.Rule.from_json(json.loads(rule.to_json())) == rule
    assert rule.sentence.startswith("customers ")


@given(st.text(max_size=60) | st.text('abc123 "\\()=<>,.`andornti', max_size=40))
def test_any_text_is_a_rule_or_is_refused_at_a_place(text):
    found, told = None, ""
    try:
        found = activation.rule(text)
    except DataError as error:
        told = str(error)
    assert (found is None) == told.startswith("rule, line ")
    assert found is None or activation.rule(str(found)) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("n_orders >=", r"line 1, character 12: a value .* is needed; found the end"),
        ("a = 1\nand b >", r"line 2, character 8: a value"),
        ("a = 1 and b = 2 or c = 3", "character 17: brackets around the part"),
        ("n_orders 2", "character 10: a comparison .* is needed"),
        ("days since born", "character 16: a comparison .* is needed"),
        ("orders.amount > 3", "write sum of orders.amount"),
        ("bought in the last 3 months", "write days, such as 90 days"),
        ("town = 'abc", "character 8: this text is not closed: end it with '"),
        ("a @ 3", "character 3: '@' belongs to no rule"),
        ("born > 2024-02-31", "2024-02-31 is no day of the calendar"),
        ("n between 5 and 3", "put the smaller one first"),
        ("n between 5 and 'x'", "must be of one kind"),
        ('town > "a"', "compares with numbers or days"),
        ('town = ""', "an empty text counts as missing"),
        ("a = 1 adn b = 2", '"and", "or" or the end'),
        ("cont of orders > 3", "a comparison"),
        ("count of orders in the last 0 days > 3", "at least 1 day"),
        ("all of the last up to 5 sends had (a = 1)", "not known beforehand"),
        ("count of orders where (bought) > 1", "a condition on single rows"),
        ("count of orders contains 'a'", "is compared with =, !="),
        ("count of orders in any 30 days = 2", "is asked for at least so many"),
        ("n = 99999999999999999999", "within 9,007,199,254,740,991"),
        (
            "count(orders, last 90 days) >= 2",
            "character 1: 'count' is written as in: count of orders in the last 90 "
            "days >= 2",
        ),
        ("count = 3", "a column that is called count stands in back quotes: `count`"),
        ("sum(orders.amount) > 3", "as in: sum of orders.amount in the last 365"),
        ("a = 1 and = 2", "a condition, such as n_orders >= 2 is needed; found '='"),
        ("unsubscribed = 2", "a condition, such as n_orders >= 2, is needed here; a"),
    ],
)
def test_a_mistake_is_named_with_its_place(text, message):
    with pytest.raises(DataError, match=message):
        activation.rule(text)


def test_the_place_is_shown_under_the_line():
    with pytest.raises(DataError) as error:
        activation.rule("n_orders >= and b = 1")
    *_, shown, caret = str(error.value).split("\n")
    assert shown[caret.index("^")] == "a"


@pytest.mark.parametrize(
    ("short", "plain"),
    [
        ("bought twice in 90 days", "count of orders in the last 90 days >= 2"),
        ("bought at most once", "count of orders <= 1"),
        ("never bought", "count of orders = 0"),
        ("bought nothing in 2 weeks", "count of orders in the last 14 days = 0"),
        ("bought exactly 3 times in any 30 days", None),
        ("bought at least twice in any 30 days", "count of orders in any 30 days >= 2"),
        (
            "opened none of the last 5 sends",
            "none of the last 5 sends had (opened_at is known)",
        ),
        ("signed_up_on more than 30 days ago", "days since signed_up_on > 30"),
        ("language is not 'French'", 'not language = "French"'),
        ("n ≥ 2 AND m <> 3", "n >= 2 and m != 3"),
        ("town = “Dun”", 'town = "Dun"'),
        ("consent and n >= 2", "consent is true and n >= 2"),
        ("not consent", "not consent is true"),
        ("n >= 2 or (consent)", "n >= 2 or consent is true"),
        (
            "count of orders where returned in the last 90 days >= 1",
            "count of orders where (returned is true) in the last 90 days >= 1",
        ),
    ],
)
def test_short_forms_are_read(short, plain):
    if plain is None:
        with pytest.raises(DataError, match="at least so many"):
            activation.rule(short)
    else:
        assert str(activation.rule(short)) == plain


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "bought twice in 90 days and email_consent is true and "
            "opened none of the last 5 sends",
            "customers who bought at least twice in the last 90 days and agreed to "
            "e-mail, but opened none of the last 5 messages",
        ),
        (
            "n_orders between 2 and 5 and not (language = 'French' or town is unknown)",
            "customers whose number of orders is between 2 and 5 and (whose language "
            "is not French and whose town is known)",
        ),
        (
            "not bought in the last 30 days",
            "customers who bought nothing in the last 30 days",
        ),
        (
            "in audience 'VIP' and not in audience 'Local'",
            "customers who are in the audience VIP, but are not in the audience Local",
        ),
        (
            "count of orders where (channel = 'web') in the last 30 days >= 1",
            "customers who bought in the last 30 days (only orders whose channel is "
            "web)",
        ),
        (
            "at least 2 of the last 5 orders had (channel = 'web')",
            "customers of whose last 5 orders at least 2 are orders whose channel is "
            "web",
        ),
        (
            "sum of orders.amount > 1000 and days since the last of orders > 180",
            "customers who spent more than 1,000 and last bought more than 180 days "
            "ago",
        ),
        (
            "birth_date before 1980-01-01",
            "customers who were born before 1 January 1980",
        ),
    ],
)
def test_rules_are_said_in_english(text, sentence):
    assert activation.rule(text).sentence == sentence


def test_limits_end_in_a_clear_refusal():
    deep = "not " * 39 + "a = 1"
    activation.rule(deep)
    with pytest.raises(DataError, match="nests at most 40 deep"):
        activation.rule("not " + deep)
    with pytest.raises(DataError, match="nests at most 40 deep"):
        activation.rule("(" * 500 + "a = 1" + ")" * 500)
    with pytest.raises(DataError, match="at most 500 conditions"):
        activation.rule(" and ".join(["a = 1"] * 501))
    with pytest.raises(DataError, match="at most 1,000 values"):
        activation.column("a").is_in(range(1001))
    with pytest.raises(DataError, match="at most 10,000 characters"):
        activation.column("a").contains("x" * 10_001)
    node = {"audience": "VIP"}
    for _ in range(60):
        node = {"not": node}
    with pytest.raises(DataError, match="nests at most 40 deep"):
        activation.Rule.from_json({"segkit_rule": 1, "rule": node})


@pytest.mark.parametrize(
    ("node", "message"),
    [
        ("{", "this is no JSON"),
        ({"segkit_rule": 2, "rule": {}}, "this segkit reads form 1"),
        ({"rule": {}}, "needs exactly the keys"),
        (
            {"segkit_rule": 1, "rule": {"all": [{"audience": 3}, {}]}},
            r"rule.all\[0\]: ",
        ),
        ({"segkit_rule": 1, "rule": {"all": 3}}, "rule.all: needs a list"),
        ({"segkit_rule": 1, "rule": []}, "rule: needs an object"),
        (
            {"segkit_rule": 1, "rule": {"of": {"x": 1}, "op": "=", "values": [1]}},
            "rule.of: needs one of",
        ),
    ],
)
def test_json_that_is_no_rule_is_refused_with_its_path(node, message):
    with pytest.raises(DataError, match=message):
        activation.Rule.from_json(node)


def test_rules_are_made_in_python_too():
    c, e = activation.column, activation.events
    orders = e("orders").where(c("channel") == "web").in_last(90)
    rule = (orders.count() >= 2) & ~(c("n") == 3) | activation.member("VIP")
    assert rule == activation.rule(
        'count of orders where (channel = "web") in the last 90 days >= 2 and not n = 3'
    ) | Member("VIP")
    assert str(c("born").days_since() > 3) == "days since born > 3"
    assert str(e("orders").ago(180, 91).sum("amount") > 5).endswith(
        "from 180 to 91 days ago > 5"
    )
    assert (c("n") == np.int64(2)) == (c("n") == 2.0)
    assert (c("n") == 1) != (c("n") == True)  # noqa: E712 - kinds differ
    assert (c("d") == pd.Timestamp("2024-06-30")) == (c("d") == date(2024, 6, 30))
    with pytest.raises(DataError, match="join rules with &"):
        bool(rule)
    with pytest.raises(DataError, match="rules compare days, not moments"):
        c("d").between(datetime(2024, 6, 30, 12), date(2024, 7, 1))
    with pytest.raises(DataError, match="finite"):
        c("n").is_in([float("nan")])


def test_parts_are_flat_when_joined_in_python():
    a, b, c = (Member(name) for name in "abc")
    assert (a & b & c) == All((a, b, c))
    assert (a | b | c) == AnyOf((a, b, c))
    assert str(~(a & b)) == 'not (in audience "a" and in audience "b")'
    assert Not(Not(a)) != a


@settings(max_examples=8)
@given(texts, names)
def test_hostile_texts_and_names_are_quoted_in_sql(text, name):
    name = "".join(x for x in name if x.isprintable()) or "x"
    if name.lower() == "customer_id":
        name = "x"
    customers = pd.DataFrame({"customer_id": [1, 2], name: [text, "other"]})
    rule = activation.column(name) == text
    sql = rule.sql({"customers": customers}, as_of="2024-06-30")
    with duckdb.connect() as connection:
        connection.register("customers", customers)
        found = [row[0] for row in connection.execute(sql).fetchall()]
    assert found == ([1, 2] if text == "other" else [1])


def test_a_command_in_a_text_stays_a_text():
    evil = "'; DROP TABLE customers; --"
    customers = pd.DataFrame({"customer_id": [1], "town": [evil]})
    rule = activation.rule(f'town = "{evil}"')
    sql = rule.sql({"customers": customers}, as_of="2024-06-30")
    assert "'''; DROP TABLE customers; --'" in sql
    assert (
        activation.select(rule, {"customers": customers}, as_of="2024-06-30").ids[0]
        == 1
    )
