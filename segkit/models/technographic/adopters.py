"""Who takes something new up early, and who waits: the classes of Rogers.

Rogers (2003) cuts the times of adoption at the mean and one and two standard deviations
before it and one after it: innovators, early adopters, early majority, late majority,
laggards. Of a normal distribution these are 2.28, 13.59, 34.13, 34.13 and 15.87 in a
hundred; he rounds to 2.5, 13.5, 34, 34 and 16. Whoever has not adopted by the day of
looking is **not yet** in a class: they are censored, and not laggards.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.words import technographic as said

SHARES = (0.025, 0.135, 0.34, 0.34, 0.16)  # Rogers (2003), chapter 7
DEVIATIONS = (-2, -1, 0, 1)
CUTS = ("quantile", "sd")
EVERYONE, ADOPTERS = "everyone", "adopters"
BASES = (EVERYONE, ADOPTERS)
EPOCH = pd.Timestamp("1970-01-01")
SAME = 1e-9


def adoption(
    first_used: pd.Series, *, method: str = "quantile", of: str | None = None
) -> pd.Series:
    """Say which class of adopters each customer is in, by their first use.

    Parameters
    ----------
    first_used : Series of days (dates, or numbers of days), empty if not yet
    method : ``"quantile"``: the first 2.5 % are innovators, the next 13.5 % early
        adopters, then 34 %, 34 % and 16 %; ``"sd"``: cuts at the mean less two and one
        standard deviations, the mean, and the mean plus one
    of : shares of ``"everyone"`` (None with quantile: those who have not adopted come
        after all who have) or of the ``"adopters"`` so far (None with sd: mean and
        standard deviation are not known of the others, which makes the cuts early
        while adoption goes on: then prefer the quantiles of everyone)

    Returns
    -------
    categorical Series, ordered, same index: innovators, early adopters, early majority,
    late majority, laggards, not yet. Equal days are in one class

    Raises
    ------
    DataError
        if the column holds neither days nor numbers, nobody has adopted, or all did on
        the same day with ``method="sd"``

    References
    ----------
    Rogers (2003), Diffusion of Innovations, 5th edition, chapter 7: adopter categories
    by mean and standard deviation. Not yet and shares of everyone are own definitions.

    Examples
    --------
    >>> days = pd.Series([1, 5, 6, 7, 8, 9, 9, 9, 10, 11, 16, None])
    >>> adoption(days, method="sd").tolist()[:4]
    ['Innovators', 'Early majority', 'Early majority', 'Early majority']
    >>> adoption(days).iloc[-1]
    'Not yet'
    """
    days = day_numbers(first_used)
    cuts = cut_days(days, method=method, of=of)
    codes = classes(days, cuts, method)
    names = pd.Index([*said.ADOPTERS, said.NOT_YET])
    found = pd.Categorical.from_codes(codes, names, ordered=True)
    return pd.Series(found, index=first_used.index, name="adopter_class")


def cut_days(
    days: np.ndarray, *, method: str, of: str | None = None
) -> list[float | None]:
    """Find the days between the five classes.

    Parameters
    ----------
    days : numbers of days, nan if not yet
    method, of : as for `adoption`

    Returns
    -------
    four numbers from early to late; None where nobody who has adopted is later.
    With ``"quantile"`` a class includes its last day, with ``"sd"`` it ends before

    Raises
    ------
    DataError
        as for `adoption`

    Examples
    --------
    >>> cut_days(np.arange(1.0, 201.0), method="quantile", of="everyone")
    [5.0, 32.0, 100.0, 168.0]
    >>> cut_days(np.array([8.0, 10.0, 12.0]), method="sd", of="adopters")[2]
    10.0
    """
    checks.choice(method, CUTS, name="method")
    checks.choice(of, (*BASES, None), name="of")
    if method == "sd" and of == EVERYONE:
        raise DataError(
            "the mean and the standard deviation of everyone are not known while some "
            "have not adopted: leave of= out, or use the quantiles"
        )
    known = np.sort(days[~np.isnan(days)])
    if not len(known):
        raise DataError("nobody has a first use on file: there is nothing to cut")
    if method == "sd":
        if known[0] == known[-1]:
            raise DataError(
                "all first uses are of the same day, so they have no spread: there are "
                "no early and late ones"
            )
        return [float(known.mean() + k * known.std()) for k in DEVIATIONS]
    n = len(known) if of == ADOPTERS else len(days)
    places = np.ceil(np.cumsum(SHARES)[:-1] * n - SAME).astype(int) - 1
    return [float(known[p]) if 0 <= p < len(known) else None for p in places]


def classes(days: np.ndarray, cuts: list[float | None], method: str) -> np.ndarray:
    """Give each day the code of its class, 5 for not yet.

    Parameters
    ----------
    days : numbers of days, nan if not yet
    cuts : from `cut_days`
    method : as for `adoption`

    Returns
    -------
    int array

    Examples
    --------
    >>> classes(np.array([1.0, 5.0, np.nan]), [4.0, 5.0, None, None], "quantile")
    array([0, 1, 5])
    """
    side = "left" if method == "quantile" else "right"
    edges = np.array([np.inf if cut is None else cut for cut in cuts])
    found = np.searchsorted(edges, days, side=side)  # type: ignore[call-overload]
    return np.where(np.isnan(days), len(said.ADOPTERS), found)


def day_numbers(column: pd.Series) -> np.ndarray:
    """Read days as whole numbers: dates as days since 1970, parts of days cut off.

    Parameters
    ----------
    column : Series of dates or numbers, empty where there is none

    Returns
    -------
    float array

    Raises
    ------
    DataError
        if the column holds something else

    Examples
    --------
    >>> day_numbers(pd.Series(pd.to_datetime(["1970-01-03", None])))
    array([ 2., nan])
    """
    if as_dates(column):
        column = pd.to_datetime(column)
        local = column.dt.tz_localize(None) if column.dt.tz is not None else column
        return ((local.dt.normalize() - EPOCH) / pd.Timedelta(days=1)).to_numpy(float)
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if not pd.api.types.is_numeric_dtype(column) and kind not in tables.NUMBERS:
        raise DataError(
            f"column '{column.name}' in X must hold days: dates, or numbers of days; "
            f"it holds {kind} values: convert them with pd.to_datetime"
        )
    name = str(column.name)
    return np.floor(tables.numbers(column.to_frame(name), [name])[name].to_numpy())


def written(day: float, *, dates: bool) -> str:
    """Write a day for people: a date, or its number.

    Parameters
    ----------
    day : number of days
    dates : whether it counts from 1970

    Returns
    -------
    str

    Examples
    --------
    >>> written(2, dates=True), written(2, dates=False)
    ('1970-01-03', 'day 2')
    """
    if dates:
        return str((EPOCH + pd.Timedelta(days=float(np.floor(day)))).date())
    return said.DAY_NUMBER.format(number=f"{day:,.6g}")


def as_dates(column: pd.Series) -> bool:
    """Say whether a column holds dates, and not numbers.

    Parameters
    ----------
    column : Series

    Returns
    -------
    bool

    Examples
    --------
    >>> as_dates(pd.Series([3.0]))
    False
    """
    kind = pd.api.types.infer_dtype(column, skipna=True)
    return kind in {"date", "datetime", "datetime64"}
