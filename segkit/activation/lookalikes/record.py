"""What a search for look-alikes found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from segkit.activation.words import lookalike as words
from segkit.checks import DataError
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Lookalike:
    """Prospects by how alike they are to a seed, and how far that can be trusted.

    Parameters
    ----------
    scores : a row per prospect who is no customer yet, in the order of the table:
        score, percentile (100: most alike; equal scores have equal percentiles)
    curve : a row per reach: reach_rate, n, score (the lowest within), similarity (mean
        likeness to the seed there, 0 to 1), captured_rate (part of seed members held
        out who score as high) with low and high, lift (captured / reach; 1 is chance)
        with lift_low and lift_high
    columns : a row per column: share (of what sets seed and pool apart), alone_auc with
        low and high, known_seed, known_pool
    scorecard : a row per column and level: seed_rate, pool_rate, points
    excluded : a row per way in which customers were found in the pool: by, n
    auc, low, high : chance that a member of the seed scores above a prospect, measured
        on people held out; 0.5 is chance
    n_seed, n_pool : people compared
    method : "model" or "similarity"
    verdict : in a sentence
    notes : what to know before using it

    Examples
    --------
    >>> found = Lookalike(*[Table()] * 5, 0.5, 0.4, 0.6, 10, 90, "model", "Chance.", ())
    >>> found.better
    False
    """

    scores: Table
    curve: Table
    columns: Table
    scorecard: Table
    excluded: Table
    auc: float
    low: float
    high: float
    n_seed: int
    n_pool: int
    method: str
    verdict: str
    notes: tuple[str, ...]

    @property
    def better(self) -> bool:
        """Return whether the score tells the seed from the pool at all."""
        return self.low > 0.5

    def top(self, reach: float | int) -> pd.Index:
        """Return the most alike prospects, the most alike first.

        Parameters
        ----------
        reach : a share of the pool (a float up to 1.0), or a number of people (an int)

        Returns
        -------
        Index of ids; who ties with the last one is in too, whatever the order of rows

        Raises
        ------
        DataError
            if reach is neither

        Examples
        --------
        >>> scores = Table({"score": [2.0, 1.0, 2.0]}, index=["a", "b", "c"])
        >>> made = Lookalike(scores, *[Table()] * 4, .7, .6, .8, 9, 3, "model", "", ())
        >>> made.top(1).tolist()
        ['a', 'c']
        """
        score = self.scores["score"].to_numpy()
        n = _people(reach, len(score))
        limit = np.partition(score, len(score) - n)[len(score) - n]
        order = np.argsort(-score, kind="stable")
        return self.scores.index[order[: int((score >= limit).sum())]]

    def __repr__(self) -> str:
        """Print the verdict, the curve, the columns and the notes."""
        return "\n".join(
            [self.verdict, repr(self.curve), repr(self.columns), *self.notes]
        )

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        tables = self.curve._repr_html_() + self.columns._repr_html_()
        return f"<p>{escape(self.verdict)}</p>{tables}{notes}"


def _people(reach: float | int, n: int) -> int:
    """Turn a share or a number into a number of people, at least one."""
    bad = isinstance(reach, bool) or not isinstance(reach, (int, float, np.number))
    if not bad and isinstance(reach, (int, np.integer)):
        bad = reach < 1
    elif not bad:
        bad = not 0 < reach <= 1
    if bad:
        raise DataError(words.REACH.format(found=repr(reach)))
    if isinstance(reach, (int, np.integer)):
        return min(int(reach), n)
    return max(math.ceil(reach * n - 1e-9), 1)
