"""What the message adds among the customers with the best scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.uplift import curves
from segkit.experiments.uplift.draws import scored
from segkit.experiments.uplift.record import UpliftScore
from segkit.experiments.words import uplift as words


def uplift_at_k(
    outcome: Any,
    treated: Any,
    score: Any,
    *,
    k: float = 0.3,
    definition: str = "overall",
    n_draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> UpliftScore:
    """Say what the message adds among the customers with the best scores.

    If the score at the limit is that of several customers, all of them count, each in
    the part that is needed: no order among them is made up.

    Parameters
    ----------
    outcome, treated, score : as for `qini_curve`
    k : part of the customers, above 0, at most 1
    definition : "overall" (the best part of all customers, then the two arms in it) or
        "by_group" (the best part of each arm)
    n_draws, seed, level : of the bootstrap within each arm

    Returns
    -------
    UpliftScore, in the unit of the outcome; ``random`` is the effect over everybody

    Raises
    ------
    DataError
        as for `qini_curve`; or if k is out of range, or an arm has nobody in that part

    References
    ----------
    The two definitions are those of scikit-uplift, uplift_at_k; shares of ties are our
    own.

    Examples
    --------
    >>> y, arm, score = [1, 1, 0, 0], [1, 0, 1, 0], [4, 3, 2, 1]
    >>> float(uplift_at_k(y, arm, score, k=0.5, n_draws=50))
    0.0
    """
    checks.choice(definition, words.AT_K, name="definition")
    if isinstance(k, bool) or not isinstance(k, int | float) or not 0 < k <= 1:
        raise DataError(words.SHARE.format(k=k))
    order = curves.ranked(outcome, treated, score)

    def value(weights: np.ndarray | None) -> np.ndarray:
        total = curves.sums(order, weights)
        n = [total.n_treated, total.n_control]
        depth = [total.share] * 2
        if definition == "by_group":
            depth = [one / one[:, -1:] for one in n]
        tops = (total.y_treated, total.y_control)
        means = [_mean_at(k, *three) for three in zip(depth, tops, n, strict=True)]
        return means[0] - means[1]

    _both_arms(value(None), order, k)
    return scored(
        "uplift_at_k",
        definition,
        order,
        value,
        n_draws=n_draws,
        seed=seed,
        level=level,
        share=k,
    )


def _mean_at(k: float, depth: np.ndarray, y: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Return the mean outcome down to a depth; nan where nobody is."""
    rows = range(len(depth))
    top = np.array([np.interp(k, depth[i], y[i]) for i in rows])
    bottom = np.array([np.interp(k, depth[i], n[i]) for i in rows])
    return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom > 1e-12)


def _both_arms(value: np.ndarray, order: curves.Ranked, k: float) -> None:
    if not np.isnan(value).any():
        return
    so_far = np.cumsum(order.count)
    first = order.treated[so_far <= max(order.count[0], k * so_far[-1])]
    arm = words.ARMS[not first.any()]
    raise DataError(words.BOTH_ARMS.format(k=f"{100 * k:g} %", arm=arm))
