"""What a fitted model knows of the scales that it used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import pandas as pd

from segkit.checks import DataError
from segkit.models.psychographic.alpha import item_analysis, reliability
from segkit.models.rule import Rule
from segkit.models.words import psychographic as said

LEAST = 0.6  # the usual least in exploratory work
ENOUGH = 100  # customers for each column


@dataclass
class Evidence(Rule):
    """A rule that also looks at the items behind its scores, where X names them.

    Attributes
    ----------
    alphas : one dict per scale: scale, n_items, n, alpha, alpha_low, alpha_high, omega
        (None with two items), against (items that run against the others)
    learned_from : number of customers
    """

    alphas: list[dict[str, Any]] = field(default_factory=list)
    learned_from: int = 0

    @classmethod
    def orders_by(cls, X: pd.DataFrame, **options: Any) -> list[str]:
        """Say which other columns are looked at: the order's, and the scales' items."""
        read = cls.reads(X, **options)
        others = super().orders_by(X, **options)
        items = [item for of in scales_of(X, read).values() for item in of]
        return [*others, *(i for i in items if i not in read and i not in others)]

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Learn the rule, and judge the scales that it used."""
        rule = super().learn(X, **options)
        rule.alphas = judged(X, cls.reads(X, **options))
        rule.learned_from = len(X)
        return rule


def scales_of(X: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[str]]:
    """Find the scales whose score or whose items are among these columns.

    Parameters
    ----------
    X : one row per customer; ``X.attrs["scales"]`` names the items of each score
    columns : that a rule reads

    Returns
    -------
    dict: score to its items, for scales with all their items in X

    Examples
    --------
    >>> X = pd.DataFrame(columns=["calm_score", "q1", "q2"])
    >>> X.attrs["scales"] = {"calm_score": ["q1", "q2"], "tidy_score": ["q3", "q4"]}
    >>> scales_of(X, ["calm_score"])
    {'calm_score': ['q1', 'q2']}
    """
    known: Mapping[str, Sequence[str]] = X.attrs.get("scales", {})
    return {
        score: list(items)
        for score, items in known.items()
        if ({score, *items} & set(columns)) and set(items) <= set(X.columns)
    }


def judged(X: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Measure the reliability of the scales that are used, as plain values.

    Parameters
    ----------
    X : one row per customer
    columns : that a rule reads

    Returns
    -------
    list of dicts; a scale whose reliability cannot be computed is left out

    Examples
    --------
    >>> X = pd.DataFrame({"q1": [1, 2, 3, 5], "q2": [2, 2, 5, 5]})
    >>> X.attrs["scales"] = {"calm_score": ["q1", "q2"]}
    >>> round(judged(X, ["q1", "q2"])[0]["alpha"], 2)
    0.92
    """
    found = []
    for scale, items in scales_of(X, columns).items():
        try:
            row = reliability(X, {scale: items}, n_boot=0).iloc[0].to_dict()
            rest = item_analysis(X[items])["item_rest_correlation"]
        except DataError:
            continue
        keep = ("n_items", "n", "alpha", "alpha_low", "alpha_high", "omega")
        plain = {name: None if pd.isna(row[name]) else row[name] for name in keep}
        plain |= {name: int(row[name]) for name in ("n_items", "n")}
        against = rest.index[rest < 0].tolist()
        found.append({"scale": scale, **plain, "against": against})
    return found


def low(alphas: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say which scales are too poor, and what to do about each.

    Parameters
    ----------
    alphas : as in `Evidence`

    Returns
    -------
    list of sentences

    Examples
    --------
    >>> low([{"scale": "calm", "alpha": 0.31, "against": ["q2"]}])[0]
    "the items of calm hang together badly: alpha is 0.31, under 0.6; turn ['q2'] round,
    which run against the others"
    """
    return [
        said.LOW.format(
            scale=said.SURVEY.label(row["scale"]),
            alpha=row["alpha"],
            least=LEAST,
            cure=said.TURN.format(items=row["against"])
            if row["against"]
            else said.DROP,
        )
        for row in alphas
        if row["alpha"] < LEAST
    ]
