"""The rule builder and the overlap: each control works to its end, errors are said."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from segkit import activation, widgets
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.rule_builder import LIMITS
from segkit.widgets.rule_parts import condition, joined

DAY = "2024-06-30"


@pytest.fixture
def tables():
    customers = pd.DataFrame(
        {"customer_id": range(40), "last visit": ["<b>", "x"] * 20}
    )
    customers["email_consent"] = [True, True, False, None] * 10
    rows = [i for i in range(40) for _ in range(i % 4)]
    ago = pd.to_timedelta([7 * (i % 20) for i in range(len(rows))], "D")
    orders = pd.DataFrame({"customer_id": rows, "amount": 12.5})
    orders["ordered_at"] = pd.Timestamp(DAY) - ago
    sends = pd.DataFrame({"customer_id": rows, "sent_at": orders["ordered_at"]})
    return {"customers": customers, "orders": orders, "sends": sends}


@pytest.fixture
def screen(tables):
    return widgets.explore_rule_builder(tables, as_of=DAY)


def box(screen, label):
    found = [screen]
    while found:
        one = found.pop()
        if getattr(one, "description", None) == label:
            return one
        found += getattr(one, "children", ())
    raise AssertionError(label)


def test_size_and_reach_are_those_of_activation(tables):
    found = widgets.draw_rule_builder(tables, "bought twice in 90 days", as_of=DAY)
    plt.close(found.figure)
    chosen = activation.select("bought twice in 90 days", tables, as_of=DAY)
    reach = activation.reach({"x": chosen.rule}, tables, as_of=DAY)
    assert found.table[["size", "reach"]].iloc[0].tolist() == [
        len(chosen),
        reach["reach"].item(),
    ]
    assert found.text.startswith(f"{len(chosen)} of 40 customers (")
    assert found.sql == chosen.rule.sql(tables, as_of=DAY)


def test_the_first_state_is_drawn_and_stored(screen):
    stored = screen._repr_mimebundle_()["text/html"]
    assert words.LIVE in stored
    assert "SQL for DuckDB" in stored
    assert "Customers who bought in the last 30 days" in screen.said


def test_every_number_works_at_both_of_its_limits(screen):
    for name, ends in LIMITS.items():
        assert box(screen, words.RULE_LABELS[name]) is screen._inputs[name]
        for end in ends:
            screen.put({name: end})
            assert "of 40 customers" in screen.said, (name, end)


def test_a_ready_rule_fills_the_text_and_works(screen):
    ready = box(screen, words.RULE_PRESET)
    for name, rule in ready.options[1:]:
        ready.value = rule
        assert screen._inputs["rule"].value == rule
        lacks = "delivered" in rule
        assert ("column 'delivered' of sends" in screen.said) is lacks, name


def test_conditions_are_added_by_buttons(screen):
    look, how, value = (
        box(screen, label)
        for label in (words.RULE_LOOK, words.RULE_HOW, words.RULE_VALUE)
    )
    look.value, how.value, value.value = "`last visit`", "=", '<b>"'
    box(screen, words.RULE_ADD["not"]).click()
    text = screen._inputs["rule"].value
    assert text.endswith('and not `last visit` = "<b>\\""')
    assert "<b>" not in screen.drawn
    box(screen, words.RULE_ADD["or"]).click()
    assert screen._inputs["rule"].value.startswith("(")
    how.value, value.value = "between", "3"
    box(screen, words.RULE_ADD["and"]).click()
    assert screen._inputs["rule"].value.count("between") == 0


def test_each_way_to_compare_makes_a_rule_or_says_what_is_missing(screen):
    for how in words.RULE_HOWS:
        text = condition("n", how, "1 and 2" if how == "between" else "1")
        if how != "contains":
            assert isinstance(activation.rule(text), activation.Rule)
    assert condition("n", "contains", "a") == 'n contains "a"'
    assert condition("n", "=", "true") == "n = true"
    assert condition("n", "<=", "2024-06-30") == "n <= 2024-06-30"
    assert condition("n", "=", "1 or m = 2") == 'n = "1 or m = 2"'
    assert joined("", "a = 1", "not") == "not a = 1"


def test_a_broken_rule_is_said_and_the_last_drawing_stays(screen):
    before = screen.drawn
    screen.put({"rule": "n_orders >="})
    assert screen.said.startswith("Not drawn: rule, line 1, character 12")
    screen.put({"rule": "nosuch > 3"})
    assert "column 'nosuch' of customers" in screen.said
    assert screen.drawn == before


def test_without_agreement_the_size_alone_is_said(tables):
    tables["customers"] = tables["customers"].drop(columns="email_consent")
    screen = widgets.explore_rule_builder(
        tables, "bought in the last 30 days", as_of=DAY
    )
    assert "may be contacted" not in screen.said
    assert "messages" in screen.values


def test_without_messages_there_is_no_cap(tables):
    del tables["sends"]
    screen = widgets.explore_rule_builder(tables, as_of=DAY)
    assert set(screen.values) == {"rule", "back"}


def test_the_overlap_says_whom_audiences_share(tables):
    audiences = {"all": "customer_id >= 0", "buyers": "never bought or bought",
                 "twice": "bought twice in 90 days"}  # fmt: skip
    screen = widgets.explore_overlap(audiences, tables, as_of=DAY)
    assert screen.said.startswith("On 2024-06-30: 40 in both all and buyers.")
    screen.put({"third": "twice"})
    assert "in both buyers and twice" in screen.said
    for end in (0, 730):
        screen.put({"back": end})
        assert screen.said.startswith("On 20"), screen.said
    screen.put({"second": "all"})
    assert "choose two different audiences" in screen.said
    with pytest.raises(DataError, match="two audiences at least; here is 1"):
        widgets.explore_overlap({"a": "customer_id > 1"}, tables, as_of=DAY)
