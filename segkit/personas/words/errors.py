"""What the room says when it cannot do what was asked."""

NOT_SEGMENTS = (
    "segments must be a pandas Series indexed by customer_id; this is a {kind}: take "
    "what model.assign(X) returns"
)
EMPTY = "segments are empty: nobody is there to describe; check the filter"
TWICE = (
    "{name} must have one row per customer; {n} rows repeat a customer_id: add the "
    "rows up first"
)
NO_SEGMENT = "there is no segment {found!r}; there are {have}: name one of them"
NO_KEY = (
    "{name} must be indexed by customer_id or have such a column; its index is "
    "{index!r} and its columns are {have}: use .set_index('customer_id')"
)
NOTHING_COMMON = (
    "{name} and segments share no customer: both must be indexed by the same "
    "customer_id"
)
UNKNOWN = "{argument} names {found}, which the tables do not have; they have {have}"
MADE_FROM = (
    "made_from must be a list of column names or the fitted model; this is {found!r}"
)
LEVEL = "level must lie between 0 and 1, such as 0.95; this is {found!r}"
GUESSES = (
    "guesses must be {{section: [text, ...]}} with sections of {have}; this is "
    "{found!r}"
)
NAME = "name must be a text that is not empty; this is {found!r}"
SAME = "compare needs two different segments; both cards are of {found!r}"
CARD = "{name} needs a PersonaCard; this is a {kind}: make one with persona(...)"
COLUMN_KIND = "labels must be {{column: text}}; this is a {kind}"
GAP = (
    "gap must be what product_gap returns, or a table with a column sentence; it needs "
    "columns {need}, and has {have}"
)
REACH = (
    "reach needs columns {need}, or {other} and one of options, as preferred_channel "
    "returns; the table has {have}"
)
NO_COLUMNS = (
    "{name} needs columns {missing}; the table has {have}: rename them there, such as "
    "{name}.rename(columns={{'your name': {first!r}}})"
)
