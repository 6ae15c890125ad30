"""The numbers of a test by region: before and during, with and without.

Internal: `geo_test` reads its table and computes with this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.checks import DataError
from segkit.experiments.words import uplift as words

NEED = ("region", "week_start", "channel", "advertised", "new_customers")


@dataclass(frozen=True)
class Panel:
    """New customers by region, before and during a test.

    Parameters
    ----------
    counts : DataFrame, regions by "during" and "before"
    off, on : regions without advertising, and the others
    start, end : first and last period of the test
    last_click : part credited to the channel where it was on

    Examples
    --------
    >>> counts = pd.DataFrame({"during": [8, 10], "before": [10, 10]}, ["a", "b"])
    >>> Panel(counts, ("a",), ("b",), 3, 4, 0.5).log_ratio(("a",))
    -0.2231435513142097
    """

    counts: pd.DataFrame
    off: tuple[str, ...]
    on: tuple[str, ...]
    start: Any
    end: Any
    last_click: float

    def totals(self, regions: Iterable[str]) -> tuple[float, float]:
        """Return the new customers of some regions, during and before."""
        part = self.counts.loc[list(regions)].sum()
        return float(part["during"]), float(part["before"])

    def log_ratio(self, off: Iterable[str]) -> float:
        """Return the logarithm of came / expected if these regions had gone without."""
        off = list(off)
        on = [name for name in self.counts.index if name not in set(off)]
        (a, b), (c, d) = self.totals(off), self.totals(on)
        return log(a * d / (b * c))


def read(table: Any, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Read regions, periods and channels, and check that none is there twice.

    Parameters
    ----------
    table, columns : as for `segkit.experiments.geo_test`

    Returns
    -------
    DataFrame with region, period, channel, advertised, new_customers

    Raises
    ------
    DataError
        if a column is missing or a row stands twice

    Examples
    --------
    >>> table = pd.DataFrame({"region": ["a"], "week_start": [1], "channel": ["tv"],
    ...                       "advertised": [True], "new_customers": [3]})
    >>> read(table, None)["period"].tolist()
    [1]
    """
    native = checks.table(table, NEED, name="table", columns=columns)
    data = engine.to_pandas(nw.from_native(native).select(NEED).to_native())
    data = data.rename(columns={"week_start": "period"})
    twice = int(data.duplicated(["region", "period", "channel"]).sum())
    if twice:
        raise DataError(words.ROW_TWICE.format(n=twice))
    return data.assign(
        region=data["region"].astype(str),
        channel=data["channel"].astype(str),
        advertised=data["advertised"].astype(bool),
    )


def panel(data: pd.DataFrame, channel: str, before: int | None) -> Panel:
    """Add up new customers before and during the test of one channel.

    Parameters
    ----------
    data : from `read`
    channel, before : as for `segkit.experiments.geo_test`

    Returns
    -------
    Panel

    Raises
    ------
    DataError
        as for `segkit.experiments.geo_test`

    Examples
    --------
    >>> table = pd.DataFrame({"region": ["a", "b"] * 2, "week_start": [1, 1, 2, 2],
    ...                       "channel": "tv", "advertised": [True, True, False, True],
    ...                       "new_customers": [10, 10, 8, 10]})
    >>> panel(read(table, None), "tv", None).off
    ('a',)
    """
    known = sorted(data["channel"].unique())
    if channel not in known:
        raise DataError(words.NO_CHANNEL.format(channel=channel, found=known))
    off, periods = _test(data, channel)
    ago = _before(data, periods[0], before)
    everything = data.pivot_table(
        index="region", columns="period", values="new_customers", aggfunc="sum"
    ).fillna(0)
    inside = [p for p in everything.columns if periods[0] <= p <= periods[-1]]
    counts = pd.DataFrame(
        {
            "during": everything[inside].sum(axis=1),
            "before": everything[ago].sum(axis=1),
        }
    )
    on = tuple(name for name in counts.index if name not in off)
    if not on:
        raise DataError(words.NEVER_ON.format(channel=channel))
    result = Panel(counts, off, on, periods[0], periods[-1], 0.0)
    _somebody(result)
    where = data["region"].isin(on) & data["period"].isin(inside)
    clicks = data.loc[where & (data["channel"] == channel), "new_customers"].sum()
    share = float(clicks) / result.totals(on)[0]
    return Panel(counts, off, on, periods[0], periods[-1], share)


def _test(data: pd.DataFrame, channel: str) -> tuple[tuple[str, ...], list[Any]]:
    """Return the regions without advertising, and the periods of the test."""
    silent = data[(data["channel"] == channel) & ~data["advertised"]]
    if not len(silent):
        raise DataError(words.NO_TEST.format(channel=channel))
    by_region = {
        str(name): sorted(part) for name, part in silent.groupby("region")["period"]
    }
    periods = sorted(silent["period"].unique())
    if any(part != periods for part in by_region.values()):
        raise DataError(words.NOT_ALIKE.format(channel=channel))
    return tuple(sorted(by_region)), periods


def _before(data: pd.DataFrame, start: Any, before: int | None) -> list[Any]:
    """Return the periods to compare with: earlier, and as a rule without any test."""
    quiet = data.groupby("period")["advertised"].all()
    quiet = quiet[quiet.index < start]
    if before is None:
        found = quiet.index[quiet].tolist()
    else:
        found = quiet.index.tolist()[-checks.whole_number(before, name="before") :]
    if not found:
        raise DataError(words.NOT_BEFORE.format(start=str(start)[:10]))
    return found


def _somebody(one: Panel) -> None:
    for which, regions in (("off", one.off), ("on", one.on)):
        for when, n in zip(("during", "before"), one.totals(regions), strict=True):
            if n <= 0:
                text = words.EMPTY_CELL
                raise DataError(
                    text.format(when=words.WHEN[when], which=words.WHICH[which])
                )


def interval(
    one: Panel, spread: str, level: float
) -> tuple[float, float, float, float, float]:
    """Say what part the channel brings, how sure that is, and whether regions stray.

    Parameters
    ----------
    one : the panel
    spread, level : as for `segkit.experiments.geo_test`

    Returns
    -------
    share, low, high; standard error of the logarithm of the ratio; p value of a
    chi-squared test that regions of one arm change alike (nan with one region an arm)

    Examples
    --------
    >>> counts = pd.DataFrame({"during": [80, 100], "before": [100, 100]}, ["a", "b"])
    >>> found = interval(Panel(counts, ("a",), ("b",), 3, 4, 0.5), "counts", 0.95)
    >>> [round(x, 3) for x in found[:4]]
    [0.2, -0.198, 0.466, 0.206]
    """
    from scipy import stats  # noqa: PLC0415 (slow to import)

    cells = [*one.totals(one.off), *one.totals(one.on)]
    error = sqrt(sum(1 / n for n in cells))
    chi2, freedom = _stray(one)
    p = float(stats.chi2.sf(chi2, freedom)) if freedom else float("nan")
    reach = float(stats.norm.ppf((1 + level) / 2))
    if spread == "regions":
        if not freedom:
            raise DataError(words.ONE_REGION)
        error *= sqrt(max(1.0, chi2 / freedom))
        reach = float(stats.t.ppf((1 + level) / 2, freedom))
    middle = one.log_ratio(one.off)
    low, high = 1 - exp(middle + reach * error), 1 - exp(middle - reach * error)
    return 1 - exp(middle), low, high, error, p


def _stray(one: Panel) -> tuple[float, int]:
    """Return Pearson's chi-squared of regions around the change of their arm."""
    total, freedom = 0.0, 0
    for regions in (one.off, one.on):
        seen = one.counts.loc[list(regions)].to_numpy(dtype=float)
        seen = seen[seen.sum(axis=1) > 0]
        expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
        total += float(((seen - expected) ** 2 / expected).sum())
        freedom += len(seen) - 1
    return total, freedom


def permuted(
    one: Panel, sides: int, splits: Iterable[Iterable[str]] | None
) -> tuple[float, int, float]:
    """Say how often another choice of regions gives as large a result, without effect.

    Parameters
    ----------
    one : the panel
    sides, splits : as for `segkit.experiments.geo_test`

    Returns
    -------
    p value, number of splits, smallest p value that they allow

    Raises
    ------
    DataError
        if the regions of the test are not among the splits

    Examples
    --------
    >>> counts = pd.DataFrame({"during": [8, 10, 10], "before": 10}, ["a", "b", "c"])
    >>> p, n, least = permuted(Panel(counts, ("a",), ("b", "c"), 3, 4, 0.5), 1, None)
    >>> round(p, 3), n, round(least, 3)
    (0.333, 3, 0.333)
    """
    names = one.counts.index.tolist()
    chosen = combinations(names, len(one.off)) if splits is None else splits
    groups = {tuple(sorted(group)) for group in chosen}
    if one.off not in groups:
        raise DataError(words.NO_SPLIT.format(off=list(one.off)))
    found = {group: _possible(one, group, names) for group in groups}
    if sides == 2:
        found = {group: -abs(value) for group, value in found.items()}
    far = [value <= found[one.off] + 1e-12 for value in found.values()]
    mirrored = any(
        tuple(n for n in names if n not in group) in groups for group in groups
    )
    least = (2 if sides == 2 and mirrored else 1) / len(groups)
    return sum(far) / len(groups), len(groups), least


def _possible(one: Panel, group: tuple[str, ...], names: list[str]) -> float:
    unknown = [name for name in group if name not in names]
    if unknown:
        raise DataError(words.UNKNOWN_REGION.format(unknown=unknown, found=names))
    inside = np.isin(names, group)
    counts = one.counts[["during", "before"]].to_numpy(dtype=float)
    (a, b), (c, d) = counts[inside].sum(axis=0), counts[~inside].sum(axis=0)
    return log(a * d / (b * c)) if min(a, b, c, d) > 0 else 0.0
