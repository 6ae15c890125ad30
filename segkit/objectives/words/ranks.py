"""The words of ranking segments by an objective."""

from __future__ import annotations

#: For each objective: what it ranks by, in words; and what it asks.
OBJECTIVES = {
    "cost": (
        "marketing cost per customer, the cheapest first",
        "Where does reaching a customer cost least?",
    ),
    "revenue": ("revenue, the largest first", "Where is most money taken?"),
    "margin": ("margin, the largest first", "Where is most money left?"),
    "clv": (
        "value of a customer over the years to come, the largest first",
        "Where is one customer worth most?",
    ),
    "roi": (
        "margin gained by marketing less its cost, over that cost",
        "Where does one more unit of money bring most?",
    ),
    "share": (
        "money that the segment spends elsewhere, the largest first",
        "Where is most to be taken from competitors?",
    ),
    "new_markets": (
        "people alike who are no customers yet, times the value of a customer",
        "Where is most to be won outside?",
    ),
}
COLUMNS = {
    "n": "customers of the segment",
    "revenue_amount": "what they spent in the period",
    "margin_amount": "what was left of it after the cost of goods",
    "clv_amount": "mean value of one customer over the years to come",
    "cost_amount": "what marketing to the segment costs",
    "gained_amount": "margin that this marketing brings, told by a hold-out",
    "market_amount": "what the segment spends in all shops",
    "n_prospects": "people like them who are no customers yet",
}
NEEDS = (
    "by={by!r} ranks by {formula} and needs columns {missing}: {meanings}; pass "
    "columns= if they have other names"
)
NOTHING = "no segment has what by={by!r} needs: {why}"
NOT_NUMBERS = "{column} must be numbers; this has dtype {dtype}: convert it first"
INFINITE = "{column} holds infinite numbers: correct these rows first"
NEGATIVE = "{column} is below 0 for {segments}: correct these rows first"
SMALL_MARKET = (
    "market_amount is below revenue_amount for {segments}: what a segment spends in "
    "all shops includes what it spends here"
)
SEGMENT_TWICE = "segments {twice} are there more than once: add their rows up first"
NO_COST = "nothing is spent on {segments}: they have no return on it, and no rank"
HEADING = "Segments by {by}: {formula}"
OVERLOOKED = "The {what} segment is {segment}; by {by} it is number {rank} of {m}."
UNRANKED = "The {what} segment is {segment}; by {by} it has no rank."
WHAT = {"n": "largest", "revenue_amount": "richest"}
FIRST = "By {by} the best target is {segment}."
DISAGREE = (
    "{one} and {other} {how} (rank correlation {rho:.2f}): {segment} is number {first} "
    "by {one} and number {second} by {other}."
)
AGREE = "{one} and {other} put the segments in the same order."
HOW = {"opposite": "pull apart", "weak": "agree little", "strong": "agree in part"}
PAIRS = "Do the objectives agree? {n} segments; 1 is the same order, -1 the reverse."
ONE_OBJECTIVE = (
    "only one objective can be ranked ({found}): there is nothing to compare; the "
    "others lack {missing}"
)

# Spending --------------------------------------------------------------------------

SCENARIOS = {
    "revenue": "all of the budget is spent, so that gains are as large as they can be",
    "roi": "no more is spent where the next unit of money returns less than {least:g}",
}
BUDGET = "budget must be a number above 0; this is {budget!r}"
LEAST = "least_return must be a number above 0; this is {least!r}"
RESPONSE = (
    "{column} must be above 0 for every segment; it is not for {segments}: leave these "
    "segments out"
)
SPENDING = (
    "Scenario {scenario}: {text}. {spent} of {budget} spent, {gained} gained, {total} "
    "for each unit of money in all, {last} for the last one."
)
NO_SPENDING = (
    "Scenario {scenario}: {text}. Nothing is spent: no segment returns as much as that."
)
