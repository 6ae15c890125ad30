"""The persona browser: its words hold its numbers, every control works to its end."""

import ipywidgets
import pandas as pd
import pytest

from segkit import personas, widgets
from segkit.checks import DataError
from segkit.personas import Line, PersonaCard
from segkit.widgets import words

HOSTILE = "<script>alert(1)</script>"


def line(text, n, table="customers", section="needs"):
    return Line(section, text, 0.4, 0.3, 0.5, n, table, unit="share")


def card(segment="Loyal", n=400, *lines):
    sections = {}
    for one in lines:
        sections.setdefault(one.section, []).append(one)
    sections = {name: tuple(some) for name, some in sections.items()}
    return PersonaCard(f"{segment}: a name", segment, "Headline.", n, 1000, sections)


@pytest.fixture
def cards():
    guess = Line("needs", "wants to be called", kind="guess")
    loyal = card(
        "Loyal",
        400,
        line("comes by app", 400),
        line("wants advice", 90, "survey"),
        line("is happy", 88, "survey", "feel"),
        guess,
    )
    return [loyal, card("New", 600, line("comes by search", 600))]


def texts(found):
    return found.table["text"].tolist()


def test_the_first_card_comes_first_with_every_line(cards):
    found = widgets.draw_persona_browser(cards)
    assert [one.segment for one in found.cards] == ["Loyal"]
    assert len(found.table) == 4
    assert "measured lines are shown (3); the thinnest rests on 88" in found.text
    assert "1 guess, which rests on nobody, is shown." in found.text


def test_lines_of_too_few_customers_go(cards):
    found = widgets.draw_persona_browser(cards, least=90)
    assert texts(found) == ["comes by app", "wants advice", "wants to be called"]
    assert "2 of its 3 measured lines rest on 90 customers or more" in found.text
    assert "is happy" not in found.html


def test_no_line_that_is_left_is_said(cards):
    found = widgets.draw_persona_browser(cards, least=5000, guesses=False)
    assert found.table.empty
    assert (
        "none of its measured lines (3) rests on 5,000 customers or more" in found.text
    )
    assert found.text.endswith("is hidden.")


def test_guesses_can_be_hidden(cards):
    found = widgets.draw_persona_browser(cards, guesses=False)
    assert "wants to be called" not in found.html
    assert set(found.table["kind"]) == {"measured"}


def test_two_cards_stand_side_by_side(cards):
    found = widgets.draw_persona_browser(cards, segment="New", beside="Loyal")
    assert [one.segment for one in found.cards] == ["New", "Loyal"]
    assert found.table["segment"].unique().tolist() == ["New", "Loyal"]
    assert found.html.index("comes by search") < found.html.index("comes by app")
    assert found.text.startswith("New, 600 of 1,000 customers")
    assert "Loyal, 400 of 1,000 customers" in found.text


def test_a_card_beside_itself_is_shown_once(cards):
    found = widgets.draw_persona_browser(cards, segment="New", beside="New")
    assert len(found.cards) == 1


@pytest.fixture(scope="module")
def measured():
    ids = pd.Index([f"c{i}" for i in range(200)], name="customer_id")
    segments = pd.Series(["loyal", "new"] * 100, ids)
    X = pd.DataFrame({"by_app": [i % 2 == 0 or i < 60 for i in range(200)]}, ids)
    return personas.personas_of(segments, X=X, made_from=[])


def test_two_measured_cards_are_compared_in_a_picture(measured):
    found = widgets.draw_persona_browser(measured, segment="loyal", beside="new")
    assert "by app" in found.picture
    assert found.picture.startswith("<img alt=")
    assert found.html.endswith(found.picture)


def test_the_picture_leaves_out_rows_of_too_few_customers(measured):
    options = {"segment": "loyal", "beside": "new"}
    assert widgets.draw_persona_browser(measured, **options, least=100).picture
    assert not widgets.draw_persona_browser(measured, **options, least=101).picture


def test_the_table_is_the_trace_of_the_cards(cards):
    found = widgets.draw_persona_browser(cards)
    pd.testing.assert_frame_equal(
        found.table.drop(columns="segment"), pd.DataFrame(cards[0].lines())
    )


def test_an_empty_card_says_so():
    found = widgets.draw_persona_browser(card("Few", 4))
    assert found.text == "Few, 4 of 1,000 customers: the card has no measured line."
    assert found.table.empty


def test_the_cards_that_went_in_are_as_they_were(cards):
    before = cards[0].to_html()
    widgets.draw_persona_browser(cards, least=400, guesses=False)
    assert cards[0].to_html() == before


def test_nothing_that_is_in_a_card_is_executed():
    found = widgets.draw_persona_browser(card(HOSTILE, 50, line(HOSTILE, 50)))
    assert HOSTILE not in found.html
    assert HOSTILE not in found._repr_html_()
    assert HOSTILE not in widgets.explore_persona_browser(found.cards)._status.value


@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        ([], {}, "personas must be cards of segments"),
        (["Loyal"], {}, "personas must be cards of segments"),
        (card(), {"segment": "VIP"}, "segment must be one of"),
        (card(), {"beside": "VIP"}, "segment must be one of"),
        (card(), {"least": 0}, "least must be a whole number"),
        (card(), {"least": "few"}, "least must be a whole number"),
    ],
)
def test_what_cannot_be_shown_is_refused(given, options, message):
    with pytest.raises(DataError, match=message):
        widgets.draw_persona_browser(given, **options)


@pytest.fixture
def screen(cards):
    return widgets.explore_persona_browser(cards)


def test_the_first_state_is_drawn_and_stored(screen):
    assert screen.said.startswith("Loyal, 400 of 1,000 customers")
    stored = screen._repr_mimebundle_()["text/html"]
    assert "comes by app" in stored
    assert words.LIVE in stored


def test_every_control_works_at_both_of_its_limits(screen):
    number = screen._inputs["least"]
    assert (number.min, number.max) == (1, 600)
    for segment in ("Loyal", "New"):
        for beside in ("", "Loyal", "New"):
            for least in (number.min, number.max):
                for guesses in (True, False):
                    screen.put({"segment": segment, "beside": beside, "least": least,
                                "guesses": guesses})  # fmt: skip
                    assert screen.said.startswith(f"{segment}, "), screen.said
                    assert f"{segment}: a name" in screen.drawn


def test_each_control_changes_what_is_shown(screen):
    for name, value in (
        ("least", 89),
        ("beside", "New"),
        ("guesses", False),
        ("segment", "New"),
    ):
        before = screen.drawn
        screen._inputs[name].value = value
        assert screen.drawn != before, name


def test_every_control_has_a_label(screen):
    labels = [screen._inputs[n].description for n in screen._inputs]
    assert labels == [
        words.PERSONA,
        words.PERSONA_BESIDE,
        words.PERSONA_LEAST,
        words.PERSONA_GUESSES,
    ]
    assert isinstance(screen._inputs["least"], ipywidgets.BoundedIntText)


def test_the_list_says_how_many_they_are(screen):
    assert screen._inputs["segment"].options == (
        ("Loyal (400)", "Loyal"),
        ("New (600)", "New"),
    )


def test_a_card_without_lines_can_be_explored():
    screen = widgets.explore_persona_browser([card("Few", 4)])
    screen.put({"least": 2})
    assert screen.said.startswith("Few, 4 of 1,000")
