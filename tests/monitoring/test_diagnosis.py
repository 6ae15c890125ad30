"""Why a message failed: each branch, and false alarms."""

import numpy as np
import pandas as pd
import pytest

from segkit.checks import DataError
from segkit.monitoring import diagnose

USUAL = {"delivered": 0.97, "opened": 0.3, "clicked": 0.2, "converted": 0.3}


def campaign(**change):
    row = {
        "segment": "Loyal", "sent": 10_000, "delivered": 9_700, "opened": 2_910,
        "clicked": 582, "converted": 175, "bought": 500, "held_out": 10_000,
        "held_out_bought": 500,
    }  # fmt: skip
    return pd.DataFrame([{**row, **change}])


@pytest.mark.parametrize(
    ("change", "verdict", "why"),
    [
        ({"bought": 700}, "success", "surely above 0"),
        ({"bought": 300}, "harmful", "buy less"),
        (
            {"delivered": 9_000, "opened": 2_700, "clicked": 540, "converted": 160},
            "not delivered", "Too few messages arrived: 90 % of 10,000 sent",
        ),
        ({"opened": 2_000, "clicked": 400, "converted": 120}, "not opened", "Too few"),
        ({"clicked": 400, "converted": 120}, "not clicked", "14 % of 2,910 who opened"),
        ({"converted": 100}, "not converted", "Too few bought: 17 % of 582"),
        ({"held_out": 0, "held_out_bought": 0}, "cannot be told", "nobody was held"),
        (
            {"held_out": 400, "held_out_bought": 20},
            "too few to tell", "it may be the \\+1.0 points that would pay",
        ),
        ({}, "wrong segment", "less than the \\+1.0 points that would pay"),
    ],
)  # fmt: skip
def test_each_branch_of_the_tree(change, verdict, why):
    row = diagnose(campaign(**change), worth=0.01, usual=USUAL).iloc[0]
    assert row["verdict"] == verdict
    assert pd.Series([row["why"]]).str.contains(why).all()
    assert row["next"]


def test_a_success_leads_to_the_segments_not_yet_tried():
    table = pd.concat([campaign(bought=700), campaign(segment="New") * 1])
    empty = dict.fromkeys(campaign().columns[1:], 0)
    table = pd.concat([table, campaign(**empty, segment="Lapsing")])
    found = diagnose(table, worth=0.01, usual=USUAL).set_index("segment")
    assert "try it on Lapsing, with a hold-out" in found.loc["Loyal", "next"]
    assert found.loc["Lapsing", "verdict"] == "not tried"
    alone = diagnose(campaign(bought=700), worth=0.01, usual=USUAL)
    assert "every segment has been tried" in alone["next"].iloc[0]


def test_without_usual_rates_segments_are_compared_with_the_others():
    table = pd.concat(
        [campaign(), campaign(segment="New", opened=1_000, clicked=200, converted=60)]
    )
    found = diagnose(table, worth=0.01).set_index("segment")
    assert found.loc["New", "verdict"] == "not opened"
    assert "30 % is usual" in found.loc["New", "why"]
    assert found.loc["Loyal", "verdict"] == "wrong segment"


def test_a_segment_alone_has_nobody_to_be_compared_with():
    assert diagnose(campaign(opened=2_000), worth=0.01)["verdict"].tolist() == [
        "wrong segment"
    ]


def test_without_a_hold_out_nothing_is_called_a_success():
    table = campaign(bought=5_000).drop(columns=["held_out", "held_out_bought"])
    found = diagnose(table, worth=0.01, usual=USUAL).iloc[0]
    assert found["verdict"] == "cannot be told"
    assert np.isnan(found["difference"])


def test_columns_of_other_names_can_be_named():
    table = campaign().rename(columns={"sent": "Versandt"})
    found = diagnose(table, worth=0.01, usual=USUAL, columns={"sent": "Versandt"})
    assert found["verdict"].tolist() == ["wrong segment"]


def test_rates_of_the_steps_are_listed():
    row = diagnose(campaign(), worth=0.01).iloc[0]
    assert row["delivered_rate"] == 0.97
    assert row["clicked_rate"] == 0.2


@pytest.mark.parametrize(
    ("table", "told", "text"),
    [
        (campaign().drop(columns="opened"), {}, "table needs columns \\['opened'\\]"),
        (campaign(opened=9_800), {}, "has 9,800 opened of 9,700 delivered"),
        (campaign(opened=-1), {}, "opened must hold whole numbers"),
        (campaign(opened=1.5), {}, "segment Loyal has 1.5"),
        (campaign(bought=10_001), {}, "10,001 bought of 10,000 sent"),
        (campaign(), {"worth": 0}, "worth must be a difference in rates above 0"),
        (campaign(), {"usual": {"seen": 0.1}}, "usual= names \\['seen'\\]"),
        (campaign(), {"usual": {"opened": 3}}, "opened is 3"),
    ],
)
def test_what_cannot_be_diagnosed_is_refused(table, told, text):
    with pytest.raises(DataError, match=text):
        diagnose(table, **{"worth": 0.01, **told})


def alike(rng, segments):
    rows = []
    for name in segments:
        sent = 2_000
        steps = [sent]
        for rate in (0.97, 0.3, 0.2, 0.3):
            steps.append(rng.binomial(steps[-1], rate))
        bought, held = rng.binomial(sent, 0.05, 2)
        rows.append([name, *steps, max(bought, steps[-1]), sent, held])
    return pd.DataFrame(rows, columns=campaign().columns)


@pytest.mark.slow
def test_segments_that_are_alike_seldom_get_a_verdict():
    rng = np.random.default_rng(0)
    runs, loud = 200, 0
    for _ in range(runs):
        found = diagnose(alike(rng, "abcd"), worth=0.02)
        loud += (~found["verdict"].isin(["too few to tell", "wrong segment"])).any()
    assert loud / runs <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / runs)
