"""What moved, and how one variable was divided."""

import numpy as np
import pandas as pd
import pytest

from segkit import plots
from segkit.checks import DataError


def table(psi=(0.3, 0.05), segment="all"):
    return pd.DataFrame(
        {
            "segment": segment,
            "variable": [f"v{i}" for i in range(len(psi))],
            "psi": psi,
            "critical_value": 0.08,
            "alarm": np.array(psi) > 0.1,
        }
    )


def lengths(ax):
    labels = [t.get_text() for t in ax.get_yticklabels()]
    bars = [p for c in ax.containers for p in c.patches]
    return {labels[round(b.get_y() + b.get_height() / 2)]: b.get_width() for b in bars}


def test_each_variable_has_its_bar_and_its_mark():
    ax = plots.drift_by_variable(table())
    assert lengths(ax) == {"v0": 0.3, "v1": 0.05}
    marks = ax.collections[-1].get_offsets()
    assert marks[:, 0].tolist() == [0.08, 0.08]
    text = plots.alt_text(ax)
    assert "Bars, alarm: above both: v0 0.3." in text
    assert "folk threshold 0.25" in text


def test_variables_come_by_size_and_only_the_largest():
    ax = plots.drift_by_variable(table([0.1, 0.4, 0.2]), most=2)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["v1", "v2"]


def test_one_segment_can_be_drawn():
    both = pd.concat([table(), table([0.01], segment="New")])
    ax = plots.drift_by_variable(both, segment="New")
    assert lengths(ax) == {"v0": 0.01}
    assert ax.get_title(loc="left") == "What moved in New?"
    with pytest.raises(DataError, match="segment must be one of \\['all', 'New'\\]"):
        plots.drift_by_variable(both, segment="Old")


def test_an_infinite_psi_is_said_and_drawn_as_the_largest():
    ax = plots.drift_by_variable(table([np.inf, 0.2]))
    assert lengths(ax)["v0"] == 1
    assert "v0 inf" in plots.alt_text(ax)


def test_own_bands_of_the_table_are_drawn():
    named = table()
    named.attrs["folk"] = {"some": 0.2}
    assert "folk threshold 0.2" in plots.alt_text(plots.drift_by_variable(named))


def test_a_table_without_columns_is_refused():
    with pytest.raises(DataError, match="table needs columns"):
        plots.drift_by_variable(pd.DataFrame({"psi": [1]}))


def test_shares_before_and_after_stand_side_by_side():
    bins = pd.DataFrame({"bin": ["a", "b"], "n_before": [1, 3], "n_after": [0, 0]})
    text = plots.alt_text(plots.before_and_after(bins))
    assert "Bars, before: a 25 %; b 75 %." in text
    assert "Bars, after: a 0 %; b 0 %." in text
