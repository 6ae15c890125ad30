"""Figures on surveys: bars that add up, intervals, words."""

import pandas as pd
import pytest

from segkit import kpis, plots
from segkit.checks import DataError


@pytest.fixture
def table():
    index = pd.Index([f"C{i}" for i in range(40)], name="customer_id")
    scores = pd.Series([10, 9, 8, 3] * 10, index)
    segments = pd.Series(["New"] * 20 + ["VIP"] * 20, index, name="lifecycle")
    return kpis.nps_table(scores, segments)


def test_bars_of_a_segment_add_up_to_everybody(table):
    ax = plots.nps_by_segment(table)
    widths = [sum(c.patches[0].get_width() for c in ax.containers)]
    assert widths == pytest.approx([1])
    assert ax.containers[0].patches[0].get_x() == pytest.approx(-0.25)
    names = [t.get_text() for t in ax.get_yticklabels()]
    assert names[0].startswith("New (n = 20)\nNPS +25 (")
    assert len(names) == 3


def test_detractors_carry_a_second_cue(table):
    bars = plots.nps_by_segment(table).containers
    assert len({bar.patches[0].get_hatch() for bar in bars[:2]}) == 2


def test_the_score_stands_at_its_hundredth(table):
    ax = plots.nps_by_segment(table)
    points = [c for c in ax.collections if len(c.get_offsets()) == 3][-1]
    assert points.get_offsets()[:, 0].tolist() == pytest.approx([0.25] * 3)


def test_the_alternative_text_names_the_scores(table):
    text = plots.show(plots.nps_by_segment(table)).alt
    assert "NPS +25" in text
    assert "detractors (0 to 6)" in text


@pytest.fixture
def answered():
    index = pd.Index(range(60), name="customer_id")
    asked = pd.DataFrame({"buys": ["often"] * 30 + ["seldom"] * 30}, index)
    scores = pd.DataFrame(
        {"nps": [10] * 18 + [2] * 6}, index[[*range(18), *range(30, 36)]]
    )
    return kpis.non_response(asked, scores, ["buys"])


def test_response_by_group_beside_that_of_all(answered):
    ax = plots.response(answered)
    names = [t.get_text() for t in ax.get_yticklabels()]
    assert names == ["often\n(18 of 30)", "seldom\n(6 of 30)"]
    points = next(c for c in ax.collections if len(c.get_offsets()) == 2)
    assert points.get_offsets()[:, 0].tolist() == pytest.approx([0.6, 0.2])
    assert "all together: 40 %" in [t.get_text() for t in ax.texts]


def test_weighted_beside_unweighted(answered):
    ax = plots.score_weighting(answered)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["as answered", "weighted"]
    points = next(c for c in ax.collections if len(c.get_offsets()) == 2)
    assert points.get_offsets()[:, 0].tolist() == pytest.approx([50, 0])
    text = plots.show(ax).alt
    assert "as answered 50 (from" in text


def test_a_table_without_scores_is_refused(answered):
    answered.attrs.pop("scores")
    with pytest.raises(DataError, match=r"attrs\['scores'\] is missing: pass what"):
        plots.score_weighting(answered)


def test_nps_table_leaves_answers_without_a_segment_out_and_says_so():
    scores = pd.Series([9, 3, 10], index=["a", "b", "c"])
    table = kpis.nps_table(scores, pd.Series(["New", "VIP"], index=["a", "c"]))
    assert table.loc["all", "n"] == 2
    assert "1 of the 3 who answered have no segment" in repr(table)


def test_nps_table_refuses_scores_and_segments_of_different_customers():
    with pytest.raises(DataError, match="none of the 2 who answered has a segment"):
        kpis.nps_table(pd.Series([9, 3]), pd.Series(["New"], index=["a"]))
