"""sBG: how long customers with a contract stay, and what they are worth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy.special import betaln, psi, zeta
from sklearn.utils.validation import check_is_fitted

from segkit import checks
from segkit.checks import DataError
from segkit.clv import predictions, words
from segkit.clv.base import LikelihoodModel
from segkit.clv.cohorts import cohorts
from segkit.clv.newton import maximise


@dataclass(frozen=True)
class Stays:
    """How many customers stayed how long: left (1) or not (0) after so many renewals.

    The probability of a row is B(alpha + left, beta + renewals) / B(alpha, beta).
    """

    left: np.ndarray
    renewals: np.ndarray
    customers: np.ndarray

    @classmethod
    def of(cls, survivors: list[np.ndarray]) -> Stays:
        """Count who left in which period, and who was there at the end."""
        longest = max(len(column) for column in survivors)
        lost, there = np.zeros(longest), np.zeros(longest)
        for column in survivors:
            lost[: len(column) - 1] -= np.diff(column)
            there[len(column) - 1] += column[-1]
        n = sum(column[0] for column in survivors)
        if lost.sum() == 0 or there.sum() + lost[1:].sum() == 0:
            what = words.NONE_LEFT if lost.sum() == 0 else words.ALL_LEFT
            raise DataError(words.NOBODY_LEFT.format(what=what, n=n))
        left = np.repeat([1.0, 0.0], longest)
        renewals = np.tile(np.arange(longest, dtype=float), 2)
        customers = np.append(lost, there)
        kept = customers > 0
        return cls(left[kept], renewals[kept], customers[kept])

    def __call__(self, params: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Compute log-likelihood, gradient and Hessian at alpha and beta."""
        alpha, beta = params
        n, total = self.customers, self.customers.sum()
        one, other = alpha + self.left, beta + self.renewals
        value = n @ betaln(one, other) - total * betaln(alpha, beta)
        # derivatives of ln B(one, other) less those of ln B(alpha, beta)
        slope, bend = np.empty(2), np.empty((2, 2))
        for i, (here, start) in enumerate(((one, alpha), (other, beta))):
            slope[i] = n @ (psi(here) - psi(one + other))
            slope[i] -= total * (psi(start) - psi(alpha + beta))
            bend[i, i] = n @ zeta(2, here) - total * zeta(2, start)
        both = total * zeta(2, alpha + beta) - n @ zeta(2, one + other)
        bend[0, 1] = bend[1, 0] = 0.0
        return float(value), slope, bend + both


class ShiftedBetaGeometric(LikelihoodModel):
    """How many customers with a contract stay, and for how long: the sBG model.

    At the end of each period a customer leaves with a probability of their own; these
    follow a Beta(alpha, beta) distribution. Retention rises over the periods although
    no customer changes: those who leave easily have left.

    Attributes
    ----------
    params_ : Series alpha, beta
    standard_errors_, covariance_, log_likelihood_, aic_, bic_, n_customers_, n_iter_,
    converged_ : see `LikelihoodModel`

    Notes
    -----
    Fader and Hardie (2007), How to project customer retention, Journal of Interactive
    Marketing 21, 76-90: equations 5, 6 and 8, likelihood B3.

    Examples
    --------
    >>> model = ShiftedBetaGeometric().fit([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> model.params_.round(3).tolist()
    [0.668, 3.806]
    >>> round(model.survival_rate(12), 3)
    0.378
    """

    param_names: ClassVar = ("alpha", "beta")
    meaning: ClassVar = words.MEANING_STAYS

    def fit(self, survivors: Any, y: Any = None) -> Self:
        """Find the parameters under which these customers stayed as they did.

        Parameters
        ----------
        survivors : customers still there after 0, 1, 2, ... periods: a list or Series;
            for several cohorts a DataFrame with a column each, its last rows empty
            where a cohort is younger
        y : ignored

        Returns
        -------
        the model itself

        Raises
        ------
        DataError
            if the numbers are no counts, grow, or are too few, or nobody left

        Warns
        -----
        ConvergenceWarning, LifetimeModelWarning
            if the customers do not determine a parameter
        """
        stays = Stays.of(cohorts(survivors))
        best = maximise(stays, np.ones(2))
        self._forget()
        self._keep(best, float(stays.customers.sum()))
        return self

    def survival_rate(self, t: Any, *, level: float | None = None) -> Any:
        """Say what share of a cohort is still there after t periods.

        Parameters
        ----------
        t : a number of periods from 0, or several
        level : also give the interval at this coverage, such as 0.95

        Returns
        -------
        float for one t, a Series indexed by t for several; with `level` a table:
        survival_rate, low, high (delta method, on log-odds)

        Raises
        ------
        DataError
            if t is no number from 0
        """
        spans = predictions.spans(t)
        return self._rates("survival_rate", t, spans, level, _survival)

    def retention_rate(self, t: Any, *, level: float | None = None) -> Any:
        """Say what share of those there after t - 1 periods is there after t.

        Parameters
        ----------
        t : a period from 1, or several
        level : also give the interval at this coverage, such as 0.95

        Returns
        -------
        float for one t, a Series indexed by t for several; with `level` a table:
        retention_rate, low, high (delta method, on log-odds)

        Raises
        ------
        DataError
            if t is no number from 1
        """
        spans = predictions.spans(t)
        predictions.number(float(spans.min()), "t", words.FROM_1, lambda v: v >= 1)
        return self._rates("retention_rate", t, spans, level, _retention)

    def lifetime_value(
        self,
        margin: float,
        *,
        discount_rate: float,
        renewals: int = 0,
        periods: float = math.inf,
        first_margin: str = "later",
    ) -> float:
        """Say what a customer who has renewed so often is worth today.

        Parameters
        ----------
        margin : per period, in any currency
        discount_rate : a period (not a year, unless periods are years)
        renewals : how often the customer has renewed so far
        periods : how many further periods count; inf for all
        first_margin : "later" if the next margin comes with the next renewal, "now" if
            that of the current period is still to come

        Returns
        -------
        float, in the currency of margin

        Raises
        ------
        DataError
            if an argument is impossible

        Notes
        -----
        Sum of survival times discount: Fader and Hardie (2010), Marketing Science 29,
        85-93. Their residual value just before a renewal is (1 + discount rate) times
        the one here with ``renewals`` counting those before it.
        """
        check_is_fitted(self)
        margin = predictions.number(margin, "margin", words.ANY, math.isfinite)
        rate = predictions.number(
            discount_rate, "discount_rate", words.A_PERIOD, lambda d: 0 <= d < 1e6
        )
        renewals = checks.whole_number(renewals, name="renewals", low=0)
        checks.choice(first_margin, words.TIMINGS, name="first_margin")
        last = predictions.number(periods, "periods", words.FROM_0, lambda p: p >= 0)
        if math.isinf(last) and rate == 0:
            raise DataError(words.ENDLESS.replace("months", "periods"))
        if rate > 0:  # what comes later than this is worth less than 1e-16
            last = min(last, math.ceil(37 / math.log1p(rate)))
        t = np.arange(1, int(last) + 1)
        params = self.params_.to_numpy()
        stays = _survival(params, renewals + t) / _survival(params, np.array(renewals))
        later = float((stays * (1 + rate) ** -t.astype(float)).sum())
        return margin * (later + (first_margin == "now"))

    def _rates(
        self, name: str, t: Any, spans: np.ndarray, level: float | None, rate: Any
    ) -> Any:
        check_is_fitted(self)
        found = predictions.told(
            self,
            lambda p: rate(p, spans),
            name,
            pd.Index(spans, name="t"),
            level=level,
            probability=True,
        )
        return float(found.iloc[0]) if np.ndim(t) == 0 and level is None else found


def _survival(params: np.ndarray, t: np.ndarray) -> np.ndarray:
    alpha, beta = params
    return np.exp(betaln(alpha, beta + t) - betaln(alpha, beta))


def _retention(params: np.ndarray, t: np.ndarray) -> np.ndarray:
    alpha, beta = params
    return (beta + t - 1) / (alpha + beta + t - 1)
