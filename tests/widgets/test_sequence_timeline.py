"""The sequence timeline: its words are those of the schedule, every control works."""

import ipywidgets
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from segkit import activation, widgets
from segkit.checks import DataError
from segkit.widgets import words
from segkit.widgets.sequence_timeline import LIMITS, START

PEOPLE = pd.DataFrame(
    {"customer_id": list("abc"), "email_consent": [True, True, False]}
)
ORDERS = pd.DataFrame({"customer_id": list("aabc")})
ORDERS["ordered_at"] = pd.to_datetime(
    ["2024-07-01 12:00", "2024-07-03 09:00", "2024-07-05 23:10", "2024-07-06 10:00"]
)


@pytest.fixture
def draw():
    """Draw, hand over what was drawn, and close the figure."""

    def drawn(**options):
        found = widgets.draw_sequence_timeline(PEOPLE, ORDERS, **options)
        plt.close(found.figure)
        return found

    return drawn


def test_the_table_is_the_schedule(draw):
    found = draw(offsets="from_previous", cap=1, window=3)
    follow = activation.post_purchase(offsets="from_previous", reentry_days=None)
    policy = activation.Policy(cap=(1, 3), quiet_hours=("21:00", "08:00"))
    expected = activation.schedule(follow, PEOPLE, ORDERS, policy=policy)
    pd.testing.assert_frame_equal(found.table, expected)


def test_two_readings_of_the_same_days(draw):
    assert draw().text.startswith("Mails on days 3, 7 and 30 after the purchase")
    text = draw(offsets="from_previous").text
    assert text.startswith("Mails on days 3, 10 and 40 after the purchase")


def test_what_moves_and_what_falls_out_is_said_with_the_reason(draw):
    text = draw(cap=1, window=7, wait_days=1).text
    assert "Held back: over the cap 4, said no 3." in text
    night = draw(cap=0, at=22, quiet_from=21, quiet_until=8).text
    assert "Moved: quiet hours" in night
    assert "Moved" not in draw(cap=0, quiet_from=5, quiet_until=5).text
    again = draw(cap=0, reentry_days=30).text
    assert "began too recently 3" in again


def test_other_messages_count_for_the_cap(draw):
    other = pd.DataFrame(
        {"customer_id": ["a"], "sent_at": [pd.Timestamp("2024-07-04")]}
    )
    assert draw(cap=1, window=2).text != draw(cap=1, window=2, contacts=other).text


def test_consent_and_suppression_of_a_policy_hold(draw):
    table = draw(policy=activation.Policy(suppressed=["a"])).table
    reasons = table.groupby("customer_id")["reason"].unique()
    assert list(reasons["a"]) == ["suppressed"]
    assert list(reasons["c"]) == ["said no"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"first": 31}, "first must be a whole number from 0 to 30; this is 31"),
        ({"cap": -1}, "cap must be a whole number from 0 to 7"),
        ({"at": 9.5}, "at must be a whole number from 0 to 23"),
        ({"second": 3}, r"fall on days \[3, 3, 30\] after its start"),
        ({"offsets": "mail"}, "offsets must be one of"),
        ({"hour": 3}, "the setting must be one of"),
        ({"shown": 0}, "customers must be a whole number from 1"),
    ],
)
def test_what_cannot_be_is_refused(options, message, draw):
    with pytest.raises(DataError, match=message):
        draw(**options)


def test_nobody_with_a_mail_to_come_is_refused():
    with pytest.raises(DataError, match="nobody has a mail to come"):
        widgets.draw_sequence_timeline(PEOPLE, ORDERS.iloc[:0])


@pytest.fixture
def screen():
    return widgets.explore_sequence_timeline(PEOPLE, ORDERS)


def test_the_first_state_is_drawn_and_stored(screen):
    assert screen.said.startswith("Mails on days 3, 7 and 30")
    stored = screen._repr_mimebundle_()["text/html"]
    assert "Who gets which message when?" in stored
    assert words.LIVE in stored


@pytest.mark.parametrize("name", LIMITS)
def test_every_control_works_at_both_of_its_limits(screen, name):
    control = screen._inputs[name]
    for end in (control.min, control.max):
        screen.put({"offsets": "from_previous", "first": 1, name: end})
        assert screen.said.startswith("Mails on days"), screen.said
        assert "Who gets which message when?" in screen.drawn


def test_all_controls_work_at_their_limits_together(screen):
    for end in ("min", "max"):
        screen.put({n: getattr(screen._inputs[n], end) for n in LIMITS}
                   | {"offsets": "from_previous"})  # fmt: skip
        assert screen.said.startswith("Mails on days"), screen.said


def test_days_that_do_not_rise_are_said_and_the_last_drawing_stays(screen):
    before = screen.drawn
    screen._inputs["first"].value = 9
    assert screen.said.startswith("Not drawn: the steps of sequence 'post-purchase'")
    assert screen.drawn == before
    screen._inputs["first"].value = START["first"]
    assert screen.said.startswith("Mails on days 3, 7 and 30")


def test_every_number_has_a_box_with_a_label_and_a_slider(screen):
    for name, label in words.SEQUENCE_LABELS.items():
        box = screen._inputs[name]
        assert box.description == label
        assert isinstance(box, ipywidgets.BoundedIntText)


def test_shuffled_rows_change_nothing(draw):
    other = widgets.draw_sequence_timeline(
        PEOPLE, ORDERS.sample(frac=1, random_state=2)
    )
    plt.close(other.figure)
    assert other.text == draw().text
    pd.testing.assert_frame_equal(other.table, draw().table)
