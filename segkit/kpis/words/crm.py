"""What the report on sales, campaigns and loyalty says to people."""

TITLES = {"sales": "Sales", "campaigns": "Campaigns", "loyalty": "Loyalty"}
CARD = {True: "card", False: "no card"}
MEMBERSHIP = "loyalty_card"
LOYALTY_NOTE = (
    "Card: given before {start}. The card goes to those who buy already: what they buy "
    "more is not what the card brought."
)
NO_CARDS = "nobody in segments had a card before {start}: choose a later start"
ALL_CARDS = "everybody in segments had a card before {start}: there is no group without"
