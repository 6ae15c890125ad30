import sys

import pytest
from example import unit99

from segkit import practice


@pytest.fixture(autouse=True)
def only_the_example(monkeypatch):
    module = sys.modules["segkit.practice.progress"]
    monkeypatch.setattr(module, "units", lambda: {"unit99": unit99.unit})


def test_the_map_has_every_question_before_anything_was_tried():
    shown = practice.progress()
    assert shown.table["question"].tolist() == list(unit99.unit.questions)
    assert set(shown.table["state"]) == {"Not attempted"}
    assert shown.title == "Your progress: 0 of 8 done"


def test_once_right_stays_right_on_the_map():
    unit99.repeat_rate.check(unit99.repeat_rate.expected())
    unit99.repeat_rate.check(0.9)
    unit99.loyal.check([])
    unit99.memo.check("Write to the loyal ones by Friday and ask why.")
    rows = practice.progress().table.set_index("question")
    assert rows.loc["repeat_rate", ["state", "attempts"]].tolist() == ["Correct", 2]
    assert rows.loc["loyal", "state"] == "Not yet"
    assert rows.loc["memo", "state"] == "Recorded"
    assert practice.progress().title.endswith("2 of 8 done")


def test_the_map_reads_as_text_and_as_a_table_with_headings():
    shown = practice.progress()
    assert "repeat_rate" in repr(shown)
    html = shown._repr_html_()
    assert html.count('<th scope="col">') == 5
    assert "<caption>Your progress: 0 of 8 done</caption>" in html
