"""Whether the customers of a population are in a table at all, and if not, why."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import engine
from segkit.checks import DataError
from segkit.kpis import words
from segkit.kpis.population import Groups
from segkit.kpis.sources import Source


def some_overlap(rows: Any, groups: Groups, source: Source) -> None:
    """Refuse a table in which nobody of the population is found at any time.

    Parameters
    ----------
    rows : narwhals table of all rows
    groups : the population
    source : how the table is called

    Raises
    ------
    DataError
        if no customer is there, with the kinds of both ids
    """
    assert groups.codes is not None
    key, wanted = source.unit_id, groups.codes.index
    known = rows.select(key).unique().filter(~nw.col(key).is_null())
    ids = pd.Index(engine.to_pandas(known.to_native())[key])
    if not ids.isin(wanted).any():
        said = {"name": groups.name, "table": source.name}
        raise DataError(words.NO_OVERLAP.format(**said, **_both_kinds(wanted, ids)))


def _both_kinds(wanted: pd.Index, ids: pd.Index) -> dict[str, Any]:
    """Say of which kind two sets of ids are, and how to make them one."""
    ours, theirs = (pd.api.types.infer_dtype(i, skipna=True) for i in (wanted, ids))
    cure = words.SAME_KIND if ours == theirs else words.OTHER_KIND
    if ours == "integer" != theirs and wanted.equals(pd.RangeIndex(len(wanted))):
        cure = words.BY_INDEX
    examples = {"example": wanted.tolist()[0], "another": min(ids.tolist(), key=str)}
    return {"ours": ours, "theirs": theirs, "cure": cure, **examples}
