"""The likelihood of Pareto/NBD, with its first and second derivatives.

::

    L = G(r+x)/G(r) · alpha^r beta^s · [ (alpha+T)^-(r+x) (beta+T)^-s
        + s integral of (alpha+u)^-(r+x) (beta+u)^-(s+1) du  from t_x to T ]

Schmittlein, Morrison and Colombo (1987), Management Science 33, 1-24, in the form of
Fader and Hardie (2005), A note on deriving the Pareto/NBD model; G is the gamma
function. Elsewhere the integral becomes two Gaussian hypergeometric functions, which
are slow and overflow. In z = ln(min(alpha, beta) + u) the logarithm of what is
integrated is concave and smooth, so a few Gauss-Legendre points give all digits, and
the derivatives are taken under the integral with the same points (own derivation).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, psi, zeta

from segkit.clv.quadrature import legendre
from segkit.clv.squeeze import Rows

PIECE = 2048  # rows at a time: they fit into the cache
DEEP = 40.0  # e^-40 of where the integral begins is nothing


@dataclass(frozen=True)
class Points:
    """Where a customer may have left; the last point stands for: not at all.

    All arrays have one row per history and one column per point.
    """

    log_alpha: np.ndarray  # ln(alpha + u)
    log_beta: np.ndarray  # ln(beta + u)
    share: np.ndarray  # of the likelihood, sums to 1 in each row
    log_sum: np.ndarray  # logarithm of the brackets above, one per row


def points(
    params: np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray, n_points: int
) -> Points:
    """Place the points, and say how much of the likelihood lies at each.

    Parameters
    ----------
    params : r, alpha, s, beta
    x, t_x, T : float arrays (n,)
    n_points : of the integral

    Returns
    -------
    Points, with arrays (n, n_points + 1)

    Examples
    --------
    >>> found = points(np.ones(4), np.zeros(1), np.zeros(1), np.full(1, 3.0), 16)
    >>> round(float(found.share[0, -1]), 6)  # the probability of being alive
    0.117647
    """
    r, alpha, s, beta = params
    near = min(alpha, beta)
    power = (r + x)[:, None]
    first, last = (near + t_x)[:, None], (near + T)[:, None]
    fall = power * first / (first + alpha - near)
    fall = fall + (s + 1) * first / (first + beta - near) - 1
    span = np.log(last / first)
    span = np.where(fall * span > DEEP, DEEP / np.maximum(fall, 1e-300), span)
    place, weight = legendre(n_points)
    z = np.log(first) + span * place
    moved = np.exp(z)
    log_alpha = z if alpha == near else np.log(moved + (alpha - near))
    log_beta = z if beta == near else np.log(moved + (beta - near))
    with np.errstate(divide="ignore"):
        density = z + np.log(s * span * weight) - power * log_alpha - (s + 1) * log_beta
    ends = np.log(alpha + T)[:, None], np.log(beta + T)[:, None]
    density = np.hstack([density, -power * ends[0] - s * ends[1]])
    top = density.max(axis=1, keepdims=True)
    share = np.exp(density - top)
    total = share.sum(axis=1, keepdims=True)
    return Points(
        np.hstack([log_alpha, ends[0]]),
        np.hstack([log_beta, ends[1]]),
        share / total,
        (top + np.log(total))[:, 0],
    )


@dataclass(frozen=True)
class ParetoLikelihood:
    """The log-likelihood of some rows, ready to be asked at any parameters."""

    rows: Rows
    n_points: int

    def __call__(self, params: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Compute value, gradient and Hessian at r, alpha, s, beta."""
        value, slope, bend = self._certain(*params)
        for x, t_x, T, weight in self._pieces():
            found = points(params, x, t_x, T, self.n_points)
            value += weight @ found.log_sum
            more = _derivatives(params, x, weight, found)
            slope += more[0]
            bend += more[1]
        return float(value), slope, bend

    def value(self, params: np.ndarray) -> float:
        """Compute the value alone."""
        value = self._certain(*params)[0]
        for x, t_x, T, weight in self._pieces():
            value += weight @ points(params, x, t_x, T, self.n_points).log_sum
        return float(value)

    def _pieces(self) -> Iterator[tuple[np.ndarray, ...]]:
        rows = self.rows
        columns = rows.x, rows.t_x.rows(), rows.T.rows(), rows.weight
        for start in range(0, len(rows.x), PIECE):
            piece = slice(start, start + PIECE)
            yield tuple(column[piece] for column in columns)

    def _certain(
        self, r: float, alpha: float, s: float, beta: float
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """Sum what stands before the brackets."""
        x, first = np.unique(self.rows.x, return_index=True)
        n = np.add.reduceat(self.rows.weight, first)
        total = n.sum()
        value = n @ gammaln(r + x) - total * gammaln(r)
        value += total * (r * np.log(alpha) + s * np.log(beta))
        slope = np.array(
            [
                n @ psi(r + x) - total * (psi(r) - np.log(alpha)),
                total * r / alpha,
                total * np.log(beta),
                total * s / beta,
            ]
        )
        bend = np.zeros((4, 4))
        bend[0, 0] = n @ zeta(2, r + x) - total * zeta(2, r)
        bend[0, 1] = bend[1, 0] = total / alpha
        bend[1, 1] = -total * r / alpha**2
        bend[2, 3] = bend[3, 2] = total / beta
        bend[3, 3] = -total * s / beta**2
        return value, slope, bend


def _derivatives(
    params: np.ndarray, x: np.ndarray, weight: np.ndarray, found: Points
) -> tuple[np.ndarray, np.ndarray]:
    """Sum gradient and Hessian of the logarithm of the brackets over the rows.

    With g and h the derivatives at a point, they are E[g] and E[h + gg'] - E[g]E[g]'.
    """
    r, _, s, _ = params
    power = (r + x)[:, None]
    left = np.ones(found.share.shape[1])
    left[-1] = 0.0  # the last point: the customer has not left
    once_alpha, once_beta = np.exp(-found.log_alpha), np.exp(-found.log_beta)
    g = np.stack(
        [
            -found.log_alpha,
            -power * once_alpha,
            left / s - found.log_beta,
            -(s + left) * once_beta,
        ]
    )
    mean = np.einsum("ink,nk->in", g, found.share)
    mass = found.share * weight[:, None]
    weighed = (g * mass).reshape(4, -1)
    bend = np.einsum("ip,jp->ij", weighed, g.reshape(4, -1))
    bend -= np.einsum("in,jn->ij", mean * weight, mean)
    cross = -(mass * once_alpha).sum()
    bend[0, 1] += cross
    bend[1, 0] += cross
    bend[1, 1] -= (weighed[1] * once_alpha.ravel()).sum()
    bend[2, 2] -= mass[:, :-1].sum() / s**2
    cross = -(mass * once_beta).sum()
    bend[2, 3] += cross
    bend[3, 2] += cross
    bend[3, 3] -= (weighed[3] * once_beta.ravel()).sum()
    return mean @ weight, bend
