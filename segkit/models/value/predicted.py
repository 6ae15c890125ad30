"""Tiers of a lifetime value that is predicted by models of repeat buying.

Expected orders times what an order is worth times the part of it that is kept:

- orders: BG/NBD (Fader, Hardie and Lee 2005, Marketing Science 24, 275-284), discounted
  from the day they come, up to ``months``
- worth of an order: Gamma-Gamma (Fader and Hardie 2013, note 025); one mean for all
  where too few customers teach it
- the part kept (own definition): net value / revenue of the customer so far, pulled to
  that of all as if everybody had brought ten mean orders more at the common rate. Net
  value is after returns, goods and service, so the prediction is too; without the two
  columns all of it counts

The fitted parameters are kept as plain numbers: a frozen model predicts.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from segkit import clv
from segkit.checks import DataError
from segkit.clv import worth
from segkit.models import tables, words
from segkit.models.value import amounts
from segkit.models.value.amounts import AmountRule
from segkit.models.words import value as said

HISTORY = ("frequency", "recency", "T", "monetary")
KEPT = ("net_value_amount", "revenue_amount")
DIGITS = 10
PULL = 10  # mean orders at the common rate that everybody is given
DAYS_A_MONTH = 365.25 / 12


@dataclass
class PredictedRule(AmountRule):
    """Parameters of the models, and the common part that is kept.

    Attributes
    ----------
    orders : r, alpha (days), a, b of BG/NBD
    spend : p, q, v (currency) of Gamma-Gamma; empty where one mean is used
    mean_order : of repeat days, in the currency of X
    kept_rate : net value / revenue of all customers together; 1 without the columns
    months, discount_rate : the terms of the lifetime value
    notes : what the models said about themselves
    """

    orders: dict[str, float]
    spend: dict[str, float]
    mean_order: float
    kept_rate: float
    months: float
    discount_rate: float
    notes: list[str]

    needs: ClassVar = HISTORY
    uses: ClassVar = KEPT
    options: ClassVar = ("months", "discount_rate", *AmountRule.options)

    @classmethod
    def learn(cls, X: pd.DataFrame, **options: Any) -> Self:
        """Fit the models on those who ordered, then find where the tiers end."""
        tables.something(X, HISTORY, who="ValueSegmenter", made_by=amounts.MADE_BY)
        months, discount, _ = worth.terms(
            options.pop("months"), options.pop("discount_rate"), 1.0
        )
        history = _some_history(X)
        history = history.sort_values([*HISTORY], ignore_index=True)
        orders, notes = _fitted(clv.BetaGeoNBD(unit="D"), history)
        spend, more = _spending(history)
        again = history[history["frequency"] > 0]
        rule = cls(
            [],
            [],
            orders,
            spend,
            float(np.average(again["monetary"], weights=again["frequency"])),
            _kept(X),
            months,
            discount,
            notes + more,
        )
        money = rule.amounts(X)
        rule.cuts, rule.names = amounts.cuts(
            money, **options, columns=X.columns.tolist()
        )
        return rule

    def amounts(self, X: pd.DataFrame) -> np.ndarray:
        """Predict; nan for customers who have not ordered."""
        history = _history(X)
        value = np.full(len(X), np.nan)
        if len(history):
            place = X.index.get_indexer(history.index)
            found = self._model(clv.BetaGeoNBD(unit="D"), self.orders).lifetime_value(
                history,
                months=self.months,
                discount_rate=self.discount_rate,
                value=self._worth(history),
            )
            value[place] = found.to_numpy() * self._kept_by(X)[place]
        return _rounded(value)

    def because(self, X: pd.DataFrame) -> str:
        """Name the history, what is expected of it, and what that is worth."""
        history = _history(X)
        model = self._model(clv.BetaGeoNBD(unit="D"), self.orders)
        days = self.months * DAYS_A_MONTH
        expected = float(model.expected_purchases(history, t=days).iloc[0])
        text = said.PREDICTED.format(
            **_told(history.iloc[0]),
            expected=words.rounded(expected),
            months=words.counted(self.months, "month"),
            spend=words.amount(float(self._worth(history).iloc[0])),
            kept=words.share(float(self._kept_by(X)[0])),
            value=words.amount(float(self.amounts(X)[0])),
        )
        warned = said.WARNED.format(note=self.notes[0]) if self.notes else ""
        return text + warned

    def _worth(self, history: pd.DataFrame) -> pd.Series:
        if not self.spend:
            return pd.Series(self.mean_order, history.index)
        return self._model(clv.GammaGamma(), self.spend).expected_value(history)

    def _model(self, model: Any, params: dict[str, float]) -> Any:
        """Give a model the parameters that were learned."""
        model.params_ = pd.Series([params[name] for name in model.param_names])
        model.unit_ = "D"
        return model

    def _kept_by(self, X: pd.DataFrame) -> np.ndarray:
        """Return the part of each customer's revenue that is kept, pulled to all."""
        if not set(KEPT) <= set(X.columns):
            return np.full(len(X), self.kept_rate)
        net, revenue = np.nan_to_num(tables.numbers(X, KEPT).to_numpy()).T
        pull = PULL * self.mean_order
        whole = np.maximum(revenue, 0) + pull
        usual = np.full(len(X), self.kept_rate)
        kept = net + pull * self.kept_rate
        return np.divide(kept, whole, out=usual, where=whole > 0)


def _rounded(values: np.ndarray) -> np.ndarray:
    """Keep ten digits, in any currency: customers who are alike stay alike."""
    size = np.where((values == 0) | np.isnan(values), 1.0, np.abs(values))
    step = 10.0 ** (np.floor(np.log10(size)) - DIGITS + 1)
    return np.round(values / step) * step


def _told(row: pd.Series) -> dict[str, str]:
    """Put a purchase history into words."""
    again = said.AGAIN.format(
        orders=words.counted(row["frequency"], "day"),
        recency=words.counted(row["recency"], "day"),
    )
    age = words.counted(row["T"], "day")
    return {"age": age, "again": again if row["frequency"] else said.NEVER_AGAIN}


def _history(X: pd.DataFrame) -> pd.DataFrame:
    """Return the purchase history of those who have one, as numbers."""
    if X.attrs.get("unit", "D") != "D":
        raise DataError(said.IN_DAYS.format(unit=X.attrs["unit"]))
    history = tables.numbers(X, HISTORY)
    return history[history["frequency"].notna()]


def _some_history(X: pd.DataFrame) -> pd.DataFrame:
    """Return it too, and refuse a table in which nobody has one."""
    history = _history(X)
    for name in HISTORY:
        if history[name].isna().all():
            raise DataError(
                f"column '{name}' in X is missing for all customers with an order, and "
                "nothing can be learned: make it with features.purchase_history"
            )
    return history


def _fitted(model: Any, history: pd.DataFrame) -> tuple[dict[str, float], list[str]]:
    """Fit a model; return its parameters, and what it warned of."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        model.fit(history)
    params = zip(model.param_names, model.params_, strict=True)
    texts = [str(warning.message).rstrip(".") + "." for warning in heard]
    return {name: float(value) for name, value in params}, texts


def _spending(history: pd.DataFrame) -> tuple[dict[str, float], list[str]]:
    """Fit Gamma-Gamma where enough customers bought again for different amounts."""
    known = history[(history["frequency"] == 0) | (history["monetary"] > 0)]
    if known.loc[known["frequency"] > 0, "monetary"].nunique() < 3:
        return {}, [said.MEAN_VALUE + "."]
    params, notes = _fitted(clv.GammaGamma(), known)
    return (params, notes) if params["q"] > 1 else ({}, [said.MEAN_VALUE + "."])


def _kept(X: pd.DataFrame) -> float:
    if not set(KEPT) <= set(X.columns):
        return 1.0
    both = tables.numbers(X, KEPT).dropna()
    net, revenue = np.sort(both.to_numpy(), axis=0).sum(axis=0)
    return float(net / revenue) if revenue > 0 else 1.0
