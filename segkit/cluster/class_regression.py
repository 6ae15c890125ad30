"""Shares of latent classes that depend on covariates, by a multinomial logit.

The classes are first found without covariates and keep their meaning: the climb with
covariates starts there. Each round is one round of EM; the logit takes one Newton step
in it (Bandeen-Roche and others 1997).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from segkit.cluster import em
from segkit.cluster.em import Model
from segkit.cluster.items import Items

# A Newton step that makes things worse is halved so many times at most.
HALVINGS = 20


@dataclass(frozen=True)
class Logit:
    """How the shares of the classes depend on the covariates.

    Attributes
    ----------
    mean, spread : (q,) of the columns of the covariates
    beta : (1 + q, k) constant and effects of the standardised columns on the log-odds
        of a class against the first, whose effects are 0
    """

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    beta: NDArray[np.float64]

    @classmethod
    def flat(
        cls,
        z: NDArray[np.float64],
        weight: NDArray[np.float64],
        log_prior: NDArray[np.float64],
    ) -> Logit:
        """Make shares that do not depend on anything yet.

        Parameters
        ----------
        z : (n, q) covariates
        weight : (n,) of the rows
        log_prior : (k,) log-shares of the classes

        Returns
        -------
        Logit
        """
        mean = weight @ z / weight.sum()
        spread = np.sqrt(weight @ (z - mean) ** 2 / weight.sum())
        beta = np.zeros((1 + z.shape[1], len(log_prior)))
        beta[0] = log_prior - log_prior[0]
        return cls(mean, np.where(spread > 0, spread, 1.0), beta)

    def columns(self, z: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a constant and the standardised covariates.

        Parameters
        ----------
        z : (n, q) in their own units

        Returns
        -------
        (n, 1 + q)
        """
        return np.column_stack([np.ones(len(z)), (z - self.mean) / self.spread])

    def log_prior(self, z: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-shares of the classes for rows with these covariates.

        Parameters
        ----------
        z : (n, q) in their own units

        Returns
        -------
        (n, k)
        """
        return log_softmax(self.columns(z) @ self.beta, axis=1)

    def own_units(self) -> NDArray[np.float64]:
        """Return the matrix that turns standardised effects into those of units.

        Returns
        -------
        (1 + q, 1 + q); times `beta` it gives the effects
        """
        turn = np.diag(np.r_[1.0, 1 / self.spread])
        turn[0, 1:] = -self.mean / self.spread
        return turn


@dataclass(frozen=True)
class Climbed:
    """Classes whose shares depend on covariates, and how the climb ended."""

    model: Model
    logit: Logit
    n_iter: int
    converged: bool


def climb(
    model: Model,
    items: Items,
    z: NDArray[np.float64],
    weight: NDArray[np.float64],
    plan: em.Plan,
) -> Climbed:
    """Let the shares depend on covariates, and improve all until nothing is gained.

    Parameters
    ----------
    model : classes found without covariates
    items : different rows of items and covariates together
    z : (n, q) covariates of these rows
    weight : (n,)
    plan : when to end

    Returns
    -------
    Climbed
        the largest class first
    """
    logit = Logit.flat(z, weight, model.log_prior)
    columns, before, ended, rounds = logit.columns(z), -np.inf, False, 0
    enough = plan.tol * em.TO_THE_TOP * weight.sum()
    while not ended and rounds < plan.max_iter:
        rounds += 1
        logs = items.features @ model.weights + log_softmax(columns @ logit.beta, 1)
        post, each = em.shares(logs)
        value = float(weight @ each)
        ended, before = value - before < enough, value
        if not ended:
            post *= weight[:, None]
            model = _items_again(post, items)
            logit = replace(logit, beta=newton(columns, logit.beta, post))
    return Climbed(*_by_size(model, logit, columns, weight), rounds, ended)


def _items_again(post: NDArray[np.float64], items: Items) -> Model:
    sums = post.T @ items.features
    return em.maximise(sums[None], post.sum(axis=0)[None], items).start(0)


def _by_size(
    model: Model, logit: Logit, columns: NDArray[Any], weight: NDArray[Any]
) -> tuple[Model, Logit]:
    share = weight @ np.exp(log_softmax(columns @ logit.beta, 1)) / weight.sum()
    order = np.argsort(-share, kind="stable")
    beta = logit.beta[:, order] - logit.beta[:, order[:1]]
    log_share = np.log(np.maximum(share[order], em.LEAST_CHANCE))
    return Model(log_share, model.weights[:, order]), replace(logit, beta=beta)


def newton(
    columns: NDArray[np.float64], beta: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Take one step of Newton towards the likeliest multinomial logit.

    Parameters
    ----------
    columns : (n, p) constant and covariates
    beta : (p, k) effects, those of the first class 0
    wanted : (n, k) how much of each row is in each class

    Returns
    -------
    (p, k)
        at least as likely as `beta`

    Examples
    --------
    >>> ones, start = np.ones((4, 1)), np.zeros((1, 2))
    >>> some = np.array([[1.0, 0], [0, 1], [0, 1], [0, 1]])
    >>> for _ in range(5):
    ...     start = newton(ones, start, some)
    >>> round(float(np.exp(start[0, 1])), 6)
    3.0
    """
    logs = log_softmax(columns @ beta, axis=1)
    mass = wanted.sum(axis=1)
    slope = columns.T @ (wanted - mass[:, None] * np.exp(logs))
    p, k = beta.shape
    if k == 1:
        return beta
    curve = curvature(columns, np.exp(logs), mass)
    move = np.linalg.lstsq(curve, slope[:, 1:].T.ravel(), rcond=1e-12)[0]
    step = np.column_stack([np.zeros(p), move.reshape(k - 1, p).T])
    now = (wanted * logs).sum()
    for _ in range(HALVINGS):
        better = beta + step
        if (wanted * log_softmax(columns @ better, axis=1)).sum() >= now:
            return better
        step = step / 2
    return beta


def curvature(
    columns: NDArray[np.float64], chance: NDArray[np.float64], mass: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return minus the second derivatives of a multinomial logit.

    Parameters
    ----------
    columns : (n, p) constant and covariates
    chance : (n, k) of the classes
    mass : (n,) weight of the rows

    Returns
    -------
    ((k - 1) p, (k - 1) p), class by class from the second
    """
    p, k = columns.shape[1], chance.shape[1]
    found = np.empty((k - 1, p, k - 1, p))
    for a in range(1, k):
        for b in range(1, k):
            w = mass * chance[:, a] * ((a == b) - chance[:, b])
            found[a - 1, :, b - 1] = columns.T @ (w[:, None] * columns)
    return found.reshape((k - 1) * p, (k - 1) * p)
