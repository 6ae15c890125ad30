"""Groups that serve a goal, and which one or two to start with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.activation.audiences.audience import Audience, as_audiences
from segkit.activation.audiences.parse import rule as parsed
from segkit.activation.audiences.presets import NUMBERS
from segkit.activation.audiences.reach import memberships, reach
from segkit.activation.audiences.tree import Rule
from segkit.activation.permission import Policy
from segkit.activation.words import audience_presets as said
from segkit.activation.words import audiences as words
from segkit.checks import DataError
from segkit.record import Table

MEANT = "who is meant"


def goal_fit(
    audiences: Any,
    goal: Any,
    tables: Mapping[str, Any],
    policy: Policy | None = None,
    *,
    as_of: Any,
    contacts: Any = None,
    **opened: Any,
) -> Table:
    """Say which audience serves a goal: how well it covers those who are meant.

    Parameters
    ----------
    audiences : Audiences, or ``{name: rule}``
    goal : ``"first purchase"``, ``"second purchase"``, ``"sell more"``, ``"win back"``,
        ``"thank"``, or a rule (or Audience) of your own that says who is meant
    tables, policy, as_of, contacts : as for `activation.reach`
    opened : columns and timezone, as there

    Returns
    -------
    Table, the best fit first: size, meant (members who are meant), precision, coverage,
    fit (0 to 1), reach

    Raises
    ------
    DataError
        as `activation.reach` does, or if the goal is unknown

    References
    ----------
    Fit is the F measure of van Rijsbergen (1979), Information Retrieval, chapter 7;
    goals are own definitions.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": [1, 2, 3], "n": [1, 1, 9],
    ...                           "email_consent": True})
    >>> found = goal_fit({"few": "n < 5", "all": "n > 0"}, "n = 1",
    ...                  {"customers": customers}, as_of="2024-06-30")
    >>> found["fit"].round(2).to_dict()
    {'few': 1.0, 'all': 0.8}
    """
    rule = _meant(goal)
    mine = as_audiences(audiences)
    name = MEANT
    while name in {each.name for each in mine}:
        name += "_"
    both = [*mine, Audience(name, rule)]
    members = memberships(both, tables, as_of=as_of, **opened)
    meant = members.pop(name)
    shared = members.mul(meant, axis=0).sum()
    size = members.sum()
    with np.errstate(invalid="ignore"):
        rows = {
            "size": size,
            "meant": shared,
            "precision": shared / size,
            "coverage": shared / meant.sum(),
            "fit": (2 * shared / (size + meant.sum())).fillna(0.0),
        }
    found = reach(mine, tables, policy, as_of=as_of, contacts=contacts, **opened)
    table = pd.DataFrame(rows).assign(reach=found["reach"]).rename_axis("audience")
    table = table.sort_values("fit", ascending=False, kind="stable")
    shown = Table(table)
    goal_name = goal if isinstance(goal, str) else str(rule)
    shown.attrs["heading"] = words.GOAL.format(goal=goal_name)
    shown.attrs |= {"notes": [words.GOAL_NOTE], "n_meant": int(meant.sum())}
    return shown


def chooser(
    goals: Iterable[Any],
    audiences: Any,
    tables: Mapping[str, Any],
    policy: Policy | None = None,
    *,
    as_of: Any,
    most: int = 2,
    contacts: Any = None,
    **opened: Any,
) -> Table:
    """Choose the one or two uses to start with: the goals that groups serve best.

    Parameters
    ----------
    goals : as for `goal_fit`
    audiences, tables, policy, as_of, contacts, opened : as for `goal_fit`
    most : how many to start with, 1 to 3: two or three groups, not dozens

    Returns
    -------
    Table, a row per goal: audience (the best for it), fit, reach, chosen (bool), why.
    What fits best comes first; an audience below the policy's minimum is not chosen

    Raises
    ------
    DataError
        as `goal_fit` does

    Notes
    -----
    Own definition.

    Examples
    --------
    >>> customers = pd.DataFrame({"customer_id": range(30), "n": [0, 1, 2] * 10,
    ...                           "email_consent": True})
    >>> found = chooser(["n = 1", "n = 0"], {"new": "n <= 1", "one": "n = 1"},
    ...                 {"customers": customers}, as_of="2024-06-30", most=1)
    >>> found["audience"].tolist(), found["chosen"].tolist()
    (['one', 'new'], [True, False])
    """
    most = checks.whole_number(most, name="most", low=1, high=3)
    least = (Policy() if policy is None else policy).minimum_size
    rows: list[dict[str, Any]] = []
    for goal in goals:
        best = goal_fit(
            audiences, goal, tables, policy, as_of=as_of, contacts=contacts, **opened
        ).iloc[0]
        name = goal if isinstance(goal, str) else str(_meant(goal))
        row: dict[str, Any] = {"goal": name, "audience": best.name}
        rows.append({**row, "fit": float(best["fit"]), "reach": int(best["reach"])})
    rows.sort(key=lambda row: (-row["fit"], -row["reach"]))
    chosen = 0
    for row in rows:
        enough = bool(row["reach"] >= least)
        row["chosen"] = enough and chosen < most
        chosen += int(row["chosen"])
        told = words.CHOSEN if row["chosen"] else words.NOT_CHOSEN
        told = told if enough else words.TOO_SMALL
        row["why"] = told.format(reach=row["reach"], most=most, least=least)
    table = Table(pd.DataFrame(rows).set_index("goal"))
    table.attrs["heading"] = words.CHOICE.format(most=most)
    return table


def _meant(goal: Any) -> Rule:
    if isinstance(goal, Audience):
        return goal.rule
    if isinstance(goal, Rule):
        return goal
    known = {name: text.format(**NUMBERS) for name, text in said.GOALS.items()}
    if not isinstance(goal, str):
        raise DataError(words.NO_GOAL.format(known=list(known), goal=goal))
    return parsed(known.get(goal, goal))
