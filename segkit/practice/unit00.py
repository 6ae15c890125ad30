"""Questions of unit 00: the whole game, on Nora's tea shop."""

from __future__ import annotations

import pandas as pd

from segkit import datasets
from segkit.practice import judges
from segkit.practice.question import Question, Wrong
from segkit.practice.unit import Unit

unit = Unit("00", "Start here")
AS_OF = "2024-09-01"


def _orders(as_of: str = "2200-01-01") -> pd.DataFrame:
    """Return Nora's orders up to and including a day, with that day as a column."""
    orders = datasets.load("small_shop")["orders"]
    orders = orders.assign(day=orders["ordered_at"].dt.normalize())
    return orders[orders["day"] <= pd.Timestamp(as_of)]


def _since(as_of: str, days: int) -> pd.Timestamp:
    return pd.Timestamp(as_of) - pd.Timedelta(days=days)


def _window(as_of: str, days: int) -> pd.DataFrame:
    """Return the orders of the ``days`` days that follow `as_of`."""
    orders = _orders(str(pd.Timestamp(as_of) + pd.Timedelta(days=days)))
    return orders[orders["day"] > pd.Timestamp(as_of)]


def _with_orders(as_of: str, *, least: int = 1, most: int | None = None) -> set[str]:
    """Return who had ordered so many times by `as_of`."""
    counts = _orders(as_of)["customer_id"].value_counts()
    top = counts.max() if most is None else most
    return set(counts.index[counts.between(least, top)])


def _recent(as_of: str, days: int) -> pd.DataFrame:
    orders = _orders(as_of)
    return orders[orders["day"] > _since(as_of, days)]


goal = unit.add(
    Question(
        "goal",
        "On which of these can Nora say yes or no on a certain day?",
        judges.choice(
            {
                "A": "Get closer to our customers this autumn",
                "B": "Sell more winter tea than last year",
                "C": "15 second purchases between 2 September and 16 October",
                "D": "Send the winter letter to everybody by Friday",
            }
        ),
        answer=lambda: "C",
        hints=(
            "Three things make a goal: what is counted, how much of it, and by when.",
            "Cross out what has no number. Cross out what has no last day. Of the "
            "rest, which is about what customers do, and not about what Nora does?",
        ),
        reasoning="Second purchases are counted, 15 is how many, 16 October is when. "
        "The others lack a number, lack a date, or count Nora's work instead of its "
        "effect.",
        wrong=(
            Wrong(
                "wish",
                "This is a direction, not a goal: nothing is counted, so nobody will "
                "ever know. Look for a number and a last day.",
                lambda: "A",
            ),
            Wrong(
                "no amount",
                "Something is counted here, but how much more is enough, and on which "
                "day do we look? Look for a number and a last day.",
                lambda: "B",
            ),
            Wrong(
                "activity",
                "This has a date, but it counts what Nora does. A goal counts what "
                "customers do in return.",
                lambda: "D",
            ),
        ),
    )
)

group_size = unit.add(
    Question(
        "group_size",
        "How many people bought in the {days} days that end on {as_of}?",
        judges.number(0),
        answer=lambda as_of, days: _recent(as_of, days)["customer_id"].nunique(),
        parameters={"as_of": AS_OF, "days": 30},
        hints=(
            "The table `customers` has one row per person. Which column says how long "
            "ago each of them last bought?",
            "Day 0 is {as_of} itself. The last of the {days} days is therefore day "
            "{days} - 1: keep recency_days < {days}, and count the rows.",
        ),
        reasoning="One row per customer, so counting rows counts people. With {as_of} "
        "as day 0, the {days} days are the recencies 0 to {days} - 1.",
        wrong=(
            Wrong(
                "orders",
                "You counted orders. A letter goes to a person, however often she "
                "bought: count customers.",
                lambda as_of, days: len(_orders(as_of)),
            ),
            Wrong(
                "everybody",
                "This is everybody who ever bought. Keep only those whose last order "
                "lies in the {days} days.",
                lambda as_of, days: _orders(as_of)["customer_id"].nunique(),
            ),
            Wrong(
                "the others",
                "These are the customers whom you want to leave out: the sign of the "
                "comparison is turned round.",
                lambda as_of, days: (
                    _orders(as_of)["customer_id"].nunique()
                    - _recent(as_of, days)["customer_id"].nunique()
                ),
            ),
            Wrong(
                "subscribers",
                "This is the whole list. Subscribers are an audience; only those with "
                "an order are customers, and only recent ones are the group.",
                lambda as_of, days: len(datasets.load("small_shop")["subscribers"]),
            ),
        ),
    )
)

second_purchases = unit.add(
    Question(
        "second_purchases",
        "How many people made their second purchase in the {days} days after {as_of}?",
        judges.number(0),
        answer=lambda as_of, days: len(
            _with_orders(as_of, most=1) & set(_window(as_of, days)["customer_id"])
        ),
        parameters={"as_of": AS_OF, "days": 45},
        hints=(
            "Two groups of people have to be found first: those with exactly one order "
            "by {as_of}, and those who ordered in the {days} days that follow.",
            "`customers.index[customers['n_orders'] == 1]` is the first group. The "
            "customer_id of the later orders is the second. Make sets, and take what "
            "they share: `set(first) & set(second)`.",
        ),
        reasoning="A second purchase needs a first one: exactly one order by {as_of}. "
        "Then an order in the {days} days. Whoever is in both sets made a second "
        "purchase in time.",
        wrong=(
            Wrong(
                "all orders",
                "This counts every order after {as_of}. A regular's seventh tin and a "
                "stranger's first are no second purchases.",
                lambda as_of, days: len(_window(as_of, days)),
            ),
            Wrong(
                "once so far",
                "These are all who had bought once by {as_of}. Which of them came back "
                "in the {days} days?",
                lambda as_of, days: len(_with_orders(as_of, most=1)),
            ),
            Wrong(
                "group only",
                "You kept the group that got the message. The goal counts second "
                "purchases by anybody with exactly one order before.",
                lambda as_of, days: len(
                    _with_orders(as_of, most=1)
                    & set(_recent(as_of, 30)["customer_id"])
                    & set(_window(as_of, days)["customer_id"])
                ),
            ),
            Wrong(
                "regulars",
                "These had two orders or more before: theirs were third or later "
                "purchases. Which customers had exactly one?",
                lambda as_of, days: len(
                    _with_orders(as_of, least=2)
                    & set(_window(as_of, days)["customer_id"])
                ),
            ),
        ),
    )
)

checkpoint = unit.checkpoint
