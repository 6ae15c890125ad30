"""What the tables of retention say to people."""

ALL = "all"
FORMS = {
    "in_period": "ordered in that {every} / all of the cohort",
    "rolling": "ordered in that {every} or the {before} before it, the first {every} "
    "not counted / all of the cohort",
    "unbounded": "ordered in that {every} or later / all of the cohort; the last ones "
    "are too low, because who comes back later has not done so yet",
    "contract": "still under contract at the end of that {every} / all who began in "
    "the cohort's {every}",
}
HEADING = {
    "in_period": "Who of each {every}'s new customers ordered again?",
    "rolling": "Who of each {every}'s new customers ordered again lately?",
    "unbounded": "Who of each {every}'s new customers still came back?",
    "contract": "Who of each {every}'s new contracts is still there?",
}
AS_OF = "pass as_of=, the last day that the {name} are complete for"
NEEDS = (
    "retention needs orders (customer_id, ordered_at, amount), contracts (customer_id, "
    "started_on, ended_on) or what features.cohorts returns (columns 0, 1, 2, ...); "
    "the table has {have}"
)
COUNTED_FORM = (
    "cohorts that are counted already are of form='in_period': for {form!r} pass the "
    "orders themselves"
)
CONTRACT_FORM = (
    "contracts have one form only, who is still there: leave form={form!r} out"
)
NO_COHORT = "retention: nobody began by {as_of}: choose a later day"
PROJECT = (
    "project= continues customers who are seen to leave and do not come back: "
    "contracts, or counts that never grow; these grow ({example}). For orders see "
    "BetaGeoNBD in segkit.clv"
)
PROJECTED = (
    "from {every} {first} on projected by the sBG model, fitted on {n:,} of {cohorts} "
    "cohorts; its interval holds what chance may change if the model is right"
)
UNFINISHED = "the {every} of {as_of} is not over and left out"
POOLED = "all: cohorts that are old enough, together"

DURATIONS = "contracts has no row with a start by {as_of}: {left_out}"
ENDED_BEFORE = (
    "contracts has {n:,} rows whose ended_on lies before started_on: correct them or "
    "leave them out"
)
LATER = "started after as_of"
NO_START = "no started_on"
