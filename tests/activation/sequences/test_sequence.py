"""A sequence is data: to JSON and back, in words, and nonsense refused."""

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Sequence, Step, Trigger
from segkit.checks import DataError

ODD = [
    "garden & home",
    '<b>"tips"</b>',
    "=SUM(A1)",
    "été 🌻",
    "نصائح",
    "two\nlines",
    "a'b",
]


def test_days_count_from_the_trigger_or_from_the_mail_before():
    assert activation.post_purchase().days == [3, 7, 30]
    from_purchase = activation.post_purchase(offsets="from_purchase")
    from_previous = activation.post_purchase(offsets="from_previous")
    assert from_purchase.days == [3, 7, 30]
    assert from_previous.days == [3, 10, 40]
    assert [s.relative_to for s in from_previous.steps] == [
        "trigger", "previous", "previous",
    ]  # fmt: skip
    both = Sequence("x", [Step(3, "a"), Step(7, "b", "previous"), Step(30, "c")])
    assert both.days == [3, 10, 30]


@settings(deadline=None, max_examples=60)
@given(
    name=st.text(min_size=1).filter(str.strip),
    gaps=st.lists(st.integers(1, 400), min_size=1, max_size=6),
    who=st.none()
    | st.dictionaries(
        st.text(min_size=1),
        st.lists(st.none() | st.text() | st.integers() | st.booleans(), min_size=1),
        max_size=2,
    ),
    deadline=st.none() | st.integers(1, 90) | st.dates().map(str),
    event=st.sampled_from([Trigger("sign-up"), Trigger("silence", days=9)]),
)
def test_any_sequence_comes_back_from_json(name, gaps, who, deadline, event):
    days = [sum(gaps[: i + 1]) for i in range(len(gaps))]
    steps = [Step(day, name) for day in days]
    made = Sequence(name, steps, event, who=who, deadline=deadline, reentry_days=None)
    back = Sequence.from_json(made.to_json())
    assert back == made
    assert hash(back) == hash(made)
    assert back.sentence == made.sentence
    assert json.loads(made.to_json())["name"] == name


@pytest.mark.parametrize("text", ODD)
def test_odd_names_are_shown_and_not_run(text):
    made = Sequence(text, [Step(1, text)], "sign-up", note=text)
    assert Sequence.from_json(made.to_json()) == made
    assert "<b>" not in made._repr_html_()
    assert text in made.sentence


def test_the_sentence_says_everything():
    back = activation.win_back(deadline=14, discount=0.15, margin=0.40)
    assert back.sentence == (
        'win-back: after 180 days without a purchase, "it has been a while" on the '
        'same day at 10:00, "what others say" 7 days later at 10:00, "last two days" '
        "12 days later at 10:00. It is news, as often as the customer asked for. A "
        "purchase ends it. Nothing is sent later than 14 days after the start. It "
        "begins at most once within 365 days for a customer. A mail that may not go "
        "yet waits 2 days at most. With 15 % off a margin of 40 % the offer pays if it "
        "brings 60 % more orders than would have come without it."
    )
    assert repr(back) == back.sentence
    one = Sequence(
        "x",
        [Step(0, "now", at=None), Step(1, "then", "previous")],
        Trigger("date", on="2024-09-02"),
        who={"main_interest": ["garden", None]},
        wait_days=0,
        deadline="2024-09-30",
        reentry_days=None,
    )
    assert one.sentence == (
        "x: from 2024-09-02 on (if main_interest is garden or not known), "
        '"now" at once, "then" 1 day after the mail before at 10:00. It is an answer '
        "to what the customer did. Nothing is sent after 2024-09-30. A mail that may "
        "not go does not wait."
    )


def test_the_table_has_a_row_a_step():
    table = activation.post_purchase(offsets="from_previous").table
    assert table["day"].tolist() == [3, 10, 40]
    assert table["after_days"].tolist() == [3, 7, 30]
    assert table.index.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Step(-1, "a"), "after_days must be a whole number from 0; this is -1"),
        (lambda: Step(1.5, "a"), "after_days must be a whole number from 0"),
        (lambda: Step(1, " "), "message must be a text that is not empty"),
        (lambda: Step(1, "a", "purchases"), "relative_to must be one of"),
        (lambda: Step(1, "a", at="25:00"), "at must be None or a time of day such as"),
        (lambda: Step(1, "a", at=10), "at must be None or a time of day such as"),
        (lambda: Trigger("birthday"), "trigger must be one of"),
        (lambda: Trigger("silence"), "needs days: Trigger.'silence', 180."),
        (lambda: Trigger("date"), "needs that day: Trigger.'date', on='2024-09-02'."),
        (lambda: Sequence("x", []), "sequence 'x' has no steps"),
        (
            lambda: Sequence("x", ["tips"]),
            "needs a list of Step; one of them is 'tips'",
        ),
        (lambda: Sequence("", [Step(1, "a")]), "name must be a text"),
        (lambda: Sequence("x", [Step(1, "a", "previous")]), "and there is none"),
        (
            lambda: Sequence("x", [Step(7, "a"), Step(3, "b")]),
            r"fall on days \[7, 3\] after its start",
        ),
        (
            lambda: Sequence("x", [Step(3, "a"), Step(0, "b", "previous")]),
            "a day after",
        ),
        (lambda: Sequence("x", [Step(1, "a")], stop_when="click"), "stop_when must be"),
        (lambda: Sequence("x", [Step(1, "a")], kind="spam"), "kind must be one of"),
        (
            lambda: Sequence("x", [Step(1, "a")], who={"a": "b"}),
            "who must be a mapping",
        ),
        (lambda: Sequence("x", [Step(1, "a")], who=["a"]), "who must be a mapping"),
        (
            lambda: Sequence("x", [Step(1, "a")], deadline="soon"),
            "deadline must be a day",
        ),
        (lambda: Sequence("x", [Step(1, "a")], deadline=0), "deadline must be a whole"),
        (lambda: Sequence("x", [Step(1, "a")], reentry_days=0), "reentry_days must be"),
        (lambda: Sequence.from_json("[]"), "this is no sequence"),
        (lambda: Sequence.from_json("tips"), "this is no sequence"),
        (lambda: activation.post_purchase(offsets="mail"), "offsets must be one of"),
        (
            lambda: activation.post_purchase(["one"]),
            "there must be as many messages as",
        ),
        (lambda: activation.welcome([]), "welcome needs at least one interest"),
        (lambda: activation.win_back(discount=15), "discount must be a share from 0"),
        (lambda: activation.win_back(discount=0.4, margin=0.4), "leaves nothing of an"),
        (
            lambda: activation.win_back(deadline=3),
            "deadline must be a whole number from",
        ),
        (
            lambda: activation.win_back(deadline="2024-11-18"),
            "needs start=, the day on",
        ),
        (
            lambda: activation.frequency_choice("2024-09-02", "2024-09-01"),
            "start 2024-09-02 is after end 2024-09-01",
        ),
        (
            lambda: activation.frequency_choice(
                "2024-09-02", "2024-09-30", announcements={"2024-10-09": "sale"}
            ),
            "the announcement of 2024-10-09 lies outside",
        ),
    ],
)
def test_what_is_no_sequence_is_refused(make, message):
    with pytest.raises(DataError, match=message):
        make()


def test_an_interest_gets_its_own_welcome_and_no_interest_the_general_one():
    series = activation.welcome({"garden": ["hello", "seeds"], "office": ["hello"]})
    assert [s.who["main_interest"] for s in series] == [
        ("garden",), ("office",), (None,),
    ]  # fmt: skip
    assert [len(s.steps) for s in series] == [2, 1, 5]
    assert len(activation.welcome("garden", general=None)) == 1


def test_the_margin_break_even_is_that_of_the_formula():
    for discount, margin in ((0.15, 0.40), (0.10, 0.25), (0.2, 0.9)):
        note = activation.win_back(discount=discount, margin=margin).note
        more = 100 * (margin / (margin - discount) - 1)
        assert f"brings {more:.0f} % more orders" in note
    assert activation.win_back(discount=0.15).note == "The offer is 15 % off."
    assert activation.win_back(discount=0).note == ""


def test_an_offer_for_everybody_ends_on_its_day():
    offer = activation.win_back(deadline="2024-11-18", start="2024-11-04")
    assert offer.trigger == Trigger("date", on="2024-11-04")
    assert (offer.days, offer.deadline) == ([0, 7, 12], "2024-11-18")


def test_the_most_valuable_segment_comes_first():
    segments = pd.Series(["New", "Loyal", "Loyal"], index=list("abc")).astype(
        "category"
    )
    segments = segments.cat.add_categories("Nobody")
    money = pd.Series([50.0, 10.0, 20.0], index=list("abc"))
    found = activation.for_segments(activation.second_purchase(), segments, value=money)
    assert [(s.name, s.priority, s.who) for s in found] == [
        ("second purchase: New", 1, {"segment": ("New",)}),
        ("second purchase: Loyal", 0, {"segment": ("Loyal",)}),
    ]
    plain = activation.for_segments(activation.second_purchase(), segments)
    assert [s.who["segment"] for s in plain] == [("Loyal",), ("New",)]
    with pytest.raises(DataError, match="segments must be a pandas Series"):
        activation.for_segments(activation.second_purchase(), ["New"])
