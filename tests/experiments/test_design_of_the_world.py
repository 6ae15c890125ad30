"""The planted truths of the customer world that a good design finds."""

import pytest

from segkit import datasets, experiments


@pytest.fixture(scope="module")
def arms():
    sends = datasets.load("sends")
    counts = sends.groupby(["campaign_id", "arm"], observed=True).size().unstack()
    return counts.join(
        datasets.load("campaigns").set_index("campaign_id").held_out_rate
    )


@pytest.fixture(scope="module")
def tests_of_the_shop():
    return datasets.load("experiments")


def test_the_campaign_whose_hold_out_lost_people_is_the_only_mismatch(arms):
    found = {
        campaign: experiments.sample_ratio(
            row[["message", "held out"]].astype(int),
            {"message": 1 - row["held_out_rate"], "held out": row["held_out_rate"]},
        )
        for campaign, row in arms.iterrows()
    }
    assert [name for name, check in found.items() if check.mismatch] == ["K07"]
    assert found["K07"].p_value < 1e-4
    assert min(c.p_value for name, c in found.items() if name != "K07") > 0.5


def test_with_the_planned_lot_known_a_small_loss_is_seen_too(arms):
    """Lots were drawn exactly as large as planned, so what is missing was lost."""
    sent = int(arms.loc["K07", "message"])
    nearly = [sent, round(0.97 * sent)]
    assert not experiments.sample_ratio(nearly).mismatch
    assert experiments.sample_ratio(nearly, assigned=[sent, sent]).mismatch


def test_the_split_that_changed_is_seen_by_day(tests_of_the_shop):
    steady = {}
    for name, rows in tests_of_the_shop.groupby("experiment_id"):
        by_day = experiments.sample_ratio_by(rows, by="entered_on")
        steady[name] = not by_day.attrs["changes"]
        if name == "E3":
            phase = by_day.iloc[:-1]
            early = phase.index.astype(str).str[:10] <= "2024-07-16"
            assert phase["mismatch"].tolist() == early.tolist()
            assert phase.loc[early, "share"].max() < 0.1
            assert phase.loc[~early, "share"].min() > 0.4
    assert steady == {"E1": True, "E2": True, "E3": False, "E4": True}


def test_no_unit_of_the_shop_saw_both_variants(tests_of_the_shop):
    assert not len(experiments.crossovers(tests_of_the_shop, unit="unit_id"))


def test_the_letter_was_large_enough_and_no_other_campaign(arms):
    """K22 can find 1.2 against 1.9 % with a chance of .85; others are half as large."""
    sizes = (arms["held out"] + arms["message"]).astype(int).to_dict()
    table = experiments.power_by_segment(sizes, 0.012, 0.007)
    assert table.index[table["enough"]].tolist() == ["K22"]
    assert table.loc["K22", "power"] == pytest.approx(0.85, abs=0.02)
    smaller = experiments.power_by_segment(sizes, 0.012, 0.004)
    assert not smaller["enough"].any()


def test_customers_of_the_world_are_split_evenly_by_segment():
    customers = datasets.load("customers").set_index("customer_id")
    segments = customers["acquired_via"].astype(str)
    variant = experiments.assign(segments, seed="spring letter", hold_out=0.1)
    X = customers.select_dtypes(["number", "bool"]).assign(acquired_via=segments)
    table = experiments.balance(variant, X)
    assert table.attrs["p_value"] > 0.001
