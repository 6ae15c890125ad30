"""From prices to an assignment: greedy by what is lost by waiting, then polished."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from segkit.activation.plan import auction

SMALL = 4_000  # rows that the linear program takes whole


class Filled(NamedTuple):
    """An assignment, a bound that none exceeds, and what one more contact brings.

    Parameters
    ----------
    chosen : (customers, channels) bool
    bound : no assignment brings more
    prices : per channel
    """

    chosen: np.ndarray
    bound: float
    prices: np.ndarray


def fill(net: np.ndarray, capacity: np.ndarray, most: int) -> Filled:
    """Assign contacts so that they bring as much as can be.

    Parameters
    ----------
    net : (customers, channels) what a contact brings; -inf where it must not be
    capacity : per channel, whole numbers
    most : contacts a customer

    Returns
    -------
    Filled

    Notes
    -----
    Few different customers: the linear program of the transport problem, whose corners
    are whole numbers. Many: prices from the dual, greedy at these prices, then the
    linear program for the customers that lost most by it.

    Examples
    --------
    >>> net = np.array([[3.0, 2.0], [3.0, 0.5], [1.0, 0.1]])
    >>> found = fill(net, np.array([1.0, 1.0]), 1)
    >>> found.chosen.tolist(), found.bound
    ([[False, True], [True, False], [False, False]], 5.0)
    >>> found.prices.round(3).tolist()
    [1.1, 0.1]
    """
    capacity = np.minimum(capacity, net.shape[0])
    if not (net > 0).any():
        nothing = np.zeros(net.shape, dtype=bool)
        return Filled(nothing, 0.0, np.zeros(capacity.size))
    rows, group, counts = _different(net)
    if len(rows) <= SMALL:
        return _exact(rows, group, counts, capacity, most)
    at = auction.prices(net, capacity, most)
    bound = auction.demand(net, capacity, at, most).bound
    chosen = _greedy(net, capacity, at, most)
    chosen = _polished(net, capacity, at, most, chosen)
    return Filled(chosen, bound, at)


def _exact(
    rows: np.ndarray,
    group: np.ndarray,
    counts: np.ndarray,
    capacity: np.ndarray,
    most: int,
) -> Filled:
    """Solve it whole; a price is what one more contact really brings."""
    numbers = _transport(rows, counts, capacity, most)
    gains = np.where(rows > 0, rows, 0.0)
    value = float((numbers * gains).sum())
    more = []
    for one in np.eye(capacity.size):
        larger = _transport(rows, counts, capacity + one, most)
        more.append(float((larger * gains).sum()) - value)
    return Filled(_deal(numbers, group), value, np.maximum(more, 0.0))


def _worth(net: np.ndarray, chosen: np.ndarray) -> float:
    return float(net[chosen].sum())


def _different(net: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the different rows, which each customer has, and how many have each."""
    if net.shape[0] > 20 * SMALL and len(np.unique(net[:, 0])) > SMALL:
        return net, np.empty(0, int), np.empty(0, int)
    rows, group, counts = np.unique(
        net, axis=0, return_inverse=True, return_counts=True
    )
    return rows, group.ravel(), counts


def _transport(
    rows: np.ndarray, counts: np.ndarray, capacity: np.ndarray, most: int
) -> np.ndarray:
    """Solve the transport problem: how many of each row get each channel.

    References
    ----------
    Dantzig (1963), chapter 14: its corners are whole numbers.
    """
    from scipy import optimize, sparse  # noqa: PLC0415 (waited for only here)

    g, c = np.nonzero(rows > 0)
    if not g.size:
        return np.zeros(rows.shape, dtype=int)
    at = np.arange(g.size)
    ones = np.ones(g.size)
    A = sparse.vstack([
        sparse.csr_array((ones, (g, at)), shape=(rows.shape[0], g.size)),
        sparse.csr_array((ones, (c, at)), shape=(rows.shape[1], g.size)),
    ])  # fmt: skip
    worth = rows[g, c]
    found = optimize.linprog(
        -worth / worth.max(), A_ub=A, b_ub=np.concatenate([most * counts, capacity]),
        bounds=np.column_stack([np.zeros(g.size), counts[g]]), method="highs-ds",
    )  # fmt: skip
    if found.x is None:
        raise RuntimeError(f"HiGHS ended with status {found.status}: {found.message}")
    numbers = np.zeros(rows.shape, dtype=int)
    numbers[g, c] = np.round(found.x).astype(int)
    return numbers


def _deal(numbers: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Deal the contacts of each row to its customers, in their order, in turns.

    Contacts of one channel come one after the other and are no more than customers,
    so nobody gets the same twice, nor more than allowed.
    """
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group, minlength=len(numbers))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    chosen = np.zeros((group.size, numbers.shape[1]), dtype=bool)
    given = np.zeros(len(numbers), dtype=int)
    for c in range(numbers.shape[1]):
        for g in np.flatnonzero(numbers[:, c]):
            turns = (given[g] + np.arange(numbers[g, c])) % sizes[g]
            chosen[order[starts[g] + turns], c] = True
            given[g] += numbers[g, c]
    return chosen


def _greedy(
    net: np.ndarray, capacity: np.ndarray, at: np.ndarray, most: int
) -> np.ndarray:
    """Let customers choose at the prices; who would lose most comes first."""
    chosen = np.zeros(net.shape, dtype=bool)
    room = capacity.astype(int).copy()
    gain = np.where(net > 0, net - at, -np.inf)
    _rounds(gain, room, most, chosen, -1e-9 * max(1.0, float(at.max())))
    _rounds(np.where(net > 0, net, -np.inf), room, most, chosen, 0.0)
    return chosen


def _rounds(
    gain: np.ndarray, room: np.ndarray, most: int, chosen: np.ndarray, least: float
) -> None:
    """Propose and accept until nobody who may wants what is left."""
    while True:
        who = np.flatnonzero(chosen.sum(axis=1) < most)
        left = np.where(chosen[who] | (room <= 0), -np.inf, gain[who])
        top = left.argmax(axis=1)
        best = left[np.arange(who.size), top]
        left[np.arange(who.size), top] = -np.inf
        second = np.maximum(left.max(axis=1), 0.0)
        wants = best > least
        if not wants.any():
            return
        lost = np.where(wants, best - second, -np.inf)
        for c in range(gain.shape[1]):
            ask = np.flatnonzero(wants & (top == c))
            first = ask[np.argsort(-lost[ask], kind="stable")[: room[c]]]
            chosen[who[first], c] = True
            room[c] -= first.size


def _polished(
    net: np.ndarray,
    capacity: np.ndarray,
    at: np.ndarray,
    most: int,
    chosen: np.ndarray,
) -> np.ndarray:
    """Assign anew, by linear program, the customers who lost most by being greedy."""
    gain = np.where(net > 0, net - at, -np.inf)
    ranked = -np.sort(-gain, axis=1)
    ideal = np.maximum(ranked[:, :most], 0.0).sum(axis=1)
    got = np.where(chosen, gain, 0.0).sum(axis=1)
    nearest = np.abs(np.where(np.isfinite(gain), gain, np.inf)).min(axis=1)
    order = np.lexsort((nearest, -(ideal - got)))[:SMALL]
    few = np.sort(order)
    room = capacity - chosen.sum(axis=0) + chosen[few].sum(axis=0)
    ones = np.ones(few.size, dtype=int)
    numbers = _transport(net[few], ones, room, most)
    better = chosen.copy()
    better[few] = numbers > 0
    return better if _worth(net, better) >= _worth(net, chosen) else chosen
