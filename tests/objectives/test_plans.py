"""What follows from an objective; the frame; the seven steps."""

import pytest

from segkit import kpis, objectives
from segkit.checks import DataError
from segkit.objectives import Framework, Goal, Hypothesis
from segkit.objectives.ranks import OBJECTIVES


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_each_objective_has_variables_and_indicators(objective):
    assert len(objectives.suggested_variables(objective))
    assert len(objectives.suggested_kpis(objective))


def test_each_suggested_indicator_can_be_computed():
    missing = [n for n in objectives.suggested_kpis()["kpi"] if not hasattr(kpis, n)]
    assert not missing


def test_an_unknown_objective_is_named():
    with pytest.raises(DataError, match="objective must be one of"):
        objectives.suggested_variables("fame")


def test_a_frame_takes_a_goal_and_a_hypothesis_and_shows_them():
    frame = Framework(
        Goal("orders", 9),
        Hypothesis("teens", "orders", "lower"),
        ["age", "occupation"],
        "fashion, a year",
        kpis.repeat_rate(5, 9),
        title="Teens",
    )
    assert frame.missing == []
    text = frame.to_markdown()
    assert text.startswith("## Frame: Teens")
    assert "- **variables**: age, occupation" in text
    assert "- **kpi**: repeat_rate" in text
    assert text.endswith("Every part is there.")


def test_the_html_of_a_frame_is_escaped():
    html = Framework(objective="<b>more</b>")._repr_html_()
    assert "&lt;b&gt;more" in html
    assert "<b>" not in html


def test_steps_say_what_is_next_and_what_was_skipped():
    assert objectives.steps().attrs["next"] == "frame"
    assert objectives.steps(["frame"]).attrs["share"] == pytest.approx(1 / 7)
    assert (
        "Before 'people' comes data"
        in (objectives.steps(["frame", "people"]).attrs["heading"])
    )
    names = objectives.steps()["step"].tolist()
    done = objectives.steps(names)
    assert done.attrs["next"] is None
    assert "begin the next one" in done.attrs["heading"]
    with pytest.raises(DataError, match="done must be one of"):
        objectives.steps(["sleep"])
