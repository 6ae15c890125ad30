"""Prices at which contacts sell themselves: the dual of the assignment."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

MOST_ROUNDS = 400
CLOSE = 1e-6  # gap of the prices, as a part of the bound


class Demand(NamedTuple):
    """What customers take at some prices, and what that says of the bound.

    Parameters
    ----------
    bound : no assignment brings more
    slack : capacity less demand, per channel: the slope of the bound
    """

    bound: float
    slack: np.ndarray


def demand(
    net: np.ndarray, capacity: np.ndarray, prices: np.ndarray, most: int
) -> Demand:
    """Let every customer take the contacts that bring most above their prices.

    Parameters
    ----------
    net : (customers, channels), what a contact brings; -inf where it must not be
    capacity, prices : per channel
    most : contacts a customer

    Returns
    -------
    Demand

    References
    ----------
    Weak duality: capacity times price and what customers keep is at least what any
    assignment brings. Dantzig (1963), chapter 14, for the transport problem.

    Examples
    --------
    >>> demand(np.array([[3.0], [2.0]]), np.array([1.0]), np.array([2.5]), 1).bound
    3.0
    """
    left = net - prices
    if most == 1:
        top = left.argmax(axis=1)
        gain = left[np.arange(top.size), top]
        takes = gain > 0
        counts = np.bincount(top[takes], minlength=prices.size)
        kept = float(gain[takes].sum())
    else:
        order = np.argsort(-left, axis=1, kind="stable")[:, :most]
        gain = np.take_along_axis(left, order, axis=1)
        takes = gain > 0
        counts = np.bincount(order[takes], minlength=prices.size)
        kept = float(gain[takes].sum())
    return Demand(float(capacity @ prices) + kept, capacity - counts)


def prices(net: np.ndarray, capacity: np.ndarray, most: int) -> np.ndarray:
    """Find the prices at which demand meets capacity: those with the lowest bound.

    Parameters
    ----------
    net, capacity, most : as for `demand`; capacities finite

    Returns
    -------
    array, one price per channel, from 0 on

    References
    ----------
    Cutting planes of a convex function within a box around the best prices so far:
    Kelley (1960), Journal of SIAM 8; the box as in Marsten, Hogan and Blankenship
    (1975), Operations Research 23 (the boxstep method).

    Examples
    --------
    >>> prices(np.array([[3.0], [2.0], [1.0]]), np.array([1.0]), 1).round(3).tolist()
    [2.0]
    """
    highest = np.maximum(np.where(np.isfinite(net), net, 0.0).max(axis=0), 0.0)
    at, cuts = _start(net, capacity, most, highest), []
    best, best_at = np.inf, at
    box = 0.25 * highest
    for _ in range(MOST_ROUNDS):
        found = demand(net, capacity, at, most)
        cuts.append((found.bound - found.slack @ at, found.slack))
        better = found.bound < best
        if better:
            best, best_at = found.bound, at
        low = np.maximum(best_at - box, 0.0)
        at, model = _master(cuts, low, np.minimum(best_at + box, highest))
        inside = ((at > low + 1e-12) | (low <= 0)).all()
        if best - model <= CLOSE * max(best, 1e-12):
            if inside and (at < np.minimum(best_at + box, highest) + 1e-12).all():
                break
            box = box * 2
        elif not better:
            box = np.maximum(box * 0.7, 1e-9 * highest)
    return best_at


def _start(
    net: np.ndarray, capacity: np.ndarray, most: int, highest: np.ndarray
) -> np.ndarray:
    """Raise prices in turn until no channel sells more than it has: a first guess."""
    at = np.zeros(capacity.size)
    for _ in range(12):
        before = at.copy()
        for c in range(capacity.size):
            at[c] = _clears(net, capacity, at, c, most)
        if (np.abs(at - before) <= 1e-6 * np.maximum(highest, 1e-12)).all():
            break
    return np.minimum(at, highest)


def _clears(
    net: np.ndarray, capacity: np.ndarray, at: np.ndarray, c: int, most: int
) -> float:
    """Return the price at which one channel sells what it has, others as they are."""
    others = np.delete(net - at, c, axis=1)
    if others.shape[1] < most:
        worst = np.zeros(net.shape[0])
    else:
        worst = np.partition(others, others.shape[1] - most, axis=1)[:, -most]
    willing = net[:, c] - np.maximum(worst, 0.0)
    room = int(capacity[c])
    if room >= willing.size:
        return 0.0
    return max(float(np.partition(willing, -(room + 1))[-(room + 1)]), 0.0)


def _master(
    cuts: list[tuple[float, np.ndarray]], low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return the prices with the lowest bound that the cuts allow, within a box."""
    from scipy import optimize  # noqa: PLC0415 (waited for only here)

    n = low.size
    slopes = np.array([slope for _, slope in cuts])
    fixed = np.array([value for value, _ in cuts])
    scale = max(np.abs(fixed).max(), 1.0)
    found = optimize.linprog(
        np.append(np.zeros(n), 1.0),
        A_ub=np.column_stack([slopes / scale, -np.ones(len(cuts))]),
        b_ub=-fixed / scale,
        bounds=[*zip(low, high, strict=True), (None, None)],
        method="highs",
    )
    if found.x is None:
        raise RuntimeError(f"HiGHS ended with status {found.status}: {found.message}")
    return found.x[:n], float(found.x[n] * scale)
