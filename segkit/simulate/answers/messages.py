"""Campaigns and messages: what was planned, before anybody got anything."""

from __future__ import annotations

from itertools import product

import pandas as pd

from segkit.simulate.answers import plan, wording

# Short and long texts: each campaign gives them to its messages in another order, so
# that length goes with none of the other parts.
WORDS = (70, 140, 210, 320)
ORDERS = ((0, 1, 2, 3), (0, 1, 3, 2), (0, 2, 1, 3))


def campaign_ids() -> list[str]:
    """Return the numbers of the campaigns, in order of time.

    Returns
    -------
    list of str

    Examples
    --------
    >>> campaign_ids()[6]
    'K07'
    """
    return [f"K{number:02d}" for number in range(1, len(plan.CAMPAIGNS) + 1)]


def campaign_table() -> pd.DataFrame:
    """Return the campaigns as the shop keeps them.

    Returns
    -------
    pandas table: campaign_id, campaign_name, goal, sent_at, channel, audience,
    promoted_category, discount_rate, limited_time, held_out_rate, contact_cost_amount

    Examples
    --------
    >>> len(campaign_table())
    24
    """
    planned = plan.CAMPAIGNS
    return pd.DataFrame(
        {
            "campaign_id": campaign_ids(),
            "campaign_name": [each.name for each in planned],
            "goal": [each.goal for each in planned],
            "sent_at": [each.sent_at for each in planned],
            "channel": [each.channel for each in planned],
            "audience": [plan.AUDIENCES[each.audience] for each in planned],
            "promoted_category": [each.category for each in planned],
            "discount_rate": [each.percent / 100 for each in planned],
            "limited_time": [each.limited for each in planned],
            "held_out_rate": [each.held_out for each in planned],
            "contact_cost_amount": [plan.COST[each.channel] for each in planned],
        }
    )


def message_table() -> pd.DataFrame:
    """Return every message: its subject line and the parts that were tried.

    Returns
    -------
    pandas table: message_id, campaign_id, subject_line, subject_line_fr, subject_type,
    social_proof, deadline, content_type, discount_rate, limited_time, words

    Notes
    -----
    Subject type, proof and deadline have two levels each. A campaign sends four of the
    eight combinations, the next campaign the other four: within each campaign every
    level appears in half of the messages, and over two campaigns all pairs are crossed
    (a half fraction; Box, Hunter and Hunter 2005, chapter 6).

    Examples
    --------
    >>> message_table().groupby("campaign_id").size().value_counts().to_dict()
    {4: 23, 3: 1}
    """
    rows = [row for number in range(len(plan.CAMPAIGNS)) for row in _rows(number + 1)]
    table = pd.DataFrame(rows)
    table.insert(0, "message_id", [f"M{n:03d}" for n in range(1, len(table) + 1)])
    return table


def _rows(number: int) -> list[dict]:
    """Return the messages of one campaign."""
    campaign = plan.CAMPAIGNS[number - 1]
    if number == plan.THREE_LINES:
        parts = [
            ("newsletter", 0, 0),
            ("for busy people", 0, 0),
            ("for enthusiasts", 0, 0),
        ]
    else:
        every = product(("newsletter", "targeted"), (0, 1), (0, 1))
        parts = [p for p in every if ((p[0] == "targeted") + p[1] + p[2] + number) % 2]
    return [
        {
            "campaign_id": f"K{number:02d}",
            "subject_line": subject(number, *part, language=0),
            "subject_line_fr": subject(number, *part, language=1),
            "subject_type": part[0],
            "social_proof": bool(part[1]),
            "deadline": bool(part[2]),
            "content_type": campaign.content,
            "discount_rate": campaign.percent / 100,
            "limited_time": campaign.limited,
            "words": _length(number, place),
        }
        for place, part in enumerate(parts)
    ]


def subject(number: int, kind: str, proof: int, deadline: int, *, language: int) -> str:
    """Write a subject line.

    Parameters
    ----------
    number : of the campaign, from 1
    kind : subject type
    proof, deadline : whether it speaks of other customers, of a last day
    language : 0 English, 1 French

    Returns
    -------
    str

    Examples
    --------
    >>> subject(14, "targeted", 1, 1, language=0)
    'How a notebook is sewn. Customers came back for it (until 18 February)'
    """
    line = wording.THEMES[number - 1][language]
    if kind == "newsletter":
        line = wording.DULL[number % len(wording.DULL)][language]
    if kind == "for enthusiasts":
        line = wording.ENTHUSIAST[language]
    if proof:
        line += f". {wording.PROOFS[number % len(wording.PROOFS)][language]}"
    if deadline:
        line += f" ({_last_day(number, language)})"
    return line.format(number=number)


def _length(number: int, place: int) -> int:
    """Return the length of a text: over 24 campaigns each place has each length."""
    pair = (number - 1) // 2
    order = ORDERS[pair % len(ORDERS)]
    return WORDS[order[(place + pair // len(ORDERS)) % len(WORDS)]] + number


def _last_day(number: int, language: int) -> str:
    start = plan.CAMPAIGNS[number - 1].sent_at
    last = start + pd.Timedelta(days=plan.WINDOW_DAYS)
    day = f"{last.day} {wording.MONTHS[last.month - 1][language]}"
    if language and last.day == 1:
        day = f"1er {wording.MONTHS[last.month - 1][1]}"
    return wording.DEADLINES[language].format(en=day, fr=day)
