"""The course map: units of a track, hours, and where the learner is."""

import pandas as pd
import pytest

from segkit import practice, widgets
from segkit.checks import DataError
from segkit.widgets import words


def progress(*rows):
    return pd.DataFrame(rows, columns=["unit", "question", "state", "attempts"])


def test_a_track_has_its_units_and_the_full_one_has_all(units):
    found = {t: widgets.draw_course_map(units, track=t).table for t in words.TRACKS}
    assert {t: table["unit"].tolist() for t, table in found.items()} == {
        "evening": ["00"],
        "core": ["00", "07"],
        "full": ["00", "07", "23"],
    }


def test_hours_are_those_of_lessons_and_exercises_so_far(units):
    table = widgets.draw_course_map(units, track="full").table
    assert table["hours"].tolist() == [0.8, 2.5, 3.5]


def test_the_words_count_units_and_hours(units):
    draw = widgets.draw_course_map
    assert draw(units).text.endswith(": 0.8 hours in 1 unit.")
    assert (
        draw(units, track="full").text
        == "Track full (everything): 3.5 hours in 3 units."
    )


def test_a_table_does_as_well_as_a_list(units):
    expected = repr(widgets.draw_course_map(units, track="core"))
    assert repr(widgets.draw_course_map(pd.DataFrame(units), track="core")) == expected


def test_the_courses_own_table_can_be_drawn():
    found = widgets.draw_course_map(
        practice.course(), practice.progress(), track="full"
    )
    assert found.table["unit"].tolist() == practice.course()["unit"].tolist()


def test_html_has_headers_a_caption_and_escapes(units):
    html = widgets.draw_course_map(units)._repr_html_()
    assert html.count('scope="col"') == 6
    assert html.count('scope="row"') == 1
    assert "<caption>Track evening" in html
    assert "say what &lt;b&gt; is" in html
    assert "State" not in html


def test_states_are_words_and_come_from_the_questions(units):
    known = progress(
        ("00 Start here", "a", "Correct", 2),
        ("00 Start here", "b", "Recorded", 1),
        ("07 Behaviour", "c", "Not attempted", 0),
    )
    found = widgets.draw_course_map(units, known, track="full")
    assert found.table["state"].tolist() == ["done", "next", "later"]
    assert found.text.endswith(" 1 done. Next: 07 Behaviour.")


def test_a_unit_that_was_begun_comes_before_the_next(units):
    known = progress(("07", "c", "Not yet", 3), ("07", "d", "Not attempted", 0))
    found = widgets.draw_course_map(units, known, track="full")
    assert found.table["state"].tolist() == ["later", "begun", "later"]
    assert "Next: 07 Behaviour." in found.text


def test_all_done_has_no_next(units):
    known = progress(("00", "a", "Correct", 1))
    found = widgets.draw_course_map(units, known)
    assert found.text.endswith(": 0.8 hours in 1 unit. 1 done.")


def test_other_words_can_count_as_finished(units):
    known = progress(("00", "a", "Juste", 1))
    found = widgets.draw_course_map(units, known, finished=["Juste"])
    assert found.table["state"].tolist() == ["done"]


@pytest.mark.parametrize("none", [[], pd.DataFrame()])
def test_a_course_without_units_says_so(none):
    found = widgets.draw_course_map(none)
    assert found.text.endswith("no unit belongs to it yet.")
    assert repr(found) == found.text
    assert found.text in found._repr_html_()
    assert widgets.explore_course_map(none).drawn == ""


def test_the_selector_moves_the_map(units):
    screen = widgets.explore_course_map(units)
    assert screen.drawn.count('scope="row"') == 1
    (select,) = screen._inputs.values()
    assert (select.description, list(select.options)) == ("Track", list(words.TRACKS))
    for track, rows in {"core": 2, "full": 3, "evening": 1}.items():
        select.value = track
        assert screen.drawn.count('scope="row"') == rows
        assert screen.said.startswith(f"Track {track} (")


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        ({}, {"track": "weekend"}, "track must be one of"),
        ({"tracks": None}, {}, r"units needs columns \['tracks'\]"),
        ({}, {"progress": pd.DataFrame({"unit": ["00"]})}, "progress needs columns"),
    ],
)
def test_wrong_tables_and_tracks_are_refused(units, change, options, message):
    table = pd.DataFrame(units).drop(columns=list(change))
    for function in (widgets.draw_course_map, widgets.explore_course_map):
        with pytest.raises(DataError, match=message):
            function(table, **options)
