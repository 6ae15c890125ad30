"""A switch changes what it is about, and nothing else."""

import pandas as pd
import pytest

from segkit.simulate.people import lives
from segkit.simulate.story import opening
from segkit.simulate.trade.books import chapter
from segkit.simulate.trade.deeds import deeds


def told(**switches):
    scene, who, shared = opening(seed=11, size=3_000, **switches)
    done = deeds(scene, who, shared.products)
    made = chapter(scene, who, done, shared.places, shared.products)
    return made.tables | made.truth, done


@pytest.fixture(scope="module")
def full():
    """Return the tables and the deeds of a world with every pitfall."""
    return told()


@pytest.mark.parametrize(
    ("switch", "changed"),
    [
        ("duplicates", {"orders_raw", "order_faults"}),
        ("wrong_scale", {"orders_raw", "order_faults"}),
        ("immortal_time", {"loyalty_members"}),
    ],
)
def test_a_fault_of_the_records_changes_its_tables_only(full, switch, changed):
    tables, _ = told(**{switch: False})
    for name, table in tables.items():
        assert table.equals(full[0][name]) == (name not in changed), name


def test_without_drift_the_same_things_are_bought_on_the_same_days(full):
    _, done = told(drift=False)
    here, there = full[1], done
    for frame, other in ((here.orders, there.orders), (here.lines, there.lines)):
        assert len(frame) == len(other)
    columns = ["person", "day"]
    pd.testing.assert_frame_equal(here.orders[columns], there.orders[columns])
    columns = ["order", "line", "product", "quantity"]
    pd.testing.assert_frame_equal(here.lines[columns], there.lines[columns])
    second = here.orders["day"] >= 365
    assert here.orders["channel"][~second].equals(there.orders["channel"][~second])
    app = (here.orders["channel"] == 1)[second].mean()
    assert 0.05 < app - (there.orders["channel"] == 1)[second].mean() < 0.15


def test_without_the_lucky_spring_only_its_orders_are_missing(full):
    _, done = told(lucky_window=False)
    kept = pd.MultiIndex.from_frame(done.orders[["person", "day", "ordered_at"]])
    all_of = pd.MultiIndex.from_frame(full[1].orders[["person", "day", "ordered_at"]])
    extra = full[1].orders[~all_of.isin(kept)]
    assert kept.isin(all_of).all()
    assert extra["day"].between(lives.LUCKY_DAYS[0], lives.LUCKY_DAYS[1] - 1).all()
    assert len(extra) > 100


def test_without_duplicates_or_slips_the_export_is_the_clean_table_and_refunds():
    tables, _ = told(duplicates=False, wrong_scale=False)
    raw, orders = tables["orders_raw"], tables["orders"]
    assert tables["order_faults"].empty
    rows = raw[raw["amount"] >= 0].drop(columns="row").reset_index(drop=True)
    pd.testing.assert_frame_equal(
        rows.sort_values("order_id", ignore_index=True), orders
    )
    assert len(raw) == len(orders) + len(tables["refunds"])
