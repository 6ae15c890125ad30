"""Figures of audiences: overlap, circles, reach, growth."""

import itertools
import math

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import plots
from segkit.checks import DataError
from segkit.plots.venn import _distance, lens


def parts(names, numbers):
    keys = itertools.product([True, False], repeat=len(names))
    rows = [[*key, n] for key, n in zip(keys, numbers, strict=True)]
    return pd.DataFrame(rows, columns=[*names, "n"])


def test_each_cell_of_the_overlap_is_a_share_of_its_row():
    table = pd.DataFrame(
        [[40, 10, 0], [10, 20, 0], [0, 0, 0]], list("ABC"), list("ABC")
    )
    ax = plots.overlap(table)
    shown = [text.get_text() for text in ax.texts]
    assert shown[:4] == ["40\n100 %", "10\n25 %", "0\n0 %", "10\n50 %"]
    assert plots.alt_text(ax).count("3 without a value") == 1  # nobody is in C
    with pytest.raises(DataError, match="needs the square table"):
        plots.overlap(table.iloc[:1])


def test_two_circles_are_exact():
    ax = plots.venn(parts(["A", "B"], [12, 28, 18, 5]))
    a, b = (patch for patch in ax.patches)
    assert math.pi * a.radius**2 == pytest.approx(40)
    assert math.pi * b.radius**2 == pytest.approx(30)
    gap = float(np.hypot(*np.subtract(a.center, b.center)))
    assert lens(a.radius, b.radius, gap) == pytest.approx(12, rel=1e-6)
    assert "A and B: 12; A only: 28; B only: 18" in plots.alt_text(ax)
    assert "5 of 63 customers are in none of them; areas in proportion" in (
        plots.alt_text(ax)
    )


def test_three_circles_say_when_they_cannot_be_in_proportion():
    fine = plots.venn(parts(["A", "B", "C"], [59, 1093, 37, 1254, 55, 827, 996, 7679]))
    assert "nearly in proportion" in fine.get_xlabel()
    ring = plots.venn(parts(["A", "B", "C"], [0, 30, 30, 0, 30, 0, 0, 0]))
    assert "areas not in proportion" in ring.get_xlabel()
    assert "A and B and C: 0" in plots.alt_text(ring)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 500), min_size=8, max_size=8))
def test_any_three_audiences_are_drawn_with_all_their_numbers(numbers):
    table = parts(["A", "<b>B</b>", "C" * 40], numbers)
    if not sum(numbers[:-1]):
        with pytest.raises(DataError, match="nobody is in any"):
            plots.venn(table)
        return
    ax = plots.venn(table)
    text = plots.alt_text(ax)
    assert f"A only: {numbers[3]:,}" in text
    plt.close(ax.figure)


@given(st.floats(0.5, 9), st.floats(0.5, 9), st.floats(0, 1))
def test_the_distance_gives_the_area_back(r, s, share):
    area = share * math.pi * min(r, s) ** 2
    gap = _distance(r, s, area)
    assert lens(r, s, gap) == pytest.approx(area, abs=1e-6)


def test_what_is_no_table_of_combinations_is_refused():
    with pytest.raises(DataError, match="for two or three audiences; this has 1"):
        plots.venn(parts(["A"], [1, 2]))
    with pytest.raises(DataError, match="this has 3 rows, not 4"):
        plots.venn(parts(["A", "B"], [1, 2, 3, 4]).iloc[:3])


def reach(n):
    names = ["said_no", "never_asked", "suppressed", "over_the_cap"]
    table = pd.DataFrame(dict.fromkeys(names, [5] * n))
    return table.assign(size=40, reach=20).set_axis([f"audience {i}" for i in range(n)])


@pytest.mark.parametrize("n", [1, 20])
def test_the_parts_of_reach_add_up(n):
    ax = plots.audience_reach(reach(n))
    ends = {round(p.get_x() + p.get_width()) for p in ax.patches}
    assert max(ends) == 40
    assert len(ax.patches) == 5 * n
    assert "may be contacted" in plots.alt_text(ax)


def test_reasons_of_nobody_are_left_out():
    ax = plots.audience_reach(reach(2).assign(suppressed=0, never_asked=0))
    shown = [text.get_text() for text in ax.get_legend().get_texts()]
    assert shown == ["may be contacted", "said no", "over the cap"]


@pytest.mark.parametrize("n", [2, 60])
def test_growth_has_bars_up_and_down(n):
    days = pd.date_range("2024-01-07", periods=n, freq="W", name="day")
    table = pd.DataFrame({"size": 10, "added": 4, "left": 3}, index=days)
    ax = plots.audience_growth(table)
    assert {p.get_height() for p in ax.patches} == {4, -3}
    assert len(ax.get_xticks()) <= 14
    with pytest.raises(DataError, match="needs two days"):
        plots.audience_growth(table.iloc[:1])
