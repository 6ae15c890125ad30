"""Expectation and maximisation for latent classes, all starts at once.

Every row becomes one line of features: a 1 for each answer, and (x², x, 1) for each
number. The log-density of all rows in all classes of all starts is then one product of
matrices, and so are the sums of the maximisation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from segkit.cluster.items import Items

CHUNK = 2048
LEAST_CHANCE = 1e-12
LEAST_VARIANCE = 1e-6
# The best start goes on until the log-likelihood grows by this part of `tol` only.
TO_THE_TOP = 1e-4


@dataclass(frozen=True)
class Model:
    """What is learned: log-shares of the classes, and what each feature adds.

    Attributes
    ----------
    log_prior : (..., k)
    weights : (features, ..., k)
    """

    log_prior: NDArray[np.float64]
    weights: NDArray[np.float64]

    def start(self, number: int) -> Model:
        """Return one of the starts.

        Parameters
        ----------
        number : which

        Returns
        -------
        Model
        """
        return Model(self.log_prior[number], self.weights[:, number])

    def some(self, which: NDArray[Any]) -> Model:
        """Return some of the starts.

        Parameters
        ----------
        which : positions or booleans

        Returns
        -------
        Model
        """
        return Model(self.log_prior[which], self.weights[:, which])


@dataclass(frozen=True)
class Plan:
    """How many classes and starts, and when a start ends."""

    k: int
    n_init: int
    max_iter: int
    tol: float


@dataclass(frozen=True)
class Found:
    """The best model, every start's log-likelihood, and how the best one ended."""

    model: Model
    starts: NDArray[np.float64]
    n_iter: int
    converged: bool


def search(
    items: Items, weight: NDArray[np.float64], plan: Plan, rng: RandomState
) -> Found:
    """Run all starts side by side, each until it no longer improves.

    Parameters
    ----------
    items : different rows
    weight : (n,) of each
    plan : classes, starts, when to end
    rng : source of chance

    Returns
    -------
    Found
    """
    model = first_guess(items, weight, plan, rng)
    likelihood, rounds, ended = _climb(model, items, weight, plan)
    best = int(likelihood.argmax())
    top = model.some(np.array([best]))
    finer = replace(plan, n_init=1, tol=plan.tol * TO_THE_TOP)
    _, more, _ = _climb(top, items, weight, finer)
    n_iter = int(rounds[best] + more[0])
    return Found(_by_size(top.start(0)), likelihood, n_iter, bool(ended[best]))


def _climb(
    model: Model, items: Items, weight: NDArray[np.float64], plan: Plan
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
    """Improve starts where they stand; return how likely, after how long, and if up."""
    likelihood = np.full(plan.n_init, -np.inf)
    rounds = np.zeros(plan.n_init, dtype=np.int64)
    ended = np.zeros(plan.n_init, dtype=bool)
    for _ in range(plan.max_iter):
        going = np.flatnonzero(~ended)
        value, sums, mass = expect(model.some(going), items, weight)
        ended[going] = value - likelihood[going] < plan.tol * weight.sum()
        likelihood[going] = value
        rounds[going] += 1
        if ended.all():
            break
        better = maximise(sums, mass, items)
        model.log_prior[going] = better.log_prior
        model.weights[:, going] = better.weights
    return likelihood, rounds, ended


def _by_size(model: Model) -> Model:
    order = np.lexsort([*model.weights[::-1], -model.log_prior])
    return Model(model.log_prior[order], model.weights[:, order])


def first_guess(
    items: Items, weight: NDArray[np.float64], plan: Plan, rng: RandomState
) -> Model:
    """Draw models to start from: each class leans to some rows, drawn at random.

    Parameters
    ----------
    items : different rows
    weight : (n,) of each
    plan : classes and starts
    rng : source of chance

    Returns
    -------
    Model
        of `plan.n_init` starts
    """
    features = items.features
    shape = (plan.n_init, plan.k)
    usual = weight @ features / weight.sum()
    p = items.seen.shape[1]
    cuts = features.shape[1] - 3 * p
    lean = rng.gamma(1.0, size=(*shape, cuts))
    sums = np.empty((*shape, features.shape[1]))
    sums[..., :cuts] = usual[:cuts] * lean + LEAST_CHANCE
    sums[..., cuts:] = _around_rows(features[:, cuts:], weight, shape, rng)
    mass = np.ones(shape)
    return maximise(sums, mass, items)


def _around_rows(
    moments: NDArray[np.float64],
    weight: NDArray[np.float64],
    shape: tuple[int, int],
    rng: RandomState,
) -> NDArray[np.float64]:
    """Return the moments of normal items with a drawn row for mean, variance 1."""
    place = np.searchsorted(weight.cumsum(), rng.uniform(size=shape) * weight.sum())
    p = moments.shape[1] // 3
    mean = moments[place.clip(max=len(weight) - 1), p : 2 * p]
    return np.concatenate([mean**2 + 1.0, mean, np.ones_like(mean)], axis=-1)


def expect(
    model: Model, items: Items, weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return each start's log-likelihood, and what its classes then hold.

    Parameters
    ----------
    model : of s starts
    items : different rows
    weight : (n,) of each

    Returns
    -------
    (s,) log-likelihoods; (s, k, features) sums; (s, k) weights of the classes
    """
    shape = model.log_prior.shape
    flat = model.weights.reshape(len(model.weights), -1)
    value, mass = np.zeros(shape[0]), np.zeros(shape)
    sums = np.zeros((flat.shape[1], len(flat)))
    for first in range(0, len(weight), CHUNK):
        part, w = items.features[first : first + CHUNK], weight[first : first + CHUNK]
        post, each = _normal(part @ flat, model.log_prior)
        value += w @ each
        post *= w[:, None, None]
        mass += post.sum(axis=0)
        sums += post.reshape(len(w), -1).T @ part
    return value, sums.reshape(*shape, -1), mass


def _normal(
    logs: NDArray[np.float64], log_prior: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return shares(logs.reshape(len(logs), *log_prior.shape) + log_prior)


def shares(
    logs: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Turn log-densities into chances that sum to 1, and the rows' log-likelihoods.

    Parameters
    ----------
    logs : (n, ..., k) of each class, its share included; overwritten

    Returns
    -------
    (n, ..., k) chances, (n, ...) natural logarithms

    Examples
    --------
    >>> chance, log_likelihood = shares(np.log([[0.1, 0.3]]))
    >>> chance.round(2).tolist(), np.exp(log_likelihood).round(2).tolist()
    ([[0.25, 0.75]], [0.4])
    """
    most = logs[..., 0].copy()  # class by class: they are few, and short sums are slow
    for k in range(1, logs.shape[-1]):
        np.maximum(most, logs[..., k], out=most)
    logs -= most[..., None]
    chance = np.exp(logs, out=logs)
    total = np.einsum("...k->...", chance)
    chance /= total[..., None]
    return chance, most + np.log(total)


def maximise(
    sums: NDArray[np.float64], mass: NDArray[np.float64], items: Items
) -> Model:
    """Return the likeliest shares, answer chances, means and variances.

    Parameters
    ----------
    sums : (s, k, features) what each class holds
    mass : (s, k) the weight of each class
    items : how the features are laid out

    Returns
    -------
    Model
    """
    share = mass / mass.sum(axis=-1, keepdims=True)
    weights = np.empty_like(sums)
    for first, last in items.spans:
        part = sums[..., first:last]
        total = np.maximum(part.sum(axis=-1, keepdims=True), LEAST_CHANCE)
        weights[..., first:last] = np.log(np.maximum(part / total, LEAST_CHANCE))
    p = items.seen.shape[1]
    cuts = sums.shape[-1] - 3 * p
    square, plain, n = (sums[..., cuts + j * p : cuts + (j + 1) * p] for j in range(3))
    n = np.maximum(n, LEAST_CHANCE)
    mean = plain / n
    variance = np.maximum(square / n - mean**2, LEAST_VARIANCE)
    weights[..., cuts : cuts + p] = -0.5 / variance
    weights[..., cuts + p : cuts + 2 * p] = mean / variance
    weights[..., cuts + 2 * p :] = -0.5 * (
        mean**2 / variance + np.log(2 * np.pi * variance)
    )
    log_prior = np.log(np.maximum(share, LEAST_CHANCE))
    return Model(log_prior, np.moveaxis(weights, -1, 0).copy())
