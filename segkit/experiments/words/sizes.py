"""Words on the size and the power of a test."""

ANY_NUMBER = "a number"
ABOVE = "a number above {x:g}"
NEED = "{name} must be {need}; this is {found!r}"
NEED_SHARE = "{name} must lie between 0 and 1, such as 0.2; this is {found!r}"
PERCENT = ": write a percentage as a share, {x:g}"
POWER_BELOW = (
    "power ({power:g}) must be above the chance of a false alarm ({alpha:g}): a test "
    "finds that much where there is nothing; 0.8 is usual"
)
NO_EFFECT = (
    "p1 and p2 are both {p:g}: nothing can find a difference of 0; choose the smallest "
    "difference that would change what you do"
)

FORMULAS = {
    "pooled": "both rates pooled under no difference, each its own under a difference",
    "miller": "arm 1 varies alone under no difference, each its own under a difference",
    "arcsine": "rates on an angle, where all of them vary alike",
    "baseline": "both arms always vary as arm 1 does",
    "exact": "all results that the two arms can have, counted one by one",
    "t": "noncentral t, one spread in both arms",
}
SIZE_RATE = (
    "To find a change from {first} to {second} with a chance of {power} ({alpha} false "
    "alarms, {sides}), arm 1 needs {n1} customers and arm 2 {n2} ({formula} formula)."
)
SIZE_MEAN = (
    "To find a difference of {first} where customers vary by {second} (standard "
    "deviation) with a chance of {power} ({alpha} false alarms, {sides}), arm 1 needs "
    "{n1} customers and arm 2 {n2} (t-test)."
)
SIDES = {1: "one-sided", 2: "two-sided"}
SIDE_BY_SIDE = (
    "{low} to {high} customers in arm 1: the formulas differ in how much they think "
    "that customers vary. Pooled and arcsine fit the usual test of two rates; miller "
    "and baseline take a variance from arm 1 alone, and so ask for {more} here. The "
    "guess at the rates matters more than the formula: choose one, and name it."
)
FEWER, MORE = "fewer", "more"
NO_DIFFERENCE = (
    "difference is 0: nothing can find that; choose the smallest difference that "
    "would change what you do"
)
POWER_RATE = (
    "With {n1} customers in arm 1 and {n2} in arm 2, a change from {first} to {second} "
    "is found with a chance of {value} ({alpha} false alarms, {sides}, {formula})."
)
POWER_MEAN = (
    "With {n1} customers in arm 1 and {n2} in arm 2, a difference of {first} "
    "where customers vary by {second} (standard deviation) is found with a chance of "
    "{value} ({alpha} false alarms, {sides}, t-test)."
)
_SEEN = "With {n1} customers in arm 1 and {n2} in arm 2, "
_SEEN_HOW = "to be found with a chance of {power} ({formula})."
#: By (no rise is found, no fall is found).
SEEN = {
    (False, False): _SEEN
    + "a rate of {p1} must rise to {up} or fall to {down} "
    + _SEEN_HOW,
    (False, True): _SEEN
    + "a rate of {p1} must rise to {up}, and no fall is large enough, "
    + _SEEN_HOW,
    (True, False): _SEEN
    + "a rate of {p1} must fall to {down}, and no rise is large enough, "
    + _SEEN_HOW,
    (True, True): _SEEN + "no change of a rate of {p1} is large enough " + _SEEN_HOW,
}
SEEN_CURVE = (
    "Rates that are found with a chance of {power} ({alpha} false alarms, {sides}); a "
    "rate of {p1} in arm 1"
)
CURVE = "Power at {alpha} false alarms ({sides}); a rate of {p1} in arm 1"
DAYS = (
    "{n} customers at {per_day} a day take {days} days; run {weeks} whole weeks "
    "({in_weeks} days), so that each day of the week counts alike."
)

UNIT_SIZES = "sizes must be the customers in each unit, 1 or more; this is {found!r}"
CORRELATION = "correlation must lie from 0 to 1; this is {found!r}"

SEGMENT = "segment"
NO_SIZES = (
    "segments must be a Series of segments (one row per customer), or the number of "
    "customers in each, such as {{'New': 60}}; this is {found}"
)
NO_CUSTOMERS = (
    "no segment has the 4 customers that a test needs (2 in each arm); the largest, "
    "{name!r}, has {n}: join segments"
)
NO_RATE = "base_rate has no rate for {names}; it has {have}: add them"
TOO_FAR = (
    "segment {name!r}: {p1:g} and an effect of {effect:+g} make {p2:g}, which is no "
    "rate between 0 and 1: choose a smaller effect"
)
SEGMENT_POWER = (
    "What a test in each segment finds: an effect of {change}, {alpha} false alarms "
    "({sides}). Arms of 200 customers and fewer are counted exactly."
)
NOBODY = "nobody is in this segment yet: there is nothing to test"
HARDLY_ANYBODY = (
    "too few for a test ({n}), which takes 2 customers in each arm at least: join the "
    "segment with another one"
)
NOT_POSSIBLE = (
    "a rate of {p1} leaves no room for a change of {change}: ask for a smaller one here"
)
ENOUGH = "{n} customers are enough: {p1} to {p2} is found with a chance of {power}"
TOO_FEW = (
    "{n} customers: {p1} to {p2} is found with a chance of {power} only; "
    "it takes {needed}; {seen}"
)
ONLY_UP = "a rise to {rate} would be seen"
ONLY_DOWN = "a fall to {rate} would be seen"
NOTHING_SEEN = "no change that way would be seen, however large"

POSSIBLE = (
    "{n} customers, half of them in each arm, and a rate of {p1}: {change} would be "
    "found with a chance of {power}."
)
#: By (no rise is found, no fall is found).
POSSIBLE_CHANGE = {
    (False, False): "only a rise to {up} or a fall to {down}",
    (False, True): "only a rise to {up} (no fall, not even to nobody)",
    (True, False): "only a fall to {down} (no rise, not even to everybody)",
    (True, True): "no change, however large,",
}
POSSIBLE_ENOUGH = " To find {p1} to {p2}, {needed} are enough."
POSSIBLE_MORE = (
    " To find {p1} to {p2}, it would take {needed} customers. With fewer, take it as a "
    "trial run, pool segments, measure what happens more often, or run longer; that a "
    "small test finds nothing does not mean that there is nothing."
)
