"""More words of the behavioural model: tested levels, scores, habits, 80/20."""

from __future__ import annotations

from segkit.models.words.behavioural import NO_PURCHASE

# Levels that are tested against what all customers do.
TOO_FEW = ("Too few orders to say", "so few that no pattern in them could be told")
NO_ORDER = NO_PURCHASE[1:]
PREFERS = "clearly more of the orders than the {usual} of all customers' orders"
NO_PREFERENCE = ("No clear preference", "no share that chance alone would not bring")
DISCOUNT = {
    "seekers": (
        "Discount seekers",
        "at a discount clearly more often than {usual}, the share of all orders",
    ),
    "like_others": (
        "Like the others",
        "nothing that chance alone would not bring, at {usual} of all orders",
    ),
    "full_price": (
        "Full-price buyers",
        "at a discount clearly less often than {usual}, the share of all orders",
    ),
}
DISCOUNT_FACTS = (
    "{discounted} of {orders} at a discount; by chance so many or more would happen "
    "to {more}, so few or fewer to {less} of customers with as many orders."
)

# Usage.
INTENSITY = {
    "intensive": ("Intensive", "{high} repeat orders a year or more"),
    "steady": ("Steady", "from {low} to under {high} repeat orders a year"),
    "occasional": ("Occasional", "under {low} repeat orders a year"),
    "too_new": ("Too new to say", "first order under {days} ago"),
}
REGULARITY = {
    "regular": ("Regular", "gaps between orders clearly more even than chance"),
    "by_chance": ("At random", "gaps between orders as uneven as chance makes them"),
    "sporadic": ("Sporadic", "orders in bursts: gaps clearly more uneven than chance"),
}

# Loyalty.
ONE_ORDER = ("One order so far", "has not come back yet")
LOYALTY = {
    "high": ("High loyalty", "loyalty index {high} or more"),
    "medium": ("Medium loyalty", "loyalty index from {low} to under {high}"),
    "low": ("Low loyalty", "loyalty index under {low}, with two orders or more"),
}
LOYALTY_FACTS = (
    "{orders}, in {months} of the months since the first, {days} ago: loyalty index "
    "{index} of 100."
)

# Engagement.
ENGAGEMENT = {
    "high": ("High engagement", "{high} points or more"),
    "medium": ("Medium engagement", "from {low} to under {high} points"),
    "low": ("Low engagement", "above 0 and under {low} points"),
    "dormant": ("Dormant", "0 points"),
}
POINTS = "{label} {value} x {weight}"
SCORE = "Engagement score {score}: {parts}."
NOTHING_COUNTED = "nothing counted"

# Habits.
LABELS = {
    "n_orders": "orders",
    "repeat_orders_per_year": "repeat orders a year while active",
    "recency_days": "days since the last order",
    "discounted_rate": "share at a discount, drawn to that of all",
    "favourite_channel": "channel",
    "favourite_category": "category",
    "favourite_payment": "payment",
    "favourite_delivery": "delivery",
    "preferred_season": "season",
    "preferred_part_of_day": "time of day",
}
TRAITS = {
    "n_orders": ("few orders", "many orders"),
    "repeat_orders_per_year": ("rare", "frequent"),
    "recency_days": ("recent", "long absent"),
    "discounted_rate": ("seldom at a discount", "often at a discount"),
    "monetary_amount": ("low value", "high value"),
}

# 80/20.
PERCENTS = {"top", "share", "low", "high", "brings", "needed"} | {
    "needed_low",
    "needed_high",
    "level",
}
PARETO_SHARE = (
    "The top {top} of {n} customers bring {share} ({level} interval {low} to {high}); "
    "{brings} is brought by {needed} ({needed_low} to {needed_high}). Gini {gini}."
)
PARETO_CHANCE = (
    " If all ordered at the same rate, chance alone would give the top {by_chance}, "
    "and more than {high} in one world of forty."
)
PARETO_NO_CHANCE = " What chance alone would give them needs orders=."

FACTS = {
    "n_orders": "orders",
    "tenure_days": "days since the first order",
    "recency_days": "days since the last order",
    "n_gaps": "gaps between days with an order",
    "gap_variation": "variation of the gaps (1 is chance)",
}
