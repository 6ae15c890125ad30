"""The words that this room shows: one place, ready for translation."""

from __future__ import annotations

# Stability index --------------------------------------------------------------------

BANDS = {
    "small": "below the folk threshold of {some:g}",
    "some": "above the folk threshold of {some:g}",
    "large": "above the folk threshold of {large:g}",
}
CHANCE = {
    True: "more than chance (critical value {critical:.3g})",
    False: "no more than chance (critical value {critical:.3g})",
    None: "whether that is more than chance cannot be said without the numbers of "
    "customers: pass counts, or n_expected= and n_actual=",
}
PSI = "PSI {value:.3g}: {verdict}"
VERDICT = "{band}, and {chance}"
SMOOTHED = (
    "{names} had nobody on one side: {smoothing:g} customers were added to every bin "
    "of both"
)
ADDED = "{smoothing:g} customers were added to every bin of both, as asked"
INFINITE = (
    "{names} had nobody on one side, and nothing was added: PSI has no finite value"
)
VANISHED = "vanished: {names}"
APPEARED = "new: {names}"
MORE = "{names} and {n} more"
NO_SHARES = (
    "psi needs at least one bin, and numbers from 0 on both sides; {name} is {found}"
)
NO_COUNTS = (
    "psi compares counts or shares, and {name} holds other things: pass "
    "segments.value_counts(), or two tables to monitoring.drift(before, after)"
)
UNEQUAL = (
    "psi needs the same bins on both sides; these are {n} and {m}: pass Series or "
    "dicts with the names of the bins, and a bin that one side lacks counts as empty"
)
NOT_SHARES = (
    "{name} sums to {total:g}: pass whole counts, or shares that sum to 1 (and the "
    "number of customers as n_{name}=)"
)
NOBODY = "{name} counts nobody: there is nothing to compare with; check the filter"
ZERO_SHARE = (
    "{names} has nobody on one side, and PSI divides by that share: pass counts (half "
    "a customer is then added to every bin), n_expected= and n_actual=, or "
    "smoothing=0 for an infinite value"
)
SMOOTHING = "smoothing is a number of customers from 0, or None; this is {found!r}"
LEVEL = "level must lie between 0 and 1, such as 0.95; this is {found!r}"
N_NEEDED = "{name} must be a number of customers from 1; this is {found!r}"
TWO_SIZES = (
    "{name} counts {total:,g} customers, and n_{name}= says {n:,}: leave n_{name}= out "
    "where counts are passed"
)

# Drift ------------------------------------------------------------------------------

ALL = "all"
SEGMENT = "segment"
MISSING = "(missing)"
RARE = "(rare)"
KINDS = {"number": "number", "category": "category"}
TESTS = {
    "number": "Kolmogorov-Smirnov",
    "category": "chi-square",
    "both": "Kolmogorov-Smirnov, chi-square of missing",
}
CHANGE_NUMBER = "mean {mean0} to {mean1}, middle {mid0} to {mid1}"
CHANGE_LEVEL = "{level} {share0} to {share1}"
CHANGE_MISSING = "missing {share0} to {share1}"
NO_CHANGE = "nothing changed"
DRIFT_NONE = (
    "No variable moved by more than chance and above the folk threshold of {some:g} "
    "({n} looked at)"
)
DRIFT_MOST = (
    "{moved} of {n} moved by more than chance and above the folk threshold of "
    "{some:g}. Most: {name} (PSI {psi:.2g}; {change})"
)
IN_SEGMENT = "{variable} in {segment}"
NO_COLUMN = (
    "{name} has no column {missing}; it has {have}: name columns that both tables have"
)
NO_COMMON = (
    "before and after have no column in common that can be compared: name them with "
    "columns=[...]; before has {before}, after has {after}"
)
EMPTY = "{name} is empty: there is nobody to compare; check the filter"
KIND_CHANGED = (
    "column {column!r} is a number in one table and text in the other: make them the "
    "same, with pandas.to_numeric or astype(str)"
)
TWO_SEGMENTS = (
    "segments= takes a pair, the segments of `before` and those of `after`, or the "
    "name of a column in both tables; this is a {found}"
)
NO_SEGMENT_FOR = (
    "{n} customers of `{name}` have no segment: assign the segments from this table, "
    "or leave those customers out"
)
IDS = "looks like names or numbers of customers or orders, too many to compare"
NAMED_DATES = (
    "{name} holds dates in {columns}, and later days are always later: compare how "
    "long ago they are, in days, or leave them out of columns="
)
DATES = "is a date: later days are always later"
ONLY = "is in one table only"
NO_VALUES = "has no values in the table before"
INFINITE_VALUES = (
    "column {column!r} of {name} holds infinite numbers: make them missing, and say "
    "how many"
)

# Drift of a relation ----------------------------------------------------------------

RELATION = (
    "{outcome} went from {before} to {after} ({low} to {high}); the change "
    "{differs} between segments (p {p})"
)
DIFFERS = {True: "differs", False: "does not differ by more than chance"}
NO_OUTCOME = (
    "outcome must be 0 or 1 (yes or no) for each customer; column {column!r} of {name} "
    "holds {found}"
)

# Migration --------------------------------------------------------------------------

NEW = "(new)"
GONE = "(gone)"
NOT_SERIES = (
    "{name} must be a pandas Series of segments indexed by customer_id; this is a "
    "{found}: use model.assign(X), or table.set_index('customer_id')['segment']"
)
TWICE = (
    "{name} must have one row per customer; {n} rows repeat a customer_id: keep one "
    "row for each"
)
NOBODY_IN_BOTH = (
    "no customer is in both: check that the two have the same customer ids (text and "
    "numbers differ: '7' is not 7)"
)
MIGRATION = (
    "{stayed} of the {n} customers who were there both times stayed in their segment "
    "({low} to {high}), {moved} moved. New: {new}; gone: {gone}."
)
SIZES_SHIFT = {
    True: " The sizes of the segments shifted (Stuart-Maxwell p {p}).",
    False: " The sizes of the segments moved no more than chance (Stuart-Maxwell "
    "p {p}).",
}
LARGEST_MOVE = " Most went from {origin} to {goal}: {n} ({share} of {origin})."
VANISHED_SEGMENT = " Nobody is any more in {names}."
NEW_SEGMENT = " There was nobody before in {names}."
NO_SEGMENT = "(no segment)"
STAYED = "of those there both times, the share that stayed in their segment"
NO_STEADY = (
    "a steady state needs customers who were in both and moves that lead everywhere: "
    "{names} never lead to each other, so where customers end depends on where they "
    "start"
)
STEADY = (
    "Where sizes would settle if these moves went on forever, nobody came and nobody "
    "went: a thought experiment, no forecast"
)
BOOK = (
    "the book of segments maps days to segments, such as {{'2024-01-31': "
    "model.assign(X)}}; {found}"
)
BOOK_IDS = (
    "the days of the book write customers in different ways ({found}), so nobody is "
    "found again: make the ids the same, for instance with index.astype(str)"
)
BOOK_SHORT = "it needs at least two days and has {n}"
BOOK_KIND = "this is a {found}"
SAME_DAY = "two entries are of {day}"

# Growth -----------------------------------------------------------------------------

EVERY = {"week": "week", "month": "month"}
GROWTH = "Members in and out, from {first} to {last}"
GROWTH_SPANS = "Seen on {n} days: who came and left between two of them is not counted"
