"""Objectives: what should be reached, for whom, by when, and what is believed.

Goals with progress and forecast; segments ranked by the objective that was chosen;
hypotheses that take their test as an argument and keep its result.

>>> from segkit import objectives
>>> objectives.second_purchase(25, days=45, start="2024-09-02").end
datetime.date(2024, 10, 16)
"""

from segkit.objectives.disagreeing import disagreements
from segkit.objectives.events import (
    answered_mails,
    comebacks,
    first_purchases,
    orders_of,
    second_purchases,
)
from segkit.objectives.goals import Goal
from segkit.objectives.hypotheses import Hypothesis
from segkit.objectives.plans import (
    Framework,
    steps,
    suggested_kpis,
    suggested_variables,
)
from segkit.objectives.presets import (
    email_engagement,
    local_customers,
    push_product,
    second_purchase,
    win_back,
)
from segkit.objectives.progress import Progress
from segkit.objectives.ranks import rank_segments
from segkit.objectives.spending import spend_by_segment
from segkit.objectives.verdicts import Tested

__all__ = [
    "Framework",
    "Goal",
    "Hypothesis",
    "Progress",
    "Tested",
    "answered_mails",
    "comebacks",
    "disagreements",
    "email_engagement",
    "first_purchases",
    "local_customers",
    "orders_of",
    "push_product",
    "rank_segments",
    "second_purchase",
    "second_purchases",
    "spend_by_segment",
    "steps",
    "suggested_kpis",
    "suggested_variables",
    "win_back",
]
