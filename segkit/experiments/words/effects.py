"""Words on what a test found: one place, ready for translation."""

CONTROL = "control"
TREATMENT = "treatment"
RATE = "conversion"
MEAN = "mean"
RATIO = "ratio"
QUANTILE = "quantile"
MEDIAN = "median"

HEAD = (
    "{metric}: {treatment} in {treatment_name}{of2}, {control} in {control_name}{of1}."
)
OF = " ({x:,} of {n:,})"
OF_N = " (n = {n:,})"
GAP = " Difference: {difference} ({level} interval {low} to {high})."
GAP_ONLY = " Difference: {difference}; no interval: {note}."
CHANCE = (
    " If there were no difference, one this large or larger would come up with a "
    "probability of {p} ({test})"
)
CORRECTED = ", {p} after correction for {m} comparisons ({method})"
HIGHER = ": {treatment_name} is higher."
LOWER = ": {treatment_name} is lower."
NOT_TOLD = (
    ": the two cannot be told apart with these numbers, which does not mean that "
    "they are the same."
)
TORN = (
    ": test and interval fall on either side of the limit, so leave it open and "
    "collect more."
)
RELATIVE = " In per cent of {control_name}: {relative} ({low} to {high})."
DISAGREE = (
    " The interval in per cent includes 0 although that of the difference does not, "
    "because {control_name} is itself uncertain: go by the difference."
)
DISAGREE_BACK = (
    " The interval in per cent leaves 0 out although that of the difference does not: "
    "go by the difference."
)
VOID = ", but no winner is called: {void}."
POINTS = "points"
PERCENT = "%"
UNKNOWN = "unknown"
LEFT_OUT = " Left out: {left_out}."
NOTE = " Note: {note}."

TESTS = {
    "z": "z test, pooled share",
    "barnard": "Barnard's exact test",
    "fisher": "Fisher's exact test",
    "welch": "Welch's t test",
    "bootstrap_t": "bootstrap of t",
    "permutation": "permutation test of t",
    "delta": "Welch's t test, delta method",
    "permuted_ratio": "permutation test of the ratios",
    "bootstrap": "bootstrap, percentiles",
    "cuped": "Welch's t test, adjusted for {before}",
}

NO_SPREAD = "every unit has the same value, so nothing is known of chance"
TOO_FEW = "an arm has fewer than two units"
EMPTY = "an arm has no units"
NO_BASE = "the control is not above 0, so that per cent of it say nothing"
SKEWED = (
    "the amounts are skewed for arms of this size (the difference has a skewness of "
    "{skew:.2f}), so p comes from dealing the units anew; the interval can still be "
    "too short"
)
SKEWED_T = (
    "the amounts are skewed for arms of this size (the difference has a skewness of "
    "{skew:.2f}): t can raise false alarms, and compare_means(..., "
    "method='permutation') does not"
)
RATIO_NOTES = {
    "delta": (
        "for so few units, or a denominator that varies this much, the delta method "
        "raises false alarms and its interval is too short; method='permutation' "
        "does not"
    ),
    "permutation": (
        "for so few units, or a denominator that varies this much, the interval can be "
        "too short, and p comes from dealing the units anew"
    ),
}
NUMBERS = "{name} must be numbers, one for each unit: {error}"
NO_NUMBERS = (
    "{name} has {n} values that are missing or infinite: leave these units out and say "
    "how many, or put 0 where missing means none"
)
ONE_LIST = (
    "{name} must be one list of numbers, one for each unit; this has shape {shape}"
)
NO_VALUES = "{name} is empty: an arm without units cannot be compared"
PAIRS = (
    "{name}: there are {top} values above and {bottom} below; give one pair for each "
    "unit, from the same table"
)
NOTHING_BELOW = "{name}: the values below add up to 0, so there is no ratio"
SUMS_ONLY = (
    "method={method!r} needs the values of each unit; sums and squares are enough for "
    "method='welch' only"
)
BAD_SUMS = (
    "Sums({n}, {total:g}, {squares:g}) cannot be: with this total the squares add up "
    "to {least:g} at least; check that total and squares are of the same units"
)
SHARE = "{name} must lie between 0 and 1, such as 0.5; this is {found!r}"
TIED = (
    "{share:.0%} of the units of an arm share one value, so that the quantile hardly "
    "moves: compare the rate of those above it, or their mean"
)
P_VALUES = (
    "p_values must be a list of numbers from 0 to 1, one for each test; this is {found}"
)
ALL = "all"
UNBOUNDED = (
    "so few units differ from the rest that samples without any are common, and the "
    "interval has no end"
)

AGAINST = (
    "{rate} ({x:,} of {n:,}; {level} interval {low} to {high}) against a target of "
    "{target}. If the target were the true rate, a result this far off would come up "
    "with a probability of {p} ({test}): "
)
AGAINST_OPEN = "the target may well be the true rate."
ABOVE_TARGET = "the rate lies above the target."
BELOW_TARGET = "the rate lies below the target."
AGAINST_TESTS = {
    "exact": "exact binomial test",
    "score": "z test, variance of the target",
    "wald": "z test, variance of the rate",
}
NO_TARGET = "target must be a share between 0 and 1, such as 0.05; this is {found!r}"
NOBODY = "n is 0: nobody could do it, so there is no rate to hold against a target"
NO_WALD = (
    "test='wald' cannot be used where nobody or everybody did it ({x} of {n}): "
    "take test='exact'"
)
