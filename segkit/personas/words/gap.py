"""What the product gap says: one place, ready for translation."""

BOUGHT = "What each segment buys, against all others (index 100: as often as they do)"
NEEDED = "What each segment says it needs, against all others (index 100: as often)"
GAPS = "Where the need is larger than what is bought (gap above 1), surest first"
NOTES = (
    "Index: 100 times the share in the segment over the share in all other segments.",
    "An answer shows what those people say who answered; whether a product answers a "
    "need is what you said in answered_by, and no number can confirm it.",
)
UNMET = "unmet"  # a job that is important and not well served
VERDICTS = {
    "gap": "gap: needed more than it is bought",
    "over": "bought more than it is needed",
    "even": "no difference can be told",
    "nothing": "needed more, and nothing answers it",
    "few": "too few to say",
}
NO_PRODUCTS = "nothing"
JOIN = ", "

NOT_SEGMENTS = (
    "segments must be a pandas Series indexed by customer_id, one segment each; this "
    "is a {kind}: take what model.assign(X) returns"
)
TWICE = (
    "{name} must have one row per customer; {n} rows repeat a customer_id: keep one of "
    "each"
)
ONE = (
    "product_gap compares a segment with the others; these customers are in {n} "
    "segment(s): pass the segments of all customers, not of one group"
)
NO_NEEDS = (
    "product_gap needs to know what people want: pass jobs= (importance and "
    "satisfaction of each job) or stated= (customers with main_interest or "
    "main_difficulty)"
)
NO_COLUMN = (
    "stated has none of the columns {asked}; it has {have}: name those that say what "
    "people want with questions="
)
JOB_TWICE = (
    "jobs has {n} rows that repeat a customer_id and job: keep the last answer of each"
)
SCALE = (
    "{column} of jobs must be numbers from 1 to {scale}; found {found}: pass scale= "
    "the highest answer that was offered"
)
NOTHING_BOUGHT = (
    "no purchase of orders belongs to a customer with a segment: check that both "
    "tables have the same customer_id, and that {product} is filled"
)
UNKNOWN_NEED = (
    "answered_by names {unknown}, which nobody was asked; the needs are {have}: use "
    "their exact words"
)
UNKNOWN_PRODUCT = (
    "answered_by names {unknown}, which orders does not hold; {product} is one of "
    "{have}: use its exact words"
)
NOT_LISTS = (
    "answered_by must give a list of products for each need, such as "
    "{{'keep plants alive': ['garden tools']}}; {need!r} has {found!r}"
)
NO_SEGMENT = "purchases of customers without a segment"
NO_PRODUCT = "purchases without {product}"
NO_ANSWER = "answers of customers without a segment"
HALF_ANSWER = "jobs with an answer missing"
