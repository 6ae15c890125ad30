"""Experiments: how many customers, who gets what, is it working, and how sure is that.

Planned before the money is spent, analysed as planned; each result says in a sentence
what it means and what it does not.

>>> from segkit import experiments
>>> experiments.sample_size(0.20, 0.25).n_per_arm
1094
"""

from segkit.experiments.analysis.by_segment import SegmentEffects, segment_effects
from segkit.experiments.analysis.interactions import Interaction, interaction
from segkit.experiments.analysis.metrics import Money, Quantile, Rate, RatioOf
from segkit.experiments.analysis.novelty import EffectOverTime, effect_over_time
from segkit.experiments.analysis.phases import PhaseEffect, by_phase
from segkit.experiments.analysis.whole import Results, analyse
from segkit.experiments.bayes import Bayes, compare_bayes
from segkit.experiments.effects.draws import (
    bootstrap,
    bootstrap_quantiles,
    compare_by_bootstrap,
)
from segkit.experiments.effects.effect import Effect
from segkit.experiments.effects.means import Sums, compare_means
from segkit.experiments.effects.one_rate import RateAgainst, rate_against
from segkit.experiments.effects.quantiles import compare_quantiles
from segkit.experiments.effects.rates import compare_rates
from segkit.experiments.effects.ratios import compare_ratios
from segkit.experiments.looking.anytime import always_valid
from segkit.experiments.looking.peeks import peeking
from segkit.experiments.looking.sequential import boundaries
from segkit.experiments.looking.sequential_rates import sequential_rates
from segkit.experiments.looking.tables import looks
from segkit.experiments.lots.assignment import assign
from segkit.experiments.lots.balances import balance
from segkit.experiments.lots.ratio_check import SampleRatio, sample_ratio
from segkit.experiments.lots.ratio_groups import crossovers, sample_ratio_by
from segkit.experiments.multiplicity import adjust
from segkit.experiments.planning.curves import detectable_curve, power_curve
from segkit.experiments.planning.possible import (
    Duration,
    Possible,
    design_effect,
    duration,
    what_is_possible,
)
from segkit.experiments.planning.powers import (
    Detectable,
    Power,
    detectable_effect,
    power,
    power_mean,
)
from segkit.experiments.planning.sample_sizes import (
    SampleSize,
    sample_size,
    sample_size_mean,
    sample_sizes,
)
from segkit.experiments.planning.segment_power import power_by_segment
from segkit.experiments.regions.effect import GeoTest, geo_test, geo_tests
from segkit.experiments.uplift.best import uplift_at_k
from segkit.experiments.uplift.by_segment import uplift_by_segment
from segkit.experiments.uplift.change import uplift_change
from segkit.experiments.uplift.gains import qini_curve
from segkit.experiments.uplift.models import two_models
from segkit.experiments.uplift.record import UpliftScore
from segkit.experiments.uplift.responses import response_matrix
from segkit.experiments.uplift.scores import auuc, qini

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
    "RateAgainst",
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
    "rate_against",
    "response_matrix",
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
