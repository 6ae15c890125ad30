"""What every model can do. A model itself only says how it learns its rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClusterMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from segkit import checks
from segkit.checks import DataError
from segkit.models import tables, words
from segkit.models.rule import Rule
from segkit.record import Table


class Segmenter(ClusterMixin, TransformerMixin, BaseEstimator):
    """Divide customers into named segments, and say why each is where it is.

    A model is a subclass with a ``name``, its ``methods`` (a `Rule` each) and an
    ``__init__`` that stores its arguments. Everything else is here.

    Attributes
    ----------
    labels_ : int array (n_customers,), the codes of the customers it was fitted on
    segments_ : DataFrame: code, name, rule, size, share; one row per segment
    rule_ : the learned rule; each of its numbers is an attribute too, ending in ``_``
    as_of_ : the day X describes, if X says so in ``X.attrs["as_of"]``

    Examples
    --------
    >>> from segkit.models import BehaviouralSegmenter
    >>> X = pd.DataFrame({"recency_days": [3, 9, 90], "n_orders": [5, 1, 3],
    ...                   "monetary_amount": [80, 20, 75]}, index=["a", "b", "c"])
    >>> model = BehaviouralSegmenter(segment_map={"Active": "R2-5", "Away": "R1"})
    >>> model.fit(X).predict(X)
    array([0, 0, 1])
    >>> model.segments_
       code             name               rule  size     share
    0     0           Active               R2-5     2  0.666667
    1     1             Away                 R1     1  0.333333
    2     2  No purchase yet  has never ordered     0  0.000000
    """

    name: ClassVar[str]
    methods: ClassVar[Mapping[str, type[Rule]]]
    method: str

    def fit(self, X: pd.DataFrame, y: Any = None) -> Self:
        """Learn the segments from one row per customer.

        Parameters
        ----------
        X : DataFrame indexed by customer_id; columns that are not needed are ignored
        y : ignored

        Returns
        -------
        the model itself

        Raises
        ------
        DataError
            if X lacks a column, has fewer than 2 customers, or holds no usable numbers
        """
        rule = self.methods[checks.choice(self.method, self.methods, name="method")]
        options = self._options(rule)
        self._check(X, rule.needs, rule)
        if len(X) < 2:
            raise DataError(
                f"{type(self).__name__} needs at least 2 customers to learn from; "
                "X has 1 (1 sample): use predict for a single customer"
            )
        columns = rule.reads(X, **options)
        tables.something(X, columns, who=type(self).__name__, made_by=rule.made_by)
        tables.readable(X, columns)
        learned = rule.learn(X[columns + rule.orders_by(X, **options)], **options)
        self._adopt(learned, columns, X.attrs.get("as_of"))
        self.labels_ = learned.codes(X[columns])
        self.segments_ = self._table(np.bincount(self.labels_, minlength=self._n))
        return self

    def predict(self, X: pd.DataFrame) -> np.ndarray:
        """Give each customer the code of their segment, by the learned rule.

        Parameters
        ----------
        X : DataFrame indexed by customer_id, one row or more

        Returns
        -------
        int array (n_customers,)
        """
        columns = self._read(X)
        return self.rule_.codes(columns)

    def assign(self, X: pd.DataFrame) -> pd.Series:
        """Give each customer the name of their segment, by the learned rule.

        Parameters
        ----------
        X : DataFrame indexed by customer_id, one row or more

        Returns
        -------
        categorical Series named for the model, with the index of X; its categories are
        all the segments in order, and ``attrs["as_of"]`` is that of X
        """
        codes = self.predict(X)
        names = pd.Categorical.from_codes(codes, pd.Index(self.segments_["name"]))
        segments = pd.Series(names, index=X.index, name=self.name)
        if "as_of" in X.attrs:
            segments.attrs["as_of"] = X.attrs["as_of"]
        return segments

    def membership(self, X: pd.DataFrame) -> pd.DataFrame:
        """Say how likely each segment is for each customer, where a method knows.

        Parameters
        ----------
        X : DataFrame indexed by customer_id

        Returns
        -------
        DataFrame of floats from 0 to 1, one column per segment by name, rows sum to 1

        Raises
        ------
        DataError
            if the method divides by a rule and knows no chances
        """
        chances = self.rule_.membership(self._read(X))
        if chances is None:
            raise DataError(
                f"method='{self.method}' puts each customer wholly into one segment: "
                "only methods with latent classes know how likely each segment is"
            )
        return pd.DataFrame(chances, X.index, pd.Index(self.segments_["name"]))

    def explain(self, X: pd.DataFrame, customer_id: Any) -> words.Words:
        """Say why this customer is in this segment, with their own numbers.

        Parameters
        ----------
        X : DataFrame indexed by customer_id (the model keeps no customer rows)
        customer_id : one of the ids in the index of X

        Returns
        -------
        str, shown without quotation marks

        Raises
        ------
        DataError
            if X has no such customer
        """
        columns = self._read(X)
        row = columns.loc[[tables.known(X, customer_id)]]
        segment = self.segments_["name"].iloc[int(self.rule_.codes(row)[0])]
        start = words.MEMBER.format(customer=customer_id, segment=segment)
        return words.Words(f"{start} {self.rule_.reason(row)}")

    def transform(self, X: pd.DataFrame) -> np.ndarray:
        """Write each customer's segment as a row of zeros with a single one.

        Parameters
        ----------
        X : DataFrame indexed by customer_id

        Returns
        -------
        float array (n_customers, n_segments); a table after ``set_output``
        """
        return np.eye(self._n)[self.predict(X)]

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Name the columns of `transform`: the model's name and the segment's key.

        Parameters
        ----------
        input_features : ignored, as scikit-learn passes it

        Returns
        -------
        object array (n_segments,)
        """
        check_is_fitted(self)
        keys = [f"{self.name}_{segment.key}" for segment in self.rule_.segments()]
        return np.array(keys, dtype=object)

    def frozen(self) -> dict[str, Any]:
        """Write everything learned as plain values, ready for a JSON file.

        Returns
        -------
        dict, from which `segkit.models.from_frozen` makes a fitted model again

        Raises
        ------
        DataError
            if an argument cannot be written to JSON
        """
        check_is_fitted(self)
        return {
            "model": self.name,
            "arguments": tables.plain(self.get_params(deep=False), "the model"),
            "columns": self.feature_names_in_.tolist(),
            "as_of": None if self.as_of_ is None else str(self.as_of_),
            "rule": tables.plain(dataclasses.asdict(self.rule_), "the rule"),
            "sizes": self.segments_["size"].tolist(),
        }

    @classmethod
    def thawed(cls, frozen: Mapping[str, Any]) -> Self:
        """Make a fitted model of this class from what `frozen` wrote.

        Parameters
        ----------
        frozen : the dict

        Returns
        -------
        a fitted model, without ``labels_``

        Raises
        ------
        DataError
            if a part of the dict is missing or unknown
        """
        try:
            model = cls(**frozen["arguments"])
            rule = cls.methods[model.method](**frozen["rule"])
            model._adopt(rule, list(frozen["columns"]), frozen["as_of"])
            model.segments_ = model._table(np.array(frozen["sizes"]))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"this frozen model cannot be read ({error}): it is incomplete or from "
                "another version of segkit; fit the model again"
            ) from error
        return model

    def _adopt(self, rule: Rule, columns: list[str], as_of: Any) -> None:
        for stale in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, stale)
        self.rule_: Any = rule
        self.feature_names_in_ = np.array(columns, dtype=object)
        self.n_features_in_ = len(columns)
        self.as_of_ = as_of
        for name, value in vars(rule).items():
            setattr(self, f"{name}_", value)

    def _read(self, X: pd.DataFrame) -> pd.DataFrame:
        check_is_fitted(self)
        columns = self.feature_names_in_.tolist()
        self._check(X, columns, type(self.rule_))
        tables.readable(X, columns)
        return X[columns]

    def _check(self, X: Any, needs: Sequence[str], rule: type[Rule]) -> pd.DataFrame:
        who = type(self).__name__
        return tables.customers(X, needs, who=who, made_by=rule.made_by)

    def _options(self, rule: type[Rule]) -> dict[str, Any]:
        arguments = self.get_params(deep=False)
        usual = type(self)().get_params(deep=False)
        strange = [
            name
            for name, value in arguments.items()
            if name not in {"method", "random_state", *rule.options}
            and repr(value) != repr(usual[name])
        ]
        if strange:
            raise DataError(
                f"method='{self.method}' does not use {strange}; it uses "
                f"{list(rule.options)}: leave the others out"
            )
        return {name: arguments[name] for name in rule.options}

    def _table(self, sizes: np.ndarray) -> Table:
        segments = self.rule_.segments()
        return Table(
            {
                "code": range(len(segments)),
                "name": [segment.name for segment in segments],
                "rule": [segment.rule for segment in segments],
                "size": sizes,
                "share": sizes / sizes.sum(),
            }
        )

    @property
    def _n(self) -> int:
        return len(self.rule_.segments())
