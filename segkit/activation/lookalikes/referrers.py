"""Who brings most, and how much of that was luck."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from segkit import checks, engine
from segkit.activation.lookalikes.forest import Forest, days
from segkit.activation.words import network as words
from segkit.checks import DataError
from segkit.record import Table, garwood

YEAR = 365.25
LEAST_DAYS = 1


class Rates(NamedTuple):
    """How unevenly people recommend: rates of a year, gamma distributed.

    Parameters
    ----------
    shape, scale : of the gamma distribution; mean = shape / scale
    mean : people brought by one customer in a year

    Examples
    --------
    >>> Rates(0.5, 10.0, 0.05).expected(2, 1.0)
    0.22...
    """

    shape: float
    scale: float
    mean: float

    def expected(self, brought: Any, years: Any) -> Any:
        """Return the rate to expect from who brought so many in so many years."""
        return (self.shape + brought) / (self.scale + years)


def fit_rates(brought: np.ndarray, years: np.ndarray) -> Rates:
    """Fit how unevenly people recommend (gamma-Poisson, maximum likelihood).

    Parameters
    ----------
    brought : people brought by each customer, those with 0 too
    years : how long each was watched

    Returns
    -------
    Rates

    References
    ----------
    Greenwood and Yule (1920), Journal of the Royal Statistical Society 83, 255-279;
    expected rates: Robbins (1956), empirical Bayes, in the gamma form.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> rate = rng.gamma(0.5, 0.2, 20000)
    >>> found = fit_rates(rng.poisson(rate), np.ones(20000))
    >>> 0.4 < found.shape < 0.65, round(found.mean, 1)
    (True, 0.1)
    """
    from scipy import optimize, special  # noqa: PLC0415 (slow to import)

    k, e = brought.astype(float), years.astype(float)

    def lost(logs: np.ndarray) -> float:
        a, b = np.exp(logs)
        terms = special.gammaln(a + k) - special.gammaln(a)
        terms += a * np.log(b) - (a + k) * np.log(b + e)
        return -float(terms.sum()) / len(k)

    mean = k.sum() / e.sum()
    start = np.log([0.5, 0.5 / mean])
    found = optimize.minimize(lost, start, method="Nelder-Mead", tol=1e-10)
    a, b = np.exp(found.x)
    return Rates(float(a), float(b), float(a / b))


def population(forest: Forest, customers: Any) -> pd.DataFrame:
    """Count for all customers how many they brought, and for how long they could.

    Parameters
    ----------
    forest : the chains
    customers : table with customer_id, perhaps signed_up_on; or ids

    Returns
    -------
    DataFrame indexed by customer_id: brought, since (day from which on they could)

    Raises
    ------
    DataError
        if somebody of the network is no customer

    Examples
    --------
    >>> one = Forest(pd.Index(["a", "b"]), np.array([-1, 0]), np.array([-1, 5]), {})
    >>> population(one, ["a", "b", "c"])["brought"].tolist()
    [1, 0, 0]
    """
    if isinstance(customers, (pd.Index, list, tuple, pd.Series)):
        customers = pd.DataFrame({"customer_id": list(customers)})
    native = checks.table(customers, ["customer_id"], name="customers")
    table = engine.to_pandas(native).drop_duplicates("customer_id")
    table = table.set_index("customer_id")
    strange = int((~forest.ids.isin(table.index)).sum())
    if strange:
        raise DataError(words.NO_CUSTOMERS.format(n=strange))
    brought = pd.Series(forest.brought, forest.ids).reindex(table.index, fill_value=0)
    since = days(table, "signed_up_on", "customers")
    return pd.DataFrame({"brought": brought, "since": since})


def window(forest: Forest) -> tuple[int, int] | None:
    """Return the first and the last day of the recommendations, if days are known.

    Examples
    --------
    >>> window(Forest(pd.Index(["a", "b"]), np.array([-1, 0]), np.array([-1, 5]), {}))
    (5, 5)
    """
    known = forest.on[forest.on >= 0]
    return (int(known.min()), int(known.max())) if len(known) else None


def years_watched(since: pd.Series, first: int, last: int) -> np.ndarray:
    """Return for how many years each could bring people.

    Examples
    --------
    >>> years_watched(pd.Series([-1, 365]), 0, 730).round(2).tolist()
    [2.0, 1.0]
    """
    start = np.maximum(since.to_numpy(), first)
    return np.maximum(last + 1 - start, LEAST_DAYS) / YEAR


def again(forest: Forest, people: pd.DataFrame, level: float) -> Table:
    """Say what those who brought people in the first half brought in the second.

    Parameters
    ----------
    forest : the chains
    people : what `population` returns
    level : coverage of the intervals

    Returns
    -------
    Table: brought_first (0, 1, 2, "3 or more"), n, mean_first, mean_second with low and
    high (Garwood), of customers who were there before the second half; empty without
    days

    References
    ----------
    Galton (1886) for regression towards the mean; Garwood (1936).

    Examples
    --------
    >>> on = np.array([-1, 0, 9])
    >>> one = Forest(pd.Index(list("abc")), np.array([-1, 0, 0]), on, {})
    >>> again(one, population(one, list("abc")), 0.95)[["n", "mean_second"]]
       n  mean_second
    0  2          0.0
    1  1          1.0
    """
    ends = window(forest)
    if ends is None or ends[0] == ends[1]:
        return Table()
    middle = (ends[0] + ends[1]) / 2
    came = (forest.parent >= 0) & (forest.on >= 0)
    halves = []
    for half in (forest.on <= middle, forest.on > middle):
        by = forest.ids[forest.parent[came & half]].value_counts()
        halves.append(by.reindex(people.index, fill_value=0))
    there = people["since"] <= middle
    first, second = (half[there] for half in halves)
    label = first.clip(upper=3)
    rows = []
    for k, its in second.groupby(label):
        total, n = int(its.sum()), len(its)
        low, high = (end / n for end in garwood(total, level))
        name = "3 or more" if k == 3 else str(k)
        mean = float(first[its.index].mean())
        rows.append((name, n, mean, total / n, low, high))
    names = ["brought_first", "n", "mean_first", "mean_second", "low", "high"]
    table = Table(rows, columns=names)
    table.attrs["heading"] = words.AGAIN
    return table
