"""Purchase histories: hand-worked, in weeks, and against the published data."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import peers
from segkit import features


def orders(days, amounts):
    table = pd.DataFrame({"customer_id": 1, "amount": amounts})
    table["ordered_at"] = pd.to_datetime(days)
    return table


def test_a_case_worked_by_hand():
    days = ["2024-01-01", "2024-01-08", "2024-01-08", "2024-01-22"]
    found = features.purchase_history(
        orders(days, [50.0, 10.0, 5.0, 25.0]), as_of="2024-01-29"
    )
    assert found.loc[1].to_dict() == {
        "frequency": 2,
        "recency": 21.0,
        "T": 28.0,
        "monetary": 20.0,
    }


def test_a_week_is_exact_days_by_seven(put):
    table = orders(["2024-01-01", "2024-01-09"], [5.0, 6.0])
    found = features.purchase_history(put(table), as_of="2024-01-11", unit="W").loc[1]
    assert (found["recency"], found["T"]) == (8 / 7, 10 / 7)


def test_ids_far_apart_and_texts_are_counted_alike():
    rng = np.random.default_rng(7)
    table = pd.DataFrame({"customer_id": rng.integers(0, 40, 500)})
    table["amount"] = rng.integers(1, 900, 500) / 100
    days = rng.integers(0, 300, 500).astype("timedelta64[D]")
    table["ordered_at"] = np.datetime64("2024-01-01") + days
    near = features.purchase_history(table, as_of="2024-12-31")
    far = table.assign(customer_id=table["customer_id"] * 10**12)
    far = features.purchase_history(far, as_of="2024-12-31")
    text = table.assign(customer_id=table["customer_id"].map("{:03d}".format))
    text = features.purchase_history(text, as_of="2024-12-31")
    assert (far.to_numpy() == near.to_numpy()).all()
    assert (text.to_numpy() == near.to_numpy()).all()
    assert far.index.tolist() == [n * 10**12 for n in near.index]


@pytest.mark.real
def test_the_history_of_cdnow_is_that_of_lifetimes_for_every_customer():
    spec = importlib.util.find_spec("lifetimes")
    if spec is None:
        pytest.skip("needs the extra clv-data")
    folder = Path(spec.origin).with_name("datasets")
    names = ["customer_id", "ordered_at", "n_cds", "amount"]
    table = pd.read_csv(
        folder / "CDNOW_master.txt", sep=r"\s+", names=names, header=None, skiprows=1
    )
    table["ordered_at"] = pd.to_datetime(table["ordered_at"].astype(str))
    wanted = peers.lifetimes_summary(table, as_of="1997-09-30").sort_index()
    found = features.purchase_history(table, as_of="1997-09-30")
    assert found.index.tolist() == wanted.index.tolist()
    assert len(found) == 23_570
    for ours, theirs in (
        ("frequency", "frequency"),
        ("recency", "recency"),
        ("T", "T"),
    ):
        assert (found[ours] == wanted[theirs]).all()
    np.testing.assert_allclose(found["monetary"], wanted["monetary_value"], rtol=1e-12)
