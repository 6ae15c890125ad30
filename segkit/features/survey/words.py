"""What the survey features say to people, in one place, ready for translation."""

NO_SCALE = (
    "items names no scale in the survey: each scale needs its items, their block and "
    "factor and the ends of their scale; make the table with features.codebook(...)"
)
WRONG_LIMITS = (
    "item {item!r} runs from {low:g} to {high:g}: the lower end must be below the upper"
)
TWICE = "items lists {items} more than once: one row per item"
NOT_LISTED = (
    "reverse names {items}, which are in no scale: correct the names, or leave them out"
)
PART_OF_A_SCALE = (
    "scale {scale!r} has items {missing} that the survey lacks: a scale without some "
    "of its items is another scale; pass columns={{{first!r}: 'your name'}}, or take "
    "them out of the item table"
)
NO_NUMBER = (
    "item {item!r} must hold the numbers of its scale, {low:g} to {high:g}; it holds "
    "{kind}: turn the words into numbers first, for instance with .map({{...}})"
)
OUTSIDE = (
    "item {item!r} holds {value:g} in {n} rows, outside its scale from {low:g} to "
    "{high:g}: turn codes for no answer into missing values, or correct the scale"
)
REPEATED = (
    "survey has {n} rows that repeat a customer_id, such as {some!r}: keep one answer "
    "each, for instance survey.drop_duplicates('customer_id', keep='last')"
)
NO_ROWS = "survey has no row with a customer_id: pass the answers of known customers"
SHARE = (
    "share must lie above 0 and at most 1, such as 0.5 for half of the items; this is "
    "{share!r}"
)
FASTEST = "fastest must be seconds per item, above 0, such as 2; this is {fastest!r}"
NO_FLAG = (
    "drop must name flags of the table of styles, {flags}; this is {drop!r}: dropping "
    "is a decision, so say which, or keep everybody"
)
OTHERS = (
    "styles has no row for {n} of the {rows} respondents, such as {some!r}: make it "
    "from the same survey with features.response_styles(survey, items)"
)
TWO_COLUMNS = "ipsatised needs two columns or more; this is {columns}"
PAIRS = (
    "stated and observed share {n} customers with both numbers; at least 3 are needed: "
    "index both by customer_id"
)
