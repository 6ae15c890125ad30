"""TRUTH.md states what is planted in the firms and their contracts."""

import re

import pytest

from segkit import schema
from segkit.simulate.firms import churn, company, plan, plans, snapshot, talks, tools
from segkit.simulate.people import plan as people_plan

TEXT = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")


def percent(part):
    return f"{100 * part:.3g} %"


def row(*cells):
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("kind", plan.KINDS, ids=lambda k: k.name)
def test_every_kind_of_firm_stands_in_the_page_as_planted(kind):
    cells = [
        kind.name,
        percent(kind.share),
        f"{kind.employees:,}",
        f"{kind.spread:g}",
        f"{kind.turnover_per_head:,} EUR",
        f"{kind.years:g}",
        f"{kind.more_sites:g}",
        percent(kind.growth),
        percent(kind.swing),
        percent(kind.margin),
    ]
    assert row(*cells) in TEXT
    assert row(kind.name, *map(percent, kind.technographic)) in TEXT


@pytest.mark.parametrize("tool", tools.TOOLS, ids=lambda t: t.name)
def test_every_tool_stands_in_the_page_as_planted(tool):
    used = map(percent, tool.used)
    assert row(tool.name, *used, str(tool.launched), f"{tool.middle:g}") in TEXT


@pytest.mark.parametrize("sold", plans.PLANS, ids=lambda p: p.name)
def test_every_plan_stands_in_the_page_as_planted(sold):
    chance = ", ".join(f"{100 * part:.3g}" for part in sold.chance) + " %"
    price = f"{sold.cents / 100:.2f} EUR"
    risk = f"{sold.risk:g}"
    assert row(sold.name, price, chance, risk, percent(sold.yearly)) in TEXT


def test_the_risk_of_every_segment_stands_in_the_page():
    names = [segment.name for segment in people_plan.SEGMENTS]
    assert row("segment", *names) in TEXT
    assert row("chance a month", *map(percent, churn.RISK)) in TEXT


@pytest.mark.parametrize(
    "sentence",
    [
        f"**The price rise** of {percent(plans.RISE)} on 1 March 2024 multiplies the "
        f"risk by {churn.PRICE_EFFECT:g} for bargain customers",
        f"leave {churn.GONE_EFFECT:g} times as often",
        f"the risk of {churn.MONTHS_IN_ONE} months meets there",
        f"(gamma, shape {churn.EVENNESS:g})",
        f"in its first {company.START_UP_YEARS} years only, "
        f"{percent(plan.KINDS[0].start_up)} of the young ventures",
        f"it correlates with each date at {tools.EAGERNESS:g}",
        f"{percent(talks.CAMPAIGN_OFFERS)} of the firms are offered",
        f"by {percent(talks.CAMPAIGN_STEPS[0, 2])} of the firms without an ad platform "
        f"and {percent(talks.CAMPAIGN_STEPS[1, 2])} of those that used one",
        f"chances of {percent(talks.STEPS[0])}, {percent(talks.STEPS[1])} and "
        f"{percent(talks.STEPS[2])}",
        f"a cold call by {talks.SOURCE_ODDS[4]:g}",
        f"an account with the shop by {talks.ACCOUNT_ODDS:g}",
        f"A referral multiplies the odds of each step by {talks.SOURCE_ODDS[3]:g}",
        f"Institutions take {talks.SLOWNESS[3]:g} times as long as the mean, local "
        f"trade {talks.SLOWNESS[1]:g} times",
        f"{percent(company.MATCH_NOISE)} chance in the ranks",
        "within {}, {} or {} days".format(*(days for days, _ in snapshot.KNOWS)),
        "have {:g}, {:g} or {:g} added".format(*(more for _, more in snapshot.KNOWS)),
    ],
)
def test_the_page_states_the_planted_numbers(sentence):
    assert sentence in TEXT


def test_the_pitfall_has_a_heading_of_its_own():
    assert re.search(r"^### leakage: ", TEXT, re.MULTILINE)
    assert "`world(leakage=False)`" in TEXT


def test_planned_shares_add_up():
    assert sum(plan.planted("share")) == pytest.approx(1)
    for kind in plan.KINDS:
        assert sum(kind.technographic) == pytest.approx(1)
        assert sum(kind.ownership) == pytest.approx(1)
