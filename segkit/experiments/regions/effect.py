"""Tests by region: what a channel brings, told by where it went silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from segkit import checks
from segkit.experiments.regions import panel as panels
from segkit.experiments.words import uplift as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class GeoTest:
    """What a channel brings by a test by region, beside its last clicks.

    ``float(test)`` is the share that the channel really brings.

    Parameters
    ----------
    channel : its name
    start, end : first and last period without advertising
    off, on : regions without advertising, and the others
    came : new customers in the regions without, during the test
    expected : new customers that would have come there with advertising
    share, low, high : part of them that the channel brings (1 - came / expected), with
        the interval at ``level``
    error : standard error of the logarithm of came / expected
    p_value : part of all splits of the regions whose result lies as far from none
    n_splits, least_p : how many splits, and the smallest p value that they allow
    last_click : part of the new customers credited to the channel where it was on
    dispersion_p : p value of a test that regions differ by counting only
    spread : what the interval allows for, "counts" or "regions"

    Examples
    --------
    >>> from segkit import datasets
    >>> test = geo_test(datasets.load("geo_tests"), "search")
    >>> round(float(test), 2), round(test.last_click, 2), test.verdict
    (0.21, 0.45, 'less')
    """

    channel: str
    start: Any
    end: Any
    off: tuple[str, ...]
    on: tuple[str, ...]
    came: float
    expected: float
    share: float
    low: float
    high: float
    error: float
    p_value: float
    n_splits: int
    least_p: float
    last_click: float
    dispersion_p: float
    spread: str = "counts"
    level: float = 0.95

    def __float__(self) -> float:
        """Return the share of new customers that the channel brings."""
        return self.share

    @property
    def brought(self) -> float:
        """Return how many customers the channel would have brought where it was off."""
        return self.expected - self.came

    @property
    def verdict(self) -> str:
        """Return "less", "more" (than its last clicks), "some" or "unknown"."""
        if self.high < self.last_click:
            return "less"
        if self.low > self.last_click:
            return "more"
        return "some" if self.low > 0 else "unknown"

    @property
    def sentence(self) -> str:
        """Return what was found in words."""
        text = words.GEO.format(
            channel=self.channel,
            fewer=_percent(self.share),
            low=_percent(self.low),
            high=_percent(self.high),
            level=f"{100 * self.level:g} %",
            p=f"{self.p_value:.2f}",
            n=self.n_splits,
            least=f"{self.least_p:.2f}",
            click=_percent(self.last_click),
            verdict=words.GEO_VERDICT[self.verdict],
        )
        if self.spread == "counts" and self.dispersion_p < 0.05:
            text += words.SPREAD.format(p=f"{self.dispersion_p:.3f}")
        return text

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def geo_test(
    table: Any,
    channel: str,
    *,
    before: int | None = None,
    sides: int = 2,
    spread: str = "counts",
    splits: Iterable[Iterable[str]] | None = None,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> GeoTest:
    """Say what a channel really brings, from regions where it was not advertised.

    A difference in differences on a ratio scale: new customers of *all* channels in the
    regions without advertising, during the test over before, divided by the same in the
    other regions. What is missing is what the channel brings. All channels count, as
    people whom an advertisement does not reach may come by another way.

    Parameters
    ----------
    table : one row per region, period and channel: region, week_start, channel,
        advertised (was the channel advertised there and then), new_customers (by last
        click)
    channel : the channel of the test
    before : so many periods before the test; None for all earlier ones in which no
        channel was silent anywhere
    sides : 2, or 1 if the channel can only bring customers, not drive them away
    spread : "counts" (the interval allows for counting error), or "regions" (also for
        regions that move on their own: a factor estimated from them, Student's t)
    splits : the groups of regions that the lot could have chosen; None for all groups
        of this size
    level : coverage of the interval, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    GeoTest

    Raises
    ------
    DataError
        if there is no such test, nothing before it, or nobody came

    References
    ----------
    Vaver and Koehler (2011), Measuring Ad Effectiveness Using Geo Experiments (the
    design); Fisher (1935), The Design of Experiments (the p value); the variance of
    the logarithm of a ratio of counts is the sum of their inverses. Overdispersion:
    McCullagh and Nelder (1989), section 6.2.

    Examples
    --------
    >>> from segkit import datasets
    >>> geo_test(datasets.load("geo_tests"), "search", sides=1)
    search: without its advertising 21 % of the new customers stayed away
    (95 % interval 10 % to 31 %; p = 0.05 over the 20 ways to choose the regions, of
    which the smallest possible is 0.05). Last click credits it with 45 %.
    It brings less than its last clicks.
    """
    data = panels.read(table, columns)
    return _tested(
        data, channel, before=before, sides=sides, spread=spread, splits=splits,
        level=level,
    )  # fmt: skip


def _tested(
    data: pd.DataFrame,
    channel: str,
    *,
    before: int | None = None,
    sides: int = 2,
    spread: str = "counts",
    splits: Iterable[Iterable[str]] | None = None,
    level: float = 0.95,
) -> GeoTest:
    """Read one test from the rows of `geo_panel.read`."""
    checks.choice(sides, [1, 2], name="sides")
    checks.choice(spread, ["counts", "regions"], name="spread")
    panel = panels.panel(data, channel, before)
    share, low, high, error, dispersion_p = panels.interval(panel, spread, level)
    p, n, least = panels.permuted(panel, sides, splits)
    during, ago = panel.totals(panel.off)
    on_during, on_ago = panel.totals(panel.on)
    return GeoTest(
        channel=channel,
        start=panel.start,
        end=panel.end,
        off=panel.off,
        on=panel.on,
        came=during,
        expected=ago * on_during / on_ago,
        share=share,
        low=low,
        high=high,
        error=error,
        p_value=p,
        n_splits=n,
        least_p=least,
        last_click=panel.last_click,
        dispersion_p=dispersion_p,
        spread=spread,
        level=level,
    )


def geo_tests(
    table: Any, *, columns: Mapping[str, str] | None = None, **options: Any
) -> Table:
    """Say what each channel really brings, beside what last click credits it with.

    Parameters
    ----------
    table, columns : as for `geo_test`
    options : further arguments of `geo_test`

    Returns
    -------
    DataFrame indexed by channel, in order of the tests: start, n_off (regions without),
    share, low, high, last_click, brought (customers, where it was off), p_value,
    verdict. ``attrs``: sentences, least_p

    Raises
    ------
    DataError
        as for `geo_test`

    Examples
    --------
    >>> from segkit import datasets
    >>> found = geo_tests(datasets.load("geo_tests"))
    >>> found["verdict"].to_dict()["search"]
    'less'
    """
    data = panels.read(table, columns)
    silent = data.loc[~data["advertised"]].groupby("channel")["period"].min()
    tests = [_tested(data, str(c), **options) for c in silent.sort_values().index]
    rows = [
        {
            "start": test.start,
            "n_off": len(test.off),
            "share": test.share,
            "low": test.low,
            "high": test.high,
            "last_click": test.last_click,
            "brought": test.brought,
            "p_value": test.p_value,
            "verdict": test.verdict,
        }
        for test in tests
    ]
    names = pd.Index([test.channel for test in tests], name="channel")
    result = Table(rows, names)
    result.attrs |= {
        "heading": words.GEO_ROWS,
        "sentences": [test.sentence for test in tests],
        "least_p": [test.least_p for test in tests],
        "level": tests[0].level if tests else None,
    }
    return result
