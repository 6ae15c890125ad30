"""The words of figures on messages and segments, ready for translation."""

TITLE = "Which message works in which segment?"
X = "message"
Y = "segment"
BAR = (
    "added against those held out{unit} (* clear after correction; framed: best in its "
    "segment)"
)
POINTS = ", in percentage points"
STAR = " *"
TWICE = (
    "the table has a pair of segment and message twice: draw one outcome at a time, as "
    "experiments.response_matrix returns it"
)
NOTHING = "the table has no effect to draw: every difference is missing"
