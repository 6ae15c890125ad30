"""The words of figures on messages, calendar and offers, ready for translation."""

MATRIX_TITLE = "Who is told what, and where?"
MATRIX_X = "purpose"
MATRIX_Y = "segment"
MATRIX_BAR = "channels planned (framed: a text is still to be written)"
MATRIX_ROW = "{segment}\n(n = {n})"
TO_WRITE = "to write"

CALENDAR_TITLE = "When does each segment hear from us?"
CALENDAR_X = "day ({n} messages)"
CALENDAR_Y = "segment"
NOT_PLANNED = (
    "the calendar has no message with a date: plan for longer, or send more often"
)

OFFER_TITLE = "Which discount earns most?"
OFFER_X = "discount"
OFFER_Y = "margin of 1,000 contacts"
OFFER_POINT = "as observed, with interval"
OFFER_LINE = "logistic line, with band"
OFFER_NONE = "no discount: {margin}"
OFFER_BEST = "n = {n}"
