"""The indicators of buying and spending, by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.samples import ENGINES, orders, small

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}
ASKED = {"customers": PEOPLE, **PERIOD}


@pytest.fixture(params=ENGINES)
def engine(request):
    return ENGINES[request.param]


def counts(kpi, table=None, **more):
    found = kpi.from_table(small() if table is None else table, **{**ASKED, **more})
    return found.numerator, found.denominator


def test_shares_of_customers_by_hand():
    assert counts(kpis.purchase_rate) == (4, 6)  # a, c, d, e of six
    assert counts(kpis.repeat_rate) == (1, 4)  # a of a, c, d, e
    assert counts(kpis.conversion_rate) == (4, 6)
    assert counts(kpis.refund_rate) == (1, 4)  # d of a, c, d, e


def test_money_and_frequency_by_hand():
    assert counts(kpis.aov) == (28.0, 5.0)  # a 15, c 13, d 20 - 20, e 0
    assert counts(kpis.arpu) == (28.0, 6.0)
    assert counts(kpis.arppu) == (28.0, 4.0)
    assert counts(kpis.orders_per_customer) == (5.0, 6.0)
    assert counts(kpis.orders_per_buyer) == (5.0, 4.0)


def test_plain_numbers_give_the_same_intervals_as_the_table():
    revenue, n_orders = [15.0, 13.0, 0.0, 0.0], [2, 1, 1, 1]
    same = {"period": "2024-07-01 to 2024-12-31"}
    for kpi, numbers in (
        (kpis.aov, (revenue, n_orders)),
        (kpis.arpu, (revenue, 6)),
        (kpis.arppu, (revenue, [1, 1, 1, 1])),
        (kpis.orders_per_customer, (n_orders, 6)),
        (kpis.orders_per_buyer, (n_orders,)),
    ):
        plain, counted = kpi(*numbers, **same), kpi.from_table(small(), **ASKED)
        assert plain.low == pytest.approx(counted.low)
        assert plain.high == pytest.approx(counted.high)
        assert (plain.numerator, plain.denominator) == counts(kpi)


def test_the_currency_is_shown_and_totals_have_no_interval():
    found = kpis.aov(560, 10, unit="EUR")
    assert repr(found) == (
        "average order amount: 56.00 EUR (560 of 10), 95 % interval none; no interval: "
        "two totals do not say how customers differ"
    )
    assert kpis.aov.from_table(small(), unit="EUR", **ASKED).unit == "EUR"


def test_few_buyers_are_said():
    found = kpis.aov.from_table(small(), **ASKED)
    assert found.n == 4
    assert found.note == "4 customers: below 30 the interval is not to be trusted"


def test_a_segment_that_only_returned_has_negative_revenue():
    rows = orders([("a", "2024-08-01", -5.0, 1), ("b", "2024-08-02", 9.0, 2)])
    found = kpis.arpu.from_table(rows, customers=["a"])
    assert found.value == -5.0
    nothing = kpis.aov.from_table(rows, customers=["a"])
    assert math.isnan(nothing.value)
    assert math.isnan(nothing.low)
    assert "nothing to divide by" in nothing.note


def test_nobody_bought_is_unknown_and_no_error():
    found = kpis.aov.from_table(small(), customers=["b"], **PERIOD)
    assert math.isnan(found.value)
    assert (found.numerator, found.denominator) == (0, 0)
    zero = kpis.arpu.from_table(small(), customers=["b", "f"], **PERIOD)
    assert zero.value == 0
    assert zero.note == "no interval: nothing says how customers differ"


def firsts():
    """First orders of 2024-07-01 to 09-30, and when the next one came."""
    return orders(
        [
            ("old", "2024-06-01", 5.0, 1),  # known before: not new
            ("old", "2024-07-05", 5.0, 2),
            ("soon", "2024-07-01 08:00", 5.0, 3),
            ("soon", "2024-07-31 22:00", 5.0, 4),  # 30 days later
            ("late", "2024-07-01", 5.0, 5),
            ("late", "2024-08-01", 5.0, 6),  # 31 days later
            ("twice", "2024-07-10 08:00", 5.0, 7),
            ("twice", "2024-07-10 09:00", 5.0, 8),  # a second order on the first day
            ("lines", "2024-07-10 08:00", 5.0, 9),
            ("lines", "2024-07-10 08:00", 4.0, 9),  # two lines, one order
            ("back", "2024-07-10", 5.0, 10),
            ("back", "2024-07-12", -5.0, 11),  # a refund is no second order
            ("new", "2024-09-15", 5.0, 12),  # 15 days to the end
            ("new", "2024-09-16", 5.0, 13),
            ("after", "2024-10-02", 5.0, 14),
        ]
    )


NEW = {"start": "2024-07-01", "end": "2024-09-30"}
THEM = ["old", "soon", "late", "twice", "lines", "back", "new", "after", "none"]


def test_second_purchase_rate_by_hand(engine):
    found = kpis.second_purchase_rate.from_table(
        engine(firsts()), customers=THEM, days=30, **NEW
    )
    assert (found.numerator, found.denominator) == (2, 5)  # soon, twice of five
    assert found.note == "1 customers left out, observed for less than 30 days"
    assert "within 30 days" in found.definition


def test_second_purchases_are_counted_in_the_month_of_the_first_order():
    table = kpis.over_time(
        kpis.second_purchase_rate, firsts(), customers=THEM, days=7, **NEW
    )
    assert table.index.tolist() == ["2024-07", "2024-08", "2024-09"]
    assert table["numerator"].tolist() == [1, 0, 1]
    assert table["denominator"].tolist() == [5, 0, 1]


def test_orders_that_came_back_by_hand(engine):
    rows = small().assign(returned=False)
    rows.loc[[0, 5, 6], "returned"] = True  # one of a; one line of c's order; d's
    found = kpis.return_rate.from_table(engine(rows), **ASKED)
    assert (found.numerator, found.denominator) == (3, 5)
    with pytest.raises(DataError, match=r"orders needs columns \['returned'\]"):
        kpis.return_rate.from_table(engine(small()), **ASKED)


def test_orders_of_one_customer_come_back_together():
    alone = kpis.return_rate([1, 0] * 20, [1] * 40)
    together = kpis.return_rate([4, 0] * 5, [4] * 10)
    assert alone.value == together.value
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_the_unit_of_a_conversion_is_named():
    assert kpis.conversion_rate(5, 9, per="visit").definition == (
        "visits that converted / visits exposed"
    )
    with pytest.raises(
        DataError, match=r"the table form counts customers; per='visit'"
    ):
        kpis.conversion_rate.from_table(small(), per="visit", **ASKED)


@pytest.mark.parametrize("days", [-1, 1.5, "ten"])
def test_days_that_are_no_number_of_days_are_refused(days):
    with pytest.raises(DataError, match="days must be a whole number from 0"):
        kpis.second_purchase_rate(1, 2, days=days)


@pytest.mark.parametrize(
    ("kpi", "numbers", "said"),
    [
        (kpis.purchase_rate, (7, 6), r"purchase_rate: the part \(7\) is above"),
        (kpis.aov, ([1, 2], [1]), "need one pair per customer; this is 2 over 1"),
        (
            kpis.aov,
            ([1, None], [1, 1]),
            "top needs one list of numbers without missing",
        ),
        (kpis.arpu, ([1, 2, 3], 2), "customers must be a whole number from 3"),
        (kpis.return_rate, (7, 6), r"return_rate: the part \(7\) is above"),
    ],
)
def test_numbers_that_cannot_be_are_refused(kpi, numbers, said):
    with pytest.raises(DataError, match=said):
        kpi(*numbers)


def lognormal(rng, shape):
    return rng.lognormal(0, 1, shape), np.ones(shape), math.exp(0.5)


def exponential(rng, shape):
    return rng.exponential(1, shape), np.ones(shape), 1.0


def a_third_buys(rng, shape):
    spent = (rng.random(shape) < 0.3) * rng.lognormal(0, 0.8, shape)
    return spent, np.ones(shape), 0.3 * math.exp(0.32)


def several_orders(rng, shape):
    n_orders = 1 + rng.poisson(1, shape)
    spent = sum((n_orders > k) * rng.lognormal(0, 0.8, shape) for k in range(12))
    return spent, n_orders, math.exp(0.32)


def coverage(draw, n, times, seed=5):
    """Say how often the interval of made customers holds the true ratio."""
    spent, n_orders, true = draw(np.random.default_rng(seed), (times, n))
    found = [kpis.aov(*pair) for pair in zip(spent, n_orders, strict=True)]
    return np.mean([kpi.low <= true <= kpi.high for kpi in found])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("draw", "n", "least"),
    [
        (exponential, 30, 0.94),
        (exponential, 100, 0.94),
        (lognormal, 30, 0.92),
        (lognormal, 100, 0.94),
        (a_third_buys, 30, 0.94),
        (a_third_buys, 100, 0.94),
        (several_orders, 30, 0.93),
        (several_orders, 100, 0.94),
        (lognormal, 10, 0.89),  # and the note says that it is not to be trusted
    ],
)
def test_intervals_of_skewed_money_hold_what_they_promise(draw, n, least):
    held = coverage(draw, n, 2000)
    assert least <= held <= 0.985


@pytest.mark.slow
def test_intervals_of_even_money_are_not_too_long():
    def even(rng, shape):
        return rng.normal(100, 30, shape), np.ones(shape), 100.0

    assert 0.94 <= coverage(even, 30, 2000) <= 0.97


def test_students_t_is_too_short_for_skewed_money_and_ours_is_longer_where_needed():
    rng = np.random.default_rng(1)
    spent = rng.lognormal(0, 1, 40)
    kpi = kpis.arpu(spent)
    t = kpis.arpu(spent.mean() + np.tile([-1.0, 1.0], 20) * spent.std(ddof=1))
    assert kpi.high - kpi.value > 1.2 * (kpi.value - kpi.low)
    assert t.high - t.value == pytest.approx(t.value - t.low, rel=1e-6)


def test_the_two_years_of_the_shop():
    from segkit import datasets  # noqa: PLC0415

    rows, people = datasets.load("orders"), datasets.load("customers")["customer_id"]
    asked = {"customers": people, "start": "2024-01-01", "end": "2024-12-31"}
    found = kpis.aov.from_table(rows, unit="EUR", **asked)
    year = rows[rows["ordered_at"].dt.year == 2024]
    assert found.numerator == pytest.approx(year["amount"].sum(), abs=0.005)
    assert found.denominator == year["order_id"].nunique()
    assert found.n == year["customer_id"].nunique()
    payers = kpis.arppu.from_table(rows, **asked)
    everybody = kpis.arpu.from_table(rows, **asked)
    bought = kpis.purchase_rate.from_table(rows, **asked)
    assert everybody.value == pytest.approx(payers.value * bought.value)
    by_hand = pd.crosstab(year["customer_id"], "n")["n"]
    again = kpis.repeat_rate.from_table(rows, **asked)
    assert again.numerator == (by_hand >= 2).sum()
    back = kpis.return_rate.from_table(rows, **asked)
    assert back.numerator == year["returned"].sum()
