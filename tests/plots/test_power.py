"""Figures on the size of tests: what is drawn is what the table says."""

import pandas as pd
import pytest

from segkit import experiments, plots
from segkit.checks import DataError


def labels(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_each_formula_gets_a_line_of_its_own_dash():
    ax = plots.power_curves(experiments.power_curve(0.2, 0.25))
    assert labels(ax) == ["pooled", "miller", "arcsine", "baseline", "usual aim, 80 %"]
    curves = ax.lines[:4]
    assert len({str(line.get_linestyle()) for line in curves}) == 4
    assert len({line.get_color() for line in curves}) == 4


def test_each_difference_gets_a_line_and_its_name():
    table = experiments.power_curve(0.2, [0.22, 0.3], [500, 2000], formula="pooled")
    ax = plots.power_curves(table, wanted=0.9)
    assert labels(ax) == ["20 % to 22 %", "20 % to 30 %", "usual aim, 90 %"]
    x, y = ax.lines[0].get_data()
    assert list(x) == [500, 2000]
    assert list(y) == table["power"].tolist()[:2]
    both = experiments.power_curve(
        0.2, [0.22, 0.3], [500], formula=["pooled", "miller"]
    )
    assert labels(plots.power_curves(both))[0] == "pooled, 20 % to 22 %"


def test_changes_that_are_never_found_are_not_drawn():
    ax = plots.detectable_effect(experiments.detectable_curve(0.1, [30, 60]))
    assert labels(ax) == ["found from here up", "rate in arm 1, 10 %"]
    ax = plots.detectable_effect(experiments.detectable_curve(0.1, [60, 400, 4000]))
    assert "found from here down" in labels(ax)
    assert ax.get_xscale() == "log"


def test_segments_with_too_few_customers_are_hatched_and_say_so():
    table = experiments.power_by_segment({"Loyal": 4000, "New": 60}, 0.10, 0.05)
    ax = plots.segment_power(table)
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False, True]
    texts = [text.get_text() for text in ax.texts]
    assert texts[1] == "6.9 % · 60, needed 1,372"
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Loyal", "New"]


@pytest.mark.parametrize(
    ("draw", "table", "text"),
    [
        (plots.power_curves, pd.DataFrame({"n_1": [1]}), "needs columns"),
        (plots.detectable_effect, pd.DataFrame({"n_1": [1]}), "needs columns"),
        (plots.segment_power, pd.DataFrame({"power": [1]}), "needs columns"),
    ],
)
def test_another_table_is_refused(draw, table, text):
    with pytest.raises(DataError, match=text):
        draw(table)


def test_an_empty_table_is_refused():
    table = experiments.power_by_segment({"New": 60}, 0.10, 0.05)
    with pytest.raises(DataError, match="is empty"):
        plots.segment_power(table.iloc[:0])
    with pytest.raises(DataError, match="no power to draw"):
        plots.segment_power(table.assign(power=float("nan")))
