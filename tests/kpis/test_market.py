"""Market share, who takes it from whom, penetration and wallets."""

import numpy as np
import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import market as made
from tests.kpis.made import wallets
from tests.kpis.samples import ENGINES


def test_a_share_of_all_sales_has_no_interval_and_says_why():
    found = kpis.market_share(12_500, 80_000)
    assert found.value == 0.15625
    assert np.isnan(found.low)
    assert found.note == "no interval: all sales, not a sample of them"
    assert "chance has no part in it" in found.definition


def test_a_share_in_a_sample_has_wilsons():
    found = kpis.market_share(15, 148, of="units", counted="survey")  # Newcombe (1998)
    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    money = kpis.market_share(15.5, 148, counted="survey")
    assert money.note.startswith("no interval: a sample must be counted in whole")


def test_shares_that_cannot_be_are_refused():
    with pytest.raises(DataError, match=r"own \(9\) is above the market \(8\)"):
        kpis.market_share(9, 8)
    with pytest.raises(DataError, match="own must be a number from 0; this is -1"):
        kpis.market_share(-1, 8)
    assert np.isnan(kpis.market_share(0, 0).value)


@pytest.mark.parametrize("engine", ENGINES)
def test_shares_from_a_market_in_every_engine(engine):
    table = ENGINES[engine](made.table())
    ours = kpis.market_share.from_table(table, **made.PERIOD)
    assert (ours.numerator, ours.denominator) == pytest.approx((63, 263.55))
    theirs = kpis.market_share.from_table(table, brand="theirs", **made.PERIOD)
    assert theirs.numerator == pytest.approx(147)
    regions = kpis.by_segment(kpis.market_share, table, "region", **made.PERIOD)
    assert regions["value"].tolist() == pytest.approx([0.2, 10 / 25.5, 63 / 263.55])


def test_a_brand_that_is_not_there_is_said():
    found = kpis.market_share.from_table(made.table(), brand="ours", **made.PERIOD)
    assert found.note == "no row of brand 'ours'; is it spelt so?"


def two_years():
    """We lose nowhere, but the market where we are weak doubles."""
    years = {"2023-01-01": 1, "2024-01-01": 2}
    rows = [
        (pd.Timestamp(year), world, brand, sales * (factor if world == "garden" else 1))
        for year, factor in years.items()
        for world, sales_of in (("home", (50, 50)), ("garden", (10, 90)))
        for brand, sales in zip(("we", "they"), sales_of, strict=True)
    ]
    return pd.DataFrame(rows, columns=["month", "world", "brand", "sales_amount"])


PERIODS = {
    "before": ("2023-01-01", "2023-12-31"),
    "after": ("2024-01-01", "2024-12-31"),
}


def test_changes_of_all_brands_add_up_to_nothing():
    found = kpis.share_change(two_years(), **PERIODS)
    assert found["change"].sum() == pytest.approx(0)
    assert found.index.tolist() == ["they", "we"]
    assert "they gained most, we lost most" in found.attrs["heading"]
    each = kpis.share_change(two_years(), by=["world"], **PERIODS)
    assert each["change"].tolist() == pytest.approx([0] * 4)
    assert each.attrs["heading"].endswith("nothing changed.")


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb", "pyarrow"])
def test_a_share_lost_because_markets_grew_unlike_is_told_apart(engine):
    table = ENGINES[engine](two_years())
    found = kpis.share_shift(table, brand="we", by="world", **PERIODS)
    total = found.loc["all"]
    assert total["change"] == pytest.approx(70 / 300 - 60 / 200)
    assert total["within"] == pytest.approx(0)
    assert total["mix"] == pytest.approx(total["change"])
    assert "0.0 points because its share within world changed" in found.attrs["heading"]


def test_a_brand_new_in_a_market_counts_from_zero():
    table = two_years()
    new = (
        (table["brand"] == "we")
        & (table["month"] < "2024")
        & (table["world"] == "garden")
    )
    found = kpis.share_shift(table[~new], brand="we", by="world", **PERIODS)
    assert found.loc["garden", "share_before"] == 0
    assert found.loc[["garden", "home"], ["within", "mix"]].to_numpy().sum() == (
        pytest.approx(found.loc["all", "change"])
    )


def test_periods_and_brands_that_do_not_fit_are_refused():
    with pytest.raises(DataError, match="must end ahead of after"):
        kpis.share_change(two_years(), before=("2023-01-01", "2024-01-31"),
                          after=("2024-01-01", "2024-12-31"))  # fmt: skip
    with pytest.raises(DataError, match="brand 'us' is not in market; there are"):
        kpis.share_shift(two_years(), brand="us", by="world", **PERIODS)
    with pytest.raises(DataError, match="before must be two days"):
        kpis.share_change(two_years(), before="2023", after=PERIODS["after"])
    with pytest.raises(DataError, match="needs columns"):
        kpis.share_change(two_years(), by=["planet"], **PERIODS)


def test_penetration_counts_people_who_never_bought():
    orders = pd.DataFrame({"customer_id": [1, 1, 2], "amount": [5.0, 6.0, 7.0]})
    orders["ordered_at"] = pd.Timestamp("2024-07-01")
    found = kpis.penetration_rate.from_table(orders, customers=list(range(1, 11)))
    assert (found.numerator, found.denominator) == (2, 10)


def test_wallets_by_hand():
    found = kpis.share_of_wallet.from_table(wallets.table(), customers=wallets.PEOPLE)
    assert (found.numerator, found.denominator) == (250, 840.5)  # d's wallet is raised
    assert found.note.startswith("1 customers state less in all than they spent")
    mine = wallets.table().query("customer_id != 'x'")
    plain = kpis.share_of_wallet(mine["amount"], mine["wallet_amount"])
    assert plain.value == found.value
    assert (plain.low, plain.high) == pytest.approx((found.low, found.high))
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_wallets_that_cannot_be_are_refused():
    with pytest.raises(DataError, match=r"ours must be a number from 0; this is -5.0"):
        kpis.share_of_wallet([-5, 1], [5, 5])
    with pytest.raises(DataError, match="one pair per customer"):
        kpis.share_of_wallet([5, 1], [5, 5, 5])
    totals = kpis.share_of_wallet(250, 1000)
    assert totals.value == 0.25
    assert "totals" in totals.note
