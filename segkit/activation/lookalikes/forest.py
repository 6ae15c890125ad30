"""Who came through whom: chains of recommendations as parents and depths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.words import network as words
from segkit.checks import DataError

NOBODY = -1
ROUNDS = 4


@dataclass(frozen=True)
class Forest:
    """People numbered 0, 1, 2 …, each with the one who brought them.

    Parameters
    ----------
    ids : of the people
    parent : number of who brought them; -1 for nobody
    on : day on which they came, as whole days; -1 where it is not known
    left_out : rows that do not count, by reason

    Examples
    --------
    >>> one = Forest(pd.Index(["a", "b"]), np.array([-1, 0]), np.array([-1, 5]), {})
    >>> one.depth.tolist(), one.brought.tolist()
    ([0.0, 1.0], [1, 0])
    """

    ids: pd.Index
    parent: np.ndarray
    on: np.ndarray
    left_out: dict[str, int]

    @property
    def brought(self) -> np.ndarray:
        """Return how many people each one brought."""
        known = self.parent[self.parent >= 0]
        return np.bincount(known, minlength=len(self.ids))

    @property
    def depth(self) -> np.ndarray:
        """Return the steps from the first person; nan in a circle."""
        depth = np.where(self.parent < 0, 0.0, np.nan)
        for _ in range(len(self.ids)):
            above = np.where(self.parent >= 0, depth[self.parent], np.nan) + 1
            new = np.isnan(depth) & ~np.isnan(above)
            if not new.any():
                break
            depth[new] = above[new]
        return depth

    @property
    def below(self) -> np.ndarray:
        """Return how many people came through each one, in all steps; 0 in a circle."""
        depth = self.depth
        below = np.zeros(len(self.ids), np.int64)
        for step in range(int(np.nanmax(depth, initial=0)), 0, -1):
            here = depth == step
            np.add.at(below, self.parent[here], below[here] + 1)
        return below

    def ranks(self) -> np.ndarray:
        """Return numbers that follow from place and day, and from no name or order.

        People with equal ranks could change places without anybody noticing.
        """
        depth = np.nan_to_num(self.depth, nan=-1.0)
        rank = _dense(np.column_stack([depth, self.below, self.brought, self.on]))
        for _ in range(ROUNDS):
            above = np.where(self.parent >= 0, rank[self.parent], -1)
            under = np.zeros(len(rank), np.int64)
            some = self.parent >= 0
            np.add.at(under, self.parent[some], (rank[some] + 7) ** 3 % 1_000_003)
            new = _dense(np.column_stack([rank, above, under]))
            if new.max() == rank.max():
                break
            rank = new
        return rank


def _dense(rows: np.ndarray) -> np.ndarray:
    return np.unique(rows, axis=0, return_inverse=True)[1].ravel()


def read(referrals: Any, columns: Mapping[str, str] | None) -> Forest:
    """Read recommendations; each person came through one other at most.

    Parameters
    ----------
    referrals : table of any engine: referrer_id, referred_id, perhaps referred_on
    columns : ``{"our name": "your name"}``

    Returns
    -------
    Forest

    Raises
    ------
    DataError
        if a column is missing, or no row links two people

    Examples
    --------
    >>> rows = pd.DataFrame({"referrer_id": ["a", "a"], "referred_id": ["b", "c"]})
    >>> read(rows, None).parent.tolist()
    [-1, 0, 0]
    """
    need = ["referrer_id", "referred_id"]
    native = checks.table(referrals, need, name="referrals", columns=columns)
    table = engine.to_pandas(native)
    table = table.assign(on=days(table, "referred_on", "referrals"))[[*need, "on"]]
    known = table.dropna(subset=need)
    apart = known[known["referrer_id"] != known["referred_id"]]
    first = apart.sort_values(["on", *need], kind="stable")
    first = first.drop_duplicates("referred_id")
    if not len(first):
        raise DataError(words.EMPTY)
    ids = pd.Index(pd.unique(pd.concat([first[name] for name in need]))).sort_values()
    parent, on = np.full(len(ids), NOBODY), np.full(len(ids), -1)
    at = ids.get_indexer(first["referred_id"])
    parent[at] = ids.get_indexer(first["referrer_id"])
    on[at] = first["on"]
    sizes = len(table) - len(known), len(known) - len(apart), len(apart) - len(first)
    return Forest(
        ids, parent, on, dict(zip(words.LEFT_OUT.values(), sizes, strict=True))
    )


def days(table: pd.DataFrame, column: str, name: str) -> pd.Series:
    """Return a column of days as whole numbers; -1 where it is not known.

    Examples
    --------
    >>> table = pd.DataFrame({"d": pd.to_datetime(["1970-01-03", None])})
    >>> days(table, "d", "table").tolist()
    [2, -1]
    """
    if column not in table:
        return pd.Series(-1, table.index)
    try:
        at = pd.to_datetime(table[column]).dt.tz_localize(None)
    except (TypeError, ValueError) as error:
        raise DataError(words.DATES.format(column=column, name=name)) from error
    whole = (at.dt.normalize() - pd.Timestamp(0)).dt.days
    return whole.fillna(-1).astype(int)
