"""Who gets what: by chance, even in each segment, and the same every time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.lots.hashing import hashed, uniform
from segkit.experiments.lots.strata import people, unit_strata
from segkit.experiments.words import assignment as words

HALVES = {"control": 0.5, "message": 0.5}


def assign(
    customers: Any,
    *,
    shares: Mapping[str, float] | None = None,
    hold_out: float = 0.0,
    seed: str | int,
    method: str = "blocks",
    unit: pd.Series | None = None,
    hold_out_salt: str = "hold-out",
) -> pd.Series:
    """Say which customer gets which message: by chance, and even in each segment.

    The arm depends on the ids, the segments and the seed: not on the order of the rows,
    the day or the machine. Other ids are other customers, and fall otherwise.

    Parameters
    ----------
    customers : Series of segments indexed by customer_id (each segment is split
        evenly); or a table, index or list of customers (they are split as one group)
    shares : share of each arm; None for half control, half message
    hold_out : share of customers who stay out of this and all other tests. Who that is
        depends on the id and ``hold_out_salt`` alone, so it is the same in each test;
        with a larger share the same ones stay out, and more
    seed : name or number of the test; another seed makes another split
    method : "blocks" makes each segment even, to within one customer of its share;
        "hash" lets each customer's arm depend on the id and the seed alone, so that
        nobody changes arms when customers come or segments change, and the arms are
        only about even
    unit : Series of household or company ids, indexed by the same customers: a unit
        goes into one arm as a whole, and counts for the segment that most of it is in
    hold_out_salt : text; change it to draw the hold-out anew

    Returns
    -------
    Series "variant" (category: the arms, then "hold-out"), in the order of the
    customers; ``attrs`` hold shares, hold_out, seed and method. With "blocks" and new
    customers, assign only the new ones and append them: run with all of them, it would
    move some of the old ones to another arm

    Raises
    ------
    DataError
        if an id is missing or repeated, a segment is missing, there are fewer than two
        arms, or the shares do not sum to 1

    References
    ----------
    Blocks: Cochran (1977), Sampling Techniques, section 8.1 (systematic sampling in a
    random order). Hash: Kohavi, Tang and Xu (2020), chapter 4.

    Examples
    --------
    >>> import pandas as pd
    >>> ids = pd.Index([f"C{i}" for i in range(100)], name="customer_id")
    >>> segments = pd.Series(["New"] * 40 + ["Loyal"] * 60, index=ids, name="rfm")
    >>> variant = assign(segments, seed="spring letter")
    >>> pd.crosstab(segments, variant).loc["New"].tolist()
    [20, 20]
    >>> again = assign(segments.sample(frac=1, random_state=1), seed="spring letter")
    >>> bool((again[ids] == variant).all())
    True
    """
    arms = _shares(HALVES if shares is None else shares)
    keep = _hold_out(hold_out)
    if isinstance(seed, bool) or not isinstance(seed, str | int | np.integer):
        raise DataError(words.SEED.format(found=seed))
    checks.choice(method, ["blocks", "hash"], name="method")
    index, strata = people(customers)
    ids, strata, member = unit_strata(index, strata, unit)
    codes = np.full(len(ids), len(arms))
    inside = uniform(ids, hold_out_salt) >= keep if keep else np.full(len(ids), True)
    split = _by_hash if method == "hash" else _by_blocks
    codes[inside] = split(ids[inside], strata[inside], list(arms.values()), str(seed))
    names = [*arms, *([words.HOLD_OUT] if keep else [])]
    variant = pd.Series(
        pd.Categorical.from_codes(codes[member], pd.Index(names)),
        index,
        name=words.VARIANT,
    )
    variant.attrs.update(shares=arms, hold_out=keep, seed=seed, method=method)
    return variant


def _by_hash(
    ids: np.ndarray, strata: np.ndarray, shares: list[float], seed: str
) -> np.ndarray:
    """Let each id fall where its own number falls."""
    edges = np.cumsum(shares)[:-1]
    return np.searchsorted(edges, uniform(ids, f"arm {seed}"), side="right")


def _by_blocks(
    ids: np.ndarray, strata: np.ndarray, shares: list[float], seed: str
) -> np.ndarray:
    """Deal each segment's customers, in a random order, to the arms in turn.

    Of n customers an arm gets its share of n, rounded up or down: which of the two is
    drawn in each segment, so that over many segments no arm gains.
    """
    order = np.lexsort((hashed(ids, f"order {seed}"), strata))
    _, first, sizes = np.unique(strata[order], return_index=True, return_counts=True)
    rank = np.arange(len(ids)) - np.repeat(first, sizes)
    start = uniform(ids[order[first]], f"start {seed}")
    dealt = np.zeros(len(ids), dtype=int)
    for share in np.cumsum(shares)[:-1]:
        dealt += rank >= np.repeat(np.floor(share * sizes + start), sizes)
    codes = np.empty(len(ids), dtype=int)
    codes[order] = dealt
    return codes


def _shares(shares: Any) -> dict[str, float]:
    """Check the arms and their shares."""
    if not isinstance(shares, Mapping) or len(shares) < 2:
        raise DataError(words.SHARES.format(found=shares))
    try:
        arms = {str(arm): float(share) for arm, share in shares.items()}
    except (TypeError, ValueError) as error:
        raise DataError(words.SHARES.format(found=shares)) from error
    for arm, share in arms.items():
        if not share > 0:
            raise DataError(words.SHARE.format(arm=arm, found=share))
    if words.HOLD_OUT in arms:
        raise DataError(words.ARM_CALLED_HOLD_OUT)
    total = math.fsum(arms.values())
    if abs(total - 1) > 1e-6:
        hint = words.HINT if total < 1 else ""
        raise DataError(words.SUM.format(found=arms, total=total, hint=hint))
    return arms


def _hold_out(hold_out: Any) -> float:
    """Check the share that stays out."""
    try:
        keep = float(hold_out)
    except (TypeError, ValueError):
        keep = math.nan
    if not 0 <= keep < 1:
        raise DataError(words.HOLD_OUT_SHARE.format(found=hold_out))
    return keep
