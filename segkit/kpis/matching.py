"""Which segment the customers of a table are in, where the table is already small."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit.checks import DataError
from segkit.kpis.words import matching as words


def segments_for(segments: Any, ids: pd.Index) -> pd.Series:
    """Give each of these customers their segment; missing for those without one.

    Parameters
    ----------
    segments : Series with a name, indexed by customer_id
    ids : customers, in any order, also repeated

    Returns
    -------
    categorical Series, in the order of ids

    Raises
    ------
    DataError
        if segments is no Series with a name, repeats a customer, has a segment called
        "all", or knows none of the ids

    Examples
    --------
    >>> segments = pd.Series(["New", "VIP"], index=["a", "b"], name="rfm")
    >>> segments_for(segments, pd.Index(["b", "b", "z"])).tolist()
    ['VIP', 'VIP', nan]
    """
    if not isinstance(segments, pd.Series) or segments.name is None:
        nameless = isinstance(segments, pd.Series)
        found = "a Series without a name" if nameless else type(segments).__name__
        raise DataError(words.NO_SEGMENTS.format(found=found))
    twice = int(segments.index.duplicated().sum())
    if twice:
        raise DataError(words.REPEATED.format(n=twice))
    kinds = segments.astype("category")
    if words.TOTAL in kinds.cat.categories:
        raise DataError(words.SEGMENT_CALLED_TOTAL)
    if len(ids) and not ids.isin(kinds.index).any():
        both = [pd.api.types.infer_dtype(i, skipna=True) for i in (kinds.index, ids)]
        raise DataError(words.NO_OVERLAP.format(ours=both[0], theirs=both[1]))
    return kinds.reindex(ids)
