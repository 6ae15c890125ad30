"""Visits by hand: orders, single pages, carts, customers without a visit."""

import numpy as np
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made.web_sessions import PEOPLE, PERIOD, table

ALL = {"customers": PEOPLE, **PERIOD}


def count(name, made=None, **options):
    made = table() if made is None else made
    found = kpis.ALL[name].from_table(made, **{**ALL, **options})
    return found.numerator, found.denominator


def test_visits_by_hand():
    assert count("visit_conversion_rate") == (2, 8)
    assert count("web_bounce_rate") == (3, 8)
    assert count("cart_abandonment_rate") == (2, 4)
    assert count("pages_per_visit") == (26, 8)
    assert count("visits_per_customer") == (8, 6)  # f, who did not visit, counts


def test_customers_by_hand():
    assert count("visit_conversion_rate", per="customer") == (2, 5)
    assert count("web_bounce_rate", per="customer") == (2, 5)
    found = kpis.web_bounce_rate.from_table(table(), per="customer", **ALL)
    assert found.definition.startswith("customers with such a visit")


def test_the_cookie_may_stand_for_the_customer():
    made = table().drop(columns="customer_id")
    options = {"columns": {"customer_id": "visitor_id"}, "customers": None}
    assert count("visit_conversion_rate", made, **options) == (2, 10)


def test_who_is_not_logged_in_is_left_out_and_counted():
    found = kpis.by_segment(kpis.web_bounce_rate, table(), "cart_abandoned", **PERIOD)
    assert found.attrs["left_out"]["no customer_id"] == 1


def test_nobody_filled_a_cart():
    made = table().assign(cart_amount=np.nan)
    found = kpis.cart_abandonment_rate.from_table(made, **ALL)
    assert np.isnan([found.value, found.low, found.high]).all()


def test_plain_forms():
    assert kpis.visits_per_customer([2, 2, 2, 1, 1], 6).value == pytest.approx(8 / 6)
    assert kpis.visit_conversion_rate([1, 1, 0], [2, 2, 4]).n == 3
    with pytest.raises(DataError, match="customers must be a whole number from 3"):
        kpis.visits_per_customer([1, 2, 3], 2)


def test_mail_that_bounces_and_visits_that_bounce_are_two_indicators():
    assert "page" in kpis.web_bounce_rate.definition
    assert "came back" in kpis.mail_bounce_rate.definition
