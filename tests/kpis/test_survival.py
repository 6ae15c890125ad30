"""Curves of staying: published data, scipy, edges, coverage, false alarms."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from segkit import kpis
from segkit.checks import DataError

# Freireich et al. (1963), Blood 21, 699-716: weeks in remission of 42 children
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
WEEKS = TREATED + PLACEBO
ENDED = [bool(e) for e in RELAPSED] + [True] * 21
ARM = ["6-MP"] * 21 + ["placebo"] * 21


@pytest.fixture
def freireich():
    return kpis.survival(WEEKS, ENDED, segments=ARM, unit="weeks", up_to=35)


def test_the_published_curve_of_6_mp(freireich):
    curve = freireich.curves.query("segment == '6-MP' and ended > 0")
    # Kleinbaum and Klein, Survival Analysis, table 2.1; Greenwood errors of the same
    assert curve["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    expected = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve["survival_rate"].tolist() == pytest.approx(expected, abs=5e-5)
    assert curve["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]


def test_the_published_medians_and_mean(freireich):
    summary = freireich.summary
    assert summary.loc["6-MP", "median"] == 23
    assert summary.loc["6-MP", "median_low"] == 13  # SAS LIFETEST, log-log
    assert np.isnan(summary.loc["6-MP", "median_high"])
    assert summary.loc["placebo", "median"] == 8
    assert list(summary.loc["placebo", ["median_low", "median_high"]]) == [4, 11]
    # R survival: restricted mean to 35 weeks 23.29 with error 2.83
    assert summary.loc["6-MP", "mean"] == pytest.approx(23.287, abs=1e-3)
    half = summary.loc["6-MP", "mean_high"] - summary.loc["6-MP", "mean"]
    assert half / 1.959964 == pytest.approx(2.827, abs=1e-3)
    assert summary.loc["placebo", "mean"] == pytest.approx(np.mean(PLACEBO))


def test_the_published_log_rank_test():
    found = kpis.logrank(WEEKS, ENDED, ARM)
    assert found.statistic == pytest.approx(16.79, abs=5e-3)
    assert found.table["expected"].tolist() == pytest.approx([19.25, 10.75], abs=5e-3)
    assert found.p_value < 0.0001
    assert "chi-square 16.79 with 1 degrees of freedom, p below 0.001" in repr(found)


def test_the_published_log_rank_test_of_bland_and_altman():
    # Bland and Altman (2004), BMJ 328, 1073, as in the documentation of scipy
    astro = [6, 13, 21, 30, 37, 38, 49, 50, 63, 79, 86, 98, 202, 219]
    astro_kept = [31, 47, 80, 82, 82, 149]
    glio = [10, 10, 12, 13, 14, 15, 16, 17, 18, 20, 24, 24, 25, 28, 30, 33, 35, 37, 40,
            40, 46, 48, 76, 81, 82, 91, 112, 181]  # fmt: skip
    glio_kept = [34, 40, 70]
    ended = [True] * 14 + [False] * 6 + [True] * 28 + [False] * 3
    found = kpis.logrank(
        astro + astro_kept + glio + glio_kept, ended, ["A"] * 20 + ["B"] * 31
    )
    assert found.statistic == pytest.approx(2.73799**2, rel=1e-5)
    assert found.p_value == pytest.approx(0.00618, abs=1e-5)


def test_the_curve_and_its_band_are_scipys(freireich):
    data = stats.CensoredData.right_censored(TREATED, [not e for e in RELAPSED])
    theirs = stats.ecdf(data)
    band = theirs.sf.confidence_interval(method="log-log")
    ours = freireich.curves.query("segment == '6-MP' and time > 0")
    assert ours["time"].tolist() == theirs.sf.quantiles.tolist()
    assert ours["survival_rate"].tolist() == pytest.approx(theirs.sf.probabilities)
    assert ours["low"].tolist() == pytest.approx(band.low.probabilities)
    assert ours["high"].tolist() == pytest.approx(band.high.probabilities)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=40),
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=40),
)
@settings(deadline=None, max_examples=60)
def test_any_curve_and_test_is_scipys(first, second):
    times = [float(t) for t, _ in first + second]
    ended = [e for _, e in first + second]
    names = ["a"] * len(first) + ["b"] * len(second)
    found = kpis.survival(times, ended, segments=names).curves
    for name, rows in (("a", first), ("b", second)):
        data = stats.CensoredData.right_censored(
            [float(t) for t, _ in rows], [not e for _, e in rows]
        )
        theirs = stats.ecdf(data).sf
        mine = found[(found["segment"] == name)].set_index("time")["survival_rate"]
        expected = theirs.evaluate(mine.index.to_numpy())
        assert mine.tolist() == pytest.approx(expected, abs=1e-12)
    assert (found["low"] <= found["survival_rate"] + 1e-12).all()
    assert (found["survival_rate"] <= found["high"] + 1e-12).all()
    assert found["survival_rate"].between(0, 1).all()


def test_two_segments_are_scipys_log_rank_and_three_their_sum_of_squares():
    rng = np.random.default_rng(4)
    times, ended = rng.exponential(size=90).round(1), rng.random(90) < 0.7
    names = np.repeat(["a", "b"], 45)
    censored = [
        stats.CensoredData.right_censored(times[names == n], ~ended[names == n])
        for n in ("a", "b")
    ]
    theirs = stats.logrank(*censored)
    ours = kpis.logrank(times, ended, names)
    assert ours.statistic == pytest.approx(theirs.statistic**2)
    assert ours.p_value == pytest.approx(theirs.pvalue)
    same = kpis.logrank(
        np.tile(times, 3), np.tile(ended, 3), np.repeat(list("xyz"), 90)
    )
    assert (same.statistic, same.df) == (pytest.approx(0, abs=1e-9), 2)
    assert same.p_value == pytest.approx(1)
    assert "which does not prove that there is none" in repr(same)


def test_nobody_left_yet():
    stays = kpis.survival([5, 7, 9], [False] * 3)
    assert stays.summary.loc["all", "mean"] == 9
    assert np.isnan(stays.summary.loc["all", "median"])
    assert stays.summary.loc["all", "mean_low"] < 9
    row = stays.at(4).iloc[0]
    assert row["survival_rate"] == row["high"] == 1
    assert 0.4 < row["low"] < 0.5  # Wilson's, 3 of 3
    with pytest.raises(DataError, match="nobody left while watched"):
        kpis.logrank([5, 7, 9, 9], [False] * 4, list("aabb"))


def test_everybody_left():
    stays = kpis.survival([1, 2, 3], [True] * 3)
    assert stays.summary.loc["all", ["median", "mean"]].tolist() == [2, 2]
    row = stays.at(99).iloc[0]
    assert (row["survival_rate"], row["low"], row["at_risk"]) == (0, 0, 0)
    assert row["high"] > 0.3


def test_a_contract_that_ends_on_its_first_day():
    stays = kpis.survival([0, 5, 5], [True, False, True])
    assert stays.curves["survival_rate"].tolist() == pytest.approx([2 / 3, 1 / 3])


def test_beyond_what_was_watched_is_unknown():
    row = kpis.survival([1, 2, 3, 3], [True, True, True, False]).at([9]).iloc[0]
    assert np.isnan(row["survival_rate"])
    assert row["at_risk"] == 0


def test_mean_lifetimes_of_those_who_left_are_too_short(freireich):
    left = [t for t, e in zip(TREATED, RELAPSED, strict=True) if e]
    assert np.mean(left) < freireich.summary.loc["6-MP", "mean"]


def test_delayed_entry_counts_customers_only_while_watched():
    # Klein and Moeschberger, section 4.6: at risk are those who entered before
    stays = kpis.survival([4, 6, 8, 9], [True, True, False, True], entry=[0, 3, 0, 7])
    found = stays.curves.query("ended > 0")
    assert found["at_risk"].tolist() == [3, 2, 1]
    assert found["survival_rate"].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert stays.summary.attrs["note"].startswith("watched from their entry on")


@pytest.mark.slow
def test_without_delayed_entry_those_who_left_early_are_missed():
    rng = np.random.default_rng(5)
    lives, seen_from = rng.exponential(10, 40_000), rng.uniform(0, 20, 40_000)
    there = lives > seen_from
    times, entry = lives[there], seen_from[there]
    naive = kpis.survival(times, [True] * len(times)).at(10)
    right = kpis.survival(times, [True] * len(times), entry=entry).at(10)
    assert right["survival_rate"].iloc[0] == pytest.approx(np.exp(-1), abs=0.02)
    assert naive["survival_rate"].iloc[0] > 0.5


def test_segments_by_customer_or_in_order():
    durations = pd.Series([1, 2, 3, 4], index=list("abcd"))
    ended = [True] * 4
    by_id = kpis.survival(
        durations, ended, segments=pd.Series(list("yyxx"), index=list("dcba"))
    )
    in_order = kpis.survival(durations, ended, segments=list("xxyy"))
    assert by_id.curves.equals(in_order.curves)
    assert by_id.summary.index.tolist() == ["x", "y", "all"]


def test_mistakes_are_named():
    yes = [True, True]
    with pytest.raises(DataError, match="durations has 1 values below 0"):
        kpis.survival([1, -1], yes)
    with pytest.raises(DataError, match="durations is missing for 1 of 2"):
        kpis.survival([1, None], yes)
    with pytest.raises(DataError, match="durations must hold numbers"):
        kpis.survival(["a year", 2], yes)
    with pytest.raises(DataError, match="ended must say True or False"):
        kpis.survival([1, 2], [True, None])
    with pytest.raises(DataError, match="2 durations; it holds 1"):
        kpis.survival([1, 2], [True])
    with pytest.raises(DataError, match="durations is empty"):
        kpis.survival([], [])
    with pytest.raises(DataError, match="entry is not before the end"):
        kpis.survival([1, 2], yes, entry=[0, 2])
    with pytest.raises(DataError, match="1 of 2 have no segment"):
        kpis.survival([1, 2], yes, segments=["x", None])
    with pytest.raises(DataError, match="lacks 1 of the 2 customers"):
        kpis.survival(
            pd.Series([1, 2], list("ab")), yes, segments=pd.Series(["x"], ["a"])
        )
    with pytest.raises(DataError, match="called 'all'"):
        kpis.survival([1, 2], yes, segments=["all", "x"])
    with pytest.raises(DataError, match="compares two segments or more; these have 1"):
        kpis.logrank([1, 2], yes, ["x", "x"])
    with pytest.raises(DataError, match="times must be numbers from 0"):
        kpis.survival([1, 2], yes).at([-1])
    with pytest.raises(DataError, match="up_to must be a number above 0"):
        kpis.survival([1, 2], yes, up_to=0)
    with pytest.raises(DataError, match="level must lie between 0 and 1"):
        kpis.survival([1, 2], yes, level=95)


def test_contracts_become_stays_as_known_on_a_day():
    contracts = pd.DataFrame(
        {
            "customer_id": [2, 1, 3, 4],
            "plan": list("pqrs"),
            "started_on": pd.to_datetime(["2024-01-01"] * 3 + ["2024-07-01"]),
            "ended_on": pd.to_datetime(["2024-01-31", "2024-06-30", None, None]),
        }
    )
    stays = kpis.contract_stays(contracts, as_of="2024-02-29", unit="days")
    assert stays["customer_id"].tolist() == [1, 2, 3]
    assert stays["duration"].tolist() == [60, 30, 60]
    assert stays["ended"].tolist() == [False, True, False]
    assert stays["plan"].tolist() == list("qpr")
    assert stays.attrs["left_out"] == {"no started_on": 0, "started after as_of": 1}
    months = kpis.contract_stays(contracts, as_of="2024-02-29")
    assert kpis.survival(months["duration"], months["ended"]).unit == "months"
    assert months["duration"].iloc[1] == pytest.approx(30 / 30.4375)
    with pytest.raises(DataError, match="no row with a start by 2020-01-01"):
        kpis.contract_stays(contracts, as_of="2020-01-01")
    with pytest.raises(DataError, match="1 rows whose ended_on lies before started_on"):
        kpis.contract_stays(
            contracts.replace(pd.Timestamp("2024-01-31"), pd.Timestamp("2023-01-31")),
            as_of="2024-12-31",
        )


def simulated(n, rng):
    lives, watched = rng.exponential(size=n), rng.uniform(0, 3, n)
    return np.minimum(lives, watched), lives <= watched


@pytest.mark.parametrize(
    ("n", "draws", "least"),
    [
        (15, 80, 0.87),
        pytest.param(15, 500, 0.92, marks=pytest.mark.slow),
        pytest.param(40, 500, 0.92, marks=pytest.mark.slow),
    ],
)
def test_the_band_covers_at_its_level_under_censoring(n, draws, least):
    rng = np.random.default_rng(6)
    shares = [0.9, 0.7, 0.5, 0.3]
    inside, known = np.zeros(4), np.zeros(4)
    for _ in range(draws):
        times, ended = simulated(n, rng)
        found = kpis.survival(times, ended).at([-np.log(s) for s in shares])
        seen = found["survival_rate"].notna().to_numpy()
        good = (found["low"] <= shares) & (found["high"] >= shares)
        inside += good.to_numpy()
        known += seen
    assert (inside / known > least).all()


@pytest.mark.slow
def test_medians_and_means_cover():
    rng = np.random.default_rng(7)
    hits, draws = np.zeros(2), 800
    truth = [np.log(2), 1 - np.exp(-1.2)]
    for _ in range(draws):
        times, ended = simulated(60, rng)
        row = kpis.survival(times, ended, up_to=1.2).summary.iloc[0]
        high = np.inf if np.isnan(row["median_high"]) else row["median_high"]
        hits += [
            row["median_low"] <= truth[0] <= high,
            row["mean_low"] <= truth[1] <= row["mean_high"],
        ]
    assert (hits / draws > 0.93).all()


@pytest.mark.parametrize(
    ("n", "k", "draws"),
    [
        (30, 2, 150),
        pytest.param(20, 2, 1000, marks=pytest.mark.slow),
        pytest.param(50, 3, 1000, marks=pytest.mark.slow),
    ],
)
def test_the_log_rank_test_alarms_no_oftener_than_said(n, k, draws):
    rng = np.random.default_rng(8)
    names = np.repeat(list("abc")[:k], n)
    alarms = 0
    for _ in range(draws):
        times, ended = simulated(n * k, rng)
        alarms += kpis.logrank(times, ended, names).p_value < 0.05
    assert alarms / draws < 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / draws)


def test_no_warning_is_raised_at_the_ends():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kpis.survival([1, 1, 1], [True] * 3)
        kpis.survival([1], [False])
