"""What every widget is made of: it says its errors, and stores its first state."""

import ipywidgets
import pytest

from segkit.widgets import words
from segkit.widgets.controls import Pair, Screen, Shown, fitted, status, titled

VIEW = "application/vnd.jupyter.widget-view+json"


def stars(size):
    if size == 5:
        raise ValueError("five <is> too much.")
    return Shown(f'<img alt="{size} stars" src="data:,">', f"{size} stars.")


@pytest.fixture
def size():
    return Pair("Size", 3, 1, 9)


@pytest.fixture
def screen(size):
    return Screen([size], {"size": size.box}, stars)


def shown_status(screen):
    texts = [w.value for w in screen.children if isinstance(w, ipywidgets.HTML)]
    return next(text for text in texts if 'role="status"' in text)


def test_moving_a_control_draws_and_says_anew(screen, size):
    size.box.value = 7
    assert 'alt="7 stars"' in screen.drawn
    assert screen.said == "7 stars."
    assert "7 stars." in shown_status(screen)


def test_slider_and_box_follow_each_other(size):
    size.slider.value = 8
    assert size.box.value == 8
    size.box.value = 2
    assert size.slider.value == 2


def test_a_value_beyond_the_limits_is_the_limit(size):
    size.box.value = 99
    assert size.box.value == size.slider.value == 9


def test_the_box_has_the_label_that_screen_readers_say(size):
    assert isinstance(size.box, ipywidgets.BoundedIntText)
    assert size.box.description == "Size"
    assert not size.slider.readout


def test_an_error_is_said_and_the_last_drawing_stays(screen, size):
    size.box.value = 5
    assert screen.said == (
        "Not drawn: five <is> too much. "
        "The figure still shows the last setting that worked."
    )
    assert "five &lt;is&gt; too much" in shown_status(screen)
    assert 'alt="3 stars"' in screen.drawn
    size.box.value = 6
    assert screen.said == "6 stars."


def test_an_error_in_the_first_state_is_raised(size):
    size.box.value = 5
    with pytest.raises(ValueError, match="five"):
        Screen([size], {"size": size.box}, stars)


def test_several_values_are_put_with_one_drawing():
    drawn = []
    pairs = {name: Pair(name, 1, 0, 9) for name in "ab"}

    def draw(a, b):
        drawn.append((a, b))
        return Shown("", "")

    screen = Screen([], {name: p.box for name, p in pairs.items()}, draw)
    screen.put({"a": 4, "b": 6})
    assert drawn == [(1, 1), (4, 6)]
    assert screen.values == {"a": 4, "b": 6}


def test_a_wrong_name_does_not_leave_the_widget_deaf(screen, size):
    with pytest.raises(KeyError):
        screen.put({"colour": 1})
    size.box.value = 2
    assert screen.said == "2 stars."


def test_the_stored_form_is_the_sentence_with_the_first_state_beneath(screen, size):
    size.box.value = 8
    bundle = screen._repr_mimebundle_()
    assert VIEW in bundle
    assert bundle["text/plain"] == words.LIVE
    assert bundle["text/html"] == (
        f"<p><em>{words.LIVE}</em></p>{status('3 stars.')}"
        '<img alt="3 stars" src="data:,">'
    )


def test_a_picture_in_a_widget_never_leaves_the_page():
    assert fitted("<p>no picture</p>") == "<p>no picture</p>"
    assert 'style="max-width: 100%"' in fitted('<img alt="a">')


def test_a_screen_can_say_that_it_works(screen, size):
    screen.say("One <moment>.")
    assert screen.said == "One <moment>."
    assert "One &lt;moment&gt;." in shown_status(screen)
    size.box.value = 4
    assert screen.said == "4 stars."


def test_headings_are_escaped():
    assert titled("<b>", []).children[0].value == "<strong>&lt;b&gt;</strong>"
