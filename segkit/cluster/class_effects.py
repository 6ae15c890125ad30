"""What covariates do to the shares of latent classes: tables to read, and warnings."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import chdtrc, ndtr, ndtri
from sklearn.exceptions import ConvergenceWarning

from segkit.cluster.class_regression import Logit
from segkit.cluster.covariates import Design

LEVEL = 0.95
# Effects on the log-odds across a whole covariate that no rows can tell from infinity.
ENDLESS = 15.0


def coefficients(
    logit: Logit, covariance: NDArray[np.float64], terms: list[str], names: list[str]
) -> pd.DataFrame:
    """Return the effects of the covariates in their own units.

    Parameters
    ----------
    logit : of k classes
    covariance : of the standardised effects, class by class from the second
    terms : names of the q columns of the covariates
    names : of the k classes

    Returns
    -------
    pandas table, indexed by class (from the second) and term
    """
    turn = logit.own_units()
    value = (turn @ logit.beta)[:, 1:].T.ravel()
    errors = np.sqrt(np.diag(_turned(covariance, turn)))
    wide = ndtri(0.5 + LEVEL / 2) * errors
    index = pd.MultiIndex.from_product(
        [names[1:], ["constant", *terms]], names=["class", "term"]
    )
    with np.errstate(over="ignore"):
        odds = np.exp([value, value - wide, value + wide])
    columns = {
        "coefficient": value,
        "standard_error": errors,
        "z": value / errors,
        "p_value": 2 * ndtr(-np.abs(value / errors)),
        "low": value - wide,
        "high": value + wide,
        "odds_ratio": odds[0],
        "odds_low": odds[1],
        "odds_high": odds[2],
    }
    return pd.DataFrame(columns, index=index)


def _turned(
    covariance: NDArray[np.float64], turn: NDArray[np.float64]
) -> NDArray[np.float64]:
    whole = np.kron(np.eye(len(covariance) // len(turn)), turn)
    return whole @ covariance @ whole.T


def tests(
    logit: Logit, covariance: NDArray[np.float64], design: Design
) -> pd.DataFrame:
    """Say for each covariate whether the shares depend on it at all (Wald's test).

    Parameters
    ----------
    logit, covariance : as in `coefficients`
    design : which terms belong to which covariate

    Returns
    -------
    pandas table, one row per covariate: chi2, degrees_of_freedom, p_value
    """
    k = logit.beta.shape[1]
    sizes = [len(levels) - 1 if levels else 1 for levels in design.levels]
    owner = np.tile(np.r_[-1, np.repeat(np.arange(len(sizes)), sizes)], k - 1)
    effects = logit.beta[:, 1:].T.ravel()
    found = []
    for number in range(len(sizes)):
        mine = owner == number
        part = covariance[np.ix_(mine, mine)]
        sure = np.isfinite(part).all()
        found.append(
            effects[mine] @ np.linalg.solve(part, effects[mine]) if sure else np.nan
        )
    columns = {
        "chi2": found,
        "degrees_of_freedom": np.array(sizes) * (k - 1),
        "p_value": chdtrc(np.array(sizes) * (k - 1), found),
    }
    return pd.DataFrame(columns, index=pd.Index(design.names, name="covariate"))


def warn_of_endless(
    logit: Logit,
    covariance: NDArray[np.float64],
    z: NDArray[np.float64],
    design: Design,
) -> None:
    """Warn of effects without a limit, and of effects that the rows do not tell apart.

    Parameters
    ----------
    logit, covariance : as in `coefficients`
    z : (n, q) covariates of the rows
    design : names of the terms
    """
    across = np.abs(logit.beta[1:]) * (np.ptp(z, axis=0) / logit.spread)[:, None]
    endless = across.max(axis=1, initial=0.0) > ENDLESS
    if endless.any():
        named = [term for term, far in zip(design.terms, endless, strict=True) if far]
        warnings.warn(
            f"the covariates {named} (almost) decide the class, so that their effects "
            "have no limit and their errors mean nothing: take rare categories "
            "together, leave the covariate out, or ask for fewer classes",
            ConvergenceWarning,
            stacklevel=5,
        )
    elif np.isnan(covariance).any():
        warnings.warn(
            "the rows do not tell all parameters apart, so that the effects have no "
            "standard errors: ask for fewer classes, or use more items or rows",
            ConvergenceWarning,
            stacklevel=5,
        )
