"""Covariates of latent classes: a table becomes numbers, with a name for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.checks import DataError
from segkit.cluster.mixed import Mixed, Reader, chosen
from segkit.cluster.rows import Distinct, distinct

# Columns of numbers that add up to one another lose this part of their length.
COLLINEAR = 1e-8


@dataclass(frozen=True)
class Design:
    """How a table of covariates becomes columns of numbers.

    Attributes
    ----------
    names : the covariates, in the order of the table
    levels : of each covariate, its categories; None for a number. The first is the one
        that the others are held against
    """

    names: list[Any]
    levels: list[list[Any] | None]

    @classmethod
    def learn(
        cls, covariates: Any, X: Any, counts: NDArray[np.bool_] | None = None
    ) -> Self:
        """Learn which covariates are numbers, and which categories the others have.

        Parameters
        ----------
        covariates : (n, q) table, Series or array; texts, categories and booleans are
            categorical. An ordered or plain pandas category keeps its own order, so
            that its first category is the one held against; others are sorted
        X : (n, items), what they explain
        counts : (n,) which rows have a weight; None for all

        Returns
        -------
        Design

        Raises
        ------
        DataError
            naming a covariate that has gaps, infinity or one value only, or that adds
            up from others; or rows that are not those of X

        Examples
        --------
        >>> table = pd.DataFrame({"age": [20, 30, 60], "plan": ["a", "b", "a"]})
        >>> Design.learn(table, table).terms
        ['age', 'plan: b (against a)']
        """
        table = _table(covariates, X)
        if counts is not None:
            table = table[counts]
        if not table.shape[1]:
            raise DataError("covariates has no columns: pass at least one, or None")
        categorical = chosen(table, "from_dtype")
        columns = [table.iloc[:, place] for place in range(table.shape[1])]
        for column in columns:
            _refuse_gaps(column)
            if column.nunique() == 1:
                raise DataError(
                    f"the covariate {column.name!r} has the same value in all rows and "
                    "cannot explain anything: leave it out"
                )
        pairs = zip(columns, categorical, strict=True)
        levels = [_levels(column) if texts else None for column, texts in pairs]
        design = cls(list(table.columns), levels)
        design._refuse_sums(design._columns(table))
        return design

    @property
    def terms(self) -> list[str]:
        """The names of the columns of numbers."""
        found = []
        for name, levels in zip(self.names, self.levels, strict=True):
            others = (
                [f"{name}: {each} (against {levels[0]})" for each in levels[1:]]
                if levels
                else [str(name)]
            )
            found += others
        return found

    def read(self, covariates: Any, X: Any) -> NDArray[np.float64]:
        """Turn a table with the same covariates into columns of numbers.

        Parameters
        ----------
        covariates : (n, q), as `learn` had them
        X : (n, items), what they explain

        Returns
        -------
        (n, terms)

        Raises
        ------
        DataError
            naming a covariate that is not there, has gaps, or has a new category
        """
        table = _table(covariates, X)
        if list(table.columns) != self.names:
            raise DataError(
                f"covariates must have the columns {self.names}, as in fit; it has "
                f"{list(table.columns)}: pass the same columns in the same order"
            )
        return self._columns(table)

    def _columns(self, table: pd.DataFrame) -> NDArray[np.float64]:
        parts = []
        for place, levels in enumerate(self.levels):
            column = table.iloc[:, place]
            _refuse_gaps(column)
            parts.append(_dummies(column, levels) if levels else _numbers(column))
        return np.column_stack(parts)

    def _refuse_sums(self, z: NDArray[np.float64]) -> None:
        """Refuse a column that the ones before it, and a constant, add up to."""
        known = np.ones((len(z), 1)) / np.sqrt(len(z))
        for term, column in zip(self.terms, z.T, strict=True):
            rest = column / np.abs(column).max()
            rest = rest - rest.mean()
            length = np.linalg.norm(rest)
            for _ in range(2):
                rest = rest - known @ (known.T @ rest)
            if np.linalg.norm(rest) <= COLLINEAR * length:
                raise DataError(
                    f"the covariate {term!r} adds up from the ones before it, so that "
                    "their effects cannot be told apart: leave one of them out"
                )
            known = np.column_stack([known, rest / np.linalg.norm(rest)])


def _table(covariates: Any, X: Any) -> pd.DataFrame:
    if isinstance(covariates, pd.Series):
        table = covariates.to_frame()
    elif isinstance(covariates, pd.DataFrame):
        table = covariates
    else:
        values = np.asarray(covariates)
        table = pd.DataFrame(values.reshape(len(values), -1) if values.ndim else [])
        table.columns = pd.Index([f"covariate_{k}" for k in range(table.shape[1])])
    if len(table) != len(X):
        raise DataError(
            f"covariates has {len(table)} rows, X has {len(X)}: pass one row of "
            "covariates for each row of X"
        )
    known = isinstance(X, pd.DataFrame) and isinstance(
        covariates, pd.DataFrame | pd.Series
    )
    if known and not table.index.equals(X.index):
        raise DataError(
            "covariates has another index than X, so that it is not clear which rows "
            "belong together: pass covariates.loc[X.index]"
        )
    return table


def _refuse_gaps(column: pd.Series) -> None:
    gaps = int(column.isna().sum())
    if gaps:
        raise DataError(
            f"the covariate {column.name!r} is missing in {gaps} rows: leave these "
            "rows out, fill them, or make 'unknown' a category of its own"
        )


def _numbers(column: pd.Series) -> NDArray[np.float64]:
    reader = Reader([column.name], [0], [], [])
    return reader.read(column.to_frame()).numbers


def _levels(column: pd.Series) -> list[Any]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [each for each in column.cat.categories if (column == each).any()]
    reader = Reader.learn(column.to_frame(), np.array([True]))
    return list(reader.levels[0].tolist())


def _dummies(column: pd.Series, levels: list[Any]) -> NDArray[np.float64]:
    codes = pd.Index(levels).get_indexer(pd.Index(column))
    if (codes < 0).any():
        new = column[codes < 0].iloc[0]
        raise DataError(
            f"the covariate {column.name!r} holds {new!r}, which was not there in fit "
            f"({levels}): nothing is known of its effect, so leave these rows out"
        )
    return (codes[:, None] == np.arange(1, len(levels))).astype(np.float64)


def together(
    rows: Mixed, z: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[Distinct, NDArray[np.float64]]:
    """Take rows together that are equal in items and covariates.

    Parameters
    ----------
    rows : n rows of items
    z : (n, q) covariates
    weight : (n,) not negative

    Returns
    -------
    the different rows of items with their weights; (m, q) covariates of the same rows
    """
    both = Mixed(np.hstack([rows.numbers, z]), rows.codes)
    known = distinct(both, weight)
    numbers, p = known.rows.numbers, rows.numbers.shape[1]
    return replace(known, rows=Mixed(numbers[:, :p], known.rows.codes)), numbers[:, p:]


def read_as_in_fit(
    design: Design | None, covariates: Any, X: Any
) -> NDArray[np.float64] | None:
    """Read covariates if there were some in fit, and only then.

    Parameters
    ----------
    design : of fit, None if there were none
    covariates : (n, q) table or None
    X : (n, items), what they explain

    Returns
    -------
    (n, terms) or None

    Raises
    ------
    DataError
        if covariates are there now and were not in fit, or the other way round
    """
    if design is None and covariates is None:
        return None
    if design is None:
        raise DataError(
            "this model was fitted without covariates: leave covariates out here too"
        )
    if covariates is None:
        raise DataError(
            f"this model was fitted with the covariates {design.names}: pass "
            "covariates= with these columns here too"
        )
    return design.read(covariates, X)
