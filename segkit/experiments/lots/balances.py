"""Do the arms differ before the test? Standardised differences, and one test of all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from segkit.checks import DataError
from segkit.experiments.told import chance
from segkit.experiments.words import assignment as words
from segkit.record import Table

FAR = 0.1  # standard deviations, from which on a difference deserves a look


def balance(assignment: pd.Series, X: pd.DataFrame) -> Table:
    """Say whether the arms differed before the test began.

    Parameters
    ----------
    assignment : Series of arms indexed by customer_id, as `assign` returns it
    X : what is known of each customer before the test, indexed by customer_id; numbers,
        true or false, or categories; a missing value is a column of its own

    Returns
    -------
    Table, one row per column, or per level of a category: the mean (or share) in each
    arm, difference (standardised: of the two arms that lie furthest apart, the later
    one minus the earlier one), p_value, far (bool: more than 0.1 standard deviations).
    ``attrs``: counts (customers in each arm), p_value of all columns together, heading.
    The hold-out is an arm here

    Raises
    ------
    DataError
        if there is one arm only, customers are not in the table, or nothing varies

    References
    ----------
    Standardised difference and 0.1: Austin (2009), Statistics in Medicine 28,
    3083-3107. Tests: Pillai's trace times n - 1 against chi-squared, which for two arms
    is that of Hansen and Bowers (2008), Statistical Science 23, 219-236.

    Examples
    --------
    >>> import pandas as pd
    >>> arms = pd.Series(["a", "a", "b", "b"], index=range(4))
    >>> balance(arms, pd.DataFrame({"n_orders": [1, 3, 2, 4]})).round(2)
              a (mean)  b (mean)  difference  p_value   far
    column
    n_orders       2.0       3.0        0.71     0.44  True
    """
    arms = _arms(assignment)
    values = _columns(X, arms.index)
    codes, x = arms.cat.codes.to_numpy(), values.to_numpy()
    counts = np.bincount(codes)
    means = np.array([x[codes == arm].mean(axis=0) for arm in range(len(counts))])
    heads = [words.BALANCE_COUNTS.format(arm=arm) for arm in arms.cat.categories]
    index = pd.Index(values.columns, name="column")
    table = Table(dict(zip(heads, means, strict=True)), index=index)
    table["difference"] = _standardised(x, codes, means)
    table["p_value"] = [
        _p_value(x[:, [k]], means[:, [k]], counts) for k in range(x.shape[1])
    ]
    table["far"] = table["difference"].abs() > FAR
    p = _p_value(x, means, counts)
    table.attrs.update(
        counts=dict(zip(arms.cat.categories, counts.tolist(), strict=True)),
        p_value=p,
        heading=words.BALANCE.format(
            k=int(table["far"].sum()),
            n=len(table),
            limit=FAR,
            p=chance(p),
            verdict=words.UNBALANCED if p < 0.01 else words.BALANCED,
        ),
    )
    return table


def _arms(assignment: Any) -> pd.Series:
    """Return the arms as categories without empty ones."""
    if not isinstance(assignment, pd.Series):
        raise DataError(words.NOT_ASSIGNED.format(found=type(assignment).__name__))
    arms = assignment.dropna().astype("category").cat.remove_unused_categories()
    if len(arms.cat.categories) < 2:
        raise DataError(words.ONE_ARM.format(arms=list(arms.cat.categories)))
    return arms


def _columns(X: Any, index: pd.Index) -> pd.DataFrame:
    """Return numbers only: a column per number, per level, and per column with gaps."""
    found = index.isin(X.index)
    if not found.any():
        ours, theirs = list(index[:2]), list(X.index[:2])
        raise DataError(words.NO_PEOPLE.format(ours=ours, theirs=theirs))
    if not found.all():
        raise DataError(words.UNKNOWN_PEOPLE.format(n=int((~found).sum())))
    made: dict[str, Any] = {}
    for name, column in X.loc[index].items():
        gaps = column.isna()
        if pd.api.types.is_numeric_dtype(column):
            numbers = column.astype(float)
            made[str(name)] = numbers.fillna(numbers.mean())
        else:
            for level in sorted(column.dropna().unique(), key=str):
                made[words.LEVEL.format(column=name, level=level)] = column == level
        if gaps.any():
            made[words.MISSING.format(column=name)] = gaps
    values = pd.DataFrame(made, index=index).astype(float)
    values = values.loc[:, values.nunique() > 1]
    if not values.shape[1]:
        raise DataError(words.NOTHING_TO_COMPARE)
    return values


def _standardised(x: np.ndarray, codes: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Return the largest difference between two arms, in standard deviations."""
    arms = range(len(means))
    spread = np.array([x[codes == arm].var(axis=0) * _unbiased(codes, arm)
                       for arm in arms]).mean(axis=0) ** 0.5  # fmt: skip
    pairs = np.array([means[b] - means[a] for a in arms for b in arms if b > a])
    largest = np.abs(pairs).argmax(axis=0)
    widest = pairs[largest, np.arange(x.shape[1])]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(widest == 0, 0.0, widest / spread)


def _unbiased(codes: np.ndarray, arm: int) -> float:
    n = int((codes == arm).sum())
    return n / (n - 1) if n > 1 else 1.0


def _p_value(x: np.ndarray, means: np.ndarray, counts: np.ndarray) -> float:
    """Return the chance of arms that differ as much or more, if only chance made them.

    Between the arms over all, for all columns at once, measured in the spread of all
    customers; columns that say the same count once.
    """
    centred = x - x.mean(axis=0)
    spread = centred.T @ centred / (len(x) - 1)
    apart = means - x.mean(axis=0)
    scale = np.sqrt(np.diag(spread))
    inverse = np.linalg.pinv(
        spread / np.outer(scale, scale), hermitian=True, rcond=1e-9
    )
    rank = np.linalg.matrix_rank(spread / np.outer(scale, scale), tol=1e-9 * len(scale))
    apart = apart / scale
    far = float(np.einsum("a,ai,ij,aj->", counts, apart, inverse, apart))
    return float(chdtrc(rank * (len(counts) - 1), far))
