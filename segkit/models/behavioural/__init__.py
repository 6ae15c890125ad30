"""The behavioural model: customers divided by what they did."""

from segkit.models.behavioural.cut_offs import cut_offs
from segkit.models.behavioural.discounts import discount_test
from segkit.models.behavioural.engagement import engagement_score
from segkit.models.behavioural.loyalty import loyalty_index
from segkit.models.behavioural.pareto_share import ParetoShare, pareto_share
from segkit.models.behavioural.segmenter import BehaviouralSegmenter
from segkit.models.behavioural.timing import preference
from segkit.models.behavioural.usage import intensity

__all__ = [
    "BehaviouralSegmenter",
    "ParetoShare",
    "cut_offs",
    "discount_test",
    "engagement_score",
    "intensity",
    "loyalty_index",
    "pareto_share",
    "preference",
]
