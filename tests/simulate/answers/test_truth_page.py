"""TRUTH.md states what is planted in campaigns and tests."""

import re

import pytest

from segkit import schema
from segkit.simulate import Switches
from segkit.simulate.answers import follow_ups, plan, trial_plan
from segkit.simulate.people import links
from segkit.simulate.people import plan as people_plan

TEXT = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")
MINE = [
    "machine_opens",
    "sample_ratio",
    "many_campaigns",
    "summer_offers",
    "message_effects",
    "novelty",
    "prior_spend",
    "simpson",
    "free_shipping",
]


def section(name):
    start = TEXT.index(f"### {name}: ")
    end = re.compile(r"^##", re.MULTILINE).search(TEXT, start + 3)
    return TEXT[start : end.start() if end else None]


def rates(values):
    texts = [f"{100 * value:g}" for value in values]
    return f"{', '.join(texts[:-1])} and {texts[-1]} %"


@pytest.mark.parametrize("name", MINE)
def test_every_pitfall_has_its_section_and_says_how_to_turn_it_off(name):
    assert name in Switches.names()
    assert f"`{name}=False`" in section(name)


@pytest.mark.parametrize("code", range(5))
def test_effects_by_segment(code):
    name = people_plan.planted("name")[code]
    adds, off = 100 * plan.ADDS[code], 100 * plan.PUTS_OFF[code]
    assert f"| {name} | {adds:g} points | {off:g} % |" in TEXT


@pytest.mark.parametrize("code", range(4))
def test_effects_by_need(code):
    cells = " | ".join(f"{times:g}" for times in plan.ADDS_BY_NEED[code])
    assert f"| {links.NEEDS[code]} | {cells} |" in TEXT


def test_the_head_of_the_table_of_needs():
    assert f"| need | {' | '.join(plan.CONTENTS)} |" in TEXT


def test_campaigns_and_their_sizes():
    assert len(plan.CAMPAIGNS) == 24
    assert f"less than {plan.WINDOW_DAYS} days after the campaign" in TEXT
    assert f"at most {100 * plan.REACH:g} % of all people" in TEXT
    assert f"moves people {plan.POWERED_TIMES:g} times as much" in TEXT
    assert f"The letter K{plan.POWERED}" in TEXT
    assert f"Campaign K{plan.LOST_HOLD_OUT:02d} went" in TEXT
    assert f"Afterwards {100 * plan.LOST:g} % of the held-out rows" in TEXT
    assert f"Campaign K{plan.THREE_LINES:02d} tries three lines" in TEXT
    odd = [c for c in plan.CAMPAIGNS if c.held_out != 0.5]
    assert [(c.name, c.held_out) for c in odd] == [("Thank you", 0.3)]
    assert "30 % in K20" in TEXT
    lost = ", ".join(
        f"{name} {100 - 100 * plan.DELIVERED[key]:.1f} %"
        for key, name in [
            ("email", "e-mails"),
            ("sms", "text messages"),
            ("letter", "letters"),
        ]
    )
    assert f"({lost})" in TEXT


def test_reading():
    assert f"people open {rates(plan.OPENS)}" in TEXT
    assert f"they click {rates(plan.CLICKS)}" in TEXT
    weekly, _, big = plan.OPENS_BY_FREQUENCY
    assert f"(log-odds +{weekly:g})" in TEXT
    assert f"opens less ({big:g}) and unsubscribes" in TEXT
    weekly, _, big = plan.UNSUBSCRIBES_BY_FREQUENCY
    assert f"unsubscribes {big:g} times as often" in TEXT
    assert f"weekly readers {weekly:g} times" in TEXT
    low, high = 100 * plan.UNSUBSCRIBES.min(), 100 * plan.UNSUBSCRIBES.max()
    assert f"loses {low:g} to {high:g} %" in TEXT
    moved = f"{100 * plan.MOVED_OPEN:g} % open it and {100 * plan.MOVED_CLICK:g} %"
    assert moved in TEXT
    assert f"For {rates(plan.MACHINES)} of the customers" in section("machine_opens")


def test_parts_of_a_message():
    words = {
        "targeted": "theme instead of newsletter",
        "proof": "social proof",
        "deadline": "deadline",
        "discount": "discount",
        "words": "each 100 words more",
    }
    for part, name in words.items():
        opens = plan.OPEN_FACTORS.get(part, 0)
        clicks = plan.CLICK_FACTORS.get(part, 0)
        assert f"| {name} | {opens:g} | {clicks:g} |" in section("message_effects")
    assert f"+{plan.FITS:g} for whom the line fits, {plan.MISSES:g} for all" in TEXT


def test_summer():
    text = section("summer_offers")
    assert f"+{100 * plan.SUMMER_ADDS:g} points" in text
    assert "K06, K07, K18 and K19" in text


def test_follow_ups():
    first, second, third = follow_ups.AFTER_DAYS
    assert f"{first}, {second} and {third} days later" in TEXT
    first, second, third = follow_ups.OPENS_BY_STEP
    assert f"an open +{first:g}, +{second:g} and {third:g} against" in TEXT


def test_tests():
    adds = [f"{100 * add:.2g}" for add in trial_plan.NOVEL_ADDS]
    assert f"B adds {', '.join(adds[:3])} and {adds[3]} points" in section("novelty")
    assert f"{100 * trial_plan.NOVEL_RATE:g} % of the visitors" in section("novelty")
    added = f"B adds {100 * trial_plan.CLEAN_ADDS:g} % to the orders"
    assert added in section("prior_spend")
    for phase in trial_plan.PHASES:
        text = f"(A {100 * phase['a']:g} %, B {100 * phase['b']:g} %)"
        assert text in section("simpson")
    share = trial_plan.PHASES[0]["share"]
    assert f"{100 * share:g} % of the visitors see B" in section("simpson")
    free, text = (
        [100 * rate for rate in trial_plan.FREE_RATES],
        section("free_shipping"),
    )
    assert f"{free[0]:g} % of the visitors" in text
    assert f"{free[1]:g} % in B" in text
    paid, less = trial_plan.BASKETS
    assert f"mean {less:g} instead of {paid:g} EUR" in text
    for euros in (trial_plan.FEE, trial_plan.DELIVERY_COST):
        assert f"{euros:.2f} EUR" in text
    assert f"up to {trial_plan.FEE_BELOW:g} EUR" in text
