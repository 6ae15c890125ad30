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


def _one_outlier(at):
    """Months of spend and new customers, one of them out of all proportion."""
    rng = np.random.default_rng(5)
    top, bottom = rng.gamma(4, 700, 144), rng.gamma(3, 30, 144).round() + 1
    (top if at == "top" else bottom)[7] *= 25
    return top, bottom


@pytest.mark.parametrize("at", ["top", "bottom"])
def test_one_outlier_does_not_send_an_end_far_off(at):
    """An end further out than the bootstrap's by the width of the whole is far off."""
    top, bottom = _one_outlier(at)
    low, high = moments_interval(Moments.of(top=top, bottom=bottom))
    drawn = np.random.default_rng(1).integers(0, 144, (4000, 144))
    ratios = top[drawn].sum(axis=1) / bottom[drawn].sum(axis=1)
    ends = np.quantile(ratios, [0.025, 0.975])
    assert ends[0] - low < ends[1] - ends[0]
    assert high - ends[1] < ends[1] - ends[0]
    assert low > 0


@given(numbers, st.sampled_from([0.8, 0.95, 0.99]))
def test_no_end_lies_beyond_two_and_a_half_times_students(pairs, level):
    top, bottom = (np.array(values, float) for values in zip(*pairs, strict=True))
    known = Moments.of(top=top, bottom=bottom)
    low, high = moments_interval(known, level)
    if math.isnan(low):
        return
    t = stats.t.ppf((1 + level) / 2, known.n - 1) * error_and_skewness(known)[0]
    ratio = top.sum() / bottom.sum()
    for out in (ratio - low, high - ratio):
        assert t * (1 - 1e-9) <= out <= 2.5 * t * (1 + 1e-9)


def _covered(draws, true, n, times=2000):
    hits = 0
    for _ in range(times):
        top, bottom = draws(n)
        low, high = moments_interval(Moments.of(top=top, bottom=bottom))
        hits += low <= true <= high
    return hits / times


@pytest.mark.slow
def test_the_interval_covers_means_and_ratios_of_skewed_numbers():
    """The table of the docstring, with 2,000 draws: three errors of simulation less."""
    rng = np.random.default_rng(3)

    def lognormal(n):
        return rng.lognormal(0, 1, n), np.ones(n)

    def third(n):
        return rng.lognormal(0, 0.8, n) * (rng.random(n) < 1 / 3), np.ones(n)

    def bottom(n):
        return rng.gamma(3, 1, n), rng.lognormal(0, 1, n)

    for draws, true, at_30, at_100 in [
        (lognormal, math.exp(0.5), 0.942, 0.955),
        (third, math.exp(0.32) / 3, 0.966, 0.960),
        (bottom, 3 / math.exp(0.5), 0.952, 0.945),
    ]:
        assert _covered(draws, true, 30) > at_30 - 0.016
        assert _covered(draws, true, 100) > at_100 - 0.016


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
