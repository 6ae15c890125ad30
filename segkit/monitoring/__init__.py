"""Is it still true? What moved since the segments were made, and what to do next."""

from segkit.monitoring.books import membership
from segkit.monitoring.chart_rules import SETS as CHART_RULES
from segkit.monitoring.charts import control_chart, false_alarm_rate
from segkit.monitoring.deciding import LIMITS, Decision, when_to_resegment
from segkit.monitoring.diagnosis import diagnose
from segkit.monitoring.drifting import drift, shares
from segkit.monitoring.duel import Duel, champion_challenger
from segkit.monitoring.dynamic import DynamicSegment
from segkit.monitoring.fresh import freshness
from segkit.monitoring.growing import growth
from segkit.monitoring.homogeneity import ChiSquare, bowker, stuart_maxwell
from segkit.monitoring.iterations import Iteration, IterationLog
from segkit.monitoring.moving import Migration, migration, migrations
from segkit.monitoring.refreshing import Refresh, refresh
from segkit.monitoring.relations import relation_drift
from segkit.monitoring.separating import Separation, separation
from segkit.monitoring.stability_index import FOLK, Psi, psi

__all__ = [
    "CHART_RULES",
    "FOLK",
    "LIMITS",
    "ChiSquare",
    "Decision",
    "Duel",
    "DynamicSegment",
    "Iteration",
    "IterationLog",
    "Migration",
    "Psi",
    "Refresh",
    "Separation",
    "bowker",
    "champion_challenger",
    "control_chart",
    "diagnose",
    "drift",
    "false_alarm_rate",
    "freshness",
    "growth",
    "membership",
    "migration",
    "migrations",
    "psi",
    "refresh",
    "relation_drift",
    "separation",
    "shares",
    "stuart_maxwell",
    "when_to_resegment",
]
