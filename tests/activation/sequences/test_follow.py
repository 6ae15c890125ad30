"""Cases worked by hand: who fades, lapses, leaves, is written to; the checklist."""

import importlib

import numpy as np
import pandas as pd
import pytest

from segkit import activation
from segkit.activation import Policy
from segkit.checks import DataError


def orders(*rows):
    table = pd.DataFrame(rows, columns=["customer_id", "ordered_at", "amount"])
    return table.assign(ordered_at=pd.to_datetime(table["ordered_at"]))


def test_lapsed_counts_calendar_months_and_leaves_refunds_out():
    table = orders(
        ("a", "2024-03-30", 10.0), ("b", "2024-03-31", 10.0), ("c", "2024-01-05", 10.0),
        ("c", "2024-06-01", -10.0), ("d", "2024-07-09", 10.0), (None, "2024-01-01", 1),
    )  # fmt: skip
    found = activation.lapsed(table, months=3, as_of="2024-06-30")
    assert list(found.index) == ["c", "a"]  # 30 March is the last day of silence
    assert found.attrs["left_out"] == {"after as_of": 1, "not known": 1}
    assert found["monetary_amount"].to_dict() == {"c": 0.0, "a": 10.0}
    by_days = activation.lapsed(table, days=92, as_of="2024-06-30")
    assert list(by_days.index) == ["c", "a"]
    assert list(activation.lapsed(table, days=93, as_of="2024-06-30").index) == ["c"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "lapsed needs months= or days=, one of the two"),
        ({"months": 3, "days": 90}, "lapsed needs months= or days=, one of the two"),
        ({"months": 0}, "months must be a whole number from 1"),
        ({"months": 3, "as_of": "2020-01-01"}, "there is no purchase up to 2020-01-01"),
    ],
)
def test_what_cannot_lapse_is_refused(options, message):
    with pytest.raises(DataError, match=message):
        activation.lapsed(
            orders(("a", "2024-01-01", 1.0)), **{"as_of": "2024-06-30", **options}
        )


@pytest.fixture
def letters():
    """Return 1,000 messages to 100 customers in a year, of whom 10 left."""
    n = np.arange(1000)
    table = pd.DataFrame({"customer_id": n % 100})
    table["sent_at"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        n * 365.25 / 1000, "D"
    )
    table["unsubscribed_at"] = table["sent_at"].where(n >= 990)
    return table


@pytest.fixture
def readers():
    answers = ["weekly"] * 50 + ["monthly"] * 50
    return pd.DataFrame({"customer_id": range(100), "preferred_frequency": answers})


def test_who_leaves_follows_from_the_chance_of_a_message(letters, readers):
    same = {"weekly": 1, "monthly": 1}
    found = activation.frequency_simulation(letters, readers, relative=same)
    assert found.loc["weekly", "unsubscribe_rate"] == 0.01
    assert found.loc["weekly", "left_without"] == pytest.approx(50 * (1 - 0.99**52))
    assert found.loc["monthly", "left_with"] == pytest.approx(50 * (1 - 0.99**12))
    assert found.loc["weekly", "kept"] == 0
    assert found.loc["all", "kept"] == pytest.approx(50 * (0.99**12 - 0.99**52))
    assert found.loc["all", "kept_low"] < found.loc["all", "kept"]
    assert found.loc["all", "kept"] < found.loc["all", "kept_high"]
    assert found.loc["all", "messages_with"] == 50 * 52 + 50 * 12


def test_answers_that_are_known_are_measured_one_by_one(letters, readers):
    found = activation.frequency_simulation(letters, readers)
    assert found["unsubscribe_rate"].tolist() == [0.0, 0.02, 0.01]  # 90 to 99: monthly
    assert "is measured for each answer" in found.attrs["notes"][0]


def test_the_assumptions_can_be_changed(letters, readers):
    plain = activation.frequency_simulation(letters, readers)
    tired = activation.frequency_simulation(letters, readers, fatigue=0.5)
    assert tired.loc["monthly", "left_without"] > plain.loc["monthly", "left_without"]
    assert "grows with the pace to the power 0.5" in " ".join(tired.attrs["notes"])
    none = activation.frequency_simulation(letters, readers, without=0)
    assert none.loc["all", "left_without"] == 0
    longer = activation.frequency_simulation(letters, readers, years=2)
    assert longer.loc["monthly", "left_with"] > plain.loc["monthly", "left_with"]


def test_the_same_seed_and_other_rows_give_the_same(letters, readers):
    one = activation.frequency_simulation(letters, readers)
    two = activation.frequency_simulation(
        letters.sample(frac=1, random_state=1), readers.sample(frac=1, random_state=2)
    )
    pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(two))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pace": {"weekly": 52}}, "it has none for .'monthly'."),
        ({"without": -1}, "without must be a number from 0; this is -1"),
        ({"years": "one"}, "years must be a number from 0"),
        ({"fatigue": float("nan")}, "fatigue must be a number from 0"),
        ({"rng": -1}, "rng must be a whole number from 0"),
    ],
)
def test_a_pace_that_cannot_be_is_refused(options, message, letters, readers):
    with pytest.raises(DataError, match=message):
        activation.frequency_simulation(letters, readers, **options)


def test_nothing_delivered_is_refused(letters, readers):
    with pytest.raises(DataError, match="sends hold no delivered message"):
        activation.frequency_simulation(letters.assign(delivered=False), readers)


def test_the_unhappy_come_first_and_nobody_who_did_not_tick():
    survey = pd.DataFrame({"customer_id": ["a", "b", "c", "d"], "nps": [9, 2, 0, 5]})
    survey["may_contact"] = [True, True, False, None]
    survey["answered_on"] = pd.Timestamp("2024-09-10")
    found = activation.follow_up_list(survey, within_days=3)
    assert found.index.tolist() == ["b", "a"]
    assert found["due_on"].dt.day.tolist() == [13, 13]
    note = found.attrs["notes"][0]
    assert "Of 4 who answered, 2 may be written to; said no 1, never asked 1." in note
    contacts = pd.DataFrame(
        {"customer_id": ["b"], "sent_at": [pd.Timestamp("2024-09-11")]}
    )
    capped = activation.follow_up_list(
        survey, policy=Policy(cap=(1, 7)), contacts=contacts, as_of="2024-09-12"
    )
    assert capped.index.tolist() == ["a"]
    texts = pd.DataFrame({"customer_id": ["a", "a"], "feedback_id": ["F2", "F1"]})
    with_texts = activation.follow_up_list(survey, feedback=texts)
    assert with_texts["feedback_ids"].tolist() == ["", "F1, F2"]
    with pytest.raises(DataError, match="survey needs columns"):
        activation.follow_up_list(survey, agreed="tick")


@pytest.fixture
def subscribers():
    return pd.DataFrame(
        {
            "main_interest": ["garden", "office", None, "garden"] * 10,
            "signup_page": ["a", "b", "office chairs", "d"] * 10,
            "series": ["garden", "garden", "office", "general"] * 10,
            "booked": [True, False, True, False] * 10,
            "unsubscribed": [False, True, False, False] * 10,
        }
    )


def test_a_series_matches_or_is_wrong(subscribers):
    rows = activation.compare_series(subscribers).set_index(["outcome", "group"])
    assert rows.loc["booked"]["n"].to_dict() == {
        "matched": 10, "general": 10, "wrong": 10, "general (any interest)": 10,
        "garden (any interest)": 20, "office (any interest)": 10,
    }  # fmt: skip
    assert rows.loc[("booked", "matched"), "difference"] == 1
    assert rows.loc[("unsubscribed", "wrong"), "rate"] == 1
    pages = {"office chairs": "office"}
    more = activation.compare_series(subscribers, pages=pages)
    assert more["n"].iloc[0] == 20


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"series": "garden"}, "there is no series 'general' in 'series'; it holds"),
        ({"series": "general"}, "holds only .'general'.: there is nothing to compare"),
        ({"booked": "yes"}, "'booked' must be true or false"),
        ({"main_interest": "books"}, "no interest in 'main_interest' has a series of"),
    ],
)
def test_what_cannot_be_compared_is_refused(change, message, subscribers):
    with pytest.raises(DataError, match=message):
        activation.compare_series(subscribers.assign(**change))


def test_every_function_of_the_checklist_is_there():
    table = activation.campaign_checklist()
    assert list(dict.fromkeys(table["stage"])) == [
        "content", "budget", "deployment", "tracking and reports", "optimisation",
    ]  # fmt: skip
    assert table["function"].is_unique
    for name in table["function"]:
        room, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(room), function)), name
