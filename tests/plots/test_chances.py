"""Gain curve and calibration: what is marked, what is named, what is refused."""

import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError
from segkit.models.propensity import calibration_table, gain_table


@pytest.fixture
def scored():
    rng = np.random.default_rng(6)
    chance = rng.beta(1, 3, 500)
    return rng.random(500) < chance, chance


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_the_curve_begins_with_nobody_and_ends_with_all(scored):
    table = gain_table(*scored)
    ax = plots.gain_curve(table)
    x, y = ax.lines[0].get_data()
    assert (x[0], y[0], x[-1], y[-1]) == (0, 0, 1, 1)
    assert np.allclose(
        ax.collections[0].get_offsets()[0], (0.1, table["capture_rate"][1])
    )
    assert texts(ax)[0].startswith("model: the best 10 % hold ")
    assert ax.get_xlabel().endswith("(n = 500)")


def test_a_rule_is_a_second_curve_with_another_line_and_mark(scored):
    y, chance = scored
    ax = plots.gain_curve(gain_table(y, chance), rule=gain_table(y, -chance))
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()
    shapes = [len(c.get_paths()[0].vertices) for c in ax.collections]
    assert shapes[0] != shapes[1]
    assert texts(ax)[1].startswith("rule: the best 10 % hold ")


def test_calibration_has_a_dot_and_an_interval_for_each_part(scored):
    table = calibration_table(*scored)
    ax = plots.calibration(table)
    dots = ax.collections[-1].get_offsets()
    assert np.allclose(dots, table[["predicted_rate", "observed_rate"]])
    assert texts(ax)[-1] == table.attrs["heading"]
    assert "came" in texts(ax)[0]


def test_one_part_is_named_once():
    table = calibration_table([0, 1, 0], [0.3, 0.3, 0.3])
    assert texts(plots.calibration(table))[0] == "lowest part: 30 % said, 33 % came"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="capture_rate"), "needs columns"),
        (lambda t: t.iloc[:0], "is empty"),
        (lambda t: t.iloc[:-1], "must end with all customers"),
        (lambda t: t.assign(n="a"), "must be numbers"),
    ],
)
def test_another_table_is_refused(scored, change, message):
    with pytest.raises(DataError, match=message):
        plots.gain_curve(change(gain_table(*scored)))


def test_a_table_without_intervals_is_refused():
    with pytest.raises(DataError, match="needs columns"):
        plots.calibration(pd.DataFrame({"n": [3]}))
