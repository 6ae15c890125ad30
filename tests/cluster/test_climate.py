"""Köppen-Geiger classes: published stations, an independent reading, and the rules."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.checks import DataError
from segkit.cluster.climate import CLASSES, climate_zones, koppen


def mean(high, low):
    return [(a + b) / 2 for a, b in zip(high, low, strict=True)]


# mean temperature (°C), rain (mm), and the class that the source or Peel's map gives
STATIONS = {
    "Geneva, MeteoSwiss": (
        [2.1, 3, 6.8, 10.4, 14.8, 18.4, 20.5, 20.2, 15.8, 11.5, 6, 2.7],
        [70.8, 60.6, 56.9, 69, 75.7, 78.8, 83.2, 81.4, 94.9, 97.6, 90.3, 85.2],
        "Cfb",
    ),
    "Perth, Bureau of Meteorology 1993-2010": (
        mean(
            [30.8, 31.3, 29.5, 25.6, 22.4, 19.3, 18.3, 18.8, 20.1, 23, 26.4, 28.8],
            [17.8, 18.1, 16.5, 13.6, 10.6, 8.5, 7.8, 8.1, 9.4, 11.2, 14.2, 16.2],
        ),
        [9.5, 12.7, 19.5, 44.1, 117.5, 175.7, 169.7, 133.6, 80.6, 52.2, 22.1, 12.8],
        "Csa",
    ),
    "Middle Point near Darwin, Bureau of Meteorology": (
        mean(
            [32.6, 32, 32.4, 33.1, 32.5, 31.3, 31.3, 32.9, 34.7, 35.6, 35.1, 33.8],
            [23.8, 23.9, 23.6, 22.1, 19.4, 16.1, 14.9, 16.8, 20.1, 22.7, 23.7, 23.9],
        ),
        [332.6, 284, 254.7, 88.4, 22, 1.6, 0.8, 2.4, 12.9, 57.4, 125.8, 228.6],
        "Aw",
    ),
    "Beijing, China Meteorological Administration 1971-2000": (
        mean(
            [1.8, 5, 11.6, 20.3, 26, 30.2, 30.9, 29.7, 25.8, 19.1, 10.1, 3.7],
            [-8.4, -5.6, 0.4, 7.9, 13.6, 18.8, 22, 20.8, 14.8, 7.9, 0, -5.8],
        ),
        [2.7, 4.9, 8.3, 21, 34, 78, 185, 160, 46, 22, 7.4, 2.8],
        "Dwa",
    ),
    "Alert, Environment Canada": (
        [-32.4, -33.4, -32.4, -24.4, -11.8, -0.8, 3.3, 0.8, -9.2, -19.4, -26.4, -30.1],
        [6.8, 6.3, 7, 10.3, 11, 11.1, 27.8, 21.2, 23.4, 12.3, 9.7, 6.8],
        "ET",
    ),
    "Stephenville, Newfoundland, WMO": (
        [-6, -7, -4, 2, 7, 12, 16, 16, 12, 7, 3, -3],
        [129, 100, 85, 71, 85, 105, 106, 120, 112, 120, 118, 123],
        "Dfb",
    ),
    "Wuwei, Gansu": (
        mean(
            [0, 3.3, 9.6, 17.8, 22.9, 26.5, 28.9, 27.6, 22.4, 15.9, 8.1, 1.9],
            [-13.8, -10.2, -3.8, 3, 8, 11.6, 14.2, 13.7, 8.8, 1.6, -5.6, -11.3],
        ),
        [1.4, 2.3, 6.1, 7.9, 15.8, 28.4, 30.2, 34, 24.1, 10.8, 3.6, 1.2],
        "BWk",
    ),
}


@pytest.mark.parametrize("name", STATIONS)
def test_published_stations_have_their_published_class(name):
    celsius, rain, expected = STATIONS[name]
    assert str(koppen(celsius, rain)) == expected


def test_every_station_keeps_its_class_half_a_year_later():
    for celsius, rain, expected in STATIONS.values():
        other_side = np.roll(celsius, 6), np.roll(rain, 6)
        assert str(koppen(*other_side)) == expected


def one_by_one(t, p, line):
    """Peel's table read month by month, from the top, without arrays."""
    april = range(3, 9)
    october = [0, 1, 2, 9, 10, 11]
    warm_first = sum(t[m] for m in april) >= sum(t[m] for m in october)
    summer, winter = (april, october) if warm_first else (october, april)
    total, in_summer = sum(p), sum(p[m] for m in summer)
    if total > 0 and in_summer > 0.7 * total:
        bonus = 28
    elif total > 0 and in_summer < 0.3 * total:
        bonus = 0
    else:
        bonus = 14
    average = sum(t) / 12
    limit = 10 * (2 * average + bonus)
    if total < limit:
        first = "BW" if total < limit / 2 else "BS"
        return first + ("h" if average >= 18 else "k")
    if max(t) <= 10:
        return "ET" if max(t) > 0 else "EF"
    if min(t) >= 18:
        if min(p) >= 60:
            return "Af"
        return "Am" if min(p) >= 100 - total / 25 else "Aw"
    dry_summer = min(p[m] for m in summer)
    dry_winter = min(p[m] for m in winter)
    s = dry_summer < 40 and dry_summer < max(p[m] for m in winter) / 3
    w = dry_winter < max(p[m] for m in summer) / 10
    if s and w:
        s, w = in_summer <= total - in_summer, in_summer > total - in_summer
    rain = "s" if s else "w" if w else "f"
    if max(t) >= 22:
        heat = "a"
    elif sum(x > 10 for x in t) >= 4:
        heat = "b"
    elif min(t) < -38 and min(t) <= line:
        heat = "d"
    else:
        heat = "c"
    return ("C" if min(t) > line else "D") + rain + heat


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from([0.0, -3.0]))
def test_the_classes_are_those_of_the_table_read_by_hand(seed, line):
    rng = np.random.default_rng(seed)
    phase = 2 * np.pi * np.arange(12) / 12 + rng.uniform(0, 6.3, (300, 1))
    celsius = rng.uniform(-25, 30, (300, 1)) + rng.uniform(0, 30, (300, 1)) * np.cos(
        phase
    )
    rain = rng.gamma(0.7, rng.uniform(1, 250, (300, 1)), (300, 12)).round(1)
    celsius = celsius.round(1)
    found = koppen(celsius, rain, cold_line=line)
    expected = [
        one_by_one(t, p, line)
        for t, p in zip(celsius.tolist(), rain.tolist(), strict=True)
    ]
    assert found.tolist() == expected
    assert set(found) <= set(CLASSES)


def test_the_thirty_classes_of_beck_are_there():
    assert len(set(CLASSES)) == 30


def test_the_line_between_temperate_and_cold_is_an_argument():
    celsius = [-1.5, 0, 4, 9, 14, 17, 19, 18, 14, 9, 4, 0]
    rain = [50.0] * 12
    assert str(koppen(celsius, rain)) == "Dfb"
    assert str(koppen(celsius, rain, cold_line=-3)) == "Cfb"


def test_dry_comes_first():
    cold_and_dry = [-30, -28, -20, -8, 1, 6, 9, 7, 1, -9, -20, -27]
    assert str(koppen(cold_and_dry, [0.0] * 12)) == "ET"
    warm_and_dry = [20.0] * 12
    assert str(koppen(warm_and_dry, [0.0] * 12)) == "BWh"
    assert str(koppen([18.0] * 12, [60.0] * 12)) == "Af"


def test_a_month_that_is_missing_is_named():
    with pytest.raises(DataError, match=r"celsius needs twelve months.*shape \(11,\)"):
        koppen([1.0] * 11, [1.0] * 12)
    with pytest.raises(DataError, match="rain_mm is missing or infinite for 1 months"):
        koppen([1.0] * 12, [np.nan] + [1.0] * 11)
    with pytest.raises(DataError, match="rain_mm is below 0: look for codes"):
        koppen([1.0] * 12, [-999.0] + [1.0] * 11)
    with pytest.raises(DataError, match="celsius must hold numbers"):
        koppen(["warm"] * 12, [1.0] * 12)
    with pytest.raises(DataError, match="celsius has 1 climates and rain_mm 2"):
        koppen([1.0] * 12, [[1.0] * 12] * 2)
    with pytest.raises(DataError, match="cold_line must be a number"):
        koppen([1.0] * 12, [1.0] * 12, cold_line="0")


def table(town="A"):
    return pd.DataFrame(
        {"town": town, "month": range(1, 13), "mean_c": 15.0, "rain_mm": 60}
    )


def test_places_are_classified_from_their_rows_in_any_order():
    both = pd.concat([table("B"), table("A").assign(mean_c=20)])
    found = climate_zones(both.sample(frac=1, random_state=1))
    assert found.to_dict() == {"A": "Af", "B": "Cfb"}


def test_a_place_without_each_month_once_is_refused():
    with pytest.raises(
        DataError, match="each month from 1 to 12 once for each town; 1"
    ):
        climate_zones(pd.concat([table("A"), table("B").iloc[:11]]))
    with pytest.raises(DataError, match="each month from 1 to 12 once"):
        climate_zones(pd.concat([table(), table()]))
    with pytest.raises(DataError, match="climate needs columns \\['mean_c'\\]"):
        climate_zones(table().drop(columns="mean_c"))
