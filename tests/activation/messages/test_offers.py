"""What offers earn: break-even by hand, levels against each other, levers."""

import math

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from segkit import activation, datasets
from segkit.activation import (
    break_even_discount,
    break_even_uptake,
    levers,
    offer_curve,
)
from segkit.activation.messages.break_even import ratio_ends
from segkit.activation.messages.logistic import fit
from segkit.checks import DataError
from segkit.record import relative_difference


def test_break_even_by_hand():
    # 1,000 readers, orders of 50 at a margin of 40 %: 40 buyers earn 800 without an
    # offer. 60 buyers at a discount d earn 60 x 50 x (0.4 - d): as much at 2/15.
    found = break_even_discount(0.4, bought=0.06, bought_without=0.04)
    assert float(found) == pytest.approx(2 / 15)
    assert 60 * 50 * (0.4 - float(found)) == pytest.approx(40 * 50 * 0.4)
    assert math.isnan(found.low)
    assert "cannot be said without counts" in repr(found)


def test_a_contact_that_costs_leaves_less_for_the_discount():
    found = break_even_discount(
        0.4,
        bought=0.06,
        bought_without=0.04,
        average_order_amount=50,
        contact_cost_amount=0.1,
    )
    earned = 0.06 * 50 * (0.4 - float(found)) - 0.1
    assert earned == pytest.approx(0.04 * 50 * 0.4)


@given(st.floats(0.05, 1), st.floats(0.001, 1), st.floats(0.001, 1))
def test_uptake_and_discount_are_each_others_inverse(margin, with_, without):
    found = break_even_discount(margin, bought=with_, bought_without=without)
    if found.discount_rate > 0:
        back = break_even_uptake(margin, float(found), bought_without=without)
        assert back == pytest.approx(with_)
    else:
        assert with_ <= without or found.discount_rate == 0
        assert "No discount pays" in found.sentence


def test_a_discount_of_the_whole_margin_is_never_earned_back():
    assert break_even_uptake(0.3, 0.3, bought_without=0.1) == math.inf
    assert break_even_uptake(0.4, 0.0, bought_without=0.1) == pytest.approx(0.1)


def test_the_interval_covers_as_often_as_it_says():
    # exact, over all outcomes of two groups of 80
    n, p1, p0, margin = 80, 0.3, 0.2, 0.5
    truth = margin * (1 - p0 / p1)
    chance1, chance0 = (stats.binom.pmf(np.arange(n + 1), n, p) for p in (p1, p0))
    covered = 0.0
    for k1 in range(8, 42):
        for k0 in range(3, 34):
            found = break_even_discount(margin, bought=(k1, n), bought_without=(k0, n))
            covered += (found.low <= truth <= found.high) * chance1[k1] * chance0[k0]
    assert 0.94 < covered < 0.97


def test_the_interval_agrees_with_fieller_in_large_samples():
    n, k1, k0 = 100_000, 6_000, 4_000
    found = break_even_discount(0.4, bought=(k1, n), bought_without=(k0, n))
    errors = [math.sqrt(k / n * (1 - k / n) / n) for k in (k1, k0)]
    ratio = relative_difference(k1 / n, errors[0], k0 / n, errors[1], method="fieller")
    assert found.low == pytest.approx(0.4 * -ratio.high, rel=1e-3)
    assert found.high == pytest.approx(0.4 * -ratio.low, rel=1e-3)


def test_ratio_ends_bear_zeros():
    assert ratio_ends((0.0, 0.0, 0.1), (0.5, 0.4, 0.6))[0] == 0.0
    assert ratio_ends((0.1, 0.05, 0.2), (0.1, 0.0, 0.3))[1] == math.inf


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            {"margin_rate": 40, "bought": 0.1, "bought_without": 0.1},
            "margin_rate must lie",
        ),
        ({"margin_rate": 0.4, "bought": "x", "bought_without": 0.1}, "bought must lie"),
        (
            {"margin_rate": 0.4, "bought": (1, 2, 3), "bought_without": 0.1},
            "bought must be",
        ),
        (
            {"margin_rate": 0.4, "bought": (0, 9), "bought_without": 0.1},
            "nobody bought",
        ),
        (
            {"margin_rate": 0.4, "bought": (0, 0), "bought_without": 0.1},
            "bought must be",
        ),
        (
            {
                "margin_rate": 0.4,
                "bought": 0.1,
                "bought_without": 0.1,
                "contact_cost_amount": 1,
            },
            "average_order_amount must be above 0",
        ),
    ],
)
def test_numbers_that_cannot_be_are_refused(arguments, said):
    with pytest.raises(DataError, match=said):
        break_even_discount(**arguments)


def offers(levels, n=1000):
    rows = [
        pd.DataFrame({"discount_rate": d, "converted": [1] * k + [0] * (n - k)})
        for d, k in levels.items()
    ]
    return pd.concat(rows, ignore_index=True)


def test_offer_curve_by_hand():
    found = offer_curve(
        offers({0.0: 50, 0.1: 100, 0.3: 120}), margin_rate=0.4, average_order_amount=50
    )
    # 1,000 contacts: 50 x 50 x .4; 100 x 50 x .3; 120 x 50 x .1
    assert found["margin_amount"].tolist() == pytest.approx([1000, 1500, 600])
    # as much as 1,000 at a margin of .3 x 50 and .1 x 50 an order
    assert found["needed_rate"].tolist() == pytest.approx([0.05, 1 / 15, 0.2])
    assert found.attrs["best"] == 0.1
    assert found["best"].tolist() == [False, True, False]
    assert "A discount of 10 % earned most" in repr(found)
    assert "describes, it does not prove" in repr(found)


def test_equal_offers_cannot_be_told_apart():
    found = offer_curve(
        offers({0.0: 50, 0.01: 51}), margin_rate=0.4, average_order_amount=50
    )
    assert found["best"].all()
    assert "Chance may have decided" in repr(found)
    assert found.attrs["curve"].empty


def test_costs_may_differ_by_contact():
    history = offers({0.0: 50, 0.1: 100})
    history["cost"] = (history["discount_rate"] > 0) * 0.5
    found = offer_curve(
        history, margin_rate=0.4, average_order_amount=50, contact_cost_amount="cost"
    )
    assert found["margin_amount"].tolist() == pytest.approx([1000, 1000])
    assert found["needed_rate"].tolist() == pytest.approx([0.05, 0.1])


def test_offer_curve_takes_any_engine_and_any_order():
    history = offers({0.0: 5, 0.1: 10, 0.2: 12}, n=100)
    asked = {"margin_rate": 0.4, "average_order_amount": 50}
    wanted = pd.DataFrame(offer_curve(history, **asked))
    mixed = history.sample(frac=1, random_state=3)
    for table in (mixed, pl.from_pandas(mixed)):
        pd.testing.assert_frame_equal(pd.DataFrame(offer_curve(table, **asked)), wanted)


@pytest.mark.parametrize(
    ("levels", "changed", "said"),
    [
        ({0.0: 5}, {}, "two or more were offered"),
        ({0.0: 5, 15.0: 5}, {}, "divide per cents by 100"),
        ({0.0: 5, 0.1: 5}, {"margin_rate": 0}, "margin_rate must be above 0"),
        ({0.0: 5, 0.1: 5}, {"contact_cost_amount": -1}, "must be 0 or more"),
        ({0.0: 5, 0.1: 5}, {"bought": "discount_rate"}, "yes or no"),
    ],
)
def test_histories_that_say_nothing_are_refused(levels, changed, said):
    asked = {"margin_rate": 0.4, "average_order_amount": 50} | changed
    with pytest.raises(DataError, match=said):
        offer_curve(offers(levels, n=100), **asked)


def test_an_offer_without_a_hold_out_says_that_it_cannot_judge():
    found = offer_curve(
        offers({0.1: 50, 0.2: 60}), margin_rate=0.4, average_order_amount=50
    )
    assert "Nobody was offered nothing" in repr(found)
    assert found["needed_rate"].isna().all()


def test_the_logistic_line_agrees_with_statsmodels():
    import statsmodels.api as sm  # noqa: PLC0415

    rng = np.random.default_rng(0)
    x = rng.normal(size=(400, 2))
    groups = rng.integers(0, 120, 400)
    y = (rng.random(400) < 1 / (1 + np.exp(-x[:, 0]))).astype(float)
    design = np.column_stack([np.ones(400), x])
    groups = pd.factorize(groups)[0]
    line = fit(design, y, None, groups)
    other = sm.Logit(y, design).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    np.testing.assert_allclose(line.coefficients, other.params, rtol=1e-6)
    scale = len(set(groups)) / (len(set(groups)) - 1)
    np.testing.assert_allclose(line.covariance, other.cov_params() * scale, rtol=1e-5)


def sent():
    rng = np.random.default_rng(2)
    n = 4000
    table = pd.DataFrame(
        {
            "customer": rng.integers(0, 1500, n),
            "kind": rng.choice(["A", "B"], n),
            "hour": rng.choice(["morning", "evening"], n),
            "offer": rng.choice([0, 10], n),
        }
    )
    odds = -1 + 0.8 * (table["kind"] == "B") + 0.0 * (table["hour"] == "evening")
    table["answered"] = rng.random(n) < 1 / (1 + np.exp(-odds))
    return table


def test_levers_find_what_was_planted_and_nothing_else():
    asked = {"message": "kind", "timing": "hour", "offer": "offer"}
    found = levers(sent(), outcome="answered", customer="customer", **asked)
    table = found.table.set_index(["lever", "setting"])
    truth = 1 / (1 + math.exp(0.2)) - 1 / (1 + math.exp(1))
    row = table.loc[("message", "B")]
    assert row["low"] < truth < row["high"]
    assert table.index[table["clear"]].tolist() == [("message", "B")]


def test_simulating_every_setting_averages_back():
    history = sent()
    found = levers(history, outcome="answered", message="kind", timing="hour")
    a, b = (found.simulate(message=kind) for kind in "AB")
    table = found.table.set_index("setting")
    assert b.rate - a.rate == pytest.approx(table.loc["B", "effect"])
    same = found.simulate(message="A", timing="evening")
    assert same.n == int(
        ((history["kind"] == "A") & (history["hour"] == "evening")).sum()
    )
    assert "against the messages as they were sent" in repr(same)
    with pytest.raises(DataError, match="message must be one of"):
        found.simulate(message="C")
    with pytest.raises(DataError, match="lever must be one of"):
        found.simulate(offer=10)


def test_a_lever_that_moves_between_campaigns_only_is_not_judged():
    history = sent().assign(campaign=lambda t: t["offer"])
    found = levers(
        history, outcome="answered", message="kind", offer="offer", within="campaign"
    )
    assert list(found.settings) == ["message"]
    assert "never changes within one campaign" in repr(found)
    with pytest.raises(DataError, match="never changes within one campaign"):
        found.simulate(offer=10)


@pytest.mark.parametrize(
    ("change", "asked", "said"),
    [
        ({}, {}, "name at least one lever"),
        ({"kind": "A"}, {"message": "kind"}, "holds only"),
        ({"kind": range(4000)}, {"message": "kind"}, "at most 24 can be compared"),
        ({"answered": 0.3}, {"message": "kind"}, "must be yes or no"),
        ({"answered": None}, {"message": "kind"}, "no row"),
        ({"answered": True}, {"message": "kind"}, "nobody or by everybody"),
        (
            {"hour": lambda t: t["kind"]},
            {"message": "kind", "timing": "hour"},
            "together",
        ),
    ],
)
def test_levers_that_cannot_be_judged_are_refused(change, asked, said):
    with pytest.raises(DataError, match=said):
        levers(sent().assign(**change), outcome="answered", **asked)


def test_the_world_shows_what_was_planted_into_subject_lines():
    sends, messages = datasets.load("sends"), datasets.load("messages")
    rows = sends[(sends["arm"] == "message") & sends["delivered"]].merge(
        messages, on=["message_id", "campaign_id"]
    )
    rows = rows[rows["subject_type"].isin(["newsletter", "targeted"])]
    campaigns = datasets.load("campaigns").set_index("campaign_id")["channel"]
    rows = rows[rows["campaign_id"].map(campaigns) == "email"]
    seconds = (rows["opened_at"] - rows["sent_at"]).dt.total_seconds()
    rows = rows[~(seconds < 60)]  # machines open everything
    rows = rows.assign(opened=rows["opened_at"].notna())
    asked = {"within": "campaign_id", "customer": "customer_id"}
    opened = levers(rows, outcome="opened", message="subject_type", **asked)
    _, theme = opened._line.coefficients[-2:]
    assert theme == pytest.approx(0.4, abs=0.08)
    assert opened.table["clear"].tolist() == [False, True]
    bought = levers(rows, outcome="converted", message="subject_type", **asked)
    assert not bought.table["clear"].any()
    assert activation.Levers is type(bought)
