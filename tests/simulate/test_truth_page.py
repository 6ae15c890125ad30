"""TRUTH.md states what the plan plants."""

import re

import pytest

from segkit import schema
from segkit.simulate import Switches
from segkit.simulate.cases import shop
from segkit.simulate.people import plan

TEXT = (schema.bundled_folder() / "TRUTH.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("segment", plan.SEGMENTS, ids=lambda s: s.name)
def test_every_segment_stands_in_the_page_as_planted(segment):
    share = f"{segment.share:.0%}".replace("%", " %")
    discount = f"{segment.discount_rate:.0%}".replace("%", " %")
    comes_back = f"{segment.comeback_rate:.0%}".replace("%", " %")
    returns = f"{segment.return_rate:.0%}".replace("%", " %")
    channels = ", ".join(f"{100 * part:.0f}" for part in segment.channels) + " %"
    cells = [
        segment.name,
        share,
        f"{segment.orders_per_year:g}",
        f"{segment.years_active:g}",
        comes_back,
        f"{segment.extra_lines:g}",
        discount,
        f"{segment.sale_pull:g}",
        returns,
        channels,
    ]
    assert f"| {' | '.join(cells)} |" in TEXT


@pytest.mark.parametrize("role", shop.CHANCE)
def test_every_role_of_the_small_shop_stands_in_the_page(role):
    assert f"| {role} | {100 * shop.CHANCE[role]:.0f} % |" in TEXT
    assert re.search(rf"\b{shop.ROLES[role]}\b", TEXT)


def test_shares_add_up_and_preferences_too():
    assert sum(segment.share for segment in plan.SEGMENTS) == pytest.approx(1)
    assert sum(shop.ROLES.values()) == 60
    for segment in plan.SEGMENTS:
        assert sum(segment.channels) == pytest.approx(1)
        assert sum(segment.sources) == pytest.approx(1)


@pytest.mark.parametrize("switch", Switches.names())
def test_every_pitfall_has_a_line_and_a_heading_that_says_how_to_find_it(switch):
    assert f"| `{switch}` | " in TEXT
    sections = re.findall(rf"^### {switch}: .*?(?=^##|\Z)", TEXT, re.M | re.S)
    assert sections
    assert any(re.search("find it", section, re.I) for section in sections)
    assert any(f"{switch}=False" in section for section in sections)
