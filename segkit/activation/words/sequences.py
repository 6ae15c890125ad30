"""What sequences say: their sentences, their reasons, and what cannot be."""

EVENTS = {
    "purchase": "after a purchase",
    "first purchase": "after the first purchase",
    "sign-up": "after the sign-up",
    "silence": "after {days} days without a purchase",
    "date": "from {on} on",
}
OF_ORDERS = ("purchase", "first purchase", "silence")
TRIGGER, PURCHASE, PREVIOUS = "trigger", "purchase", "previous"
KINDS = {
    "reply": "an answer to what the customer did",
    "news": "news, as often as the customer asked for",
    "big news": "big news, for everybody who agreed to mail",
}
STATES = ("sent", "moved", "held back")

# Why a message went later than planned, or not at all.
CAP = "over the cap"
FEWER = "asked for fewer"
TAKEN = "another message that day"
QUIET = "quiet hours"
CLOCK = "clock change"
FOLLOWS = "follows the mail before it"
BIG_ONLY = "asked for big news only"
BOUGHT = "bought"
UNSUBSCRIBED = "unsubscribed"
AGAIN = "began too recently"
DEADLINE = "after the deadline"
LATER = "after the end"
AS_PLANNED = "as planned"
REASONS = (
    AS_PLANNED,
    QUIET,
    CLOCK,
    TAKEN,
    CAP,
    FEWER,
    FOLLOWS,
    "said no",
    "never asked",
    "suppressed",
    UNSUBSCRIBED,
    AGAIN,
    BIG_ONLY,
    BOUGHT,
    DEADLINE,
    LATER,
)

SENTENCE = "{name}: {start}{who}, {steps}. {rules}"
WHO = " (if {conditions})"
IS = "{column} is {values}"
NOT_KNOWN = "not known"
OR = " or "
STEP_NOW = '"{message}" {when}'
AT_ONCE = "at once"
SAME_DAY = "on the same day"
DAYS_LATER = ("{n} day later", "{n} days later")
DAYS_AFTER = ("{n} day after the mail before", "{n} days after the mail before")
AT = " at {at}"
KIND = "It is {kind}."
STOP = "A purchase ends it."
UNTIL_DAYS = "Nothing is sent later than {days} days after the start."
UNTIL = "Nothing is sent after {day}."
REENTRY = "It begins at most once within {days} days for a customer."
WAIT = "A mail that may not go yet waits {days} days at most."
NO_WAIT = "A mail that may not go does not wait."

SCHEDULE = (
    "{planned} messages planned for {customers} customers: {sent} sent as planned, "
    "{moved} moved, {held} held back."
)
SUMMARY = "What became of the messages planned"
PRESSURE = "Messages that customers get within any {days} days"

NO_STEPS = "sequence {name!r} has no steps: give it at least one Step"
NOT_A_STEP = "sequence {name!r} needs a list of Step; one of them is {found!r}"
FIRST_PREVIOUS = (
    "the first step of sequence {name!r} counts from the mail before it, and there is "
    "none: give it relative_to='trigger'"
)
NOT_LATER = (
    "the steps of sequence {name!r} fall on days {days} after its start; each must "
    "come at least a day after the one before it: change after_days or the order"
)
NOT_A_TIME = "at must be None or a time of day such as '10:00'; this is {found!r}"
NOT_TEXT = "{what} must be a text that is not empty; this is {found!r}"
NEEDS_DAYS = "a sequence that begins after silence needs days: Trigger('silence', 180)"
NEEDS_ON = (
    "a sequence that begins on a date needs that day: Trigger('date', on='2024-09-02')"
)
NOT_WHO = (
    "who must be a mapping of columns to the values that are meant, such as "
    "{{'main_interest': ['garden']}}; this is {found!r}"
)
NOT_JSON = "this is no sequence: {why}; to_json() writes what from_json reads"
NO_SEQUENCES = (
    "schedule needs one Sequence or a list of them; this is {found!r}: make one with "
    "activation.post_purchase()"
)
SAME_NAME = "two sequences are called {name!r}: give each a name of its own"
NEEDS_ORDERS = (
    "sequence {name!r} begins {start}{stop}, so schedule needs orders (customer_id, "
    "ordered_at)"
)
STOPS_ON = " and ends with one"
NEEDS_COLUMN = (
    "sequence {name!r} asks for column {column!r} of the customers; they have {have}: "
    "pass columns={{{column!r}: 'your name'}}"
)
NOT_TIMES = (
    "the column {column!r} of {name} must hold days or times; it holds {found!r}: turn "
    "it into times with pandas.to_datetime first"
)
BACKWARDS = "start {start} is after end {end}: exchange them"
NO_PREFERENCE = (
    "preferences must say for each answer (messages, days), or None for no news at "
    "all; {found!r} is neither"
)
UNKNOWN_ANSWER = (
    "the column {column!r} holds {found}, which preferences does not name; it names "
    "{known}: add what each answer allows"
)
NOT_SEGMENTS = (
    "segments must be a pandas Series indexed by customer_id; this is a {found}: take "
    "model.assign(X)"
)
