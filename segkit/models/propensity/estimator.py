"""The estimator: who will, with how much of a chance, and what goes with it."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables
from segkit.models.propensity import drivers as driving
from segkit.models.propensity import engines, future, reading, scoring
from segkit.models.words import propensity as said

METHODS = ("logistic", "boosting")
CALIBRATIONS = (None, "sigmoid", "isotonic")
PER_VARIABLE = 10  # events for each column that the model reads
MADE_BY = "features.customers(orders, as_of=...)"


class PropensityWarning(UserWarning):
    """A model of chances can be fitted, but something about it should be known."""


class Propensity(ClassifierMixin, BaseEstimator):
    """Say how likely each customer is to buy, come back or leave in the days to come.

    Fit it on one day and check it on a later one: `split_in_time`. Columns that know
    the future are refused by name: `leaks`.

    Parameters
    ----------
    method : ``"logistic"`` regression (skewed numbers as logarithms, gaps filled with
        the median and marked), or ``"boosting"``, trees that find curves and
        interactions, for many customers
    calibrate : None, ``"sigmoid"`` or ``"isotonic"``: chances corrected on parts of the
        learning data that the model has not seen (five folds); for boosting, or where
        `calibration_table` shows a slope far from 1
    known_ahead : columns that are known to be honest although they look as if they knew
        the future, such as a date of renewal
    leak_from : AUC of a single column from which it is refused
    random_state : seed of the folds and shuffles, int

    Attributes
    ----------
    classes_ : False, True
    feature_names_in_ : the columns that were read
    left_out_ : columns that are alike for all customers, or empty, and say nothing
    kinds_ : column to "number", "log", "date" or "text"
    n_events_ : how many did
    events_per_variable_ : of the rarer kind, for each column as the model reads them
    as_of_ : the day that X described

    References
    ----------
    Peduzzi and others (1996), Journal of Clinical Epidemiology 49, 1373-1379, for ten
    events per variable; Platt (1999) and Zadrozny and Elkan (2002) for the two
    corrections, as in scikit-learn.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> n = rng.integers(0, 9, 400)
    >>> X = pd.DataFrame({"n_orders": n, "channel": rng.choice(["web", "store"], 400)})
    >>> y = pd.Series(rng.random(400) < (1 + n) / 12)
    >>> model = Propensity().fit(X, y)
    >>> model.chances(X.iloc[:3]).round(2).tolist()
    [0.46, 0.37, 0.6]
    >>> model.drivers(X, y)["text"].tolist()[0]
    'customers with twice the orders are 1.5 times as likely (1.5 times with all else
    alike)'
    """

    def __init__(
        self,
        method: str = "logistic",
        *,
        calibrate: str | None = None,
        known_ahead: Collection[str] = (),
        leak_from: float = 0.95,
        random_state: int = 0,
    ) -> None:
        self.method = method
        self.calibrate = calibrate
        self.known_ahead = known_ahead
        self.leak_from = leak_from
        self.random_state = random_state

    def fit(
        self,
        X: pd.DataFrame,
        y: Any,
        *,
        as_of: Any = None,
        made_on: Mapping[str, Any] | None = None,
    ) -> Self:
        """Learn who did, from what was known before.

        Parameters
        ----------
        X : one row per customer, as known on one day: numbers, dates, texts, gaps
        y : whether it happened in the days after, True or False; a Series has the
            index of X
        as_of : that day; None for ``X.attrs["as_of"]``, if there
        made_on : day on which a column was made, by column, where that is known

        Returns
        -------
        the model itself

        Raises
        ------
        DataError
            if a column knows the future, all are of one kind, or X and y do not fit

        Warns
        -----
        PropensityWarning
            if there are fewer than ten events per column as the model reads them
        """
        method = checks.choice(self.method, METHODS, name="method")
        calibrate = checks.choice(self.calibrate, CALIBRATIONS, name="calibrate")
        limit = self._limit()
        tables.customers(X, [], who="Propensity", made_by=MADE_BY)
        did = _aligned(X, y)
        day = X.attrs.get("as_of") if as_of is None else as_of
        used = X.loc[:, X.notna().any() & (X.nunique() > 1)]
        self.left_out_ = X.columns.difference(used.columns, sort=False).tolist()
        if not len(used.columns):
            raise DataError("no column of X differs between customers: add some")
        found = future.leaks(
            X, pd.Series(did, X.index), as_of=day, made_on=made_on,
            known_ahead=self.known_ahead, limit=limit,
        )  # fmt: skip
        future.refuse(found)
        kinds = reading.kinds(used)
        table = reading.read(used, kinds, day)
        order = np.lexsort([did, *_codes(table)])
        pipe = reading.pipeline(
            kinds,
            engines.classifier(method, self.random_state),
            scaled=method == "logistic",
        )
        model = engines.calibrated(pipe, calibrate, did, self.random_state)
        self.model_ = model.fit(table.iloc[order], did[order])
        self.kinds_ = kinds
        self.as_of_ = None if day is None else str(checks.day(day))
        width = pipe.named_steps["columns"].fit_transform(table).shape[1]
        self._keep(did, width)
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer the chance of not and of doing it.

        Parameters
        ----------
        X : the columns of `fit`, as known on a day

        Returns
        -------
        float array (n_customers, 2)

        Raises
        ------
        DataError
            if a column is missing or of another kind
        """
        check_is_fitted(self)
        names = self.feature_names_in_.tolist()
        tables.customers(X, names, who="Propensity", made_by=MADE_BY)
        table = reading.read(X, self.kinds_, X.attrs.get("as_of", self.as_of_))
        return self.model_.predict_proba(table)

    def predict(self, X: pd.DataFrame) -> np.ndarray:
        """Say who is more likely to do it than not: few, where it is rare.

        Parameters
        ----------
        X : as for `predict_proba`

        Returns
        -------
        bool array (n_customers,); to choose whom to reach, sort by `chances` instead
        """
        return self.predict_proba(X)[:, 1] > 0.5

    def chances(self, X: pd.DataFrame) -> pd.Series:
        """Give each customer the chance.

        Parameters
        ----------
        X : as for `predict_proba`

        Returns
        -------
        Series named chance with the index of X, 0 to 1
        """
        return pd.Series(self.predict_proba(X)[:, 1], X.index, name="chance")

    def drivers(self, X: pd.DataFrame, y: Any) -> pd.DataFrame:
        """Say in plain words what goes with the chance, the strongest first.

        Parameters
        ----------
        X : one row per customer, better not those learned from
        y : whether it happened

        Returns
        -------
        table: column, importance, times_as_likely, text; see the module ``drivers``.
        It says what goes with the chance, never what brings it about
        """
        check_is_fitted(self)
        did = _aligned(X, y)
        table = reading.read(X, self.kinds_, X.attrs.get("as_of", self.as_of_))
        return driving.drivers(
            table,
            did,
            self.kinds_,
            lambda changed: self.model_.predict_proba(changed)[:, 1],
            random_state=self.random_state,
        )

    def _limit(self) -> float:
        if not tables.is_number(self.leak_from) or not 0.5 < self.leak_from <= 1:
            raise DataError(
                f"leak_from must be above 0.5, at most 1; this is {self.leak_from!r}"
            )
        return float(self.leak_from)

    def _keep(self, did: np.ndarray, width: int) -> None:
        """Store the counts, and warn where there are few events for the columns."""
        self.feature_names_in_ = np.array(list(self.kinds_), dtype=object)
        self.n_features_in_ = len(self.kinds_)
        self.classes_ = np.array([False, True])
        self.n_events_ = int(did.sum())
        others = len(did) - self.n_events_
        self.events_per_variable_ = min(self.n_events_, others) / width
        if self.events_per_variable_ < PER_VARIABLE:
            text = said.FEW_EVENTS.format(
                events=self.n_events_,
                others=others,
                columns=width,
                each=self.events_per_variable_,
                enough=PER_VARIABLE,
            )
            warnings.warn(text, PropensityWarning, stacklevel=3)


def _aligned(X: pd.DataFrame, y: Any) -> np.ndarray:
    """Read what happened, in the order of X."""
    if isinstance(y, pd.Series):
        if len(y) != len(X) or not y.index.is_unique or set(y.index) != set(X.index):
            raise DataError(
                f"y is not of the same customers as X ({len(y)} and {len(X)} rows): "
                "make it with outcome(X.index, ...)"
            )
        y = y.reindex(X.index)
    elif len(y) != len(X):
        raise DataError(f"y has {len(y)} values for {len(X)} customers in X")
    return scoring.truth(y)


def _codes(table: pd.DataFrame) -> list[np.ndarray]:
    """Return keys to sort rows by, so that their order in the table does not matter."""
    keys = []
    for name in sorted(table.columns, reverse=True):
        column = table[name]
        text = column.dtype == object
        keys.append(
            (pd.factorize(column, sort=True)[0] if text else column).astype(float)
        )
    return [np.nan_to_num(np.asarray(key), nan=-1e300) for key in keys]
