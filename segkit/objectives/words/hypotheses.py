"""The words of hypotheses and of what their test found."""

from __future__ import annotations

DIRECTIONS = {
    "higher": "higher",
    "lower": "lower",
    "different": "different",
}
STATEMENT = "{metric} of {segment} is {direction} than that of {than}{amount}{because}."
DIFFERENT = "{metric} of {segment} differs from that of {than}{amount}{because}."
AMOUNT = " by at least {amount:g}{unit}"
BECAUSE = ", because {because}"
OTHERS = "the others"
GAP = "(not yet said)"
TICKS = {
    "clear": "says of whom, of what, and compared with whom",
    "logical": "says why it should be so",
    "testable": "says what can be measured where, and what would speak against it",
}
TICKS_HEADING = {
    True: "Ready to be tested: {statement}",
    False: "Not yet ready, {n} of 3 missing: {statement}",
}
MISSING = {
    "segment": "name the segment: segment=",
    "metric": "name what is measured: metric=",
    "than": "say compared with whom: than=, such as 'the others'",
    "because": "give a reason that could be wrong: because=",
    "circular": "because= only repeats the statement: say what causes it",
    "data": "say where it is measured: data=, such as 'orders of 2024'",
    "vague": (
        "{word!r} can be neither counted nor measured: name a number instead, such as "
        "'orders a year'"
    ),
}
VAGUE = (
    "better",
    "engagement",
    "good",
    "happiness",
    "important",
    "interest",
    "interesting",
    "potential",
    "quality",
    "success",
    "valuable",
)
GOT = {
    "clear": "{metric} of {segment}, compared with {than}",
    "logical": "{because}",
    "testable": "{data}; {against} would speak against it",
}
AGAINST = {
    "higher": "no difference, or a lower one,",
    "lower": "no difference, or a higher one,",
    "different": "no difference worth speaking of",
}

# Refusals --------------------------------------------------------------------------

AMOUNT_BAD = "by_at_least must be a number above 0; this is {amount!r}"
NOT_READY = "the hypothesis is not ready to be tested: {missing}"
NOT_CALLABLE = (
    "test needs a function that compares the segment with the others, such as "
    "experiments.compare_means; this is a {kind}"
)
NO_RESULT = (
    "the test must return a record or a table of one row with a difference (one of "
    "{effect}) and its interval (low, high), or a p value (one of {p}); this is a "
    "{kind} with {found}"
)
ONE_ROW = (
    "the test returned a table of {n} rows: pass the row that the hypothesis is about, "
    "such as lambda: table.loc['30-50']"
)
AFTER_SEEING = (
    "the hypothesis was tested on {day} ({verdict}): it may not be changed after "
    "seeing the result; write a new one and test it on other data"
)
TESTED_TWICE = (
    "the hypothesis was tested on {day} ({verdict}); a second test of it would make a "
    "chance finding likelier: write a new one and test it on other data"
)
UNKNOWN_PART = "a hypothesis has no {names}; it has {found}"

# Result ----------------------------------------------------------------------------

VERDICTS = {
    "supported": "supported",
    "not supported": "not supported",
    "not decided": "not decided",
}
EFFECT = "difference {effect:.4g}"
INTERVAL = "{level} interval {low:.4g} to {high:.4g}"
P = "p {p} ({sides})"
SIDES = {1: "one-sided", 2: "two-sided"}
SENTENCE = "{statement} {verdict}: {facts}. {meaning}"
MEANING = {
    "supported": "The data speak for it; they do not prove the reason.",
    "not supported": "The data speak against it.",
    "not decided": (
        "The data allow both: more customers are needed, or a larger difference."
    ),
}
LOG_HEADING = "What became of the hypothesis"
REVISED, TESTED = "revised: {what}", "tested: {verdict}"
FROM_TO = "{name} from {old!r} to {new!r}"
