"""What each segment means, with a goal and an action: words, ready for translation."""

from __future__ import annotations

from typing import NamedTuple


class Advice(NamedTuple):
    """What a group means for the shop, and where to begin with it."""

    meaning: str
    goal: str
    action: str
    urgent: bool = False  # worth something, and drifting away
    asleep: bool = False  # said to have stopped buying: the test may say otherwise


RFM = {
    "Champions": Advice(
        "Your best: came most recently, come and spend more than most.",
        "Keep them, and let them speak for you.",
        "Thank them in person, show new things to them first, ask for a review or a "
        "recommendation. Discounts are seldom needed here.",
    ),
    "Loyal": Advice(
        "Order more often than most, and are still coming.",
        "Raise what they spend, keep the habit.",
        "Offer what goes with what they bought, a loyalty reward, early access.",
    ),
    "Potential loyalists": Advice(
        "Came more recently than most, and could order more often.",
        "Make the next order happen soon.",
        "Suggest a second product line, a membership, a reason to return this month.",
    ),
    "New customers": Advice(
        "Came most recently, order least often: new, or here only now and then.",
        "Win the second order: it is the hardest.",
        "Welcome messages: how to use what they bought, then one fitting suggestion.",
    ),
    "Promising": Advice(
        "Came more recently than most, order least often.",
        "Bring them back before they forget you.",
        "A reminder of what they looked at or bought; a small reason to try again.",
    ),
    "Needing attention": Advice(
        "In the middle: could become loyal, could drift off.",
        "Tip the balance while they still remember you.",
        "A time-limited offer close to what they bought; ask what they are missing.",
        urgent=True,
    ),
    "About to sleep": Advice(
        "Order less often than most, and have begun to stay away.",
        "One more order before they sleep.",
        "Show your best-sellers and what is new; test one incentive.",
    ),
    "At risk": Advice(
        "Ordered as often as most or more, and have stayed away longer than most.",
        "Win them back: they liked you once.",
        "A personal “we miss you” with something useful; ask what went wrong. Compare "
        "with a group that gets nothing.",
        urgent=True,
        asleep=True,
    ),
    "Cannot lose them": Advice(
        "Ordered more often than most, spent most, and have stayed away longer than "
        "most.",
        "Win them back first of all.",
        "A call or a personal letter rather than a newsletter; solve what went wrong; "
        "a strong reason to return.",
        urgent=True,
        asleep=True,
    ),
    "Hibernating": Advice(
        "Order less often than most, and have stayed away longer than most.",
        "Spend little; catch those who wake.",
        "Seasonal news only, at low cost; write less often to those who never react.",
        asleep=True,
    ),
    "Lost": Advice(
        "Order less often than most, and have stayed away longest.",
        "Do not spend on them without a test.",
        "One last message with a clear choice: stay or leave. Then rest the address.",
        asleep=True,
    ),
    "No purchase yet": Advice(
        "Known to you, but have never ordered.",
        "Win the first order.",
        "Answer what holds people back: delivery, returns, size, trust.",
    ),
}

LIFECYCLE = {
    "Prospect": RFM["No purchase yet"],
    "New": RFM["New customers"]._replace(
        meaning="Their first order is recent, or they have one order so far."
    ),
    "Regular": Advice(
        "Buy at your shop's usual rhythm.",
        "Keep the rhythm, raise the basket.",
        "Offer what goes with what they bought, a reminder when the next order is due.",
    ),
    "VIP": RFM["Champions"]._replace(
        meaning="Still coming, and among those who spend most."
    ),
    "Lapsing": Advice(
        "Late: longer without an order than your customers usually take.",
        "Bring them back before they are lost.",
        "A personal reminder now, a better reason two weeks later. Compare with a "
        "group that gets nothing.",
        urgent=True,
        asleep=True,
    ),
    "Lost": Advice(
        "Far later than your customers usually come.",
        "Do not spend on them without a test.",
        "One last message with a clear choice: stay or leave. Then rest the address.",
        asleep=True,
    ),
}

ABC = {
    "A customers": Advice(
        "The best by money: together they bring most of the revenue.",
        "Keep them, and learn what makes them stay.",
        "Serve them first, thank them, ask them what they need next.",
    ),
    "B customers": Advice(
        "The next by money: worth more attention than they usually get.",
        "Make A customers of some of them.",
        "Offer what A customers buy and they do not yet.",
    ),
    "C customers": Advice(
        "Many customers who bring little each.",
        "Serve them at low cost.",
        "Automatic messages; find out which of them have only just begun.",
    ),
    "No purchase yet": RFM["No purchase yet"],
}

# Groups found in the data, told by how they compare with the customers as a whole:
# (bought as recently as most, order as often as most).
LIKENESS = {
    (True, True): Advice(
        "Bought lately and come often, compared with the others.",
        "Keep them, and raise what they spend.",
        "Reward the habit, show new things to them first, offer what goes together.",
    ),
    (True, False): Advice(
        "Bought lately, but seldom so far.",
        "Win the next order soon.",
        "Welcome them, explain what they bought, make one fitting suggestion.",
    ),
    (False, True): Advice(
        "Came often, but have stayed away longer than most.",
        "Win them back.",
        "A personal “we miss you”; ask what went wrong. Compare with a group that gets "
        "nothing.",
        urgent=True,
    ),
    (False, False): Advice(
        "Bought seldom, and long ago.",
        "Spend little; catch those who wake.",
        "Seasonal news only, at low cost; write less often to those who never react.",
    ),
}
