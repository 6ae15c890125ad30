"""Are the segments real, and are they any use: tables that answer one question each."""

from segkit.evaluation.agreement import adjusted_rand, jaccard
from segkit.evaluation.between import agreement
from segkit.evaluation.comparing import null_comparison
from segkit.evaluation.cost import cost_of_k
from segkit.evaluation.counting import how_many
from segkit.evaluation.crosses import Crosstab, crosstab, crosstabs
from segkit.evaluation.profiles import Profile, profile
from segkit.evaluation.reality import Verdict, are_they_real
from segkit.evaluation.scores import scorecard
from segkit.evaluation.shadows import shadow, similarity, undecided
from segkit.evaluation.solutions import Solutions, solutions_stability
from segkit.evaluation.stability import segment_stability, stability
from segkit.evaluation.targets import (
    attractiveness,
    evaluation_table,
    weight_sensitivity,
)
from segkit.evaluation.worth import size_and_value

__all__ = [
    "Crosstab",
    "Profile",
    "Solutions",
    "Verdict",
    "adjusted_rand",
    "agreement",
    "are_they_real",
    "attractiveness",
    "cost_of_k",
    "crosstab",
    "crosstabs",
    "evaluation_table",
    "how_many",
    "jaccard",
    "null_comparison",
    "profile",
    "scorecard",
    "segment_stability",
    "shadow",
    "similarity",
    "size_and_value",
    "solutions_stability",
    "stability",
    "undecided",
    "weight_sensitivity",
]
