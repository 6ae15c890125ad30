"""Indicators: each from plain numbers or from a table, and segment by segment.

A family of indicators is a folder; each function in it that is decorated is an
indicator, found here by its name and in `ALL`.

>>> "purchase_rate" in ALL
True
"""

from typing import Any

from segkit.kpis import (
    buying,
    lifetime,
    mail,
    market,
    money,
    reach,
    staying,
    survey,
    words,
)
from segkit.kpis.catalogue import catalogue
from segkit.kpis.compare import compare
from segkit.kpis.credit.paths import attribute_paths
from segkit.kpis.credit.purchases import Attribution, attribute_purchases
from segkit.kpis.crm import CrmReport, crm_report
from segkit.kpis.dashboard import dashboard
from segkit.kpis.funnels.change import funnel_change
from segkit.kpis.funnels.counts import funnel
from segkit.kpis.funnels.steps import Step
from segkit.kpis.indicator import ALIASES, ALL, Indicator
from segkit.kpis.lifetime.methods import clv_methods
from segkit.kpis.lifetime.segments import segment_value_table
from segkit.kpis.mail.content import content_ranking
from segkit.kpis.mail.log import sends_from_events
from segkit.kpis.mail.opens import open_matrix
from segkit.kpis.market.change import share_change, share_shift
from segkit.kpis.over_time import over_time
from segkit.kpis.segments import by_segment
from segkit.kpis.staying.by_segment import survival
from segkit.kpis.staying.cohorts import retention
from segkit.kpis.staying.contracts import contract_stays
from segkit.kpis.staying.rank_tests import logrank
from segkit.kpis.staying.reasons import churn_reasons
from segkit.kpis.survey.differences import csat_difference, nps_difference
from segkit.kpis.survey.response import non_response
from segkit.kpis.survey.table import nps_table
from segkit.kpis.survey.weights import post_stratify
from segkit.record import Kpi

__all__ = [
    "ALL",
    "Attribution",
    "CrmReport",
    "Indicator",
    "Kpi",
    "Step",
    "attribute_paths",
    "attribute_purchases",
    "buying",
    "by_segment",
    "catalogue",
    "churn_reasons",
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
    "market",
    "money",
    "non_response",
    "nps_difference",
    "nps_table",
    "open_matrix",
    "over_time",
    "post_stratify",
    "reach",
    "retention",
    "segment_value_table",
    "sends_from_events",
    "share_change",
    "share_shift",
    "staying",
    "survey",
    "survival",
]


def __getattr__(name: str) -> Any:
    """Find an indicator of any family by its name, or by its acronym."""
    if ALIASES.get(name, name) in ALL:
        return ALL[ALIASES.get(name, name)]
    raise AttributeError(words.NO_SUCH_KPI.format(name=name, names=sorted(ALL)))


def __dir__() -> list[str]:
    return sorted({*__all__, *ALL, *ALIASES})
