"""Rogers' classes: the cuts, the shares, and those who have not adopted yet."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from segkit import models
from segkit.checks import DataError
from segkit.models.technographic import adoption

CLASSES = [
    "Innovators",
    "Early adopters",
    "Early majority",
    "Late majority",
    "Laggards",
]


def counted(found):
    return found.value_counts(sort=False).tolist()


def test_quantiles_give_the_published_shares():
    days = pd.Series(range(1000))
    assert counted(adoption(days)) == [25, 135, 340, 340, 160, 0]


def test_deviations_give_the_shares_of_the_normal_curve():
    grid = norm.ppf((np.arange(100_000) + 0.5) / 100_000)
    days = pd.Series(np.round(grid * 100_000))  # whole days, and plenty of them
    shares = adoption(days, method="sd").value_counts(normalize=True, sort=False)
    published = [2.28, 13.59, 34.13, 34.13, 15.87, 0]
    assert (100 * shares).round(2).tolist() == pytest.approx(published, abs=0.011)


def test_the_cuts_are_the_mean_and_its_deviations_and_begin_the_later_class():
    days = pd.Series([0, 2, 4, 6, 8] * 2 + [4] * 10 + [-4, 12])
    mu, sd = days.mean(), days.std(ddof=0)
    assert mu == 4
    found = adoption(days, method="sd")
    assert set(found[days == 4]) == {"Late majority"}
    assert set(found[days == -4]) == {"Innovators"}
    assert (days[found == "Laggards"] >= mu + sd).all()
    assert (days[found == "Early majority"] < mu).all()


def test_whoever_has_not_adopted_is_not_yet_and_never_a_laggard():
    days = pd.Series([1.0, 2, 3, 4] + [np.nan] * 96)
    everyone = adoption(days)
    assert counted(everyone) == [3, 1, 0, 0, 0, 96]
    adopters = adoption(days, of="adopters")
    assert counted(adopters) == [1, 0, 1, 2, 0, 96]
    assert counted(adoption(days, method="sd"))[5] == 96


def test_a_later_look_moves_nobody_to_an_earlier_class_of_everyone():
    rng = np.random.default_rng(2)
    days = pd.Series(np.sort(rng.integers(0, 1000, 400)).astype(float))
    early = days.where(days <= 500)
    now, later = adoption(early), adoption(days)
    known = early.notna()
    assert (now[known] == later[known]).all()


def test_dates_and_day_numbers_give_the_same():
    numbers = pd.Series([19000.0, 19010, 19500, np.nan, 19020])
    dates = pd.Series(pd.to_datetime(numbers, unit="D"))
    for method in ("sd", "quantile"):
        pd.testing.assert_series_equal(
            adoption(numbers, method=method), adoption(dates, method=method)
        )
    stdlib = dates.dt.date.where(dates.notna(), None).astype(object)
    pd.testing.assert_series_equal(adoption(stdlib), adoption(dates))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=2, max_size=60))
def test_earlier_is_never_later_and_equal_days_are_equal(days):
    days = pd.Series(days, dtype=float)
    if days.notna().sum() == 0:
        return
    codes = adoption(days).cat.codes
    known = days.notna()
    assert (codes[~known] == 5).all()
    ordered = pd.DataFrame({"day": days[known], "code": codes[known]})
    ordered = ordered.sort_values("day")
    assert ordered["code"].is_monotonic_increasing
    assert (ordered.groupby("day")["code"].nunique() == 1).all()


def test_what_cannot_be_cut_is_refused():
    with pytest.raises(DataError, match="nobody has a first use on file"):
        adoption(pd.Series([np.nan, np.nan]))
    with pytest.raises(DataError, match="all first uses are of the same day"):
        adoption(pd.Series([3.0, 3.0, np.nan]), method="sd")
    with pytest.raises(DataError, match="method must be one of"):
        adoption(pd.Series([3.0]), method="median")
    with pytest.raises(DataError, match="standard deviation of everyone are not known"):
        adoption(pd.Series([3.0, 4.0]), method="sd", of="everyone")
    with pytest.raises(DataError, match="of must be one of"):
        adoption(pd.Series([3.0]), of="nobody")
    with pytest.raises(
        DataError, match="must hold days: dates, or numbers of days; it holds string"
    ):
        adoption(pd.Series(["June", "July"]))


def table(days):
    index = pd.Index([f"C{i}" for i in range(len(days))], name="customer_id")
    return pd.DataFrame({"app_first_used_on": days}, index=index)


@pytest.mark.parametrize("cuts", ["sd", "quantile"])
def test_the_segmenter_sorts_as_the_function_does(cuts):
    days = pd.to_datetime("2024-01-01") + pd.to_timedelta(range(80), "D")
    X = table(pd.Series(days).where(np.arange(80) % 3 > 0).to_numpy())
    model = models.TechnographicSegmenter("adoption", cuts=cuts).fit(X)
    found = adoption(X["app_first_used_on"], method=cuts)
    assert model.assign(X).tolist() == found.tolist()
    assert model.segments_["name"].tolist() == [*CLASSES, "Not yet"]


def test_rules_in_words_say_the_days_of_each_class():
    days = pd.to_datetime("2024-01-01") + pd.to_timedelta(range(40), "D")
    X = table(days)
    model = models.TechnographicSegmenter("adoption").fit(X)
    rules = model.segments_["rule"].tolist()
    assert rules[:2] == [
        "first use up to 2024-01-01",
        "first use from 2024-01-02 to 2024-01-07",
    ]
    assert rules[4] == "first use from 2024-02-04"
    for code, name in enumerate(CLASSES):
        inside = X.index[model.labels_ == code]
        assert inside.size, name
    assert "First use: 2024-01-02." in model.explain(X, "C1")


def test_a_class_that_nobody_has_reached_says_so_and_survives_json():
    X = table(pd.to_datetime(["2024-01-01", "2024-01-05"] + [None] * 38))
    model = models.TechnographicSegmenter("adoption").fit(X)
    rules = model.segments_["rule"].tolist()
    assert rules[3] == "no first use on file falls here"
    again = models.from_frozen(json.loads(json.dumps(model.frozen(), allow_nan=False)))
    later = table(pd.to_datetime(["2024-03-01", None]))
    assert again.assign(later).tolist() == ["Early adopters", "Not yet"]
    assert "No first use is on file yet." in again.explain(later, "C1")


def test_the_column_of_first_uses_is_asked_for_by_name():
    X = table(pd.to_datetime(["2024-01-01", "2024-01-05"]))
    other = X.rename(columns={"app_first_used_on": "since"})
    with pytest.raises(
        DataError, match=r"needs columns \['app_first_used_on'\].*by='you"
    ):
        models.TechnographicSegmenter("adoption").fit(other)
    model = models.TechnographicSegmenter("adoption", by="since").fit(other)
    assert model.feature_names_in_.tolist() == ["since"]
