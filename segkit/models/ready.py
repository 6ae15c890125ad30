"""Columns made comparable before customers are grouped: numbers, logs, categories."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words

NUMBER, LOG, CATEGORY = "number", "log", "category"
MANY = 60  # different values: a text of so many says who, not what kind
FEW = 11  # different whole numbers, at most, may be answers


@dataclass(frozen=True)
class Ready:
    """How each column is read, and the mean and spread of those that are numbers.

    Attributes
    ----------
    kinds : column to "number", "log" (log of 1 + x, x from 0) or "category"
    mean, spread : column of numbers to its mean and standard deviation, after logs
    """

    kinds: dict[str, str]
    mean: dict[str, float]
    spread: dict[str, float]

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
        moments = {name: _moments(X, name, kind) for name, kind in kinds.items()}
        known = {name: m for name, m in moments.items() if m is not None}
        return cls(
            kinds,
            {name: float(mean) for name, (mean, _) in known.items()},
            {name: float(spread) for name, (_, spread) in known.items()},
        )

    @classmethod
    def thawed(cls, plain: Mapping[str, Any]) -> Self:
        """Make it again from its fields.

        Parameters
        ----------
        plain : kinds, mean, spread

        Returns
        -------
        Ready
        """
        return cls(dict(plain["kinds"]), dict(plain["mean"]), dict(plain["spread"]))

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
        return float(np.expm1(value)) if self.kinds[name] == LOG else float(value)

    def _scaled(self, X: pd.DataFrame, name: str) -> np.ndarray:
        values = _values(X, name, self.kinds[name])
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
    plain = pd.api.types.is_numeric_dtype(column)
    return pd.api.types.is_bool_dtype(column) or not plain


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


def _values(X: pd.DataFrame, name: str, kind: str) -> np.ndarray:
    values = tables.numbers(X, [name])[name].to_numpy()
    if kind != LOG:
        return values
    below = int((values < 0).sum())
    if below:
        raise DataError(
            f"column '{name}' in X is below 0 for {below} customers, and its logarithm "
            "is needed: look at how it was made"
        )
    return np.log1p(values)


def _moments(X: pd.DataFrame, name: str, kind: str) -> tuple[float, float] | None:
    if kind == CATEGORY:
        return None
    values = _values(X, name, kind)
    values = np.sort(values[~np.isnan(values)])  # so that no order of rows matters
    if not len(values):
        return 0.0, 1.0
    return values.mean(), values.std() or 1.0
