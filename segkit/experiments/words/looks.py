"""Words on looking at a test before it is over."""

LOOKS = (
    "looks must be a whole number from 1 to 200, or the shares of the planned "
    "information at each look, rising to at most 1, such as [0.25, 0.5, 1]; "
    "this is {found!r}"
)
UNFINISHED = (
    "the last look is at {last:g} of the planned customers: a plan ends at 1; add the "
    "last look"
)
SPENDING = {"obrien_fleming": "O'Brien-Fleming", "pocock": "Pocock"}
BOUNDARIES = (
    "Stop at a look if z lies beyond its bound{both}: all {k} looks together give "
    "{alpha} false alarms ({spending} spending, Lan and DeMets). Plan {more} more "
    "customers than for a test with one look ({power} power)."
)
BOTH = ", on either side"

NEED_TWO = (
    "looks must grow from row to row: each counts all conversions and customers so "
    "far, not those of one day; pandas .cumsum() adds days up"
)
AFTER_END = (
    "look {look} comes after look {end}, which had all planned customers: the test was "
    "over; leave it out, or plan more customers before the first look"
)
BAD_LOOK = (
    "look {look}: {found}; each look counts all customers so far, at least one in each "
    "arm, and not more conversions than customers"
)
NO_LOOKS = "looks is empty: there is nothing to decide"
GO_ON = "go on"
STOP_2 = "stop: arm 2 is better"
STOP_1 = "stop: arm 1 is better"
END = "the end: no difference shown"
STOPPED = "stopped before"
SEQUENTIAL_STOP = (
    "Stopped at look {look} of {k}: {p1} in arm 1, {p2} in arm 2, a difference of "
    "{difference} ({low} to {high}, {level} at all looks together). The bound of this "
    "look is z = {bound:.2f}, and z is {z:.2f}. An effect found early is on average "
    "too large."
)
SEQUENTIAL_ON = (
    "Go on: after look {look} ({information} of the planned customers) z is {z:.2f}, "
    "the bound {bound:.2f}. If the trend stays, the chance to find a difference at the "
    "end is {chance}."
)
SEQUENTIAL_END = (
    "The test is over, and no difference is shown: {p1} in arm 1, {p2} in arm 2, a "
    "difference of {difference} ({low} to {high}, {level} at all looks together)."
)

ALWAYS_COLUMNS = (
    "looks needs x1, n1, x2, n2 (conversions and customers so far in arm 1 and arm 2) "
    "or mean1, sd1, n1, mean2, sd2, n2; it has {found}"
)
ALWAYS_STOP = (
    "From look {look} on, arm {arm} counts as better: the difference was {difference} "
    "there ({low} to {high}); now it is {now}. These intervals hold at all looks "
    "together, {level}: look as often as you like, and stop when you like."
)
ALWAYS_ON = (
    "No difference shown after {k} looks: it lies from {low} to {high}. These "
    "intervals hold at all looks together, {level}: look as often as you like."
)
BAD_MEANS = (
    "looks needs a mean of each arm and at least one customer at each look: leave the "
    "first looks out until both arms have customers"
)

OUTCOME = "outcome column {name!r} must be numbers, or true and false; it holds {found}"
LOOK_ARMS = "looks takes two arms; column {column!r} has {found}: choose two"
CONTROL = "control={control!r} is not in column {column!r}: it has {found}"
EMPTY_OUTCOME = (
    "{n} rows have no {name} (null): drop them or fill them with 0, and say which"
)
LOOKS_HEADING = "Each look counts all customers so far. Arm 1 is {one}, arm 2 is {two}."

PEEKING = (
    "A test of two equal messages, looked at several times and stopped at the first "
    "winner: how often there is one although there is none to be found."
)
PEEKING_LOOKS = "looks must be whole numbers from 1 to 200, such as [1, 5, 10]"
