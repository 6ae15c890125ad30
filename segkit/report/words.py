"""Every word of the report, in one place, ready for translation."""

from __future__ import annotations

LANGUAGE = "en"
SKIP = "Skip to the report"
KICKER = "Customer segmentation"
CONTENTS = "Contents"
UNKNOWN = "unknown"
POOLED = "Small segments together"
ALL = "All customers"
BEGIN = "Begin here"
MEANING, GOAL, ACTION = "What it means", "Goal", "Action"
MADE_WITH = "Made with"
STAYS_HERE = (
    "This page loads nothing from the internet and holds no personal data: no name, no "
    "address, no customer number."
)

TITLE = "Who buys from you: {source}"
TITLE_PLAIN = "Who buys from you"
LEAD = "{customers} customers, as they were at the end of {as_of}, in {groups} segments"
LEAD_PLAIN = "{customers} customers in {groups} segments"
LEAD_METHOD = " made by {method}."

HEADINGS = {
    "short": "In short",
    "groups": "The segments",
    "actions": "What to do with each",
    "test": "Put to the test",
    "how": "How the segments were made",
    "data": "What was read, and what was left out",
    "limits": "What this report cannot say",
}

METHODS = {
    "rfm": "recency, frequency and amount",
    "lifecycle": "stage of the customer's life",
    "kmeans": "likeness (k-means)",
    "abc": "share of the revenue (ABC)",
}

TILES = {
    "customers": "Customers",
    "orders": "Orders",
    "revenue": "Revenue, refunds taken off",
    "period": "Orders from and to",
}
UNTIL = "to {last}"

MESSAGES = {
    "best": "“{name}” bring most: {share} of customers, {revenue_share} of revenue.",
    "concentration": "The best fifth of customers bring {share} of revenue.",
    "test": "Put to the test on the {days} days that followed, {high} of the segment "
    "“{best}” bought again, against {low} of “{worst}”.",
    "stay": "{value} of all customers bought again in the test: few leave. Begin with "
    "raising what they spend, above all “{name}”.",
    "first": "Where to begin: “{name}”. {action}",
}

GLANCE = {
    "caption": "Size and revenue of each segment",
    "name": "Segment",
    "n": "Customers",
    "share": "Share of customers",
    "revenue": "Revenue",
    "revenue_share": "Share of revenue",
    "orders": "Orders per customer",
    "basket": "Revenue per order",
    "recency_days": "Days since last order (median)",
}
POOLED_NOTE = (
    "“{pooled}” puts together the segments that have fewer than {minimum} customers, "
    "or that would give such a segment away: {names}. Their numbers are not shown one "
    "by one, to protect the people in them."
)
EMPTY_NOTE = "No customer is in: {names}."
MANY_SEGMENTS = (
    "With {n} customers, {groups} segments are many: “--method lifecycle” makes fewer, "
    "and “--method kmeans --n-segments 3” as many as you ask for."
)
TOO_FEW = (
    "There are only {n} customers. Segments of fewer than {minimum} are never shown, "
    "so this report shows none; segments.csv says who is in which."
)

ACTIONS_LEAD = (
    "Suggestions to start from, the same for every shop: you know your customers, and "
    "only a test with a control group will tell you what an action changes."
)
CARD_NUMBERS = "{n} customers ({share})"
CARD_MONEY = ", {revenue} ({revenue_share} of revenue)"
CARD_TEST = "; {value} bought again in the test"
CARD_SMALL = "fewer than {minimum} customers, or kept back to protect a smaller one"
CARD_EMPTY = "no customer at the moment"

FIGURES = {
    "value": "Where the second bar is longer than the first, a segment brings more "
    "than its share.",
    "pareto": "The further the curve bends away from the straight line, the more the "
    "shop depends on few customers.",
    "test": "The line through each point is its 95 % interval: where two of them "
    "overlap widely, the segments may not differ.",
}

TEST = {
    "caption": "Who bought again from {start} to {end}",
    "name": "Segment, as it was at the end of {as_of}",
    "n": "Customers",
    "numerator": "Bought again",
    "value": "Share",
    "interval": "95 % interval",
}
TEST_LEAD = (
    "The segments were made a second time, knowing nothing after {as_of}. Then we "
    "looked at who bought in the {days} days that followed. That is the honest test: a "
    "segment is judged on what came after, never on the orders that made it."
)
TEST_RESULT = (
    "Of the {n} customers known by then, {value} bought again ({low} to {high} with "
    "95 % confidence)."
)
AWAKE = (
    "Careful with these names: {names}. At least half of these customers bought again "
    "in the test. The names compare your customers with one another; here they mean "
    "the least active, not those who have left."
)
TEST_TOO_FEW = (
    "Too few segments had {minimum} customers then to compare one with another."
)
TEST_NEWCOMERS = (
    "Customers who came for the first time after {as_of} are not counted: nobody could "
    "have put them in a segment."
)
INTERVAL = "{low} to {high}"

HOW = {
    "rfm": "Each customer got three scores from 1 (lowest) to 5 (best): how recently "
    "they bought (R), how often (F) and for how much (M). Customers with equal numbers "
    "have equal scores. Each combination of scores belongs to one named segment.",
    "lifecycle": "Each customer is at one stage, told by their first order, their last "
    "order, their number of orders and what they spent. The limits come from the "
    "rhythm at which customers of this shop buy.",
    "abc": "Customers were sorted by what they spent. Those who together bring the "
    "first 80 % of the revenue are A, those who bring the next 15 % are B, the rest "
    "are C. Customers who spent the same are in the same class.",
    "kmeans": "The computer looked for groups of customers who are alike in how "
    "recently, how often and for how much they bought (logarithms, put on one scale). "
    "Such segments describe; they have no sharp borders.",
}
RULES = {
    "caption": "The rule of each segment",
    "name": "Segment",
    "rule": "Who is in it",
}
CUTS = {
    "caption": "The limits between the scores",
    "name": "Measure",
    "limits": "From small to large",
}
NO_LIMIT = "none"
FEATURES = {
    "recency_days": "Days since last order",
    "n_orders": "Orders",
    "monetary_amount": "Revenue",
}
DEFINITIONS_CAPTION = "What the words mean"
DEFINITIONS_COLUMNS = ("Word", "Meaning here")
DEFINITIONS = {
    "customers": ("Customer", "a customer identifier in the file; not always a person"),
    "orders": (
        "Order",
        "rows with the same customer and order number; without order numbers, each row",
    ),
    "revenue": (
        "Revenue",
        "the sum of the amounts in the file, refunds taken off; whether tax and "
        "delivery are in it is as in the file",
    ),
    "recency_days": (
        "Days since last order",
        "from the day of the last order to the end of {as_of}",
    ),
    "basket": ("Revenue per order", "revenue over number of orders"),
    "value": ("Bought again", "at least one order in the days of the test"),
}

DATA = {
    "columns": "Which column of the file was read as what",
    "ours": "In this report",
    "theirs": "In the file",
    "cleaning": "What was cleaned",
    "quality": "What was found in the data",
    "left_out": "Rows left out",
    "why": "Why",
    "rows": "Rows",
}
NOTHING_LEFT_OUT = "No row was left out when the customers were described."

LIMITS = {
    "why": "Segments say how customers differ, not why, nor what would happen if you "
    "wrote to them. To know what an action changes, leave a part of a segment out by "
    "lot and compare.",
    "revenue": "Revenue is not profit: returns not in the file, the cost of goods and "
    "of serving are unknown here.",
    "refresh": "Customers move: look again every month with “segkit refresh”.",
    "small": "Segments of fewer than {minimum} customers are not shown one by one.",
}
