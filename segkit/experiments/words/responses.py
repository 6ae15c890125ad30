"""Words on which message works in which segment, ready for translation."""

HEADING = (
    "Which message works where? {outcome}, each message against {control}; {k} of {n} "
    "segments have a best message after correction ({method}, {m} effects, and every "
    "two messages of a segment). {interaction}"
)
INTERACTION = {
    True: "Which message is better depends on the segment (p {p}).",
    False: (
        "That the better message depends on the segment is not shown (p {p}): the "
        "largest number of a row may be chance, so think of one message for all first."
    ),
    None: (
        "Whether the better message depends on the segment cannot be tested: that "
        "takes two segments with the same two messages."
    ),
}
BEST = {
    True: (
        "{segment}: {message} is best, {difference} against the hold-out (p {p} after "
        "correction), and better than each other message."
    ),
    False: (
        "{segment}: {message} works, {difference} against the hold-out (p {p} after "
        "correction); it is the only message."
    ),
}
CLEAR = (
    "{segment}: {message} works, {difference} against the hold-out (p {p} after "
    "correction)"
)
NOT_CLEAR = (
    "{segment}: no message is shown to work; {message} has the largest number, "
    "{difference} against the hold-out (p {p} after correction)"
)
RIVALS = "; it is not shown to be better than {rivals}"
HARM = "; {names} made it worse"
NOTHING = "{segment}: no message can be compared with a hold-out here."
NO_MESSAGES = (
    "{column} names no message beside those held out: pass messages= with the column "
    "that says who got which"
)
NO_HOLD_OUT = (
    "no customer with a message has somebody held out in the same {place} to be "
    "compared with: check the column and the hold-out"
)
HELD_OUT = "\x1fheld out"  # no message is called so
NO_ARM = "without an arm"
NO_MESSAGE = "with a message that is not named"
NO_STRATUM = "without a value to compare within"
