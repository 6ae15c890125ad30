"""How columns are called on a card, where neither the data nor the caller says."""

LABELS = {
    "recency_days": "days since the last order",
    "n_orders": "number of orders",
    "n_lines": "order lines",
    "monetary_amount": "spent in all",
    "average_order_amount": "spent per order",
    "tenure_days": "days since the first order",
    "median_gap_days": "days between orders",
    "first_order_date": "first order",
    "last_order_date": "last order",
    "refund_amount": "given back",
    "discount_rate": "discount on what was bought",
    "return_rate": "orders that came back",
    "favourite_channel": "favourite channel",
    "n_channels": "channels used",
    "weekend_rate": "orders placed at the weekend",
    "n_categories": "shelves bought from",
    "favourite_category": "favourite shelf",
    "acquired_via": "came by",
    "email_consent": "agrees to e-mail",
    "signed_up_on": "signed up",
    "birth_date": "age",
    "income_amount": "household income a year",
    "main_interest": "comes for",
    "main_difficulty": "main difficulty",
    "job_to_be_done": "wants to",
    "decision_style": "decides",
    "nps": "would recommend to a friend",
    "csat": "satisfied with the shop",
    "orders_stated": "orders they remember, of a year",
    "reads_reviews": "reads what other buyers say",
    "social_status": "rung of the ladder of status",
    "age": "age",
    "turnover_amount": "turnover",
    "balance_amount": "balance sheet total",
}
ENDINGS = {
    "_amount": " (amount)",
    "_rate": "",
    "_days": " (days)",
    "_years": " (years)",
}
CHANNEL_RATE = "orders by {name}"
SCALE_TOP = "{low} or {high} ({best})"
YES = "yes"
DAYS_BEFORE = "{label} (days before {day})"
YEARS_BEFORE = "{label} (years on {day})"
