"""Are the segments real, and are they any use: tables that answer one question each."""

from segkit.evaluation.agreement import adjusted_rand, jaccard
from segkit.evaluation.stability import segment_stability, stability

__all__ = ["adjusted_rand", "jaccard", "segment_stability", "stability"]
