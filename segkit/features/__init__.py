"""Features: from orders to one row per customer, in the engine the orders are in.

`customers` describes, `rfm` scores, `cohorts` follows months of new customers,
`purchase_history` feeds the models of repeat buying, `holdout` splits off the last
days, `left_out` counts what does not count, `scan` opens a file too big for memory.
`value` says what each customer brought and cost.

`companies` makes one row per firm, `group_figures` adds its group up; `stack` and
`company_stack` say what customers and firms use.
"""

from segkit.engine import scan
from segkit.features.accounts import companies
from segkit.features.asked import choices, jobs, kano, maxdiff
from segkit.features.basket_rules import association_rules
from segkit.features.baskets import also_bought, cross_sell_matrix
from segkit.features.cohort import cohorts
from segkit.features.engaged import engagement, joined
from segkit.features.events import social_activity, web_activity
from segkit.features.habits import behaviour, habits
from segkit.features.history import purchase_history
from segkit.features.hold_out import Holdout, holdout
from segkit.features.holdings import group_figures
from segkit.features.household import equivalence_size, equivalence_size_of_ages
from segkit.features.mails import email_activity
from segkit.features.orders import customers, left_out
from segkit.features.people import people
from segkit.features.places import places
from segkit.features.rfm import rfm
from segkit.features.stack import company_stack, stack
from segkit.features.survey import (
    answers,
    codebook,
    ipsatised,
    response_styles,
    screened,
    stated_and_observed,
)
from segkit.features.themes import coded_themes, pains
from segkit.features.timing import timing
from segkit.features.wanted import benefits, needs
from segkit.features.worth import value

__all__ = [
    "Holdout",
    "also_bought",
    "answers",
    "association_rules",
    "behaviour",
    "benefits",
    "choices",
    "codebook",
    "coded_themes",
    "cohorts",
    "companies",
    "company_stack",
    "cross_sell_matrix",
    "customers",
    "email_activity",
    "engagement",
    "equivalence_size",
    "equivalence_size_of_ages",
    "group_figures",
    "habits",
    "holdout",
    "ipsatised",
    "jobs",
    "joined",
    "kano",
    "left_out",
    "maxdiff",
    "needs",
    "pains",
    "people",
    "places",
    "purchase_history",
    "response_styles",
    "rfm",
    "scan",
    "screened",
    "social_activity",
    "stack",
    "stated_and_observed",
    "timing",
    "value",
    "web_activity",
]
