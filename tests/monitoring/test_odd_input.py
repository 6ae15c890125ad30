"""Odd tables: dates as text, yes and no, ids of two kinds, broken files."""

import json

import pandas as pd
import pytest

from segkit import monitoring
from segkit.checks import DataError

YES = pd.DataFrame({"letter": [True, False] * 30})


def test_dates_written_as_text_are_left_out_like_dates():
    old = YES.assign(first="2024-01-01", seen="2024-01-01 10:00")
    new = YES.assign(first="2024-02-01", seen="2024-02-01 10:00")
    found = monitoring.drift(old, new)
    assert found["variable"].tolist() == ["letter"]
    assert set(found.attrs["left_out"]) == {"first", "seen"}
    with pytest.raises(DataError, match=r"dates in \['first'\].*how long ago they are"):
        monitoring.drift(old, new, columns="first")


def test_one_name_is_a_list_of_one():
    both = YES.assign(channel=["app", "web"] * 30)
    found = monitoring.drift(both, both, columns="channel")
    assert found["variable"].tolist() == ["channel"]


def test_yes_and_no_are_one_and_nought():
    found = monitoring.drift(YES, YES.astype(int))
    assert found["change"].tolist() == ["nothing changed"]
    gaps = pd.DataFrame({"letter": [True, False, None] * 20})
    assert "(missing)" in monitoring.drift(YES, gaps)["change"].item()


@pytest.mark.parametrize(
    "ask", [monitoring.growth, monitoring.membership, monitoring.migrations]
)
def test_a_book_with_ids_of_two_kinds_is_refused(ask):
    book = {
        "2024-01-31": pd.Series({1: "New", 2: "Loyal"}),
        "2024-02-29": pd.Series({"1": "New", "2": "Loyal"}),
    }
    with pytest.raises(DataError, match=r"different ways \(integer and string\)"):
        ask(book)


@pytest.mark.parametrize("expected", [pd.Series(["New", "Loyal"]), "ab"])
def test_psi_of_segments_themselves_is_refused(expected):
    with pytest.raises(DataError, match=r"pass segments.value_counts\(\)"):
        monitoring.psi(expected, expected)


def orders(**columns):
    days = pd.to_datetime(["2024-06-01", "2024-06-20", "2030-01-01"])
    return pd.DataFrame({"customer_id": [1, 2, 3], "ordered_at": days}).assign(
        **columns
    )


def test_days_to_come_are_counted_apart():
    found = monitoring.freshness({"orders": orders()}, "2024-06-30")
    assert found[["rows", "after_as_of", "age_days"]].iloc[0].tolist() == [2, 1, 10]


def test_times_with_a_zone_are_those_of_the_shop():
    moments = pd.to_datetime(
        ["2024-06-01", "2024-06-20 23:30", "2024-06-02"], format="ISO8601"
    )
    table = orders(ordered_at=moments.tz_localize("UTC"))
    with pytest.raises(DataError, match="pass timezone="):
        monitoring.freshness({"orders": table}, "2024-06-30")
    tables = {"orders": table, "mails": orders()}
    found = monitoring.freshness(tables, "2024-06-30", timezone="Europe/Madrid")
    assert found["last_day"].tolist() == ["2024-06-21", "2024-06-20"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"arrived": {"orders": "came"}}, "column 'came' must hold dates"),
        ({"arrived": {"orders": "seen"}}, r"the table has \['customer_id', 'ordered_a"),
        ({"late_after": "soon"}, "late_after must be a whole number"),
    ],
)
def test_what_does_not_fit_freshness_is_refused(options, said):
    with pytest.raises(DataError, match=said):
        monitoring.freshness({"orders": orders(came="soon")}, "2024-06-30", **options)


@pytest.mark.parametrize("rounds", [{}, None, [1], "x", [{"hypothesis": "a"}]])
def test_a_log_of_something_else_is_refused(tmp_path, rounds):
    path = monitoring.IterationLog("x").save(tmp_path / "log.json")
    content = json.loads(path.read_text(encoding="utf-8")) | {"rounds": rounds}
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DataError, match="no iteration log can be read"):
        monitoring.IterationLog.load(path)


def test_a_file_that_never_ends_its_brackets_is_refused(tmp_path):
    path = tmp_path / "log.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(DataError, match="no iteration log can be read"):
        monitoring.IterationLog.load(path)
