"""Peeking: published false alarms, drawn and computed, for every rule."""

import pytest

from segkit import experiments
from segkit.checks import DataError

ARMITAGE = {1: 0.050, 2: 0.083, 3: 0.107, 4: 0.126, 5: 0.142, 10: 0.193}
# stopping at a 90 % chance to win, at any look: KPIS.md, section 7, simulated there
WINNERS = {1: 0.20, 5: 0.46, 20: 0.68}


def test_looking_more_often_gives_armitages_false_alarms():
    found = experiments.peeking().set_index("looks")
    for looks, expected in ARMITAGE.items():
        assert found.loc[looks, "computed"] == pytest.approx(expected, abs=6e-4)
        assert found.loc[looks, "false_alarms"] == pytest.approx(expected, abs=0.012)
        inside = found.loc[looks, ["low", "high"]]
        assert inside["low"] < found.loc[looks, "false_alarms"] < inside["high"]


def test_ninety_percent_to_win_makes_winners_of_equal_arms():
    found = experiments.peeking(WINNERS, rule="chance_to_win").set_index("looks")
    for looks, expected in WINNERS.items():
        assert found.loc[looks, "computed"] == pytest.approx(expected, abs=0.005)
        assert found.loc[looks, "false_alarms"] == pytest.approx(expected, abs=0.015)


@pytest.mark.parametrize("rule", ["obrien_fleming", "pocock", "always_valid"])
def test_rules_made_for_looking_keep_their_promise(rule):
    found = experiments.peeking([1, 5, 20, 100], rule=rule, n_simulations=4000)
    assert (found["computed"] <= 0.0501).all()
    assert (found["low"] <= 0.05).all()
    if rule != "always_valid":
        assert found["computed"].to_numpy() == pytest.approx(0.05, abs=1e-4)


def test_rules_stand_in_the_order_asked_for_and_share_their_draws():
    rules = ["pocock", "p_value"]
    found = experiments.peeking([1, 4], rule=rules, n_simulations=500)
    assert found["rule"].tolist() == ["pocock", "pocock", "p_value", "p_value"]
    one = found[found["looks"] == 1]["false_alarms"]
    assert one.nunique() == 1  # with one look, both rules are the same
    assert "no" in found.attrs["heading"]


def test_the_seed_fixes_the_draws():
    one, again, other = (
        experiments.peeking([3], n_simulations=1000, random_state=seed)["false_alarms"][
            0
        ]
        for seed in (1, 1, 2)
    )
    assert one == again
    assert one != other


def test_many_simulations_come_in_parts():
    found = experiments.peeking([200], n_simulations=12_000)
    assert found["false_alarms"][0] == pytest.approx(found["computed"][0], abs=0.015)


@pytest.mark.parametrize(
    ("looks", "options", "text"),
    [
        ([0], {}, "looks must be a whole number from 1 to 200"),
        ([1.5], {}, "looks must be a whole number"),
        (None, {}, "looks must be whole numbers"),
        ([1], {"rule": "hope"}, "rule must be one of"),
        ([1], {"n_simulations": 0}, "n_simulations must be a whole number from 1"),
    ],
)
def test_looks_and_rules_that_are_none_are_refused(looks, options, text):
    with pytest.raises(DataError, match=text):
        experiments.peeking(looks, **options)
