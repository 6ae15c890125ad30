"""The matrix, the calendar, the monthly plan, and how good content is."""

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import activation, datasets, kpis
from segkit.activation import (
    Template,
    cheat_sheet,
    content_by_value,
    content_calendar,
    content_score,
    message_matrix,
    monthly_plan,
)
from segkit.checks import DataError

CORE = "Good things, made to last."


def test_the_matrix_has_every_cell_once_and_one_core_line():
    segments = pd.Series(["b", "a", "a"], dtype=pd.CategoricalDtype(["b", "a"]))
    matrix = message_matrix(
        segments,
        ["email", "sms"],
        {"a": ["offer", "survey"], "b": ["welcome"]},
        core=CORE,
    )
    assert matrix["segment"].tolist() == ["b"] * 2 + ["a"] * 4
    assert matrix["n"].tolist() == [1, 1, 2, 2, 2, 2]
    assert set(matrix["core"]) == {CORE}
    assert not matrix.duplicated(["segment", "channel", "purpose"]).any()
    ready = matrix.set_index(["segment", "purpose", "channel"])["text"]
    assert ready["a", "offer", "sms"] == "ready"
    assert ready["a", "survey", "sms"] == "to write"


def test_the_matrix_says_what_is_missing():
    matrix = message_matrix(
        ["a", "b", "c"],
        ["email"],
        {"a": ["offer"], "b": ["news"]},
        core=CORE,
        lines={"a": "same", "b": "same"},
    )
    said = repr(matrix)
    assert "Nothing is planned for c: on purpose?" in said
    assert "All segments have the same line" in said
    assert "No line of their own yet" not in said


def test_subjects_stand_in_their_plainest_form():
    matrix = message_matrix(
        ["a"], ["email"], ["welcome", "offer", "local", "tips"], core=CORE
    )
    assert matrix["subject"].tolist() == [
        "Welcome! Shall we start with a cup of tea?",
        "[discount_rate] off until [deadline]",
        "Near you: [event] on [event_day]",
        "Three minutes with your new find",
    ]


def test_own_templates_come_first_and_tones_are_kept():
    own = {("offer", "letter"): Template("Dear all", "x", channel="letter")}
    matrix = message_matrix(
        ["a"], ["letter", "email"], ["offer"], core=CORE, own=own, tones={"a": "B2B"}
    )
    assert matrix["subject"].tolist() == [
        "Dear all",
        "[discount_rate] off until [deadline]",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"core": " "}, "core is empty"),
        ({"segments": []}, "segments is empty"),
        ({"segments": "abc"}, r"write \['abc'\]"),
        ({"segments": ["a", "a"]}, "more than once"),
        ({"channels": "email"}, r"write \['email'\]"),
        ({"purposes": {"z": ["offer"]}}, r"purposes= names \['z'\]"),
        ({"purposes": {"a": "offer"}}, r"write \['offer'\]"),
        ({"lines": {"z": "x"}}, r"lines= names \['z'\]"),
        ({"tones": {"a": "B2X"}}, "tones must be one of"),
    ],
)
def test_a_matrix_that_cannot_be_is_refused(change, said):
    asked = {
        "segments": ["a"],
        "channels": ["email"],
        "purposes": ["offer"],
        "core": CORE,
    }
    with pytest.raises(DataError, match=said):
        message_matrix(**(asked | change))


CELLS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["email", "sms"]),
        st.sampled_from("uvwx"),
    ),
    min_size=1,
    max_size=10,
)


@settings(deadline=None, max_examples=60)
@given(CELLS, st.integers(1, 20), st.integers(1, 40), st.integers(0, 120))
def test_no_segment_hears_too_often_and_no_message_is_lost(cells, gap, every, length):
    table = pd.DataFrame(cells, columns=["segment", "channel", "purpose"])
    start = datetime.date(2024, 1, 1)
    plan = content_calendar(
        table,
        start=start,
        end=start + datetime.timedelta(length),
        least_gap_days=gap,
        every_days=every,
        weekdays=["Monday", "Friday"],
        free_days=["2024-01-05"],
    )
    planned = plan[plan["state"] == "planned"]
    for _, mine in planned.groupby("segment"):
        assert (mine["date"].diff().dropna().dt.days >= gap).all()
    for _, mine in planned.groupby(["segment", "channel", "purpose"]):
        assert (mine["date"].diff().dropna().dt.days >= every).all()
    assert set(planned["weekday"]) <= {"Monday", "Friday"}
    assert pd.Timestamp("2024-01-05") not in set(planned["date"])
    keys = ["segment", "channel", "purpose"]
    assert set(map(tuple, plan[keys].to_numpy())) == set(cells)
    assert planned["date"].is_monotonic_increasing


def test_what_finds_no_room_is_said():
    table = pd.DataFrame({"segment": "a", "channel": "email", "purpose": list("uvw")})
    plan = content_calendar(table, start="2024-07-01", end="2024-07-10")
    assert plan["state"].tolist() == ["planned", "planned", "no room"]
    assert "1 found no room" in repr(plan)
    for change, said in (
        ({"end": "2024-06-01"}, "end must be later"),
        ({"weekdays": ["Tirsdag"]}, "weekdays must be one of"),
        ({"every_days": 0}, "every_days must be a whole number"),
    ):
        with pytest.raises(DataError, match=said):
            content_calendar(
                table, **({"start": "2024-07-01", "end": "2024-07-10"} | change)
            )


def test_the_monthly_plan_goes_to_the_most_interested_in_turn():
    interest = pd.DataFrame(
        {"value": [0.1, 0.4, 0.3, 0.2], "low": [0.05, 0.35, 0.2, 0.1], "n": [9] * 4},
        index=["x", "a", "b", "all"],
    ).assign(high=lambda t: 2 * t["value"] - t["low"])
    plan = monthly_plan(interest, start="2024-11-20", months=3, most=2)
    assert plan["month"].unique().tolist() == ["2024-11", "2024-12", "2025-01"]
    assert plan["date"].dt.day_name().unique().tolist() == ["Tuesday"]
    assert (plan["date"] >= "2024-11-20").all()
    assert plan["segment"].tolist() == ["a", "b"] * 3
    assert plan.loc[plan["segment"] == "a", "purpose"].tolist() == [
        "offer",
        "early access",
        "thanks",
    ]
    assert "No segment that was left out is as interested" in repr(plan)
    doubtful = monthly_plan(interest, start="2024-11-20", most=1)
    assert "Chance may have chosen: b" in repr(doubtful)
    with pytest.raises(DataError, match="no segment with a value"):
        monthly_plan(interest.loc[["all"]], start="2024-11-20")


def test_the_monthly_plan_reads_what_the_indicators_return():
    sends = datasets.load("sends")
    customers = datasets.load("customers").set_index("customer_id")
    segments = customers["preferred_frequency"].dropna().rename("wish")
    table = kpis.by_segment(kpis.click_rate, sends[sends["delivered"]], segments)
    plan = monthly_plan(table, start="2024-07-01", months=1, most=1)
    assert plan["segment"].tolist() == ["weekly"]


def test_content_goes_to_value_first():
    value = pd.DataFrame({"value_amount": [1, 3, 1], "n": [1, 2, 1]}, index=list("abc"))
    table = content_by_value(value, hours=10, purposes={"b": "thanks"})
    assert table.index.tolist() == ["b", "a", "c"]
    assert table["rank"].tolist() == [1, 2, 2]
    assert table["hours"].tolist() == pytest.approx([6, 2, 2])
    assert table["value_per_customer"].tolist() == [1.5, 1, 1]
    assert table["purpose"].tolist() == ["thanks", "", ""]
    for bad in ([-1.0, 2.0], [0.0, 0.0], [None, 1.0]):
        with pytest.raises(DataError, match="0 or more"):
            content_by_value(pd.Series(bad, dtype=float))


def test_content_score_counts_and_asks():
    good = content_score(
        "Your beans are ready. See how you keep them: https://x.example",
        subject="Your beans are ready",
        answers={"useful": 2, "theirs": 2, "true": 2},
    )
    assert good.attrs["score"] == 100
    assert good.attrs["answered"] == 1
    bad = content_score(
        "We are the best and we have won all the prizes that there are to be won in "
        "our region and we are proud of our team https://a.example https://b.example "
        "https://c.example",
        subject="x" * 200,
        answers={"useful": 0},
    )
    assert bad.attrs["score"] == 0
    assert bad["points"].isna().sum() == 2
    assert "5 of 7 criteria are answered" in repr(bad)
    french = content_score(
        "Vous aimez votre jardin. Voici pour vous.", language="French"
    )
    assert french.loc["you before we", "points"] == 2
    for change, said in (
        ({"text": " "}, "no text to score"),
        ({"answers": {"fun": 1}}, "answers must be one of"),
        ({"answers": {"true": 3}}, "must be one of"),
    ):
        with pytest.raises(DataError, match=said):
            content_score(**({"text": "Hello you"} | change))


def test_content_types_name_what_guides_name():
    table = activation.content_types()
    assert len(table) == 6
    assert "One good piece of content" in repr(table)


@pytest.mark.parametrize("language", ["English", "French"])
def test_the_cheat_sheet_prints(language):
    page = cheat_sheet(language=language, margin_rate=0.5, discount_rate=0.1)
    assert {"English": "1.25 times", "French": "1,25 fois"}[language] in repr(page)
    assert page.to_html().startswith("<!DOCTYPE html>")
    assert "{" not in page.to_markdown()
    assert page.title in repr(page)
    with pytest.raises(DataError, match="takes all of a margin"):
        cheat_sheet(margin_rate=0.1, discount_rate=0.1)
