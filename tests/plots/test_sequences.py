"""Sequences as figures: each mark where it belongs, whatever the names and numbers."""

import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError

AT = pd.to_datetime(["2024-07-04 10:00", "2024-07-05 10:00", "2024-07-06 10:00"])


@pytest.fixture
def plan():
    return pd.DataFrame(
        {
            "customer_id": ["b", "a", "a"],
            "sequence": ["follow", "follow", "news"],
            "planned_at": AT,
            "send_at": [AT[0], AT[2], pd.NaT],
            "state": ["sent", "moved", "held back"],
        }
    )


def test_each_state_has_its_mark(plan):
    ax = plots.timeline(plan)
    labels = [c.get_label() for c in ax.collections]
    assert "planned, moved" in labels
    assert "planned, held back" in labels
    assert "sent: follow" in labels
    assert "1 sent as planned, 1 moved, 1 held back" in ax.get_xlabel()
    assert [t.get_text() for t in ax.get_yticklabels()] == ["b", "a"]


def test_only_the_first_customers_are_drawn(plan):
    many = pd.concat(
        [plan.assign(customer_id=f"{i:03d}") for i in range(30)], ignore_index=True
    )
    ax = plots.timeline(many, customers=5)
    assert "the first 5 of 30 customers" in ax.get_title(loc="left")
    assert len(ax.get_yticklabels()) == 5
    shuffled = plots.timeline(many.sample(frac=1, random_state=1), customers=5)
    names = [[t.get_text() for t in a.get_yticklabels()] for a in (ax, shuffled)]
    assert names[0] == names[1]


def test_long_and_odd_names_are_cut_and_not_run(plan):
    odd = plan.assign(customer_id="a $name$ that is longer than anybody's " * 3)
    ax = plots.timeline(odd.assign(sequence="a $sequence$ with a long name " * 3))
    assert all(len(t.get_text()) <= 26 for t in ax.get_yticklabels())
    assert plots.show(ax).png


def test_nothing_sent_can_be_drawn(plan):
    held = plan.assign(send_at=pd.NaT, state="held back")
    held["send_at"] = pd.to_datetime(held["send_at"])
    assert plots.show(plots.timeline(held)).png


def test_what_cannot_be_drawn_is_refused(plan):
    with pytest.raises(DataError, match="schedule needs columns"):
        plots.timeline(plan.drop(columns="state"))
    with pytest.raises(DataError, match="schedule is empty"):
        plots.timeline(plan.iloc[:0])
    with pytest.raises(
        DataError, match="customers must be a whole number from 1 to 40"
    ):
        plots.timeline(plan, customers=41)


def pressure(n, cap=(2, 7)):
    table = pd.DataFrame({"planned": range(n), "sent": [1] * n})
    table.attrs = {"days": 7, "cap": cap}
    return table


def test_the_cap_stands_where_it_belongs():
    ax = plots.contact_pressure(pressure(5))
    assert ax.lines[0].get_xdata()[0] == 2.5
    assert not plots.contact_pressure(pressure(5, cap=None)).lines
    assert not plots.contact_pressure(pressure(5, cap=(2, 30))).lines


def test_many_messages_share_the_last_bar():
    ax = plots.contact_pressure(pressure(40))
    tops = [p.get_height() for p in ax.containers[0].patches]
    assert len(tops) == 13
    assert sum(tops) == sum(range(40))
    assert plots.show(plots.contact_pressure(pressure(1))).png


def test_decay_needs_no_clicks():
    table = pd.DataFrame(
        {"after_days": [3, 10], "n": 5, "open_rate": [0.5, 0.3],
         "open_low": [0.4, 0.2], "open_high": [0.6, 0.4],
         "click_rate": float("nan"), "click_low": 0.0, "click_high": 0.0},
        index=["tips " * 8, "$more$"],
    )  # fmt: skip
    assert len(plots.engagement_decay(table).containers) == 1
    both = table.assign(click_rate=0.1)
    assert len(plots.engagement_decay(both).containers) == 2
    with pytest.raises(DataError, match="table needs columns"):
        plots.engagement_decay(table.drop(columns="open_low"))
