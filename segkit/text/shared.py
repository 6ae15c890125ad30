"""Shares of sentiment by group, corrected for labels that are wrong at times."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from segkit.checks import DataError, whole_number
from segkit.record import Table, wilson
from segkit.text import words

KINDS = ("negative", "mixed", "positive")
DRAWS = 1000


def sentiment_shares(
    found: pd.DataFrame,
    by: pd.Series | None = None,
    *,
    checked: tuple[pd.Series, Any] | None = None,
    minimum: int = 10,
    level: float = 0.95,
    random_state: int = 0,
) -> Table:
    """Say what share of the texts of each group praises, blames, or does both.

    Labels are wrong at times, so that raw shares lean: what is rare looks more frequent
    than it is. Texts that somebody coded too show how labels go wrong, and correct it.

    Parameters
    ----------
    found : as `sentiment` or a model returns it, for all texts
    by : group of each text (segment, theme); None for one group
    checked : (labels, truth) of texts that somebody coded: what the same method says of
        them, and what they are. None: raw shares, and a warning
    minimum : groups with fewer texts are blank
    level : coverage of the intervals
    random_state : seed of the intervals

    Returns
    -------
    Table, one row per group and sentiment: n, sentiment, raw, share, low, high. Without
    `checked`, share is raw, and the interval allows for chance, not for wrong labels

    Raises
    ------
    DataError
        if lengths differ, or a sentiment is missing among the checked texts

    References
    ----------
    Rogan and Gladen (1978) for several classes; intervals by drawing both the group's
    labels and the table of errors (parametric bootstrap); Wilson (1927) for raw shares

    Examples
    --------
    >>> from segkit.text import sentiment
    >>> found = sentiment(["good"] * 8 + ["bad"] * 12, "English")
    >>> sentiment_shares(found)[["sentiment", "raw"]].values.tolist()
    [['negative', 0.6], ['mixed', 0.0], ['positive', 0.4], ['no sign', 0.0]]
    """
    whole_number(minimum, name="minimum")
    label = found["sentiment"].astype("str")
    kinds = list(found["sentiment"].cat.categories)
    group = pd.Series("all", index=label.index) if by is None else by
    if len(group) != len(label):
        raise DataError(words.SAYS["match"].format(a=len(label), b=len(group)))
    group = pd.Series(
        np.asarray(group), index=label.index, name=getattr(by, "name", None)
    )
    rng = np.random.default_rng(random_state)
    errors = None if checked is None else _errors(checked, kinds)
    parts = []
    for name, mine in label.groupby(group, observed=True):
        counts = mine.value_counts().reindex(kinds, fill_value=0).to_numpy()
        part = _raw(counts, kinds, level)
        if errors is not None:
            part = _corrected(part, counts, errors, level, rng)
        if counts.sum() < minimum:
            part[["raw", "share", "low", "high"]] = np.nan
        parts.append(part.assign(group=name, n=int(counts.sum())))
    told = _told(pd.concat(parts, ignore_index=True), checked, by, minimum)
    told.attrs |= {"level": level, "corrected": checked is not None}
    return told


def _raw(counts: np.ndarray, kinds: list[str], level: float) -> pd.DataFrame:
    n = int(counts.sum())
    ends = [wilson(int(k), n, level) for k in counts]
    raw = counts / n
    table = pd.DataFrame({"sentiment": kinds, "raw": raw, "share": raw})
    return table.assign(low=[e[0] for e in ends], high=[e[1] for e in ends])


def _errors(checked: tuple[pd.Series, Any], kinds: list[str]) -> pd.DataFrame:
    """Count labels (rows) of texts by what they are (columns)."""
    said, truth = np.asarray(checked[0]).astype(str), np.asarray(checked[1]).astype(str)
    if len(said) != len(truth):
        raise DataError(words.SAYS["match"].format(a=len(said), b=len(truth)))
    table = pd.crosstab(said, truth).reindex(index=kinds, fill_value=0)
    missing = [kind for kind in KINDS if kind not in table]
    if missing:
        found = sorted(set(truth))
        raise DataError(words.SAYS["labels"].format(known=list(KINDS), found=found))
    return table[list(KINDS)]


def _corrected(
    part: pd.DataFrame,
    counts: np.ndarray,
    errors: pd.DataFrame,
    level: float,
    rng: np.random.Generator,
) -> pd.DataFrame:
    n = int(counts.sum())
    table = errors.to_numpy().astype(float)
    share = _solved(counts / n, table / table.sum(axis=0))
    draws = np.empty((DRAWS, len(KINDS)))
    for i in range(DRAWS):
        seen = rng.multinomial(n, counts / n) / n
        wrong = np.column_stack([rng.dirichlet(column + 0.5) for column in table.T])
        draws[i] = _solved(seen, wrong)
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    known = part.set_index("sentiment").loc[list(KINDS)].reset_index()
    return known.assign(share=share, low=low, high=high)


def _solved(seen: np.ndarray, wrong: np.ndarray) -> np.ndarray:
    """Find the shares, from 0 and adding up to 1, that would look most like these."""
    from scipy.optimize import nnls  # noqa: PLC0415 - only for corrections

    heavy = 1e3  # that they add up to 1 counts for more than anything else
    left = np.vstack([wrong, heavy * np.ones(wrong.shape[1])])
    shares, _ = nnls(left, np.append(seen, heavy))
    return shares / shares.sum()


def _told(
    table: pd.DataFrame, checked: Any, by: pd.Series | None, minimum: int
) -> Table:
    name = "text" if by is None else str(getattr(by, "name", None) or "group")
    order = ["group", "sentiment", "n", "raw", "share", "low", "high"]
    result = Table(table[order])
    notes = [words.SHARES["raw"]]
    if checked is not None:
        corrected = words.SHARES["corrected"]
        notes = [corrected.format(n=len(np.asarray(checked[1])), by=name)]
    if table["raw"].isna().any():
        notes.append(words.SHARES["small"].format(minimum=minimum))
    result.attrs["heading"] = words.SHARES["heading"].format(by=name)
    result.attrs["notes"] = notes
    return result
