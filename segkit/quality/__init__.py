"""What is wrong with the data, and cleaning as a list of logged decisions."""

from segkit.quality.clean import Cleaned, clean, decisions, suggested
from segkit.quality.report import QualityReport, report

__all__ = [
    "Cleaned",
    "QualityReport",
    "clean",
    "decisions",
    "report",
    "suggested",
]
