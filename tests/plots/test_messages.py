"""Figures of messages: matrix, calendar, offers."""

import pandas as pd
import pytest

from segkit import activation, plots
from segkit.checks import DataError


def matrix(segments=("New", "Loyal")):
    return activation.message_matrix(
        list(segments), ["email", "sms"], ["offer", "survey"], core="Made to last."
    )


def test_the_matrix_frames_what_is_to_be_written():
    ax = plots.message_matrix(matrix())
    assert len(ax.patches) == 2
    assert "largest email sms" in plots.alt_text(ax)
    with pytest.raises(DataError, match="table is empty"):
        plots.message_matrix(matrix().iloc[:0])


def test_the_matrix_shows_sizes_where_they_are_known():
    table = matrix().assign(n=[5] * 4 + [1200] * 4)
    ax = plots.message_matrix(table)
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert labels == ["New (n = 5)", "Loyal (n =\n1,200)"] or "1,200" in labels[1]


def test_long_names_and_dollars_are_drawn():
    table = matrix(
        ["$x$ and a name that is far too long for one line of a figure", "b"]
    )
    assert plots.show(plots.message_matrix(table))._repr_html_().startswith("<img")


def test_the_calendar_has_a_mark_for_each_purpose():
    table = pd.DataFrame(
        {
            "date": pd.date_range("2024-07-01", periods=12),
            "segment": ["a", "b"] * 6,
            "purpose": [f"purpose {k}" for k in range(12)],
        }
    )
    ax = plots.content_calendar(table)
    marks = {
        (line.get_marker(), line.get_color(), line.get_markerfacecolor())
        for line in ax.lines
    }
    assert len(marks) == 12
    assert "day (12 messages)" in plots.alt_text(ax)
    one = plots.content_calendar(table.iloc[:1])
    assert one.get_xlim()[1] - one.get_xlim()[0] == 14
    with pytest.raises(DataError, match="no message with a date"):
        plots.content_calendar(table.assign(date=pd.NaT))


def test_the_offer_curve_draws_the_break_even_line():
    history = pd.DataFrame({"discount_rate": [0.0, 0.1, 0.2] * 100})
    history["converted"] = [0, 1, 1, 1, 0, 1] * 50
    table = activation.offer_curve(history, margin_rate=0.4, average_order_amount=50)
    alt = plots.alt_text(plots.offer_curve(table))
    assert "no discount: 10,000" in alt
    assert "logistic line" in alt
    assert "n = 100" in alt
    bare = plots.alt_text(plots.offer_curve(table.iloc[1:2].copy()))
    assert "no discount" not in bare
