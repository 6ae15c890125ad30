"""The k explorer: the verdict fits the data, and every control works to its end."""

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from segkit import widgets
from segkit.checks import DataError
from segkit.widgets import k_explorer, words

VERDICTS = words.N_SEGMENTS_VERDICTS


def cloud(n=150, columns=4):
    return pd.DataFrame(np.random.default_rng(0).normal(size=(n, columns)))


def three_groups(n=120):
    centres = 9 * np.repeat([[0, 0], [1, 0], [0, 1]], n // 3, axis=0)
    return pd.DataFrame(np.random.default_rng(1).normal(size=(n, 2)) + centres)


def long_cloud(n=240):
    """Return one cloud so long that two halves come back, without a gap."""
    return pd.DataFrame(np.random.default_rng(2).normal(size=(n, 2)) * [12, 1])


@pytest.fixture
def draw():
    """Draw, hand over what was drawn, and close the figure."""

    def drawn(X, **options):
        found = widgets.draw_n_segments(X, **options)
        plt.close(found.figure)
        return found

    return drawn


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(k_explorer, "SAMPLE", 120)


@pytest.mark.parametrize(
    ("X", "k", "verdict"),
    [
        (three_groups(), 3, "groups"),
        (long_cloud(), 2, "cuts"),
        (three_groups(), 4, "apart"),
        (cloud(), 5, "nothing"),
    ],
)
def test_the_verdict_fits_the_data(draw, X, k, verdict):
    assert draw(X, n_segments=k).text.endswith(VERDICTS[verdict])


def test_the_words_hold_the_numbers_of_the_table(draw):
    found = draw(three_groups(), n_segments=3, name="our customers")
    row = found.table.set_index("figure").loc["stability"]
    assert found.table["n_segments"].unique().tolist() == [3]
    assert found.text.startswith(
        f"3 segments of our customers: two samples agree by {row['observed']:.2f} "
        f"(customers without groups {row['null_low']:.2f} to {row['null_high']:.2f})"
    )


def test_every_segment_has_its_own_mark_on_the_map(draw):
    ax = draw(three_groups(), n_segments=3).figure.axes[0]
    marks = [c for c in ax.collections if len(c.get_offsets())]
    assert sorted(len(c.get_offsets()) for c in marks) == [40, 40, 40]
    assert len({c.get_paths()[0].vertices.tobytes() for c in marks}) == 3


def test_shuffled_rows_and_other_names_change_nothing(draw):
    X = cloud()
    other = X.sample(frac=1, random_state=3)
    other.index = [f"id {i}" for i in other.index]
    pd.testing.assert_frame_equal(draw(other).table, draw(X).table)


def test_many_customers_are_sampled(draw):
    assert "120 customers" in draw(cloud(900)).figure.axes[0].get_title(loc="left")


def test_another_method_can_be_asked(draw):
    found = draw(three_groups(), n_segments=3, estimator=KMeans(n_init=1))
    assert found.text.endswith(VERDICTS["groups"])


@pytest.mark.parametrize(
    ("X", "options", "message"),
    [
        (cloud(), {"n_segments": 1}, "n_segments must be a whole number from 2"),
        (cloud(), {"n_segments": 9}, "n_segments must be 8 or less; this is 9"),
        (cloud(20), {}, "X needs 24 different customers .* it has 20 and 4"),
        (cloud(columns=1), {}, "it has 150 and 1"),
        (cloud().assign(age="old"), {}, r"these are not: \['age'\]"),
        (cloud().replace(cloud()[0][0], np.nan), {}, r"these are not: \['0'\]"),
        (cloud().replace(cloud()[1][0], np.inf), {}, r"these are not: \['1'\]"),
    ],
)
def test_what_cannot_be_divided_is_refused(X, options, message):
    with pytest.raises(DataError, match=message):
        widgets.draw_n_segments(X, **options)


@pytest.fixture
def screen():
    return widgets.explore_n_segments({"one": cloud(), "three": three_groups()})


def test_the_first_state_is_drawn_and_stored(screen):
    assert screen.said.startswith("4 segments of one:")
    assert "customers without groups" in screen._repr_mimebundle_()["text/html"]


def test_every_control_works_at_both_of_its_limits(screen):
    box, which = screen._inputs["n_segments"], screen._inputs["name"]
    assert (box.min, box.max) == (2, 8)
    assert isinstance(which, ipywidgets.Dropdown)
    for name in which.options:
        for k in (box.min, box.max):
            screen.put({"n_segments": k, "name": name})
            assert screen.said.startswith(f"{k} segments of {name}:")
            assert f"customers in {k} segments" in screen.drawn


def test_changing_the_customers_changes_the_verdict(screen):
    screen.put({"n_segments": 3})
    assert screen.said.endswith(VERDICTS["nothing"])
    before = screen.drawn
    screen._inputs["name"].value = "three"
    assert screen.said.endswith(VERDICTS["groups"])
    assert screen.drawn != before


def test_long_work_is_announced_and_done_once(monkeypatch):
    screen = widgets.explore_n_segments(cloud())
    said, asked = [], []
    whole = k_explorer.evaluation.null_comparison

    def counted(*args, **options):
        said.append(screen.said)
        asked.append(options["n_segments"])
        return whole(*args, **options)

    monkeypatch.setattr(k_explorer.evaluation, "null_comparison", counted)
    for k in (5, 6, 5, 6):
        screen.put({"n_segments": k})
    assert asked == [[5], [6]]
    assert said == [words.WORKING] * 2


def test_an_error_is_said_and_the_last_drawing_stays():
    screen = widgets.explore_n_segments({"fine": cloud(), "few": cloud(10)})
    before = screen.drawn
    screen.put({"name": "few"})
    assert screen.said.startswith("Not drawn: few needs 24 different customers")
    assert screen.drawn == before


def test_no_customers_at_all_are_refused():
    with pytest.raises(DataError, match="one table of customers at least"):
        widgets.explore_n_segments({})
