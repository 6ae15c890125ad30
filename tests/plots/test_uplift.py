"""Figures on uplift: what is drawn, said and refused."""

import numpy as np
import pandas as pd
import pytest

from segkit import experiments, plots
from segkit.checks import DataError


@pytest.fixture
def moved():
    table = pd.DataFrame(
        {
            "segment": ["a"] * 80 + ["b"] * 80 + ["c"] * 9,
            "variant": [0, 1] * 80 + [1] * 9,
            "bought": [0, 1] * 40 + [1, 0] * 40 + [1] * 9,
        }
    )
    return experiments.uplift_by_segment(table, "bought")


def test_each_segment_has_a_row_a_mark_and_its_kind(moved):
    ax = plots.uplift_by_segment(moved)
    said = plots.alt_text(ax)
    assert "a persuadable (40 / 40) +100.00 points" in said
    assert "b sleeping dog (40 / 40) -100.00 points" in said
    assert "nobody to compare with" in said
    assert "all together" in said
    shapes = {len(c.get_paths()[0].vertices) for c in ax.collections[1:]}
    assert shapes


def test_amounts_have_no_points(moved):
    table = moved.copy()
    table.attrs = {"unit": "", "outcome": "revenue_amount"}
    assert "change in revenue amount per customer" in plots.alt_text(
        plots.uplift_by_segment(table)
    )


def curve(seed=0, turn=1):
    rng = np.random.default_rng(seed)
    y, arm = rng.random(200) < 0.3, np.arange(200) % 2 == 0
    return experiments.qini_curve(y, arm, turn * np.arange(200), n_draws=20)


def test_a_curve_has_a_band_and_a_random_line():
    ax = plots.qini_curve({"model": curve(), "reverse": curve(turn=-1)})
    assert [line.get_label() for line in ax.lines] == [
        "model",
        "reverse",
        "in random order",
    ]
    assert len(ax.collections) == 1
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()
    assert "everybody:" in ax.get_xlabel()


def test_curves_of_two_tests_are_refused():
    with pytest.raises(DataError, match="end at the same gain"):
        plots.qini_curve({"one": curve(), "two": curve(seed=1)})
    with pytest.raises(DataError, match="one curve at least"):
        plots.qini_curve({})


def test_a_channel_has_a_dot_for_the_test_and_a_square_for_its_clicks():
    table = pd.DataFrame(
        {
            "share": [0.2, 0.1],
            "low": [0.1, -0.1],
            "high": [0.3, 0.3],
            "last_click": [0.45, 0.04],
            "verdict": ["less", "unknown"],
        },
        index=["search", "email"],
    )
    ax = plots.geo_tests(table)
    assert np.allclose(ax.collections[2].get_offsets()[:, 0], table["last_click"])
    assert "email cannot be told 10 % (-10 % to 30 %)" in plots.alt_text(ax)
