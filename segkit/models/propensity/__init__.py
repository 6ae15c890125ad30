"""Who will buy, come back or leave: chances, and how far to trust them.

Describe customers on a day and see what they did afterwards (`split_in_time`), learn
from an earlier day, check on a later one: `Propensity`, `gain_table`, `top_capture`,
`calibration_table`, `compare`. Columns that know the future are found by `leaks` and
refused.
"""

from segkit.models.propensity.calibration import (
    brier_score,
    calibration_slope,
    calibration_table,
)
from segkit.models.propensity.estimator import Propensity, PropensityWarning
from segkit.models.propensity.evaluate import compare, rfm_score
from segkit.models.propensity.future import leaks
from segkit.models.propensity.scoring import area, gain_table, top_capture
from segkit.models.propensity.split import Split, outcome, split_in_time

__all__ = [
    "Propensity",
    "PropensityWarning",
    "Split",
    "area",
    "brier_score",
    "calibration_slope",
    "calibration_table",
    "compare",
    "gain_table",
    "leaks",
    "outcome",
    "rfm_score",
    "split_in_time",
    "top_capture",
]
