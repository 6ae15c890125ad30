"""Dates in text: the order of day and month is proved, or refused."""

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import files
from segkit.checks import DataError
from segkit.files.clock import local_times
from segkit.files.convert import parse_column
from segkit.files.dates import looks_like_dates

SPELLED = [
    ("2024-03-31", "2024-03-31"),
    ("2024/3/1 9:05", "2024-03-01 09:05"),
    ("2024-03-31T23:59:58.123", "2024-03-31 23:59:58.123"),
    ("31/12/2024", "2024-12-31"),
    ("31.12.24 18:30", "2024-12-31 18:30"),
    ("31-12-2024, 6:30 PM", "2024-12-31 18:30"),
    ("31/12/2024 12:15 am", "2024-12-31 00:15"),
    ("31/12/2024 à 18h30", "2024-12-31 18:30"),
    ("31.12.2024 um 18:30 Uhr", "2024-12-31 18:30"),
    ("12/31/2024", "2024-12-31"),
    ("1 March 2024", "2024-03-01"),
    ("Mar 1, 2024", "2024-03-01"),
    ("1er mars 2024", "2024-03-01"),
    ("1. März 2024", "2024-03-01"),
    ("1 de marzo de 2024", "2024-03-01"),
    ("15-Aug-24", "2024-08-15"),
    ("15 août 2024", "2024-08-15"),
    ("Fri, 15 Mar 2024 10:00:00 +0100", "2024-03-15 10:00"),
    ("31/12/1969", "1969-12-31"),
    ("31/12/69", "1969-12-31"),
    ("31/12/68", "2068-12-31"),
]


@pytest.mark.parametrize(("text", "moment"), SPELLED)
def test_a_date_is_read_as_people_spell_it(text, moment):
    found = parse_column(pd.Series([text]))
    assert found.problem is None
    assert found.values[0] == pd.Timestamp(moment)


@pytest.mark.parametrize(
    "text", ["31/31/2024", "2024-02-30", "5 mai", "31/12/2024 25:00", "1 foo 2024", "x"]
)
def test_what_is_no_date_is_marked(text):
    found = parse_column(pd.Series([text, "31/12/2024"]))
    assert found.problem or found.bad.tolist() == [True, False]


def test_a_day_above_twelve_proves_the_order():
    found = parse_column(pd.Series(["01/02/2024", "31/01/2024"]))
    assert found.values.dt.month.tolist() == [2, 1]
    assert found.how == "day first (31/03/2024): 1 rows can only be read so"
    found = parse_column(pd.Series(["01/02/2024", "01/31/2024"]))
    assert found.values.dt.month.tolist() == [1, 1]


def test_without_proof_nothing_is_guessed():
    found = parse_column(pd.Series(["01/02/2024", "03/02/2024"], name="Day"))
    assert found.problem == (
        "'Day' can be read day first or month first, and nothing in the file decides: "
        "pass dayfirst=True (31/12) or dayfirst=False (12/31)"
    )


def test_the_user_decides_where_the_column_cannot():
    texts = pd.Series(["01/02/2024", "03/02/2024"])
    assert parse_column(texts, dayfirst=True).values.dt.month.tolist() == [2, 2]
    assert parse_column(texts, dayfirst=False).values.dt.day.tolist() == [2, 2]


def test_the_column_is_believed_before_the_user():
    texts = pd.Series(["31/12/2024", "03/02/2024"])
    assert parse_column(texts, dayfirst=False).values.dt.month.tolist() == [12, 2]


def test_dates_that_are_alike_both_ways_need_no_proof():
    assert parse_column(pd.Series(["05/05/2024"])).problem is None


def test_rows_in_order_of_time_prove_the_order():
    days = [f"{d:02d}/{m:02d}/2024" for m in range(1, 8) for d in (2, 9)]
    found = parse_column(pd.Series(days))
    assert found.style == "dayfirst"
    assert found.how.endswith("only so are the rows in order of time")


def test_both_orders_in_one_column_are_refused_with_the_rows():
    found = parse_column(pd.Series(["31/01/2024", "01/31/2024"], name="Day"))
    assert found.problem.startswith(
        "'Day' mixes day-first dates (1 rows, such as row 1) and month-first dates "
        "(1 rows, such as row 2)"
    )


def test_another_column_of_the_file_proves_the_order(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "ordered,paid,x\n01/02/2024,28/02/2024,1\n03/02/2024,04/03/2024,2\n"
    )
    table = files.read(file)
    assert table["ordered"].dt.month.tolist() == [2, 2]
    assert "as 'paid' in the same file" in table.attrs["reading"]


def test_two_formats_that_agree_are_read_and_said():
    found = parse_column(pd.Series(["2024-03-01", "31/03/2024"]))
    assert found.values.dt.month.tolist() == [3, 3]
    assert "1 others year first" in found.how


def test_days_that_a_spreadsheet_swapped_are_refused():
    swapped = [f"2024-{m:02d}-{d:02d}" for m in (1, 2, 3) for d in range(1, 13)]
    kept = [f"{d}/0{m}/2024" for m in (1, 2, 3) for d in range(13, 25)]
    found = parse_column(pd.Series(swapped + kept, name="Day"))
    assert "a spreadsheet has swapped day and month" in found.problem


def test_times_with_and_without_offset_are_refused():
    found = parse_column(pd.Series(["2024-03-31 10:00", "2024-03-31 10:00 +0200"]))
    assert (
        "mixes times with an offset (1 rows) and without one (1 rows)" in found.problem
    )


def test_a_column_with_some_bad_dates_stays_text_and_says_which(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("at,x\n2024-03-01,1\n2024-02-30,2\n2024-03-03,3\n")
    table = files.read(file)
    assert table["at"].tolist()[1] == "2024-02-30"
    said = table.attrs["problems"]["at"]
    assert said == "'at' has 1 values that are no dates (rows 2): kept as text"


def test_years_of_two_digits_are_said(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("at,x\n31/03/24,1\n")
    assert "years of two digits in 'at'" in files.read(file).attrs["notes"][0]


@pytest.mark.parametrize("words", [["red", "green"], ["12", "15"], ["1.5", "2.5"]])
def test_other_columns_are_not_taken_for_dates(words):
    assert not looks_like_dates(pd.Series(words))


NUMBERS = [
    ([45352.0, 45353.5], "2024-03-01 00:00", "Excel day numbers"),
    ([20240301, 20240302], "2024-03-01", "eight digits"),
    ([1709287200, 1709290800], "2024-03-01 10:00", "seconds since 1970"),
    ([1709287200000, 1709290800000], "2024-03-01 10:00", "seconds since 1970"),
]


@pytest.mark.parametrize(("numbers", "moment", "said"), NUMBERS)
@pytest.mark.parametrize("as_text", [True, False])
def test_numbers_that_stand_for_times_are_read_and_said(numbers, moment, said, as_text):
    column = pd.Series(numbers, name="at")
    notes = []
    column = column.map("{:g}".format) if as_text and max(numbers) < 1e6 else column
    column = column.astype("str") if as_text else column
    times = local_times(column, None, None, notes, "a.csv")
    assert times[0] == pd.Timestamp(moment)
    assert said in notes[0]


def test_numbers_that_are_no_times_are_refused():
    with pytest.raises(DataError, match="holds numbers that are no dates"):
        local_times(pd.Series([1, 2], name="n"), None, None, [], "a.csv")


def test_a_column_of_words_is_no_time():
    with pytest.raises(DataError, match="whose values are mostly no dates"):
        local_times(pd.Series(["red", "blue"], name="c"), None, None, [], "a.csv")


def test_zoned_times_become_the_wall_clock():
    at = pd.Series(pd.to_datetime(["2024-07-01 10:00"]).tz_localize("Europe/Madrid"))
    ten, eight = pd.Timestamp("2024-07-01 10:00"), pd.Timestamp("2024-07-01 08:00")
    notes = []
    assert local_times(at, None, None, notes, "a")[0] == ten
    assert "kept as local wall-clock" in notes[0]
    utc = at.dt.tz_convert("UTC")
    notes = []
    assert local_times(utc, None, None, notes, "a")[0] == eight
    assert "are UTC" in notes[0]
    notes = []
    assert local_times(utc, "Europe/Madrid", None, notes, "a")[0] == ten
    assert notes == ["times in 'None' were converted to Europe/Madrid"]


def test_plain_times_are_taken_as_local_whatever_the_zone():
    at = pd.Series(pd.to_datetime(["2024-07-01 10:00"]), name="at")
    notes = []
    assert local_times(at, "Asia/Tokyo", None, notes, "a")[0] == at[0]
    assert "timezone= changed nothing" in notes[0]


MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31)).map(
    lambda t: t.replace(microsecond=0)
)
FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%d.%m.%y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%d %B %Y %H:%M:%S",
    "%b %d, %Y %H:%M:%S",
]


@given(
    moments=st.lists(MOMENTS, min_size=1, max_size=15), spelled=st.sampled_from(FORMATS)
)
def test_every_format_is_read_back(moments, spelled):
    moments = [*moments, datetime(2024, 12, 31, 23, 59, 59)]
    texts = pd.Series([t.strftime(spelled) for t in moments])
    found = parse_column(texts)
    assert found.problem is None
    assert found.values.tolist() == [pd.Timestamp(t) for t in moments]
