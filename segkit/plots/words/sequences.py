"""Words of the figures of sequences."""

TIMELINE = "Who gets which message when?"
TIMELINE_FEW = "Who gets which message when? (the first {n} of {all} customers)"
TIMELINE_X = (
    "{first} to {last} ({sent} sent as planned, {moved} moved, {held} held back)"
)
TIMELINE_Y = "customer"
SENT, MOVED, HELD = "sent", "moved", "held back"
MOVED_FROM = "planned, moved"
HELD_AT = "planned, held back"
SENT_OF = "sent: {name}"

PRESSURE = "How many messages do customers get within {days} days?"
PRESSURE_X = "messages in a customer's fullest {days} days"
PRESSURE_Y = "customers ({n} in all)"
PLANNED = "as planned"
GOES = "as it goes"
CAP = "the cap: {n} within {days} days"
OR_MORE = "{n} or\nmore"
MAILS = ("none", "{n}\nmail", "{n}\nmails")

DECAY = "How fast does interest fade after a purchase?"
DECAY_X = "days after the purchase"
DECAY_Y = "share of the mails, with interval"
RATES = {"open": "opened", "click": "clicked"}
STEP = "{step}\n(day {day:g}, n = {n})"
