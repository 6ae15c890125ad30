"""Curves of staying: steps, bands, the risk table, words."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis, plots
from segkit.checks import DataError


@pytest.fixture
def stays():
    return kpis.survival(
        [1, 2, 3, 4, 2, 5, 6, 6],
        [True, True, True, False, True, False, True, False],
        segments=list("aaaabbbb"),
        unit="months",
    )


def test_curves_are_steps_of_the_table(stays):
    ax = plots.survival_curves(stays.curves)
    line = ax.lines[0]
    assert line.get_drawstyle() == "steps-post"
    mine = stays.curves.query("segment == 'a'")
    assert line.get_xydata().tolist() == mine[["time", "survival_rate"]].values.tolist()
    assert ax.get_title(loc="left") == "How long does each segment stay?"
    assert ax.get_xlabel() == "months since the start; band: 95 % interval"


def test_the_total_is_drawn_only_alone_or_when_asked_for(stays):
    assert [line.get_label() for line in plots.survival_curves(stays.curves).lines] == [
        "a",
        "b",
    ]
    both = plots.survival_curves(stays.curves, segments=["a", "all"])
    assert [line.get_label() for line in both.lines] == ["a", "all"]
    alone = plots.survival_curves(kpis.survival([1, 2], [True, False]).curves)
    assert alone.get_title(loc="left") == "How long do they stay?"
    assert alone.get_legend() is None


def test_the_risk_table_counts_those_watched_so_long(stays):
    ax = plots.survival_curves(stays.curves)
    texts = [t.get_text() for t in ax.texts]
    assert texts[0] == "watched so long"
    ticks = [t for t in ax.get_xticks() if 0 <= t <= 6]
    a = texts[texts.index("a") + 1 : texts.index("b")]
    times = np.array([1, 2, 3, 4])
    assert a == [str(int((times >= t).sum())) for t in ticks]


def test_bands_are_left_out_where_they_hide_one_another():
    names = np.repeat(list("abcd"), 5)
    stays = kpis.survival([1, 2, 3, 4, 5] * 4, [True] * 20, segments=names)
    ax = plots.survival_curves(stays.curves)
    assert not [c for c in ax.collections if type(c).__name__ == "PolyCollection"]
    assert "bands left out, as more than 3" in ax.get_xlabel()


def test_what_cannot_be_drawn_is_refused(stays):
    with pytest.raises(DataError, match="no segment is called 'x'; there are"):
        plots.survival_curves(stays.curves, segments=["x"])
    many = kpis.survival([1] * 9, [True] * 9, segments=list("abcdefghi"))
    with pytest.raises(DataError, match="at most 8 segments can be told apart"):
        plots.survival_curves(many.curves)
    with pytest.raises(DataError, match="curves needs columns"):
        plots.survival_curves(stays.summary.reset_index())


def test_the_alternative_text_reads_the_curves(stays):
    text = plots.show(plots.survival_curves(stays.curves)).alt
    assert "first 100 % at 0" in text
    assert "share still there" in text


def test_retention_is_drawn_with_its_intervals_and_projection():
    counts = pd.DataFrame([[1000, 869, 743, 653, 593]], index=["2000"]).astype(float)
    table = kpis.retention(counts, project=3)
    ax = plots.retention_curve(table)
    seen, ahead = ax.lines[-2], ax.lines[-1]
    labels = {line.get_label(): line for line in ax.lines}
    assert labels["seen"].get_ydata().tolist() == [0.869, 0.743, 0.653, 0.593]
    assert len(labels["projected"].get_ydata()) == 3
    assert {seen, ahead} == {labels["seen"], labels["projected"]}
    assert "ordered in that month / all of the cohort" in ax.get_xlabel()


def test_retention_of_one_cohort():
    counts = pd.DataFrame([[10, 5, 4], [20, 2, np.nan]], index=["2024-01", "2024-02"])
    table = kpis.retention(counts)
    ax = plots.retention_curve(table, cohort="2024-01")
    labels = {line.get_label(): line for line in ax.lines}
    assert labels["seen"].get_ydata().tolist() == [0.5, 0.4]
    with pytest.raises(DataError, match="the cohort '2023-12' is not in table"):
        plots.retention_curve(table, cohort="2023-12")
    young = kpis.retention(pd.DataFrame([[10, 5], [8, np.nan]], index=["a", "b"]))
    with pytest.raises(DataError, match="cohort 'b' has no period after the first"):
        plots.retention_curve(young, cohort="b")
