"""Answers as levels: bins of numbers and categories, and people who are all alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd

from segkit.activation.lookalikes.columns import is_number, without_codes
from segkit.activation.words import lookalike as words

BINS = 10
PER_BIN = 50  # people of the seed for each bin of a number
RARE = 20  # categories that fewer people of the pool have are put together
MISSING = -1


@dataclass(frozen=True)
class Column:
    """A column in levels: what they are called, and who has which.

    Parameters
    ----------
    name : the column
    labels : of the levels, in order
    ordered : whether the levels are bins of a number
    seed, pool : codes of the levels; -1 where it is not known
    codes_removed : values that stood for "not known", in seed and pool

    Examples
    --------
    >>> Column("d", ("a", "b"), False, np.array([0]), np.array([1, -1])).known
    (1.0, 0.5)
    """

    name: str
    labels: tuple[str, ...]
    ordered: bool
    seed: np.ndarray
    pool: np.ndarray
    codes_removed: tuple[int, int] = (0, 0)

    @property
    def known(self) -> tuple[float, float]:
        """Return of which part of the seed and of the pool it is known."""
        return float((self.seed >= 0).mean()), float((self.pool >= 0).mean())


def column(seed: pd.Series, pool: pd.Series) -> Column:
    """Put a column of both tables into the same levels.

    Numbers are cut at quantiles of the pool, into 10 bins or, for small seeds, fewer
    (one for each 50 people, at least 3). Categories keep their names; rare ones are put
    together.

    Parameters
    ----------
    seed, pool : the column in both tables

    Returns
    -------
    Column

    Examples
    --------
    >>> column(pd.Series(["a"]), pd.Series(["b", "a"])).labels
    ('other',)
    >>> column(pd.Series([1.0]), pd.Series(range(9))).labels
    ('below 2', '2 to 5', '5 or more')
    """
    if is_number(pool):
        return _binned(seed, pool)
    mine, theirs = _text(seed), _text(pool)
    counted = theirs.value_counts()
    rare = min(RARE, max(len(theirs) // PER_BIN, 2))
    usual = sorted(counted.index[counted >= rare])
    labels = [*usual, words.OTHER]
    codes = {name: i for i, name in enumerate(usual)}
    first, second = (_coded(part, codes, len(usual)) for part in (mine, theirs))
    used = max(first.max(initial=0), second.max(initial=0)) + 1
    return Column(str(seed.name), tuple(labels[:used]), False, first, second)


def _text(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna()).map(str, na_action="ignore")


def _coded(values: pd.Series, codes: dict[str, int], other: int) -> np.ndarray:
    found = values.map(codes).fillna(other).to_numpy(dtype=np.int32)
    return np.where(values.isna().to_numpy(), MISSING, found).astype(np.int32)


def _binned(seed: pd.Series, pool: pd.Series) -> Column:
    (mine, gone), (theirs, lost) = without_codes(seed), without_codes(pool)
    bins = int(np.clip(len(mine) // PER_BIN, 3, BINS))
    known = theirs.dropna().to_numpy()
    cuts = np.quantile(known, np.arange(1, bins) / bins, method="inverted_cdf")
    edges = np.unique(cuts[cuts > known.min()])
    first, second = (_placed(part.to_numpy(), edges) for part in (mine, theirs))
    return Column(str(seed.name), _labels(edges), True, first, second, (gone, lost))


def _placed(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    code = np.searchsorted(edges, values, side="right")
    return np.where(np.isnan(values), MISSING, code).astype(np.int32)


def _labels(edges: np.ndarray) -> tuple[str, ...]:
    if not len(edges):
        return (words.OTHER,)
    inner = pairwise(edges)
    return (
        words.BELOW.format(high=edges[0]),
        *(words.BETWEEN.format(low=low, high=high) for low, high in inner),
        words.FROM.format(low=edges[-1]),
    )


@dataclass(frozen=True)
class Alike:
    """Everybody in levels, people with the same levels together.

    Parameters
    ----------
    columns : in alphabetical order
    levels : profiles by columns: the level of each kind of people
    seed, pool : how many of the seed and of the pool are of each kind
    of_pool : the kind of each prospect
    mix : a number for each kind that depends on its levels alone

    Examples
    --------
    >>> one = Column("d", ("a", "b"), False, np.array([0, 0]), np.array([1, 0]))
    >>> Alike.of([one]).seed.tolist()
    [2, 0]
    """

    columns: list[Column]
    levels: np.ndarray
    seed: np.ndarray
    pool: np.ndarray
    of_pool: np.ndarray
    mix: np.ndarray = field(repr=False)

    @classmethod
    def of(cls, columns: list[Column]) -> Alike:
        """Put together who is alike in all columns; order and ids do not matter."""
        n_seed = len(columns[0].seed)
        kind = np.zeros(n_seed + len(columns[0].pool), np.int64)
        for one in columns:
            level = np.concatenate([one.seed, one.pool]).astype(np.int64) + 1
            wide = len(one.labels) + 1
            if int(kind.max()) > np.iinfo(np.int64).max // (2 * wide):
                kind = np.unique(kind, return_inverse=True)[1]
            kind = kind * wide + level
        _, first, kind = np.unique(kind, return_index=True, return_inverse=True)
        codes = [np.concatenate([c.seed, c.pool])[first] for c in columns]
        levels = np.column_stack(codes)
        mine, theirs = np.split(kind, [n_seed])
        seed, pool = (np.bincount(k, minlength=len(first)) for k in (mine, theirs))
        return cls(columns, levels, seed, pool, theirs, _mixed(levels))


def _mixed(levels: np.ndarray) -> np.ndarray:
    """Mix the levels of each kind into one number (splitmix64's finaliser)."""
    mix = np.zeros(len(levels), np.uint64)
    for j in range(levels.shape[1]):
        mix += levels[:, j].astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        mix ^= mix >> np.uint64(30)
        mix *= np.uint64(0xBF58476D1CE4E5B9)
        mix ^= mix >> np.uint64(27)
        mix *= np.uint64(0x94D049BB133111EB)
        mix ^= mix >> np.uint64(31)
    return mix


def folded(counts: np.ndarray, folds: int, seed: int) -> np.ndarray:
    """Deal people out to folds by lot, the folds as large as each other.

    Parameters
    ----------
    counts : people of each kind
    folds : how many parts
    seed : of the lot

    Returns
    -------
    (folds, kinds) counts; they add up to counts

    Notes
    -----
    The lot goes over kinds, not over rows: order and ids do not matter. People who are
    alike are not spread evenly: then what is held out would mirror what was learned.

    Examples
    --------
    >>> folded(np.array([2, 1]), 3, 0).sum(axis=1).tolist()
    [1, 1, 1]
    """
    people = np.repeat(np.arange(len(counts)), counts)
    np.random.default_rng(seed).shuffle(people)
    parts = (people[fold::folds] for fold in range(folds))
    return np.array([np.bincount(part, minlength=len(counts)) for part in parts])
