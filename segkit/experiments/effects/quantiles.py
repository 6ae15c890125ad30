"""Whether a quantile, such as the median order, is higher than another."""

from __future__ import annotations

from typing import Any

import numpy as np

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.effects.effect import Effect
from segkit.experiments.effects.means import values_of
from segkit.experiments.effects.order_statistics import quantile_draws
from segkit.experiments.words import effects as words


def compare_quantiles(
    a: Any,
    b: Any,
    q: float = 0.5,
    *,
    n_draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    metric: str | None = None,
    names: tuple[str, str] = (words.CONTROL, words.TREATMENT),
    unit: str = "",
) -> Effect:
    """Say whether a quantile of the treatment differs from the control's.

    Parameters
    ----------
    a, b : values of control and treatment, one for each unit
    q : which quantile, above 0 and below 1; 0.5 is the median
    n_draws : bootstrap draws; they cost next to nothing, see `order_statistics`
    seed : of the draws
    level : coverage of the interval, 0 to 1
    metric : what is compared; None for "median" or "90 % quantile"
    names : of control and treatment
    unit : currency or other unit

    Returns
    -------
    Effect: treatment's quantile less control's. Interval and p-value are percentiles of
    the bootstrap; the note says so where most units share one value, such as 0

    Raises
    ------
    DataError
        if values are missing, infinite or no numbers, an arm is empty, or q is no share

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 13 and 16.

    Examples
    --------
    >>> a, b = np.arange(100.0), np.arange(100.0) + 40
    >>> found = compare_quantiles(a, b)
    >>> found.difference, found.detected, found.metric
    (40.0, True, 'median')
    """
    q = share(q, "q")
    x, y = (np.sort(values_of(v, n)) for v, n in zip((a, b), names, strict=True))
    draws = quantile_gap_draws(x, y, q, n_draws=n_draws, seed=seed)
    control, treatment = float(np.quantile(x, q)), float(np.quantile(y, q))
    return Effect(
        **percentiles(draws, treatment - control, level),
        metric=metric or quantile_name(q),
        kind="quantile",
        control=control,
        treatment=treatment,
        n_control=x.size,
        n_treatment=y.size,
        test=words.TESTS["bootstrap"],
        level=level,
        control_name=names[0],
        treatment_name=names[1],
        unit=unit,
        note=tied(x, y, control, treatment),
    )


def quantile_gap_draws(
    x: np.ndarray, y: np.ndarray, q: float, *, n_draws: int, seed: int
) -> np.ndarray:
    """Draw the difference of two quantiles of sorted values."""
    n_draws = checks.whole_number(n_draws, name="n_draws", low=100)
    rng = np.random.default_rng(seed)
    lower = quantile_draws(x, q, n_draws, rng)
    return quantile_draws(y, q, n_draws, rng) - lower


def percentiles(draws: np.ndarray, value: float, level: float) -> dict[str, Any]:
    """Read an interval and a two-sided p-value from bootstrap draws of a difference.

    Parameters
    ----------
    draws : (n_draws,) differences
    value : the difference in the data
    level : coverage of the interval, 0 to 1

    Returns
    -------
    dict with difference, low, high, p_value and error, for an `Effect`

    Examples
    --------
    >>> found = percentiles(np.arange(-10.0, 91.0), 40.0, 0.9)
    >>> round(found["low"]), found["high"], round(found["p_value"], 3)
    (-5, 85.0, 0.235)
    """
    outside = (1 - share(level, "level")) / 2
    low, high = np.quantile(draws, [outside, 1 - outside])
    tails = 1 + min((draws <= 0).sum(), (draws >= 0).sum())
    return {
        "difference": value,
        "low": float(low),
        "high": float(high),
        "p_value": float(min(1.0, 2 * tails / (draws.size + 1))),
        "error": float(draws.std(ddof=1)),
    }


def quantile_name(q: float) -> str:
    """Say in words which quantile it is."""
    return words.MEDIAN if q == 0.5 else f"{100 * q:g} % {words.QUANTILE}"


def share(value: Any, name: str) -> float:
    """Check that a value lies between 0 and 1."""
    if not isinstance(value, float | int) or not 0 < value < 1:
        raise DataError(words.SHARE.format(name=name, found=value))
    return float(value)


def tied(x: np.ndarray, y: np.ndarray, control: float, treatment: float) -> str:
    """Warn where most units of an arm share the value that is compared."""
    shared = max((x == control).mean(), (y == treatment).mean())
    return words.TIED.format(share=shared) if shared > 0.5 else ""
