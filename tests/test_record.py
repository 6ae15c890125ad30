import copy
import math
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.record import Kpi, Table, mean_interval, rate, ratio_interval, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(k, n, low, high):
    """Newcombe (1998), table I, method 3."""
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_between_0_and_1(counts):
    k, n = counts
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    mirrored = wilson(n - k, n)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_wilson_solves_its_own_equation():
    """Each end is a share p from which k/n lies z standard errors away."""
    k, n, z = 37, 120, stats.norm.ppf(0.95)
    for end in wilson(k, n, level=0.9):
        assert abs(k / n - end) == pytest.approx(z * math.sqrt(end * (1 - end) / n))


def test_nobody_counted_is_no_interval():
    assert all(math.isnan(end) for end in wilson(0, 0))
    empty = rate("repeat_rate", 0, 0, definition="")
    assert math.isnan(empty.value)
    assert repr(empty) == ("repeat rate: unknown (0 of 0), 95 % interval none")


@pytest.mark.parametrize(
    ("k", "n", "said"),
    [
        (12, 10, r"the part \(12\) is above the whole \(10\)"),
        (-1, 10, "the part must be a whole number from 0; this is -1"),
        (1.5, 10, "the part must be a whole number from 0; this is 1.5"),
        ("3", 10, "the part must be a whole number from 0; this is '3'"),
        (0, -2, "the whole must be a whole number from 0; this is -2"),
        (1, None, "the whole must be a whole number from 0; this is None"),
    ],
)
def test_counts_that_cannot_be_are_refused(k, n, said):
    with pytest.raises(DataError, match=f"buying_rate: {said}"):
        rate("buying_rate", k, n, definition="")


@pytest.mark.parametrize("level", [0.0, 1.0, 95, 1, "high", None, math.nan])
def test_a_level_outside_0_and_1_is_refused(level):
    for interval in (
        lambda: wilson(1, 2, level),
        lambda: mean_interval([1, 2], level),
        lambda: ratio_interval([1, 2], [1, 2], level),
    ):
        with pytest.raises(DataError, match="level must lie between 0 and 1, such as"):
            interval()


def test_the_mean_interval_by_hand():
    """2, 4, 6, 8: mean 5, variance 20/3, t(.975, 3) = 3.18245."""
    half = 3.182446 * math.sqrt(20 / 3 / 4)
    assert mean_interval([2, 4, 6, 8]) == pytest.approx((5 - half, 5 + half), abs=1e-5)


def test_the_mean_interval_is_that_of_scipy():
    x = np.random.default_rng(1).gamma(2, 3, 40)
    theirs = stats.ttest_1samp(x, 0).confidence_interval(0.9)
    assert mean_interval(x, 0.9) == pytest.approx((theirs.low, theirs.high))


def test_the_ratio_interval_by_hand():
    """90/6 = 15; residuals -5, -10, 15: variance 175; error sqrt(175/3)/2."""
    half = 1.959964 * math.sqrt(175 / 3) / 2
    found = ratio_interval([10, 20, 60], [1, 2, 3])
    assert found == pytest.approx((15 - half, 15 + half), abs=1e-5)


def test_the_ratio_interval_is_the_delta_formula():
    rng = np.random.default_rng(2)
    y = rng.poisson(4, 60) + 1.0
    x = y * rng.gamma(3, 2, 60)
    ratio = x.sum() / y.sum()
    (xx, xy), (_, yy) = np.cov(x, y)
    variance = (xx - 2 * ratio * xy + ratio**2 * yy) / (60 * y.mean() ** 2)
    half = stats.norm.ppf(0.975) * variance**0.5
    assert ratio_interval(x, y) == pytest.approx((ratio - half, ratio + half))


def test_the_ratio_to_ones_is_the_mean():
    x = np.random.default_rng(3).normal(50, 9, 2000)
    assert ratio_interval(x, np.ones(2000)) == pytest.approx(mean_interval(x), rel=1e-3)


def test_too_few_values_have_no_interval():
    assert all(math.isnan(end) for end in mean_interval([5]))
    assert all(math.isnan(end) for end in ratio_interval([5], [1]))
    assert all(math.isnan(end) for end in ratio_interval([5, 6], [0, 0]))


@pytest.mark.parametrize("values", [[1, None], [1, math.nan], [[1, 2]], 3, [math.inf]])
def test_missing_values_are_refused_and_not_dropped(values):
    with pytest.raises(DataError, match="without missing ones: leave customers"):
        mean_interval(values)


def test_text_is_refused():
    with pytest.raises(DataError, match="mean_interval needs numbers"):
        mean_interval(["a", "b"])


def test_pairs_of_different_length_are_refused():
    with pytest.raises(DataError, match="this is 3 values over 2"):
        ratio_interval([1, 2, 3], [1, 2])


@pytest.fixture
def kpi():
    return rate(
        "purchase_rate",
        81,
        263,
        definition="buyers / customers <all>",
        period="2024-07-01 to 2024-12-31",
    )


def test_a_kpi_is_a_number(kpi):
    assert float(kpi) == kpi.value == 81 / 263
    assert (kpi.numerator, kpi.denominator, kpi.n) == (81, 263, 263)
    assert kpi.unit == "rate"
    assert round(kpi.low, 4) == 0.2553


def test_a_kpi_prints_everything_that_it_rests_on(kpi):
    assert repr(kpi) == (
        "purchase rate: 30.8 % (81 of 263), 95 % interval 25.5 % to 36.6 %, "
        "2024-07-01 to 2024-12-31"
    )


def test_a_kpi_is_a_table_in_a_notebook_and_escapes_its_text(kpi):
    page = kpi._repr_html_()
    for text in ("30.8 %", "81 of 263", "263", "2024-07-01", "25.5 % to 36.6 %"):
        assert text in page
    assert "&lt;all&gt;" in page
    assert "<all>" not in page
    assert page.count("<tr>") == page.count("</tr>") == 6


def test_a_kpi_in_money_is_shown_in_money():
    kpi = Kpi(
        "aov", 1234.5, 2469, 2, 2, 1000, 1500, "EUR", "revenue / orders", level=0.9
    )
    assert repr(kpi) == (
        "aov: 1,234.50 EUR (2,469 of 2), 90 % interval 1,000.00 EUR to 1,500.00 EUR"
    )
    assert "not stated" in kpi._repr_html_()


def test_a_kpi_cannot_be_changed_and_can_be_kept(kpi):
    with pytest.raises(AttributeError):
        kpi.value = 1
    assert pickle.loads(pickle.dumps(kpi)) == copy.copy(kpi) == kpi


def test_counts_may_be_numpy_numbers():
    kpi = rate("x_rate", np.int64(1), np.int32(4), definition="")
    assert kpi == rate("x_rate", 1, 4, definition="")
    assert type(kpi.value) is float


def test_a_table_shows_its_heading_and_whole_words():
    long = "a rule in words that is longer than the fifty letters pandas would show"
    table = Table({"rule": [long]})
    table.attrs["heading"] = "Rules & <segments>"
    assert repr(table).startswith("Rules & <segments>\n")
    assert long in repr(table)
    page = table._repr_html_()
    assert page.startswith("<p>Rules &amp; &lt;segments&gt;</p>")
    assert long in page
    assert pd.get_option("display.max_colwidth") == 50


def test_a_table_without_a_heading_shows_rows_only():
    table = Table({"size": [3]})
    assert repr(table) == repr(pd.DataFrame({"size": [3]}))
    assert "<p></p>" not in table._repr_html_()


def test_what_is_made_from_a_table_is_a_plain_frame():
    table = Table({"a": [1, 2], "b": [3, 4]})
    assert type(table[["a"]]) is type(table.head(1)) is pd.DataFrame
    again = pickle.loads(pickle.dumps(table))
    assert type(again) is Table
    pd.testing.assert_frame_equal(again, table)
