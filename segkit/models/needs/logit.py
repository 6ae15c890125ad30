"""The conditional logit: Newton's method, standard errors clustered by person."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from segkit.checks import DataError

ROUNDS, SMALL = 50, 1e-8
FAR = 15.0  # utilities of a standard deviation: no choice is left to chance


def logit(
    x: np.ndarray,
    chosen: np.ndarray,
    task: np.ndarray,
    person: np.ndarray,
    names: Sequence[str],
) -> tuple[np.ndarray, np.ndarray]:
    """Fit a conditional logit by Newton's method.

    Parameters
    ----------
    x : (rows, attributes) what each offer is made of
    chosen : (rows,) 1 where the offer was taken, else 0
    task : (rows,) number of the task, from 0
    person : (rows,) number of the person, from 0
    names : of the attributes, for messages

    Returns
    -------
    (utilities, their covariances robust to several answers per person)

    Raises
    ------
    DataError
        if an attribute never differs within a task, is a sum of others, or settles all

    Examples
    --------
    >>> x, taken = np.array([[1.0], [0.0]] * 4), np.array([1, 0, 1, 0, 1, 0, 0, 1])
    >>> task = np.repeat(np.arange(4), 2)
    >>> logit(x, taken, task, task, ["fast"])[0].round(4).tolist()
    [1.0986]
    """
    spread = x.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    z, beta = x / spread, np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        chance = _chances(z @ beta, task)
        mean = _sums(z * chance[:, None], task)[task]
        off = z - mean
        information = (off * chance[:, None]).T @ off
        _refuse_flat(information, names)
        step = np.linalg.solve(information, z.T @ (chosen - chance))
        beta = beta + step
        if np.abs(step).max() < SMALL or np.abs(beta).max() > FAR:
            break
    if np.abs(beta).max() > FAR:
        worst = names[int(np.abs(beta).argmax())]
        raise DataError(
            f"conjoint attribute '{worst}' settles every choice here, so that its "
            "utility has no end: leave it out, or put segments together"
        )
    score = _sums(z * (chosen - chance)[:, None], person)
    bread = np.linalg.inv(information)
    cross = bread @ (score.T @ score) @ bread
    return beta / spread, cross / np.outer(spread, spread)


def _chances(utility: np.ndarray, task: np.ndarray) -> np.ndarray:
    top = np.full(task.max() + 1, -np.inf)
    np.maximum.at(top, task, utility)
    weight = np.exp(utility - top[task])
    return weight / np.bincount(task, weights=weight)[task]


def _sums(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    return np.column_stack([np.bincount(group, weights=each) for each in values.T])


def _refuse_flat(information: np.ndarray, names: Sequence[str]) -> None:
    scale = np.sqrt(np.diag(information))
    flat = [name for name, each in zip(names, scale, strict=True) if each < SMALL]
    if flat:
        raise DataError(
            f"conjoint attributes {flat} never differ within a task: leave them out"
        )
    if np.linalg.cond(information / np.outer(scale, scale)) > 1 / SMALL:
        raise DataError(
            f"conjoint attributes {list(names)} cannot be told apart, one is a sum of "
            "others: leave one out"
        )
