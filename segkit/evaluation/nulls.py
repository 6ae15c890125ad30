"""Data of the same size and columns in which there are no segments."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.evaluation.margins import Margin, Shares, margin

Floats = NDArray[np.float64]
ROUNDS, DRAWS = 4, 4000  # to find the correlation behind the columns


def independent(X: Any, rng: np.random.Generator) -> Any:
    """Shuffle each column on its own: the same values, and no structure at all.

    Parameters
    ----------
    X : (n, columns) table or array
    rng : source of chance

    Returns
    -------
    the same kind of table

    Examples
    --------
    >>> X = np.arange(8).reshape(4, 2)
    >>> made = independent(X, np.random.default_rng(0))
    >>> np.sort(made, axis=0).tolist() == X.tolist()
    True
    """
    if not isinstance(X, pd.DataFrame):
        return rng.permuted(X, axis=0)
    order = rng.permuted(np.tile(np.arange(len(X)), (X.shape[1], 1)), axis=1)
    columns = [X.iloc[:, j].iloc[order[j]].array for j in range(X.shape[1])]
    return _table(X, columns)


def box(X: Floats, rng: np.random.Generator) -> Floats:
    """Spread customers evenly over the ranges of the columns.

    Parameters
    ----------
    X : (n, columns) numbers
    rng : source of chance

    Returns
    -------
    (n, columns)

    References
    ----------
    Tibshirani, Walther and Hastie (2001), "Estimating the number of clusters in a data
    set via the gap statistic", section 3, reference (a).
    """
    return rng.uniform(X.min(axis=0), X.max(axis=0), X.shape)


def principal(X: Floats, rng: np.random.Generator) -> Floats:
    """Spread customers evenly over a box along the directions in which they differ.

    Parameters
    ----------
    X : (n, columns) numbers
    rng : source of chance

    Returns
    -------
    (n, columns)

    References
    ----------
    Tibshirani, Walther and Hastie (2001), section 3, reference (b).

    Examples
    --------
    >>> line = np.arange(6.0)[:, None] * [1, 2]
    >>> made = principal(line, np.random.default_rng(0))
    >>> bool(np.allclose(made[:, 1], 2 * made[:, 0]))
    True
    """
    middle = X.mean(axis=0)
    turn = np.linalg.svd(X - middle, full_matrices=False)[2]
    # The sign of a direction is a matter of luck: make its largest part positive.
    turn *= np.sign(turn[np.arange(len(turn)), np.abs(turn).argmax(axis=1)])[:, None]
    return box((X - middle) @ turn.T, rng) @ turn + middle


class Cloud:
    """One cloud of customers: the same spreads and correlations, and no groups.

    Each column keeps its shape, smoothed until it has one peak; columns of at most ten
    different numbers, ordered categories and those of two keep their shares. All are
    drawn together from one multivariate normal distribution, whose correlations are
    found by trial, so that the columns' own come out. Other categories keep their
    shares and go with nothing. Missing values stay where they were.

    Parameters
    ----------
    X : (n, columns) table or array
    rng : source of chance, for the correlation behind the steps

    References
    ----------
    Own definition, a parametric bootstrap as in Hennig and Lin (2015), "Flexible
    parametric bootstrap for testing homogeneity against clustering"; smoothed as in
    Silverman (1981), "Using kernel density estimates to investigate multimodality";
    correlations as in Cario and Nelson (1997), "Modeling and generating random vectors
    with arbitrary marginal distributions and correlation matrix".

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(500, 1)) * [1, 2] + rng.normal(size=(500, 2))
    >>> made = Cloud(X, rng).draw(rng)
    >>> np.corrcoef(made.T)[0, 1].round(1) == np.corrcoef(X.T)[0, 1].round(1)
    np.True_
    """

    def __init__(self, X: Any, rng: np.random.Generator) -> None:
        self.X = X
        table = X if isinstance(X, pd.DataFrame) else pd.DataFrame(np.asarray(X))
        self.columns = [margin(table.iloc[:, j]) for j in range(table.shape[1])]
        seen = pd.DataFrame({j: m.scores for j, m in enumerate(self._numbers)})
        self.root = self._root(seen.corr().fillna(0.0).to_numpy(copy=True), rng)

    @property
    def _numbers(self) -> list[Margin]:
        return [one for one in self.columns if not isinstance(one, Shares)]

    def draw(self, rng: np.random.Generator) -> Any:
        """Draw as many customers as there are.

        Parameters
        ----------
        rng : source of chance

        Returns
        -------
        the same kind of table as X, missing where X is
        """
        n = len(self.X)
        normal = iter((rng.standard_normal((n, len(self.root))) @ self.root).T)
        drawn = [
            one.draw(n, rng) if isinstance(one, Shares) else one.values(next(normal))
            for one in self.columns
        ]
        if isinstance(self.X, pd.DataFrame):
            made = _table(self.X, [pd.Series(one).array for one in drawn])
            return made.where(self.X.notna()) if self._holes else made
        points = np.column_stack(drawn).astype(float)
        return np.where(np.isnan(self.X.astype(float)), np.nan, points)

    @property
    def _holes(self) -> bool:
        return bool(self.X.isna().to_numpy().any())

    def _root(self, target: Floats, rng: np.random.Generator) -> Floats:
        """Find what turns independent normals into columns of these correlations."""
        if len(target) < 2:
            return np.eye(len(target))
        root = _square_root(target)
        draws, behind = rng.standard_normal((DRAWS, len(target))), target.copy()
        for _ in range(ROUNDS):
            normal = (draws @ root).T
            pairs = zip(self._numbers, normal, strict=True)
            with np.errstate(invalid="ignore"):  # a constant column
                seen = np.corrcoef([one.again(each) for one, each in pairs])
            behind = np.clip(behind + target - np.nan_to_num(seen), -0.99, 0.99)
            np.fill_diagonal(behind, 1.0)
            root = _square_root(behind)
        return root


def _square_root(correlation: Floats) -> Floats:
    """Return R with R'R the nearest that can be a correlation matrix."""
    np.fill_diagonal(correlation, 1.0)
    size, turn = np.linalg.eigh(correlation)
    root = np.sqrt(size.clip(min=0))[:, None] * turn.T
    length = np.sqrt((root**2).sum(axis=0))
    return root / np.where(length > 0, length, 1.0)


def _table(like: pd.DataFrame, columns: list[Any]) -> pd.DataFrame:
    """Make a table with the columns and kinds of another."""
    made = {}
    for j, name in enumerate(like.columns):
        values = pd.Series(columns[j], index=like.index)
        kind = like.dtypes.iloc[j]
        whole = pd.api.types.is_integer_dtype(kind) or not hasattr(kind, "kind")
        made[name] = values.astype(kind) if whole else values
    return pd.DataFrame(made, index=like.index).astype(like.dtypes.to_dict())
