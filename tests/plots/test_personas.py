"""Figures of personas: index, card, comparison."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.fixture
def profile():
    table = pd.DataFrame(
        {
            "segment": "loyal",
            "label": ["by app", "plan", "age", "only here"],
            "level": ["yes", "gold", "", "yes"],
            "kind": ["yes/no", "category", "number", "yes/no"],
            "value": [0.5, 0.02, 41.0, 0.3],
            "index": [200.0, 30.0, 98.0, np.nan],
            "low": [150.0, 0.0, 95.0, np.nan],
            "high": [260.0, 80.0, 101.0, np.nan],
            "n": [80, 80, 75, 80],
            "marker": [True, True, False, True],
            "effect": [0.25, -0.3, -0.02, 0.3],
            "unit": "",
        }
    )
    table.attrs["against"] = "others"
    return table


def test_rows_are_ordered_by_index_and_told_in_words(profile):
    ax = plots.over_index(profile)
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [
        "by app\n50 % (n = 80)",
        "age\n41 (n = 75)",
        "plan: gold\n2.0 % (n = 80)",
    ]
    told = plots.alt_text(ax)
    assert "by app 50 % (n = 80) 200 (from 150 to 260)" in told
    assert "100 = the other customers" in told


def test_markers_have_another_shape(profile):
    ax = plots.over_index(profile)
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == [
        "stands out, or made the segment",
        "a small difference, or not sure",
    ]


def test_only_the_largest_effects_are_drawn(profile):
    ax = plots.over_index(profile, top=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "plan: gold\n2.0 % (n = 80)"
    ]


def test_what_cannot_be_drawn_is_told(profile):
    two = pd.concat([profile, profile.assign(segment="new")])
    with pytest.raises(DataError, match=r"holds the segments \['loyal', 'new'\]"):
        plots.over_index(two)
    plots.over_index(two, segment="new")
    with pytest.raises(DataError, match="say which"):
        plots.over_index(two, segment="old")
    with pytest.raises(DataError, match="every row is held back"):
        plots.over_index(profile.assign(index=np.nan))
    with pytest.raises(DataError, match="table needs columns"):
        plots.over_index(profile.drop(columns="low"))


def test_the_card_tells_each_line_and_marks_guesses():
    table = pd.DataFrame(
        {
            "section": ["needs", "needs", "value"],
            "text": ["wants advice", "wants a call", "sales"],
            "value": [0.4, np.nan, 120.0],
            "low": [0.3, np.nan, np.nan],
            "high": [0.5, np.nan, np.nan],
            "unit": ["share", "", "EUR"],
            "n": [90, 0, 200],
            "table": ["survey", "", "orders"],
            "kind": ["measured", "guess", "measured"],
        }
    )
    table.attrs |= {"name": "Loyal $5 $6 <b>", "n": 90, "of": 2000}
    ax = plots.persona_lines(table)
    texts = [text.get_text() for text in ax.texts]
    assert "40 %" in texts
    assert "30 % to 50 % · n = 90 · survey" in texts
    assert "a guess: no number" in texts
    assert "n = 200 · orders" in texts
    assert ax.get_title(loc="left") == "Loyal $5 $6 <b>\n90 of 2,000 customers"
    plots.show(ax)
    with pytest.raises(DataError, match="no line to draw"):
        plots.persona_lines(table.head(0))


def test_two_personas_are_told_apart_by_shape_and_words():
    table = pd.DataFrame(
        {
            "text": ["by app", "spent"],
            "first": [0.5, 120.0],
            "first_low": [0.4, 100.0],
            "first_high": [0.6, 140.0],
            "second": [0.2, 60.0],
            "second_low": [0.1, 50.0],
            "second_high": [0.3, 70.0],
            "apart": [True, True],
            "unit": ["share", "EUR"],
        }
    )
    table.attrs |= {"first": "A $1", "second": "B $2"}
    ax = plots.persona_comparison(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["by app\ndiffer"]
    plots.show(ax)
    with pytest.raises(DataError, match="share no row of shares"):
        plots.persona_comparison(table.tail(1))


@pytest.mark.parametrize("name", ["x" * 10_000, "a\nb $x$ _y_ ^z", "عملاء", "{0} %s"])
def test_hostile_names_are_drawn(profile, name):
    table = profile.assign(segment=name, label=name)
    plots.show(plots.over_index(table))
