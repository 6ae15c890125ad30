"""Funnels by hand: order of events, windows, segments, before and after."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import datasets, kpis
from segkit.checks import DataError
from segkit.kpis import Step
from segkit.kpis.funnels.events import best_chains
from segkit.kpis.funnels.steps import DAY
from segkit.record import wilson
from tests.kpis.samples import ENGINES


def talks():
    """One row per talk; how far each counts is in the comment."""
    rows = [
        ("a", "2024-01-01", "2024-01-05", "2024-01-09", "won"),  # all three
        ("b", "2024-01-01", "2024-01-05", "2024-01-04", "won"),  # won before: two
        ("c", "2024-01-01", None, "2024-01-09", "won"),  # skipped a step: one
        ("d", "2024-01-01", "2024-02-20", "2024-02-21", "won"),  # late
        ("e", "2024-01-01", "2024-01-05", "2024-01-09", "lost"),  # lost: two
        ("f", "2024-03-01", "2024-03-01", "2024-03-01", "won"),  # one day: all three
    ]
    made = pd.DataFrame(rows, columns=["customer_id", "opened", "met", "closed", "end"])
    for name in ("opened", "met", "closed"):
        made[name] = pd.to_datetime(made[name])
    return made


STEPS = {"lead": "opened", "met": "met", "won": Step("closed", where={"end": "won"})}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_step_counts_after_the_earlier_ones_only(engine):
    found = kpis.funnel(ENGINES[engine](talks()), STEPS)
    assert found["n"].tolist() == [6, 5, 3]
    assert found["lost"].tolist() == [0, 1, 2]
    assert found["step_rate"].tolist()[1:] == [5 / 6, 3 / 5]
    assert found["whole_rate"].tolist() == [1, 5 / 6, 0.5]
    assert (found.loc["won", "low"], found.loc["won", "high"]) == wilson(3, 5)
    assert math.isnan(found.loc["lead", "step_rate"])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_window_starts_with_the_first_step(engine):
    found = kpis.funnel(ENGINES[engine](talks()), STEPS, window_days=8)
    assert found["n"].tolist() == [6, 4, 1]  # the 9th is the 8th day after: too late
    found = kpis.funnel(ENGINES[engine](talks()), STEPS, window_days=9)
    assert found["n"].tolist() == [6, 4, 2]
    assert "within 9 days" in found.attrs["definition"]


def test_the_period_is_that_of_the_first_step():
    found = kpis.funnel(talks(), STEPS, start="2024-01-01", end="2024-01-31")
    assert found["n"].tolist() == [5, 4, 2]  # d's later steps in February count
    assert "2024-01-01 to 2024-01-31" in found.attrs["heading"]


def test_steps_may_be_yes_numbers_and_texts():
    made = pd.DataFrame(
        {
            "seen": [True, True, True, None],
            "cart": [3.0, 0.0, np.nan, 1.0],
            "order": ["O1", "", None, "O2"],
        }
    ).astype({"seen": "boolean"})
    found = kpis.funnel(made, {"seen": "seen", "cart": "cart", "order": "order"})
    assert found["n"].tolist() == [3, 1, 1]


def events():
    visits = [
        ("a", "2024-01-01"),
        ("a", "2024-02-01"),  # the later visit leads to the order within a week
        ("b", "2024-01-10"),
        ("c", "2024-01-01"),
        ("d", "2024-01-01"),
        (None, "2024-01-01"),
    ]
    orders = [
        ("a", "2024-02-03"),
        ("b", "2024-01-09"),  # before the visit
        ("c", "2024-01-20"),  # late
        ("z", "2024-01-20"),  # never visited
    ]
    tables = {}
    for name, rows in {"visits": visits, "orders": orders}.items():
        made = pd.DataFrame(rows, columns=["customer_id", "at"])
        tables[name] = made.assign(at=pd.to_datetime(made["at"]))
    return tables


BOTH = {"visit": Step("at", table="visits"), "order": Step("at", table="orders")}


@pytest.mark.parametrize("engine", ENGINES)
def test_events_of_several_tables(engine):
    tables = {name: ENGINES[engine](t) for name, t in events().items()}
    assert kpis.funnel(tables, BOTH)["n"].tolist() == [4, 2]
    assert kpis.funnel(tables, BOTH, window_days=7)["n"].tolist() == [4, 1]
    early = kpis.funnel(tables, BOTH, window_days=7, end="2024-01-31")
    assert early["n"].tolist() == [4, 0]


def chains(events, window):
    """Say which customers have a chain of visit, cart, order: all ways tried."""
    found = set()
    for person in {p for p, _, _ in events}:
        times = [
            [t for p, s, t in events if p == person and s == step] for step in range(3)
        ]
        found |= {
            person
            for one in times[0]
            for two in times[1]
            for three in times[2]
            if one <= two <= three < one + window
        }
    return found


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 9)),
        min_size=1,
        max_size=25,
    ),
    st.integers(1, 6),
)
def test_any_chain_within_the_window_is_found(rows, window):
    names = ["customer_id", "step", "at"]
    made = pd.DataFrame(rows, columns=names).sort_values(["customer_id", "at", "step"])
    made["at"] *= DAY
    found = best_chains(made, 3, window)
    assert len(found[0]) == len({p for p, s, _ in rows if s == 0})
    assert set(found[2].index[found[2] == 1]) == chains(rows, window)


def test_by_segment_and_who_has_none():
    segments = pd.Series(["x", "x", "y", "y"], index=list("abcd"), name="kind")
    found = kpis.funnel(talks(), STEPS, segments)
    assert found.index.names == ["kind", "step"]
    assert found.loc["x", "n"].tolist() == [2, 2, 1]
    assert found.loc["y", "n"].tolist() == [2, 1, 1]
    assert found.loc["all", "n"].tolist() == [4, 3, 2]
    assert found.attrs["left_out"] == {
        "customers without a segment": 2,
        "rows without a customer_id": 0,
    }


def test_several_rows_of_a_customer_widen_the_interval():
    one = pd.concat([talks()] * 10, ignore_index=True)
    apart = one.assign(customer_id=range(len(one)))
    wide, narrow = (kpis.funnel(t, STEPS).loc["won"] for t in (one, apart))
    assert wide["step_rate"] == narrow["step_rate"]
    assert wide["high"] - wide["low"] > 2 * (narrow["high"] - narrow["low"])
    assert "several rows of one customer" in kpis.funnel(one, STEPS).attrs["notes"][0]


def test_shuffled_rows_change_nothing():
    mixed = talks().sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        kpis.funnel(mixed, STEPS), kpis.funnel(talks(), STEPS)
    )


def test_a_change_is_newcombes():
    steps = {"seen": "seen", "bought": "bought"}
    old = pd.DataFrame({"seen": 1, "bought": [1] * 48 + [0] * 32})
    new = pd.DataFrame({"seen": 1, "bought": [1] * 56 + [0] * 14})
    found = kpis.funnel_change(kpis.funnel(old, steps), kpis.funnel(new, steps))
    row = found.loc["bought"]
    assert (round(row["low"], 4), round(row["high"], 4)) == (0.0524, 0.3339)
    assert "two times, not two groups" in found.attrs["warning"]


def test_periods_that_overlap_are_refused():
    old = kpis.funnel(talks(), STEPS, start="2024-01-01", end="2024-02-01")
    new = kpis.funnel(talks(), STEPS, start="2024-01-31", end="2024-03-31")
    with pytest.raises(DataError, match="overlap, so that some rows would count twice"):
        kpis.funnel_change(old, new)
    with pytest.raises(DataError, match="must have the same segments and steps"):
        kpis.funnel_change(old, kpis.funnel(talks(), {"lead": "opened", "met": "met"}))
    with pytest.raises(DataError, match=r"before must be what kpis\.funnel returns"):
        kpis.funnel_change(talks(), old)


@pytest.mark.parametrize(
    ("tables", "steps", "options", "said"),
    [
        (0, {"lead": "opened"}, {}, "two steps or more"),
        (0, ["opened", "met"], {}, "two steps or more"),
        (
            0,
            {"lead": "opened", "met": 3},
            {},
            "step 'met' must be the name of a column",
        ),
        (0, {"lead": "opened", "x": "y"}, {}, r"table needs columns \['y'\]"),
        (0, {"a": Step("met", table="t"), "b": "met"}, {}, "but one table was passed"),
        (1, {"a": "at", "b": "at"}, {}, "does not say in which table it is"),
        (1, {"a": Step("at", table="z"), "b": "at"}, {}, "is in table 'z', and there"),
        (0, STEPS, {"start": "2025-01-01"}, "nobody reached the first step 'lead'"),
        (0, STEPS, {"start": "2024-02-01", "end": "2024-01-01"}, "exchange them"),
        (0, STEPS, {"window_days": 0}, "window_days must be a whole number"),
        (0, STEPS, {"segments": [1]}, "segments must be a pandas Series"),
        (
            0,
            STEPS,
            {"segments": pd.Series(["x"], index=[7], name="k")},
            "no customer of the table is in segments: the ids of segments are integer",
        ),
        (
            0,
            STEPS,
            {"segments": pd.Series(["all"], index=["a"], name="k")},
            "a segment is called 'all'",
        ),
    ],
)
def test_what_makes_no_funnel_is_refused(tables, steps, options, said):
    with pytest.raises(DataError, match=said):
        kpis.funnel(events() if tables else talks(), steps, **options)


def test_a_period_needs_a_time_at_the_first_step():
    made = talks().assign(seen=True)
    with pytest.raises(DataError, match="needs a time at the first step 'seen'"):
        kpis.funnel(made, {"seen": "seen", "met": "met"}, start="2024-01-01")
    made = talks().assign(thing=[[1]] * 6)
    with pytest.raises(DataError, match=r"holds (List|Object)"):
        kpis.funnel(made, {"lead": "opened", "thing": "thing"})
    wrong = {"visits": events()["visits"].assign(at=1), "orders": events()["orders"]}
    with pytest.raises(DataError, match="needs a column of dates or times"):
        kpis.funnel(wrong, BOTH)


def test_segments_need_a_customer():
    segments = pd.Series(["x"], index=["a"], name="kind")
    with pytest.raises(DataError, match="segments= needs a column 'customer_id'"):
        kpis.funnel(talks().drop(columns="customer_id"), STEPS, segments)


def test_a_b2b_funnel_agrees_with_the_stages():
    made = datasets.load("opportunities")
    steps = {
        "lead": "opened_on",
        "qualified": "qualified_on",
        "offer": "offered_on",
        "won": Step("closed_on", where={"stage": "won"}),
    }
    found = kpis.funnel(made, steps, columns={"customer_id": "company_id"})
    assert found.loc["won", "n"] == (made["stage"] == "won").sum()
    assert found.loc["offer", "n"] == made["offered_on"].notna().sum()
    assert found.loc["lead", "n"] == len(made)
