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
