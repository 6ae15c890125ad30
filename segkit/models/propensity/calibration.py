"""How far chances may be believed: what was said beside what came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models.propensity.scoring import pair
from segkit.record import Table, wilson


def calibration_table(y: Any, chance: Any, *, groups: int = 10) -> pd.DataFrame:
    """Compare the chances that were given with how many did, in parts of equal size.

    Parameters
    ----------
    y : what happened, one per customer
    chance : 0 to 1, given before
    groups : how many parts; equal chances are never parted, so there may be fewer

    Returns
    -------
    table, from the lowest chances up: n, events, predicted_rate (mean chance),
    observed_rate, low, high (Wilson's interval, 95 %). ``attrs``: heading, brier,
    slope, intercept

    Raises
    ------
    DataError
        if the two do not fit, or a chance lies outside 0 to 1

    References
    ----------
    Brier (1950), Monthly Weather Review 78, 1-3; Cox (1958), Biometrika 45, 562-565,
    for slope and intercept: see `brier_score` and `calibration_slope`.

    Examples
    --------
    >>> y, chance = [0, 0, 1, 0, 1, 1], [0.1, 0.1, 0.3, 0.3, 0.8, 0.9]
    >>> table = calibration_table(y, chance, groups=3)
    >>> table[["predicted_rate", "observed_rate"]].round(2).values.tolist()
    [[0.1, 0.0], [0.3, 0.5], [0.85, 1.0]]
    """
    did, chances = pair(y, chance)
    _chances(chances)
    groups = checks.whole_number(groups, name="groups", low=2)
    rank = pd.Series(chances).rank(method="min").to_numpy() - 1
    part = np.floor(groups * rank / len(did)).astype(int)
    of = pd.DataFrame({"did": did, "chance": chances}).groupby(part)
    n, events = of["did"].size(), of["did"].sum().astype(int)
    ends = [wilson(int(k), int(m)) for k, m in zip(events, n, strict=True)]
    table = Table(
        {
            "n": n.to_numpy(),
            "events": events.to_numpy(),
            "predicted_rate": of["chance"].mean().to_numpy(),
            "observed_rate": (events / n).to_numpy(),
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
        },
        index=pd.RangeIndex(1, len(n) + 1, name="part"),
    )
    slope, intercept = calibration_slope(did, chances)
    brier = brier_score(did, chances)
    table.attrs.update(brier=brier, slope=slope, intercept=intercept)
    table.attrs["heading"] = f"Brier score {brier:.4f}, calibration slope {slope:.2f}"
    return table


def brier_score(y: Any, chance: Any) -> float:
    """Say how far chances were off: the mean square of chance less outcome.

    Parameters
    ----------
    y : what happened
    chance : 0 to 1

    Returns
    -------
    float: 0 is perfect; the share of events times the share of others is what one
    chance for everybody gets

    References
    ----------
    Brier (1950), Monthly Weather Review 78, 1-3, halved as is usual for two outcomes.

    Examples
    --------
    >>> round(brier_score([1, 0], [0.8, 0.4]), 3)
    0.1
    """
    did, chances = pair(y, chance)
    _chances(chances)
    return float(np.mean((chances - did) ** 2))


def calibration_slope(y: Any, chance: Any) -> tuple[float, float]:
    """Say whether chances are too extreme (slope below 1) or too timid (above 1).

    Parameters
    ----------
    y : what happened
    chance : 0 to 1

    Returns
    -------
    slope and intercept of a logistic regression of y on the log-odds of the chance; 1
    and 0 are perfect. Both nan where the chances are all alike

    References
    ----------
    Cox (1958), Two further applications of a model for binary regression, Biometrika
    45, 562-565.

    Examples
    --------
    >>> y = [1] * 3 + [0] * 1 + [1] * 1 + [0] * 3
    >>> [round(v, 3) for v in calibration_slope(y, [0.75] * 4 + [0.25] * 4)]
    [1.0, 0.0]
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (slow)

    did, chances = pair(y, chance)
    inside = np.clip(chances, 1e-6, 1 - 1e-6)
    odds = np.log(inside / (1 - inside))
    if np.ptp(odds) < 1e-9:
        return float("nan"), float("nan")
    order = np.lexsort([did, odds])
    model = LogisticRegression(C=1e6, tol=1e-8, max_iter=1000)
    model.fit(odds[order, None], did[order])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _chances(chances: np.ndarray) -> None:
    outside = int(((chances < 0) | (chances > 1)).sum())
    if outside:
        raise DataError(
            f"{outside} chances lie outside 0 to 1: pass chances, not scores"
        )
