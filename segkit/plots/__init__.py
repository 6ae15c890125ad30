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

from segkit.plots.cohorts import cohort_heatmap
from segkit.plots.figure import Picture, alt_text, show, to_img, to_png
from segkit.plots.indicators import kpi_by_segment
from segkit.plots.moves import migration
from segkit.plots.orders import orders_by_hour, orders_over_time
from segkit.plots.rfm import rfm_grid
from segkit.plots.segments import segment_sizes, segment_value
from segkit.plots.style import COLOURS, HATCHES, MARKERS, style
from segkit.plots.values import distribution, pareto_curve

__all__ = [
    "COLOURS",
    "HATCHES",
    "MARKERS",
    "Picture",
    "alt_text",
    "cohort_heatmap",
    "distribution",
    "kpi_by_segment",
    "migration",
    "orders_by_hour",
    "orders_over_time",
    "pareto_curve",
    "rfm_grid",
    "segment_sizes",
    "segment_value",
    "show",
    "style",
    "to_img",
    "to_png",
]
