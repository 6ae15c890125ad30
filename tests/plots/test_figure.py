"""A figure becomes one <img> with alternative text, and is closed."""

import base64
import html
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns

from segkit import plots
from segkit.checks import DataError

IMG = re.compile(r'<img alt="([^"]*)" src="data:image/png;base64,([A-Za-z0-9+/=]+)">')


@pytest.fixture
def ax():
    _, ax = plt.subplots()
    ax.bar(["A & B", '"C"'], [1, 2])
    ax.set(title="A < B")
    return ax


def test_a_picture_is_one_img_whose_alt_is_its_text(ax):
    picture = plots.show(ax)
    alt, source = IMG.fullmatch(picture._repr_html_()).groups()
    assert html.unescape(alt) == repr(picture) == picture.alt
    assert base64.b64decode(source) == picture.png
    assert picture.png.startswith(b"\x89PNG")


def test_show_closes_the_figure_so_that_it_is_not_drawn_twice(ax):
    number = ax.figure.number
    plots.show(ax)
    assert not plt.fignum_exists(number)


def test_what_was_shown_can_be_shown_again(ax):
    assert plots.show(ax) == plots.show(ax)


def test_to_png_leaves_the_figure_open_and_gives_the_same_bytes(ax):
    first = plots.to_png(ax)
    assert plt.fignum_exists(ax.figure.number)
    assert plots.to_png(ax.figure) == first
    assert b"Matplotlib" not in first


def test_to_img_is_what_show_shows(ax):
    expected = plots.show(ax, note="Look.")._repr_html_()
    assert plots.to_img(ax, note="Look.") == expected


@pytest.mark.parametrize("note", ["See the bars", "See the bars.", " See\nthe bars."])
def test_a_note_comes_first_as_a_sentence(ax, note):
    assert plots.show(ax, note).alt.startswith("See the bars. A < B. ")


def test_every_form_that_drawing_returns_is_taken():
    _, grid = plt.subplots(2, 2)
    assert plots.show(grid).alt == "Figure. Figure. Figure. Figure."
    facets = sns.displot(pd.DataFrame({"x": [1.0, 2.0, 4.0]}), x="x")
    assert "n = 3" in plots.show(facets).alt
    joint = sns.jointplot(x=[1.0, 2.0], y=[3.0, 4.0])
    assert "Points: n = 2" in plots.show(joint).alt


def test_a_figure_is_told_axes_by_axes_without_its_colour_bars():
    figure, (left, right) = plt.subplots(ncols=2)
    sns.heatmap(np.eye(2), ax=left, cbar_kws={"label": "share"})
    right.set_title("Right")
    figure.suptitle("Both.")
    text = plots.alt_text(figure)
    assert text.startswith("Both. Figure. Cells: 2 rows by 2 columns")
    assert text.count("Colours: share.") == 1
    assert text.endswith("Right.")


def test_an_empty_figure_still_has_a_text():
    assert plots.alt_text(plt.figure()) == "Figure."


@pytest.mark.parametrize("wrong", [None, "a path", pd.DataFrame(), np.array([])])
def test_what_is_no_figure_is_refused_with_the_way_out(wrong):
    with pytest.raises(DataError, match=r"show needs a figure .* draw first"):
        plots.show(wrong)


def test_letters_that_the_font_lacks_are_no_warning_and_stay_in_the_text():
    ax = plots.segment_sizes(pd.Series(["忠実な顧客", "忠実な顧客"]))
    assert "忠実な顧客 2 · 100 %" in plots.show(ax).alt
