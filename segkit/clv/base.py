"""What every fitted likelihood can tell: estimates, errors, fit, intervals."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils.validation import check_is_fitted

from segkit.clv import words
from segkit.clv.intervals import normal
from segkit.clv.newton import Optimum
from segkit.record import Table

WEAK = 1.5  # standard error of a logarithm: two of them are a factor of 20


class LifetimeModelWarning(UserWarning):
    """A model can be fitted, but something about it should be known."""


class LikelihoodModel(BaseEstimator):
    """A model with a few positive parameters, fitted by maximum likelihood.

    Attributes
    ----------
    params_ : Series, the estimates
    standard_errors_ : Series; nan for a parameter that ran to its limit, which counts
        as known in the intervals of predictions
    covariance_ : DataFrame, of the estimates, from the exact second derivatives
    log_likelihood_ : the sum over customers, no term left out, natural logarithm
    aic_, bic_ : 2k - 2 ln L, and k ln n - 2 ln L
    n_customers_ : sum of the weights
    n_iter_ : steps of Newton's method over all rows
    converged_ : False where a parameter ran to its limit

    Examples
    --------
    >>> from segkit.clv import ShiftedBetaGeometric
    >>> ShiftedBetaGeometric().fit([500, 410, 352, 310, 279]).summary().round(2)
               estimate  standard_error   low  high
    parameter
    alpha          0.69            0.21  0.37  1.27
    beta           3.13            1.21  1.46  6.68
    """

    param_names: ClassVar[tuple[str, ...]]
    meaning: ClassVar[dict[str, tuple[str, str]]] = words.MEANING

    def summary(self, level: float = 0.95) -> pd.DataFrame:
        """Show the estimates with their standard errors and intervals.

        Parameters
        ----------
        level : coverage of the intervals, 0 to 1

        Returns
        -------
        table: estimate, standard_error, low, high (always above 0), one row per
        parameter
        """
        check_is_fitted(self)
        z = normal(level)
        relative = self.standard_errors_ / self.params_
        shown = Table(
            {
                "estimate": self.params_,
                "standard_error": self.standard_errors_,
                "low": self.params_ * np.exp(-z * relative),
                "high": self.params_ * np.exp(z * relative),
            }
        )
        shown.attrs["heading"] = words.SUMMARY.format(
            who=type(self).__name__, n=self.n_customers_, ll=self.log_likelihood_
        )
        return shown

    def _keep(
        self,
        best: Optimum,
        customers: float,
        *,
        units: Any = 1.0,
        constant: float = 0.0,
    ) -> None:
        """Store what was found; `units` turns parameters back to the table's units."""
        names = pd.Index(self.param_names, name="parameter")
        units = np.broadcast_to(units, best.params.shape)
        covariance = _inverse(-best.hessian, best.at_limit == 0) * np.outer(
            units, units
        )
        errors = np.sqrt(np.diag(covariance))
        k, ll = len(names), best.value + constant
        self.params_ = pd.Series(best.params * units, names, name="estimate")
        self.covariance_ = pd.DataFrame(covariance, names, list(names))
        self.standard_errors_ = pd.Series(errors, names, name="standard_error")
        self.log_likelihood_ = float(ll)
        self.n_customers_ = int(customers) if customers == int(customers) else customers
        self.aic_ = float(2 * k - 2 * ll)
        self.bic_ = float(k * np.log(customers) - 2 * ll)
        self.n_iter_ = best.n_iter
        self.converged_ = best.converged
        self._warn_of_weak_parameters(best)

    def _warn_of_weak_parameters(self, best: Optimum) -> None:
        who = type(self).__name__
        relative = (self.standard_errors_ / self.params_).to_numpy()
        said = {"who": who, "n": self.n_customers_, "other": words.OTHER[who]}
        names = np.array(self.param_names)
        if not best.converged:
            ran = best.at_limit != 0
            said["names"] = ", ".join(names[ran] if ran.any() else names)
            said["why"] = self._why(best) or words.NO_REASON
            text = words.NOT_CONVERGED.format(**said)
            warnings.warn(text, ConvergenceWarning, stacklevel=4)
        elif (weak := ~(relative < WEAK)).any():
            said["names"] = ", ".join(names[weak])
            text = words.NOT_DETERMINED.format(**said, factor=np.exp(2 * WEAK))
            warnings.warn(text, LifetimeModelWarning, stacklevel=4)

    def _why(self, best: Optimum) -> str:
        """Say what it means about customers that parameters ran to their limits."""
        sides = zip(self.param_names, best.at_limit, strict=True)
        meanings = [self.meaning[name][int(side > 0)] for name, side in sides if side]
        return " ".join(dict.fromkeys(meanings))

    def _forget(self) -> None:
        for stale in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, stale)


def _inverse(information: np.ndarray, free: np.ndarray) -> np.ndarray:
    """Invert the information; nan for a parameter at its limit, or not determined."""
    found = np.full_like(information, np.nan)
    kept = np.ix_(free, free)
    scale = np.sqrt(np.abs(np.diag(information)[free]))
    scale[scale == 0] = 1.0
    sizes, axes = np.linalg.eigh(information[kept] / np.outer(scale, scale))
    if len(sizes) and sizes.min() > 1e-13:
        found[kept] = (axes / sizes) @ axes.T / np.outer(scale, scale)
    return found
