"""Factors turned so that each item belongs to one, as far as that goes."""

from __future__ import annotations

import itertools

import numpy as np

ROUNDS = 2000
CLOSE = 1e-7


def varimax(loadings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn the factors, at right angles, so that squared loadings vary most.

    Rows are brought to length 1 before and back after (Kaiser's normalisation).

    Parameters
    ----------
    loadings : (p, k)

    Returns
    -------
    (loadings (p, k), correlations of the factors (k, k): none)

    References
    ----------
    Kaiser (1958), Psychometrika 23, 187-200.

    Examples
    --------
    >>> half = np.sqrt(0.5)
    >>> turned, _ = varimax(np.array([[half, half], [half, -half]]))
    >>> (turned**2).round(6).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    lengths = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    rows = loadings / np.where(lengths > 0, lengths, 1)
    k = rows.shape[1]
    for _ in range(ROUNDS):
        widest = 0.0
        for one, two in itertools.combinations(range(k), 2):
            angle = _angle(rows[:, one], rows[:, two])
            cos, sin = np.cos(angle), np.sin(angle)
            turn = np.array([[cos, -sin], [sin, cos]])
            rows[:, [one, two]] = rows[:, [one, two]] @ turn
            widest = max(widest, abs(angle))
        if widest < CLOSE:
            break
    return rows * lengths, np.eye(k)


def _angle(x: np.ndarray, y: np.ndarray) -> float:
    """Give the angle by which a pair of factors is turned, in closed form."""
    u, v = x**2 - y**2, 2 * x * y
    above = 2 * (u * v).sum() - 2 * u.sum() * v.sum() / len(x)
    below = (u**2 - v**2).sum() - (u.sum() ** 2 - v.sum() ** 2) / len(x)
    return float(np.arctan2(above, below) / 4)


def oblimin(loadings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Turn the factors, at any angle, so that products of squared loadings are small.

    Direct quartimin, which is oblimin with gamma = 0; gradient projection.

    Parameters
    ----------
    loadings : (p, k)

    Returns
    -------
    (pattern loadings (p, k), correlations of the factors (k, k))

    References
    ----------
    Jennrich (2002), Psychometrika 67, 7-19; Bernaards and Jennrich (2005), Educational
    and Psychological Measurement 65, 676-696.

    Examples
    --------
    >>> pattern, angles = oblimin(np.array([[0.8, 0.1], [0.7, 0.2], [0.1, 0.9]]))
    >>> bool(angles[0, 1] == angles[1, 0])
    True
    """
    k = loadings.shape[1]
    axes, step = np.eye(k), 1.0
    value, slope = _quartimin(loadings, axes)
    for _ in range(ROUNDS):
        down = slope - axes * (axes * slope).sum(axis=0)
        size = np.linalg.norm(down)
        if size < CLOSE:
            break
        step *= 2
        for _ in range(30):
            trial = axes - step * down
            trial /= np.sqrt((trial**2).sum(axis=0))
            reached, uphill = _quartimin(loadings, trial)
            if value - reached > 0.5 * size**2 * step:
                break
            step /= 2
        axes, value, slope = trial, reached, uphill
    return loadings @ np.linalg.inv(axes).T, axes.T @ axes


def _quartimin(loadings: np.ndarray, axes: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the criterion, and its slope in the axes."""
    inverse = np.linalg.inv(axes)
    turned = loadings @ inverse.T
    squares = turned**2
    others = squares.sum(axis=1, keepdims=True) - squares
    slope = -(turned.T @ (turned * others) @ inverse).T
    return float((squares * others).sum() / 4), slope
