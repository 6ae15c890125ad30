"""Sizes and values of segments, as bars."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import plots
from segkit.checks import DataError


def labels(ax):
    return [text.get_text() for text in ax.texts]


def rows(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def widths(ax, side=0):
    return [patch.get_width() for patch in ax.containers[side]]


def inside(ax):
    """Say whether every text lies within the figure as it is saved."""
    figure = ax.figure
    figure.draw_without_rendering()
    box = figure.bbox.padded(1)
    texts = [*ax.texts, *ax.get_yticklabels(), ax.xaxis.label, ax.title]
    found = [t.get_window_extent() for t in texts if t.get_text()]
    return all(box.contains(*b.min) and box.contains(*b.max) for b in found)


def test_every_segment_has_a_bar_the_empty_one_too(segments):
    ax = plots.segment_sizes(segments)
    assert rows(ax) == ["Loyal", "New", "Lost"]
    assert widths(ax) == [2, 4, 0]
    assert labels(ax) == ["2 · 33 %", "4 · 67 %", "0 · 0 %"]
    assert ax.get_xlabel() == "customers (6 in all)"


def test_the_first_segment_is_on_top(segments):
    low, high = plots.segment_sizes(segments).get_ylim()
    assert low > high


def test_customers_without_a_segment_have_a_bar_of_their_own(segments):
    segments.iloc[0] = np.nan
    ax = plots.segment_sizes(segments)
    assert rows(ax)[-1] == "no segment"
    assert widths(ax)[-1] == 1


def test_codes_are_names_too():
    ax = plots.segment_sizes(pd.Series([2, 0, 2]))
    assert rows(ax) == ["0", "2"]
    assert plots.alt_text(ax).endswith("Bars: 0 1 · 33 %; 2 2 · 67 %.")


def test_it_draws_on_the_axes_it_is_given(segments):
    _, (left, right) = plt.subplots(ncols=2)
    assert plots.segment_sizes(segments, ax=right) is right
    assert not left.patches


def test_shuffled_customers_draw_the_same(segments):
    other = segments.sample(frac=1, random_state=1)
    a, b = plots.segment_sizes(segments), plots.segment_sizes(other)
    assert plots.to_png(a) == plots.to_png(b)


def test_a_comparison_marks_the_earlier_size_and_says_the_change(segments):
    before = segments.mask(segments.index == 2, "Lost")
    ax = plots.segment_sizes(segments, before=before)
    assert ax.lines[0].get_xdata().tolist() == [2, 3, 1]
    assert labels(ax) == ["2 · 33 %", "4 · 67 % (+1)", "0 · 0 % (-1)"]
    said = "Bars: Loyal 2 · 33 %; New 4 · 67 % (+1); Lost 0 · 0 % (-1)."
    assert plots.alt_text(ax).endswith(said)


def test_long_names_and_dollars_are_whole_and_inside():
    name = "people who spend $5 to $10 on garden furniture in autumn"
    ax = plots.segment_sizes(pd.Series([name, "B"]))
    assert inside(ax)
    assert name in plots.alt_text(ax)
    assert all(not label.get_parse_math() for label in ax.get_yticklabels())


@pytest.mark.parametrize("n", [1, 10, 14])
def test_one_and_many_segments_fit(n):
    names = [f"Segment number {i:02d}" for i in range(n)]
    segments = pd.Series(pd.Categorical(names * 900))
    ax = plots.segment_sizes(segments)
    assert inside(ax)
    value = pd.Series(1.0, segments.index)
    assert inside(plots.segment_value(segments, value))


def test_shares_of_customers_and_of_value_stand_side_by_side(segments):
    value = pd.Series([80, 5, 5, 0, 5, 5], segments.index, name="monetary_amount")
    ax = plots.segment_value(segments, value)
    assert widths(ax, 0) == pytest.approx([2 / 6, 4 / 6, 0])
    assert widths(ax, 1) == pytest.approx([0.8, 0.2, 0])
    assert labels(ax) == ["33 %", "67 %", "0 %", "80 %", "20 %", "0 %"]
    said = [text.get_text() for text in ax.get_legend().get_texts()]
    assert said == ["share of customers", "share of monetary amount"]


def test_the_two_series_differ_by_more_than_colour(segments):
    ax = plots.segment_value(segments, pd.Series(1.0, segments.index))
    hatches = {patch.get_hatch() for side in ax.containers for patch in side}
    assert len(hatches) == 2
    handles = ax.get_legend().legend_handles
    assert handles[0].get_hatch() != handles[1].get_hatch()


def test_value_is_matched_by_customer_not_by_row(segments):
    value = pd.Series([1.0, 2, 3, 4, 5, 6], segments.index)
    straight = plots.alt_text(plots.segment_value(segments, value))
    assert plots.alt_text(plots.segment_value(segments, value[::-1])) == straight


def test_customers_without_a_value_are_left_out_and_counted(segments):
    value = pd.Series([10.0, 30.0], [1, 2])
    ax = plots.segment_value(segments, value)
    assert widths(ax, 0) == [0.5, 0.5, 0]
    assert "2 customers" in ax.get_xlabel()
    assert "(4 left out: no value known)" in ax.get_xlabel()


def test_a_segment_that_costs_money_hangs_to_the_left(segments):
    value = pd.Series([10.0, -3, 0, 5, 0, 0], segments.index)
    ax = plots.segment_value(segments, value)
    assert widths(ax, 1) == pytest.approx([15 / 12, -3 / 12, 0])
    assert ax.get_xlim()[0] < -0.25


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (pd.Series([1.0], [99]), "share no customer"),
        (pd.Series([0.0, 0], [1, 2]), "value adds up to 0"),
        (pd.Series([1.0, -5], [1, 2]), "value adds up to -4"),
        (pd.Series([1.0, 2], [1, 1]), "1 rows repeat a customer_id"),
        (pd.Series(["ten"], [1]), "value must be numbers"),
        (pd.Series([True], [1]), "value must be numbers"),
        ([1.0], "value must be a pandas Series"),
    ],
)
def test_values_that_have_no_shares_are_refused(segments, value, message):
    with pytest.raises(DataError, match=message):
        plots.segment_value(segments, value)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (pd.Series([], dtype="category"), "segments is empty"),
        (pd.DataFrame({"a": [1]}), "for a table take one column"),
        (["a"], "this is a list"),
    ],
)
def test_what_is_no_segmentation_is_refused(wrong, message):
    with pytest.raises(DataError, match=message):
        plots.segment_sizes(wrong)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["a", "b", " ", "c  d", "c d", ""]), min_size=1))
def test_bars_are_as_long_as_their_segments(names):
    segments = pd.Series(pd.Categorical(names, sorted(set(names))))
    ax = plots.segment_sizes(segments)
    counted = segments.value_counts().reindex(segments.cat.categories)
    assert widths(ax) == counted.tolist()
    plt.close(ax.figure)
