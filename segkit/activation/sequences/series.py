"""Which welcome series brings more, for whom: compared by lot, by interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.sequences.door import rows
from segkit.activation.words import follow as words
from segkit.checks import DataError
from segkit.record import Table, rate_difference, wilson


def interest_of(
    people: Any,
    *,
    interest: str = "main_interest",
    page: str = "signup_page",
    pages: Mapping[Any, Any] | None = None,
) -> pd.Series:
    """Say what each subscriber came for: what they answered, else where they signed up.

    Parameters
    ----------
    people : table with the column `interest`, and `page` if there are `pages`
    interest : the answer; may be empty
    page : page on which they signed up
    pages : the interest that a page stands for, ``{"garden guide": "garden"}``; pages
        that are not named say nothing

    Returns
    -------
    Series of interests in the order of the table; missing where nothing says it

    Raises
    ------
    DataError
        if a column is missing

    References
    ----------
    own definition

    Examples
    --------
    >>> people = pd.DataFrame({"main_interest": ["garden", None, None],
    ...     "signup_page": ["checkout", "office chairs", "checkout"]})
    >>> interest_of(people, pages={"office chairs": "office"}).tolist()
    ['garden', 'office', nan]
    """
    need = [interest, page] if pages else [interest]
    table = rows(people, need, [], name="people")
    known = table[interest].astype("str")
    if pages:
        known = known.fillna(table[page].astype("str").map(dict(pages)))
    return known.rename(interest)


def compare_series(
    subscribers: Any,
    *,
    series: str = "series",
    general: str = "general",
    interest: str = "main_interest",
    page: str = "signup_page",
    pages: Mapping[Any, Any] | None = None,
    outcomes: Iterable[str] = ("booked", "unsubscribed"),
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say what a welcome series about the subscriber's own interest changes, by lot.

    Each subscriber got one of several series by lot. A series *matches* where it is
    about their interest, is *wrong* where it is about another, and one is *general*.

    Parameters
    ----------
    subscribers : one row each: `series`, `interest` (may be empty), `outcomes`, and
        `page` if there are `pages`
    series, general : column of the series sent, and the name of the general one
    interest, page, pages : as in `interest_of`
    outcomes : columns of true and false
    level : coverage of the intervals, 0 to 1
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, a row per outcome and group: outcome, group ("matched", "general", "wrong" of
    those whose interest is known, then each series for any interest), n, rate, low,
    high (0 to 1), difference, difference_low, difference_high, p_value against the
    general series of the same kind. ``attrs``: heading, notes

    Raises
    ------
    DataError
        if a column is missing, there is no general series or no other one, an outcome
        is not true or false, or no interest has a series of its own

    Notes
    -----
    Interest is known before the lot is drawn, so the comparison within it is as fair as
    the lot. Intervals: Wilson, and Newcombe for differences; they are not adjusted for
    how many are shown.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 857-890.

    Examples
    --------
    >>> from segkit import datasets
    >>> pages = {"eating well": "weight loss", "strength plans": "muscle"}
    >>> found = compare_series(datasets.load("coach"), pages=pages)
    >>> found.query("outcome == 'booked'")["rate"].round(2).tolist()[:3]
    [0.14, 0.1, 0.05]
    """
    outcomes = list(outcomes)
    extra = [page] if pages else []
    need = [series, interest, *extra, *outcomes]
    table = rows(subscribers, need, [], name="subscribers", columns=columns)
    sent = _series(table, series, general)
    known = interest_of(table, interest=interest, page=page, pages=pages)
    fit = _fit(sent, known, general)
    told = []
    plain = f"{general} ({words.SERIES_ALL})"
    every = sent + f" ({words.SERIES_ALL})"
    names = [plain, *sorted(set(every.dropna()) - {plain})]
    for outcome in outcomes:
        happened = _yes(table, outcome)
        told += _groups(happened, fit, words.FITS, words.FITS[1], level)
        told += _groups(happened, every, names, plain, level)
    found = Table(told)
    unknown = words.SERIES_NOTE.format(unknown=int((fit == words.NOT_KNOWN).sum()))
    found.attrs = {
        "heading": words.SERIES.format(n=f"{len(table):,}"),
        "notes": [unknown, words.SERIES_TRAP],
    }
    return found


def _series(table: pd.DataFrame, series: str, general: str) -> pd.Series:
    sent = table[series].astype("str")
    found = sorted(sent.dropna().unique())
    if general not in found:
        text = words.NO_SERIES
        raise DataError(text.format(general=general, column=series, found=found))
    if len(found) < 2:
        raise DataError(words.ONE_SERIES.format(column=series, found=found))
    return sent


def _fit(sent: pd.Series, known: pd.Series, general: str) -> pd.Series:
    """Say how the series that each got fits the interest."""
    own = set(sent.dropna()) - {general}
    if not known.isin(own).any():
        text = words.NO_KNOWN_INTEREST
        raise DataError(text.format(column=known.name, series=sorted(own)))
    matched, plain, wrong = words.FITS
    fit = np.select(
        [known.isna() | sent.isna(), sent == general, sent == known],
        [words.NOT_KNOWN, plain, matched],
        wrong,
    )
    return pd.Series(fit, index=sent.index)


def _yes(table: pd.DataFrame, outcome: str) -> pd.Series:
    column = table[outcome]
    if column.isna().any() or not column.isin([True, False]).all():
        raise DataError(words.NOT_YES_NO.format(column=outcome, found=column.dtype))
    return column.astype(bool)


def _groups(
    happened: pd.Series,
    groups: pd.Series,
    names: Iterable[str],
    base: str,
    level: float,
) -> list[dict[str, Any]]:
    """Compare every group with the general one."""
    counts = {}
    for name in names:
        mine = happened[(groups == name).fillna(False).to_numpy(bool)]
        counts[name] = int(mine.sum()), len(mine)
    return [
        {"outcome": happened.name, "group": name}
        | _row(counts[name], None if name == base else counts[base], level)
        for name in counts
    ]


def _row(
    counts: tuple[int, int], base: tuple[int, int] | None, level: float
) -> dict[str, Any]:
    """Return the rate of a group, and how far it lies from that of the base."""
    k, n = counts
    nan = float("nan")
    low, high = wilson(k, n, level)
    apart: tuple[float, ...] = (nan, nan, nan, nan)
    if base is not None:
        apart = rate_difference(*base, k, n, level=level)[:4]
    names = ("difference", "difference_low", "difference_high", "p_value")
    row = {"n": n, "rate": k / n if n else nan, "low": low, "high": high}
    return row | dict(zip(names, apart, strict=True))
