"""Words on the budget, ready for translation."""

OBJECTIVES = {
    "revenue": "the most revenue",
    "roi": "as long as the next euro returns {least} or more",
    "reach": "the most people reached",
    "new_customers": "the most new customers",
    "share": "the most share of the market",
}
UNITS = {
    "revenue": "EUR",
    "roi": "EUR beyond what it must return",
    "reach": "people",
    "new_customers": "new customers",
    "share": "points of share",
}
CELL = " · "
AND = " and "

TOTAL = "total must be a number above 0; this is {found!r}"
LEAST = "least_return must be a number above 0; this is {found!r}"
NO_CELLS = (
    "cells must be a dict such as {'search': 5.0, 'social': Curve('log', 100, 50)}, "
    "keys ('segment', 'channel') for both; or a table with segment, channel or both, "
    "and roi or curve"
)
EMPTY = "cells is empty: there is nothing to spend on"
TWICE = "cells has {names} twice: give one row for each segment and channel"
KEY = "a key of cells is a name or (segment, channel); this is {found!r}"
RETURN = (
    "the return of {name} must be a number from 0 on, or a Curve; this is {found!r}"
)
NUMBER = "{column} of {name} must be a number from 0 on; this is {found!r}"
NEEDS = (
    "objective {objective!r} needs {column} in the table of cells: {meaning}; the "
    "table has {have}"
)
MEANINGS = {
    "value_amount": "what one {unit} is worth in money",
    "market_amount": "what the whole market of the segment buys",
    "revenue_amount": "what the shop sells of it already",
}
UNIT = (
    "objective {objective!r} counts money, but the curve of {name} brings {unit}: add "
    "value_amount, what one of them is worth; or take objective='new_customers'"
)
DIFFERENT = "segment {segment!r} has more than one {column}: it is one number a segment"
UNKNOWN = "{what} names {found!r}, which is no cell, channel or segment; known: {known}"
BOTH = (
    "{what} names {found!r}, which is a channel and a segment: say which with "
    "{{'channel': {{{found!r}: ...}}}}"
)
LIMIT = "{what} of {found!r} must be a number from 0 on; this is {value!r}"
ORDER = "the limit of {name} wants at least {least} and at most {most}: swap them"
SHARE = "the share of {name} must lie between 0 and 1"

BUDGET = "the budget of {high}"
WHOLE = "the whole budget of {low} to be spent"
MOST = "at most {high} for {name}"
LEAST_FOR = "at least {low} for {name}"
MOST_SHARE = "at most {high} % of the spending for {name}"
LEAST_SHARE = "at least {low} % of the spending for {name}"
NAMED_MOST = "{name}: at most {high}"
NAMED_LEAST = "{name}: at least {low}"
INFEASIBLE = (
    "no plan can keep these limits at once: {limits}. Each is needed for the "
    "contradiction, so any one of these solves it: {ways}"
)
INFEASIBLE_ONE = "no plan can keep this limit: {limits}. What solves it: {ways}"
RAISE = "raise '{name}' to {to}"
LOWER = "lower '{name}' to {to}"
DROP = "drop '{name}'"

HEADING = "{spent} of {total} spent for {objective}: {value}."
VALUES = {
    "revenue": "{value:,.0f} EUR, {ratio:.2f} for each euro",
    "roi": "{value:,.0f} EUR more than it costs, a return of {roi:.0%} on the spending",
    "reach": "{value:,.0f} people reached, counted once in each channel",
    "new_customers": "{value:,.1f} new customers, {each} each",
    "share": "{points:.2f} points of share",
}
NOTHING = "nothing is spent: no euro returns what it must"
MORE = "One more euro brings {price} {unit}"
UNTIL = "{what}, until the budget is {until}."
FALLS = "{what}; that falls by a tenth when the budget is {until}."
ALWAYS = "{what}, however much is added."
NO_MORE = "One more euro brings nothing: {why}."
ALL_FULL = "every cell is at its limit"
NOT_WORTH = "no cell returns enough for it"
CAP_PRICE = "{limit}: each euro allowed beyond it brings {price} {unit}{range}."
MIN_PRICE = "{limit}: each euro of it taken away brings {price} {unit}{range}."
UP_TO = ", up to {end}"
DOWN_TO = ", down to {start}"
SAME = (
    "{names} are alike in every number, so they get the same: equal budgets are a "
    "finding here, not a default."
)
BEYOND = (
    "{names}: more than was ever spent there. What the curve says beyond {most} is a "
    "guess; set a cap or go there in steps."
)
UNSURE = "{names}: that spending there brings anything is not shown by its history."
WHOLE_NUMBERS = (
    "Some costs are all or nothing, so prices hold as long as the same cells are used."
)
ADDED = (
    "Reached people are added up over channels: who is reached in two counts twice "
    "(channel_reach tells how many). If channels reached people by chance, it would be "
    "{unique:,.0f} different people."
)
CEILING = "{names}: as much as there is; what goes beyond does not count."
BINDS = {"high": "cap", "low": "minimum"}

WHAT_IF = "What if {what}? {unit}: {before} becomes {after} ({change})."
NOTHING_CHANGED = "what_if needs a change: total=50, caps={...}, or spend={...}"
UNKNOWN_CHANGE = "what_if can change {known}; this is {found!r}"
BROKEN = "This spending breaks limits: {limits}."
KEPT = "It keeps all limits."
CHANGES = {
    "total": "the budget is {value}",
    "spend": "the spending is set by hand",
    "cells": "the returns are others",
    "other": "{name} is {value}",
}
RANGE_HEADING = "What each size of the budget brings, for {objective}"
TOTALS = "totals must be numbers above 0; this is {found!r}"
