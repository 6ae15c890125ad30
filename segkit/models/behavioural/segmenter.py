"""The behavioural model: customers divided by what they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pandas as pd
from sklearn.utils.validation import check_is_fitted

from segkit.checks import DataError
from segkit.models.base import Segmenter
from segkit.models.behavioural.discounts import DiscountRule
from segkit.models.behavioural.engagement import EngagementRule
from segkit.models.behavioural.habits import HabitsRule
from segkit.models.behavioural.kmeans import KMeansRule
from segkit.models.behavioural.lifecycle import LifecycleRule
from segkit.models.behavioural.loyalty import LoyaltyRule
from segkit.models.behavioural.pareto import ParetoRule
from segkit.models.behavioural.rfm import RfmRule
from segkit.models.behavioural.timing import TimingRule
from segkit.models.behavioural.usage import UsageRule
from segkit.models.rule import Rule


class BehaviouralSegmenter(Segmenter):
    """Divide customers by what they did: how recently, often, when, how and for what.

    Customers who never ordered (n_orders 0) are a segment of their own in each method
    that reads orders.

    Parameters
    ----------
    method : ``"rfm"``, ``"lifecycle"``, ``"kmeans"``, ``"abc"`` (amounts alone),
        ``"timing"`` (when), ``"usage"`` (how intensely, how regularly), ``"loyalty"``,
        ``"discount"`` (sensitivity to discounts), ``"engagement"`` (points for opening,
        clicking, visiting, following), or ``"prototypes"`` (habits, numbers and
        categories together). Those after abc read what `features.behaviour` and
        `features.engagement` make
    cut_points : rfm: ``{"recency_days": [30, 90, 180, 365], ...}``, four numbers from
        small to large between five scores; a column that is left out, or None, has
        its cut points learned. A value equal to a cut point has the better score.
        usage (repeat orders a year), loyalty (index, 0 to 100) and engagement
        (points): two numbers between three levels; None for 4 and 12, for 40 and 60,
        and for the thirds of those with points
    segment_map : rfm: ``{"name": "R4-5 F4-5 M3-5 or R5 F3", ...}``; None for the
        eleven named segments of `segkit.models.behavioural.rfm`
    new_days, lapsing_days, lost_days : lifecycle: days; None to learn them
    vip_amount : lifecycle: in the currency of the data; None to learn it
    preset : lifecycle: ``"full"`` (None), ``"new_recurring_vip"`` or
        ``"prospect_new_regular"``
    by : timing: ``"season"`` (None), ``"month"``, ``"weekday"``, ``"part_of_day"``, or
        several to cross; usage: ``"intensity"`` (None), ``"regularity"``, or both;
        prototypes: the columns to group by, None for the usual habits
    weights : engagement: column to points; None for the usual ones
    usual_rate : discount: share of all orders at a discount, 0 to 1; None to learn it
    confidence : timing, usage by regularity, discount: 1 - confidence of the customers
        who are like all others are said to be different; None for 0.95
    n_segments : kmeans, prototypes: how many segments of customers who have ordered
    order_by : kmeans, prototypes: ``"monetary_amount"``, ``"n_orders"``,
        ``"recency_days"`` or ``"size"``: what the segments are numbered by, best or
        largest first (prototypes: any column, the largest mean first)
    n_init : kmeans, prototypes: random starts, of which the best is kept
    random_state : kmeans, prototypes: seed of the starts, int

    References
    ----------
    Hughes (1994), Strategic Database Marketing, for RFM by quintiles; Lloyd (1982),
    IEEE Transactions on Information Theory 28, for k-means; Dickie (1951), Factory
    Management and Maintenance 109, for ABC; Huang (1998), Data Mining and Knowledge
    Discovery 2, for prototypes; Greenwood (1946) and Moran (1947) for regularity.
    Ties, the map of the RFM segments, the life cycle and the levels of the other
    methods are own definitions, written out in the modules of
    `segkit.models.behavioural` that have their names.

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
        "timing": TimingRule,
        "usage": UsageRule,
        "loyalty": LoyaltyRule,
        "discount": DiscountRule,
        "engagement": EngagementRule,
        "prototypes": HabitsRule,
    }

    def __init__(
        self,
        method: str = "rfm",
        *,
        cut_points: Mapping[str, Any] | Sequence[float] | None = None,
        segment_map: Mapping[str, str] | None = None,
        new_days: float | None = None,
        lapsing_days: float | None = None,
        lost_days: float | None = None,
        vip_amount: float | None = None,
        preset: str | None = None,
        by: str | Sequence[str] | None = None,
        weights: Mapping[str, float] | None = None,
        usual_rate: float | None = None,
        confidence: float | None = None,
        n_segments: int = 4,
        order_by: str | None = None,
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
        self.preset = preset
        self.by = by
        self.weights = weights
        self.usual_rate = usual_rate
        self.confidence = confidence
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
