"""How long customers stay: curves, medians, means, and tests between segments."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.kpis.staying.curves import Stays, curve, median, restricted_mean
from segkit.kpis.words import survival as words
from segkit.record import Table

ALL = "all"


@dataclass(frozen=True, repr=False)
class Survival:
    """How long customers stay, segment by segment.

    Parameters
    ----------
    curves : table segment, time, at_risk, ended, survival_rate, low, high
    summary : table by segment: n, ended, median and mean stay with intervals
    unit : of time
    level : coverage of the intervals, 0 to 1

    Examples
    --------
    >>> survival([1, 2, 3, 3], [True, True, True, False], unit="months").summary["n"]
    segment
    all    4
    Name: n, dtype: int64
    """

    curves: pd.DataFrame
    summary: Table
    unit: str
    level: float

    def at(self, times: Any) -> Table:
        """Say what share is still there after chosen times, such as 3, 6, 12 months.

        Parameters
        ----------
        times : a number from 0, or several, in the unit of the curves

        Returns
        -------
        Table: segment, time, at_risk (watched until then), survival_rate, low, high;
        nan where nobody was watched for so long

        Raises
        ------
        DataError
            if a time is no number from 0

        Examples
        --------
        >>> stays = survival([1, 2, 3, 3], [True, True, True, False])
        >>> stays.at([2, 9])["survival_rate"].tolist()
        [0.5, nan]
        """
        wanted = _times(times)
        rows = [
            [name, time, *_looked_up(found, time)]
            for name, found in self.curves.groupby("segment", sort=False, observed=True)
            for time in wanted
        ]
        columns = ["segment", "time", "at_risk", "survival_rate", "low", "high"]
        table = Table(rows, columns=columns)
        table.attrs = {**self.summary.attrs, "heading": words.AT.format(unit=self.unit)}
        return table

    def __repr__(self) -> str:
        """Print the summary."""
        return repr(self.summary)

    def _repr_html_(self) -> str:
        return self.summary._repr_html_()


def survival(
    durations: Any,
    ended: Any,
    *,
    segments: Any = None,
    entry: Any = None,
    level: float = 0.95,
    unit: str | None = None,
    up_to: float | None = None,
) -> Survival:
    """Say how long customers stay, counting those who are still here as long as seen.

    Parameters
    ----------
    durations : from start to end, or to the day of the data, one per stay
    ended : True where the end was seen, False where the stay still went on
    segments : Series indexed like durations, or a list in the same order
    entry : how long each stay had already lasted when watching began (delayed entry),
        for data without those who left before; None for watched from the start
    level : coverage of the intervals, 0 to 1
    unit : of the durations, in words; None for what `contract_stays` says of them, or
        else days
    up_to : horizon of the restricted mean; None for the longest time that was watched
        in every segment

    Returns
    -------
    Survival: ``.curves``, ``.summary``, ``.at(times)``; a row or curve per segment and
    one for all

    Raises
    ------
    DataError
        if a value is missing, negative or of the wrong kind, or lengths differ

    Notes
    -----
    Kaplan and Meier (1958), Journal of the American Statistical Association 53,
    457-481; intervals: `segkit.kpis.staying.curves`. Who ends and who is last seen at
    the same time: the end counts first. Leaving must not depend on being lost from
    sight, or the curve is wrong.

    Examples
    --------
    >>> stays = survival([6, 6, 6, 7, 10], [True, True, True, True, False])
    >>> stays.at(6)["survival_rate"].round(2).tolist()
    [0.4]
    >>> stays.summary[["n", "ended", "median"]]
             n  ended  median
    segment
    all      5      4     6.0
    """
    stays, index = read(durations, ended, entry)
    unit = unit or getattr(durations, "attrs", {}).get("unit", "days")
    groups = split(segments, index)
    found = {name: curve(stays.where(who), level) for name, who in groups.items()}
    if up_to is None:
        up_to = min(float(one["time"].iloc[-1]) for one in found.values())
    elif not isinstance(up_to, int | float) or not 0 < up_to < math.inf:
        raise DataError(words.BAD_LIMIT.format(found=up_to))
    summary = _summary(found, groups, float(up_to), level)
    summary.attrs = _said(stays, entry, unit, level, float(up_to))
    curves = pd.concat(found, names=["segment"]).reset_index(level=0)
    curves = curves.reset_index(drop=True).drop(columns="error")
    curves.attrs = dict(summary.attrs)
    return Survival(curves, summary, unit, level)


def _said(
    stays: Stays, entry: Any, unit: str, level: float, up_to: float
) -> dict[Any, Any]:
    heading = words.HEADING.format(
        n=len(stays.time), ended=int(stays.ended.sum()), unit=unit
    )
    return {
        "heading": heading,
        "definition": words.CURVE.format(unit=unit, level=100 * level),
        "summary": words.SUMMARY.format(unit=unit, up_to=up_to),
        "unit": unit,
        "level": level,
        "up_to": up_to,
        "note": "" if entry is None else words.ENTERED,
    }


def _summary(
    found: dict[str, pd.DataFrame],
    groups: dict[str, np.ndarray],
    up_to: float,
    level: float,
) -> Table:
    rows = [
        [
            int(groups[name].sum()),
            int(one["ended"].sum()),
            *median(one),
            *restricted_mean(one, up_to, level),
        ]
        for name, one in found.items()
    ]
    columns = ["n", "ended"]
    for what in ("median", "mean"):
        columns += [what, f"{what}_low", f"{what}_high"]
    return Table(rows, pd.Index(list(found), name="segment"), columns)


def read(durations: Any, ended: Any, entry: Any = None) -> tuple[Stays, pd.Index]:
    """Check durations, ends and entries, and return them with their index."""
    index = durations.index if isinstance(durations, pd.Series) else None
    time = _numbers(durations, "durations")
    if not len(time):
        raise DataError(words.NO_DURATIONS)
    if (time < 0).any():
        raise DataError(words.NEGATIVE.format(n=int((time < 0).sum())))
    if index is None:
        index = pd.RangeIndex(len(time))
    start = np.full(len(time), -math.inf)
    if entry is not None:
        start = _numbers(entry, "entry")
        _as_many(start, time, "entry")
        late = int((start >= time).sum())
        if late:
            raise DataError(words.LATE.format(n=late))
        start = np.where(start <= 0, -math.inf, start)
    return Stays(time, _yes_or_no(ended, time), start), index


def split(segments: Any, index: pd.Index) -> dict[str, np.ndarray]:
    """Say who is in which segment, and that everybody is in all."""
    everybody = {ALL: np.ones(len(index), bool)}
    if segments is None:
        return everybody
    if not isinstance(segments, pd.Series):
        segments = pd.Series(list(segments))
        _as_many(segments, index, "segments")
    elif not segments.index.equals(index):
        lacking = int((~index.isin(segments.index)).sum())
        if lacking or segments.index.has_duplicates:
            raise DataError(words.OTHER_INDEX.format(n=lacking, rows=len(index)))
        segments = segments.reindex(index)
    if segments.isna().any():
        n = int(segments.isna().sum())
        raise DataError(words.NO_SEGMENT.format(n=n, rows=len(index)))
    names = segments.astype("category").cat.remove_unused_categories()
    if ALL in names.cat.categories:
        raise DataError(words.CALLED_ALL)
    groups = {c: (names == c).to_numpy() for c in names.cat.categories}
    return {**groups, **everybody}


def _as_many(values: Any, durations: Any, name: str) -> None:
    if len(values) != len(durations):
        said = {"name": name, "n": len(durations), "found": len(values)}
        raise DataError(words.ONE_EACH.format(**said))


def _numbers(values: Any, name: str) -> np.ndarray:
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.NOT_NUMBERS.format(name=name, found=error)) from error
    missing = int((~np.isfinite(array)).sum())
    if missing:
        said = {"name": name, "n": missing, "rows": len(array)}
        raise DataError(words.MISSING.format(**said))
    return array


def _yes_or_no(ended: Any, time: np.ndarray) -> np.ndarray:
    values = pd.Series(np.asarray(ended, dtype=object))
    _as_many(values, time, "ended")
    if not values.isin([True, False]).all():
        odd = values[~values.isin([True, False])].iloc[0]
        raise DataError(words.NOT_ENDED.format(found=repr(odd)))
    return values.astype(bool).to_numpy()


def _times(times: Any) -> list[float]:
    wanted = [times] if np.ndim(times) == 0 else list(times)
    for time in wanted:
        plain = isinstance(time, int | float | np.integer | np.floating)
        if not plain or isinstance(time, bool) or not 0 <= time < math.inf:
            raise DataError(words.BAD_TIMES.format(found=times))
    return [float(time) for time in wanted]


def _looked_up(found: pd.DataFrame, time: float) -> list[float]:
    times = found["time"].to_numpy()
    at = int(np.searchsorted(times, time, side="right")) - 1
    row = found.iloc[at]
    at_risk = int(found["at_risk"].to_numpy()[times >= time][:1].sum())
    if time > times[-1] and row["survival_rate"] > 0:
        return [0, math.nan, math.nan, math.nan]
    return [at_risk, row["survival_rate"], row["low"], row["high"]]
