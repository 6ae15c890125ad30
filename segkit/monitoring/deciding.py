"""When segments are to be made anew: one stated rule, each reason with its number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.monitoring.bins import percent
from segkit.monitoring.moving import Migration
from segkit.monitoring.separating import Separation
from segkit.monitoring.stability_index import FOLK
from segkit.monitoring.words import ALL, SEGMENT
from segkit.monitoring.words import deciding as words
from segkit.record import Table

#: Own choices, all of them arguments: the folk bands of PSI; sizes that chance alone
#: moves so far once in a hundred; half of the customers stay; half of the separation is
#: left; a year.
LIMITS = {
    "psi_some": FOLK["some"],
    "psi_large": FOLK["large"],
    "chance": 0.01,
    "least_stayed": 0.5,
    "least_separation": 0.5,
    "most_days": 365.0,
}
RANK = ("keep", "look", "resegment")


@dataclass(frozen=True, repr=False)
class Decision:
    """Say whether to make the segments anew, and why.

    Parameters
    ----------
    action : "resegment", "look" (keep, and look closer) or "keep"
    reasons : a row per sign looked at: sign, value, limit, says (an action), why
    limits : what decided

    Examples
    --------
    >>> when_to_resegment(age_days=400)
    Keep the segments, and look closer: the definition is 400 days old, more than 365.
    """

    action: str
    reasons: pd.DataFrame = field(compare=False)
    limits: dict[str, float] = field(default_factory=lambda: dict(LIMITS))

    @property
    def sentence(self) -> str:
        """Say the decision and what led to it."""
        rows = self.reasons[self.reasons["says"] == self.action]
        why = "; ".join(rows["why"]) if self.action != "keep" else words.ALL_FINE
        return words.DECIDED.format(action=words.ACTIONS[self.action], why=why)

    def __repr__(self) -> str:
        """Print the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        table = Table(self.reasons)
        table.attrs["heading"] = self.sentence
        return table._repr_html_()


def when_to_resegment(
    *,
    drift: pd.DataFrame | None = None,
    migration: Migration | None = None,
    separation: tuple[Separation, Separation] | None = None,
    age_days: float | None = None,
    columns: Iterable[str] | None = None,
    limits: Mapping[str, float] | None = None,
) -> Decision:
    """Say whether the segments must be made anew, by a rule that is written down.

    Own definition. *Make them anew* if a variable moved by more than chance and its
    PSI is .25 or more, if the sizes of the segments did, or if the segments separate
    (by the upper end of the interval) less than half of what they did. *Look closer*
    if a variable or the sizes moved by more than chance and PSI is .1 or more, if fewer
    than half of the customers (by the upper end) stayed in their segment, or if the
    definition is older than a year. Else *keep* them: each new definition breaks every
    comparison with the past, and every message that was made for the old one.

    Parameters
    ----------
    drift : what `drift` returns; rows of single segments are not judged
    migration : what `migration` returns
    separation : what `separation` returned when the segments were made, and returns now
    age_days : days since the definition learned
    columns : the variables that the definition reads; None judges all
    limits : other values of psi_some, psi_large, chance (of the sizes),
        least_stayed, least_separation, most_days

    Returns
    -------
    Decision; ``.reasons`` has each sign with its number, its limit and what it says

    Raises
    ------
    DataError
        if there is nothing to judge by, or a limit has another name

    References
    ----------
    own definition; ingredients as in `drift`, `migration` and `separation`

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> before = pd.DataFrame({"amount": rng.normal(50, 10, 500)})
    >>> after = before + 8
    >>> from segkit import monitoring
    >>> when_to_resegment(drift=monitoring.drift(before, after), age_days=90)
    Make the segments anew: amount moved by more than chance and above 0.25.
    """
    strange = sorted(set(limits or {}) - set(LIMITS))
    if strange:
        raise DataError(words.UNKNOWN_LIMIT.format(wrong=strange, known=list(LIMITS)))
    used = {**LIMITS, **(limits or {})}
    rows = []
    if drift is not None:
        rows.append(_drift(drift, columns, used))
    if migration is not None:
        rows += [_sizes(migration, used), _moves(migration, used)]
    if separation is not None:
        rows.append(_separation(separation, used))
    if age_days is not None and not math.isnan(age_days):
        rows.append(_age(float(age_days), used))
    if not rows:
        raise DataError(words.NOTHING_TO_JUDGE)
    reasons = pd.DataFrame(rows, columns=["sign", "value", "limit", "says", "why"])
    return Decision(max(reasons["says"], key=RANK.index), reasons, used)


def _reason(
    sign: str, value: float, limit: float, says: str, **facts: Any
) -> list[Any]:
    told = {"value": value, "limit": limit, **facts}
    return [
        words.SIGNS[sign], value, limit, says, words.WHY[sign][says].format(**told)
    ]  # fmt: skip


def _drift(
    table: pd.DataFrame, columns: Iterable[str] | None, limits: dict[str, float]
) -> list[Any]:
    checks.table(table, ["segment", "variable", "psi", "alarm"], name="drift")
    rows = table[(table["segment"] == ALL) & (table["variable"] != SEGMENT)]
    if columns is not None:
        rows = rows[rows["variable"].isin(list(columns))]
    value = float(rows["psi"].max()) if len(rows) else 0.0
    rows = rows[rows["alarm"] & (rows["psi"] >= limits["psi_some"])]
    large = rows[rows["psi"] >= limits["psi_large"]]
    says = "resegment" if len(large) else "look" if len(rows) else "keep"
    names = ", ".join((large if len(large) else rows)["variable"])
    return _reason(
        "drift", value, limits["psi_large"], says, names=names, some=limits["psi_some"]
    )


def _sizes(migration: Migration, limits: dict[str, float]) -> list[Any]:
    sizes = migration.sizes
    more = sizes.p_value < limits["chance"]
    says = "resegment" if more and sizes.value >= limits["psi_large"] else "keep"
    if says == "keep" and more and sizes.value >= limits["psi_some"]:
        says = "look"
    limit, some = limits["psi_large"], limits["psi_some"]
    return _reason("sizes", sizes.value, limit, says, some=some)


def _moves(migration: Migration, limits: dict[str, float]) -> list[Any]:
    least, stayed = limits["least_stayed"], migration.stayed
    says = "look" if stayed.high < least else "keep"
    return _reason("moves", stayed.value, least, says, part=percent(least))


def _separation(pair: Any, limits: dict[str, float]) -> list[Any]:
    if (
        not isinstance(pair, tuple | list)
        or len(pair) != 2
        or not all(isinstance(x, Separation) for x in pair)
    ):
        raise DataError(words.TWO_SEPARATIONS.format(found=pair))
    then, now = pair
    part = limits["least_separation"]
    limit = part * then.value
    says = "resegment" if now.high < limit else "keep"
    return _reason("separation", now.value, limit, says, part=percent(part))


def _age(days: float, limits: dict[str, float]) -> list[Any]:
    most = limits["most_days"]
    return _reason("age", days, most, "look" if days > most else "keep")
