"""The words that the widgets show: one place, ready for translation."""

LIVE = "Run this cell to get the live control."
FAILED = "Not drawn: {error}. The figure still shows the last setting that worked."
START = "Back to the start"

RECENCY = "Recency: days since the last order"
FREQUENCY = "Frequency: number of orders"
RECENCY_CUT = "R{score}: at most (days)"
FREQUENCY_CUT = "F{score}: at least (orders)"
RECENCY_ORDER = (
    "R{score} is at most {days} days, R{worse} at most {fewer}: "
    "a worse score must allow as many days, or more"
)
FREQUENCY_ORDER = (
    "F{better} is at least {fewer} orders, F{score} at least {orders}: "
    "a better score must ask for as many orders, or more"
)
RFM_TEXT = (
    "{n} customers in {used} of {all} segments. Largest: {largest}, {size} ({share} %)."
)
RFM_MOVED = " {moved} customers ({share} %) are in another segment than at the start."
RFM_STAYED = " Nobody is in another segment than at the start."

TRACK = "Track"
TRACKS = {
    "evening": "evening (the shortest way to a first decision)",
    "core": "core (ten meetings of 90 minutes)",
    "full": "full (everything)",
}
MAP_COLUMNS = {
    "unit": "Unit",
    "title": "Title",
    "lesson_minutes": "Lesson, minutes",
    "exercise_minutes": "Exercise, minutes",
    "hours": "Hours so far",
    "afterwards": "What you can do afterwards",
    "state": "State",
}
MAP_TEXT = "Track {track}: {hours} hours in {units} {noun}."
UNITS = ("unit", "units")
MAP_DONE = " {done} done."
MAP_NEXT = " Next: {unit} {title}."
MAP_EMPTY = "Track {track}: no unit belongs to it yet."
DONE = "done"
BEGUN = "begun"
NEXT = "next"
LATER = "later"

N_SEGMENTS = "Number of segments"
CUSTOMERS = "Customers"
WORKING = "Dividing samples again and again ..."
MAP_OF_CUSTOMERS = "{n} customers in {k} segments"
DIRECTION = "{place} direction ({share} of the differences)"
PLACES = ("first", "second")
AGAIN = "Do they come back?"
APART = "Do they lie apart?"
AGREEMENT = "agreement of two samples"
SILHOUETTE = "mean silhouette"
THESE = "these customers"
WITHOUT_GROUPS = "customers without groups"
SAME_FROM = "the same from {least:.2f}"
N_SEGMENTS_TEXT = (
    "{k} segments of {name}: two samples agree by {agree:.2f} (customers without "
    "groups {low:.2f} to {high:.2f}), silhouette {apart:.2f} ({apart_low:.2f} to "
    "{apart_high:.2f}). {verdict}"
)
N_SEGMENTS_VERDICTS = {
    "groups": "They come back, and lie further apart than parts of one cloud do.",
    "cuts": (
        "They come back, but lie no further apart than parts of one cloud do: the same "
        "cuts, not groups."
    ),
    "apart": (
        "Another sample gives other segments, although they lie further apart than "
        "parts of one cloud do: try another number."
    ),
    "nothing": (
        "Another sample gives other segments, and they lie no further apart than parts "
        "of one cloud do."
    ),
}
TOO_FEW = (
    "{name} needs {least} different customers at least, and two columns of numbers "
    "without missing values; it has {n}"
)
NOT_NUMBERS = (
    "{name} needs columns of numbers without missing values, prepared as for the "
    "method; these are not: {columns}"
)

PLAN_SEGMENT = "Segment"
PLAN_WHO = "The segment"
PLAN_TEST = "The test"
PLAN_MONEY = "The money"
PLAN_LABELS = {
    "base_rate": "Buy anyway (%)",
    "effect": "Worth finding (points)",
    "held_out": "Held out (%)",
    "power": "Power (%)",
    "alpha": "False alarms (%)",
    "per_week": "Join a week (0: all)",
    "cost": "A message costs",
    "margin": "An order earns",
}
PLAN_OPTION = "{name} ({n:,})"
PLAN_CURVE = "What {n:,} customers can show"
PLAN_RISE = "points that the message really adds"
PLAN_CHANCE = "chance to find it (%)"
PLAN_SIZES = "How many it takes to find {effect} points"
PLAN_N = "customers in the test"
PLAN_LINE = "asked for: {power} %"
PLAN_LINE_OF = "chance to find it"
PLAN_WORTH = "worth finding"
PLAN_SEEN = "smallest that is found"
PLAN_HAVE = "in the segment"
PLAN_NEED = "needed"
PLAN_TEXT = (
    "{name}: {held:,} held out, {sent:,} get the message. A rise from {p1} to {p2} is "
    "found with a chance of {chance}. {verdict} {money}"
)
PLAN_VERDICTS = {
    "enough": "That is enough: {needed:,} customers would do{weeks}.",
    "few": "Too few: it takes {needed:,} customers{weeks}; here only {seen} is found.",
    "none": (
        "Too few: it takes {needed:,} customers{weeks}; here not even a rise to "
        "100 % is found."
    ),
}
PLAN_CERTAIN = "more than 99 %"
PLAN_UP = "a rise to {up}"
PLAN_WEEKS = (", {n} week at {per_week:,} a week", ", {n} weeks at {per_week:,} a week")
PLAN_PAYS = (
    "The messages of the test cost {cost}; if the rise is there, they bring {orders} "
    "orders more, which earn {earned}: {net} in all. Messages pay from {least} on."
)
PLAN_FREE = (
    "The messages cost nothing; if the rise is there, they bring {orders} orders more, "
    "which earn {earned}."
)
PLAN_POINTS = "{points} points"
PLAN_NEVER = "no rise"
PLAN_SMALL = "segment {name!r} has {n} customers: a test of two arms needs 4 at least"
PLAN_UNKNOWN = "segment must be one of {known}; this is {name!r}"
PLAN_NO_SEGMENTS = (
    "segments must be a Series of segments (one row per customer), or the number of "
    "customers in each, such as {'New': 60}"
)
PLAN_NO_RATE = "base_rate has no rate for {name!r}; it has {known}"
PLAN_RANGE = "{name} must lie {between}; this is {found!r}"
BETWEEN = "between {low:g} and {high:g}"

PERSONA = "Persona"
PERSONA_BESIDE = "Beside it"
PERSONA_NOBODY = "nobody"
PERSONA_LEAST = "Fewest behind a line"
PERSONA_GUESSES = "Guesses"
PERSONA_SHOWN = {"shown": True, "hidden": False}
PERSONA_OPTION = "{name} ({n:,})"
PERSONA_TEXT = {
    "all": (
        "{name}, {n:,} of {of:,} customers: all its measured lines are shown ({all}); "
        "the thinnest rests on {fewest:,} customers ({table})."
    ),
    "some": (
        "{name}, {n:,} of {of:,} customers: {kept} of its {all} measured lines rest on "
        "{least:,} customers or more; the thinnest of them on {fewest:,} ({table})."
    ),
    "none": (
        "{name}, {n:,} of {of:,} customers: none of its measured lines ({all}) rests "
        "on {least:,} customers or more."
    ),
    "empty": "{name}, {n:,} of {of:,} customers: the card has no measured line.",
}
PERSONA_GUESSED = (
    "{n} guess, which rests on nobody,",
    "{n} guesses, which rest on nobody,",
)
PERSONA_ARE = {
    True: ("is shown.", "are shown."),
    False: ("is hidden.", "are hidden."),
}
PERSONA_NO_CARDS = (
    "personas must be cards of segments: take what personas.personas_of(...) returns"
)

BUDGET_MONEY = "The money"
BUDGET_LIMITS = "One limit"
BUDGET_TOTAL = "Budget"
BUDGET_OBJECTIVE = "For"
BUDGET_OBJECTIVES = {
    "revenue": "the most revenue",
    "roi": "as long as it pays",
    "reach": "the most people",
    "new_customers": "the most new customers",
    "share": "the most market share",
}
BUDGET_OF = "Limit on"
BUDGET_LEAST = "At least"
BUDGET_MOST = "At most (0: no cap)"
BUDGET_NONE = "no limit"
BUDGET_TEXT = "{heading} {price} {limit}"
BUDGET_LIMIT = "The limit on {name} does not bind: it changes nothing."
BUDGET_SIDE = "at least {least}, at most {most}"
BUDGET_NO_OBJECTIVE = "cells allow no objective: {error}"

RULE_PRESET = "Start with"
RULE_OWN = "a rule of your own"
RULE_TEXT = "Rule"
RULE_LOOK = "Look at"
RULE_HOW = "How"
RULE_VALUE = "Value"
RULE_ADD = {"and": "Add with and", "or": "Add with or", "not": "Add with and not"}
RULE_ADD_TITLE = "One more condition"
RULE_WHO = "Who may be contacted"
RULE_LABELS = {
    "messages": "Messages (0: any)",
    "days": "within days",
    "back": "Days back in time",
}
RULE_EVENTS = {
    "count of {table} in the last 90 days": "how many {table} in the last 90 days",
    "days since the last of {table}": "days since the last of {table}",
}
RULE_SUM = (
    "sum of {table}.{column} in the last 365 days",
    "{column} of {table} in a year",
)
RULE_HOWS = {
    ">=": "at least",
    "<=": "at most",
    "=": "is",
    "!=": "is not",
    "in": "one of (a, b)",
    "between": "between (a and b)",
    "contains": "contains",
    "is known": "is known",
    "is unknown": "is not known",
}
RULE_SAID = (
    "{n:,} of {of:,} customers ({share}) on {as_of}; {reach:,} may be contacted. "
    "{sentence}."
)
RULE_NO_REACH = "{n:,} of {of:,} customers ({share}) on {as_of}. {sentence}."
RULE_SHARE = "{share:.1f} %"
RULE_NOBODY = "of nobody"
RULE_SIZE = "This rule"
RULE_PARTS = {"text": "Rule", "sql": "SQL for DuckDB"}
RULE_BROKEN = "Write a value; the condition would be: {text}. {error}"

OVERLAP_LABELS = ("First audience", "Second audience", "Third audience")
OVERLAP_NONE = "none"
OVERLAP_BACK = "Days back in time"
OVERLAP_TEXT = (
    "On {as_of}: {pairs}. {share} of the smallest, {name}, is in another one too."
)
OVERLAP_PAIR = "{n:,} in both {a} and {b}"
OVERLAP_EMPTY = "On {as_of} nobody is in {name}."
OVERLAP_TWO = "choose two different audiences or three; these are {names}"
OVERLAP_FEW = "the overlap needs two audiences at least; here is {n}"

SEQUENCE_STEPS = "The three mails"
SEQUENCE_LIMITS = "The limits"
SEQUENCE_OFFSETS = "Days count from"
SEQUENCE_OFFSET = {"from_purchase": "the purchase", "from_previous": "the mail before"}
SEQUENCE_LABELS = {
    "first": "First mail (days)",
    "second": "Second mail (days)",
    "third": "Third mail (days)",
    "at": "Sent at (hour)",
    "reentry_days": "Once in (days)",
    "cap": "At most (0: no cap)",
    "window": "... mails in (days)",
    "quiet_from": "Quiet from (hour)",
    "quiet_until": "Quiet until (hour)",
    "wait_days": "Waits at most (days)",
}
SEQUENCE_TEXT = (
    "Mails on days {days} after the purchase: {planned} planned for {customers} "
    "{people}, {sent} sent as planned, {moved} moved, {held} held back.{why}"
)
SEQUENCE_PEOPLE = ("customer", "customers")
SEQUENCE_WHY = " {state}: {reasons}."
SEQUENCE_STATES = {"moved": "Moved", "held back": "Held back"}
SEQUENCE_NOBODY = (
    "nobody has a mail to come: orders must hold purchases of these customers"
)
