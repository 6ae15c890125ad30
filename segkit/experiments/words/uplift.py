"""The words of uplift and of tests by region: one place, ready for translation."""

from __future__ import annotations

# What is read ----------------------------------------------------------------------

CONTROL_NAMES = (
    "control",
    "held out",
    "hold-out",
    "hold out",
    "holdout",
    "no message",
    "nothing",
    "A",
    "a",
)
NO_CONTROL = (
    "{column} has the values {found}, and none of them is known as the one that got "
    "nothing: pass control= with its name"
)
NOT_THERE = "{argument} is {value!r}, but {column} has only {found}"
ONE_ARM = (
    "{column} has only the value {value!r}: who is persuadable can only be told "
    "against customers held out by lot"
)
MANY_ARMS = (
    "{column} has {n} values beside {control!r}: {found}; one is compared at a time, "
    "pass treatment= with its name"
)
NOT_NUMBERS = (
    "{column} must be True and False, or numbers; this has dtype {dtype}: convert it "
    "first"
)
INFINITE = "{column} holds infinite numbers: correct or leave out these rows first"
MISSING = (
    "{column} is missing in {n} rows, and missing='refuse': pass missing='drop' to "
    "leave them out, or 'zero' if no answer means no purchase"
)
NO_ROWS = "no row is left to compare: {left_out}; check the filter and the names"
NO_SEGMENTS = (
    "segments must be the name of a column, several names, or a pandas Series indexed "
    "by {key}; this is a {kind}"
)
SEGMENT_TWICE = (
    "segments has {n} customers more than once: keep one row per customer, so that "
    "nobody is in two segments"
)
NAMED_ALL = "a segment is called {all!r}, as the last row is: rename that segment"
LEFT_OUT = {
    "variant": "without an arm, or in another arm",
    "segment": "without a segment",
    "outcome": "without {outcome}",
}
JOIN = " · "
ALL = "all"

# Who is persuadable ----------------------------------------------------------------

PERSUADABLE = "persuadable"
SURE = "sure thing"
LOST = "lost cause"
SLEEPING = "sleeping dog"
UNKNOWN = "cannot be told"
UNMOVED = "not moved"
KINDS = {
    PERSUADABLE: "the message changes what they do, for the better",
    SURE: "they do it anyway: the message changes too little to matter",
    LOST: "they do not do it either way: the message changes too little to matter",
    SLEEPING: "the message makes it worse: leave them in peace",
    UNMOVED: "the message changes too little to matter",
    UNKNOWN: "too few customers, or too much noise, to say what the message does",
}
HEADING = (
    "Who is moved? {outcome}, {treatment} against {control}. {interaction} Kinds "
    "after correction ({method}, {m} {segments}); {worth}."
)
SEGMENTS = {True: "segment", False: "segments"}
INTERACTION = {
    True: "The segments answer differently (p {p}).",
    False: "That segments answer differently is not shown (p {p}).",
    None: "There is one segment, so none to differ from.",
}
WORTH = {
    True: "a change below {worth} does not matter",
    False: (
        "without worth= nobody is called a sure thing or a lost cause, as no change "
        "is too small to matter"
    ),
}
METHODS = {
    "bonferroni": "Bonferroni",
    "holm": "Holm",
    "BH": "Benjamini and Hochberg",
    "BY": "Benjamini and Yekutieli",
    "none": "none",
}
SENTENCE = (
    "{segment}: {treated} with the message, {control} without, a difference of "
    "{difference} ({level} interval {low} to {high}): {kind}, {meaning}."
)
NO_ARM = "{segment}: {n_treated} got the message and {n_control} did not: {kind}."
POINTS = "{value:+.2f} points"
RATE = "{value:.2f} %"
MONEY = "{value:,.2f}"
CHANGE = "{value:+,.2f}"
CHANGE_HEADING = (
    "Does the effect depend on {situation}? {outcome}, {treatment} against {control}: "
    "the effect under {first!r} less the effect under {second!r}. p values corrected "
    "({method}, {m} {segments})."
)
SITUATIONS = (
    "{column} must have exactly two values among the rows compared; it has {found}: "
    "keep two, or join some"
)

# Scores ----------------------------------------------------------------------------

QINI = {
    "area": (
        "area between the curve of gains and the line of random order, per customer "
        "with a message (Radcliffe's gains, not normalised)"
    ),
    "radcliffe": (
        "the same area over that of the best order of these outcomes, harm included "
        "(Radcliffe 2007, Q)"
    ),
    "q0": (
        "the same area over that of the best order of these outcomes if no message did "
        "harm (Radcliffe 2007, q0)"
    ),
}
AUUC = {
    "area": (
        "area between the curve of uplift times depth and the line of random order, "
        "per customer"
    ),
    "normalised": "the same area over that of the best order of these outcomes",
}
AT_K = {
    "overall": "the best {k} of all customers, message less no message",
    "by_group": "the best {k} of each arm on its own, message less no message",
}
NAMES = {"qini": "Qini", "auuc": "AUUC", "uplift_at_k": "uplift of the best {k}"}
SCORE = "{name}: {value} ({level} interval {low} to {high}; {random} in random order)"
VERDICT = {
    "better": "The order finds who is moved better than chance does.",
    "worse": "The order is worse than chance.",
    "unknown": "Whether the order is better than chance cannot be told.",
}
FEW = (
    " Few outcomes ({n} in the smaller arm, {few} wanted): the interval is somewhat "
    "too short."
)
SCORES = (
    "there must be one outcome, one arm and one score for each customer; there are "
    "{outcome}, {treated} and {score}"
)
INDEX = (
    "outcome, treated and score are not of the same customers: compare their indexes"
)
SCORE_MISSING = "{name} is missing or infinite for {n} customers: leave them out"
TREATED = "treated must be True or False (1 or 0) for every customer; there are {found}"
TWO_ARMS = (
    "the score can only be judged against customers without a message: {n_treated} "
    "got one and {n_control} did not"
)
ONLY_RATES = (
    "definition={definition!r} compares with the best order of outcomes that are 0 or "
    "1; for amounts use definition='area'"
)
NO_BEST = (
    "there is no best order of these outcomes to compare with (all are alike, or for "
    "'q0' the message adds nothing in all): use definition='area'"
)
BOTH_ARMS = (
    "among the best {k} nobody is {arm}: take a larger k, or more customers in that arm"
)
SHARE = "k must be above 0, at most 1; this is {k!r}"
CURVE = "Who is moved, beginning with the best scores? {outcomes}"
OUTCOMES = "{n} customers with a message, {m} without"
LEVEL = "level must lie between 0 and 1, such as 0.95; this is {level!r}"
TWO_MODELS = (
    "Uplift by two models ({model}): each customer scored by models that have not "
    "seen that customer ({folds} parts)"
)
FOLDS = (
    "folds={folds} needs as many customers of each outcome in each arm; there are "
    "{n} of {kind}: take fewer folds"
)
KIND = "{arm} with outcome {outcome}"
ARMS = {True: "customers with the message", False: "customers without"}
X_MISSING = (
    "treated and outcome must cover every customer of X once; {n} of {total} do not "
    "match: compare the indexes"
)

# Tests by region -------------------------------------------------------------------

NO_CHANNEL = "{channel!r} is not among the channels {found}"
NO_TEST = (
    "{channel!r} was advertised everywhere and always: there is no test to read; "
    "check the column 'advertised'"
)
NEVER_ON = "{channel!r} was silent in every region: nothing is left to compare with"
NOT_ALIKE = (
    "{channel!r} was silent in other periods in some regions than in others: keep the "
    "rows of one test"
)
NOT_BEFORE = (
    "there is no period before {start} to compare with in which every channel was "
    "advertised everywhere: pass before= with a number of periods, or earlier rows"
)
WHEN = {"during": "during the test", "before": "before the test"}
WHICH = {"off": "without advertising", "on": "with advertising"}
EMPTY_CELL = (
    "nobody came {when} in the regions {which}: with a total of 0 no ratio can be "
    "formed; take more periods"
)
ROW_TWICE = "{n} rows repeat a region, week_start and channel: add them up first"
ONE_REGION = (
    "spread='regions' needs an arm with two regions at least, to see how they stray"
)
NO_SPLIT = "splits must hold the regions of the test itself, {off}"
UNKNOWN_REGION = "splits names regions {unknown}; the table has {found}"
GEO = (
    "{channel}: without its advertising {fewer} of the new customers stayed away "
    "({level} interval {low} to {high}; p = {p} over the {n} ways to choose the "
    "regions, of which the smallest possible is {least}). Last click credits it with "
    "{click}. {verdict}"
)
GEO_VERDICT = {
    "less": "It brings less than its last clicks.",
    "more": "It brings more than its last clicks.",
    "some": "It brings some; whether as many as its last clicks cannot be told.",
    "unknown": "Whether it brings any cannot be told: the test is too small.",
}
GEO_ROWS = "Tests by region: what each channel brings, against its last clicks"
SPREAD = (
    " The regions move on their own more than counting explains (p = {p}): read the "
    "interval with spread='regions'."
)
