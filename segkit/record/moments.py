"""What is left of many customers: how many they are, and their sums of products."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

import numpy as np

from segkit import checks

Key = tuple[str, ...]


def products(names: Any, order: int = 3) -> Iterator[Key]:
    """List which products of these names are summed, up to an order.

    Parameters
    ----------
    names : names of the numbers
    order : 1 for the sums alone, 2 for squares and products too, 3 for cubes too

    Returns
    -------
    iterator of tuples of names, in order

    Examples
    --------
    >>> list(products(["x", "y"], 2))
    [('x',), ('y',), ('x', 'x'), ('x', 'y'), ('y', 'y')]
    """
    names = sorted(names)
    for size in range(1, order + 1):
        yield from combinations_with_replacement(names, size)


@dataclass(frozen=True)
class Moments:
    """Say what an interval needs to know of some numbers of each customer.

    Two groups of customers are added with ``+``: what is known of both together.

    Parameters
    ----------
    n : number of customers
    sums : sum of each number, ``("x",)``, and of their products, ``("x", "y")``

    Examples
    --------
    >>> known = Moments.of(revenue=[10, 20, 60], orders=[1, 2, 3])
    >>> known.n, known.sum("revenue"), known.sum("orders", "revenue")
    (3, 90.0, 230.0)
    >>> (known + known).n
    6
    """

    n: int
    sums: Mapping[Key, float]

    @classmethod
    def of(cls, **numbers: Any) -> Moments:
        """Sum up numbers that are given one per customer.

        Parameters
        ----------
        numbers : for each name one list of numbers, all of one length, none missing

        Returns
        -------
        Moments

        Raises
        ------
        DataError
            if the lists differ in length, or a value is missing or no number

        Examples
        --------
        >>> Moments.of(x=[1, 2, 3]).sum("x", "x")
        14.0
        """
        lists = {name: _numbers(values, name) for name, values in numbers.items()}
        sizes = {values.size for values in lists.values()}
        if len(sizes) != 1:
            said = " over ".join(str(values.size) for values in lists.values())
            raise checks.DataError(
                f"{' and '.join(lists)} need one pair per customer; this is {said} "
                "values: take both from the same table"
            )
        sums = {
            key: math.fsum(np.prod([lists[name] for name in key], axis=0))
            for key in products(lists)
        }
        return cls(sizes.pop(), sums)

    def sum(self, *names: str) -> float:
        """Return the sum over customers of the product of these numbers.

        Parameters
        ----------
        names : one name for its sum, several for the sum of their product

        Returns
        -------
        float; nan where the products were not summed

        Examples
        --------
        >>> Moments.of(x=[1, 2], y=[3, 4]).sum("y", "x")
        11.0
        """
        return self.sums.get(tuple(sorted(names)), math.nan)

    def renamed(self, names: Mapping[str, str]) -> Moments:
        """Keep some of the numbers, under other names.

        Parameters
        ----------
        names : ``{"name": "new name"}``, all that is kept

        Returns
        -------
        Moments

        Examples
        --------
        >>> Moments.of(x=[1, 2], y=[3, 4]).renamed({"y": "z"}).sum("z", "z")
        25.0
        """
        sums = {
            tuple(sorted(names[name] for name in key)): total
            for key, total in self.sums.items()
            if all(name in names for name in key)
        }
        return Moments(self.n, sums)

    def __add__(self, other: Moments) -> Moments:
        """Put two groups of customers together."""
        keys = self.sums.keys() | other.sums.keys()
        sums = {
            key: self.sums.get(key, math.nan) + other.sums.get(key, math.nan)
            for key in keys
        }
        return Moments(self.n + other.n, sums)

    def __getitem__(self, name: str) -> Sum:
        """Return one number's sum, which knows whose moments it belongs to."""
        return Sum(self, name)


@dataclass(frozen=True)
class Sum:
    """Say what one number sums to, over customers whose moments are known.

    Parameters
    ----------
    moments : of all the numbers that were counted together
    name : which of them

    Examples
    --------
    >>> float(Moments.of(orders=[1, 2, 3])["orders"])
    6.0
    """

    moments: Moments
    name: str

    def __float__(self) -> float:
        """Return the sum alone."""
        return float(self.moments.sum(self.name))


def _numbers(values: Any, name: str) -> np.ndarray:
    try:
        x = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise checks.DataError(f"{name} needs numbers: {error}") from error
    if x.ndim != 1 or not np.isfinite(x).all():
        raise checks.DataError(
            f"{name} needs one list of numbers without missing ones: "
            "leave customers without a value out, and say how many"
        )
    return x
