"""Activation: from a segment to a message that reaches the right people.

Who is meant (audiences), who may be contacted (permission), what they are told
(messages, sequences), what it costs (plan), who is like them (look-alikes), and the
file that leaves the house (export).
"""

from segkit.activation.audiences.audience import Audience
from segkit.activation.audiences.building import column, events, member
from segkit.activation.audiences.explaining import explain
from segkit.activation.audiences.goals import chooser, goal_fit
from segkit.activation.audiences.growing import audience_growth
from segkit.activation.audiences.parse import rule
from segkit.activation.audiences.presets import (
    PRESETS,
    by_city,
    presets,
    rfm_audiences,
    top_customers,
)
from segkit.activation.audiences.reach import (
    audience_combinations,
    memberships,
    overlap,
    reach,
)
from segkit.activation.audiences.select import Selection, select
from segkit.activation.audiences.tagging import auto_tag, next_actions, tag, tag_changes
from segkit.activation.audiences.tree import Rule
from segkit.activation.exports import (
    PROFILES,
    Field,
    Manifest,
    Profile,
    check_export,
    export,
    profiles,
)
from segkit.activation.lookalikes.advice import SeedAdvice, seed_advice
from segkit.activation.lookalikes.fair import fairness
from segkit.activation.lookalikes.lift import lift_by_reach
from segkit.activation.lookalikes.network import Network, referral_network
from segkit.activation.lookalikes.record import Lookalike
from segkit.activation.lookalikes.search import lookalike
from segkit.activation.lookalikes.seeds import compare_seeds
from segkit.activation.messages import (
    BreakEven,
    CheatSheet,
    Levers,
    Messages,
    Preview,
    Simulated,
    Template,
    break_even_discount,
    break_even_uptake,
    cheat_sheet,
    check_messages,
    content_by_value,
    content_calendar,
    content_score,
    content_types,
    length_limits,
    levers,
    mail_merge,
    message_matrix,
    monthly_plan,
    offer_curve,
    preview,
    purposes,
    render,
    shouting,
    sms_parts,
    subject_variants,
    template,
    templates,
    templates_from,
    worth_saying,
)
from segkit.activation.permission import Policy, permitted
from segkit.activation.plan import (
    Assignment,
    ChannelReach,
    Curve,
    Curves,
    Limit,
    Plan,
    assign_contacts,
    budget,
    budget_range,
    channel_reach,
    incrementality,
    preferred_channel,
    preferred_moment,
    response_curve,
    response_curves,
    send_time,
    targeting_programme,
    what_if,
)
from segkit.activation.sequences.checklist import campaign_checklist
from segkit.activation.sequences.closing import follow_up_list
from segkit.activation.sequences.decay import engagement_decay
from segkit.activation.sequences.frequency import frequency_simulation
from segkit.activation.sequences.lapse import lapsed
from segkit.activation.sequences.letters import frequency_choice
from segkit.activation.sequences.offers import win_back
from segkit.activation.sequences.presets import post_purchase, second_purchase, welcome
from segkit.activation.sequences.schedule import schedule
from segkit.activation.sequences.sequence import Sequence, Step, Trigger
from segkit.activation.sequences.series import compare_series, interest_of
from segkit.activation.sequences.summary import (
    contact_pressure,
    for_segments,
    schedule_summary,
)

__all__ = [
    "PRESETS",
    "PROFILES",
    "Assignment",
    "Audience",
    "BreakEven",
    "ChannelReach",
    "CheatSheet",
    "Curve",
    "Curves",
    "Field",
    "Levers",
    "Limit",
    "Lookalike",
    "Manifest",
    "Messages",
    "Network",
    "Plan",
    "Policy",
    "Preview",
    "Profile",
    "Rule",
    "SeedAdvice",
    "Selection",
    "Sequence",
    "Simulated",
    "Step",
    "Template",
    "Trigger",
    "assign_contacts",
    "audience_combinations",
    "audience_growth",
    "auto_tag",
    "break_even_discount",
    "break_even_uptake",
    "budget",
    "budget_range",
    "by_city",
    "campaign_checklist",
    "channel_reach",
    "cheat_sheet",
    "check_export",
    "check_messages",
    "chooser",
    "column",
    "compare_seeds",
    "compare_series",
    "contact_pressure",
    "content_by_value",
    "content_calendar",
    "content_score",
    "content_types",
    "engagement_decay",
    "events",
    "explain",
    "export",
    "fairness",
    "follow_up_list",
    "for_segments",
    "frequency_choice",
    "frequency_simulation",
    "goal_fit",
    "incrementality",
    "interest_of",
    "lapsed",
    "length_limits",
    "levers",
    "lift_by_reach",
    "lookalike",
    "mail_merge",
    "member",
    "memberships",
    "message_matrix",
    "monthly_plan",
    "next_actions",
    "offer_curve",
    "overlap",
    "permitted",
    "post_purchase",
    "preferred_channel",
    "preferred_moment",
    "presets",
    "preview",
    "profiles",
    "purposes",
    "reach",
    "referral_network",
    "render",
    "response_curve",
    "response_curves",
    "rfm_audiences",
    "rule",
    "schedule",
    "schedule_summary",
    "second_purchase",
    "seed_advice",
    "select",
    "send_time",
    "shouting",
    "sms_parts",
    "subject_variants",
    "tag",
    "tag_changes",
    "targeting_programme",
    "template",
    "templates",
    "templates_from",
    "top_customers",
    "welcome",
    "what_if",
    "win_back",
    "worth_saying",
]
