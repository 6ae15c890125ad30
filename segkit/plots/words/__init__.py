"""The words that figures show: one place, ready for translation."""

SEGMENT = "segment"
NO_SEGMENT = "no segment"
SHARE_CUSTOMERS = "share of customers"
SHARE_VALUE = "share of {name}"
MEDIAN = "median {value}"
ALL = "all"
NOTHING = "\N{EN DASH}"

SIZES = "How large is each segment?"
SIZES_X = "customers ({n} in all)"
SIZES_X_BEFORE = "customers ({n} in all; mark: size before)"
VALUE = "What does each segment bring?"
VALUE_X = "share of {n} customers and of {total} in {name}"
LEFT_OUT = " ({n} left out: {why})"
NO_VALUE = "no value known"
NO_SCORE = "no score, never ordered"
NOT_POSITIVE = "zero or less, which a log scale cannot show"

RFM = "How many customers are in each RFM cell?"
RFM_MEAN = "Mean {value} in each RFM cell"
RFM_X = "frequency score ({best} = most orders)"
RFM_Y = "recency score ({best} = bought most recently)"
RFM_BAR = "customers ({n} in all)"
RFM_MEAN_BAR = "mean {value} ({n} customers)"

KPI = "{name} by segment"
INDICATOR = "indicator"
INTERVAL = ", with {level} % interval"
KPI_ROW = "(n = {n})"
KPI_SMALL = "(n = {n}, small)"
KPI_TOTAL = "all together: {value}"

COHORT = "How many of each month's new customers came back?"
COHORT_X = "months since the first order"
COHORT_OPEN = " (the last month is cut off at {as_of})"
COHORT_Y = "month of the first order (customers)"
COHORT_ROW = "{cohort} ({n})"
COHORT_BAR = "share of the cohort"

OVER_TIME = {
    "orders": "How many orders in each {every}?",
    "amount": "How much was bought in each {every}?",
}
OVER_TIME_Y = {
    "orders": "orders ({total} in all)",
    "amount": "amount ({total} in all)",
}
EVERY = {"day": "day", "week": "week", "month": "month", "quarter": "quarter"}

NO_DATE = "no date"

HOURS = "When do customers order?"
HOURS_X = "hour of the day"
HOURS_Y = "day of the week"
HOURS_BAR = "orders ({n} in all)"
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

PARETO = "Do a few customers bring most of the value?"
PARETO_X = "share of customers, best first (n = {n})"
PARETO_Y = "share of value ({total} in all)"
PARETO_CURVE = "measured"
PARETO_EQUAL = "if all were equal"
PARETO_FOUND = "measured: the best {customers} bring {value}"
PARETO_CLAIM = "claimed: the best {customers} bring {value}"

WHALE = "Who brings the profit, and who takes it away again?"
WHALE_X = "share of customers, best first (n = {n})"
WHALE_Y = "share of the profit ({total} in all)"
WHALE_CURVE = "profit added up"
WHALE_WHOLE = "the whole profit"
WHALE_PEAK = "the best {customers} bring {profit}"
WHALE_REST = "the last {customers} take {profit} away"

GAIN = "Who is reached, starting with the best scores?"
GAIN_X = "share of customers reached, best scores first (n = {n})"
GAIN_Y = "share of those who will"
GAIN_MODEL = "model"
GAIN_RULE = "rule"
GAIN_CHANCE = "by chance"
GAIN_FIRST = "{name}: the best {share} hold {capture}"

CALIBRATION = "Do the chances come true?"
CALIBRATION_X = "mean chance given (n = {n} in {parts} parts)"
CALIBRATION_Y = "share that did, with 95 % interval"
AS_SAID = "as said"
GIVEN = "{part} part: {said} said, {came} came"
PARTS = ("lowest", "highest")

DISTRIBUTION = "How is {name} spread?"
DISTRIBUTION_X = "{name}"
DISTRIBUTION_X_LOG = "{name}, log scale"
DISTRIBUTION_Y = "customers (n = {n})"

MIGRATION = "Who moved from which segment to which?"
MIGRATION_X = "segment after"
MIGRATION_Y = "segment before"
MIGRATION_BAR = "customers ({n} in all, {stayed} stayed)"
NEW = "not there before"
GONE = "gone"

# What the alternative text of a figure says.
ALT = {
    "untitled": "Figure",
    "x": "Horizontal axis: {label}",
    "y": "Vertical axis: {label}",
    "bars": "Bars: {items}",
    "bars_named": "Bars, {name}: {items}",
    "bars_many": "{n} bars: largest {largest}; smallest {smallest}",
    "bars_many_named": "{n} bars, {name}: largest {largest}; smallest {smallest}",
    "histogram": "Histogram: {facts}",
    "histogram_named": "Histogram, {name}: {facts}",
    "n": "n = {n}",
    "range": "from {low} to {high}",
    "median": "median between {low} and {high}",
    "peak": "tallest bar {height} from {low} to {high}",
    "interval": "{what} (from {low} to {high})",
    "line": "Line: {facts}",
    "line_named": "Line, {name}: {facts}",
    "line_ends": "{n} points, first {first}, last {last}",
    "line_reach": "lowest {low}, highest {high}",
    "at": "{y} at {x}",
    "lines_more": "{n} more lines",
    "points": "Points: n = {n}, horizontal from {x0} to {x1}, "
    "vertical from {y0} to {y1}",
    "points_items": "Points: {items}",
    "point": "{x} at {y}",
    "cells": "Cells: {rows} rows by {columns} columns, largest {largest}, "
    "smallest {smallest}",
    "colours": "Colours: {label}",
    "cells_empty": "{n} without a value",
    "cells_none": "Cells: {rows} rows by {columns} columns, none with a value",
    "cell": "{value} (row {y}, column {x})",
    "area": "Filled areas: {n}, horizontal from {x0} to {x1}, "
    "vertical from {y0} to {y1}",
    "boxes": "Boxes: {items}",
    "box": "{name} median {median}, middle half from {low} to {high}",
    "wedges": "Wedges: {items}",
    "vertical": "Vertical line at {at}",
    "horizontal": "Horizontal line at {at}",
    "named": "{what} ({name})",
    "texts": "Labels: {items}",
}

# Figures of segkit.evaluation ---------------------------------------------------

HOW_MANY = "How many segments?"
HOW_MANY_X = "number of segments"
CHOOSES = "chooses {k}"
CHOOSES_ONE = "chooses 1: no segments"
CHOOSES_NONE = "still grows at the last"
FIGURES = {
    "inertia": "squared distances within",
    "distance_sum": "distances within (look for a bend)",
    "silhouette": "silhouette (higher is better)",
    "calinski_harabasz": "Caliński-Harabasz (higher is better)",
    "gap": "gap, with its standard error",
    "aic": "AIC (lower is better)",
    "bic": "BIC (lower is better)",
    "stability": "stability (higher is better)",
}
STABILITY = "Do two samples give the same segments?"
STABILITY_Y = "agreement (adjusted Rand index)"
STABLE_FROM = "the same from {least:.2f}"
NULL = {
    "stability": "Do samples agree more than they would without groups?",
    "silhouette": "Do segments lie further apart than they would without groups?",
}
NULL_Y = {
    "stability": STABILITY_Y,
    "silhouette": "mean silhouette",
}
OBSERVED = "these customers"
NULL_MEAN = "made-up customers without groups (mean)"
NULL_BAND = "made-up customers without groups (lowest to highest)"
SEGMENT_STABILITY = "How much of each segment do other samples find again?"
SEGMENT_STABILITY_X = "part found again (Jaccard index)"
STABLE_LIMITS = {0.5: "dissolves", 0.75: "stable", 0.85: "highly stable"}
SOLUTIONS = "Which segments stay when more are asked for?"
SOLUTIONS_Y = "segment, by its number (area: share of customers)"
SOLUTIONS_BAR = "stability: 1 comes from one segment, 0 from all alike"
SOLUTIONS_SAID = (
    "on average segment {best} stays best ({high:.2f}), segment {worst} is the most "
    "mixed ({low:.2f})"
)
SHADOW = "How near are customers to the next segment?"
SHADOW_X = "shadow (0: on the centre, 1: half-way to the next segment)"
SIZE_AND_VALUE = "How large are the segments, and what do they bring?"
SIZE_AND_VALUE_X = "share of customers (n = {n})"
SIZE_AND_VALUE_Y = "{name} per customer, with {level:g} % interval"
SIZE_AND_VALUE_POINT = "{name}: {share} of {value}"
SMALL = " (small)"
CROSSTAB = "{row} by {column}: how each row divides"
CROSSTAB_BAR = "share of the row (▲ more, ▼ fewer than without an association)"
HIDDEN = "too few"
AGREEMENT = "How alike do they divide {n} customers?"
AGREEMENT_BAR = {
    "ari": "adjusted Rand index (1 the same, 0 chance)",
    "ami": "adjusted mutual information (1 the same, 0 chance)",
    "v_measure": "V-measure (1 the same)",
}
PROFILE = {
    True: "Made the segments: described, not tested",
    False: "Did not make the segments: tested",
}
PROFILE_X = "segment (▲ ▼ and shaded: stands out from all)"
PROFILE_ROW = "{column}\n(all: {overall})"
SCORECARD = "Is each segment worth a strategy of its own?"
SCORECARD_ROW = "{segment}\n({yes} yes, {no} no, {ask} to ask)"
VERDICTS = {"yes": "yes", "no": "no", "ask": "ask"}
EVALUATION = "Which segments are attractive, and which can be served?"
EVALUATION_X = "attractiveness (0 to 10)"
EVALUATION_Y = "ability to serve (0 to 10)"
EVALUATION_BUBBLE = "; area: {name}"
EVALUATION_OUT = "{name} (out)"
QUARTERS = {
    (1, 1): "target",
    (1, 0): "build the ability",
    (0, 1): "serve cheaply",
    (0, 0): "leave",
}
COST = "What do segments cost, and what do they pay?"
COST_Y = "money"
COST_LINES = {"gain": "gain", "cost": "cost", "net": "gain less cost"}
