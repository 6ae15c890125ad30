"""Words of the figures on drift."""

TITLE = "What moved?"
TITLE_SEGMENT = "What moved in {segment}?"
X = "population stability index (PSI)"
CRITICAL = "more than chance from here on"
FOLK = "folk threshold {value:g}"
BARS = {True: "alarm: above both", False: "no alarm"}
SHARES = "How was {column} divided?"
SHARES_X = "share (before: {n0}, after: {n1})"
SIDES = ("before", "after")
