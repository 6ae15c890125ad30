"""What the checks of messages say to people."""

from segkit.activation.words.messages.writing import DELICATE, SENSITIVE

# Lengths -----------------------------------------------------------------------------
LENGTHS = (
    ("email", "subject", 50, False, "Intuit, Content in email: most have about 50"),
    ("email", "subject", 998, True, "RFC 5322, section 2.1.1"),
    ("sms", "body", 160, False, "3GPP TS 23.038 and 23.040: longer ones cost twice"),
    ("push", "subject", 50, False, "Braze documentation, Message format: one line"),
    ("push", "body", 110, False, "Braze documentation, Message format: lock screen"),
    ("search ad", "subject", 30, True, "Google Ads Help, responsive search ads"),
    ("search ad", "body", 90, True, "Google Ads Help, responsive search ads"),
    ("social ad", "subject", 40, False, "Meta Ads Guide, headline"),
    ("social ad", "body", 125, False, "Meta Ads Guide, text before 'see more'"),
)
LENGTHS_HEADING = (
    "How long a message may be. Platforms change their limits: look them up before you "
    "rely on one."
)
CHARACTERS, PARTS_OF_SMS = "characters", "text messages"

# Shouting ----------------------------------------------------------------------------
CAPITALS, SIGNS, PRETENDS, EMOJI, PUSHED = (
    "capitals",
    "signs",
    "pretends",
    "emoji",
    "pushy",
)
SHOUTS = {
    CAPITALS: "the subject has words in capitals only",
    SIGNS: "the subject has several exclamation marks or money signs",
    PRETENDS: "the subject pretends to be an answer (Re:, Fw:)",
    EMOJI: "the subject has three pictures or more",
    PUSHED: "the subject has words that unwanted mail is known by",
}
PUSHY = (
    "act now",
    "buy now",
    "last chance",
    "100 ?% free",
    "risk[- ]free",
    "no obligation",
    "winner",
    "congratulations",
    "guaranteed",
    "once in a lifetime",
    "agissez vite",
    "derni[eè]re chance",
    "sans engagement",
    "100 ?% gratuit",
    "f[eé]licitations",
    "garanti",
)

# Checks ------------------------------------------------------------------------------
SEVERITIES = ("must be changed", "should be changed", "for your information")
CHECK_MISSING = "missing field"
CHECK_BLANK = "open blank"
CHECK_LENGTH = "length"
CHECK_WAY_OUT = "unsubscribe"
CHECK_SENDER = "legal line"
CHECK_SHOUTING = "shouting"
CHECK_PERSONAL = "personal data"
CHECK_TWICE = "twice"
CHECK_VALUES = "odd values"
CHECK_PERMISSION = "permission"
DO_MISSING = "give a fallback, or leave the sentence out for them"
FOUND_BLANK = "the {part} still holds {text!r}"
DO_BLANK = "fill it in"
FOUND_LONG = "the longest {part} has {n:,} {unit}; at most {most} characters ({source})"
DO_LONG = "shorten it, or cut long values: {{ product | cut(30) }}"
WAYS_OUT = (
    r"unsubscribe",
    r"opt[- ]?out",
    r"d[ée]sabonn",
    r"d[ée]sinscri",
    r"\bstop\b",
)
NEED_WAY_OUT = ("email", "sms")
NEED_SENDER = ("email",)
FOUND_NO_WAY_OUT = "nothing in it says how to stop these messages"
DO_WAY_OUT = {
    "email": "add a line such as: Unsubscribe: {{ unsubscribe_link }}",
    "sms": "add: Stop: reply STOP",
}
FOUND_NO_LINE = "it is not known who sends it"
FOUND_NO_SENDER = "the sender's name and address are not in it"
DO_SENDER = "pass sender_line in given= and print it: {{ sender_line }}"
DO_SHOUTING = "say it calmly: what is in it for the reader?"
PRINTED, ASKED = "prints", "asks for"
FOUND_PERSONAL = {
    SENSITIVE: "the {part}, line {line}, {use} {name}, which the law protects",
    DELICATE: "the {part}, line {line}, {use} {name}: would you say it to their face?",
}
DO_PERSONAL = {
    SENSITIVE: "take it out; only explicit consent for this very use would allow it",
    DELICATE: "say what you offer, not what you know",
}
FOUND_TWICE = "the same customer_id stands in several rows"
DO_TWICE = "keep one row a customer"
FOUND_VALUES = {
    "cut": "values of {name} were too long and were cut",
    "cleaned": "values of {name} held control characters, which were removed",
}
DO_VALUES = "look where they come from"
FOUND_PERMISSION = "may not be written to: {reason}"
DO_PERMISSION = "leave them out: render the rows that permitted() allows"
SEVERAL_CHANNELS = "the templates are for {channels}: check one channel at a time"
CHECKED = (
    "{k} findings, {must} of them must be changed; {ready:,} of {n:,} messages have a "
    "reader who may get them."
)
NOT_ASKED = (
    "Consent, suppression and how often people were written to were not checked: pass "
    "policy=, contacts= and as_of=."
)
