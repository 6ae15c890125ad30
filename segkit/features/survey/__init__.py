"""From a questionnaire to one row per customer: scales, styles and self-report."""

from segkit.features.survey.codebook import codebook
from segkit.features.survey.scoring import answers, ipsatised
from segkit.features.survey.self_report import stated_and_observed
from segkit.features.survey.styles import response_styles, screened

__all__ = [
    "answers",
    "codebook",
    "ipsatised",
    "response_styles",
    "screened",
    "stated_and_observed",
]
