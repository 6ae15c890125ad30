"""Response curves: found again, covered by their intervals, refused where silent."""

import numpy as np
import pandas as pd
import pytest

from segkit import activation
from segkit.activation import Curve
from segkit.activation.plan import doubts
from segkit.activation.plan.forms import FORMS, inflection
from segkit.checks import DataError

TRUE = {
    "linear": Curve("linear", 0.02),
    "log": Curve("log", 40, 500),
    "power": Curve("power", 2, shape=0.5),
    "exponential": Curve("exponential", 150, 900),
    "hill": Curve("hill", 150, 900, 0.9),
}


def history(curve, *, n=24, noise=0.0, seed=0, low=100, high=4000, base=30):
    rng = np.random.default_rng(seed)
    spend = rng.uniform(low, high, n)
    response = base + curve(spend) + rng.normal(0, noise, n)
    months = pd.date_range("2023-01-01", periods=n, freq="MS")
    return pd.DataFrame(
        {"month": months, "spend_amount": spend, "new_customers": response}
    )


@pytest.mark.parametrize("form", FORMS)
def test_slopes_are_the_derivatives_of_the_curves(form):
    curve, x = TRUE[form], np.array([50.0, 700.0, 3000.0])
    finite = (curve(x + 1e-3) - curve(x - 1e-3)) / 2e-3
    np.testing.assert_allclose(curve.slope(x), finite, rtol=1e-6)


def test_hand_worked_values():
    assert Curve("log", 100, 50)(150) == pytest.approx(100 * np.log(4))
    assert Curve("exponential", 900, 100)(100) == pytest.approx(900 * (1 - np.exp(-1)))
    assert Curve("hill", 100, 50, 2)(100) == pytest.approx(80)
    assert Curve("power", 3, shape=0.5)(16) == pytest.approx(12)
    assert inflection("hill", 100, 3) == pytest.approx(100 * 0.5 ** (1 / 3))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_noise_is_found_again(form):
    found = activation.response_curve(history(TRUE[form]), form=form)
    x = np.array([500.0, 2000.0, 3900.0])
    np.testing.assert_allclose(
        found(x) - found(100), TRUE[form](x) - TRUE[form](100), rtol=0.02
    )


def test_the_baseline_is_not_credited_to_the_spending():
    found = activation.response_curve(history(TRUE["log"], noise=2), form="log")
    assert found(0) == 0
    assert found.fit.baseline == pytest.approx(30, abs=12)


@pytest.fixture
def quickly(monkeypatch):
    """Leave out the check of single periods, which fits each history again."""
    monkeypatch.setattr(doubts, "_one_period", lambda *_: [])


@pytest.mark.slow
@pytest.mark.usefixtures("quickly")
def test_intervals_hold_what_spending_really_brings_as_often_as_they_say():
    true, inside = TRUE["log"], 0
    for seed in range(100):
        found = activation.response_curve(history(true, noise=8, seed=seed), form="log")
        low, high = found.fit.ends(3000, 500)
        inside += low <= true(3000) - true(500) <= high
    assert 0.90 <= inside / 100 <= 0.99


@pytest.mark.slow
@pytest.mark.usefixtures("quickly")
def test_a_channel_that_brings_nothing_is_mostly_not_shown():
    shown = 0
    for seed in range(60):
        none = history(Curve("linear", 0), noise=8, seed=seed)
        shown += activation.response_curve(none).verdict != "not shown"
    assert shown <= 6


def test_what_is_not_shown_is_said_loudly():
    found = activation.response_curve(
        history(Curve("linear", 0), noise=8, seed=3), name="radio"
    )
    assert found.verdict == "not shown"
    assert found.notes[0].startswith("LOUD: that radio brings anything is not shown")
    assert any("Correlation is not cause" in note for note in found.notes)


def test_constant_spending_is_refused():
    table = history(TRUE["log"]).assign(spend_amount=lambda t: 1000.0)
    with pytest.raises(DataError, match="has no information on spending"):
        activation.response_curve(table)
    nearly = table.assign(spend_amount=np.linspace(990, 1010, 24))
    with pytest.raises(DataError, match="change the spending on purpose"):
        activation.response_curve(nearly)


def test_two_amounts_tell_no_curve():
    table = history(TRUE["log"]).assign(spend_amount=[100.0, 900.0] * 12)
    with pytest.raises(DataError, match="has no information"):
        activation.response_curve(table)


def test_few_months_are_refused():
    with pytest.raises(DataError, match=r"has 7 periods .* a curve needs 8 at least"):
        activation.response_curve(history(TRUE["log"], n=7))


@pytest.mark.slow
@pytest.mark.usefixtures("quickly")
def test_a_bend_is_seldom_shown_where_there_is_none():
    bent = [
        activation.response_curve(history(TRUE["linear"], noise=3, seed=s)).verdict
        for s in range(40)
    ]
    assert bent.count("shown") <= 4


def test_a_straight_line_is_called_one():
    found = activation.response_curve(history(TRUE["linear"], noise=3))
    assert found.verdict == "line"
    assert any("That returns diminish is not shown" in note for note in found.notes)


def test_growing_returns_are_told_not_fitted():
    table = history(Curve("hill", 900, 5000, 4), noise=2)
    found = activation.response_curve(table, name="radio")
    assert any("each euro brought more the more" in note for note in found.notes)
    steep = activation.response_curve(table, form="hill")
    assert steep.shape > 1


def test_one_period_that_decides_is_named():
    table = history(Curve("linear", 0), noise=3, low=900, high=1100)
    table.loc[0, ["spend_amount", "new_customers"]] = [4000, 400]
    found = activation.response_curve(table)
    assert any("one period decides. Without 2023-01-01" in n for n in found.notes)


def test_spending_that_only_tests_cut_is_told():
    table = history(Curve("linear", 0.01), noise=3, low=950, high=1050)
    table.loc[3:6, "spend_amount"] = 500.0
    weeks = pd.date_range("2023-04-03", periods=16, freq="7D")
    tests = pd.DataFrame({"week_start": weeks, "channel": "radio", "advertised": False})
    found = activation.response_curve(table, tests=tests, name="radio")
    assert any("but for 4 periods in which tests left it out" in n for n in found.notes)
    with pytest.raises(DataError, match="tests holds no channel 'tv'"):
        activation.response_curve(table, tests=tests, name="tv")


def test_channels_that_move_together_are_told():
    one = history(TRUE["log"], noise=2).assign(channel="search")
    other = one.assign(channel="social", spend_amount=one["spend_amount"] * 0.5)
    curves = activation.response_curves(pd.concat([one, other]))
    assert any("spent on when the other channels were" in n
               for n in curves["search"].notes)  # fmt: skip


def test_a_channel_that_says_nothing_is_refused_beside_the_others():
    one = history(TRUE["log"], noise=2).assign(channel="search")
    flat = one.assign(channel="tv", spend_amount=500.0)
    curves = activation.response_curves(pd.concat([one, flat]))
    assert list(curves) == ["search"]
    assert "tv has no information on spending" in curves.refused["tv"]
    assert "1 could be fitted, 1 could not" in str(curves)


def test_controls_take_a_season_out():
    table = history(Curve("linear", 0), noise=1, seed=5)
    season = np.tile([0.0, 50.0], 12)
    table["new_customers"] += season
    table["spend_amount"] = 1000 + 30 * season + np.arange(24) * 7.0
    table["season"] = season
    naive = activation.response_curve(table, form="linear")
    fair = activation.response_curve(table, form="linear", controls=["season"])
    assert naive.verdict != "not shown"
    assert naive(2000) > 20
    assert fair(2000) < 0.3 * naive(2000)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"spend_amount": "a lot"}, "must be numbers; \\['a lot'"),
        ({"spend_amount": -5.0}, "is below 0 in 24 periods"),
        ({"month": pd.Timestamp("2024-01-01")}, "has 23 periods twice or more"),
        ({"new_customers": 5}, "same response in all 24 periods"),
    ],
)
def test_columns_that_cannot_be_are_named(change, text):
    with pytest.raises(DataError, match=text):
        activation.response_curve(history(TRUE["log"]).assign(**change))


def test_months_without_numbers_are_left_out_and_counted():
    table = history(TRUE["log"], noise=2)
    table.loc[[2, 5], "spend_amount"] = np.nan
    found = activation.response_curve(table)
    assert found.fit.n == 22
    assert any("2 periods without spend or response" in n for n in found.notes)


def test_shuffled_months_and_other_engines_change_nothing():
    pl = pytest.importorskip("polars")
    table = history(TRUE["log"], noise=2)
    first = activation.response_curve(table)
    assert activation.response_curve(table.sample(frac=1, random_state=1)) == first
    assert activation.response_curve(pl.from_pandas(table)) == first


def test_a_curve_scales_with_its_interval():
    found = activation.response_curve(history(TRUE["log"], noise=5), form="log")
    half = found.scaled(0.5, 0.25, 0.75)
    assert half(2000) == pytest.approx(found(2000) / 2)
    low, high = found.interval(2000)
    assert half.interval(2000) == pytest.approx((low * 0.25, high * 0.75))
    for bad in ((-1, None, None), (1, 2, 3), (float("nan"), None, None)):
        with pytest.raises(DataError, match="factor must be"):
            found.scaled(*bad)


def test_factors_follow_from_tests_by_region():
    tests = pd.DataFrame(
        {
            "channel": ["search", "social", "tv"], "share": [0.21, 0.2, 0.1],
            "low": [0.1, 0.1, -0.1], "high": [0.31, 0.4, 0.3],
            "last_click": [0.45, 0.15, 0.0],
        }
    )  # fmt: skip
    found = activation.incrementality(tests)
    assert found["verdict"].tolist() == ["less", "some", "unknown"]
    assert found.loc["search", "factor"] == pytest.approx(0.21 / 0.45)
    assert found.loc["tv", "sentence"] == "nothing credited: no factor"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("cubic", 1), "form must be one of"),
        (("log", -1), "a log curve needs size from 0 on; this is -1"),
        (("log", 1, 0), "a log curve needs scale above 0; this is 0"),
        (("power", 1, 1, 1.5), "a power curve needs shape above 0 and up to 1"),
        (("hill", float("nan")), "a hill curve needs size"),
    ],
)
def test_curves_that_cannot_be_are_refused(arguments, text):
    with pytest.raises(DataError, match=text):
        Curve(*arguments)


def test_spending_that_cannot_be_is_refused():
    for bad in (-1, float("nan"), "much"):
        with pytest.raises(DataError, match="spend must be numbers from 0 on"):
            TRUE["log"](bad)
