"""A report of the segments: one computation, as a web page and as Markdown."""

from segkit.report.page import Report, segmentation

__all__ = ["Report", "segmentation"]
