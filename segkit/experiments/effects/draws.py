"""The bootstrap of any statistic: in chunks, with a seed, with a word on progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.experiments.effects.effect import Effect
from segkit.experiments.effects.order_statistics import quantile_draws
from segkit.experiments.effects.quantiles import percentiles, quantile_name, share
from segkit.experiments.effects.resampling import chunks
from segkit.experiments.words import bootstrap as words
from segkit.experiments.words import effects

Progress = Callable[[int, int], None] | None
Draws = Literal["multinomial", "poisson"]


def bootstrap(
    values: Any,
    statistic: Callable[..., Any],
    *,
    n_draws: int = 1000,
    seed: int = 0,
    draws: Draws = "multinomial",
    weighted: bool = False,
    progress: Progress = None,
) -> np.ndarray:
    """Say how a statistic would vary over samples like this one.

    Parameters
    ----------
    values : one number for each unit, or a table or array with a row for each
    statistic : function of such values that returns one number; with ``weighted=True``
        of values and of weights (a row for each draw, a column for each unit), which
        returns one number for each row: much faster for sums and means
    n_draws : number of draws
    seed : of the draws
    draws : how often each unit is drawn: ``"multinomial"`` (n units, with replacement)
        or ``"poisson"`` (each on its own, once on average; samples vary in size)
    weighted : whether the statistic takes weights
    progress : called with the number of draws done and their total, after each chunk

    Returns
    -------
    (n_draws,) values of the statistic

    Raises
    ------
    DataError
        if values are missing or infinite, or the statistic returns no number

    References
    ----------
    Efron (1979), Annals of Statistics 7, 1-26; Poisson weights: Hanley and MacGibbon
    (2006), Computer Methods and Programs in Biomedicine 83, 57-62.

    Examples
    --------
    >>> money = np.random.default_rng(1).gamma(0.5, 40.0, 500)
    >>> found = bootstrap(money, lambda x: x.std() / x.mean(), n_draws=500)
    >>> found.shape, bool(abs(found.mean() - money.std() / money.mean()) < 0.05)
    ((500,), True)
    >>> means = bootstrap(money, lambda x, w: w @ x / w.sum(axis=1), weighted=True)
    >>> bool(abs(means.std() / (money.std() / 500**0.5) - 1) < 0.1)
    True
    """
    x = _rows(values)
    n_draws = checks.whole_number(n_draws, name="n_draws", low=1)
    checks.choice(draws, ["multinomial", "poisson"], name="draws")
    if not callable(statistic):
        takes = "values and weights" if weighted else "values"
        raise DataError(words.NO_STATISTIC.format(takes=takes, found=statistic))
    rng, n, found = np.random.default_rng(seed), len(x), np.empty(n_draws)
    done = 0
    for many in chunks(n_draws, n):
        part = slice(done, done + many)
        weights = _weights(rng, many, n, draws)
        found[part] = _computed(x, weights, statistic, weighted)
        done += many
        if progress:
            progress(done, n_draws)
    return found


def bootstrap_quantiles(
    values: Any,
    q: float = 0.5,
    *,
    by: Any = None,
    n_draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Say how a median or other quantile would vary, in each segment, at any size.

    Parameters
    ----------
    values : one number for each unit
    q : which quantile, above 0 and below 1
    by : segment of each unit; None for all together
    n_draws : number of draws; they cost next to nothing, see `order_statistics`
    seed : of the draws

    Returns
    -------
    pandas table, a row per draw, a column per segment ("all" without segments);
    distributed exactly as quantiles of samples drawn with replacement within segments

    Raises
    ------
    DataError
        if values are missing or infinite, or there is not one segment for each

    Examples
    --------
    >>> money = np.arange(2001.0)
    >>> found = bootstrap_quantiles(money, by=np.where(money < 1000, "low", "high"))
    >>> found.mean().round(-1).to_dict()
    {'high': 1500.0, 'low': 500.0}
    """
    x, q = _rows(values), share(q, "q")
    n_draws = checks.whole_number(n_draws, name="n_draws", low=1)
    groups = pd.Series(effects.ALL, index=range(len(x)))
    if by is not None:
        if len(by) != len(x):
            raise DataError(words.BY.format(n=len(x), by=len(by)))
        groups = pd.Series(np.asarray(by))
    rng = np.random.default_rng(seed)
    places = groups.groupby(groups, observed=True).indices
    found = {
        name: quantile_draws(np.sort(x[places[name]]), q, n_draws, rng)
        for name in sorted(places, key=str)
    }
    table = pd.DataFrame(found)
    table.attrs["name"] = quantile_name(q)
    return table


def compare_by_bootstrap(
    a: Any,
    b: Any,
    statistic: Callable[..., Any],
    *,
    n_draws: int = 1000,
    seed: int = 0,
    draws: Draws = "multinomial",
    weighted: bool = False,
    method: Literal["percentile", "basic"] = "percentile",
    level: float = 0.95,
    metric: str = words.STATISTIC,
    names: tuple[str, str] = (effects.CONTROL, effects.TREATMENT),
    unit: str = "",
    progress: Progress = None,
) -> Effect:
    """Say whether any statistic differs between treatment and control.

    Parameters
    ----------
    a, b : control and treatment: one number for each unit, or a row
    statistic, n_draws, seed, draws, weighted, progress : as in `bootstrap`; with
        weights the statistic is called with weights of 1 for the data themselves
    method : ``"percentile"`` (ends of the draws) or ``"basic"`` (mirrored at the
        difference)
    level : coverage of the interval, 0 to 1
    metric : what is compared
    names : of control and treatment
    unit : currency or other unit

    Returns
    -------
    Effect: treatment less control. For means of skewed amounts `compare_means` with
    ``method="bootstrap_t"`` covers better; a statistic that hangs on the largest values
    cannot be bootstrapped

    Raises
    ------
    DataError
        if values are missing or infinite, or the statistic returns no number

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 13 and 16.

    Examples
    --------
    >>> rng = np.random.default_rng(3)
    >>> a, b = rng.gamma(2.0, 20.0, 300), rng.gamma(2.0, 40.0, 300)
    >>> found = compare_by_bootstrap(a, b, lambda x: x.std(), n_draws=400)
    >>> found.detected
    True
    """
    checks.choice(method, ["percentile", "basic"], name="method")
    arms = _rows(a), _rows(b)
    whole = [_computed(v, np.ones((1, len(v))), statistic, weighted)[0] for v in arms]
    seeds = np.random.SeedSequence(seed).generate_state(2)
    how: dict[str, Any] = {"n_draws": n_draws, "draws": draws, "weighted": weighted}
    first, second = (
        bootstrap(v, statistic, seed=int(s), progress=progress, **how)
        for v, s in zip(arms, seeds, strict=True)
    )
    gap, gaps = float(whole[1] - whole[0]), second - first
    return Effect(
        **percentiles(2 * gap - gaps if method == "basic" else gaps, gap, level),
        metric=metric,
        kind="statistic",
        control=float(whole[0]),
        treatment=float(whole[1]),
        n_control=len(arms[0]),
        n_treatment=len(arms[1]),
        test=words.TEST.format(method=words.METHODS[method]),
        level=level,
        control_name=names[0],
        treatment_name=names[1],
        unit=unit,
    )


def _rows(values: Any) -> np.ndarray:
    """Return values as numbers, a row for each unit."""
    try:
        x = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise DataError(words.VALUES) from error
    if x.ndim not in {1, 2}:
        raise DataError(words.VALUES)
    if not len(x):
        raise DataError(words.VALUES_EMPTY)
    odd = ~np.isfinite(x)
    n = int((odd.any(axis=1) if x.ndim == 2 else odd).sum())
    if n:
        raise DataError(words.VALUES_MISSING.format(n=n))
    return x


def _weights(rng: np.random.Generator, many: int, n: int, draws: Draws) -> np.ndarray:
    """Draw how often each unit is in each sample."""
    if draws == "poisson":
        return rng.poisson(1.0, (many, n))
    rows = rng.integers(n, size=(many, n)) + n * np.arange(many)[:, None]
    return np.bincount(rows.ravel(), minlength=many * n).reshape(many, n)


def _computed(
    x: np.ndarray, weights: np.ndarray, statistic: Callable[..., Any], weighted: bool
) -> np.ndarray:
    """Compute the statistic of each sample."""
    if weighted:
        found = np.asarray(statistic(x, weights.astype(float)), dtype=float)
        if found.shape != (len(weights),):
            text = words.WEIGHTED
            raise DataError(text.format(n=len(weights), shape=found.shape))
        return found
    samples = (statistic(np.repeat(x, row.astype(int), axis=0)) for row in weights)
    return np.array([_one(value) for value in samples])


def _one(value: Any) -> float:
    if np.ndim(value) or isinstance(value, str):
        raise DataError(words.ONE_NUMBER.format(found=value))
    return float(value)
