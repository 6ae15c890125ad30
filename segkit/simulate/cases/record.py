"""What every case hands over, and the small draws that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

# Of the bundled cases: the one of 234 whose outcomes lie nearest to what is planted.
SEED = 231


@dataclass(frozen=True, repr=False)
class Case:
    """A small data set that stands alone: one firm, one question.

    Attributes
    ----------
    name : what `segkit.datasets.load` calls it
    question : what its owner wants to know
    use : columns recommended for the segmentation; empty if there is none to make
    tables : name to pandas table: what the firm has on file
    truth : name to pandas table: what is planted, kept apart
    seed : what it was made from
    """

    name: str
    question: str
    use: tuple[str, ...]
    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]
    seed: int

    def __repr__(self) -> str:
        """Say what is asked and what there is, without a word of the truth."""
        rows = ", ".join(f"{name} {len(t):,}" for name, t in self.tables.items())
        return f"{self.name} (seed {self.seed}): {self.question} {rows} rows"


def ids(letter: str, n: int) -> list[str]:
    """Give `n` rows a number each.

    Parameters
    ----------
    letter : what the numbers begin with
    n : how many

    Returns
    -------
    list of str

    Examples
    --------
    >>> ids("K", 2)
    ['K0001', 'K0002']
    """
    return [f"{letter}{number:04d}" for number in range(1, n + 1)]


def named(names: Sequence[str], codes: ArrayLike) -> NDArray[np.str_]:
    """Turn codes into words.

    Parameters
    ----------
    names : the words
    codes : (n,) positions in `names`

    Returns
    -------
    (n,) words

    Examples
    --------
    >>> named(["dog", "cat"], [1, 0, 1]).tolist()
    ['cat', 'dog', 'cat']
    """
    return np.array(names)[np.asarray(codes)]


def agreement(rng: np.random.Generator, mean: ArrayLike) -> NDArray[np.int64]:
    """Draw answers from 1 (not at all) to 5 (very much) around a mean.

    Parameters
    ----------
    rng : random stream
    mean : (n,) or (n, items), what the answers lie around

    Returns
    -------
    whole numbers from 1 to 5, of the same shape

    Examples
    --------
    >>> answers = agreement(np.random.default_rng(1), np.full(500, 4.0))
    >>> int(answers.min()) >= 1, int(answers.max())
    (True, 5)
    """
    mean = np.asarray(mean, dtype=float)
    drawn = np.rint(mean + 0.8 * rng.standard_normal(mean.shape))
    return np.clip(drawn, 1, 5).astype(np.int64)


def rates(
    rng: np.random.Generator, mean: ArrayLike, certainty: float = 12.0
) -> NDArray[np.float64]:
    """Draw shares between 0 and 1 around a mean.

    Parameters
    ----------
    rng : random stream
    mean : (n,) between 0 and 1, both excluded
    certainty : the higher, the closer to the mean (sum of a beta's two shapes)

    Returns
    -------
    (n,) numbers, rounded to three digits

    Examples
    --------
    >>> drawn = rates(np.random.default_rng(1), np.full(1000, 0.3))
    >>> abs(float(drawn.mean()) - 0.3) < 0.02
    True
    """
    mean = np.asarray(mean, dtype=float)
    return rng.beta(mean * certainty, (1 - mean) * certainty).round(3)


def around(
    rng: np.random.Generator, median: ArrayLike, spread: ArrayLike, digits: int = 2
) -> NDArray[np.float64]:
    """Draw positive, right-skewed numbers around a median.

    Parameters
    ----------
    rng : random stream
    median : (n,) positive
    spread : standard deviation of the logarithm
    digits : digits after the point

    Returns
    -------
    (n,) positive numbers

    Examples
    --------
    >>> bool(around(np.random.default_rng(1), [10.0, 20.0], 0.1).min() > 5)
    True
    """
    drawn = np.asarray(median, dtype=float)
    noise = rng.standard_normal(drawn.shape)
    return (drawn * np.exp(np.asarray(spread) * noise)).round(digits)


def blanked(
    rng: np.random.Generator, values: pd.Series, chance: ArrayLike
) -> pd.Series:
    """Leave some values out.

    Parameters
    ----------
    rng : random stream
    values : the complete column
    chance : chance of each value to be missing, one number or (n,)

    Returns
    -------
    pandas.Series of the same type; whole numbers become ``Int64``, which can be missing

    Examples
    --------
    >>> blanked(np.random.default_rng(1), pd.Series([1, 2]), 1.0).isna().all()
    np.True_
    """
    gone = rng.random(len(values)) < np.asarray(chance)
    if values.dtype.kind == "i":
        values = values.astype("Int64")
    return values.mask(gone)
