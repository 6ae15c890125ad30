"""What is found in messages before anybody reads them."""

import pandas as pd
import pytest
from activation.messages.conftest import GIVEN
from hypothesis import given
from hypothesis import strategies as st

from segkit import activation
from segkit.activation import Policy, Template, check_messages, shouting, template
from segkit.activation.messages.lengths import sms_parts
from segkit.activation.messages.personal import personal_fields
from segkit.checks import DataError

ROWS = pd.DataFrame({"customer_id": [1, 2, 3], "first_name": ["Ann", None, "Bo"]})


def found(table):
    return dict(zip(table["check"], table["rows"], strict=True))


def test_a_message_of_the_library_passes():
    fits = {k: v for k, v in GIVEN.items() if k not in ROWS}
    table = check_messages(template("review"), ROWS, given=fits)
    assert len(table) == 0
    assert table.attrs["ready"] == 3
    assert "were not checked: pass policy=" in repr(table)


def test_a_bad_message_is_told_everything():
    bad = Template("BUY NOW!!!", "Hello {{ first_name }}, dear [name]. " + "x" * 3)
    table = check_messages(bad, pd.concat([ROWS, ROWS.iloc[:1]]), given={})
    assert found(table) == {
        "missing field": 1,
        "open blank": 3,
        "unsubscribe": 3,
        "legal line": 3,
        "twice": 1,
        "shouting": 3,
    }
    assert table["severity"].tolist() == sorted(
        table["severity"], key=["must be changed", "should be changed"].index
    )


def test_who_may_not_be_written_to_is_counted_by_reason():
    people = ROWS.assign(email_consent=[True, False, True])
    sent = pd.DataFrame(
        {"customer_id": [3, 3], "sent_at": pd.to_datetime(["2024-06-28", "2024-06-29"])}
    )
    text = Template("Hi", "Unsubscribe: STOP. Tilleul", channel="email")
    table = check_messages(
        text,
        people,
        sender="Tilleul",
        policy=Policy(cap=(2, 7)),
        contacts=sent,
        as_of="2024-06-30",
    )
    assert table["found"].tolist() == [
        "may not be written to: said no",
        "may not be written to: over the cap",
    ]
    assert table.attrs["ready"] == 1
    assert table.attrs["notes"] == []


def test_lengths_are_those_of_the_channel():
    long = Template("s" * 51, "b" * 161)
    by_channel = {
        channel: found(check_messages(long, ROWS, channel=channel)).get("length", 0)
        for channel in ("email", "sms", "push", "letter")
    }
    assert by_channel == {"email": 3, "sms": 3, "push": 3, "letter": 0}
    ad = Template("s" * 31, "b" * 91, channel="search ad")
    severities = check_messages(ad, ROWS)
    assert (severities["check"] == "length").sum() == 2
    assert (severities["severity"] == "must be changed").all()
    with pytest.raises(DataError, match="channel must be one of"):
        check_messages(long, ROWS, channel="pigeon")


def test_several_channels_are_checked_one_at_a_time():
    both = {"a": Template("", "x"), "b": Template("", "x", channel="sms")}
    with pytest.raises(DataError, match="check one channel at a time"):
        check_messages(both, ROWS, by="first_name")


def test_protected_and_delicate_data_are_found_where_they_stand():
    rows = ROWS.assign(weight_kg=[60, 70, 80], income_amount=[1, 2, 3], religion="x")
    text = Template(
        "Hi",
        "Stop. x\n{{ weight_kg }} {{ religion }}\n"
        "{% if income_amount > 2 %}a{% endif %}",
    )
    table = check_messages(text, rows, sender="x")
    said = dict(zip(table["found"], table["severity"], strict=True))
    assert said == {
        "the body, line 2, prints weight_kg, which the law protects": "must be changed",
        "the body, line 2, prints religion, which the law protects": "must be changed",
        "the body, line 3, asks for income_amount: would you say it to their face?": (
            "for your information"
        ),
    }


def test_names_towns_and_wishes_are_what_a_letter_may_say(readers):
    kinds = personal_fields(readers.columns, readers)
    assert set(kinds.values()) == {"expected"}
    assert {"first_name", "language", "main_interest"} <= set(kinds)


def test_values_that_were_cut_are_told():
    rows = pd.DataFrame({"first_name": ["x" * 999, "a\x00b"]})
    table = check_messages(Template("Hi", "{{ first_name }} stop z"), rows, sender="z")
    assert found(table)["odd values"] == 1
    assert (table["check"] == "odd values").sum() == 2


@pytest.mark.parametrize(
    ("subject", "faults"),
    [
        ("Three tips for your garden", []),
        ("SALE", ["capitals"]),
        ("DIY week in Lunne", []),
        ("Come in! Look! Buy!", ["signs"]),
        ("Re: your order", ["pretends"]),
        ("TR : votre commande", ["pretends"]),
        ("Last chance", ["pushy"]),
        ("Dernière chance", ["pushy"]),
        ("\U0001f525\U0001f525\U0001f525", ["emoji"]),
        ("", []),
    ],
)
def test_shouting(subject, faults):
    assert shouting(subject) == faults


def test_text_messages_are_counted_as_the_standard_does():
    assert [sms_parts("a" * n) for n in (0, 1, 160, 161, 306, 307)] == [
        0,
        1,
        1,
        2,
        2,
        3,
    ]
    assert [sms_parts("ê" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert [sms_parts("€" * n) for n in (80, 81)] == [1, 2]
    assert sms_parts("é" * 160) == 1
    assert sms_parts("\U0001f331" * 35) == 1
    assert sms_parts("\U0001f331" * 36) == 2


@given(st.text(max_size=400))
def test_more_text_never_takes_fewer_messages(text):
    assert sms_parts(text) <= sms_parts(text + "a")
    assert isinstance(shouting(text), list)


def test_limits_have_sources():
    table = activation.length_limits()
    assert (table["source"].str.len() > 5).all()
    assert table["most"].to_dict()["search ad", "subject"] == 30


def test_what_to_leave_out():
    rows = pd.DataFrame(
        {
            "town": ["Lunne"] * 60 + [None] * 40,
            "gift": ["tea"] * 2 + [None] * 98,
            "weight_kg": range(100),
            "shop": "Tilleul",
            "tip": [f"tip {k % 4}" for k in range(100)],
        }
    )
    text = Template(
        "{{ shop }}",
        "{% if town %}Near {{ town }}{% endif %}{% if gift %}{{ gift }}{% endif %}"
        "{% if weight_kg > 50 %}x{% endif %}{{ tip }}",
    )
    helped = {"tip": ((300, 1000), (200, 1000)), "town": ((20, 100), (21, 100))}
    table = activation.worth_saying(text, rows, tested=helped)
    verdicts = table.set_index("names")[["verdict", "reason"]]
    assert verdicts["verdict"].to_dict() == {
        "shop": "leave out",
        "town": "leave out",
        "gift": "leave out",
        "weight_kg": "leave out",
        "tip": "keep",
    }
    assert "everybody reads the same" in verdicts.loc["shop", "reason"]
    assert "the shorter message wins" in verdicts.loc["town", "reason"]
    assert "only 2.0% of the readers" in verdicts.loc["gift", "reason"]
    assert "what the law protects" in verdicts.loc["weight_kg", "reason"]
    untested = activation.worth_saying(text, rows).set_index("names")
    assert untested.loc["tip", "verdict"] == "test it"
    harmed = {"tip": ((200, 1000), (300, 1000))}
    assert (
        "it costs"
        in activation.worth_saying(text, rows, tested=harmed)["reason"].iloc[4]
    )
    with pytest.raises(DataError, match=r"tested= names \['nope'\]"):
        activation.worth_saying(text, rows, tested={"nope": ((1, 2), (1, 2))})


def test_subject_variants_say_how_much_they_change():
    base = "A little guide to your garden"
    table = activation.subject_variants(
        base,
        {
            "busy": "A two-minute guide to your garden",
            "all": base,
            "loud": "LAST CHANCE!!! Everything must go, and it must go today, hurry up",
        },
    )
    assert table["size"].tolist() == [
        "the same",
        "small change",
        "the same",
        "another line",
    ]
    assert table["words_changed"].tolist()[:3] == [0, 1, 0]
    assert "shorten it" in table.loc["loud", "advice"]
    assert "more calmly (capitals)" in table.loc["loud", "advice"]
    with pytest.raises(DataError, match="the subject line 'busy' is empty"):
        activation.subject_variants(base, {"busy": " "})
