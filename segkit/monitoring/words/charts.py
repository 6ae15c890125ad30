"""Words on control charts and on fresh data."""

from __future__ import annotations

# Control charts ---------------------------------------------------------------------

KINDS = {
    "individuals": "individuals chart",
    "p": "p-chart (share)",
    "u": "u-chart (count per unit)",
    "ewma": "EWMA chart",
}
LANEY = " with Laney's correction (sigma z {sigma:.3g})"
RULES = {
    "beyond 3 sigma": "a point more than three sigma from the centre",
    "nine on one side": "nine points in a row on one side of the centre",
    "eight on one side": "eight points in a row on one side of the centre",
    "six rising or falling": "six points in a row, each higher (or each lower) than "
    "the one before",
    "fourteen alternating": "fourteen points in a row that go up and down in turn",
    "two of three beyond 2 sigma": "two of three points more than two sigma from the "
    "centre, on the same side",
    "four of five beyond 1 sigma": "four of five points more than one sigma from the "
    "centre, on the same side",
    "fifteen within 1 sigma": "fifteen points in a row within one sigma of the centre",
    "eight beyond 1 sigma": "eight points in a row more than one sigma from the "
    "centre, on either side",
}
CHART = "{name}: a stable {kind}, {n} points, no signal"
CHART_SIGNALS = "{name}: {signals} of {n} points give a signal on this {kind}"
CHART_ALARM = (
    "A stable series of this length gives at least one false signal in {rate} of all "
    "charts"
)
VALUE = "value"
NOT_A_SERIES = (
    "control_chart needs a Series of numbers, the index saying when; this is a "
    "{found}: take one column, table.set_index('day')['value']"
)
FEW_POINTS = (
    "a control chart needs at least {least} points to set its limits; this has {n}: "
    "wait, or pass centre= and sd= from earlier"
)
NO_NUMBERS = "values hold {found}: leave missing points out, and say how many"
NEEDS_N = (
    "a {kind}-chart needs n=, the {what} behind each point, as a Series with the same "
    "index or a list as long"
)
WHAT_N = {"p": "customers", "u": "units (customers, orders, days)"}
BAD_N = "n must be above 0 at every point; it is {found} at {when}"
BAD_COUNTS = "a {kind}-chart counts events: whole numbers from 0; this has {found}"
ABOVE_N = "a p-chart counts some of n: {k:g} of {n:g} at {when} is too many"
NO_SPREAD = (
    "every point that sets the limits is {value:g}: there is no spread to judge by; "
    "pass sd=, or a longer baseline"
)
ONLY_COUNTS = "laney= corrects charts of counts (kind='p' or 'u'), not kind={kind!r}"
BOTH = "pass centre= and sd= together, or neither"
WEIGHT = "weight must lie above 0 and be at most 1; this is {found!r}"

# Freshness --------------------------------------------------------------------------

FRESH = "As of {as_of}: {names}"
ALL_FRESH = "all {n} tables are fresh"
STALE = "{stale} of {n} tables are stale ({names})"
NO_TABLES = (
    "freshness needs tables by name, such as {{'orders': orders}}; this is {found}"
)
NO_DATE = (
    "{name} has no column of dates; it has {have}: name it with dates={{{name!r}: "
    "'column'}}, and make it a date with pandas.to_datetime"
)
NO_ARRIVAL = (
    "{name} column {column!r} must hold dates, for it says when rows came in: make it "
    "a date with pandas.to_datetime"
)
NO_LIMIT = "limits= names {wrong}, which are no tables; they are {known}"
NO_DAYS = "{name} has no date on or before {as_of}: check the column {column!r}"
GAP = "{first} to {last}"
NO_GAP = "none"
