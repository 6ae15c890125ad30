"""The same definition on a new day: who is where now, and is it still a good one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from segkit import checks
from segkit.monitoring.deciding import Decision, when_to_resegment
from segkit.monitoring.definitions import (
    Thaw,
    learned_as_of,
    reads,
    sorted_by,
    thawed,
)
from segkit.monitoring.drifting import drift
from segkit.monitoring.growing import growth
from segkit.monitoring.moving import Migration, migration
from segkit.monitoring.words import deciding as words
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Refresh:
    """Say who is in which segment now, what moved, and what to do.

    Parameters
    ----------
    segments : each customer's segment today
    as_of, learned : the day of the table, and the day of which the definition learned
        (ISO; empty where nobody says)
    migration, drift, growth, decision : against the day before; None without one

    Examples
    --------
    >>> model = lambda X: X["n_orders"].gt(2).map({True: "many", False: "few"})
    >>> june = pd.DataFrame({"n_orders": [1, 5]}, index=["a", "b"])
    >>> refresh(model, june, as_of="2024-06-30")
    2 customers sorted by the definition of a day that is not known, as of 2024-06-30.
    This is the first day: nothing to compare with yet.
    """

    segments: pd.Series = field(compare=False)
    as_of: str
    learned: str = ""
    migration: Migration | None = field(default=None, compare=False)
    drift: pd.DataFrame | None = field(default=None, compare=False)
    growth: pd.DataFrame | None = field(default=None, compare=False)
    decision: Decision | None = None

    @property
    def sentences(self) -> list[str]:
        """Say what happened, a sentence or two for each part."""
        learned = self.learned or words.UNKNOWN_DAY
        told = [
            words.REFRESHED.format(
                n=len(self.segments),
                learned=learned,
                as_of=self.as_of or words.UNKNOWN_DAY,
            )
        ]
        if self.migration is None and self.drift is None:
            return [*told, words.FIRST]
        if self.migration is not None:
            told.append(self.migration.sentence)
        if self.drift is not None:
            told.append(f"{self.drift.attrs['heading']}.".replace("..", "."))
        return [*told, str(self.decision)] if self.decision else told

    def __repr__(self) -> str:
        """Print the sentences, one a line."""
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        table = Table(self.segments.value_counts(sort=False).rename("customers"))
        table.attrs["heading"] = " ".join(self.sentences)
        return table._repr_html_()


def refresh(
    definition: Any,
    X: Any,
    *,
    before: pd.Series | None = None,
    reference: Any = None,
    thaw: Thaw | None = None,
    as_of: Any = None,
    level: float = 0.95,
) -> Refresh:
    """Sort today's customers by yesterday's definition, and say what moved.

    Parameters
    ----------
    definition : a fitted model (with assign), a function of the table, what
        ``model.frozen()`` gave, or the path of its JSON file (``model.json`` of
        ``segkit segment``)
    X : the customers table of today
    before : each customer's segment on the earlier day; None sorts `reference`
    reference : the customers table of the earlier day; None leaves drift out
    thaw : makes a model of a saved definition: pass ``models.from_frozen``
    as_of : the day of X; None takes ``X.attrs["as_of"]``
    level : of intervals and critical values

    Returns
    -------
    Refresh: segments, migration, drift, growth, and a decision by `when_to_resegment`

    Raises
    ------
    DataError
        if the definition cannot be read, or the tables do not fit it

    References
    ----------
    own definition

    Examples
    --------
    >>> model = lambda X: X["n_orders"].gt(2).map({True: "many", False: "few"})
    >>> june = pd.DataFrame({"n_orders": [1, 5]}, index=["a", "b"])
    >>> july = pd.DataFrame({"n_orders": [3, 5, 1]}, index=["a", "b", "c"])
    >>> found = refresh(model, july, before=model(june), as_of="2024-07-31")
    >>> found.migration.n_moved, found.migration.n_new
    (1, 1)
    """
    model = thawed(definition, thaw)
    segments = sorted_by(model, X)
    day, learned = day_of(as_of, X), learned_as_of(model)
    if before is None and reference is not None:
        before = sorted_by(model, reference)
    moved = None if before is None else migration(before, segments, level=level)
    moving = None if reference is None else drift(reference, X, level=level)
    age = (pd.Timestamp(day) - pd.Timestamp(learned)).days if day and learned else None
    decision = None
    if moved is not None or moving is not None:
        decision = when_to_resegment(
            drift=moving, migration=moved, age_days=age, columns=reads(model)
        )
    return Refresh(
        segments, day, learned, moved, moving, _growth(before, segments, day), decision
    )


def day_of(as_of: Any, X: Any) -> str:
    """Return the day of a table; empty if nobody says."""
    day = as_of if as_of is not None else getattr(X, "attrs", {}).get("as_of")
    return "" if day is None else checks.day(day).isoformat()


def _growth(before: pd.Series | None, segments: pd.Series, day: str) -> Any:
    earlier = str(getattr(before, "attrs", {}).get("as_of") or "")
    if not day or not earlier or earlier >= day:
        return None
    return growth({earlier: before, day: segments})
