"""Words on who gets which contact, ready for translation."""

NO_TABLE = (
    "scores must be a table with one row per customer (customer_id as index or column) "
    "and one column of numbers per channel"
)
TWICE = "scores has {n} customers twice, such as {first!r}: give one row per customer"
NOT_NUMBERS = "scores column {column!r} must be numbers; this has dtype {dtype}"
INFINITE = "scores column {column!r} has {n} infinite values: leave them empty instead"
NO_CAPACITY = (
    "capacities names {found}, scores has the channels {known}: give a capacity for "
    "each channel (float('inf') for none)"
)
CAPACITY = (
    "the capacity of {channel!r} must be a whole number from 0 on, or inf; this is "
    "{found!r}"
)
COST = "costs names {found}, which is no channel; known: {known}"
COST_NUMBER = "the cost of {channel!r} must be a number from 0 on; this is {found!r}"
PERMISSION = (
    "policy needs customers=, the table that says who agreed; or pass permitted=, what "
    "activation.permitted returned"
)
PERMITTED = (
    "permitted must be a Series of bool or a table with the column allowed, indexed by "
    "customer_id; this is a {kind}"
)
SAID = (
    "{n:,} contacts for {people:,} of {all:,} customers bring {value:,.2f}; no way to "
    "assign them brings more than {bound:,.2f} (a gap of {gap})."
)
NOBODY = "Nobody is contacted: {why}."
NO_GAIN = "no contact that is allowed brings more than it costs"
LEFT_OUT = "{n:,} customers are left out: {reason}"
NOT_THERE = "not in the table of customers"
FULL = "{channel}: all {capacity:,} used; one more would bring {price:,.3g}."
FREE = "{channel}: {used:,} of {capacity:,} used; more would bring nothing."
NO_LIMIT = "{channel}: {used:,} used; it has no limit."
HEADING = "Who is contacted how"
NOT_ALLOWED = "not permitted"
NO_PERMISSION = (
    "permission is given for {found}, the scores have the channels {known}: say for "
    "each channel which holds, None where none is needed"
)
