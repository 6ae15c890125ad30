"""Who is to be assigned, in which segment, and in which household or company."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.experiments.words import assignment as words


def people(customers: Any) -> tuple[pd.Index, np.ndarray]:
    """Return the ids of the customers, and the number of each one's segment.

    Parameters
    ----------
    customers : Series of segments, table, index or list of ids

    Returns
    -------
    (index, array of whole numbers from 0)

    Raises
    ------
    DataError
        if an id is missing or repeated, or a segment is missing

    Examples
    --------
    >>> import pandas as pd
    >>> people(pd.Series(["b", "a", "b"], index=["x", "y", "z"]))[1].tolist()
    [1, 0, 1]
    """
    if isinstance(customers, pd.Series):
        index, strata = customers.index, _numbered(customers)
    else:
        index = _ids(customers)
        strata = np.zeros(len(index), dtype=int)
    if not len(index):
        raise DataError(words.NOBODY)
    if index.hasnans:
        raise DataError(words.MISSING_IDS.format(n=int(np.sum(index.isna()))))
    twice = index.duplicated()
    if twice.any():
        some = list(index[twice][:3])
        raise DataError(words.REPEATED_IDS.format(n=int(np.sum(twice)), some=some))
    return index, strata


def _ids(customers: Any) -> pd.Index:
    if isinstance(customers, pd.DataFrame):
        return customers.index
    if isinstance(customers, pd.Index | np.ndarray | list | tuple | range):
        return pd.Index(customers, name=getattr(customers, "name", "customer_id"))
    raise DataError(words.WHO.format(found=type(customers).__name__))


def _numbered(segments: pd.Series) -> np.ndarray:
    """Return the number of each customer's segment, in the order of their names."""
    missing = int(segments.isna().sum())
    if missing:
        raise DataError(words.MISSING_SEGMENTS.format(n=missing))
    if isinstance(segments.dtype, pd.CategoricalDtype):
        return segments.cat.codes.to_numpy().astype(int)
    codes, _ = pd.factorize(segments, sort=True)
    return np.asarray(codes)


def unit_strata(
    index: pd.Index, strata: np.ndarray, unit: pd.Series | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the units to assign, the segment of each, and each customer's unit.

    Parameters
    ----------
    index : ids of the customers
    strata : number of each one's segment
    unit : Series of household or company ids, or None if customers are the units

    Returns
    -------
    (ids of the units, their segments, position of each customer's unit); a unit is in
    the segment of most of its customers, the first by name if several are as large

    Raises
    ------
    DataError
        if a customer has no unit

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> home = pd.Series(["h1", "h1", "h2"], index=["x", "y", "z"])
    >>> units, strata, member = unit_strata(home.index, np.array([0, 1, 1]), home)
    >>> units.tolist(), strata.tolist(), member.tolist()
    (['h1', 'h2'], [0, 1], [0, 0, 1])
    """
    if unit is None:
        return index.to_numpy(), strata, np.arange(len(index))
    if not isinstance(unit, pd.Series) or unit.index.has_duplicates:
        raise DataError(words.UNITS.format(n=len(index)))
    unit = unit.reindex(index)
    if unit.isna().any():
        raise DataError(words.UNITS.format(n=int(unit.isna().sum())))
    member, units = pd.factorize(unit, sort=True)
    sizes = pd.crosstab(member, strata)
    largest = sizes.columns.to_numpy()[sizes.to_numpy().argmax(axis=1)]
    return np.asarray(units), largest, np.asarray(member)
