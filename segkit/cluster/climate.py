"""Köppen-Geiger classes of climate, from mean temperature and rain of twelve months.

References: Peel, Finlayson and McMahon (2007), "Updated world map of the Köppen-Geiger
climate classification", Hydrology and Earth System Sciences 11, 1633-1644, table 1;
Beck and others (2018), "Present and future Köppen-Geiger climate classification maps at
1-km resolution", Scientific Data 5, 180214, table 2, whose rules are the same.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from segkit import checks
from segkit.checks import DataError

MONTHS = 12
APRIL_TO_SEPTEMBER = np.isin(np.arange(1, MONTHS + 1), [4, 5, 6, 7, 8, 9])
TROPICAL = ["Af", "Am", "Aw"]
DRY = ["BWh", "BWk", "BSh", "BSk"]
RAINS = "swf"
CLASSES = (
    *TROPICAL,
    *DRY,
    *("C" + rain + warm for rain, warm in product(RAINS, "abc")),
    *("D" + rain + warm for rain, warm in product(RAINS, "abcd")),
    *["ET", "EF"],
)
NEED = ("month", "mean_c", "rain_mm")


def koppen(
    celsius: ArrayLike, rain_mm: ArrayLike, *, cold_line: float = 0.0
) -> NDArray[np.str_]:
    """Name the Köppen-Geiger class of each climate.

    Parameters
    ----------
    celsius : (n, 12) or (12,) mean temperature of January to December, °C
    rain_mm : the same shape, mean rain and melted snow of the month, mm
    cold_line : °C of the coldest month, above which a climate is temperate (C) and not
        cold (D): 0 in Peel and Beck, -3 in Köppen's own tables

    Returns
    -------
    (n,) or () text, one of the 30 `CLASSES`

    Raises
    ------
    DataError
        if there are not twelve months, a value is missing, or rain is below 0

    Notes
    -----
    Dry climates (B) are tested first. Summer is the warmer half of the year, April to
    September or October to March, so that no latitude is needed. Where both a dry
    summer and a dry winter would fit, the drier half-year decides (own reading: the
    tables do not say).

    Examples
    --------
    >>> celsius = [3.7, 4.2, 7.1, 10.4, 13.9, 16.7, 18.7, 18.4, 15.2, 11.3, 7.2, 4.3]
    >>> rain = [75.5, 65.1, 59.3, 46.7, 59.7, 70.8, 76.9, 86.5, 65.3, 67.8, 76.2, 87.4]
    >>> str(koppen(celsius, rain))
    'Cfb'
    """
    shape = np.shape(celsius)
    celsius, rain = _months(celsius, "celsius"), _months(rain_mm, "rain_mm")
    if celsius.shape != rain.shape:
        raise DataError(
            f"celsius has {len(celsius)} climates and rain_mm {len(rain)}: one each"
        )
    if (rain < 0).any():
        raise DataError("rain_mm is below 0: look for codes such as -999 for 'unknown'")
    warmest, coldest = celsius.max(axis=1), celsius.min(axis=1)
    tests = [
        _is_dry(celsius, rain),
        warmest <= 10,
        coldest >= 18,
        coldest > _line(cold_line),
    ]
    named = [
        _dry(celsius, rain),
        np.where(warmest > 0, "ET", "EF"),
        np.char.add("A", _tropical(rain)),
        np.char.add("C", _seasons(celsius, rain, severe=False)),
    ]
    cold = np.char.add("D", _seasons(celsius, rain, severe=True))
    return np.select(tests, named, default=cold).reshape(shape[:-1])


def climate_zones(
    climate: pd.DataFrame, *, by: str = "town", cold_line: float = 0.0
) -> pd.Series:
    """Name the Köppen-Geiger class of each place from a table of its months.

    Parameters
    ----------
    climate : one row per place and month: month (1 to 12), mean_c (°C), rain_mm (mm)
    by : the column that names the place
    cold_line : as in `koppen`

    Returns
    -------
    Series of text indexed by place, sorted

    Raises
    ------
    DataError
        if a place does not have each month once

    Examples
    --------
    >>> climate = pd.DataFrame({"town": "Oasis", "month": range(1, 13),
    ...                         "mean_c": 24.0, "rain_mm": 1})
    >>> climate_zones(climate).to_dict()
    {'Oasis': 'BWh'}
    """
    climate = checks.table(climate, [by, *NEED], name="climate")
    counts = climate.groupby([by, "month"]).size().unstack()
    if sorted(counts.columns) != list(range(1, MONTHS + 1)) or (counts != 1).any(
        axis=None
    ):
        raise DataError(
            f"climate needs each month from 1 to 12 once for each {by}; "
            f"{int((counts != 1).any(axis=1).sum())} have other rows: one row each"
        )
    months = climate.pivot(index=by, columns="month").sort_index()
    found = koppen(months["mean_c"], months["rain_mm"], cold_line=cold_line)
    return pd.Series(found, months.index, name="climate_zone")


def _months(values: ArrayLike, name: str) -> NDArray[np.float64]:
    try:
        table = np.atleast_2d(np.asarray(values, dtype=float))
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} must hold numbers, one for each month") from error
    if table.shape[-1] != MONTHS or table.ndim != 2:
        raise DataError(
            f"{name} needs twelve months, January to December; this has shape "
            f"{np.shape(values)}"
        )
    if not np.isfinite(table).all():
        raise DataError(
            f"{name} is missing or infinite for {int((~np.isfinite(table)).sum())} "
            "months: a class needs all twelve"
        )
    return table


def _line(cold_line: Any) -> float:
    if isinstance(cold_line, bool) or not isinstance(cold_line, int | float):
        raise DataError(f"cold_line must be a number, such as 0 or -3: {cold_line!r}")
    return float(cold_line)


def _summer(celsius: NDArray) -> NDArray:
    """Mark the warmer half-year of each climate, (n, 12) bool."""
    half = celsius[:, APRIL_TO_SEPTEMBER].mean(axis=1, keepdims=True)
    other = celsius[:, ~APRIL_TO_SEPTEMBER].mean(axis=1, keepdims=True)
    return np.where(half >= other, APRIL_TO_SEPTEMBER, ~APRIL_TO_SEPTEMBER)


def _threshold(celsius: NDArray, rain: NDArray) -> NDArray:
    """Return the rain, in cm a year, under half of which there is desert."""
    total = rain.sum(axis=1)
    summer = np.where(_summer(celsius), rain, 0.0).sum(axis=1)
    extra = np.select([summer < 0.3 * total, summer > 0.7 * total], [0, 28], 14)
    return 2 * celsius.mean(axis=1) + extra


def _is_dry(celsius: NDArray, rain: NDArray) -> NDArray:
    return rain.sum(axis=1) < 10 * _threshold(celsius, rain)


def _dry(celsius: NDArray, rain: NDArray) -> NDArray:
    desert = rain.sum(axis=1) < 5 * _threshold(celsius, rain)
    heat = np.where(celsius.mean(axis=1) >= 18, "h", "k")
    return np.char.add(np.where(desert, "BW", "BS"), heat)


def _tropical(rain: NDArray) -> NDArray:
    driest = rain.min(axis=1)
    monsoon = driest >= 100 - rain.sum(axis=1) / 25
    return np.where(driest >= 60, "f", np.where(monsoon, "m", "w"))


def _seasons(celsius: NDArray, rain: NDArray, *, severe: bool) -> NDArray:
    """Return the letter of rain and the letter of warmth, for C and D."""
    summer = _summer(celsius)
    wet, dry = np.where(summer, rain, -np.inf), np.where(summer, rain, np.inf)
    wet_w, dry_w = np.where(summer, -np.inf, rain), np.where(summer, np.inf, rain)
    dry_summer = (dry.min(axis=1) < 40) & (dry.min(axis=1) < wet_w.max(axis=1) / 3)
    dry_winter = dry_w.min(axis=1) < wet.max(axis=1) / 10
    total = np.where(summer, rain, 0.0).sum(axis=1)
    in_summer = total > rain.sum(axis=1) - total
    both = dry_summer & dry_winter
    dry_summer, dry_winter = (
        dry_summer & ~(both & in_summer),
        dry_winter & (~both | in_summer),
    )
    letter = np.select([dry_summer, dry_winter], ["s", "w"], "f")
    months = (celsius > 10).sum(axis=1)
    tests = [celsius.max(axis=1) >= 22, months >= 4, celsius.min(axis=1) < -38]
    tests[-1] &= severe
    return np.char.add(letter, np.select(tests, ["a", "b", "d"], "c"))
