"""Questions of unit 20 on the plan: what is worth finding, how many, which lot."""

from __future__ import annotations

from typing import Any

from segkit.practice import judges
from segkit.practice.question import Question, Wrong
from segkit.practice.unit20 import computed
from segkit.practice.unit20.judging import Lot

COST = {"cost": 0.95}

worth_having = Question(
    "worth_having",
    "A card costs {cost} EUR. Which share of those who get one must buy because of it, "
    "so that the cards earn what they cost?",
    judges.number(digits=2, rate=True),
    answer=computed.worth_having,
    parameters=COST,
    hints=(
        "How much of an order stays with the shop? How many cards does that pay for?",
        "What an order brings times the part that is left is what one more order "
        "earns. Divide the cost of a card by it.",
    ),
    reasoning="One more order earns its margin. A card earns its cost if it brings one "
    "more order in so many cards that the margin pays for all of them.",
    wrong=(
        Wrong(
            "revenue for margin",
            "You divided by what the customer pays. Most of that goes to suppliers: "
            "only the margin can pay for cards.",
            computed.of_revenue,
        ),
        Wrong(
            "the other way round",
            "This is how many cards one order pays for. The question asks for the "
            "share that must buy: turn the division round.",
            computed.other_way_round,
        ),
        Wrong(
            "those who buy anyway",
            "You added those who buy without a card. They are no reason to send one: "
            "count only what the card adds.",
            computed.on_top,
        ),
    ),
    code="worth_having = 0.95 / (brings * left)",
)

RATES = {"before": 0.012, "after": 0.019, "power": 0.85}

per_arm = Question(
    "per_arm",
    "By the pooled formula: how many customers does each arm need, to find a rise from "
    "{before:.1%} to {after:.1%} with a chance of {power:.0%} (two-sided, 5 % false "
    "alarms)?",
    judges.number(1.0),
    answer=computed.size,
    parameters=RATES,
    hints=(
        "What does one call of experiments.sample_size return: customers in one arm, "
        "or in both?",
        "experiments.sample_size(rate without, rate with, power=...) takes shares of "
        "1, and has the number per arm as .n_per_arm.",
    ),
    reasoning="So many in each arm, and twice as many in the segment. Other formulas "
    "give slightly other numbers: name the one you used.",
    wrong=(
        Wrong(
            "both arms",
            "This is the number in both arms together. The question asks for each arm.",
            lambda **plan: 2 * computed.size(**plan),
        ),
        Wrong(
            "halved once more",
            "You halved it, but the formula already gives the number in one arm.",
            lambda **plan: computed.size(**plan) / 2,
        ),
        Wrong(
            "one-sided",
            "That is a one-sided test: it cannot see that a message does harm. Look "
            "both ways: sides=2.",
            lambda **plan: computed.size(**plan, sides=1),
        ),
        Wrong(
            "the usual power",
            "This is the number for a chance of 80 %. The question asks for another: "
            "power={power}.",
            lambda before, after, power: computed.size(before, after),
        ),
        Wrong(
            "relative for absolute",
            "You took the difference as a part of the first rate: a rise by so many "
            "per cent instead of by so many points. Give the rate that you want to "
            "see, {after}.",
            lambda before, after, power: computed.size(
                before, before * (1 + after - before), power=power
            ),
        ),
        Wrong(
            "Miller's formula",
            "A sound number by Miller's formula, which online calculators use. The "
            "question names another: formula='pooled', the default.",
            lambda **plan: computed.size(**plan, formula="miller"),
        ),
        Wrong(
            "the arcsine formula",
            "A sound number by the arcsine formula, Cohen's h. The question names "
            "another: formula='pooled', the default.",
            lambda **plan: computed.size(**plan, formula="arcsine"),
        ),
        Wrong(
            "the baseline formula",
            "A sound number by the formula with the variance of the first rate. The "
            "question names another: formula='pooled', the default.",
            lambda **plan: computed.size(**plan, formula="baseline"),
        ),
    ),
)


rise = Question(
    "rise",
    "Half of the customers of `history` are to be held out. Which is the smallest rise "
    "of the share who buy, over that of those held out so far, that such a test finds "
    "with a chance of {power:.0%}?",
    judges.number(0.0007, rate=True),
    answer=computed.rise,
    parameters={"power": 0.8},
    hints=(
        "What is one row of `history`? How many customers is that, and how many of "
        "them in each arm? Whose rate shows what happens without a message?",
        "Count different customer_id and halve them; take the mean of converted where "
        "arm is 'held out'; hand both to experiments.detectable_effect. float() of it "
        "is the rise.",
    ),
    reasoning="Customers are drawn, not messages; half of them are in each arm; and "
    "the rate without a message is that of those held out. Smaller effects may be "
    "there, and this test would mostly miss them.",
    wrong=(
        Wrong(
            "not halved",
            "So many in each arm would take twice as many customers as there are. Half "
            "of them are held out, so halve the number of customers; and count each "
            "once, although she stands in `history` up to three times.",
            lambda power: computed.rise(power, computed.regulars()),
        ),
        Wrong(
            "messages for customers",
            "You counted the rows of `history`, and a row is one message. A customer "
            "stands there up to three times, but she can be drawn only once; and only "
            "half of the customers are in each arm.",
            lambda power: computed.rise(power, len(computed.history())),
        ),
        Wrong(
            "the rate, not the rise",
            "This is the rate that would be found. The rise is that rate less the "
            "rate of those held out.",
            lambda power: computed.held_out_rate() + computed.rise(power),
        ),
        Wrong(
            "openers for a base",
            "You started from the rate of those who opened. Openers buy more with or "
            "without a message; start from those held out.",
            lambda power: computed.rise(power, base=computed.openers_rate()),
        ),
        Wrong(
            "one-sided",
            "That is a one-sided test: it cannot see that a message does harm. Leave "
            "`sides` as it is, and look both ways.",
            lambda power: computed.rise(power, sides=1),
        ),
        Wrong(
            "relative for absolute",
            "This is the rise as a part of the rate of those held out. Give the "
            "difference of the two shares.",
            lambda power: computed.rise(power) / computed.held_out_rate(),
        ),
    ),
)

LOT = Lot(computed.people)


def _by_list(answer: Any) -> bool:
    return LOT.follows(LOT.read(answer)) == "list"


def _by_habit(answer: Any) -> bool:
    return LOT.follows(LOT.read(answer)) == "habits"


arms = Question(
    "arms",
    "Draw lots within each segment of `people`: {held_out:.0%} of each are held out, "
    "the others get the message.",
    LOT,
    answer=computed.drawn,
    parameters={"held_out": 0.2},
    hints=(
        "Nothing that is known of a customer may decide: only the lot. And each "
        "segment needs its own share of those held out.",
        "experiments.assign takes the segments of the customers and the shares of the "
        "arms: shares={{'held out': {held_out}, 'message': ...}}, and a seed of your "
        "choice.",
    ),
    reasoning="Everybody has one arm, every segment keeps its share, and nothing but "
    "the lot explains who is held out. Keep the seed: it proves that the list was not "
    "changed afterwards.",
    wrong=(
        Wrong(
            "by the list",
            "The arms follow the order of the list or of the customer numbers. Old "
            "customers have low numbers: draw lots instead.",
            computed.by_number,
            when=_by_list,
        ),
        Wrong(
            "by merit",
            "The two arms already differed before the test, in what the customers had "
            "done. Then nobody can tell the message from the customers: draw lots.",
            computed.best_get_it,
            when=_by_habit,
        ),
        Wrong(
            "half and half",
            "You held out half. This test is to hold out {held_out:.0%} of each "
            "segment.",
            lambda held_out: computed.drawn(0.5),
        ),
        Wrong(
            "the arms exchanged",
            "The arms are exchanged: {held_out:.0%} get the message, all others are "
            "held out.",
            lambda held_out: computed.drawn(1 - held_out),
        ),
    ),
)
