"""Questions of unit 20 on the result: was the lot kept, what was gained, what next."""

from __future__ import annotations

from segkit.practice import judges
from segkit.practice.open_question import Criterion, OpenQuestion
from segkit.practice.question import Question, Wrong
from segkit.practice.unit20 import computed, outcomes
from segkit.practice.unit20.judging import Ends

lot_broken = Question(
    "lot_broken",
    "In which of the shop's campaigns do the arms not have the sizes that were "
    "planned? A customer more or less comes from rounding: sound the alarm where p is "
    "below {alarm}.",
    judges.ids(key="campaign_id"),
    answer=outcomes.lot_broken,
    parameters={"alarm": 0.001},
    hints=(
        "Which sizes were planned? Not every campaign was to hold out half.",
        "Count both arms of each campaign and hand them to experiments.sample_ratio, "
        "with the planned shares (held_out_rate, 1 - held_out_rate) as the second "
        "argument and alarm={alarm}. Its .mismatch says whether there is an alarm.",
    ),
    reasoning="There the arms are further from their plan than a lot would bring them. "
    "Whatever its result says, nobody should act on it before somebody knows which "
    "rows are missing.",
    wrong=(
        Wrong(
            "half for all",
            "You compared with one half everywhere. One campaign held out less, and "
            "kept to it: its plan stands in held_out_rate.",
            lambda alarm: outcomes.lot_broken(alarm, half=True),
        ),
        Wrong(
            "none",
            "There is one at least. Look at every campaign, not only at the first "
            "five, and at each by itself: in the sum of all of them one hole drowns.",
            lambda alarm: [],
            when=lambda answer: len(list(answer)) == 0,
        ),
        Wrong(
            "any difference",
            "You took every campaign whose arms are not exactly as large as planned. "
            "But half of an odd number is no whole customer. Ask of each difference "
            "whether a lot could make it: experiments.sample_ratio.",
            lambda alarm: outcomes.not_exact(),
        ),
        Wrong(
            "what customers did",
            "In these campaigns the arms bought differently. That is a result. Whether "
            "the lot was kept shows in how many customers each arm has.",
            lambda alarm: outcomes.effects_seen(),
        ),
        Wrong(
            "everything",
            "These are all campaigns. Which of them have arms whose sizes a lot would "
            "hardly give?",
            lambda alarm: list(outcomes.counts().index),
        ),
    ),
)

interval = Question(
    "interval",
    "By how much did the thank-you message raise the share who bought? Give the "
    "lower and the upper end of the {level:.0%} interval.",
    Ends(0.0015),
    answer=outcomes.interval,
    parameters={"level": 0.95},
    hints=(
        "Which two groups would have bought alike without the message?",
        "Count buyers and customers where arm is 'held out', then where it is "
        "'message'; experiments.compare_rates takes the four numbers in this order, "
        "and has .low and .high.",
    ),
    reasoning="Those with the message less those held out: only the lot divides them. "
    "The interval holds zero, a loss, and a gain that would be welcome. This test "
    "cannot tell which, so it is no proof that the message does nothing.",
    wrong=(
        Wrong(
            "openers against other customers with the message",
            "You compared those who opened with those who did not. Keen customers "
            "open, and keen customers buy: the message did not make them keen.",
            lambda level: outcomes.openers_against(computed.MESSAGE, level),
        ),
        Wrong(
            "openers against those held out",
            "You compared openers with all who were held out. Among those are people "
            "who would have opened and people who would not: take the whole arm that "
            "got the message.",
            lambda level: outcomes.openers_against(computed.HELD_OUT, level),
        ),
        Wrong(
            "one arm alone",
            "This is the share of those with the message. Many of them would have "
            "bought anyway: compare with those held out.",
            outcomes.message_alone,
        ),
        Wrong(
            "turned round",
            "The signs are turned round: take those with the message less those held "
            "out.",
            outcomes.turned,
        ),
        Wrong(
            "relative for absolute",
            "This is the gain as a part of the rate of those held out. Lead with the "
            "difference of the two shares: it is what can be turned into money.",
            outcomes.relative,
        ),
    ),
)

margin_gain = Question(
    "margin_gain",
    "What does free delivery (B) change in the {column} per visitor with a filled "
    "basket, in EUR?",
    judges.number(0.02),
    answer=outcomes.gain,
    parameters={"column": "margin_amount"},
    hints=(
        "What was divided by the lot: visitors or orders? So what is one unit of the "
        "comparison?",
        "Take the mean of {column} over all visitors of each variant, those who did "
        "not order included, and subtract A from B.",
    ),
    reasoning="More visitors order, and each leaves less: baskets are smaller, and the "
    "parcel is paid by the shop. Whoever tests the orders alone celebrates a loss.",
    wrong=(
        Wrong(
            "revenue for margin",
            "This is what visitors paid. What stays with the shop after goods and "
            "parcels is another column.",
            lambda column: outcomes.gain("revenue_amount"),
        ),
        Wrong(
            "orders",
            "This is the change of the share who order. It is good news only if the "
            "orders are worth having: look at the money.",
            lambda column: outcomes.gain("converted"),
        ),
        Wrong(
            "per order",
            "This is per order. But B has other people ordering than A: the lot "
            "divided visitors, so take the mean over all of them.",
            lambda column: outcomes.gain(column, per="order"),
        ),
        Wrong(
            "in all",
            "This is the change over the whole test. Divide by visitors: it holds for "
            "a shop of any size.",
            lambda column: outcomes.gain(column, per="all"),
        ),
        Wrong(
            "turned round",
            "The sign is turned round: take B less A.",
            lambda column: -outcomes.gain(column),
        ),
    ),
)

plan = OpenQuestion(
    "plan",
    "Mr Castellan wants to write to the regulars in spring, with news from the garden, "
    "at 0.09 EUR a text message. Write him the plan of the test, on one page at most: "
    "what you expect and why, who is in it and how the lot falls, what is measured and "
    "how many customers that takes, when it is read and what will be decided.",
    (
        Criterion(
            "question",
            (
                "'see whether it works'",
                "a message and a segment",
                "a message, a segment, and a difference that would change what is "
                "done, with the money that it comes from",
            ),
        ),
        Criterion(
            "lot",
            (
                "none, or customers are chosen",
                "a hold-out, drawn by lot",
                "a hold-out by lot within the segment, the seed kept, and a check of "
                "both arms before anybody reads the result",
            ),
        ),
        Criterion(
            "measure",
            (
                "opens, clicks, or purchases of those who opened",
                "purchases of all who got it and of all held out",
                "one number named in advance, its power stated with the customers "
                "there are, and the margin beside it",
            ),
        ),
        Criterion(
            "decision",
            (
                "none, or 'as soon as it is significant'",
                "a date on which it is read",
                "a date, and what is done for each of three results: better, worse, "
                "undecided",
            ),
        ),
    ),
    strong="We expect that a text with three garden jobs for April makes regulars "
    "(three orders or more, and consent) buy from the garden shelf, because they know "
    "us and April is when people dig. A text pays if one in about five hundred brings "
    "an order more. We cannot see so small an effect: with half of our regulars held "
    "out, a test mostly misses a rise of less than one and three quarter points "
    "(pooled formula, power of 80 %). So this one looks for a large effect, and "
    "anything smaller stays open. Lots are drawn within three groups by number of "
    "orders, half and half; the seed is kept. On 2 April everybody drawn gets the "
    "text. We count, of all customers in both arms, who bought from the shelf within "
    "five days, and what those orders leave over. On 8 April, not earlier, we check "
    "that both arms are complete, then read the interval once. If it lies above the "
    "cost of a text, all regulars get the next one; if it lies below, none; if it "
    "holds both, we repeat the test in May by the same rules and add both up, as is "
    "agreed now.",
    weak="We text all regulars in April and look at the dashboard every morning. Those "
    "who click are compared with those who do not. As soon as the difference is "
    "significant we send it to everybody else.",
    at_least=30,
)
