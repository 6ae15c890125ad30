"""Do the arms differ before the test? Standardised differences, and one test of all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from segkit.checks import DataError
from segkit.experiments.lots.ratio_groups import control_first
from segkit.experiments.told import chance
from segkit.experiments.words import assignment as words
from segkit.record import Table

MANY_LEVELS = 20  # levels of a category that count each; own definition
FAR = 0.1  # standard deviations, from which on a difference deserves a look


def balance(assignment: pd.Series, X: pd.DataFrame) -> Table:
    """Say whether the arms differed before the test began.

    Parameters
    ----------
    assignment : Series of arms indexed by customer_id, as `assign` returns it
    X : what is known of each customer before the test, indexed by customer_id; numbers,
        true or false, days (counted as numbers), or categories, of which the 20 most
        frequent levels count each, and the others together; a missing value is a column
        of its own

    Returns
    -------
    Table, one row per column, or per level of a category: the mean (or share) in each
    arm, difference (standardised: of the two arms that lie furthest apart, the later
    one minus the earlier one), p_value, far (bool: more than 0.1 standard deviations).
    ``attrs``: counts (customers in each arm), p_value of all columns together, heading.
    The hold-out is an arm here. The control comes first, if it has a usual name

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
    values, cut = _columns(X, arms.index)
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
        )
        + "".join(cut),
    )
    return table


def _arms(assignment: Any) -> pd.Series:
    """Return the arms as categories without empty ones."""
    if not isinstance(assignment, pd.Series):
        raise DataError(words.NOT_ASSIGNED.format(found=type(assignment).__name__))
    arms = assignment.dropna().astype("category").cat.remove_unused_categories()
    if len(arms.cat.categories) < 2:
        raise DataError(words.ONE_ARM.format(arms=list(arms.cat.categories)))
    if arms.index.has_duplicates:
        n = int(arms.index.duplicated().sum())
        raise DataError(words.TWICE.format(what="assignment", n=n))
    return arms.cat.reorder_categories(control_first(list(arms.cat.categories)))


def _columns(X: Any, index: pd.Index) -> tuple[pd.DataFrame, list[str]]:
    """Return numbers only, and in words which categories have too many levels.

    There is a column for each number, for each level, and for each column with gaps.
    """
    if not isinstance(X, pd.DataFrame):
        raise DataError(words.NOT_A_TABLE.format(found=type(X).__name__))
    if X.index.has_duplicates:
        n = int(X.index.duplicated().sum())
        raise DataError(words.TWICE.format(what="X", n=n))
    found = index.isin(X.index)
    if not found.any():
        ours, theirs = list(index[:2]), list(X.index[:2])
        raise DataError(words.NO_PEOPLE.format(ours=ours, theirs=theirs))
    if not found.all():
        raise DataError(words.UNKNOWN_PEOPLE.format(n=int((~found).sum())))
    made: dict[str, Any] = {}
    cut: list[str] = []
    for name, column in X.loc[index].items():
        numbers = _numbers(column)
        made |= (
            _levels(str(name), column, cut)
            if numbers is None
            else {str(name): numbers.fillna(numbers.mean())}
        )
        if column.isna().any():
            made[words.MISSING.format(column=name)] = column.isna()
    values = pd.DataFrame(made, index=index).astype(float)
    values = values.loc[:, values.nunique() > 1]
    if not values.shape[1]:
        raise DataError(words.NOTHING_TO_COMPARE)
    return values, cut


def _numbers(column: pd.Series) -> pd.Series | None:
    """Return a column as numbers, days counted from the first; None for categories."""
    kind = pd.api.types
    if kind.is_datetime64_any_dtype(column):
        return (column - column.min()) / pd.Timedelta(days=1)
    if kind.is_timedelta64_dtype(column):
        return column.dt.total_seconds() / 86400
    if not kind.is_numeric_dtype(column):
        return None
    numbers = pd.Series(column.to_numpy(dtype=float, na_value=np.nan), column.index)
    if np.isinf(numbers).any():
        raise DataError(words.INFINITE.format(column=column.name))
    return numbers


def _levels(name: str, column: pd.Series, cut: list[str]) -> dict[str, pd.Series]:
    """Return a column per level; of very many for the most frequent, and others."""
    sizes = column.astype(object).value_counts()
    order = sorted(sizes.index, key=lambda level: (-sizes[level], str(level)))
    kept = sorted(order[:MANY_LEVELS], key=str)
    made = {words.LEVEL.format(column=name, level=x): column == x for x in kept}
    if len(order) > MANY_LEVELS:
        others = column.notna() & ~column.isin(kept)
        made[words.OTHER_LEVELS.format(column=name)] = others
        cut.append(words.CUT.format(column=name, k=MANY_LEVELS, n=len(order)))
    return made


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
