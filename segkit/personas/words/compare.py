"""What the comparison of two personas says."""

HEADING = "{first} and {second}"
SIZES = (
    "{first}: {n:,} customers; {second}: {m:,}. Apart: the intervals do not overlap. "
    "Nothing is tested here."
)
WHAT = "what"
APART = "apart"
SOURCE = "table"
CLEAR = {True: "yes", False: "not clear"}
