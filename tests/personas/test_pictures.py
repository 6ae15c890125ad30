"""Portraits and palettes come from a name alone, and can be read."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from segkit import personas
from segkit.checks import DataError
from segkit.personas.palettes import contrast


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=50)
def test_the_same_name_gives_the_same_picture_and_no_text_gets_in(name):
    first, again = personas.portrait(name), personas.portrait(name)
    assert first == again
    assert first.svg.count("<svg") == first.svg.count("</svg>") == 1
    assert "<text" not in first.svg
    assert "<script" not in first.svg


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=60)
def test_ink_on_the_ground_can_be_read_in_every_palette(name):
    colours = personas.palette_card(name).colours
    assert contrast(colours[0], colours[-1]) >= 7
    assert all(ratio >= 4.5 for ratio in personas.palette_card(name).contrast)


def test_a_portrait_does_not_depend_on_the_data(X, segments):
    one = personas.persona(segments, "app", X=X).portrait
    assert one == personas.persona(segments, "app").portrait
    assert one == personas.portrait("app").svg


def test_a_card_has_the_colours_of_its_segment(X, segments):
    card = personas.persona(segments, "app", X=X)
    assert personas.palette_card(card) == personas.palette_card("app")


def test_sizes_are_checked():
    assert 'width="40"' in personas.portrait("a", size=40).svg
    with pytest.raises(DataError, match="size must be a whole number from 16"):
        personas.portrait("a", size=3)


def test_a_palette_prints_and_shows_its_contrasts():
    found = personas.palette_card("<b>")
    assert repr(found).count(":1)") == 5
    assert "<b>" not in found.to_html().replace("<b>ground", "").replace(
        "<b>soft", ""
    ).replace("<b>middle", "").replace("<b>deep", "").replace("<b>ink", "")
