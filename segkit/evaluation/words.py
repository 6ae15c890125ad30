"""The words that this room shows: one place, ready for translation."""

from __future__ import annotations

# Refusals --------------------------------------------------------------------------

NO_PREDICT = (
    "{name} cannot sort customers that it has not seen (it has no predict): use a "
    "model with centres or classes"
)
NO_ARGUMENT = (
    "{name} has none of the arguments {tried}: pass param= with the name of its number "
    "of segments; it has {known}"
)
NO_NUMBERS = "n_segments is empty: name at least one number of segments, such as [3]"
NOT_A_TABLE = (
    "X needs one row per customer, two at least, and a column for each feature; it has "
    "the shape {shape}"
)
INFINITE = (
    "columns {columns} of X hold infinite numbers: make them missing or leave those "
    "customers out, and say how many"
)
BY_LIMITS = (
    "{name} divides by limits and compares nobody with anybody: how many segments, and "
    "whether they are real, can be asked of methods that find groups, such as "
    "method='kmeans'"
)
# How many --------------------------------------------------------------------------

HOW_MANY = (
    "How many segments? {n} customers; no figure decides alone. The gap is measured "
    "against {reference}."
)
REFERENCES = {
    "box": "customers spread evenly over the same ranges",
    "principal": "customers spread evenly over a box along the same directions",
    "independent": "the same columns, each shuffled on its own",
}
EMPTY = {
    "one_segment": "one segment has no other to be compared with",
    "likelihood": "{name} has no likelihood",
    "stability": "not asked for: pass n_pairs=, for instance 50",
    "gap": "not asked for: n_reference is 0",
    "alike": "all customers are alike",
}
# Are they real ---------------------------------------------------------------------

NULLS = {
    "independent": "each column shuffled on its own: no structure at all",
    "cloud": "one cloud with the same spreads and correlations: no groups",
}
COMPARED = "Against {n_worlds} made-up data sets ({what})"
VERDICTS = {
    "natural": "natural segments",
    "reproducible": "reproducible segments",
    "constructive": "no stable segments",
}
NATURAL = (
    "With {k} segments, two samples of the customers agree by {stability:.2f} (1 is "
    "the same segments, 0 is chance), and the segments lie further apart than parts of "
    "one cloud do: silhouette {silhouette:.2f}, without groups {null:.2f} at most."
)
REPRODUCIBLE = (
    "With {k} segments, two samples of the customers agree by {stability:.2f} (1 is "
    "the same segments, 0 is chance); shuffled columns reach {shuffled:.2f} at most. "
    "But the segments lie no further apart than parts of one cloud do (silhouette "
    "{silhouette:.2f}, without groups up to {null:.2f}): customers differ along some "
    "directions, and no gap divides them."
)
UNSTABLE = (
    "With {k} segments, where they agree best, two samples of the customers agree by "
    "{stability:.2f} (1 is the same segments, 0 is chance); from {least:.2f} on they "
    "count as the same."
)
AS_WITHOUT = (
    "With {k} segments, two samples of the customers agree by {stability:.2f}, but so "
    "do data without any structure ({shuffled:.2f} at most): the shape of single "
    "columns explains it."
)
VERDICT_ROWS = {
    "verdict": "Verdict",
    "why": "Why",
    "advice": "What to do",
}
ADVICE = {
    "natural": (
        "Use these {k} segments. Look at each with segment_stability before you "
        "target it, and check again when the customers have changed."
    ),
    "reproducible": (
        "You may use these {k} segments, as cuts that another sample would repeat. "
        "The limits between them are a choice: say so, target segments whose own "
        "stability is high, and treat customers near a limit alike."
    ),
    "constructive": (
        "Do not report segments as found. Either collect columns that tell customers "
        "apart, or divide by a rule that your objective gives (value tiers, life "
        "cycle), and call it what it is: your choice."
    ),
}
NOT_PLAIN = (
    "reference='{reference}' needs columns of numbers without missing values; X has "
    "others: pass reference='independent'"
)
# Segment level ---------------------------------------------------------------------

ALL = "all"
SOLUTIONS = "Which segments stay when more are asked for?"
NOT_FITTED = "{name} is not fitted: call model.fit(X) first"
ONE_SEGMENT = "there is one segment only, and no other that customers could be near to"
SHADOW = "Shadow: 0 on the centre of the segment, 1 half-way to the next one"
SIMILARITY = "How much of each segment (row) lies beside each other one (column)?"
UNDECIDED = "Undecided: the largest chance is below {threshold:g}"
UNDECIDED_SHADOW = "Undecided: the shadow is {threshold:g} or more"
THRESHOLD = (
    "threshold must lie above 0 and at most at 1, such as 0.7; this is {found!r}"
)
NOT_CHANCES = (
    "membership must hold chances from 0 to 1 whose rows sum to 1, as "
    "model.membership(X) returns them, or the table of evaluation.shadow(model, X)"
)
# Customers -------------------------------------------------------------------------

NO_SEGMENT = "no segment"
NO_VALUE = "no value"
NOT_SEGMENTS = (
    "{name} must be a pandas Series indexed by customer_id; this is a {kind}: take one "
    "column, X['column'], or model.assign(X)"
)
EMPTY_SERIES = "{name} is empty: check the filter before it"
CALLED_ALL = (
    "a segment of {name} is called 'all', which is the name of the row of totals: "
    "rename that segment"
)
TWICE = (
    "{name} must have one row per customer; {n} rows repeat a customer_id: set the "
    "index to customer_id and add the rows up first"
)
NOT_NUMBERS = (
    "{name} must be numbers; this has dtype {kind}: convert it with pd.to_numeric first"
)
NO_CUSTOMERS = (
    "segments and value share no customer: index both by the same customer_id"
)
SIZES = "How large are the segments?"
WORTH = "How large are the segments, and what do they bring?"
# Cross-tables ----------------------------------------------------------------------

DEGREES = ("{n} degree of freedom", "{n} degrees of freedom")
P_VALUE = ("p = {p:.4f}", "p < 0.0001")
STRENGTHS = {0.0: "hardly any", 0.1: "small", 0.3: "medium", 0.5: "large"}
NOTHING_COMMON = (
    "the two share no customer with both known: index both by the same customer_id"
)
ONE_VALUE = (
    "a cross-table needs two different values at least in each column; this is "
    "{shape}: a column with a single value goes with nothing"
)
NOT_TWO_BY_TWO = (
    "test='exact' is for tables of two by two; this is {shape}: use "
    "test='permutation', or 'auto'"
)
_FOUND = (
    ", {p}, Cramér's V {v:.2f} ({level:g} % interval {low:.2f} to {high:.2f}): {word}"
)
CROSSTAB = {
    "chi2": "{first} by {second}: {n} customers, "
    "chi-squared {statistic:.2f} ({freedom})" + _FOUND,
    "exact": "{first} by {second}: {n} customers, Fisher's exact test" + _FOUND,
    "permutation": "{first} by {second}: {n} customers, permutation test" + _FOUND,
}
LEFT_OUT = " ({n} customers without one of the two are left out)"
CROSSTABS = "Do the segments differ in these columns?"
# Profiles --------------------------------------------------------------------------

DESCRIBED = "Describes: these columns made the segments, so they differ by construction"
NOT_KNOWN = (
    "Describes: say made_from= (the columns that made the segments, or the model) to "
    "have the other columns tested"
)
TESTED = "These columns did not make the segments"
TESTS = "Do the segments differ in the columns that did not make them?"
MADE_FROM = (
    "made_from must be a list of columns, such as ['recency_days'], or a fitted model; "
    "this is {found!r}"
)
UNKNOWN_COLUMN = (
    "made_from names columns {found} that X does not have; X has {have}: correct the "
    "names, or leave them out"
)
# Agreement -------------------------------------------------------------------------

TWO_SEGMENTATIONS = "agreement needs two segmentations at least; there is {n}"
AGREEMENT = {
    "ari": "How alike are they? Adjusted Rand index on {n} customers: 1 the same, "
    "0 chance",
    "ami": "How alike are they? Adjusted mutual information on {n} customers: 1 the "
    "same, 0 chance",
    "v_measure": "How alike are they? V-measure on {n} customers: 1 the same, 0 "
    "nothing in common",
}
# Scorecard -------------------------------------------------------------------------

SCORECARD = "Is each segment worth a strategy of its own?"
MEASURABLE = "{known:.0%} of its cells are known (least: {least:.0%})"
SUBSTANTIAL = "{n} customers (least: {least:g})"
BRINGS = ", {share:.1%} of the value (least: {least:.0%})"
REACHABLE = "{share:.0%} can be reached (least: {least:.0%})"
DIFFERENT = "answers {mean:.3g} ({low:.3g} to {high:.3g}), the others {other:.3g}"
ALIKE = (
    "answers {mean:.3g} ({low:.3g} to {high:.3g}), and the others {other:.3g}: no "
    "difference that the data can tell"
)
STABLE = "other samples find {found:.2f} of it again (least: {least:.2f})"
QUESTIONS = {
    "measurable": "Do you know, for each customer, what puts them into this segment?",
    "substantial": "Is this segment large enough to pay for its own treatment?",
    "reachable": "Is there a channel to this segment that its customers agreed to?",
    "differentiable": "Does this segment answer differently to what you can do?",
    "actionable": "Can you make an offer, a message and a price for this segment?",
    "stable": "Would another sample of customers give the same segment?",
}
NO_ANSWER = (
    "an answer must be True or False, or begin with yes or no and a comma, such as "
    "'yes, we have a club'; this is {found!r}"
)
# Targets ---------------------------------------------------------------------------

ATTRACTIVE = "How do the segments score? 0 is the worst, 10 the best"
WEIGHTS = (
    "weights must be numbers of zero or more, not all zero, such as {{'value': 3, "
    "'growth': 1}}; these are {found}"
)
CRITERION_MISSING = (
    "criterion '{name}' is not known of the segments {segments}: fill it in, or leave "
    "the criterion or the segments out"
)
SEGMENT_TWICE = "criteria has a segment twice: one row per segment is needed"
POINTS = "scale='given' needs points from 0 to 10; some lie outside: use scale='range'"
LEAST = "{name} is {value:g}, least {limit:g}"
MOST = "{name} is {value:g}, most {limit:g}"
EVALUATION = "Which segments are attractive, and which of them can be served?"
OTHER_SEGMENTS = (
    "attractive and able must hold the same segments; they hold {a} and {b}"
)
OUT = "out"
PLACES = {
    (True, True): "target",
    (True, False): "build the ability",
    (False, True): "serve cheaply",
    (False, False): "leave",
}
WITHIN = "within must lie above 0 and at most at 1, such as 0.5; this is {found!r}"
ALL_OUT = "every segment fails a knock-out limit: look at the limits again"
SENSITIVITY = (
    "Does the ranking stay? {n} draws of the weights, each within ±{within:.0%}"
)
# Cost ------------------------------------------------------------------------------

AMOUNT = "{name} must be an amount of zero or more; this is {found!r}"
NO_VARIANCE = "response is the same for all customers: no division can pay"
COST = "What do k segments cost, and what do they pay?"
