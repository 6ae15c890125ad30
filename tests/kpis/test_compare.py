import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from segkit.kpis.pairs import THERE, Pair, at
from segkit.kpis.periods import Spans
from segkit.record import Moments, paired_rate_difference, rate_difference
from tests.kpis.samples import ENGINES, orders

BEFORE, AFTER = ("2024-06-01", "2024-06-30"), ("2024-07-01", "2024-07-31")
PERIODS = {"before": BEFORE, "after": AFTER}


def two_months():
    """June and July of five customers; one order between, before and after them."""
    return orders(
        [
            ("a", "2024-06-03", 10.0, 1),
            ("a", "2024-07-03", 30.0, 2),
            ("b", "2024-06-04", 20.0, 3),
            ("b", "2024-06-30 23:59", 20.0, 4),
            ("c", "2024-07-01", 7.0, 5),
            ("d", "2024-05-31 23:59", 99.0, 6),
            ("d", "2024-08-01", 99.0, 7),
        ]
    )


@pytest.fixture
def segments():
    return pd.Series(list("xxyyy"), index=list("abcde"), name="s")


@pytest.mark.parametrize("engine", ENGINES)
def test_before_and_after_by_hand(segments, engine):
    rows = ENGINES[engine](two_months())
    found = kpis.compare(kpis.purchase_rate, rows, segments, **PERIODS)
    assert found.index.tolist() == ["x", "y", "all"]
    assert found["before"].tolist() == [1.0, 0.0, 2 / 5]
    assert found["after"].tolist() == [1 / 2, 1 / 3, 2 / 5]
    assert found["paired"].all()
    low, high = paired_rate_difference(1, 1, 1, 2)[1:3]  # a both, b left, c came
    assert found.loc["all", "low"] == pytest.approx(low)
    assert found.loc["all", "high"] == pytest.approx(high)
    money = kpis.compare(kpis.aov, rows, segments, **PERIODS)
    assert money.loc["all", "before"] == pytest.approx(50 / 3)
    assert money.loc["all", "after"] == pytest.approx(37 / 2)
    assert money.loc["all", ["n_before", "n_after"]].tolist() == [2, 2]
    assert math.isnan(money.loc["y", "difference"])


def test_the_same_customers_have_a_shorter_interval():
    """What a customer spends in June and July goes together: differences are small."""
    rng = np.random.default_rng(3)
    usual = rng.lognormal(4, 0.8, 300)
    people = [f"c{i}" for i in range(300)]
    rows = [
        (who, f"2024-{month}-10", round(spent * rng.uniform(0.9, 1.1), 2), i)
        for month, start in (("06", 0), ("07", 1000))
        for i, (who, spent) in enumerate(zip(people, usual, strict=True), start)
    ]
    made = orders(rows)
    found = kpis.compare(kpis.arpu, made, customers=people, **PERIODS).loc["all"]
    june, july = (
        kpis.arpu.from_table(made, customers=people, start=start, end=end)
        for start, end in (BEFORE, AFTER)
    )
    apart = kpis.compare(june, july).loc["all"]
    assert apart["difference"] == pytest.approx(found["difference"])
    assert not apart["paired"]
    assert found["high"] - found["low"] < 0.25 * (apart["high"] - apart["low"])


def held_share(kpi, draw, n, times=1500, seed=8):
    """Say how often the interval of a change holds 0, where nothing changed."""
    rng = np.random.default_rng(seed)
    spans = Spans(*(tuple(map(date.fromisoformat, days)) for days in (BEFORE, AFTER)))
    pair = Pair(kpi, {}, spans, 0.95)
    names, held = list(kpi.numbers), 0
    for _ in range(times):
        usual = rng.gamma(1.0, 1.0, n)
        numbers = {}
        for when in (0, 1):
            made = draw(rng, usual)
            numbers |= {at(name, when): x for name, x in zip(names, made, strict=True)}
            numbers[at(THERE, when)] = made[1] > 0
        low, high = pair.of(Moments.of(**numbers)).ends
        held += low <= 0 <= high
    return held / times


def money(rng, usual):
    n_orders = rng.poisson(usual)
    spent = sum((n_orders > k) * rng.lognormal(3, 0.6, usual.size) for k in range(9))
    return spent, np.ones(usual.size)


def per_order(rng, usual):
    n_orders = 1 + rng.poisson(usual)
    size = 10 * (1 + usual)  # who orders often also orders much
    return n_orders * size * rng.lognormal(0, 0.5, usual.size), n_orders.astype(float)


def again(rng, usual):
    n_orders = rng.poisson(2 * usual)
    return (n_orders >= 2).astype(float), (n_orders >= 1).astype(float)


def bought(rng, usual):
    return (rng.poisson(usual) >= 1).astype(float), np.ones(usual.size)


@pytest.mark.slow
@pytest.mark.parametrize("n", [40, 150])
@pytest.mark.parametrize(
    ("kpi", "draw"),
    [
        (kpis.arpu, money),
        (kpis.aov, per_order),
        (kpis.repeat_rate, again),
        (kpis.purchase_rate, bought),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_the_interval_of_a_change_holds_what_it_promises(kpi, draw, n):
    """The same customers, skewed money, nothing changed: 0 lies inside."""
    assert 0.935 <= held_share(kpi, draw, n) <= 0.98


def test_two_records_are_compared_as_different_customers():
    found = kpis.compare(kpis.purchase_rate(48, 80), kpis.purchase_rate(56, 70))
    wanted = rate_difference(48, 80, 56, 70)
    assert found.loc["all", "low"] == pytest.approx(wanted.low)
    assert found.loc["all", "high"] == pytest.approx(wanted.high)
    assert found.attrs["notes"][0].startswith("compared as if the customers of the two")
    assert "A change is not an effect" in found.attrs["heading"]


def test_segments_made_of_the_period_before_are_warned_about(segments):
    segments.attrs["as_of"] = "2024-06-30"
    found = kpis.compare(kpis.purchase_rate, two_months(), segments, **PERIODS)
    assert "regression to the mean" in found.attrs["notes"][-1]
    segments.attrs["as_of"] = "2024-05-31"
    found = kpis.compare(kpis.purchase_rate, two_months(), segments, **PERIODS)
    assert found.attrs["notes"] == []


def test_rows_in_any_order_and_renamed_customers_change_nothing(segments):
    found = kpis.compare(kpis.aov, two_months(), segments, **PERIODS)
    turned = (
        two_months().iloc[::-1].assign(customer_id=lambda t: "z" + t["customer_id"])
    )
    renamed = segments.rename(lambda who: f"z{who}").iloc[::-1]
    again = kpis.compare(kpis.aov, turned, renamed, **PERIODS)
    pd.testing.assert_frame_equal(pd.DataFrame(again), pd.DataFrame(found))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"after": ("2024-06-30", "2024-07-31")},
            r"before \(2024-06-01 to 2024-06-30\)",
        ),
        ({"before": AFTER, "after": BEFORE}, "must end before after"),
        ({"before": None}, "compare needs the first and last day of both periods"),
        ({"before": ("2024-06-01", None)}, "compare needs the first and last day"),
        ({"after": "2024-07-01"}, "after must be a pair of days"),
        ({"after": ("2024-07-31", "2024-07-01")}, r"start \(2024-07-31\) is after end"),
        ({"after": ("2024-07-05", "2024-07-31")}, "orders has nothing from 2024-07-05"),
    ],
)
def test_periods_that_make_no_sense_are_refused(segments, change, said):
    with pytest.raises(DataError, match=said):
        kpis.compare(kpis.aov, two_months(), segments, **{**PERIODS, **change})


def test_records_that_cannot_be_compared_are_refused():
    one = kpis.purchase_rate(1, 2)
    with pytest.raises(
        DataError, match="two records of one indicator: purchase_rate and"
    ):
        kpis.compare(one, kpis.repeat_rate(1, 2))
    with pytest.raises(DataError, match="two records of one indicator"):
        kpis.compare(one, two_months())
    visits = [kpis.conversion_rate(1, 2, per=unit) for unit in ("visit", "customer")]
    with pytest.raises(DataError, match="the two records count differently"):
        kpis.compare(*visits)


def test_more_numbers_than_two_are_compared_as_independent_where_they_must():
    survey = pd.DataFrame({"customer_id": list("abcd") * 2, "nps": [9, 9, 2, 8] * 2})
    days = ["2024-06-10"] * 4 + ["2024-07-10"] * 4
    survey["answered_on"] = pd.to_datetime(days)
    found = kpis.compare(kpis.nps, survey, customers=list("abcd"), **PERIODS)
    assert found.loc["all", "difference"] == pytest.approx(0)
    assert found.loc["all", "low"] < 0 < found.loc["all", "high"]
