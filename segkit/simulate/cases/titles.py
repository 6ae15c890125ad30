"""Invented titles of a streaming service."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GENRES = (
    "crime",
    "drama",
    "comedy",
    "science fiction",
    "documentary",
    "children",
    "cooking",
    "quiz",
)
NOUNS = (
    "Ledger",
    "Orchard",
    "Landlady",
    "Orbit",
    "Estuary",
    "Hedgehogs",
    "Saucepan",
    "Buzzer",
)
WORDS = ("Amber", "Quiet", "Paper", "Northern", "Borrowed", "Second", "Crooked", "Tall")
# Few titles take most of the viewings.
POPULARITY = 1 / np.arange(1, len(WORDS) + 1) ** 0.8


def titles(genre: NDArray, place: NDArray) -> NDArray[np.str_]:
    """Return titles by genre and place in its list.

    Parameters
    ----------
    genre : (n,) positions in `GENRES`
    place : (n,) positions in the genre's list, the most watched first

    Returns
    -------
    (n,) titles

    Examples
    --------
    >>> titles(np.array([0, 3]), np.array([0, 1])).tolist()
    ['The Crooked Ledger', 'The Amber Orbit']
    """
    # Each genre begins its list with another word, so that no word sells by itself.
    word = np.array(WORDS)[(place + 3 * genre + 6) % len(WORDS)]
    return np.array(
        [f"The {w} {n}" for w, n in zip(word, np.array(NOUNS)[genre], strict=True)]
    )
