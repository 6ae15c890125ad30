"""The figure of praise and blame."""

import pandas as pd
import pytest

from segkit import plots, text
from segkit.checks import DataError


def shares(groups=3):
    found = text.sentiment(["good", "bad", "kind", "a bench"] * 10 * groups, "English")
    by = pd.Series([f"theme {i}" for i in range(groups)] * 40, name="theme")
    return text.sentiment_shares(found, by)


def test_bars_of_a_theme_add_up_to_all_texts():
    ax = plots.sentiment_by_theme(shares())
    ends = {}
    for bar in ax.patches:
        row = round(bar.get_y(), 3)
        ends[row] = ends.get(row, 0) + bar.get_width()
    assert len(ends) == 3
    assert all(end == pytest.approx(1) for end in ends.values())
    assert "What is praised" in plots.alt_text(ax)
    assert "corrected" not in ax.get_xlabel()


def test_no_more_rows_than_asked():
    ax = plots.sentiment_by_theme(shares(6), most=4)
    assert len(ax.get_yticklabels()) == 4


def test_a_table_without_blame_is_refused():
    table = shares().query("sentiment == 'positive'")
    with pytest.raises(DataError, match="needs a row of 'negative'"):
        plots.sentiment_by_theme(table)
