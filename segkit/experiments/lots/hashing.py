"""Numbers from ids: as good as random, and the same on every machine and every day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

OFFSET, PRIME = 14695981039346656037, np.uint64(1099511628211)  # FNV-1a, 64 bits


def hashed(values: Any, salt: str) -> np.ndarray:
    """Turn each id, with a salt, into a number that looks random and never changes.

    An id counts as the text that it is written as: 7 and "7" are the same customer.

    Parameters
    ----------
    values : ids, texts or whole numbers
    salt : text; another salt gives numbers that have nothing to do with these

    Returns
    -------
    array of uint64, in the order of the ids

    References
    ----------
    FNV-1a over the letters (Fowler, Noll and Vo), salt first, then the last mixing
    step of SplitMix64 (Steele, Lea and Flood, 2014), so that all bits are usable.

    Examples
    --------
    >>> hashed(["C1", "C2"], "spring").tolist()
    [16324617412354643177, 9209028992683102854]
    >>> hashed([7], "spring") == hashed(["7"], "spring")
    array([ True])
    """
    start = OFFSET
    for letter in salt:
        start = (start ^ ord(letter)) * int(PRIME) % 2**64
    texts = _letters(values)
    state = np.full(len(texts), start, dtype=np.uint64)
    for column in texts.T:
        new = (state ^ column) * PRIME
        state = np.where(column > 0, new, state)
    return _mixed(state)


def uniform(values: Any, salt: str) -> np.ndarray:
    """Turn each id, with a salt, into a number from 0 up to 1.

    Parameters
    ----------
    values, salt : as in `hashed`

    Returns
    -------
    array of float

    Examples
    --------
    >>> bool((uniform(range(1000), "spring") < 0.1).sum() < 150)
    True
    """
    return (hashed(values, salt) >> np.uint64(11)) * 2.0**-53


def _letters(values: Any) -> np.ndarray:
    """Return the code of each letter: a row for each id, padded with 0."""
    texts = pd.Series(values).astype(str).to_numpy().astype("U")
    width = max(texts.dtype.itemsize // 4, 1)
    return np.ascontiguousarray(texts).view(np.uint32).reshape(len(texts), width)


def _mixed(state: np.ndarray) -> np.ndarray:
    """Spread each bit over all bits."""
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))
