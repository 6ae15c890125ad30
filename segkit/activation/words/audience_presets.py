"""Audiences that many shops need: their names, rules and what they are for."""

from __future__ import annotations

# {name}: (rule, description). Numbers in braces are arguments of `presets`.
SIMPLE = {
    "Recent buyers": (
        "count of orders in the last {recent_days} days >= 1",
        "start here: one personal message to who has just bought",
    ),
    "Regulars": (
        "count of orders >= {regular_orders}",
        "announcements, early access, a question what they want",
    ),
    "Prospects": (
        "count of orders = 0",
        "a first reason to buy",
    ),
    "Second purchase": (
        "count of orders = 1 and days since the last of orders between "
        "{second_from_days} and {lapsing_days}",
        "bought once, not too long ago: what goes with it",
    ),
    "VIP": (
        "sum of orders.amount in the last 365 days >= {vip_amount}",
        "thanks before offers; ask them first",
    ),
    "Win back": (
        "days since the last of orders between {win_back_days} and {lost_days}",
        "bought before and stayed away: one offer with a last day",
    ),
    "Inactive subscribers": (
        "email_consent is true and none of the last {n_sends} sends where (delivered "
        "is true) had (opened_at is known)",
        "ask how often they want to hear, before they leave",
    ),
    "Often at once": (
        "count of orders in any 90 days >= {burst_orders}",
        "had a phase of many orders: find out what it was for",
    ),
}
LIFECYCLE = {
    "Life cycle: prospect": ("count of orders = 0", "has never ordered"),
    "Life cycle: new": (
        "days since the last of orders <= {lapsing_days} and (count of orders = 1 or "
        "days since the first of orders <= {new_days})",
        "one order so far, or the first one not long ago",
    ),
    "Life cycle: regular": (
        "days since the last of orders <= {lapsing_days} and count of orders > 1 and "
        "days since the first of orders > {new_days} and "
        "sum of orders.amount < {lifetime_vip_amount}",
        "keeps coming",
    ),
    "Life cycle: VIP": (
        "days since the last of orders <= {lapsing_days} and count of orders > 1 and "
        "days since the first of orders > {new_days} and "
        "sum of orders.amount >= {lifetime_vip_amount}",
        "keeps coming, and spent most",
    ),
    "Life cycle: lapsing": (
        "days since the last of orders > {lapsing_days} and "
        "days since the last of orders <= {lost_days}",
        "longer away than usual",
    ),
    "Life cycle: lost": (
        "days since the last of orders > {lost_days}",
        "far longer away than usual",
    ),
}
GOALS = {
    "second purchase": "count of orders = 1",
    "win back": "days since the last of orders > {win_back_days}",
    "sell more": "count of orders >= 2 and days since the last of orders <= 365",
    "first purchase": "count of orders = 0",
    "thank": "sum of orders.amount in the last 365 days >= {vip_amount}",
}
RFM = "RFM: {name}"
