"""The words of the value model."""

from __future__ import annotations

PYRAMID = ("Top", "Big", "Medium", "Small")
ABC = ("A customers", "B customers", "C customers")
TIER = "Tier {number} of {n}"
NOTHING = ("brings_nothing", "Brings nothing", "{amount} of exactly 0")
COSTS = ("costs_more", "Costs more than it brings", "{amount} below 0")
FROM = "{amount} of {low} or more"
BETWEEN = "{amount} of {low} or more, less than {high}"
BELOW = "{amount} above 0, less than {high}"
ANY = "{amount} above 0"

# How an amount is called in a rule and in a reason.
AMOUNTS = {
    "net_value_amount": "net value",
    "net_revenue_amount": "revenue after refunds",
    "revenue_amount": "revenue",
    "margin_amount": "margin",
    "monetary_amount": "spending",
    "value_with_referrals_amount": "value with referrals",
    "last_year_amount": "value of the last 12 months",
    "clv_amount": "lifetime value",
}
LIFETIME = AMOUNTS["clv_amount"]

IS = "{amount}: {value}."

# Lifetime value by formula.
LEVELS = ("no order", "1 order", "2 orders", "3 or 4 orders", "5 orders or more")
FORMULA = (
    "{margin} in the last 12 months, {level}: {retention} stay a year, and with a "
    "discount of {discount} a year that is worth {value}."
)
FORMULA_PLAIN = (
    "{margin} in the last 12 months: {retention} stay a year, and with a discount of "
    "{discount} a year that is worth {value}."
)
NOTHING_LEFT = "{margin} in the last 12 months: nothing to expect by this formula."

# Lifetime value by models of repeat buying.
PREDICTED = (
    "First order {age} ago{again}: {expected} more expected in the coming {months}, "
    "at {spend} each, of which {kept} is kept: worth {value} today."
)
AGAIN = ", {orders} with an order since, the last {recency} after the first"
NEVER_AGAIN = ", none since"
WARNED = " The model of repeat buying warns: {note}"
IN_DAYS = (
    "method='predicted' needs recency and T in days; X.attrs['unit'] is {unit!r}: make "
    "it with features.purchase_history(orders, as_of=..., unit='D')"
)
MEAN_VALUE = (
    "too few customers bought again with different amounts, or a few amounts are far "
    "too large, to tell what each one's orders are worth: one mean value is used"
)

# Points.
POINTS = {
    "vip": "VIP",
    "valued": "Valued",
    "regular": "Regular",
}
POINTS_FROM = "{low} or more"
POINTS_BETWEEN = "{low} or more, less than {high}"
NO_LEVEL = ("no_level", "No level yet", "less than {high}")
EARNED = "{points} in all: {lines}."
LINE = "{label} {value}, {points} for every {per}: {earned}"
UNKNOWN_LINE = "{label} not known: 0"
LABELS = {
    "revenue_amount": "revenue",
    "monetary_amount": "spent",
    "n_orders": "orders",
    "n_referred": "friends referred",
    "refund_amount": "refunded",
    "service_cost_amount": "service",
}

# Growth.
GROWTH = {
    "high_growing": (
        "High value, growing",
        "{high} or more in the last 12 months, and the trend is {up} or more",
    ),
    "high_steady": (
        "High value, steady",
        "{high} or more in the last 12 months, and the trend is between {down} and "
        "{up}",
    ),
    "high_shrinking": (
        "High value, shrinking",
        "{high} or more in the last 12 months, and the trend is {down} or less",
    ),
    "low_growing": (
        "Low value, growing",
        "less than {high} in the last 12 months, and the trend is {up} or more",
    ),
    "low_steady": (
        "Low value, steady",
        "less than {high} in the last 12 months, and the trend is between {down} and "
        "{up}",
    ),
    "low_shrinking": (
        "Low value, shrinking",
        "less than {high} in the last 12 months, and the trend is {down} or less",
    ),
    "new": (
        "Too new to compare",
        "value in the last 12 months, and none in the 12 before or the first order "
        "less than {new_days} ago",
    ),
    "quiet": (
        "Gone quiet",
        "value in the 12 months before, and none in the last 12",
    ),
    "nothing": ("No value in two years", "0 or less in either year"),
}
YEARS = "{last} in the last 12 months, {before} in the 12 before{trend}."
TREND = ": a trend of {trend}"
AGE = " First order {days} ago."

# Value that comes with friends, value that moves.
NEW, GONE = "not there before", "gone"
MIGRATION = "{n} customers; {stayed} of those there on both days stayed in their tier"
WHALE = (
    "The best {peak_customers_rate} bring {peak_rate} of the profit; the others take "
    "{lost_rate} of that away again."
)
DISCOUNT = "What a discount of {rate} costs"
