"""Likes, comments and shares by hand, on each base."""

import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import posts, social_events


@pytest.mark.parametrize(
    ("base", "audience"), [("impressions", 4400), ("reach", 3400), ("followers", 1660)]
)
def test_engagement_on_each_base(base, audience):
    found = kpis.engagement_rate.from_table(posts.table(), base=base, **posts.PERIOD)
    assert (found.numerator, found.denominator, found.n) == (142, audience, 4)
    assert found.definition.startswith("likes, comments and shares / ")
    assert kpis.engagement_rate(142, audience, base=base).value == found.value


def test_totals_are_poisson_and_may_be_above_one():
    found = kpis.engagement_rate(150, 100, base="followers")
    assert found.value == 1.5
    assert (found.low, found.high) == pytest.approx((1.2696, 1.7602), abs=1e-4)
    assert "too short if posts differ" in found.note


def test_a_base_that_the_table_lacks_is_asked_for():
    made = posts.table().drop(columns="reach")
    with pytest.raises(DataError, match="142 interactions and no reach"):
        kpis.engagement_rate.from_table(made, base="reach", **posts.PERIOD)
    with pytest.raises(DataError, match="base must be one of"):
        kpis.engagement_rate(1, 2, base="friends")


def test_interactions_by_hand():
    found = kpis.interactions_per_customer.from_table(
        social_events.table(), customers=social_events.PEOPLE, **social_events.PERIOD
    )
    assert (found.numerator, found.denominator) == (4, 6)  # a three times, b once
