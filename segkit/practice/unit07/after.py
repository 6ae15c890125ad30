"""Questions of unit 07 on segments, and on what came after them."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.open_question import Criterion, OpenQuestion
from segkit.practice.question import Question, Wrong
from segkit.practice.unit07 import computed

win_back = Question(
    "win_back",
    "Which customers are in 'At risk' or 'Cannot lose them' on {as_of}?",
    judges.ids(),
    answer=lambda as_of: computed.members(as_of, computed.WIN_BACK),
    parameters=computed.AS_OF,
    hints=(
        "`model.assign(X)` gives one name per customer. Which of its rows have one of "
        "the two names?",
        "`segments[segments.isin(['At risk', 'Cannot lose them'])].index` keeps the "
        "customers, whatever their order.",
    ),
    reasoning="Both segments bought often and have not been seen for long: the people "
    "whom it hurts most to lose. The index of the segments is the customer_id.",
    wrong=(
        Wrong(
            "one of the two",
            "Only one of the two segments is in this list. Use isin() with both names.",
            lambda as_of: computed.members(as_of, computed.WIN_BACK[:1]),
        ),
        Wrong(
            "all long absent",
            "These are all customers with a low recency score. Many of them bought "
            "only once, and there is little to win back. Frequency matters too.",
            computed.long_absent,
        ),
        Wrong(
            "knew the future",
            "The segments were made with orders from after {as_of}. Build the features "
            "with as_of, then fit.",
            lambda as_of: computed.members("2024-12-31", computed.WIN_BACK),
        ),
        Wrong(
            "the best",
            "These are the champions. They need a thank-you, not a win-back letter.",
            lambda as_of: computed.members(as_of, ["Champions"]),
        ),
        Wrong(
            "the others",
            "These are the customers outside the two segments: drop the ~ or the !=.",
            lambda as_of: computed.members(as_of, computed.WIN_BACK, inside=False),
        ),
    ),
)

own_cut = Question(
    "own_cut",
    "With the recency cut points {cuts} instead of fifths: how many customers have the "
    "best recency score on {as_of}?",
    judges.number(0),
    answer=computed.best_recency,
    parameters={**computed.AS_OF, "cuts": (30, 90, 180, 365)},
    hints=(
        "Cut points are in days. Which side of the smallest one is the good side?",
        "The best score goes to recency_days up to and including {cuts[0]}. Count the "
        "customers, or fit BehaviouralSegmenter(method='rfm', "
        "cut_points={{'recency_days': [...]}}) and look at the scores.",
    ),
    reasoning="A cut point belongs to the better side: up to and including {cuts[0]} "
    "days is a 5. These lines do not move when the data do, which makes them easy to "
    "explain and next month's segments comparable.",
    wrong=(
        Wrong(
            "the worst",
            "These are the customers beyond the last cut point, the longest absent. "
            "The best score is at the other end.",
            lambda as_of, cuts: computed.recency_between(as_of, cuts[-1], None),
        ),
        Wrong(
            "second best",
            "These are between the first two cut points: that is a 4.",
            lambda as_of, cuts: computed.recency_between(as_of, cuts[0], cuts[1]),
        ),
        Wrong(
            "everybody up to the second",
            "You counted up to the second cut point, so the 4s are in it too.",
            lambda as_of, cuts: computed.recency_between(as_of, -1, cuts[1]),
        ),
        Wrong(
            "one day short",
            "Nearly. A customer who last bought exactly {cuts[0]} days ago belongs to "
            "the better side: <=, not <.",
            lambda as_of, cuts: computed.recency_between(as_of, -1, cuts[0] - 1),
        ),
    ),
)

rate_after = Question(
    "rate_after",
    "For each RFM segment of {as_of}: which share of its customers bought in the "
    "{days} days that followed?",
    judges.column(key="segment", value="value", total="all"),
    answer=computed.after,
    parameters={**computed.AS_OF, "days": 184},
    hints=(
        "Which days made the segments, and which days may judge them? kpis.by_segment "
        "takes a start and an end.",
        "start is the day after {as_of}; the segments are the population, so those who "
        "did not buy stay in the denominator.",
    ),
    reasoning="The segments knew nothing about the days after {as_of}. A rate over "
    "these days is a test: it could have come out the same for all of them.",
    wrong=(
        Wrong(
            "circular",
            "Every rate is 1, and could not be anything else: you judged the segments "
            "on the days that made them. Start on the day after {as_of}.",
            lambda as_of, days: computed.rates(as_of, "2000-01-01", as_of),
        ),
        Wrong(
            "circular, shorter",
            "These days lie before {as_of}: the segments were made from them, so "
            "recent buyers look good by construction. Judge on the days after.",
            computed.before,
        ),
        Wrong(
            "who the buyers are",
            "This says which segments the buyers come from: it adds up to 1, and large "
            "segments look good. Divide by the size of each segment.",
            computed.composition,
        ),
        Wrong(
            "orders per customer",
            "You divided orders by customers. Somebody who bought five times is still "
            "one buyer: count each customer once.",
            computed.orders_each,
        ),
    ),
)

decision = OpenQuestion(
    "decision",
    "Ms Okafor, head of customer marketing, has catalogues for about a fifth of the "
    "customers. Write her three or four sentences: who gets one, what makes you think "
    "so, what you do not know, and how you will find out.",
    (
        Criterion(
            "who",
            (
                "no segment is named, or 'our best customers'",
                "segments are named, without their size",
                "segments are named with their size, and it fits a fifth of all",
            ),
        ),
        Criterion(
            "evidence",
            (
                "none, or numbers from the days that made the segments",
                "a purchase rate from the days after, without a comparison or interval",
                "a purchase rate from the days after, with its interval, next to that "
                "of all customers",
            ),
        ),
        Criterion(
            "doubt",
            (
                "everything is certain",
                "a doubt in general terms",
                "says that good segments might have bought without any catalogue",
            ),
        ),
        Criterion(
            "test",
            (
                "no way to find out",
                "'we will look at sales'",
                "a hold-out drawn by lot in the same segments, with a date to compare",
            ),
        ),
    ),
    strong="Please send the catalogue to Champions and Loyal, and hold back every "
    "tenth of them by lot. In the half-year after the segments were made, a clearly "
    "larger share of both bought than of all customers, and the intervals do not "
    "overlap. I do not know how many of them would have bought anyway: that is what "
    "the tenth without a catalogue will show when we compare both at the season's "
    "end.",
    weak="Our champions spend far more than the others, so they deserve the catalogue. "
    "It will certainly raise their sales, and we should print more of them next year.",
    at_least=25,
)
