"""The look: applied where a figure is drawn, the same for all."""

import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from segkit import plots
from segkit.plots.style import amount, percent, wrap


def test_importing_the_room_changes_no_setting():
    code = (
        "import matplotlib; before = dict(matplotlib.rcParams); import segkit.plots; "
        "assert dict(matplotlib.rcParams) == before"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_drawing_changes_no_setting(segments):
    before = dict(mpl.rcParams)
    plots.segment_sizes(segments)
    assert dict(mpl.rcParams) == before


def test_the_look_ends_with_its_block_even_after_an_error():
    before = dict(mpl.rcParams)
    with pytest.raises(RuntimeError), plots.style():
        raise RuntimeError
    assert dict(mpl.rcParams) == before


def test_the_colours_are_petroffs_eight_each_with_a_second_cue():
    assert len(plots.COLOURS) == len(set(plots.COLOURS)) == 8
    assert plots.COLOURS[0] == "#1845fb"
    assert len(set(plots.HATCHES)) == len(set(plots.MARKERS)) == 8


def test_the_look_reaches_plain_seaborn_and_matplotlib():
    with plots.style():
        _, ax = plt.subplots()
    assert not ax.spines["top"].get_visible()
    assert ax.plot([1, 2])[0].get_color() == plots.COLOURS[0]


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.0004, "0.0 %"), (0.054, "5.4 %"), (0.0996, "10 %"), (1, "100 %")],
)
def test_shares_are_whole_percent_and_finer_below_ten(share, text):
    assert percent(share) == text


def test_amounts_keep_three_digits_below_a_hundred():
    assert [amount(v) for v in (0, 7.125, 99.4, 1234.5)] == [
        "0",
        "7.12",
        "99.4",
        "1,234",
    ]


def test_a_long_name_is_broken_into_lines_without_loss():
    name = "people who buy garden furniture in autumn"
    assert "\n" in wrap(name)
    assert wrap(name).split() == name.split()
    assert wrap("") == ""
