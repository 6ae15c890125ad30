"""A policy says what it is, and refuses what it cannot be."""

import pandas as pd
import pytest

from segkit.activation import Policy
from segkit.checks import DataError


def test_a_policy_is_a_sentence():
    policy = Policy("agreed", suppressed=["a", "b"], cap=(1, 3), minimum_size=100)
    assert repr(policy) == (
        "Only customers who said yes in agreed; 2 who must be left alone are left out; "
        "nobody gets more than one message within 3 days; groups of fewer than 100 are "
        "not contacted as a group."
    )


def test_a_policy_shows_no_id():
    assert "ann@shop.io" not in repr(Policy(suppressed=["ann@shop.io"]))


def test_a_policy_does_not_change():
    ids = ["a"]
    policy = Policy(suppressed=ids)
    ids.append("b")
    assert policy.suppressed == {"a"}
    assert policy.but(cap=(2, 7)).suppressed == {"a"}
    with pytest.raises(AttributeError):
        policy.cap = (1, 1)
    assert policy == Policy(suppressed=pd.Series(["a", None]))


def test_every_minute_is_quiet_or_not():
    minutes = pd.date_range("2024-07-01", "2024-07-02 23:59", freq="min")
    night = Policy(quiet_hours=("21:00", "08:00")).quiet(minutes)
    assert (night == ((minutes.hour >= 21) | (minutes.hour < 8))).all()
    noon = Policy(quiet_hours=("12:30", "14:00")).quiet(minutes)
    after = (minutes.hour * 60 + minutes.minute) >= 750
    assert (noon == (after & (minutes.hour < 14))).all()
    assert not Policy().quiet(minutes).any()


@pytest.mark.parametrize("hours", [("21:00", "08:00"), ("00:00", "09:15")])
def test_a_moved_message_leaves_at_the_end_of_the_quiet_hours(hours):
    policy = Policy(quiet_hours=hours)
    minutes = pd.date_range("2024-07-01", "2024-07-02 23:59", freq="min")
    moved = policy.awake(minutes)
    assert not policy.quiet(moved).any()
    late = moved != minutes
    assert (late == policy.quiet(minutes)).all()
    assert set(moved[late].strftime("%H:%M")) == {hours[1]}
    assert (moved - minutes).max() < pd.Timedelta(days=1)
    assert (moved >= minutes).all()


def test_a_missing_moment_stays_missing():
    policy = Policy(quiet_hours=("21:00", "08:00"))
    assert policy.awake(["2024-07-01 22:00", None]).isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"consent": None}, "nobody is contacted without consent"),
        ({"consent": ""}, "consent must be the name of the column"),
        ({"suppressed": "c1"}, "suppressed must be a list"),
        ({"suppressed": pd.DataFrame({"a": [1]})}, "suppressed must be a list"),
        ({"suppressed": 3}, "suppressed must be a list"),
        ({"cap": 3}, r"cap must be None or \(messages, days\)"),
        ({"cap": (0, 7)}, "cap must be None"),
        ({"cap": (1, 2, 3)}, "cap must be None"),
        ({"cap": (1.5, 7)}, "cap must be None"),
        ({"minimum_size": 0}, "minimum_size must be a whole number"),
        ({"quiet_hours": ("21:00", "21:00")}, "two different times"),
        ({"quiet_hours": ("25:00", "21:00")}, "two different times"),
        ({"quiet_hours": "21:00-08:00"}, "two different times"),
    ],
)
def test_what_cannot_be_is_refused(fields, says):
    with pytest.raises(DataError, match=says):
        Policy(**fields)


def test_a_small_group_is_refused():
    with pytest.raises(DataError, match=r"VIP has 9 customers .* at least 10"):
        Policy().check_size(9, name="VIP")
