"""What BG/NBD, MBG/NBD and Pareto/NBD have in common: fit, predict, value."""

from __future__ import annotations

import math
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from sklearn.utils.validation import check_is_fitted

from segkit.checks import DataError
from segkit.clv import history as histories
from segkit.clv import predictions, words, worth
from segkit.clv.base import LikelihoodModel
from segkit.clv.newton import Likelihood, Optimum, maximise
from segkit.clv.squeeze import Levels, Rows, squeezed

FEW = 12_000  # rows on which the search starts


class PurchaseModel(LikelihoodModel):
    """How often customers buy and for how long: what the three models share.

    A subclass gives its likelihood, the probability of being alive, and the expected
    purchases, for rows of x, t_x and T; everything else is here.

    Examples
    --------
    >>> from segkit.clv import BetaGeoNBD, ParetoNBD
    >>> issubclass(BetaGeoNBD, PurchaseModel) and issubclass(ParetoNBD, PurchaseModel)
    True
    """

    times: ClassVar[tuple[int, ...]]  # which parameters are times

    def __init__(
        self, *, first_purchase: str = "left out", unit: str | None = None
    ) -> None:
        self.first_purchase = first_purchase
        self.unit = unit

    def fit(self, history: pd.DataFrame, sample_weight: Any = None) -> Self:
        """Find the parameters under which these purchases are most likely.

        Parameters
        ----------
        history : DataFrame, one row per customer, with columns frequency (repeat
            purchases), recency (time from the first to the last purchase) and T (time
            from the first purchase to the end of observation, in the same unit); other
            columns are ignored. `features.purchase_history` makes it
        sample_weight : how many customers each row stands for; None for one each

        Returns
        -------
        the model itself

        Raises
        ------
        DataError
            if a column is missing or impossible, or nobody bought again

        Warns
        -----
        ConvergenceWarning, LifetimeModelWarning
            if the customers do not determine a parameter
        """
        who, unit = type(self).__name__, self._agreed_unit(history, self.unit)
        x, t_x, T = histories.read(history, self.first_purchase, who=who)
        weight = histories.weights(sample_weight, len(x))
        if weight is not None and weight.min() == 0:
            kept = weight > 0
            x, t_x, T, weight = x[kept], t_x[kept], T[kept], weight[kept]
        histories.enough(x, t_x, T, weight, who=who)
        rows, _ = squeezed(x, t_x, T, weight)
        scale = rows.mean_time()
        best = self._search(rows.in_units(scale))
        units = np.ones(len(self.param_names))
        units[list(self.times)] = scale
        constant = -float(rows.weight @ rows.x) * math.log(scale)
        self._keep(best, float(rows.weight.sum()), units=units, constant=constant)
        self.unit_ = unit
        return self

    def expected_purchases(
        self,
        history: pd.DataFrame | None = None,
        *,
        t: Any,
        level: float | None = None,
    ) -> Any:
        """Say how many purchases to expect within the next t units of time.

        Parameters
        ----------
        history : DataFrame as for `fit`; None for a new customer, counted from the
            first purchase, which itself is not counted
        t : how far to look, in the unit of T; for a new customer also several times
        level : also give the interval at this coverage, such as 0.95; it says how well
            the expectation is known, not how much one customer's purchases vary

        Returns
        -------
        Series named expected_purchases with the index of history; for a new customer a
        float, or for several t a Series indexed by t. With `level` a table:
        expected_purchases, low, high (delta method, on logarithms)

        Raises
        ------
        DataError
            if history is impossible, or t is no number from 0
        """
        check_is_fitted(self)
        if history is None:
            return self._new_customers(t, level)
        span = predictions.number(t, "t", words.FROM_0, lambda v: 0 <= v < math.inf)
        rows, place = self._rows(history)
        return predictions.told(
            self,
            lambda p: self._expected(p, rows, np.full(len(rows.x), span)),
            "expected_purchases",
            history.index,
            place=place,
            level=level,
        )

    def probability_alive(
        self, history: pd.DataFrame, *, level: float | None = None
    ) -> Any:
        """Say how likely it is that each customer has not left for good.

        Parameters
        ----------
        history : DataFrame as for `fit`
        level : also give the interval at this coverage, such as 0.95

        Returns
        -------
        Series named probability_alive (0 to 1) with the index of history; with `level`
        a table: probability_alive, low, high (delta method, on log-odds)

        Raises
        ------
        DataError
            if history is impossible
        """
        check_is_fitted(self)
        rows, place = self._rows(history)
        return predictions.told(
            self,
            lambda p: self._alive(p, rows),
            "probability_alive",
            history.index,
            place=place,
            level=level,
            probability=True,
        )

    def lifetime_value(
        self,
        history: pd.DataFrame,
        *,
        months: float,
        discount_rate: float,
        value: Any = None,
        margin_rate: float = 1.0,
        level: float | None = None,
    ) -> Any:
        """Say what each customer's purchases of the coming months are worth today.

        Parameters
        ----------
        history : DataFrame as for `fit`; with monetary, unless value is given
        months : how far to look, in months of 365.25 / 12 days; inf for ever
        discount_rate : a year, such as 0.10; money is discounted from the day it comes
        value : what a purchase brings: a fitted `GammaGamma`, one number, or a Series
            with one per customer; None fits a `GammaGamma` on this history
        margin_rate : the part of the value that counts, such as 0.3
        level : also give the interval at this coverage, such as 0.95

        Returns
        -------
        Series named clv_amount (in the currency of value) with the index of history;
        with `level` a table: clv_amount, low, high

        Raises
        ------
        DataError
            if the unit of time is not known, or an argument is impossible

        Notes
        -----
        Value times margin times discounted expected transactions (Fader, Hardie and Lee
        2005, Journal of Marketing Research 42, 415-430), up to the horizon. What was
        spent before, the first purchase included, is not in it.
        """
        check_is_fitted(self)
        months, yearly, margin = worth.terms(months, discount_rate, margin_rate)
        if self.unit_ is None:
            raise DataError(words.UNIT_UNKNOWN.format(who=type(self).__name__))
        unit = self.unit_
        rows, place = self._rows(history)
        spend, variance = worth.of_a_purchase(
            value, history, self.first_purchase, uncertain=level is not None
        )
        return predictions.told(
            self,
            lambda p: predictions.discounted(
                lambda span: self._expected(p, rows, span),
                len(rows.x),
                months=months,
                discount_rate=yearly,
                unit=unit,
            ),
            "clv_amount",
            history.index,
            place=place,
            level=level,
            times=spend * margin,
            variance=variance,
        )

    def _likelihood(self, rows: Rows) -> Likelihood:
        raise NotImplementedError

    def _alive(self, params: np.ndarray, rows: Rows) -> np.ndarray:
        raise NotImplementedError

    def _expected(self, params: np.ndarray, rows: Rows, span: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    def _search(self, rows: Rows) -> Optimum:
        """Climb on some of the rows first where there are many, then on all."""
        start = np.ones(len(self.param_names))
        if len(rows.x) > 2 * FEW:
            first = maximise(self._likelihood(rows.thinned(FEW)), start)
            start = first.params if first.converged else start
        return maximise(self._likelihood(rows), start)

    def _agreed_unit(self, history: Any, ours: str | None) -> str | None:
        """Say what the times are measured in, if the table and we agree."""
        if ours is not None and ours not in words.UNITS:
            raise DataError(words.UNIT.format(unit=ours))
        said = getattr(history, "attrs", {}).get("unit")
        if said not in words.UNITS:
            return ours
        if ours is not None and said != ours:
            names = {"ours": words.UNITS[ours], "theirs": words.UNITS[said]}
            raise DataError(words.OTHER_UNIT.format(**names, code=ours))
        return said

    def _rows(self, history: pd.DataFrame) -> tuple[Rows, np.ndarray | None]:
        """Read history for a prediction, equal rows once."""
        self._agreed_unit(history, self.unit_)
        who = type(self).__name__
        columns = histories.read(history, self.first_purchase, who=who)
        return squeezed(*columns, places=True)

    def _new_customers(self, t: Any, level: float | None) -> Any:
        """Predict for customers who have just made their first purchase."""
        spans = predictions.spans(t)
        zeros = np.zeros(len(spans))
        rows = Rows(zeros, Levels(zeros), Levels(zeros), np.ones(len(spans)))
        found = predictions.told(
            self,
            lambda p: self._expected(p, rows, spans),
            "expected_purchases",
            pd.Index(spans, name="t"),
            level=level,
        )
        return float(found.iloc[0]) if np.ndim(t) == 0 and level is None else found
