"""What a refresh says beyond who moved: what drifted, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from segkit import checks, monitoring


@dataclass(frozen=True)
class Watched:
    """The comparison of two runs by the same rules.

    Parameters
    ----------
    migration, drift : as `segkit.monitoring` returns them; drift is None where the
        earlier run left no customers to compare with
    decision : what to do now
    """

    migration: monitoring.Migration
    drift: pd.DataFrame | None
    decision: monitoring.Decision

    @property
    def sentences(self) -> list[str]:
        """Say what moved and what to do."""
        told = [self.migration.sentence, f"{self.decision}"]
        if self.drift is not None:
            told.insert(1, f"{self.drift.attrs['heading']}.")
        return told


def watch(earlier: Any, X: pd.DataFrame, segments: pd.Series) -> Watched | None:
    """Compare today's customers with those of the earlier run.

    Parameters
    ----------
    earlier : the earlier run: segments, X (or None) and model
    X : customers table of today
    segments : each customer's segment today

    Returns
    -------
    Watched; None if no customer is in both
    """
    old, new = (_text_ids(s) for s in (earlier.segments, segments))
    if not old.index.isin(new.index).any():
        return None
    moved = monitoring.migration(old, new)
    drift = _drift(earlier, X)
    decision = monitoring.when_to_resegment(
        drift=drift, migration=moved, age_days=_age(earlier.model.as_of_, X)
    )
    return Watched(moved, drift, decision)


def _text_ids(segments: pd.Series) -> pd.Series:
    return segments.set_axis(segments.index.astype("str"))


def _drift(earlier: Any, X: pd.DataFrame) -> pd.DataFrame | None:
    """Compare what the rules read; numbers only, as a CSV file keeps them whole."""
    if earlier.X is None:
        return None
    read = [str(name) for name in earlier.model.feature_names_in_]
    both = [
        name
        for name in read
        if name in earlier.X
        and all(pd.api.types.is_numeric_dtype(t[name]) for t in (earlier.X, X))
    ]
    return monitoring.drift(earlier.X, X, columns=both) if both else None


def _age(learned: Any, X: pd.DataFrame) -> int | None:
    today = X.attrs.get("as_of")
    if not learned or not today:
        return None
    return (checks.day(today) - checks.day(learned)).days
