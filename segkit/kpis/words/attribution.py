"""What attribution says to people."""

TOTAL = "all"
NOBODY = "no message"

WARNING = (
    "Attribution is bookkeeping, not cause: these orders came within {days} days after "
    "{touch} of a message, and many would have come without it. What messages brought "
    "is seen only against customers who were held out by lot."
)
TOUCHES = {"click": "a click", "open": "an opening", "delivered": "the arrival"}
RULES = {
    "last": "the last message before the order gets all of it",
    "first": "the first message before the order, within the window, gets all of it",
    "equal": "all messages before the order, within the window, share it equally",
}
DEFINITION = (
    "an order less than {days} days after {touch} is credited once: {rule}; messages "
    "of the same second share it"
)
MACHINES = "openings within {seconds} seconds of the arrival left out as a machine's"
HEADING = (
    "{attributed:,} of {orders:,} orders credited to messages ({share}), {rule_name} "
    "touch, window {days} days."
)
CONTRAST_HEADING = (
    "Credited {attributed:,.0f} orders; against those held out the messages brought "
    "{incremental:,.0f} ({level:g} % interval {low:,.0f} to {high:,.0f}), where some "
    "were held out: {known} of {n}."
)
CONTRAST_DEFINITION = (
    "incremental: (orders per customer less than {days} days after the campaign went "
    "out, message arm less held-out arm) x customers of the message arm; Welch's "
    "interval. All of it: campaigns are taken as drawn by separate lots"
)
NO_ARMS = (
    "no contrast: sends has no column 'arm' that says who was held out, so nobody "
    "knows how many of these orders would have come anyway"
)
NOT_SPLIT = (
    "no contrast by {by}: those held out have no {by}; credit by the column that they "
    "share with the messages, for instance by='campaign_id'"
)
LEFT_OUT = {
    "refunds": "refunds (orders below 0)",
    "nameless": "sends without a customer_id or without {by}",
    "before": "orders without a message in the window",
}

NO_TOUCHES = (
    "sends has no {touch} at all: column {column!r} is empty for those who got a "
    "message; choose another touch="
)
NO_ORDERS = "orders has no order that is not a refund: {left_out}"
NOT_TIMED = (
    "sends column {column!r} must hold dates and times; it holds {found}: turn it into "
    "dates with pandas.to_datetime"
)
NO_OVERLAP = (
    "no customer of sends is in orders: the ids of sends are {ours}, those of orders "
    "are {theirs}: make them the same, for instance with .astype(str)"
)

PATH_HEADING = (
    "Which {by} gets the credit for {n:,} {what}: the answer is the rule's, not the "
    "customers'."
)
PATH_WARNING = (
    "Paths show what was seen on the way, not what worked: who was coming anyway "
    "searched and clicked too. A test that leaves a channel out of some regions shows "
    "what it brings."
)
PATH_WHAT = "customers who came"
PATH_DEFINITION = (
    "last: all credit to the last contact of the path; first: all to the first; equal: "
    "the same part to each contact; contacts at the same place of the path share"
)
NO_PATHS = (
    "touchpoints has no path that ended with a customer: column 'customer_id' is empty "
    "everywhere"
)
PATH_LEFT_OUT = "contacts on paths without a customer"
