"""Words of the iteration log and of the diagnosis."""

from __future__ import annotations

# Iteration log ----------------------------------------------------------------------

FIELDS = {
    "number": "No.",
    "date": "Date",
    "author": "Author",
    "hypothesis": "Hypothesis",
    "segments": "Segments",
    "message": "Message",
    "test": "Test",
    "result": "Result",
    "decision": "Decision",
    "next": "Next",
}
TITLE = "Iterations"
OPEN = "open"
ROUND = "Round {number}: {hypothesis}"
FORMAT = "segkit iteration log 1"
NEEDED = "an iteration needs {name}: say it in a sentence, before the test"
NOT_TEXT = "{name} of an iteration must be text; this is a {found}"
ORDER = (
    "an iteration has a result before it has a decision: say what the test showed, as "
    "result="
)
CLOSED = (
    "round {number} is closed ({name} was written down): what was found stays; start "
    "another with add()"
)
NOTHING_TO_WRITE = "finish() needs result=, decision= or next="
NO_ROUND = "there is no round {number}; there are {n}: they count from 1"
NO_LOG = (
    "no iteration log can be read from {path} ({error}): give the path that save() "
    "wrote to, or start a new log with IterationLog()"
)
NO_FORMAT = "it is no log of iterations, or of another version of segkit"

# Diagnosis --------------------------------------------------------------------------

STAGES = {
    "delivered": "delivery",
    "opened": "opening",
    "clicked": "click",
    "converted": "conversion",
}
WEAK = {
    "delivered": "Too few messages arrived: {rate} of {n:,} sent ({low} to {high}), "
    "{usual} is usual",
    "opened": "Too few opened: {rate} of {n:,} delivered ({low} to {high}), {usual} is "
    "usual",
    "clicked": "Too few clicked: {rate} of {n:,} who opened ({low} to {high}), {usual} "
    "is usual",
    "converted": "Too few bought: {rate} of {n:,} who clicked ({low} to {high}), "
    "{usual} is usual",
}
CURE = {
    "delivered": "Clean the addresses, check the sender and the spam folder, then send "
    "again: nothing was tested yet",
    "opened": "Rewrite the subject line, the sender's name or the hour, and test that "
    "alone",
    "clicked": "Rewrite the offer and its button for this segment, and test that alone",
    "converted": "Look at the page after the click: price, delivery, the way to pay",
    "no control": "Hold out part of the segment by lot next time: without them nobody "
    "can say what the message did",
    "no power": "Do not read this as no effect: take more customers (or all segments "
    "together), or test a larger change",
    "wrong segment": "The message arrived and was read, and changed nothing worth "
    "having: choose another segment or another need",
    "harm": "Stop sending this message to this segment",
    "success": "Keep the message for this segment, and try it on {next}, with a "
    "hold-out",
    "success, all tried": "Keep the message for this segment; every segment has been "
    "tried: choose the next hypothesis",
    "nothing sent": "Nothing was sent to this segment: nothing can be said",
}
VERDICTS = {
    "delivered": "not delivered",
    "opened": "not opened",
    "clicked": "not clicked",
    "converted": "not converted",
    "no control": "cannot be told",
    "no power": "too few to tell",
    "wrong segment": "wrong segment",
    "harm": "harmful",
    "success": "success",
    "nothing sent": "not tried",
}
LIFT = {
    "no control": "{rate} of {n:,} bought, and nobody was held out to compare with",
    "no power": "The difference to those held out is {difference} ({low} to {high}): "
    "it may be nothing, and it may be the {worth} that would pay",
    "wrong segment": "The difference to those held out is {difference} ({low} to "
    "{high}), less than the {worth} that would pay",
    "harm": "Those who got the message buy less: {difference} ({low} to {high})",
    "success": "The difference to those held out is {difference} ({low} to {high}), "
    "surely above 0",
    "nothing sent": "no message",
}
DIAGNOSIS = (
    "What happened, and what to do next ({n} segments; {tests} tests, judged together)"
)
POINTS = "{value:+.1f} points"
BAD_COUNTS = (
    "{name} must hold whole numbers of customers from 0; segment {segment} has {found}"
)
GROWS = (
    "segment {segment} has {k:,} {name} of {n:,} {before}: count customers once, and "
    "the same ones at each stage"
)
UNKNOWN_USUAL = "usual= names {wrong}, which are no stages; they are {known}"
BAD_USUAL = "usual= takes rates from 0 to 1; {name} is {found!r}"
BAD_WORTH = (
    "worth must be a difference in rates above 0, such as 0.01; this is {found!r}"
)
