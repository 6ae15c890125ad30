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
