"""The words of figures on personas, ready for translation."""

OVER_TITLE = "What sets {segment} apart"
OVER_X = "index, log scale (100 = {against}; {level:g} % interval)"
AGAINST = {"others": "the other customers", "all": "all customers"}
MARKER = "stands out, or made the segment"
OTHER = "a small difference, or not sure"
ROW = "{text}\n{value} (n = {n})"
NO_INDEX = "the table has no index to draw for {segment}: every row is held back"
WHICH = "the table holds the segments {have}: say which, segment={first!r}"
LEVEL = "{label}: {level}"
PERSONA_SIZE = "{n} of {of} customers"
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
GUESS = "a guess: no number"
ENDS = "{low} to {high}"
N = "n = {n}"
BETWEEN = " · "
NO_LINES = (
    "the card has no line to draw: its customers are too few, or no table was given"
)
COMPARE = "Where do the two personas differ?"
COMPARE_X = "share of customers, with interval"
CLEAR = "differ"
NOT_CLEAR = "not clear"
NOTHING_SHARED = (
    "the two personas share no row of shares with figures: hand the same tables to both"
)
