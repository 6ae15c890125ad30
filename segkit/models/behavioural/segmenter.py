"""The behavioural model: customers divided by what they did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import pandas as pd
from sklearn.utils.validation import check_is_fitted

from segkit.checks import DataError
from segkit.models.base import Segmenter
from segkit.models.behavioural.kmeans import KMeansRule
from segkit.models.behavioural.lifecycle import LifecycleRule
from segkit.models.behavioural.pareto import ParetoRule
from segkit.models.behavioural.rfm import RfmRule
from segkit.models.rule import Rule


class BehaviouralSegmenter(Segmenter):
    """Divide customers by how recently, how often and for how much they ordered.

    Customers who never ordered (n_orders 0) are a segment of their own in each method.

    Parameters
    ----------
    method : ``"rfm"``, ``"lifecycle"``, ``"kmeans"`` or ``"abc"`` (amounts alone)
    cut_points : rfm: ``{"recency_days": [30, 90, 180, 365], ...}``, four numbers from
        small to large between five scores; a column that is left out, or None, has
        its cut points learned. A value equal to a cut point has the better score
    segment_map : rfm: ``{"name": "R4-5 F4-5 M3-5 or R5 F3", ...}``; None for the
        eleven named segments of `segkit.models.behavioural.rfm`
    new_days, lapsing_days, lost_days : lifecycle: days; None to learn them
    vip_amount : lifecycle: in the currency of the data; None to learn it
    n_segments : kmeans: how many segments of customers who have ordered
    order_by : kmeans: ``"monetary_amount"``, ``"n_orders"``, ``"recency_days"`` or
        ``"size"``: what the segments are numbered by, best or largest first
    n_init : kmeans: random starts, of which the best is kept
    random_state : kmeans: seed of the starts, int

    References
    ----------
    Hughes (1994), Strategic Database Marketing, for RFM by quintiles; Lloyd (1982),
    IEEE Transactions on Information Theory 28, for k-means; Dickie (1951), Factory
    Management and Maintenance 109, for ABC. Ties, the map of the RFM
    segments and the life cycle are own definitions, written out in the modules
    `segkit.models.behavioural.rfm` and `segkit.models.behavioural.lifecycle`.

    Examples
    --------
    >>> X = pd.DataFrame(
    ...     {
    ...         "recency_days": [3, 40, 200, 15, 90],
    ...         "n_orders": [12, 4, 1, 1, 7],
    ...         "monetary_amount": [900.0, 150.0, 20.0, 35.0, 400.0],
    ...     },
    ...     index=pd.Index(["C1", "C2", "C3", "C4", "C5"], name="customer_id"),
    ... )
    >>> model = BehaviouralSegmenter(method="rfm").fit(X)
    >>> model.assign(X)
    customer_id
    C1          Champions
    C2  Needing attention
    C3               Lost
    C4          Promising
    C5            At risk
    Name: behavioural, dtype: category
    Categories (12, str): [...]
    >>> model.explain(X, "C4")
    Customer C4 is in Promising. Last order 15 days ago: recency score 4 of 5 (more than
    3 days, at most 15 days). 1 order: frequency score 1 of 5 (fewer than 4 orders).
    35.00 spent: monetary score 2 of 5 (35.00 or more, less than 150.00). The rule for
    Promising: ordered more recently than most, and least often (R4 F1).
    """

    name: ClassVar[str] = "behavioural"
    methods: ClassVar[Mapping[str, type[Rule]]] = {
        "rfm": RfmRule,
        "lifecycle": LifecycleRule,
        "kmeans": KMeansRule,
        "abc": ParetoRule,
    }

    def __init__(
        self,
        method: str = "rfm",
        *,
        cut_points: Mapping[str, Any] | None = None,
        segment_map: Mapping[str, str] | None = None,
        new_days: float | None = None,
        lapsing_days: float | None = None,
        lost_days: float | None = None,
        vip_amount: float | None = None,
        n_segments: int = 4,
        order_by: str = "monetary_amount",
        n_init: int = 10,
        random_state: int | None = 0,
    ) -> None:
        self.method = method
        self.cut_points = cut_points
        self.segment_map = segment_map
        self.new_days = new_days
        self.lapsing_days = lapsing_days
        self.lost_days = lost_days
        self.vip_amount = vip_amount
        self.n_segments = n_segments
        self.order_by = order_by
        self.n_init = n_init
        self.random_state = random_state

    def scores(self, X: pd.DataFrame) -> pd.DataFrame:
        """Score each customer from 1 to 5 for recency, frequency and money.

        Parameters
        ----------
        X : DataFrame indexed by customer_id

        Returns
        -------
        DataFrame: r_score, f_score, m_score (Int64, 5 is best, null for customers who
        never ordered), same index as X

        Raises
        ------
        DataError
            if the model was not fitted with ``method="rfm"``

        Examples
        --------
        >>> X = pd.DataFrame({"recency_days": [3, 40], "n_orders": [5, 1],
        ...                   "monetary_amount": [80, 20]}, index=["a", "b"])
        >>> BehaviouralSegmenter().fit(X).scores(X)
           r_score  f_score  m_score
        a        3        3        3
        b        1        1        1
        """
        check_is_fitted(self)
        if not isinstance(self.rule_, RfmRule):
            raise DataError(
                f"method='{self.method}' has no scores: fit with method='rfm'"
            )
        return self.rule_.scores(self._read(X))
