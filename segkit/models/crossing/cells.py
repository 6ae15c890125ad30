"""Segmentations crossed: every combination a segment, small ones taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import words
from segkit.models.base import Segmenter
from segkit.models.levels import UNKNOWN, LevelsRule
from segkit.models.rule import Rule, Segment
from segkit.models.words import crossing as said

MERGES = ("first", "rest")
MADE_BY = "pd.concat([model.assign(X), other.assign(X)], axis=1)"
MOST = 500


@dataclass
class CellsRule(LevelsRule):
    """Which combinations are segments, and where the others go.

    Attributes
    ----------
    levels_of : segmentation to the names of its segments, in order
    place_of : for each combination, in the order of `itertools.product`, its segment
    own : for each segment, the combination it is, or only its first place, or none
    least : the smallest number of customers of a combination with a segment of its own
    """

    levels_of: dict[str, list[str]]
    place_of: list[int]
    own: list[list[int]]
    least: int

    options: ClassVar = ("by", "min_size", "merge")
    made_by: ClassVar = MADE_BY

    @classmethod
    def reads(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Read the segmentations that are named, or all columns."""
        by = options["by"]
        names = list(X.columns) if by is None else [by] if isinstance(by, str) else by
        missing = [name for name in names if name not in X.columns]
        if missing:
            raise DataError(
                f"by names {missing}, and the table has {X.columns.tolist()}: make it "
                f"with {MADE_BY}"
            )
        return list(names)

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Count each combination, and decide which are large enough."""
        merge = checks.choice(options["merge"], MERGES, name="merge")
        least = checks.whole_number(options["min_size"], name="min_size", low=1)
        if X.shape[1] < 2:
            raise DataError(
                f"a crossing needs two segmentations; this has {X.columns.tolist()}: "
                f"make the table with {MADE_BY}"
            )
        levels = {name: _levels(X[name]) for name in X.columns}
        sizes = [len(each) for each in levels.values()]
        if np.prod(sizes) > MOST:
            raise DataError(
                f"crossing {list(levels)} has {np.prod(sizes):,} combinations, more "
                f"than {MOST}: cross fewer segmentations, or such with fewer segments"
            )
        places = _places(X, levels)
        known = places[(places >= 0).all(axis=1)]
        flat = np.ravel_multi_index(tuple(known.T), sizes)
        counts = np.bincount(flat, minlength=int(np.prod(sizes)))
        place_of, own = _merged(counts, sizes, least, merge)
        return cls(levels, place_of, own, least)

    def levels(self) -> list[Segment]:
        """List the combinations, then those taken together."""
        return [self._segment(cell) for cell in self.own]

    def level(self, X: pd.DataFrame) -> np.ndarray:
        """Look up the combination; a segment that `fit` never saw is not known."""
        places = _places(X, self.levels_of)
        known = (places >= 0).all(axis=1)
        sizes = [len(each) for each in self.levels_of.values()]
        flat = np.ravel_multi_index(tuple(np.maximum(places, 0).T), sizes)
        return np.where(known, np.array(self.place_of)[flat], UNKNOWN)

    def because(self, X: pd.DataFrame) -> str:
        """Name the segments that the customer is in, and whether few others are."""
        parts = _parts(list(self.levels_of), [str(v) for v in X.iloc[0]])
        text = said.IN.format(parts=parts)
        whole = len(self.own[int(self.level(X)[0])]) == len(self.levels_of)
        return text if whole else f"{text} {said.FEW}"

    def _segment(self, cell: list[int]) -> Segment:
        names = list(self.levels_of)
        levels = [self.levels_of[n][i] for n, i in zip(names, cell, strict=False)]
        if not cell:
            rule = said.ALL_REST_RULE.format(least=self.least)
            return Segment(*said.ALL_REST, rule)
        if len(cell) < len(names):
            name = said.REST_OF.format(first=levels[0])
            part = said.PART.format(label=words.label(names[0]), level=levels[0])
            rule = said.REST_RULE.format(part=part, least=self.least)
        else:
            name = said.CELL.join(levels)
            rule = said.BOTH.format(parts=_parts(names, levels))
        return Segment(words.key(name), name, rule)


class Crossing(Segmenter):
    """Divide customers by several segmentations at once.

    Parameters
    ----------
    method : ``"cells"``
    by : the columns that are crossed, the most important first; None for all
    min_size : a combination of fewer customers gets no segment of its own
    merge : where the others go: ``"first"``, with the others of the same segment of the
        first segmentation (and with all others if these are too few too), or
        ``"rest"``, all into one segment

    References
    ----------
    Own definition.

    Examples
    --------
    >>> S = pd.DataFrame({"value": ["high"] * 3 + ["low"] * 3,
    ...                   "place": ["town", "town", "country"] * 2})
    >>> model = Crossing(min_size=2).fit(S)
    >>> model.segments_[["name", "size"]]
                     name  size
    0         high x town     2
    1          low x town     2
    2          All others     2
    3           Not known     0
    """

    name: ClassVar[str] = "crossed"
    methods: ClassVar[Mapping[str, type[Rule]]] = {"cells": CellsRule}

    def __init__(
        self,
        method: str = "cells",
        *,
        by: Sequence[str] | str | None = None,
        min_size: int = 30,
        merge: str = "first",
    ) -> None:
        self.method = method
        self.by = by
        self.min_size = min_size
        self.merge = merge


def cross(
    *segmentations: pd.Series, min_size: int = 30, merge: str = "first"
) -> pd.Series:
    """Cross segmentations of the same customers.

    Parameters
    ----------
    segmentations : two or more categorical Series indexed by customer_id, as `assign`
        gives them, with different names; the most important first
    min_size, merge : as in `Crossing`

    Returns
    -------
    categorical Series named for both, of the customers who are in every one of them;
        ``attrs["left_out"]`` counts those who are not

    Raises
    ------
    DataError
        if there are fewer than two, two have the same name, or nobody is in all

    Examples
    --------
    >>> value = pd.Series(["high", "high", "low"], index=["a", "b", "c"], name="value")
    >>> place = pd.Series(["town", "town", "town"], index=["a", "b", "c"], name="place")
    >>> cross(value, place, min_size=1).tolist()
    ['high x town', 'high x town', 'low x town']
    """
    names = [each.name for each in segmentations]
    if len(names) < 2 or len(set(names)) < len(names):
        raise DataError(
            "cross needs two or more segmentations with different names; these are "
            f"{names}: rename one with segments.rename('name')"
        )
    table = pd.concat(segmentations, axis=1, join="inner")
    if table.empty:
        sizes = [len(each) for each in segmentations]
        raise DataError(
            f"nobody is in all of {names} (they have {sizes} customers): look whether "
            "they are indexed by the same customer_id"
        )
    crossed = Crossing(min_size=min_size, merge=merge).fit(table).assign(table)
    everyone = pd.Index([]).append([each.index for each in segmentations]).unique()
    crossed.attrs["left_out"] = {
        "not in every segmentation": len(everyone) - len(table)
    }
    days = {each.attrs.get("as_of") for each in segmentations}
    if len(days) == 1 and None not in days:
        crossed.attrs["as_of"] = days.pop()
    return crossed.rename("_x_".join(str(name) for name in names))


def _levels(column: pd.Series) -> list[str]:
    """List the segments in their order; those of plain texts by the alphabet."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [str(each) for each in column.cat.categories]
    return sorted({str(each) for each in column.dropna()})


def _texts(column: pd.Series) -> pd.Series:
    return column.astype(object).map(str, na_action="ignore")


def _places(X: pd.DataFrame, levels: dict[str, list[str]]) -> np.ndarray:
    """Return (n, segmentations) places of the levels, -1 where there is none."""
    columns = [
        pd.Index(names).get_indexer(pd.Index(_texts(X[name])))
        for name, names in levels.items()
    ]
    return np.column_stack(columns)


def _parts(names: Sequence[str], levels: Sequence[str]) -> str:
    pairs = zip(names, levels, strict=True)
    return ", ".join(
        said.PART.format(label=words.label(name), level=level) for name, level in pairs
    )


def _merged(
    counts: np.ndarray, sizes: Sequence[int], least: int, merge: str
) -> tuple[list[int], list[list[int]]]:
    """Give each combination its segment: its own, its first part's, or the rest."""
    cells = list(product(*(range(size) for size in sizes)))
    targets: list[tuple[int, ...]] = []
    for cell, n in zip(cells, counts, strict=True):
        group = [m for c, m in zip(cells, counts, strict=True) if c[0] == cell[0]]
        together = sum(m for m in group if m < least)
        if n >= least:
            targets.append(cell)
        elif merge == "first" and together >= least:
            targets.append(cell[:1])
        else:
            targets.append(())
    own = sorted(set(targets), key=lambda cell: (not cell, cell[:1], -len(cell), cell))
    place = {cell: i for i, cell in enumerate(own)}
    return [place[cell] for cell in targets], [list(cell) for cell in own]
