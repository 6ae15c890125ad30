"""The whale curve: the peak, and what is taken away after it."""

import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError
from segkit.models.value import whale_curve


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_the_peak_is_marked_and_the_loss_named():
    curve = whale_curve(pd.Series([50.0, 90, 10, -20, -30]))
    ax = plots.whale_curve(curve)
    assert np.allclose(ax.collections[0].get_offsets()[0], (0.6, 1.5))
    assert texts(ax) == ["the best 60 % bring 150 %", "the last 40 % take 50 % away"]
    assert ax.get_xlabel().endswith("(n = 5)")


def test_without_a_loss_none_is_named():
    assert texts(plots.whale_curve(whale_curve(pd.Series([3.0, 1])))) == [
        "the best 100 % bring 100 %"
    ]


def test_those_who_bring_nothing_take_nothing_away():
    curve = whale_curve(pd.Series([60.0, 60, 0, 0, -20]))
    assert texts(plots.whale_curve(curve))[1] == "the last 20 % take 20 % away"


def test_many_customers_make_a_short_line_that_keeps_its_peak():
    values = pd.Series(np.random.default_rng(1).normal(1, 3, 20_000))
    curve = whale_curve(values)
    x, y = plots.whale_curve(curve).lines[0].get_data()
    assert len(x) <= 1001
    assert y.max() == curve["profit_share"].max()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="profit_share"), "needs columns"),
        (lambda t: t.iloc[:0], "is empty"),
        (lambda t: t.iloc[:-1], "must go from nobody to all customers"),
        (lambda t: t.assign(profit_share="a"), "must be numbers"),
    ],
)
def test_another_table_is_refused(change, message):
    with pytest.raises(DataError, match=message):
        plots.whale_curve(change(whale_curve(pd.Series([5.0, 3, -1]))))
