"""How sure a model of latent classes is: the information in the rows that were seen.

Louis (1982): what the rows would tell if the classes were known, less what is lost by
not knowing them. Answers that a class (almost) never gives count as known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag
from scipy.special import log_softmax

from segkit.cluster import em
from segkit.cluster.class_regression import Climbed, curvature
from segkit.cluster.em import Model
from segkit.cluster.items import Items
from segkit.cluster.latent_tables import FLOOR, HARDLY, moments

# The least eigenvalue of an information that can be inverted, of a unit diagonal.
SINGULAR = 1e-10


@dataclass(frozen=True)
class Information:
    """Two estimates of one matrix, of all parameters; the effects come last.

    Attributes
    ----------
    observed : (parameters, parameters) minus the second derivatives of the
        log-likelihood
    outer : (parameters, parameters) sum of the rows' squared scores
    n_effects : how many of the last parameters are effects of covariates
    """

    observed: NDArray[np.float64]
    outer: NDArray[np.float64]
    n_effects: int

    def covariance(self, kind: str = "observed") -> NDArray[np.float64]:
        """Return the covariances of the effects.

        Parameters
        ----------
        kind : "observed" or "outer"

        Returns
        -------
        (effects, effects), class by class from the second; NaN if the rows do not tell
        all parameters apart
        """
        matrix = self.observed if kind == "observed" else self.outer
        size = np.sqrt(np.abs(matrix.diagonal()))
        size = np.where(size > 0, size, 1.0)
        scaled = matrix / np.outer(size, size)
        if np.linalg.eigvalsh(scaled)[0] < SINGULAR:
            return np.full((self.n_effects, self.n_effects), np.nan)
        whole = np.linalg.inv(scaled) / np.outer(size, size)
        first = len(matrix) - self.n_effects
        return whole[first:, first:]


@dataclass(frozen=True)
class _Free:
    """Free features of one class: the item of each, their means and covariances."""

    features: NDArray[np.int64]
    item: NDArray[np.int64]
    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]


def information(
    found: Climbed, items: Items, z: NDArray[np.float64], weight: NDArray[np.float64]
) -> Information:
    """Measure how much the rows tell about every parameter.

    Parameters
    ----------
    found : the classes and their shares
    items : different rows
    z : (n, q) covariates of the rows
    weight : (n,)

    Returns
    -------
    Information
    """
    columns = found.logit.columns(z)
    log_prior = log_softmax(columns @ found.logit.beta, axis=1)
    prior = np.exp(log_prior)
    post, _ = em.shares(items.features @ found.model.weights + log_prior)
    mass, k = weight[:, None] * post, post.shape[1]
    free = [_free(found.model, items, c, mass[:, c].sum()) for c in range(k)]
    ends = np.cumsum([0, *(len(each.features) for each in free)])
    effects = ends[-1] + np.arange(columns.shape[1] * (k - 1))
    known = np.zeros((ends[-1] + len(effects),) * 2)
    known[np.ix_(effects, effects)] = curvature(columns, prior, weight)
    total, answered = np.zeros((len(z), len(known))), _answered(items)
    for c, each in enumerate(free):
        own = np.r_[ends[c] : ends[c + 1], effects]
        slope = _products((np.arange(k) == c) - prior, columns)
        there = answered[:, each.item]
        score = np.hstack([items.features[:, each.features] - there * each.mean, slope])
        block = own[: len(each.features)]
        known[np.ix_(block, block)] += each.covariance * (mass[:, c] @ there)[:, None]
        known[np.ix_(own, own)] -= score.T @ (mass[:, [c]] * score)
        total[:, own] += post[:, [c]] * score
    outer = total.T @ (weight[:, None] * total)
    return Information(known + outer, outer, len(effects))


def _products(
    gap: NDArray[np.float64], columns: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the scores of the effects, class by class from the second."""
    return (gap[:, 1:, None] * columns[:, None, :]).reshape(len(gap), -1)


def _answered(items: Items) -> NDArray[np.float64]:
    """Return which items each row answers: categorical ones first, then numbers."""
    parts = [items.features[:, a:b].sum(axis=1) for a, b in items.spans]
    return np.column_stack([*parts, items.seen])


def _free(model: Model, items: Items, which: int, n: float) -> _Free:
    """Say what is free in a class that holds n rows."""
    weights = model.weights[:, which]
    parts = [
        _answers(weights, number, span, n) for number, span in enumerate(items.spans)
    ]
    mean, variance = moments(weights, items.seen.shape[1])
    for j in np.flatnonzero(variance > em.LEAST_VARIANCE * FLOOR):
        parts.append(_normal(int(j), len(variance), items, mean[j], variance[j]))
    none = np.empty(0, dtype=int)
    features, item, means, blocks = zip(
        (none, none, np.empty(0), np.empty((0, 0))), *parts, strict=True
    )
    return _Free(
        np.concatenate(features),
        np.concatenate(item),
        np.concatenate(means),
        block_diag(*blocks),
    )


def _answers(
    weights: NDArray[np.float64], number: int, span: tuple[int, int], n: float
) -> tuple[NDArray[Any], ...]:
    chance = np.exp(weights[slice(*span)])
    free = (chance * n >= HARDLY) & (np.arange(len(chance)) != chance.argmax())
    chance = chance[free]
    places = span[0] + np.flatnonzero(free)
    covariance = np.diag(chance) - np.outer(chance, chance)
    return places, np.full(len(places), number), chance, covariance


def _normal(
    j: int, p: int, items: Items, m: float, v: float
) -> tuple[NDArray[Any], ...]:
    cuts = items.features.shape[1] - 3 * p
    cross = 2 * m * v
    covariance = np.array([[4 * m**2 * v + 2 * v**2, cross], [cross, v]])
    places = np.array([cuts + j, cuts + p + j])
    return places, np.full(2, len(items.spans) + j), np.array([m**2 + v, m]), covariance
