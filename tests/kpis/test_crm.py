"""The report on sales, campaigns and loyalty is made of the indicators."""

import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import sends as mails
from tests.kpis.samples import small

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}
SEGMENTS = pd.Series(list("ABABAB"), index=PEOPLE, name="letters")


def members(days):
    made = pd.DataFrame({"customer_id": list(days), "member_since": days.values()})
    return made.assign(member_since=pd.to_datetime(made["member_since"]))


CARDS = {"a": "2024-06-30", "b": "2024-07-01", "x": "2024-01-01"}


def report(**options):
    days = options.pop("cards", CARDS)
    return kpis.crm_report(
        small(), mails.table(), members(days), SEGMENTS, **{**PERIOD, **options}
    )


def test_each_part_is_the_indicator_itself():
    found = report(unit="EUR")
    alone = kpis.by_segment(kpis.purchase_rate, small(), SEGMENTS, **PERIOD)
    part = found.sales["value"].xs("purchase_rate", level="indicator")
    assert part.tolist() == alone["value"].tolist()
    alone = kpis.by_segment(kpis.click_rate, mails.table(), "campaign_id", **PERIOD)
    part = found.campaigns["value"].xs("click_rate", level="indicator")
    assert part.tolist() == alone["value"].tolist()


def test_a_card_counts_from_before_the_period_only():
    found = report()
    n = found.loyalty["denominator"].xs("purchase_rate", level="indicator")
    assert n["card"] == 1  # a; b got it on the first day
    assert n["no card"] == 5
    assert "not what the card brought" in found.notes[0]


def test_it_reads_well_in_text_and_in_a_notebook():
    found = report()
    for title in ("Sales", "Campaigns", "Loyalty"):
        assert title in repr(found)
        assert f"<h3>{title}</h3>" in found._repr_html_()


def test_nobody_or_everybody_with_a_card_is_refused():
    with pytest.raises(DataError, match="nobody in segments had a card before 2024"):
        report(cards={"x": "2024-01-01"})
    with pytest.raises(DataError, match="everybody in segments had a card"):
        report(cards=dict.fromkeys(PEOPLE, "2024-01-01"))
    with pytest.raises(DataError, match="members needs columns"):
        kpis.crm_report(small(), mails.table(), small(), SEGMENTS, **PERIOD)
