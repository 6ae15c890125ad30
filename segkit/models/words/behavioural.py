"""The words of the behavioural model."""

from __future__ import annotations

from typing import NamedTuple

from segkit.models.words import amount, counted


class RfmSegment(NamedTuple):
    """One named group of RFM scores: its key, name, scores and meaning."""

    key: str
    name: str
    scores: str
    meaning: str


NO_PURCHASE = ("no_purchase_yet", "No purchase yet", "has never ordered")

# Names as marketers use them; the scores are segkit's own, see models.rfm. A letter
# that is left out means every score. Best first.
RFM = (
    RfmSegment(
        "champions",
        "Champions",
        "R5 F4-5 M4-5",
        "ordered most recently, order more often than most and spend more than most",
    ),
    RfmSegment(
        "loyal",
        "Loyal",
        "R3-4 F4-5 or R5 F4-5 M1-3",
        "order more often than most and are still coming",
    ),
    RfmSegment(
        "potential_loyalists",
        "Potential loyalists",
        "R4-5 F2-3",
        "ordered more recently than most, and could order more often",
    ),
    RfmSegment(
        "new_customers",
        "New customers",
        "R5 F1",
        "ordered most recently and least often: new, or here only now and then",
    ),
    RfmSegment(
        "promising",
        "Promising",
        "R4 F1",
        "ordered more recently than most, and least often",
    ),
    RfmSegment(
        "needing_attention",
        "Needing attention",
        "R3 F3",
        "in the middle for recency and frequency: could go either way",
    ),
    RfmSegment(
        "about_to_sleep",
        "About to sleep",
        "R3 F1-2",
        "order less often than most and have begun to stay away",
    ),
    RfmSegment(
        "at_risk",
        "At risk",
        "R1-2 F3 or R1-2 F4-5 M1-4",
        "ordered as often as most or more, and have stayed away longer than most",
    ),
    RfmSegment(
        "cannot_lose_them",
        "Cannot lose them",
        "R1-2 F4-5 M5",
        "ordered more often than most, spent most, have stayed away longer than most",
    ),
    RfmSegment(
        "hibernating",
        "Hibernating",
        "R2 F1-2",
        "ordered less often than most and have stayed away longer than most",
    ),
    RfmSegment(
        "lost",
        "Lost",
        "R1 F1-2",
        "ordered less often than most and have stayed away longest",
    ),
)

LIFECYCLE = {
    "prospect": ("Prospect", "has never ordered"),
    "new": ("New", "last order at most {lapsing_days} ago, and {fresh}"),
    "regular": (
        "Regular",
        "last order at most {lapsing_days} ago, {settled}; "
        "spent less than {vip_amount}",
    ),
    "vip": (
        "VIP",
        "last order at most {lapsing_days} ago, {settled}; spent {vip_amount} or more",
    ),
    "lapsing": (
        "Lapsing",
        "last order more than {lapsing_days} ago, at most {lost_days}",
    ),
    "lost": ("Lost", "last order more than {lost_days} ago"),
}
FRESH = "either one order so far or the first at most {new_days} ago"
SETTLED = "two orders or more and the first more than {new_days} ago"
FRESH_BY_ORDERS = "one order so far"
SETTLED_BY_ORDERS = "two orders or more"

PARETO = {
    "a": ("A customers", "spent {a} or more: the best, who bring 80 % of the revenue"),
    "b": ("B customers", "spent {b} or more, less than {a}: the next 15 %"),
    "c": ("C customers", "spent less than {b}: the last 5 % of the revenue"),
}

# What a segment is called when its centre lies above or below the others' mean.
ABOVE = {
    "monetary_amount": "high value",
    "n_orders": "frequent",
    "recency_days": "long absent",
}
BELOW = {
    "monetary_amount": "low value",
    "n_orders": "occasional",
    "recency_days": "recent",
}
TYPICAL = "typically {orders}, {amount} spent, last order {days} ago"

FACTS = "Last order {days} ago, {orders}, {amount} spent."
SCORED = {
    "recency_days": "Last order {days} ago: recency score {score} of 5 ({span}).",
    "n_orders": "{orders}: frequency score {score} of 5 ({span}).",
    "monetary_amount": "{amount} spent: monetary score {score} of 5 ({span}).",
}
# The near end of a score's range, and the end that it must not reach.
RANGE = {
    "recency_days": ("at most {}", "more than {}"),
    "n_orders": ("{} or more", "fewer than {}"),
    "monetary_amount": ("{} or more", "less than {}"),
}
ALL_ALIKE = "all customers are alike in this"
SPENT = "{amount} spent."
FIRST = "First order {days} ago."
NEVER = "No order so far, so there is nothing to score or compare."
PROSPECT = "No order so far."


def quantity(name: str, value: float) -> str:
    """Write a value of one of the three purchase columns, with its unit.

    Parameters
    ----------
    name : the column
    value : the number in it

    Returns
    -------
    str

    Examples
    --------
    >>> quantity("recency_days", 12), quantity("monetary_amount", 80)
    ('12 days', '80.00')
    """
    things = {"recency_days": "day", "n_orders": "order"}
    return counted(value, things[name]) if name in things else amount(value)


def span(name: str, near: float | None, far: float | None) -> str:
    """Write the range of values that have one score.

    Parameters
    ----------
    name : the column
    near : the worst value in the range; None if there is no limit
    far : the next better score begins here; None if there is none

    Returns
    -------
    str

    Examples
    --------
    >>> span("recency_days", 60, 30), span("n_orders", None, 2)
    ('more than 30 days, at most 60 days', 'fewer than 2 orders')
    """
    limits = zip(RANGE[name], (near, far), strict=True)
    parts = [
        text.format(quantity(name, limit))
        for text, limit in limits
        if limit is not None
    ]
    smaller_first = reversed(parts) if name == "recency_days" else parts
    return ", ".join(smaller_first) or ALL_ALIKE


# Life-cycle presets: which stages go together, and what they are then called.
INACTIVE = ("Inactive", "last order more than {lapsing_days} ago")
NOT_YET = ("No purchase yet", "has never ordered")
RETURNED = ("Regular", "last order at most {lapsing_days} ago, {settled}")
PRESETS: dict[str, dict[str, tuple[str, tuple[str, str]]]] = {
    "full": {stage: (stage, told) for stage, told in LIFECYCLE.items()},
    "new_recurring_vip": {
        "prospect": ("prospect", NOT_YET),
        "new": ("new", LIFECYCLE["new"]),
        "regular": ("recurring", ("Recurring", LIFECYCLE["regular"][1])),
        "vip": ("vip", LIFECYCLE["vip"]),
        "lapsing": ("inactive", INACTIVE),
        "lost": ("inactive", INACTIVE),
    },
    "prospect_new_regular": {
        "prospect": ("prospect", LIFECYCLE["prospect"]),
        "new": ("new", LIFECYCLE["new"]),
        "regular": ("regular", RETURNED),
        "vip": ("regular", RETURNED),
        "lapsing": ("inactive", INACTIVE),
        "lost": ("inactive", INACTIVE),
    },
}
