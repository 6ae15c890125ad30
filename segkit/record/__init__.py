"""One indicator, with what it was computed from; intervals; tables that read well."""

from segkit.record.differences import (
    Difference,
    estimate_difference,
    mean_difference,
    rate_difference,
)
from segkit.record.intervals import garwood, mean_interval, ratio_interval, wilson
from segkit.record.kpi import Kpi, rate
from segkit.record.moments import Moments, Sum
from segkit.record.multiplicity import holm
from segkit.record.paired import (
    paired_mean_difference,
    paired_rate_difference,
    paired_ratio_difference,
)
from segkit.record.ratios import event_rate, ratio
from segkit.record.relative import Relative, relative_difference
from segkit.record.skewed import moments_interval
from segkit.record.tables import Table

__all__ = [
    "Difference",
    "Kpi",
    "Moments",
    "Relative",
    "Sum",
    "Table",
    "estimate_difference",
    "event_rate",
    "garwood",
    "holm",
    "mean_difference",
    "mean_interval",
    "moments_interval",
    "paired_mean_difference",
    "paired_rate_difference",
    "paired_ratio_difference",
    "rate",
    "rate_difference",
    "ratio",
    "ratio_interval",
    "relative_difference",
    "wilson",
]
