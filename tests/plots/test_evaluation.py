"""Figures of evaluation: what is marked, what is said, and that it all fits."""

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from segkit import evaluation, plots
from segkit.checks import DataError
from tests.plots.test_segments import labels

KM = KMeans(n_init=3)


def points(n=120):
    rng = np.random.default_rng(0)
    centres = np.array([[0, 0], [6, 0], [0, 6]])
    return rng.normal(centres[np.arange(n) % 3], 1.0)


@pytest.fixture(scope="module")
def numbers():
    return evaluation.how_many(
        KM, points(), n_segments=[2, 3, 4], n_reference=5, n_pairs=4, random_state=0
    )


def test_each_figure_has_a_panel_and_a_diamond_at_its_choice(numbers):
    panels = plots.how_many(numbers)
    titles = [ax.get_title(loc="left") for ax in panels]
    assert titles[0] == "Distances within (look for a bend)"
    assert len(panels) == 5  # no likelihood, so no panel for it
    for ax in panels[1:4]:
        assert "chooses 3" in labels(ax)
    text = plots.show(panels).alt
    assert text.startswith("How many segments? Distances within")


def test_a_gap_that_chooses_one_says_that_there_are_no_segments(numbers):
    numbers = numbers.copy()
    numbers.attrs["best"] = {"gap": 1, "silhouette": 3}
    ax = plots.how_many(numbers, figures=["gap"])[0]
    assert labels(ax) == ["chooses 1: no segments"]


def test_several_figures_need_their_own_axes(numbers):
    ax = plots.how_many(numbers, figures=["silhouette"])[0]
    assert plots.how_many(numbers, figures=["gap"], ax=ax)[0] is ax
    with pytest.raises(DataError, match="takes a single figure"):
        plots.how_many(numbers, ax=ax)
    with pytest.raises(DataError, match="figures must be one of"):
        plots.how_many(numbers, figures=["elbow"])


def test_boxes_are_read_out_and_the_limit_is_named():
    table = evaluation.stability(
        KM, points(), n_segments=[2, 3], n_pairs=6, random_state=0
    )
    ax = plots.stability(table)
    text = plots.alt_text(ax)
    assert "3 median 1, middle half from 1 to 1" in text
    assert "Horizontal line at 0.8 (the same from 0.80)" in text


def test_segments_are_named_in_the_order_of_their_codes():
    table = pd.DataFrame({"segment": [1, 1, 0], "pair": [1, 2, 1], "jaccard": 0.9})
    ax = plots.segment_stability(table, names=["first", "second"])
    assert [t.get_text() for t in ax.get_yticklabels()] == ["first", "second"]
    assert "Vertical line at 0.75 (stable)" in plots.alt_text(ax)
    bare = plots.segment_stability(table)
    assert [t.get_text() for t in bare.get_yticklabels()] == ["0", "1"]


def test_the_band_of_made_up_customers_is_drawn_beneath():
    table = evaluation.null_comparison(
        KM, points(), n_segments=[2, 3], n_pairs=3, n_worlds=3, random_state=0
    )
    for figure in ("stability", "silhouette"):
        ax = plots.null_comparison(table, figure=figure)
        assert len(ax.collections) == 1
        assert "Line, these customers" in plots.alt_text(ax)
    both = pd.concat([table.assign(null="cloud"), table.assign(null="independent")])
    assert len(plots.null_comparison(both).lines[-1].get_xdata()) == 2
    with pytest.raises(DataError, match="no rows of figure"):
        plots.null_comparison(both, null="x")


def test_solutions_have_a_circle_for_each_segment_and_lines_between():
    cloud = np.random.default_rng(0).normal(size=(200, 3))
    found = evaluation.solutions_stability(
        KM, cloud, n_segments=[2, 3, 4], random_state=0
    )
    ax = plots.solutions_stability(found.segments, found.flows)
    circles = [c for c in ax.collections if hasattr(c, "get_sizes")][-1]
    assert len(circles.get_offsets()) == 9
    flows, _ = ax.collections[0], None
    assert len(flows.get_segments()) == len(found.flows)
    assert max(flows.get_linewidths()) <= 14
    assert "is the most mixed" in plots.alt_text(ax)


def test_shadows_have_a_box_for_each_segment():
    model = KMeans(3, n_init=3, random_state=0).fit(points())
    text = plots.alt_text(plots.shadow(evaluation.shadow(model, points())))
    assert text.count("median") == 3


def worth(n=3):
    names = [f"segment {i:02d}" for i in range(n)]
    segments = pd.Series(np.repeat(names, 40))
    value = pd.Series(np.arange(40.0 * n), name="monetary_amount")
    return evaluation.size_and_value(segments, value)


@pytest.mark.parametrize("n", [2, 5, 12])
def test_bubbles_are_named_or_numbered_with_a_key(n):
    ax = plots.size_and_value(worth(n))
    assert "segment 01: " in " ".join(plots.alt_text(ax).split())
    bubbles = ax.collections[-1]
    assert len(bubbles.get_offsets()) == n
    assert np.argmax(bubbles.get_sizes()) == n - 1
    with pytest.raises(DataError, match="value"):
        plots.size_and_value(evaluation.size_and_value(pd.Series(["a", "b"])))


def test_unusual_cells_have_a_triangle_and_hidden_ones_say_so():
    a = pd.Series(["f"] * 40 + ["m"] * 40, name="sex")
    b = pd.Series(
        (["yes"] * 30 + ["no"] * 10) + (["yes"] * 10 + ["no"] * 30), name="buys"
    )
    ax = plots.crosstab(evaluation.crosstab(a, b).table)
    assert set(labels(ax)) == {"▲ 75 %\n30", "▼ 25 %\n10"}
    b.iloc[:3] = "never"
    hidden = plots.crosstab(evaluation.crosstab(a, b, minimum=5).table)
    assert "too few" in labels(hidden)


def test_agreement_leaves_the_diagonal_out():
    a = pd.Series(list("xxyy"))
    table = evaluation.agreement(
        {"one": a, "two": a[::-1], "three": pd.Series(list("xyxy"))}
    )
    ax = plots.agreement(table)
    assert "3 without a value" in plots.alt_text(ax)
    assert labels(ax).count("1.00") == 2


def test_a_profile_keeps_both_kinds_apart_and_shades_markers():
    segments = pd.Series(["a", "b"] * 20)
    X = pd.DataFrame({"spent": [10.0, 2.0] * 20, "age": list(range(20)) * 2})
    found = evaluation.profile(segments, X, made_from=["spent"])
    made, tested = plots.profile(found.table)
    assert made.get_title(loc="left") == "Made the segments: described, not tested"
    assert labels(made) == ["▲ 10", "▼ 2"]
    assert tested.get_title(loc="left") == "Did not make the segments: tested"
    assert not any("▲" in text or "▼" in text for text in labels(tested))
    with pytest.raises(DataError, match="2 kinds of columns and ax= 1 axes"):
        plots.profile(found.table, ax=made)


def test_a_scorecard_counts_what_is_met_and_to_be_asked():
    table = evaluation.scorecard(pd.Series(["loyal"] * 40 + ["new"] * 3))
    ax = plots.scorecard(table)
    rows = [text.get_text() for text in ax.get_yticklabels()]
    assert rows == ["loyal\n(1 yes, 0 no, 5 to ask)", "new\n(0 yes, 1 no, 5 to ask)"]
    assert labels(ax).count("? ask") == 10


def test_the_evaluation_plot_shows_who_is_out():
    table = pd.DataFrame(
        {"attractiveness": [9.0, 2], "ability": [8.0, 6], "bubble": [3, 1.0],
         "out": [False, True]}, index=["loyal", "odd"],
    )  # fmt: skip
    ax = plots.evaluation_plot(table)
    assert {"loyal", "odd (out)", "target", "leave"} <= set(labels(ax))
    faces = ax.collections[-1].get_facecolors()
    assert faces[1][:3].tolist() == [1, 1, 1]
    with pytest.raises(DataError, match="points from 0 to 10"):
        plots.evaluation_plot(table.assign(ability=11))


def test_costs_mark_the_best_number():
    labels_ = pd.DataFrame({2: [1, 1, 1, 2, 2, 2], 3: [1, 1, 2, 3, 3, 3]})
    response = pd.Series([0.0, 1, 2, 10, 11, 12])
    table = evaluation.cost_of_k(labels_, response, margin=3, cost_per_segment=100)
    ax = plots.cost_of_k(table)
    assert labels(ax) == ["chooses 2"]
    styles = {line.get_linestyle() for line in ax.lines[:3]}
    assert len(styles) == 3


def test_without_made_up_data_only_the_customers_are_drawn():
    table = pd.DataFrame(
        {
            "n_segments": [2, 3],
            "figure": "stability",
            "observed": [0.4, 0.5],
            "null_mean": np.nan,
            "null_low": np.nan,
            "null_high": np.nan,
        }
    )
    ax = plots.null_comparison(table)
    assert next(text.get_text() for text in ax.get_legend().get_texts()) == (
        "these customers"
    )
    assert "made-up" not in plots.alt_text(ax)
