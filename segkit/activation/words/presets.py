"""The words of ready-made sequences: names of mails and what is said about them."""

TRIGGER, PREVIOUS = "trigger", "previous"
POST_PURCHASE_NAME = "post-purchase"
POST_PURCHASE = ("tips for use", "related product", "please review")
WELCOME_NAME = "welcome: {interest}"
GENERAL = "general"
WELCOME = (
    "welcome",
    "what we do best",
    "what others ask",
    "a story from the shop",
    "shall we help?",
)
INTEREST = (
    "welcome: {interest}",
    "first steps: {interest}",
    "what others ask: {interest}",
    "a story: {interest}",
    "shall we help? {interest}",
)
WIN_BACK_NAME = "win-back"
WIN_BACK = ("it has been a while", "what others say", "last two days")
SECOND_NAME = "second purchase"
SECOND_PURCHASE = ("what goes with it", "what others took next", "an invitation")
CHOICES = {"weekly": ("weekly letter", 1), "monthly": ("monthly highlights", 4)}
LETTER = "letter of {day}"
OFFER = "The offer is {discount} off."
PAYS = (
    "With {discount} off a margin of {margin} the offer pays if it brings {more} more "
    "orders than would have come without it."
)

NEEDS_START = (
    "an offer that ends for everybody on {deadline} needs start=, the day on which it "
    "begins; or give deadline= as a number of days for each customer"
)
NOT_AS_MANY = (
    "there must be as many messages as days, one at least; these are {days} and "
    "{messages}: give each message its day"
)
NO_INTEREST = "welcome needs at least one interest, such as ['garden', 'office']"
BACKWARDS = "start {start} is after end {end}: exchange them"
OUTSIDE = "the announcement of {day} lies outside {start} to {end}: move one of them"
NOT_A_SHARE = "{name} must be a share from 0 to 1, such as 0.15; this is {found!r}"
TOO_DEAR = (
    "{discount} off a margin of {margin} leaves nothing of an order: no number of "
    "orders makes that up; lower the discount"
)


def percent(share: float) -> str:
    """Write a share as whole per cent."""
    return f"{100 * share:.0f} %"
