"""One table of correlations taken apart into factors, by maximum likelihood."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

LEAST = 0.005  # of an item's variance is its own, as R's factanal has it


class Extraction(NamedTuple):
    """Unrotated loadings, the items' own variances, and how far off the fit is."""

    loadings: np.ndarray
    own: np.ndarray
    misfit: float


def extract(correlations: np.ndarray, k: int) -> Extraction:
    """Find the k factors under which these correlations are likeliest.

    Parameters
    ----------
    correlations : (p, p), invertible
    k : how many factors, from 1

    Returns
    -------
    Extraction: loadings (p, k), largest factor first, each with a sum from 0; own (p,),
    the part of each item's variance that no factor explains, at least 0.005; misfit,
    the discrepancy ln|Σ| - ln|R| + tr(RΣ⁻¹) - p

    References
    ----------
    Jöreskog (1967), Psychometrika 32, 443-482; Lawley and Maxwell (1971), chapter 4.

    Examples
    --------
    >>> loadings = np.array([0.9, 0.8, 0.7])
    >>> one = np.outer(loadings, loadings)
    >>> np.fill_diagonal(one, 1)
    >>> extract(one, 1).loadings[:, 0].round(3)
    array([0.9, 0.8, 0.7])
    """
    p = len(correlations)

    def misfit(own: np.ndarray) -> tuple[float, np.ndarray]:
        values, vectors = _scaled(correlations, own)
        rest = values[k:]
        loadings = _loadings(values, vectors, own, k)
        implied = loadings @ loadings.T + np.diag(own)
        slope = np.diag(implied - correlations) / own**2
        return float((rest - np.log(rest)).sum() - (p - k)), slope

    start = (1 - 0.5 * k / p) / np.diag(np.linalg.inv(correlations))
    found = minimize(
        misfit,
        np.clip(start, LEAST, 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST, 1.0)] * p,
        options={"maxiter": 1000, "ftol": 1e-14, "gtol": 1e-9},
    )
    loadings = _loadings(*_scaled(correlations, found.x), found.x, k)
    return Extraction(facing_up(loadings), found.x, float(found.fun))


def facing_up(loadings: np.ndarray) -> np.ndarray:
    """Turn factors whose loadings sum to less than 0: their sign means nothing.

    Parameters
    ----------
    loadings : (p, k)

    Returns
    -------
    the same with sums from 0

    Examples
    --------
    >>> facing_up(np.array([[-0.5, 0.1], [-0.4, 0.3]]))
    array([[0.5, 0.1],
           [0.4, 0.3]])
    """
    return loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)


def _scaled(correlations: np.ndarray, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues, largest first, and vectors of the correlations over own parts."""
    root = 1 / np.sqrt(own)
    values, vectors = np.linalg.eigh(correlations * np.outer(root, root))
    return np.maximum(values[::-1], 1e-12), vectors[:, ::-1]


def _loadings(
    values: np.ndarray, vectors: np.ndarray, own: np.ndarray, k: int
) -> np.ndarray:
    lengths = np.sqrt(np.maximum(values[:k] - 1, 0))
    return np.sqrt(own)[:, None] * vectors[:, :k] * lengths
