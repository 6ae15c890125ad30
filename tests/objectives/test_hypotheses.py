"""Hypotheses: ticks with reasons, verdicts by hand, and no change after seeing."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from segkit import datasets, experiments, kpis, objectives
from segkit.checks import DataError
from segkit.objectives import Hypothesis

READY = {
    "segment": "teens",
    "metric": "orders a year",
    "because": "they save up",
    "data": "orders of 2024",
}


def seen(**numbers):
    return lambda: numbers


def test_each_missing_tick_gives_its_reason():
    ticks = Hypothesis("loyal customers", "engagement", than="").ticks()
    assert not ticks["met"].any()
    assert "say compared with whom" in ticks.loc["clear", "says"]
    assert "'engagement' can be neither counted" in ticks.loc["clear", "says"]
    assert "give a reason that could be wrong" in ticks.loc["logical", "says"]
    assert "say where it is measured" in ticks.loc["testable", "says"]
    assert ticks.attrs["heading"].startswith("Not yet ready, 3 of 3 missing")


def test_a_reason_that_repeats_the_statement_is_none():
    circular = Hypothesis(
        **READY | {"because": "teens orders higher"}, direction="higher"
    )
    assert "only repeats" in circular.ticks().loc["logical", "says"]
    assert Hypothesis(**READY).ticks()["met"].all()


@pytest.mark.parametrize(
    ("direction", "least", "numbers", "verdict"),
    [
        ("higher", None, (2, 1, 3), "supported"),
        ("higher", None, (-2, -3, -1), "not supported"),
        ("higher", None, (1, -1, 3), "not decided"),
        ("higher", 0.5, (2, 1, 3), "supported"),
        ("higher", 1.5, (2, 1, 3), "not decided"),
        ("higher", 5.0, (2, 1, 3), "not supported"),
        ("lower", None, (-2, -3, -1), "supported"),
        ("lower", 5.0, (-2, -3, -1), "not supported"),
        ("different", None, (-2, -3, -1), "supported"),
        ("different", None, (1, -1, 3), "not decided"),
        ("different", 5.0, (1, -1, 3), "not supported"),
        ("different", 0.5, (2, 1, 3), "supported"),
    ],
)
def test_the_verdict_follows_from_the_interval(direction, least, numbers, verdict):
    idea = Hypothesis(**READY, direction=direction, by_at_least=least)
    names = ("difference", "low", "high")
    found = idea.test(seen(**dict(zip(names, numbers, strict=True))), on="2024-11-04")
    assert found.verdict == verdict
    assert found.supported == (verdict == "supported")


def test_one_side_halves_the_p_value_only_in_the_stated_direction():
    numbers = {"difference": 1.0, "low": -0.1, "high": 2.1, "p_value": 0.08}
    higher = Hypothesis(**READY, direction="higher").test(seen(**numbers))
    assert (higher.p_value, higher.sides, higher.verdict) == (0.04, 1, "supported")
    lower = Hypothesis(**READY, direction="lower").test(seen(**numbers))
    assert (lower.p_value, lower.verdict) == (0.96, "not supported")
    either = Hypothesis(**READY).test(seen(**numbers))
    assert (either.p_value, either.sides, either.verdict) == (0.08, 2, "not decided")


def test_it_may_not_be_changed_nor_tested_again_after_seeing():
    idea = Hypothesis(**READY, direction="higher")
    later = idea.revised(by_at_least=1.0)
    later.test(seen(difference=1, low=-1, high=3), on="2024-11-04")
    for version in (idea, later):
        with pytest.raises(DataError, match=r"tested on 2024-11-04 \(not decided\)"):
            version.revised(direction="lower")
        with pytest.raises(DataError, match="a second test of it"):
            version.test(seen(difference=1, low=-1, high=3))
        with pytest.raises(AttributeError):
            version.direction = "lower"
    assert idea.log["what"].tolist() == [
        "revised: by_at_least from None to 1.0",
        "tested: not decided",
    ]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Hypothesis(direction="up"), "direction must be one of"),
        (lambda: Hypothesis(by_at_least=-1), "by_at_least must be a number above 0"),
        (lambda: Hypothesis().test(len), "not ready to be tested: name the segment"),
        (lambda: Hypothesis(**READY).test(3), "test needs a function"),
        (lambda: Hypothesis(**READY).test(seen(mean=3)), "the test must return"),
        (lambda: Hypothesis(**READY).test(pd.DataFrame), "a table of 0 rows"),
        (lambda: Hypothesis(**READY).revised(size=3), "a hypothesis has no"),
    ],
)
def test_mistakes_are_named(make, message):
    with pytest.raises(DataError, match=message):
        make()


def test_an_indicator_is_no_difference():
    with pytest.raises(DataError, match="must return a record or a table"):
        Hypothesis(**READY).test(kpis.repeat_rate, 5, 9)


@pytest.fixture
def cosmetics():
    table = datasets.load("cosmetics").dropna(subset="age")
    return table.assign(inside=table["age"].between(30, 50))


def test_customers_of_30_to_50_spend_more(cosmetics):
    """The worked hypothesis: Welch on amounts, on logarithms, and a bootstrap."""
    inside, outside = (
        cosmetics.loc[cosmetics["inside"] == v, "amount"] for v in (1, 0)
    )
    idea = {
        "segment": "customers aged 30 to 50",
        "metric": "amount spent in a year",
        "direction": "higher",
        "because": "their baskets hold dearer care",
        "data": "cosmetics, a year",
    }
    welch = Hypothesis(**idea).test(
        stats.ttest_ind, inside, outside, equal_var=False, on="2024-11-04"
    )
    assert welch.verdict == "supported"
    ours = Hypothesis(**idea).test(experiments.compare_means, outside, inside)
    assert ours.effect == pytest.approx(inside.mean() - outside.mean())
    assert ours.verdict == "supported"
    logs = Hypothesis(**idea | {"metric": "logarithm of the amount"}).test(
        experiments.compare_means, np.log(outside), np.log(inside)
    )
    assert logs.low < np.log(1.25) < logs.high
    effect_size = ours.effect / cosmetics["amount"].std()
    assert 0.1 < effect_size < 0.8
    more = Hypothesis(**idea | {"metric": "orders a year"}).test(
        experiments.compare_means,
        *(cosmetics.loc[cosmetics["inside"] == v, "orders"] for v in (0, 1)),
    )
    assert more.verdict == "not decided"  # baskets cost more, nobody orders more often


def test_rows_of_tables_are_read():
    table = pd.DataFrame({"difference": [0.1], "low": [0.02], "high": [0.18]}, ["all"])
    table.attrs["level"] = 0.9
    found = Hypothesis(**READY, direction="higher").test(lambda: table)
    assert (found.level, found.verdict) == (0.9, "supported")
    row = Hypothesis(**READY, direction="higher").test(lambda: table.loc["all"])
    assert row.level == 0.95


def test_an_uplift_segment_can_be_a_test():
    table = pd.DataFrame(
        {
            "segment": "bargain",
            "variant": ["held out"] * 200 + ["message"] * 200,
            "bought": [1] * 10 + [0] * 190 + [1] * 40 + [0] * 160,
        }
    )
    idea = Hypothesis(
        "bargain customers with a message",
        "share with an order",
        "higher",
        than="those held out",
        because="a discount decides",
        data="campaign K22",
    )
    found = idea.test(
        lambda: experiments.uplift_by_segment(table, "bought").loc[["bargain"]]
    )
    assert found.verdict == "supported"
    assert "Supported: difference 0.15" in found.sentence
    assert objectives.Framework(hypothesis=idea).missing[0] == "objective"
