"""Effects by segment, over time and over draws: what is drawn and what is said."""

import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError
from segkit.experiments import (
    Money,
    Rate,
    bootstrap,
    bootstrap_quantiles,
    effect_over_time,
    segment_effects,
)


def shop(n=3000, lift=0.15):
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"variant": np.tile(["A", "B"], n // 2)})
    table["segment"] = rng.choice(["new", "old"], n)
    table["day"] = pd.Timestamp("2024-06-03") + pd.to_timedelta(
        rng.integers(0, 28, n), unit="D"
    )
    moved = (table["variant"] == "B") & (table["segment"] == "old")
    table["converted"] = rng.random(n) < 0.2 + lift * moved
    table["revenue_amount"] = rng.gamma(2, 20, n)
    return table


@pytest.fixture
def found():
    metrics = [Rate("converted"), Money("revenue_amount", unit="EUR")]
    return segment_effects(shop(), metrics, "segment")


def test_a_forest_shows_each_segment_and_whether_they_differ(found):
    ax = plots.effects_by_segment(found.table, metric="converted")
    assert "Segments answer differently (p = " in ax.get_title(loc="left")
    names = [label.get_text().split("\n")[0] for label in ax.get_yticklabels()]
    assert names == ["new", "old"]
    said = plots.alt_text(ax)
    assert "percentage points" in said
    assert "Vertical line at 0 (no effect)" in said


def test_clear_effects_are_filled_and_others_hollow(found):
    ax = plots.effects_by_segment(found.table, metric="converted")
    marks = {c.get_label(): c for c in ax.collections if hasattr(c, "get_sizes")}
    filled, hollow = marks["clear after correction"], marks["not clear"]
    assert np.ravel(filled.get_offsets()[:, 1]).tolist() == [1.0]
    assert np.allclose(hollow.get_facecolor()[0], 1)


def test_where_segments_do_not_differ_the_common_effect_is_drawn(found):
    ax = plots.effects_by_segment(found.table, metric="revenue_amount")
    assert "is not shown" in ax.get_title(loc="left")
    assert any("all together" in str(line.get_label()) for line in ax.lines)
    assert "(EUR)" in ax.get_xlabel()


def test_effects_over_time_are_a_line_with_intervals():
    table = effect_over_time(shop(), Rate("converted"), "day").table
    ax = plots.effect_over_time(table)
    assert len(ax.get_xticks()) == 4
    assert ax.get_xticklabels()[0].get_text().replace("\n", " ") == "3 Jun 2024"
    assert "Horizontal line at 0 (no effect)" in plots.alt_text(ax)


def test_draws_are_a_histogram_or_a_row_for_each_segment():
    x = np.random.default_rng(2).gamma(2, 20, 300)
    one = plots.bootstrap_draws(pd.Series(bootstrap(x, np.mean), name="mean"))
    assert one.get_title(loc="left") == "How sure is the mean?"
    assert sum(bar.get_height() for bar in one.patches) == 1000
    ends = sorted(line.get_xdata()[0] for line in one.lines)
    assert ends[0] < x.mean() < ends[1]
    rows = plots.bootstrap_draws(bootstrap_quantiles(x, by=np.where(x > 40, "b", "a")))
    assert rows.get_title(loc="left") == "How sure is the median?"
    assert [t.get_text() for t in rows.get_yticklabels()] == ["a", "b"]


def test_what_cannot_be_drawn_is_refused(found):
    with pytest.raises(DataError, match="pass metric="):
        plots.effects_by_segment(found.table)
    with pytest.raises(DataError, match="there is no row for 'margin'"):
        plots.effects_by_segment(found.table, metric="margin")
    with pytest.raises(DataError, match="is empty"):
        plots.effects_by_segment(found.table.iloc[:0])
    with pytest.raises(DataError, match="needs columns"):
        plots.effect_over_time(found.table)
    with pytest.raises(DataError, match="draws must be"):
        plots.bootstrap_draws([])
