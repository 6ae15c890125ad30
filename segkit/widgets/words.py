"""The words that the widgets show: one place, ready for translation."""

LIVE = "Run this cell to get the live control."
FAILED = "Not drawn: {error}. The figure still shows the last setting that worked."
START = "Back to the start"

RECENCY = "Recency: days since the last order"
FREQUENCY = "Frequency: number of orders"
RECENCY_CUT = "R{score}: at most (days)"
FREQUENCY_CUT = "F{score}: at least (orders)"
RECENCY_ORDER = (
    "R{score} is at most {days} days, R{worse} at most {fewer}: "
    "a worse score must allow as many days, or more"
)
FREQUENCY_ORDER = (
    "F{better} is at least {fewer} orders, F{score} at least {orders}: "
    "a better score must ask for as many orders, or more"
)
RFM_TEXT = (
    "{n} customers in {used} of {all} segments. Largest: {largest}, {size} ({share} %)."
)
RFM_MOVED = " {moved} customers ({share} %) are in another segment than at the start."
RFM_STAYED = " Nobody is in another segment than at the start."

TRACK = "Track"
TRACKS = {
    "evening": "evening (the shortest way to a first decision)",
    "core": "core (ten meetings of 90 minutes)",
    "full": "full (everything)",
}
MAP_COLUMNS = {
    "unit": "Unit",
    "title": "Title",
    "lesson_minutes": "Lesson, minutes",
    "exercise_minutes": "Exercise, minutes",
    "hours": "Hours so far",
    "afterwards": "What you can do afterwards",
    "state": "State",
}
MAP_TEXT = "Track {track}: {hours} hours in {units} {noun}."
UNITS = ("unit", "units")
MAP_DONE = " {done} done."
MAP_NEXT = " Next: {unit} {title}."
MAP_EMPTY = "Track {track}: no unit belongs to it yet."
DONE = "done"
BEGUN = "begun"
NEXT = "next"
LATER = "later"

N_SEGMENTS = "Number of segments"
CUSTOMERS = "Customers"
WORKING = "Dividing samples again and again ..."
MAP_OF_CUSTOMERS = "{n} customers in {k} segments"
DIRECTION = "{place} direction ({share} of the differences)"
PLACES = ("first", "second")
AGAIN = "Do they come back?"
APART = "Do they lie apart?"
AGREEMENT = "agreement of two samples"
SILHOUETTE = "mean silhouette"
THESE = "these customers"
WITHOUT_GROUPS = "customers without groups"
SAME_FROM = "the same from {least:.2f}"
N_SEGMENTS_TEXT = (
    "{k} segments of {name}: two samples agree by {agree:.2f} (customers without "
    "groups {low:.2f} to {high:.2f}), silhouette {apart:.2f} ({apart_low:.2f} to "
    "{apart_high:.2f}). {verdict}"
)
N_SEGMENTS_VERDICTS = {
    "groups": "They come back, and lie further apart than parts of one cloud do.",
    "cuts": (
        "They come back, but lie no further apart than parts of one cloud do: the same "
        "cuts, not groups."
    ),
    "apart": (
        "Another sample gives other segments, although they lie further apart than "
        "parts of one cloud do: try another number."
    ),
    "nothing": (
        "Another sample gives other segments, and they lie no further apart than parts "
        "of one cloud do."
    ),
}
TOO_FEW = (
    "{name} needs {least} different customers at least, and two columns of numbers "
    "without missing values; it has {n}"
)
NOT_NUMBERS = (
    "{name} needs columns of numbers without missing values, prepared as for the "
    "method; these are not: {columns}"
)
