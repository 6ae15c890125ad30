import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

from segkit import kpis, plots
from segkit.checks import DataError

PEOPLE = [f"c{i}" for i in range(60)]
EIGHT = [
    kpis.purchase_rate, kpis.repeat_rate, kpis.refund_rate, kpis.aov, kpis.arpu,
    kpis.arppu, kpis.orders_per_customer, kpis.orders_per_buyer,
]  # fmt: skip


@pytest.fixture
def table():
    days = pd.date_range("2024-01-01", periods=150, freq="D")
    people = [PEOPLE[(i * i) % 50] for i in range(150)]
    orders = pd.DataFrame({"customer_id": people, "ordered_at": days})
    orders["amount"] = [5.0 + i % 11 for i in range(150)]
    names = [f"a group with number {i % 6}" for i in range(60)]
    segments = pd.Series(names, PEOPLE, name="groups")
    return kpis.dashboard(EIGHT, orders, segments, small_below=6, unit="EUR")


def test_a_panel_for_each_indicator_with_a_row_for_each_segment(table):
    panels = plots.dashboard(table)
    assert len(panels) == 8
    for panel, kpi in zip(panels, EIGHT, strict=True):
        name = kpi.__name__.replace("_", " ").capitalize()
        title = panel.get_title(loc="left").replace("\n", " ")
        assert title.startswith(name)
        assert "(all: " in title
        dots = [one for one in panel.collections if isinstance(one, PathCollection)]
        points = np.vstack([one.get_offsets() for one in dots])
        values = table["value"].xs(kpi.__name__).drop("all").dropna()
        assert sorted(points[:, 0]) == pytest.approx(sorted(values))
    labels = [label.get_text() for label in panels[0].get_yticklabels()]
    assert [label.replace("\n", " ") for label in labels] == [
        f"a group with number {i}" for i in range(6)
    ]


def test_money_has_its_currency_and_rates_their_per_cent(table):
    panels = dict(zip([k.__name__ for k in EIGHT], plots.dashboard(table), strict=True))
    assert panels["average_order_amount"].get_xlabel() == "EUR"
    panels["purchase_rate"].figure.canvas.draw()
    ticks = [tick.get_text() for tick in panels["purchase_rate"].get_xticklabels()]
    assert any(tick.endswith(" %") for tick in ticks)


def test_intervals_of_small_segments_do_not_fill_the_panel(table):
    table.loc[("average_order_amount", "a group with number 0"), "high"] = 9999.0
    table.loc[("average_order_amount", "a group with number 0"), "small"] = True
    panels = dict(zip([k.__name__ for k in EIGHT], plots.dashboard(table), strict=True))
    assert panels["average_order_amount"].get_xlim()[1] < 100


def test_the_words_read_every_panel(table):
    said = plots.show(plots.dashboard(table)).alt
    assert said.startswith("How do the segments compare?")
    for kpi in EIGHT:
        assert kpi.__name__.replace("_", " ").capitalize() in said
    assert "(from " in said


def test_it_draws_where_it_is_told(table):
    one = table.loc[["purchase_rate"]]
    _, ax = plt.subplots()
    assert plots.dashboard(one, ax=ax)[0] is ax
    _, made = plt.subplots(2, 4)
    assert plots.dashboard(table, ax=made)[-1] is made[1, 3]


def test_what_cannot_be_drawn_is_refused(table):
    _, ax = plt.subplots()
    with pytest.raises(DataError, match="the table has 8 indicators and ax= 1 axes"):
        plots.dashboard(table, ax=ax)
    with pytest.raises(DataError, match="table needs rows of kpis"):
        plots.dashboard(table.loc["purchase_rate"])
    with pytest.raises(DataError, match="no value of the table is known"):
        plots.dashboard(table.assign(value=float("nan")))
    with pytest.raises(DataError, match="table is empty"):
        plots.dashboard(table.iloc[:0])
