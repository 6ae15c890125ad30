"""Conjoint: what each part of an offer is worth, from choices between offers.

A conditional logit (McFadden 1974): the chance to take an offer is exp(its utility)
over the sum for all offers of the task; the utility is a weighted sum of the parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.needs import answers, bootstrap
from segkit.models.needs.logit import logit
from segkit.models.words import needs as said
from segkit.record import Table

KEY = ["customer_id", "task", "alternative"]


def part_worths(
    asked: Any,
    *,
    attributes: Sequence[str] | None = None,
    segments: pd.Series | None = None,
    level: float = 0.95,
    columns: Mapping[str, str] | None = None,
) -> Table:
    """Say what each part of an offer adds to its utility, for all or each segment.

    Parameters
    ----------
    asked : table, one row per customer_id, task and alternative: chosen (True once per
        task), and attributes, numbers or True and False
    attributes : columns that describe an offer; None for all the others
    segments : Series of segments indexed by customer_id; None for all together
    level : coverage of the intervals
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Table, one row per attribute (and segment): n (people), n_tasks, utility (of one
    unit more of a number, or of having it), se robust to several answers per person,
    low, high, mean, least and most of what was shown; ``attrs["cross"]`` holds the
    covariances of each segment

    Raises
    ------
    DataError
        if a task has not one chosen offer, an attribute never differs within a task,
        or one settles every choice

    References
    ----------
    McFadden (1974), in Zarembka (ed.), Frontiers in Econometrics, 105-142; standard
    errors clustered by person: Liang and Zeger (1986), Biometrika 73, 13-22.

    Examples
    --------
    >>> asked = pd.DataFrame({
    ...     "customer_id": np.repeat(range(8), 2), "task": 1, "alternative": [1, 2] * 8,
    ...     "fast": [True, False] * 8, "chosen": [True, False] * 6 + [False, True] * 2})
    >>> part_worths(asked)[["attribute", "n", "utility"]].round(4)
      attribute  n  utility
    0      fast  8   1.0986
    """
    table = answers.read(asked, ["chosen"], name="conjoint", key=KEY, columns=columns)
    names = _attributes(table, attributes)
    numbers = tables.numbers(
        table.astype({n: float for n in ["chosen", *names] if _truth(table[n])}),
        ["chosen", *names],
    )
    if numbers.isna().any(axis=None):
        gone = numbers.columns[numbers.isna().any()].tolist()
        raise DataError(
            f"conjoint has missing values in {gone}: drop those tasks whole"
        )
    table = pd.concat([table[KEY], numbers], axis=1)
    rows: list[dict[str, Any]] = []
    cross = {}
    for segment, part in answers.groups(table, segments, name="conjoint"):
        found, cross[segment] = _segment(part, names, level)
        rows += [{"segment": segment, **row} for row in found]
    result = answers.finished(
        rows, segments, [said.TOGETHER] if segments is None else ()
    )
    result.attrs["cross"] = cross
    result.attrs["left_out"] = answers.left_out(table, segments)
    return result


def _truth(column: pd.Series) -> bool:
    return bool(pd.api.types.is_bool_dtype(column))


def _attributes(table: pd.DataFrame, asked: Sequence[str] | None) -> list[str]:
    others = [name for name in table.columns if name not in (*KEY, "chosen")]
    names = others if asked is None else list(asked)
    missing = [name for name in names if name not in others]
    if missing or not names:
        raise DataError(
            f"attributes must be columns that describe an offer; conjoint has "
            f"{others}; not among them: {missing}"
        )
    return sorted(names)


def _segment(
    part: pd.DataFrame, names: list[str], level: float
) -> tuple[list[dict[str, Any]], list[list[float]]]:
    """Fit one segment, and describe each attribute."""
    from scipy.stats import norm  # noqa: PLC0415 (slow to import)

    task = part.groupby(["customer_id", "task"], sort=True).ngroup().to_numpy()
    person = part.groupby("customer_id", sort=True).ngroup().to_numpy()
    chosen = part["chosen"].to_numpy()
    wrong = int((np.bincount(task, weights=chosen) != 1).sum())
    if wrong:
        raise DataError(
            f"conjoint has {wrong} tasks without exactly one chosen offer: drop those "
            "that were not answered, with all their rows"
        )
    utility, cross = logit(part[names].to_numpy(), chosen, task, person, names)
    half = norm.ppf((1 + bootstrap.coverage(level)) / 2) * np.sqrt(np.diag(cross))
    rows = [
        {
            "attribute": name,
            "n": int(person.max()) + 1,
            "n_tasks": int(task.max()) + 1,
            "utility": float(utility[i]),
            "se": float(np.sqrt(cross[i, i])),
            "low": float(utility[i] - half[i]),
            "high": float(utility[i] + half[i]),
            "least": float(part[name].min()),
            "most": float(part[name].max()),
        }
        for i, name in enumerate(names)
    ]
    return rows, cross.tolist()
