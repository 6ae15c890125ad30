"""Words on refreshing, comparing and renewing segments."""

from __future__ import annotations

# Separation -------------------------------------------------------------------------

SEPARATION = (
    "Segments account for {value} of what differs between customers in {name} "
    "({low} to {high}; {n:,} customers)"
)
NOT_NUMBERS = (
    "{name} must be a Series of numbers (or yes and no) by customer_id; this is "
    "{found}: take one column, table['column']"
)
NOBODY_COMMON = (
    "no customer has both a segment and a value of {name}: check that the ids are "
    "alike (text and numbers differ: '7' is not 7)"
)
NO_SPREAD = (
    "{name} is the same for all {n} customers: there is nothing to separate; choose "
    "another outcome, or wait longer"
)
FEW = "{n} customers are too few: {least} at least are needed"

# Champion and challenger ------------------------------------------------------------

ROLES = ("champion", "challenger", "difference")
KEEP = "keep the champion"
SWITCH = "switch to the challenger"
DUEL = (
    "{verdict}: targeting the best {share} by the challenger brings {difference:+.4g} "
    "{name} per customer more than by the champion ({low:+.4g} to {high:+.4g}); it "
    "must be sure to bring more than {margin:g}. {changed:,} of {n:,} customers "
    "({changed_share}) would {change}."
)
CHANGE = {True: "get another message", False: "be in another segment"}
COST = " That costs {cost:,.2f} once."
SHARE = "top_share must lie between 0 and 1, such as 0.2; this is {found!r}"
NO_ASSIGN = (
    "{name} must be a fitted model (with assign), a function of the table, or a Series "
    "of segments by customer_id; this is a {found}"
)
NO_MESSAGE = "messages= names no message for segments {missing} of the {name}"
MEASURES = {
    "separation": "share of the differences in {name} that segments account for",
    "spread": "spread of the segments' means in {name}",
    "gain": "{name} per customer above the mean, in the best {share}",
}

# Refresh ----------------------------------------------------------------------------

NO_THAW = (
    "a saved definition needs what makes a model of it: pass thaw=models.from_frozen"
)
NO_DEFINITION = (
    "no definition can be read from {path} ({error}): write one with model.frozen(), "
    "or take the model.json of `segkit segment`"
)
NOT_A_DEFINITION = (
    "a definition is a fitted model (with assign), a function of the table, a dict "
    "from model.frozen(), or the path of its JSON file; this is a {found}"
)
NOT_SEGMENTS = (
    "the definition must give a Series of segments by customer_id; it gave a {found}"
)
REFRESHED = "{n:,} customers sorted by the definition of {learned}, as of {as_of}."
UNKNOWN_DAY = "a day that is not known"
FIRST = "This is the first day: nothing to compare with yet."
NO_DAY = (
    "the day is not known: pass as_of=, or a table that says it in X.attrs['as_of']"
)
NOT_LATER = "the table is of {new}, and the last one was of {old}: refresh goes forward"
NEVER = "nothing has been sorted yet: call refresh(X) first"

# When to make new segments ----------------------------------------------------------

ACTIONS = {
    "resegment": "Make the segments anew",
    "look": "Keep the segments, and look closer",
    "keep": "Keep the segments",
}
DECIDED = "{action}: {why}."
ALL_FINE = "nothing speaks against them"
SIGNS = {
    "drift": "what the segments are made of",
    "sizes": "sizes of the segments",
    "moves": "who stays",
    "separation": "what the segments tell apart",
    "age": "age of the definition",
}
WHY = {
    "drift": {
        "resegment": "{names} moved by more than chance and above {limit:g}",
        "look": "{names} moved by more than chance and above {some:g}",
        "keep": "no variable moved by more than chance and above {some:g}",
    },
    "sizes": {
        "resegment": "sizes moved by more than chance and above {limit:g}",
        "look": "sizes moved by more than chance and above {some:g}",
        "keep": "sizes did not move by more than chance and above {some:g}",
    },
    "moves": {
        "look": "fewer than {part} stayed in their segment",
        "keep": "it is not sure that fewer than {part} stay",
    },
    "separation": {
        "resegment": "segments separate less than {part} of what they did",
        "keep": "it is not sure that segments separate less than {part} of what they "
        "did",
    },
    "age": {
        "look": "the definition is {value:.0f} days old, more than {limit:.0f}",
        "keep": "the definition is {value:.0f} days old, no more than {limit:.0f}",
    },
}
NOTHING_TO_JUDGE = (
    "when_to_resegment needs something to judge by: pass drift=, migration=, "
    "separation= (then, now) or age_days="
)
UNKNOWN_LIMIT = "limits= names {wrong}, which are no limits; they are {known}"
TWO_SEPARATIONS = (
    "separation= takes two results of monitoring.separation: that of the day when the "
    "segments were made, and that of now; this is {found!r}"
)
