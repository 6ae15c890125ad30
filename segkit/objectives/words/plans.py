"""What follows from an objective: variables, indicators, and the seven steps."""

from __future__ import annotations

#: Objective, what to know about customers, which segmentations use it, and why.
VARIABLES = [
    ("cost", "channel and place of each customer", "geographic, technographic",
     "what reaching somebody costs depends on where and how"),
    ("cost", "consent, opens and clicks", "behavioural",
     "nobody pays for messages that cannot arrive or are not read"),
    ("revenue", "date, number and amount of orders", "behavioural",
     "who buys often, lately and much buys again"),
    ("revenue", "categories bought together", "behavioural, needs-based",
     "what is missing in a basket can be offered"),
    ("margin", "margin, refunds and service hours of each customer", "value-based",
     "revenue is not what is left"),
    ("clv", "orders over time, contract and its end", "value-based, behavioural",
     "the years to come count, not the sum so far"),
    ("roi", "response to messages against a hold-out", "behavioural",
     "only what a message adds pays for it"),
    ("roi", "cost of contact and discounts", "value-based",
     "a gain is a gain after what it cost"),
    ("share", "what is bought elsewhere, and why", "needs-based, psychographic",
     "customers come over for what they miss there"),
    ("share", "size of market by place or industry", "geographic, firmographic",
     "a share is of something"),
    ("new_markets", "age, household, place, industry", "demographic, firmographic",
     "known of people who are no customers yet"),
    ("new_markets", "needs and values from a survey", "needs-based, psychographic",
     "the same need is found in other markets"),
]  # fmt: skip

#: Objective, indicator of segkit.kpis, and what it tells.
KPIS = [
    ("cost", "cac", "what one new customer costs"),
    ("cost", "unsubscribe_rate", "whether cheap messages cost readers"),
    ("revenue", "aov", "revenue of an order"),
    ("revenue", "purchase_rate", "how many buy at all"),
    ("revenue", "repeat_rate", "how many buy again"),
    ("margin", "arpu", "what is left per customer, computed on margins"),
    ("clv", "clv_formula", "value over the years to come"),
    ("clv", "churn_rate", "how many leave in a period"),
    ("roi", "roi", "gain over cost, told by a hold-out"),
    ("roi", "payback_months", "months until a customer has paid for itself"),
    ("share", "market_share", "own part of what is bought"),
    ("share", "share_of_wallet", "own part of what one's customers buy"),
    ("share", "nps", "whether customers would recommend"),
    ("new_markets", "penetration_rate", "customers among those who could be"),
    ("new_markets", "conversion_rate", "how many of those reached become customers"),
    ("new_markets", "referral_rate", "how many customers bring others"),
]
VARIABLES_HEADING = "Which variables follow from the objective {objective}?"
KPIS_HEADING = "Which indicators follow from the objective {objective}?"
ANY = "of the firm"

STEPS = [
    ("frame", "Set a frame: objective, hypothesis, variables, data, indicator"),
    ("data", "Bring the data of customers together in one place"),
    ("people", "Describe the people of each segment"),
    ("tools", "Let tools sort customers and send messages"),
    ("content", "Make content for each segment"),
    ("test", "Test and track, to the end of the campaign"),
    ("repeat", "Repeat: refine, transfer what worked, redesign what did not"),
]
STEP_MARKS = {"done": "done", "next": "next", "later": "later"}
STEPS_HEADING = "Step {done} of {n} done. {text}"
NOT_OVERNIGHT = "A strategy is not made overnight: one step after the other."
SKIPPED = "Before {step!r} comes {missing}: a step that is skipped comes back."
FINISHED = "The round is complete: begin the next one."

FRAME = {
    "objective": "Which objective of the firm does it serve?",
    "hypothesis": "What is believed of which segment?",
    "variables": "Which columns make the segments?",
    "data": "Where do they come from, and how old are they?",
    "kpi": "Which indicator says whether it worked?",
}
FRAME_TITLE = "Frame: {title}"
FRAME_UNNAMED = "Frame of a segmentation"
FRAME_GAP = "not yet: {question}"
FRAME_ASK = {
    True: "Every part is there.",
    False: "{n} of 5 parts are missing: {missing}.",
}
