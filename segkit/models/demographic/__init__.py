"""The demographic model, and each published definition as a function of its own.

>>> generation([1955, 1990]).tolist()
['Baby Boomers', 'Millennials']
"""

from segkit.models.demographic.age import age_band, generation
from segkit.models.demographic.household import household_type, life_cycle, workplace
from segkit.models.demographic.income import (
    income_band,
    income_quantile,
    poverty_line,
)
from segkit.models.demographic.schooling import education_level
from segkit.models.demographic.segmenter import DemographicSegmenter
from segkit.models.demographic.tiers import price_tier
from segkit.models.demographic.weighted import quantiles
from segkit.models.demographic.work import (
    isco_major,
    isco_skill,
    pcs_group,
    seniority_band,
)

__all__ = [
    "DemographicSegmenter",
    "age_band",
    "education_level",
    "generation",
    "household_type",
    "income_band",
    "income_quantile",
    "isco_major",
    "isco_skill",
    "life_cycle",
    "pcs_group",
    "poverty_line",
    "price_tier",
    "quantiles",
    "seniority_band",
    "workplace",
]
