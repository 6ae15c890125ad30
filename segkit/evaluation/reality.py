"""Are they real? One question, one answer, with the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
from sklearn.base import BaseEstimator

from segkit import checks
from segkit.evaluation import words
from segkit.evaluation.comparing import Work, against
from segkit.record import Table

#: What decides; own choice where no source is named.
#: stability: Steinley (2004): an adjusted Rand index from .80 on is good agreement.
THRESHOLDS = {"stability": 0.80, "p_value": 0.05, "tie": 0.02}


@dataclass(frozen=True, repr=False)
class Verdict:
    """Say whether there are segments, why, and what to do now.

    Parameters
    ----------
    verdict : "natural", "reproducible" or "constructive", the three kinds of data of
        Dolnicar and Leisch: with groups; with other structure, so that the same cuts
        come again; without either, so that segments can only be made up
    n_segments : the number that this is said of; None when there are none
    stability : mean adjusted Rand index of pairs of samples, at that number or the best
    silhouette : mean silhouette, at that number or the best
    why, advice : sentences
    comparison : DataFrame, as `null_comparison` returns it, with a column ``null``
    thresholds : what decided

    Examples
    --------
    >>> table = pd.DataFrame()
    >>> Verdict("constructive", None, 0.3, 0.1, "They disagree.", "Do not.", table)
    Verdict: no stable segments
    Why: They disagree.
    What to do: Do not.
    """

    verdict: str
    n_segments: int | None
    stability: float
    silhouette: float
    why: str
    advice: str
    comparison: pd.DataFrame = field(compare=False)
    thresholds: dict[str, float] = field(default_factory=lambda: dict(THRESHOLDS))

    @property
    def words(self) -> str:
        """Return the verdict in words, such as "no stable segments"."""
        return words.VERDICTS[self.verdict]

    def _said(self) -> dict[str, str]:
        texts = {"verdict": self.words, "why": self.why, "advice": self.advice}
        return {words.VERDICT_ROWS[key]: text for key, text in texts.items()}

    def __repr__(self) -> str:
        """Print verdict, reasons and advice."""
        return "\n".join(f"{key}: {text}" for key, text in self._said().items())

    def _repr_html_(self) -> str:
        left = 'style="text-align: left"'  # JupyterLab sets tables to the right
        rows = "".join(
            f'<tr><th scope="row" {left}>{escape(key)}</th>'
            f"<td {left}>{escape(text)}</td></tr>"
            for key, text in self._said().items()
        )
        return f"<table>{rows}</table>"


def are_they_real(
    estimator: BaseEstimator,
    X: Any,
    *,
    n_segments: Iterable[int] = range(2, 7),
    n_worlds: int = 19,
    n_pairs: int = 20,
    sample: int = 2000,
    param: str | None = None,
    random_state: int | None = None,
    n_jobs: int | None = None,
) -> Verdict:
    """Say whether the segments are in the data or only in the method.

    Any method divides any data. Here the customers are divided again and again, each
    time from another sample, and so are made-up customers among whom there are no
    groups. The segments are natural if two samples agree (`stability` of .80 or more)
    and the segments lie further apart than in one cloud of the same spreads and
    correlations (p at most .05 over all numbers tried). They are reproducible if two
    samples agree, and more than with shuffled columns. Otherwise there are no stable
    segments, and one can only make some up (constructive).

    Parameters
    ----------
    estimator : scikit-learn estimator or pipeline with `predict`, or a segkit model
        that finds groups; not fitted
    X : (n, columns) table or array, prepared as for the estimator
    n_segments : which numbers of segments to try, from 2
    n_worlds : how many made-up data sets of each kind; they are made where they can
        change the verdict
    n_pairs : pairs of samples for the stability
    sample : at most so many customers, drawn once
    param : the estimator's argument that is the number of segments; None to find it
    random_state : seed of everything
    n_jobs : how many processes; None for one

    Returns
    -------
    Verdict, which prints as text

    Raises
    ------
    DataError
        if the estimator cannot sort customers, divides by limits, X has infinite
        numbers, or n_worlds is too small to reach p = .05

    References
    ----------
    Dolnicar and Leisch (2010), "Evaluation of structure and reproducibility of cluster
    solutions using the bootstrap" (the three kinds); Steinley (2004), "Properties of
    the Hubert-Arabie adjusted Rand index" (.80). The rule that combines them is our
    own definition.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.cluster import KMeans
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 2)) + 8 * np.repeat([[0, 0], [1, 0], [0, 1]], 30, 0)
    >>> found = are_they_real(
    ...     KMeans(n_init=3), X, n_segments=[2, 3], n_pairs=10, random_state=0)
    >>> found.words, found.n_segments
    ('natural segments', 3)
    """
    least = round(1 / THRESHOLDS["p_value"]) - 1
    n_worlds = checks.whole_number(n_worlds, name="n_worlds", low=least)
    work = Work.of(
        estimator, X, n_segments=n_segments, param=param, sample=sample,
        random_state=random_state, n_pairs=n_pairs, n_jobs=n_jobs,
    )  # fmt: skip
    look = work.look()

    def compare(null: str, worlds: int, figure: str) -> pd.DataFrame:
        table = against(work, look, null, worlds, [figure])
        return pd.DataFrame(table).assign(null=null)

    alone = compare("cloud", 0, "silhouette")
    if not _stable(alone):  # nothing to hold against made-up data
        return _verdict(alone, None)
    cloud = compare("cloud", n_worlds, "silhouette")
    if _natural(cloud):
        return _verdict(cloud, None)
    return _verdict(cloud, compare("independent", n_worlds, "stability"))


def _wide(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row per number of segments, columns such as (observed, stability)."""
    return table.pivot(index="n_segments", columns="figure")


def _stable(table: pd.DataFrame) -> list[int]:
    """Return the numbers of segments on which two samples agree."""
    agree = _wide(table)["observed"]["stability"]
    return agree.index[agree >= THRESHOLDS["stability"]].tolist()


def _beyond(table: pd.DataFrame, figure: str) -> list[int]:
    """Return the stable numbers whose figure the made-up data do not reach."""
    chance = _wide(table)["p_adjusted"][figure]
    return [k for k in _stable(table) if chance[k] <= THRESHOLDS["p_value"]]


def _natural(cloud: pd.DataFrame) -> list[int]:
    return _beyond(cloud, "silhouette")


def _best(table: pd.DataFrame, numbers: list[int]) -> int:
    """Choose the most stable; of those as good as equal, the one furthest apart."""
    wide = _wide(table).loc[numbers]
    agree = wide["observed"]["stability"]
    close = agree.index[agree >= agree.max() - THRESHOLDS["tie"]]
    gain = wide["observed"]["silhouette"] - wide["null_high"]["silhouette"].fillna(0)
    return int(gain.loc[close].idxmax())


def _verdict(cloud: pd.DataFrame, shuffled: pd.DataFrame | None) -> Verdict:
    """Put the comparisons together."""
    agree = _wide(cloud)["observed"]["stability"]
    same = _beyond(shuffled, "stability") if shuffled is not None else []
    kind = "natural" if _natural(cloud) else "reproducible" if same else "constructive"
    k = _best(cloud, _natural(cloud) or same or [int(agree.idxmax())])
    text = {
        "natural": words.NATURAL,
        "reproducible": words.REPRODUCIBLE,
        "constructive": words.AS_WITHOUT if _stable(cloud) else words.UNSTABLE,
    }[kind]
    row: Any = _wide(cloud).loc[k]
    stability, silhouette = row["observed", "stability"], row["observed", "silhouette"]
    numbers = {
        "k": k,
        "stability": stability,
        "silhouette": silhouette,
        "null": row["null_high", "silhouette"],
        "least": THRESHOLDS["stability"],
    }
    if shuffled is not None:
        numbers["shuffled"] = _wide(shuffled).loc[k]["null_high", "stability"]
    both = cloud if shuffled is None else pd.concat([cloud, shuffled])
    return Verdict(
        kind,
        None if kind == "constructive" else k,
        float(stability),
        float(silhouette),
        text.format(**numbers),
        words.ADVICE[kind].format(k=k),
        Table(both.reset_index(drop=True)),
    )
