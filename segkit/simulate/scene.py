"""What every stage of the story is told: seed, size, block and switches."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segkit.simulate import draw
from segkit.simulate.switches import Switches

# People are made block by block, so that memory does not grow with the world.
BLOCK = 25_000


@dataclass(frozen=True)
class Scene:
    """One block of the world: some of its people, and everything that they do.

    Attributes
    ----------
    seed, size : of the whole world; `size` is how many people sign up
    block : number of this block, from 0
    switches : which pitfalls are planted
    """

    seed: int
    size: int
    block: int = 0
    switches: Switches = field(default_factory=Switches)

    @property
    def n_people(self) -> int:
        """Return how many people this block holds.

        Returns
        -------
        int

        Examples
        --------
        >>> Scene(seed=1, size=30_000, block=1).n_people
        5000
        """
        return min(BLOCK, self.size - self.block * BLOCK)

    def stream(self, name: str) -> np.random.Generator:
        """Return the random stream of one stage in this block.

        Parameters
        ----------
        name : the stage's name

        Returns
        -------
        numpy.random.Generator

        Examples
        --------
        >>> here, there = Scene(1, 60_000), Scene(1, 60_000, block=1)
        >>> bool(here.stream("orders").random() == there.stream("orders").random())
        False
        """
        return draw.stream(self.seed, name, self.block)

    def ids(self, letter: str, n: int, *, room: float = 1, width: int = 5) -> list[str]:
        """Return the identifiers of `n` rows; no two blocks share one.

        Parameters
        ----------
        letter : what they begin with
        n : how many
        room : rows per person kept free for each block
        width : least number of digits

        Returns
        -------
        list of str, numbered in the order of the rows

        Examples
        --------
        >>> Scene(seed=1, size=30_000, block=1).ids("C", 2)
        ['C25001', 'C25002']
        """
        if n > BLOCK * room:
            raise ValueError(f"{letter}: {n} rows, room for {BLOCK * room:.0f} a block")
        width = max(width, len(str(int(self.size * room))))
        first = int(self.block * BLOCK * room) + 1
        return [f"{letter}{number:0{width}d}" for number in range(first, first + n)]


@dataclass(frozen=True)
class Chapter:
    """What one chapter of the story hands over.

    Attributes
    ----------
    tables : name to pandas table: what the retailer has on file
    truth : name to pandas table: what was planted
    sums : name to small pandas table of numbers, that add up over the blocks
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    truth: dict[str, pd.DataFrame] = field(default_factory=dict)
    sums: dict[str, pd.DataFrame] = field(default_factory=dict)

    def __or__(self, other: Chapter) -> Chapter:
        """Put two chapters together."""
        return Chapter(
            self.tables | other.tables,
            self.truth | other.truth,
            self.sums | other.sums,
        )


def join(parts: list[Chapter]) -> Chapter:
    """Put the blocks of a world together.

    Parameters
    ----------
    parts : one chapter per block, in order

    Returns
    -------
    Chapter
        tables and truth one after the other

    Examples
    --------
    >>> one = Chapter({"x": pd.DataFrame({"a": [1]})})
    >>> len(join([one, one]).tables["x"])
    2
    """
    first = parts[0]
    tables = {n: _stack([p.tables[n] for p in parts]) for n in first.tables}
    truth = {n: _stack([p.truth[n] for p in parts]) for n in first.truth}
    return Chapter(tables, truth)


def add(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Add tables of numbers, row by row of the index.

    Parameters
    ----------
    parts : tables with the same columns

    Returns
    -------
    pandas table with every index value of the parts, in order

    Examples
    --------
    >>> one, two = pd.DataFrame({"n": [1, 2]}), pd.DataFrame({"n": [5]})
    >>> add([one, two])["n"].tolist()
    [6, 2]
    """
    stacked = pd.concat(parts)
    return stacked.groupby(level=list(range(stacked.index.nlevels)), sort=True).sum()


def _stack(parts: list[pd.DataFrame]) -> pd.DataFrame:
    if len(parts) == 1:
        return parts[0]
    return pd.concat(parts, ignore_index=True)
