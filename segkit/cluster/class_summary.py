"""What a fitted model of latent classes tells of itself: numbers, tables, warnings."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning

from segkit.cluster import class_effects, latent_tables
from segkit.cluster.class_information import information
from segkit.cluster.class_regression import Climbed
from segkit.cluster.items import Items

CLASS = "class_{}"
# From here to the line that called `fit`.
FIT = 4


def warn(model: Any, items: Items) -> None:
    """Warn of a fit that was stopped early, and of more classes than can be told.

    Parameters
    ----------
    model : LatentClass that has just been fitted
    items : its different rows
    """
    if not model.converged_:
        warnings.warn(
            f"the best start still improved after {model.max_iter} rounds: raise "
            "max_iter, or ask for fewer classes",
            ConvergenceWarning,
            stacklevel=FIT,
        )
    if text := latent_tables.too_many(items, model.n_components):
        warnings.warn(text, UserWarning, stacklevel=FIT)


def count(
    model: Any,
    items: Items,
    z: NDArray[np.float64] | None,
    weight: NDArray[np.float64],
) -> None:
    """Set the numbers that say how likely, how costly and how certain the classes are.

    Parameters
    ----------
    model : LatentClass
    items : its different rows
    z : (n, q) their covariates, or None
    weight : (n,) of each
    """
    post, each = model._posterior(items, z)
    model.log_likelihood_ = value = float(weight @ each)
    model.n_parameters_ = size = items.n_parameters(model.n_components)
    model.g2_ = model.x2_ = model.degrees_of_freedom_ = np.nan
    if z is None:
        model.g2_, model.x2_, model.degrees_of_freedom_ = latent_tables.fit_to_patterns(
            items, weight, each, size
        )
    else:
        model.n_parameters_ = size = size + z.shape[1] * (model.n_components - 1)
    model.aic_ = 2 * size - 2 * value
    model.bic_ = np.log(weight.sum()) * size - 2 * value
    model.entropy_r2_ = latent_tables.entropy_r2(post, weight)


def tabulate(model: Any, n: float) -> None:
    """Set the tables that say what the classes look like.

    Parameters
    ----------
    model : LatentClass
    n : weight of all rows
    """
    learned, reader, names = model._model, model._reader, _names(model)
    model.class_prior_ = np.exp(learned.log_prior)
    chances = latent_tables.probabilities(learned, reader, names)
    means, variances = latent_tables.profiles(learned, reader, model._scale, names)
    model.item_probabilities_, model.means_ = chances, means
    model.variances_ = variances
    model.boundary_ = latent_tables.boundary(learned, reader, chances, variances, n)


def explain(
    model: Any,
    found: Climbed,
    items: Items,
    z: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> None:
    """Set the tables that say what the covariates do.

    Parameters
    ----------
    model : LatentClass
    found : its classes and their shares
    items : its different rows
    z : (n, q) their covariates
    weight : (n,) of each
    """
    covariance = information(found, items, z, weight).covariance()
    design = model._design
    class_effects.warn_of_endless(found.logit, covariance, z, design)
    model.coefficients_ = class_effects.coefficients(
        found.logit, covariance, design.terms, _names(model)
    )
    model.covariate_tests_ = class_effects.tests(found.logit, covariance, design)


def _names(model: Any) -> list[str]:
    return [CLASS.format(k) for k in range(model.n_components)]
