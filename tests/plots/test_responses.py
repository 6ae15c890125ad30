"""Which message works in which segment, as a picture."""

import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError
from segkit.experiments import response_matrix


@pytest.fixture
def found():
    sizes = ["held out"] * 300 + ["offer"] * 300 + ["tips"] * 300
    table = pd.DataFrame(
        {"segment": ["price"] * 900 + ["advice"] * 900, "message_id": sizes * 2}
    )
    likes = {("price", "offer"), ("advice", "tips")}
    pairs = zip(table["segment"], table["message_id"], strict=True)
    table["bought"] = [i % 10 < (3 if p in likes else 1) for i, p in enumerate(pairs)]
    return response_matrix(table, "bought")


def test_clear_effects_have_a_star_and_the_best_a_frame(found):
    ax = plots.response_matrix(found)
    assert [t.get_text() for t in ax.texts] == ["0.00", "+20.00 *", "+20.00 *", "0.00"]
    assert len(ax.patches) == found["best"].sum() == 2
    assert "largest +20.00 *" in plots.alt_text(ax)


def test_a_message_that_a_segment_never_got_leaves_its_cell_blank(found):
    ax = plots.response_matrix(found.iloc[:-1])
    assert len([t for t in ax.texts if t.get_text()]) == 3


def test_a_pair_that_stands_twice_is_refused(found):
    with pytest.raises(DataError, match="a pair of segment and message twice"):
        plots.response_matrix(pd.concat([found, found]))


def test_nothing_to_draw_is_refused(found):
    with pytest.raises(DataError, match="no effect to draw"):
        plots.response_matrix(found.assign(difference=float("nan")))
