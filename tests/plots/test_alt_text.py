"""The alternative text says what is drawn, whoever drew it."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import plots
from segkit.plots.alt.axis import number

TEXT = plots.alt_text
# Seaborn 0.13 calls Matplotlib's bxp with an argument that Matplotlib 3.11 renames.
OLD_BOXPLOT = pytest.mark.filterwarnings("ignore:vert. bool was deprecated")


@pytest.fixture
def ax():
    return plt.subplots()[1]


@pytest.fixture
def table():
    return pd.DataFrame(
        {
            "channel": ["web", "web", "app", "app", "store"],
            "half": ["H1", "H2", "H1", "H2", "H1"],
            "orders": [10.0, 20.0, 30.0, 60.0, 5.0],
        }
    )


def test_bars_are_named_with_their_values(ax, table):
    table = table[table["half"] == "H1"]
    sns.barplot(table, x="channel", y="orders", ax=ax)
    assert TEXT(ax) == (
        "Figure. Horizontal axis: channel. Vertical axis: orders. "
        "Bars: web 10; app 30; store 5."
    )


def test_lying_bars_read_the_same(ax, table):
    sns.barplot(table[table["half"] == "H1"], y="channel", x="orders", ax=ax)
    assert "Bars: web 10; app 30; store 5." in TEXT(ax)


def test_bars_side_by_side_are_told_series_by_series(ax, table):
    sns.barplot(table, x="channel", y="orders", hue="half", ax=ax)
    text = TEXT(ax)
    assert "Bars, H1: web 10; app 30; store 5." in text
    assert "Bars, H2: web 20; app 60." in text


def test_error_bars_become_from_to_with_seaborn_and_with_matplotlib(ax, table):
    sns.barplot(table, x="channel", y="orders", errorbar=("pi", 100), ax=ax)
    assert "web 15 (from 10 to 20); app 45 (from 30 to 60); store 5" in TEXT(ax)
    _, other = plt.subplots()
    other.bar(["a", "b"], [3, 4], yerr=[1, 2])
    assert "Bars: a 3 (from 2 to 4); b 4 (from 2 to 6)." in TEXT(other)


def test_the_label_at_the_end_of_a_bar_is_what_is_read(ax):
    bars = ax.bar(["a", "b"], [3, 4])
    ax.bar_label(bars, labels=["three", "four"])
    assert TEXT(ax) == "Figure. Bars: a three; b four."


def test_many_bars_are_summed_up(ax):
    ax.bar([f"p{i}" for i in range(40)], range(40))
    assert TEXT(ax) == "Figure. 40 bars: largest p39 39; smallest p0 0."


def test_counted_bars_of_seaborn(ax, table):
    sns.countplot(table, x="channel", ax=ax)
    assert "Bars: web 2; app 2; store 1." in TEXT(ax)


def test_a_histogram_says_n_range_middle_and_peak(ax):
    sns.histplot(pd.Series([0, 1, 1, 1, 5, 10.0], name="days"), bins=5, ax=ax)
    assert TEXT(ax) == (
        "Figure. Horizontal axis: days. Vertical axis: Count. Histogram: n = 6, "
        "from 0 to 10, median between 0 and 2, tallest bar 4 from 0 to 2."
    )


def test_a_histogram_of_densities_claims_no_n(ax):
    sns.histplot(x=[0.0, 1, 1, 3], stat="density", bins=3, ax=ax)
    assert "n =" not in TEXT(ax)
    assert "Histogram: from 0 to 3" in TEXT(ax)


def test_a_line_has_first_last_lowest_and_highest(ax):
    days = pd.date_range("2024-01-01", periods=4, freq="MS")
    sns.lineplot(x=days, y=[3, 9, 1, 5], ax=ax)
    assert (
        "Line: 4 points, first 3 at 2024-01-01, last 5 at 2024-04-01, "
        "lowest 1 at 2024-03-01, highest 9 at 2024-02-01." in TEXT(ax)
    )


def test_lines_are_named_from_the_legend(ax):
    table = pd.DataFrame({"x": [1, 2] * 2, "y": [1, 2, 3, 4], "who": list("aabb")})
    sns.lineplot(table, x="x", y="y", hue="who", ax=ax)
    assert "Line, a: 2 points, first 1 at 1, last 2 at 2." in TEXT(ax)
    assert "Line, b: 2 points, first 3 at 1, last 4 at 2." in TEXT(ax)


def test_more_lines_than_one_can_follow_are_counted(ax):
    ax.plot(np.arange(24).reshape(2, 12))
    text = TEXT(ax)
    assert text.count("Line: 2 points") == 8
    assert "4 more lines." in text


def test_reference_lines_are_named_and_are_no_curves(ax):
    ax.axvline(2.5, label="median")
    ax.axhline(7)
    assert TEXT(ax) == "Figure. Vertical line at 2.5 (median). Horizontal line at 7."


def test_pandas_own_time_axis_is_read_as_dates(ax):
    months = pd.period_range("2024-01", periods=3, freq="M")
    pd.Series([1, 5, 2], months).plot(ax=ax)
    assert "first 1 at 2024-01, last 2 at 2024-03" in TEXT(ax)


def test_points_have_number_and_ranges_without_missing_ones(ax):
    sns.scatterplot(x=[1.0, 2.0, np.nan], y=[5.0, 9.5, 1.0], ax=ax)
    assert "Points: n = 2, horizontal from 1 to 2, vertical from 5 to 9.5." in TEXT(ax)


def test_strips_of_points_are_counted_together(ax, table):
    sns.stripplot(table, x="channel", y="orders", jitter=False, ax=ax)
    assert "Points: n = 5, horizontal from web to store, vertical from 5 to 60" in TEXT(
        ax
    )


def test_a_heat_map_has_its_extremes_with_their_place(ax):
    cells = pd.DataFrame([[1, 2], [np.nan, 40]], ["low", "high"], ["few", "many"])
    sns.heatmap(cells, ax=ax, cbar_kws={"label": "customers"})
    assert TEXT(ax) == (
        "Figure. Cells: 2 rows by 2 columns, largest 40 (row high, column many), "
        "smallest 1 (row low, column few), 1 without a value. Colours: customers."
    )


def test_a_heat_map_of_nothing_says_so(ax):
    sns.heatmap(pd.DataFrame([[np.nan]]), vmin=0, vmax=1, ax=ax)
    assert "Cells: 1 rows by 1 columns, none with a value." in TEXT(ax)


def test_an_image_is_read_as_cells(ax):
    ax.imshow(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert "largest 4 (row 1, column 1), smallest 1 (row 0, column 0)" in TEXT(ax)


@OLD_BOXPLOT
def test_boxes_have_median_and_middle_half(ax, table):
    sns.boxplot(table, x="half", y="orders", ax=ax)
    assert TEXT(ax).endswith(
        "Boxes: H1 median 10, middle half from 7.5 to 20; "
        "H2 median 40, middle half from 30 to 50."
    )


def test_areas_say_how_far_they_reach(ax):
    ax.fill_between([0, 4], [0, 0], [1, 3])
    assert TEXT(ax) == (
        "Figure. Filled areas: 1, horizontal from 0 to 4, vertical from 0 to 3."
    )


def test_wedges_have_their_shares(ax):
    ax.pie([1, 3], labels=["web", "app"])
    assert TEXT(ax).startswith("Figure. Wedges: web 25 %; app 75 %.")


def test_words_in_the_figure_are_told_once_and_bare_numbers_not(ax):
    ax.set_title("Orders")
    ax.text(0, 0, "the sale")
    ax.text(0, 1, "the sale")
    ax.text(0, 2, "Orders")
    ax.text(0, 3, "42")
    assert TEXT(ax) == "Orders. Labels: the sale."


def test_ticks_that_are_plain_numbers_do_not_make_a_histogram_into_bars(ax):
    sns.histplot(x=[1.0, 2, 3, 3], bins=2, ax=ax)
    ax.set_xticks([1, 2, 3])
    assert "Histogram: n = 4" in TEXT(ax)


@OLD_BOXPLOT
@pytest.mark.parametrize(
    "draw",
    [
        sns.barplot,
        sns.boxplot,
        sns.boxenplot,
        sns.violinplot,
        sns.pointplot,
        sns.stripplot,
        sns.swarmplot,
        sns.lineplot,
        sns.scatterplot,
    ],
)
def test_every_seaborn_drawing_has_a_text_with_its_axes(ax, table, draw):
    draw(table, x="half", y="orders", ax=ax)
    text = TEXT(ax)
    assert text.startswith("Figure. Horizontal axis: half. Vertical axis: orders. ")
    assert len(text) > 70
    assert text == TEXT(ax)


@pytest.mark.parametrize("draw", [sns.histplot, sns.kdeplot, sns.ecdfplot, sns.rugplot])
def test_every_seaborn_distribution_has_a_text(ax, table, draw):
    draw(table, x="orders", ax=ax)
    assert TEXT(ax).startswith("Figure. Horizontal axis: orders.")


@given(st.floats(-1e300, 1e300) | st.just(np.nan) | st.just(np.inf))
def test_any_number_is_written_briefly_and_can_be_read_back(value):
    text = number(value)
    assert len(text) <= 20
    if np.isfinite(value):
        assert float(text.replace(",", "")) == pytest.approx(value, rel=5e-3)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=8), st.floats(-1e9, 1e9, allow_nan=False)
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda pair: pair[0],
    )
)
def test_any_bars_have_the_same_text_twice(pairs):
    names, values = zip(*pairs, strict=True)
    _, ax = plt.subplots()
    ax.bar(range(len(names)), values)
    ax.set_xticks(range(len(names)), labels=names, parse_math=False)
    text = TEXT(ax)
    assert text == TEXT(ax)
    assert text.startswith("Figure. Bars: ")
    plt.close(ax.figure)
