"""The widgets about personas and activation, moved in a real JupyterLab."""

from typing import NamedTuple

import pytest
import scratch

from segkit.widgets import words

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DATA = """\
from segkit import activation, datasets, features, models, personas, widgets
orders, customers = datasets.load("orders"), datasets.load("customers")
X = features.customers(orders, as_of="2024-12-31", customers=customers)
model = models.BehaviouralSegmenter(method="rfm").fit(X)
segments = model.assign(X)
tables = {"customers": customers, "orders": orders, "sends": datasets.load("sends")}"""
PERSONAS = """\
few = ["Champions", "Loyal"]
cards = [personas.persona(segments, name, X=X, made_from=model) for name in few]
widgets.explore_persona_browser(cards)"""
RULES = 'widgets.explore_rule_builder(tables, as_of="2024-12-31")'
OVERLAP = """\
ready = activation.presets()
audiences = dict(list(ready.items())[:4])
long = "customers who bought in the last half year and may be written to by e-mail"
audiences[long] = "bought in the last 180 days and email_consent = true"
widgets.explore_overlap(audiences, tables, as_of="2024-12-31")"""
MONEY = """\
cells = {"search": 5, "a very long name of a channel for one segment": 3, "mail": 4}
caps = {"search": 1000, "a very long name of a channel for one segment": 9000}
widgets.explore_budget_allocator(cells, total=4000, caps=caps | {"mail": 2000})"""
MAILS = """\
some = customers.head(60)
theirs = orders[orders["customer_id"].isin(some["customer_id"])]
theirs = theirs[theirs["ordered_at"] >= "2024-11-01"]
widgets.explore_sequence_timeline(some, theirs)"""


class Case(NamedTuple):
    """A cell, a number box with its arrow key, and a list with one of its options."""

    source: str
    first: str  # what the first state says
    number: str
    key: str
    lists: str
    option: int


CASES = {
    "persona": Case(PERSONAS, "customers: all its measured lines",
                    words.PERSONA_LEAST, "1500", words.PERSONA_BESIDE, 2),
    "rule": Case(RULES, "may be contacted", words.RULE_LABELS["back"], "ArrowUp",
                 words.RULE_PRESET, 2),
    "overlap": Case(OVERLAP, "of the smallest", words.OVERLAP_BACK, "ArrowUp",
                    words.OVERLAP_LABELS[2], 5),
    "budget": Case(MONEY, "spent for the most revenue", words.BUDGET_TOTAL, "ArrowDown",
                   words.BUDGET_OBJECTIVE, 1),
    "sequence": Case(MAILS, "Mails on days 3, 7 and 30",
                     words.SEQUENCE_LABELS["second"], "ArrowUp",
                     words.SEQUENCE_OFFSETS, 1),
}  # fmt: skip


def tabbed_to_slider(book, label):
    """Move the slider beside a number box by keyboard; return the box's value."""
    box = book.widget(label).locator("input")
    box.focus()
    book.tab.keyboard.press("Tab")
    before = box.input_value()
    book.tab.keyboard.press("ArrowRight")
    book.tab.wait_for_function(
        "([e, v]) => e.value !== v", arg=[box.element_handle(), before]
    )
    book.wait()
    return box.input_value()


def typed(book, label, key):
    """Type a number, or press an arrow, in a number box; return what is said then."""

    def press(box):
        box.locator("input").focus()
        if key.startswith("Arrow"):
            book.tab.keyboard.press(key)
        else:
            book.tab.keyboard.press("Control+a")
            book.tab.keyboard.type(key)
        book.tab.keyboard.press("Enter")

    return book._see(book.widget(label), press, f"{key} in {label}")


def chosen(book, label, option):
    """Choose from a list; return what the cell says then.

    JupyterLab takes the arrow keys of lists for itself, so this is not by keyboard.
    """

    def pick(box):
        box.locator("select").select_option(index=option)

    return book._see(book.widget(label), pick, f"option {option} of {label}")


def wrong_rule(book):
    """Write half a rule; return what is said."""

    def press(box):
        box.locator("textarea").focus()
        book.tab.keyboard.press("Control+a")
        book.tab.keyboard.type("bought in the last")
        book.tab.keyboard.press("Tab")

    return book._see(book.widget(words.RULE_TEXT), press, "half a rule")


@pytest.fixture
def book(lab, opened):
    cells = [case.source for case in CASES.values()]
    scratch.save(lab.root / "widgets.ipynb", "# Widgets", DATA, *cells)
    made = opened("widgets.ipynb")
    made.run_all()
    return made


def test_every_widget_is_drawn_and_moved(book, page, pictures):
    for i, case in enumerate(CASES.values(), 2):
        assert case.first in book.text(i)
    book.pictures(pictures, "widgets")
    for case in CASES.values():
        before = typed(book, case.number, case.key)
        tabbed_to_slider(book, case.number)
        assert chosen(book, case.lists, case.option) != before
    assert "Not drawn: rule, line 1" in wrong_rule(book)
    book.pictures(pictures, "widgets-moved")
    page.tab.set_viewport_size({"width": 700, "height": 900})
    book.pictures(pictures, "widgets-narrow")
    assert page.trouble == []
