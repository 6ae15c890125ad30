"""From values to scores 1 to 5, and from three scores to one named segment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables
from segkit.models.behavioural import purchases

CELLS = list(product(range(1, 6), repeat=3))  # (R, F, M): 125 of them
FEWER_IS_BETTER = {"recency_days"}
_PART = re.compile(r"([RFM])([1-5])(?:-([1-5]))?")


def cut_points(values: pd.Series, name: str) -> list[float | None]:
    """Find the values at which the scores change, so that they can be kept.

    Parameters
    ----------
    values : numbers, one per customer, none missing
    name : the column; fewer is better for ``"recency_days"``

    Returns
    -------
    four numbers that never fall. For recency_days the largest value that scores 5, 4,
    3, 2; otherwise the smallest that scores 2, 3, 4, 5. None where no value has a
    score as high as that

    Notes
    -----
    score = 1 + 5 * (customers with a worse value) // customers (own definition).

    Examples
    --------
    >>> cut_points(pd.Series([1, 2, 3, 4, 5]), "n_orders")
    [2.0, 3.0, 4.0, 5.0]
    >>> cut_points(pd.Series([1, 1, 1, 2, 9]), "n_orders")
    [2.0, 2.0, 2.0, 9.0]
    """
    sign = -1.0 if name in FEWER_IS_BETTER else 1.0
    ordered = np.sort(sign * values.to_numpy(dtype=float))
    worse = np.searchsorted(ordered, ordered, side="left")
    marks = 1 + 5 * worse // len(ordered)
    first = np.searchsorted(marks, [2, 3, 4, 5])
    cuts = [sign * ordered[i] + 0.0 if i < len(ordered) else None for i in first]
    found = [None if cut is None else float(cut) for cut in cuts]
    return found[::-1] if name in FEWER_IS_BETTER else found


def score(values: pd.Series, cuts: list[float | None], name: str) -> np.ndarray:
    """Score values from 1 to 5 by cut points.

    Parameters
    ----------
    values : numbers, one per customer
    cuts : four cut points, as `cut_points` gives them
    name : the column; fewer is better for ``"recency_days"``

    Returns
    -------
    int array (n_customers,), 5 is best; 1 where the value is missing

    Examples
    --------
    >>> score(pd.Series([12, 31, 400]), [30, 90, 180, 365], "recency_days").tolist()
    [5, 4, 1]
    """
    x = values.to_numpy(dtype=float)
    steps = [cut for cut in cuts if cut is not None]
    reached = [x <= cut if name in FEWER_IS_BETTER else x >= cut for cut in steps]
    return 1 + np.sum(reached, axis=0, dtype=int) + np.zeros(len(x), dtype=int)


def ends(
    mark: int, cuts: list[float | None], name: str
) -> tuple[float | None, float | None]:
    """Say between which values a score lies.

    Parameters
    ----------
    mark : the score, 1 to 5
    cuts : four cut points
    name : the column

    Returns
    -------
    (the worst value that has this score, where the next better score begins), None
    where there is no such limit

    Examples
    --------
    >>> ends(4, [30, 90, 180, 365], "recency_days")
    (90, 30)
    """
    begins = [None, *(cuts[::-1] if name in FEWER_IS_BETTER else cuts), None]
    return begins[mark - 1], begins[mark]


def own_cut_points(given: Any) -> dict[str, list[float | None]]:
    """Check the cut points that somebody chose.

    Parameters
    ----------
    given : ``{"recency_days": [30, 90, 180, 365], ...}``: four numbers that never
        fall, for one, two or all three of the columns; None for none (to learn it)

    Returns
    -------
    dict of lists of float

    Raises
    ------
    DataError
        naming the column, if it is unknown or its numbers are not four, or fall

    Examples
    --------
    >>> own_cut_points({"n_orders": [2, 3, 5, 8]})
    {'n_orders': [2.0, 3.0, 5.0, 8.0]}
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping) or set(given) - set(purchases.RFM):
        raise DataError(
            f"cut_points must be a dictionary with some of {list(purchases.RFM)}; "
            f"this is {given!r}: for instance {{'recency_days': [30, 90, 180, 365]}}"
        )
    return {n: _four(cuts, n) for n, cuts in given.items() if cuts is not None}


def _four(given: Any, name: str) -> list[float | None]:
    cuts = list(given) if np.iterable(given) else [given]
    steps = [float(cut) for cut in cuts if tables.is_number(cut)]
    if len(cuts) != 4 or len(steps) + cuts.count(None) != 4:
        raise DataError(
            f"cut_points for '{name}' must be four numbers, between five scores; "
            f"these are {cuts}"
        )
    if steps != sorted(steps):
        raise DataError(
            f"cut_points for '{name}' are out of order: {cuts}: "
            f"write them from small to large, {sorted(steps)}"
        )
    return [None if cut is None else float(cut) for cut in cuts]


def own_map(given: Any, default: Mapping[str, str]) -> dict[str, str]:
    """Check that a map puts each of the 125 score combinations in one segment.

    Parameters
    ----------
    given : ``{"name": "R4-5 F4-5 M3-5 or R5 F3", ...}``, best segment first; a letter
        that is left out means every score; None for the default
    default : the map that is taken otherwise

    Returns
    -------
    dict of the same form

    Raises
    ------
    DataError
        naming combinations in no segment, or in two

    Examples
    --------
    >>> own_map({"Recent": "R4-5", "Others": "R1-3"}, {})
    {'Recent': 'R4-5', 'Others': 'R1-3'}
    """
    chosen = dict(default) if given is None else given
    if not isinstance(chosen, Mapping) or not chosen:
        raise DataError(
            "segment_map must be a dictionary such as "
            f"{{'Recent': 'R4-5', 'Others': 'R1-3'}}; this is {given!r}"
        )
    places(chosen)
    return dict(chosen)


def places(segment_map: Mapping[str, str]) -> dict[tuple[int, ...], int]:
    """Find the segment of each combination of scores.

    Parameters
    ----------
    segment_map : as in `own_map`

    Returns
    -------
    dict (R, F, M) -> place of the segment in the map, 125 entries in order

    Raises
    ------
    DataError
        if a combination is in no segment, or in two

    Examples
    --------
    >>> places({"Recent": "R4-5", "Others": "R1-3"})[(5, 1, 1)]
    0
    """
    inside = [_cells(scores, name) for name, scores in segment_map.items()]
    found = {cell: [i for i, s in enumerate(inside) if cell in s] for cell in CELLS}
    for many, fault in ((0, "in no segment"), (2, "in more than one segment")):
        wrong = [c for c, where in found.items() if min(len(where), 2) == many]
        if wrong:
            shown = ", ".join("R{} F{} M{}".format(*cell) for cell in wrong[:3])
            raise DataError(
                f"segment_map leaves {len(wrong)} of 125 score combinations {fault}, "
                f"for instance {shown}: each must be in exactly one"
            )
    return {cell: where[0] for cell, where in found.items()}


def _cells(scores: Any, name: str) -> set[tuple[int, ...]]:
    inside: set[tuple[int, ...]] = set()
    for box in re.split(r"\s+or\s+", str(scores).strip()):
        limits = {letter: range(1, 6) for letter in "RFM"}
        for part in box.split():
            match = _PART.fullmatch(part)
            if match is None or (match[3] or match[2]) < match[2]:
                raise DataError(
                    f"segment_map for '{name}' has {part!r}; "
                    "write scores such as 'R4-5 F3 M1-2 or R5 F1'"
                )
            limits[match[1]] = range(int(match[2]), int(match[3] or match[2]) + 1)
        inside |= set(product(*limits.values()))
    return inside
