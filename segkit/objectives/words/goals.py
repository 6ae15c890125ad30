"""The words of goals and of their progress."""

from __future__ import annotations

AT_LEAST = {"up": "at least", "down": "at most"}
STATEMENT = "{metric}: {least} {target}{unit} {period}"
PERIOD = "from {start} to {end} ({days} days)"
WITHIN = "within {days} days"
OPEN = "by a day not yet set"
NO_TARGET = "a number not yet set"
UNKNOWN = "unknown"
OF = " {unit}"
FOR = " ({segment})"

# Refusals --------------------------------------------------------------------------

NO_METRIC = "metric is empty: say what is counted, such as 'second purchases'"
TARGET = "target must be a number from 0{to}; this is {target!r}"
TO_ONE = " to 1 (a share), as kind is 'rate'"
BOTH_ENDS = "give by= (the last day) or days= (how many), not both"
BEFORE_START = "by {end} lies before start {start}: turn them round"
NO_PERIOD = (
    "progress needs the first day, the last day and a target; this goal has no "
    "{missing}: make one with Goal(…, start=…, days=…)"
)
EARLY = "as_of {as_of} lies before the first day {start}: there is nothing to see yet"
NOT_DATES = (
    "events must be days, one per event, or a table with columns 'day' and 'n'; this "
    "is a {kind}"
)
NOT_TABLE = (
    "the goal is a rate: events must be a table with the columns 'day', 'part' and "
    "'whole'; this is a {kind}"
)
BAD_COUNTS = "{column} must be whole numbers from 0, none missing"
PART_ABOVE = "part is above whole on {n} days: count both in the same group"
NO_HISTORY = (
    "history has no event in {what} of the same period {lag} days earlier: pass a "
    "longer history, or leave it out"
)
HISTORY_ONLY_COUNTS = "history= says when events come; a goal that is a rate needs none"

# Progress --------------------------------------------------------------------------

MODELS = {
    "poisson": "events come by chance at an even pace (Poisson)",
    "negative binomial": (
        "events come at an even pace, unevenly from day to day (variance {phi:.1f} "
        "times that of chance alone)"
    ),
    "seasonal": (
        "events are spread over the days as {lag} days earlier (variance {phi:.1f} "
        "times that of chance alone)"
    ),
    "beta-binomial": (
        "those to come do it with the same chance, as many a day as so far (variance "
        "{phi:.1f} times that of chance alone)"
    ),
}
STATUS = {
    "reached": "reached",
    "missed": "missed",
    "on course": "on course",
    "open": "open",
    "behind": "behind",
}
SOFAR = {
    "count": "{done} of {target}{unit} after {day} of {days} days",
    "rate": "{done} against {target} after {day} of {days} days",
}
FORECAST = (
    "at this pace {expected} by {end} ({level} interval {low} to {high}); chance of "
    "{least} {target}: {chance}"
)
SENTENCE = "{metric}: {so_far}; {forecast}. Status: {status}."
ENDED = "{metric}: {so_far}. The period is over. Status: {status}."
ABOVE, BELOW = "above 99 %", "below 1 %"
HEADING = "{metric}: {least} {target}, by day"

# SMART -----------------------------------------------------------------------------

SMART = {
    "specific": "says what is counted, and for whom",
    "measurable": "has a number to reach",
    "achievable": "can be reached, and not without doing anything",
    "relevant": "serves an objective of the firm",
    "time-bound": "has a first and a last day",
}
SMART_HEADING = {
    True: "SMART: {statement}",
    False: "Not yet SMART, {n} of 5 missing: {statement}",
}
MISSING = {
    "specific": "say for whom: segment=, such as 'customers with one order'",
    "measurable": "set target=, a number",
    "achievable": "pass usual=, what such a period brings without doing anything",
    "relevant": "say which objective it serves: serves=, such as 'revenue'",
    "time-bound": "set start=, and days= or by=",
}
GOT = {
    "specific": "{metric}, {segment}",
    "measurable": "{least} {target}",
    "achievable": (
        "usual is {usual}; the target asks for {times:.1f} times that, and has a "
        "chance of {chance} without doing anything"
    ),
    "relevant": "{serves}",
    "time-bound": "{period}",
}
TOO_EASY = "usual is {usual}: the target is reached without doing anything ({chance})"
TOO_FAR = (
    "usual is {usual}: the target asks for {times:.1f} times that; show that this has "
    "been done before, or lower it"
)

# Presets ---------------------------------------------------------------------------

PRESETS = {
    "second_purchase": ("second purchases", "customers with one order", "revenue"),
    "win_back": ("customers won back", "customers silent for {silent} days", "revenue"),
    "push_product": ("orders of {product}", "all customers", "revenue"),
    "email_engagement": ("{what} of delivered e-mails", "readers of e-mails", "roi"),
    "local_customers": ("new customers from {place}", "people near the shop", "share"),
}
EVENTS = {"opened": "opens", "clicked": "clicks"}
