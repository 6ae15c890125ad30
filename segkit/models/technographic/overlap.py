"""How much stacks have in common: Jaccard's share of tools in use."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models.technographic import uses

MOST = 2000  # customers in a table of pairs
ROWS = 1024


def tool_overlap(
    X: pd.DataFrame, *, tools: Sequence[str] | None = None
) -> pd.DataFrame:
    """Say which tools are used by the same customers.

    Parameters
    ----------
    X : DataFrame, one row per customer or firm, with columns of yes or no
    tools : which columns; None for all that begin with ``uses_``

    Returns
    -------
    DataFrame, tools by tools: of those who use one of the two, the share that uses
    both, 0 to 1; 1 on the diagonal. Missing where nobody uses either. Rows with an
    answer missing for one of the two are left out of that pair

    Raises
    ------
    DataError
        if there is no such column, or it is not yes or no

    References
    ----------
    Jaccard (1912), New Phytologist 11, 37-50: the coefficient of community.

    Examples
    --------
    >>> X = pd.DataFrame({"uses_a": [1, 1, 0, 0], "uses_b": [1, 0, 1, 0]})
    >>> tool_overlap(X).round(4)
            uses_a  uses_b
    uses_a  1.0000  0.3333
    uses_b  0.3333  1.0000
    """
    used = _used(X, tools)
    known = used.notna().to_numpy(dtype=float)
    yes = used.fillna(0.0).to_numpy()
    both = yes.T @ yes
    mine = yes.T @ known  # users of the row's tool, of whom the column's is known
    either = mine + mine.T - both
    share = np.divide(both, either, out=np.full_like(both, np.nan), where=either > 0)
    return pd.DataFrame(share, used.columns, used.columns)


def stack_overlap(
    X: pd.DataFrame,
    segments: pd.Series | None = None,
    *,
    tools: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Say how much the stacks of two customers have in common, or of two segments.

    Parameters
    ----------
    X : DataFrame, one row per customer or firm, with columns of yes or no
    segments : Series of segments, same index; None for every pair of customers
    tools : which columns; None for all that begin with ``uses_``

    Returns
    -------
    DataFrame, customers by customers: of the tools that one of the two uses, the share
    that both use; or segments by segments: the mean of that over all pairs of two
    different customers. Two customers who use nothing have nothing to compare: their
    pair is missing, and not counted

    Raises
    ------
    DataError
        if an answer is missing, the segments are of other customers, or there are
        more than 2,000 customers and no segments

    References
    ----------
    Jaccard (1912), New Phytologist 11, 37-50.

    Examples
    --------
    >>> used = {"uses_a": [1, 1, 0], "uses_b": [1, 0, 0], "uses_c": [0, 0, 1]}
    >>> X = pd.DataFrame(used, index=["ann", "bob", "cy"])
    >>> stack_overlap(X).loc["ann"].tolist()
    [1.0, 0.5, 0.0]
    >>> stack_overlap(X, pd.Series(["x", "x", "y"], X.index)).loc["x"].tolist()
    [0.5, 0.0]
    """
    used = _complete(_used(X, tools))
    yes = used.to_numpy()
    if segments is None:
        if len(used) > MOST:
            raise DataError(
                f"X has {len(used):,} customers, too many for a table of pairs (at "
                f"most {MOST:,}): pass segments, or a part of X"
            )
        return pd.DataFrame(_pairs(yes, yes), used.index, used.index)
    names = _names(segments, used.index)
    return _means(yes, names)


def _means(yes: np.ndarray, names: pd.Series) -> pd.DataFrame:
    """Average over pairs of customers, a block of different stacks at a time."""
    stacks, place = np.unique(yes, axis=0, return_inverse=True)
    counts = pd.crosstab(place.ravel(), names.to_numpy(), dropna=False)
    levels = pd.Index(names.cat.categories, name="segment")
    of = counts.reindex(columns=levels, fill_value=0).to_numpy(dtype=float)
    total, n = np.zeros((2, len(levels), len(levels)))
    for start in range(0, len(stacks), ROWS):
        block = slice(start, start + ROWS)
        share = _pairs(stacks[block], stacks)
        known = ~np.isnan(share)
        total += of[block].T @ np.where(known, share, 0.0) @ of
        n += of[block].T @ known.astype(float) @ of
    itself = of[stacks.any(axis=1)].sum(axis=0)  # each customer with themselves, 1
    total -= np.diag(itself)
    n -= np.diag(itself)
    mean = np.divide(total, n, out=np.full_like(n, np.nan), where=n > 0)
    return pd.DataFrame(mean, levels, levels.rename(None))


def _pairs(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    both = one @ other.T
    either = one.sum(axis=1)[:, None] + other.sum(axis=1)[None, :] - both
    return np.divide(both, either, out=np.full_like(both, np.nan), where=either > 0)


def _used(X: pd.DataFrame, tools: Sequence[str] | None) -> pd.DataFrame:
    names = uses.tools_in(X) if tools is None else list(tools)
    missing = [name for name in names if name not in X.columns]
    if missing or not names:
        raise DataError(
            f"X needs columns {missing or ['uses_...']} of tools; the table has "
            f"{X.columns.tolist()}: pass tools=[...]"
        )
    return uses.yes_or_no(X, names)


def _complete(used: pd.DataFrame) -> pd.DataFrame:
    gaps = used.columns[used.isna().any()].tolist()
    if gaps:
        rows = int(used.isna().any(axis=1).sum())
        raise DataError(
            f"columns {gaps} are missing for {rows} customers, and stacks can only be "
            "compared where all is known: drop these rows or these columns"
        )
    return used


def _names(segments: pd.Series, index: pd.Index) -> pd.Series:
    lost = index.difference(segments.index)
    if len(lost) or segments.reindex(index).isna().any():
        raise DataError(
            f"segments lacks {len(lost)} of the {len(index)} customers of X, or has "
            "no name for some: assign them with the same X"
        )
    return segments.reindex(index).astype("category")
