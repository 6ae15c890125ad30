"""Champion and challenger; how well segments separate."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit.checks import DataError
from segkit.monitoring import champion_challenger, separation


def world(n=600, seed=0):
    """Draw customers of two kinds, what tells them apart, and what does not."""
    rng = np.random.default_rng(seed)
    kind = rng.random(n) < 0.3
    ids = [f"c{i}" for i in range(n)]
    return pd.DataFrame(
        {
            "orders": rng.poisson(np.where(kind, 4.0, 1.0)),
            "good": np.where(kind, "many", "few"),
            "half": np.where(kind ^ (rng.random(n) < 0.2), "many", "few"),
            "noise": rng.choice(list("abc"), n),
        },
        index=ids,
    )


def duel(one, two, w, **told):
    return champion_challenger(w[one], w[two], outcome=w["orders"], **told)


def test_a_better_challenger_wins_and_a_worse_one_does_not():
    w = world()
    assert duel("noise", "good", w).switch
    assert not duel("good", "noise", w).switch
    found = duel("noise", "good", w)
    assert found.sentence.startswith(
        "Switch to the challenger: targeting the best 20 %"
    )
    assert (found.table["difference"] > 0).all()
    assert (found.table["low"] <= found.table["difference"]).all()
    assert "pd" not in found._repr_html_()


def test_the_same_segments_under_other_names_change_nothing():
    w = world()
    w["other"] = w["good"].map({"many": "x", "few": "y"})
    found = duel("good", "other", w)
    assert not found.switch
    assert found.agreement == 1
    assert found.n_changed == 0
    assert found.table["difference"].abs().max() < 1e-12


def test_the_margin_keeps_the_champion():
    w = world()
    gain = duel("noise", "good", w).table.loc["gain"]
    assert duel("noise", "good", w, margin=gain["low"] - 0.01).switch
    assert not duel("noise", "good", w, margin=gain["low"] + 0.01).switch


def test_agreement_is_the_adjusted_rand_index():
    w = world()
    expected = adjusted_rand_score(w["half"], w["good"])
    assert duel("good", "half", w).agreement == pytest.approx(expected)


def test_messages_say_who_would_be_told_something_else():
    w = world()
    cards = {"many": "card", "few": "coupon"}
    found = duel("good", "half", w, messages=(cards, cards), cost_per_change=0.5)
    changed = int((w["good"] != w["half"]).sum())
    assert (found.n_changed, found.cost) == (changed, changed * 0.5)
    assert "would get another message" in found.sentence
    assert "That costs" in found.sentence
    same = duel("good", "half", w, messages=(cards, dict.fromkeys(cards, "card")))
    assert same.n_changed == int((w["good"] == "few").sum())
    with pytest.raises(DataError, match="no message for segments \\['few'\\]"):
        duel("good", "half", w, messages=(cards, {"many": "card"}))


def test_models_and_functions_are_asked_for_segments():
    w = world()
    found = champion_challenger(
        lambda X: X["noise"], lambda X: X["good"], w, outcome=w["orders"]
    )
    assert found.table.equals(duel("noise", "good", w).table)
    with pytest.raises(DataError, match="champion must be a fitted model"):
        champion_challenger(3, w["good"], w, outcome=w["orders"])


def test_shuffled_rows_and_renamed_ids_change_nothing():
    w = world()
    mixed = w.sample(frac=1, random_state=1)
    mixed.index = [f"k{i * 7}" for i in range(len(w))]
    one, two = duel("half", "good", w), duel("half", "good", mixed)
    pd.testing.assert_frame_equal(one.table, two.table)
    assert one.sentence == two.sentence


def test_customers_without_an_outcome_are_left_out():
    w = world()
    orders = w["orders"].astype(float)
    orders.iloc[:100] = np.nan
    assert champion_challenger(w["noise"], w["good"], outcome=orders).n == 500


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"top_share": 1.0}, "top_share must lie between 0 and 1"),
        ({"n_draws": 5}, "n_draws must be a whole number from 100"),
        ({"outcome": [1]}, "must be a Series of numbers"),
        ({"outcome": pd.Series(["x"], index=["c1"])}, "must be a Series of numbers"),
        ({"outcome": pd.Series([1.0], index=["zz"])}, "no customer has both"),
        ({"outcome": pd.Series(1.0, index=world().index)}, "is the same for all 600"),
    ],
)
def test_what_cannot_be_judged_is_refused(told, text):
    w = world()
    with pytest.raises(DataError, match=text):
        champion_challenger(w["noise"], w["good"], **{"outcome": w["orders"], **told})


def test_separation_is_epsilon_squared():
    # one-way analysis of variance by hand: groups 1,2,3 and 5,6,7
    y = pd.Series([1.0, 2, 3, 5, 6, 7])
    found = separation(pd.Series(list("aaabbb")), y)
    between, within = 6 * 2**2, 4.0
    assert found.eta_squared == pytest.approx(between / (between + within))
    assert found.value == pytest.approx(1 - (within / 4) / ((between + within) / 5))
    assert found.table["mean"].tolist() == [2, 6]


def test_segments_that_mean_nothing_separate_nothing():
    rng = np.random.default_rng(0)
    found = [
        separation(
            pd.Series(rng.choice(list("abcdefgh"), 200)),
            pd.Series(rng.lognormal(size=200)), n_draws=100,
        )
        for _ in range(60)
    ]  # fmt: skip
    assert np.mean([x.value for x in found]) == pytest.approx(0, abs=0.01)
    assert np.mean([x.eta_squared for x in found]) > 0.03


def test_a_million_customers_take_seconds():
    rng = np.random.default_rng(0)
    n = 200_000
    one, two = (pd.Series(rng.choice(list("abcdef"), n)) for _ in range(2))
    found = champion_challenger(one, two, outcome=pd.Series(rng.random(n)))
    assert not found.switch


@pytest.mark.slow
@pytest.mark.parametrize("n", [300, 6000])
def test_a_challenger_no_better_wins_no_more_often_than_nominal(n):
    runs, wins, covered = 200, 0, 0
    for seed in range(runs):
        rng = np.random.default_rng(seed)
        skewed = pd.Series(rng.lognormal(0, 1, n))
        one, two = (pd.Series(rng.choice(list("abcd"), n)) for _ in range(2))
        found = champion_challenger(one, two, outcome=skewed, n_draws=200, seed=seed)
        wins += found.switch
        covered += (
            found.table.loc["gain", "low"] <= 0 <= found.table.loc["gain", "high"]
        )
    assert wins / runs <= 0.025 + 2 * np.sqrt(0.025 * 0.975 / runs)
    assert covered / runs >= 0.95 - 2 * np.sqrt(0.05 * 0.95 / runs)


@pytest.mark.slow
@pytest.mark.parametrize("n", [200, 3000])
def test_the_interval_of_separation_covers(n):
    rng = np.random.default_rng(0)
    means, shares = np.array([1.0, 2.0, 4.0]), np.array([0.5, 0.3, 0.2])
    between = shares @ (means - shares @ means) ** 2
    true = between / (between + shares @ means)  # Poisson: variance = mean
    runs, covered = 250, 0
    for seed in range(runs):
        kind = rng.choice(3, n, p=shares)
        y = pd.Series(rng.poisson(means[kind]))
        found = separation(pd.Series(kind), y, n_draws=200, seed=seed)
        covered += found.low <= true <= found.high
    assert covered / runs >= 0.91
