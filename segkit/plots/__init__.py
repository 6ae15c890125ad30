"""Figures: a table goes in, Axes come out; `show` makes them a picture with words.

Every function takes ``ax=`` and returns the Axes, as seaborn's own do. Colours are the
eight of Petroff, and colour is never the only cue. The look applies inside these
functions and in ``with plots.style():``; importing this room changes nothing.

>>> from segkit import plots
>>> import pandas as pd
>>> segments = pd.Series(["loyal", "new", "new"], name="rfm", dtype="category")
>>> plots.show(plots.segment_sizes(segments))
How large is each segment? Horizontal axis: customers (3 in all).
Vertical axis: segment. Bars: loyal 1 · 33 %; new 2 · 67 %.
"""

from segkit.plots.audiences import audience_growth, audience_reach, overlap
from segkit.plots.boundaries import false_alarms, sequential_boundaries
from segkit.plots.chances import calibration, gain_curve
from segkit.plots.choosing import how_many, null_comparison, stability
from segkit.plots.cohorts import cohort_heatmap, retention_curve
from segkit.plots.control import control_chart
from segkit.plots.costs import cost_of_k
from segkit.plots.credit import attribution
from segkit.plots.crossed import agreement, crosstab
from segkit.plots.dashboard import dashboard
from segkit.plots.decay import engagement_decay
from segkit.plots.drift import before_and_after, drift_by_variable
from segkit.plots.effects import bootstrap_draws, effect_over_time, effects_by_segment
from segkit.plots.figure import Picture, alt_text, show, to_img, to_png
from segkit.plots.flow import migration_flow
from segkit.plots.funnels import funnel
from segkit.plots.gap import product_gap
from segkit.plots.growth import segment_growth
from segkit.plots.indicators import kpi_by_segment
from segkit.plots.kpi_lines import kpi_over_time
from segkit.plots.lookalike import fairness, lift_by_reach, reach_similarity
from segkit.plots.messages import content_calendar, message_matrix, offer_curve
from segkit.plots.moves import migration
from segkit.plots.objectives import goal_progress, objective_ranks
from segkit.plots.orders import orders_by_hour, orders_over_time
from segkit.plots.persona_card import persona_lines
from segkit.plots.persona_pairs import persona_comparison
from segkit.plots.personas import over_index
from segkit.plots.plan import budget_plan, budget_range, response_curves
from segkit.plots.power import detectable_effect, power_curves, segment_power
from segkit.plots.preferences import (
    preferred_channels,
    preferred_moments,
    reach_by_channel,
)
from segkit.plots.profiles import profile
from segkit.plots.profit import whale_curve
from segkit.plots.qini import qini_curve
from segkit.plots.referrals import referral_network
from segkit.plots.regions import geo_tests
from segkit.plots.responses import response_matrix
from segkit.plots.rfm import rfm_grid
from segkit.plots.segments import segment_sizes, segment_value
from segkit.plots.sequences import contact_pressure, timeline
from segkit.plots.solutions import segment_stability, shadow, solutions_stability
from segkit.plots.style import COLOURS, HATCHES, MARKERS, style
from segkit.plots.survey import nps_by_segment, response, score_weighting
from segkit.plots.survival import survival_curves
from segkit.plots.targets import evaluation_plot, scorecard, size_and_value
from segkit.plots.text import sentiment_by_theme
from segkit.plots.uplift import uplift_by_segment
from segkit.plots.values import distribution, pareto_curve
from segkit.plots.venn import venn

__all__ = [
    "COLOURS",
    "HATCHES",
    "MARKERS",
    "Picture",
    "agreement",
    "alt_text",
    "attribution",
    "audience_growth",
    "audience_reach",
    "before_and_after",
    "bootstrap_draws",
    "budget_plan",
    "budget_range",
    "calibration",
    "cohort_heatmap",
    "contact_pressure",
    "content_calendar",
    "control_chart",
    "cost_of_k",
    "crosstab",
    "dashboard",
    "detectable_effect",
    "distribution",
    "drift_by_variable",
    "effect_over_time",
    "effects_by_segment",
    "engagement_decay",
    "evaluation_plot",
    "fairness",
    "false_alarms",
    "funnel",
    "gain_curve",
    "geo_tests",
    "goal_progress",
    "how_many",
    "kpi_by_segment",
    "kpi_over_time",
    "lift_by_reach",
    "message_matrix",
    "migration",
    "migration_flow",
    "nps_by_segment",
    "null_comparison",
    "objective_ranks",
    "offer_curve",
    "orders_by_hour",
    "orders_over_time",
    "over_index",
    "overlap",
    "pareto_curve",
    "persona_comparison",
    "persona_lines",
    "power_curves",
    "preferred_channels",
    "preferred_moments",
    "product_gap",
    "profile",
    "qini_curve",
    "reach_by_channel",
    "reach_similarity",
    "referral_network",
    "response",
    "response_curves",
    "response_matrix",
    "retention_curve",
    "rfm_grid",
    "score_weighting",
    "scorecard",
    "segment_growth",
    "segment_power",
    "segment_sizes",
    "segment_stability",
    "segment_value",
    "sentiment_by_theme",
    "sequential_boundaries",
    "shadow",
    "show",
    "size_and_value",
    "solutions_stability",
    "stability",
    "style",
    "survival_curves",
    "timeline",
    "to_img",
    "to_png",
    "uplift_by_segment",
    "venn",
    "whale_curve",
]
