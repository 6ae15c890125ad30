"""Members in and out as a figure."""

import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError


def table(n=3, segment="Loyal"):
    days = [f"2024-01-{i + 1:02d}" for i in range(n + 1)]
    return pd.DataFrame(
        {
            "from_day": days[:-1],
            "to_day": days[1:],
            "segment": segment,
            "start": 10,
            "in_new": 1,
            "in_moved": 4,
            "out_moved": 2,
            "out_gone": 3,
            "end": 10,
            "net": 0,
        }
    )


def test_those_who_came_stand_up_and_those_who_left_hang():
    ax = plots.segment_growth(table(), segment="Loyal")
    spans = [
        (min(p.get_y(), p.get_y() + p.get_height()), p.get_y() + p.get_height())
        for c in ax.containers
        for p in c.patches[:1]
    ]
    assert [top for _, top in spans] == [1, 5, -2, -5]
    assert "Line, net: 3 points" in plots.alt_text(ax)


def test_parts_that_nobody_is_in_are_not_drawn():
    rows = table().assign(in_new=0, out_gone=0)
    ax = plots.segment_growth(rows, segment="Loyal")
    assert len(ax.containers) == 2


def test_a_year_of_weeks_stays_readable():
    rows = pd.concat([table(25), table(25).assign(to_day=lambda t: t["to_day"] + "b")])
    ax = plots.segment_growth(rows, segment="Loyal")
    assert len(ax.get_xticks()) <= 10


def test_an_unknown_segment_is_refused():
    with pytest.raises(DataError, match="segment must be one of \\['Loyal'\\]"):
        plots.segment_growth(table())
    with pytest.raises(DataError, match="table needs columns"):
        plots.segment_growth(table().drop(columns="net"), segment="Loyal")
