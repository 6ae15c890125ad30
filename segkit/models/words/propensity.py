"""The words of the propensity model."""

from __future__ import annotations

from segkit.models import words

LABELS = {
    "recency_days": "days since the last order",
    "tenure_days": "days since the first order",
    "median_gap_days": "days between orders",
    "monetary_amount": "money spent",
    "average_order_amount": "money per order",
    "refund_amount": "money refunded",
    "weekend_rate": "weekend orders",
    "n_orders": "orders",
}

AHEAD = (
    "{n} of its dates lie after as_of {as_of}: it was written later; if they were "
    "known ahead that day, such as a date of renewal, pass known_ahead=[{column!r}]"
)
MADE_LATER = "it was made on {made_on}, after as_of {as_of}"
TOO_GOOD = (
    "it alone tells almost perfectly who will (AUC {auc:.3f}, {limit:g} or more): it "
    "has probably seen the outcome; leave it out, or find out when it was made and "
    "pass known_ahead=[{column!r}]"
)
GAPS_TELL = (
    "whether it is empty tells almost perfectly who will (AUC {auc:.3f}, {limit:g} or "
    "more): it was probably filled in afterwards; leave it out, or find out when it "
    "was made and pass known_ahead=[{column!r}]"
)
LEAKS = "X knows the future. {columns}"
ONE_LEAK = "Column {column!r}: {why}."
LAST_WORDS = "X.drop(columns={columns}) leaves out all of them."

FEW_EVENTS = (
    "{events} customers did and {others} did not, for {columns} columns as the model "
    "reads them: {each:.1f} of the rarer kind for each, fewer than {enough}. Chances "
    "will be too extreme: use fewer columns, a longer window or more customers"
)
OVERLAP = (
    "the window after learn ({learn}) ends on {end}, after check ({check}): what is "
    "learned from must be over before the day of the check; choose a check on or after "
    "{end}, an earlier learn, or fewer days"
)
NOT_OVER = (
    "the window after {name} ({day}) ends on {end}, and the last event known is of "
    "{last}: choose an earlier day or fewer days, or say known_until='...' if nothing "
    "happened after that"
)
OTHER_DAY = (
    "describe({day!r}) returned a table of {found}: pass a function that describes "
    "customers as of the day that it is given, such as lambda day: "
    "features.customers(orders, as_of=day)"
)

DRIVER = {
    "twice": "customers with twice the {label} are {times} times as likely",
    "more": "customers with {by} more {label} are {times} times as likely",
    "yes": "customers with {label} are {times} times as likely as those without",
    "instead": "customers with {label} {value} are {times} times as likely as those "
    "with {other}",
}
ALIKE_ELSE = " ({alike} times with all else alike)"
HEADING = (
    "What goes with the chance (no cause: nobody was changed), the column that the "
    "model leans on most first"
)
GAIN = (
    "Reaching the best {share} reaches {capture} of those who will: {lift} times as "
    "many as by chance."
)
MODEL, RULE, ALIKE = "the model", "RFM rule alone", "everybody alike"


def label(column: str) -> str:
    """Make a column's name fit for a sentence about what customers have more of.

    Parameters
    ----------
    column : its name

    Returns
    -------
    str

    Examples
    --------
    >>> label("n_orders"), label("n_tickets"), label("spend_365d_amount")
    ('orders', 'tickets', 'spend 365d')
    """
    return LABELS.get(column, words.label(column.removeprefix("n_")))
