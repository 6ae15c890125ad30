"""Experiments: how many customers, who gets what, is it working, and how sure is that.

Planned before the money is spent, analysed as planned; each result says in a sentence
what it means and what it does not.

>>> from segkit import experiments
>>> experiments.sample_size(0.20, 0.25).n_per_arm
1094
"""

from segkit.experiments.analysis import Results, analyse
from segkit.experiments.anytime import always_valid
from segkit.experiments.assignment import assign
from segkit.experiments.balances import balance
from segkit.experiments.bayes import Bayes, compare_bayes
from segkit.experiments.curves import detectable_curve, power_curve
from segkit.experiments.draws import (
    bootstrap,
    bootstrap_quantiles,
    compare_by_bootstrap,
)
from segkit.experiments.effect import Effect
from segkit.experiments.geo import GeoTest, geo_test, geo_tests
from segkit.experiments.interactions import Interaction, interaction
from segkit.experiments.look_tables import looks
from segkit.experiments.means import Sums, compare_means
from segkit.experiments.metrics import Money, Quantile, Rate, RatioOf
from segkit.experiments.multiplicity import adjust
from segkit.experiments.novelty import EffectOverTime, effect_over_time
from segkit.experiments.peeks import peeking
from segkit.experiments.phases import PhaseEffect, by_phase
from segkit.experiments.possible import (
    Duration,
    Possible,
    design_effect,
    duration,
    what_is_possible,
)
from segkit.experiments.powers import (
    Detectable,
    Power,
    detectable_effect,
    power,
    power_mean,
)
from segkit.experiments.quantiles import compare_quantiles
from segkit.experiments.rates import compare_rates
from segkit.experiments.ratio_check import SampleRatio, sample_ratio
from segkit.experiments.ratio_groups import crossovers, sample_ratio_by
from segkit.experiments.ratios import compare_ratios
from segkit.experiments.sample_sizes import (
    SampleSize,
    sample_size,
    sample_size_mean,
    sample_sizes,
)
from segkit.experiments.segment_effects import SegmentEffects, segment_effects
from segkit.experiments.segment_power import power_by_segment
from segkit.experiments.sequential import boundaries
from segkit.experiments.sequential_rates import sequential_rates
from segkit.experiments.uplift import uplift_by_segment
from segkit.experiments.uplift_best import uplift_at_k
from segkit.experiments.uplift_change import uplift_change
from segkit.experiments.uplift_gains import qini_curve
from segkit.experiments.uplift_models import two_models
from segkit.experiments.uplift_record import UpliftScore
from segkit.experiments.uplift_scores import auuc, qini

__all__ = [
    "Bayes",
    "Detectable",
    "Duration",
    "Effect",
    "EffectOverTime",
    "GeoTest",
    "Interaction",
    "Money",
    "PhaseEffect",
    "Possible",
    "Power",
    "Quantile",
    "Rate",
    "RatioOf",
    "Results",
    "SampleRatio",
    "SampleSize",
    "SegmentEffects",
    "Sums",
    "UpliftScore",
    "adjust",
    "always_valid",
    "analyse",
    "assign",
    "auuc",
    "balance",
    "bootstrap",
    "bootstrap_quantiles",
    "boundaries",
    "by_phase",
    "compare_bayes",
    "compare_by_bootstrap",
    "compare_means",
    "compare_quantiles",
    "compare_rates",
    "compare_ratios",
    "crossovers",
    "design_effect",
    "detectable_curve",
    "detectable_effect",
    "duration",
    "effect_over_time",
    "geo_test",
    "geo_tests",
    "interaction",
    "looks",
    "peeking",
    "power",
    "power_by_segment",
    "power_curve",
    "power_mean",
    "qini",
    "qini_curve",
    "sample_ratio",
    "sample_ratio_by",
    "sample_size",
    "sample_size_mean",
    "sample_sizes",
    "segment_effects",
    "sequential_rates",
    "two_models",
    "uplift_at_k",
    "uplift_by_segment",
    "uplift_change",
    "what_is_possible",
]
