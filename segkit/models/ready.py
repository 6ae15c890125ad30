"""Columns made comparable before customers are grouped: numbers, logs, categories."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words

NUMBER, LOG, CATEGORY = "number", "log", "category"
MANY = 60  # different values: a text of so many says who, not what kind
AMOUNT = "_amount"  # ends the names of columns in a currency, which may be any
PART = 100  # an amount is counted in this part of the usual one
FEW = 11  # different whole numbers, at most, may be answers


@dataclass(frozen=True)
class Ready:
    """How each column is read, and the mean and spread of those that are numbers.

    Attributes
    ----------
    kinds : column to "number", "log" (log of 1 + x, x from 0) or "category"
    mean, spread : column of numbers to its mean and standard deviation, after logs
    unit : column of amounts taken as logs to what x is counted in: a hundredth of the
        median of those above 0, so that euros and cents give the same (own definition).
        The names of other columns say their unit, and x is counted in that
    """

    kinds: dict[str, str]
    mean: dict[str, float]
    spread: dict[str, float]
    unit: dict[str, float]

    @classmethod
    def learn(
        cls,
        X: pd.DataFrame,
        *,
        logs: Collection[str] = (),
        categories: Collection[str] = (),
        answers: bool = False,
    ) -> Self:
        """Decide how to read the columns, and measure the numbers.

        Parameters
        ----------
        X : one row per customer
        logs : columns of numbers from 0 that are skewed, such as amounts
        categories : columns of numbers that are names of groups
        answers : whether columns of few whole numbers are categories too

        Returns
        -------
        Ready

        Examples
        --------
        >>> X = pd.DataFrame({"age": [20, 40], "plan": ["a", "b"]})
        >>> Ready.learn(X).kinds
        {'age': 'number', 'plan': 'category'}
        """
        kinds = {}
        for name in X.columns:
            one = name in categories or _is_category(X[name])
            if one or (answers and name not in logs and _few_whole(X[name])):
                kinds[name] = CATEGORY
            else:
                kinds[name] = LOG if name in logs else NUMBER
        unit = {
            n: _unit(X, n) for n, k in kinds.items() if k == LOG and n.endswith(AMOUNT)
        }
        moments = {
            name: _moments(X, name, kind, unit.get(name, 1.0))
            for name, kind in kinds.items()
        }
        known = {name: m for name, m in moments.items() if m is not None}
        return cls(
            kinds,
            {name: float(mean) for name, (mean, _) in known.items()},
            {name: float(spread) for name, (_, spread) in known.items()},
            unit,
        )

    @classmethod
    def thawed(cls, plain: Mapping[str, Any]) -> Self:
        """Make it again from its fields.

        Parameters
        ----------
        plain : kinds, mean, spread, unit

        Returns
        -------
        Ready
        """
        return cls(**{each.name: dict(plain[each.name]) for each in fields(cls)})

    def table(self, X: pd.DataFrame) -> pd.DataFrame:
        """Read the columns: numbers with mean 0 and spread 1, categories as text.

        Parameters
        ----------
        X : one row per customer, with the columns that were learned

        Returns
        -------
        DataFrame, same index; what is missing stays missing

        Raises
        ------
        DataError
            if a column of numbers holds text, infinity, or a log of less than 0
        """
        return pd.DataFrame(
            {
                name: (_texts(X[name]) if kind == CATEGORY else self._scaled(X, name))
                for name, kind in self.kinds.items()
            },
            index=X.index,
        )

    def units(self, name: str, scaled: float) -> float:
        """Turn a scaled number back into the units of its column.

        Parameters
        ----------
        name : the column
        scaled : as in `table`

        Returns
        -------
        float
        """
        value = scaled * self.spread[name] + self.mean[name]
        if self.kinds[name] == LOG:
            value = np.expm1(value) * self.unit.get(name, 1.0)
        return float(value)

    def _scaled(self, X: pd.DataFrame, name: str) -> np.ndarray:
        values = _values(X, name, self.kinds[name], self.unit.get(name, 1.0))
        return (values - self.mean[name]) / self.spread[name]


def different(table: pd.DataFrame) -> int:
    """Count the different rows.

    Parameters
    ----------
    table : from `Ready.table`

    Returns
    -------
    int

    Examples
    --------
    >>> different(pd.DataFrame({"a": ["x", "x", None]}))
    2
    """
    return len(table.drop_duplicates())


def _is_category(column: pd.Series) -> bool:
    if pd.api.types.is_numeric_dtype(column):
        return bool(pd.api.types.is_bool_dtype(column))
    return pd.api.types.infer_dtype(column, skipna=True) not in tables.FIGURES


def _few_whole(column: pd.Series) -> bool:
    values = column.dropna().unique()
    return len(values) <= FEW and bool(np.all(np.mod(values.astype(float), 1) == 0))


def _texts(column: pd.Series) -> pd.Series:
    """Write categories as text; truth values as yes and no."""
    plain = column.astype(object)
    gone = column.isna()
    texts = plain.where(gone, plain.map(words.category))
    if texts[~gone].nunique() > MANY:
        raise DataError(
            f"column '{column.name}' in X has {texts[~gone].nunique():,} different "
            f"texts, more than {MANY}: group them first, or leave the column out"
        )
    return texts.where(~gone, None)


def _unit(X: pd.DataFrame, name: str) -> float:
    values = tables.numbers(X, [name])[name]
    above = values[values > 0]
    return float(above.median()) / PART if len(above) else 1.0


def _values(X: pd.DataFrame, name: str, kind: str, unit: float) -> np.ndarray:
    values = tables.numbers(X, [name])[name].to_numpy()
    if kind != LOG:
        return values
    below = int((values < 0).sum())
    if below:
        raise DataError(
            f"column '{name}' in X is below 0 for {below} customers, and its logarithm "
            "is needed: look at how it was made"
        )
    return np.log1p(values / unit)


def _moments(
    X: pd.DataFrame, name: str, kind: str, unit: float
) -> tuple[float, float] | None:
    if kind == CATEGORY:
        return None
    values = _values(X, name, kind, unit)
    values = np.sort(values[~np.isnan(values)])  # so that no order of rows matters
    if not len(values):
        return 0.0, 1.0
    return values.mean(), values.std() or 1.0
