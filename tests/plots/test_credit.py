"""Credited beside brought, as a picture."""

import pandas as pd
import pytest
from matplotlib.collections import PathCollection

from segkit import plots
from segkit.checks import DataError


@pytest.fixture
def contrast():
    table = pd.DataFrame(
        {
            "attributed": [60, 20, 80],
            "incremental": [10.0, float("nan"), 10.0],
            "low": [-5.0, float("nan"), -5.0],
            "high": [25.0, float("nan"), 25.0],
        },
        index=["K1", "K2", "all"],
    )
    table.attrs["level"] = 0.95
    return table


def test_it_says_both_numbers_and_the_total(contrast):
    text = plots.alt_text(plots.attribution(contrast))
    assert "Bars, credited: K1 60; K2 20" in text
    assert "K1 10 (from -5 to 25)" in text
    assert "all together: 80 credited, 10 brought (-5 to 25)" in text
    assert "orders, with 95 % interval" in text


def test_shares_are_in_percent_and_need_no_interval():
    table = pd.DataFrame(
        {"attributed": [0.45, 0.1], "incremental": [0.2, 0.02]},
        index=["search", "affiliate"],
    )
    text = plots.alt_text(plots.attribution(table, what="share of new customers"))
    assert "search 45 %; affiliate 10 %" in text
    assert "search 20 %" in text


def test_a_campaign_without_a_hold_out_has_no_mark(contrast):
    ax = plots.attribution(contrast)
    (marks,) = [c for c in ax.collections if isinstance(c, PathCollection)]
    assert len(marks.get_offsets()) == 1
    assert marks.get_offsets()[0][0] == 10


def test_what_cannot_be_drawn_is_refused(contrast):
    with pytest.raises(DataError, match="needs columns"):
        plots.attribution(contrast.drop(columns="incremental"))
    with pytest.raises(DataError, match="nothing to draw"):
        plots.attribution(contrast.loc[["all"]])
    many = pd.concat([contrast.head(1)] * 31)
    with pytest.raises(DataError, match="31 rows are too many"):
        plots.attribution(many)
