"""The budget allocator: its words hold the plan, and every control works to its end."""

import matplotlib.pyplot as plt
import pytest

from segkit import activation, widgets
from segkit.activation import Curve
from segkit.checks import DataError

CELLS = {
    (segment, channel): Curve("log", 100 * (i + 1), 300 * (k + 1), unit="EUR")
    for i, segment in enumerate(["loyal", "new"])
    for k, channel in enumerate(["email", "sms"])
}


@pytest.fixture
def draw():
    """Draw, hand over what was drawn, and close the figure."""

    def drawn(cells=CELLS, total=1000, **options):
        found = widgets.draw_budget_allocator(cells, total=total, **options)
        plt.close(found.figure)
        return found

    return drawn


def test_the_words_are_those_of_the_plan(draw):
    plan = activation.budget(CELLS, 1000)
    found = draw()
    assert found.text == f"{plan.heading} {plan.price_sentence}"
    assert found.table["spend"].tolist() == plan.table["spend"].tolist()
    titles = [ax.get_title(loc="left") for ax in found.figure.axes]
    assert titles == [
        "Where does the money go?",
        "What would another budget bring?",
    ]


def test_one_limit_is_kept_and_priced(draw):
    found = draw(of=("channel", "sms"), most=100)
    own = found.table["channel"] == "sms"
    assert found.table.loc[own, "spend"].sum() <= 100 + 1e-6
    assert "At most 100 for sms: each euro allowed beyond it brings" in found.text
    free = draw(of=("channel", "sms"), most=1000)
    assert "The limit on sms does not bind" in free.text


@pytest.mark.parametrize("control", ["total", "least", "most"])
def test_every_control_works_at_both_ends(control):
    screen = widgets.explore_budget_allocator({"a": 5, "b": 3}, total=40)
    screen.put({"of": "b"})
    box = screen._inputs[control]
    for end in (box.min, box.max):
        screen.put({control: end})
        assert "Not drawn" not in screen.said
        assert "<img" in screen.drawn
        screen.put({control: 40 if control == "total" else 0})


def test_limits_that_contradict_are_said_and_the_figure_stays():
    screen = widgets.explore_budget_allocator({"a": 5, "b": 3}, total=40)
    before = screen.drawn
    screen.put({"of": "b", "least": 30, "most": 10})
    assert "Not drawn: no plan can keep these limits at once" in screen.said
    assert screen.drawn == before


def test_only_objectives_that_the_cells_allow_are_offered():
    people = {"a": Curve("log", 5, 9, unit="new_customers")}
    screen = widgets.explore_budget_allocator(people, total=40)
    offered = [value for _, value in screen._inputs["objective"].options]
    assert offered == ["reach", "new_customers"]
    with pytest.raises(DataError, match="cells allow no objective"):
        widgets.explore_budget_allocator({"a": 5}, total=40, caps={"z": 1})


def test_channels_segments_and_cells_can_have_the_limit():
    screen = widgets.explore_budget_allocator(CELLS, total=1000)
    names = [name for name, _ in screen._inputs["of"].options]
    assert names[:5] == ["no limit", "email", "sms", "loyal", "new"]
    assert names[5] == "loyal · email"
