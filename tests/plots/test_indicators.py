"""An indicator for each segment, with its interval."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis, plots
from segkit.checks import DataError


def test_each_segment_has_a_dot_and_the_small_one_a_hollow_diamond(indicator):
    ax = plots.kpi_by_segment(indicator)
    points = [c for c in ax.collections if hasattr(c, "get_sizes")]
    assert [c.get_offsets().tolist() for c in points] == [[[0.5, 0]], [[0.1, 1]]]
    large, small = points
    assert len(large.get_paths()[0].vertices) != len(small.get_paths()[0].vertices)
    assert small.get_facecolor().tolist() == [[1, 1, 1, 1]]


def test_intervals_reach_from_low_to_high(indicator):
    ax = plots.kpi_by_segment(indicator)
    (container,) = ax.containers
    ends = [segment[:, 0].tolist() for segment in container.lines[2][0].get_segments()]
    assert np.allclose(ends, [[0.4, 0.6], [0.02, 0.3]])


def test_rows_say_n_and_small_and_an_empty_segment_has_its_row(indicator):
    ax = plots.kpi_by_segment(indicator)
    rows = [text.get_text() for text in ax.get_yticklabels()]
    assert rows == ["Loyal\n(n = 100)", "New\n(n = 12, small)", "Lost\n(n = 0, small)"]


def test_all_together_is_a_line_not_a_row(indicator):
    ax = plots.kpi_by_segment(indicator)
    (line,) = [x for x in ax.lines if x.get_label().startswith("all together")]
    assert line.get_xdata() == [0.3, 0.3]
    assert "Vertical line at 30 % (all together: 30.0 %)." in plots.alt_text(ax)


def test_the_text_has_every_value_with_its_interval(indicator):
    text = plots.alt_text(plots.kpi_by_segment(indicator))
    assert "Points: Loyal (n = 100) 50.0 % (from 40 % to 60 %); " in text
    assert "New (n = 12, small) 10.0 % (from 2 % to 30 %)." in text


def test_the_axis_has_definition_level_and_what_it_tests(indicator):
    label = plots.kpi_by_segment(indicator).get_xlabel()
    assert " ".join(label.split()) == (
        "customers with an order in the period / all customers, with 95 % interval; "
        "Tests: the orders came after."
    )


def test_money_is_no_percentage(indicator):
    indicator.attrs = {"kpi": "average_order_amount", "unit": "EUR"}
    text = plots.alt_text(plots.kpi_by_segment(indicator))
    assert "average order amount (EUR)" in text
    assert "%" not in text


def test_a_value_without_an_interval_is_still_a_dot(indicator):
    indicator.loc["Loyal", ["low", "high"]] = np.nan
    ax = plots.kpi_by_segment(indicator)
    assert "Loyal (n = 100) 50.0 %; New" in plots.alt_text(ax)


def test_it_draws_what_by_segment_returns(segments):
    orders = pd.DataFrame({"customer_id": [1, 2], "amount": 5.0})
    orders["ordered_at"] = pd.to_datetime(["2024-07-01", "2024-08-01"])
    segments.attrs["as_of"] = "2024-06-30"
    table = kpis.by_segment(
        kpis.purchase_rate, orders, segments, start="2024-07-01", end="2024-12-31"
    )
    text = plots.show(plots.kpi_by_segment(table)).alt
    assert text.startswith("Purchase rate by segment.")
    assert "Loyal (n = 2, small) 50.0 % (from" in text
    assert "Tests: the orders counted (2024-07-01 to 2024-12-31)" in text


@pytest.mark.parametrize("rows", [["Loyal", "New"], ["all"]])
def test_a_table_without_total_or_segments_is_refused(indicator, rows):
    with pytest.raises(DataError, match="needs a row 'all' and at least one segment"):
        plots.kpi_by_segment(indicator.loc[rows])


def test_missing_columns_are_named(indicator):
    with pytest.raises(DataError, match=r"table needs columns \['low'\]"):
        plots.kpi_by_segment(indicator.drop(columns="low"))
