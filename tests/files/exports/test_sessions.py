"""Exports of web analytics: what is in them, and nothing that is not."""

import pandas as pd
import pytest

from segkit import datasets, files, kpis
from segkit.checks import DataError

EXPORT = """# ----------------------------------------
# Sales by source
# Start date: 20241001
# End date: 20241002
# ----------------------------------------

Date,Session source / medium,Device category,Sessions,Engaged sessions,Total users,Transactions,Total revenue
20241001,google / organic,mobile,100,70,80,4,"1,234.50"
20241001,(direct) / (none),desktop,50,40,45,3,210.00
20241002,newsletter / email,mobile,20,15,20,2,99.00
20241002,(not set),tablet,5,1,5,0,0.00
20241002,forum.example / referral,mobile,10,9,10,0,0.00
,,,185,135,150,9,"1,543.50"
"""  # noqa: E501 - as such tools write it


@pytest.fixture
def write(tmp_path):
    def write(text, name="export.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_an_export_of_totals_is_read(write):
    table = files.read_sessions(write(EXPORT))
    assert table.attrs["grain"] == "totals"
    days = ["2024-10-01"] * 2 + ["2024-10-02"] * 3
    assert table["started_on"].astype("str").tolist() == days
    sources = table["source"].fillna("-").tolist()
    assert sources == ["search", "direct", "email", "-", "referral"]
    assert table["source_name"].iloc[0] == "google"
    assert table["device"].tolist()[:3] == ["smartphone", "desktop", "smartphone"]
    assert table["n_sessions"].tolist() == [100, 50, 20, 5, 10]
    assert table["n_bounced"].tolist() == [30, 10, 5, 4, 1]
    assert table["revenue_amount"].sum() == 1543.5
    notes = "\n".join(table.attrs["notes"])
    assert "1 rows of totals were taken out" in notes
    assert "Start date: 20241001" in notes
    assert "laptops are among desktop" in notes
    assert "n_users does not add up" in notes
    assert "the file's own total" not in notes
    assert table.attrs["comments"]["End date"] == "20241002"


def test_the_indicators_count_from_its_sums(write):
    table = files.read_sessions(write(EXPORT))
    rate = kpis.visit_conversion_rate(
        table["n_orders"].sum(), table["n_sessions"].sum()
    )
    assert (rate.numerator, rate.denominator) == (9, 185)
    left = kpis.web_bounce_rate(table["n_bounced"].sum(), table["n_sessions"].sum())
    assert left.value == pytest.approx(50 / 185)


def test_a_total_that_is_not_the_sum_is_told(write):
    table = files.read_sessions(write(EXPORT.replace(",,,185", ",,,1850")))
    said = "n_sessions: the rows add up to 185, the file's own total says 1,850"
    assert any(said in note for note in table.attrs["notes"])


def test_totals_at_the_top_with_a_word_are_taken_out_too(write):
    text = (
        "Jour;Sessions;Utilisateurs\nTotal;30;25\n01/10/2024;10;9\n13/10/2024;20;18\n"
    )
    table = files.read_sessions(write(text))
    assert table["n_sessions"].tolist() == [10, 20]
    assert table["started_on"].dt.month.tolist() == [10, 10]


def test_hours_in_ten_digits_are_hours_not_seconds(write):
    table = files.read_sessions(
        write("Date + hour (YYYYMMDDHH),Sessions\n2024100113,5\n2024100200,2\n"),
        columns={"started_at": "Date + hour (YYYYMMDDHH)"},
    )
    assert table["started_at"].astype("str").tolist() == [
        "2024-10-01 13:00:00",
        "2024-10-02 00:00:00",
    ]


def test_bounce_rates_in_percent_become_counts(write):
    table = files.read_sessions(
        write("Date,Sessions,Bounce rate\n20241001,200,42.5%\n")
    )
    assert table["n_bounced"].tolist() == [85]


def test_several_tables_in_one_file_are_not_mixed(write):
    two = EXPORT + "\n# Another\nDate,Sessions\n20241001,185\n"
    with pytest.raises(DataError, match=r"holds 2 tables.*pass part=1"):
        files.read_sessions(write(two))
    assert files.read_sessions(write(two), part=2)["n_sessions"].tolist() == [185]
    with pytest.raises(DataError, match="part must be a whole number from 1 to 2"):
        files.read_sessions(write(two), part=3)


def test_visits_come_back_as_the_world_has_them(write):
    visits = datasets.load("web_sessions").head(200)
    table = files.read_sessions(write(visits.to_csv(index=False)))
    assert table.attrs["grain"] == "visit"
    for name in ("session_id", "visitor_id", "started_at", "pages", "source", "device"):
        assert table[name].tolist() == visits[name].tolist()
    ours = kpis.web_bounce_rate.from_table(table, start="2024-10-01", end="2024-10-31")
    theirs = kpis.web_bounce_rate.from_table(
        visits, start="2024-10-01", end="2024-10-31"
    )
    assert ours.value == theirs.value


def test_a_file_of_something_else_is_refused(write):
    with pytest.raises(DataError, match=r"needs a column of sessions.*'fish'"):
        files.read_sessions(write("fish,chips\n1,2\n3,4\n"))
    with pytest.raises(DataError, match=r"which this reader does not know"):
        files.read_sessions(write(EXPORT), columns={"visits": "Sessions"})
    with pytest.raises(DataError, match="correct the right-hand names"):
        files.read_sessions(write(EXPORT), columns={"n_sessions": "Visits"})


def test_the_door_of_the_datasets_opens_each(write):
    assert len(datasets.sessions()) == len(datasets.load("web_sessions"))
    assert datasets.sessions(str(write(EXPORT)))["n_sessions"].sum() == 185
    table = pd.DataFrame({"at": pd.to_datetime(["2024-10-01"])})
    mine = datasets.sessions(table, columns={"started_at": "at"})
    assert list(mine.columns) == ["started_at"]
