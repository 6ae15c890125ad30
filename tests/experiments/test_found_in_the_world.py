"""What was planted in the tests and campaigns of the world comes out again."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from segkit import datasets
from segkit.experiments import (
    Money,
    Rate,
    adjust,
    analyse,
    by_phase,
    effect_over_time,
    sample_ratio,
    segment_effects,
)


@cache
def units(name):
    table = datasets.load("experiments")
    return table[table["experiment_id"] == name]


@cache
def campaigns():
    """Test all campaigns at once, each a segment of its own."""
    sends = datasets.load("sends")
    found = segment_effects(sends, Rate("converted"), "campaign_id", variant="arm")
    table = found.table.set_index("segment")
    planned = datasets.load("campaigns").set_index("campaign_id")["held_out_rate"]
    table["split"] = [
        sample_ratio(
            {"message": row.n_treatment, "held out": row.n_control},
            {"message": 1 - planned[row.Index], "held out": planned[row.Index]},
        ).p_value
        for row in table.itertuples()
    ]
    return table


def test_of_24_campaigns_some_alarm_and_after_correction_hardly_one_but_k22():
    found = campaigns()
    assert len(found) == 24
    weak = found.drop(index="K22")
    assert 2 <= (weak["p_value"] < 0.05).sum() <= 8
    assert (adjust(found["p_value"], "BH")[found.index != "K22"] < 0.05).sum() <= 1
    assert pd.Series(adjust(found["p_value"], "BH"), found.index)["K22"] < 0.01


def test_alarms_by_chance_overstate_what_the_campaigns_do():
    weak = campaigns().drop(index="K22")
    assert (
        weak.loc[weak["p_value"] < 0.05, "difference"].abs().mean() > 0.004
    )  # as planted


def test_the_hold_out_that_lost_people_stands_out():
    found = campaigns()
    assert found["split"].idxmin() == "K07"
    assert found.loc["K07", "split"] < 0.01
    assert (found["split"].drop(index="K07") > 0.9).all()


def test_a_mismatch_stops_the_analysis():
    rows = datasets.load("sends").query("campaign_id == 'K07'")
    found = analyse(rows, Rate("converted"), variant="arm")
    assert found.sample_ratio.mismatch
    assert not found["converted"].detected
    assert "no winner is called" in found["converted"].sentence
    parts = segment_effects(
        rows.assign(all="all"), Rate("converted"), "all", variant="arm"
    )
    assert parts.winners == ()


def test_novelty_wears_off():
    found = effect_over_time(units("E1"), Rate("converted"), "entered_on")
    assert found.table["difference"].round(3).tolist() == pytest.approx(
        [0.04, 0.027, 0.013, 0.0], abs=0.004
    )
    assert found.wears_off
    assert analyse(units("E1"), Rate("converted"))["converted"].detected


def test_what_was_bought_before_takes_noise_out():
    found = analyse(
        units("E2"),
        [
            Money("revenue_amount", name="plain"),
            Money("revenue_amount", before="prior_amount", name="adjusted"),
        ],
        unit="unit_id",
    )
    assert found["plain"].error == pytest.approx(1.8, abs=0.1)
    assert found["adjusted"].error == pytest.approx(1.4, abs=0.1)
    assert (found["plain"].error / found["adjusted"].error) ** 2 == pytest.approx(
        1.6, abs=0.1
    )
    assert found["adjusted"].detected


def test_simpsons_paradox_is_shown_by_phase_and_by_day():
    rows = units("E3")
    sale = pd.to_datetime(rows["entered_on"]) <= pd.Timestamp("2024-07-16")
    for table, by in (
        (rows.assign(phase=np.where(sale, "1 sale", "2 after")), "phase"),
        (rows, "entered_on"),
    ):
        found = by_phase(table, Rate("converted"), by)
        assert found.reversed
        assert found.pooled.difference == pytest.approx(-0.0045, abs=0.001)
        assert found.within.value == pytest.approx(0.0045, abs=0.001)


def test_free_delivery_brings_orders_and_loses_margin():
    found = analyse(
        units("E4"), [Rate("converted"), Money("margin_amount", unit="EUR")]
    )
    assert found["converted"].detected
    assert found["converted"].difference > 0
    assert found["margin_amount"].detected
    assert found["margin_amount"].difference == pytest.approx(-0.7, abs=0.3)


def test_segments_that_a_message_moves_are_found_and_differ():
    sends, truth = datasets.load("sends"), datasets.truth("behavioural")
    segment = truth.set_index("customer_id")["segment"]
    rows = sends.assign(segment=sends["customer_id"].map(segment).astype(str))
    shares = rows["arm"].value_counts(normalize=True).to_dict()
    found = segment_effects(
        rows, Rate("converted"), "segment", variant="arm", expected=shares
    )
    assert found.interaction.differs
    effects = found.table.set_index("segment")["difference"]
    assert effects.idxmax() == "bargain"
    assert effects.idxmin() == "lapsing"
    assert {"bargain", "loyal"} <= set(found.winners)
    assert "champion" not in found.winners
