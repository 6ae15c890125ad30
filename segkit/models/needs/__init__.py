"""The needs-based model, and the methods that measure what customers want.

One customer at a time: `kano_category`, `leading_item`, `job_status` and
`best_worst_scores`. Groups: `kano_table`, `opportunity_table`, `best_worst_table`,
`part_worths`, `willingness_to_pay`, `drivers_table`, `importance_quadrants`,
`jobs_table` and `pain_table`; they take ``segments=`` where groups may differ.
"""

from segkit.models.needs.best_worst import best_worst_table, best_worst_utility
from segkit.models.needs.best_worst_people import best_worst_scores
from segkit.models.needs.choice import part_worths
from segkit.models.needs.drivers import (
    drivers_table,
    importance_quadrants,
    relative_weights,
    shapley_shares,
)
from segkit.models.needs.hiring import job_status, jobs_table
from segkit.models.needs.kano import fong_limit, kano_category, kano_coefficients
from segkit.models.needs.kano_table import kano_table
from segkit.models.needs.leading import leading_item
from segkit.models.needs.opportunities import opportunity_band, opportunity_score
from segkit.models.needs.opportunity_table import opportunity_table
from segkit.models.needs.pains import pain_table
from segkit.models.needs.segmenter import NeedsSegmenter
from segkit.models.needs.worth import willingness_to_pay

__all__ = [
    "NeedsSegmenter",
    "best_worst_scores",
    "best_worst_table",
    "best_worst_utility",
    "drivers_table",
    "fong_limit",
    "importance_quadrants",
    "job_status",
    "jobs_table",
    "kano_category",
    "kano_coefficients",
    "kano_table",
    "leading_item",
    "opportunity_band",
    "opportunity_score",
    "opportunity_table",
    "pain_table",
    "part_worths",
    "relative_weights",
    "shapley_shares",
    "willingness_to_pay",
]
