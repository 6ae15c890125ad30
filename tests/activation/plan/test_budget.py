"""The budget: true optimum, true prices, limits kept, contradictions named."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from segkit import activation, objectives
from segkit.activation import Curve, Limit
from segkit.checks import DataError

REFERENCE = {"a": 5, "b": 3, "c": 4}
LIMITS = {"caps": {"a": 10, "b": 30, "c": 20}, "minima": {"b": 5}}


def spends(plan):
    return dict(zip(plan.cells.names, plan.table["spend"], strict=True))


def value(curves, spend):
    return sum(curve(x) for curve, x in zip(curves, spend, strict=True))


def test_the_published_reference_case():
    plan = activation.budget(REFERENCE, 40, **LIMITS)
    assert spends(plan) == {"a": 10, "b": 10, "c": 20}
    assert float(plan) == 160
    assert plan.price == 3
    assert plan.price_sentence == (
        "One more euro brings 3.00 EUR, until the budget is 60."
    )
    budget = plan.prices.iloc[0]
    assert (budget["start"], budget["until"]) == (35, 60)


def test_each_price_is_what_moving_the_limit_brings():
    plan = activation.budget(REFERENCE, 40, **LIMITS)
    prices = plan.prices.set_index("limit")
    for name, step in (("a", 10), ("c", 20)):
        caps = {**LIMITS["caps"], name: step + 0.5}
        more = activation.budget(REFERENCE, 40, caps=caps, minima={"b": 5})
        price = prices.loc[f"at most {step} for {name}", "more"]
        assert (more.value - plan.value) / 0.5 == pytest.approx(price, abs=1e-6)
    assert prices.loc["at most 10 for a", "more"] == 2


def test_at_a_kink_one_more_and_one_less_have_two_prices():
    plan = activation.budget(REFERENCE, 35, **LIMITS)
    row = plan.prices.iloc[0]
    assert (row["more"], row["less"]) == (3, 4)


def test_a_minimum_has_a_price_and_a_range():
    plan = activation.budget({"a": 5, "b": 3}, 40, minima={"b": 15})
    row = plan.prices.set_index("limit").loc["at least 15 for b"]
    assert row["less"] == -2
    assert row["sentence"] == (
        "At least 15 for b: each euro of it taken away brings 2.00 EUR, down to 0."
    )


def test_roots_divide_by_the_squares_of_their_sizes():
    # max of sum a_i sqrt(x_i): x_i = B a_i^2 / sum a^2, price sqrt(sum a^2 / B) / 2
    sizes = np.array([3.0, 4.0, 12.0])
    cells = {str(k): Curve("power", a, shape=0.5) for k, a in enumerate(sizes)}
    plan = activation.budget(cells, 1000)
    expected = 1000 * sizes**2 / (sizes**2).sum()
    np.testing.assert_allclose(plan.table["spend"], expected, rtol=1e-3)
    assert plan.value == pytest.approx(13 * np.sqrt(1000), rel=1e-6)
    assert plan.price == pytest.approx(13 / (2 * np.sqrt(1000)), rel=1e-3)


def test_logarithms_are_filled_like_water():
    # slope a / (s + x) equal to the price where money is spent: x = a / price - s
    curves = [Curve("log", a, s) for a, s in ((100, 50), (60, 10), (5, 80))]
    plan = activation.budget(dict(zip("abc", curves, strict=True)), 200)
    price = 160 / (200 + 60)
    np.testing.assert_allclose(
        plan.table["spend"], [100 / price - 50, 60 / price - 10, 0], rtol=1e-3
    )
    assert plan.price == pytest.approx(price, rel=1e-3)
    assert plan.table["limit"].tolist() == ["", "", "nothing"]


def test_exponentials_divide_as_equal_marginal_returns_want():
    table = pd.DataFrame(
        {"segment": ["x", "y"], "most_amount": [900.0, 300.0], "scale_amount": 100.0}
    )
    known = objectives.spend_by_segment(table, 600)
    cells = {
        name: Curve("exponential", most, 100)
        for name, most in (("x", 900), ("y", 300))
    }  # fmt: skip
    plan = activation.budget(cells, 600)
    np.testing.assert_allclose(plan.table["spend"], known["spend"], rtol=1e-3)
    assert plan.price == pytest.approx(known.attrs["price"], rel=1e-3)
    stops = activation.budget(cells, 600, objective="roi")
    known = objectives.spend_by_segment(table, 600, scenario="roi")
    np.testing.assert_allclose(stops.table["spend"], known["spend"], rtol=1e-3)
    assert stops.spent < 600


@pytest.mark.parametrize("seed", range(3))
def test_a_general_solver_finds_nothing_better(seed):
    rng = np.random.default_rng(seed)
    curves = [
        Curve("log", rng.uniform(50, 500), rng.uniform(20, 300)),
        Curve("power", rng.uniform(1, 9), shape=rng.uniform(0.3, 0.8)),
        Curve("exponential", rng.uniform(100, 900), rng.uniform(50, 500)),
        Curve("hill", rng.uniform(100, 900), rng.uniform(50, 500), 0.8),
    ]
    cells = dict(zip("abcd", curves, strict=True))
    plan = activation.budget(cells, 500, caps={"a": 100}, minima={"c": 50})
    best = optimize.minimize(
        lambda x: -value(curves, np.maximum(x, 0)), [90, 100, 100, 100],
        method="SLSQP", bounds=[(1e-6, 100), (1e-6, 500), (50, 500), (1e-6, 500)],
        constraints={"type": "ineq", "fun": lambda x: 500 - x.sum()},
        options={"maxiter": 500},
    )  # fmt: skip
    assert plan.value >= -best.fun * (1 - 1e-5)


def random_problem(seed):
    """Make cells, limits that 1/n of the budget each can keep, and the budget."""
    rng = np.random.default_rng(seed)
    forms = ["linear", "log", "power", "exponential", "hill"]
    segments, channels = "xyz"[: rng.integers(1, 4)], "efg"[: rng.integers(1, 4)]
    cells = {
        key: Curve(
            rng.choice(forms), rng.uniform(0, 9), rng.uniform(1, 99),
            rng.uniform(0.2, 1),
        )
        for key in itertools.product(segments, channels)
    }  # fmt: skip
    total = float(rng.uniform(10, 1000))
    some = [key for key in cells if rng.random() < 0.4]
    caps = {key: float(rng.uniform(0.3, 1) * total) for key in some}
    caps[str(rng.choice(list(channels)))] = float(rng.uniform(0.5, 1) * total)
    part = 0.3 * total / len(cells)
    minima = {key: part for key in cells if rng.random() < 0.3}
    return cells, total, caps, minima


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_no_plan_exceeds_its_limits(seed):
    cells, total, caps, minima = random_problem(seed)
    share = Limit("x", most=0.9 if len({s for s, _ in cells}) > 1 else 1, share=True)
    plan = activation.budget(
        cells, total, caps=caps, minima=minima, limits=[share]
    )  # fmt: skip
    spent = spends(plan)
    near = 1e-7 * total
    assert plan.spent <= total + near
    assert min(spent.values()) >= 0
    for name, most in caps.items():
        own = [x for (s, c), x in zip(plan.cells.keys, spent.values(), strict=True)
               if name in ((s, c), c)]  # fmt: skip
        assert sum(own) <= most + near
    for name, least in minima.items():
        assert spent[" · ".join(name)] >= least - near
    x = sum(v for (s, _), v in zip(plan.cells.keys, spent.values(), strict=True)
            if s == "x")  # fmt: skip
    assert x <= share.most * sum(spent.values()) + near


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_the_price_is_the_difference_that_a_little_more_makes(seed):
    cells, total, caps, minima = random_problem(seed)
    plan = activation.budget(cells, total, caps=caps, minima=minima)
    step = 1e-2 * total
    sides = [
        activation.budget(cells, total + way * step, caps=caps, minima=minima).value
        for way in (1, -1)
    ]
    below, above = (plan.value - sides[1]) / step, (sides[0] - plan.value) / step
    near = 1e-3 * max(below, 1e-3)
    assert above - near <= plan.price <= below + near  # the value is concave


def test_shuffled_cells_and_other_names_change_nothing():
    cells, total, caps, minima = random_problem(11)
    plan = activation.budget(cells, total, caps=caps, minima=minima)
    names = dict(zip("xyzefg", "qwpmab", strict=True))

    def renamed(key):
        parts = [names[part] for part in key]
        return tuple(parts) if isinstance(key, tuple) else parts[0]

    other = activation.budget(
        {renamed(k): v for k, v in reversed(cells.items())}, total,
        caps={renamed(k): v for k, v in reversed(caps.items())},
        minima={renamed(k): v for k, v in minima.items()},
    )  # fmt: skip
    found = dict(zip(other.cells.keys, other.table["spend"], strict=True))
    for key, spend in zip(plan.cells.keys, plan.table["spend"], strict=True):
        assert found[renamed(key)] == spend


def test_equal_cells_get_equal_money_and_that_is_said():
    plan = activation.budget({"a": 2, "b": 2, "c": 1}, 10, caps={"a": 9, "b": 9})
    assert spends(plan) == {"a": 5, "b": 5, "c": 0}
    assert plan.notes[0].startswith("a and b are alike in every number")


def test_different_cells_do_not_get_equal_money():
    plan = activation.budget(
        {"a": Curve("log", 100, 50), "b": Curve("log", 90, 50)}, 99
    )
    assert spends(plan)["a"] > spends(plan)["b"] + 5
    assert plan.notes == ()


def test_a_fixed_channel_and_an_extra_constraint_are_kept():
    more = Limit({"b": 1, "c": -1}, least=0, name="b and c")
    plan = activation.budget(REFERENCE, 40, fixed={"a": 4}, limits=[more])
    assert spends(plan) == {"a": 4, "b": 18, "c": 18}


def test_shares_of_the_spending_are_kept():
    half = Limit("a", most=0.5, share=True)
    assert spends(activation.budget({"a": 5, "b": 3}, 40, limits=[half])) == {
        "a": 20, "b": 20,
    }  # fmt: skip
    least = Limit(["b"], least=0.75, share=True)
    assert spends(activation.budget({"a": 5, "b": 3}, 40, limits=[least]))["b"] == 30


def brute(curves, total, fixed, least, step):
    """Try every division in steps."""
    best = 0.0
    sizes = np.arange(0, total + step / 2, step)
    for spend in itertools.product(sizes, repeat=len(curves)):
        costs = sum(f for f, x in zip(fixed, spend, strict=True) if x > 0)
        small = any(0 < x < m for x, m in zip(spend, least, strict=True))
        if sum(spend) + costs <= total + 1e-9 and not small:
            best = max(best, value(curves, spend))
    return best


@pytest.mark.parametrize("seed", range(6))
def test_fixed_costs_and_growing_returns_as_by_trying_everything(seed):
    rng = np.random.default_rng(seed)
    curves = [
        Curve("hill", rng.uniform(50, 200), rng.uniform(5, 20), rng.uniform(1, 4)),
        Curve("log", rng.uniform(20, 90), rng.uniform(2, 20)),
        Curve("linear", rng.uniform(1, 4)),
    ]
    fixed, least = rng.integers(0, 6, 3), rng.integers(0, 9, 3)
    names = "abc"
    plan = activation.budget(
        dict(zip(names, curves, strict=True)), 20,
        fixed_costs=dict(zip(names, map(float, fixed), strict=True)),
        least_if_used=dict(zip(names, map(float, least), strict=True)),
    )  # fmt: skip
    assert plan.spent <= 20 + 1e-6
    assert plan.value >= brute(curves, 20, fixed, least, 1.0) * (1 - 1e-5)
    used = plan.table["spend"] > 0
    assert (plan.table.loc[used, "spend"] >= least[used] - 1e-6).all()


def test_returns_that_grow_first_are_not_split():
    steep = Curve("hill", 100, 50, 3)
    assert activation.budget({"a": steep, "b": steep}, 60).value == pytest.approx(
        steep(60)
    )
    halves = activation.budget({"a": steep, "b": steep}, 100)
    assert halves.value == pytest.approx(2 * steep(50))


def test_limits_that_contradict_each_other_are_named_with_ways_out():
    with pytest.raises(DataError) as error:
        activation.budget(
            {"a": 5, "b": 3, "c": 4}, 40, minima={"a": 30, "b": 25}, caps={"c": 9}
        )
    assert str(error.value) == (
        "no plan can keep these limits at once: the budget of 40; at least 30 for a; "
        "at least 25 for b. Each is needed for the contradiction, so any one of these "
        "solves it: raise 'the budget of 40' to 55; lower 'at least 30 for a' to 15; "
        "lower 'at least 25 for b' to 10"
    )
    with pytest.raises(DataError, match="the whole budget of 40 to be spent; at most"):
        activation.budget({"a": 5}, 40, caps={"a": 10}, spend_all=True)


def test_a_fixed_cost_can_be_what_contradicts():
    with pytest.raises(DataError, match="the budget of 10; at least 8 for a"):
        activation.budget({"a": 5}, 10, minima={"a": 8}, fixed_costs={"a": 3})


def test_every_objective_counts_its_own():
    table = pd.DataFrame(
        {
            "segment": ["x", "x", "y"], "channel": ["email", "sms", "email"],
            "curve": [Curve("log", 90, 20), Curve("log", 60, 20), Curve("log", 50, 9)],
            "value_amount": [1.0, 1.0, 4.0], "margin_rate": 0.5, "n": [100, 100, 40],
            "market_amount": [2000.0, 2000.0, 1000.0],
            "revenue_amount": [1950.0, 1950.0, 100.0],
        }
    )  # fmt: skip
    people = activation.budget(table, 100, objective="new_customers")
    revenue = activation.budget(table, 100)
    assert revenue.table["spend"].iloc[2] > people.table["spend"].iloc[2]
    roi = activation.budget(table, 300, objective="roi", least_return=1)
    inside = roi.table["spend"] > 0
    np.testing.assert_allclose(roi.table.loc[inside, "return_last"], 1, rtol=1e-3)
    assert roi.price == 0
    reach = activation.budget(table, 500, objective="reach")
    assert reach.table["gain"].iloc[2] <= 40 * 1.001
    assert "y: as much as there is" in " ".join(reach.notes)
    share = activation.budget(table, 100, objective="share")
    assert share.table["gain"].iloc[:2].sum() <= 50 / 3000 * 1.001
    assert share.value <= (50 + 900) / 3000


def test_money_is_not_counted_in_people():
    curve = Curve("log", 5, 9, unit="new_customers")
    with pytest.raises(DataError, match="objective 'revenue' counts money"):
        activation.budget({"a": curve}, 9)
    assert activation.budget({"a": curve}, 9, objective="new_customers").value > 0


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"total": 0}, "total must be a number above 0; this is 0"),
        ({"total": True}, "total must be a number above 0; this is True"),
        ({"objective": "fame"}, "objective must be one of"),
        ({"caps": {"z": 5}}, "caps names 'z', which is no cell, channel or segment"),
        ({"caps": {"a": -1}}, "caps of 'a' must be a number from 0 on; this is -1"),
        ({"minima": {"a": "x"}}, "minima of 'a' must be a number from 0 on"),
        ({"cells": {}}, "cells is empty"),
        ({"cells": {"a": -2}}, "the return of a must be a number from 0 on"),
        ({"cells": 7}, "cells must be a dict such as"),
        ({"cells": {("a", "b", "c"): 1}}, "a key of cells is a name or"),
        ({"cells": pd.DataFrame({"channel": ["a"]})}, "cells must be a dict such as"),
        ({"objective": "share"}, "objective 'share' needs market_amount"),
    ],
)
def test_foreseeable_mistakes_are_named(change, text):
    options = {"cells": {"a": 5, "b": 3}, "total": 40} | change
    with pytest.raises(DataError, match=text):
        activation.budget(**options)


def test_a_name_that_is_channel_and_segment_must_be_said():
    cells = {("store", "email"): 1, ("new", "store"): 2}
    with pytest.raises(DataError, match="which is a channel and a segment"):
        activation.budget(cells, 9, caps={"store": 5})
    plan = activation.budget(cells, 9, caps={"channel": {"store": 5}})
    assert spends(plan) == {"new · store": 5, "store · email": 4}


def test_a_limit_that_is_upside_down_is_refused():
    with pytest.raises(DataError, match="swap them"):
        Limit("a", least=5, most=3)
    with pytest.raises(DataError, match="between 0 and 1"):
        Limit("a", most=40, share=True)


def test_what_if_compares_and_judges_spending_by_hand():
    plan = activation.budget(REFERENCE, 40, **LIMITS)
    more = activation.what_if(plan, caps={"a": 20})
    assert more.attrs["value_after"] == 20 * 5 + 5 * 3 + 15 * 4
    assert more["change"].sum() == 0
    equal = activation.what_if(plan, spend={"a": 13, "b": 13, "c": 13})
    assert equal.attrs["notes"] == ["This spending breaks limits: at most 10 for a."]
    assert equal.attrs["value_after"] == 13 * 12
    kept = activation.what_if(plan, spend={"a": 10, "b": 15, "c": 10})
    assert kept.attrs["notes"] == ["It keeps all limits."]
    assert kept.attrs["value_after"] < plan.value
    with pytest.raises(DataError, match="what_if needs a change"):
        activation.what_if(plan)
    with pytest.raises(DataError, match="what_if can change"):
        activation.what_if(plan, weather="good")


def test_the_range_of_budgets_is_concave_and_says_where_no_plan_is():
    plan = activation.budget(REFERENCE, 40, **LIMITS)
    table = activation.budget_range(plan, [2, 10, 20, 30, 40, 60, 70])
    assert table["feasible"].tolist() == [False] + [True] * 6
    known = table[table["feasible"]]
    slopes = np.diff(known["value"]) / np.diff(known["total"])
    assert (np.diff(slopes) <= 1e-9).all()
    assert known["price"].iloc[-1] == 0
    assert table["value"].iloc[-1] == table["value"].iloc[-2] == 220


def test_a_plan_reads_well():
    plan = activation.budget(REFERENCE, 40, **LIMITS)
    assert str(plan).splitlines()[0] == (
        "40 of 40 spent for the most revenue: 160 EUR, 4.00 for each euro."
    )
    hostile = activation.budget({"<b>": 5, "a": 2}, 10)
    assert "<b>" not in hostile._repr_html_()
    assert "&lt;b&gt;" in hostile._repr_html_()


def test_more_than_was_ever_spent_is_said():
    months = pd.DataFrame(
        {"month": range(12), "spend_amount": np.arange(12) * 10.0 + 10}
    )
    months["new_customers"] = 5 + 30 * np.log1p(months["spend_amount"] / 40)
    curve = activation.response_curve(months, form="log", name="radio")
    plan = activation.budget({"radio": curve}, 500, objective="new_customers")
    assert plan.table["beyond"].tolist() == [True]
    assert "radio: more than was ever spent there" in plan.notes[0]
