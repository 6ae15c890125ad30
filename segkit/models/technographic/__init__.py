"""The technographic model, and its published definitions as plain functions."""

from segkit.models.technographic.adopters import adoption
from segkit.models.technographic.curve import adoption_curve
from segkit.models.technographic.overlap import stack_overlap, tool_overlap
from segkit.models.technographic.segmenter import TechnographicSegmenter
from segkit.models.technographic.uses import network_group, program_profile

__all__ = [
    "TechnographicSegmenter",
    "adoption",
    "adoption_curve",
    "network_group",
    "program_profile",
    "stack_overlap",
    "tool_overlap",
]
