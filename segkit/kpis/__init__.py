"""Indicators: each from plain numbers or from a table, and segment by segment.

A family of indicators is a module; each function in it that is decorated is an
indicator, found here by its name and in `ALL`.

>>> "purchase_rate" in ALL
True
"""

from typing import Any

from segkit.kpis import (
    ads,
    buying,
    churn,
    churn_silent,
    lifetime,
    mail,
    mail_results,
    market,
    money,
    referrals,
    returns,
    social,
    spending,
    survey,
    survey_csat,
    usage,
    wallet,
    web,
    words,
)
from segkit.kpis.attribution import Attribution, attribute_purchases
from segkit.kpis.attribution_paths import attribute_paths
from segkit.kpis.churn_reasons import churn_reasons
from segkit.kpis.compare import compare
from segkit.kpis.content import content_ranking
from segkit.kpis.crm import CrmReport, crm_report
from segkit.kpis.dashboard import dashboard
from segkit.kpis.funnel_steps import Step
from segkit.kpis.funnels import funnel
from segkit.kpis.funnels_compared import funnel_change
from segkit.kpis.indicator import ALIASES, ALL, Indicator
from segkit.kpis.lifetime import clv_methods
from segkit.kpis.lifetime_segments import segment_value_table
from segkit.kpis.mail_log import sends_from_events
from segkit.kpis.market_change import share_change, share_shift
from segkit.kpis.opens import open_matrix
from segkit.kpis.over_time import over_time
from segkit.kpis.retention_cohorts import retention
from segkit.kpis.segments import by_segment
from segkit.kpis.survey_response import non_response
from segkit.kpis.survey_table import nps_table
from segkit.kpis.survey_tests import csat_difference, nps_difference
from segkit.kpis.survey_weights import post_stratify
from segkit.kpis.survival_by_segment import survival
from segkit.kpis.survival_reading import contract_stays
from segkit.kpis.survival_tests import logrank
from segkit.record import Kpi

__all__ = [
    "ALL",
    "Attribution",
    "CrmReport",
    "Indicator",
    "Kpi",
    "Step",
    "ads",
    "attribute_paths",
    "attribute_purchases",
    "buying",
    "by_segment",
    "churn",
    "churn_reasons",
    "churn_silent",
    "clv_methods",
    "compare",
    "content_ranking",
    "contract_stays",
    "crm_report",
    "csat_difference",
    "dashboard",
    "funnel",
    "funnel_change",
    "lifetime",
    "logrank",
    "mail",
    "mail_results",
    "market",
    "money",
    "non_response",
    "nps_difference",
    "nps_table",
    "open_matrix",
    "over_time",
    "post_stratify",
    "referrals",
    "retention",
    "returns",
    "segment_value_table",
    "sends_from_events",
    "share_change",
    "share_shift",
    "social",
    "spending",
    "survey",
    "survey_csat",
    "survival",
    "usage",
    "wallet",
    "web",
]


def __getattr__(name: str) -> Any:
    """Find an indicator of any family by its name, or by its acronym."""
    if ALIASES.get(name, name) in ALL:
        return ALL[ALIASES.get(name, name)]
    raise AttributeError(words.NO_SUCH_KPI.format(name=name, names=sorted(ALL)))


def __dir__() -> list[str]:
    return sorted({*__all__, *ALL, *ALIASES})
