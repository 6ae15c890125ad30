"""What one session remembers: attempts, hints shown, results computed from data.

Nothing here is written down, so that a notebook's outputs never depend on yesterday.
"""

from __future__ import annotations

import copy
import hashlib
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import pandas as pd

MOST = 256
_COUNT = count()


@dataclass
class Session:
    """Count attempts and hints, and keep computed results, until the kernel ends.

    Examples
    --------
    >>> session = Session()
    >>> session.keep("a", lambda: 3), session.keep("a", lambda: 4)
    (3, 3)
    """

    attempts: Counter = field(default_factory=Counter)
    hints: Counter = field(default_factory=Counter)
    results: OrderedDict = field(default_factory=OrderedDict)

    def keep(self, key: Any, compute: Callable[[], Any]) -> Any:
        """Return the result under this key, computing it the first time."""
        if key not in self.results:
            self.results[key] = compute()
            while len(self.results) > MOST:
                self.results.popitem(last=False)
        return self.results[key]


SESSION = Session()


def forget() -> None:
    """Forget this session: attempts, hints and computed results.

    Notes
    -----
    Call it after replacing the data files, for instance after setting ``SEGKIT_DATA``.
    The progress file stays as it is.

    Examples
    --------
    >>> forget()
    """
    SESSION.attempts.clear()
    SESSION.hints.clear()
    SESSION.results.clear()


@dataclass(frozen=True)
class Kept:
    """A parameter's value with a mark that changes when its content changes.

    Parameters
    ----------
    value : the value; tables are copies of their own
    mark : what tells it from other values

    Examples
    --------
    >>> Kept.of("2024-06-30").mark
    "'2024-06-30'"
    """

    value: Any
    mark: str

    @classmethod
    def of(cls, value: Any) -> Kept:
        """Keep a value: a table is copied and hashed, once."""
        return cls(own_copy(value), _mark(value))


def _mark(value: Any) -> str:
    if value is None or isinstance(value, str | int | float | tuple | date):
        return repr(value)
    try:
        hashed = pd.util.hash_pandas_object(value).to_numpy().tobytes()
    except (TypeError, ValueError):
        return f"{type(value).__name__} {next(_COUNT)}"
    names = list(value.columns) if value.ndim == 2 else [value.name]
    return f"{names} {hashlib.sha256(hashed).hexdigest()}"


def own_copy(value: Any) -> Any:
    """Return a copy, so that a learner's later changes never reach the judge.

    Parameters
    ----------
    value : anything

    Returns
    -------
    the copy; a pandas copy shares memory until one of the two changes

    Examples
    --------
    >>> kept = [1]
    >>> own_copy(kept) is kept
    False
    """
    if isinstance(value, pd.DataFrame | pd.Series):
        return value.copy(deep=False)
    return copy.deepcopy(value)
