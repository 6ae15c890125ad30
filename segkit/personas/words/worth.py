"""What the value of a persona says."""

PERIOD = "{days} days to {day}"
PER_CUSTOMER = "{name}, on average"
NAMES = {
    "amount": "sales",
    "monetary_amount": "sales",
    "margin_amount": "margin",
    "spend_365d_amount": "sales in a year",
    "turnover_amount": "turnover",
    "n_orders": "orders",
    "orders": "orders",
    "orders_per_month": "orders a month",
}
PART = "part of all the money (they are {of:.0f} % of the customers)"


def called(column: str) -> str:
    """Return what a column of money or counts is called."""
    return NAMES.get(column, column.removesuffix("_amount").replace("_", " "))
