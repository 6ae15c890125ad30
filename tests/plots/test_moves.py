"""Who moved between segments."""

import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError


def drawn(ax):
    rows = [t.get_text() for t in ax.get_yticklabels()]
    columns = [t.get_text() for t in ax.get_xticklabels()]
    cells = np.asarray(ax.collections[0].get_array()).reshape(len(rows), len(columns))
    return pd.DataFrame(cells, rows, columns)


def test_counts_are_by_segment_before_and_after(segments):
    after = segments.copy()
    after[2] = "Lost"
    cells = drawn(plots.migration(segments, after))
    assert cells.loc["New", "Lost"] == 1
    assert cells.loc["New", "New"] == 3
    assert cells.loc["Loyal", "Loyal"] == 2
    assert cells.to_numpy().sum() == 6


def test_who_stayed_is_framed_and_counted(segments):
    ax = plots.migration(segments, segments)
    frames = {(p.get_y(), p.get_x()) for p in ax.patches}
    assert frames == {(0, 0), (1, 1), (2, 2)}
    assert "customers (6 in all, 6 stayed)" in plots.alt_text(ax)


def test_customers_who_came_or_went_are_counted_apart(segments):
    cells = drawn(plots.migration(segments[:4], segments[1:]))
    assert cells.loc["not there before"].sum() == 2
    assert cells["gone"].sum() == 1


def test_customers_are_matched_by_id_not_by_row(segments):
    cells = drawn(plots.migration(segments, segments[::-1]))
    assert np.trace(cells.to_numpy()) == 6


def test_a_customer_twice_is_refused(segments):
    twice = pd.concat([segments, segments[:1]])
    with pytest.raises(DataError, match="after must have one row per customer; 1 rows"):
        plots.migration(segments, twice)
