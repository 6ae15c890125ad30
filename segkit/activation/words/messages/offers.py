"""What break-even points, offers and levers say to people."""

# Break-even ----------------------------------------------------------------------
RATE_RANGE = "{name} must lie from 0 to 1; this is {value!r}"
PART_OF_WHOLE = "{name} must be a rate, or (bought, contacted); this is {value!r}"
ABOVE_ZERO = "{name} must be above 0; this is {value!r}"
NOBODY_BOUGHT = (
    "nobody bought with the offer, so that no discount can pay: try another message"
)
BREAK_EVEN = (
    "A discount of {discount} earns as much as no offer: {with_} buy with it and "
    "{without} without, at a margin of {margin}. A larger one loses money."
)
NO_DISCOUNT_PAYS = (
    "No discount pays: {with_} buy with the offer and {without} without, at a margin "
    "of {margin}; what they bring does not make up for what it costs."
)
NO_INTERVAL = " How sure that is cannot be said without counts."
INTERVAL = " With {level} confidence it lies from {low} to {high}."
MAY_NOT_PAY = (
    " With {level} confidence it lies from 0 % to {high}: from these numbers one "
    "cannot tell whether any discount pays."
)

# Offers ------------------------------------------------------------------------------
NOT_BELOW = "{name} must be 0 or more; this is {value!r}"
NO_DISCOUNT = (
    "{column} must be a share from 0 to 1; it holds {value}: divide per cents by 100"
)
NO_ANSWER = "{column} must be yes or no (1 or 0)"
ONE_LEVEL = (
    "{column} holds {have}: what a discount does can be seen only where two or more "
    "were offered; add those who were offered none, with 0"
)
BEST_OFFER = (
    "A discount of {best} earned most: a margin of {margin} for {n:,} contacts, all "
    "costs of the offer taken off."
)
NO_OFFER = (
    "No discount earned most: a margin of {margin} for {n:,} contacts. What the "
    "discounts brought did not make up for what they gave away."
)
RIVALS = "Chance may have decided: {rivals} may earn as much."
NO_BASE = (
    "Nobody was offered nothing: whether any discount pays cannot be said without a "
    "group that was held out."
)
FEW_BUYERS = "Some levels have fewer than {few} buyers: their bars say little."
NOT_BY_LOT = (
    "This describes, it does not prove: if bargain hunters were offered more, or the "
    "sale fell into December, that is in these numbers. Draw by lot who is offered "
    "what."
)

# Levers ------------------------------------------------------------------------------
LEVER_COLUMNS = [
    "lever",
    "setting",
    "n",
    "rate",
    "effect",
    "low",
    "high",
    "clear",
]
NO_FIT = (
    "a setting was answered by nobody or by everybody, so that its effect has no "
    "bounds: "
    "join it with another setting, or collect more"
)
NO_LEVERS = "name at least one lever: offer=, message= or timing= is a column's name"
NO_ROWS = "history has no row in which the outcome and every lever are known"
ONE_SETTING = (
    "{lever} holds only {have}: a lever that was never moved cannot be judged; leave "
    "it "
    "out, or try a second setting"
)
MANY_SETTINGS = (
    "{lever} has {n} settings; at most {most} can be compared: cut numbers into a few "
    "kinds first (morning, evening)"
)
BETWEEN_ONLY = (
    "{column} ({lever}) never changes within one {within}: what it does cannot be told "
    "from what else differed between them. Try two settings side by side."
)
TOGETHER = (
    "the levers {levers} always moved together, so that nobody can tell which of them "
    "did it: leave one out, or try them apart"
)
LEVERS_CLEAR = "{n} settings differ from the first of their lever beyond chance."
NO_LEVER = "No setting differs from the first of its lever beyond chance."
WITHIN = "Compared within each {within} only."
NOT_WITHIN = (
    "If chance did not decide who got which, this describes: pass within= to compare "
    "only what was sent side by side."
)
LEFT_OUT = "{n:,} rows with a missing value were left out."
SILENT_STRATA = (
    "{n:,} rows were left out: in their {within} nobody answered, or everybody."
)
SIMULATED = (
    "With {settings}: {rate} answer (from {low} to {high}); {change} against the "
    "messages as they were sent (from {change_low} to {change_high})."
)
MAY_BE_NOTHING = " That may be chance."
NEVER_SENT = " These settings were never sent together: the three are added up."


def share(value: float) -> str:
    """Write a share in per cent."""
    return f"{100 * value:.3g} %"


def points(value: float) -> str:
    """Write a difference of shares in points."""
    return f"{100 * value:+.3g} points"
