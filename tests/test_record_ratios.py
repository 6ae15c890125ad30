"""Ratios of sums, their moments and the intervals that follow skewness."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from segkit.checks import DataError
from segkit.record import (
    Kpi,
    Moments,
    event_rate,
    garwood,
    moments_interval,
    ratio,
    ratio_interval,
)
from segkit.record.skewed import error_and_skewness

numbers = st.lists(
    st.tuples(st.integers(-500, 900), st.integers(1, 9)), min_size=3, max_size=30
)


@given(numbers, st.integers(1, 2))
def test_the_moments_of_two_groups_add_up(pairs, cut):
    x, y = (list(values) for values in zip(*pairs, strict=True))
    whole = Moments.of(x=x, y=y)
    parts = Moments.of(x=x[:cut], y=y[:cut]) + Moments.of(x=x[cut:], y=y[cut:])
    assert parts.n == whole.n
    assert parts.sums == pytest.approx(whole.sums)


@given(numbers)
def test_error_and_skewness_are_those_of_the_values(pairs):
    top, bottom = (np.array(values, float) for values in zip(*pairs, strict=True))
    found = error_and_skewness(Moments.of(top=top, bottom=bottom))
    rest = top - top.sum() / bottom.sum() * bottom
    if rest.std() < 1e-9 * (1 + abs(top).max()):
        assert found[0] == 0
        return
    error = rest.std(ddof=1) / math.sqrt(len(top)) / bottom.mean()
    assert found[0] == pytest.approx(error, rel=1e-6)
    skewness = (rest**3).mean() / (rest**2).mean() ** 1.5
    n = len(top)
    unbiased = skewness * math.sqrt(n * (n - 1)) / (n - 2)
    assert found[1] == pytest.approx(unbiased, rel=1e-5, abs=1e-6)


def test_without_skewness_the_interval_is_students():
    x = [1.0, 2.0, 3.0, 4.0, 5.0]
    ends = stats.ttest_1samp(x, 0).confidence_interval(0.95)
    found = moments_interval(Moments.of(top=x, bottom=np.ones(5)))
    assert found == pytest.approx((ends.low, ends.high))


def test_with_skewness_it_is_halls_on_the_long_side():
    """Hall (1992), equation 2.2, undone: g(T) = T + aT² + a²T³/3 + b at both ends."""
    x = stats.lognorm(1).ppf((np.arange(40) + 0.5) / 40)
    low, high = moments_interval(Moments.of(top=x, bottom=np.ones(40)))
    error = x.std(ddof=1) / math.sqrt(40)
    skewness = stats.skew(x, bias=False)
    a, b = skewness / (3 * math.sqrt(40)), skewness / (6 * math.sqrt(40))
    T = (x.mean() - high) / error
    t = stats.t.ppf(0.975, 39)
    assert T + a * T**2 + a**2 * T**3 / 3 + b == pytest.approx(-t)
    assert (x.mean() - low) / error == pytest.approx(t)
    assert high - x.mean() > x.mean() - low


@given(numbers, st.floats(0.1, 50))
def test_a_change_of_currency_changes_the_unit_only(pairs, factor):
    top, bottom = (np.array(values, float) for values in zip(*pairs, strict=True))
    one = moments_interval(Moments.of(top=top, bottom=bottom))
    other = moments_interval(Moments.of(top=top * factor, bottom=bottom))
    assert other == pytest.approx([end * factor for end in one], nan_ok=True, rel=1e-6)


def test_large_samples_have_the_interval_of_the_delta_method():
    rng = np.random.default_rng(2)
    orders = rng.poisson(4, 20_000) + 1.0
    revenue = orders * rng.gamma(3, 2, 20_000)
    found = moments_interval(Moments.of(top=revenue, bottom=orders))
    assert found == pytest.approx(ratio_interval(revenue, orders), rel=1e-3)


def test_customers_of_whom_nothing_is_known_change_nothing():
    few = ratio("x_amount", [5, 0, 9], [1, 0, 2])
    assert (few.n, few.value) == (2, 14 / 3)
    beyond = ratio("x_amount", [5, 9], 4)
    assert beyond.value == 14 / 4
    assert beyond.denominator == 4


def test_why_there_is_no_interval_is_said():
    assert ratio("x_amount", 5, 2).note.startswith("no interval: two totals")
    assert ratio("x_amount", [3, 3, 3]).note == (
        "no interval: nothing says how customers differ"
    )
    assert math.isnan(ratio("x_amount", [3, 4], [0, 0]).value)
    assert ratio("x_amount", [3, 4], [0, 0]).note == ""
    few = ratio("x_amount", [3, 4], note="one left out")
    assert few.note == (
        "one left out; 2 customers: below 30 the interval is not to be trusted"
    )
    many = ratio("x_amount", list(range(30)))
    assert many.note == ""


@pytest.mark.parametrize(
    ("k", "low", "high"),
    [
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
    ],
)
def test_garwood_gives_the_published_limits(k, low, high):
    """Garwood (1936), Biometrika 28, table: 95 % limits of a Poisson count."""
    assert garwood(k) == pytest.approx((low, high), abs=5e-5)


def test_garwood_never_covers_less_than_it_promises():
    for mean in (0.3, 1.0, 3.3, 8.0, 20.0):
        counts = np.arange(80)
        inside = [low <= mean <= high for low, high in map(garwood, counts)]
        assert stats.poisson(mean).pmf(counts)[inside].sum() >= 0.95


def test_events_per_exposure_may_be_above_one():
    found = event_rate("likes_per_post", 30, 12, unit="likes")
    assert found.value == 2.5
    assert (found.low * 12, found.high * 12) == pytest.approx(garwood(30))
    assert math.isnan(event_rate("likes_per_post", 0, 0).value)
    with pytest.raises(DataError, match="likes_per_post: the events must be a whole"):
        event_rate("likes_per_post", 1.5, 3)


def test_what_a_record_shows_depends_on_its_unit():
    def shown(unit, value=12.345):
        return repr(Kpi("x", value, 1, 1, 1, value, value, unit, "d")).split(" (")[0]

    assert shown("rate", 0.123) == "x: 12.3 %"
    assert shown("EUR") == "x: 12.35 EUR"
    assert shown("days") == "x: 12.3 days"
    assert shown("") == "x: 12.35"


def test_a_note_is_shown_on_paper_and_on_screen():
    found = ratio("x_amount", 5, 2, unit="EUR", note="<three left out>")
    assert repr(found).endswith("; <three left out>; " + ratio("x", 5, 2).note)
    page = found._repr_html_()
    assert "&lt;three left out&gt;" in page
    assert '<th scope="row">note</th>' in page
    assert "<td>none</td>" in page


@pytest.mark.parametrize(
    ("top", "bottom", "said"),
    [
        ([1, None], None, "top needs one list of numbers without missing ones"),
        (["a"], None, "top needs numbers"),
        ([1, 2], [1, 2, 3], "this is 2 over 3 values"),
        ([1, 2, 3], 2, "customers must be a whole number from 3; this is 2"),
        ([[1, 2]], [[1, 2]], "top needs one list of numbers"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(top, bottom, said):
    with pytest.raises(DataError, match=said):
        ratio("x_amount", top, bottom)
