"""TRUTH.md states what is planted on the web."""

import numpy as np
import pytest

from segkit import schema
from segkit.simulate.people import links, plan
from segkit.simulate.web import (
    cause,
    clock,
    devices,
    gear,
    hold_outs,
    machines,
    market,
    media,
    paths,
    prospects,
    sessions,
)

TEXT = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")


def percent(part):
    return f"{100 * part:.0f} %"


def row(*cells):
    return f"| {' | '.join(cells)} |"


def listed(numbers):
    return ", ".join(f"{number:g}" for number in numbers)


@pytest.mark.parametrize("name", devices.USES)
def test_every_program_stands_in_the_page(name):
    chances = map(percent, devices.USES[name])
    assert row(name.replace("_", " "), *chances) in TEXT


@pytest.mark.parametrize(
    "shares", list(cause.credit().itertuples()), ids=lambda s: s.channel
)
def test_every_channel_stands_in_the_page_with_its_credit(shares):
    rates = shares.last_click_rate, shares.incremental_rate
    assert row(shares.channel, *(f"{100 * rate:.1f} %" for rate in rates)) in TEXT


@pytest.mark.parametrize("code", range(len(plan.SOURCES)))
def test_what_is_behind_every_last_click_stands_in_the_page(code):
    parts = map(percent, cause.CAUSE_OF_LAST_CLICK[code])
    assert row(plan.SOURCES[code], *parts) in TEXT


@pytest.mark.parametrize("test", hold_outs.TESTS, ids=lambda test: test[0])
def test_every_test_by_region_stands_in_the_page(test):
    assert row(*map(str, test)) in TEXT


def test_openness_and_its_signs_stand_in_the_page():
    assert (
        f"means {listed(gear.OPENNESS)} in the four classes and a standard deviation "
        f"of {gear.OPENNESS_SPREAD:g} in each; the adopter classes are cut at "
        f"{listed(devices.CUTS)} standard deviations"
    ) in TEXT
    assert (
        f"around {devices.PHONE_YEAR:g} with a spread of {devices.PHONE_SPREAD:g} "
        f"years, correlation {devices.PHONE_OPENNESS:g} with openness"
    ) in TEXT


def test_paths_budgets_and_market_stand_in_the_page():
    assert (
        f"{paths.EARLIER:g} touches before the last one (own accord "
        f"{paths.EARLIER_ANYWAY:g}), mostly within {paths.DAYS_BEFORE:g} days"
    ) in TEXT
    assert f"There are {paths.LOST:g} paths without a sign-up for every" in TEXT
    budgets = zip(plan.SOURCES, media.BUDGET, strict=True)
    assert ", ".join(f"{name} {amount:,.0f}" for name, amount in budgets) in TEXT
    assert f"{listed(media.LAUNCH_PULL)} times that in January, February" in TEXT
    assert f"A click costs {100 * (media.DEARER - 1):.0f} % more in 2024" in TEXT
    brand, world = market.GROWS
    growth, start = percent(market.GROWTH_A_MONTH), media.MONTHS[market.CHANGE_FROM]
    stated = f"{brand} grows by {growth} a month in the {world} from {start:%B %Y} on"
    assert stated in TEXT
    brand, world = market.SHRINKS
    loss = percent(market.DECLINE_A_MONTH)
    assert f"{brand} loses {loss} a month in the {world}" in TEXT


def test_visits_and_prospects_stand_in_the_page():
    assert f"Customers visit {listed(gear.VISITS)} times a month" in TEXT
    assert f"{gear.GONE:g} times that when they have gone" in TEXT
    assert f"{percent(1 - sessions.LOGGED_IN)} are not logged in" in TEXT
    others = zip(links.DIGITAL, np.exp(prospects.OTHER_DIGITAL), strict=True)
    assert "; ".join(f"{name} {times:.1f}" for name, times in others) in TEXT
    assert f"{prospects.VISITS:g} against {prospects.VISITS_OTHERS:g} of a" in TEXT
    reads = percent(prospects.NEWSLETTER), percent(prospects.NEWSLETTER_OTHERS)
    assert f"{reads[0]} against {reads[1]} read a newsletter" in TEXT


def test_machines_and_clocks_stand_in_the_page():
    assert f"holds {machines.PER_THOUSAND:g} machines for every 1,000" in TEXT
    plans = zip(
        machines.KINDS,
        machines.KIND_WEIGHTS,
        machines.PAGES,
        machines.EVERY_MINUTES,
        strict=True,
    )
    for kind, part, pages, minutes in plans:
        stated = f"{percent(part)} {kind}s with about {pages} pages a visit, every"
        assert f"{stated} {minutes // 60} hours" in TEXT
    names = f"{percent(machines.HONEST)} name themselves {machines.HEADLESS}"
    assert f"{names}; {percent(machines.KEEPS_COOKIE)} keep their cookie" in TEXT
    assert f"Local time is {clock.SUMMER_HOURS} hours ahead" in TEXT
    assert f"and {clock.WINTER_HOURS} hour after" in TEXT


@pytest.mark.parametrize("switch", ["bots", "utc_timestamps"])
def test_every_pitfall_of_the_web_has_a_heading(switch):
    assert f"\n### {switch}: " in TEXT
