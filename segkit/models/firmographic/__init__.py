"""The firmographic model, and its published definitions as plain functions."""

from segkit.models.firmographic.industry import nace_section, vertical
from segkit.models.firmographic.sales import stage_funnel
from segkit.models.firmographic.segmenter import FirmographicSegmenter
from segkit.models.firmographic.size import size_class, size_status
from segkit.models.firmographic.standing import (
    high_growth,
    maturity,
    ownership_status,
    performance_class,
)

__all__ = [
    "FirmographicSegmenter",
    "high_growth",
    "maturity",
    "nace_section",
    "ownership_status",
    "performance_class",
    "size_class",
    "size_status",
    "stage_funnel",
    "vertical",
]
