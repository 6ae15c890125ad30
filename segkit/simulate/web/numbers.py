"""Numbers for sessions, paths and visitors, that say nothing about them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from segkit.simulate.scene import BLOCK, Scene

# A small world has room for as many rows as one of this size: one robot fills much.
SMALL = 200


def shuffled(
    scene: Scene, letter: str, n: int, *, room: int, late: int = 0
) -> tuple[NDArray, NDArray]:
    """Return identifiers in no order at all; no two blocks share one.

    Parameters
    ----------
    scene : the block
    letter : what they begin with
    n : how many
    room : rows per person kept free for each block
    late : how many more for rows that are added after the others

    Returns
    -------
    ((n,) strings, (late,) strings); the first do not depend on `late`

    Examples
    --------
    >>> one, none = shuffled(Scene(seed=1, size=50), "S", 3, room=20)
    >>> two, more = shuffled(Scene(seed=1, size=50), "S", 3, room=20, late=1)
    >>> (one == two).all(), len(none), more[0] in one
    (np.True_, 0, False)
    """
    space = max(scene.n_people, SMALL) * room
    if n + late > space:
        raise ValueError(f"{letter}: {n + late} rows, room for {space} in this block")
    number = scene.stream(f"numbers {letter}").permutation(space) + 1
    number += scene.block * BLOCK * room
    width = len(str(max(scene.size, SMALL) * room))
    text = np.char.add(letter, np.char.zfill(number.astype(str), width))
    return text[:n].astype(object), text[space - late :].astype(object)


def or_missing(text: ArrayLike, index: pd.Index | None = None) -> pd.Series:
    """Return text, with nothing where it is empty.

    Parameters
    ----------
    text : (n,) strings
    index : of the rows; 0, 1, 2, … if None

    Returns
    -------
    (n,) pandas Series of strings

    Examples
    --------
    >>> or_missing(["a", ""]).isna().tolist()
    [False, True]
    """
    found = pd.Series(np.asarray(text), index=index, dtype="str")
    return found.mask(found == "")
