"""How an amount is spread: the curve of shares, and the histogram."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import plots
from segkit.checks import DataError


def curve(ax):
    return dict(zip(*np.round(ax.lines[0].get_data(), 6).tolist(), strict=True))


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_the_curve_adds_customers_up_from_the_best():
    ax = plots.pareto_curve(pd.Series([10.0, 60, 5, 20, 5]))
    assert curve(ax) == {0: 0, 0.2: 0.6, 0.4: 0.8, 0.6: 0.9, 0.8: 0.95, 1: 1}


def test_the_measured_point_stands_beside_the_claim():
    ax = plots.pareto_curve(pd.Series([10.0, 60, 5, 20, 5]))
    found = [tuple(c.get_offsets()[0]) for c in ax.collections]
    assert np.allclose(found, [(0.2, 0.6), (0.2, 0.8)])
    assert texts(ax)[:2] == [
        "measured: the best 20 % bring 60 %",
        "claimed: the best 20 % bring 80 %",
    ]


def test_measured_and_claimed_differ_by_marker_too():
    ax = plots.pareto_curve(pd.Series([1.0, 2]))
    shapes = [len(c.get_paths()[0].vertices) for c in ax.collections]
    assert shapes[0] != shapes[1]


def test_equal_customers_lie_on_the_line():
    ax = plots.pareto_curve(pd.Series([3.0] * 10), share=0.5)
    assert "measured: the best 50 % bring 50 %" in texts(ax)


def test_missing_values_are_no_customers():
    ax = plots.pareto_curve(pd.Series([1.0, np.nan, 3.0]))
    assert ax.get_xlabel().endswith("(n = 2)")


def test_a_million_customers_make_a_short_line():
    ax = plots.pareto_curve(pd.Series(np.arange(1_000_000.0)))
    x, y = ax.lines[0].get_data()
    assert len(x) == 1001
    assert y[200] == pytest.approx(1 - 0.8**2, abs=1e-5)
    assert ax.get_xlabel().endswith("(n = 1,000,000)")


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([0.0, 0], {}, "values adds up to 0"),
        ([1.0, -3], {}, "values adds up to -2"),
        ([np.nan], {}, "values adds up to 0"),
        ([1.0, 2], {"share": 20}, "share must lie between 0 and 1"),
        (["a"], {}, "values must be numbers"),
    ],
)
def test_values_without_shares_are_refused(values, options, message):
    with pytest.raises(DataError, match=message):
        plots.pareto_curve(pd.Series(values), **options)


@settings(max_examples=20)
@given(st.lists(st.floats(0, 1e6), min_size=1).filter(lambda v: sum(v) > 1e-6))
def test_the_curve_rises_and_never_lies_below_the_line_of_equals(values):
    ax = plots.pareto_curve(pd.Series(values))
    x, y = ax.lines[0].get_data()
    assert (np.diff(y) >= -1e-9).all()
    assert (y >= x - 1e-9).all()
    assert (x[0], y[0], x[-1], y[-1]) == pytest.approx((0, 0, 1, 1))
    plt.close(ax.figure)


@pytest.fixture
def spent():
    return pd.Series([0.0, 1, 10, 10, 1000, np.nan], name="monetary_amount")


def test_bars_hold_every_customer_with_a_value(spent):
    ax = plots.distribution(spent, bins=10)
    assert sum(p.get_height() for p in ax.patches) == 5
    assert len(ax.patches) == 10
    assert ax.get_xlabel() == "monetary amount (1 left out: no value known)"
    assert ax.get_ylabel() == "customers (n = 5)"


def test_a_log_scale_leaves_zeros_out_and_says_so(spent):
    ax = plots.distribution(spent, log=True)
    assert ax.get_xscale() == "log"
    assert sum(p.get_height() for p in ax.patches) == 4
    assert "(1 left out: no value known)" in ax.get_xlabel()
    assert "(1 left out: zero or less" in ax.get_xlabel()


def test_the_median_is_that_of_what_is_shown(spent):
    assert plots.distribution(spent).lines[0].get_xdata() == [10, 10]
    assert texts(plots.distribution(spent, log=True)) == [" median 10"]


def test_few_customers_make_few_bars():
    assert len(plots.distribution(pd.Series(np.arange(27.0))).patches) == 6
    assert len(plots.distribution(pd.Series(np.arange(9000.0))).patches) == 30


@pytest.mark.parametrize("log", [False, True])
def test_equal_values_are_one_bar(log):
    ax = plots.distribution(pd.Series([7.0, 7, 7]), log=log)
    assert [p.get_height() for p in ax.patches] == [3]


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([0.0, -1], {"log": True}, "nothing to draw: value, log scale .2 left out"),
        ([np.nan], {}, "nothing to draw"),
        ([], {}, "series is empty"),
        (["a"], {}, "series must be numbers"),
        ([1.0], {"bins": 0}, "bins must be a whole number from 1 to 200"),
    ],
)
def test_what_has_no_distribution_is_refused(values, options, message):
    with pytest.raises(DataError, match=message):
        plots.distribution(pd.Series(values), **options)
