"""Look-alikes, gaps and referrals as pictures."""

import pandas as pd
import pytest

from segkit import activation, personas, plots
from segkit.checks import DataError


@pytest.fixture(scope="module")
def found():
    people = pd.DataFrame({"customer_id": range(80), "plan": list("aaab") * 20})
    pool = pd.DataFrame({"prospect_id": range(100, 220), "plan": list("abc") * 40})
    return activation.lookalike(range(80), people, pool)


@pytest.mark.parametrize("value", ["lift", "captured_rate", "similarity"])
def test_the_curve_ends_where_everybody_is_reached(found, value):
    ax = plots.reach_similarity(found.curve, value=value)
    line = ax.lines[0].get_xydata()
    assert line[-1].tolist() == [1, found.curve[value].iloc[-1]]
    assert len(ax.collections) == (value != "similarity")
    text = plots.alt_text(ax)
    assert "first " in text
    assert "at 1 %" in text


def test_a_curve_without_chance_line_only_for_similarity(found):
    assert "(chance)" in plots.alt_text(plots.reach_similarity(found.curve))
    text = plots.alt_text(plots.reach_similarity(found.curve, value="similarity"))
    assert "chance" not in text
    with pytest.raises(DataError, match="value must be one of"):
        plots.reach_similarity(found.curve, value="n")


def test_lift_is_drawn_with_its_intervals(found):
    did = pd.Series([i % 3 == 0 for i in range(120)], range(100, 220))
    table = activation.lift_by_reach(found, did)
    ax = plots.lift_by_reach(table)
    assert "(all: 33 % of 120)" in " ".join(ax.get_xlabel().split())
    assert ax.lines[0].get_ydata()[-1] == 1


def test_groups_below_four_fifths_are_hollow(found):
    plan = pd.Series(list("abc") * 40, range(100, 220), name="plan")
    ax = plots.fairness(activation.fairness(found, plan, reach=0.3))
    text = plots.alt_text(ax)
    assert "plan: a (n = 40) 100 %" in text
    faces = [part.get_facecolor()[0].tolist() for part in ax.collections[1:]]
    assert [1.0, 1.0, 1.0, 1.0] in faces


def test_long_names_and_one_row_are_drawn():
    row = {"column": "town", "group": "a very long name $of$ a group " * 5, "n": 9}
    row |= {"n_chosen": 1, "chosen_rate": 0.1, "low": 0.0, "high": 0.4}
    row |= {"four_fifths": False, "small": True}
    ax = plots.fairness(pd.DataFrame([row]))
    assert "small" in ax.get_yticklabels()[0].get_text()


def referrals(*pairs):
    table = pd.DataFrame(
        [tuple(p) for p in pairs], columns=["referrer_id", "referred_id"]
    )
    return activation.referral_network(table).people


def test_each_person_is_a_mark_and_nobody_is_named():
    ax = plots.referral_network(referrals("ab", "ac", "cd", "xy"))
    assert sum(len(part.get_offsets()) for part in ax.collections[1:]) == 6
    assert len(ax.collections[0].get_segments()) == 4
    assert "the 2 largest of 2 groups, 6 of 6 people" in plots.alt_text(ax)
    assert not ax.texts


def test_parents_stand_above_the_middle_of_theirs():
    ax = plots.referral_network(referrals("ab", "ac"))
    first = ax.collections[1].get_offsets()[0]
    assert first.tolist() == [0.5, 0]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_only_the_largest_groups_are_drawn():
    ax = plots.referral_network(referrals("ab", "ac", "xy"), most=1)
    assert "the 1 largest of 2 groups, 3 of 5 people" in plots.alt_text(ax)


def test_circles_alone_cannot_be_drawn():
    with pytest.raises(DataError, match="no group has a first person"):
        plots.referral_network(referrals("ab", "ba"))


@pytest.fixture(scope="module")
def gap():
    people = [f"C{i:02}" for i in range(80)]
    segments = pd.Series(["busy", "calm"] * 40, people)
    orders = pd.DataFrame(
        {"customer_id": people, "category": ["a", "a", "b", "b"] * 20}
    )
    jobs = pd.DataFrame({"customer_id": people, "job": "save time"})
    jobs = jobs.assign(importance=[9, 4] * 40, satisfaction=3)
    answers = {"save time": ["a"]}
    return personas.product_gap(segments, orders, jobs=jobs, answered_by=answers)


def test_need_and_purchase_are_two_marks_of_a_row(gap):
    ax = plots.product_gap(gap.gaps)
    names = [tick.get_text() for tick in ax.get_yticklabels()]
    assert names[0] == "busy: save time *\n(n = 40 asked)"
    assert names[1] == "buys a\n(n = 40 buyers)"
    assert "* a clear gap" in ax.get_xlabel()
    assert "buys a (n = 40 buyers) 100" in plots.alt_text(ax)


def test_rows_that_are_not_shown_are_counted(gap):
    ax = plots.product_gap(gap.gaps, most=1)
    assert len(ax.get_yticklabels()) == 2
    assert "1 more rows are not shown" in ax.get_xlabel()


def test_a_gap_that_was_not_asked_for_cannot_be_drawn(gap):
    with pytest.raises(DataError, match="pass answered_by="):
        plots.product_gap(pd.DataFrame())
