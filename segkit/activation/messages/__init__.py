"""Messages: what to say to whom, written once and checked before it leaves."""

from segkit.activation.messages.break_even import (
    BreakEven,
    break_even_discount,
    break_even_uptake,
)
from segkit.activation.messages.calendar import content_calendar, monthly_plan
from segkit.activation.messages.cheat_sheet import CheatSheet, cheat_sheet
from segkit.activation.messages.checking import check_messages
from segkit.activation.messages.contents import (
    content_by_value,
    content_score,
    content_types,
)
from segkit.activation.messages.lengths import length_limits, sms_parts
from segkit.activation.messages.lever_record import Levers, Simulated
from segkit.activation.messages.levers import levers
from segkit.activation.messages.library import purposes, template, templates
from segkit.activation.messages.matrix import message_matrix
from segkit.activation.messages.merging import mail_merge
from segkit.activation.messages.offers import offer_curve
from segkit.activation.messages.previews import Preview, preview
from segkit.activation.messages.relevance import worth_saying
from segkit.activation.messages.rendering import Messages, render
from segkit.activation.messages.shouting import shouting
from segkit.activation.messages.template import Template
from segkit.activation.messages.variants import subject_variants, templates_from

__all__ = [
    "BreakEven",
    "CheatSheet",
    "Levers",
    "Messages",
    "Preview",
    "Simulated",
    "Template",
    "break_even_discount",
    "break_even_uptake",
    "cheat_sheet",
    "check_messages",
    "content_by_value",
    "content_calendar",
    "content_score",
    "content_types",
    "length_limits",
    "levers",
    "mail_merge",
    "message_matrix",
    "monthly_plan",
    "offer_curve",
    "preview",
    "purposes",
    "render",
    "shouting",
    "sms_parts",
    "subject_variants",
    "template",
    "templates",
    "templates_from",
    "worth_saying",
]
