"""The plan: which channel, which moment, how much money, which contact for whom."""

from segkit.activation.plan.budgets import budget
from segkit.activation.plan.channels import preferred_channel
from segkit.activation.plan.contacts import Assignment, assign_contacts
from segkit.activation.plan.curves import Curve
from segkit.activation.plan.incremental import incrementality
from segkit.activation.plan.limits import Limit
from segkit.activation.plan.moments import preferred_moment, send_time
from segkit.activation.plan.plans import Plan
from segkit.activation.plan.programme import targeting_programme
from segkit.activation.plan.reach import ChannelReach, channel_reach
from segkit.activation.plan.responses import Curves, response_curve, response_curves
from segkit.activation.plan.what_ifs import budget_range, what_if

__all__ = [
    "Assignment",
    "ChannelReach",
    "Curve",
    "Curves",
    "Limit",
    "Plan",
    "assign_contacts",
    "budget",
    "budget_range",
    "channel_reach",
    "incrementality",
    "preferred_channel",
    "preferred_moment",
    "response_curve",
    "response_curves",
    "send_time",
    "targeting_programme",
    "what_if",
]
