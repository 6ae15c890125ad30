"""How intensely customers buy, and how regularly.

Intensity counts the orders after the first for each year since then; who came less
than 90 days ago is too new to say. Regularity is tested: gaps between orders that are
clearly more even than chance makes them are regular, clearly more uneven ones sporadic.
Own definitions; the test is that of `segkit.models.behavioural.chance.regularity`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural import chance
from segkit.models.behavioural.buyers import BuyersRule
from segkit.models.schemes import Scheme, Settings, need
from segkit.models.words import behaviour as said

CUTS = (4.0, 12.0)  # repeat orders a year
NEW_DAYS = 90
FEW_GAPS = 5


def intensity(n_orders: Any, tenure_days: Any) -> pd.Series:
    """Say how many orders a year each customer places after the first.

    Parameters
    ----------
    n_orders : counts
    tenure_days : days since the first order

    Returns
    -------
    Series of floats, orders a year; missing under 90 days

    Notes
    -----
    Own definition: ``365 (n_orders - 1) / tenure_days``.

    Examples
    --------
    >>> intensity([3, 1], [365.0, 30.0]).tolist()
    [2.0, nan]
    """
    n, days = np.asarray(n_orders, float), np.asarray(tenure_days, float)
    old = days >= NEW_DAYS
    rate = 365 * (n - 1) / np.where(old, days, np.nan)
    return pd.Series(rate, tables.index_of(n_orders))


def cut_points(given: Any, usual: tuple[float, float] | None) -> tuple[float, float]:
    """Read the two numbers between three levels.

    Parameters
    ----------
    given : two numbers from small to large, or None
    usual : what None means

    Returns
    -------
    two floats

    Raises
    ------
    DataError
        if they are no two increasing numbers

    Examples
    --------
    >>> cut_points([4, 12], None)
    (4.0, 12.0)
    """
    if given is None and usual is not None:
        return usual
    numbers = list(given) if isinstance(given, list | tuple) else []
    if len(numbers) != 2 or not all(tables.is_number(each) for each in numbers):
        raise DataError(f"cut_points must be two numbers, such as [4, 12]: {given!r}")
    low, high = (float(each) for each in numbers)
    if low >= high:
        raise DataError(f"cut_points must go from small to large; this is {given!r}")
    return low, high


def _intensity_rules(settings: Settings) -> dict[str, str]:
    low, high = (words.number(each) for each in settings["cut_points"])
    return {
        name: rule.format(low=low, high=high, days=words.counted(NEW_DAYS, "day"))
        for name, rule in said.INTENSITY.values()
    }


def _divide_intensity(X: pd.DataFrame, settings: Settings) -> pd.Series:
    data = tables.numbers(X, ["n_orders", "tenure_days"])
    rate = intensity(data["n_orders"], data["tenure_days"])
    low, high = settings["cut_points"]
    names = [name for name, _ in said.INTENSITY.values()]
    found = np.select([rate >= high, rate >= low, rate < low], names[:3], names[3])
    return _known(pd.Series(found, X.index, dtype=object), data)


def _divide_regularity(X: pd.DataFrame, settings: Settings) -> pd.Series:
    have = [n for n in ("tenure_days", "recency_days") if n in X]
    data = tables.numbers(X, ["n_orders", "gap_variation", "n_gaps", *have])
    mean = None
    if len(have) == 2:
        span = data["tenure_days"] - data["recency_days"]
        mean = span / data["n_gaps"].where(data["n_gaps"] > 0)
    variation = data["gap_variation"].fillna(1.0)
    enough = data["n_gaps"] >= FEW_GAPS
    n = data["n_gaps"].where(enough, FEW_GAPS)
    mean = None if mean is None else mean.where(enough, 2.0)
    even, uneven = chance.regularity(variation, n, mean)
    side = (1 - settings["confidence"]) / 2
    names = [name for name, _ in said.REGULARITY.values()]
    asked = [~enough, even <= side, uneven <= side]
    found = np.select(asked, [said.TOO_FEW[0], names[0], names[2]], names[1])
    return _known(pd.Series(found, X.index, dtype=object), data[["n_orders", "n_gaps"]])


def _known(found: pd.Series, data: pd.DataFrame) -> pd.Series:
    """Leave missing what cannot be known."""
    return found.where(data.notna().all(axis=1), None)


def _regularity_rules(settings: Settings) -> dict[str, str]:
    return dict([*said.REGULARITY.values(), said.TOO_FEW])


SCHEMES = {
    "intensity": Scheme(
        reads=lambda X, options: need(X, "n_orders", "tenure_days"),
        learn=lambda X, options: {
            "cut_points": list(cut_points(options["cut_points"], CUTS))
        },
        divide=_divide_intensity,
        rules=_intensity_rules,
        options=("cut_points",),
    ),
    "regularity": Scheme(
        reads=lambda X, options: [
            *need(X, "n_orders", "gap_variation", "n_gaps"),
            *(n for n in ("tenure_days", "recency_days") if n in X),
        ],
        learn=lambda X, options: {
            "confidence": chance.confidence(options["confidence"])
        },
        divide=_divide_regularity,
        rules=_regularity_rules,
        options=("confidence",),
    ),
}


class UsageRule(BuyersRule):
    """How intensely, how regularly, or both."""

    options: ClassVar = ("by", "cut_points", "confidence")
    schemes: ClassVar[Mapping[str, Scheme]] = SCHEMES
    usual: ClassVar[str] = "intensity"
