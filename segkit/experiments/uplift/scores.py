"""How good is an order of customers as a whole: Qini and AUUC."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.uplift import curves
from segkit.experiments.uplift.draws import scored
from segkit.experiments.uplift.record import UpliftScore
from segkit.experiments.words import uplift as words


def qini(
    outcome: Any,
    treated: Any,
    score: Any,
    *,
    definition: str = "area",
    n_draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> UpliftScore:
    """Say how much better than chance an order of customers finds who is moved.

    Parameters
    ----------
    outcome, treated, score : as for `qini_curve`
    definition : "area" (between the curve of gains and the line of random order, per
        customer with a message: an uplift, so amounts may be used); "radcliffe" (that
        area over the area of the best order of these outcomes, harm included: Q, what
        scikit-uplift calls qini_auc_score); "q0" (over the best order if no message did
        harm: Radcliffe's q0; scikit-uplift's with negative_effect=False)
    n_draws, seed, level : of the bootstrap within each arm

    Returns
    -------
    UpliftScore; 0 is a random order, below 0 worse than that

    Raises
    ------
    DataError
        as for `qini_curve`; or if the best order is asked for and there is none

    References
    ----------
    Radcliffe (2007). Percentile bootstrap: Efron (1979), Annals of Statistics 7, 1-26.

    Examples
    --------
    >>> float(qini([1, 0, 0, 1], [1, 1, 0, 0], [4, 3, 2, 1], n_draws=50))
    0.375
    """
    checks.choice(definition, words.QINI, name="definition")
    order = curves.ranked(outcome, treated, score)
    best = None if definition == "area" else _best(order, definition, "gains")

    def value(weights: np.ndarray | None) -> np.ndarray:
        total = curves.sums(order, weights)
        area = curves.between(total.share, curves.gains(total))
        if best is None:
            return area / total.n_treated[:, -1]
        return area / _most(best, weights, definition)

    if np.isnan(value(None)).any():
        raise DataError(words.NO_BEST)

    return scored(
        "qini", definition, order, value, n_draws=n_draws, seed=seed, level=level
    )


def best_score(order: curves.Ranked, *, of: str) -> np.ndarray:
    """Return a score that puts customers as these outcomes would have asked for.

    Parameters
    ----------
    order : from `uplift_curves.ranked`, outcomes 0 or 1
    of : "gains" (did with a message first, did without last, the others between) or
        "lifts" (as scikit-uplift's perfect_uplift_curve: did with a message and did not
        without, in the order that leaves the larger area)

    Returns
    -------
    array, one score per cell

    Examples
    --------
    >>> from segkit.experiments.uplift.curves import ranked
    >>> best_score(ranked([1, 0, 1], [0, 1, 1], [1, 2, 3]), of="gains")
    array([ 1.,  0., -1.])
    """
    y, arm = order.y, order.treated.astype(float)
    if of == "gains":
        return np.where(order.treated, y, -y)
    held_out_did = order.count[(y == 1) & ~order.treated].sum()
    second = y if held_out_did > order.count[(y == 0) & order.treated].sum() else arm
    return 2 * (y == arm) + second


Best = tuple[curves.Ranked, np.ndarray]


def _best(order: curves.Ranked, definition: str, of: str) -> Best:
    """Return the best order, and where its customers stand in the one given."""
    if not np.isin(order.y, (0, 1)).all():
        raise DataError(words.ONLY_RATES.format(definition=definition))
    if np.ptp(order.y) == 0:
        raise DataError(words.NO_BEST)
    wish = best_score(order, of=of)
    places = np.lexsort((order.y, order.treated, -wish))
    return curves.ordered(order.y, order.treated, wish, order.count), places


def _most(best: Best, weights: np.ndarray | None, of: str) -> np.ndarray:
    """Return the area of the best order in each draw; nan where there is none."""
    order, places = best
    total = curves.sums(order, None if weights is None else weights[:, places])
    if of == "q0":  # all gains at once, and then no more
        gain = curves.gains(total)[:, -1]
        n = (total.n_treated + total.n_control)[:, -1]
        area = gain * (1 - gain / (2 * n)) - gain / 2
    else:
        curve = curves.lifts if of == "normalised" else curves.gains
        area = curves.between(total.share, curve(total))
    return np.where(area > 1e-12, area, np.nan)


def auuc(
    outcome: Any,
    treated: Any,
    score: Any,
    *,
    definition: str = "area",
    n_draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> UpliftScore:
    """Say how much lies between the curve of uplift and that of a random order.

    The curve is (Rt / Nt - Rc / Nc) * (Nt + Nc) so far; the Qini curve counts gains of
    those who got the message only.

    Parameters
    ----------
    outcome, treated, score : as for `qini_curve`
    definition : "area" (per customer: an uplift) or "normalised" (over the area of the
        best order of these outcomes; scikit-uplift calls it uplift_auc_score)
    n_draws, seed, level : of the bootstrap within each arm

    Returns
    -------
    UpliftScore; 0 is a random order

    Raises
    ------
    DataError
        as for `qini`

    References
    ----------
    Devriendt, Guns and Verbeke (2020), Learning to rank for uplift modeling.

    Examples
    --------
    >>> float(auuc([1, 0, 0, 1], [1, 1, 0, 0], [4, 3, 2, 1], n_draws=50))
    0.21875
    """
    checks.choice(definition, words.AUUC, name="definition")
    order = curves.ranked(outcome, treated, score)
    best = None if definition == "area" else _best(order, definition, "lifts")

    def value(weights: np.ndarray | None) -> np.ndarray:
        total = curves.sums(order, weights)
        area = curves.between(total.share, curves.lifts(total))
        if best is None:
            return area / (total.n_treated + total.n_control)[:, -1]
        return area / _most(best, weights, definition)

    return scored(
        "auuc", definition, order, value, n_draws=n_draws, seed=seed, level=level
    )
