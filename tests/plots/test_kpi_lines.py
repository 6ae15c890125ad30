import matplotlib.pyplot as plt
import pandas as pd
import pytest

from segkit import kpis, plots
from segkit.checks import DataError
from segkit.plots.style import INK

PEOPLE = [f"c{i}" for i in range(24)]


@pytest.fixture
def orders():
    days = pd.date_range("2024-01-01", "2024-06-20", freq="3D")
    people = [PEOPLE[i % 20] for i in range(len(days))]
    money = [10.0 + i % 7 for i in range(len(days))]
    return pd.DataFrame({"customer_id": people, "ordered_at": days, "amount": money})


def divided(n):
    return pd.Series([f"group {i % n}" for i in range(24)], PEOPLE, name="groups")


def test_a_line_for_each_segment_and_a_dashed_one_for_all(orders):
    table = kpis.over_time(kpis.purchase_rate, orders, divided(3))
    ax = plots.kpi_over_time(table)
    named = {line.get_label(): line for line in ax.get_legend().get_lines()}
    assert list(named) == ["group 0", "group 1", "group 2", "all"]
    assert named["all"].get_linestyle() == "--"
    assert named["all"].get_color() == INK
    looks = {(line.get_color(), line.get_marker()) for line in named.values()}
    assert len(looks) == 4
    drawn = next(line for line in ax.lines if line.get_label() == "group 0")
    assert drawn.get_ydata().tolist() == table.loc["group 0", "value"].tolist()


def test_periods_that_are_cut_off_are_hollow(orders):
    ax = plots.kpi_over_time(kpis.over_time(kpis.aov, orders, customers=PEOPLE))
    (hollow,) = [line for line in ax.lines if line.get_markerfacecolor() == "white"]
    assert hollow.get_xdata().tolist() == [5]  # June ends early
    assert "hollow: the month is cut off" in ax.get_xlabel()
    whole = kpis.over_time(kpis.aov, orders, customers=PEOPLE, end="2024-05-31")
    assert "hollow" not in plots.kpi_over_time(whole).get_xlabel()


def test_few_lines_have_bands_many_have_none(orders):
    one = plots.kpi_over_time(kpis.over_time(kpis.aov, orders, customers=PEOPLE))
    assert len(one.collections) == 1
    assert "band: 95 % interval" in one.get_xlabel()
    many = plots.kpi_over_time(kpis.over_time(kpis.aov, orders, divided(4)))
    assert not many.collections
    assert "intervals: see the table" in many.get_xlabel()


def test_twelve_segments_are_told_apart(orders):
    ax = plots.kpi_over_time(kpis.over_time(kpis.purchase_rate, orders, divided(12)))
    lines = ax.get_legend().get_lines()
    looks = {(li.get_color(), li.get_marker(), li.get_linestyle()) for li in lines}
    assert len(looks) == 13


def test_the_words_say_what_is_drawn(orders):
    table = kpis.over_time(kpis.arpu, orders, customers=PEOPLE, unit="EUR")
    said = plots.show(plots.kpi_over_time(table)).alt
    assert said.startswith("Revenue per customer amount by month.")
    assert "revenue per customer amount (EUR)" in said
    assert "6 points" in said
    assert "Points:" not in said


def test_names_of_periods_are_thinned_out(orders):
    table = kpis.over_time(kpis.aov, orders, customers=PEOPLE, by="day")
    assert len(plots.kpi_over_time(table).get_xticks()) <= 13


def test_it_draws_where_it_is_told(orders):
    _, ax = plt.subplots()
    assert (
        plots.kpi_over_time(kpis.over_time(kpis.aov, orders, divided(2)), ax=ax) is ax
    )


def test_what_cannot_be_drawn_is_refused(orders):
    with pytest.raises(DataError, match=r"18 segments are too many.*which holds 16"):
        plots.kpi_over_time(kpis.over_time(kpis.aov, orders, divided(18)))
    both = pd.DataFrame({"a": divided(2), "b": divided(3)})
    with pytest.raises(
        DataError, match=r"choose one segmentation, table\.loc\['name'\]"
    ):
        plots.kpi_over_time(kpis.over_time(kpis.aov, orders, both))
    table = kpis.over_time(kpis.aov, orders, customers=PEOPLE)
    with pytest.raises(DataError, match="no value of the table is known"):
        plots.kpi_over_time(table.assign(value=float("nan")))
    with pytest.raises(DataError, match=r"table needs columns \['partial'\]"):
        plots.kpi_over_time(table.drop(columns="partial"))
