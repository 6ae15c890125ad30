"""What goes with a chance, in plain words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from segkit.models import words
from segkit.models.propensity import engines, reading
from segkit.models.propensity.reading import DATE, LOG, TEXT
from segkit.models.words import propensity as said
from segkit.record import Table

SHUFFLES = 5
LEAST = 10  # customers with a text, at least, to be spoken of
Chances = Callable[[pd.DataFrame], np.ndarray]


def drivers(
    X: pd.DataFrame,
    y: np.ndarray,
    known: dict[str, str],
    chances: Chances,
    *,
    random_state: int,
) -> pd.DataFrame:
    """Say for each column how much the model leans on it, and in which direction.

    Parameters
    ----------
    X : one row per customer, as the model reads it
    y : bool array, what happened
    known : column to kind
    chances : from such a table to chances
    random_state : seed of the shuffles

    Returns
    -------
    table, the strongest column first: column, importance (how much the mean log loss
    grows when the column is shuffled among customers, mean of five), times_as_likely
    (of customers with more of it, whatever else they are like), times_all_else_alike
    (by the model, all other columns left as they are) and text

    References
    ----------
    Breiman (2001), Random Forests, Machine Learning 45, 5-32, for the shuffling. The
    two numbers are own definitions: the mean chance after a change of the column over
    that before, by a logistic regression on this column alone, and by the model. They
    differ where columns say nearly the same: orders, and money spent. Such columns
    share their importance, too.

    Examples
    --------
    >>> X = pd.DataFrame({"n_orders": [1.0, 2.0, 4.0]})
    >>> chance = lambda X: X["n_orders"].to_numpy() / 10
    >>> y = np.array([False, False, True])
    >>> found = drivers(X, y, {"n_orders": "log"}, chance, random_state=0)
    >>> found["text"].tolist()
    ['customers with twice the orders are 1.7 times as likely (2 times with all else
    alike)']
    """
    rng = np.random.default_rng(random_state)
    loss = _loss(y, chances(X))
    rows = []
    for name in X.columns:
        worse = [
            _loss(y, chances(X.assign(**{name: rng.permutation(X[name].to_numpy())})))
            for _ in range(SHUFFLES)
        ]
        alone = _alone(X, y, name, known[name])
        after, before, text = _change(X, name, known[name], alone)
        times, others_alike = (
            float(np.mean(each(after)) / np.mean(each(before)))
            for each in (alone, chances)
        )
        rows.append(
            {
                "column": name,
                "importance": float(np.mean(worse)) - loss,
                "times_as_likely": times,
                "times_all_else_alike": others_alike,
                "text": text.format(times=f"{times:.2g}", alike=f"{others_alike:.2g}"),
            }
        )
    table = pd.DataFrame(rows).sort_values("importance", ascending=False, kind="stable")
    found = Table(table.reset_index(drop=True))
    found.attrs["heading"] = said.HEADING
    return found


def _alone(X: pd.DataFrame, y: np.ndarray, name: str, kind: str) -> Chances:
    """Fit a logistic regression on one column."""
    pipe = reading.pipeline(
        {name: kind}, engines.classifier("logistic", 0), scaled=True
    )
    order = np.lexsort([y, pd.factorize(X[name], sort=True)[0]])
    pipe.fit(X[[name]].iloc[order], y[order])
    return lambda changed: pipe.predict_proba(changed[[name]])[:, 1]


def _loss(y: np.ndarray, chance: np.ndarray) -> float:
    inside = np.clip(chance, 1e-9, 1 - 1e-9)
    return float(-np.mean(np.where(y, np.log(inside), np.log(1 - inside))))


def _change(
    X: pd.DataFrame, name: str, kind: str, alone: Chances
) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Change one column for everybody: the table after and before, and the words."""
    label = said.label(name)
    if kind == TEXT:
        return _texts(X, name, label, alone)
    if kind == LOG:
        return X.assign(**{name: X[name] * 2}), X, _told("twice", label=label)
    values = X[name].dropna()
    if set(values.unique()) <= {0.0, 1.0}:
        yes, no = (X.assign(**{name: each}) for each in (1.0, 0.0))
        return yes, no, _told("yes", label=label)
    by = 30.0 if kind == DATE else float(values.std()) or 1.0
    shown = words.counted(30, "day") if kind == DATE else words.rounded(by)
    more = X.assign(**{name: X[name] + by})
    return more, X, _told("more", label=label, by=shown)


def _texts(
    X: pd.DataFrame, name: str, label: str, alone: Chances
) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Compare the text that goes with the highest chance with that of the lowest."""
    counts = X[name].value_counts()
    common = sorted(counts.index[counts >= LEAST]) or sorted(counts.index)
    tables = {each: X.assign(**{name: each}) for each in common}
    mean = {each: alone(table).mean() for each, table in tables.items()}
    best, worst = max(mean, key=lambda k: mean[k]), min(mean, key=lambda k: mean[k])
    text = _told("instead", label=label, value=best, other=worst)
    return tables[best], tables[worst], text


def _told(key: str, **facts: str) -> str:
    """Say the change, and leave room for the two numbers."""
    plain = {
        name: str(fact).replace("{", "(").replace("}", ")")
        for name, fact in facts.items()
    }
    return said.DRIVER[key].format(times="{times}", **plain) + said.ALIKE_ELSE
