"""The value-based model: customers divided by what they bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pandas as pd

from segkit.models.base import Segmenter
from segkit.models.rule import Rule
from segkit.models.value.earning import PointsRule
from segkit.models.value.formula import FormulaRule
from segkit.models.value.growth import GrowthRule
from segkit.models.value.predicted import PredictedRule
from segkit.models.value.tiers import AbcRule, TiersRule


class ValueSegmenter(Segmenter):
    """Divide customers by what they brought, will bring, or could bring.

    Customers who bring exactly nothing, and those who cost more than they bring, are
    segments of their own.

    Parameters
    ----------
    method : ``"tiers"`` of a value that is known; ``"abc"``, by shares of the money;
        ``"points"`` earned by rules, with a VIP level; ``"formula"``, lifetime value
        from margin, retention and discount; ``"predicted"``, lifetime value from models
        of repeat buying; ``"growth"``, value now and where it is going
    by : tiers, abc: the column of X; None for the first there of net_value_amount,
        margin_amount, net_revenue_amount, monetary_amount, revenue_amount
    tiers : tiers, formula, predicted: ``"pyramid"`` (1, 4, 15 and 80 % of customers),
        ``"equal"``, ``"abc"``, or shares of customers from the best down that add up
        to 1
    n_tiers : how many tiers, for ``tiers="equal"``
    cut_points : amounts between tiers, in the currency of X; None to learn them
    retention : formula: part that stays a year, 0 to 1; None to learn it for each
        number of orders
    discount_rate : formula, predicted: a year, 0.10 is 10 %
    first_margin : formula: ``"later"`` or ``"now"``, see `segkit.clv.formula_clv`
    months : predicted: how far to look
    rules : points: ``[{"column": "revenue_amount", "per": 10, "points": 1}, ...]``;
        None for a usual set
    thresholds : points: ``{"VIP": 500, "Silver": 200}``; None to learn them (VIP: the
        best 5 % of those with points)
    high_amount : growth: from here on value is high; None for what the best fifth bring
    growing_from, shrinking_to : growth: trends from which on, and up to which

    References
    ----------
    Curry and Curry (2000) for the pyramid, Dickie (1951) for ABC, Gupta and Lehmann
    (2003) for the formula, Fader, Hardie and Lee (2005) for the prediction: see the
    modules `segkit.models.value.amounts`, ``formula`` and ``predicted``. Points and
    growth are own definitions, written out in their modules.

    Examples
    --------
    >>> X = pd.DataFrame(
    ...     {"revenue_amount": [900.0, 800.0, 60.0, 40.0, 0.0],
    ...      "net_value_amount": [310.0, -20.0, 25.0, 12.5, 0.0]},
    ...     index=pd.Index(["C1", "C2", "C3", "C4", "C5"], name="customer_id"))
    >>> model = ValueSegmenter(tiers="equal", n_tiers=3).fit(X)
    >>> model.assign(X).astype(str)
    customer_id
    C1                  Tier 1 of 3
    C2    Costs more than it brings
    C3                  Tier 2 of 3
    C4                  Tier 3 of 3
    C5               Brings nothing
    Name: value, dtype: str
    >>> model.explain(X, "C2")
    Customer C2 is in Costs more than it brings. Net value: -20.00. The rule for Costs
    more than it brings: net value below 0.
    """

    name: ClassVar[str] = "value"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "tiers": TiersRule,
        "abc": AbcRule,
        "points": PointsRule,
        "formula": FormulaRule,
        "predicted": PredictedRule,
        "growth": GrowthRule,
    }

    def __init__(
        self,
        method: str = "tiers",
        *,
        by: str | None = None,
        tiers: str | Sequence[float] = "pyramid",
        n_tiers: int = 4,
        cut_points: Sequence[float] | None = None,
        retention: float | None = None,
        discount_rate: float = 0.10,
        first_margin: str = "later",
        months: float = 12,
        rules: Sequence[Mapping[str, Any]] | None = None,
        thresholds: Mapping[str, float] | None = None,
        high_amount: float | None = None,
        growing_from: float = 1.25,
        shrinking_to: float = 0.8,
    ) -> None:
        self.method = method
        self.by = by
        self.tiers = tiers
        self.n_tiers = n_tiers
        self.cut_points = cut_points
        self.retention = retention
        self.discount_rate = discount_rate
        self.first_margin = first_margin
        self.months = months
        self.rules = rules
        self.thresholds = thresholds
        self.high_amount = high_amount
        self.growing_from = growing_from
        self.shrinking_to = shrinking_to

    def amounts(self, X: pd.DataFrame) -> pd.Series:
        """Say what each customer is worth, by the amount or points that tiers are of.

        Parameters
        ----------
        X : DataFrame indexed by customer_id

        Returns
        -------
        Series of floats with the index of X: the column itself, a lifetime value, the
        points, or the value that growth may bring; nan where it is not known

        Examples
        --------
        >>> X = pd.DataFrame({"last_year_amount": [30.0, 100.0]}, index=["a", "b"])
        >>> model = ValueSegmenter("formula", retention=0.8, tiers="equal", n_tiers=2)
        >>> model.fit(X).amounts(X).round(2).tolist()
        [80.0, 266.67]
        """
        columns = self._read(X)
        found = self.rule_.amounts(columns)
        return pd.Series(found, X.index, name=f"{self.method}_amount")
