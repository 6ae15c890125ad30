"""The list of indicators is complete, and each says what it takes."""

import pydoc

import pytest

from segkit import kpis
from segkit.kpis.indicator import ALL
from segkit.kpis.words import catalogue as words

ASKED = [
    *["conversion_rate", "visit_conversion_rate", "mail_conversion_rate", "cac"],
    *["clv_formula", "clv_historic", "clv_probabilistic", "click_through_rate"],
    *["open_rate", "click_rate", "click_to_open_rate", "engagement_rate"],
    *["interactions_per_customer", "churn_rate", "silent_rate", "retention_rate"],
    *["market_share", "nps", "csat", "roi", "roas", "average_order_amount"],
    *["revenue_per_customer_amount", "revenue_per_buyer_amount", "purchase_rate"],
    *["repeat_rate", "second_purchase_rate", "watch_time", "payback_months"],
    *["unsubscribe_rate", "mail_bounce_rate", "web_bounce_rate"],
    *["cost_per_conversion_amount", "referral_rate", "share_of_wallet"],
    *["penetration_rate", "visits_per_customer"],
]


@pytest.fixture(scope="module")
def table():
    return kpis.catalogue().set_index("name")


def test_every_indicator_is_listed_once(table):
    assert table.index.tolist() == sorted(ALL)
    assert set(ASKED) <= set(ALL)
    assert set(words.INTERVAL_OF) == set(ALL)
    assert set(words.ALSO) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_entry_is_complete(table, name):
    row, kpi = table.loc[name], ALL[name]
    assert row["answers"][0].islower()
    assert row["definition"] == kpi.definition
    assert row["interval"] in words.INTERVALS.values()
    assert (row["columns"] == "") == (kpi.source is None)
    for option in kpi.defaults:
        assert option in row["options"] or option in kpi.numbers
    for option, choices in kpi.variants.items():
        assert f"{option}={kpi.defaults[option]!r}" in row["options"]
        assert all(repr(choice) in row["options"] for choice in choices)


def test_the_acronyms_are_found(table):
    assert table["also"].str.contains("ROAS").sum() == 1
    assert "aov" in table.loc["average_order_amount", "also"]
    assert table.loc["cac", "columns"] == "month, spend_amount, new_customers"


def test_what_is_shown_has_the_arguments_and_a_table_form_only_if_there_is_one():
    assert repr(kpis.roi).startswith("kpis.roi(revenue, cost, margin=..., held_out=")
    assert "from_table" not in repr(kpis.roi)
    assert ".from_table(orders, customers=..., start=" in repr(kpis.purchase_rate)
    assert ".from_table(media, start=" in repr(kpis.cac)
    assert "unit='EUR'" in repr(kpis.aov.choose(unit="EUR"))
    shown = pydoc.render_doc(kpis.roi, renderer=pydoc.plaintext)
    assert "margin : part of the revenue" in shown
