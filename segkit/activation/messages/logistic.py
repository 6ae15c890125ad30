"""Logistic regression with errors that know that customers come again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from segkit.activation.words.messages import offers as words
from segkit.checks import DataError

MOST_STEPS = 100
NEAR = 1e-9
TOO_FAR = 15.0  # log-odds at which a rate is 0 or 1 for all purposes


@dataclass(frozen=True)
class Line:
    """What was fitted.

    Parameters
    ----------
    coefficients : on the scale of log-odds
    covariance : of the coefficients, robust
    """

    coefficients: np.ndarray
    covariance: np.ndarray


def fit(
    design: np.ndarray,
    successes: np.ndarray,
    trials: np.ndarray | None = None,
    clusters: np.ndarray | None = None,
) -> Line:
    """Fit the log-odds of success as a sum of the columns of the design.

    Parameters
    ----------
    design : rows by columns, full rank
    successes : of each row
    trials : of each row; None for 1
    clusters : numbers of the customers, 0 and up; None if rows are independent

    Returns
    -------
    Line; its covariance is the sandwich over clusters, else the inverse information

    Raises
    ------
    DataError
        if the rates cannot be told from 0 or 1 in some column (no finite estimate)

    References
    ----------
    McCullagh and Nelder (1989), Generalized Linear Models, section 4.4 (Fisher
    scoring); Liang and Zeger (1986), Biometrika 73, 13-22 (sandwich).

    Examples
    --------
    >>> design = np.array([[1.0, 0.0], [1.0, 1.0]])
    >>> line = fit(design, np.array([20.0, 50.0]), np.array([100.0, 100.0]))
    >>> line.coefficients.round(3).tolist()
    [-1.386, 1.386]
    """
    n = np.ones(len(successes)) if trials is None else trials
    beta = np.zeros(design.shape[1])
    for _ in range(MOST_STEPS):
        rate = special.expit(design @ beta)
        slope = design.T @ (successes - n * rate)
        weight = n * rate * (1 - rate)
        information = design.T @ (design * weight[:, None])
        step = np.linalg.lstsq(information, slope, rcond=None)[0]
        step *= min(1.0, 5.0 / max(np.abs(step).max(), 1e-300))
        beta = beta + step
        if np.abs(step).max() < NEAR:
            break
    if np.abs(design @ beta).max() > TOO_FAR:
        raise DataError(words.NO_FIT)
    bread = np.linalg.pinv(information)
    if clusters is None:
        return Line(beta, bread)
    scores = np.zeros((int(clusters.max()) + 1, design.shape[1]))
    np.add.at(scores, clusters, design * (successes - n * rate)[:, None])
    groups = len(scores)
    meat = scores.T @ scores * groups / max(groups - 1, 1)
    return Line(beta, bread @ meat @ bread)
