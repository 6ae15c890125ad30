"""When customers buy: a season, month, weekday or time of day that they prefer.

A preference is told from chance: the orders in each part of the year, week or day are
compared with the share that it has of all customers' orders, by the exact binomial
test. As the part that stands out most is looked at, what is left to the confidence is
divided by the number of parts (Bonferroni). Own definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.behavioural import chance
from segkit.models.behavioural.buyers import BuyersRule
from segkit.models.schemes import Scheme, Settings, need
from segkit.models.words import behaviour as said

PARTS = {
    "season": ("winter", "spring", "summer", "autumn"),
    "month": (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
    "weekday": (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ),
    "part_of_day": ("night", "morning", "afternoon", "evening"),
}


def preference(
    rates: pd.DataFrame,
    n_orders: Any,
    *,
    usual: Mapping[str, float],
    confidence: float = 0.95,
) -> pd.Series:
    """Say which part of the year, week or day each customer clearly prefers.

    Parameters
    ----------
    rates : the share of the customer's orders in each part, a column each
    n_orders : how many orders they have
    usual : column to its share of all customers' orders
    confidence : 1 - confidence of those like all others are said to prefer something

    Returns
    -------
    categorical Series: the column, "none", or "too few" (whatever the orders, no part
    could be told from chance); missing without orders, or where they are not known

    Raises
    ------
    DataError
        if n_orders is below 0 for anybody

    Notes
    -----
    Own definition, see the head of the module.

    Examples
    --------
    >>> rates = pd.DataFrame({"weekend": [1.0, 1.0, 0.3], "week": [0.0, 0.0, 0.7]})
    >>> usual = {"weekend": 0.3, "week": 0.7}
    >>> preference(rates, [8, 2, 10], usual=usual).tolist()
    ['weekend', 'too few', 'none']
    """
    columns = list(usual)
    n = np.asarray(n_orders, dtype=float)
    if (n < 0).any():
        raise DataError(
            f"column 'n_orders' in X is below 0 for {int((n < 0).sum())} customers: "
            "look at how it was made"
        )
    k = np.rint(rates[columns].to_numpy(dtype=float) * n[:, None])
    known = ~np.isnan(k).any(axis=1)
    n = np.where(known, n, 0)
    limit = (1 - chance.confidence(confidence)) / len(columns)
    more = np.column_stack(
        [
            chance.tails(np.where(known, k[:, j], 0), n, usual[name])[0]
            for j, name in enumerate(columns)
        ]
    )
    shares = np.array([usual[name] for name in columns])
    least = shares[shares > 0].min(initial=1.0) ** n
    best = more.argmin(axis=1)
    place = np.where(more.min(axis=1) <= limit, best, len(columns))
    place = np.where(least > limit, len(columns) + 1, place)
    place = np.where(n > 0, place, -1)
    made = pd.Categorical.from_codes(place, pd.Index([*columns, "none", "too few"]))
    return pd.Series(made, rates.index)


def _reads(kind: str, X: pd.DataFrame, options: Mapping[str, Any]) -> list[str]:
    return need(X, "n_orders", *_columns(kind))


def _learn(kind: str, X: pd.DataFrame, options: Mapping[str, Any]) -> Settings:
    columns = _columns(kind)
    data = tables.numbers(X, ["n_orders", *columns]).dropna()
    orders = data["n_orders"].sum()
    if not orders:
        raise DataError(
            f"0 of {len(X)} customers in X have ordered at a known time: "
            "check as_of and the orders that X was made from"
        )
    counts = data[columns].mul(data["n_orders"], axis=0).round().sum()
    shares = counts / counts.sum()
    return {
        "usual": {name: float(share) for name, share in shares.items()},
        "confidence": chance.confidence(options["confidence"]),
    }


def _divide(kind: str, X: pd.DataFrame, settings: Settings) -> pd.Series:
    columns = _columns(kind)
    data = tables.numbers(X, ["n_orders", *columns])
    found = preference(
        data[columns],
        data["n_orders"],
        usual=settings["usual"],
        confidence=settings["confidence"],
    )
    names = dict(zip(found.cat.categories, _names(kind), strict=True))
    return found.cat.rename_categories(names)


def _rules(kind: str, settings: Settings) -> dict[str, str]:
    usual = [words.share(share) for share in settings["usual"].values()]
    told = [said.PREFERS.format(usual=share) for share in usual]
    told += [said.NO_PREFERENCE[1], said.TOO_FEW[1]]
    return dict(zip(_names(kind), told, strict=True))


def _columns(kind: str) -> list[str]:
    return [f"{kind}_{name}_rate" for name in PARTS[kind]]


def _names(kind: str) -> list[str]:
    names = [name.capitalize() for name in PARTS[kind]]
    return [*names, said.NO_PREFERENCE[0], said.TOO_FEW[0]]


def _scheme(kind: str) -> Scheme:
    return Scheme(
        reads=partial(_reads, kind),
        learn=partial(_learn, kind),
        divide=partial(_divide, kind),
        rules=partial(_rules, kind),
        options=("confidence",),
    )


class TimingRule(BuyersRule):
    """A season, month, weekday or time of day that customers prefer, or several."""

    options: ClassVar = ("by", "confidence")
    schemes: ClassVar[Mapping[str, Scheme]] = {kind: _scheme(kind) for kind in PARTS}
    usual: ClassVar[str] = "season"
