"""The rounds of k-prototypes: nearest prototype, new prototypes, and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from segkit.cluster import k_means
from segkit.cluster.distances import Data, Nearest
from segkit.cluster.mixed import Mixed
from segkit.cluster.starts import first_prototypes
from segkit.cluster.sums import Sums


@dataclass(frozen=True)
class Run:
    """Where one start ended: prototypes, heaviest first, their cost, rows, rounds."""

    centres: Mixed
    cost: float
    label: NDArray[np.int64]
    n_iter: int


@dataclass(frozen=True)
class Stop:
    """When to stop: after so many rounds, or when prototypes move less than `tol`."""

    max_iter: int
    tol: float


def runs(data: Data, sizes: tuple[int, int], rng: RandomState, stop: Stop) -> list[Run]:
    """Go from random starts to prototypes that hardly move.

    Parameters
    ----------
    data : the different rows
    sizes : how many prototypes, at most as many as rows, and how many starts
    rng : source of chance
    stop : when to stop

    Returns
    -------
    list of Run
    """
    k, n_init = sizes
    if not data.plain or k_means.one_round is None:
        firsts = [first_prototypes(data, k, rng) for _ in range(n_init)]
        return [polish(data, first, stop) for first in firsts]
    limits = (stop.max_iter, stop.tol)
    found = k_means.ends(data.filled, data.weight, sizes, limits, rng)
    none = np.empty((k, 0), dtype=np.int64)
    return [Run(Mixed(centre, none), cost, none[:, :0], 0) for cost, centre in found]


def polish(data: Data, centres: Mixed, stop: Stop) -> Run:
    """Move prototypes until they stay where they are.

    Parameters
    ----------
    data : the different rows
    centres : prototypes to begin with
    stop : when to stop

    Returns
    -------
    Run

    Notes
    -----
    Lloyd's rounds. The square root of the mixed distance is a distance between points
    (each category an axis), so a row that is nearer to its prototype than any other can
    have come need not be looked at (Hamerly 2010); not so with missing values.
    """
    k = len(centres)
    now = data.nearest(centres)
    _fill_empty(now, data.weight, k)
    held, n_iter = Sums(data, now.label, k), 0
    for n_iter in range(1, stop.max_iter + 1):  # noqa: B007
        old, centres = centres, held.centres(centres)
        if _look_again(data, now, held, old, centres) <= stop.tol:
            break
    last = data.nearest(centres)
    size = np.bincount(last.label, data.weight, minlength=k)
    order = np.lexsort([*centres.numbers.T[::-1], -size])
    label = np.argsort(order)[last.label]
    return Run(centres.take(order), float(last.far @ data.weight), label, n_iter)


def _look_again(data: Data, now: Nearest, held: Sums, old: Mixed, new: Mixed) -> float:
    """Assign rows whose nearest may have changed; return the squared moves, or 0."""
    moved = np.sqrt(
        ((old.numbers - new.numbers) ** 2).sum(axis=1)
        + data.gamma * (old.codes != new.codes).sum(axis=1)
    )
    np.square(np.sqrt(now.far) + moved[now.label], out=now.far)
    np.square(np.maximum(np.sqrt(now.next) - moved.max(), 0), out=now.next)
    open_ = now.far * (1 + 1e-12) >= now.next
    rows = np.arange(len(open_)) if data.missing else np.flatnonzero(open_)
    found = data.part(rows).nearest(new)
    before = now.label.copy()
    now.label[rows], now.far[rows], now.next[rows] = found.label, found.far, found.next
    _fill_empty(now, data.weight, len(new))
    changed = np.flatnonzero(now.label != before)
    part = data.part(changed)
    held.add(part, before[changed], -1.0)
    held.add(part, now.label[changed], 1.0)
    return float(moved @ moved) if len(changed) else 0.0


def _fill_empty(now: Nearest, weight: NDArray[np.float64], k: int) -> None:
    """Give each empty group the dearest row of a group that has several."""
    for empty in np.flatnonzero(np.bincount(now.label, minlength=k) == 0):
        crowded = np.bincount(now.label, minlength=k)[now.label] > 1
        row = np.where(crowded, now.far * weight, -1.0).argmax()
        now.label[row], now.far[row], now.next[row] = empty, 0.0, 0.0
