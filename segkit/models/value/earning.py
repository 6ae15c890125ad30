"""Value points: what is earned for every order, amount or friend, and the VIP rule.

A rule says which column, for every how much of it, and how many points:
``{"column": "revenue_amount", "per": 10, "points": 1}`` gives a point for every whole
10 of revenue. Points may be negative, as for refunds. What is below 0 or not known
earns nothing. Levels begin at thresholds; who has fewer points than the lowest has no
level yet. Thresholds that are not given are learned from those with points: the best
5 % are VIP, the next 20 % Valued, the others Regular (own definition).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import concentration, tables, words
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Segment
from segkit.models.value import amounts
from segkit.models.words import value as said

USUAL: tuple[dict[str, Any], ...] = (
    {"column": "revenue_amount", "per": 10, "points": 1},
    {"column": "monetary_amount", "per": 10, "points": 1},
    {"column": "n_orders", "per": 1, "points": 10},
    {"column": "n_referred", "per": 1, "points": 50},
    {"column": "refund_amount", "per": 10, "points": -1},
)
PARTS = {"column", "per", "points"}
LEARNED = (0.05, 0.25)  # of those with points


@dataclass
class PointsRule(LevelsRule):
    """The rules, and the points from which each level begins.

    Attributes
    ----------
    rules : dictionaries of column, per and points
    starts : points from which each level begins, falling
    names : of the levels, best first
    """

    rules: list[dict[str, Any]]
    starts: list[float]
    names: list[str]

    options: ClassVar = ("rules", "thresholds")
    made_by: ClassVar = amounts.MADE_BY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the columns of the rules."""
        return list(dict.fromkeys(r["column"] for r in own_rules(options["rules"], X)))

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Count points, and find the levels unless they are given."""
        rules, thresholds = own_rules(options["rules"], X), options["thresholds"]
        if thresholds is not None:
            return cls(rules, *_own_levels(thresholds))
        total = earned(X, rules)
        some = total[total > 0]
        if not len(some):
            raise DataError(
                f"0 of {len(X)} customers in X have points above 0: look at rules, or "
                "at the orders that X was made from"
            )
        starts = concentration.limits(some, LEARNED, of=concentration.CUSTOMERS)
        return cls(rules, [*starts, float(some.min())], list(said.POINTS.values()))

    def levels(self) -> list[Segment]:
        """List the levels from the best down, then those without one."""
        shown = [words.number(start) for start in self.starts]
        texts = [said.POINTS_FROM.format(low=shown[0])]
        texts += [
            said.POINTS_BETWEEN.format(low=low, high=high)
            for high, low in pairwise(shown)
        ]
        named = zip(self.names, texts, strict=True)
        levels = [Segment(words.key(n), n, f"{rule} points") for n, rule in named]
        key, name, rule = said.NO_LEVEL
        return [*levels, Segment(key, name, rule.format(high=shown[-1]) + " points")]

    def amounts(self, X: pd.DataFrame) -> np.ndarray:
        """Count the points; nan where no column of the rules is known."""
        total = earned(X, self.rules)
        nothing = X[[rule["column"] for rule in self.rules]].isna().all(axis=1)
        return np.where(nothing, np.nan, total)

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Compare the points with the thresholds."""
        points = self.amounts(X)
        below = np.sum([points < start for start in self.starts], axis=0, dtype=int)
        return np.where(np.isnan(points), UNKNOWN, below)

    def because(self, X: pd.DataFrame) -> str:
        """Name the points, line by line."""
        lines = [_line(X, rule) for rule in self.rules]
        total = words.counted(float(self.amounts(X)[0]), "point")
        return said.EARNED.format(points=total, lines="; ".join(lines))


def points(X: pd.DataFrame, rules: Any = None) -> pd.Series:
    """Say how many points each customer has earned.

    Parameters
    ----------
    X : one row per customer
    rules : ``[{"column": "n_orders", "per": 1, "points": 10}, ...]``; None for the
        usual ones whose columns X has

    Returns
    -------
    Series of floats with the index of X, named points

    Raises
    ------
    DataError
        if a rule is impossible, or X lacks its column

    Notes
    -----
    Own definition: points for every whole ``per`` above 0; nothing for what is missing.

    Examples
    --------
    >>> X = pd.DataFrame({"revenue_amount": [99.5, 20], "n_orders": [3, 1]})
    >>> points(X).tolist()
    [39.0, 12.0]
    >>> points(X, [{"column": "n_orders", "per": 2, "points": 5}]).tolist()
    [5.0, 0.0]
    """
    return pd.Series(earned(X, own_rules(rules, X)), X.index, name="points")


def earned(X: pd.DataFrame, rules: list[dict[str, Any]]) -> np.ndarray:
    """Add up the points of checked rules.

    Parameters
    ----------
    X : one row per customer
    rules : from `own_rules`

    Returns
    -------
    float array (n_customers,)

    Examples
    --------
    >>> earned(pd.DataFrame({"n": [3]}), [{"column": "n", "per": 1, "points": 2}])
    array([6.])
    """
    lines = [_earned(X, rule) for rule in rules]
    return np.array([math.fsum(line) for line in zip(*lines, strict=True)])


def _earned(X: pd.DataFrame, rule: Mapping[str, Any]) -> np.ndarray:
    values = tables.numbers(X, [rule["column"]])[rule["column"]].to_numpy()
    whole = np.floor(np.nan_to_num(values).clip(min=0) / rule["per"] + 1e-9)
    return whole * rule["points"] + 0.0  # no minus 0


def own_rules(given: Any, X: pd.DataFrame) -> list[dict[str, Any]]:
    """Check rules for points, and that X has their columns.

    Parameters
    ----------
    given : list of dictionaries of column, per and points; None for the usual ones
    X : one row per customer

    Returns
    -------
    list of dictionaries

    Raises
    ------
    DataError
        naming the rule or the columns that are wrong

    Examples
    --------
    >>> own_rules(None, pd.DataFrame({"n_orders": [1]}))
    [{'column': 'n_orders', 'per': 1, 'points': 10}]
    """
    if given is None:
        usual = [dict(rule) for rule in USUAL if rule["column"] in X.columns]
        if "revenue_amount" in X.columns:  # the same money, returns taken off
            usual = [rule for rule in usual if rule["column"] != "monetary_amount"]
        if usual:
            return usual
    rules = list(USUAL) if given is None else given
    if isinstance(rules, Mapping) or not np.iterable(rules) or not list(rules):
        raise DataError(_not_a_rule(rules))
    for rule in rules:
        _check(rule)
    missing = [rule["column"] for rule in rules if rule["column"] not in X.columns]
    if missing:
        raise DataError(
            f"method='points' needs columns {missing} in X, by its rules; the table "
            f"has {X.columns.tolist()}: make X with {amounts.MADE_BY}, or change rules"
        )
    return [dict(rule) for rule in rules]


def _check(rule: Any) -> None:
    if not isinstance(rule, Mapping) or set(rule) != PARTS:
        raise DataError(_not_a_rule(rule))
    per, number = rule["per"], rule["points"]
    if not (tables.is_number(per) and per > 0 and tables.is_number(number)):
        raise DataError(_not_a_rule(rule))


def _not_a_rule(rule: Any) -> str:
    return (
        "rules must be a list such as [{'column': 'revenue_amount', 'per': 10, "
        f"'points': 1}}], per above 0; this is {rule!r}"
    )


def _own_levels(given: Any) -> tuple[list[float], list[str]]:
    good = isinstance(given, Mapping) and bool(given)
    good = good and all(tables.is_number(start) for start in given.values())
    if not good or len(set(given.values())) < len(given):
        raise DataError(
            "thresholds must be different numbers of points by name, such as "
            f"{{'VIP': 500, 'Silver': 200}}; this is {given!r}"
        )
    falling = sorted(given.items(), key=lambda item: -item[1])
    return [float(start) for _, start in falling], [str(name) for name, _ in falling]


def _line(X: pd.DataFrame, rule: Mapping[str, Any]) -> str:
    column = rule["column"]
    label = said.LABELS.get(column, words.label(column))
    value = tables.numbers(X, [column])[column].iloc[0]
    if pd.isna(value):
        return said.UNKNOWN_LINE.format(label=label)
    return said.LINE.format(
        label=label,
        value=words.number(float(value)),
        points=words.counted(rule["points"], "point"),
        per=words.number(rule["per"]),
        earned=words.number(float(_earned(X, rule)[0])),
    )
