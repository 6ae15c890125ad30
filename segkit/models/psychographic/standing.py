"""Where people place themselves, and whether they do what they like to watch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.schemes import Scheme, Settings, increasing, need
from segkit.models.words import psychographic as said

LADDER, PLAYED, WATCHED = "social_status", "sport_played", "sport_watched"
RUNGS = (3.0, 7.0)  # of ten: three lower, four middle, three upper; own definition


def status(rung: pd.Series, *, limits: Sequence[float] = RUNGS) -> pd.Series:
    """Say whether people see themselves low, in the middle or high in society.

    Parameters
    ----------
    rung : where they stand on a ladder of ten rungs, 10 the highest
    limits : the highest of the lower rungs, the highest of the middle ones

    Returns
    -------
    categorical Series: "Lower rungs", "Middle rungs", "Upper rungs"; missing where it
    is not stated

    Raises
    ------
    DataError
        if the rungs are no numbers, or limits are not two numbers, small to large

    References
    ----------
    The ladder: Adler, Epel, Castellazzo and Ickovics (2000), Health Psychology 19,
    586-592. Where it is cut: own definition.

    Examples
    --------
    >>> status(pd.Series([2, 7, 8, None], name="social_status")).tolist()
    ['Lower rungs', 'Middle rungs', 'Upper rungs', nan]
    """
    low, high = increasing(limits, "status_limits", 2)
    values = tables.numbers(rung.to_frame(LADDER), [LADDER])[LADDER]
    return pd.cut(values, [-np.inf, low, high, np.inf], labels=list(said.STATUS))


def sport(played: pd.Series, watched: pd.Series) -> pd.Series:
    """Say who does sport and who only watches it: they want different things.

    Parameters
    ----------
    played, watched : True or False for each customer

    Returns
    -------
    categorical Series: "Plays sport", "Watches sport", "No sport"; missing where one of
    the two is needed and not known

    Raises
    ------
    DataError
        if a column holds anything but True and False

    References
    ----------
    own definition, after the activities of Wells and Tigert (1971), Journal of
    Advertising Research 11, 27-35

    Examples
    --------
    >>> sport(pd.Series([True, False, False]), pd.Series([True, True, None])).tolist()
    ['Plays sport', 'Watches sport', nan]
    """
    plays, watches = ticks(played, PLAYED), ticks(watched, WATCHED)
    place = np.where(watches == 1, 1, np.where(watches == 0, 2, -1))
    place = np.where(plays == 1, 0, np.where(plays == 0, place, -1))
    names = [name for name, _ in said.SPORT.values()]
    return pd.Series(
        pd.Categorical.from_codes(place, pd.Index(names)), index=played.index
    )


def by_status() -> Scheme:
    """Divide by the stated rung.

    Returns
    -------
    Scheme

    Examples
    --------
    >>> by_status().options
    ('status_limits',)
    """
    return Scheme(
        reads=lambda X, options: need(X, LADDER),
        learn=_limits,
        divide=lambda X, settings: status(X[LADDER], limits=settings["limits"]),
        rules=_status_rules,
        options=("status_limits",),
    )


def by_sport() -> Scheme:
    """Divide by who does sport and who watches it.

    Returns
    -------
    Scheme

    Examples
    --------
    >>> list(by_sport().rules({}))
    ['Plays sport', 'Watches sport', 'No sport']
    """
    return Scheme(
        reads=lambda X, options: need(X, PLAYED, WATCHED),
        learn=lambda X, options: {},
        divide=lambda X, settings: sport(X[PLAYED], X[WATCHED]),
        rules=lambda settings: dict(said.SPORT.values()),
    )


def _limits(X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    given = options["status_limits"]
    return {"limits": increasing(RUNGS if given is None else given, "status_limits", 2)}


def _status_rules(settings: Settings) -> dict[str, str]:
    low, high = (words.number(limit) for limit in settings["limits"])
    rules = [rule.format(low=low, high=high) for rule in said.STATUS_RULES]
    return dict(zip(said.STATUS, rules, strict=True))


def ticks(column: pd.Series, name: str) -> np.ndarray:
    """Read True and False as 1 and 0.

    Parameters
    ----------
    column : of True and False, or 1 and 0
    name : what it is called, for the message

    Returns
    -------
    float array, missing answers as nan

    Raises
    ------
    DataError
        if it holds anything else

    Examples
    --------
    >>> ticks(pd.Series([True, None]), "sport_played")
    array([ 1., nan])
    """
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind not in {"boolean", "empty"} and not column.dropna().isin([0, 1]).all():
        raise DataError(said.TICKS.format(column=name, kind=kind))
    return column.astype(object).map(float, na_action="ignore").to_numpy(dtype=float)
