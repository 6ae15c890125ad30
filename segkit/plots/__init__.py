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

from segkit.plots.chances import calibration, gain_curve
from segkit.plots.choosing import how_many, null_comparison, stability
from segkit.plots.cohorts import cohort_heatmap
from segkit.plots.costs import cost_of_k
from segkit.plots.crossed import agreement, crosstab
from segkit.plots.figure import Picture, alt_text, show, to_img, to_png
from segkit.plots.indicators import kpi_by_segment
from segkit.plots.moves import migration
from segkit.plots.orders import orders_by_hour, orders_over_time
from segkit.plots.profiles import profile
from segkit.plots.profit import whale_curve
from segkit.plots.rfm import rfm_grid
from segkit.plots.segments import segment_sizes, segment_value
from segkit.plots.solutions import segment_stability, shadow, solutions_stability
from segkit.plots.style import COLOURS, HATCHES, MARKERS, style
from segkit.plots.targets import evaluation_plot, scorecard, size_and_value
from segkit.plots.values import distribution, pareto_curve

__all__ = [
    "COLOURS",
    "HATCHES",
    "MARKERS",
    "Picture",
    "agreement",
    "alt_text",
    "calibration",
    "cohort_heatmap",
    "cost_of_k",
    "crosstab",
    "distribution",
    "evaluation_plot",
    "gain_curve",
    "how_many",
    "kpi_by_segment",
    "migration",
    "null_comparison",
    "orders_by_hour",
    "orders_over_time",
    "pareto_curve",
    "profile",
    "rfm_grid",
    "scorecard",
    "segment_sizes",
    "segment_stability",
    "segment_value",
    "shadow",
    "show",
    "size_and_value",
    "solutions_stability",
    "stability",
    "style",
    "to_img",
    "to_png",
    "whale_curve",
]
