"""Control charts as figures."""

import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError


def table(n=30, loud=(), rules="beyond 3 sigma", when=None):
    values = 10 + np.sin(np.arange(n))
    chart = pd.DataFrame(
        {
            "when": np.arange(n) if when is None else when,
            "value": values,
            "drawn": values,
            "centre": 10.0,
            "low": 7.0,
            "high": 13.0,
            "signal": False,
            "rules": "",
        }
    )
    chart.loc[list(loud), ["signal", "rules"]] = [True, rules]
    return chart


def test_points_and_limits_are_drawn():
    ax = plots.control_chart(table())
    line = max(ax.lines, key=lambda x: len(x.get_xdata()))
    assert line.get_ydata().tolist() == table()["drawn"].tolist()
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == (7, 13)
    assert "0 of 30 points give a signal" in plots.alt_text(ax)


def test_signals_are_marked_by_rule_and_counted():
    chart = table(loud=[3, 4, 5, 6])
    chart.loc[6, "rules"] = "nine on one side, beyond 3 sigma"
    ax = plots.control_chart(chart)
    sizes = [len(c.get_offsets()) for c in ax.collections[1:]]
    assert sizes == [3, 1]
    text = plots.alt_text(ax)
    assert "4 of 30 points give a signal: beyond 3 sigma (4); nine on one side" in text
    markers = {c.get_paths()[0].vertices.tobytes() for c in ax.collections[1:]}
    assert len(markers) == 2


def test_a_few_signals_are_named():
    ax = plots.control_chart(table(3, loud=[2], when=["May", "June", "July"]))
    assert [t.get_text() for t in ax.texts] == ["centre 10", "July"]


@pytest.mark.parametrize(
    "when",
    [
        pd.date_range("2024-01-01", periods=30),
        pd.date_range("2024-01-01", periods=30).astype(str),
        pd.period_range("2022-01", periods=30, freq="M"),
    ],
)
def test_dates_stay_dates(when):
    ax = plots.control_chart(table(when=when))
    assert "first 10 at 202" in plots.alt_text(ax)


def test_the_rate_of_false_alarms_is_said():
    chart = table()
    chart.attrs = {"false_alarm_rate": 0.098, "kind": "p", "name": "share by app"}
    text = plots.alt_text(plots.control_chart(chart))
    assert "9.8 % give one at least" in text
    assert "Vertical axis: share by app." in text


def test_a_table_without_limits_is_refused():
    with pytest.raises(DataError, match="table needs columns"):
        plots.control_chart(table().drop(columns="low"))
