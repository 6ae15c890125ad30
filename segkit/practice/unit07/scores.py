"""Questions of unit 07 on rates, scores and shares."""

from __future__ import annotations

import pandas as pd

from segkit import datasets, features
from segkit.practice import judges
from segkit.practice.question import Question, Wrong
from segkit.practice.unit07 import computed

score_direction = Question(
    "score_direction",
    "A customer with a recency score of 5 bought longer ago than one with a 1.",
    judges.truth(),
    answer=lambda: False,
    hints=(
        "Which end of a score is the good one?",
        "Look at the table of scores: sort it by recency_days, and compare the first "
        "row with the last.",
    ),
    reasoning="5 is best for each of the three. For recency, best is fewest days.",
    wrong=(
        Wrong(
            "days as score",
            "That would hold for the days themselves: more days, longer ago. A score "
            "of 5 is always the good end, and for recency fewer days are good.",
            lambda: True,
        ),
        Wrong(
            "one of five",
            "This asks for True or False, not for a score.",
            lambda: 5,
            when=lambda answer: answer in (5, 3, 4),
        ),
        Wrong(
            "unsure",
            "It does not depend on the customers: which end of the score is the good "
            "one is fixed before anybody is scored.",
            lambda: "depends",
            when=lambda answer: "depend" in str(answer).casefold(),
        ),
    ),
    code="longer_ago = False",
)

repeat_rate = Question(
    "repeat_rate",
    "Of the customers with at least one order by {as_of}, which share has two or more?",
    judges.number(rate=True),
    answer=lambda as_of: float((computed.counts(as_of) >= 2).mean()),
    parameters=computed.AS_OF,
    hints=(
        "A rate needs a part and a whole, and both count the same thing: here, "
        "customers.",
        "The part: customers with n_orders of 2 or more. The whole: customers with "
        "n_orders of 1 or more. The mean of `X['n_orders'] >= 2` divides for you.",
    ),
    reasoning="Both counts are of customers. Those who never ordered are in neither: "
    "they could not have come back.",
    wrong=(
        Wrong(
            "orders per customer",
            "You divided orders by customers: that is the mean number of orders, "
            "and it can be above 1. Count customers in both places.",
            lambda as_of: float(computed.counts(as_of).mean()),
        ),
        Wrong(
            "share of orders",
            "This is the share of orders that are repeat orders. One busy customer "
            "counts many times in it. Count each customer once.",
            lambda as_of: 1 - len(computed.counts(as_of)) / len(computed.orders(as_of)),
        ),
        Wrong(
            "exactly two",
            "You kept customers with exactly two orders. Those with three or more "
            "have come back too.",
            lambda as_of: float((computed.counts(as_of) == 2).mean()),
        ),
        Wrong(
            "whole list",
            "You divided by everybody who signed up. Who has never ordered cannot "
            "order again: leave them out of the whole.",
            lambda as_of: float(
                (computed.counts(as_of) >= 2).sum() / len(datasets.load("customers"))
            ),
        ),
        Wrong(
            "after as_of",
            "You used orders from after {as_of}. On that day nobody knew them.",
            lambda as_of: float((computed.counts("2200-01-01") >= 2).mean()),
        ),
        Wrong(
            "one order",
            "These are the customers who bought once: the others are asked for.",
            lambda as_of: float((computed.counts(as_of) == 1).mean()),
        ),
    ),
)

recency_score = Question(
    "recency_score",
    "Score every customer from 1 to 5 by recency_days on {as_of}: 5 for the most "
    "recent fifth, equal scores for equal days.",
    judges.column(0, value="r_score"),
    answer=lambda as_of: features.rfm(datasets.load("orders"), as_of=as_of)["r_score"],
    parameters=computed.AS_OF,
    hints=(
        "Two things to decide: which end gets the 5, and what happens to customers "
        "with the same number of days.",
        "`(-X['recency_days']).rank(method='min')` gives 1 to the longest ago and "
        "equal ranks to equal days. Then 1 + 5 * (rank - 1) // len(X).",
    ),
    reasoning="The rank 'min' gives equal values equal ranks; the minus sign makes "
    "few days good; whole-number division cuts the ranking into fifths.",
    wrong=(
        Wrong(
            "upside down",
            "The scores are upside down: many days without an order got a high "
            "score. 5 is the good end.",
            lambda as_of: computed.fifths(computed.table(as_of)["recency_days"]),
        ),
        Wrong(
            "ties split",
            "Customers with the same number of days have different scores: which one "
            "they got depends on the order of the rows. Rank with method='min'.",
            lambda as_of: computed.fifths(
                -computed.table(as_of)["recency_days"], method="first"
            ),
        ),
        Wrong(
            "equal widths",
            "You cut the days into five spans of equal width, so that some scores "
            "hold far more people than others. Cut the ranking, not the days.",
            lambda as_of: (
                pd.cut(-computed.table(as_of)["recency_days"], 5, labels=False) + 1
            ),
        ),
        Wrong(
            "from zero",
            "The scores run from 0 to 4. Add 1.",
            lambda as_of: computed.fifths(-computed.table(as_of)["recency_days"]) - 1,
        ),
    ),
)


top_share = Question(
    "top_share",
    "Which share of the money spent by {as_of} came from the {share:.0%} of "
    "customers who spent most?",
    judges.number(rate=True),
    answer=lambda as_of, share: computed.top_share(
        computed.table(as_of)["monetary_amount"], share
    ),
    parameters={**computed.AS_OF, "share": 0.2},
    hints=(
        "Rank customers by money, not by orders. How many people are {share:.0%} "
        "of them?",
        "`X['monetary_amount'].nlargest(round({share} * len(X))).sum()` is the part; "
        "everybody's sum is the whole.",
    ),
    reasoning="Sort customers by what they spent, take the first {share:.0%} of the "
    "people, and divide their money by everybody's. Compare it with the famous 80 %.",
    wrong=(
        Wrong(
            "largest orders",
            "You took the largest orders, not the customers who spent most. A good "
            "customer may place many small orders.",
            lambda as_of, share: computed.top_share(
                computed.orders(as_of)["amount"], share
            ),
        ),
        Wrong(
            "most orders",
            "You ranked customers by the number of their orders. Here money decides "
            "who is at the top.",
            computed.ranked_by_orders,
        ),
        Wrong(
            "how many bring 80 %",
            "You found how many customers bring in 80 % of the money. The question "
            "goes the other way round: how much do {share:.0%} of them bring in?",
            lambda as_of, share: computed.share_for(
                computed.table(as_of)["monetary_amount"], 0.8
            ),
        ),
        Wrong(
            "the claim",
            "This is the rule of thumb. What do these customers say?",
            lambda as_of, share: 0.8,
        ),
        Wrong(
            "bottom",
            "These are the customers who spent least: sort the other way round.",
            lambda as_of, share: (
                1
                - computed.top_share(
                    computed.table(as_of)["monetary_amount"], 1 - share
                )
            ),
        ),
    ),
)
