"""The value-based model: customers divided by what they bring, and what that tells.

`ValueSegmenter` divides; the functions stand alone: the whale curve, the Lorenz curve
and the Gini coefficient of a value, ranks, points and scores, VIPs, moves between
tiers, value with referrals, what a reward costs, trend and growth.
"""

from segkit.models.value.curves import gini, lorenz, whale_curve
from segkit.models.value.earning import points
from segkit.models.value.formula import retention_by_orders
from segkit.models.value.growth import growth_potential, growth_trend
from segkit.models.value.moves import migration, value_with_referrals
from segkit.models.value.rewards import (
    discount_cost,
    importance_rank,
    value_score,
    vip,
)
from segkit.models.value.segmenter import ValueSegmenter

__all__ = [
    "ValueSegmenter",
    "discount_cost",
    "gini",
    "growth_potential",
    "growth_trend",
    "importance_rank",
    "lorenz",
    "migration",
    "points",
    "retention_by_orders",
    "value_score",
    "value_with_referrals",
    "vip",
    "whale_curve",
]
