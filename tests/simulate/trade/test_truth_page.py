"""TRUTH.md states what the trade plants."""

import re

import pytest

from segkit import schema
from segkit.simulate.people import lives, plan
from segkit.simulate.trade import catalogue, checkout, friends, purchases, raw, tickets
from segkit.simulate.trade import refunds as refund_stage

PAGE = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")


def section(heading):
    """Return what stands under a heading, up to the next of its level or higher."""
    level = len(heading) - len(heading.lstrip("#"))
    parts = PAGE.split(f"\n{heading}", maxsplit=1)
    assert len(parts) == 2, heading
    return re.split(rf"\n#{{1,{level}}} ", parts[1])[0]


def percent(part):
    return f"{part:.0%}".replace("%", " %")


def listed(numbers):
    return ", ".join(f"{number:g}" for number in numbers)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        (
            "## The world: five ways to behave",
            [
                f"{lives.PAUSE_DAYS[0]} days and a mean of {lives.PAUSE_DAYS[1]} more",
                f"goes on at {lives.SLOWER:g} of the rate",
                f"{listed(refund_stage.CHANNEL_RETURNS)} times as many on web",
                f"In the {purchases.BIRTHDAY_DAYS} days before a birthday",
                f"orders {purchases.BIRTHDAY_TIMES:g} times as often",
            ],
        ),
        (
            "## Trade: what customers are worth",
            [
                f"{percent(refund_stage.WHOLE)} of the refunds give all",
                f"brings {tickets.AFTER_REFUND:g} times as many",
                f"need: {listed(tickets.PER_YEAR)} a year",
                ", ".join(percent(part) for part in tickets.ANSWERS),
                f"came by a friend, {percent(friends.NAMED)} named one",
                f"champion to lapsing: {listed(friends.GLADNESS)}",
                f"gamma with shape {friends.UNEVEN:g}",
                f"{percent(friends.NEARBY)} of the friends live in the same region",
                f"within {checkout.WELCOME_DAYS} days of signing up",
                f"in the sales {percent(checkout.CODE_IN_SALE)} of the discounts",
            ],
        ),
        (
            "### drift: ",
            [
                f"in steps of {listed(purchases.APP_GROWTH[1:])}",
                f"list prices rise by {catalogue.RISE_PERCENT} %",
            ],
        ),
        (
            "### lucky_window: ",
            [
                f"{percent(lives.LUCKY)} of those who were customers from 1 March",
                f"order {purchases.LUCKY_TIMES:g} times as often",
            ],
        ),
        (
            "### immortal_time: ",
            [
                f"{percent(friends.CARD_TAKEN)} of those who place a third order",
                f"{percent(friends.CARD_AT_SIGN_UP)} of all customers take it",
            ],
        ),
        (
            "### duplicates: orders that stand twice",
            [
                f"{100 * raw.DOUBLE:.2f} % of the orders stand twice",
                f"place {percent(raw.AT_SECOND)} of their later orders",
            ],
        ),
        (
            "### wrong_scale: ",
            [
                f"about {raw.SLIPS * 64_000:.0f} orders of 64,000",
                f"{raw.TIMES} times too large",
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_page_states_the_constants(heading, words):
    text = section(heading)
    for sentence in words:
        assert sentence in text, sentence


def test_the_page_lists_the_tickets():
    text = section("## Trade: what customers are worth")
    for segment, number in zip(plan.SEGMENTS, tickets.PER_ORDER, strict=True):
        assert f"| {segment.name} | {number:g} |" in text
    for reason, hours in zip(tickets.REASONS, tickets.HOURS, strict=True):
        assert f"| {reason} | {hours:g} |" in text
    for channel, cost in zip(tickets.CHANNELS, tickets.COST_PER_HOUR, strict=True):
        assert f"{cost:g} EUR by {channel}" in text


def test_the_third_order_brings_the_card():
    assert friends.CARD_ORDER == 3
    day = [str(day.date()) for day in (lives.LUCKY_FROM, lives.LUCKY_TO)]
    assert day == ["2024-03-01", "2024-06-01"]
