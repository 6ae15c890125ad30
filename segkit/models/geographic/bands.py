"""Ways to a store and sizes of markets, sorted into bands between edges."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.geographic.kinds import ordered
from segkit.models.words import geographic as said

KM_EDGES = (5, 15, 35)


def distance_band(km: pd.Series, *, edges: Sequence[float] = KM_EDGES) -> pd.Series:
    """Sort distances into bands: up to and including each edge.

    Parameters
    ----------
    km : kilometres, from 0
    edges : kilometres, from small to large

    Returns
    -------
    ordered categorical Series; missing stays missing

    Raises
    ------
    DataError
        if the edges do not grow, or a distance is below 0 or no number

    Notes
    -----
    Own definition: 5, 15 and 35 km stand for a walk or a short ride, an errand by car,
    and a trip that is planned. Use edges of your own shop.

    Examples
    --------
    >>> distance_band(pd.Series([0.4, 5.0, 20, 80])).tolist()
    ['Up to 5 km', 'Up to 5 km', '15 to 35 km', 'Over 35 km']
    """
    limits = growing(edges, "km_edges")
    return banded(_from_0(km, "km_to_store"), limits, list(distance_rules(limits)))


def market_band(market_size_amount: pd.Series, *, edges: Sequence[float]) -> pd.Series:
    """Sort places by how much all households there spend a year in this trade.

    Parameters
    ----------
    market_size_amount : from 0, in the currency of the data
    edges : amounts, from small to large

    Returns
    -------
    ordered categorical Series; missing stays missing

    Raises
    ------
    DataError
        if the edges do not grow, or an amount is below 0 or no number

    Notes
    -----
    Own definition. The model takes thirds of the customers unless edges are given.

    Examples
    --------
    >>> market_band(pd.Series([3e6, 9e6, 40e6]), edges=[5e6, 20e6]).tolist()
    ['Small market', 'Medium market', 'Large market']
    """
    limits = growing(edges, "market_edges")
    values = _from_0(market_size_amount, "market_size_amount")
    return banded(values, limits, list(market_rules(limits)))


def distance_rules(edges: Sequence[float]) -> dict[str, str]:
    """Name the bands of distance, and say the rule of each.

    Parameters
    ----------
    edges : kilometres

    Returns
    -------
    dict, name to rule

    Examples
    --------
    >>> list(distance_rules([10]))
    ['Up to 10 km', 'Over 10 km']
    """
    names = _ranges(edges, (said.UP_TO, said.BETWEEN, said.OVER))
    rules = _ranges(edges, (said.UP_TO_RULE, said.BETWEEN_RULE, said.OVER_RULE))
    return dict(zip(names, rules, strict=True))


def market_rules(edges: Sequence[float]) -> dict[str, str]:
    """Name the sizes of markets, and say the rule of each.

    Parameters
    ----------
    edges : amounts

    Returns
    -------
    dict, name to rule

    Examples
    --------
    >>> list(market_rules([5e6]))
    ['Market size 1 of 2', 'Market size 2 of 2']
    """
    n = len(edges) + 1
    numbered = [said.MARKET.format(number=i + 1, n=n) for i in range(n)]
    names = said.MARKET_THREE if n == len(said.MARKET_THREE) else numbered
    texts = (said.MARKET_UP_TO, said.MARKET_BETWEEN, said.MARKET_OVER)
    return dict(zip(names, _ranges(edges, texts), strict=True))


def growing(edges: Sequence[float], name: str) -> list[float]:
    """Check that edges are numbers that grow.

    Parameters
    ----------
    edges : of bands
    name : of the argument, for the message

    Returns
    -------
    list of float

    Raises
    ------
    DataError
        if they are not

    Examples
    --------
    >>> growing([5, 15], "km_edges")
    [5.0, 15.0]
    """
    values = list(edges) if np.ndim(edges) == 1 else []
    numbers = [float(v) for v in values if tables.is_number(v)]
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    if not values or len(numbers) < len(values) or not rising:
        raise DataError(
            f"{name} must be numbers from small to large, such as [5, 15, 35]; this is "
            f"{edges!r}"
        )
    return numbers


def banded(values: pd.Series, edges: Sequence[float], names: list[str]) -> pd.Series:
    """Sort numbers into bands, up to and including each edge.

    Parameters
    ----------
    values : numbers
    edges : growing
    names : one more than edges

    Returns
    -------
    ordered categorical Series; missing stays missing

    Examples
    --------
    >>> banded(pd.Series([1.0, 2.0]), [1.0], ["low", "high"]).tolist()
    ['low', 'high']
    """
    return ordered(np.searchsorted(edges, values.to_numpy()), names, values.notna())


def _ranges(edges: Sequence[float], texts: tuple[str, str, str]) -> list[str]:
    up_to, between, over = texts
    limits = [words.number(edge) for edge in edges]
    pairs = itertools.pairwise(limits)
    middle = [between.format(low=low, high=high) for low, high in pairs]
    return [up_to.format(high=limits[0]), *middle, over.format(low=limits[-1])]


def _from_0(column: pd.Series, name: str) -> pd.Series:
    values = tables.numbers(column.to_frame(name), [name])[name]
    below = int((values < 0).sum())
    if below:
        raise DataError(
            f"column '{name}' is below 0 in {below} rows: look at how it was made"
        )
    return values
