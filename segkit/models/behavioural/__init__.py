"""The behavioural model: customers divided by what they did."""

from segkit.models.behavioural.segmenter import BehaviouralSegmenter

__all__ = ["BehaviouralSegmenter"]
