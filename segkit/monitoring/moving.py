"""Who moved from which segment to which, who came and who went."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError
from segkit.monitoring import words
from segkit.monitoring.bins import chance, percent
from segkit.monitoring.books import crossed, flows, read_book
from segkit.monitoring.homogeneity import (
    ChiSquare,
    adjusted_rand,
    bowker,
    stuart_maxwell,
)
from segkit.monitoring.stability_index import Psi, psi
from segkit.monitoring.tables import one_row_each
from segkit.record import Kpi, Table, rate


@dataclass(frozen=True, repr=False)
class Migration:
    """Say who moved between two days, with intervals and a test.

    Parameters
    ----------
    counts : customers, rows before and columns after; with a row ``(new)`` and a column
        ``(gone)``
    flows : a row per move that somebody made: from_day, to_day, from, to, n, row_share
        (of those in ``from`` who were there both times) with low and high (Wilson),
        expected (if the segment after had nothing to do with the one before); customers
        who came or went have no share
    stayed : Kpi, of those there both times
    sizes : Psi of the sizes, all customers
    homogeneity, symmetry : Stuart-Maxwell (did the sizes shift, of those there both
        times) and Bowker (as many forth as back)
    vanished, appeared : segments with nobody after, or nobody before

    Examples
    --------
    >>> before = pd.Series({"a": "New", "b": "New", "c": "Loyal"})
    >>> after = pd.Series({"a": "New", "b": "Loyal", "d": "New"})
    >>> found = migration(before, after)
    >>> found.n_both, found.n_new, found.n_gone
    (2, 1, 1)
    """

    counts: pd.DataFrame = field(compare=False)
    flows: pd.DataFrame = field(compare=False)
    stayed: Kpi
    sizes: Psi
    homogeneity: ChiSquare
    symmetry: ChiSquare
    vanished: tuple[str, ...]
    appeared: tuple[str, ...]
    level: float = 0.95

    @property
    def matrix(self) -> pd.DataFrame:
        """Return the counts of those who were there both times, segments only."""
        return self.counts.drop(index=words.NEW, columns=words.GONE)

    @property
    def n_both(self) -> int:
        """Return how many customers were there both times."""
        return int(self.stayed.denominator)

    @property
    def n_moved(self) -> int:
        """Return how many of them changed segments."""
        return self.n_both - int(self.stayed.numerator)

    @property
    def n_new(self) -> int:
        """Return how many were not there before."""
        return int(self.counts.loc[words.NEW].to_numpy().sum())

    @property
    def n_gone(self) -> int:
        """Return how many were not there after."""
        return int(self.counts[words.GONE].sum())

    @property
    def sentence(self) -> str:
        """Say it in words."""
        stayed = self.stayed
        text = words.MIGRATION.format(
            stayed=percent(stayed.value), low=percent(stayed.low),
            high=percent(stayed.high), n=f"{self.n_both:,}",
            moved=f"{self.n_moved:,}", new=f"{self.n_new:,}", gone=f"{self.n_gone:,}",
        )  # fmt: skip
        shifted = self.homogeneity.p_value < 1 - self.level
        text += words.SIZES_SHIFT[shifted].format(p=chance(self.homogeneity.p_value))
        text += self._largest_move()
        ends = (
            (words.VANISHED_SEGMENT, self.vanished),
            (
                words.NEW_SEGMENT,
                self.appeared,
            ),
        )
        return text + "".join(t.format(names=", ".join(n)) for t, n in ends if n)

    def _largest_move(self) -> str:
        moves = self.flows[self.flows["row_share"].notna()]
        moves = moves[moves["from"] != moves["to"]]
        if moves.empty:
            return ""
        most = moves.iloc[int(moves["n"].to_numpy().argmax())]
        return words.LARGEST_MOVE.format(
            origin=most["from"], goal=most["to"], n=f"{most['n']:,}",
            share=percent(most["row_share"]),
        )  # fmt: skip

    def steady_state(self) -> pd.Series:
        """Say where sizes would settle if these moves went on forever.

        A thought experiment, no forecast: nobody comes, nobody goes, and nobody's next
        move depends on more than the segment they are in.

        Returns
        -------
        Series of shares by segment, summing to 1; ``attrs["note"]`` says what it is

        Raises
        ------
        DataError
            if moves do not lead from everywhere to one closed group of segments

        References
        ----------
        Kemeny and Snell (1960), "Finite Markov chains", chapter 4.

        Examples
        --------
        >>> before = pd.Series(list("aabbbb"))
        >>> after = pd.Series(list("abbbba"))
        >>> migration(before, after).steady_state().round(3).to_dict()
        {'a': 0.333, 'b': 0.667}
        """
        moves = self.matrix
        moves = moves.loc[moves.sum(axis=1) > 0, moves.sum(axis=1) > 0]
        chances = moves.div(moves.sum(axis=1), axis=0).to_numpy(dtype=float)
        values, vectors = np.linalg.eig(chances.T)
        settled = np.isclose(values, 1, atol=1e-9)
        left = self.matrix.loc[:, self.matrix.sum(axis=1) == 0].to_numpy().sum()
        if settled.sum() != 1 or left:
            names = ", ".join(map(str, moves.index))
            raise DataError(words.NO_STEADY.format(names=names))
        share = np.real(vectors[:, settled][:, 0])
        result = pd.Series(np.abs(share) / np.abs(share).sum(), moves.index)
        result.attrs["note"] = words.STEADY
        return result.rename("share")

    def __repr__(self) -> str:
        """Print the sentence and the counts."""
        return f"{self.sentence}\n{self.counts.to_string()}"

    def _repr_html_(self) -> str:
        table = Table(self.counts)
        table.attrs["heading"] = self.sentence
        return table._repr_html_()


def migration(before: Any, after: Any, *, level: float = 0.95) -> Migration:
    """Say who moved from which segment to which, and whether the sizes shifted.

    Parameters
    ----------
    before, after : Series of segments by customer_id, from the same definition on two
        days (``attrs["as_of"]`` names the day); customers without a segment count as
        one of their own
    level : coverage of the intervals

    Returns
    -------
    Migration; shown as a sentence and the counts

    Raises
    ------
    DataError
        if one is no Series, is empty, has a customer twice, or nobody is in both

    References
    ----------
    Intervals: Wilson, as in Newcombe (1998). Tests: Stuart (1955), Maxwell (1970),
    Bowker (1948).

    Examples
    --------
    >>> before = pd.Series({"a": "New", "b": "New", "c": "Loyal"})
    >>> after = pd.Series({"a": "New", "b": "Loyal", "c": "Loyal", "d": "New"})
    >>> migration(before, after)
    67 % of the 3 customers who were there both times stayed in their segment (21 % to
    94 %), 1 moved. New: 1; gone: 0. The sizes of the segments moved no more than
    chance (Stuart-Maxwell p = 0.32). Most went from New to Loyal: 1 (50 % of New).
            Loyal  New  (gone)
    Loyal       1    0       0
    New         1    1       0
    (new)       0    1       0
    """
    pair = [one_row_each(s, name) for s, name in ((before, "before"), (after, "after"))]
    kinds = list(dict.fromkeys([*pair[0].cat.categories, *pair[1].cat.categories]))
    old, new = (series.cat.set_categories(kinds) for series in pair)
    days = [
        str(s.attrs.get("as_of", name))
        for s, name in ((before, "before"), (after, "after"))
    ]
    return _migration(old, new, (days[0], days[1]), level)


def _migration(
    old: pd.Series, new: pd.Series, days: tuple[str, str], level: float
) -> Migration:
    moves, gone, come = crossed(old, new)
    if not moves.sum():
        raise DataError(words.NOBODY_IN_BOTH)
    names = list(old.cat.categories)
    counts = pd.DataFrame(moves, names, names)
    counts[words.GONE] = gone
    counts.loc[words.NEW] = [*come, 0]
    sizes = moves.sum(axis=1) + gone, moves.sum(axis=0) + come
    return Migration(
        counts=counts,
        flows=flows(counts, days, level),
        stayed=rate(
            "stayed_rate", int(np.trace(moves)), int(moves.sum()),
            definition=words.STAYED, period=" to ".join(days), level=level,
        ),
        sizes=psi(*sizes, level=level),
        homogeneity=stuart_maxwell(moves),
        symmetry=bowker(moves),
        vanished=tuple(n for n, a, b in zip(names, *sizes, strict=True) if a and not b),
        appeared=tuple(n for n, a, b in zip(names, *sizes, strict=True) if b and not a),
        level=level,
    )  # fmt: skip


def migrations(book: Any, *, level: float = 0.95) -> Table:
    """Say for each two days of a book that follow each other who moved.

    Parameters
    ----------
    book : ``{day: segments}``; segments are a Series indexed by customer_id
    level : coverage of the intervals

    Returns
    -------
    Table, a row per span: from_day, to_day, n (there both times), stayed, stayed_rate,
    low, high (Wilson), moved, new, gone, sizes_psi, p_value (Stuart-Maxwell), agreement
    (adjusted Rand index: 1 the same segments, 0 as by chance).
    ``attrs["flows"]`` has every move (as `Migration.flows`), to draw

    Raises
    ------
    DataError
        as `migration` does, or if this is no book of at least two days

    References
    ----------
    as in `migration`

    Examples
    --------
    >>> book = {"2024-01-31": pd.Series({"a": "New", "b": "Loyal"}),
    ...         "2024-02-29": pd.Series({"a": "Loyal", "b": "Loyal"})}
    >>> migrations(book)[["from_day", "to_day", "n", "stayed", "moved"]]
         from_day      to_day  n  stayed  moved
    0  2024-01-31  2024-02-29  2       1      1
    """
    days = read_book(book)
    spans = [
        (a, b, _migration(days[a], days[b], (a, b), level)) for a, b in pairwise(days)
    ]
    rows = [
        {
            "from_day": first, "to_day": last, "n": m.n_both,
            "stayed": int(m.stayed.numerator), "stayed_rate": m.stayed.value,
            "low": m.stayed.low, "high": m.stayed.high, "moved": m.n_moved,
            "new": m.n_new, "gone": m.n_gone, "sizes_psi": m.sizes.value,
            "p_value": m.homogeneity.p_value,
            "agreement": adjusted_rand(m.matrix.to_numpy()),
        }
        for first, last, m in spans
    ]  # fmt: skip
    table = Table(rows)
    table.attrs["flows"] = pd.concat([m.flows for *_, m in spans], ignore_index=True)
    return table
