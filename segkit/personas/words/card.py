"""The words of a card: its sections, its notes, what it does not know."""

GUESS = "a guess: no number"
OTHERS = "others {value}"
N = "n = {n:,}"
INDEX = "index"

SECTIONS = {
    "who": "Who they are",
    "needs": "Needs",
    "barriers": "Barriers",
    "think": "Think",
    "feel": "Feel",
    "do": "Do",
    "value": "Value",
    "reach": "How to reach them",
    "voices": "In their own words",
}
NOT_KNOWN = {
    "who": "who they are: no table says it",
    "needs": "needs: no table asks for them",
    "barriers": "barriers: no table asks for them",
    "think": "what they think: no table asks for it",
    "feel": "what they feel: no table asks for it",
    "do": "what they do: no table says it",
    "value": "value: no table has an amount",
    "reach": "how to reach them: neither orders nor sends were given",
    "voices": "their own words: no feedback was given",
}
NOTHING_CLEAR = {
    "who": "who they are: as people, in what is known, they are like the others",
    "needs": "needs: the answers are too few, or like those of the others",
    "barriers": "barriers: the answers are too few, or like those of the others",
    "think": "what they think: nothing stands out from the other customers",
    "feel": "what they feel: nothing stands out from the other customers",
    "do": "what they do: nothing stands out from the other customers",
    "value": "value: too few customers",
    "reach": "how to reach them: too few customers",
    "voices": "their own words: too few texts",
}
PEOPLE = "{n:,} of {of:,} customers"
ONE = "1 of {of:,} customers"
HEADLINE = "{people}. {first}"
LIKE_OTHERS = "Nothing known sets them apart from the other customers."
LIKE_OTHERS_BUT = (
    "Beyond what made the segment, nothing known sets them apart from the others."
)
ONLY_PROTECTED = (
    "What sets them apart is protected by law, and gives nobody a name: see below."
)
ONLY_GUESS = "Nothing is known about them but their number."
STAND_OUT = "What stands out most: {markers}."
TOO_FEW = (
    "This segment has {n}. Below {least} nothing is said about it, because it would be "
    "about persons."
)
FEW = "{n} people: a small group. The intervals are wide; take it as a hint."
CUSTOMERS = {0: "no customer", 1: "1 customer"}
CUSTOMERS_MANY = "{n:,} customers"
FEW_BELOW = 100
MADE = "describes, not tested"
TESTED = "p after Holm {p}"
SMALL = "a small difference; p after Holm {p}"
ALIKE = "not sure; p after Holm {p}"
CAUTION_SENSITIVE = (
    "Sensitive: {names}. The law protects this further (GDPR, article 9): you asked "
    "for it by name. Do not target or leave out anybody by it without a legal ground."
)
CAUTION_PROTECTED = (
    "Protected: {names}. It describes the group; treating anybody worse for it may be "
    "unlawful."
)
COVERED = "{table} knows {n:,} of the {of:,}: the rest may differ."
CAUTION_AVERAGE = (
    "A persona is a group's average. Nobody in the group need be like it, and many "
    "outside are."
)
UNKNOWN_HEADING = "Not known"
CAUTION_HEADING = "Read with care"
TRACE = "Every number: what it is, how sure it is, on how many it rests, and its table."


def people(n: int) -> str:
    """Say how many customers that is."""
    return CUSTOMERS.get(n, CUSTOMERS_MANY.format(n=n))
