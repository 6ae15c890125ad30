"""Gamma-Gamma: what a purchase of each customer is worth."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy.special import gammaln, psi, zeta
from sklearn.utils.validation import check_is_fitted

from segkit.checks import DataError
from segkit.clv import history as histories
from segkit.clv import intervals, predictions, words
from segkit.clv.base import LifetimeModelWarning, LikelihoodModel
from segkit.clv.newton import maximise

STRONG = 0.3  # a medium correlation (Cohen 1988), of frequency and value


@dataclass(frozen=True)
class Spending:
    """Customers with equal frequency and mean value are one row; x ascends."""

    x: np.ndarray
    mean: np.ndarray  # of the values of x purchases
    weight: np.ndarray

    def __call__(self, params: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Compute log-likelihood, gradient and Hessian at p, q, v."""
        p, q, v = params
        n, x = self.weight, self.x
        total, whole = n.sum(), v + x * self.mean
        logs, once = np.log(whole), 1 / whole
        different, first = np.unique(x, return_index=True)
        n_x = np.add.reduceat(n, first)
        both, one = p * different + q, p * different
        power = p * x + q
        value = n_x @ (gammaln(both) - gammaln(one) + one * np.log(different))
        value += total * (q * np.log(v) - gammaln(q))
        value += n @ ((p * x - 1) * np.log(self.mean) - power * logs)
        slope = np.array(
            [
                (n_x * different) @ (psi(both) - psi(one) + np.log(different))
                + (n * x) @ (np.log(self.mean) - logs),
                n_x @ psi(both) + total * (np.log(v) - psi(q)) - n @ logs,
                total * q / v - (n * power) @ once,
            ]
        )
        bend = np.empty((3, 3))
        curve = zeta(2, both)
        bend[0, 0] = (n_x * different**2) @ (curve - zeta(2, one))
        bend[0, 1] = bend[1, 0] = (n_x * different) @ curve
        bend[0, 2] = bend[2, 0] = -(n * x) @ once
        bend[1, 1] = n_x @ curve - total * zeta(2, q)
        bend[1, 2] = bend[2, 1] = total / v - n @ once
        bend[2, 2] = (n * power) @ once**2 - total * q / v**2
        return float(value), slope, bend


class GammaGamma(LikelihoodModel):
    """What a purchase of each customer is worth: the Gamma-Gamma model.

    The values of a customer's purchases vary around a mean of their own, as a Gamma
    distribution of shape p; these means vary between customers, with shapes q and v. So
    what is expected lies between the customer's own mean and that of all customers:
    the more purchases, the nearer to the customer's own.

    Parameters
    ----------
    first_purchase : "left out" where frequency and monetary cover repeat purchases
        only, as in `features.purchase_history`; "counted" where both cover the first
        purchase too

    Attributes
    ----------
    params_ : Series p, q, v; v is in the currency of monetary, the others have no unit
    standard_errors_, covariance_, log_likelihood_, aic_, bic_, n_customers_, n_iter_,
    converged_ : see `LikelihoodModel`
    n_left_out_ : customers without such a purchase, who teach nothing about value
    correlation_ : of frequency and monetary, which the model takes as 0

    Notes
    -----
    Fader and Hardie (2013), The Gamma-Gamma model of monetary value,
    brucehardie.com/notes/025, where v is written gamma. Fader, Hardie and Lee (2005),
    Journal of Marketing Research 42, 415-430, on value being independent of frequency.

    Examples
    --------
    >>> history = pd.DataFrame(
    ...     {"frequency": [0, 1, 1, 1, 2, 2, 3, 5, 8, 9],
    ...      "monetary": [0, 12, 31, 75, 20, 48, 33, 60, 25, 37]},
    ...     index=list("abcdefghij"))
    >>> model = GammaGamma().fit(history, sample_weight=[500] + [20] * 9)
    >>> model.n_customers_, model.n_left_out_
    (180, 500)
    >>> model.expected_value(history).head(3).round(2)
    a    37.53
    b    34.98
    c    36.88
    Name: expected_value_amount, dtype: float64
    """

    param_names: ClassVar = ("p", "q", "v")

    def __init__(self, *, first_purchase: str = "left out") -> None:
        self.first_purchase = first_purchase

    def fit(self, history: pd.DataFrame, sample_weight: Any = None) -> Self:
        """Find the parameters under which these mean values are most likely.

        Parameters
        ----------
        history : DataFrame, one row per customer, with columns frequency and monetary
            (mean value of the purchases that frequency counts)
        sample_weight : how many customers each row stands for; None for one each

        Returns
        -------
        the model itself

        Raises
        ------
        DataError
            if a column is missing or impossible, or too few customers bought again

        Warns
        -----
        ConvergenceWarning, LifetimeModelWarning
            if q is at most 1, if frequency and value are correlated, or if the
            customers do not determine a parameter
        """
        x, mean = self._read(history)
        worthless = int(((x > 0) & (mean == 0)).sum())
        if worthless:
            raise DataError(words.NO_SPEND.format(n=worthless))
        weight = histories.weights(sample_weight, len(x))
        weight = np.ones(len(x)) if weight is None else weight
        used = (x > 0) & (weight > 0)
        left_out = weight[x == 0].sum()
        spending = _grouped(x[used], mean[used], weight[used])
        scale = float(spending.weight @ spending.mean / spending.weight.sum())
        scaled = Spending(spending.x, spending.mean / scale, spending.weight)
        best = maximise(scaled, np.array([1.0, 2.0, 1.0]))
        self._forget()
        customers = float(spending.weight.sum())
        self.n_left_out_ = int(left_out) if left_out == int(left_out) else left_out
        self.correlation_ = _correlation(spending)
        constant = -customers * np.log(scale)
        self._keep(best, customers, units=[1, 1, scale], constant=constant)
        self._warn_of_assumptions()
        return self

    def expected_value(
        self, history: pd.DataFrame, *, level: float | None = None
    ) -> Any:
        """Say what a purchase of each customer is worth on average.

        Parameters
        ----------
        history : DataFrame as for `fit`; a customer without a purchase that counts gets
            the mean over all customers
        level : also give the interval at this coverage, such as 0.95; it says how well
            the mean is known, not how much single purchases vary

        Returns
        -------
        Series named expected_value_amount with the index of history, nan where the
        model has no finite mean (q at most 1); with `level` a table:
        expected_value_amount, low, high (delta method, on logarithms)

        Raises
        ------
        DataError
            if history is impossible
        """
        check_is_fitted(self)
        return predictions.told(
            self,
            self._predictor(history),
            "expected_value_amount",
            history.index,
            level=level,
        )

    def value_variance(self, history: pd.DataFrame) -> np.ndarray:
        """Compute the variance of the logarithm of each expected value.

        Parameters
        ----------
        history : DataFrame as for `fit`

        Returns
        -------
        float array, one value per customer
        """
        check_is_fitted(self)
        predict = self._predictor(history)
        return intervals.log_variance(self.params_, self.covariance_, predict)

    def _predictor(self, history: pd.DataFrame) -> intervals.Predict:
        x, mean = self._read(history)

        def expected(params: np.ndarray) -> np.ndarray:
            p, q, v = params
            below = p * x + q - 1
            with np.errstate(divide="ignore", invalid="ignore"):
                return np.where(below > 0, p * (v + x * mean) / below, np.nan)

        return expected

    def _read(self, history: Any) -> tuple[np.ndarray, np.ndarray]:
        histories.table(history, ["frequency", "monetary"], who=type(self).__name__)
        x = histories.counts(history, self.first_purchase)
        x = x + (self.first_purchase == "counted")
        column = history["monetary"]
        none = (x == 0) & column.isna().to_numpy(dtype=bool)
        mean = histories.numbers(column.mask(none, 0.0) if none.any() else column)
        return x, mean

    def _warn_of_assumptions(self) -> None:
        q, r = self.params_["q"], self.correlation_
        if q <= 1:
            warnings.warn(words.LOW_Q.format(q=q), LifetimeModelWarning, stacklevel=3)
        if abs(r) > STRONG:
            text = words.CORRELATED.format(r=r, limit=STRONG)
            warnings.warn(text, LifetimeModelWarning, stacklevel=3)


def _grouped(x: np.ndarray, mean: np.ndarray, weight: np.ndarray) -> Spending:
    """Make equal rows one, in an order that does not depend on that of the table."""
    order = np.lexsort((mean, x))
    x, mean, weight = x[order], mean[order], weight[order]
    new = np.append(True, (x[1:] != x[:-1]) | (mean[1:] != mean[:-1]))[: len(x)]
    first = np.flatnonzero(new)
    different = len(np.unique(mean))
    if len(x) == 0 or weight.sum() < 3 or different < 2:
        n = int(weight.sum())
        raise DataError(words.FEW_BUYERS.format(n=n, values=different))
    return Spending(x[first], mean[first], np.add.reduceat(weight, first))


def _correlation(spending: Spending) -> float:
    columns = np.vstack([spending.x, spending.mean])
    spread = np.cov(columns, aweights=spending.weight)
    size = np.sqrt(spread[0, 0] * spread[1, 1])
    return float(spread[0, 1] / size) if size > 0 else 0.0
