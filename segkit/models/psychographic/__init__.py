"""The psychographic model: customers divided by what they think and value."""

from segkit.models.psychographic.alpha import (
    alpha_interval,
    cronbach_alpha,
    item_analysis,
    mcdonald_omega,
    reliability,
)
from segkit.models.psychographic.factors import (
    Factors,
    factor_analysis,
    parallel_analysis,
)
from segkit.models.psychographic.interests import telling_interest
from segkit.models.psychographic.leads import leading
from segkit.models.psychographic.segmenter import PsychographicSegmenter, SurveyWarning
from segkit.models.psychographic.standing import sport, status

__all__ = [
    "Factors",
    "PsychographicSegmenter",
    "SurveyWarning",
    "alpha_interval",
    "cronbach_alpha",
    "factor_analysis",
    "item_analysis",
    "leading",
    "mcdonald_omega",
    "parallel_analysis",
    "reliability",
    "sport",
    "status",
    "telling_interest",
]
