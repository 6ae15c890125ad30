"""Words of the figures on uplift and on tests by region."""

QINI = "What is won by writing to the best scores first?"
QINI_X = (
    "share of customers, best scores first\n(everybody: {gain}, from {low} to {high})"
)
QINI_Y = "gained among those with a message"
QINI_RANDOM = "in random order"
QINI_BAND = "{level} band ({name})"
QINI_CURVE = "the order"
QINI_ENDS = (
    "curves of the same test end at the same gain; these end at {ends}: draw one test"
)
QINI_EMPTY = "tables must hold one curve at least, such as {'model': qini_curve(…)}"

UPLIFT = "Who is moved by the message?"
UPLIFT_RATE = "change in {outcome}, in points, with {level} interval"
UPLIFT_AMOUNT = "change in {outcome} per customer, with {level} interval"
OUTCOME = "the outcome"
UPLIFT_ROW = "{segment}\n{kind}\n({n} / {m})"
UPLIFT_Y = "segment (customers with / without the message)"
UPLIFT_NONE = "nobody to compare with"
UPLIFT_ALL = "all together: {change}"
POINTS = "{value:+.2f} points"
AMOUNT = "{value:+,.2f}"
KINDS = {
    "persuadable": "persuadable",
    "sure thing": "sure thing",
    "lost cause": "lost cause",
    "sleeping dog": "sleeping dog",
    "cannot be told": "cannot be told",
}
ALL = "all"

GEO = "What does each channel really bring?"
GEO_X = "share of new customers ({level} interval of the test by region)"
GEO_TEST = "by test"
GEO_CLICK = "by last click"
GEO_DOT = "{share} ({low} to {high})"
GEO_SQUARE = "clicks: {last_click}"
GEO_ROW = "{channel}\n{verdict}"
GEO_VERDICT = {
    "less": "less than its clicks",
    "more": "more than its clicks",
    "some": "brings some",
    "unknown": "cannot be told",
}
