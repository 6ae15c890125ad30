"""Which contact is allowed: permission by customer, or by customer and channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit.activation.permission import Policy
from segkit.activation.permission import permitted as permission_of
from segkit.activation.words.plan import contacts as words
from segkit.checks import DataError


def allowed(
    ids: pd.Index,
    channels: list[str],
    *,
    permitted: Any = None,
    policy: Any = None,
    customers: Any = None,
    contacts: Any = None,
    as_of: Any = None,
) -> tuple[np.ndarray, dict[str, int]]:
    """Say which customer may be contacted through which channel.

    Parameters
    ----------
    ids : customers with a score
    channels : of the scores
    permitted, policy, customers, contacts, as_of : as for `assign_contacts`

    Returns
    -------
    (bool array customers x channels; customers without any channel, by reason)

    Raises
    ------
    DataError
        if a policy comes without customers, or permitted is no table of allowed

    Examples
    --------
    >>> ids, yes = pd.Index([1, 2]), pd.Series({1: True})
    >>> may, gone = allowed(ids, ["sms"], permitted=yes)
    >>> may.ravel().tolist(), gone
    ([True, False], {'not in the table of customers': 1})
    """
    given = permitted if policy is None else policy
    kinds = _by_channel(given, channels)
    made: dict[int, Any] = {}
    for kind in kinds.values():
        if isinstance(kind, Policy) and id(kind) not in made:
            if customers is None:
                raise DataError(words.PERMISSION)
            made[id(kind)] = permission_of(
                customers, kind, contacts=contacts, as_of=as_of
            )
    tables = {c: made.get(id(kind), kind) for c, kind in kinds.items()}
    columns = [_column(tables[channel], ids) for channel in channels]
    may = np.column_stack(columns)
    first = next((t for t in tables.values() if t is not None), None)
    return may, _reasons(first, ids.delete(np.flatnonzero(may.any(axis=1))))


def _by_channel(given: Any, channels: list[str]) -> dict[str, Any]:
    """Return the permission of each channel; one for all stands for each."""
    if not isinstance(given, Mapping):
        return dict.fromkeys(channels, given)
    if set(map(str, given)) != set(channels):
        found = sorted(map(str, given))
        raise DataError(words.NO_PERMISSION.format(found=found, known=channels))
    return {str(name): kind for name, kind in given.items()}


def _column(kind: Any, ids: pd.Index) -> np.ndarray:
    if kind is None:
        return np.ones(len(ids), dtype=bool)
    column = kind["allowed"] if isinstance(kind, pd.DataFrame) else kind
    if not isinstance(column, pd.Series):
        raise DataError(words.PERMITTED.format(kind=type(kind).__name__))
    # an id that is there twice must have a yes each time
    known = column.eq(True).groupby(level=0).all()
    return known.reindex(ids).eq(True).to_numpy(dtype=bool)


def _reasons(kind: Any, gone: pd.Index) -> dict[str, int]:
    """Count those who may not be contacted at all, by reason."""
    if kind is None or not len(gone):
        return {}
    known = kind.index if isinstance(kind, pd.DataFrame | pd.Series) else gone
    strange = int((~gone.isin(known)).sum())
    found = {words.NOT_THERE: strange} if strange else {}
    rest = gone.intersection(known)
    if not isinstance(kind, pd.DataFrame) or "reason" not in kind:
        return found | ({words.NOT_ALLOWED: len(rest)} if len(rest) else {})
    once = kind[~kind.index.duplicated()]
    counts = once.loc[rest, "reason"].value_counts()
    return found | {str(name): int(n) for name, n in counts.items() if n}
