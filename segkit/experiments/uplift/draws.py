"""Bootstrap of a ranked list of customers, within each arm.

Internal: `qini_curve`, `qini`, `auuc` and `uplift_at_k` take their intervals from here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.uplift.curves import Ranked
from segkit.experiments.uplift.record import UpliftScore
from segkit.experiments.words import uplift as words

CELLS = 4_000_000  # so many weights are held at once
Statistic = Callable[[np.ndarray | None], np.ndarray]


def bootstrap(
    order: Ranked, statistic: Statistic, n_draws: int, seed: int
) -> np.ndarray:
    """Compute a statistic in samples of the customers, drawn within each arm.

    Parameters
    ----------
    order : from `ranked`
    statistic : from weights (draws, cells) to one row of numbers per draw
    n_draws : number of samples, 20 at least
    seed : of the samples

    Returns
    -------
    array, a row per draw

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26.

    Examples
    --------
    >>> from segkit.experiments.uplift.curves import ranked
    >>> order = ranked([1, 0, 1], [1, 0, 1], [3, 2, 1])
    >>> bootstrap(order, lambda weights: weights.sum(axis=1), 20, 0)[:3]
    array([3., 3., 3.])
    """
    checks.whole_number(n_draws, name="n_draws", low=20)
    rng = np.random.default_rng(seed)
    n, found = order.y.size, []
    step = max(1, CELLS // n)
    for start in range(0, n_draws, step):
        weights = np.zeros((min(step, n_draws - start), n))
        for arm in (True, False):
            places = np.flatnonzero(order.treated == arm)
            weights[:, places] = _drawn(rng, order.count[places], len(weights))
        found.append(statistic(weights))
    return np.concatenate(found)


def _drawn(rng: np.random.Generator, count: np.ndarray, draws: int) -> np.ndarray:
    """Return how many customers of each cell are drawn, with replacement."""
    total = int(count.sum())
    if 8 * count.size < total:  # few cells: one draw for all customers of a cell
        return rng.multinomial(total, count / total, draws)
    cell = np.repeat(np.arange(count.size), count)
    picks = (cell[rng.integers(0, total, total)] for _ in range(draws))
    return np.stack([np.bincount(one, minlength=count.size) for one in picks])


def ends(draws: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ends between which the middle part of the draws lies.

    Parameters
    ----------
    draws : a row per draw
    level : part of the draws between the ends, 0 to 1

    Returns
    -------
    low, high

    Examples
    --------
    >>> low, high = ends(np.arange(101.0), 0.5)
    >>> float(low), float(high)
    (25.0, 75.0)
    """
    if not isinstance(level, float) or not 0 < level < 1:
        raise DataError(words.LEVEL.format(level=level))
    tail = (1 - level) / 2
    unknown = np.isnan(draws).mean(axis=0)
    known = np.where(np.isnan(draws), 0.0, draws) if np.any(unknown) else draws
    low, high = np.quantile(known, [tail, 1 - tail], axis=0)
    return np.where(unknown > 0, np.nan, low), np.where(unknown > 0, np.nan, high)


def scored(
    name: str,
    definition: str,
    order: Ranked,
    statistic: Statistic,
    *,
    n_draws: int,
    seed: int,
    level: float,
    share: float = 1.0,
) -> UpliftScore:
    """Put a statistic of a ranked list together with its interval.

    Parameters
    ----------
    name, definition, share : as in `UpliftScore`
    order : from `ranked`
    statistic : from weights (draws, cells), or None for once each, to numbers
    n_draws, seed, level : of the bootstrap

    Returns
    -------
    UpliftScore

    Examples
    --------
    >>> from segkit.experiments.uplift.curves import ranked
    >>> order = ranked([1, 0, 1], [1, 0, 1], [3, 2, 1])
    >>> float(scored("qini", "area", order, lambda weights: np.ones(1) / 4,
    ...              n_draws=20, seed=0, level=0.95))
    0.25
    """
    low, high = ends(bootstrap(order, statistic, n_draws, seed), level)
    (n_treated, mean), (n_control, alone) = order.arm(True), order.arm(False)
    did = order.count * (order.y != 0)
    return UpliftScore(
        name=name,
        definition=definition,
        value=float(statistic(None)[0]),
        low=float(low),
        high=float(high),
        random=mean - alone if name == "uplift_at_k" else 0.0,
        n_treated=n_treated,
        n_control=n_control,
        n_draws=n_draws,
        level=level,
        share=share,
        n_outcomes=int(min(did[order.treated].sum(), did[~order.treated].sum())),
    )
