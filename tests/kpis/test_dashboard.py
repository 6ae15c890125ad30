import pandas as pd
import pytest

from segkit import kpis
from segkit.checks import DataError
from tests.kpis.made import watches
from tests.kpis.samples import ENGINES, small

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}
FIVE = [
    kpis.purchase_rate,
    kpis.aov,
    kpis.repeat_rate,
    kpis.arpu,
    kpis.orders_per_buyer,
]


@pytest.fixture
def segments():
    found = pd.Series(list("ABABAB"), index=PEOPLE, name="letters")
    found.attrs["as_of"] = "2024-06-30"
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_each_row_is_that_of_by_segment(segments, engine):
    table = kpis.dashboard(FIVE, ENGINES[engine](small()), segments, **PERIOD)
    assert table.index.names == ["indicator", "segment"]
    assert len(table) == 5 * 3
    for kpi in FIVE:
        alone = kpis.by_segment(kpi, small(), segments, **PERIOD)
        pd.testing.assert_frame_equal(
            table.loc[kpi.__name__, alone.columns.tolist()],
            pd.DataFrame(alone).astype({"numerator": float, "denominator": float}),
            check_names=False,
            check_dtype=False,
        )
        assert (table.loc[kpi.__name__, "definition"] == kpi.definition).all()
    assert table.attrs["tests"]


def test_several_tables_and_variants(segments):
    tables = {"orders": small(), "watches": watches.table()}
    wanted = [kpis.aov, kpis.watch_time, kpis.second_purchase_rate.choose(days=7)]
    table = kpis.dashboard(wanted, tables, segments, unit="EUR")
    assert table.loc["average_order_amount", "unit"].unique().tolist() == ["EUR"]
    assert "7 days" in table.loc[("second_purchase_rate", "all"), "definition"]
    assert set(table.attrs["left_out"]) == {"orders", "watches"}
    periods = table["period"].groupby(level=0).first()
    assert periods["watch_time"] == "2024-08-31 to 2024-09-30"


def test_several_segmentations(segments):
    both = pd.DataFrame({"letters": segments, "same": "x"})
    table = kpis.dashboard([kpis.purchase_rate], small(), both, **PERIOD)
    assert table.index.names == ["indicator", "segmentation", "segment"]
    assert table.loc[("purchase_rate", "same", "x"), "numerator"] == 4


@pytest.mark.parametrize(
    ("wanted", "tables", "said"),
    [
        ([], {}, "kpis is empty: list the indicators"),
        ([kpis.aov, kpis.aov], {}, r"kpis lists \['average_order_amount'\] twice"),
        (["aov"], {}, "kpi must be an indicator such as kpis.purchase_rate"),
        ([kpis.aov], {"sales": 1}, r"tables lacks \['orders'\]; it has \['sales'\]"),
        ([kpis.aov, kpis.watch_time], small(), r"counted from \['orders', 'watches'\]"),
        ([kpis.clv_formula], small(), "clv_formula has no table form"),
    ],
)
def test_questions_that_make_no_sense_are_refused(segments, wanted, tables, said):
    with pytest.raises(DataError, match=said):
        kpis.dashboard(wanted, tables, segments)
