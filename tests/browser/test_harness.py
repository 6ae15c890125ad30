"""The harness itself: a test that cannot fail would prove nothing about a lesson."""

import pytest
import scratch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLIDER = """\
import ipywidgets
def show(k):
    print("k is", k)
ipywidgets.interact(show, k=ipywidgets.IntSlider(3, 0, 9, description="k"));"""
KINDS = """\
out = ipywidgets.Output()
number = ipywidgets.BoundedIntText(1, 0, 9, description="number")
options = ipywidgets.Dropdown(options=["a", "b"], description="list")
radio = ipywidgets.RadioButtons(options=["c", "d"], description="radio")
button = ipywidgets.Button(description="button")
boxes = [number, options, radio]
for box in boxes:
    box.observe(lambda c: out.append_stdout(f"{c.owner.description} {c.new}"), "value")
button.on_click(lambda _: out.append_stdout("pressed"))
ipywidgets.VBox([*boxes, button, out])"""
CALLBACK = """\
box = ipywidgets.IntSlider(1, 0, 9, description="breaks")
def fall(change):
    raise RuntimeError("boom")
box.observe(fall, "value")
box"""
OUTSIDE = """\
from IPython.display import HTML
HTML('<img alt="outside" src="https://example.org/picture.png">')"""
ABSENT = 'HTML(\'<img alt="absent" src="/files/absent.png">\')'
CONSOLE = "HTML('<img src=x:y onerror=\"console.error(\\'oops\\')\">')"
CHECK = 'answer = ...\nprint("Correct" if answer == 42 else "Not yet")'


@pytest.fixture
def write(lab):
    def write_notebook(name, *sources):
        scratch.save(lab.root / name, "# Un été", *sources)
        return name

    return write_notebook


def test_a_good_notebook_passes(write, opened, page, pictures):
    book = opened(write("bon été.ipynb", SLIDER, CHECK))
    book.run_all()
    assert "k is 7" in book.set_number("k", 7)
    assert "Not yet" in book.type_and_run("answer =", CHECK.replace("...", "41"))
    assert "Correct" in book.type_and_run("answer =", CHECK.replace("...", "42"))
    assert page.trouble == []
    book.pictures(pictures, "harness")
    assert (pictures / "harness-0.png").stat().st_size > 10_000


def test_every_kind_of_widget_is_moved(write, opened):
    book = opened(write("kinds.ipynb", SLIDER, KINDS))
    book.run_all()
    assert "number 5" in book.set_number("number", 5)
    assert "list b" in book.choose("list", "b")
    assert "radio d" in book.choose("radio", "d")
    assert "pressed" in book.press("button")
    assert "k is 0" in book.set_number(None, 0)


def test_a_failing_cell_is_seen_and_what_is_stored_is_not(write, opened):
    book = opened(write("error.ipynb", "1 / 0", "2"))
    assert "as stored" in book.text(2)
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        book.run_all()
    assert "as stored" not in book.text(2)


def test_a_failing_callback_is_seen(write, opened):
    book = opened(write("callback.ipynb", "import ipywidgets", CALLBACK))
    book.run_all()
    with pytest.raises(AssertionError, match="boom"):
        book.set_number("breaks", 5)


def test_what_does_not_happen_is_seen(write, opened):
    book = opened(write("nothing.ipynb", SLIDER))
    book.run_all()
    book.patience = 2
    with pytest.raises(AssertionError, match="no output changed when k became 3"):
        book.set_number("k", 3)
    with pytest.raises(AssertionError, match=r"no widget 'j'; .*'k'"):
        book.set_number("j", 3)
    with pytest.raises(AssertionError, match="no button 'j'"):
        book.press("j")
    with pytest.raises(AssertionError, match="0 code cells match 'absent'"):
        book.type_and_run("absent", "1")


def test_a_hanging_cell_ends_the_wait(write, opened):
    book = opened(write("hang.ipynb", "import time\ntime.sleep(30)"))
    with pytest.raises(AssertionError, match="does not come to rest"):
        book.run_all(seconds=2)


def test_a_question_of_a_cell_is_seen(write, opened):
    book = opened(write("asks.ipynb", "input('Name?')"))
    with pytest.raises(AssertionError, match="waits for input"):
        book.run_all()


def test_trouble_in_the_page_is_seen(write, opened, page):
    book = opened(write("trouble.ipynb", OUTSIDE, ABSENT, CONSOLE))
    book.run_all()
    for kind in ("another host: https://example.org", "404", "console error: oops"):
        assert any(kind in line for line in page.trouble), (kind, page.trouble)
