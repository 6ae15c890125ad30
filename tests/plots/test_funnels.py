"""Funnels as pictures: all together, by segment, before and after."""

import pandas as pd
import pytest

from segkit import kpis, plots
from segkit.checks import DataError

STEPS = {"visit": "visit", "cart": "cart", "order": "order"}


def visits(carts, orders, n=100):
    return pd.DataFrame(
        {
            "customer_id": range(n),
            "visit": True,
            "cart": [i < carts for i in range(n)],
            "order": [i < orders for i in range(n)],
        }
    )


@pytest.fixture
def by_segment():
    segments = pd.Series(["New"] * 50 + ["Loyal"] * 50, name="kind")
    return kpis.funnel(visits(60, 20), STEPS, segments)


def test_one_funnel_says_how_many_and_what_share():
    text = plots.alt_text(plots.funnel(kpis.funnel(visits(40, 10), STEPS)))
    assert "visit (n = 100) 100 %" in text
    assert "cart (n = 40) 40 % (from 30.9 % to 49.8 %)" in text
    assert "with 95 % interval" in text


def test_step_rates_leave_the_first_step_out():
    table = kpis.funnel(visits(40, 10), STEPS)
    text = plots.alt_text(plots.funnel(table, measure="step"))
    assert "order (n = 10) 25 %" in text
    assert "visit" not in text.split("Bars")[1]


def test_segments_are_told_apart_by_hatching_too(by_segment):
    ax = plots.funnel(by_segment)
    assert len(ax.containers[0].patches) == 3
    hatches = {c.patches[0].get_hatch() for c in ax.containers if hasattr(c, "patches")}
    assert len(hatches) == 2
    text = plots.alt_text(ax)
    assert "New (n = 50)" in text
    assert "all (n" not in text


def test_before_and_after_stand_side_by_side():
    before, after = (kpis.funnel(visits(*n), STEPS) for n in ((40, 10), (50, 20)))
    text = plots.alt_text(plots.funnel(after, before=before))
    assert text.index("before (n = 100)") < text.index("after (n = 100)")
    assert "order 20 %" in text


def test_an_empty_step_has_no_bar_and_no_text():
    table = kpis.funnel(visits(0, 0), STEPS)
    ax = plots.funnel(table, measure="step")
    assert [t.get_text() for t in ax.texts] == ["0 %"]


def test_what_is_no_funnel_is_refused(by_segment):
    one = kpis.funnel(visits(40, 10), STEPS)
    with pytest.raises(DataError, match=r"must be what kpis\.funnel returns"):
        plots.funnel(pd.DataFrame({"a": [1]}))
    with pytest.raises(DataError, match="beside one funnel, not beside 2 segments"):
        plots.funnel(by_segment, before=one)
    other = kpis.funnel(visits(40, 10), {"visit": "visit", "cart": "cart"})
    with pytest.raises(DataError, match="before must be the funnel of the same steps"):
        plots.funnel(one, before=other)
    with pytest.raises(DataError, match="measure must be one of"):
        plots.funnel(one, measure="all")
    many = pd.Series([f"s{i % 7}" for i in range(100)], name="kind")
    with pytest.raises(DataError, match="7 segments are too many"):
        plots.funnel(kpis.funnel(visits(60, 20), STEPS, many))


def test_one_segment_of_many_may_be_compared(by_segment):
    text = plots.alt_text(plots.funnel(by_segment.loc["New"]))
    assert "visit (n = 50)" in text
