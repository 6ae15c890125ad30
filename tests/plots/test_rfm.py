"""The grid of recency and frequency scores."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from segkit import plots
from segkit.checks import DataError


def grid(ax):
    """Return the drawn cells, by (recency score, frequency score)."""
    cells = np.ma.filled(ax.collections[0].get_array().astype(float), np.nan)
    rows = [int(t.get_text()) for t in ax.get_yticklabels()]
    columns = [int(t.get_text()) for t in ax.get_xticklabels()]
    cells = cells.reshape(len(rows), len(columns))
    pairs = [(r, f) for r in rows for f in columns]
    return dict(zip(pairs, cells.ravel(), strict=True))


@pytest.fixture
def scores():
    return pd.DataFrame(
        {
            "r_score": [5, 5, 1, 3],
            "f_score": [5, 5, 1, 2],
            "monetary_amount": [100.0, 50.0, 10.0, 1234.5],
        }
    )


def test_cells_hold_counts_best_customers_at_the_top_right(scores):
    ax = plots.rfm_grid(scores)
    cells = grid(ax)
    assert cells[5, 5] == 2
    assert cells[1, 1] == cells[3, 2] == 1
    assert sum(cells.values()) == 4
    assert [t.get_text() for t in ax.get_yticklabels()] == list("54321")
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_every_cell_carries_its_number(scores):
    texts = [t.get_text() for t in plots.rfm_grid(scores).texts]
    assert len(texts) == 25
    assert sorted(texts)[-3:] == ["1", "1", "2"]


def test_a_value_is_averaged_and_empty_cells_are_blank(scores):
    ax = plots.rfm_grid(scores, value="monetary_amount")
    cells = grid(ax)
    assert cells[5, 5] == 75
    assert cells[3, 2] == 1234.5
    assert np.isnan(cells[4, 4])
    assert ax.get_title(loc="left") == "Mean monetary amount in each RFM cell"
    assert "largest 1,234 (row 3, column 2)" in plots.alt_text(ax)
    assert "22 without a value" in plots.alt_text(ax)


def test_customers_without_scores_are_left_out_and_counted(scores):
    scores = scores.astype({"r_score": "Int64", "f_score": "Int64"})
    scores.loc[4] = [pd.NA, pd.NA, 0.0]
    ax = plots.rfm_grid(scores)
    assert sum(grid(ax).values()) == 4
    assert "(1 left out: no score, never ordered)" in plots.alt_text(ax)


def test_the_grid_has_as_many_scores_as_it_is_told(scores):
    cells = grid(plots.rfm_grid(scores, bins=(5, 6)))
    assert len(cells) == 30


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({"r_score": [6, 1, 1, 1]}, {}, r"r_score must be whole numbers from 1 to 5"),
        ({"f_score": [0, 1, 1, 1]}, {}, r"found \[0, 1\]: pass bins="),
        ({"f_score": [1.5, 1, 1, 1]}, {}, "f_score must be whole numbers"),
        ({"r_score": [None] * 4}, {}, r"r_score must be whole numbers .* found \[\]"),
        ({}, {"bins": 0}, "bins must be a whole number from 1 to 10"),
        ({}, {"value": "spent"}, r"table needs columns \['spent'\]"),
        ({"monetary_amount": list("abcd")}, {"value": "monetary_amount"}, "numbers"),
    ],
)
def test_strange_scores_are_refused(scores, change, options, message):
    with pytest.raises(DataError, match=message):
        plots.rfm_grid(scores.assign(**change), **options)


def test_an_empty_table_is_refused(scores):
    with pytest.raises(DataError, match="table is empty"):
        plots.rfm_grid(scores[:0])


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1))
def test_the_cells_add_up_to_the_customers(pairs):
    ax = plots.rfm_grid(pd.DataFrame(pairs, columns=["r_score", "f_score"]))
    cells = grid(ax)
    assert sum(cells.values()) == len(pairs)
    assert all(cells[pair] == pairs.count(pair) for pair in pairs)
    plt.close(ax.figure)
