"""The curve of gains as a table: how much is won by writing to the best first."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit import checks
from segkit.experiments.uplift import curves
from segkit.experiments.uplift.draws import bootstrap, ends
from segkit.experiments.words import uplift as words
from segkit.record import Table


def qini_curve(
    outcome: Any,
    treated: Any,
    score: Any,
    *,
    points: int | None = 100,
    n_draws: int = 200,
    seed: int = 0,
    level: float = 0.95,
) -> Table:
    """Say how much is won by writing to the best scores first.

    Gains are counted for those who got the message: their outcomes, less what as many
    customers without a message did, Rt - Rc * Nt / Nc so far. Between two scores the
    curve is straight: customers with one score have no order.

    Parameters
    ----------
    outcome : True and False, or amounts; one per customer, all independent
    treated : whether the customer got the message
    score : the higher, the more the message is thought to move the customer
    points : rows at most; None for one per score
    n_draws : bootstrap samples for the band, drawn within each arm
    seed : of these samples
    level : coverage of the band, at each depth on its own

    Returns
    -------
    DataFrame: customer_share (0 to 1, best scores first), gain, low, high, random (the
    gain in random order, so far). ``attrs``: n_treated, n_control, qini (its area per
    customer with a message), heading

    Raises
    ------
    DataError
        if the three do not fit together, values are missing, or there is one arm only

    References
    ----------
    Radcliffe (2007), Using control groups to target on predicted lift, Direct Marketing
    Analytics Journal 3, 14-21.

    Examples
    --------
    >>> curve = qini_curve([1, 0, 0, 1], [1, 1, 0, 0], [4, 3, 2, 1], n_draws=20)
    >>> curve["gain"].tolist(), curve["random"].tolist()
    ([0.0, 1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0])
    """
    order = curves.ranked(outcome, treated, score)
    share, gain = _curve(order, None)
    grid = share[0]
    if points is not None and grid.size > points:
        checks.whole_number(points, name="points", low=2)
        grid = np.linspace(0, 1, points)

    def at(weights: np.ndarray | None) -> np.ndarray:
        x, y = _curve(order, weights)
        return np.stack([np.interp(grid, *one) for one in zip(x, y, strict=True)])

    low, high = ends(bootstrap(order, at, n_draws, seed), level)
    here = np.interp(grid, share[0], gain[0])
    table = Table({"customer_share": grid, "gain": here, "low": low, "high": high})
    table["random"] = grid * gain[0, -1]
    (n, _), (m, _) = order.arm(True), order.arm(False)
    area = float(curves.between(share, gain)[0]) / n
    table.attrs |= {
        "n_treated": n, "n_control": m, "qini": area, "level": level,
        "heading": words.CURVE.format(
            outcomes=words.OUTCOMES.format(n=f"{n:,}", m=f"{m:,}")
        ),
    }  # fmt: skip
    return table


def _curve(
    order: curves.Ranked, weights: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    total = curves.sums(order, weights)
    return total.share, curves.gains(total)
