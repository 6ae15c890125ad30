"""80/20 tested, not assumed: what the best customers bring, and what chance would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.words import behaviour as said


@dataclass(frozen=True, repr=False)
class ParetoShare:
    """What the best customers bring, and how sure and how surprising that is.

    Attributes
    ----------
    top : the part of the customers that is looked at, such as 0.2
    share : what they bring of the whole, 0 to 1; `low` and `high` its interval
    brings : the part of the whole that is looked at from the other side, 1 - top
    needed : the part of the customers who bring it; `needed_low` and `needed_high`
    gini : Gini's coefficient, 0 all alike to 1 one brings everything
    by_chance : the share if all customers had the same rate, the mean of the draws;
        `by_chance_high` is exceeded by one draw in forty; None without orders
    n : customers; `below_zero` of them have less than 0 and are counted as 0
    level : coverage of the intervals
    """

    top: float
    share: float
    low: float
    high: float
    brings: float
    needed: float
    needed_low: float
    needed_high: float
    gini: float
    by_chance: float | None
    by_chance_high: float | None
    n: int
    below_zero: int
    level: float

    def __float__(self) -> float:
        """Return the share alone."""
        return self.share

    def __repr__(self) -> str:
        """Say it in words."""
        texts = said.PARETO_SHARE.format(
            **{k: _percent(v) for k, v in vars(self).items() if k in said.PERCENTS},
            gini=f"{self.gini:.2f}",
            n=f"{self.n:,}",
        )
        if self.by_chance is None:
            return texts + said.PARETO_NO_CHANCE
        chance = said.PARETO_CHANCE.format(
            by_chance=_percent(self.by_chance), high=_percent(self.by_chance_high)
        )
        return texts + chance


def pareto_share(
    amounts: Any,
    *,
    orders: Any = None,
    top: float = 0.2,
    n_draws: int = 500,
    level: float = 0.95,
    random_state: int = 0,
) -> ParetoShare:
    """Say what the top customers bring, and what they would bring by chance alone.

    Parameters
    ----------
    amounts : money, one number per customer who ordered, none missing
    orders : how many orders each of them placed, 1 or more; without it nothing is said
        about chance
    top : the part of the customers, such as 0.2
    n_draws : bootstrap samples, and worlds of chance
    level : coverage of the intervals
    random_state : seed of the draws

    Returns
    -------
    ParetoShare

    Raises
    ------
    DataError
        if an amount is missing, nothing was spent, or the two differ in length

    Notes
    -----
    The share is read off Lorenz's (1905) curve, with straight lines between customers;
    Gini (1912). Intervals: percentile bootstrap over customers (Efron 1979). Chance
    (own definition): every customer orders at the same rate, so numbers of orders are
    Poisson with the mean found, given one order at least; and every order is worth
    what one of the orders found was worth on average for its customer, drawn with
    replacement. What the top brings beyond that is difference between customers.

    Examples
    --------
    >>> found = pareto_share([50, 20, 10, 10, 10], orders=[5, 2, 1, 1, 1])
    >>> found.share, round(found.needed, 2), round(found.gini, 2)
    (0.5, 0.6, 0.36)
    """
    money, counts = _read(amounts, orders)
    part = _part(top, "top")
    coverage = _part(level, "level")
    draws = checks.whole_number(n_draws, name="n_draws", low=20)
    seed = checks.whole_number(random_state, name="random_state", low=0)
    streams = np.random.default_rng(seed).spawn(2)
    below = int((money < 0).sum())
    money = np.sort(money.clip(min=0))[::-1]
    if not money.sum():
        raise DataError("nobody has spent anything: pass amounts of those who bought")
    found = _bootstrap(money, part, draws, streams[0])
    ends = np.quantile(found, [(1 - coverage) / 2, (1 + coverage) / 2], axis=0)
    chance = None if counts is None else _chance(*counts, part, draws, streams[1])
    return ParetoShare(
        top=part,
        share=_share(money, part),
        low=float(ends[0, 0]),
        high=float(ends[1, 0]),
        brings=1 - part,
        needed=_needed(money, 1 - part),
        needed_low=float(ends[0, 1]),
        needed_high=float(ends[1, 1]),
        gini=_gini(money),
        by_chance=None if chance is None else float(chance.mean()),
        by_chance_high=None if chance is None else float(np.quantile(chance, 0.975)),
        n=len(money),
        below_zero=below,
        level=coverage,
    )


def _read(
    amounts: Any, orders: Any
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray] | None]:
    money = _numbers(amounts, "amounts")
    if orders is None:
        return money, None
    n = _numbers(orders, "orders")
    if len(n) != len(money) or (n < 1).any():
        raise DataError(
            f"orders must be 1 or more for each customer with an amount; there are "
            f"{len(n)} for {len(money)} amounts, the least is {n.min():g}: leave out "
            "who never ordered"
        )
    first, second = tables.index_of(amounts), tables.index_of(orders)
    if first is not None and second is not None and not first.equals(second):
        raise DataError("amounts and orders must have the same index")
    keys = np.lexsort((n, money))  # so that no order of rows matters
    return money, (money[keys].clip(min=0), n[keys])


def _numbers(values: Any, name: str) -> np.ndarray:
    column = pd.DataFrame({name: pd.Series(np.asarray(values))})
    found = tables.numbers(column, [name])[name].to_numpy()
    if len(found) < 2 or np.isnan(found).any():
        raise DataError(
            f"{name} needs 2 customers or more and no missing number; it has "
            f"{len(found)}, {int(np.isnan(found).sum())} missing: leave them out"
        )
    return found


def _part(value: Any, name: str) -> float:
    if not tables.is_number(value) or not 0 < value < 1:
        raise DataError(f"{name} must lie between 0 and 1; this is {value!r}")
    return float(value)


def _share(money: np.ndarray, part: float) -> float:
    """Read Lorenz's curve from the top: `money` falls."""
    held = np.concatenate([[0.0], np.cumsum(money)])
    at = np.arange(len(money) + 1) / len(money)
    return float(np.interp(part, at, held / held[-1]))


def _needed(money: np.ndarray, brings: float) -> float:
    held = np.concatenate([[0.0], np.cumsum(money[money > 0])])
    at = np.arange(len(held)) / len(money)
    return float(np.interp(brings, held / held[-1], at))


def _gini(money: np.ndarray) -> float:
    n = len(money)
    rank = np.arange(n, 0, -1)
    return float(2 * (rank * money).sum() / (n * money.sum()) - (n + 1) / n)


def _bootstrap(
    money: np.ndarray, part: float, draws: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw customers with replacement; they stay sorted, so each is counted."""
    n = len(money)
    found: list[tuple[float, float]] = []
    while len(found) < draws:
        times = np.bincount(rng.integers(n, size=n), minlength=n)
        sample = np.repeat(money, times)
        if sample[0] > 0:
            found.append((_share(sample, part), _needed(sample, 1 - part)))
    return np.array(found)


def _chance(
    money: np.ndarray,
    orders: np.ndarray,
    part: float,
    draws: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Draw worlds in which everybody orders at the same rate."""
    n, rate = len(money), _rate(orders.mean())
    worth = np.repeat(money / orders, orders.astype(int))
    shares = np.empty(draws)
    for i in range(draws):
        counts = _at_least_one(rng, rate, n)
        each = worth[rng.integers(len(worth), size=int(counts.sum()))]
        spent = np.add.reduceat(each, np.cumsum(counts) - counts)
        shares[i] = _share(np.sort(spent)[::-1], part) if spent.any() else part
    return shares


def _at_least_one(rng: np.random.Generator, rate: float, n: int) -> np.ndarray:
    """Draw from Poisson, given 1 or more, by turning its distribution round."""
    from scipy import special  # noqa: PLC0415 (slow to import)

    if rate == 0:
        return np.ones(n, dtype=int)
    chance = np.exp(-rate) + rng.random(n) * -np.expm1(-rate)
    most = int(rate + 12 * rate**0.5 + 30)
    return np.maximum(np.searchsorted(special.pdtr(np.arange(most), rate), chance), 1)


def _rate(mean: float) -> float:
    """Find the Poisson rate whose mean is `mean`, given 1 or more."""
    from scipy.optimize import brentq  # noqa: PLC0415

    if mean <= 1 + 1e-9:
        return 0.0
    return float(brentq(lambda r: r / -np.expm1(-r) - mean, 1e-12, mean))


def _percent(value: Any) -> str:
    return words.share(float(value))
